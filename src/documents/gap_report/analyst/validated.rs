//! Section 2: what the claims of the map rest on, and how old that is.

use super::{Block, Cell, Grade, Report, Text, filled};
use crate::documents::Tone;
use crate::measure::{ENOUGH, Freshness};
use crate::tables::plain;

impl Report<'_, '_> {
    pub(super) fn validated(&self) -> Vec<Block> {
        let mut claims = self.table(&["claims", "researched", "of", "share"]);
        for (kind, coverage) in &self.known.claims {
            let researched = coverage.at_least(Grade::Qualitative);
            claims.row(vec![
                Cell::text(self.say(kind.name())),
                Cell::Count(researched as i64),
                Cell::Count(coverage.total() as i64),
                Cell::Share(researched as f64 / coverage.total().max(1) as f64),
            ]);
        }
        let mut evidence = self.table(&["evidence", "grade", "n", "collected", "still counts"]);
        let mut small = Vec::new();
        for one in &self.known.evidence {
            evidence.row(vec![
                Cell::text(one.id),
                Cell::text(self.words.grade(one.evidence.effective_grade())),
                one.evidence.n.map_or(Cell::Empty, |n| Cell::Count(n.into())),
                Cell::maybe(one.evidence.collected.map(|date| date.to_string()).as_deref()),
                match one.freshness {
                    Freshness::Of(share) => Cell::Share(share),
                    Freshness::Undated => Cell::text(self.say("no date")),
                    Freshness::Overtaken(event) => Cell::text(event.event.clone()),
                },
            ]);
            if let Some(n) = one.evidence.n.filter(|n| *n < ENOUGH) {
                let n = n.to_string();
                let said = self.say("{id}: n = {n}. Single voices; no shares, no targets.");
                small.push(Text::fill(said, &[("id", one.id), ("n", &n)]));
            }
        }
        let mut blocks = [filled(claims), filled(evidence)].concat();
        if !small.is_empty() {
            blocks.push(Block::Note(Tone::Caution, small));
        }
        if let Some(index) = self.known.index {
            let said = "Evidence index {index} of 1, for following this map over time.";
            blocks.push(self.line(said, &[("index", &plain(index))]));
        }
        blocks
    }
}
