//! What a map rests on.

use super::metrics::few;
use super::{OWN_CONVENTIONS, evidence_line, own_conventions};
use crate::measure::{self, Basis, Estimate, Freshness, Validation, basis, moment_basis, series};
use crate::model::{Date, Grade, Journey, TouchpointRef};
use crate::tables::{Cell, Table, per_cent, signed};
use crate::workspace::Workspace;

/// How validated a map is on a day, in its most important numbers.
pub fn validation(workspace: &Workspace, journey: &Journey, today: Date) -> Table {
    let known = measure::validation(journey, &workspace.conventions, today);
    let mut table = Table::new(format!("{}: how validated", journey.title), &["what", "value"]);
    let mut row = |what: &str, cell: Cell| {
        if cell != Cell::Empty {
            table.row(vec![Cell::text(what), cell]);
        }
    };
    for (kind, claims) in &known.claims {
        let researched = claims.at_least(Grade::Qualitative);
        let total = claims.total();
        let share = per_cent(researched as f64 / total as f64);
        let counted = match claims.at_least(Grade::Quantitative) {
            0 => String::new(),
            counted => format!(", {counted} counted"),
        };
        let what = format!("{} researched", kind.name());
        row(&what, Cell::text(format!("{researched} of {total} ({share}){counted}")));
    }
    row("evidence index, 0..1", known.index.map_or(Cell::Empty, Cell::Number));
    let rests = known.evidence.iter().map(|one| match one.evidence.n {
        Some(n) => format!("{} (n {n})", one.id),
        None => format!("{} (n not said)", one.id),
    });
    let rests: Vec<_> = rests.collect();
    row("rests on", Cell::text(if rests.is_empty() { "nothing".to_owned() } else { rests.join(", ") }));
    if let Some((newest, oldest)) = known.dates() {
        let dates = if newest == oldest { newest.to_string() } else { format!("{oldest} to {newest}") };
        row("collected", Cell::text(dates));
    }
    let overtaken = known.evidence.iter().filter_map(|one| match one.freshness {
        Freshness::Overtaken(event) => {
            let date = event.date.map_or(String::new(), |date| format!(", {date}"));
            Some(format!("{} ({}{date})", one.id, event.event))
        }
        _ => None,
    });
    row("overtaken by events", Cell::text(overtaken.collect::<Vec<_>>().join("; ")));
    row(OWN_CONVENTIONS, own_conventions(&workspace.conventions, &["half_life"]));
    table
}

/// How much a piece of evidence still counts; nothing for an assumption.
fn still_counts(known: &Validation<'_>, basis: Basis<'_>) -> Cell {
    let found = known.evidence.iter().find(|one| Some(one.id) == basis.id);
    found.map_or(Cell::Empty, |one| Cell::Share(one.freshness.weight()))
}

/// What each score and moment of truth rests on, and how much of it still counts on a day.
pub fn evidence(workspace: &Workspace, journey: &Journey, today: Date) -> Table {
    let known = measure::validation(journey, &workspace.conventions, today);
    let title = format!("{}: evidence ({})", journey.title, evidence_line(journey));
    let mut table = Table::new(
        title,
        &["touchpoint", "claim", "grade", "evidence", "n", "collected", "still counts", "source", "note"],
    );
    let all = series(journey);
    let mut row = |at: TouchpointRef<'_>, claim: String, basis: Basis<'_>, of: Option<&str>| {
        let entry = basis.id.and_then(|id| journey.evidence.get(id));
        table.row(vec![
            Cell::text(at.touchpoint.name.clone()),
            Cell::text(claim),
            Cell::text(basis.grade.as_str()),
            Cell::maybe(basis.id),
            basis.n.map_or(Cell::Empty, |n| Cell::Count(i64::from(n))),
            Cell::text(
                entry.and_then(|entry| entry.collected).map_or(String::new(), |date| date.to_string()),
            ),
            still_counts(&known, basis),
            Cell::maybe(entry.and_then(|entry| entry.source.as_deref())),
            match (basis.n, of.filter(|_| !journey.is_target())) {
                (Some(n), Some(of)) => Cell::text(few(&Estimate::new(n, ()), of)),
                _ => Cell::Empty,
            },
        ]);
    };
    for at in journey.touchpoints() {
        for series in &all {
            if let Some(point) = series.points[at.position] {
                let target = if journey.is_target() { "target" } else { "score" };
                let who = series.persona.map(|who| format!(" ({who})")).unwrap_or_default();
                row(at, format!("{target} {}{who}", signed(point.v)), point.basis, Some("customers"));
            }
        }
        if at.touchpoint.moment_of_truth.is_some() {
            row(at, "moment of truth".to_owned(), moment_basis(journey, at.touchpoint), Some("customers"));
        }
        if let Some(quote) = &at.touchpoint.quote {
            row(at, "quote".to_owned(), basis(journey, at.touchpoint, quote.evidence.as_ref()), None);
        }
        for (name, metric) in &at.touchpoint.metrics {
            let basis = basis(journey, at.touchpoint, metric.evidence.as_ref());
            // How many answered says more than how many its source heard in all.
            row(at, name.clone(), Basis { n: metric.cases().or(basis.n), ..basis }, Some("answers"));
        }
    }
    table.without_empty_columns()
}
