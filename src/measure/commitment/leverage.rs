//! What a moment of truth decides, and what the conventions do.

use super::distribution::CommitmentSpread;
use super::moves::Moves;
use super::paths::Paths;
use super::walk::{Walk, worth_of_leaving};
use super::{
    CommitmentMoment, CommitmentRules, Course, Decides, Die, Knowledge, StepKind, Stop, commitment_start,
    stops,
};
use crate::measure::primary_series;
use crate::model::Journey;

/// How many turns may be played again to find out what moments of truth decide in a map with circles.
const MOST_TURNS_AGAIN: usize = 1_000_000;

/// Finds out what each moment of truth decides.
///
/// Where nobody comes by twice, the expected end is a straight line over the probability that the moment goes
/// well, so one walk back from the end with the worth of each square is enough for all. In a map with circles it
/// is none, and both ends are played.
pub(super) fn decide(stops: &mut [Stop], course: &Course<'_>, walk: &Walk, die: Die) {
    let moments: Vec<usize> =
        (0..stops.len()).filter(|at| matches!(stops[*at].kind, StepKind::Moment(_))).collect();
    if moments.is_empty() {
        return;
    }
    let has_circles = !walk.circles.is_empty();
    if has_circles && 2 * moments.len() * walk.turns > MOST_TURNS_AGAIN {
        return;
    }
    let worth = if has_circles { Vec::new() } else { worth_of_leaving(course) };
    let end = course.end(walk).expected();
    let mut again = Course { moves: course.moves.clone(), ..*course };
    for at in moments {
        let (v, happens) = (stops[at].v, stops[at].happens);
        let StepKind::Moment(moment) = &mut stops[at].kind else { continue };
        let surely = |success: f64| {
            let sure = StepKind::Moment(CommitmentMoment { success, ..*moment });
            Moves::of(&sure, v, die).happening(happens)
        };
        let (well, badly) = (surely(1.0), surely(0.0));
        moment.decides = Some(if has_circles {
            let mut expected = |moves: Moves| {
                let kept = std::mem::replace(&mut again.moves[at], moves);
                let end = again.end(&again.walk()).expected();
                again.moves[at] = kept;
                end
            };
            Decides { well: expected(well), badly: expected(badly) }
        } else {
            let came = &walk.came[at];
            let leverage = mean_worth(came, &well, &worth[at]) - mean_worth(came, &badly, &worth[at]);
            Decides { well: end + (1.0 - moment.success) * leverage, badly: end - moment.success * leverage }
        });
    }
}

/// What those who came are worth after their moves.
fn mean_worth(came: &[f64], moves: &Moves, worth: &[f64]) -> f64 {
    let mut mean = 0.0;
    for (square, share) in came.iter().enumerate().filter(|(_, share)| **share > 0.0) {
        moves.each(square, &mut |to, probability| mean += share * probability * worth[to]);
    }
    mean
}

/// A convention of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommitmentConvention {
    /// How far a ladder goes up.
    Ladder,
    /// How far a snake goes down.
    Snake,
    /// How likely a moment of truth goes well of which nothing is known.
    Success,
}

/// What becomes of the end when a convention is half of what it is, and half as much again.
#[derive(Clone, Debug)]
pub struct CommitmentSwing {
    /// The convention.
    pub convention: CommitmentConvention,
    /// The lower value, and where customers end with it.
    pub low: (f64, CommitmentSpread),
    /// The higher value, and where customers end with it.
    pub high: (f64, CommitmentSpread),
}

/// How much hangs on the conventions: the end for the first line of the curve with each of them taken 50 % lower
/// and higher. Only those that matter in the map; a probability goes up to 1 at most.
pub fn commitment_swings(journey: &Journey, rules: &CommitmentRules) -> Vec<CommitmentSwing> {
    let paths = Paths::of(journey, &rules.supposed_ways);
    let felt = primary_series(journey);
    let start = commitment_start(journey, rules);
    let played = |rules: &CommitmentRules| {
        let stops = stops(journey, &felt, rules, &paths);
        let course = Course::new(&stops, &paths, start, rules.die);
        course.end(&course.walk())
    };
    let swing = |convention, value: f64, with: &dyn Fn(f64) -> CommitmentRules| {
        let most = if convention == CommitmentConvention::Success { 1.0 } else { f64::INFINITY };
        let at = |value: f64| (value.min(most), played(&with(value.min(most))));
        CommitmentSwing { convention, low: at(0.5 * value), high: at(1.5 * value) }
    };
    let stops = stops(journey, &felt, rules, &paths);
    let moments = || {
        stops.iter().filter_map(|stop| match &stop.kind {
            StepKind::Moment(moment) => Some(moment),
            _ => None,
        })
    };
    let mut swings = Vec::new();
    if moments().any(|moment| moment.up > 0) {
        swings.push(swing(CommitmentConvention::Ladder, rules.ladder, &|ladder| CommitmentRules {
            ladder,
            ..rules.clone()
        }));
    }
    if moments().next().is_some() {
        swings.push(swing(CommitmentConvention::Snake, rules.snake, &|snake| CommitmentRules {
            snake,
            ..rules.clone()
        }));
    }
    if moments().any(|moment| moment.known == Knowledge::Assumed) {
        swings.push(swing(CommitmentConvention::Success, rules.success, &|success| CommitmentRules {
            success,
            ..rules.clone()
        }));
    }
    swings
}
