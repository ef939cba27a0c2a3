//! The commitment model against dice: seeded games on the examples and on random journeys, and its bounds.

use std::collections::BTreeMap;
use std::path::PathBuf;

use fastrand::Rng;
use masa::measure::{
    Commitment, CommitmentRules, Die, Knowledge, StepKind, Supposition, WayBasis, commitment,
    commitment_swings,
};
use masa::model::{
    Branch, Criticality, Emotion, Id, Journey, Metric, MomentOfTruth, Ratio, Score, Stage, Touchpoint,
    Valence,
};
use masa::workspace::load;
use serde_json::{from_value, json};

/// Games played to check one journey.
const GAMES: u32 = 20_000;

fn examples() -> Vec<Journey> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples");
    let workspace = load(&[path]).unwrap().remove(0);
    workspace.journeys().map(|(_, journey)| journey.clone()).collect()
}

fn ratio(share: f64) -> Option<Ratio> {
    from_value(json!(share)).ok()
}

fn touchpoint(id: &str, score: Option<f64>) -> Touchpoint {
    let emotion = score.map(|score| Emotion { score: Some(Score::Number(score)), ..Emotion::default() });
    Touchpoint { id: Id::parse(id).ok(), emotion, ..Touchpoint::default() }
}

fn moment(id: &str, valence: Valence) -> Touchpoint {
    let moment_of_truth =
        Some(Box::new(MomentOfTruth { valence: Some(valence), ..MomentOfTruth::default() }));
    Touchpoint { moment_of_truth, ..touchpoint(id, Some(0.0)) }
}

fn to(id: &str, share: Option<f64>) -> Branch {
    Branch { to: Id::parse(id).unwrap(), share: share.and_then(ratio), ..Branch::default() }
}

fn journey(touchpoints: Vec<Touchpoint>) -> Journey {
    Journey { stages: vec![Stage { touchpoints, ..Stage::default() }], ..Journey::default() }
}

fn only<'j>(journey: &'j Journey, rules: &CommitmentRules) -> Commitment<'j> {
    commitment(journey, rules).remove(0)
}

fn from(start: u8) -> CommitmentRules {
    CommitmentRules { start: Some(start), ..CommitmentRules::default() }
}

#[track_caller]
fn close(a: f64, b: f64, by: f64) {
    assert!((a - b).abs() <= by, "{a} is not {b}");
}

/// One game with real dice: where the token ends.
fn game(told: &Commitment<'_>, rules: &CommitmentRules, dice: &mut Rng) -> f64 {
    let mut square = i32::from(told.start);
    let mut here = Some(0).filter(|_| !told.steps.is_empty());
    while let Some(at) = here {
        let step = &told.steps[at];
        let v = step.v.unwrap_or(0.0);
        let mut throw = |v: f64| {
            let pips = match rules.die {
                Die::Fair => dice.i32(1..=6),
                Die::Loaded => 1 + (0..5).filter(|_| dice.f64() < v.abs()).count() as i32,
            };
            if v < 0.0 { -pips } else { pips }
        };
        let moved = match &step.kind {
            StepKind::Alone => 0,
            StepKind::Ordinary => throw(v),
            StepKind::Moment(moment) => {
                let well = match moment.valence {
                    Valence::Negative => throw(v.max(0.0)),
                    _ => i32::from(moment.up),
                };
                if dice.f64() < moment.success { well } else { -i32::from(moment.down) }
            }
        };
        if dice.f64() < step.happens {
            square = (square + moved).clamp(0, 100);
        }
        let mut chance = dice.f64();
        let way = step.ways.iter().find(|way| {
            chance -= way.share;
            chance < 0.0
        });
        here = way.or(step.ways.last()).and_then(|way| way.to);
    }
    f64::from(square)
}

/// How many standard errors the games are off: for the mean, and for the share that ends at 0.
fn errors(told: &Commitment<'_>, rules: &CommitmentRules, dice: &mut Rng) -> [f64; 2] {
    let games: Vec<f64> = (0..GAMES).map(|_| game(told, rules, dice)).collect();
    let n = f64::from(GAMES);
    let lost = games.iter().filter(|square| **square == 0.0).count() as f64 / n;
    let mean = games.iter().sum::<f64>() / n;
    let off = |found: f64, computed: f64, deviation: f64| match deviation / n.sqrt() {
        error if error > 1e-9 => (found - computed).abs() / error,
        // Without chance there is nothing to be off by.
        _ => f64::from(u8::from((found - computed).abs() > 1e-6)) * 1e9,
    };
    let share = told.end.lost();
    [
        off(mean, told.end.expected(), told.end.deviation()),
        off(lost, share, (share * (1.0 - share)).max(0.0).sqrt()),
    ]
}

/// The same, played once more where it was off by more than three errors: of a hundred comparisons with fair dice one is
/// in every fourth run, and the same one twice in a row hardly ever.
#[track_caller]
fn within_three_errors(
    told: &Commitment<'_>,
    rules: &CommitmentRules,
    dice: &mut Rng,
    who: &str,
) -> [f64; 2] {
    let off = errors(told, rules, dice);
    if off.iter().any(|off| *off > 3.0) {
        let again = errors(told, rules, dice);
        assert!(again.iter().all(|off| *off <= 3.0), "{who}: {off:?}, and again {again:?}");
    }
    off
}

#[test]
fn games_on_the_examples_agree() {
    let mut dice = Rng::with_seed(1943);
    for journey in examples() {
        for rules in [CommitmentRules::default(), CommitmentRules { die: Die::Fair, ..from(12) }] {
            for told in commitment(&journey, &rules) {
                within_three_errors(&told, &rules, &mut dice, journey.journey.as_str());
            }
        }
    }
}

/// A journey of all kinds of touchpoints whose ways part, meet, and now and then lead back.
fn random_journey(dice: &mut Rng) -> Journey {
    let count = dice.usize(3..16);
    let name = |at: usize| format!("t{at}");
    let touchpoints = (0..count).map(|at| {
        let score = (dice.f64() < 0.8).then(|| f64::from(dice.i32(-4..=4)) / 2.0);
        let mut touchpoint = touchpoint(&name(at), score);
        if dice.f64() < 0.3 {
            let valence = [Valence::Positive, Valence::Negative, Valence::Either][dice.usize(0..3)];
            let criticality: Option<Criticality> = from_value(json!(dice.i32(1..=3))).ok();
            touchpoint.moment_of_truth = Some(Box::new(MomentOfTruth {
                valence: Some(valence),
                criticality,
                ..MomentOfTruth::default()
            }));
            if dice.bool() {
                let metric = Metric { value: Some(dice.f64()), ..Metric::default() };
                touchpoint.metrics = BTreeMap::from([("success".to_owned(), metric)]);
            }
        }
        if dice.f64() < 0.3 {
            touchpoint.reach = ratio(dice.f64());
        }
        if at + 1 < count && dice.f64() < 0.6 {
            // The way onward is taken by enough that every game ends soon.
            let mut left = 1.0;
            for _ in 0..dice.usize(0..3) {
                let share = (left * 0.5 * dice.f64() * 1000.0).round() / 1000.0;
                left -= share;
                touchpoint.next.push(to(&name(dice.usize(0..count)), Some(share)));
            }
            let onward = dice.usize(at + 1..count);
            touchpoint.next.push(to(&name(onward), Some(left).filter(|_| dice.bool())));
        }
        touchpoint
    });
    let touchpoints = touchpoints.collect();
    journey(touchpoints)
}

#[test]
fn games_on_random_journeys_agree() {
    let mut maps = Rng::with_seed(20_261_122);
    // What the dice of all journeys are off by together is checked below.
    let mut dice = Rng::with_seed(1943);
    let (mut circles, mut branches, mut squared, mut count) = (0, 0, 0.0, 0.0);
    for nth in 0..50 {
        let journey = random_journey(&mut maps);
        let rules = from(maps.u8(0..=100));
        let told = only(&journey, &rules);
        close(told.end.shares().iter().sum(), 1.0, 1e-9);
        circles += told.circles.len();
        branches += usize::from(told.branches());
        let off = within_three_errors(&told, &rules, &mut dice, &format!("{nth}: {journey:?}"));
        squared += off[0] * off[0];
        count += 1.0;
    }
    assert!(circles > 10 && branches > 30, "{circles} {branches}");
    // Were the games and the reckoning of different things, they would be off by more than chance.
    assert!((0.5..1.6).contains(&(squared / count)), "{}", squared / count);
}

#[test]
fn leverage_is_the_difference_of_both_ends() {
    let mut dice = Rng::with_seed(7);
    let mut checked = 0;
    for _ in 0..30 {
        let journey = random_journey(&mut dice);
        let rules = from(30);
        let told = only(&journey, &rules);
        for (position, moment) in told.moments() {
            let id = told.steps[position].at.touchpoint.id();
            let end = |success: f64| {
                let supposed = Supposition { success: Some(success), ..Supposition::default() };
                let supposed = BTreeMap::from([(id.to_owned(), supposed)]);
                only(&journey, &CommitmentRules { supposed, ..rules.clone() }).end.expected()
            };
            let decides = moment.decides.unwrap();
            close(decides.well, end(1.0), 1e-9);
            close(decides.badly, end(0.0), 1e-9);
            checked += 1;
        }
    }
    assert!(checked > 40, "{checked}");
}

#[test]
fn the_golden_line_of_the_test_drive() {
    let all = examples();
    for id in ["car-test-drive-current", "car-test-drive-current-he"] {
        let journey = all.iter().find(|journey| journey.journey.as_str() == id).unwrap();
        let badly = Supposition { success: Some(0.0), ..Supposition::default() };
        let supposed = journey.touchpoints().map(|at| (at.touchpoint.id().to_owned(), badly)).collect();
        let told = only(journey, &CommitmentRules { supposed, ..from(0) });
        let line: Vec<f64> = told.steps.iter().map(|step| step.after.expected()).collect();
        assert_eq!(line, [0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0], "{id}");
    }
    for id in ["car-test-drive-desired", "car-test-drive-desired-he"] {
        let journey = all.iter().find(|journey| journey.journey.as_str() == id).unwrap();
        let q = |success| Supposition { success: Some(success), ..Supposition::default() };
        let supposed = BTreeMap::from([("D4".to_owned(), q(0.8)), ("D6".to_owned(), q(0.9))]);
        let told = only(journey, &CommitmentRules { supposed, ..from(0) });
        close(told.end.expected(), 44.1728, 5e-5);
        close(told.end.deviation(), 16.9027, 5e-5);
        assert_eq!([0.1, 0.5, 0.9].map(|share| told.end.percentile(share)), [14, 53, 56]);
        let decides: Vec<_> =
            told.moments_by_leverage().iter().map(|(at, m)| (*at, m.decides.unwrap())).collect();
        assert_eq!(decides.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [5, 3]);
        for ((_, decides), (well, badly)) in decides.iter().zip([(48.60, 4.33), (49.05, 24.65)]) {
            close(decides.well, well, 5e-3);
            close(decides.badly, badly, 5e-3);
        }
    }
}

/// 50 squares, then a choice: 3 in 10 meet a snake, the others a ladder; both come to the end.
fn fork() -> Vec<Touchpoint> {
    let ask = Touchpoint { next: vec![to("yes", Some(0.7)), to("no", Some(0.3))], ..touchpoint("ask", None) };
    let yes = Touchpoint { next: vec![to("done", None)], ..moment("yes", Valence::Positive) };
    vec![ask, yes, moment("no", Valence::Negative), touchpoint("done", None)]
}

#[test]
fn ways_part_and_meet() {
    let journey = journey(fork());
    let sure = |success| Supposition { success: Some(success), ..Supposition::default() };
    let supposed = BTreeMap::from([("yes".to_owned(), sure(1.0)), ("no".to_owned(), sure(0.0))]);
    let told = only(&journey, &CommitmentRules { supposed, ..from(50) });
    let visits: Vec<f64> = told.steps.iter().map(|step| step.visits).collect();
    for (found, wanted) in visits.iter().zip([1.0, 0.7, 0.3, 1.0]) {
        close(*found, wanted, 1e-12);
    }
    // Of those who come by: 51 and then 71, or 21; in the end one square more.
    close(told.steps[1].before.expected(), 51.0, 1e-9);
    close(told.steps[1].after.expected(), 71.0, 1e-9);
    close(told.steps[2].after.expected(), 21.0, 1e-9);
    close(told.end.expected(), 0.7 * 72.0 + 0.3 * 22.0, 1e-9);
    let (_, yes) = told.moments().next().unwrap();
    close(yes.leverage().unwrap(), 0.7 * 50.0, 1e-9);
    assert!(told.branches() && told.circles.is_empty());
}

#[test]
fn reach_is_of_all_customers_and_not_of_those_who_come_by() {
    let mut touchpoints = fork();
    for (id, reach) in [(1, 0.35), (2, 0.9), (3, 0.5)] {
        touchpoints[id].reach = ratio(reach);
    }
    let journey = journey(touchpoints);
    let told = only(&journey, &from(50));
    let happens: Vec<f64> = told.steps.iter().map(|step| step.happens).collect();
    // Half of the 70 % who come by; more than come by is all of them.
    for (found, wanted) in happens.iter().zip([1.0, 0.5, 1.0, 0.5]) {
        close(*found, wanted, 1e-12);
    }
}

#[test]
fn shares_that_do_not_add_up_are_made_to() {
    let cases: [(Vec<Branch>, [f64; 2], WayBasis); 7] = [
        (vec![to("b", Some(0.2)), to("c", Some(0.2))], [0.5, 0.5], WayBasis::Scaled),
        (vec![to("b", Some(1.0)), to("c", Some(1.0))], [0.5, 0.5], WayBasis::Scaled),
        (vec![to("b", Some(0.0)), to("c", Some(0.0))], [0.5, 0.5], WayBasis::Split),
        (vec![to("b", None), to("c", None)], [0.5, 0.5], WayBasis::Split),
        (vec![to("b", Some(0.335)), to("c", Some(0.67))], [0.335 / 1.005, 0.67 / 1.005], WayBasis::Written),
        (vec![to("b", Some(0.25)), to("c", None)], [0.25, 0.75], WayBasis::Written),
        (vec![to("zzz", Some(0.5)), to("c", Some(0.5))], [0.5, 0.5], WayBasis::Nowhere),
    ];
    for (next, shares, basis) in cases {
        let first = Touchpoint { next, ..touchpoint("a", None) };
        let journey = journey(vec![first, touchpoint("b", None), touchpoint("c", None)]);
        let told = only(&journey, &from(10));
        let found: Vec<f64> = told.steps[0].ways.iter().map(|way| way.share).collect();
        close(found[0], shares[0], 1e-12);
        close(found[1], shares[1], 1e-12);
        assert_eq!(told.steps[0].ways[0].basis, basis);
        close(told.end.shares().iter().sum(), 1.0, 1e-9);
    }
}

#[test]
fn circles_end_or_are_given_up() {
    let back = |share: Option<f64>| {
        let again = Touchpoint { next: vec![to("a", share), to("c", None)], ..touchpoint("b", Some(2.0)) };
        journey(vec![touchpoint("a", Some(2.0)), again, touchpoint("c", None)])
    };
    let journey_out = back(Some(0.5));
    let told = only(&journey_out, &from(0));
    close(told.steps[0].visits, 2.0, 1e-9);
    close(told.circles[0].returns, 1.0, 1e-9);
    assert_eq!((told.circles[0].touchpoints.as_slice(), told.circles[0].remaining), (&[0, 1][..], 0.0));
    // Every round is worth 12 squares, as long as the board is not full.
    assert!(told.end.expected() > 22.0 && told.end.expected() < 25.0, "{}", told.end.expected());

    let journey_caught = back(Some(1.0));
    let told = only(&journey_caught, &from(0));
    close(told.circles[0].remaining, 1.0, 1e-9);
    close(told.end.expected(), 100.0, 1e-6);
    assert_eq!(told.steps[2].visits, 0.0);

    // Whoever can only stay has come to the end.
    let stay = Touchpoint { next: vec![to("b", Some(1.0))], ..touchpoint("b", None) };
    let journey_stays = journey(vec![touchpoint("a", None), stay, touchpoint("c", None)]);
    let told = only(&journey_stays, &from(0));
    close(told.end.expected(), 2.0, 1e-12);
    assert!(told.circles.is_empty());
}

#[test]
fn a_map_of_two_thousand_touchpoints() {
    let count = 2_000;
    let mut dice = Rng::with_seed(3);
    let valence = |at: usize| [Valence::Positive, Valence::Negative, Valence::Either][at % 3];
    let mut touchpoints: Vec<Touchpoint> =
        (0..count).map(|at| moment(&format!("t{at}"), valence(at))).collect();
    let line = journey(touchpoints.clone());
    let told = only(&line, &from(50));
    assert!(told.moments().count() == count && told.moments().all(|(_, moment)| moment.decides.is_some()));
    // Everywhere a way onward and one to anywhere.
    for (at, touchpoint) in touchpoints.iter_mut().enumerate() {
        let anywhere = dice.usize(0..count);
        touchpoint.next =
            vec![to(&format!("t{anywhere}"), Some(0.9)), to(&format!("t{}", (at + 1) % count), None)];
    }
    let tangle = journey(touchpoints);
    let told = only(&tangle, &from(50));
    close(told.end.shares().iter().sum(), 1.0, 1e-9);
    assert!(told.circles[0].remaining > 0.0 && told.moments().all(|(_, moment)| moment.decides.is_none()));
    assert!(told.circles[0].returns.is_finite());
}

#[test]
fn what_is_known_comes_from_the_map() {
    let measured = |value: f64| {
        let metric = Metric { value: Some(value), n: Some(40), ..Metric::default() };
        let metrics = BTreeMap::from([("success".to_owned(), metric)]);
        journey(vec![Touchpoint { metrics, ..moment("m", Valence::Positive) }])
    };
    let known = |journey: &Journey| {
        let told = only(journey, &from(50));
        told.moments().next().map(|(_, moment)| (moment.known, moment.success)).unwrap()
    };
    assert_eq!(known(&measured(0.8)), (Knowledge::Measured, 0.8));
    // 80 is no share, and 0.5 what nobody knows.
    assert_eq!(known(&measured(80.0)), (Knowledge::Assumed, 0.5));
    assert_eq!(known(&measured(f64::NAN)), (Knowledge::Assumed, 0.5));
    let sure = measured(0.8);
    assert_eq!(commitment_swings(&sure, &from(50)).len(), 2);
    let swings = commitment_swings(&sure, &from(50));
    close(swings[0].low.1.expected(), 50.0 + 0.8 * 10.0 - 0.2 * 30.0, 1e-9);
    close(swings[1].high.1.expected(), 50.0 + 0.8 * 20.0 - 0.2 * 45.0, 1e-9);
}

#[test]
fn a_supposed_touchpoint_is_as_it_is_supposed() {
    let line = journey(vec![touchpoint("a", Some(-2.0)), moment("b", Valence::Either)]);
    let end = |id: &str, supposed: Supposition| {
        let supposed = BTreeMap::from([(id.to_owned(), supposed)]);
        only(&line, &CommitmentRules { supposed, ..from(50) }).end.expected()
    };
    close(end("a", Supposition { v: Some(1.0), ..Supposition::default() }), 51.0, 1e-9);
    close(end("a", Supposition { happens: Some(0.5), ..Supposition::default() }), 42.0, 1e-9);
    close(end("b", Supposition { success: Some(1.0), ..Supposition::default() }), 64.0, 1e-9);
    close(end("nobody", Supposition::default()), 39.0, 1e-9);
}
