//! Section 4: the touchpoints of both journeys beside each other.

use super::{Block, Cell, Report};
use crate::documents::gap_report::alignment_table;

impl Report<'_, '_> {
    pub(super) fn alignment(&self) -> Vec<Block> {
        let Some(mut table) = alignment_table(self.gaps) else { return Vec::new() };
        table.title.clear();
        for header in &mut table.headers {
            *header = self.say(header).to_owned();
        }
        for row in &mut table.rows {
            if let Some(Cell::Text(change)) = row.first_mut() {
                *change = self.list(change.split(", ").map(|one| self.say(one)));
            }
        }
        vec![Block::Table(table)]
    }
}
