//! The example stories come out with the numbers that were worked out for them by hand.

use std::path::PathBuf;

use masa::measure::{effort, gaps, prevention, primary_series};
use masa::model::Journey;
use masa::workspace::{Conventions, Workspace, load};

fn examples() -> Workspace {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples");
    load(&[path]).unwrap().remove(0)
}

/// The story in English and in Hebrew: the numbers must not depend on the language.
fn each_language(story: &str, check: impl Fn(&Journey)) {
    let workspace = examples();
    for id in [story.to_owned(), format!("{story}-he")] {
        check(workspace.journey(&id).unwrap_or_else(|| panic!("no story {id}")));
    }
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 5e-4, "{a} is not {b}");
}

struct Golden {
    n: usize,
    mean: f64,
    worst: f64,
    end: f64,
    peak_end: f64,
    signs: (usize, usize),
    effort: u32,
}

fn story(id: &str, golden: Golden) {
    each_language(id, |journey| {
        let series = primary_series(journey);
        let summary = series.summary().unwrap();
        assert_eq!(summary.n, golden.n, "{id}");
        close(summary.mean, golden.mean);
        close(summary.worst, golden.worst);
        close(summary.end, golden.end);
        close(series.peak().unwrap().peak_end, golden.peak_end);
        assert_eq!((summary.positive, summary.negative), golden.signs, "{id}");
        assert_eq!(effort(journey, &Conventions::default()).points(), golden.effort, "{id}");
    });
}

#[test]
fn airport_wifi() {
    story(
        "heathrow-wifi-charge",
        Golden { n: 11, mean: -0.3636, worst: -1.0, end: -1.0, peak_end: -1.0, signs: (2, 7), effort: 6 },
    );
    each_language("heathrow-wifi-charge", |journey| {
        close(primary_series(journey).summary().unwrap().slope, -0.1227);
    });
}

#[test]
fn insurance_refund() {
    story(
        "insurance-refund-reactive",
        Golden { n: 6, mean: 0.0, worst: -0.5, end: 0.5, peak_end: 0.0, signs: (2, 2), effort: 6 },
    );
    story(
        "insurance-refund-proactive",
        Golden { n: 2, mean: 0.5, worst: 0.0, end: 1.0, peak_end: 1.0, signs: (1, 0), effort: 0 },
    );
    each_language("insurance-refund-reactive", |journey| {
        assert_eq!(effort(journey, &Conventions::default()).handoffs, 1);
        assert_eq!(prevention(journey).contacts, 1);
        assert_eq!(prevention(journey).share(), Some((1.0, 1.0)));
    });
    each_language("insurance-refund-proactive", |journey| {
        assert_eq!(effort(journey, &Conventions::default()).contacts, 0)
    });
}

#[test]
fn car_test_drive() {
    story(
        "car-test-drive-current",
        Golden { n: 9, mean: -0.4444, worst: -1.0, end: -1.0, peak_end: -1.0, signs: (1, 6), effort: 16 },
    );
    story(
        "car-test-drive-desired",
        Golden { n: 7, mean: 0.6429, worst: 0.5, end: 0.5, peak_end: 0.75, signs: (7, 0), effort: 1 },
    );
    each_language("car-test-drive-current", |journey| {
        close(primary_series(journey).summary().unwrap().slope, -0.1417);
        assert_eq!(effort(journey, &Conventions::default()).context_retention(), Some(0.0));
    });
}

#[test]
fn car_test_drive_before_and_after() {
    let workspace = examples();
    for suffix in ["", "-he"] {
        let of = |state| workspace.journey(&format!("car-test-drive-{state}{suffix}")).unwrap();
        let gaps = gaps(of("current"), Some(of("desired")), &Conventions::default());
        close(gaps.journey_gap().unwrap(), 1.0873);
        let alignment = gaps.alignment.unwrap();
        let pairs: Vec<_> = alignment
            .pairs
            .iter()
            .map(|pair| (pair.current.touchpoint.id(), pair.desired.touchpoint.id(), pair.gap().unwrap()))
            .collect();
        assert_eq!(pairs, [("C1", "D1", 0.0), ("C2", "D2", 0.5), ("C5", "D4", 2.0), ("C7", "D4", 1.5)]);
        let ids = |all: &[masa::model::TouchpointRef<'_>]| {
            all.iter().map(|at| at.touchpoint.id().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&alignment.removed), ["C3", "C4", "C6", "C8", "C9"]);
        assert_eq!(ids(&alignment.added), ["D3", "D5", "D6", "D7"]);
    }
}

#[test]
fn context_between_channels() {
    each_language("bank-loan-lost-context", |journey| {
        assert_eq!(effort(journey, &Conventions::default()).context_retention(), Some(0.0));
    });
    for way in ["bank-loan-via-branch", "bank-loan-via-atm"] {
        each_language(way, |journey| {
            assert_eq!(effort(journey, &Conventions::default()).context_retention(), Some(1.0))
        });
    }
}

#[test]
fn the_lifecycle_has_all_groups_and_contacts() {
    each_language("lifecycle-home-internet", |journey| {
        let groups: Vec<_> = journey.stages.iter().filter_map(|stage| stage.group).collect();
        assert_eq!(groups, masa::model::LifecycleGroup::ALL);
        let mut contacts: Vec<_> = journey.touchpoints().filter_map(|at| at.touchpoint.contact).collect();
        contacts.sort();
        assert_eq!(contacts, masa::model::LifecycleContact::ALL);
    });
}
