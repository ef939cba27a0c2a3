//! Section 6: the moments of truth, what is done about them, and how much they decide.

use super::{Block, Cell, Report, filled};
use crate::measure::{CommitmentMoment, Knowledge, moment_basis};
use crate::tables::per_cent;

impl Report<'_, '_> {
    pub(super) fn moments(&self) -> Vec<Block> {
        let headers = [
            "journey",
            "touchpoint",
            "turns",
            "criticality",
            "goes well",
            "leverage",
            "response",
            "owner",
            "known",
        ];
        let mut table = self.table(&headers);
        let mut is_assumed = false;
        for (side, line) in self.sides().zip(&self.commitment) {
            let is_target = side.journey.is_target();
            for (position, decided) in line.moments() {
                let at = line.steps[position].at;
                let Some(moment) = at.touchpoint.moment_of_truth.as_deref() else { continue };
                let response = moment.response.as_ref();
                let owner = response.and_then(|response| response.owner.as_deref());
                let answered = if response.is_some() { "there" } else { "missing" };
                let grade = moment_basis(side.journey, at.touchpoint).grade;
                is_assumed |= decided.known == Knowledge::Assumed;
                table.row(vec![
                    Cell::text(self.say(if is_target { "desired" } else { "current" })),
                    Cell::text(at.touchpoint.name.clone()),
                    Cell::text(self.say(moment.valence().as_str())),
                    Cell::Count(moment.criticality().into()),
                    self.goes_well(decided),
                    decided.leverage().map_or(Cell::Empty, Cell::Tenths),
                    Cell::text(self.say(answered)),
                    Cell::text(self.owner(owner.or(at.touchpoint.owner.as_deref()))),
                    Cell::text(if is_target { self.words.target.as_str() } else { self.words.grade(grade) }),
                ]);
            }
        }
        let mut blocks = filled(table);
        if !blocks.is_empty() {
            let said = "Leverage: by how many of 100 squares the expected commitment in the end differs between surely going well and surely going badly. Illustrative: its constants are conventions.";
            blocks.push(self.line(said, &[]));
        }
        if is_assumed {
            let share = per_cent(self.workspace.conventions.commitment.success);
            let said = "Of moments of which nobody knows how often they go well, {share} are taken to.";
            blocks.push(self.line(said, &[("share", &share)]));
        }
        blocks
    }

    fn goes_well(&self, moment: &CommitmentMoment) -> Cell {
        match moment.known {
            Knowledge::Assumed => Cell::text(self.say("not known")),
            Knowledge::Happened if moment.success > 0.5 => Cell::text(self.say("it did")),
            Knowledge::Happened => Cell::text(self.say("it did not")),
            Knowledge::Measured | Knowledge::Given => Cell::Share(moment.success),
        }
    }
}
