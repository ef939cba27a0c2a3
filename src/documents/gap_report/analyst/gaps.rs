//! Section 5: the gaps by type, each with what becomes of it.

use super::{Block, Cell, Report, Side};
use crate::documents::Tone;
use crate::measure::{Closing, Gap, GapType, Measured};

impl<'j> Report<'_, 'j> {
    pub(super) fn gaps_by_type(&self) -> Vec<Block> {
        let mut types = self.table(&["type", "gap", "gaps", "note"]);
        for one in GapType::ALL {
            let (count, note) = match self.gaps.measured(one) {
                Measured::Found(count) => (Cell::Count(count as i64), Cell::Empty),
                Measured::Nothing => (Cell::Count(0), Cell::Empty),
                Measured::NotMeasured => (Cell::Empty, Cell::text(self.say("not measured by this map"))),
            };
            types.row(vec![Cell::text(one.code()), Cell::text(self.say(one.name())), count, note]);
        }
        let headers = ["type", "gap", "where", "size", "reach", "known", "what to do", "owner", "due"];
        let mut table = self.table(&headers);
        let mut sorted: Vec<&Gap<'_>> = self.gaps.gaps.iter().collect();
        sorted.sort_by_key(|gap| gap.kind.gap_type());
        for gap in &sorted {
            let reach = gap.at.and_then(|at| at.touchpoint.reach).map(|reach| reach.get());
            let [action, owner, due] = self.ending(&self.gaps.closing(gap));
            table.row(vec![
                Cell::text(gap.kind.gap_type().code()),
                Cell::text(self.say(gap.kind.name())),
                Cell::text(self.place(gap)),
                Cell::text(self.size(gap, &self.gaps.current)),
                reach.map_or(Cell::Empty, Cell::Share),
                Cell::text(self.words.grade(gap.grade)),
                action,
                owner,
                due,
            ]);
        }
        let table = Block::Table(table.without_empty_columns());
        vec![Block::Table(types.without_empty_columns()), self.undecided(&sorted), table]
    }

    /// How many gaps end in nothing, so that nobody has to count cells.
    fn undecided(&self, gaps: &[&Gap<'j>]) -> Block {
        let endings: Vec<Closing<'_>> = gaps.iter().map(|gap| self.gaps.closing(gap)).collect();
        let count =
            |of: &dyn Fn(&Closing<'_>) -> bool| endings.iter().filter(|one| of(one)).count().to_string();
        let open = count(&|one| !one.is_decided());
        let accepted = count(&|one| one.accepted.is_some());
        let all = endings.len().to_string();
        if endings.iter().all(Closing::is_decided) {
            let said = "Every gap ends in an action with an owner and a day, or in a reason to leave it: {all}, of them {accepted} accepted.";
            return self.line(said, &[("all", &all), ("accepted", &accepted)]);
        }
        let said = "{open} of {all} gaps lack an action, an owner or a day; {accepted} are accepted.";
        let values = [("open", open.as_str()), ("all", &all), ("accepted", &accepted)];
        Block::Note(Tone::Caution, vec![super::Text::fill(self.say(said), &values)])
    }

    /// What becomes of a gap in three cells: what is to be done, by whom, by when; or why it stays, which takes
    /// nobody and no day.
    pub(super) fn ending(&self, closing: &Closing<'_>) -> [Cell; 3] {
        if let Some(why) = closing.accepted {
            return [Cell::text(self.fill("accepted: {why}", &[("why", why)])), Cell::Empty, Cell::Empty];
        }
        let action = closing.action.map_or_else(|| self.say("nothing yet"), |action| action.statement());
        [Cell::text(action), Cell::text(self.owner(closing.owner)), self.day(closing.due)]
    }

    /// Where a gap is, and who feels it where the map tells several apart.
    pub(super) fn place(&self, gap: &Gap<'_>) -> String {
        let place = self.telling.place(gap);
        match gap.persona {
            Some(persona) => format!("{place} ({})", self.persona(persona)),
            None => place,
        }
    }

    /// The size of a gap of one of the journeys.
    pub(super) fn size(&self, gap: &Gap<'_>, side: &Side<'_>) -> String {
        self.telling.size(gap, side)
    }
}
