//! Section 14: what changed since an earlier version of the map.

use super::{Block, Cell, Journey, Report, Since, filled, short};
use crate::diff::{Amount, Aspect, GapFate, JourneyDiff, Measure, Values};
use crate::model::Metric;
use crate::tables::{Table, plain};

impl Report<'_, '_> {
    pub(super) fn changes(&self) -> Vec<Block> {
        let Some(since) = &self.beside.since else {
            return vec![self.line(
                "{option} tells what changed since a revision of git, such as that of the last report.",
                &[("option", "--since REV")],
            )];
        };
        let values = [("revision", since.revision.as_str()), ("commit", short(&since.commit))];
        let mut blocks = vec![self.line("Compared with {revision} ({commit}).", &values)];
        for side in self.sides() {
            blocks.extend(self.changes_of(since, side.journey));
        }
        let command = format!("masa diff --against {}", since.revision);
        blocks.push(self.line("{command} tells the rest.", &[("command", &command)]));
        blocks
    }

    /// What changed in one of the journeys.
    fn changes_of(&self, since: &Since<'_>, journey: &Journey) -> Vec<Block> {
        let id = journey.journey.as_str();
        let changed =
            since.diff.journeys.iter().find(|both| both.diff.after.journey.journey == journey.journey);
        if let Some(both) = changed {
            let diff = &both.diff;
            let mut blocks = vec![self.touchpoints_line(diff)];
            let tables = [
                self.touchpoint_changes(diff),
                self.gap_changes(diff),
                self.number_changes(diff),
                self.metric_changes(diff),
            ];
            blocks.extend(tables.into_iter().flat_map(filled));
            return blocks;
        }
        let is_new = since
            .diff
            .added
            .iter()
            .any(|file| file.journey().is_some_and(|one| one.journey == journey.journey));
        let is_unread = since.diff.unread.iter().any(|(file, _)| file.id() == Some(id));
        let said = match (is_new, is_unread) {
            (true, _) => "{id}: was not there yet.",
            (_, true) => "{id}: could not be read in both versions.",
            _ => "{id}: says the same.",
        };
        vec![self.line(said, &[("id", id)])]
    }

    fn touchpoints_line(&self, diff: &JourneyDiff<'_>) -> Block {
        let counts = [diff.matches.len(), diff.added.len(), diff.removed.len(), diff.moved()];
        let [both, added, removed, moved] = counts.map(|count| count.to_string());
        let values = [
            ("id", diff.after.journey.journey.as_str()),
            ("both", &both),
            ("added", &added),
            ("removed", &removed),
            ("moved", &moved),
        ];
        self.line(
            "{id}: touchpoints in both versions {both}, added {added}, removed {removed}, moved {moved}.",
            &values,
        )
    }

    /// What a customer or an owner would notice; `masa diff` tells the rest.
    fn touchpoint_changes(&self, diff: &JourneyDiff<'_>) -> Table {
        let mut table = self.titled("Touchpoints", &["touchpoint", "what", "before", "after"]);
        for at in &diff.added {
            let name = Cell::text(at.touchpoint.name.clone());
            table.row(vec![name, Cell::text(self.say("added")), Cell::Empty, Cell::Empty]);
        }
        for change in &diff.changes {
            if !matches!(change.aspect, Aspect::Name | Aspect::Feeling | Aspect::Owner | Aspect::Response) {
                continue;
            }
            let [before, after] = match &change.values {
                Values::Scores(before, after) => [Cell::score(*before), Cell::score(*after)],
                Values::Words(before, after) => {
                    [Cell::maybe(before.as_deref()), Cell::maybe(after.as_deref())]
                }
            };
            table.row(vec![
                Cell::text(change.at.after.touchpoint.name.clone()),
                Cell::text(self.say(change.aspect.name())),
                before,
                after,
            ]);
        }
        for at in &diff.removed {
            let name = Cell::text(at.touchpoint.name.clone());
            table.row(vec![name, Cell::text(self.say("removed")), Cell::Empty, Cell::Empty]);
        }
        table
    }

    fn gap_changes(&self, diff: &JourneyDiff<'_>) -> Table {
        let mut table =
            self.titled("Gaps closed and opened", &["what", "gap", "where", "before", "after", "owner"]);
        for change in &diff.gaps {
            let Some(gap) = change.gap() else { continue };
            let size = |gap: &Option<crate::measure::Gap<'_>>, side| {
                Cell::text(gap.as_ref().map_or(String::new(), |gap| self.size(gap, side)))
            };
            let owner = match change.fate() {
                GapFate::Closed => Cell::Empty,
                GapFate::Opened | GapFate::Larger | GapFate::Smaller => Cell::text(self.owner(gap.owner)),
            };
            table.row(vec![
                Cell::text(self.say(change.fate().name())),
                Cell::text(self.say(gap.kind.name())),
                Cell::text(self.place(gap)),
                size(&change.before, &diff.before),
                size(&change.after, &diff.after),
                owner,
            ]);
        }
        table
    }

    fn number_changes(&self, diff: &JourneyDiff<'_>) -> Table {
        let mut table = self.titled("Numbers", &["measure", "before", "after"]);
        let cell = |amount: Option<Amount>| match amount {
            None => Cell::Empty,
            Some(Amount::Score(score)) => Cell::Score(score),
            Some(Amount::Count(count)) => Cell::Count(count as i64),
            Some(Amount::Time(time)) => Cell::text(self.locale.duration(time)),
        };
        for change in diff.measures.iter().filter(|change| change.is_change()) {
            let name = match change.measure {
                Measure::Mean(Some(persona)) => {
                    format!("{} ({})", self.say(&Measure::Mean(None).name()), self.persona(persona))
                }
                other => self.say(&other.name()).to_owned(),
            };
            table.row(vec![Cell::text(name), cell(change.before), cell(change.after)]);
        }
        table
    }

    /// Measured values, called better or worse only where the interval of the difference says so.
    fn metric_changes(&self, diff: &JourneyDiff<'_>) -> Table {
        let headers = ["value", "where", "before", "after", "difference"];
        let mut table = self.titled("Measured values", &headers);
        for change in &diff.metrics {
            let place = change.at.map_or(self.say("the whole journey"), |at| at.touchpoint.name.as_str());
            table.row(vec![
                Cell::text(change.name),
                Cell::text(place),
                self.metric(change.before),
                self.metric(change.after),
                Cell::maybe(change.verdict.map(|verdict| self.say(verdict.name()))),
            ]);
        }
        table
    }

    fn metric(&self, metric: Option<&Metric>) -> Cell {
        let Some(metric) = metric else { return Cell::Empty };
        let value = metric.value.map_or_else(|| self.say("no value").to_owned(), plain);
        let value = [Some(value.as_str()), metric.unit.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ");
        match metric.n {
            Some(n) => {
                Cell::text(self.list([value.as_str(), &self.fill("n = {n}", &[("n", &n.to_string())])]))
            }
            None => Cell::text(value),
        }
    }
}
