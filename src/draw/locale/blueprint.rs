//! The words of the view `blueprint`.

use serde::Deserialize;

/// The words of the view `blueprint`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlueprintWords {
    /// What the picture is, after its title.
    pub name: String,
    /// The five rows, from top to bottom.
    pub physical_evidence: String,
    pub customer_actions: String,
    pub frontstage: String,
    pub backstage: String,
    pub support: String,
    /// The three lines between them, from top to bottom.
    pub line_of_interaction: String,
    pub line_of_visibility: String,
    pub line_of_internal_interaction: String,
    /// What a row says in which nothing stands.
    pub not_mapped: String,
    /// What a contact says that need not have happened.
    pub preventable: String,
    /// What a negative moment of truth says beside its mark.
    pub moment: String,
    /// A wait with its length: `{what}`, `{time}`.
    pub timed: String,
    /// What happens more than once: `{what}`, `{n}`.
    pub repeated: String,
    /// `{title}`, `{touchpoints}`, `{stages}`.
    pub opening: String,
    /// `{customer}`, `{provider}`.
    pub started: String,
    /// `{backstage}`, `{support}`.
    pub behind: String,
    /// `{points}`.
    pub waits: String,
    /// `{points}`.
    pub fails: String,
    /// `{rows}`.
    pub missing: String,
}
