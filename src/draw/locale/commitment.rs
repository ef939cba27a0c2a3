//! The words of the view `commitment`.

use serde::Deserialize;

/// The words of the view `commitment`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentWords {
    /// What the picture is, after its title.
    pub name: String,
}
