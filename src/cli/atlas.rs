//! `masa atlas`: all journeys of a workspace on one page.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::check::{day, parse_date};
use super::drawing::{DrawingArgs, engine};
use super::picture;
use super::show::Format;
use super::{Ui, Verdict, select};
use crate::documents::Atlas;
use crate::draw::views::atlas::{self, Columns};
use crate::measure::{GroupBy, Portfolio, portfolio};
use crate::model::Date;
use crate::workspace::Workspace;

/// Show all journeys together: how they feel, who keeps them, what they cover, where to begin.
#[derive(clap::Args)]
#[command(
    after_help = "A journey has a priority when its map says how often it is made (`volume` with `per` at a touchpoint), how it
feels, and how much work its opportunities are (`effort` at each): volume × area below neutral ×
strategic weight ÷ effort.

Examples:
  masa atlas                                  every journey under this folder, by service
  masa atlas journeys --by persona --totals   one line for each persona
  masa atlas --format csv > journeys.csv      everything of every journey, for a spreadsheet
  masa atlas -o atlas.svg                     a heat map; atlas-1.svg, atlas-2.svg when it needs more pages"
)]
pub(super) struct Args {
    /// Files and folders of one workspace.
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,

    /// What the journeys are put together by.
    #[arg(long, value_enum, default_value_t = By::Service)]
    by: By,

    /// Only the totals of what they are put together by.
    #[arg(long)]
    totals: bool,

    /// How to write the tables.
    #[arg(long, value_enum, default_value_t = Format::Table, conflicts_with_all = ["output", "check"])]
    format: Format,

    /// The day to count ages by, as YYYY-MM-DD (default: today, or SOURCE_DATE_EPOCH).
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,

    /// Draw a heat map into this file, which ends in .svg, .png or .pdf; `-` is SVG on standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Compare with what `-o FILE` would write instead of writing; exit 1 when a page differs.
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    check: Option<PathBuf>,

    /// The columns of the heat map; the groups of the lifecycle when most touchpoints say theirs, else phases.
    #[arg(long, value_enum)]
    columns: Option<ColumnsArg>,

    #[command(flatten)]
    drawing: DrawingArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// The group of the lifecycle they lie in.
    Group,
    /// The service they belong to.
    Service,
    /// The persona who makes them.
    Persona,
    /// Who keeps them up to date.
    Owner,
}

impl By {
    fn group_by(self) -> GroupBy {
        match self {
            Self::Group => GroupBy::Lifecycle,
            Self::Service => GroupBy::Service,
            Self::Persona => GroupBy::Persona,
            Self::Owner => GroupBy::Owner,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum ColumnsArg {
    /// The seven groups of a lifecycle.
    Groups,
    /// Before, during and after.
    Phases,
}

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    let today = day(args.today)?;
    let workspace = select::workspace_of(&args.paths)?;
    let verdict = show(&args, &workspace, today, ui)?;
    // The process ends here; taking a thousand trees apart first would only keep the user waiting.
    std::mem::forget(workspace);
    Ok(verdict)
}

fn show(args: &Args, workspace: &Workspace, today: Date, ui: &mut Ui) -> Result<Verdict> {
    let portfolio = portfolio(workspace, today);
    let unread = select::unread(workspace);
    let left_out: Vec<_> =
        unread.iter().map(|index| workspace.files[*index].source.name().to_owned()).collect();
    if portfolio.entries.is_empty() && left_out.is_empty() {
        let names: Vec<_> = args.paths.iter().map(|path| path.display().to_string()).collect();
        bail!("{} holds no journey", names.join(", "));
    }
    if args.output.is_some() || args.check.is_some() {
        return draw(args, &portfolio, &left_out, ui);
    }
    let atlas = Atlas::new(&portfolio, args.by.group_by(), args.totals, left_out);
    let text = match args.format {
        Format::Table => atlas.terminal(ui.terminal()),
        Format::Markdown => atlas.markdown(),
        Format::Csv => atlas.csv(),
        Format::Json => atlas.json(today),
    };
    ui.print(&text)?;
    Ok(Verdict::Yes)
}

fn draw(args: &Args, portfolio: &Portfolio<'_>, left_out: &[String], ui: &mut Ui) -> Result<Verdict> {
    let format = picture::Format::choose(None, args.output.as_deref().or(args.check.as_deref()))?;
    args.drawing.check(format)?;
    let options = args.drawing.options(portfolio.workspace, ui)?;
    if let Some(first) = left_out.first() {
        let more =
            if left_out.len() > 1 { format!(" and {} more", left_out.len() - 1) } else { String::new() };
        ui.note(&format!(
            "note: {first}{more} could not be read and is in no number; `masa check` shows why"
        ));
    }
    let columns = args.columns.map(|columns| match columns {
        ColumnsArg::Groups => Columns::Groups,
        ColumnsArg::Phases => Columns::Phases,
    });
    let picture = atlas::picture(portfolio, args.by.group_by(), columns, args.totals);
    let mut engine = engine(portfolio.workspace)?;
    let pages = atlas::draw(&picture, &options, &mut engine);
    args.drawing.hand_over(&pages, format, (args.output.as_deref(), args.check.as_deref()), ui)
}
