//! Workspaces as they were in earlier versions, read from git.
//!
//! Only what differs is read, with the `masa.toml` that governed it at the time.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use super::load::{ReadFile, display_name, gather, load_alone};
use super::{CONFIG_NAME, JOURNEY_SUFFIX, LoadError, PERSONA_SUFFIX, Workspace};
use crate::model::Journey;
use crate::source::{Changed, Commit, GitError, Refusal, Repository, SourceText, Version};

/// Why versions could not be read.
#[derive(Debug, thiserror::Error)]
pub enum VersionError {
    /// Git could not tell.
    #[error(transparent)]
    Git(#[from] GitError),
    /// A file on the disk could not be read.
    #[error(transparent)]
    Load(#[from] LoadError),
}

/// The files that differ between two versions, each as it was and as it is.
#[derive(Debug, Default)]
pub struct Changes {
    /// The workspaces before, with what differs and nothing else.
    pub before: Vec<Workspace>,
    /// The same after.
    pub after: Vec<Workspace>,
}

/// Reads what differs between a commit and another one, or the files on the disk, under some paths.
///
/// A `masa.toml` that differs brings every file under it along, because it says what the files leave out. A map that
/// is new under these paths brings the one of the same id along that is gone from elsewhere: it was moved.
pub fn changes(
    repository: &mut Repository,
    from: &str,
    to: Option<&str>,
    paths: &[PathBuf],
) -> Result<Changes, VersionError> {
    let mut scopes = Vec::with_capacity(paths.len());
    for path in paths {
        scopes.push((repository.inside(path)?, path.as_path()));
    }
    let mut looked_at: Vec<PathBuf> = scopes.iter().map(|(inside, _)| inside.clone()).collect();
    // Settings above what was named govern it as well.
    let above = scopes.iter().flat_map(|(inside, _)| inside.ancestors().skip(1));
    looked_at.extend(above.map(|folder| folder.join(CONFIG_NAME)).collect::<BTreeSet<_>>());
    let mut changed = repository.changed(from, to, &looked_at)?;
    governed(repository, from, to, &mut changed)?;
    let is_asked = |path: &Path| scopes.iter().any(|(inside, _)| path.starts_with(inside));
    changed.retain(|one| is_map(&one.path) && is_asked(&one.path));
    let shown = |path: &Path| {
        let under = |(inside, given): &(PathBuf, &Path)| {
            let rest = path.strip_prefix(inside).ok()?;
            Some(if rest.as_os_str().is_empty() { given.to_path_buf() } else { given.join(rest) })
        };
        scopes.iter().find_map(under).unwrap_or_else(|| path.to_path_buf())
    };
    let mut before = Gathering::new(from);
    let mut after = Gathering::new(to.unwrap_or(from));
    let mut on_disk = Vec::new();
    for one in &changed {
        let shown = shown(&one.path);
        for (side, version) in [(&mut before, &one.before), (&mut after, &one.after)] {
            match version {
                Some(Version::Object(object)) => side.add(repository, &one.path, &shown, object)?,
                Some(Version::Disk) if is_regular(&shown) => on_disk.push(shown.clone()),
                _ => {}
            }
        }
    }
    let (mut before, mut after) = (before.workspaces(), after.workspaces());
    after.extend(load_alone(&on_disk)?);
    let known: BTreeSet<&str> = ids(&before).collect();
    let new: BTreeSet<&str> = ids(&after).filter(|id| !known.contains(id)).collect();
    if !new.is_empty() {
        let gone = repository.changed(from, to, &[PathBuf::new()])?.into_iter();
        for one in gone.filter(|one| one.after.is_none() && is_map(&one.path) && !is_asked(&one.path)) {
            let Some(Version::Object(object)) = &one.before else { continue };
            let mut there = Gathering::new(from);
            there.add(repository, &one.path, &one.path, object)?;
            let there = there.workspaces();
            if ids(&there).any(|id| new.contains(id)) {
                before.extend(there);
            }
        }
    }
    Ok(Changes { before, after })
}

/// The ids of all maps.
fn ids(workspaces: &[Workspace]) -> impl Iterator<Item = &str> {
    workspaces.iter().flat_map(|workspace| &workspace.files).filter_map(|file| file.id())
}

/// Adds what lies under a `masa.toml` that differs.
fn governed(
    repository: &mut Repository,
    from: &str,
    to: Option<&str>,
    changed: &mut Vec<Changed>,
) -> Result<(), GitError> {
    let is_settings = |one: &&Changed| one.path.file_name().is_some_and(|name| name == CONFIG_NAME);
    let folders: BTreeSet<PathBuf> = changed
        .iter()
        .filter(is_settings)
        .map(|one| one.path.parent().unwrap_or(Path::new("")).to_path_buf())
        .collect();
    for folder in folders {
        let known: BTreeSet<PathBuf> = changed.iter().map(|one| one.path.clone()).collect();
        let before = repository.files(from, &folder)?;
        let after = match to {
            Some(to) => Some(repository.files(to, &folder)?.into_iter().collect::<HashMap<_, _>>()),
            None => None,
        };
        for (path, object) in before.into_iter().filter(|(path, _)| is_map(path) && !known.contains(path)) {
            // What is not in the list of differences is in both versions.
            let after = match &after {
                Some(after) => after.get(&path).cloned().map(Version::Object),
                None => Some(Version::Disk),
            };
            changed.push(Changed { path, before: Some(Version::Object(object)), after });
        }
    }
    Ok(())
}

fn is_map(path: &Path) -> bool {
    let name = path.to_string_lossy();
    name.ends_with(JOURNEY_SUFFIX) || name.ends_with(PERSONA_SUFFIX)
}

fn is_regular(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|facts| facts.is_file())
}

/// The files of a commit on the way to their workspaces.
struct Gathering<'r> {
    commit: &'r str,
    /// By folder: the nearest settings from there upward.
    settings: HashMap<PathBuf, Option<PathBuf>>,
    roots: BTreeMap<Option<PathBuf>, (Option<Settings>, Vec<ReadFile>)>,
}

/// The text of a `masa.toml`.
#[derive(Clone)]
struct Settings {
    source: SourceText,
    refusal: Option<Refusal>,
}

impl<'r> Gathering<'r> {
    fn new(commit: &'r str) -> Self {
        Self { commit, settings: HashMap::new(), roots: BTreeMap::new() }
    }

    /// Reads a file and the settings that govern it.
    fn add(
        &mut self,
        repository: &mut Repository,
        path: &Path,
        shown: &Path,
        object: &str,
    ) -> Result<(), GitError> {
        let Some((_, source, refusal)) = repository.text(object, &display_name(shown))? else {
            return Ok(());
        };
        let root = self.root_of(repository, path.parent().unwrap_or(Path::new("")))?;
        let file = ReadFile { path: shown.to_path_buf(), source, refusal };
        self.roots.entry(root).or_default().1.push(file);
        Ok(())
    }

    /// The nearest folder from `folder` upward that held a `masa.toml`.
    fn root_of(&mut self, repository: &mut Repository, folder: &Path) -> Result<Option<PathBuf>, GitError> {
        if let Some(known) = self.settings.get(folder) {
            return Ok(known.clone());
        }
        let path = display_name(&folder.join(CONFIG_NAME));
        let found = repository.text(&format!("{}:{path}", self.commit), CONFIG_NAME)?;
        let root = match (found, folder.parent()) {
            (Some((_, source, refusal)), _) => {
                let root = Some(folder.to_path_buf());
                self.roots.entry(root.clone()).or_default().0 = Some(Settings { source, refusal });
                root
            }
            (None, Some(parent)) => self.root_of(repository, parent)?,
            (None, None) => None,
        };
        self.settings.insert(folder.to_path_buf(), root.clone());
        Ok(root)
    }

    fn workspaces(self) -> Vec<Workspace> {
        let open = |(root, (settings, files)): (Option<PathBuf>, (Option<Settings>, Vec<ReadFile>))| {
            let root = root.unwrap_or_default();
            let path = root.join(CONFIG_NAME);
            let settings = settings.map(|Settings { source, refusal }| ReadFile { path, source, refusal });
            gather(root, settings, files)
        };
        self.roots.into_iter().filter(|(_, (_, files))| !files.is_empty()).map(open).collect()
    }
}

/// A journey as a commit left it.
#[derive(Debug)]
pub struct JourneyVersion {
    /// The commit.
    pub commit: Commit,
    /// The file alone in its workspace; empty when the commit took the file away.
    pub workspace: Workspace,
}

impl JourneyVersion {
    /// The journey, as far as it could be read whole.
    pub fn journey(&self) -> Option<&Journey> {
        let file = self.workspace.files.iter().find(|file| file.journey().is_some() && file.whole)?;
        file.journey()
    }
}

/// The versions of a file, newest first: of at most so many commits, and how many commits there are.
pub fn versions_of(
    repository: &mut Repository,
    path: &Path,
    limit: usize,
) -> Result<(Vec<JourneyVersion>, usize), GitError> {
    let inside = repository.inside(path)?;
    let commits = repository.log(&inside)?;
    let count = commits.len();
    let mut versions = Vec::new();
    for commit in commits.into_iter().take(limit) {
        let workspace = match &commit.object {
            Some(object) => {
                let mut gathering = Gathering::new(&commit.id);
                gathering.add(repository, &commit.path, &commit.path, object)?;
                gathering.workspaces().pop().unwrap_or_default()
            }
            None => Workspace::default(),
        };
        versions.push(JourneyVersion { commit, workspace });
    }
    Ok((versions, count))
}
