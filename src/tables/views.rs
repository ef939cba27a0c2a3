//! The views of `masa show`.

mod contacts;
mod deviations;
mod effort;
mod evidence;
mod expectations;
mod metrics;
mod opportunities;

use std::collections::BTreeMap;

pub use contacts::contacts;
pub use deviations::deviations;
pub use effort::{costs, effort};
pub use evidence::{evidence, validation};
pub use expectations::expectations;
pub use metrics::metrics;
pub use opportunities::opportunities;

use super::{Cell, Table, per_cent, plain, signed};
use crate::measure::{self, Effort, Series, coverage, moment_basis, prevention, series};
use crate::model::{Grade, Journey, Maturity, TouchpointRef, Valence};
use crate::workspace::{Conventions, Workspace};

/// The journey in its most important numbers.
pub fn overview(workspace: &Workspace, journey: &Journey) -> Table {
    let mut table = Table::new(journey.title.clone(), &["what", "value"]);
    let mut row = |what: &str, cell: Cell| {
        if cell != Cell::Empty {
            table.row(vec![Cell::text(what), cell]);
        }
    };
    row("journey", Cell::text(journey.journey.as_str()));
    let personas = journey.personas().iter().map(|id| match workspace.persona(id.as_str()) {
        Some(persona) => match &persona.segment {
            Some(segment) => format!("{} ({segment})", persona.name),
            None => persona.name.clone(),
        },
        None => id.to_string(),
    });
    row("persona", Cell::text(personas.collect::<Vec<_>>().join(", ")));
    row("need", Cell::maybe(journey.need.as_deref()));
    let kinds = [journey.level.map(|level| level.as_str()), Some(journey.state().as_str())];
    let kind = journey.kind.map(|kind| kind.as_str());
    row("kind", Cell::text(kinds.into_iter().chain([kind]).flatten().collect::<Vec<_>>().join(", ")));
    row("maturity", Cell::maybe(journey.maturity.map(Maturity::as_str)));
    row("owner", Cell::text(journey.owner.as_deref().unwrap_or("nobody")));
    let touchpoints = journey.touchpoints().count();
    row("stages, touchpoints", Cell::text(format!("{}, {touchpoints}", journey.stages.len())));
    for series in series(journey) {
        let Some(summary) = series.summary() else { continue };
        let suffix = series.persona.map(|persona| format!(" ({persona})")).unwrap_or_default();
        let peak_end = series.peak().map_or(0.0, |peak| peak.peak_end);
        let ends = format!("{} / {}", signed(summary.worst), signed(summary.end));
        let signs = format!("{} : {}", summary.positive, summary.negative);
        row(&format!("mean emotion, −1..1{suffix}"), Cell::Score(summary.mean));
        row(&format!("mean by reach and importance{suffix}"), Cell::score(summary.weighted_mean));
        row(&format!("worst / end{suffix}"), Cell::text(ends));
        row(&format!("peak–end{suffix}"), Cell::Score(peak_end));
        // Only where memory and mean part ways is it worth a line.
        let memory_gap = peak_end - summary.mean;
        if memory_gap.abs() >= workspace.conventions.memory_gap {
            row(&format!("memory gap (peak–end − mean){suffix}"), Cell::Score(memory_gap));
        }
        row(&format!("above : below neutral{suffix}"), Cell::text(signs));
        let drops = series.drops(&workspace.conventions);
        let cliffs = drops.iter().filter(|drop| drop.is_cliff).count();
        let changes = format!("{} ({cliffs} cliffs) / {}", drops.len(), series.recoveries().len());
        row(&format!("falls / recoveries{suffix}"), Cell::text(changes));
        row(&format!("sum below neutral{suffix}"), Cell::Score(summary.area_below));
        row(&format!("scatter (standard deviation){suffix}"), Cell::text(plain(summary.sd)));
    }
    let effort = measure::effort(journey, &workspace.conventions);
    row("effort points", Cell::Count(i64::from(effort.points())));
    row("waiting live / for answers", Cell::text(format!("{} / {}", effort.live_wait, effort.async_wait)));
    row("hand-offs", Cell::count(effort.handoffs as usize));
    row("contacts by the customer", Cell::Count(effort.contacts as i64));
    if let Some(share) = preventable(journey) {
        row("of these preventable", Cell::text(share));
    }
    if let Some(kept) = context_kept(&effort) {
        row("context kept between channels", Cell::text(kept));
    }
    row("moments of truth", Cell::Count(coverage(journey).1.total() as i64));
    row("evidence of scores", Cell::text(evidence_line(journey)));
    row(OWN_CONVENTIONS, own_conventions(&workspace.conventions, &[""]));
    table
}

/// The name of the row that tells which numbers were not computed as usual.
const OWN_CONVENTIONS: &str = "computed with";

/// What the workspace computes otherwise than usual, of the keys below `[measure]` that begin with one of these.
fn own_conventions(conventions: &Conventions, beginnings: &[&str]) -> Cell {
    let changed = conventions.changed();
    let about = changed.iter().filter(|one| beginnings.iter().any(|begin| one.key.starts_with(begin)));
    let said: Vec<_> =
        about.map(|one| format!("{} {} (usually {})", one.key, one.value, one.usual)).collect();
    Cell::text(said.join("; "))
}

/// The share of preventable contacts in words, with its bounds when some are unknown.
pub fn preventable(journey: &Journey) -> Option<String> {
    let found = prevention(journey);
    let (low, high) = found.share()?;
    let count = format!("{} of {}", found.preventable.len(), found.contacts);
    Some(match found.unknown {
        0 => format!("{count} ({})", per_cent(low)),
        unknown => format!("{count} ({} to {}; {unknown} not said)", per_cent(low), per_cent(high)),
    })
}

/// The share of channel changes in which the context was kept, of those of which it is said.
pub fn context_kept(effort: &Effort<'_>) -> Option<String> {
    let share = effort.context_retention()?;
    Some(format!("{} of {} said ({})", effort.context_kept, effort.switches, per_cent(share)))
}

/// What the scores rest on, in one line: "9 of 9 anecdote".
pub fn evidence_line(journey: &Journey) -> String {
    let (scores, _) = coverage(journey);
    let total = scores.total();
    let grades = Grade::ALL.iter().rev().zip(scores.by_grade.iter().rev());
    let parts = grades.filter(|(_, count)| **count > 0);
    let parts: Vec<_> = parts.map(|(grade, count)| format!("{count} of {total} {grade}")).collect();
    parts.join(", ")
}

/// Every touchpoint with what happens and how it feels.
pub fn touchpoints(workspace: &Workspace, journey: &Journey) -> Table {
    let headers = ["#", "stage", "touchpoint", "channel", "by", "feels", "effort", "wait"];
    let mut table = Table::new(format!("{}: touchpoints", journey.title), &headers);
    let all = series(journey);
    let effort = measure::effort(journey, &workspace.conventions);
    for at in journey.touchpoints() {
        let touchpoint = at.touchpoint;
        let emotion = feels(&all, at);
        let waits = [touchpoint.live_wait, touchpoint.async_wait];
        let wait = waits.into_iter().flatten().reduce(|a, b| a.plus(b));
        table.row(vec![
            Cell::Count(at.position as i64 + 1),
            Cell::text(stage_name(at)),
            Cell::text(with_moment(at)),
            Cell::text(touchpoint.channel.as_ref().map_or("", |channel| channel.as_str())),
            Cell::text(touchpoint.initiator.map_or("", |initiator| initiator.as_str())),
            emotion,
            Cell::count(effort.points_at(at.position) as usize),
            Cell::duration(wait),
        ]);
    }
    table
}

/// The score at a touchpoint, or those of several personas with their names.
fn feels(all: &[Series<'_>], at: TouchpointRef<'_>) -> Cell {
    let scores = all.iter().filter_map(|series| Some((series.persona, series.points[at.position]?.v)));
    let scores: Vec<_> = scores.collect();
    match scores.as_slice() {
        [(None, v)] => Cell::Score(*v),
        many => {
            let parts = many.iter().map(|(who, v)| format!("{} {}", who.unwrap_or_default(), signed(*v)));
            Cell::text(parts.collect::<Vec<_>>().join("; "))
        }
    }
}

fn stage_name(at: TouchpointRef<'_>) -> String {
    if at.index == 0 { at.stage.name.clone() } else { String::new() }
}

fn with_moment(at: TouchpointRef<'_>) -> String {
    let name = &at.touchpoint.name;
    match &at.touchpoint.moment_of_truth {
        Some(moment) => format!("{} {name}", sign(moment.valence())),
        None => name.clone(),
    }
}

fn sign(valence: Valence) -> &'static str {
    match valence {
        Valence::Positive => "▲",
        Valence::Negative => "▼",
        Valence::Either => "◆",
    }
}

/// The moments of truth with what is done about them.
pub fn moments(journey: &Journey) -> Table {
    let headers = ["moment of truth", "kind", "weight", "feels", "at risk", "response", "owner", "evidence"];
    let mut table = Table::new(format!("{}: moments of truth", journey.title), &headers);
    let all = series(journey);
    for at in journey.touchpoints() {
        let Some(moment) = &at.touchpoint.moment_of_truth else { continue };
        let response = moment.response.as_ref().map_or("none".to_owned(), |response| {
            let kind = response.kind.map_or("", |kind| kind.as_str());
            let parts = [kind.to_owned(), response.solutions.join("; ")];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
        });
        let owner = moment.response.as_ref().and_then(|response| response.owner.as_deref());
        table.row(vec![
            Cell::text(with_moment(at)),
            Cell::text(moment.kind.map_or("", |kind| kind.as_str())),
            Cell::Count(i64::from(moment.criticality())),
            feels(&all, at),
            Cell::maybe(moment.at_risk.as_deref()),
            Cell::text(response),
            Cell::text(owner.or(at.touchpoint.owner.as_deref()).unwrap_or("nobody")),
            Cell::text(moment_basis(journey, at.touchpoint).grade.as_str()),
        ]);
    }
    table.without_empty_columns()
}

/// Channels by stage: how many touchpoints there are, and their mean emotion over all personas.
pub fn channels(journey: &Journey) -> Table {
    let all = series(journey);
    let mut order: Vec<&str> = Vec::new();
    let mut cells: BTreeMap<(&str, usize), (usize, Vec<f64>)> = BTreeMap::new();
    for at in journey.touchpoints() {
        let channel = at.touchpoint.channel.as_ref().map_or("not said", |channel| channel.as_str());
        if !order.contains(&channel) {
            order.push(channel);
        }
        let cell = cells.entry((channel, at.stage_index)).or_default();
        cell.0 += 1;
        cell.1.extend(all.iter().filter_map(|series| Some(series.points[at.position]?.v)));
    }
    let stages = journey.stages.iter().map(|stage| stage.name.as_str());
    let headers: Vec<&str> = ["channel"].into_iter().chain(stages).collect();
    let mut table = Table::new(format!("{}: channels by stage", journey.title), &headers);
    for channel in order {
        let row = (0..journey.stages.len()).map(|stage| match cells.get(&(channel, stage)) {
            None => Cell::Empty,
            Some((count, scores)) if scores.is_empty() => Cell::text(count.to_string()),
            Some((count, scores)) => {
                let mean = scores.iter().sum::<f64>() / scores.len() as f64;
                Cell::text(format!("{count} ({})", signed(mean)))
            }
        });
        table.row([Cell::text(channel)].into_iter().chain(row).collect());
    }
    table
}

/// The personas of a workspace and the journeys they make.
pub fn personas(workspace: &Workspace) -> Table {
    let headers = ["persona", "name", "segment", "goals", "priorities", "journeys"];
    let mut table = Table::new("Personas", &headers);
    for (_, persona) in workspace.personas() {
        let id = persona.persona.as_str();
        let makes = |journey: &Journey| journey.personas().iter().any(|own| own.as_str() == id);
        let journeys: Vec<_> = workspace
            .journeys()
            .filter(|(_, journey)| makes(journey))
            .map(|(_, journey)| journey.journey.as_str())
            .collect();
        let mut priorities: Vec<_> = persona.priorities.iter().collect();
        priorities.sort_by(|a, b| b.1.total_cmp(a.1).then(a.0.cmp(b.0)));
        let priorities: Vec<_> = priorities.iter().map(|(name, _)| name.as_str()).take(3).collect();
        table.row(vec![
            Cell::text(id),
            Cell::text(persona.name.clone()),
            Cell::maybe(persona.segment.as_deref()),
            Cell::text(persona.goals.join("; ")),
            Cell::text(priorities.join(", ")),
            Cell::text(journeys.join(", ")),
        ]);
    }
    table.without_empty_columns()
}
