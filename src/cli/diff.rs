//! `masa diff`: what a change did to the customer.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::drawing::fonts;
use super::picture::{Format as PictureFormat, Picture};
use super::{Ui, Verdict, select};
use crate::diff::{Diff, compare};
use crate::documents::DiffReport;
use crate::draw::views::{Options, compare as view};
use crate::draw::{TextEngine, TextMode};
use crate::source::Repository;
use crate::workspace::{Changes, File, Workspace, changes, load};

/// Tell what a change of maps did to the customer.
#[derive(clap::Args)]
#[command(
    after_help = "Compares two files, two folders, or the files on the disk with a revision of git. Touchpoints belong together by
their ids, and by likeness where ids say nothing or the wrong thing; the report says which.

A revision is anything that git understands: a tag, a branch, `HEAD~3`. `A..B` compares two of them, and `A...`
begins where the work on today's files branched off from A, as a pull request does. In a bare clone a single
revision is compared with HEAD.

Examples:
  masa diff refund-2025.journey.yaml refund.journey.yaml
  masa diff --against HEAD                              what is not committed yet, in this folder
  masa diff --against main... --format markdown         what a pull request changes
  masa diff --against v1..v2 refund.journey.yaml -o before-after.svg
  git show HEAD~5:./refund.journey.yaml | masa diff - refund.journey.yaml"
)]
pub(super) struct Args {
    /// Two files or folders, the older first; with --against, what to look at (the current folder when absent).
    paths: Vec<PathBuf>,

    /// The revision to compare with, or two of them: `REV`, `A..B`, `A...B`.
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    against: Option<String>,

    /// How to write it.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    /// Draw the journey before and after, too: a file that ends in .svg, .png or .pdf.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// End with 1 when anything differs.
    #[arg(long)]
    exit_code: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For the terminal.
    Table,
    /// For a pull request.
    Markdown,
    /// For programs.
    Json,
}

/// Two versions with what they are called.
struct Versions {
    sides: Changes,
    names: [String; 2],
    /// What pictures call them.
    short: [String; 2],
    place: Place,
    /// Whether the newer one is what lies on the disk.
    is_on_disk: bool,
}

/// When two files lie at the same place.
enum Place {
    /// Two files were named.
    Any,
    /// In two folders.
    Below([PathBuf; 2]),
    /// In two versions of a folder.
    Name,
}

impl Place {
    fn is_same(&self, before: &File, after: &File) -> bool {
        match self {
            Place::Any => true,
            Place::Below([one, two]) => {
                before.path.strip_prefix(one).ok() == after.path.strip_prefix(two).ok()
            }
            Place::Name => before.source.name() == after.source.name(),
        }
    }
}

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    let picture = args.output.as_deref().map(|path| PictureFormat::choose(None, Some(path))).transpose()?;
    let versions = match (&args.against, args.paths.as_slice()) {
        (Some(revision), paths) => of_revisions(revision, paths)?,
        (None, [before, after]) => of_paths(before, after, ui)?,
        (None, _) => bail!(
            "name two files or folders to compare, or a revision of git with --against\nsuch as `masa diff --against HEAD`"
        ),
    };
    let is_same_place = |before: &File, after: &File| versions.place.is_same(before, after);
    let diff = compare(&versions.sides.before, &versions.sides.after, &is_same_place);
    if let Some((path, format)) = args.output.as_deref().zip(picture) {
        draw(&diff, &versions, path, format, ui)?;
    }
    let report = DiffReport::new(&diff, versions.names.clone());
    let text = match args.format {
        Format::Table => report.terminal(ui.terminal()),
        Format::Markdown => report.markdown(),
        Format::Json => report.json(),
    };
    ui.print(&text)?;
    Ok(if args.exit_code && !diff.is_empty() { Verdict::No } else { Verdict::Yes })
}

/// Two files, or two folders.
fn of_paths(before: &Path, after: &Path, ui: &mut Ui) -> Result<Versions> {
    let shown = [before, after].map(|path| path.display().to_string());
    let (sides, place) = match (before.is_dir(), after.is_dir()) {
        (true, true) => {
            let folders = [std::fs::canonicalize(before)?, std::fs::canonicalize(after)?];
            let sides =
                Changes { before: load(&[before.to_path_buf()])?, after: load(&[after.to_path_buf()])? };
            (sides, Place::Below(folders))
        }
        (false, false) => {
            let sides = Changes { before: select::alone(before, ui)?, after: select::alone(after, ui)? };
            let is_persona = |side: &[Workspace]| side.iter().any(|one| one.personas().next().is_some());
            let kinds = [is_persona(&sides.before), is_persona(&sides.after)];
            if kinds[0] != kinds[1] {
                bail!("{} and {} cannot be compared: one is a journey and one a persona", shown[0], shown[1]);
            }
            (sides, Place::Any)
        }
        _ => bail!("{} and {} cannot be compared: name two files or two folders", shown[0], shown[1]),
    };
    Ok(Versions { sides, short: shown.clone(), names: shown, place, is_on_disk: true })
}

/// A revision and the files on the disk, or two revisions.
fn of_revisions(against: &str, paths: &[PathBuf]) -> Result<Versions> {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here } else { paths };
    let mut repository = Repository::around(&paths[0])?;
    let or_head = |revision: &str| if revision.is_empty() { "HEAD".to_owned() } else { revision.to_owned() };
    let (from, to, from_name) = if let Some((from, to)) = against.split_once("...") {
        let ancestor = repository.common_ancestor(&or_head(from), &or_head(to))?;
        let name = format!("{}...", or_head(from));
        (ancestor, Some(to).filter(|to| !to.is_empty()).map(str::to_owned), name)
    } else if let Some((from, to)) = against.split_once("..") {
        (repository.commit(&or_head(from))?, Some(or_head(to)), or_head(from))
    } else {
        (repository.commit(against)?, None, against.to_owned())
    };
    let to = match to {
        None if !repository.has_files() => Some("HEAD".to_owned()),
        to => to,
    };
    let to_id = to.as_deref().map(|revision| repository.commit(revision)).transpose()?;
    for path in paths {
        let is_known = |commit: &str, repository: &mut Repository| -> Result<bool> {
            let inside = repository.inside(path)?;
            Ok(!repository.files(commit, &inside)?.is_empty())
        };
        let is_there = repository.has_files() && path.exists() || is_known(&from, &mut repository)?;
        let is_new = || to_id.as_deref().map_or(Ok(false), |to| is_known(to, &mut repository));
        if !is_there && !{ is_new }()? {
            bail!("there is no {} in any of the two versions", path.display());
        }
    }
    let sides = changes(&mut repository, &from, to_id.as_deref(), paths)?;
    let short = |id: &str| id.chars().take(8).collect::<String>();
    let called = |name: &str, id: &str| format!("{name} ({})", short(id));
    let to_name = match (&to, &to_id) {
        (Some(name), Some(id)) => called(name, id),
        _ => "the files on the disk".to_owned(),
    };
    let is_on_disk = to.is_none();
    Ok(Versions {
        sides,
        is_on_disk,
        names: [called(&from_name, &from), to_name],
        short: [
            called(&from_name, &from),
            to.zip(to_id).map_or(String::new(), |(name, id)| called(&name, &id)),
        ],
        place: Place::Name,
    })
}

/// Draws the only journey that changed, before and after.
fn draw(diff: &Diff<'_>, versions: &Versions, path: &Path, format: PictureFormat, ui: &mut Ui) -> Result<()> {
    let both = match diff.journeys.as_slice() {
        [one] => one,
        [] => {
            ui.note("note: no journey of both versions changed, so that nothing was drawn");
            return Ok(());
        }
        many => {
            let names: Vec<_> = many.iter().take(8).map(|both| both.after.source.name()).collect();
            bail!("{} journeys changed; name one file to draw, such as\n{}", many.len(), names.join("\n"))
        }
    };
    let matches = both.diff.matches.iter().map(|one| (one.before, one.after)).collect();
    // On the disk there are personas, too, whose names the picture tells.
    let around = versions.is_on_disk.then(|| select::workspace(&both.after.path).ok()).flatten();
    let has = |one: &&Workspace| one.files.iter().any(|file| std::ptr::eq(file, both.after));
    let alone = Workspace::default();
    let own = versions.sides.after.iter().find(has).unwrap_or(&alone);
    let workspace = around.as_ref().unwrap_or(own);
    let journeys = (both.diff.before.journey, both.diff.after.journey);
    let picture =
        view::picture_of_versions(workspace, journeys.0, journeys.1, matches, versions.short.clone());
    let options = Options { theme: workspace.config.theme(None), ..Options::default() };
    // Fonts lie on the disk, and so do not belong to an older version.
    let fonts = if versions.is_on_disk { fonts(workspace)? } else { Vec::new() };
    let pages = view::draw(&picture, &options, &mut TextEngine::with_fonts(fonts));
    Picture::of(&pages, format, TextMode::Runs, 1.0, ui)?.write(path, ui)
}
