//! A plan beside what happened.

use super::metrics::{few, figure_cells};
use crate::measure::{self, Deviations, deviation_rate};
use crate::model::{Journey, TouchpointRef};
use crate::tables::{Cell, Table};

/// What became of a plan in the journeys that were made: how many deviate, then a line for each of them.
pub fn deviations(planned: &Journey, actual: &[&Journey]) -> Vec<Table> {
    let all: Vec<Deviations<'_>> =
        actual.iter().map(|journey| measure::deviations(planned, journey)).collect();
    vec![rate(planned, &all), each(planned, &all)]
}

fn rate(planned: &Journey, all: &[Deviations<'_>]) -> Table {
    let rate = deviation_rate(all);
    let title = format!(
        "{}: {} of {} journeys deviate from the plan (low, high: 95 % interval)",
        planned.title, rate.deviating, rate.total
    );
    let mut table = Table::new(title, &["deviate", "journeys", "share", "low", "high", "note"]);
    let [share, low, high] =
        rate.share.value().map_or([Cell::Empty, Cell::Empty, Cell::Empty], |share| figure_cells(*share));
    let count = |count: usize| Cell::Count(count as i64);
    let note = Cell::text(few(&rate.share, "journeys"));
    table.row(vec![count(rate.deviating), count(rate.total), share, low, high, note]);
    table.without_empty_columns()
}

fn each(planned: &Journey, all: &[Deviations<'_>]) -> Table {
    let mut title = format!("{}: journeys beside the plan", planned.title);
    if all.first().is_some_and(Deviations::order_is_free) {
        title.push_str(", which leaves the order free");
    }
    let headers = ["journey", "missing", "ad hoc", "failed", "out of order", "similarity"];
    let mut table = Table::new(title, &headers);
    for one in all {
        table.row(vec![
            Cell::text(one.actual.title.clone()),
            names(&one.missing),
            names(&one.ad_hoc),
            names(&one.failed),
            names(&one.irregular),
            Cell::Share(one.similarity),
        ]);
    }
    table.without_empty_columns()
}

fn names(found: &[TouchpointRef<'_>]) -> Cell {
    let names: Vec<&str> = found.iter().map(|at| at.touchpoint.name.as_str()).collect();
    Cell::text(names.join("; "))
}
