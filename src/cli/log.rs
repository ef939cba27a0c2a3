//! `masa log`: the history of a map.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::show::Format;
use super::{Ui, Verdict, select};
use crate::documents::{History, HistoryEntry};
use crate::draw::views::history::Version;
use crate::model::Journey;
use crate::source::Repository;
use crate::workspace::{JourneyVersion, Workspace, versions_of};

/// Tell the history of a map: a line a commit, with its curve and its key numbers.
#[derive(clap::Args)]
#[command(
    after_help = "Read from git, along first parents and through renames. A bar of the curve stands for a touchpoint: the lowest
for the worst score, a dot where nothing was scored. The curve of a right-to-left journey runs from the right.

Examples:
  masa log refund.journey.yaml
  masa log refund.journey.yaml --limit 0 --format csv > history.csv
  masa render refund.journey.yaml --view history -o history.svg"
)]
pub(super) struct Args {
    /// A journey file.
    file: PathBuf,

    /// How many commits to show; 0 shows all.
    #[arg(long, default_value_t = 20, value_name = "N")]
    limit: usize,

    /// How to write it.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    let limit = if args.limit == 0 { usize::MAX } else { args.limit };
    let past = Past::of(&args.file, limit)?;
    let now = now(&args.file, &past, ui)?;
    let current = now.as_ref().and_then(|now| now.journeys().next()).map(|(_, journey)| journey);
    if now.is_some() && current.is_none() {
        bail!("{} is not a journey", args.file.display());
    }
    let entries = past.entries(current);
    if entries.is_empty() {
        bail!("no commit knows {}", args.file.display());
    }
    let is_complete = past.left_out == 0;
    let conventions = now.as_ref().map(|now| now.conventions.clone()).unwrap_or_default();
    let is_shallow = past.is_shallow && is_complete;
    let history = History { entries, left_out: past.left_out, is_shallow, conventions };
    let text = match args.format {
        Format::Table => history.terminal(ui.terminal()),
        Format::Markdown => history.markdown(),
        Format::Csv => history.csv(),
        Format::Json => history.json(),
    };
    ui.print(&text)?;
    Ok(Verdict::Yes)
}

/// The file as it is on the disk, when there is one.
fn now(path: &Path, past: &Past, ui: &mut Ui) -> Result<Option<Workspace>> {
    if path.is_dir() {
        bail!("{} is a folder; name a journey file", path.display());
    }
    if !past.has_files || !path.exists() {
        return Ok(None);
    }
    Ok(select::alone(path, ui)?.pop())
}

/// What git knows of a file.
pub(super) struct Past {
    commits: Vec<JourneyVersion>,
    left_out: usize,
    is_shallow: bool,
    has_files: bool,
}

impl Past {
    /// The versions of a file in at most so many commits.
    pub(super) fn of(path: &Path, limit: usize) -> Result<Self> {
        let mut repository = Repository::around(path)?;
        let (commits, count) = versions_of(&mut repository, path, limit)?;
        Ok(Self {
            left_out: count - commits.len(),
            commits,
            is_shallow: repository.is_shallow(),
            has_files: repository.has_files(),
        })
    }

    /// The versions that can be drawn, newest first; what is on the disk comes first where it says something
    /// that is in no commit.
    pub(super) fn versions<'v>(&'v self, now: Option<&'v Journey>) -> Vec<Version<'v>> {
        let uncommitted = self.uncommitted(now).map(|journey| Version { journey, date: None, commit: None });
        let committed = self.commits.iter().filter_map(|version| {
            let commit = &version.commit;
            Some(Version { journey: version.journey()?, date: Some(&commit.date), commit: Some(&commit.id) })
        });
        uncommitted.into_iter().chain(committed).collect()
    }

    fn entries<'v>(&'v self, now: Option<&'v Journey>) -> Vec<HistoryEntry<'v>> {
        let path = |path: &Path| path.to_string_lossy().replace('\\', "/");
        let uncommitted = self.uncommitted(now).map(|journey| HistoryEntry {
            date: None,
            commit: None,
            subject: "",
            path: self.commits.first().map_or(String::new(), |version| path(&version.commit.path)),
            journey: Some(journey),
            is_removed: false,
        });
        let committed = self.commits.iter().map(|version| HistoryEntry {
            date: Some(&version.commit.date),
            commit: Some(&version.commit.id),
            subject: &version.commit.subject,
            path: path(&version.commit.path),
            journey: version.journey(),
            is_removed: version.commit.object.is_none(),
        });
        uncommitted.into_iter().chain(committed).collect()
    }

    /// What is on the disk, when the newest commit says something else.
    fn uncommitted<'v>(&self, now: Option<&'v Journey>) -> Option<&'v Journey> {
        let newest = self.commits.first().and_then(JourneyVersion::journey);
        now.filter(|now| newest != Some(*now))
    }
}
