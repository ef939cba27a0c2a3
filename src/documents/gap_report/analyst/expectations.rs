//! Section 10: what customers found and expected, what matters to them, and what follows from both.

use std::collections::BTreeMap;

use super::{Block, Cell, Report, Text, filled};
use crate::documents::Tone;
use crate::measure::{self, ENOUGH, Estimate, Expectations, Quadrant};
use crate::tables::signed;

impl<'j> Report<'_, 'j> {
    pub(super) fn expectations(&self) -> Vec<Block> {
        let all = self.rated();
        let mut blocks = self.found(&all);
        blocks.extend(self.placed(&all));
        if let Some(gap) = all.weighted_gap {
            let said = "Weighted by what matters to the persona, the gap is {gap}.";
            blocks.push(self.line(said, &[("gap", &signed(gap))]));
        }
        blocks
    }

    /// What the ratings say, weighted by what matters to the first persona.
    pub(super) fn rated(&self) -> Expectations<'j> {
        let persona = self.journey().personas().first().and_then(|id| self.workspace.persona(id.as_str()));
        let none = BTreeMap::new();
        measure::expectations(self.journey(), persona.map_or(&none, |persona| &persona.priorities))
    }

    fn found(&self, all: &Expectations<'_>) -> Vec<Block> {
        let headers = ["touchpoint", "attribute", "found", "low", "high", "expected", "gap", "n"];
        let mut table = self.titled("Found and expected (low, high: 95 % interval)", &headers);
        let mut few = Vec::new();
        for one in &all.ratings {
            // Numbers of too few are single voices.
            let Some(Estimate::Small { n, value } | Estimate::Sound { n, value }) = one.found.as_ref() else {
                continue;
            };
            let number = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
            table.row(vec![
                Cell::text(one.at.touchpoint.name.clone()),
                Cell::text(one.attribute),
                Cell::Number(value.perceived),
                number(value.interval.map(|interval| interval.low)),
                number(value.interval.map(|interval| interval.high)),
                number(one.rating.expected),
                Cell::score(value.gap),
                Cell::Count((*n).into()),
            ]);
            if *n < ENOUGH {
                let n = n.to_string();
                let said = self.say("{attribute}: n = {n}. One more answer may change it.");
                few.push(Text::fill(said, &[("attribute", one.attribute), ("n", &n)]));
            }
        }
        let mut blocks = filled(table);
        if !few.is_empty() {
            blocks.push(Block::Note(Tone::Caution, few));
        }
        blocks
    }

    /// Importance against performance with its field, and the opportunity score.
    fn placed(&self, all: &Expectations<'_>) -> Vec<Block> {
        let headers = [
            "touchpoint",
            "attribute",
            "importance",
            "performance",
            "field",
            "cross-hairs that agree",
            "opportunity",
            "band",
        ];
        let mut table =
            self.titled("Importance and performance, 0 to 10; opportunity score, 0 to 20", &headers);
        for one in &all.ratings {
            let score = match one.opportunity {
                Some(Estimate::Small { value, .. } | Estimate::Sound { value, .. }) => Some(value),
                Some(Estimate::Withheld { .. }) | None => None,
            };
            if one.placed.is_none() && score.is_none() {
                continue;
            }
            let item = one.placed.map(|placed| placed.item);
            let field = one.placed.map(|placed| placed.quadrant.map_or("undetermined", Quadrant::name));
            table.row(vec![
                Cell::text(one.at.touchpoint.name.clone()),
                Cell::text(one.attribute),
                item.map_or(Cell::Empty, |item| Cell::Number(item.importance)),
                item.map_or(Cell::Empty, |item| Cell::Number(item.performance)),
                Cell::maybe(field.map(|field| self.say(field))),
                Cell::text(one.placed.map_or(String::new(), |placed| format!("{}/3", placed.votes))),
                score.map_or(Cell::Empty, |score| Cell::Number(score.score())),
                Cell::maybe(score.and_then(|score| score.band).map(|band| self.say(band.name()))),
            ]);
        }
        filled(table)
    }
}
