//! A plan beside what happened.

use crate::measure::{self, Deviations, deviation_rate};
use crate::model::{Journey, TouchpointRef};
use crate::tables::{Cell, Table};

/// What became of a plan in the journeys that were made, a line for each of them.
pub fn deviations(planned: &Journey, actual: &[&Journey]) -> Table {
    let all: Vec<Deviations<'_>> =
        actual.iter().map(|journey| measure::deviations(planned, journey)).collect();
    let (deviating, total) = deviation_rate(&all);
    let mut title = format!("{}: {deviating} of {total} journeys deviate from the plan", planned.title);
    if all.first().is_some_and(Deviations::order_is_free) {
        title.push_str(", which leaves the order free");
    }
    let headers = ["journey", "missing", "ad hoc", "failed", "out of order", "similarity"];
    let mut table = Table::new(title, &headers);
    for one in &all {
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
