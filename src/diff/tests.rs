use std::collections::BTreeMap;

use super::testing::{journey, touchpoint};
use super::*;
use crate::measure::GapSize;
use crate::model::{Belief, Id, Kept, Metric, MomentOfTruth, Promise, Response, Score, Valence};
use crate::workspace::Conventions;

fn diff<'j>(before: &'j Journey, after: &'j Journey) -> JourneyDiff<'j> {
    JourneyDiff::of(before, after, &Conventions::default())
}

fn told(diff: &JourneyDiff<'_>) -> Vec<String> {
    let show = |text: &Option<String>| text.clone().unwrap_or("–".to_owned());
    let score = |v: &Option<f64>| v.map_or("–".to_owned(), |v| v.to_string());
    let tell = |change: &TouchpointChange<'_>| {
        let (before, after) = match &change.values {
            Values::Scores(before, after) => (score(before), score(after)),
            Values::Words(before, after) => (show(before), show(after)),
        };
        format!("{} {}: {before} → {after}", change.at.after.touchpoint.id(), change.aspect.name())
    };
    diff.changes.iter().map(tell).collect()
}

fn base() -> Journey {
    journey(&[
        ("ask", &["a: I see it @0", "b: I call @-1", "c: I wait @-2"]),
        ("get", &["d: Money comes @1"]),
    ])
}

#[test]
fn the_same_is_no_change() {
    let one = base();
    let found = diff(&one, &one);
    assert!(found.is_empty() && found.gaps.is_empty());
    assert!(found.measures.iter().all(|measure| !measure.is_change()));
}

#[test]
fn scores_owners_and_responses_are_told_apart() {
    let (mut one, mut two) = (base(), base());
    let moment = |response| {
        Some(Box::new(MomentOfTruth {
            valence: Some(Valence::Negative),
            response,
            ..MomentOfTruth::default()
        }))
    };
    one.stages[0].touchpoints[2].moment_of_truth = moment(None);
    let response = Response { owner: Some("Service".to_owned()), ..Response::default() };
    let better = &mut two.stages[0].touchpoints[2];
    better.moment_of_truth = moment(Some(response));
    better.emotion = touchpoint("x: x @-1").emotion;
    two.stages[0].touchpoints[1].owner = Some("Sales".to_owned());
    let found = diff(&one, &two);
    assert_eq!(
        told(&found),
        ["b owner: – → Sales", "c feeling: -1 → -0.5", "c response: – → owner: Service"]
    );
    let fates: Vec<_> = found.gaps.iter().map(|gap| (gap.fate(), gap.gap().unwrap().kind.name())).collect();
    assert!(fates.contains(&(GapFate::Closed, "no response")), "{fates:?}");
    let mean = &found.measures[0];
    assert_eq!((mean.before, mean.after), (Some(Amount::Score(-0.25)), Some(Amount::Score(-0.125))));
}

#[test]
fn promises_and_beliefs_are_told_with_their_gaps() {
    let (mut one, mut two) = (base(), base());
    let promise = |statement: &str, kept| Promise { statement: statement.to_owned(), kept, evidence: None };
    let belief = |score| Belief { score: Some(Score::Number(score)), n: Some(6), evidence: None };
    let (before, after) = (&mut one.stages[0].touchpoints[1], &mut two.stages[0].touchpoints[1]);
    before.promises = vec![promise("A", Some(Kept::Partly)), promise("B", Some(Kept::NotAtAll))];
    after.promises = vec![promise("A", Some(Kept::NotAtAll)), promise("B", Some(Kept::Fully))];
    before.believed =
        BTreeMap::from([("managers".to_owned(), belief(2.0)), ("agents".to_owned(), belief(0.0))]);
    after.believed =
        BTreeMap::from([("managers".to_owned(), belief(1.0)), ("agents".to_owned(), belief(0.0))]);
    let found = diff(&one, &two);
    assert_eq!(
        told(&found),
        [
            "b content: 2 → 1",
            "b content: statement: A, kept: partly; statement: B, kept: not-at-all → \
             statement: A, kept: not-at-all; statement: B, kept: fully",
        ]
    );
    let gaps = found.gaps.iter().map(|gap| (gap.fate(), gap.gap().unwrap().size));
    let own = gaps.filter(|(_, size)| matches!(size, GapSize::Promise(..) | GapSize::Belief(..)));
    assert_eq!(
        own.collect::<Vec<_>>(),
        [
            (GapFate::Closed, GapSize::Promise("B", Kept::NotAtAll)),
            (GapFate::Larger, GapSize::Promise("A", Kept::NotAtAll)),
            (GapFate::Smaller, GapSize::Belief("managers", 0.5, -0.5)),
        ]
    );
}

#[test]
fn what_moved_is_as_little_as_can_be() {
    let one = base();
    let two = journey(&[
        ("ask", &["c: I wait @-2", "a: I see it @0"]),
        ("get", &["b: I call @-1", "d: Money comes @1"]),
    ]);
    assert_eq!(told(&diff(&one, &two)), ["c moved: 3 (ask) → 1 (ask)", "b moved: 2 (ask) → 3 (get)"]);
}

#[test]
fn a_stage_with_another_name_and_id_moves_nothing() {
    let (one, mut two) = (base(), base());
    two.stages[1].name = "Receive".to_owned();
    two.stages[1].id = Some(Id::parse("receive").unwrap());
    let found = diff(&one, &two);
    assert!(found.changes.is_empty());
    let details: Vec<_> = found.details.iter().map(|field| field.path.as_str()).collect();
    assert_eq!(details, ["stages.get.id", "stages.get.name"]);
}

#[test]
fn a_scale_is_no_change_of_feelings() {
    let (one, mut two) = (base(), base());
    two.scale = Some(crate::model::Scale { min: -4.0, max: 4.0 });
    for at in two.stages.iter_mut().flat_map(|stage| &mut stage.touchpoints) {
        if let Some(crate::model::Score::Number(score)) = at.emotion.as_mut().unwrap().score.as_mut() {
            *score *= 2.0;
        }
    }
    let found = diff(&one, &two);
    assert!(found.changes.is_empty(), "{:?}", told(&found));
    assert_eq!(found.details.len(), 1);
}

#[test]
fn metrics_are_better_only_where_their_intervals_say_so() {
    let (mut one, mut two) = (base(), base());
    let metric = |value, n| Metric { value: Some(value), n, ..Metric::default() };
    one.metrics.insert("csat".to_owned(), metric(0.6, Some(100)));
    two.metrics.insert("csat".to_owned(), metric(0.8, Some(100)));
    one.metrics.insert("fcr".to_owned(), metric(0.6, None));
    two.metrics.insert("fcr".to_owned(), metric(0.8, None));
    two.metrics.insert("nps".to_owned(), metric(10.0, None));
    let found = diff(&one, &two);
    let verdicts: Vec<_> = found.metrics.iter().map(|metric| (metric.name, metric.verdict)).collect();
    let expected = [("csat", Some(Verdict::Improved)), ("fcr", Some(Verdict::Unknown)), ("nps", None)];
    assert_eq!(verdicts, expected);
}
