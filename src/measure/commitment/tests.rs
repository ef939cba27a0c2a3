use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::model::{Channel, Emotion, Id, MomentOfTruth, Score, Stage};

/// A touchpoint with a score on -2..2.
fn scored(id: &str, score: f64) -> Touchpoint {
    let emotion = Emotion { score: Some(Score::Number(score)), ..Emotion::default() };
    Touchpoint { id: Id::parse(id).ok(), emotion: Some(emotion), ..Touchpoint::default() }
}

fn moment(id: &str, score: f64, valence: Valence) -> Touchpoint {
    let moment_of_truth = MomentOfTruth { valence: Some(valence), ..MomentOfTruth::default() };
    Touchpoint { moment_of_truth: Some(Box::new(moment_of_truth)), ..scored(id, score) }
}

fn alone(id: &str, score: f64) -> Touchpoint {
    let channel: Option<Channel> = serde_json::from_value(json!("none")).ok();
    Touchpoint { channel, initiator: Some(Initiator::Customer), ..scored(id, score) }
}

fn journey(touchpoints: Vec<Touchpoint>) -> Journey {
    Journey { stages: vec![Stage { touchpoints, ..Stage::default() }], ..Journey::default() }
}

/// The test drive as it should be; the customer is alone with the first touchpoint.
fn journey_d() -> Journey {
    journey(vec![
        alone("d1", 1.0),
        scored("d2", 1.0),
        scored("d3", 1.0),
        moment("d4", 2.0, Valence::Positive),
        scored("d5", 1.0),
        moment("d6", 2.0, Valence::Positive),
        scored("d7", 1.0),
    ])
}

fn from_zero() -> CommitmentRules {
    CommitmentRules { start: Some(0), ..CommitmentRules::default() }
}

fn knowing(rules: CommitmentRules, known: &[(&str, f64)]) -> CommitmentRules {
    let supposed = known.iter().map(|(id, success)| {
        ((*id).to_owned(), Supposition { success: Some(*success), ..Supposition::default() })
    });
    CommitmentRules { supposed: supposed.collect(), ..rules }
}

fn only<'j>(journey: &'j Journey, rules: &CommitmentRules) -> Commitment<'j> {
    commitment(journey, rules).remove(0)
}

#[track_caller]
fn close(a: f64, b: f64, by: f64) {
    assert!((a - b).abs() <= by, "{a} is not {b}");
}

#[test]
fn three_fair_dice() {
    let journey = journey(vec![scored("a", 1.0), scored("b", 1.0), scored("c", 1.0)]);
    let end = only(&journey, &CommitmentRules { die: Die::Fair, ..from_zero() }).end;
    close(end.expected(), 10.5, 1e-9);
    close(end.deviation(), 2.958, 5e-4);
}

#[test]
fn four_fair_dice_a_moment_of_truth_and_two_dice() {
    let die = |id| scored(id, 1.0);
    let moment = moment("m", 0.0, Valence::Either);
    let journey = journey(vec![die("a"), die("b"), die("c"), die("d"), moment, die("e"), die("f")]);
    let end = |success| {
        only(&journey, &knowing(CommitmentRules { die: Die::Fair, ..from_zero() }, &[("m", success)])).end
    };
    close(end(0.7).expected(), 30.8, 1e-9);
    close(end(0.7).deviation(), 16.024, 5e-4);
    assert_eq!([0.1, 0.5, 0.9].map(|share| end(0.7).percentile(share)), [6, 39, 46]);
    close(end(1.0).expected(), 41.0, 1e-9);
    close(end(0.0).expected(), 7.0, 1e-9);
}

#[test]
fn the_test_drive_as_it_should_be() {
    let journey = journey_d();
    let told = only(&journey, &knowing(from_zero(), &[("d4", 0.8), ("d6", 0.9)]));
    close(told.end.expected(), 44.1728, 5e-5);
    close(told.end.deviation(), 16.9027, 5e-5);
    assert_eq!([0.1, 0.5, 0.9].map(|share| told.end.percentile(share)), [14, 53, 56]);
    let leverages: Vec<_> =
        told.moments().map(|(position, moment)| (position, moment.leverage().unwrap())).collect();
    assert_eq!(leverages.iter().map(|(position, _)| *position).collect::<Vec<_>>(), [3, 5]);
    close(leverages[0].1, 24.4, 0.05);
    close(leverages[1].1, 44.3, 0.05);
    // The same, the long way round.
    for (id, first, (_, leverage)) in [("d4", 0.9, leverages[0]), ("d6", 0.8, leverages[1])] {
        let other = if id == "d4" { "d6" } else { "d4" };
        let end = |sure| only(&journey, &knowing(from_zero(), &[(id, sure), (other, first)])).end.expected();
        close(end(1.0) - end(0.0), leverage, 1e-9);
    }
}

#[test]
fn sure_outcomes_follow_the_expected_moves() {
    let told = only(&journey_d(), &knowing(from_zero(), &[("d4", 1.0), ("d6", 1.0)]))
        .steps
        .iter()
        .map(|step| step.after.expected())
        .collect::<Vec<_>>();
    for (found, wanted) in told.iter().zip([0.0, 3.5, 7.0, 27.0, 30.5, 50.5, 54.0]) {
        close(*found, wanted, 1e-9);
    }
}

#[test]
fn what_happened_is_known_in_an_actual_journey() {
    let touchpoints = || vec![moment("a", -2.0, Valence::Negative), moment("b", 0.0, Valence::Either)];
    let actual = Journey { kind: Some(JourneyKind::Actual), ..journey(touchpoints()) };
    let told = only(&actual, &CommitmentRules::default());
    assert_eq!(told.start, 50);
    let known: Vec<_> = told.moments().map(|(_, moment)| (moment.known, moment.success)).collect();
    assert_eq!(known, [(Knowledge::Happened, 0.0), (Knowledge::Assumed, 0.5)]);
    assert_eq!(told.steps[0].after.percentile(0.5), 20);
    let aggregate = journey(touchpoints());
    let told = only(&aggregate, &CommitmentRules::default());
    assert!(told.moments().all(|(_, moment)| moment.known == Knowledge::Assumed));
    // A threat that did not come true is an encounter like any other.
    close(told.steps[0].after.expected(), 0.5 * 20.0 + 0.5 * 51.0, 1e-9);
}

#[test]
fn criticality_reach_and_start() {
    let mut critical = moment("a", 2.0, Valence::Either);
    if let Some(moment) = &mut critical.moment_of_truth {
        moment.criticality = serde_json::from_value(json!(3.0)).ok();
    }
    critical.reach = serde_json::from_value(json!(0.25)).ok();
    let prospect = Journey { audience: Some(Audience::Prospect), ..journey(vec![critical]) };
    let told = only(&prospect, &CommitmentRules::default());
    assert_eq!(told.start, START_OF_PROSPECTS);
    let (_, moment) = told.moments().next().unwrap();
    assert_eq!((moment.up, moment.down), (30, 45));
    close(told.end.expected(), 0.25 * 0.5 * 30.0, 1e-9);
    close(moment.leverage().unwrap(), 0.25 * 30.0, 1e-9);
    let lifecycle = Journey { level: Some(Level::Lifecycle), ..Journey::default() };
    assert_eq!(commitment_start(&lifecycle, &CommitmentRules::default()), START_OF_PROSPECTS);
    assert_eq!(only(&lifecycle, &CommitmentRules::default()).end.lost(), 1.0);
}

#[test]
fn only_encounters_move() {
    let unscored = Touchpoint::default();
    let waiting = Touchpoint { initiator: Some(Initiator::Provider), ..alone("b", -1.0) };
    let journey = journey(vec![alone("a", 2.0), unscored, waiting]);
    let told = only(&journey, &from_zero());
    let kinds: Vec<_> = told.steps.iter().map(|step| step.kind).collect();
    assert_eq!(kinds, [StepKind::Alone, StepKind::Ordinary, StepKind::Ordinary]);
    assert_eq!(told.steps[1].after.percentile(0.5), 1);
    assert_eq!(told.end.lost(), 1.0);
}

/// A small generator of even numbers in 0..1 (xorshift), so that the check needs no other library.
struct Even(u64);

impl Even {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
}

#[test]
fn thrown_dice_agree_with_what_was_computed() {
    const GAMES: usize = 40_000;
    let journey = journey(vec![
        scored("a", 1.0),
        scored("b", -2.0),
        moment("c", 1.0, Valence::Positive),
        scored("d", -1.0),
        moment("e", -1.0, Valence::Negative),
        scored("f", 2.0),
    ]);
    let rules = knowing(CommitmentRules { start: Some(12), ..CommitmentRules::default() }, &[("c", 0.6)]);
    let mut even = Even(0x9E37_79B9_7F4A_7C15);
    let mut throw = |v: f64| -> f64 {
        let pips = (0..5).filter(|_| even.next() < v.abs()).count();
        if v < 0.0 { -1.0 - pips as f64 } else { 1.0 + pips as f64 }
    };
    let mut chance = Even(0xD1B5_4A32_D192_ED03);
    let (mut sum, mut squares) = (0.0, 0.0);
    for _ in 0..GAMES {
        let mut at = 12.0;
        let clip = |at: f64| at.clamp(0.0, 100.0);
        at = clip(at + throw(0.5));
        at = clip(at + throw(-1.0));
        at = clip(at + if chance.next() < 0.6 { 20.0 } else { -30.0 });
        at = clip(at + throw(-0.5));
        at = clip(at + if chance.next() < 0.5 { throw(0.0) } else { -30.0 });
        at = clip(at + throw(1.0));
        sum += at;
        squares += at * at;
    }
    let games = GAMES as f64;
    let mean = sum / games;
    let error = ((squares / games - mean * mean) / games).sqrt();
    close(mean, only(&journey, &rules).end.expected(), 3.0 * error);
}

proptest! {
    #[test]
    fn every_spread_is_one_on_the_board(
        steps in prop::collection::vec((prop::option::of(-2.0f64..=2.0), 0usize..5, 0.0f64..=1.0), 0..30),
        start: u8,
        success in -0.5f64..1.5,
        fair: bool,
    ) {
        let touchpoint = |(i, (score, kind, reach)): (usize, &(Option<f64>, usize, f64))| {
            let valence = [Valence::Positive, Valence::Negative, Valence::Either].get(*kind);
            let id = format!("t{i}");
            let mut touchpoint = match (valence, score) {
                (Some(valence), score) => moment(&id, score.unwrap_or(0.0), *valence),
                (None, Some(score)) => scored(&id, *score),
                (None, None) => Touchpoint::default(),
            };
            touchpoint.reach = serde_json::from_value(json!(reach)).ok();
            touchpoint
        };
        let journey = journey(steps.iter().enumerate().map(touchpoint).collect());
        let die = if fair { Die::Fair } else { Die::Loaded };
        let rules = CommitmentRules { start: Some(start), die, success, ..CommitmentRules::default() };
        let told = only(&journey, &rules);
        prop_assert_eq!(told.steps.len(), steps.len());
        for step in &told.steps {
            let shares = step.after.shares();
            prop_assert_eq!(shares.len(), 101);
            prop_assert!(shares.iter().all(|share| (0.0..=1.0 + 1e-9).contains(share)));
            prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            let percentiles = [0.1, 0.5, 0.9].map(|share| step.after.percentile(share));
            prop_assert!(percentiles.is_sorted() && percentiles[2] <= 100);
            prop_assert!((0.0..=100.0 + 1e-9).contains(&step.after.expected()));
        }
        for (_, moment) in told.moments() {
            let leverage = moment.leverage().unwrap();
            prop_assert!((-1e-9..=100.0 + 1e-9).contains(&leverage), "{leverage}");
        }
    }
}
