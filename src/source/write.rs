//! Writing that never leaves half a file behind.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Why a file was not written; the old content is intact.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file is there already and must not be overwritten.
    #[error("{} is already there; nothing was written", .0.display())]
    Exists(PathBuf),
    /// A file to compare with could not be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The operating system refused.
    #[error("cannot write {}", path.display())]
    Io {
        /// The file that was to be written.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Writes a file that must not exist yet.
pub fn create_new(path: &Path, content: &[u8]) -> Result<(), WriteError> {
    let io = |source| WriteError::Io { path: path.to_owned(), source };
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(WriteError::Exists(path.to_owned()));
        }
        other => other.map_err(io)?,
    };
    file.write_all(content).map_err(io)
}

/// Whether a file holds exactly this content; only regular files of the same length are read.
pub fn holds(path: &Path, content: &[u8]) -> Result<bool, WriteError> {
    let io = |source| WriteError::Unreadable { path: path.to_owned(), source };
    let metadata = fs::metadata(path).map_err(io)?;
    if !metadata.is_file() {
        return Err(io(std::io::Error::other("not a regular file")));
    }
    Ok(metadata.len() == content.len() as u64 && fs::read(path).map_err(io)? == content)
}

/// Whether writing to a path would destroy a file that does not begin as `is_ours` wants it: somebody's work,
/// given by mistake. `is_ours` sees the first 4 KB.
pub fn holds_something_else(path: &Path, is_ours: impl Fn(&[u8]) -> bool) -> bool {
    use std::io::Read;

    let is_file = fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() > 0);
    let mut head = Vec::new();
    let mut read = || File::open(path)?.take(4096).read_to_end(&mut head);
    is_file && !(read().is_ok() && is_ours(&head))
}

/// Whether a path leads to something that can't be replaced by a file: a folder, or a pipe that nobody may
/// ever read. Devices such as `/dev/stdout` are written to.
pub fn is_no_file(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| {
        metadata.is_dir() || !metadata.is_file() && !path.starts_with("/dev") && !is_device(&metadata)
    })
}

#[cfg(unix)]
fn is_device(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    metadata.file_type().is_char_device()
}

#[cfg(not(unix))]
fn is_device(_: &fs::Metadata) -> bool {
    false
}

/// Replaces a file in one step: a temporary file beside it, then a rename. Equal content is left alone.
pub fn replace(path: &Path, content: &[u8]) -> Result<(), WriteError> {
    let io = |source| WriteError::Io { path: path.to_owned(), source };
    // A link keeps pointing where it did: the file behind it is replaced. Pipes and devices are written to.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let existing = fs::metadata(&target).ok();
    if let Some(metadata) = &existing {
        if !metadata.is_file() {
            let mut file = OpenOptions::new().write(true).open(&target).map_err(io)?;
            return file.write_all(content).map_err(io);
        }
        if metadata.len() == content.len() as u64 && fs::read(&target).is_ok_and(|old| old == content) {
            return Ok(());
        }
    }
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let temporary = target.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let written = write_through(&temporary, content, existing).and_then(|()| fs::rename(&temporary, &target));
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written.map_err(io)
}

fn write_through(path: &Path, content: &[u8], like: Option<fs::Metadata>) -> std::io::Result<()> {
    let mut file: File = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(content)?;
    if let Some(metadata) = like {
        file.set_permissions(metadata.permissions())?;
    }
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacing_keeps_no_temporary_file_and_creating_never_overwrites() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.svg");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert!(matches!(create_new(&path, b"three"), Err(WriteError::Exists(_))));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        assert!(replace(&dir.path().join("no/such/folder/a"), b"x").is_err());
        assert!(holds(&path, b"two").unwrap() && !holds(&path, b"one").unwrap());
        assert!(holds(dir.path(), b"").is_err());
        assert!(
            holds_something_else(&path, |head| head.starts_with(b"<svg"))
                && !holds_something_else(&path, |head| head.starts_with(b"tw"))
        );
        assert!(!holds_something_else(&dir.path().join("none"), |head| head.starts_with(b"<svg")));
    }
}
