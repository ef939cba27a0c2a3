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
  survey: {kind: survey, grade: quantitative, n: 40}
  talk: {kind: interview, grade: qualitative, n: 4}
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
    let found = gaps_with_plan(&actual, None, Some(&planned), &Conventions::default());
    let faults = found.gaps.iter().filter_map(|gap| match gap.size {
        GapSize::Delivery(fault) => Some((fault, gap.desired.or(gap.at)?.touchpoint.id())),
        _ => None,
    });
    let faults: Vec<_> = faults.collect();
    assert_eq!(faults, [(DeliveryFault::Missing, "y"), (DeliveryFault::AdHoc, "z")]);
}

#[test]
fn every_kind_has_a_type_and_every_type_a_code() {
    let codes: Vec<_> = GapType::ALL.iter().map(|one| one.code()).collect();
    assert_eq!((codes[0], codes[11]), ("G1", "G12"));
    for kind in GapKind::ALL {
        assert!(GapType::ALL.contains(&kind.gap_type()));
    }
}
