//! Gaps that a change closed, opened, or made larger or smaller.

use std::collections::HashMap;

use super::likeness::Matched;
use crate::measure::{Gap, GapKind, GapSize, Gaps};

/// A gap before and after; one of the two is there at least.
#[derive(Clone, Debug)]
pub struct GapChange<'j> {
    /// As it was; `None` when it opened.
    pub before: Option<Gap<'j>>,
    /// As it is; `None` when it closed.
    pub after: Option<Gap<'j>>,
    /// Whether its touchpoint feels as it did, so that it came of what changed around it: a valley is deep beside
    /// what is higher.
    pub by_others: bool,
}

impl<'j> GapChange<'j> {
    /// What became of it.
    pub fn fate(&self) -> GapFate {
        match (&self.before, &self.after) {
            (Some(_), None) => GapFate::Closed,
            (None, _) => GapFate::Opened,
            (Some(before), Some(after)) if after.size.value().abs() > before.size.value().abs() => {
                GapFate::Larger
            }
            _ => GapFate::Smaller,
        }
    }

    /// The gap as it is, or as it was.
    pub fn gap(&self) -> Option<&Gap<'j>> {
        self.after.as_ref().or(self.before.as_ref())
    }
}

/// What became of a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GapFate {
    /// It is gone.
    Closed,
    /// It is new.
    Opened,
    /// It grew.
    Larger,
    /// It shrank.
    Smaller,
}

impl GapFate {
    /// The fate in a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Opened => "opened",
            Self::Larger => "larger",
            Self::Smaller => "smaller",
        }
    }
}

/// The gaps of a journey that are not the same, closed ones first, each worst first.
///
/// They are those of the journey by itself; gaps that lie between it and a desired one take both to tell.
pub(super) fn gap_changes<'j>(
    before: &Gaps<'j>,
    after: &Gaps<'j>,
    matches: &[Matched<'j>],
) -> Vec<GapChange<'j>> {
    // A plan has none, and today's are not closed by one.
    if before.open().is_none() || after.open().is_none() {
        return Vec::new();
    }
    let counterparts: HashMap<usize, usize> =
        matches.iter().map(|one| (one.before.position, one.after.position)).collect();
    let mut left: Vec<Option<Gap<'j>>> = after.gaps.iter().cloned().map(Some).collect();
    let mut changes = Vec::new();
    for old in before.gaps.iter().cloned() {
        let place = old.at.map(|at| counterparts.get(&at.position).copied());
        let counterpart = |new: &Gap<'j>| {
            let is_there = match (place, new.at) {
                (Some(place), Some(new)) => place == Some(new.position),
                (None, None) => true,
                _ => false,
            };
            let is_alike = match (old.size, new.size) {
                (GapSize::Phase(one), GapSize::Phase(two)) => one == two,
                (GapSize::Rating(one, _), GapSize::Rating(two, _))
                | (GapSize::Promise(one, _), GapSize::Promise(two, _))
                | (GapSize::Belief(one, ..), GapSize::Belief(two, ..)) => one == two,
                (one, two) => std::mem::discriminant(&one) == std::mem::discriminant(&two),
            };
            is_there && old.kind == new.kind && old.persona == new.persona && is_alike
        };
        let found = left.iter_mut().find(|new| new.as_ref().is_some_and(counterpart));
        let by_others = place.flatten().zip(old.at).is_some_and(|(new, at)| {
            is_of_shape(old.kind) && feels_the_same((before, at.position), (after, new), old.persona)
        });
        match found.and_then(Option::take) {
            Some(new) if by_others || (old.size.value() - new.size.value()).abs() < 1e-9 => {}
            new => changes.push(GapChange { before: Some(old), after: new, by_others }),
        }
    }
    let places: HashMap<usize, usize> = counterparts.iter().map(|(old, new)| (*new, *old)).collect();
    for new in left.into_iter().flatten() {
        let old = new.at.and_then(|at| Some((*places.get(&at.position)?, at.position)));
        let by_others = old.is_some_and(|(old, at)| {
            is_of_shape(new.kind) && feels_the_same((before, old), (after, at), new.persona)
        });
        changes.push(GapChange { before: None, after: Some(new), by_others });
    }
    changes.sort_by_key(GapChange::fate);
    changes
}

/// Whether a gap is one of the curve's shape, and not of its touchpoint alone.
fn is_of_shape(kind: GapKind) -> bool {
    matches!(kind, GapKind::Valley | GapKind::Fall)
}

/// Whether a persona feels the same at a place of one version and at its counterpart in the other.
fn feels_the_same(before: (&Gaps<'_>, usize), after: (&Gaps<'_>, usize), persona: Option<&str>) -> bool {
    let felt = |(gaps, position): (&Gaps<'_>, usize)| {
        let all = &gaps.current.all;
        let series = all.iter().find(|series| series.persona == persona).unwrap_or(gaps.current.series());
        series.points.get(position).copied().flatten().map(|point| point.v)
    };
    felt(before) == felt(after)
}
