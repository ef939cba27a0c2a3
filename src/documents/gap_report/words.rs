//! Places, sizes and changes in words.

use crate::measure::{Change, DeliveryFault, EffortEvent, Gap, GapSize, Pair, Side};
use crate::model::{Context, Grade, Kept, Status, TouchpointRef};
use crate::reporters::plural;
use crate::tables::signed;

pub(in crate::documents) fn signed_count(change: i64) -> String {
    match change {
        0 => "0".to_owned(),
        more if more > 0 => format!("+{more}"),
        less => format!("−{}", less.abs()),
    }
}

/// The name of a touchpoint.
pub(super) fn name(at: TouchpointRef<'_>) -> String {
    at.touchpoint.name.clone()
}

pub(super) fn change_words(pair: &Pair<'_>) -> String {
    let words = pair.changes.iter().map(|change| match change {
        Change::ChannelChanged => "channel changed",
        Change::MadeProactive => "made proactive",
        Change::Merged => "merged",
    });
    std::iter::once("paired").chain(words).collect::<Vec<_>>().join(", ")
}

pub(in crate::documents) fn place(gap: &Gap<'_>) -> String {
    match (gap.at, gap.desired) {
        (Some(at), Some(desired)) => format!("{} → {}", name(at), name(desired)),
        (Some(at), None) | (None, Some(at)) => name(at),
        (None, None) => match gap.opportunity {
            Some(opportunity) => opportunity.statement.clone(),
            None => "the whole journey".to_owned(),
        },
    }
}

/// The place with the persona who feels it, where the map tells several apart.
pub(super) fn whose(gap: &Gap<'_>) -> String {
    match gap.persona {
        Some(persona) => format!("{} ({persona})", place(gap)),
        None => place(gap),
    }
}

pub(in crate::documents) fn size(gap: &Gap<'_>, side: &Side<'_>) -> String {
    match gap.size {
        GapSize::Moment(criticality, valence) => format!("{valence}, criticality {criticality} of 3"),
        GapSize::Score(size) => signed(size),
        GapSize::Points(points) => {
            let position = gap.at.map(|at| at.position);
            let items = side.effort.items.iter().filter(|item| Some(item.at.position) == position);
            let words: Vec<_> = items.map(|item| item.event.name()).collect();
            format!("{}: {}", plural(points as usize, "point"), words.join(", "))
        }
        GapSize::Contact => match gap.at.and_then(|at| at.touchpoint.root_cause.as_deref()) {
            Some(cause) => format!("1 contact: {cause}"),
            None => "1 contact, cause unknown".to_owned(),
        },
        GapSize::Phase(phase) => format!("nothing {phase} the contact"),
        GapSize::Unscored(some, all) => format!("{some} of {all} touchpoints not scored"),
        GapSize::Unresearched(some, all) => format!("{some} of {all} scores not researched"),
        GapSize::Stale(some, all) => format!("{some} of {all} scores on old evidence"),
        GapSize::Undated(some, all) => format!("{some} of {all} scores on evidence without a date"),
        GapSize::Promise(promise, Kept::Partly) => format!("partly kept: {promise}"),
        GapSize::Promise(promise, _) => format!("not kept: {promise}"),
        GapSize::Belief(who, believed, felt) => {
            let (believed, felt) = (signed(believed), signed(felt));
            match gap.grade >= Grade::Qualitative {
                true => format!("{who} believe {believed}, customers say {felt}"),
                false => format!("{who} believe {believed}, the map guesses {felt}"),
            }
        }
        GapSize::Rating(attribute, size) => format!("{attribute} {}", signed(size)),
        GapSize::Delivery(fault) => match fault {
            DeliveryFault::Missing => "did not happen",
            DeliveryFault::AdHoc => "not planned",
            DeliveryFault::Failed => "led nowhere",
            DeliveryFault::Irregular => "out of order",
        }
        .to_owned(),
        GapSize::NotThere(Status::Planned) => "planned, not there yet".to_owned(),
        GapSize::NotThere(_) => "not there".to_owned(),
        GapSize::Context(context, is_forced) => {
            let change = if is_forced { "forced to change channel" } else { "changed channel" };
            match context {
                Context::Kept => change.to_owned(),
                Context::Partial => format!("{change}, context partly kept"),
                Context::Lost => format!("{change}, context lost"),
            }
        }
        GapSize::Nobody => "nobody answers for it".to_owned(),
    }
}

/// What makes up the effort, in the order of its weight: "1 hand-off, 2 live waits (3m48s)".
pub(super) fn effort_parts(side: &Side<'_>) -> Vec<String> {
    let mut parts: Vec<(u32, EffortEvent, usize)> = Vec::new();
    for item in &side.effort.items {
        match parts.iter_mut().find(|part| part.1 == item.event) {
            Some(part) => {
                part.0 += item.points;
                part.2 += 1;
            }
            None => parts.push((item.points, item.event, 1)),
        }
    }
    parts.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let words = parts.into_iter().map(|(_, event, count)| match event {
        EffortEvent::Handoff => plural(side.effort.handoffs as usize, "hand-off"),
        EffortEvent::LiveWait => format!("{} ({})", plural(count, "live wait"), side.effort.live_wait),
        EffortEvent::AsyncWait => {
            let waits = if count == 1 {
                "a wait for an answer".to_owned()
            } else {
                format!("{count} waits for answers")
            };
            format!("{waits} ({})", side.effort.async_wait)
        }
        EffortEvent::InformationRepeated => match count {
            1 => "information repeated".to_owned(),
            many => format!("information repeated {many} times"),
        },
        EffortEvent::ContextLost => match count {
            1 => "context lost".to_owned(),
            many => format!("context lost {many} times"),
        },
        other => match count {
            1 => format!("a {}", other.name()),
            many => format!(
                "{many} {}",
                match other {
                    EffortEvent::ForcedSwitch => "forced channel switches".to_owned(),
                    other => format!("{}s", other.name()),
                }
            ),
        },
    });
    words.collect()
}
