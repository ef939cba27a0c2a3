//! What to know when reading a simulation: what was taken for granted, and where the map is silent.

use super::Scenario;
use super::telling::Telling;
use crate::documents::Text;
use crate::draw::locale::fill;
use crate::measure::{
    Circle, Commitment, CommitmentStep, Knowledge, SUCCESS_METRIC, StepKind, WayBasis, moment_success,
};
use crate::tables::{per_cent, tenths};

/// Touchpoints that a note names before it counts the rest.
const NAMED: usize = 4;

/// How somebody writes down how often a moment of truth goes well.
const HOW_TO_COUNT: &str = "metrics: {success: {value: …, n: …, evidence: …}}";

impl Telling<'_, '_> {
    /// The notes of every journey in it, each said once.
    pub(super) fn notes(&self) -> Vec<Text> {
        let all = &self.simulation.scenarios;
        let mut notes: Vec<Text> = Vec::new();
        for (nth, scenario) in all.iter().enumerate() {
            let is_other = !std::ptr::eq(scenario.journey, all[0].journey);
            for note in self.about(scenario, nth == 0 || is_other) {
                let journey = Text::from(scenario.journey.journey.as_str());
                let note = match is_other {
                    true => {
                        Text::compose(&self.words.notes.of_journey, &[("journey", journey), ("note", note)])
                    }
                    false => note,
                };
                if !notes.contains(&note) {
                    notes.push(note);
                }
            }
        }
        notes
    }

    /// What to know about a scenario; about its map, too, when nobody has told yet.
    fn about(&self, scenario: &Scenario<'_>, with_map: bool) -> Vec<Text> {
        let words = &self.words.notes;
        let Some(line) = scenario.first() else { return Vec::new() };
        let mut notes = Vec::new();
        if with_map {
            let told = line.persona.filter(|_| scenario.told.len() > 1);
            notes.extend(told.map(|persona| Text::fill(&words.persona, &[("persona", persona)])));
            notes.extend(self.knowledge(scenario, line));
            if scenario.journey.is_target() {
                notes.push(Text::from(&words.targets));
            }
            let unscored = |step: &&CommitmentStep<'_>| step.kind == StepKind::Ordinary && step.v.is_none();
            match line.steps.iter().filter(unscored).count() {
                0 => {}
                some => notes.push(Text::from(self.locale.count(&words.unscored, some))),
            }
            notes.extend(self.ways(line));
            notes.extend(line.circles.iter().map(|circle| self.around(line, circle)));
        } else {
            notes.extend(self.of_ways(line, WayBasis::Rest, &words.rest));
        }
        if line.moments().any(|(_, moment)| moment.decides.is_none()) {
            notes.push(Text::from(&words.too_many));
        }
        notes
    }

    fn knowledge(&self, scenario: &Scenario<'_>, line: &Commitment<'_>) -> Vec<Text> {
        let words = &self.words.notes;
        let mut notes = Vec::new();
        let moments: Vec<_> = line.moments().collect();
        let assumed = moments.iter().filter(|(_, moment)| moment.known == Knowledge::Assumed).count();
        match moments.len() {
            0 => notes.push(Text::from(&words.no_moments)),
            total if assumed > 0 => {
                let values = [
                    ("some", assumed.to_string()),
                    ("moments", self.locale.count(&self.locale.labels().moments, total)),
                    ("share", per_cent(scenario.rules.success)),
                    ("metric", HOW_TO_COUNT.to_owned()),
                ];
                notes.push(Text::filled(&words.assumed, &values));
            }
            _ => {}
        }
        if moments.iter().any(|(_, moment)| moment.known == Knowledge::Happened) {
            notes.push(Text::from(&words.happened));
        }
        let is_no_share = |position: usize| {
            let touchpoint = line.steps[position].at.touchpoint;
            let written = touchpoint.metrics.contains_key(SUCCESS_METRIC);
            written && moment_success(scenario.journey, touchpoint).is_none()
        };
        let wrong: Vec<usize> =
            moments.iter().map(|(position, _)| *position).filter(|position| is_no_share(*position)).collect();
        if !wrong.is_empty() {
            let values = [("metric", SUCCESS_METRIC.to_owned()), ("places", self.named(line, &wrong))];
            notes.push(Text::filled(&words.no_share, &values));
        }
        notes
    }

    /// Where the shares of the ways are not those of the map.
    fn ways(&self, line: &Commitment<'_>) -> Vec<Text> {
        let words = &self.words.notes;
        let of = [
            (WayBasis::Split, &words.split),
            (WayBasis::Scaled, &words.scaled),
            (WayBasis::Nowhere, &words.nowhere),
            (WayBasis::Rest, &words.rest),
        ];
        let mut notes: Vec<Text> =
            of.into_iter().filter_map(|(basis, template)| self.of_ways(line, basis, template)).collect();
        let lost: Vec<usize> = (0..line.steps.len()).filter(|at| line.steps[*at].visits <= 0.0).collect();
        if !lost.is_empty() {
            notes.push(Text::filled(&words.lost, &[("places", self.named(line, &lost))]));
        }
        notes
    }

    /// What is to be said of ways whose shares rest on something, if there are any.
    fn of_ways(&self, line: &Commitment<'_>, basis: WayBasis, template: &str) -> Option<Text> {
        let has = |position: &usize| line.steps[*position].ways.iter().any(|way| way.basis == basis);
        let some: Vec<usize> = (0..line.steps.len()).filter(has).collect();
        (!some.is_empty()).then(|| Text::filled(template, &[("places", self.named(line, &some))]))
    }

    fn around(&self, line: &Commitment<'_>, circle: &Circle) -> Text {
        let words = &self.words.notes;
        let values = [
            ("places", self.named(line, &circle.touchpoints)),
            ("times", tenths(circle.returns)),
            ("some", self.some(circle.remaining)),
        ];
        Text::filled(if circle.remaining > 0.0 { &words.stuck } else { &words.back }, &values)
    }

    /// Touchpoints by their ids, the first few of them.
    fn named(&self, line: &Commitment<'_>, positions: &[usize]) -> String {
        let ids = positions.iter().take(NAMED).map(|at| line.steps[*at].at.touchpoint.id());
        let ids = ids.collect::<Vec<_>>().join(", ");
        match positions.len().saturating_sub(NAMED) {
            0 => ids,
            more => {
                let values = [("places", ids.as_str()), ("n", &more.to_string())];
                fill(&self.words.notes.and_more, &values)
            }
        }
    }
}
