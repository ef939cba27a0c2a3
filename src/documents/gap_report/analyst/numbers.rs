//! Section 3: the numbers of both journeys, and what surveys and logs measured.

use super::{Block, Cell, Report, Table, filled};
use crate::measure::{Side, coverage, prevention};
use crate::model::Duration;
use crate::tables::views;

/// A length of time that one of the journeys takes.
type Wait = fn(&Side<'_>) -> Duration;

impl Report<'_, '_> {
    pub(super) fn overview(&self) -> Vec<Block> {
        [vec![Block::Table(self.numbers())], self.measured()].concat()
    }

    /// A row a measure; each column holds numbers only, so that they can be compared down and across.
    fn numbers(&self) -> Table {
        let label = |name: &str, label: &str| format!("{} ({label})", self.say(name));
        let (now, then) = (&self.gaps.current, self.gaps.desired.as_ref());
        let now_is = self.known_as(coverage(now.journey).0.typical());
        let headers = [
            self.say("measure").to_owned(),
            label("current", now_is),
            self.say("n").to_owned(),
            label("desired", &self.words.target),
            self.say("change").to_owned(),
        ];
        let mut table = Table { headers: headers.into(), ..Table::default() };
        let mut row = |name: String, cell: &dyn Fn(&Side<'_>) -> Cell, n: Option<usize>| {
            let (one, two) = (cell(now), then.map_or(Cell::Empty, cell));
            let change = match (&one, &two) {
                (Cell::Score(a), Cell::Score(b)) => Cell::Score(b - a),
                (Cell::Count(a), Cell::Count(b)) => Cell::More(b - a),
                (Cell::Tenths(a), Cell::Tenths(b)) => Cell::Change(b - a),
                _ => Cell::Empty,
            };
            if one != Cell::Empty || two != Cell::Empty {
                let n = n.map_or(Cell::Empty, |n| Cell::Count(n as i64));
                table.row(vec![Cell::text(name), one, n, two, change]);
            }
        };
        let said = |name: &str| self.say(name).to_owned();
        let scored = Some(now.series().scored().count());
        let summary = |side: &Side<'_>| side.series().summary();
        row(said("touchpoints"), &|side| Cell::Count(side.series().points.len() as i64), None);
        row(said("mean emotion, −1..1"), &|side| Cell::score(side.mean()), scored);
        row(said("worst"), &|side| Cell::score(summary(side).map(|one| one.worst)), scored);
        row(said("end"), &|side| Cell::score(summary(side).map(|one| one.end)), scored);
        row(said("peak–end"), &|side| Cell::score(side.series().peak().map(|peak| peak.peak_end)), scored);
        let memory = |side: &Side<'_>| Some(side.series().peak()?.peak_end - side.mean()?);
        row(said("memory gap (peak–end − mean)"), &|side| Cell::score(memory(side)), scored);
        let above = |side: &Side<'_>| Cell::Count(summary(side).map_or(0, |one| one.positive) as i64);
        row(said("above neutral"), &above, scored);
        let below = |side: &Side<'_>| Cell::Count(summary(side).map_or(0, |one| one.negative) as i64);
        row(said("below neutral"), &below, scored);
        row(said("effort points"), &|side| Cell::Count(side.effort.points().into()), None);
        let waits: [(&str, Wait); 2] = [
            ("live wait", |side| side.effort.live_wait),
            ("wait for answers", |side| side.effort.async_wait),
        ];
        for (name, of) in waits {
            let longest = then.map_or(Duration::default(), of).max(of(now));
            let (unit, seconds) = unit(longest);
            if longest.seconds() > 0 {
                let name = format!("{}, {}", self.say(name), self.say(unit));
                row(name, &|side| Cell::Tenths(of(side).seconds() as f64 / seconds), None);
            }
        }
        row(said("hand-offs"), &|side| Cell::Count(side.effort.handoffs.into()), None);
        row(said("forced channel switches"), &|side| Cell::Count(side.effort.forced_switches as i64), None);
        let kept = |side: &Side<'_>| side.effort.context_retention().map_or(Cell::Empty, Cell::Share);
        row(said("context kept"), &kept, Some(now.effort.switches));
        row(said("contacts by the customer"), &|side| Cell::Count(side.effort.contacts as i64), None);
        let found = prevention(now.journey);
        let at_least = |side: &Side<'_>| share(prevention(side.journey).share().map(|share| share.0));
        let at_most = |side: &Side<'_>| share(prevention(side.journey).share().map(|share| share.1));
        if found.unknown == 0 {
            row(said("of these preventable"), &at_least, Some(found.contacts));
        } else {
            row(said("of these preventable, at least"), &at_least, Some(found.contacts));
            row(said("of these preventable, at most"), &at_most, Some(found.contacts));
        }
        table.without_empty_columns()
    }

    /// What surveys and logs measured, each number with its interval.
    fn measured(&self) -> Vec<Block> {
        let Some(mut table) = views::metrics(self.journey()).into_iter().next() else { return Vec::new() };
        let column = |name: &str| table.headers.iter().position(|header| header == name);
        let ours = [column("what"), column("note")];
        let (place, answers) = (column("where"), column("answers"));
        for row in &mut table.rows {
            for column in ours.into_iter().flatten() {
                if let Cell::Text(text) = &mut row[column] {
                    *text = self.say(text).to_owned();
                }
            }
            if let Some(Cell::Text(text)) = place.map(|column| &mut row[column]).filter(|cell| is_whole(cell))
            {
                *text = self.say("the whole journey").to_owned();
            }
        }
        // Who wants each answer finds it in the map; here it would take the room of the intervals.
        if let Some(column) = answers {
            table.headers.remove(column);
            table.rows.iter_mut().for_each(|row| drop(row.remove(column)));
        }
        table.headers.iter_mut().for_each(|header| *header = self.say(header).to_owned());
        table.title = self.say("What was measured (low, high: 95 % interval)").to_owned();
        filled(table)
    }
}

fn is_whole(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if text == "whole journey")
}

fn share(share: Option<f64>) -> Cell {
    share.map_or(Cell::Empty, Cell::Share)
}

/// The unit in which a length of time is a number of two digits or so, and its seconds.
fn unit(longest: Duration) -> (&'static str, f64) {
    match longest.seconds() {
        0..120 => ("seconds", 1.0),
        120..7_200 => ("minutes", 60.0),
        7_200..172_800 => ("hours", 3_600.0),
        _ => ("days", 86_400.0),
    }
}
