//! The commitment model: snakes and ladders between 0 and 100, exact and without a die.
//!
//! The picture is that of the source (G. Yogev on customer journeys as snakes and ladders): every encounter
//! moves the relationship by a few squares, a moment of truth by tens of them, up a ladder or down a snake.
//! The numbers are conventions that nobody has validated, so call what comes out illustrative, compare a
//! journey only with another design of the same journey, and never two companies. At 0 every further
//! fall is hidden, so the order of the moments of truth matters.
//!
//! A commitment is a whole number from 0 to 100 and a touchpoint has few outcomes, so the distribution after
//! each touchpoint is computed, not sampled.

mod board;
mod distribution;

pub use board::{BoardPiece, board};
pub use distribution::{CommitmentSpread, HIGHEST};

use std::collections::BTreeMap;

use self::distribution::{Ways, value_before};
use super::{Series, series};
use crate::model::{Audience, Initiator, Journey, JourneyKind, Level, Touchpoint, TouchpointRef, Valence};
use crate::workspace::Conventions;

/// Where a relationship begins that did not exist before: a prospect's, or a whole lifecycle (the source).
pub const START_OF_PROSPECTS: u8 = 0;

/// Sides of a die less one: what a good experience can add to the one square of every encounter.
const PIPS: u32 = 5;

/// How far an ordinary encounter moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Die {
    /// 1 + Binomial(5, |v|) squares: the stronger the feeling, the more.
    #[default]
    Loaded,
    /// 1 to 6 squares, each equally likely, whatever the strength of the feeling.
    Fair,
}

/// The conventions a commitment is computed with.
#[derive(Clone, Debug, PartialEq)]
pub struct CommitmentRules {
    /// Where the journey begins, 0 to 100; by level and audience when absent.
    pub start: Option<u8>,
    /// Where the journey of an existing customer begins, 0 to 100, when `start` is absent.
    pub start_of_customers: u8,
    /// Squares a ladder of criticality 2 goes up (the source says "a far higher level").
    pub ladder: f64,
    /// Squares a snake of criticality 2 goes down (the source says "tens of steps back").
    pub snake: f64,
    /// How far an ordinary encounter moves.
    pub die: Die,
    /// The probability, 0 to 1, that a moment of truth goes well of which nothing is known.
    pub success: f64,
    /// The probability, 0 to 1, that a moment of truth goes well, by the touchpoint's id, where it is known.
    pub known: BTreeMap<String, f64>,
}

impl CommitmentRules {
    /// The rules of a workspace, with nothing known beyond them.
    pub fn of(conventions: &Conventions) -> Self {
        let constants = &conventions.commitment;
        CommitmentRules {
            start: None,
            start_of_customers: constants.start,
            ladder: constants.ladder.into(),
            snake: constants.snake.into(),
            die: Die::Loaded,
            success: constants.success,
            known: BTreeMap::new(),
        }
    }
}

impl Default for CommitmentRules {
    fn default() -> Self {
        Self::of(&Conventions::default())
    }
}

/// How committed the customer of one line of the curve is, touchpoint by touchpoint.
#[derive(Clone, Debug)]
pub struct Commitment<'j> {
    /// The persona, when the map tells several apart.
    pub persona: Option<&'j str>,
    /// The square before the first touchpoint, 0 to 100.
    pub start: u8,
    /// One entry for each touchpoint in order.
    pub steps: Vec<CommitmentStep<'j>>,
}

/// What one touchpoint does to the commitment.
#[derive(Clone, Debug)]
pub struct CommitmentStep<'j> {
    /// The touchpoint.
    pub at: TouchpointRef<'j>,
    /// What kind of step it is.
    pub kind: StepKind,
    /// The experience, from -1 to 1; `None` where nothing was scored.
    pub v: Option<f64>,
    /// The probability, 0 to 1, that it happens at all: the share of customers who meet it.
    pub reach: f64,
    /// Where the customer may stand after it.
    pub after: CommitmentSpread,
}

/// The kinds of step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum StepKind {
    /// An encounter that moves by how it felt. Not scored, it moves like a neutral one: the source says that
    /// every encounter advances a little.
    Ordinary,
    /// A moment of truth; its leap replaces the ordinary move.
    Moment(CommitmentMoment),
    /// No step, because the customer is alone with the matter.
    Alone,
}

/// A moment of truth as a snake or a ladder.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CommitmentMoment {
    /// Which way it can turn.
    pub valence: Valence,
    /// Squares up when it goes well; 0 for a negative one, which is then an ordinary encounter.
    pub up: u8,
    /// Squares down when it goes badly.
    pub down: u8,
    /// The probability, 0 to 1, that it goes well.
    pub success: f64,
    /// What that probability rests on.
    pub known: Knowledge,
    /// What is decided here, in squares: the expected commitment at the end if it surely goes well, less
    /// the same if it surely goes badly. 0 to 100; small where the floor hides the fall, or where a later
    /// fall takes all.
    pub leverage: f64,
}

/// Where a moment of truth leads from the expected commitment, 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leap {
    /// What is expected before it.
    pub from: f64,
    /// The top of the ladder; `from` where there is none.
    pub up: f64,
    /// The tip of the snake's tail.
    pub down: f64,
}

/// What the probability that a moment of truth goes well rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Knowledge {
    /// It was given with the rules.
    Given,
    /// It happened: the map tells one customer's actual journey.
    Happened,
    /// Nobody knows.
    Assumed,
}

impl Commitment<'_> {
    /// Where the customer may stand before the touchpoint at a position.
    pub fn before(&self, position: usize) -> CommitmentSpread {
        match position.checked_sub(1).and_then(|before| self.steps.get(before)) {
            Some(step) => step.after.clone(),
            None => CommitmentSpread::on(self.start),
        }
    }

    /// Where the customer may stand in the end.
    pub fn end(&self) -> CommitmentSpread {
        self.before(self.steps.len())
    }

    /// Where a moment of truth leads on the expected line.
    pub fn leap(&self, position: usize, moment: &CommitmentMoment) -> Leap {
        let from = self.before(position).expected();
        let up = (from + f64::from(moment.up)).min(f64::from(HIGHEST));
        Leap { from, up, down: (from - f64::from(moment.down)).max(0.0) }
    }

    /// The moments of truth with their places in the journey, in order.
    pub fn moments(&self) -> impl Iterator<Item = (usize, &CommitmentMoment)> {
        self.steps.iter().enumerate().filter_map(|(position, step)| match &step.kind {
            StepKind::Moment(moment) => Some((position, moment)),
            _ => None,
        })
    }
}

/// The commitment along a journey: one for each line of its emotion curve.
///
/// An ordinary encounter with normalised experience v moves by 1 + 5|v| squares on average, forwards from
/// neutral up and backwards below it. A moment of truth moves by a ladder or a snake, weighted by its
/// criticality (1, 2, 3 count 0.5, 1, 1.5). Touchpoints at which the customer is alone don't move anything.
pub fn commitment<'j>(journey: &'j Journey, rules: &CommitmentRules) -> Vec<Commitment<'j>> {
    series(journey).iter().map(|one| along(journey, one, rules)).collect()
}

/// The square a journey begins on.
pub fn commitment_start(journey: &Journey, rules: &CommitmentRules) -> u8 {
    let is_new = journey.level == Some(Level::Lifecycle) || journey.audience == Some(Audience::Prospect);
    let declared = if is_new { START_OF_PROSPECTS } else { rules.start_of_customers };
    rules.start.unwrap_or(declared).min(HIGHEST)
}

fn along<'j>(journey: &'j Journey, felt: &Series<'j>, rules: &CommitmentRules) -> Commitment<'j> {
    let start = commitment_start(journey, rules);
    let mut spread = CommitmentSpread::on(start);
    let mut steps: Vec<CommitmentStep<'j>> = Vec::new();
    let mut all_ways = Vec::new();
    for (at, point) in journey.touchpoints().zip(&felt.points) {
        let v = point.map(|point| point.v);
        let kind = kind_of(journey, at.touchpoint, v, rules);
        let reach = at.touchpoint.reach.map_or(1.0, |reach| reach.get());
        let ways = ways_of(&kind, v, rules).happening(reach);
        spread = spread.moved(&ways);
        steps.push(CommitmentStep { at, kind, v, reach, after: spread.clone() });
        all_ways.push(ways);
    }
    add_leverage(&mut steps, &all_ways, start, rules);
    Commitment { persona: felt.persona, start, steps }
}

/// Goes back from the end with the value of standing on each square, so that all leverages cost one walk.
fn add_leverage(steps: &mut [CommitmentStep<'_>], ways: &[Ways], start: u8, rules: &CommitmentRules) {
    let mut values: Vec<f64> = (0..=HIGHEST).map(f64::from).collect();
    for position in (0..steps.len()).rev() {
        let before = match position.checked_sub(1) {
            Some(before) => steps[before].after.clone(),
            None => CommitmentSpread::on(start),
        };
        let step = &mut steps[position];
        if let StepKind::Moment(moment) = &mut step.kind {
            let expected = |success: f64| {
                let sure = StepKind::Moment(CommitmentMoment { success, ..*moment });
                before.moved(&ways_of(&sure, step.v, rules)).mean_of(&values)
            };
            moment.leverage = step.reach * (expected(1.0) - expected(0.0));
        }
        values = value_before(&values, &ways[position]);
    }
}

fn kind_of(journey: &Journey, touchpoint: &Touchpoint, v: Option<f64>, rules: &CommitmentRules) -> StepKind {
    let Some(moment) = &touchpoint.moment_of_truth else {
        return if is_alone(touchpoint) { StepKind::Alone } else { StepKind::Ordinary };
    };
    let valence = moment.valence();
    let weight = f64::from(moment.criticality()) / 2.0;
    let squares = |least: f64| (least * weight).round().clamp(0.0, f64::from(HIGHEST)) as u8;
    let (known, success) = match (rules.known.get(touchpoint.id()), happened(journey, valence, v)) {
        (Some(given), _) => (Knowledge::Given, *given),
        (None, Some(well)) => (Knowledge::Happened, f64::from(u8::from(well))),
        (None, None) => (Knowledge::Assumed, rules.success),
    };
    StepKind::Moment(CommitmentMoment {
        valence,
        up: if valence == Valence::Negative { 0 } else { squares(rules.ladder) },
        down: squares(rules.snake),
        success: success.clamp(0.0, 1.0),
        known,
        leverage: 0.0,
    })
}

/// Whether nobody but the customer has a part in it: no channel, and nobody else who makes it happen.
///
/// A map that doesn't say where a touchpoint happens is taken to tell of an encounter. Waiting for somebody
/// is one, too.
fn is_alone(touchpoint: &Touchpoint) -> bool {
    let by_others = !matches!(touchpoint.initiator, None | Some(Initiator::Customer));
    let waits = touchpoint.live_wait.is_some() || touchpoint.async_wait.is_some();
    let without_channel = touchpoint.channel.as_ref().is_some_and(|channel| channel.is_none());
    without_channel && !by_others && !waits
}

/// How a moment of truth went, if the map tells what one customer really lived through: by how it felt, and
/// by its valence where that says nothing.
fn happened(journey: &Journey, valence: Valence, v: Option<f64>) -> Option<bool> {
    if journey.kind != Some(JourneyKind::Actual) || journey.is_target() {
        return None;
    }
    match (v, valence) {
        (Some(v), _) if v != 0.0 => Some(v > 0.0),
        (_, Valence::Positive) => Some(true),
        (_, Valence::Negative) => Some(false),
        (_, Valence::Either) => None,
    }
}

/// Where a step may lead.
fn ways_of(kind: &StepKind, v: Option<f64>, rules: &CommitmentRules) -> Ways {
    let v = v.unwrap_or(0.0);
    match kind {
        StepKind::Alone => Ways::default(),
        StepKind::Ordinary => ordinary(v, rules.die),
        StepKind::Moment(moment) => {
            let well = match moment.valence {
                // A threat that did not come true is no gift: service that recovers well is not rewarded
                // beyond satisfaction (meta-analysis by de Matos et al. 2007).
                Valence::Negative => ordinary(v.max(0.0), rules.die),
                Valence::Positive | Valence::Either => Ways::one(i32::from(moment.up)),
            };
            // A chance that was missed is a broken promise, so a positive moment falls as deep.
            well.or(Ways::one(-i32::from(moment.down)), moment.success)
        }
    }
}

/// The move of an ordinary encounter.
fn ordinary(v: f64, die: Die) -> Ways {
    let strength = v.abs().min(1.0);
    let squares = (0..=PIPS).map(|pips| {
        let probability = match die {
            Die::Fair => 1.0 / f64::from(PIPS + 1),
            Die::Loaded => {
                let chosen = [1.0, 5.0, 10.0, 10.0, 5.0, 1.0][pips as usize];
                chosen * strength.powi(pips as i32) * (1.0 - strength).powi((PIPS - pips) as i32)
            }
        };
        let squares = 1 + pips as i32;
        (if v < 0.0 { -squares } else { squares }, probability)
    });
    Ways::new(squares)
}

#[cfg(test)]
mod tests;
