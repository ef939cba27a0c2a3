//! The words of the view `channels`.

use serde::Deserialize;

/// The words of the view `channels`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelsWords {
    /// What the picture is, after its title.
    pub name: String,
}
