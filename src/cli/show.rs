//! `masa show`: tables of a journey.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::check::{day, parse_date};
use super::{Ui, Verdict, select};
use crate::model::{Date, Journey};
use crate::tables::{Table, tables_json, views};
use crate::workspace::Workspace;

/// Show a journey as tables: overview, touchpoints, moments of truth, what it costs, what was measured, what it rests
/// on, what to do first.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  masa show refund.journey.yaml
  masa show refund.journey.yaml --view effort --view evidence
  masa show refund.journey.yaml --view metrics --view expectations
  masa show refund.journey.yaml --view validation                    how far to trust the map
  masa show refund.journey.yaml --view opportunities                 what to do first
  masa show refund-plan.journey.yaml --view deviations               what became of the plan
  masa show refund.journey.yaml --view touchpoints --format csv > touchpoints.csv")]
pub(super) struct Args {
    /// A journey file, or a folder for `--view personas`; `-` reads standard input.
    file: PathBuf,

    /// What to show; may be given several times (default: overview, touchpoints, moments).
    #[arg(long, value_enum)]
    view: Vec<View>,

    /// With `--view deviations`: the plan or the journey to compare with, a file or the id of a journey of the same
    /// workspace (default: those that name the plan in `plan`).
    #[arg(long, value_name = "JOURNEY")]
    against: Option<String>,

    /// With `--view evidence` and `--view validation`: the day to judge ages by, as YYYY-MM-DD (default: today, or SOURCE_DATE_EPOCH).
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,

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
    /// What the journey costs the customer, event by event.
    Effort,
    /// What it costs customer and provider, counted.
    Costs,
    /// The customer's contacts: whether they need have happened, and who or what should handle them.
    Contacts,
    /// What could be better, by rank.
    Opportunities,
    /// A plan beside the journeys that were to follow it.
    Deviations,
    /// What each score and moment rests on, and how much of it still counts.
    Evidence,
    /// What was measured, with intervals, and how many customers come how far.
    Metrics,
    /// What customers found against what they expected, and what matters to them.
    Expectations,
    /// How validated the map is, in a few numbers.
    Validation,
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
    if args.against.is_some() && !views.contains(&View::Deviations) {
        bail!("--against belongs to --view deviations");
    }
    let ages = |view: &View| matches!(view, View::Evidence | View::Validation);
    if args.today.is_some() && !views.iter().any(ages) {
        bail!("--today belongs to --view evidence and --view validation");
    }
    select::settings(&workspace, ui)?;
    let mut tables = Vec::new();
    for view in views {
        if view == View::Personas {
            tables.push(views::personas(&workspace));
            continue;
        }
        let (_, journey) = select::journey(&workspace, &args.file, ui)?;
        tables.extend(match view {
            View::Overview => vec![views::overview(&workspace, journey)],
            View::Touchpoints => vec![views::touchpoints(&workspace, journey)],
            View::Moments => vec![views::moments(journey)],
            View::Channels => vec![views::channels(journey)],
            View::Effort => vec![views::effort(&workspace, journey)],
            View::Costs => vec![views::costs(&workspace, journey)],
            View::Contacts => vec![views::contacts(&workspace, journey)],
            View::Opportunities => vec![views::opportunities(&workspace, journey)],
            View::Deviations => {
                let (planned, actual) = plan(&workspace, journey, args.against.as_deref())?;
                views::deviations(planned, &actual)
            }
            View::Evidence => vec![views::evidence(&workspace, journey, day(args.today)?)],
            View::Validation => vec![views::validation(&workspace, journey, day(args.today)?)],
            View::Metrics => views::metrics(journey),
            View::Expectations => views::expectations(&workspace, journey),
            View::Personas => continue,
        });
    }
    print_tables(&tables, args.format, ui)?;
    Ok(Verdict::Yes)
}

/// A plan and the journeys that were to follow it: one that was made with its plan, or a plan with all of them.
fn plan<'w>(
    workspace: &'w Workspace,
    journey: &'w Journey,
    against: Option<&str>,
) -> Result<(&'w Journey, Vec<&'w Journey>)> {
    if let Some(given) = against {
        let other = select::other(workspace, given)?;
        return match (journey.is_target(), other.is_target()) {
            (true, false) => Ok((journey, vec![other])),
            (false, true) => Ok((other, vec![journey])),
            _ => bail!(
                "of `{}` and `{}` one has to be a plan (`kind: planned`), the other a journey that was made",
                journey.journey,
                other.journey
            ),
        };
    }
    if let Some(id) = &journey.plan {
        return match workspace.journey(id.as_str()) {
            Some(planned) => Ok((planned, vec![journey])),
            None => bail!("`{}` followed `{id}`, which is not in this workspace", journey.journey),
        };
    }
    match workspace.actual_of(journey.journey.as_str()) {
        followed if followed.is_empty() => bail!(
            "no journey says `plan: {id}`, and `{id}` names no plan of its own; name another journey with --against",
            id = journey.journey
        ),
        followed => Ok((journey, followed.into_iter().map(|(_, journey)| journey).collect())),
    }
}

/// Writes tables one after the other in a format; several in CSV are set apart by an empty line.
pub(super) fn print_tables(tables: &[Table], format: Format, ui: &mut Ui) -> Result<()> {
    let terminal = ui.terminal();
    let text = match format {
        Format::Table => join(tables, |table| table.terminal(terminal)),
        Format::Markdown => join(tables, Table::markdown),
        Format::Csv => join(tables, Table::csv),
        Format::Json => tables_json(tables),
    };
    ui.print(&text)
}

fn join(tables: &[Table], write: impl Fn(&Table) -> String) -> String {
    tables.iter().map(write).collect::<Vec<_>>().join("\n")
}
