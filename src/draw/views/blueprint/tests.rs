use proptest::prelude::*;

use super::*;
use crate::draw::TextMode;
use crate::draw::text::Direction;
use crate::draw::views::PageFormat;
use crate::draw::views::testing::strays;

fn label(is_onstage: bool) -> Option<ChannelLabel> {
    Some(ChannelLabel { name: "phone".into(), icon: Icon::Question, is_onstage })
}

fn fail(kind: FailKind, words: &str) -> Fail {
    Fail { kind, words: words.into() }
}

fn blueprint(steps: Vec<Step>) -> BlueprintPicture {
    let steps = steps.into_iter().enumerate();
    let steps = steps.map(|(i, step)| Step { id: format!("t{i}"), ..step }).collect();
    BlueprintPicture {
        heading: Heading {
            id: "journey".into(),
            title: "A refund".into(),
            lang: "en".into(),
            ..Heading::default()
        },
        stages: vec![StageSteps { id: "only".into(), name: "Asking".into(), phase: None, steps }],
    }
}

/// A customer calls and is asked again; then the provider writes.
fn refund() -> BlueprintPicture {
    blueprint(vec![
        Step {
            name: "I call".into(),
            doing: Some("I hold the line".into()),
            channel: label(true),
            waits: vec!["live wait: 5 minutes".into()],
            fails: vec![
                fail(FailKind::Needless, "preventable"),
                fail(FailKind::InSight, "information repeated"),
            ],
            support: vec!["Exchange".into()],
            ..Step::default()
        },
        Step { name: "A letter comes".into(), by_provider: true, channel: label(true), ..Step::default() },
    ])
}

fn drawn(picture: &BlueprintPicture, page: PageFormat) -> Vec<Drawing> {
    draw(picture, &Options { page, ..Options::default() }, &mut TextEngine::new())
}

/// The texts of the group with an id, joined.
fn said(svg: &str, id: &str) -> String {
    let document = roxmltree::Document::parse(svg).expect("well-formed");
    let group = document.descendants().find(|node| node.attribute("id") == Some(id));
    let spans = group.into_iter().flat_map(|group| group.descendants().filter(|n| n.has_tag_name("tspan")));
    spans.filter_map(|span| span.text()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_name_stands_in_the_row_of_the_one_who_acts_and_a_failure_where_it_happens() {
    let svg = drawn(&refund(), PageFormat::Wide).remove(0).svg(TextMode::Runs);
    let customer = said(&svg, "customer");
    for words in ["I call", "I hold the line", "live wait: 5 minutes", "preventable"] {
        assert!(customer.contains(words), "{words}: {customer}");
    }
    let frontstage = said(&svg, "frontstage");
    for words in ["phone", "information repeated", "A letter comes"] {
        assert!(frontstage.contains(words), "{words}: {frontstage}");
    }
    assert!(!customer.contains("A letter comes") && !frontstage.contains("I call"));
    assert_eq!(said(&svg, "support-t0"), "Exchange");
}

#[test]
fn an_empty_row_stays_and_says_so_once() {
    let svg = drawn(&refund(), PageFormat::Wide).remove(0).svg(TextMode::Runs);
    assert_eq!(svg.matches(">not mapped yet<").count(), 2);
    assert!(said(&svg, "backstage").contains("not mapped yet"));
    assert!(said(&svg, "physical-evidence").contains("not mapped yet"));
    for line in ["line of interaction", "line of visibility", "line of internal"] {
        assert!(svg.contains(&format!(">{line}")), "{line}");
    }
}

#[test]
fn another_channel_is_the_customers_own_ground() {
    let friend = Step { name: "A friend tells me".into(), channel: label(false), ..Step::default() };
    let svg = drawn(&blueprint(vec![friend]), PageFormat::Wide).remove(0).svg(TextMode::Runs);
    assert!(said(&svg, "customer").contains("phone"));
    assert!(said(&svg, "frontstage").contains("not mapped yet"));
}

#[test]
fn all_rows_stand_on_every_page() {
    let long = "words that take room ".repeat(8);
    let step = |_| Step { name: long.clone(), backstage: vec![long.clone()], ..Step::default() };
    let pages = drawn(&blueprint((0..24).map(step).collect()), PageFormat::Standard);
    assert!(pages.len() > 1);
    for page in &pages {
        for row in
            ["physical-evidence", "customer", "frontstage", "line-of-visibility", "backstage", "support"]
        {
            assert!(page.svg(TextMode::Runs).contains(&format!("id=\"{row}\"")), "{row}");
        }
    }
}

#[test]
fn the_story_in_words() {
    let mut picture = refund();
    assert_eq!(
        describe(&picture),
        "Service blueprint of “A refund”: 2 touchpoints in 1 stage. Started by the customer: 1. Started by the \
         provider: 1. Behind the line of visibility: backstage actions at 0 touchpoints, support processes at 1 \
         touchpoint. Wait points: “I call” (live wait: 5 minutes). Fail points: “I call” (preventable, information \
         repeated). Not mapped yet: Physical evidence, Backstage actions."
    );
    picture.heading.lang = "he".into();
    assert!(describe(&picture).contains("נקודות כשל: \"I call\""));
    picture.heading.lang = "ar".into();
    assert!(describe(&picture).contains("نقاط الفشل: «I call»"));
    assert!(describe(&blueprint(Vec::new())).ends_with("No touchpoints yet."));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn texts_stay_in_their_cells(
        texts in prop::collection::vec("\\PC{0,30}|[א-ת ]{0,60}|[a-z ]{0,80}", 1..14),
        page in prop::sample::select(vec![
            PageFormat::Wide, PageFormat::Standard, PageFormat::A4, PageFormat::A3, PageFormat::Free,
        ]),
        rtl: bool,
    ) {
        let step = |(i, text): (usize, &String)| {
            let list = |n: usize| if i % n == 0 { vec![text.clone(), text.clone()] } else { Vec::new() };
            Step {
                id: String::new(),
                name: text.clone(),
                by_provider: i % 3 == 1,
                evidence: list(2),
                doing: (i % 2 == 0).then(|| text.clone()),
                channel: label(i % 4 > 0),
                waits: list(3),
                fails: vec![fail(FailKind::InSight, text), fail(FailKind::Moment, text)],
                backstage: list(4),
                support: list(1),
            }
        };
        let mut picture = blueprint(texts.iter().enumerate().map(step).collect());
        picture.heading.dir = if rtl { Direction::Rtl } else { Direction::Ltr };
        let pages = drawn(&picture, page);
        prop_assert_eq!(&pages, &drawn(&picture, page));
        for page in pages {
            prop_assert_eq!(strays(&page), Vec::<String>::new());
        }
    }
}
