//! Reading older versions of files with the `git` program.
//!
//! Git is asked for names and bytes and for nothing else: no text conversion, filter, signature check or
//! file system monitor that somebody's settings name is run, nothing is fetched, and nothing is written.

mod listing;
mod objects;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use listing::{commits, is_file, path_of, raw_changes};
use objects::Objects;

use super::read::decode;
use super::{Refusal, SourceText};

/// Why git could not tell what was asked.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no `git` to run.
    #[error(
        "git was not found; older versions of a file are read with it\ninstall git, or keep the older file and compare the two"
    )]
    Missing,
    /// It could not be run, or stopped in the middle.
    #[error("cannot run git")]
    Run(#[from] io::Error),
    /// The place does not belong to a repository.
    #[error("{0} is not in a git repository, so that there are no older versions")]
    NoRepository(String),
    /// A path outside the repository.
    #[error("{0} is not in the same git repository")]
    Outside(String),
    /// Nothing is called so.
    #[error("there is no revision `{revision}` in this repository{hint}")]
    NoRevision {
        /// The revision as given.
        revision: String,
        /// What may be the reason; empty, or a line of its own.
        hint: &'static str,
    },
    /// Two revisions have nothing in common.
    #[error("`{from}` and `{to}` have no common ancestor{hint}")]
    NoCommonAncestor {
        /// One revision as given.
        from: String,
        /// The other.
        to: String,
        /// What may be the reason; empty, or a line of its own.
        hint: &'static str,
    },
    /// It said no.
    #[error("git {what} failed: {said}")]
    Failed {
        /// What was asked.
        what: &'static str,
        /// What it said.
        said: String,
    },
}

/// Said where a history was cut off.
const SHALLOW: &str = "\nthis clone is shallow; `git fetch --unshallow` brings the rest";

/// A repository of git, with or without files checked out.
pub struct Repository {
    /// The folder that git runs in: the root of the files, or where it was found when there are none.
    folder: PathBuf,
    has_files: bool,
    is_shallow: bool,
    objects: Option<Objects>,
}

/// A file that two versions do not agree about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Where it lies, from the root of the repository.
    pub path: PathBuf,
    /// What it was.
    pub before: Option<Version>,
    /// What it is.
    pub after: Option<Version>,
}

/// Where the bytes of a version are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Version {
    /// In an object of the repository.
    Object(String),
    /// In the file on the disk.
    Disk,
}

/// A commit that changed a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its id.
    pub id: String,
    /// The day its author wrote it, where the author was.
    pub date: String,
    /// The first line of its message.
    pub subject: String,
    /// The file as it was called after it, from the root of the repository.
    pub path: PathBuf,
    /// The object that holds the file after it; `None` when the commit took the file away.
    pub object: Option<String>,
}

impl Repository {
    /// The repository that a path belongs to; the path itself may be gone.
    pub fn around(path: &Path) -> Result<Self, GitError> {
        // `GIT_DIR` names the repository, whatever the path; its files then begin in the current folder.
        let start = if std::env::var_os("GIT_DIR").is_some() { PathBuf::from(".") } else { standing(path) };
        let questions = ["--is-bare-repository", "--is-inside-work-tree", "--is-shallow-repository"];
        let mut command = git(&start);
        command.arg("rev-parse").args(questions).arg("--show-toplevel");
        let output = run(&mut command)?;
        let answers = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut lines = answers.lines();
        let (Some(_), Some(is_inside), Some(is_shallow)) = (lines.next(), lines.next(), lines.next()) else {
            let said = String::from_utf8_lossy(&output.stderr);
            let shown = path.display().to_string();
            return Err(match said.contains("not a git repository") {
                true => GitError::NoRepository(shown),
                false => failed("rev-parse", &output.stderr),
            });
        };
        let top = lines.next().filter(|_| is_inside == "true").map(PathBuf::from);
        Ok(Self {
            has_files: top.is_some(),
            folder: top.unwrap_or(start),
            is_shallow: is_shallow == "true",
            objects: None,
        })
    }

    /// Whether there are files beside the history, as in all but bare clones.
    pub fn has_files(&self) -> bool {
        self.has_files
    }

    /// Whether the history is cut off somewhere.
    pub fn is_shallow(&self) -> bool {
        self.is_shallow
    }

    /// Where a file of the repository lies on the disk.
    pub fn on_disk(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }

    /// A path as given, from the root of the repository; empty for the root itself. Without files on the disk,
    /// paths begin at the root.
    pub fn inside(&self, path: &Path) -> Result<PathBuf, GitError> {
        if !self.has_files {
            return Ok(path.components().filter(|part| part.as_os_str() != ".").collect());
        }
        let outside = || GitError::Outside(path.display().to_string());
        let standing = standing(path);
        let rest = std::path::absolute(path)?;
        let base = std::path::absolute(&standing)?;
        let rest = rest.strip_prefix(&base).map_err(|_| outside())?.to_owned();
        let top = std::fs::canonicalize(&self.folder)?;
        let found = std::fs::canonicalize(&standing)?.join(rest);
        found.strip_prefix(&top).map(Path::to_owned).map_err(|_| outside())
    }

    /// The id of the commit that a revision names.
    pub fn commit(&mut self, revision: &str) -> Result<String, GitError> {
        let hint = if self.is_shallow { SHALLOW } else { "" };
        let missing = || GitError::NoRevision { revision: revision.to_owned(), hint };
        if revision.is_empty() || revision.contains(['\n', '\0']) {
            return Err(missing());
        }
        match self.objects()?.ask(&format!("{revision}^{{commit}}"))? {
            Some(object) => Ok(object.id),
            None => Err(missing()),
        }
    }

    /// The last commit that two have in common.
    pub fn common_ancestor(&mut self, from: &str, to: &str) -> Result<String, GitError> {
        let (one, two) = (self.commit(from)?, self.commit(to)?);
        let output = run(git(&self.folder).args(["merge-base", &one, &two]))?;
        let id = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let hint = if self.is_shallow { SHALLOW } else { "" };
        let none = || GitError::NoCommonAncestor { from: from.to_owned(), to: to.to_owned(), hint };
        if id.is_empty() { Err(none()) } else { Ok(id) }
    }

    /// The files under some paths that are not the same in a commit and in another one, or on the disk.
    ///
    /// A file on the disk may turn out to be the same when it is read. Links and submodules count as absent.
    pub fn changed(
        &mut self,
        from: &str,
        to: Option<&str>,
        paths: &[PathBuf],
    ) -> Result<Vec<Changed>, GitError> {
        let mut command = git(&self.folder);
        match to {
            Some(to) => command.args(["diff-tree", "-r", "--no-commit-id"]).args(RAW).args([from, to]),
            None => self.without_filters(&mut command)?.arg("diff-index").args(RAW).arg(from),
        };
        let listed = self.list("diff", command.arg("--").args(scope(paths)))?;
        let mut changed = raw_changes(&listed, to.is_none(), from);
        if to.is_none() {
            let mut command = git(&self.folder);
            command.args(["ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--"]);
            let others = self.list("ls-files", command.args(scope(paths)))?;
            let names = others.split(|byte| *byte == 0).filter(|name| !name.is_empty());
            changed.extend(names.map(|name| Changed {
                path: path_of(name),
                before: None,
                after: Some(Version::Disk),
            }));
        }
        changed.sort_by(|a, b| a.path.cmp(&b.path));
        changed.dedup_by(|a, b| a.path == b.path);
        Ok(changed)
    }

    /// The files of a commit under a folder, with the objects that hold them.
    pub fn files(&mut self, commit: &str, folder: &Path) -> Result<Vec<(PathBuf, String)>, GitError> {
        let mut command = git(&self.folder);
        command.args(["ls-tree", "-r", "-z", "--full-tree", commit, "--"]);
        if !folder.as_os_str().is_empty() {
            command.arg(folder);
        }
        let listed = self.list("ls-tree", &mut command)?;
        let entry = |line: &[u8]| {
            let tab = line.iter().position(|byte| *byte == b'\t')?;
            let facts = String::from_utf8_lossy(&line[..tab]).into_owned();
            let mut facts = facts.split(' ');
            let (mode, id) = (facts.next()?, facts.nth(1)?);
            is_file(mode).then(|| (path_of(&line[tab + 1..]), id.to_owned()))
        };
        Ok(listed.split(|byte| *byte == 0).filter_map(entry).collect())
    }

    /// The text of an object, or of `COMMIT:PATH`, with the id of the object; `None` when there is none.
    pub fn text(
        &mut self,
        object: &str,
        name: &str,
    ) -> Result<Option<(String, SourceText, Option<Refusal>)>, GitError> {
        if object.contains(['\n', '\0']) {
            return Ok(None);
        }
        let Some(found) = self.objects()?.ask(object)?.filter(|found| found.is_file) else { return Ok(None) };
        let (source, refusal) = match found.bytes {
            Some(bytes) => decode(bytes, name),
            None => (SourceText::new(name, ""), Some(Refusal::TooLarge)),
        };
        Ok(Some((found.id, source, refusal)))
    }

    /// The commits that changed a file, newest first, along first parents and through renames.
    pub fn log(&mut self, path: &Path) -> Result<Vec<Commit>, GitError> {
        let mut command = git(&self.folder);
        command.args([
            "-c",
            "log.showRoot=true",
            "-c",
            "log.diffMerges=separate",
            "log",
            "--first-parent",
            "-m",
        ]);
        command.args(["--follow", "--no-show-signature", "--no-notes", "--no-color", "--encoding=UTF-8"]);
        command.args(["--no-ext-diff", "--no-textconv", "--raw", "--no-abbrev", "-z"]);
        command.arg("--format=%x01%H%x00%as%x00%s").arg("--").arg(path);
        let listed = self.list("log", &mut command)?;
        Ok(commits(&listed, path))
    }

    /// Takes away what would be run over files of the disk when git has to read them to know whether they
    /// changed.
    fn without_filters<'c>(&self, command: &'c mut Command) -> Result<&'c mut Command, GitError> {
        let names = ["config", "--null", "--name-only", "--get-regexp", r"^filter\."];
        let listed = run(git(&self.folder).args(names))?.stdout;
        let given = std::env::var("GIT_CONFIG_COUNT").ok().and_then(|count| count.parse::<usize>().ok());
        let mut count = given.unwrap_or(0);
        for name in listed.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
            let value = if name.ends_with(b".required") { "false" } else { "" };
            command.env(format!("GIT_CONFIG_KEY_{count}"), path_of(name));
            command.env(format!("GIT_CONFIG_VALUE_{count}"), value);
            count += 1;
        }
        Ok(command.env("GIT_CONFIG_COUNT", count.to_string()))
    }

    fn list(&self, what: &'static str, command: &mut Command) -> Result<Vec<u8>, GitError> {
        let output = run(command)?;
        if output.status.success() { Ok(output.stdout) } else { Err(failed(what, &output.stderr)) }
    }

    /// The process that reads objects; there is one for as long as the repository is in use.
    fn objects(&mut self) -> Result<&mut Objects, GitError> {
        let objects = match self.objects.take() {
            Some(objects) => objects,
            None => Objects::open(&self.folder)?,
        };
        Ok(self.objects.insert(objects))
    }
}

/// How differences are listed: modes and objects, every name as it is, nobody's own programs.
const RAW: [&str; 6] =
    ["--raw", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all"];

/// Variables that name places from the current folder, while git is run in another one.
const PLACES: [&str; 4] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE"];
/// Variables that would change what is listed, or run a program.
const UNWANTED: [&str; 4] =
    ["GIT_EXTERNAL_DIFF", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"];

/// The program, about to run in a folder.
fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    for name in PLACES {
        if let Some(Ok(place)) = std::env::var_os(name).map(std::path::absolute) {
            command.env(name, place);
        }
    }
    for name in UNWANTED {
        command.env_remove(name);
    }
    for (name, value) in [
        ("LC_ALL", "C"),
        ("GIT_OPTIONAL_LOCKS", "0"),
        ("GIT_TERMINAL_PROMPT", "0"),
        ("GIT_NO_LAZY_FETCH", "1"),
        ("GIT_LITERAL_PATHSPECS", "1"),
    ] {
        command.env(name, value);
    }
    command.arg("-C").arg(folder).arg("--no-pager");
    for setting in ["core.fsmonitor=false", "core.quotePath=false", "diff.orderFile=/dev/null"] {
        command.args(["-c", setting]);
    }
    command.stdin(Stdio::null());
    command
}

fn run(command: &mut Command) -> Result<std::process::Output, GitError> {
    command.output().map_err(not_run)
}

fn not_run(error: io::Error) -> GitError {
    if error.kind() == io::ErrorKind::NotFound { GitError::Missing } else { GitError::Run(error) }
}

fn failed(what: &'static str, stderr: &[u8]) -> GitError {
    let said = String::from_utf8_lossy(stderr);
    let line = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it did not say why");
    GitError::Failed { what, said: line.trim_start_matches("fatal: ").to_owned() }
}

/// The paths to look at; the root of the repository is everything.
fn scope(paths: &[PathBuf]) -> Vec<OsString> {
    match paths.iter().any(|path| path.as_os_str().is_empty()) {
        true => Vec::new(),
        false => paths.iter().map(|path| path.clone().into_os_string()).collect(),
    }
}

/// The nearest folder that is there: the path itself, or one above it.
fn standing(path: &Path) -> PathBuf {
    let mut place = path;
    while !place.is_dir() {
        match place.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => place = parent,
            _ => return PathBuf::from("."),
        }
    }
    place.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_folder_that_is_there() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(standing(&dir.path().join("a/b.yaml")), dir.path());
        assert_eq!(standing(Path::new("no-such-file.yaml")), Path::new("."));
    }
}
