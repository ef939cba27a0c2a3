//! Section 9: why customers turn to the provider, and what to do about each contact.

use super::{Block, Cell, Report, filled};
use crate::measure::contact_cases;

impl Report<'_, '_> {
    pub(super) fn contacts(&self) -> Vec<Block> {
        let headers = ["contact", "preventable", "what to do", "handled by", "root cause", "prevention"];
        let mut table = self.table(&headers);
        let vulnerable = self.workspace.has_vulnerable_persona(self.journey());
        for case in contact_cases(self.journey(), vulnerable) {
            let touchpoint = case.at.touchpoint;
            table.row(vec![
                Cell::text(touchpoint.name.clone()),
                Cell::text(self.say(case.preventable())),
                Cell::maybe(case.demand.map(|demand| self.say(demand.name()))),
                Cell::maybe(case.verdict().map(|verdict| self.say(verdict.name()))),
                Cell::maybe(touchpoint.root_cause.as_deref()),
                Cell::maybe(touchpoint.prevention.as_deref()),
            ]);
        }
        filled(table)
    }
}
