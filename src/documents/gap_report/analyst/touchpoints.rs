//! Section 4: the touchpoints of both journeys beside each other.

use super::{Block, Report};

impl Report<'_, '_> {
    pub(super) fn alignment(&self) -> Vec<Block> {
        let Some(mut table) = self.telling.alignment_table(self.gaps) else { return Vec::new() };
        // The heading says it.
        table.title.clear();
        vec![Block::Table(table)]
    }
}
