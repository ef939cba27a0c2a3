//! The words of the view `history`.

use serde::Deserialize;

/// The words of the view `history`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryWords {
    /// `{title}`.
    pub title: String,
    /// The name of the line that is in no commit yet.
    pub not_committed: String,
    pub older_are_paler: String,
    /// `{count}`.
    pub gone: String,
}
