//! A current journey beside the desired one.

use super::{Point, Series, series};
use crate::model::{Initiator, Journey, TouchpointRef};

/// What becomes of a touchpoint on the way from the current to the desired journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Another channel.
    ChannelChanged,
    /// The provider acts where the customer had to.
    MadeProactive,
    /// Several become one.
    Merged,
}

/// A current touchpoint and the desired one that takes its place.
#[derive(Clone, Debug)]
pub struct Pair<'j> {
    /// Today's.
    pub current: TouchpointRef<'j>,
    /// The one that takes its place.
    pub desired: TouchpointRef<'j>,
    /// What each persona feels today and should feel; the first is the one that numbers are made of.
    pub felt: Vec<PairFelt<'j>>,
    /// What else changes.
    pub changes: Vec<Change>,
}

impl Pair<'_> {
    /// The emotion gap of the first persona.
    pub fn gap(&self) -> Option<f64> {
        self.felt.first().and_then(PairFelt::gap)
    }
}

/// The scores of one persona at a pair of touchpoints.
#[derive(Clone, Copy, Debug)]
pub struct PairFelt<'j> {
    /// The persona, when the current map tells several apart.
    pub persona: Option<&'j str>,
    /// Today's score, if there is one.
    pub current: Option<Point<'j>>,
    /// The target, if there is one.
    pub desired: Option<Point<'j>>,
}

impl PairFelt<'_> {
    /// The emotion gap v_desired − v_current, -2 to 2; positive means that something is to be gained.
    pub fn gap(&self) -> Option<f64> {
        Some(self.desired?.v - self.current?.v)
    }
}

/// A current journey aligned with a desired one.
#[derive(Clone, Debug)]
pub struct Alignment<'j> {
    /// Pairs in the order of the desired journey; one desired touchpoint may answer several.
    pub pairs: Vec<Pair<'j>>,
    /// Current touchpoints that nothing takes the place of.
    pub removed: Vec<TouchpointRef<'j>>,
    /// Desired touchpoints that take nothing's place.
    pub added: Vec<TouchpointRef<'j>>,
}

/// Aligns two journeys by the `replaces` of the desired one.
pub fn align<'j>(current: &'j Journey, desired: &'j Journey) -> Alignment<'j> {
    let now = series(current);
    let then = series(desired);
    // A persona who has no targets of their own shares those of the first.
    let targets_of =
        |persona| then.iter().find(|one: &&Series<'_>| one.persona == persona).unwrap_or(&then[0]);
    let mut alignment = Alignment { pairs: Vec::new(), removed: Vec::new(), added: Vec::new() };
    for wanted in desired.touchpoints() {
        let replaced: Vec<_> =
            wanted.touchpoint.replaces.iter().filter_map(|id| current.touchpoint(id.as_str())).collect();
        if replaced.is_empty() {
            alignment.added.push(wanted);
        }
        for old in &replaced {
            alignment.pairs.push(Pair {
                current: *old,
                desired: wanted,
                felt: now
                    .iter()
                    .map(|one| PairFelt {
                        persona: one.persona,
                        current: one.points[old.position],
                        desired: targets_of(one.persona).points[wanted.position],
                    })
                    .collect(),
                changes: changes(*old, wanted, replaced.len()),
            });
        }
    }
    let paired: Vec<usize> = alignment.pairs.iter().map(|pair| pair.current.position).collect();
    alignment.removed = current.touchpoints().filter(|at| !paired.contains(&at.position)).collect();
    alignment
}

fn changes(old: TouchpointRef<'_>, new: TouchpointRef<'_>, replaced: usize) -> Vec<Change> {
    let (old, new) = (old.touchpoint, new.touchpoint);
    let by_customer = old.initiator == Some(Initiator::Customer);
    let by_provider = new.initiator == Some(Initiator::Provider);
    let all = [
        (
            old.channel.is_some() && new.channel.is_some() && old.channel != new.channel,
            Change::ChannelChanged,
        ),
        (new.proactive && !old.proactive || by_customer && by_provider, Change::MadeProactive),
        (replaced > 1, Change::Merged),
    ];
    all.into_iter().filter(|(holds, _)| *holds).map(|(_, change)| change).collect()
}
