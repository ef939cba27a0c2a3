//! What was measured, and how many customers come how far.

use crate::measure::{Conversion, Estimate, Figure, FigureKind, Funnel, Interval, funnel, reading};
use crate::model::{Answers, Journey, Measured};
use crate::tables::{Cell, Table};

/// What is said of five to nine answers.
pub(super) const FEW: &str = "fewer than 10 answers: one more may change it";

/// What has to be said of a statistic of few: of answers, journeys, or whatever was counted.
pub(super) fn few<T>(of: &Estimate<T>, what: &str) -> String {
    match of {
        Estimate::Withheld { .. } => format!("fewer than 5 {what}: no statistic"),
        Estimate::Small { .. } => format!("fewer than 10 {what}: one more may change it"),
        Estimate::Sound { .. } => String::new(),
    }
}

/// What was measured, each number with its interval, and the funnel when there is one.
pub fn metrics(journey: &Journey) -> Vec<Table> {
    let title = format!("{}: what was measured (low, high: 95 % interval)", journey.title);
    let headers =
        ["where", "metric", "what", "value", "low", "high", "n", "answers", "unit", "collected", "note"];
    let mut table = Table::new(title, &headers);
    for one in journey.measured() {
        for (nth, (figure, note)) in lines(journey, one).into_iter().enumerate() {
            let metric = one.metric;
            let [value, low, high] = figure.map_or([Cell::Empty, Cell::Empty, Cell::Empty], figure_cells);
            let is_share = figure.is_some_and(|figure| figure.what.is_share());
            let unit = metric.unit.as_deref().filter(|_| !is_share);
            table.row(vec![
                Cell::text(one.at.map_or("whole journey", |at| at.touchpoint.name.as_str())),
                Cell::text(one.name),
                Cell::text(figure.map_or("", |figure| figure.what.name())),
                value,
                low,
                high,
                metric.cases().map_or(Cell::Empty, |n| Cell::Count(i64::from(n))),
                // They are those of every line of the metric, and long.
                if nth == 0 { Cell::text(answers(&metric.answers)) } else { Cell::Empty },
                Cell::maybe(unit),
                Cell::text(metric.collected.map_or(String::new(), |date| date.to_string())),
                Cell::text(note),
            ]);
        }
    }
    let funnel = funnel(journey).map(|funnel| funnel_table(journey, &funnel));
    [Some(table.without_empty_columns()), funnel].into_iter().flatten().collect()
}

/// The figures of a metric that may be shown, with what must be said of each; at least one line.
fn lines(journey: &Journey, one: Measured<'_>) -> Vec<(Option<Figure>, &'static str)> {
    let stated = one.metric.value.map(|value| Figure { what: FigureKind::Stated, value, interval: None });
    if journey.is_target() {
        return vec![(stated, "target")];
    }
    let figures = match reading(one).figures {
        None => return vec![(stated, "nobody said how many answered")],
        Some(Estimate::Withheld { .. }) => return vec![(None, "fewer than 5 answers: no statistic")],
        Some(Estimate::Small { value, .. }) => value.into_iter().map(|one| (Some(one), FEW)).collect(),
        Some(Estimate::Sound { value, .. }) => {
            value.into_iter().map(|one| (Some(one), without_interval(&one))).collect::<Vec<_>>()
        }
    };
    if figures.is_empty() { vec![(stated, "not a value it can have")] } else { figures }
}

/// Why there is no interval, where there is none.
fn without_interval(figure: &Figure) -> &'static str {
    match figure {
        Figure { interval: Some(_), .. } => "",
        Figure { what: FigureKind::Nps, .. } => "no interval without `answers`",
        Figure { what: FigureKind::Mean, .. } => "no interval: all answers are alike",
        _ => "no interval without `answers` or `sd`",
    }
}

/// A number with the two ends of its interval.
pub(super) fn figure_cells(figure: Figure) -> [Cell; 3] {
    let cell = |v| if figure.what.is_share() { Cell::Share(v) } else { Cell::Number(v) };
    let [low, high] = ends(figure.interval, cell);
    [cell(figure.value), low, high]
}

/// The two ends of an interval.
pub(super) fn ends(interval: Option<Interval>, cell: impl Fn(f64) -> Cell) -> [Cell; 2] {
    interval.map_or([Cell::Empty, Cell::Empty], |found| [cell(found.low), cell(found.high)])
}

/// How many gave which answer: `1: 3, 2: 5`.
pub(super) fn answers(answers: &Answers) -> String {
    let given = answers.iter().filter(|(_, count)| *count > 0);
    given.map(|(answer, count)| format!("{answer}: {count}")).collect::<Vec<_>>().join(", ")
}

fn funnel_table(journey: &Journey, funnel: &Funnel<'_>) -> Table {
    let per = funnel.per.map(|per| format!(" per {per}")).unwrap_or_default();
    let title = format!(
        "{}: how many come how far{per} (what is felt later is felt by those who stayed)",
        journey.title
    );
    let mut table = Table::new(title, &["step", "customers", "stayed", "low", "high", "lost", "note"]);
    let (largest, steepest) = (funnel.largest_leak(), funnel.steepest_leak());
    for (nth, step) in funnel.steps.iter().enumerate() {
        let name = if funnel.by_stage { &step.at.stage.name } else { &step.at.touchpoint.name };
        let leak = match (largest == Some(nth), steepest == Some(nth)) {
            (true, true) => "most are lost here, by number and by share",
            (true, false) => "most are lost here by number",
            (false, true) => "most are lost here by share",
            (false, false) => "",
        };
        table.row(step_row(Cell::text(name), Cell::Number(step.count), step.kept, leak));
    }
    if funnel.steps.len() > 2 {
        table.row(step_row(Cell::text("from first to last"), Cell::Empty, Some(funnel.overall), ""));
    }
    for at in &funnel.left_out {
        let volume = at.touchpoint.volume.as_ref();
        let count = volume.and_then(|volume| volume.value).map_or(Cell::Empty, |v| Cell::Number(v.get()));
        let note = match volume.and_then(|volume| volume.per) {
            Some(per) => format!("no step: counted per {per}"),
            None => "no step: it does not say over what time it was counted".to_owned(),
        };
        table.row(step_row(Cell::text(&at.touchpoint.name), count, None, &note));
    }
    table.without_empty_columns()
}

fn step_row(name: Cell, count: Cell, kept: Option<Conversion>, note: &str) -> Vec<Cell> {
    let shown = |share: Figure, few: &str| {
        let [value, low, high] = figure_cells(share);
        let more =
            if share.value > 1.0 { "more than before: other ways in, or counted otherwise" } else { few };
        (
            [value, low, high],
            [note, more].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; "),
        )
    };
    let nothing = [Cell::Empty, Cell::Empty, Cell::Empty];
    let ([value, low, high], note) = match kept.map(|kept| kept.share) {
        None => (nothing, note.to_owned()),
        Some(Estimate::Withheld { .. }) => (nothing, "fewer than 5 before: no share".to_owned()),
        Some(Estimate::Small { value, .. }) => shown(value, FEW),
        Some(Estimate::Sound { value, .. }) => shown(value, ""),
    };
    let lost = kept.map_or(Cell::Empty, |kept| Cell::Number(kept.lost));
    vec![name, count, value, low, high, lost, Cell::text(note)]
}
