//! Section 7: where the curve falls, lies low, recovers and stands out, and where help failed as well.

use super::{Block, Cell, Report, Text, filled};
use crate::documents::Tone;
use crate::measure::double_deviation;

impl Report<'_, '_> {
    pub(super) fn curve(&self) -> Vec<Block> {
        let conventions = &self.workspace.conventions;
        let mut table = self.table(&["what", "persona", "where", "feels", "stands out by"]);
        for series in &self.gaps.current.all {
            let mut row = |what: &str, position: usize, by: f64| {
                let Some(point) = series.points.get(position).copied().flatten() else { return };
                table.row(vec![
                    Cell::text(self.say(what)),
                    Cell::maybe(series.persona.map(|persona| self.persona(persona))),
                    Cell::text(point.at.touchpoint.name.clone()),
                    Cell::Score(point.v),
                    Cell::Score(by),
                ]);
            };
            series.valleys(conventions).iter().for_each(|one| row("valley", one.first, one.prominence));
            for drop in series.drops(conventions) {
                row(if drop.is_cliff { "cliff" } else { "fall" }, drop.to, drop.delta);
            }
            series.recoveries().iter().for_each(|one| row("recovery", one.to, one.delta));
            series.peaks(conventions).iter().for_each(|one| row("peak", one.first, one.prominence));
        }
        [filled(table), self.failed_twice()].concat()
    }

    /// The double deviation with what becomes of the second failure.
    fn failed_twice(&self) -> Vec<Block> {
        let Some(found) = double_deviation(self.journey()) else {
            return vec![self.line("No customer is failed a second time after asking for help.", &[])];
        };
        let [first, again] = [found.first, found.again].map(|at| at.touchpoint.name.as_str());
        let said = "Failed twice: first “{first}”, and after the customer had turned to us again “{again}”. Whoever is failed a second time is not won back by making good.";
        let said = Text::fill(self.say(said), &[("first", first), ("again", again)]);
        let mut blocks = vec![Block::Note(Tone::Caution, vec![said])];
        let gap =
            self.gaps.gaps.iter().find(|gap| gap.at.is_some_and(|at| at.position == found.again.position));
        if let Some(gap) = gap {
            let mut table = self.table(&["where", "what to do", "owner", "due"]);
            let [action, owner, due] = self.ending(&self.gaps.closing(gap));
            table.row(vec![Cell::text(again), action, owner, due]);
            blocks.extend(filled(table));
        }
        blocks
    }
}
