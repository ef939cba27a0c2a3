//! The words of the view `map`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The words of the view `map`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapWords {
    /// `{title}`, `{touchpoints}`, `{stages}`.
    pub opening: String,
    /// `{persona}`.
    pub persona: String,
    /// The head of the lane of names.
    pub touchpoint: String,
    /// The heads of the lanes, by the name used for `--lanes`.
    pub lanes: BTreeMap<String, String>,
    /// `{time}`; so for the next.
    pub live_wait: String,
    pub async_wait: String,
    /// A length of time where there is little room: `{minutes}`, `{seconds}`.
    pub minutes_seconds: String,
    /// `{hours}`, `{minutes}`.
    pub hours_minutes: String,
    /// `{what}`, `{points}`.
    pub points: String,
    /// What a provider does about a moment of truth, by its word in the format.
    pub responses: BTreeMap<String, String>,
    /// `{kind}`, `{what}`.
    pub response_kind: String,
    pub no_response: String,
    /// What became of what was known, by its word in the format; so for the next, in a legend.
    pub context: BTreeMap<String, String>,
    pub link: BTreeMap<String, String>,
    pub forced: String,
    pub chosen: String,
    /// Grades of evidence, by their word in the format.
    pub grades: BTreeMap<String, String>,
    /// `{what}`, `{n}`.
    pub with_n: String,
    /// `{owner}`, `{due}`.
    pub owner_due: String,
    /// `{due}`.
    pub due: String,
    /// `{who}`, `{what}`.
    pub who_what: String,
    /// `{name}`, `{value}`.
    pub metric: String,
    /// A metric of few: `{name}`, `{value}`, `{n}`.
    pub metric_few: String,
    /// A metric of so few that there is no statistic: `{name}`, `{n}`.
    pub metric_withheld: String,
    /// `{scenario}`.
    pub scenario: String,
    /// `{goal}`.
    pub goal: String,
    /// `{scores}`, `{grades}`.
    pub known: String,
    /// `{count}`, `{grade}`.
    pub known_part: String,
    pub targets: String,
    /// `{date}`.
    pub reviewed: String,
    pub never_reviewed: String,
    pub wait_length: String,
    /// `{lanes}`.
    pub left_out: String,
    /// `{list}`; so for the next two.
    pub tell_pains: String,
    pub tell_gains: String,
    pub tell_opportunities: String,
    /// `{what}`, `{touchpoint}`.
    pub tell_at: String,
}
