use proptest::prelude::*;

use super::*;
use crate::draw::TextMode;
use crate::draw::text::Direction;
use crate::draw::views::PageFormat;
use crate::draw::views::testing::{assert_sound, heading, numbers, strays};

fn touchpoint(i: usize, name: &str, v: Option<f64>) -> Touchpoint {
    let feeling = v.map(|v| Feeling { v, said: format!("{v} on −2..2"), ..Feeling::default() });
    Touchpoint { id: format!("tp-{i}"), name: name.into(), feeling, ..Touchpoint::default() }
}

fn picture(names: &[&str], values: &[Option<f64>], stages: usize) -> WheelPicture {
    let value = |i: usize| values.get(i).copied().flatten();
    let all: Vec<Touchpoint> =
        names.iter().enumerate().map(|(i, name)| touchpoint(i, name, value(i))).collect();
    let size = names.len().div_ceil(stages.max(1)).max(1);
    let phases = [Some(Phase::Before), Some(Phase::During), Some(Phase::After)];
    let stages = all.chunks(size).enumerate().map(|(i, touchpoints)| Stage {
        id: format!("s-{i}"),
        name: format!("Stage {i}"),
        phase: phases[i % 3],
        touchpoints: touchpoints.to_vec(),
    });
    WheelPicture {
        heading: heading(),
        person: Person {
            name: "Dana".into(),
            context: Some("a first buyer".into()),
            quote: Some("I only want it to work.".into()),
        },
        stages: stages.collect(),
        description: String::new(),
    }
}

fn page(format: PageFormat) -> Options {
    Options { page: format, ..Options::default() }
}

/// Draws a picture and looks at what holds for every one: it is well-formed, its numbers are numbers, and
/// every text stands on the page and inside the box it was given.
fn drawn(picture: &WheelPicture, options: &Options) -> Vec<Drawing> {
    let pages = draw(picture, options, &mut TextEngine::new());
    assert!(!pages.is_empty());
    for drawing in &pages {
        assert_sound(drawing);
        assert_eq!(strays(drawing), Vec::<String>::new());
        let svg = drawing.svg(TextMode::Runs);
        let document = roxmltree::Document::parse(&svg).expect("well-formed");
        let boxes: Vec<Vec<f64>> = document
            .descendants()
            .filter(|node| matches!(node.attribute("class"), Some("label" | "key-entry" | "stage-name")))
            .filter_map(|node| node.attribute("data-box").map(numbers))
            .collect();
        for (i, a) in boxes.iter().enumerate() {
            for b in &boxes[i + 1..] {
                let apart = |side: usize| {
                    a[side] + a[side + 2] <= b[side] + 0.1 || b[side] + b[side + 2] <= a[side] + 0.1
                };
                assert!(apart(0) || apart(1), "{a:?} and {b:?} overlap");
            }
        }
    }
    pages
}

fn shown(pages: &[Drawing], text: &str) -> usize {
    pages.iter().map(|page| page.svg(TextMode::Runs).matches(&format!(">{text}</tspan>")).count()).sum()
}

#[test]
fn the_same_picture_is_the_same_bytes() {
    let picture = picture(&["One", "Two", "Three"], &[Some(0.5), Some(-1.0), None], 2);
    let first = drawn(&picture, &Options::default());
    assert_eq!(first, drawn(&picture, &Options::default()));
    assert_eq!((first[0].width, first[0].height), (1920.0, 1080.0));
}

#[test]
fn few_names_stand_around_and_many_in_a_key() {
    let names: Vec<String> = (0..60).map(|i| format!("Name{i}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let values: Vec<_> = (0..60).map(|i| Some(f64::from(i % 5 - 2) / 2.0)).collect();
    let few = drawn(&picture(&names[..9], &values, 3), &Options::default());
    assert_eq!(few.len(), 1);
    assert!(
        few[0].svg(TextMode::Runs).contains("class=\"label\"")
            && !few[0].svg(TextMode::Runs).contains("class=\"key\"")
    );
    for format in [PageFormat::Wide, PageFormat::Standard, PageFormat::A4, PageFormat::A3, PageFormat::Free] {
        let many = drawn(&picture(&names, &values, 6), &page(format));
        assert!(
            many[0].svg(TextMode::Runs).contains("class=\"key\"")
                && !many[0].svg(TextMode::Runs).contains("class=\"label\"")
        );
        assert!(names.iter().all(|name| shown(&many, name) == 1));
        assert!(shown(&many, "60") == 2, "once at the wheel, once in the key");
        if !format.is_free() {
            assert!(many.iter().all(|page| (page.width, page.height) == format.size()));
        }
    }
}

#[test]
fn a_long_key_goes_on_and_a_long_journey_takes_several_wheels() {
    let name = "A touchpoint with a name of quite some length, as people write them";
    let values = vec![Some(1.0); 200];
    let one = drawn(&picture(&[name; 55], &values, 5), &page(PageFormat::Standard));
    assert!(one.len() > 1);
    let wheels = |pages: &[Drawing]| {
        pages.iter().filter(|page| page.svg(TextMode::Runs).contains("class=\"rings\"")).count()
    };
    assert_eq!(wheels(&one), 1);
    let several = drawn(&picture(&["Short"; 200], &values, 10), &Options::default());
    assert!(wheels(&several) > 1);
    assert_eq!(shown(&several, "200"), 2);
    assert_eq!(drawn(&picture(&["Short"; 200], &values, 10), &page(PageFormat::Free)).len(), 1);
}

#[test]
fn a_better_feeling_stands_farther_out() {
    let circle = circle::Circle::new((0.0, 0.0), 350.0, Some(80.0));
    let radii: Vec<f64> = [-1.0, -0.5, 0.0, 0.5, 1.0].map(|v| circle.feeling(v)).to_vec();
    assert!(radii.windows(2).all(|pair| pair[0] < pair[1]));
    assert!(circle.inner < radii[0] && radii[4] < circle.outer);
}

#[test]
fn time_runs_the_way_of_reading() {
    let mut picture = picture(&["One", "Two"], &[Some(0.5), Some(-1.0)], 1);
    let middle_of = |picture: &WheelPicture| {
        let pages = drawn(picture, &Options::default());
        let svg = pages[0].svg(TextMode::Runs);
        let document = roxmltree::Document::parse(&svg).expect("well-formed");
        let group =
            document.descendants().find(|node| node.attribute("id") == Some("tp-0")).expect("its group");
        let node = group.children().find(|node| node.has_tag_name("circle")).expect("its sign");
        node.attribute("cx").and_then(|x| x.parse::<f64>().ok()).expect("a place")
    };
    assert!(middle_of(&picture) > 960.0);
    picture.heading.dir = Direction::Rtl;
    picture.heading.lang = "he".into();
    assert!(middle_of(&picture) < 960.0);
}

#[test]
fn marks_say_where_it_matters_and_where_somebody_must_ask() {
    let plain = picture(&["One", "Two", "Three"], &[Some(0.5), Some(-1.0), Some(0.0)], 1);
    let svg = &drawn(&plain, &Options::default())[0].svg(TextMode::Runs);
    assert!(!svg.contains("evidence needed") && !svg.contains("the provider makes the contact"));
    assert!(!svg.contains("moment of truth"));
    let mut marked = plain.clone();
    marked.stages[0].touchpoints[0].feeling = None;
    marked.stages[0].touchpoints[1].by_provider = true;
    let label = Some("at stake: the sale".to_owned());
    marked.stages[0].touchpoints[2].moment =
        Some(Moment { valence: Valence::Negative, criticality: 3, label });
    let pages = drawn(&marked, &Options::default());
    for words in ["evidence needed", "the provider makes the contact", "negative moment of truth", "critical"]
    {
        assert_eq!(shown(&pages, words), 1, "{words}");
    }
    assert_eq!(shown(&pages, "at stake: the sale"), 1);
}

#[test]
fn a_target_is_neither_assumed_nor_missing() {
    let mut target = touchpoint(0, "One", Some(1.0));
    target.feeling = Some(Feeling { v: 1.0, assumed: true, target: true, said: String::new() });
    assert!(!target.needs_evidence());
    target.feeling = Some(Feeling { v: f64::NAN, target: true, ..Feeling::default() });
    assert!(target.needs_evidence());
}

#[test]
fn what_the_centre_cannot_hold_stands_in_the_head() {
    let mut picture = picture(&["One"], &[Some(1.0)], 1);
    picture.person.context = Some("somebody ".repeat(30).trim().to_owned());
    let svg = &drawn(&picture, &Options::default())[0].svg(TextMode::Runs);
    let document = roxmltree::Document::parse(svg).expect("well-formed");
    let head = document.descendants().find(|node| node.attribute("class") == Some("about")).expect("a line");
    assert!(head.descendants().any(|node| node.text().is_some_and(|text| text.contains("somebody"))));
}

#[test]
fn odd_maps_draw_without_fuss() {
    let long = "x".repeat(200);
    let cases = [
        picture(&[], &[], 1),
        picture(&["One"], &[None], 1),
        picture(&["One", &long], &[Some(f64::NAN), Some(1e300)], 2),
        picture(&["日本語", "مرحبا", "👩🏽\u{200D}💻\u{202E}"], &[Some(0.0), None, Some(-0.0)], 3),
        picture(&["\u{0}\u{FFFE}<script>&\"'", "", " "], &[Some(-1.0)], 1),
    ];
    for mut picture in cases {
        picture.stages.insert(0, Stage { name: "Empty".into(), ..Stage::default() });
        for mode in [TextMode::Runs, TextMode::Outlines, TextMode::Native] {
            for dir in [Direction::Ltr, Direction::Rtl] {
                picture.heading.dir = dir;
                picture.person.name = long.repeat(3);
                for (width, height) in [(1920, 1080), (1, 0), (1080, 1350), (4000, 400)] {
                    let page = PageFormat::Pixels { width, height };
                    drawn(&picture, &Options { page, ..Options::default() })[0].svg(mode);
                }
            }
        }
    }
}

#[test]
fn the_wheel_told_in_three_languages() {
    let mut picture = picture(&["Ad", "Call", "Drive"], &[Some(0.5), Some(-1.0), None], 2);
    let label = Some("at stake: the sale".to_owned());
    picture.stages[0].touchpoints[1].moment =
        Some(Moment { valence: Valence::Negative, criticality: 3, label });
    picture.stages[0].touchpoints[1].by_provider = true;
    assert_eq!(
        describe(&picture),
        "Experience wheel of “A journey”: 3 touchpoints in 2 stages. In the centre: Dana, a first buyer. \
         In their words: “I only want it to work.” Stage 0, before: “Ad” is positive; “Call” is very negative. \
         Stage 1, during: “Drive” is not scored. Negative moments of truth: “Call” (at stake: the sale). \
         The provider makes the contact at: “Call”. Evidence is needed at: “Drive”."
    );
    picture.heading.lang = "he".into();
    assert!(describe(&picture).contains("רגעי אמת שליליים: \"Call\""));
    picture.heading.lang = "ar".into();
    assert!(describe(&picture).contains("في المركز: Dana"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn any_journey_stays_on_its_page(
        names in prop::collection::vec("\\PC{0,30}|[א-ת ]{0,60}|[a-z ]{0,80}", 0..40),
        values in prop::collection::vec(prop::option::of(-1.0f64..=1.0), 40),
        stages in 1usize..9,
        (width, height) in (300u16..2500, 150u16..1500),
        (rtl, free) in any::<(bool, bool)>(),
    ) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut picture = picture(&names, &values, stages);
        picture.heading.dir = if rtl { Direction::Rtl } else { Direction::Ltr };
        for (i, touchpoint) in picture.stages.iter_mut().flat_map(|s| &mut s.touchpoints).enumerate() {
            touchpoint.by_provider = i % 4 == 1;
            let valence = [Valence::Positive, Valence::Negative, Valence::Either][i % 3];
            let label = Some(touchpoint.name.clone());
            touchpoint.moment = (i % 3 == 0).then_some(Moment { valence, criticality: 3, label });
        }
        let format = if free { PageFormat::Free } else { PageFormat::Pixels { width, height } };
        let pages = drawn(&picture, &page(format));
        prop_assert!(!free || pages.len() == 1);
    }
}
