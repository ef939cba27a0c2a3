use proptest::prelude::*;

use super::*;
use crate::draw::TextMode;
use crate::draw::text::Direction;
use crate::draw::views::PageFormat;
use crate::draw::views::testing::{assert_sound, heading, labels, only_stage, stages, strays};

fn station(expected: f64) -> Station {
    Station { expected, low: (expected - 9.0).max(0.0), high: (expected + 9.0).min(100.0) }
}

fn picture(names: &[&str], squares: &[f64]) -> CommitmentPicture {
    CommitmentPicture {
        heading: heading(),
        stages: only_stage(names.len()),
        touchpoints: labels(names),
        alone: names.iter().enumerate().map(|(i, _)| i == 0).collect(),
        lines: vec![CommitmentLine {
            id: "line".into(),
            name: String::new(),
            start: Station { expected: 12.0, low: 12.0, high: 12.0 },
            stations: squares.iter().map(|square| station(*square)).collect(),
            end: squares.last().map(|square| station(*square)).unwrap_or_default(),
        }],
        notes: vec!["A model.".into()],
        lost: "3%".into(),
        before: 0,
        ..CommitmentPicture::default()
    }
}

fn turn(touchpoint: usize, valence: Valence, from: f64) -> Turn {
    let (up, down) = ((from + 20.0).min(100.0), (from - 30.0).max(0.0));
    Turn { touchpoint, valence, from, up, down, leverage: Some(24.4) }
}

fn drawn(picture: &CommitmentPicture, options: &Options) -> Vec<Drawing> {
    let pages = draw(picture, options, &mut TextEngine::new());
    pages.iter().for_each(assert_sound);
    pages
}

#[test]
fn the_same_picture_is_the_same_bytes() {
    let mut picture = picture(&["One", "Two", "Three"], &[12.0, 30.0, 44.4]);
    picture.turns = vec![turn(1, Valence::Positive, 12.0)];
    let pages = drawn(&picture, &Options::default());
    assert_eq!(pages, drawn(&picture, &Options::default()));
    assert_eq!(pages.len(), 1);
    let svg = &pages[0].svg(TextMode::Runs);
    for text in [">start 12<", ">44<", ">24<", ">at 0: 3%<", ">A model.<", ">One<"] {
        assert!(svg.contains(text), "{text}");
    }
    assert!(svg.contains("class=\"ladder\"") && !svg.contains("class=\"piece\""));
}

#[test]
fn ladders_lead_up_and_snakes_down() {
    let mut picture = picture(&["One", "Two", "Three"], &[40.0, 40.0, 0.0]);
    let count = |picture: &CommitmentPicture, class: &str| {
        let svg = &drawn(picture, &Options::default())[0].svg(TextMode::Runs);
        svg.matches(class).count()
    };
    // Each of the two has its sample in the legend.
    picture.turns = vec![turn(0, Valence::Either, 40.0), turn(1, Valence::Negative, 40.0)];
    assert_eq!((count(&picture, "class=\"ladder\""), count(&picture, "class=\"snake\"")), (2, 3));
    // From the floor nothing falls; a triangle says what could have happened.
    picture.turns = vec![turn(2, Valence::Negative, 0.0)];
    assert_eq!(count(&picture, "class=\"snake\""), 1);
}

#[test]
fn a_long_line_goes_on_where_it_left_off() {
    let names: Vec<String> = (0..60).map(|i| format!("שלב {i} במסע עם שם ארוך למדי של נקודת מגע")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let squares: Vec<f64> = (0..60).map(f64::from).collect();
    let mut picture = picture(&names, &squares);
    picture.heading.lang = "he".into();
    picture.heading.dir = Direction::Rtl;
    picture.turns = (0..60).step_by(5).map(|t| turn(t, Valence::Either, t as f64)).collect();
    let pages = drawn(&picture, &Options::default());
    assert!(pages.len() > 1);
    assert!(pages.iter().all(|page| (page.width, page.height) == (1920.0, 1080.0)));
    assert_eq!(pages.iter().filter(|page| page.svg(TextMode::Runs).contains("class=\"lost\"")).count(), 1);
    let second = picture.part(20..40);
    assert_eq!(second.lines[0].start, station(19.0));
    assert_eq!(second.turns[0].touchpoint, 0);
    assert!(second.before > 0);
    let free = Options { page: PageFormat::Free, ..Options::default() };
    assert_eq!(drawn(&picture, &free).len(), 1);
}

#[test]
fn odd_maps_draw_without_fuss() {
    let long = "x".repeat(200);
    let mut cases = [
        picture(&[], &[]),
        picture(&["One"], &[]),
        picture(&["One", &long], &[f64::NAN, 1e300]),
        picture(&["日本語", "مرحبا", "👩🏽\u{200D}💻\u{202E}"], &[0.0, 100.0, 50.0]),
        picture(&["\u{0}\u{FFFE}<script>&\"'"], &[1.0]),
    ];
    for picture in &mut cases {
        picture.turns = vec![turn(0, Valence::Either, 50.0), turn(9, Valence::Negative, 3.0)];
        for mode in [TextMode::Runs, TextMode::Outlines, TextMode::Native] {
            for (width, height) in [(1920, 1080), (1, 0), (1080, 1350)] {
                let page = PageFormat::Pixels { width, height };
                drawn(picture, &Options { page, ..Options::default() })[0].svg(mode);
            }
        }
        picture.lines.clear();
        drawn(picture, &Options::default());
    }
}

#[test]
fn the_story_in_three_languages() {
    let mut picture = picture(&["Ad", "Call", "Drive"], &[12.0, 30.0, 44.4]);
    picture.turns = vec![turn(1, Valence::Positive, 12.0), turn(2, Valence::Negative, 40.0)];
    assert_eq!(
        describe(&picture),
        "Commitment line of “A journey”, illustrative: 3 touchpoints in 1 stage, from 0 to 100. It starts at \
         12. “Call” can lift it from 12 to 32; failing, it falls to 0. How that goes decides 24 squares of \
         the end. “Drive” can drop it from 40 to 10. How that goes decides 24 squares of the end. The \
         expected end is 44 of 100; 8 of 10 customers end between 35 and 53, and 3% at 0."
    );
    picture.heading.lang = "he".into();
    assert!(describe(&picture).contains("\"Drive\": כישלון מוריד מ-40 ל-10."));
    picture.heading.lang = "ar".into();
    assert!(describe(&picture).contains("هذه اللحظة تحسم 24 مربعًا من النهاية."));
}

#[test]
fn shares_never_look_like_nothing_or_all() {
    let words = &crate::draw::locale::Locale::of("en").labels().commitment;
    let told = [0.0, 0.004, 0.124, 0.996, 1.0].map(|share| compose::share(words, share));
    assert_eq!(told, ["0%", "under 1%", "12%", "over 99%", "100%"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn any_line_stays_on_its_page(
        names in prop::collection::vec("\\PC{0,30}|[א-ת ]{0,60}|[a-z ]{0,80}", 0..24),
        squares in prop::collection::vec(0.0f64..=100.0, 24),
        cuts in prop::collection::vec(0usize..6, 0..6),
        (width, height) in (300u16..2500, 150u16..1500),
        personas in 1usize..4,
        rtl: bool,
    ) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut picture = picture(&names, &squares[..names.len()]);
        picture.heading.dir = if rtl { Direction::Rtl } else { Direction::Ltr };
        picture.heading.lang = if rtl { "he".into() } else { "ar".into() };
        picture.stages = stages(&cuts, &names);
        picture.turns = (0..names.len()).step_by(2).map(|t| {
            turn(t, [Valence::Positive, Valence::Negative, Valence::Either][t % 3], squares[t])
        }).collect();
        for persona in 1..personas {
            let name = names.get(persona).copied().unwrap_or("Noa").into();
            picture.lines.push(CommitmentLine { name, ..picture.lines[0].clone() });
        }
        let page = PageFormat::Pixels { width, height };
        for drawing in drawn(&picture, &Options { page, ..Options::default() }) {
            prop_assert_eq!(strays(&drawing), Vec::<String>::new());
        }
    }
}
