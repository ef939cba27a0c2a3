//! The words of the view `wheel`.

use serde::Deserialize;

/// The words of the view `wheel`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WheelWords {
    /// What the picture is, after its title.
    pub name: String,
}
