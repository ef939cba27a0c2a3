//! The words of the view `atlas`.

use serde::Deserialize;

use super::Forms;

/// The words of the view `atlas`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AtlasWords {
    /// The title over so many journeys.
    pub title: Forms,
    /// What the journeys are put together by.
    pub by_group: String,
    pub by_service: String,
    pub by_persona: String,
    pub by_owner: String,
    /// The head of the mean of a whole journey.
    pub whole: String,
    /// The heading of journeys that show the whole relationship.
    pub whole_lifecycle: String,
    /// What lies in no group of the lifecycle.
    pub no_group: String,
    pub no_service: String,
    pub nobody: String,
    /// The heads of the numbers beside the scores.
    pub lowest: String,
    pub effort: String,
    pub gaps: String,
    pub gap_count: Forms,
    /// A map that nobody looks through any more.
    pub archived: String,
    /// The whole picture in words: `{title}`, `{by}`.
    pub opening: String,
    /// A row in words: `{name}`, `{said}`.
    pub tell_row: String,
    pub no_journeys: String,
    /// After what there is room for: `{n}`.
    pub and_more: String,
}
