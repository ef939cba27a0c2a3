//! `masa baseline`: findings that were there when a workspace began to be checked.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Subcommand;

use super::check::{day, parse_date};
use super::selection::SelectionArgs;
use super::{Ui, Verdict};
use crate::check::{Finding, Options, Outcome, baseline_of, check, pruned};
use crate::model::Date;
use crate::reporters::{escape, plural};
use crate::source::replace;
use crate::workspace::{BASELINE_NAME, Baseline, CONFIG_NAME, Workspace, load};

/// Accept the findings of today, so that only new ones count.
///
/// The accepted findings stand in masa-baseline.json beside masa.toml, by rule and by the place they are at, in words
/// that stay the same when lines move. `masa check` leaves them out as long as there are no more of them.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  masa baseline write              accept everything that is found today
  masa baseline write old/         accept anew what is found in a folder, and keep the rest
  masa baseline prune              remove what has been mended
  masa check --no-baseline         see everything all the same")]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the baseline: accept what is found today, and keep what it says about files that are not checked.
    Write(CheckArgs),
    /// Remove from the baseline what has been mended; add nothing.
    Prune(CheckArgs),
    /// Count what the baseline accepts, by rule and by file.
    Show(ShowArgs),
}

#[derive(clap::Args)]
struct CheckArgs {
    /// Files and folders.
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,

    /// The file of the baseline (default: masa-baseline.json beside masa.toml).
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    #[command(flatten)]
    selection: SelectionArgs,

    /// The day to judge ages by, as YYYY-MM-DD (default: today, or SOURCE_DATE_EPOCH).
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,
}

#[derive(clap::Args)]
struct ShowArgs {
    /// A file or folder of the workspace.
    #[arg(default_value = ".")]
    path: PathBuf,

    /// The file of the baseline (default: masa-baseline.json beside masa.toml).
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
}

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    match args.command {
        Command::Write(args) => write(args, ui),
        Command::Prune(args) => prune(args, ui),
        Command::Show(args) => show(args, ui),
    }
}

/// Adds the baseline of each workspace: the file that was named, or the one beside `masa.toml` when there is one.
pub(super) fn with_baselines(workspaces: Vec<Workspace>, named: Option<&Path>) -> Result<Vec<Workspace>> {
    if named.is_some() && workspaces.len() > 1 {
        bail!("the paths belong to {} workspaces, and each has a baseline of its own", workspaces.len());
    }
    let with = |workspace: Workspace| {
        let path = place_of(&workspace, named);
        // One that was named has to be there; the other is there or is not.
        if named.is_none() && !path.is_file() {
            return Ok(workspace);
        }
        let name = shown(&workspace, &path, named);
        Ok(workspace.with_baseline(&path, &name)?)
    };
    workspaces.into_iter().map(with).collect()
}

fn place_of(workspace: &Workspace, named: Option<&Path>) -> PathBuf {
    named.map_or_else(|| workspace.root.join(BASELINE_NAME), Path::to_path_buf)
}

/// The name a baseline is shown by: as it was given, or beside `masa.toml` as that is shown.
fn shown(workspace: &Workspace, path: &Path, named: Option<&Path>) -> String {
    let config =
        workspace.files.iter().map(|file| file.source.name()).find(|name| name.ends_with(CONFIG_NAME));
    match (named, config) {
        (Some(_), _) => path.to_string_lossy().replace('\\', "/"),
        (None, Some(config)) => format!("{}{BASELINE_NAME}", config.trim_end_matches(CONFIG_NAME)),
        (None, None) => BASELINE_NAME.to_owned(),
    }
}

/// The workspaces of some paths, each with its baseline where there is one.
fn opened(args: &CheckArgs) -> Result<Vec<(Workspace, PathBuf)>> {
    let workspaces = load(&args.paths)?;
    let named = args.baseline.as_deref();
    let existing = named.filter(|path| path.exists());
    let workspaces = match (named, existing) {
        (Some(_), None) => workspaces,
        _ => with_baselines(workspaces, existing)?,
    };
    if named.is_some() && workspaces.len() > 1 {
        bail!("the paths belong to {} workspaces, and each has a baseline of its own", workspaces.len());
    }
    let with_place = |workspace: Workspace| {
        let path = place_of(&workspace, named);
        (workspace, path)
    };
    Ok(workspaces.into_iter().map(with_place).collect())
}

fn options(args: &CheckArgs) -> Result<Options> {
    Ok(Options { selection: args.selection.read()?, ..Options::on(day(args.today)?) })
}

fn write(args: CheckArgs, ui: &mut Ui) -> Result<Verdict> {
    let options = options(&args)?;
    let mut verdict = Verdict::Yes;
    for (workspace, path) in opened(&args)? {
        let Outcome { findings, accepted } = check(&workspace, &options);
        let in_baseline = accepted.into_iter().filter(|one| one.by == crate::check::Acceptance::Baseline);
        let findings: Vec<Finding> = findings.into_iter().chain(in_baseline.map(|one| one.finding)).collect();
        let beyond = findings.iter().filter(|finding| finding.rule.is_fixed());
        let beyond = beyond.count();
        save(&baseline_of(&workspace, &options, &findings), &workspace, &path, args.baseline.as_deref(), ui)?;
        if beyond > 0 {
            ui.note(&format!("{} cannot be accepted; `masa check` shows them", plural(beyond, "finding")));
            verdict = Verdict::No;
        }
    }
    Ok(verdict)
}

fn prune(args: CheckArgs, ui: &mut Ui) -> Result<Verdict> {
    let options = options(&args)?;
    for (workspace, path) in opened(&args)? {
        let Some((_, old)) = workspace.baseline() else {
            ui.note(&format!(
                "there is no {}; nothing to remove",
                shown(&workspace, &path, args.baseline.as_deref())
            ));
            continue;
        };
        let before = total(old);
        let pruned = pruned(&workspace, &options, &check(&workspace, &options));
        let gone = before - total(&pruned);
        save(&pruned, &workspace, &path, args.baseline.as_deref(), ui)?;
        ui.note(&format!("{} removed", plural(gone, "finding")));
    }
    Ok(Verdict::Yes)
}

fn total(baseline: &Baseline) -> usize {
    baseline.findings.iter().map(|entry| entry.count()).sum()
}

fn save(
    baseline: &Baseline,
    workspace: &Workspace,
    path: &Path,
    named: Option<&Path>,
    ui: &mut Ui,
) -> Result<()> {
    let Some(text) = baseline.text() else {
        bail!(
            "{} are more than a baseline holds; `masa check --stats` counts them by rule: turn off in {CONFIG_NAME} \
             what nobody will mend, and write it again",
            plural(total(baseline), "finding")
        );
    };
    replace(path, text.as_bytes())?;
    let files: std::collections::BTreeSet<&str> =
        baseline.findings.iter().map(|entry| entry.path.as_str()).collect();
    ui.note(&format!(
        "{} in {} accepted in {}",
        plural(total(baseline), "finding"),
        plural(files.len(), "file"),
        shown(workspace, path, named)
    ));
    Ok(())
}

fn show(args: ShowArgs, ui: &mut Ui) -> Result<Verdict> {
    let workspace = crate::workspace::load_settings(&args.path)?;
    let workspace = with_baselines(vec![workspace], args.baseline.as_deref())?.remove(0);
    let Some((_, baseline)) = workspace.baseline() else {
        bail!("there is no {BASELINE_NAME}; `masa baseline write` writes one");
    };
    let count = |key: fn(&crate::workspace::BaselineEntry) -> &str| {
        let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
        for entry in &baseline.findings {
            *counts.entry(key(entry)).or_default() += entry.count();
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        counts
    };
    for (title, counts) in [("by rule", count(|entry| &entry.rule)), ("by file", count(|entry| &entry.path))]
    {
        ui.print(&format!("{title}\n"))?;
        for (word, count) in counts {
            ui.print(&format!("{count:>6}  {}\n", escape::terminal(word)))?;
        }
    }
    Ok(Verdict::Yes)
}
