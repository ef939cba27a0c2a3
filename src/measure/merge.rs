//! Two aligned journeys as one row of columns that respects the order of both.

use super::{Alignment, Pair};
use crate::model::{Phase, TouchpointRef};

/// One column of two journeys laid beside each other.
///
/// A touchpoint that answers several, or is answered by several, goes on over several columns.
#[derive(Clone, Copy, Debug)]
pub struct Slot<'a, 'j> {
    /// The current journey's touchpoint.
    pub current: Option<TouchpointRef<'j>>,
    /// The desired journey's touchpoint.
    pub desired: Option<TouchpointRef<'j>>,
    /// The pair that shares the column.
    pub pair: Option<&'a Pair<'j>>,
    /// Whether the touchpoint has its counterpart in another column, because the order differs.
    pub moved: bool,
}

impl<'j> Alignment<'j> {
    /// The columns of both journeys: as many pairs as both orders allow share one, and everything else has
    /// its own. What only one journey has stands in order of phase, the current journey first.
    pub fn slots(&self) -> Vec<Slot<'_, 'j>> {
        let mut pairs: Vec<&Pair<'j>> = self.pairs.iter().collect();
        pairs.sort_by_key(|pair| (pair.current.position, pair.desired.position));
        pairs.dedup_by_key(|pair| (pair.current.position, pair.desired.position));
        let places: Vec<usize> = pairs.iter().map(|pair| pair.desired.position).collect();
        let shared: Vec<&Pair<'j>> = longest_rising(&places).into_iter().map(|at| pairs[at]).collect();

        let own = |only: &[TouchpointRef<'j>], of_pair: &dyn Fn(&Pair<'j>) -> TouchpointRef<'j>| {
            let mut taken: Vec<usize> = shared.iter().map(|pair| of_pair(pair).position).collect();
            taken.sort_unstable();
            let is_free = |at: &TouchpointRef<'j>| taken.binary_search(&at.position).is_err();
            let moved = pairs.iter().map(|pair| (of_pair(pair), true)).filter(|(at, _)| is_free(at));
            let mut own: Vec<_> = only.iter().map(|at| (*at, false)).chain(moved).collect();
            own.sort_by_key(|(at, _)| at.position);
            own.dedup_by_key(|(at, _)| at.position);
            own
        };
        let old = own(&self.removed, &|pair| pair.current);
        let new = own(&self.added, &|pair| pair.desired);
        let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
        let mut slots = Vec::new();
        let ends = shared.iter().map(|pair| (pair.current.position, pair.desired.position, Some(*pair)));
        for (old_end, new_end, pair) in ends.chain([(usize::MAX, usize::MAX, None)]) {
            loop {
                let next_old = old.peek().filter(|(at, _)| at.position < old_end).copied();
                let next_new = new.peek().filter(|(at, _)| at.position < new_end).copied();
                let is_old = match (next_old, next_new) {
                    (None, None) => break,
                    (Some((old, _)), Some((new, _))) => phase_of(old) <= phase_of(new),
                    (next_old, _) => next_old.is_some(),
                };
                let next = if is_old { old.next() } else { new.next() };
                let Some((at, moved)) = next else { break };
                let (current, desired) = if is_old { (Some(at), None) } else { (None, Some(at)) };
                slots.push(Slot { current, desired, pair: None, moved });
            }
            if let Some(pair) = pair {
                let (current, desired) = (Some(pair.current), Some(pair.desired));
                slots.push(Slot { current, desired, pair: Some(pair), moved: false });
            }
        }
        slots
    }
}

fn phase_of(at: TouchpointRef<'_>) -> u8 {
    match at.stage.phase {
        Some(Phase::Before) => 0,
        Some(Phase::During) | None => 1,
        Some(Phase::After) => 2,
    }
}

/// The places of a longest subsequence that never falls (patience sorting).
pub(crate) fn longest_rising(values: &[usize]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (at, value) in values.iter().enumerate() {
        let length = ends.partition_point(|end| values[*end] <= *value);
        before.push(length.checked_sub(1).map(|last| ends[last]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut found = Vec::new();
    let mut next = ends.last().copied();
    while let Some(at) = next {
        found.push(at);
        next = before[at];
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::align;
    use crate::model::{Id, Journey, Stage, Touchpoint};
    use proptest::prelude::*;

    /// A stage: its phase, and its touchpoints with what each replaces.
    type Told<'t> = (Option<Phase>, &'t [(&'t str, &'t [&'t str])]);

    fn journey(stages: &[Told<'_>]) -> Journey {
        let touchpoint = |(id, replaces): &(&str, &[&str])| Touchpoint {
            id: Some(Id::parse(id).unwrap()),
            replaces: replaces.iter().map(|id| Id::parse(id).unwrap()).collect(),
            ..Touchpoint::default()
        };
        let stage = |(phase, all): &(Option<Phase>, &[(&str, &[&str])])| Stage {
            phase: *phase,
            touchpoints: all.iter().map(touchpoint).collect(),
            ..Stage::default()
        };
        Journey { stages: stages.iter().map(stage).collect(), ..Journey::default() }
    }

    fn columns(current: &Journey, desired: &Journey) -> Vec<String> {
        let id = |at: Option<TouchpointRef<'_>>| at.map_or("-", |at| at.touchpoint.id()).to_owned();
        let said = |slot: &Slot<'_, '_>| {
            format!("{}{}{}", id(slot.current), id(slot.desired), if slot.moved { "!" } else { "" })
        };
        align(current, desired).slots().iter().map(said).collect()
    }

    #[test]
    fn pairs_share_columns_and_the_rest_stands_in_order_of_phase() {
        let (before, during, after) = (Some(Phase::Before), Some(Phase::During), Some(Phase::After));
        let current = journey(&[
            (before, &[("a", &[])]),
            (during, &[("b", &[]), ("c", &[]), ("d", &[]), ("e", &[])]),
            (after, &[("f", &[])]),
        ]);
        let desired = journey(&[
            (before, &[("A", &["a"])]),
            (during, &[("B", &[]), ("C", &["b", "d"]), ("D", &[])]),
            (after, &[("E", &[])]),
        ]);
        assert_eq!(columns(&current, &desired), ["aA", "-B", "bC", "c-", "dC", "e-", "-D", "f-", "-E"]);
    }

    #[test]
    fn what_changes_its_place_has_a_column_in_each() {
        let current = journey(&[(None, &[("a", &[]), ("b", &[]), ("c", &[])])]);
        let desired = journey(&[(None, &[("C", &["c"]), ("A", &["a"]), ("B", &["b"])])]);
        assert_eq!(columns(&current, &desired), ["-C!", "aA", "bB", "c-!"]);
    }

    #[test]
    fn one_that_several_answer_goes_on() {
        let current = journey(&[(None, &[("a", &[]), ("b", &[])])]);
        let desired = journey(&[(None, &[("A", &["a", "a"]), ("X", &[]), ("B", &["a"]), ("C", &["b"])])]);
        assert_eq!(columns(&current, &desired), ["aA", "-X", "aB", "bC"]);
    }

    proptest! {
        #[test]
        fn both_orders_hold_and_nothing_is_lost(
            count in 0usize..9, replaces in prop::collection::vec(prop::collection::vec(0usize..9, 0..3), 0..9),
        ) {
            let ids: Vec<String> = (0..9).map(|at| format!("t{at}")).collect();
            let old: Vec<(&str, &[&str])> = (0..count).map(|at| (ids[at].as_str(), &[][..])).collect();
            let answered: Vec<Vec<&str>> =
                replaces.iter().map(|all| all.iter().map(|at| ids[*at].as_str()).collect()).collect();
            let new: Vec<(&str, &[&str])> =
                answered.iter().enumerate().map(|(at, all)| (ids[at].as_str(), all.as_slice())).collect();
            let (current, desired) = (journey(&[(None, &old)]), journey(&[(None, &new)]));
            let alignment = align(&current, &desired);
            let slots = alignment.slots();
            let mut now: Vec<usize> = slots.iter().filter_map(|slot| Some(slot.current?.position)).collect();
            let mut then: Vec<usize> = slots.iter().filter_map(|slot| Some(slot.desired?.position)).collect();
            prop_assert!(now.is_sorted() && then.is_sorted());
            now.dedup();
            then.dedup();
            prop_assert_eq!(now, (0..count).collect::<Vec<_>>());
            prop_assert_eq!(then, (0..new.len()).collect::<Vec<_>>());
        }
    }
}
