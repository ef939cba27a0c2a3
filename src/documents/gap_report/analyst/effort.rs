//! Section 8: what it costs the customer, in which channels, and who hands on to whom.

use super::{Block, Cell, Report, Table, filled};
use crate::measure::{ChannelColumn, EffortEvent, Party, channels, handovers};
use crate::model::TouchpointRef;
use crate::tables::signed;

impl Report<'_, '_> {
    pub(super) fn effort(&self) -> Vec<Block> {
        let tables = [self.events(), self.effort_by_place(), self.channels_by_stage(), self.hand_offs()];
        tables.into_iter().flat_map(filled).collect()
    }

    /// Counts first: they are facts, the points are a convention.
    fn events(&self) -> Table {
        let mut table = self.titled("What happens how often", &["event", "times", "points"]);
        let effort = &self.gaps.current.effort;
        for event in EffortEvent::ALL {
            let items = || effort.items.iter().filter(|item| item.event == event);
            let times = match event {
                EffortEvent::Handoff => effort.handoffs as usize,
                _ => items().count(),
            };
            if times > 0 {
                let points: u32 = items().map(|item| item.points).sum();
                table.row(vec![
                    Cell::text(self.locale.effort_event(event)),
                    Cell::Count(times as i64),
                    Cell::Count(points.into()),
                ]);
            }
        }
        table
    }

    fn effort_by_place(&self) -> Table {
        let mut table = self.titled("Where it costs effort", &["touchpoint", "event", "points"]);
        let effort = &self.gaps.current.effort;
        for at in self.journey().touchpoints() {
            let events = effort.items.iter().filter(|item| item.at.position == at.position);
            let events = self.list(events.map(|item| self.locale.effort_event(item.event)));
            if !events.is_empty() {
                let points = effort.points_at(at.position);
                table.row(vec![name(at), Cell::text(events), Cell::Count(points.into())]);
            }
        }
        table
    }

    /// How many touchpoints a channel has in each stage, and their mean.
    fn channels_by_stage(&self) -> Table {
        let matrix = channels(&[self.journey()]);
        let mut table = self.titled("Channels by stage: touchpoints (mean emotion)", &["channel"]);
        table.headers.extend(matrix.columns.iter().map(|column| match column {
            ChannelColumn::Stage(stage) => stage.name.clone(),
            ChannelColumn::Group(_) | ChannelColumn::Phase(_) => String::new(),
        }));
        for row in &matrix.rows {
            let cells = row.cells.iter().map(|one| match (one.touchpoints.len(), one.mean()) {
                (0, _) => Cell::Empty,
                (count, None) => Cell::text(count.to_string()),
                (count, Some(mean)) => Cell::text(format!("{count} ({})", signed(mean))),
            });
            table.row([Cell::text(self.channel(row.channel))].into_iter().chain(cells).collect());
        }
        table
    }

    fn hand_offs(&self) -> Table {
        let headers = [
            "from",
            "to",
            "passed on",
            "changes of channel",
            "of them forced",
            "all lost at",
            "partly lost at",
        ];
        let mut table = self.titled("Who hands on to whom", &headers);
        for one in handovers(self.journey()) {
            let places = |places: &[TouchpointRef<'_>]| {
                Cell::text(self.list(places.iter().map(|at| at.touchpoint.name.as_str())))
            };
            table.row(vec![
                Cell::text(self.party(one.from)),
                Cell::text(self.party(one.to)),
                Cell::count(one.passed_on as usize),
                Cell::count(one.switches as usize),
                Cell::count(one.forced as usize),
                places(&one.lost),
                places(&one.partial),
            ]);
        }
        table
    }

    fn party(&self, party: Party<'_>) -> String {
        let channel = self.channel(party.channel);
        match party.owner {
            Some(owner) => format!("{channel} ({owner})"),
            None => channel.to_owned(),
        }
    }
}

fn name(at: TouchpointRef<'_>) -> Cell {
    Cell::text(at.touchpoint.name.clone())
}
