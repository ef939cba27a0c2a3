//! What becomes of a gap: an action with an owner and a day, or the reason why it stays.

use super::{Gap, Gaps};
use crate::model::{Date, Opportunity};

/// What the map says will close a gap. What is empty, nobody has decided yet.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Closing<'j> {
    /// What is to be done.
    pub action: Option<Action<'j>>,
    /// Who answers for it.
    pub owner: Option<&'j str>,
    /// By when.
    pub due: Option<Date>,
    /// Why the gap stays as it is.
    pub accepted: Option<&'j str>,
}

impl Closing<'_> {
    /// Whether nothing is left to decide: there are an action, an owner and a day, or a reason to leave it.
    pub fn is_decided(&self) -> bool {
        self.accepted.is_some() || self.action.is_some() && self.owner.is_some() && self.due.is_some()
    }
}

/// Something that is to be done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Action<'j> {
    /// A part of the response to a moment of truth.
    Response(&'j str),
    /// An opportunity that addresses the place.
    Opportunity(&'j Opportunity),
}

impl<'j> Action<'j> {
    /// What is to be done, in the words of the map.
    pub fn statement(self) -> &'j str {
        match self {
            Self::Response(statement) => statement,
            Self::Opportunity(opportunity) => &opportunity.statement,
        }
    }
}

impl<'j> Gaps<'j> {
    /// What becomes of a gap.
    pub fn closing(&self, gap: &Gap<'j>) -> Closing<'j> {
        let journey = self.current.journey;
        let Some(at) = gap.at else {
            let action = gap.opportunity.map(Action::Opportunity);
            let due = gap.opportunity.and_then(|one| one.due);
            return Closing { action, owner: gap.owner, due, accepted: None };
        };
        let is_about = |one: &&'j Opportunity| {
            one.addresses.iter().any(|id| [at.touchpoint.id(), at.stage.id()].contains(&id.as_str()))
        };
        let about = || journey.opportunities.iter().filter(is_about);
        // What somebody has taken on goes before what is only written down.
        let taken_on = about().find(|one| one.owner.is_some());
        let moment = at.touchpoint.moment_of_truth.as_ref();
        let response = moment.and_then(|moment| moment.response.as_ref()).and_then(|response| {
            let said = response.solutions.iter().chain(&response.guidelines).chain(&response.levers);
            said.map(String::as_str).next()
        });
        let action = taken_on
            .map(Action::Opportunity)
            .or(response.map(Action::Response))
            .or_else(|| about().next().map(Action::Opportunity));
        let due = match action {
            Some(Action::Opportunity(one)) => one.due,
            _ => None,
        };
        Closing { action, owner: gap.owner, due, accepted: at.touchpoint.accepted.as_deref() }
    }

    /// Whether a gap is one that somebody decided to leave as it is.
    pub fn is_accepted(&self, gap: &Gap<'j>) -> bool {
        gap.at.is_some_and(|at| at.touchpoint.accepted.is_some())
    }

    /// The worst touchpoints, worst first, each with the gap that makes it so; accepted ones are left out.
    pub fn worst_places(&self, count: usize) -> Vec<&Gap<'j>> {
        let mut worst: Vec<&Gap<'j>> = Vec::new();
        for gap in self.gaps.iter().filter(|gap| !self.is_accepted(gap)) {
            let Some(at) = gap.at else { continue };
            let is_new = worst.iter().all(|one| one.at.is_none_or(|other| other.position != at.position));
            if is_new && worst.len() < count {
                worst.push(gap);
            }
        }
        worst
    }
}
