//! `masa gaps`: what is missing, how big, who owns it, how sure are we.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::{Ui, Verdict, select};
use crate::documents::GapReport;
use crate::measure::gaps;
use crate::model::Journey;
use crate::workspace::Workspace;

/// Report the gaps of a journey, and between it and the desired one.
#[derive(clap::Args)]
#[command(
    after_help = "The desired journey is the one whose `current` names this journey; given a desired journey, the
current one is found the same way. With several, name one with --against.

Examples:
  masa gaps refund.journey.yaml
  masa gaps refund.journey.yaml --against refund-by-app
  masa gaps refund.journey.yaml --format markdown > gaps.md"
)]
pub(super) struct Args {
    /// A journey file; `-` reads standard input.
    file: PathBuf,

    /// The desired journey, by id or file of the same workspace; `none` leaves it out.
    #[arg(long, value_name = "JOURNEY")]
    against: Option<String>,

    /// How to write the report.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    /// How many gaps to list; 0 lists all.
    #[arg(long, default_value_t = 12, value_name = "N")]
    limit: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For the terminal.
    Table,
    /// For a page in git.
    Markdown,
    /// For programs; lists all gaps unless --limit says otherwise.
    Json,
}

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    let workspace = select::workspace(&args.file)?;
    select::settings(&workspace, ui)?;
    let (_, journey) = select::journey(&workspace, &args.file, ui)?;
    let (current, desired) = pair(&workspace, journey, args.against.as_deref())?;
    let gaps = gaps(current, desired, &workspace.conventions);
    let report = GapReport::new(&gaps, (args.limit > 0).then_some(args.limit));
    let text = match args.format {
        Format::Table => report.terminal(ui.terminal()),
        Format::Markdown => report.markdown(),
        Format::Json => report.json(),
    };
    ui.print(&text)?;
    Ok(Verdict::Yes)
}

/// The current journey and the desired one that answers it.
fn pair<'w>(
    workspace: &'w Workspace,
    journey: &'w Journey,
    against: Option<&str>,
) -> Result<(&'w Journey, Option<&'w Journey>)> {
    if let Some(given) = against.filter(|given| *given != "none") {
        let other = select::other(workspace, given)?;
        return match (journey.is_target(), other.is_target()) {
            (false, true) => Ok((journey, Some(other))),
            (true, false) => Ok((other, Some(journey))),
            (target, _) => bail!(
                "`{}` and `{}` are both {} journeys; a gap lies between a current and a desired one",
                journey.journey,
                other.journey,
                if target { "desired" } else { "current" }
            ),
        };
    }
    if against.is_some() {
        return Ok((journey, None));
    }
    match select::counterpart(workspace, journey)? {
        Some(current) if journey.current.is_some() => Ok((current, Some(journey))),
        desired => Ok((journey, desired)),
    }
}
