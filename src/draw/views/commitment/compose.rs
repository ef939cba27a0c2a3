//! From a journey and its commitment to the picture's view model.

use super::{CommitmentLine, CommitmentPicture, Station, Turn};
use crate::draw::locale::{CommitmentWords, Locale, fill};
use crate::draw::views::curve::compose::{stages, touchpoints};
use crate::draw::views::page::heading;
use crate::measure::{
    self, Commitment, CommitmentMoment, CommitmentRules, CommitmentSpread, CommitmentStep, Knowledge, Leap,
    StepKind,
};
use crate::model::Journey;
use crate::workspace::Workspace;

/// The commitment line of a journey, with the names its personas have in the workspace.
pub fn picture(workspace: &Workspace, journey: &Journey) -> CommitmentPicture {
    let rules = CommitmentRules::of(&workspace.conventions);
    let all = measure::commitment(journey, &rules);
    let mut heading = heading(workspace, journey);
    let locale = Locale::of(&heading.lang);
    let words = &locale.labels().commitment;
    let lines: Vec<CommitmentLine> = all
        .iter()
        .map(|one| CommitmentLine {
            id: one.persona.unwrap_or(journey.journey.as_str()).to_owned(),
            name: one.persona.map_or("", |id| workspace.persona_name(id)).to_owned(),
            start: station(&CommitmentSpread::on(one.start)),
            stations: one.steps.iter().map(|step| station(&step.after)).collect(),
            end: station(&one.end),
        })
        .collect();
    let first = all.first();
    heading.facts = facts(&locale, &lines, first);
    let steps = first.map_or(&[][..], |one| one.steps.as_slice());
    CommitmentPicture {
        heading,
        stages: stages(journey),
        touchpoints: touchpoints(journey),
        alone: steps.iter().map(|step| step.kind == StepKind::Alone).collect(),
        turns: first.map(turns).unwrap_or_default(),
        notes: notes(words, &rules, first),
        lost: share(words, first.map_or(0.0, |one| one.end.lost())),
        lines,
        before: 0,
        description: String::new(),
    }
}

fn station(spread: &CommitmentSpread) -> Station {
    Station {
        expected: spread.expected(),
        low: f64::from(spread.percentile(0.1)),
        high: f64::from(spread.percentile(0.9)),
    }
}

/// The moments of truth as they stand on the expected line.
fn turns(told: &Commitment<'_>) -> Vec<Turn> {
    let turn = |(touchpoint, moment): (usize, &CommitmentMoment)| {
        let Leap { from, up, down } = told.leap(touchpoint, moment);
        Turn { touchpoint, valence: moment.valence, from, up, down, leverage: moment.leverage() }
    };
    told.moments().map(turn).collect()
}

/// Where it ends, for the head.
fn facts(locale: &Locale, lines: &[CommitmentLine], first: Option<&Commitment<'_>>) -> Vec<String> {
    let words = &locale.labels().commitment;
    let mut facts = vec![words.name.clone(), words.illustrative.clone()];
    if let [only] = lines {
        let end = only.end;
        facts.push(fill(&words.expected_end, &[("square", &whole(end.expected))]));
        if end.low < end.high {
            facts.push(fill(&words.most_end, &[("low", &whole(end.low)), ("high", &whole(end.high))]));
        }
        let lost = first.map_or(0.0, |one| one.end.lost());
        facts.push(fill(&words.lost, &[("share", &share(words, lost))]));
    } else {
        facts.extend(lines.iter().map(|line| {
            fill(&words.end_of, &[("persona", &line.name), ("square", &whole(line.end.expected))])
        }));
    }
    facts
}

/// How the model works, and what it knows.
fn notes(words: &CommitmentWords, rules: &CommitmentRules, first: Option<&Commitment<'_>>) -> Vec<String> {
    let how = [("ladder", whole(rules.ladder)), ("snake", whole(rules.snake))];
    let mut notes = vec![fill(&words.how, &how.each_ref().map(|(key, value)| (*key, value.as_str())))];
    let knows = |what| first.is_some_and(|one| one.moments().any(|(_, moment)| moment.known == what));
    if knows(Knowledge::Assumed) {
        notes.push(fill(&words.assumed, &[("share", &share(words, rules.success))]));
    }
    if knows(Knowledge::Measured) {
        notes.push(words.counted.clone());
    }
    if knows(Knowledge::Happened) {
        notes.push(words.happened.clone());
    }
    if first.is_some_and(Commitment::branches) {
        notes.push(words.branches.clone());
    }
    let is_unscored = |step: &CommitmentStep<'_>| step.kind == StepKind::Ordinary && step.v.is_none();
    if first.is_some_and(|one| one.steps.iter().any(is_unscored)) {
        notes.push(words.unscored.clone());
    }
    notes
}

/// A number of squares as it is told.
pub fn whole(squares: f64) -> String {
    format!("{}", squares.round() as i64)
}

/// A share in whole per cents; what is not nothing and not all never looks like it.
pub fn share(words: &CommitmentWords, share: f64) -> String {
    match share * 100.0 {
        percent if percent > 1e-6 && percent < 1.0 => words.under_one.clone(),
        percent if percent > 99.0 && percent < 100.0 - 1e-6 => words.over_ninety_nine.clone(),
        percent => fill(&words.percent, &[("n", &whole(percent))]),
    }
}
