//! What the analyst's report takes beside the map: what a check finds, which commits its files are from, and what
//! changed since an earlier one.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::select;
use crate::check::{Options, check};
use crate::diff::compare;
use crate::documents::{Beside, Document, MapVersion, Since, analyst};
use crate::measure::Gaps;
use crate::model::{Date, Journey};
use crate::reporters::Checked;
use crate::source::Repository;
use crate::workspace::{File, Workspace, changes};

/// The analyst's report on a day, with what changed since a revision when one is named.
pub(super) fn document(
    workspace: &Workspace,
    gaps: &Gaps<'_>,
    since: Option<&str>,
    today: Date,
) -> Result<Document> {
    let sides = std::iter::once(&gaps.current).chain(&gaps.desired).map(|side| side.journey);
    let journeys: Vec<&Journey> = sides.chain(gaps.planned).collect();
    let files: Vec<(&Journey, &File)> =
        journeys.into_iter().filter_map(|journey| Some((journey, file_of(workspace, journey)?))).collect();
    let versions = files.iter().map(|(journey, file)| version(journey, file)).collect();
    // A workspace opened for one file checks that one alone; the report is about its counterpart, too.
    let paths: Vec<PathBuf> = files.iter().map(|(_, file)| file.path.clone()).collect();
    let is_on_disk = !paths.is_empty() && paths.iter().all(|path| !path.as_os_str().is_empty());
    let opened = if is_on_disk { Some(select::workspace_of(&paths)?) } else { None };
    let opened = opened.as_ref().unwrap_or(workspace);
    let outcome = check(opened, &Options::on(today));
    let checked =
        Checked { workspace: opened, findings: &outcome.findings, accepted: &outcome.accepted, hidden: 0 };
    let mut beside = Beside { checked: Some(checked), versions, since: None };
    let Some(revision) = since else { return Ok(analyst(workspace, gaps, today, &beside)) };
    if !is_on_disk {
        bail!("--since compares a file with an older version of it; standard input has none");
    }
    let mut repository = Repository::around(&paths[0])?;
    if !repository.has_files() {
        bail!("--since compares the files on the disk; this clone has none");
    }
    let commit = repository.commit(revision)?;
    let versions = changes(&mut repository, &commit, None, &paths)?;
    let is_same_place = |before: &File, after: &File| before.source.name() == after.source.name();
    let diff = compare(&versions.before, &versions.after, &is_same_place);
    beside.since = Some(Since { revision: revision.to_owned(), commit, diff: &diff });
    Ok(analyst(workspace, gaps, today, &beside))
}

fn file_of<'w>(workspace: &'w Workspace, journey: &Journey) -> Option<&'w File> {
    workspace.journey_file(journey.journey.as_str()).map(|index| &workspace.files[index])
}

/// Which version of its file a journey is. That git knows nothing of it, or is not there, is no error.
fn version(journey: &Journey, file: &File) -> MapVersion {
    let found = last_commit(&file.path);
    let is_changed = found.as_ref().is_some_and(|(_, is_changed)| *is_changed);
    MapVersion { journey: journey.journey.to_string(), commit: found.map(|(commit, _)| commit), is_changed }
}

/// The last commit that changed a file and its day, and whether the file has been changed since.
fn last_commit(path: &Path) -> Option<((String, String), bool)> {
    if path.as_os_str().is_empty() {
        return None;
    }
    let mut repository = Repository::around(path).ok()?;
    let inside = repository.has_files().then(|| repository.inside(path).ok()).flatten()?;
    let last = repository.log(&inside).ok()?.into_iter().next()?;
    let changed = repository.changed(&last.id, None, &[inside]).ok()?;
    Some(((last.id, last.date), !changed.is_empty()))
}
