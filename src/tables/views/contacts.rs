//! The customer's contacts, and what to do with them.

use super::preventable;
use crate::measure::{ContactCase, contact_cases};
use crate::model::Journey;
use crate::reporters::plural;
use crate::tables::{Cell, Table};
use crate::workspace::Workspace;

/// The customer's contacts: whether they need have happened, what to do with them, and whether a machine could.
pub fn contacts(workspace: &Workspace, journey: &Journey) -> Table {
    let cases = contact_cases(journey, workspace.has_vulnerable_persona(journey));
    let mut title = format!("{}: {} by the customer", journey.title, plural(cases.len(), "contact"));
    if let Some(share) = preventable(journey) {
        title.push_str(&format!(", preventable {share}"));
    }
    let headers =
        ["contact", "channel", "preventable", "what to do", "handled by", "score", "because", "root cause"];
    let mut table = Table::new(title, &headers);
    for case in &cases {
        let touchpoint = case.at.touchpoint;
        table.row(vec![
            Cell::text(touchpoint.name.clone()),
            Cell::text(touchpoint.channel.as_ref().map_or("", |channel| channel.as_str())),
            Cell::text(case.preventable()),
            Cell::maybe(case.demand.map(|demand| demand.name())),
            Cell::maybe(case.verdict().map(|verdict| verdict.name())),
            if case.reasons.is_empty() { Cell::Empty } else { Cell::Count(case.score().into()) },
            Cell::text(because(case)),
            Cell::maybe(touchpoint.root_cause.as_deref()),
        ]);
    }
    table.without_empty_columns()
}

/// The reasons with their points; a veto goes before all of them.
fn because(case: &ContactCase<'_>) -> String {
    let veto = case.veto.map(|veto| format!("{} stays with people", veto.name()));
    let reasons = case.reasons.iter().map(|reason| {
        let sign = if reason.points() < 0 { '\u{2212}' } else { '+' };
        format!("{} {sign}{}", reason.name(), reason.points().abs())
    });
    veto.into_iter().chain(reasons).collect::<Vec<_>>().join(", ")
}
