//! What to do first.

use super::{OWN_CONVENTIONS, own_conventions};
use crate::measure::{Rank, RankedOpportunity, confidence, ranking};
use crate::model::{Journey, Opportunity};
use crate::tables::{Cell, Table, per_cent};
use crate::workspace::Workspace;

/// The opportunities of a journey by rank, with the ties that their numbers allow.
pub fn opportunities(workspace: &Workspace, journey: &Journey) -> Table {
    let conventions = &workspace.conventions;
    let mut title =
        format!("{}: opportunities, tied within {}", journey.title, per_cent(conventions.tie_band));
    let own = own_conventions(conventions, &["high_impact", "low_effort"]);
    if own != Cell::Empty {
        title.push_str(&format!(", {OWN_CONVENTIONS} {}", own.shown()));
    }
    let headers = [
        "rank",
        "opportunity",
        "RICE",
        "sure",
        "impact and effort",
        "WSJF rank",
        "WSJF",
        "owner",
        "due",
        "note",
    ];
    let mut table = Table::new(title, &headers);
    for one in ranking(journey, conventions) {
        let opportunity = one.opportunity;
        table.row(vec![
            Cell::text(ranks(one.rice.as_ref())),
            Cell::text(opportunity.statement.clone()),
            score(one.rice.as_ref()),
            Cell::text(one.rice.as_ref().map_or(String::new(), |_| sure(&one))),
            Cell::maybe(one.field.map(|field| field.name())),
            Cell::text(ranks(one.wsjf.as_ref())),
            score(one.wsjf.as_ref()),
            Cell::text(owner(opportunity)),
            opportunity.due.map_or(Cell::Empty, |due| Cell::text(due.to_string())),
            Cell::text(note(&one)),
        ]);
    }
    table.without_empty_columns()
}

/// How sure one can be of reach and impact, and why.
fn sure(one: &RankedOpportunity<'_>) -> String {
    format!("{} ({})", per_cent(confidence(one.grade)), one.grade)
}

fn owner(opportunity: &Opportunity) -> &str {
    opportunity.owner.as_deref().unwrap_or("nobody")
}

/// The ranks of a band, such as `1–2`.
fn ranks(rank: Option<&Rank>) -> String {
    rank.map_or(String::new(), |rank| match (rank.ranks.start(), rank.ranks.end()) {
        (first, last) if first == last => first.to_string(),
        (first, last) => format!("{first}–{last}"),
    })
}

fn score(rank: Option<&Rank>) -> Cell {
    rank.map_or(Cell::Empty, |rank| Cell::Number(rank.score))
}

/// What stands before the rank: a veto; and what a rank lacks.
fn note(one: &RankedOpportunity<'_>) -> String {
    let veto = one.veto.map(|veto| format!("{} stays with people", veto.name()));
    let lacks = one.rice.is_none() && one.wsjf.is_none();
    let lacks = lacks.then(|| format!("not ranked: no {}", one.missing.join(", ")));
    veto.into_iter().chain(lacks).collect::<Vec<_>>().join("; ")
}
