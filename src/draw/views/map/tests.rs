use proptest::prelude::*;

use super::*;
use crate::draw::TextMode;
use crate::draw::text::Direction;
use crate::draw::views::PageFormat;
use crate::draw::views::curve::{Moment, Point, Series, StageBand, TouchpointLabel};
use crate::draw::views::testing::strays;
use crate::model::Phase;

/// A map in which every lane has something, with these names over and over.
fn full(names: &[String], count: usize) -> MapPicture {
    let text = |i: usize| names.get(i % names.len().max(1)).cloned().unwrap_or_default();
    let some = |i: usize| vec![text(i), text(i + 1)];
    let touchpoint = |i: usize| MapTouchpoint {
        doing: some(i),
        thinking: some(i + 1),
        quote: some(i + 2),
        needs: some(i),
        dilemmas: some(i),
        pains: some(i + 3),
        gains: some(i + 4),
        feelings: vec![text(i)],
        channel: Some((Icon::Person, text(i))),
        link: [Some(Context::Kept), Some(Context::Partial), Some(Context::Lost), None][i % 4],
        moment: i.is_multiple_of(3).then(|| MapMoment {
            valence: Valence::Negative,
            grade: Grade::Anecdote,
            label: text(i),
            responses: some(i),
        }),
        waits: vec![MapWait { said: text(i), seconds: 10_u64.pow(i as u32 % 8) }],
        effort: some(i),
        context: vec![(Context::Lost, text(i))],
        choice: Some(text(i)),
        owner: Some(text(i)),
        missed: some(i),
        metrics: some(i),
        evidence: Some(MapEvidence { grade: Grade::Assumption, said: text(i / 2), id: None }),
    };
    let point = |i: usize| {
        Some(Point {
            v: [-1.0, 0.5, 1.0, 0.0][i % 4],
            grade: Grade::Anecdote,
            target: false,
            said: "said".into(),
        })
    };
    let label = |i: usize| TouchpointLabel { id: format!("t{i}"), name: text(i) };
    let stage = |i: usize, touchpoints: usize| StageBand {
        id: format!("s{i}"),
        name: text(i),
        phase: [Some(Phase::Before), Some(Phase::During), None][i % 3],
        touchpoints,
    };
    let heading = Heading { id: "journey".into(), title: text(0), lang: "en".into(), ..Heading::default() };
    MapPicture {
        curve: CurvePicture {
            heading: heading.clone(),
            stages: vec![stage(0, 2), stage(1, 0), stage(2, 3), stage(3, count)],
            touchpoints: (0..count).map(label).collect(),
            series: vec![Series {
                id: "series".into(),
                name: "Dana".into(),
                points: (0..count).map(point).collect(),
                ..Series::default()
            }],
            moments: (0..count)
                .step_by(3)
                .map(|touchpoint| Moment {
                    touchpoint,
                    series: 0,
                    valence: Valence::Negative,
                    criticality: 3,
                    label: Some(text(touchpoint)),
                })
                .collect(),
            ..CurvePicture::default()
        },
        heading,
        touchpoints: (0..count).map(touchpoint).collect(),
        opportunities: (0..count)
            .step_by(2)
            .map(|i| MapOpportunity {
                id: format!("o{i}"),
                touchpoints: vec![i, (i + 3).min(count - 1)],
                statement: text(i),
                note: Some(text(i + 1)),
            })
            .collect(),
        description: String::new(),
    }
}

fn drawn(picture: &MapPicture, lanes: Option<&[LaneKind]>, page: PageFormat) -> Vec<Drawing> {
    draw(picture, lanes, &Options { page, ..Options::default() }, &mut TextEngine::new())
}

/// The characters of a page in reading order, without white space.
fn letters(svg: &str) -> String {
    let document = roxmltree::Document::parse(svg).expect("well-formed");
    let spans = document.descendants().filter(|n| n.has_tag_name("tspan"));
    spans.flat_map(|n| n.text()).flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn a_map_says_what_its_journey_says() {
    let examples = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples");
    let workspaces = crate::workspace::load(&[examples]).expect("the examples can be read");
    let mut seen = 0;
    for workspace in &workspaces {
        for (_, journey) in workspace.journeys() {
            let picture = picture(workspace, journey);
            for page in drawn(&picture, None, PageFormat::Wide) {
                assert_eq!(strays(&page), Vec::<String>::new(), "{}", journey.journey);
                assert_eq!((page.width, page.height), (1920.0, 1080.0), "{}", journey.journey);
            }
            // Lines from the right are written run by run, so only the others can be compared.
            if picture.heading.dir == Direction::Rtl {
                continue;
            }
            seen += 1;
            let pages = drawn(&picture, Some(&LaneKind::ALL), PageFormat::Free);
            let letters = letters(&pages[0].svg(TextMode::Runs));
            let touchpoints = journey.touchpoints().map(|at| at.touchpoint);
            let texts = touchpoints.flat_map(|touchpoint| {
                let lists = [&touchpoint.pains, &touchpoint.gains, &touchpoint.needs, &touchpoint.dilemmas];
                let lists = lists.into_iter().flatten().chain(&touchpoint.doing).chain(&touchpoint.thinking);
                let missed = touchpoint.missed_opportunities.iter().map(|missed| &missed.action);
                lists.chain(missed).chain([&touchpoint.name])
            });
            for text in texts.chain(journey.opportunities.iter().map(|one| &one.statement)) {
                let wanted: String = text.chars().filter(|c| !c.is_whitespace()).collect();
                assert!(letters.contains(&wanted), "{}: {text}", journey.journey);
            }
            assert!(picture.description.contains(&journey.title), "{}", picture.description);
        }
    }
    assert!(seen > 5);
}

#[test]
fn every_lane_has_its_own_name() {
    for kind in LaneKind::ALL {
        assert_eq!(LaneKind::named(kind.name()), Some(kind));
        for tag in ["en", "he", "ar"] {
            let labels = crate::draw::locale::Locale::of(tag).labels();
            assert!(labels.map.lanes.contains_key(kind.name()), "{tag}: {}", kind.name());
        }
    }
    assert!(LaneKind::OPTIONAL.iter().all(|kind| LaneKind::DEFAULT.contains(kind)));
}

#[test]
fn nine_touchpoints_stand_on_one_slide_with_what_matters_most() {
    let mut picture = full(&["a few words".into()], 9);
    picture.curve.stages[1].touchpoints = 4;
    picture.opportunities.truncate(2);
    let pages = drawn(&picture, None, PageFormat::Wide);
    assert_eq!(pages.len(), 1);
    for lane in ["touchpoint", "channel", "emotion", "pains", "opportunities"] {
        assert!(pages[0].svg(TextMode::Runs).contains(&format!("<g id=\"{lane}\" class=\"lane\"")), "{lane}");
    }
    assert_eq!(pages, drawn(&picture, None, PageFormat::Wide));
}

#[test]
fn lanes_stand_in_the_order_asked_for_and_empty_ones_not_at_all() {
    let mut picture = full(&["word".into()], 3);
    picture.touchpoints.iter_mut().for_each(|touchpoint| touchpoint.gains.clear());
    let lanes = [LaneKind::Evidence, LaneKind::Gains, LaneKind::Doing, LaneKind::Doing];
    let pages = drawn(&picture, Some(&lanes), PageFormat::Free);
    let place = |lane: &str| pages[0].svg(TextMode::Runs).find(&format!("<g id=\"{lane}\" class=\"lane\""));
    assert!(place("evidence") < place("doing") && place("doing").is_some());
    assert_eq!(place("gains"), None);
    assert_eq!(pages[0].svg(TextMode::Runs).matches("id=\"doing\"").count(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10))]
    #[test]
    fn any_map_stays_in_its_cells(
        names in prop::collection::vec("\\PC{0,30}|[א-ת ]{0,60}|[a-z ]{0,80}|x{200}", 1..8),
        count in 1usize..16,
        all: bool,
        page in prop::sample::select(vec![
            PageFormat::Wide, PageFormat::Standard, PageFormat::A4, PageFormat::Free,
            PageFormat::Pixels { width: 1080, height: 1350 },
        ]),
        rtl: bool,
    ) {
        let mut picture = full(&names, count);
        picture.heading.dir = if rtl { Direction::Rtl } else { Direction::Ltr };
        picture.curve.heading.dir = picture.heading.dir;
        let lanes = all.then_some(&LaneKind::ALL[..]);
        for page in drawn(&picture, lanes, page) {
            prop_assert_eq!(strays(&page), Vec::<String>::new());
        }
    }
}
