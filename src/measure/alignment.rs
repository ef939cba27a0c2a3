//! A current journey beside the desired one.

use std::collections::HashMap;

use super::{Point, Series, series};
use crate::model::{Initiator, Journey, Phase, TouchpointRef};

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
    let mut by_id: HashMap<&str, TouchpointRef<'j>> = HashMap::new();
    for old in current.touchpoints() {
        by_id.entry(old.touchpoint.id()).or_insert(old);
    }
    let by_id = &by_id;
    let replaced = |new: TouchpointRef<'j>| {
        let ids = new.touchpoint.replaces.iter();
        ids.filter_map(|id| by_id.get(id.as_str())).map(move |old| (*old, new))
    };
    align_matches(current, desired, desired.touchpoints().flat_map(replaced).collect())
}

/// Aligns any two journeys by the first way that finds a pair: the `replaces` of the second, ids that both
/// use, or else their order, the first with the first of each phase and so on.
///
/// A current journey and a desired one are aligned by `replaces` and nothing else, as in the gap report:
/// what the desired one does not say to replace is new.
pub fn align_any<'j>(first: &'j Journey, second: &'j Journey) -> Alignment<'j> {
    let by_replaces = align(first, second);
    if !by_replaces.pairs.is_empty() || !first.is_target() && second.is_target() {
        return by_replaces;
    }
    let same_id = |new: TouchpointRef<'j>| {
        let id = new.touchpoint.id();
        let old = if id.is_empty() { None } else { first.touchpoint(id) };
        old.map(|old| (old, new))
    };
    let by_id: Vec<_> = second.touchpoints().filter_map(same_id).collect();
    if !by_id.is_empty() {
        return align_matches(first, second, by_id);
    }
    let mut by_order = Vec::new();
    for phase in [Some(Phase::Before), None, Some(Phase::During), Some(Phase::After)] {
        let of_phase = |journey: &'j Journey| journey.touchpoints().filter(move |at| at.stage.phase == phase);
        by_order.extend(of_phase(first).zip(of_phase(second)));
    }
    by_order.sort_by_key(|(_, new)| new.position);
    align_matches(first, second, by_order)
}

/// The alignment of two journeys whose pairs are known, in the order of the second.
pub fn align_matches<'j>(
    current: &'j Journey,
    desired: &'j Journey,
    matches: Vec<(TouchpointRef<'j>, TouchpointRef<'j>)>,
) -> Alignment<'j> {
    let now = series(current);
    let then = series(desired);
    // A persona who has no targets of their own shares those of the first.
    let targets_of =
        |persona| then.iter().find(|one: &&Series<'_>| one.persona == persona).unwrap_or(&then[0]);
    let mut is_paired = vec![false; current.touchpoints().count()];
    let mut replaced = vec![0; desired.touchpoints().count()];
    for (old, new) in &matches {
        is_paired[old.position] = true;
        replaced[new.position] += 1;
    }
    let pair = |(old, new): (TouchpointRef<'j>, TouchpointRef<'j>)| Pair {
        current: old,
        desired: new,
        felt: now
            .iter()
            .map(|one| PairFelt {
                persona: one.persona,
                current: one.points[old.position],
                desired: targets_of(one.persona).points[new.position],
            })
            .collect(),
        changes: changes(old, new, replaced[new.position]),
    };
    Alignment {
        pairs: matches.into_iter().map(pair).collect(),
        removed: current.touchpoints().filter(|at| !is_paired[at.position]).collect(),
        added: desired.touchpoints().filter(|at| replaced[at.position] == 0).collect(),
    }
}

impl Alignment<'_> {
    /// How many current touchpoints become one together with others, and how many they become.
    pub fn merged(&self) -> (usize, usize) {
        let mut places: Vec<usize> = self.pairs.iter().map(|pair| pair.desired.position).collect();
        places.sort_unstable();
        let groups = places.chunk_by(|a, b| a == b).filter(|group| group.len() > 1);
        groups.fold((0, 0), |(from, to), group| (from + group.len(), to + 1))
    }
}

/// How much better or worse the second series is at each touchpoint that both have a score for.
pub fn differences(first: &Series<'_>, second: &Series<'_>) -> Vec<Option<f64>> {
    let pairs = first.points.iter().zip(&second.points);
    pairs.map(|(first, second)| Some(second.as_ref()?.v - first.as_ref()?.v)).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Stage, State, Touchpoint};

    fn journey(stages: &[(Option<Phase>, &[&str])]) -> Journey {
        let touchpoint = |id: &&str| Touchpoint { id: Some(Id::parse(id).unwrap()), ..Touchpoint::default() };
        let stage = |(phase, ids): &(Option<Phase>, &[&str])| Stage {
            phase: *phase,
            touchpoints: ids.iter().map(touchpoint).collect(),
            ..Stage::default()
        };
        Journey { stages: stages.iter().map(stage).collect(), ..Journey::default() }
    }

    fn pairs<'j>(alignment: &Alignment<'j>) -> Vec<(&'j str, &'j str)> {
        alignment
            .pairs
            .iter()
            .map(|pair| (pair.current.touchpoint.id(), pair.desired.touchpoint.id()))
            .collect()
    }

    #[test]
    fn any_two_journeys_are_aligned_by_id_before_order() {
        let first = journey(&[(None, &["a", "b", "c"])]);
        let second = journey(&[(None, &["c", "x", "a"])]);
        let alignment = align_any(&first, &second);
        assert_eq!(pairs(&alignment), [("c", "c"), ("a", "a")]);
        assert_eq!((alignment.removed.len(), alignment.added.len()), (1, 1));
    }

    #[test]
    fn journeys_that_share_nothing_are_aligned_by_order_within_phases() {
        let (before, after) = (Some(Phase::Before), Some(Phase::After));
        let first = journey(&[(before, &["a", "b"]), (after, &["c"])]);
        let second = journey(&[(before, &["p"]), (after, &["q", "r"])]);
        assert_eq!(pairs(&align_any(&first, &second)), [("a", "p"), ("c", "q")]);
    }

    #[test]
    fn a_desired_journey_says_itself_what_it_replaces() {
        let current = journey(&[(None, &["a", "b", "c"])]);
        let mut desired = journey(&[(None, &["a", "d"])]);
        desired.state = Some(State::Desired);
        assert!(align_any(&current, &desired).pairs.is_empty());
        desired.stages[0].touchpoints[1].replaces = vec![Id::parse("b").unwrap(), Id::parse("c").unwrap()];
        let alignment = align_any(&current, &desired);
        assert_eq!(pairs(&alignment), [("b", "d"), ("c", "d")]);
        assert_eq!(alignment.pairs[0].changes, [Change::Merged]);
    }
}
