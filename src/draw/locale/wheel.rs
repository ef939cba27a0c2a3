//! The words of the view `wheel`.

use serde::Deserialize;

/// The words of the view `wheel`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WheelWords {
    /// Who stands in the centre when nobody is named.
    pub customer: String,
    /// Beside the mark of a missing or assumed score.
    pub evidence_needed: String,
    /// Beside the mark of a contact that the provider makes.
    pub by_provider: String,
    /// `{person}`, `{others}`.
    pub feelings_of: String,
    /// `{others}`.
    pub shared_with: String,
    /// `{title}`, `{touchpoints}`, `{stages}`.
    pub opening: String,
    /// `{person}`.
    pub centre: String,
    /// `{quote}`.
    pub says: String,
    /// `{stage}`, `{touchpoints}`.
    pub stage: String,
    /// `{stage}`, `{phase}`, `{touchpoints}`.
    pub stage_in_phase: String,
    /// `{touchpoint}`, `{level}`.
    pub item: String,
    /// Between two touchpoints of a stage.
    pub item_separator: String,
    /// `{touchpoints}`; so for the next.
    pub tell_by_provider: String,
    pub tell_evidence_needed: String,
}
