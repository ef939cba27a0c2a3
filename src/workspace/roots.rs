//! Which workspace a file belongs to: the nearest `masa.toml` upward.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The name of the settings file at the root of a workspace.
pub const CONFIG_NAME: &str = "masa.toml";

/// Finds the root of folders, remembering what was looked up.
#[derive(Default)]
pub(super) struct Roots {
    known: HashMap<PathBuf, Option<PathBuf>>,
}

impl Roots {
    /// The nearest folder from `dir` (absolute) upward that holds a `masa.toml`; the search ends at the
    /// root of a git checkout.
    pub(super) fn of(&mut self, dir: &Path) -> Option<PathBuf> {
        if let Some(known) = self.known.get(dir) {
            return known.clone();
        }
        let root = if dir.join(CONFIG_NAME).is_file() {
            Some(dir.to_path_buf())
        } else if dir.join(".git").exists() {
            None
        } else {
            dir.parent().and_then(|parent| self.of(parent))
        };
        self.known.insert(dir.to_path_buf(), root.clone());
        root
    }
}
