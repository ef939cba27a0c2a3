//! `masa show`: tables of a journey.

use std::path::PathBuf;

use anyhow::Result;
use clap::ValueEnum;

use super::{Ui, Verdict, select};
use crate::reporters::escape;
use crate::tables::{Table, views};

/// Show a journey as tables: overview, touchpoints, moments of truth, channels, effort, evidence, personas.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  masa show refund.journey.yaml
  masa show refund.journey.yaml --view effort --view evidence
  masa show refund.journey.yaml --view touchpoints --format csv > touchpoints.csv")]
pub(super) struct Args {
    /// A journey file, or a folder for `--view personas`; `-` reads standard input.
    file: PathBuf,

    /// What to show; may be given several times (default: overview, touchpoints, moments).
    #[arg(long, value_enum)]
    view: Vec<View>,

    /// How to write it.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum View {
    /// The journey in its most important numbers.
    Overview,
    /// Every touchpoint: what happens, where, and how it feels.
    Touchpoints,
    /// The moments of truth and what is done about them.
    Moments,
    /// Channels by stage.
    Channels,
    /// What the journey costs the customer.
    Effort,
    /// What each score and moment rests on.
    Evidence,
    /// The personas of the workspace and their journeys.
    Personas,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For the terminal.
    Table,
    /// For a page in git.
    Markdown,
    /// For a spreadsheet.
    Csv,
    /// For programs.
    Json,
}

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    let workspace = select::workspace(&args.file)?;
    let views = match args.view.as_slice() {
        [] => vec![View::Overview, View::Touchpoints, View::Moments],
        chosen => chosen.to_vec(),
    };
    let mut tables = Vec::new();
    for view in views {
        if view == View::Personas {
            tables.push(views::personas(&workspace));
            continue;
        }
        let (_, journey) = select::journey(&workspace, &args.file, ui)?;
        tables.push(match view {
            View::Overview => views::overview(&workspace, journey),
            View::Touchpoints => views::touchpoints(&workspace, journey),
            View::Moments => views::moments(journey),
            View::Channels => views::channels(journey),
            View::Effort => views::effort_view(&workspace, journey),
            View::Evidence => views::evidence(journey),
            View::Personas => continue,
        });
    }
    print_tables(&tables, args.format, ui)?;
    Ok(Verdict::Yes)
}

/// Writes tables one after the other in a format; several in CSV are set apart by an empty line.
pub(super) fn print_tables(tables: &[Table], format: Format, ui: &mut Ui) -> Result<()> {
    let terminal = ui.terminal();
    let text = match format {
        Format::Table => join(tables, |table| table.terminal(terminal)),
        Format::Markdown => join(tables, Table::markdown),
        Format::Csv => join(tables, Table::csv),
        Format::Json => {
            let all: Vec<_> = tables.iter().map(Table::json).collect();
            let document = serde_json::json!({"format": "masa-tables-v1", "tables": all});
            escape::json(&format!("{document:#}\n"))
        }
    };
    ui.print(&text)
}

fn join(tables: &[Table], write: impl Fn(&Table) -> String) -> String {
    tables.iter().map(write).collect::<Vec<_>>().join("\n")
}
