//! Section 11: the opportunities in their order, and which gaps each of them closes.

use super::{Block, Cell, Report, filled};
use crate::measure::{Rank, RankedOpportunity, confidence, ranking};
use crate::tables::{per_cent, plain};

impl Report<'_, '_> {
    pub(super) fn opportunities(&self) -> Vec<Block> {
        let headers =
            ["#", "what to do", "RICE", "WSJF", "confidence", "field", "closes", "shows in", "owner", "due"];
        let mut table = self.table(&headers);
        let ranked = ranking(self.journey(), &self.workspace.conventions);
        for (index, one) in ranked.iter().enumerate() {
            let opportunity = one.opportunity;
            table.row(vec![
                Cell::Count(index as i64 + 1),
                Cell::text(opportunity.statement.clone()),
                score(one.rice.as_ref()),
                score(one.wsjf.as_ref()),
                one.rice.as_ref().map_or(Cell::Empty, |_| Cell::Share(confidence(one.grade))),
                Cell::maybe(one.field.map(|field| self.say(field.name()))),
                Cell::text(self.closes(one)),
                Cell::text(self.shows_in(one)),
                Cell::text(self.owner(opportunity.owner.as_deref())),
                self.day(opportunity.due),
            ]);
        }
        let mut blocks = filled(table);
        for one in &ranked {
            if let Some(veto) = one.veto {
                let values = [("what", one.opportunity.statement.as_str()), ("why", self.say(veto.name()))];
                blocks.push(self.line("“{what}” stays with people: {why}.", &values));
            }
        }
        if ranked.iter().any(|one| one.rice.is_some() || one.wsjf.is_some()) {
            let band = per_cent(self.workspace.conventions.tie_band);
            let said = "In brackets the ranks that scores share which lie within {band} of the best of them.";
            blocks.push(self.line(said, &[("band", &band)]));
        }
        blocks
    }

    /// Whether an opportunity is about a touchpoint.
    fn addresses(one: &RankedOpportunity<'_>, at: crate::model::TouchpointRef<'_>) -> bool {
        let here = [at.touchpoint.id(), at.stage.id()];
        one.opportunity.addresses.iter().any(|id| here.contains(&id.as_str()))
    }

    /// The types of the gaps at the places that an opportunity is about.
    fn closes(&self, one: &RankedOpportunity<'_>) -> String {
        let about = self.gaps.gaps.iter().filter(|gap| gap.at.is_some_and(|at| Self::addresses(one, at)));
        let mut types: Vec<_> = about.map(|gap| gap.kind.gap_type()).collect();
        types.sort();
        types.dedup();
        self.list(types.into_iter().map(|one| one.code()))
    }

    /// What will show whether it worked: the metrics of the responses at these places.
    fn shows_in(&self, one: &RankedOpportunity<'_>) -> String {
        let places = self.journey().touchpoints().filter(|at| Self::addresses(one, *at));
        let responses = places.filter_map(|at| at.touchpoint.moment_of_truth.as_ref()?.response.as_ref());
        let mut metrics: Vec<&str> = responses.filter_map(|response| response.metric.as_deref()).collect();
        metrics.dedup();
        self.list(metrics)
    }
}

/// A score with the ranks it shares.
fn score(rank: Option<&Rank>) -> Cell {
    rank.map_or(Cell::Empty, |rank| {
        let (first, last) = (rank.ranks.start(), rank.ranks.end());
        let tie = if first == last { String::new() } else { format!(" ({first}–{last})") };
        Cell::text(format!("{}{tie}", plain(rank.score)))
    })
}
