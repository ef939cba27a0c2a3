//! `masa gaps`: what is missing, how big, who owns it, how sure are we.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use super::check::{day, parse_date};
use super::gap_limits::GapLimit;
use super::output::{FILE, by_ending, is_our_page, put, spare};
use super::{Ui, Verdict, analysis, select};
use crate::documents::{
    Chart, Document, GapReport, ReportOfFile, executive, gap_reports_csv, gap_reports_json,
};
use crate::measure::{Gaps, gaps_with_plan};
use crate::model::{Date, Journey};
use crate::reporters::{escape, plural};
use crate::tables::Terminal;
use crate::workspace::{FileIndex, STDIN, Workspace, load};

/// Report the gaps of journeys, and between each and the desired one.
#[derive(clap::Args)]
#[command(after_help = "The desired journey is the one whose `current` names this journey; given a desired
journey, the current one is found the same way. With several, name one with --against.
Of folders and several files each current journey is reported beside each desired one; desired
journeys by themselves only when their file is named.

Lines that --fail-on-gap holds:
  unanswered-moment    a negative moment of truth without a response
  unowned              a gap that nobody answers for
  kind:KIND            a gap of a kind, such as kind:evidence or kind:no-response
  type:TYPE            a gap of one of the twelve types, such as type:channel or type:G7
  NUMBER>BOUND         also >=, <, <=; of mean-gap, mean, worst, end, effort, contacts, preventable, gaps

Examples:
  masa gaps refund.journey.yaml
  masa gaps refund.journey.yaml --for executive -o decide.html
  masa gaps refund.journey.yaml --against refund-by-app
  masa gaps refund.journey.yaml --for analyst --since v1.2 -o rests-on.html
  masa gaps journeys --format csv > gaps.csv
  masa gaps journeys --for executive --format html -o pages      a page for each journey
  masa gaps --fail-on-gap unanswered-moment --fail-on-gap 'mean-gap>0.5'")]
pub(super) struct Args {
    /// Files and folders; `-` reads standard input.
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,

    /// The desired journey, by id or file of the same workspace; `none` leaves it out.
    #[arg(long, value_name = "JOURNEY")]
    against: Option<String>,

    /// Whom the report is for; without it, a short summary.
    #[arg(long = "for", value_enum, value_name = "READER")]
    reader: Option<Reader>,

    /// How to write the report (default: table); the ending of the file's name says it, too.
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// Where to write; standard output when absent. Of folders and several files: a folder that gets a file for each
    /// journey, or a file for all when the name ends in .txt, .md, .csv or .json.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// How many gaps to list; 0 lists all.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// Exit with 1 when a report crosses this line; may be given several times.
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

/// What the names of files end in; the first ending of a format is what masa writes.
const ENDINGS: [(&str, Format); 7] = [
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("csv", Format::Csv),
    ("json", Format::Json),
    ("txt", Format::Table),
];

impl Format {
    fn choose(asked: Option<Self>, path: Option<&Path>) -> Result<Self> {
        by_ending(asked, path, &ENDINGS, Self::Table)
    }

    /// What masa lets the names of its files end in.
    fn ending(self) -> &'static str {
        ENDINGS.iter().find(|(_, format)| *format == self).map_or("txt", |(ending, _)| *ending)
    }

    /// Whether a file that begins so may be replaced by such a report; text does not say whose it is.
    fn may_replace(self, head: &[u8]) -> bool {
        let head_text = String::from_utf8_lossy(head);
        match self {
            Self::Table | Self::Markdown => true,
            Self::Html => is_our_page(head),
            Self::Csv => ["type,kind,", "file,journey,"].iter().any(|begin| head_text.starts_with(begin)),
            Self::Json => head_text.starts_with("{\n  \"format\": \"masa-gap"),
        }
    }

    /// Whether it carries the same facts for every reader, all of them.
    fn is_for_programs(self) -> bool {
        matches!(self, Self::Csv | Self::Json)
    }
}

/// How many gaps are listed for people who don't say.
const SHOWN: usize = 12;

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    match args.paths.as_slice() {
        [file] if !file.is_dir() => run_one(&args, file, ui),
        _ => run_many(&args, ui),
    }
}

/// The report of one file.
fn run_one(args: &Args, file: &Path, ui: &mut Ui) -> Result<Verdict> {
    let output = args.output.as_deref().filter(|path| path.as_os_str() != STDIN);
    let writer = Writer::new(args, Format::choose(args.format, output)?)?;
    let workspace = select::workspace(file)?;
    select::settings(&workspace, ui)?;
    let (_, journey) = select::journey(&workspace, file, ui)?;
    if let Some(path) = output {
        spare(path, |head| writer.format.may_replace(head), &[&workspace])?;
    }
    let (current, desired) = pair(&workspace, journey, args.against.as_deref())?;
    let gaps = gaps_of(&workspace, current, desired, writer.today);
    match output {
        Some(path) => put(path, writer.text(&workspace, &gaps, FILE)?.as_bytes(), ui)?,
        None => ui.print(&writer.text(&workspace, &gaps, ui.terminal())?)?,
    }
    let crossed = crossed(args, &gaps);
    for one in &crossed {
        ui.complain(&escape::terminal(&format!("{}: {one}", current.journey)));
    }
    Ok(if crossed.is_empty() { Verdict::Yes } else { Verdict::No })
}

/// A report of one of several files.
struct Found<'w> {
    workspace: &'w Workspace,
    /// The file of the current journey.
    file: FileIndex,
    gaps: Gaps<'w>,
    /// Whether the same journey is reported beside another desired one, too.
    is_one_of_several: bool,
    /// The lines it crosses, each with why.
    crossed: Vec<String>,
}

impl<'w> Found<'w> {
    fn file_name(&self) -> &'w str {
        self.workspace.files[self.file].source.name()
    }

    fn desired(&self) -> Option<&'w str> {
        self.gaps.desired.as_ref().map(|side| side.journey.journey.as_str())
    }
}

/// The reports of folders and several files, one after the other.
fn run_many(args: &Args, ui: &mut Ui) -> Result<Verdict> {
    let output = args.output.as_deref().filter(|path| path.as_os_str() != STDIN);
    let folder = output.filter(|path| path.is_dir() || path.extension().is_none());
    let file = output.filter(|_| folder.is_none());
    let writer = Writer::new(args, Format::choose(args.format, file)?)?;
    if writer.format == Format::Html && folder.is_none() {
        bail!("HTML is a file for each journey; name a folder for them with -o");
    }
    if args.against.as_deref().is_some_and(|given| given != "none") {
        bail!(
            "--against names the desired journey of one file; for folders and several files it can be `none`"
        );
    }
    let workspaces = load(&args.paths)?;
    let mut all = Vec::new();
    let mut unread = Vec::new();
    for workspace in &workspaces {
        select::settings(workspace, ui)?;
        for index in select::unread(workspace) {
            ui.block(select::loading_faults(workspace, index).trim_end());
            unread.push(workspace.files[index].source.name());
        }
        find((args, writer.today), workspace, &mut all, ui)?;
    }
    if all.is_empty() && unread.is_empty() {
        let names: Vec<_> = args.paths.iter().map(|path| path.display().to_string()).collect();
        bail!("{} holds no journey of today; name the file of a desired one", names.join(", "));
    }
    let of_all: Vec<&Workspace> = workspaces.iter().collect();
    match (folder, file) {
        (Some(folder), _) => writer.write_each(folder, &all, &of_all, ui)?,
        (None, Some(file)) => {
            spare(file, |head| writer.format.may_replace(head), &of_all)?;
            put(file, writer.text_of_all(&all, FILE)?.as_bytes(), ui)?;
        }
        (None, None) => ui.print(&writer.text_of_all(&all, ui.terminal())?)?,
    }
    for one in &all {
        for line in &one.crossed {
            let beside = one.desired().filter(|_| one.is_one_of_several);
            let beside = beside.map(|desired| format!(" (against {desired})")).unwrap_or_default();
            ui.complain(&escape::terminal(&format!("{}{beside}: {line}", one.file_name())));
        }
    }
    ui.note(&summary(args, &all));
    if let Some(first) = unread.first() {
        let more = match unread.len() - 1 {
            0 => String::new(),
            more => format!(" and {} more", plural(more, "file")),
        };
        bail!("{first}{more} could not be read and is in no report; `masa check` shows why");
    }
    let is_crossed = all.iter().any(|one| !one.crossed.is_empty());
    Ok(if is_crossed { Verdict::No } else { Verdict::Yes })
}

/// Finds what is to be reported of a workspace: each current journey beside each desired one, and desired journeys whose
/// files are named.
fn find<'w>(
    (args, today): (&Args, Date),
    workspace: &'w Workspace,
    all: &mut Vec<Found<'w>>,
    ui: &mut Ui,
) -> Result<()> {
    let named: Vec<PathBuf> = args.paths.iter().filter_map(|path| place_of(path)).collect();
    let is_named = |path: &Path| path.as_os_str().is_empty() || named.iter().any(|named| named == path);
    let mut pairs: Vec<(&Journey, Option<&Journey>)> = Vec::new();
    let mut files = Vec::new();
    for (index, journey) in workspace.journeys() {
        let file = &workspace.files[index];
        let is_whole = file.refusal.is_none() && file.faults().is_empty();
        if !file.selected || !is_whole || journey.is_target() && !is_named(&file.path) {
            continue;
        }
        let own = pairs_of(workspace, journey, args.against.as_deref())?;
        for (current, desired) in &own {
            let is_same = |known: &(&Journey, Option<&Journey>)| {
                std::ptr::eq(known.0, *current)
                    && known.1.map(std::ptr::from_ref) == desired.map(std::ptr::from_ref)
            };
            if pairs.iter().any(is_same) {
                continue;
            }
            pairs.push((*current, *desired));
            let at = workspace.journeys().find(|(_, one)| std::ptr::eq(*one, *current));
            let file = at.map_or(index, |(index, _)| index);
            files.push(file);
            let gaps = gaps_of(workspace, current, *desired, today);
            let crossed = crossed(args, &gaps);
            all.push(Found { workspace, file, gaps, is_one_of_several: own.len() > 1, crossed });
        }
    }
    files.dedup();
    select::note_errors(workspace, &files, ui);
    Ok(())
}

/// Where a file that was named lies, as a workspace tells it; nothing for folders.
fn place_of(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().filter(|_| path.is_file())?;
    Some(folder.canonicalize().ok()?.join(name))
}

/// What there was to report, in a line.
fn summary(args: &Args, all: &[Found<'_>]) -> String {
    let files: BTreeSet<&str> = all.iter().map(Found::file_name).collect();
    let gaps: usize = all.iter().map(|one| one.gaps.gaps.len()).sum();
    let is_accepted = |one: &Found<'_>| one.gaps.gaps.iter().filter(|gap| one.gaps.is_accepted(gap)).count();
    let accepted: usize = all.iter().map(is_accepted).sum();
    let accepted = if accepted > 0 { format!(", {accepted} of them accepted") } else { String::new() };
    let mut said = format!("{} in {}{accepted}", plural(gaps, "gap"), plural(files.len(), "journey"));
    if !args.fail_on_gap.is_empty() {
        let crossing = all.iter().filter(|one| !one.crossed.is_empty());
        let crossing: BTreeSet<&str> = crossing.map(Found::file_name).collect();
        said.push_str(&match crossing.len() {
            0 => "; no line is crossed".to_owned(),
            1 => "; 1 of them crosses a line".to_owned(),
            more => format!("; {more} of them cross a line"),
        });
    }
    said
}

/// The gaps of a journey, what did not go as planned, and what is too old on a day.
fn gaps_of<'w>(
    workspace: &'w Workspace,
    current: &'w Journey,
    desired: Option<&'w Journey>,
    today: Date,
) -> Gaps<'w> {
    let planned = current.plan.as_ref().and_then(|id| workspace.journey(id.as_str()));
    gaps_with_plan(current, desired, planned, &workspace.conventions, Some(today))
}

fn crossed(args: &Args, gaps: &Gaps<'_>) -> Vec<String> {
    args.fail_on_gap.iter().filter_map(|limit| limit.crossed(gaps)).collect()
}

/// Words reports as they were asked for.
struct Writer {
    format: Format,
    reader: Option<Reader>,
    /// How many gaps to list; all when `None`.
    limit: Option<usize>,
    /// The day from which ages are counted.
    today: Date,
    /// The revision since which an analyst is told changes.
    since: Option<String>,
}

impl Writer {
    fn new(args: &Args, format: Format) -> Result<Self> {
        if format == Format::Html && args.reader.is_none() {
            bail!("--format html writes a page for somebody; say whom with --for");
        }
        if args.since.is_some() && args.reader != Some(Reader::Analyst) {
            bail!("--since belongs to --for analyst");
        }
        let limit = args.limit.unwrap_or(if format.is_for_programs() { 0 } else { SHOWN });
        let limit = (limit > 0).then_some(limit);
        Ok(Self { format, reader: args.reader, limit, today: day(args.today)?, since: args.since.clone() })
    }

    fn report<'g, 'j>(&self, workspace: &Workspace, gaps: &'g Gaps<'j>) -> GapReport<'g, 'j> {
        GapReport::new(gaps, &workspace.conventions, self.limit)
    }

    /// The page for a reader; none for the short summary.
    fn document(&self, workspace: &Workspace, gaps: &Gaps<'_>) -> Result<Option<Document>> {
        let chart = if self.format == Format::Html { Chart::Picture } else { Chart::Signs };
        Ok(match self.reader {
            None => None,
            Some(Reader::Executive) => Some(executive(workspace, gaps, chart)),
            Some(Reader::Analyst) => {
                Some(analysis::document(workspace, gaps, self.since.as_deref(), self.today)?)
            }
        })
    }

    fn text(&self, workspace: &Workspace, gaps: &Gaps<'_>, terminal: Terminal) -> Result<String> {
        let report = self.report(workspace, gaps);
        match self.format {
            Format::Json => return Ok(report.json()),
            Format::Csv => return Ok(report.csv()),
            Format::Table | Format::Markdown | Format::Html => {}
        }
        Ok(match (self.document(workspace, gaps)?, self.format) {
            (Some(document), Format::Html) => document.html(),
            (Some(document), Format::Markdown) => document.markdown(),
            (Some(document), _) => document.terminal(terminal),
            (None, Format::Markdown) => report.markdown(),
            (None, _) => report.terminal(terminal),
        })
    }

    /// Several reports one after the other, or together where programs read them.
    fn text_of_all(&self, all: &[Found<'_>], terminal: Terminal) -> Result<String> {
        if !self.format.is_for_programs() {
            let texts = all.iter().map(|one| self.text(one.workspace, &one.gaps, terminal));
            return Ok(texts.collect::<Result<Vec<_>>>()?.join("\n"));
        }
        let reports: Vec<_> = all.iter().map(|one| self.report(one.workspace, &one.gaps)).collect();
        let named = all.iter().zip(&reports);
        let named =
            named.map(|(one, report)| ReportOfFile { file: one.file_name(), report, crossed: &one.crossed });
        let named: Vec<_> = named.collect();
        Ok(if self.format == Format::Json { gap_reports_json(&named) } else { gap_reports_csv(&named) })
    }

    /// Writes a file for each journey, named by its id; nothing at all when one of them can't be written.
    fn write_each(&self, folder: &Path, all: &[Found<'_>], of_all: &[&Workspace], ui: &mut Ui) -> Result<()> {
        let mut names: Vec<String> = Vec::new();
        for one in all {
            let id = one.gaps.current.journey.journey.as_str();
            let beside = one.desired().filter(|_| one.is_one_of_several);
            let name = beside.map_or_else(|| id.to_owned(), |desired| format!("{id}-{desired}"));
            // Some disks don't tell capital letters apart.
            let is_free =
                |name: &String| names.iter().all(|taken| taken.to_lowercase() != name.to_lowercase());
            let mut free = (1..).map(|nth| if nth == 1 { name.clone() } else { format!("{name}-{nth}") });
            names.extend(free.find(is_free));
        }
        let path = |name: &String| folder.join(format!("{name}.{}", self.format.ending()));
        let paths: Vec<PathBuf> = names.iter().map(path).collect();
        for path in &paths {
            spare(path, |head| self.format.may_replace(head), of_all)?;
        }
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        for (one, path) in all.iter().zip(&paths) {
            put(path, self.text(one.workspace, &one.gaps, FILE)?.as_bytes(), ui)?;
        }
        Ok(())
    }
}

/// A current journey beside each desired one that answers it; a desired one beside the journey it answers.
fn pairs_of<'w>(
    workspace: &'w Workspace,
    journey: &'w Journey,
    against: Option<&str>,
) -> Result<Vec<(&'w Journey, Option<&'w Journey>)>> {
    let answers = workspace.desired_of(journey.journey.as_str());
    if against.is_some() || journey.current.is_some() || answers.is_empty() {
        return Ok(vec![pair(workspace, journey, against)?]);
    }
    Ok(answers.into_iter().map(|(_, desired)| (journey, Some(desired))).collect())
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
