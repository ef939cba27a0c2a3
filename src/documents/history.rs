//! The history of a map: a line a commit, with its curve and its key numbers.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::diff::scores;
use crate::measure::gaps;
use crate::model::{Direction, Journey};
use crate::reporters::{escape, plural, schema_of_output};
use crate::tables::{Cell, Table, Terminal, display_width, isolated, round, wrap};
use crate::workspace::Conventions;

/// One version of a map.
pub struct HistoryEntry<'v> {
    /// The day it was written; `None` for what is not committed.
    pub date: Option<&'v str>,
    /// The id of the commit; `None` for what is not committed.
    pub commit: Option<&'v str>,
    /// The first line of the commit's message.
    pub subject: &'v str,
    /// The file as it was called, from the root of the repository.
    pub path: String,
    /// The journey; `None` when it could not be read, or the file was taken away.
    pub journey: Option<&'v Journey>,
    /// Whether the commit took the file away.
    pub is_removed: bool,
}

/// The history of a map, newest first.
pub struct History<'v> {
    /// The versions.
    pub entries: Vec<HistoryEntry<'v>>,
    /// How many older ones are left out.
    pub left_out: usize,
    /// Whether the repository itself knows no more.
    pub is_shallow: bool,
    /// What the numbers of all versions are computed with.
    pub conventions: Conventions,
}

/// How the curve is drawn with letters, lowest first.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// Where nothing was scored.
const UNSCORED: char = '·';
/// The most letters of a curve.
const MOST_BARS: usize = 48;
/// The letters of a commit's id that are shown.
const SHORT: usize = 7;

impl<'v> HistoryEntry<'v> {
    fn facts(&self, conventions: &Conventions) -> Option<Facts<'v>> {
        let journey = self.journey?;
        let found = gaps(journey, None, conventions);
        let side = &found.current;
        let summary = side.series().summary();
        Some(Facts {
            journey,
            scores: scores(side.series()),
            mean: summary.map(|summary| summary.mean),
            worst: summary.map(|summary| summary.worst),
            end: summary.map(|summary| summary.end),
            effort: side.effort.points() as usize,
            gaps: found.open(),
        })
    }

    /// What happened, in the words of its author or in ours.
    fn said(&self) -> String {
        let what = match (self.commit, self.is_removed, self.journey) {
            (None, ..) => return "(not committed)".to_owned(),
            (_, true, _) => " (file removed)",
            (_, _, None) => " (could not be read)",
            _ => "",
        };
        format!("{}{what}", self.subject)
    }

    fn short(&self) -> String {
        self.commit.unwrap_or_default().chars().take(SHORT).collect()
    }
}

/// The key numbers of a version.
struct Facts<'v> {
    journey: &'v Journey,
    scores: Vec<Option<f64>>,
    mean: Option<f64>,
    worst: Option<f64>,
    end: Option<f64>,
    effort: usize,
    gaps: Option<usize>,
}

impl Facts<'_> {
    fn curve(&self) -> String {
        sparkline(&self.scores, self.journey.direction())
    }

    fn numbers(&self) -> [Cell; 5] {
        [
            Cell::score(self.mean),
            Cell::score(self.worst),
            Cell::score(self.end),
            Cell::Count(self.effort as i64),
            self.gaps.map_or(Cell::Empty, |gaps| Cell::Count(gaps as i64)),
        ]
    }
}

/// A score as a bar, the lowest for -1 and the highest for 1.
pub(super) fn bar(score: Option<f64>) -> char {
    score.map_or(UNSCORED, |v| BARS[((v.clamp(-1.0, 1.0) + 1.0) / 2.0 * 7.0).round() as usize])
}

/// The scores as a line of bars in the direction of the journey, the lowest bar for -1 and the highest for 1.
///
/// Of more scores than fit, the lowest of each stretch is shown: a fall must not hide.
pub fn sparkline(scores: &[Option<f64>], direction: Direction) -> String {
    let stretch = scores.len().div_ceil(MOST_BARS).max(1);
    let lowest = |some: &[Option<f64>]| some.iter().flatten().copied().reduce(f64::min);
    let bars = scores.chunks(stretch).map(|some| bar(lowest(some)));
    match direction {
        Direction::Rtl => bars.rev().collect(),
        Direction::Ltr => bars.collect(),
    }
}

/// The columns that a narrow terminal does without: the worst score and the last one.
const SPARE: [usize; 2] = [4, 5];
/// The least room for a subject beside its numbers.
const LEAST_SUBJECT: usize = 24;
/// How far a subject below its numbers is moved in.
const BELOW: usize = 4;

/// The heads of the columns that every format has.
const NUMBERS: [&str; 5] = ["mean", "worst", "end", "effort", "gaps"];

impl History<'_> {
    /// A line a commit for a terminal, and what is left out below. A narrow one shows fewer numbers, so that
    /// there is room for what was said.
    pub fn terminal(&self, terminal: Terminal) -> String {
        let heads = ["date", "commit", "curve"].into_iter().chain(NUMBERS).map(str::to_owned);
        let mut rows = vec![heads.collect::<Vec<String>>()];
        let mut subjects = vec!["subject".to_owned()];
        for entry in &self.entries {
            let facts = entry.facts(&self.conventions);
            let curve = facts.as_ref().map(Facts::curve).unwrap_or_default();
            let numbers = facts.map_or([const { Cell::Empty }; 5], |facts| facts.numbers());
            let mut row = vec![entry.date.unwrap_or_default().to_owned(), entry.short(), curve];
            row.extend(numbers.iter().map(Cell::shown));
            rows.push(row);
            subjects.push(escape::terminal(&entry.said()).into_owned());
        }
        let widths: Vec<usize> = (0..rows[0].len())
            .map(|column| rows.iter().map(|row| display_width(&row[column])).max().unwrap_or(0))
            .collect();
        let all: Vec<usize> = (0..widths.len()).collect();
        let fewer: Vec<usize> = all.iter().copied().filter(|column| !SPARE.contains(column)).collect();
        let taken = |columns: &[usize]| columns.iter().map(|column| widths[*column] + 2).sum::<usize>();
        let is_wide = terminal.width >= taken(&all) + LEAST_SUBJECT;
        let columns = if is_wide { all } else { fewer };
        let room = terminal.width.saturating_sub(taken(&columns));
        // A subject that would get a narrow column of its own goes below its line.
        let (indent, room) = match room {
            room if room >= LEAST_SUBJECT => (taken(&columns), room),
            _ => (BELOW, terminal.width.saturating_sub(BELOW)),
        };
        let mut text = String::new();
        for (nth, (row, subject)) in rows.iter().zip(&subjects).enumerate() {
            let cells = columns.iter().map(|column| {
                let cell = &row[*column];
                let air = " ".repeat(widths[*column] - display_width(cell));
                // Numbers are set to the right; so is a curve that begins there.
                let is_right = *column > 2 || *column == 2 && self.is_right_to_left(nth);
                if is_right { format!("{air}{cell}  ") } else { format!("{cell}{air}  ") }
            });
            let numbers: String = cells.collect();
            let said = wrap(subject, room).into_iter().map(|line| isolated(&line, terminal.isolate));
            let said: Vec<String> = said.collect();
            let rest = match said.split_first() {
                Some((first, rest)) if indent > BELOW => {
                    text.push_str(&format!("{numbers}{first}\n"));
                    rest
                }
                _ => {
                    text.push_str(&format!("{}\n", numbers.trim_end()));
                    if nth == 0 { &[] } else { said.as_slice() }
                }
            };
            rest.iter().for_each(|line| text.push_str(&format!("{}{line}\n", " ".repeat(indent))));
        }
        for note in self.notes() {
            text.push_str(&format!("{note}\n"));
        }
        text
    }

    fn is_right_to_left(&self, row: usize) -> bool {
        let entry = row.checked_sub(1).and_then(|at| self.entries.get(at));
        let journey = entry.and_then(|entry| entry.journey);
        journey.is_some_and(|journey| journey.direction() == Direction::Rtl)
    }

    /// The history as a Markdown table.
    pub fn markdown(&self) -> String {
        let mut text = self.table().markdown();
        for note in self.notes() {
            text.push_str(&format!("\n{note}\n"));
        }
        text
    }

    /// The history for a spreadsheet.
    pub fn csv(&self) -> String {
        self.table().csv()
    }

    /// The history as one JSON document.
    pub fn json(&self) -> String {
        let report = Report {
            format: "masa-history-v1",
            versions: self.entries.iter().map(|entry| item(entry, &self.conventions)).collect(),
            left_out: self.left_out,
            shallow: self.is_shallow,
        };
        let text = serde_json::to_string_pretty(&report).unwrap_or_default();
        escape::json(&format!("{text}\n"))
    }

    fn table(&self) -> Table {
        let title = self.entries.iter().find_map(|entry| entry.journey).map_or("", |journey| &journey.title);
        let heads: Vec<&str> =
            ["date", "commit", "curve"].into_iter().chain(NUMBERS).chain(["subject"]).collect();
        let mut table = Table::new(format!("{title}: history"), &heads);
        for entry in &self.entries {
            let facts = entry.facts(&self.conventions);
            let curve = facts.as_ref().map(Facts::curve).unwrap_or_default();
            let mut row = vec![Cell::maybe(entry.date), Cell::text(entry.short()), Cell::text(curve)];
            row.extend(facts.map_or([const { Cell::Empty }; 5], |facts| facts.numbers()));
            row.push(Cell::text(entry.said()));
            table.row(row);
        }
        table
    }

    /// What is not shown.
    fn notes(&self) -> Vec<String> {
        let left_out = (self.left_out > 0)
            .then(|| format!("{} before these; `--limit 0` shows all.", plural(self.left_out, "commit")));
        let shallow = self.is_shallow.then(|| {
            "This clone is shallow: what came before is not in it (`git fetch --unshallow`).".to_owned()
        });
        left_out.into_iter().chain(shallow).collect()
    }
}

/// The history of a map, newest first. Fields may be added; the ones here keep their name and meaning.
#[derive(Serialize, JsonSchema)]
struct Report<'v> {
    /// The version of this format.
    format: &'static str,
    versions: Vec<Item<'v>>,
    /// How many older commits are left out.
    left_out: usize,
    /// Whether the repository itself knows no more.
    shallow: bool,
}

/// A version of the map.
#[derive(Serialize, JsonSchema)]
struct Item<'v> {
    /// The id of the commit; `null` for what is not committed.
    commit: Option<&'v str>,
    /// The day it was written, where its author was; `null` for what is not committed.
    date: Option<&'v str>,
    subject: &'v str,
    /// The file as it was called, from the root of the repository.
    path: &'v str,
    /// The numbers; `null` when the file was taken away or could not be read.
    journey: Option<JourneyItem<'v>>,
}

/// The numbers of a version, those of emotion from -1 to 1 and of the first persona.
#[derive(Serialize, JsonSchema)]
struct JourneyItem<'v> {
    journey: &'v str,
    title: &'v str,
    /// The scores in order; `null` where nothing was scored.
    scores: Vec<Option<f64>>,
    mean: Option<f64>,
    worst: Option<f64>,
    end: Option<f64>,
    effort_points: usize,
    /// The gaps of the journey by itself; `null` for a plan.
    gaps: Option<usize>,
}

fn item<'e>(entry: &'e HistoryEntry<'_>, conventions: &Conventions) -> Item<'e> {
    let journey = entry.facts(conventions).map(|facts| JourneyItem {
        journey: facts.journey.journey.as_str(),
        title: &facts.journey.title,
        scores: facts.scores.iter().map(|score| score.map(round)).collect(),
        mean: facts.mean.map(round),
        worst: facts.worst.map(round),
        end: facts.end.map(round),
        effort_points: facts.effort,
        gaps: facts.gaps,
    });
    Item { commit: entry.commit, date: entry.date, subject: entry.subject, path: &entry.path, journey }
}

/// The JSON Schema of the history of a map.
pub fn history_schema() -> Value {
    schema_of_output::<Report<'_>>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_run_with_the_journey_and_show_what_is_lowest() {
        let scores = [Some(-1.0), None, Some(0.0), Some(1.0), Some(7.0)];
        assert_eq!(sparkline(&scores, Direction::Ltr), "▁·▅██");
        assert_eq!(sparkline(&scores, Direction::Rtl), "██▅·▁");
        let mut many = vec![Some(1.0); 480];
        many[7] = Some(-1.0);
        let shown = sparkline(&many, Direction::Ltr);
        assert_eq!(shown.chars().count(), 48);
        assert!(shown.starts_with('▁') && shown.ends_with('█'));
    }
}
