//! From a journey to the picture's view model.

use super::{BlueprintPicture, ChannelLabel, Fail, FailKind, StageSteps, Step};
use crate::draw::icons::Icon;
use crate::draw::locale::{Locale, fill};
use crate::draw::views::page::heading;
use crate::measure::{self, EffortEvent};
use crate::model::{Duration, Initiator, Journey, Touchpoint, TouchpointRef};
use crate::workspace::Workspace;

/// The service blueprint of a journey.
pub fn picture(workspace: &Workspace, journey: &Journey) -> BlueprintPicture {
    let mut heading = heading(workspace, journey);
    let locale = Locale::of(&heading.lang);
    heading.foot.insert(0, locale.labels().blueprint.name.clone());
    let effort = measure::effort(journey, &workspace.conventions);
    let mut stages: Vec<StageSteps> = journey
        .stages
        .iter()
        .map(|stage| StageSteps {
            id: stage.id().to_owned(),
            name: stage.name.clone(),
            phase: stage.phase,
            steps: Vec::new(),
        })
        .collect();
    for at in journey.touchpoints() {
        stages[at.stage_index].steps.push(step(&locale, &effort, at));
    }
    BlueprintPicture { heading, stages }
}

fn step(locale: &Locale, effort: &measure::Effort<'_>, at: TouchpointRef<'_>) -> Step {
    let touchpoint = at.touchpoint;
    Step {
        id: touchpoint.id().to_owned(),
        name: touchpoint.name.clone(),
        by_provider: matches!(touchpoint.initiator, Some(Initiator::Provider | Initiator::Partner)),
        evidence: touchpoint.physical_evidence.clone(),
        doing: touchpoint.doing.clone(),
        channel: channel(locale, touchpoint),
        waits: waits(locale, touchpoint),
        fails: fails(locale, effort, at),
        backstage: touchpoint.backstage.clone(),
        support: touchpoint.systems.clone(),
    }
}

fn channel(locale: &Locale, touchpoint: &Touchpoint) -> Option<ChannelLabel> {
    let channel = touchpoint.channel.as_ref().filter(|channel| !channel.is_none())?;
    let by_others = touchpoint.initiator == Some(Initiator::ThirdParty);
    Some(ChannelLabel {
        name: locale.channel(channel).to_owned(),
        icon: Icon::of_channel(channel),
        is_onstage: !by_others && !touchpoint.is_indirect(),
    })
}

fn waits(locale: &Locale, touchpoint: &Touchpoint) -> Vec<String> {
    let said = |event: EffortEvent, time: Option<Duration>| {
        let values = [("what", locale.effort_event(event)), ("time", &locale.duration(time?))];
        Some(fill(&locale.labels().blueprint.timed, &values))
    };
    let live = said(EffortEvent::LiveWait, touchpoint.live_wait);
    live.into_iter().chain(said(EffortEvent::AsyncWait, touchpoint.async_wait)).collect()
}

fn fails(locale: &Locale, effort: &measure::Effort<'_>, at: TouchpointRef<'_>) -> Vec<Fail> {
    let labels = locale.labels();
    let mut fails = Vec::new();
    if at.touchpoint.preventable == Some(true) {
        fails.push(Fail { words: labels.blueprint.preventable.clone(), kind: FailKind::Needless });
    }
    let handoffs = at.touchpoint.effort.as_ref().and_then(|effort| effort.handoffs).unwrap_or(0);
    for item in effort.items.iter().filter(|item| item.at.position == at.position) {
        let word = locale.effort_event(item.event);
        let words = match item.event {
            EffortEvent::Handoff if handoffs > 1 => {
                fill(&labels.blueprint.repeated, &[("what", word), ("n", &handoffs.to_string())])
            }
            EffortEvent::Handoff | EffortEvent::InformationRepeated | EffortEvent::DeadEnd => word.to_owned(),
            _ => continue,
        };
        fails.push(Fail { words, kind: FailKind::InSight });
    }
    let moment = at.touchpoint.moment_of_truth.as_ref();
    if moment.is_some_and(|moment| moment.is_negative()) {
        fails.push(Fail { words: labels.blueprint.moment.clone(), kind: FailKind::Moment });
    }
    fails
}
