use super::*;
use crate::measure::testing::journey;

fn kinds(found: &Gaps<'_>) -> Vec<&'static str> {
    found.gaps.iter().map(|gap| gap.kind.name()).collect()
}

const CURRENT: &str = "\
journey: a
title: A
persona: [p, q]
evidence:
  survey: {kind: survey, grade: quantitative, n: 40, collected: 2026-09}
  talk: {kind: interview, grade: qualitative, n: 4, collected: 2026-09}
default_evidence: survey
stages:
  - {id: s, name: S, phase: before}
  - id: t
    name: T
    phase: during
    touchpoints:
      - id: one
        name: One
        channel: web
        emotion: {by: {p: 2, q: -1}}
        ratings: {speed: {expected: 5, perceived: 3}, tone: {expected: 3, perceived: 4}}
      - id: two
        name: Two
        channel: phone
        emotion: {by: {p: 0, q: 0}}
        arrives: {from: one, voluntary: false, context: partial}
        ratings: {speed: {expected: 5, perceived: 1}}
        evidence: talk
      - {id: three, name: Three, channel: phone, kind: missing, emotion: 0, accepted: The law says so}
  - {id: u, name: U, phase: after}
opportunities:
  - {id: o, type: inform, statement: Do it, addresses: [t], due: 2027-01-31}
  - {id: p, type: inform, statement: Do that, addresses: [one], owner: Web team, due: 2027-02-28}
";

const DESIRED: &str = "\
journey: b
title: B
state: desired
current: a
stages:
  - id: t
    name: T
    touchpoints:
      - {id: new, name: New, replaces: [two], status: planned, emotion: 2, owner: IT}
";

#[test]
fn each_type_comes_from_what_the_map_carries() {
    let (current, desired) = (journey(CURRENT), journey(DESIRED));
    let found = gaps(&current, Some(&desired), &Conventions::default());
    let count = |kind| found.gaps.iter().filter(|gap| gap.kind == kind).count();
    assert_eq!(count(GapKind::Expectation), 1, "four interviews are too few: {:?}", kinds(&found));
    assert_eq!((count(GapKind::Segment), count(GapKind::Context), count(GapKind::Enablement)), (1, 1, 1));
    assert_eq!((count(GapKind::Delivery), count(GapKind::Unowned)), (1, 1));
    let segment = found.gaps.iter().find(|gap| gap.kind == GapKind::Segment).unwrap();
    assert_eq!((segment.persona, segment.size), (Some("q"), GapSize::Score(1.5)));
    let enablement = found.gaps.iter().find(|gap| gap.kind == GapKind::Enablement).unwrap();
    assert_eq!((enablement.owner, enablement.at.unwrap().touchpoint.id()), (Some("IT"), "two"));
    assert_eq!(found.measured(GapType::Expectation), Measured::Found(1));
    assert_eq!(found.measured(GapType::Knowledge), Measured::NotMeasured);
    assert_eq!(found.measured(GapType::Communication), Measured::NotMeasured);
    assert_eq!(found.measured(GapType::Evidence), Measured::Nothing);
}

#[test]
fn a_gap_ends_in_an_action_or_a_reason() {
    let current = journey(CURRENT);
    let found = gaps(&current, None, &Conventions::default());
    let closing = |id: &str| {
        let gap = found.gaps.iter().find(|gap| gap.at.is_some_and(|at| at.touchpoint.id() == id));
        found.closing(gap.unwrap())
    };
    let one = closing("one");
    assert_eq!((one.action.unwrap().statement(), one.owner), ("Do that", Some("Web team")));
    assert_eq!(one.due.unwrap().to_string(), "2027-02-28");
    assert_eq!(closing("two").action.unwrap().statement(), "Do it");
    assert_eq!(closing("three").accepted, Some("The law says so"));
    let worst: Vec<_> = found.worst_places(9).iter().map(|gap| gap.at.unwrap().touchpoint.id()).collect();
    assert!(!worst.contains(&"three") && worst.len() == 2, "{worst:?}");
}

#[test]
fn a_plan_shows_what_went_otherwise() {
    let planned = journey(
        "journey: p\ntitle: P\nkind: planned\nstages:\n  - name: S\n    touchpoints:\n      - {id: x, name: X, \
         channel: sms}\n      - {id: y, name: Y, channel: email}\n",
    );
    let actual = journey(
        "journey: q\ntitle: Q\nkind: actual\nstages:\n  - name: S\n    touchpoints:\n      - {id: x, name: X, \
         channel: sms}\n      - {id: z, name: Z, channel: phone}\n",
    );
    let found = gaps_with_plan(&actual, None, Some(&planned), &Conventions::default(), None);
    let faults = found.gaps.iter().filter_map(|gap| match gap.size {
        GapSize::Delivery(fault) => Some((fault, gap.desired.or(gap.at)?.touchpoint.id())),
        _ => None,
    });
    let faults: Vec<_> = faults.collect();
    assert_eq!(faults, [(DeliveryFault::Missing, "y"), (DeliveryFault::AdHoc, "z")]);
}

const PROMISED: &str = "\
journey: a
title: A
scale: 1..5
evidence:
  survey: {kind: survey, grade: quantitative, n: 40}
  room: {kind: workshop, grade: anecdote, n: 9}
default_evidence: survey
stages:
  - id: s
    name: S
    phase: before
    touchpoints:
      - id: one
        name: One
        emotion: 2
        owner: Desk
        believed: {managers: {score: 4, n: 6}, agents: {score: 1, evidence: room}, clerks: 2, board: 5}
        promises: [{statement: x, kept: partly}, {statement: y, kept: fully}, {statement: z}]
      - id: two
        name: Two
        emotion: {score: 3, evidence: room}
        believed: {managers: {score: 5, n: 6}, agents: {score: 9, n: 2}}
        promises: [{statement: w, kept: not-at-all, evidence: assumption}]
      - {id: three, name: Three, believed: {managers: {score: 5, n: 6}}}
";

#[test]
fn promises_and_beliefs_beside_what_came_of_them() {
    let current = journey(PROMISED);
    let found = gaps(&current, None, &Conventions::default());
    let of = |kind| -> Vec<_> {
        let gaps = found.gaps.iter().filter(|gap| gap.kind == kind);
        gaps.map(|gap| (gap.at.unwrap().touchpoint.id(), gap.size, gap.grade, gap.owner)).collect()
    };
    assert_eq!(
        of(GapKind::Promise),
        [
            ("two", GapSize::Promise("w", Kept::NotAtAll), Grade::Assumption, None),
            ("one", GapSize::Promise("x", Kept::Partly), Grade::Quantitative, Some("Desk")),
        ]
    );
    // On 1..5 one point is 0.5. Nobody asked the board; the clerks are right; 9 is off the scale; three has no score.
    assert_eq!(
        of(GapKind::Belief),
        [
            ("one", GapSize::Belief("board", 1.0, -0.5), Grade::Assumption, Some("Desk")),
            ("one", GapSize::Belief("managers", 0.5, -0.5), Grade::Quantitative, Some("Desk")),
            ("two", GapSize::Belief("managers", 1.0, 0.0), Grade::Anecdote, None),
            ("one", GapSize::Belief("agents", -1.0, -0.5), Grade::Quantitative, Some("Desk")),
        ]
    );
    assert_eq!(GapSize::Belief("agents", -1.0, -0.5).value(), -0.5);
    assert_eq!(GapSize::Promise("x", Kept::Partly).value(), 0.5);
    assert_eq!(found.measured(GapType::Communication), Measured::Found(2));
    assert_eq!(found.measured(GapType::Knowledge), Measured::Found(4));
    let kept = journey(&PROMISED.replace("partly", "fully").replace("not-at-all", "fully"));
    let found = gaps(&kept, None, &Conventions::default());
    assert_eq!(found.measured(GapType::Communication), Measured::Nothing);
    // A plan has been kept by nobody.
    let planned = journey(&PROMISED.replace("title: A", "title: A\nkind: planned"));
    let found = gaps(&planned, None, &Conventions::default());
    assert!(!found.gaps.iter().any(|gap| matches!(gap.kind, GapKind::Promise | GapKind::Belief)));
}

#[test]
fn evidence_grows_too_old() {
    let text = "journey: a\ntitle: A\ncontext_events: [{date: 2026-08, event: New prices}]\nevidence:\n\
        \x20 new: {kind: survey, grade: quantitative, n: 40, collected: 2026-09-30}\n\
        \x20 old: {kind: interview, grade: qualitative, n: 8, collected: 2026-07}\n\
        \x20 ever: {kind: interview, grade: qualitative, n: 8}\n\
        \x20 blog: {kind: account, grade: anecdote, n: 1, collected: 2020-01}\n\
        stages:\n  - name: S\n    touchpoints:\n\
        \x20     - {name: a, emotion: {score: 1, evidence: new}}\n\
        \x20     - {name: b, emotion: {score: 1, evidence: old}}\n\
        \x20     - {name: c, emotion: {score: 1, evidence: ever}}\n\
        \x20     - {name: d, emotion: {score: 1, evidence: blog}}\n";
    let sizes = |journey: &Journey, today: Option<&str>| -> Vec<String> {
        let today = today.map(|today| Date::parse(today).unwrap());
        let found = gaps_with_plan(journey, None, None, &Conventions::default(), today);
        let of_evidence = found.gaps.iter().filter(|gap| gap.kind == GapKind::Evidence);
        of_evidence.map(|gap| format!("{:?}", gap.size)).collect()
    };
    let (weak, undated) = ("Unresearched(1, 4)", "Undated(1, 4)");
    let current = journey(text);
    assert_eq!(sizes(&current, None), [weak, undated]);
    // Nothing is too old before the prices changed; afterwards what was asked before is.
    assert_eq!(sizes(&current, Some("2026-07-31")), [weak, undated]);
    assert_eq!(sizes(&current, Some("2026-11-22")), [weak, "Stale(1, 4)", undated]);
    // Two half-lives are 360 days.
    assert_eq!(sizes(&current, Some("2027-09-25")), [weak, "Stale(1, 4)", undated]);
    assert_eq!(sizes(&current, Some("2027-09-26")), ["Stale(2, 4)", weak, undated]);
    let actual = journey(&text.replace("title: A", "title: A\nkind: actual"));
    assert_eq!(sizes(&actual, Some("2027-09-26")), [weak]);
}

#[test]
fn every_kind_has_a_type_and_every_type_a_code() {
    let codes: Vec<_> = GapType::ALL.iter().map(|one| one.code()).collect();
    assert_eq!((codes[0], codes[11]), ("G1", "G12"));
    for kind in GapKind::ALL {
        assert!(GapType::ALL.contains(&kind.gap_type()));
    }
}
