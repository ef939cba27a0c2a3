//! The words of the view `compare`.

use serde::Deserialize;

/// The words of the view `compare`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompareWords {
    /// What the picture is, after its title.
    pub name: String,
}
