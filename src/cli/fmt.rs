//! `masa fmt`: one layout for all files.

use std::path::PathBuf;

use anyhow::{Result, anyhow, bail};
use rayon::prelude::*;

use super::{Ui, Verdict, select};
use crate::fmt::{Unformatted, format};
use crate::model::SchemaKind;
use crate::reporters::{plural, unified};
use crate::source::rewrite;
use crate::syntax::FaultKind;
use crate::workspace::{File, JOURNEY_SUFFIX, Kind, PERSONA_SUFFIX, STDIN, load_alone};

/// Put journeys and personas into one layout: the order of keys, indentation, spacing. Values and comments stay.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  masa fmt                         every journey and persona under this folder
  masa fmt --check journeys/       for CI: change nothing, fail when something would change
  masa fmt --diff a.journey.yaml   what would change
  masa fmt - < a.journey.yaml      from standard input to standard output, for editors")]
pub(super) struct Args {
    /// Files and folders; `-` reads standard input and writes to standard output.
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,

    /// Write nothing; show what would change, and fail when anything would.
    #[arg(long)]
    check: bool,

    /// Write nothing; show what would change.
    #[arg(long, conflicts_with = "check")]
    diff: bool,
}

/// What became of a file.
enum Outcome {
    /// It has that layout already.
    Kept,
    /// It would read so.
    Formatted(String),
    /// Something in it has to be put right first.
    Refused,
    /// The formatter does not know how.
    Failed(Unformatted),
}

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    let workspaces = load_alone(&args.paths)?;
    let (mut changed, mut kept, mut refused, mut failed) = (0, 0, 0, 0);
    for workspace in &workspaces {
        let files = workspace.files.iter().enumerate();
        let files: Vec<_> = files.filter(|(_, file)| !file.is_config()).collect();
        let outcomes: Vec<_> = files.par_iter().map(|(_, file)| outcome(file)).collect();
        for ((index, file), outcome) in files.into_iter().zip(outcomes) {
            let name = file.source.name();
            match &outcome {
                Outcome::Kept => kept += 1,
                Outcome::Formatted(_) => changed += 1,
                Outcome::Refused => {
                    ui.complain(select::loading_faults(workspace, index).trim_end());
                    refused += 1;
                    continue;
                }
                Outcome::Failed(reason) => {
                    ui.error(&left_alone(name, *reason));
                    failed += 1;
                    continue;
                }
            }
            if let Err(error) = deliver(file, &outcome, &args, ui)? {
                ui.error(&error);
                changed -= 1;
                failed += 1;
            }
        }
    }
    match args.check || args.diff {
        true => ui.note(&format!("{} would change, {kept} would not", plural(changed, "file"))),
        false if args.paths.iter().any(|path| path.as_os_str() == STDIN) => {}
        false => {
            let rest = kept + refused + failed;
            let are = if rest == 1 { "it is" } else { "they are" };
            ui.note(&format!("formatted {}, {rest} left as {are}", plural(changed, "file")));
        }
    }
    if failed > 0 {
        bail!("{} could not be formatted", plural(failed, "file"));
    }
    Ok(if refused > 0 || args.check && changed > 0 { Verdict::No } else { Verdict::Yes })
}

fn outcome(file: &File) -> Outcome {
    let Some(kind) = kind(file) else { return Outcome::Refused };
    match format(file.source.text(), kind) {
        Ok(formatted) if formatted == file.source.as_read() => Outcome::Kept,
        Ok(formatted) => Outcome::Formatted(formatted),
        Err(Unformatted::NoMapping) => Outcome::Refused,
        Err(reason) => Outcome::Failed(reason),
    }
}

/// What a file is, when nothing in it stands in the way of formatting. A file that was only named, and has no key
/// by which one could tell it from any other YAML, is left alone.
fn kind(file: &File) -> Option<SchemaKind> {
    let stands_in_the_way = |kind| {
        use FaultKind::{DuplicateKey, Syntax, TooComplex, TooLarge, Unsupported};
        matches!(kind, DuplicateKey | Syntax | TooComplex | TooLarge | Unsupported)
    };
    if file.refusal.is_some() || file.faults().iter().any(|fault| stands_in_the_way(fault.kind)) {
        return None;
    }
    let root = file.tree.root()?;
    let has = |key: &&str| file.tree.get(&file.source, root, key).is_some();
    let name = file.source.name();
    let is_named = name.ends_with(JOURNEY_SUFFIX) || name.ends_with(PERSONA_SUFFIX);
    if !is_named && !["journey", "stages", "persona"].iter().any(has) {
        return None;
    }
    match file.kind() {
        Kind::Journey => Some(SchemaKind::Journey),
        Kind::Persona => Some(SchemaKind::Persona),
        _ => None,
    }
}

/// Writes a file, or shows what would change; the inner error is one of this file only.
fn deliver(file: &File, outcome: &Outcome, args: &Args, ui: &mut Ui) -> Result<Result<()>> {
    let name = file.source.name();
    let old = file.source.as_read();
    let new = match outcome {
        Outcome::Formatted(new) => new,
        _ => &*old,
    };
    if args.check || args.diff {
        ui.print(&unified(name, "formatted", &old, new, ui.colour))?;
    } else if name == STDIN {
        ui.print(new)?;
    } else {
        let written = rewrite(&file.path, old.as_bytes(), new.as_bytes());
        return Ok(written.map_err(|error| error.of(name).into()));
    }
    Ok(Ok(()))
}

fn left_alone(name: &str, reason: Unformatted) -> anyhow::Error {
    let help = match reason {
        Unformatted::Changed(_) => "; this is a mistake of masa, please report it with the file",
        _ => "",
    };
    anyhow!("{name} is left as it is: {reason}{help}")
}
