//! The words of the view `blueprint`.

use serde::Deserialize;

/// The words of the view `blueprint`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlueprintWords {
    /// What the picture is, after its title.
    pub name: String,
}
