//! `masa gaps`: what is missing, how big, who owns it, how sure are we.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::check::{day, parse_date};
use super::gap_limits::GapLimit;
use super::{Ui, Verdict, analysis, select};
use crate::documents::{Chart, Document, GapReport, executive};
use crate::measure::gaps_with_plan;
use crate::model::{Date, Journey};
use crate::reporters::escape;
use crate::workspace::Workspace;

/// Report the gaps of a journey, and between it and the desired one.
#[derive(clap::Args)]
#[command(
    after_help = "The desired journey is the one whose `current` names this journey; given a desired journey, the
current one is found the same way. With several, name one with --against.

Lines that --fail-on-gap holds:
  unanswered-moment    a negative moment of truth without a response
  unowned              a gap that nobody answers for
  kind:KIND            a gap of a kind, such as kind:evidence or kind:no-response
  type:TYPE            a gap of one of the twelve types, such as type:channel or type:G7
  NUMBER>BOUND         also >=, <, <=; of mean-gap, mean, worst, end, effort, contacts, preventable, gaps

Examples:
  masa gaps refund.journey.yaml
  masa gaps refund.journey.yaml --for executive --format html > decide.html
  masa gaps refund.journey.yaml --against refund-by-app
  masa gaps refund.journey.yaml --for analyst --since v1.2 --format html > rests-on.html
  masa gaps refund.journey.yaml --format csv > gaps.csv
  masa gaps refund.journey.yaml --fail-on-gap unanswered-moment --fail-on-gap 'mean-gap>0.5'"
)]
pub(super) struct Args {
    /// A journey file; `-` reads standard input.
    file: PathBuf,

    /// The desired journey, by id or file of the same workspace; `none` leaves it out.
    #[arg(long, value_name = "JOURNEY")]
    against: Option<String>,

    /// Whom the report is for; without it, a short summary.
    #[arg(long = "for", value_enum, value_name = "READER")]
    reader: Option<Reader>,

    /// How to write the report.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    /// How many gaps to list; 0 lists all.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// Exit with 1 when the report crosses this line; may be given several times.
    #[arg(long, value_name = "LINE", value_parser = GapLimit::parse)]
    fail_on_gap: Vec<GapLimit>,

    /// The day from which ages are counted; that of the system when absent.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,

    /// The revision of git since which changes are told, for --for analyst; such as that of the last report.
    #[arg(long, value_name = "REV")]
    since: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Reader {
    /// Somebody who decides: one page, at most 300 words and one chart.
    Executive,
    /// Somebody who wants to see what every number rests on: fifteen sections.
    Analyst,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For the terminal.
    Table,
    /// For a page in git.
    Markdown,
    /// One file with its pictures, to send or print; with --for.
    Html,
    /// The gaps for a spreadsheet; all, unless --limit says otherwise.
    Csv,
    /// For programs; lists all gaps unless --limit says otherwise.
    Json,
}

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    if args.since.is_some() && args.reader != Some(Reader::Analyst) {
        bail!("--since belongs to --for analyst");
    }
    let workspace = select::workspace(&args.file)?;
    select::settings(&workspace, ui)?;
    let (_, journey) = select::journey(&workspace, &args.file, ui)?;
    let (current, desired) = pair(&workspace, journey, args.against.as_deref())?;
    let planned = current.plan.as_ref().and_then(|id| workspace.journey(id.as_str()));
    let today = day(args.today)?;
    let gaps = gaps_with_plan(current, desired, planned, &workspace.conventions, Some(today));
    let lists_all = matches!(args.format, Format::Csv | Format::Json);
    let limit = args.limit.unwrap_or(if lists_all { 0 } else { SHOWN });
    let report = GapReport::new(&gaps, &workspace.conventions, (limit > 0).then_some(limit));
    let chart = if args.format == Format::Html { Chart::Picture } else { Chart::Signs };
    let document: Option<Document> = match args.reader {
        // What programs get is the same for everybody.
        _ if lists_all => None,
        None => None,
        Some(Reader::Executive) => Some(executive(&workspace, &gaps, chart)),
        Some(Reader::Analyst) => Some(analysis::document(&workspace, &gaps, args.since.as_deref(), today)?),
    };
    let text = match (args.format, document) {
        (Format::Json, _) => report.json(),
        (Format::Csv, _) => report.csv(),
        (Format::Table, Some(document)) => document.terminal(ui.terminal()),
        (Format::Table, None) => report.terminal(ui.terminal()),
        (Format::Markdown, Some(document)) => document.markdown(),
        (Format::Markdown, None) => report.markdown(),
        (Format::Html, Some(document)) => document.html(),
        (Format::Html, None) => bail!("--format html writes a page for somebody; say whom with --for"),
    };
    ui.print(&text)?;
    let crossed: Vec<_> = args.fail_on_gap.iter().filter_map(|limit| limit.crossed(&gaps)).collect();
    for one in &crossed {
        ui.complain(&escape::terminal(&format!("{}: {one}", current.journey)));
    }
    Ok(if crossed.is_empty() { Verdict::Yes } else { Verdict::No })
}

/// How many gaps are listed for people who don't say.
const SHOWN: usize = 12;

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
