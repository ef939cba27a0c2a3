//! What to know when reading a simulation: what was taken for granted, and where the map is silent.

use super::{Scenario, Simulation, some};
use crate::measure::{Circle, Commitment, Knowledge, SUCCESS_METRIC, StepKind, WayBasis, moment_success};
use crate::reporters::plural;
use crate::tables::{per_cent, tenths};

/// Touchpoints that a note names before it counts the rest.
const NAMED: usize = 4;

impl Simulation<'_> {
    /// The notes of every journey in it, each said once.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes: Vec<String> = Vec::new();
        for (nth, scenario) in self.scenarios.iter().enumerate() {
            let is_other = !std::ptr::eq(scenario.journey, self.scenarios[0].journey);
            let of = if is_other { format!("{}: ", scenario.journey.journey) } else { String::new() };
            for note in about(scenario, nth == 0 || is_other) {
                let note = format!("{of}{note}");
                if !notes.contains(&note) {
                    notes.push(note);
                }
            }
        }
        notes
    }
}

/// What to know about a scenario; about its map, too, when nobody has told yet.
fn about(scenario: &Scenario<'_>, with_map: bool) -> Vec<String> {
    let Some(line) = scenario.first() else { return Vec::new() };
    let mut notes = Vec::new();
    if with_map {
        notes.extend(persona(scenario));
        notes.extend(knowledge(scenario, line));
        if scenario.journey.is_target() {
            notes.push(
                "The scores are targets: what the design promises, not what customers felt.".to_owned(),
            );
        }
        notes.extend(silence(line));
        notes.extend(ways(line));
        notes.extend(line.circles.iter().map(|circle| around(line, circle)));
    }
    if line.moments().any(|(_, moment)| moment.decides.is_none()) {
        notes.push(
            "The map has too many moments of truth in too many circles to work out what each of them decides."
                .to_owned(),
        );
    }
    notes
}

fn persona(scenario: &Scenario<'_>) -> Option<String> {
    let first = scenario.first()?.persona.filter(|_| scenario.told.len() > 1)?;
    Some(format!("All but the first table is told for {first}."))
}

fn knowledge(scenario: &Scenario<'_>, line: &Commitment<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let moments: Vec<_> = line.moments().collect();
    let assumed = moments.iter().filter(|(_, moment)| moment.known == Knowledge::Assumed).count();
    match moments.len() {
        0 => notes.push("No moment of truth is marked, so nothing climbs and nothing slides.".to_owned()),
        total if assumed > 0 => notes.push(format!(
            "Nobody knows how often {assumed} of {} go well; that is taken as {}. Where somebody has counted, \
             write `metrics: {{{SUCCESS_METRIC}: {{value: …, n: …, evidence: …}}}}` at the touchpoint.",
            plural(total, "moment") + " of truth",
            per_cent(scenario.rules.success),
        )),
        _ => {}
    }
    if moments.iter().any(|(_, moment)| moment.known == Knowledge::Happened) {
        notes.push(
            "The map tells what one customer lived through; its moments of truth went as they went.".into(),
        );
    }
    let is_no_share = |position: usize| {
        let touchpoint = line.steps[position].at.touchpoint;
        let written = touchpoint.metrics.contains_key(SUCCESS_METRIC);
        written && moment_success(scenario.journey, touchpoint).is_none()
    };
    let wrong: Vec<usize> =
        moments.iter().map(|(position, _)| *position).filter(|position| is_no_share(*position)).collect();
    if !wrong.is_empty() {
        notes.push(format!(
            "Not a share from 0 to 1, so not counted: `{SUCCESS_METRIC}` at {}.",
            named(line, &wrong)
        ));
    }
    notes
}

/// Touchpoints that the map says too little about.
fn silence(line: &Commitment<'_>) -> Option<String> {
    let unscored =
        |step: &&crate::measure::CommitmentStep<'_>| step.kind == StepKind::Ordinary && step.v.is_none();
    match line.steps.iter().filter(unscored).count() {
        0 => None,
        1 => Some("1 touchpoint without a score counts as neutral.".to_owned()),
        many => Some(format!("{many} touchpoints without a score count as neutral.")),
    }
}

/// Where the shares of the ways are not those of the map.
fn ways(line: &Commitment<'_>) -> Vec<String> {
    let with = |basis: WayBasis| {
        let has = |position: &usize| line.steps[*position].ways.iter().any(|way| way.basis == basis);
        let some: Vec<usize> = (0..line.steps.len()).filter(has).collect();
        (!some.is_empty()).then(|| named(line, &some))
    };
    let mut notes = Vec::new();
    if let Some(places) = with(WayBasis::Split) {
        notes.push(format!("How many take which way is not said, so it is split evenly: from {places}."));
    }
    if let Some(places) = with(WayBasis::Scaled) {
        notes.push(format!("The shares of the ways don't add up to 1, so they are scaled: from {places}."));
    }
    if let Some(places) = with(WayBasis::Nowhere) {
        notes.push(format!("A way leads to no touchpoint, so the journey ends there: from {places}."));
    }
    let lost: Vec<usize> = (0..line.steps.len()).filter(|at| line.steps[*at].visits <= 0.0).collect();
    if !lost.is_empty() {
        notes.push(format!("Nobody comes by, because no way leads there: {}.", named(line, &lost)));
    }
    notes
}

fn around(line: &Commitment<'_>, circle: &Circle) -> String {
    let places = named(line, &circle.touchpoints);
    let often = tenths(circle.returns);
    match circle.remaining {
        share if share > 0.0 => format!(
            "Ways lead back: {} of all customers find no way out of {places}, or not soon enough; when they went \
             back {often} times on average, the reckoning gave up, and they count as they stood.",
            some(share)
        ),
        _ => format!("Ways lead back: who comes to {places} goes back {often} times on average."),
    }
}

/// Touchpoints by their ids, the first few of them.
fn named(line: &Commitment<'_>, positions: &[usize]) -> String {
    let ids = positions.iter().take(NAMED).map(|at| line.steps[*at].at.touchpoint.id());
    let ids = ids.collect::<Vec<_>>().join(", ");
    match positions.len().saturating_sub(NAMED) {
        0 => ids,
        more => format!("{ids} and {more} more"),
    }
}
