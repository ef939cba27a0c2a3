use proptest::prelude::*;

use super::*;
use crate::draw::TextMode;
use crate::draw::text::Direction;
use crate::draw::views::PageFormat;
use crate::draw::views::testing::{assert_sound, heading, labels, only_stage, stages, strays};

fn point(v: f64) -> Option<Point> {
    Some(Point { v, grade: Grade::Anecdote, target: false, said: format!("{v} on −2..2") })
}

fn picture(names: &[&str], values: &[Option<Point>]) -> CurvePicture {
    CurvePicture {
        heading: heading(),
        scale_note: "−2..2".into(),
        stages: only_stage(names.len()),
        touchpoints: labels(names),
        series: vec![Series {
            id: "series".into(),
            name: "Dana".into(),
            points: values.to_vec(),
            ..Series::default()
        }],
        ..CurvePicture::default()
    }
}

fn drawn(picture: &CurvePicture, options: &Options) -> Drawing {
    let mut pages = draw(picture, options, &mut TextEngine::new());
    let drawing = pages.remove(0);
    assert_sound(&drawing);
    drawing
}

#[test]
fn the_same_picture_is_the_same_bytes() {
    let picture = picture(&["One", "Two", "Three"], &[point(0.5), point(-1.0), point(0.0)]);
    let first = drawn(&picture, &Options::default());
    assert_eq!(first, drawn(&picture, &Options::default()));
    assert_eq!((first.width, first.height), (1920.0, 1080.0));
}

#[test]
fn odd_maps_draw_without_fuss() {
    let long = "x".repeat(200);
    let cases = [
        picture(&[], &[]),
        picture(&["One"], &[point(1.0)]),
        picture(&["One"], &[None]),
        picture(&["One", "Two"], &[None, None]),
        picture(&["One", &long], &[point(f64::NAN), point(1e300)]),
        picture(&["日本語", "مرحبا", "👩🏽\u{200D}💻\u{202E}"], &[point(0.0), None, point(-0.0)]),
        picture(&["\u{0}\u{FFFE}<script>&\"'"], &[point(-1.0)]),
    ];
    for picture in cases {
        for dir in [Direction::Ltr, Direction::Rtl] {
            let mut picture = picture.clone();
            picture.heading.dir = dir;
            for (width, height) in [(1920, 1080), (1, 0), (1080, 1350)] {
                let page = PageFormat::Pixels { width, height };
                drawn(&picture, &Options { page, id_prefix: Some("a-".into()), ..Options::default() });
            }
        }
    }
}

#[test]
fn an_empty_stage_and_unclaimed_touchpoints_have_their_columns() {
    let mut picture = picture(&["One", "Two", "Three"], &[point(0.5), point(-1.0), point(0.0)]);
    picture.stages = vec![
        StageBand { id: "a".into(), name: "A".into(), phase: None, touchpoints: 1 },
        StageBand { id: "b".into(), name: "Empty".into(), phase: None, touchpoints: 0 },
        StageBand { id: "c".into(), name: "C".into(), phase: None, touchpoints: 1 },
    ];
    let svg = drawn(&picture, &Options::default()).svg(TextMode::Runs);
    assert!(svg.contains(">Empty</tspan>") && svg.contains(">Three</tspan>"));
}

#[test]
fn names_too_long_for_their_columns_go_to_a_key() {
    let names: Vec<String> = (0..60)
        .map(|i| format!("Touchpoint {i} with a name of quite some length, as people write them"))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let values: Vec<_> = (0..60).map(|i| point(f64::from(i % 5 - 2) / 2.0)).collect();
    let picture = picture(&names, &values);
    let free = Options { page: PageFormat::Free, ..Options::default() };
    let drawing = drawn(&picture, &free);
    assert!(drawing.svg(TextMode::Runs).contains("class=\"key\""));
    assert!(drawing.width > 1920.0);
    let pages = draw(&picture, &Options::default(), &mut TextEngine::new());
    assert!(pages.len() > 1);
    assert!(pages.iter().all(|page| (page.width, page.height) == (1920.0, 1080.0)));
}

#[test]
fn the_line_breaks_where_nothing_was_scored() {
    let picture = picture(&["One", "Two", "Three", "Four"], &[point(0.5), point(1.0), None, point(0.0)]);
    let svg = drawn(&picture, &Options::default()).svg(TextMode::Runs);
    assert_eq!(svg.matches("class=\"line\"").count(), 1);
    assert!(svg.contains("class=\"unscored\""));
    assert!(svg.contains(">not scored<"));
}

#[test]
fn segments_that_lean_on_an_assumption_are_dashed() {
    let mut picture = picture(&["One", "Two", "Three"], &[point(0.5), point(1.0), point(0.0)]);
    if let Some(last) = picture.series[0].points[2].as_mut() {
        last.grade = Grade::Assumption;
    }
    let svg = drawn(&picture, &Options::default()).svg(TextMode::Runs);
    assert_eq!(svg.matches("class=\"line\"").count(), 2);
    assert!(svg.contains("stroke-dasharray=\"12 8\""));
    assert!(svg.contains("assumptions: 1 of 3 scores"));
}

#[test]
fn the_story_in_three_languages() {
    let mut picture = picture(&["Ad", "Call", "Drive"], &[point(0.5), point(-1.0), point(0.0)]);
    picture.moments.push(Moment {
        touchpoint: 1,
        series: 0,
        valence: Valence::Negative,
        criticality: 3,
        label: None,
    });
    assert_eq!(
        describe(&picture),
        "Emotion curve of “A journey”: 3 touchpoints in 1 stage. It starts positive at “Ad”. It falls to \
         very negative at “Call”. It rises to neutral at “Drive”. Lowest: “Call” (-1 on −2..2). Highest: \
         “Ad” (0.5 on −2..2). Negative moments of truth: “Call”."
    );
    picture.heading.lang = "he".into();
    assert!(describe(&picture).contains("רגעי אמת שליליים: \"Call\"."));
    picture.heading.lang = "ar".into();
    assert!(describe(&picture).contains("لحظات حاسمة سلبية: «Call»."));
}

#[test]
fn a_flat_curve_and_an_empty_one() {
    let flat = picture(&["One", "Two"], &[point(0.0), point(0.0)]);
    assert!(describe(&flat).ends_with("It stays neutral throughout."));
    let empty = picture(&["One"], &[None]);
    assert!(describe(&empty).ends_with("No touchpoint is scored yet."));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_journey_stays_on_its_page(
        names in prop::collection::vec("\\PC{0,30}|[א-ת ]{0,60}|[a-z ]{0,80}", 0..24),
        values in prop::collection::vec(prop::option::of(-1.0f64..=1.0), 24),
        cuts in prop::collection::vec(0usize..6, 0..6),
        (width, height) in (300u16..2500, 150u16..1500),
        rtl: bool,
    ) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let points: Vec<_> = values.iter().map(|v| v.and_then(point)).collect();
        let mut picture = picture(&names, &points);
        picture.heading.dir = if rtl { Direction::Rtl } else { Direction::Ltr };
        picture.stages = stages(&cuts, &names);
        picture.moments = (0..names.len()).step_by(3).map(|touchpoint| Moment {
            touchpoint,
            series: 0,
            valence: [Valence::Positive, Valence::Negative, Valence::Either][touchpoint % 3],
            criticality: 3,
            label: Some(names[touchpoint].into()),
        }).collect();
        let options = Options { page: PageFormat::Pixels { width, height }, ..Options::default() };
        prop_assert_eq!(strays(&drawn(&picture, &options)), Vec::<String>::new());
    }
}
