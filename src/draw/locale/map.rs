//! The words of the view `map`.

use serde::Deserialize;

/// The words of the view `map`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapWords {
    /// What the picture is, after its title.
    pub name: String,
}
