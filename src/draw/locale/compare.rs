//! The words of the view `compare`.

use serde::Deserialize;

/// The words of the view `compare`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompareWords {
    /// `{service}`.
    pub title_states: String,
    /// `{title}`.
    pub title_versions: String,
    /// `{first}`, `{second}`.
    pub title_both: String,
    /// `{state}`, `{title}`.
    pub titled: String,
    /// What only the current journey has.
    pub removed: String,
    /// What only the desired journey has.
    pub added: String,
    /// What both have at different places.
    pub moved: String,
    /// What only one of two journeys of a kind has.
    pub only_here: String,
    /// One that takes the place of several.
    pub merged: String,
    /// One whose place several take.
    pub split: String,
    pub proactive: String,
    /// `{channel}`.
    pub channel: String,
    /// `{current}`, `{desired}`.
    pub becomes: String,
    pub mean: String,
    pub effort: String,
    pub contacts: String,
    pub handoffs: String,
    pub touchpoints: String,
    pub lowest: String,
    pub last: String,
    /// No wait.
    pub none: String,
    /// `{gap}`.
    pub gap: String,
    /// `{removed}`, `{added}`.
    pub turnover: String,
    /// The same with `{merged}`, `{into}`.
    pub turnover_merged: String,
    pub gap_sample: String,
    /// The same between versions.
    pub change_sample: String,
    pub tell: TellComparison,
}

/// The sentences that tell a comparison in words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TellComparison {
    /// `{title}`, `{lines}`.
    pub opening: String,
    /// `{measure}`, `{values}`.
    pub measure: String,
    /// `{line}`, `{value}`.
    pub value: String,
    /// `{gaps}`.
    pub gaps: String,
    /// The same between versions.
    pub changes: String,
    /// `{current}`, `{desired}`, `{gap}`.
    pub pair: String,
    /// `{touchpoint}`, `{gap}`.
    pub place: String,
    /// `{touchpoints}`; so for the next four.
    pub removed: String,
    pub added: String,
    pub moved: String,
    /// `{line}`, `{touchpoints}`.
    pub only_in: String,
    pub no_pairs: String,
    pub targets: String,
    /// `{assumed}`, `{scores}`.
    pub assumed: String,
}
