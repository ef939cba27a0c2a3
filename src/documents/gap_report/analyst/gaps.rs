//! Section 5: the gaps by type, each with what becomes of it.

use super::{Block, Cell, Report, Side};
use crate::documents::Tone;
use crate::measure::{Closing, DeliveryFault, Gap, GapSize, GapType, Measured};
use crate::model::{Context, Grade, Kept, Phase, Status};
use crate::tables::{plain, signed};

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
        let name = |at: crate::model::TouchpointRef<'_>| at.touchpoint.name.clone();
        let place = match (gap.at, gap.desired, gap.opportunity) {
            (Some(at), Some(desired), _) => format!("{} → {}", name(at), name(desired)),
            (Some(at), None, _) | (None, Some(at), _) => name(at),
            (None, None, Some(opportunity)) => opportunity.statement.clone(),
            (None, None, None) => self.say("the whole journey").to_owned(),
        };
        match gap.persona {
            Some(persona) => format!("{place} ({})", self.persona(persona)),
            None => place,
        }
    }

    /// The size of a gap of one of the journeys.
    pub(super) fn size(&self, gap: &Gap<'_>, side: &Side<'_>) -> String {
        let count = |template: &str, some: usize, all: usize| {
            self.fill(template, &[("some", &some.to_string()), ("all", &all.to_string())])
        };
        match gap.size {
            GapSize::Moment(criticality, valence) => {
                let (valence, n) = (self.say(valence.as_str()), criticality.to_string());
                self.fill("{valence}, criticality {n} of 3", &[("valence", valence), ("n", &n)])
            }
            GapSize::Score(size) => signed(size),
            GapSize::Points(points) => {
                let position = gap.at.map(|at| at.position);
                let items = side.effort.items.iter().filter(|item| Some(item.at.position) == position);
                let said = self.list(items.map(|item| self.locale.effort_event(item.event)));
                let points = self.locale.count(&self.locale.labels().effort_points, points as usize);
                format!("{points}: {said}")
            }
            GapSize::Contact => match gap.at.and_then(|at| at.touchpoint.root_cause.as_deref()) {
                Some(cause) => self.fill("1 contact: {cause}", &[("cause", cause)]),
                None => self.say("1 contact, cause unknown").to_owned(),
            },
            GapSize::Phase(Phase::After) => self.say("nothing after the contact").to_owned(),
            GapSize::Phase(Phase::Before) => self.say("nothing before the contact").to_owned(),
            GapSize::Phase(Phase::During) => self.say("nothing during the contact").to_owned(),
            GapSize::Unscored(some, all) => count("{some} of {all} touchpoints not scored", some, all),
            GapSize::Unresearched(some, all) => count("{some} of {all} scores not researched", some, all),
            GapSize::Stale(some, all) => count("{some} of {all} scores on old evidence", some, all),
            GapSize::Undated(some, all) => {
                count("{some} of {all} scores on evidence without a date", some, all)
            }
            GapSize::Promise(promise, kept) => {
                let template = if kept == Kept::Partly { "partly kept: {what}" } else { "not kept: {what}" };
                self.fill(template, &[("what", promise)])
            }
            GapSize::Belief(who, believed, felt) => {
                let template = match gap.grade >= Grade::Qualitative {
                    true => "{who} believe {believed}, customers say {felt}; {size} apart",
                    false => "{who} believe {believed}, the map guesses {felt}; {size} apart",
                };
                // Signs would change sides between Hebrew words.
                let (believed, felt) = (self.locale.level(believed), self.locale.level(felt));
                let apart = plain(gap.size.value().abs());
                let values = [("who", who), ("believed", believed), ("felt", felt), ("size", &apart)];
                self.fill(template, &values)
            }
            GapSize::Rating(attribute, size) => format!("{attribute} {}", signed(size)),
            GapSize::Delivery(fault) => self
                .say(match fault {
                    DeliveryFault::Missing => "did not happen",
                    DeliveryFault::AdHoc => "not planned",
                    DeliveryFault::Failed => "led nowhere",
                    DeliveryFault::Irregular => "out of order",
                })
                .to_owned(),
            GapSize::NotThere(Status::Planned) => self.say("planned, not there yet").to_owned(),
            GapSize::NotThere(_) => self.say("not there").to_owned(),
            GapSize::Context(context, is_forced) => {
                let change = self.say(if is_forced { "forced to change channel" } else { "changed channel" });
                match context {
                    Context::Kept => change.to_owned(),
                    Context::Partial => self.list([change, self.say("context partly kept")]),
                    Context::Lost => self.list([change, self.say("context lost")]),
                }
            }
            GapSize::Nobody => self.say("nobody answers for it").to_owned(),
        }
    }
}
