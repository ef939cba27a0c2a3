//! How the numbers of a map move, and what becomes of what they say, when what they rest on is changed.

use super::{Gaps, gaps_with_plan};
use crate::measure::{
    CommitmentConvention, CommitmentRules, CommitmentSwing, commitment, commitment_swings, effort, ranking,
};
use crate::model::{Journey, Opportunity, TouchpointRef};
use crate::workspace::Conventions;

/// The same numbers under other assumptions.
#[derive(Clone, Debug)]
pub struct Sensitivity<'j> {
    /// What half the weights of effort do, and half as much again.
    pub effort: EffortTest,
    /// What half a convention of the commitment model does, and half as much again; those that matter in one of the
    /// journeys.
    pub commitment: Vec<CommitmentTest<'j>>,
    /// What remains without each source of evidence, in the order of ids.
    pub without: Vec<WithoutSource<'j>>,
}

/// Effort with other weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EffortTest {
    /// Effort points with half of every weight, as they are, and with half as much again; weights rounded up.
    pub points: [u32; 3],
    /// The same of the desired journey.
    pub desired: Option<[u32; 3]>,
    /// Whether the worst places stay the same, in the same order.
    pub keeps_worst: bool,
}

/// The commitment in the end with another convention.
#[derive(Clone, Copy, Debug)]
pub struct CommitmentTest<'j> {
    /// The convention.
    pub convention: CommitmentConvention,
    /// The lower and the higher value.
    pub values: [f64; 2],
    /// The expected end, 0 to 100, of the current journey: lower, as it is, higher.
    pub current: [f64; 3],
    /// The same of the desired journey.
    pub desired: Option<[f64; 3]>,
    /// The moment of truth of the current journey that then decides most, when it is another one.
    pub other_first: Option<TouchpointRef<'j>>,
}

impl CommitmentTest<'_> {
    /// Whether the same journey of the two stays ahead.
    pub fn keeps_order(&self) -> bool {
        let Some(desired) = self.desired else { return true };
        let ahead = |at: usize| (desired[at] - self.current[at]).total_cmp(&0.0);
        ahead(0) == ahead(1) && ahead(1) == ahead(2)
    }
}

/// The map without one source of evidence.
#[derive(Clone, Copy, Debug)]
pub struct WithoutSource<'j> {
    /// The id of the source.
    pub id: &'j str,
    /// How many scores are left, of the first persona's.
    pub scores: usize,
    /// Their mean, -1 to 1; `None` when none is left.
    pub mean: Option<f64>,
    /// Whether the mean now lies on the other side of neutral, or nothing is left to say.
    pub turns: bool,
    /// The lowest of the scores that are left.
    pub worst: Option<TouchpointRef<'j>>,
    /// The opportunity that is now ranked first, when it is another one.
    pub other_first: Option<&'j Opportunity>,
}

/// How many of the worst places have to stay for a ranking to be called the same (convention).
const WORST: usize = 3;

/// How far the numbers of a journey can be pushed: by the weights of effort and the constants of the commitment
/// model, which are conventions, and by leaving out one source at a time. It shows what a number leans on and
/// whether it still says the same, and nothing of chance.
pub fn sensitivity<'j>(gaps: &Gaps<'j>, conventions: &Conventions) -> Sensitivity<'j> {
    Sensitivity {
        effort: effort_test(gaps, conventions),
        commitment: commitment_tests(gaps, &CommitmentRules::of(conventions)),
        without: without_sources(gaps, conventions),
    }
}

fn effort_test(gaps: &Gaps<'_>, conventions: &Conventions) -> EffortTest {
    let others = [0.5, 1.5].map(|share| scaled(conventions, share));
    let points = |journey: &Journey| {
        let of = |conventions: &Conventions| effort(journey, conventions).points();
        [of(&others[0]), of(conventions), of(&others[1])]
    };
    let desired = gaps.desired.as_ref().map(|side| side.journey);
    let worst = |gaps: &Gaps<'_>| -> Vec<usize> {
        gaps.worst_places(WORST).iter().filter_map(|gap| Some(gap.at?.position)).collect()
    };
    let as_it_is = worst(gaps);
    // What has grown old is a gap of the whole map, and of no place.
    let stays = |other: &Conventions| {
        worst(&gaps_with_plan(gaps.current.journey, desired, gaps.planned, other, None)) == as_it_is
    };
    EffortTest {
        points: points(gaps.current.journey),
        desired: desired.map(points),
        keeps_worst: others.iter().all(stays),
    }
}

/// The conventions with all weights of effort multiplied.
fn scaled(conventions: &Conventions, share: f64) -> Conventions {
    let mut own = conventions.clone();
    let weights = &mut own.effort;
    for weight in [
        &mut weights.repeat_contact,
        &mut weights.handoff,
        &mut weights.information_repeated,
        &mut weights.forced_switch,
        &mut weights.context_lost,
        &mut weights.form,
        &mut weights.dead_end,
    ] {
        *weight = (f64::from(*weight) * share).ceil() as u32;
    }
    own
}

fn commitment_tests<'j>(gaps: &Gaps<'j>, rules: &CommitmentRules) -> Vec<CommitmentTest<'j>> {
    let current = gaps.current.journey;
    let desired = gaps.desired.as_ref().map(|side| side.journey);
    let swings: Vec<CommitmentSwing> =
        std::iter::once(current).chain(desired).flat_map(|one| commitment_swings(one, rules)).collect();
    let conventions =
        [CommitmentConvention::Ladder, CommitmentConvention::Snake, CommitmentConvention::Success];
    let test = |convention: CommitmentConvention| {
        let swing = swings.iter().find(|swing| swing.convention == convention)?;
        let values = [swing.low.0, swing.high.0];
        let trials = [with(rules, convention, values[0]), rules.clone(), with(rules, convention, values[1])];
        let played = trials.each_ref().map(|rules| play(current, rules));
        let first = |at: usize| played[at].1;
        let place = |at: Option<TouchpointRef<'j>>| at.map(|at| at.position);
        let other_first = [0, 2].map(first).into_iter().find(|one| place(*one) != place(first(1)));
        Some(CommitmentTest {
            convention,
            values,
            current: played.map(|(end, _)| end),
            desired: desired.map(|journey| trials.each_ref().map(|rules| play(journey, rules).0)),
            other_first: other_first.flatten(),
        })
    };
    conventions.into_iter().filter_map(test).collect()
}

/// The rules with one convention replaced.
fn with(rules: &CommitmentRules, convention: CommitmentConvention, value: f64) -> CommitmentRules {
    let mut own = rules.clone();
    *match convention {
        CommitmentConvention::Ladder => &mut own.ladder,
        CommitmentConvention::Snake => &mut own.snake,
        CommitmentConvention::Success => &mut own.success,
    } = value;
    own
}

/// Where customers are expected to end, and the moment of truth that decides most.
fn play<'j>(journey: &'j Journey, rules: &CommitmentRules) -> (f64, Option<TouchpointRef<'j>>) {
    let lines = commitment(journey, rules);
    let Some(line) = lines.first() else { return (0.0, None) };
    let first = line.moments_by_leverage().first().map(|(position, _)| line.steps[*position].at);
    (line.end.expected(), first)
}

fn without_sources<'j>(gaps: &Gaps<'j>, conventions: &Conventions) -> Vec<WithoutSource<'j>> {
    let journey: &'j Journey = gaps.current.journey;
    let series = gaps.current.series();
    let mut ids: Vec<&'j str> = series.scored().filter_map(|point| point.basis.id).collect();
    ids.extend(journey.opportunities.iter().filter_map(|one| {
        let id = one.evidence.as_ref()?.as_str();
        journey.evidence.contains_key(id).then_some(id)
    }));
    ids.sort_unstable();
    ids.dedup();
    let whole = gaps.current.mean();
    let first = first_choice(journey, conventions);
    let without = |id: &'j str| {
        let left: Vec<_> = series.scored().filter(|point| point.basis.id != Some(id)).collect();
        let mean =
            (!left.is_empty()).then(|| left.iter().map(|point| point.v).sum::<f64>() / left.len() as f64);
        let worst = left.iter().min_by(|a, b| a.v.total_cmp(&b.v)).map(|point| point.at);
        let mut other = journey.clone();
        other.evidence.remove(id);
        let now_first = first_choice(&other, conventions).filter(|now| Some(*now) != first);
        WithoutSource {
            id,
            scores: left.len(),
            mean,
            turns: whole.is_some() && mean.zip(whole).is_none_or(|(now, then)| now * then < 0.0),
            worst,
            other_first: now_first.and_then(|index| journey.opportunities.get(index)),
        }
    };
    ids.into_iter().map(without).collect()
}

/// The place in the map of the opportunity that is ranked first, when anything ranks it.
fn first_choice(journey: &Journey, conventions: &Conventions) -> Option<usize> {
    let ranked = ranking(journey, conventions);
    ranked.first().filter(|one| one.rice.is_some() || one.wsjf.is_some()).map(|one| one.index)
}
