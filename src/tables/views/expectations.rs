//! What customers found, what they expected, and what matters to them.

use std::collections::BTreeMap;

use super::metrics::{FEW, answers, ends};
use crate::measure::{Estimate, Expectation, Expectations, Found, OpportunityScore, Quadrant};
use crate::model::Journey;
use crate::tables::{Cell, Table, signed};
use crate::workspace::Workspace;

/// What customers found: alone, against what they expected, by what matters to the persona, by importance,
/// and as opportunity; as far as the map carries it.
pub fn expectations(workspace: &Workspace, journey: &Journey) -> Vec<Table> {
    let persona = journey.personas().first().and_then(|id| workspace.persona(id.as_str()));
    let none = BTreeMap::new();
    let found = crate::measure::expectations(journey, persona.map_or(&none, |persona| &persona.priorities));
    let mut tables = vec![found_table(journey, &found)];
    if !found.attributes.is_empty() {
        tables.push(attribute_table(journey, &found, persona.map(|persona| persona.name.as_str())));
    }
    if found.ratings.iter().any(|one| one.placed.is_some()) {
        tables.push(importance_table(journey, &found));
    }
    if found.ratings.iter().any(|one| one.opportunity.is_some()) {
        tables.push(opportunity_table(journey, &found));
    }
    tables
}

fn found_table(journey: &Journey, all: &Expectations<'_>) -> Table {
    let scale = all.scale.map(|scale| format!(", from {} to {}", scale.min, scale.max)).unwrap_or_default();
    let title =
        format!("{}: what customers found and expected{scale} (low, high: 95 % interval)", journey.title);
    let headers = [
        "touchpoint",
        "attribute",
        "found",
        "low",
        "high",
        "two best",
        "n",
        "expected",
        "gap",
        "wished",
        "zone",
        "evidence",
        "note",
    ];
    let mut table = Table::new(title, &headers);
    for one in &all.ratings {
        let [found, low, high, best, gap, zone, note] = match one.found {
            Some(Estimate::Withheld { .. }) => withheld(one),
            Some(Estimate::Small { value, .. }) => found_cells(value, FEW),
            Some(Estimate::Sound { value, .. }) => found_cells(value, ""),
            None => {
                let note =
                    if one.rating.perceived.is_some() { "no gap: nobody said how many answered" } else { "" };
                let nothing = || Cell::Empty;
                let found = number(one.rating.perceived);
                [found, nothing(), nothing(), nothing(), nothing(), nothing(), Cell::text(note)]
            }
        };
        let n = one.found.as_ref().map_or(Cell::Empty, |found| Cell::Count(i64::from(found.n())));
        table.row(vec![
            Cell::text(&one.at.touchpoint.name),
            Cell::text(one.attribute),
            found,
            low,
            high,
            best,
            n,
            number(one.rating.expected),
            gap,
            number(one.rating.desired),
            zone,
            Cell::text(one.basis.grade.as_str()),
            note,
        ]);
    }
    table.without_empty_columns()
}

fn number(value: Option<f64>) -> Cell {
    value.map_or(Cell::Empty, Cell::Number)
}

fn found_cells(found: Found, note: &str) -> [Cell; 7] {
    let [low, high] = ends(found.interval, Cell::Number);
    [
        Cell::Number(found.perceived),
        low,
        high,
        found.best.map_or(Cell::Empty, |(share, _)| Cell::Share(share)),
        Cell::score(found.gap),
        Cell::text(found.zone.map_or("", |zone| zone.name())),
        Cell::text(note),
    ]
}

/// Too few answers for a statistic: the answers themselves.
fn withheld(one: &Expectation<'_>) -> [Cell; 7] {
    let given = answers(&one.rating.answers);
    let single = one.found.as_ref().is_some_and(|found| found.n() == 1);
    let note = match (given.is_empty(), one.rating.perceived.filter(|_| single)) {
        (false, _) => format!("fewer than 5 answers: {given}"),
        (true, Some(answer)) => format!("one answer: {answer}"),
        (true, None) => "fewer than 5 answers: no statistic".to_owned(),
    };
    let nothing = || Cell::Empty;
    [nothing(), nothing(), nothing(), nothing(), nothing(), nothing(), Cell::text(note)]
}

fn attribute_table(journey: &Journey, all: &Expectations<'_>, persona: Option<&str>) -> Table {
    let weighted = match (all.weighted_gap, persona) {
        (Some(gap), Some(persona)) => format!(", gap weighted by what matters to {persona} {}", signed(gap)),
        _ => String::new(),
    };
    let title = format!("{}: by attribute{weighted}", journey.title);
    let headers = ["attribute", "matters", "found", "gap", "touchpoints", "n at least"];
    let mut table = Table::new(title, &headers);
    for one in &all.attributes {
        table.row(vec![
            Cell::text(one.attribute),
            one.weight.map_or(Cell::Empty, Cell::Share),
            Cell::Number(one.perceived),
            Cell::score(one.gap),
            Cell::Count(one.touchpoints as i64),
            Cell::Count(i64::from(one.least_n)),
        ]);
    }
    table.without_empty_columns()
}

fn importance_table(journey: &Journey, all: &Expectations<'_>) -> Table {
    let title = format!("{}: importance and performance, both from 0 to 10", journey.title);
    let headers =
        ["attribute", "touchpoint", "importance", "performance", "difference", "field", "stable", "note"];
    let mut table = Table::new(title, &headers);
    for one in &all.ratings {
        let Some(placed) = one.placed else { continue };
        let field = placed.quadrant.map_or("undetermined", Quadrant::name);
        let stable = placed.quadrant.map_or(String::new(), |_| format!("{}/3", placed.votes));
        let [middle, means, medians] = placed.by.map(Quadrant::name);
        let item = placed.item;
        let tested = item.importance_interval.is_some() && item.performance_interval.is_some();
        let agree = middle == means && means == medians;
        let note = match (agree, tested, placed.votes) {
            (false, ..) => format!("by the middle {middle}, by the means {means}, by the medians {medians}"),
            (true, _, 0..=2) => format!("{middle}, but an interval lies across a border"),
            (true, false, _) => "not every interval is known".to_owned(),
            (true, true, _) => String::new(),
        };
        table.row(vec![
            Cell::text(one.attribute),
            Cell::text(&one.at.touchpoint.name),
            Cell::Number(item.importance),
            Cell::Number(item.performance),
            Cell::Score(placed.priority),
            Cell::text(field),
            Cell::text(stable),
            Cell::text(note),
        ]);
    }
    table.without_empty_columns()
}

fn opportunity_table(journey: &Journey, all: &Expectations<'_>) -> Table {
    let title = format!(
        "{}: opportunity score, 0 to 20, from shares of the two best answers with 95 % intervals",
        journey.title
    );
    let headers = [
        "attribute",
        "touchpoint",
        "score",
        "band",
        "importance",
        "from",
        "to",
        "satisfaction",
        "at least",
        "at most",
        "n",
        "note",
    ];
    let mut table = Table::new(title, &headers);
    for one in &all.ratings {
        let Some(score) = one.opportunity else { continue };
        let shown = |score: OpportunityScore, note: &str| {
            let [i_low, i_high] = ends(Some(score.importance_interval), Cell::Number);
            let [s_low, s_high] = ends(Some(score.satisfaction_interval), Cell::Number);
            let band = score.band.map_or("", |band| band.name());
            let note =
                if score.band.is_none() && note.is_empty() { "no band under 30 answers" } else { note };
            let (importance, satisfaction) =
                (Cell::Number(score.importance), Cell::Number(score.satisfaction));
            let total = Cell::Number(score.score());
            let numbers = [total, Cell::text(band), importance, i_low, i_high, satisfaction, s_low, s_high];
            (numbers, note.to_owned())
        };
        let (numbers, note) = match score {
            Estimate::Withheld { .. } => {
                ([const { Cell::Empty }; 8], "fewer than 5 answers: no statistic".to_owned())
            }
            Estimate::Small { value, .. } => shown(value, FEW),
            Estimate::Sound { value, .. } => shown(value, ""),
        };
        let names = [Cell::text(one.attribute), Cell::text(&one.at.touchpoint.name)];
        let ends = [Cell::Count(i64::from(score.n())), Cell::text(note)];
        table.row(names.into_iter().chain(numbers).chain(ends).collect());
    }
    table.without_empty_columns()
}
