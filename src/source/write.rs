//! Writing that never leaves half a file behind.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{Error, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Why a file was not written; the old content is intact.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file is there already and must not be overwritten.
    #[error("{} is already there; nothing was written", .0.display())]
    Exists(PathBuf),
    /// Somebody else wrote to the file after it was read.
    #[error("{} has changed since it was read; nothing was written", .0.display())]
    Changed(PathBuf),
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

impl WriteError {
    /// The same error under the name by which the user knows the file.
    pub fn of(self, name: &str) -> Self {
        let path = PathBuf::from(name);
        match self {
            Self::Exists(_) => Self::Exists(path),
            Self::Changed(_) => Self::Changed(path),
            Self::Unreadable { source, .. } => Self::Unreadable { path, source },
            Self::Io { source, .. } => Self::Io { path, source },
        }
    }
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

/// Replaces a file in one step: a temporary file beside it, then a rename. Whoever reads the file finds the old or
/// the new content, never a part. Equal content is left alone.
///
/// A link keeps pointing where it did, and the file behind it is replaced. A file with several names (hard links)
/// is refused: a rename would part them, and writing into it could leave half a file.
pub fn replace(path: &Path, content: &[u8]) -> Result<(), WriteError> {
    let io = |source| WriteError::Io { path: path.to_owned(), source };
    let metadata = fs::metadata(path);
    if metadata.as_ref().is_ok_and(|metadata| !metadata.is_file()) {
        // Pipes and devices are written to.
        let mut file = OpenOptions::new().write(true).open(path).map_err(io)?;
        return file.write_all(content).map_err(io);
    }
    if metadata.is_ok_and(|metadata| metadata.len() == content.len() as u64)
        && fs::read(path).is_ok_and(|old| old == content)
    {
        return Ok(());
    }
    swap(path, content, || Ok(true))
}

/// Replaces a file like [`replace`], unless it no longer holds `old`.
pub fn rewrite(path: &Path, old: &[u8], new: &[u8]) -> Result<(), WriteError> {
    if old == new {
        return Ok(());
    }
    swap(path, new, || Ok(fs::read(path)? == old))
}

/// Puts a new file in the place of an old one when, just before, `is_current` still says so.
fn swap(
    path: &Path,
    content: &[u8],
    is_current: impl Fn() -> std::io::Result<bool>,
) -> Result<(), WriteError> {
    let write = || {
        let target = behind_links(path)?;
        let existing = fs::metadata(&target).ok();
        if let Some(metadata) = &existing {
            refuse_to_replace(metadata)?;
        }
        let temporary = write_beside(&target, content, existing)?;
        // From here to the rename is as short as it can be; a temporary file that is not kept is removed.
        let is_current = is_current()?;
        if is_current {
            temporary.persist(&target).map_err(|error| error.error)?;
        }
        Ok(is_current)
    };
    match write() {
        Ok(true) => Ok(()),
        Ok(false) => Err(WriteError::Changed(path.to_owned())),
        Err(source) => Err(WriteError::Io { path: path.to_owned(), source }),
    }
}

/// The file that a path leads to in the end; it need not be there.
fn behind_links(path: &Path) -> std::io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(error) if error.kind() == ErrorKind::NotFound && !path.is_symlink() => Ok(path.to_owned()),
        found => found,
    }
}

/// A rename asks neither whether the file may be written to nor whether it has other names.
fn refuse_to_replace(metadata: &Metadata) -> std::io::Result<()> {
    if metadata.permissions().readonly() {
        return Err(Error::new(ErrorKind::PermissionDenied, "the file is read-only"));
    }
    if has_other_names(metadata) {
        return Err(Error::other("the file has several names (hard links), which replacing it would part"));
    }
    Ok(())
}

#[cfg(unix)]
fn has_other_names(metadata: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &Metadata) -> bool {
    false
}

/// Writes a temporary file into the folder of `target`, under a name that nobody else has.
fn write_beside(target: &Path, content: &[u8], like: Option<Metadata>) -> std::io::Result<NamedTempFile> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let prefix = format!(".{}.", target.file_name().unwrap_or_default().to_string_lossy());
    let mut builder = tempfile::Builder::new();
    builder.suffix(".tmp");
    // A name may have 255 bytes on most systems.
    if prefix.len() < 200 {
        builder.prefix(&prefix);
    }
    allow_what_is_usual(&mut builder);
    let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(content)?;
    if let Some(metadata) = like {
        keep_owner(file.as_file(), &metadata);
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// Gives a file to whom the old one belonged, where the system lets us: an administrator's run should not lock the
/// others out.
#[cfg(unix)]
fn keep_owner(file: &File, like: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let _ = fchown(file, Some(like.uid()), Some(like.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

/// A new file gets the permissions that any program would give it, and not those of a temporary one.
#[cfg(unix)]
fn allow_what_is_usual(builder: &mut tempfile::Builder<'_, '_>) {
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
}

#[cfg(not(unix))]
fn allow_what_is_usual(_: &mut tempfile::Builder<'_, '_>) {}

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

    fn names(dir: &Path) -> usize {
        fs::read_dir(dir).unwrap().count()
    }

    #[test]
    fn what_changed_since_it_was_read_is_not_overwritten() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        fs::write(&path, "theirs").unwrap();
        assert!(matches!(rewrite(&path, b"read", b"ours"), Err(WriteError::Changed(_))));
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        rewrite(&path, b"theirs", b"ours").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"ours");
        assert_eq!(names(dir.path()), 1);
        // What was deleted is not brought back.
        fs::remove_file(&path).unwrap();
        assert!(rewrite(&path, b"ours", b"new").is_err());
        assert_eq!(names(dir.path()), 0);
    }

    #[test]
    fn writers_at_the_same_time_do_not_meet() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        let contents = ["a", "b"].map(|letter| letter.repeat(300_000));
        std::thread::scope(|scope| {
            for content in &contents {
                scope.spawn(|| (0..20).for_each(|_| replace(&path, content.as_bytes()).unwrap()));
            }
        });
        let found = fs::read_to_string(&path).unwrap();
        assert!(contents.contains(&found));
        assert_eq!(names(dir.path()), 1);
    }

    #[cfg(unix)]
    mod unix {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

        use super::*;

        fn mode(path: &Path) -> u32 {
            fs::metadata(path).unwrap().permissions().mode() & 0o7777
        }

        #[test]
        fn modes_are_kept_and_new_files_are_like_others() {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("a");
            fs::write(&path, "old").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
            replace(&path, b"new").unwrap();
            assert_eq!(mode(&path), 0o755);
            let (ours, usual) = (dir.path().join("b"), dir.path().join("c"));
            replace(&ours, b"new").unwrap();
            fs::write(&usual, "new").unwrap();
            assert_eq!(mode(&ours), mode(&usual));
        }

        #[test]
        fn links_lead_where_they_did() {
            let dir = tempfile::tempdir().unwrap();
            let [file, link, dead] = ["a", "link", "dead"].map(|name| dir.path().join(name));
            fs::write(&file, "old").unwrap();
            symlink("a", &link).unwrap();
            replace(&link, b"new").unwrap();
            rewrite(&link, b"new", b"newer").unwrap();
            assert!(link.is_symlink());
            assert_eq!(fs::read(&file).unwrap(), b"newer");
            symlink("nothing", &dead).unwrap();
            assert!(replace(&dead, b"new").is_err());
            assert!(dead.is_symlink());
        }

        #[test]
        fn files_of_several_names_are_refused() {
            let dir = tempfile::tempdir().unwrap();
            let [file, other] = ["a", "b"].map(|name| dir.path().join(name));
            fs::write(&file, "old").unwrap();
            fs::hard_link(&file, &other).unwrap();
            assert!(replace(&file, b"new").is_err());
            assert_eq!(fs::read(&other).unwrap(), b"old");
            assert_eq!(fs::metadata(&file).unwrap().ino(), fs::metadata(&other).unwrap().ino());
            replace(&file, b"old").unwrap();
            assert_eq!(names(dir.path()), 2);
        }

        #[test]
        fn what_is_read_only_is_refused() {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("a");
            fs::write(&path, "old").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
            let error = replace(&path, b"new").unwrap_err();
            assert!(error.to_string().contains(&*path.to_string_lossy()), "{error}");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
            fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o555)).unwrap();
            // An administrator may write anywhere.
            let is_restricted = fs::write(dir.path().join("b"), "").is_err();
            assert_eq!(replace(&path, b"new").is_err(), is_restricted);
            fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
            assert_eq!(fs::read(&path).unwrap(), if is_restricted { b"old" } else { b"new" });
        }

        #[test]
        fn what_is_equal_is_not_written() {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("a");
            fs::write(&path, "same").unwrap();
            let inode = fs::metadata(&path).unwrap().ino();
            replace(&path, b"same").unwrap();
            rewrite(&path, b"same", b"same").unwrap();
            assert_eq!(fs::metadata(&path).unwrap().ino(), inode);
        }
    }
}
