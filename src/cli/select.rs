//! Which journey a command is about.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::check::{Finding, Options, check, loading_findings};
use crate::model::{Date, Journey};
use crate::reporters::{Checked, Format, Look, plural};
use crate::workspace::{Content, File, FileIndex, Kind, RuleLevel, Workspace, load, load_alone};

use super::Ui;

/// The one workspace around a path.
pub(super) fn workspace(path: &Path) -> Result<Workspace> {
    workspace_of(&[path.to_path_buf()])
}

/// The one workspace around some paths.
pub(super) fn workspace_of(paths: &[PathBuf]) -> Result<Workspace> {
    let mut workspaces = load(paths)?;
    match workspaces.pop() {
        Some(workspace) if workspaces.is_empty() => Ok(workspace),
        _ => {
            let names: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
            let hold = if names.len() == 1 { "holds" } else { "hold" };
            bail!("{} {hold} several workspaces; name one of them", names.join(", "))
        }
    }
}

/// The file that a path names in a workspace opened for it; nothing when it names a folder or the settings.
pub(super) fn named_file(workspace: &Workspace, path: &Path) -> Option<FileIndex> {
    let is_named = |file: &File| file.selected && file.path.file_name() == path.file_name();
    workspace.files.iter().position(|file| is_named(file) && !file.is_config())
}

/// The journey of a file, after showing what keeps it from being read. Commands that show and draw go on
/// with what could be read only when nothing was wrong with the shape of the file.
pub(super) fn journey<'w>(
    workspace: &'w Workspace,
    path: &Path,
    ui: &mut Ui,
) -> Result<(FileIndex, &'w Journey)> {
    let all = workspace.journeys().filter(|(index, _)| workspace.files[*index].selected);
    let journeys: Vec<_> = all.collect();
    let (index, journey) = match journeys.as_slice() {
        [one] => *one,
        [] => match broken(workspace) {
            Some(index) => return refuse(workspace, index, ui),
            None => bail!("{} is not a journey", path.display()),
        },
        many => {
            let names: Vec<_> =
                many.iter().take(8).map(|(index, _)| workspace.files[*index].source.name()).collect();
            bail!(
                "{} holds {} journeys; name one file, such as\n{}",
                path.display(),
                many.len(),
                names.join("\n")
            )
        }
    };
    let file = &workspace.files[index];
    if !file.faults().is_empty() || file.refusal.is_some() {
        return refuse(workspace, index, ui);
    }
    note_errors(workspace, &[index], ui);
    Ok((index, journey))
}

/// All journeys that a file or folder names, after showing what keeps one of them from being read.
pub(super) fn journeys<'w>(workspace: &'w Workspace, path: &Path, ui: &mut Ui) -> Result<Vec<&'w Journey>> {
    if let Some(index) = broken(workspace) {
        return refuse(workspace, index, ui);
    }
    let selected = workspace.journeys().filter(|(index, _)| workspace.files[*index].selected);
    let (files, journeys): (Vec<_>, Vec<_>) = selected.unzip();
    if journeys.is_empty() {
        bail!("{} holds no journey", path.display());
    }
    note_errors(workspace, &files, ui);
    Ok(journeys)
}

/// The selected files that may hold a journey and could not be read as a whole.
pub(super) fn unread(workspace: &Workspace) -> Vec<FileIndex> {
    let is_unread = |index: &FileIndex| {
        let file = &workspace.files[*index];
        file.selected
            && match file.content() {
                Content::Journey(_) => file.refusal.is_some() || !file.faults().is_empty(),
                Content::Unknown => true,
                Content::Persona(_) | Content::Config | Content::Baseline(_) => false,
            }
    };
    (0..workspace.files.len()).filter(is_unread).collect()
}

/// Says that rules found errors: a score off its scale, for one, is in no number and no picture.
pub(super) fn note_errors(workspace: &Workspace, files: &[FileIndex], ui: &mut Ui) {
    let findings = check(workspace, &Options::on(Date::from_days(0))).findings;
    for index in files {
        let is_error = |finding: &&Finding| finding.file == *index && finding.level == RuleLevel::Error;
        let errors = findings.iter().filter(is_error).count();
        if errors > 0 {
            let name = workspace.files[*index].source.name();
            ui.note(&format!("note: `masa check` finds {} in {name}", plural(errors, "error")));
        }
    }
}

fn broken(workspace: &Workspace) -> Option<FileIndex> {
    let is_broken = |index: &usize| {
        let file = &workspace.files[*index];
        file.selected && (file.refusal.is_some() || !file.faults().is_empty())
    };
    (0..workspace.files.len()).find(is_broken)
}

/// Refuses settings that could not be read in full: what is drawn with them would look as if the rest had not been
/// written.
pub(super) fn settings(workspace: &Workspace, ui: &mut Ui) -> Result<()> {
    match workspace.config_file().filter(|index| !workspace.files[*index].faults().is_empty()) {
        Some(index) => refuse(workspace, index, ui),
        None => Ok(()),
    }
}

/// The workspaces of the file that is named, with nothing else in them, after showing what keeps it from
/// being read whole.
pub(super) fn alone(path: &Path, ui: &mut Ui) -> Result<Vec<Workspace>> {
    let workspaces = load_alone(&[path.to_path_buf()])?;
    for workspace in &workspaces {
        let is_map = |file: &File| !matches!(file.kind(), Kind::Config | Kind::Baseline);
        let is_broken = |index: &usize| {
            let file = &workspace.files[*index];
            is_map(file) && (!file.whole || matches!(file.content(), Content::Unknown))
        };
        if let Some(index) = (0..workspace.files.len()).find(is_broken) {
            return refuse(workspace, index, ui);
        }
    }
    Ok(workspaces)
}

pub(super) fn refuse<T>(workspace: &Workspace, index: FileIndex, ui: &mut Ui) -> Result<T> {
    ui.block(loading_faults(workspace, index).trim_end());
    bail!("{} has errors; `masa check` shows them all", workspace.files[index].source.name())
}

/// What keeps a file from being read, as `masa check` shows it.
pub(super) fn loading_faults(workspace: &Workspace, index: FileIndex) -> String {
    let file = &workspace.files[index];
    let mut findings = loading_findings(index, file, file.faults());
    findings.sort_by(Finding::order);
    let checked = Checked { workspace, findings: &findings, accepted: &[], hidden: 0 };
    Format::Human.write(&[checked], Look::default())
}

/// The journey that another file or id names, in the same workspace.
pub(super) fn other<'w>(workspace: &'w Workspace, given: &str) -> Result<&'w Journey> {
    let by_path = || {
        let wanted = std::fs::canonicalize(given).ok()?;
        let same = |path: &Path| std::fs::canonicalize(path).is_ok_and(|path| path == wanted);
        workspace.journeys().find(|(index, _)| same(&workspace.files[*index].path))
    };
    match workspace.journey(given).or_else(|| by_path().map(|(_, journey)| journey)) {
        Some(journey) => Ok(journey),
        None if given.ends_with(".yaml") || given.contains(['/', '\\']) => {
            bail!("{given} is no journey file of this workspace")
        }
        None => {
            let known = workspace.journey_ids().join(", ");
            bail!("there is no journey `{given}` in this workspace; there are {known}")
        }
    }
}

/// The journey that belongs to another one: the current journey that a desired one names, or the desired
/// one that names it.
pub(super) fn counterpart<'w>(workspace: &'w Workspace, journey: &Journey) -> Result<Option<&'w Journey>> {
    if let Some(id) = &journey.current {
        let Some(current) = workspace.journey(id.as_str()) else {
            bail!("`{}` answers the journey `{id}`, which is not in this workspace", journey.journey);
        };
        return Ok(Some(current));
    }
    match workspace.desired_of(journey.journey.as_str()).as_slice() {
        [] => Ok(None),
        [(_, one)] => Ok(Some(one)),
        many => {
            let ids: Vec<_> = many.iter().map(|(_, one)| one.journey.as_str()).collect();
            bail!(
                "several journeys answer `{}`; add --against and one of {}",
                journey.journey,
                ids.join(", ")
            )
        }
    }
}
