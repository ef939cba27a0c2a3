//! What git lists, read: differences and commits with their paths.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::{Changed, Commit, Version};

/// Whether a mode is that of a file and not of a link or a submodule.
pub(super) fn is_file(mode: &str) -> bool {
    mode.starts_with("100")
}

/// Differences as `--raw -z` lists them: `:MODE MODE ID ID STATUS`, then the path.
pub(super) fn raw_changes(listed: &[u8], on_disk: bool, from: &str) -> Vec<Changed> {
    let mut parts = listed.split(|byte| *byte == 0);
    let mut changed = Vec::new();
    while let (Some(facts), Some(path)) = (parts.next(), parts.next()) {
        let Some(Raw { modes, ids, status }) = Raw::read(facts) else { continue };
        let object = |side: usize| is_file(&modes[side]).then(|| Version::Object(ids[side].clone()));
        let (before, after) = match status {
            // Not merged yet: what it was stands in the commit, what it is on the disk.
            'U' => {
                let name = format!("{from}:{}", String::from_utf8_lossy(path));
                (Some(Version::Object(name)), Some(Version::Disk))
            }
            _ if on_disk => (object(0), is_file(&modes[1]).then_some(Version::Disk)),
            _ => (object(0), object(1)),
        };
        if before.is_some() || after.is_some() {
            changed.push(Changed { path: path_of(path), before, after });
        }
    }
    changed
}

/// One difference without its paths.
struct Raw {
    modes: [String; 2],
    ids: [String; 2],
    status: char,
}

impl Raw {
    fn read(facts: &[u8]) -> Option<Self> {
        let facts = String::from_utf8_lossy(facts).into_owned();
        let mut words = facts.trim_start().strip_prefix(':')?.split(' ').map(str::to_owned);
        let modes = [words.next()?, words.next()?];
        let ids = [words.next()?, words.next()?];
        Some(Self { modes, ids, status: words.next()?.chars().next()? })
    }
}

/// Commits as the format of [`Repository::log`] lists them.
pub(super) fn commits(listed: &[u8], path: &Path) -> Vec<Commit> {
    let text = |part: &[u8]| String::from_utf8_lossy(part).into_owned();
    let mut parts = listed.split(|byte| *byte == 0).peekable();
    let mut commits = Vec::new();
    let mut path = path.to_owned();
    while let Some(part) = parts.next() {
        let Some(id) = part.strip_prefix(b"\x01") else { continue };
        let (date, subject) = (parts.next().map(text), parts.next().map(text));
        let (id, date, subject) = (text(id), date.unwrap_or_default(), subject.unwrap_or_default());
        let mut commit = Commit { object: Some(String::new()), id, date, subject, path: path.clone() };
        while let Some(raw) = parts.next_if(|part| part.trim_ascii_start().starts_with(b":")) {
            let Some(Raw { modes, ids, status }) = Raw::read(raw) else { break };
            let [_, id] = ids;
            commit.object = is_file(&modes[1]).then_some(id);
            let before = parts.next().map(path_of);
            // A copy or a rename has the older name first.
            if matches!(status, 'R' | 'C') {
                commit.path = parts.next().map(path_of).unwrap_or_default();
                path = before.unwrap_or_default();
            }
        }
        commits.push(commit);
    }
    commits.retain(|commit| commit.object.as_deref() != Some(""));
    commits
}

#[cfg(unix)]
pub(super) fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
pub(super) fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(OsStr::new(&*String::from_utf8_lossy(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_read_with_their_paths() {
        let listed = b":100644 100644 aa bb M\0d e/x\0:000000 100644 00 cc A\0y\0:120000 100644 dd ee T\0z\0:000000 120000 00 ff A\0w\0";
        let object = |id: &str| Some(Version::Object(id.to_owned()));
        let changed = raw_changes(listed, false, "H");
        let facts: Vec<_> =
            changed.iter().map(|one| (one.path.to_str().unwrap(), &one.before, &one.after)).collect();
        assert_eq!(
            facts,
            [
                ("d e/x", &object("aa"), &object("bb")),
                ("y", &None, &object("cc")),
                ("z", &None, &object("ee")),
            ]
        );
        let conflict = raw_changes(b":000000 000000 00 00 U\0x\0", true, "H");
        assert_eq!((&conflict[0].before, &conflict[0].after), (&object("H:x"), &Some(Version::Disk)));
    }

    #[test]
    fn commits_are_followed_through_renames() {
        let listed = b"\x01id2\x002026-01-02\0:odd subject\0\n:100644 100644 aa bb R090\0old\0new\0\x01id1\x002026-01-01\0\0\n:000000 100644 00 aa A\0old\0";
        let found = commits(listed, Path::new("new"));
        let facts: Vec<_> = found
            .iter()
            .map(|one| {
                (one.id.as_str(), one.subject.as_str(), one.path.to_str().unwrap(), one.object.as_deref())
            })
            .collect();
        assert_eq!(facts, [("id2", ":odd subject", "new", Some("bb")), ("id1", "", "old", Some("aa"))]);
    }
}
