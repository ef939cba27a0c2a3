//! The commitment model: snakes and ladders between 0 and 100, exact and without a die.
//!
//! The picture is that of the source (G. Yogev on customer journeys as snakes and ladders): every encounter
//! moves the relationship by a few squares, a moment of truth by tens of them, up a ladder or down a snake.
//! The numbers are conventions that nobody has validated, so call what comes out illustrative, compare a
//! journey only with another design of the same journey, and never two companies. At 0 every further
//! fall is hidden, so the order of the moments of truth matters.
//!
//! A commitment is a whole number from 0 to 100 and a touchpoint has few outcomes, so the distribution after
//! each touchpoint is computed, not sampled; where ways part and meet again, too.

mod board;
mod distribution;
mod leverage;
mod moves;
mod paths;
mod walk;

pub use board::{BoardPiece, board};
pub use distribution::{CommitmentSpread, HIGHEST};
pub use leverage::{CommitmentConvention, CommitmentSwing, commitment_swings};
pub use paths::{CommitmentWay, SupposedWays, WayBasis};

use std::collections::BTreeMap;

use self::distribution::SQUARES;
use self::leverage::decide;
use self::moves::Moves;
use self::paths::Paths;
use self::walk::{Game, Onward, Walk, walk};
use super::{Basis, Series, basis, series};
use crate::model::{Audience, Initiator, Journey, JourneyKind, Level, Touchpoint, TouchpointRef, Valence};
use crate::workspace::Conventions;

/// Where a relationship begins that did not exist before: a prospect's, or a whole lifecycle (the source).
pub const START_OF_PROSPECTS: u8 = 0;

/// The name of the metric of a touchpoint that says in which share of cases its moment of truth goes well.
pub const SUCCESS_METRIC: &str = "success";

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
    /// What is supposed of single touchpoints instead of what the map says, by their ids.
    pub supposed: BTreeMap<String, Supposition>,
    /// Which shares of ways are supposed.
    pub supposed_ways: SupposedWays,
}

/// What is supposed of a touchpoint instead of what the map says.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Supposition {
    /// The probability, 0 to 1, that its moment of truth goes well.
    pub success: Option<f64>,
    /// The experience, -1 to 1.
    pub v: Option<f64>,
    /// The probability, 0 to 1, that it happens to a customer who comes by.
    pub happens: Option<f64>,
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
            supposed: BTreeMap::new(),
            supposed_ways: SupposedWays::new(),
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
    /// Where customers may stand in the end, whatever way they went.
    pub end: CommitmentSpread,
    /// The circles that customers go round in.
    pub circles: Vec<Circle>,
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
    /// How often a customer comes by, on average: 1 where there is no other way, above 1 in circles.
    pub visits: f64,
    /// The probability, 0 to 1, that it happens to a customer who comes by.
    pub happens: f64,
    /// Where those who come by may stand before it.
    pub before: CommitmentSpread,
    /// Where they may stand after it.
    pub after: CommitmentSpread,
    /// The ways on from it.
    pub ways: Vec<CommitmentWay>,
}

/// Touchpoints whose ways lead back to each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Circle {
    /// Their places in the journey, in order.
    pub touchpoints: Vec<usize>,
    /// How often those who come there go back to the same touchpoint or an earlier one, on average.
    pub returns: f64,
    /// The share of all customers who are still in it when the reckoning gives up; they count with the
    /// commitment they have then.
    pub remaining: f64,
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
    /// What is expected in the end if it surely goes well and if it surely goes badly; `None` in a map with so
    /// many moments and circles that working it out would take too long.
    pub decides: Option<Decides>,
}

impl CommitmentMoment {
    /// What is decided here, in squares: the expected commitment at the end if it surely goes well, less the
    /// same if it surely goes badly. 0 to 100; small where few come by, where the floor hides the fall, or
    /// where a later fall takes all.
    pub fn leverage(&self) -> Option<f64> {
        self.decides.map(|decides| decides.well - decides.badly)
    }
}

/// What is expected in the end, 0 to 100, by how a moment of truth goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decides {
    /// If it surely goes well, every time.
    pub well: f64,
    /// If it surely goes badly.
    pub badly: f64,
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
    /// It was supposed with the rules.
    Given,
    /// It was measured: the touchpoint has a metric of that name.
    Measured,
    /// It happened: the map tells one customer's actual journey.
    Happened,
    /// Nobody knows.
    Assumed,
}

impl Commitment<'_> {
    /// Whether customers go different ways.
    pub fn branches(&self) -> bool {
        self.steps.iter().any(|step| step.ways.len() > 1)
    }

    /// Where a moment of truth leads on the expected line.
    pub fn leap(&self, position: usize, moment: &CommitmentMoment) -> Leap {
        let from = self.steps.get(position).map_or(f64::from(self.start), |step| step.before.expected());
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

    /// The same, those that decide most first; in order where they decide alike.
    pub fn moments_by_leverage(&self) -> Vec<(usize, &CommitmentMoment)> {
        let mut moments: Vec<_> = self.moments().collect();
        let leverage = |moment: &CommitmentMoment| moment.leverage().unwrap_or(0.0);
        moments.sort_by(|(_, a), (_, b)| leverage(b).total_cmp(&leverage(a)));
        moments
    }
}

/// The commitment along a journey: one for each line of its emotion curve.
///
/// An ordinary encounter with normalised experience v moves by 1 + 5|v| squares on average, forwards from
/// neutral up and backwards below it. A moment of truth moves by a ladder or a snake, weighted by its
/// criticality (1, 2, 3 count 0.5, 1, 1.5). Touchpoints at which the customer is alone don't move anything.
///
/// Customers go the ways that `next` names, or else to the touchpoint after. Range 0 to 100, in squares of a
/// board that exists nowhere else; every constant is a convention, so the result is good for comparing two
/// designs of one journey and for nothing else.
pub fn commitment<'j>(journey: &'j Journey, rules: &CommitmentRules) -> Vec<Commitment<'j>> {
    let paths = Paths::of(journey, &rules.supposed_ways);
    series(journey).iter().map(|one| along(journey, one, rules, &paths)).collect()
}

/// The square a journey begins on.
pub fn commitment_start(journey: &Journey, rules: &CommitmentRules) -> u8 {
    let is_new = journey.level == Some(Level::Lifecycle) || journey.audience == Some(Audience::Prospect);
    let declared = if is_new { START_OF_PROSPECTS } else { rules.start_of_customers };
    rules.start.unwrap_or(declared).min(HIGHEST)
}

/// What is known of a touchpoint before anybody has come by.
struct Stop {
    kind: StepKind,
    v: Option<f64>,
    happens: f64,
}

fn stops(journey: &Journey, felt: &Series<'_>, rules: &CommitmentRules, paths: &Paths) -> Vec<Stop> {
    let stop = |(at, point): (TouchpointRef<'_>, &Option<super::Point<'_>>)| {
        let supposed = rules.supposed.get(at.touchpoint.id()).copied().unwrap_or_default();
        let felt = point.map(|point| point.v);
        let kind = kind_of(journey, at.touchpoint, felt, supposed.success, rules);
        let v = supposed.v.or(felt);
        let happens = supposed.happens.unwrap_or_else(|| paths.happens(at));
        Stop { kind, v, happens: happens.clamp(0.0, 1.0) }
    };
    journey.touchpoints().zip(&felt.points).map(stop).collect()
}

/// A journey as a game: a place for each touchpoint, a square for each commitment.
struct Course<'p> {
    moves: Vec<Moves>,
    paths: &'p Paths,
    start: u8,
}

impl<'p> Course<'p> {
    fn new(stops: &[Stop], paths: &'p Paths, start: u8, die: Die) -> Self {
        let moves = stops.iter().map(|stop| Moves::of(&stop.kind, stop.v, die).happening(stop.happens));
        Course { moves: moves.collect(), paths, start }
    }

    fn walk(&self) -> Walk {
        walk(self, usize::from(self.start))
    }

    /// Where customers end.
    fn end(&self, walk: &Walk) -> CommitmentSpread {
        CommitmentSpread::of(walk.ended.clone()).unwrap_or_else(|| CommitmentSpread::on(self.start))
    }
}

impl Game for Course<'_> {
    fn places(&self) -> usize {
        self.moves.len()
    }

    fn squares(&self) -> usize {
        SQUARES
    }

    fn lands(&self, place: usize, square: usize, land: &mut dyn FnMut(usize, f64)) {
        self.moves[place].each(square, land);
    }

    fn onward(&self, place: usize) -> &[Onward] {
        self.paths.onward(place)
    }
}

fn along<'j>(
    journey: &'j Journey,
    felt: &Series<'j>,
    rules: &CommitmentRules,
    paths: &Paths,
) -> Commitment<'j> {
    let start = commitment_start(journey, rules);
    let mut stops = stops(journey, felt, rules, paths);
    let course = Course::new(&stops, paths, start, rules.die);
    let mut walk = course.walk();
    decide(&mut stops, &course, &walk, rules.die);
    let mut steps: Vec<CommitmentStep<'j>> = Vec::with_capacity(stops.len());
    for (at, stop) in journey.touchpoints().zip(stops) {
        let [came, went] =
            [&mut walk.came, &mut walk.went].map(|shares| std::mem::take(&mut shares[at.position]));
        // Where nobody comes by, the line goes on as it was.
        let so_far = || steps.last().map_or_else(|| CommitmentSpread::on(start), |step| step.after.clone());
        let before = CommitmentSpread::of(came).unwrap_or_else(so_far);
        let after = CommitmentSpread::of(went).unwrap_or_else(so_far);
        let Stop { kind, v, happens } = stop;
        let visits = paths.visits[at.position];
        let ways = paths.ways[at.position].clone();
        steps.push(CommitmentStep { at, kind, v, visits, happens, before, after, ways });
    }
    let circles = walk.circles.iter().map(circle).collect();
    Commitment { persona: felt.persona, start, steps, end: course.end(&walk), circles }
}

fn circle(round: &walk::Round) -> Circle {
    let returned = |(times, share): (usize, &f64)| times as f64 * share;
    let rounds = round.left.len() as f64;
    let returns = round.left.iter().enumerate().map(returned).sum::<f64>() + rounds * round.remaining;
    let came = round.left.iter().sum::<f64>() + round.remaining;
    Circle { touchpoints: round.places.clone(), returns: returns / came, remaining: round.remaining }
}

fn kind_of(
    journey: &Journey,
    touchpoint: &Touchpoint,
    v: Option<f64>,
    supposed: Option<f64>,
    rules: &CommitmentRules,
) -> StepKind {
    let Some(moment) = &touchpoint.moment_of_truth else {
        return if is_alone(touchpoint) { StepKind::Alone } else { StepKind::Ordinary };
    };
    let valence = moment.valence();
    let weight = f64::from(moment.criticality()) / 2.0;
    let squares = |least: f64| (least * weight).round().clamp(0.0, f64::from(HIGHEST)) as u8;
    let measured = || moment_success(journey, touchpoint).map(|(share, _)| (Knowledge::Measured, share));
    let told = || happened(journey, valence, v).map(|well| (Knowledge::Happened, f64::from(u8::from(well))));
    let given = supposed.map(|success| (Knowledge::Given, success));
    let (known, success) =
        given.or_else(told).or_else(measured).unwrap_or((Knowledge::Assumed, rules.success));
    StepKind::Moment(CommitmentMoment {
        valence,
        up: if valence == Valence::Negative { 0 } else { squares(rules.ladder) },
        down: squares(rules.snake),
        success: success.clamp(0.0, 1.0),
        known,
        decides: None,
    })
}

/// In which share of cases, 0 to 1, a touchpoint's moment of truth goes well, and what that rests on: its metric
/// `success`. `None` where there is none, or one that is no share.
pub fn moment_success<'j>(journey: &'j Journey, touchpoint: &'j Touchpoint) -> Option<(f64, Basis<'j>)> {
    let metric = touchpoint.metrics.get(SUCCESS_METRIC)?;
    let share = metric.value.filter(|value| (0.0..=1.0).contains(value))?;
    let rests_on = basis(journey, touchpoint, metric.evidence.as_ref());
    Some((share, Basis { n: metric.n.or(rests_on.n), ..rests_on }))
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

#[cfg(test)]
mod tests;
