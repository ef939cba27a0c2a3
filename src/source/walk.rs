//! Finding the files of a workspace: sorted, `.gitignore`-aware, links not followed.

use std::path::{Path, PathBuf};

/// The most files taken from one walk.
pub const MAX_FILES: usize = 10_000;
/// The deepest folder entered below a starting point.
const MAX_DEPTH: usize = 64;

/// Why a walk gave up.
#[derive(Debug, thiserror::Error)]
pub enum WalkError {
    /// A folder could not be listed, or the path does not exist.
    #[error("cannot read {path}")]
    Unreadable {
        /// The path as shown to the user.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// More than [`MAX_FILES`] files.
    #[error("more than {MAX_FILES} files under {0}; name a smaller folder")]
    TooMany(String),
}

/// The files under `start` whose name ends in one of `suffixes`, sorted by path; `start` itself when it is a file.
pub fn find_files(start: &Path, suffixes: &[&str]) -> Result<Vec<PathBuf>, WalkError> {
    let unreadable = |source| WalkError::Unreadable { path: start.display().to_string(), source };
    let metadata = std::fs::metadata(start).map_err(unreadable)?;
    if !metadata.is_dir() {
        return Ok(vec![start.to_path_buf()]);
    }
    let mut files = Vec::new();
    let walk = ignore::WalkBuilder::new(start)
        .max_depth(Some(MAX_DEPTH))
        .follow_links(false)
        .require_git(false)
        .build();
    for entry in walk {
        let entry = entry.map_err(|error| {
            let text = error.to_string();
            unreadable(error.into_io_error().unwrap_or_else(|| std::io::Error::other(text)))
        })?;
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        let name = entry.file_name().to_string_lossy();
        if is_file && suffixes.iter().any(|suffix| name.ends_with(suffix)) {
            files.push(entry.into_path());
        }
        if files.len() > MAX_FILES {
            return Err(WalkError::TooMany(start.display().to_string()));
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walks_are_sorted_and_heed_gitignore() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["b.journey.yaml", "a.journey.yaml", "skip.journey.yaml", "c.txt"] {
            std::fs::write(dir.path().join(name), "").unwrap();
        }
        std::fs::write(dir.path().join(".gitignore"), "skip*\n").unwrap();
        let names: Vec<_> = find_files(dir.path(), &[".journey.yaml"])
            .unwrap()
            .iter()
            .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        assert_eq!(names, ["a.journey.yaml", "b.journey.yaml"]);
    }

    #[test]
    fn a_missing_path_is_an_error() {
        assert!(find_files(Path::new("no/such/folder"), &[""]).is_err());
    }
}
