//! The words of a simulation.

use serde::Deserialize;

use crate::draw::locale::Forms;

/// The words of a simulation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SimulationWords {
    /// `{title}`.
    pub title: String,
    /// What everybody has to know before they read a number of the model.
    pub illustrative: String,
    /// `{start}`, `{end}`, `{low}`, `{high}`, `{lost}`.
    pub ends: String,
    /// `{touchpoint}`, `{well}`, `{badly}`.
    pub decided: String,
    /// `{who}`, `{end}`, `{change}`.
    pub other: String,
    /// `{name}`, `{list}`.
    pub supposed: String,
    pub as_mapped: String,
    pub what_if: String,
    pub nobody: String,
    pub under_one: String,
    pub over_ninety_nine: String,
    pub end_table: EndWords,
    pub moments: MomentWords,
    pub conventions: ConventionWords,
    pub steps: StepWords,
    pub notes: NoteWords,
}

/// Where customers end.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndWords {
    pub title: String,
    pub scenario: String,
    /// `{scenario}`, `{persona}`.
    pub of_persona: String,
    pub start: String,
    pub expected: String,
    pub sd: String,
    pub p10: String,
    pub median: String,
    pub p90: String,
    pub at_zero: String,
    pub change: String,
}

/// What the moments of truth decide.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MomentWords {
    pub title: String,
    /// `{title}`, `{scenario}`.
    pub title_of: String,
    pub moment: String,
    pub goes_well: String,
    pub rests_on: String,
    pub if_well: String,
    pub if_badly: String,
    pub leverage: String,
    pub bar: String,
    pub supposed: String,
    pub happened: String,
    pub nobody_knows: String,
}

/// How much hangs on the conventions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConventionWords {
    pub title: String,
    pub convention: String,
    pub were: String,
    pub ladder: String,
    pub snake: String,
    pub success: String,
}

/// A scenario touchpoint by touchpoint.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepWords {
    /// `{scenario}`.
    pub title: String,
    pub touchpoint: String,
    pub comes_by: String,
    pub happens: String,
    pub feels: String,
    pub before: String,
    pub after: String,
    pub then: String,
    /// `{to}`, `{share}`.
    pub way: String,
    pub end: String,
}

/// What to know when reading.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteWords {
    pub title: String,
    /// `{journey}`, `{note}`.
    pub of_journey: String,
    pub too_many: String,
    pub targets: String,
    /// `{persona}`.
    pub persona: String,
    pub no_moments: String,
    /// `{some}`, `{moments}`, `{share}`, `{metric}`.
    pub assumed: String,
    pub happened: String,
    /// `{metric}`, `{places}`.
    pub no_share: String,
    pub unscored: Forms,
    /// `{places}`; so for the next four.
    pub split: String,
    pub scaled: String,
    pub nowhere: String,
    pub rest: String,
    pub lost: String,
    /// `{some}`, `{places}`, `{times}`.
    pub stuck: String,
    /// `{places}`, `{times}`.
    pub back: String,
    /// `{places}`, `{n}`.
    pub and_more: String,
}
