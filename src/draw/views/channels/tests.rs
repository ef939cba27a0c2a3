use proptest::prelude::*;

use super::*;
use crate::draw::TextMode;
use crate::draw::text::Direction;
use crate::draw::views::PageFormat;
use crate::draw::views::testing::{assert_sound, heading, strays};

fn cell(there: usize, v: Option<f64>) -> Cell {
    Cell {
        there,
        mean: v.map(|v| Feeling { v, said: crate::tables::signed(v) }),
        worst: v.map(|v| (v - 0.5).max(-1.0)),
        said: format!("{there} contacts"),
        ..Cell::default()
    }
}

/// A matrix of these names whose cells come one after another.
fn matrix(rows: &[&str], columns: &[&str], cells: &[Cell]) -> ChannelsPicture {
    let families = [ChannelFamily::Voice, ChannelFamily::Message, ChannelFamily::Digital];
    let rows = rows.iter().enumerate().map(|(row, name)| Row {
        id: format!("row-{row}"),
        name: (*name).into(),
        icon: Icon::Channel(families[row / 2 % 3]),
        family: Some(families[row / 2 % 3]),
        cells: (0..columns.len())
            .map(|at| cells.get(row * columns.len() + at).cloned().unwrap_or_default())
            .collect(),
        total: cell(3, Some(-0.2)),
    });
    ChannelsPicture {
        heading: Heading { facts: vec!["9 contacts".into()], foot: vec!["journey".into()], ..heading() },
        insight: vec!["Most contacts: phone, 5 of 9.".into()],
        columns: columns
            .iter()
            .enumerate()
            .map(|(at, name)| Column {
                id: format!("column-{at}"),
                name: (*name).into(),
                phase: [None, Some(Phase::Before), Some(Phase::During)][at % 3],
                total: cell(4, Some(0.8)),
            })
            .collect(),
        rows: rows.collect(),
        total: cell(9, None),
        ..ChannelsPicture::default()
    }
}

fn drawn(picture: &ChannelsPicture, page: PageFormat) -> Vec<Drawing> {
    let pages = draw(picture, &Options { page, ..Options::default() }, &mut TextEngine::new());
    pages.iter().for_each(assert_sound);
    pages
}

#[test]
fn the_same_picture_is_the_same_bytes() {
    let picture = matrix(&["Phone", "Chat"], &["Need", "Use"], &[cell(2, Some(-1.0)), cell(1, None)]);
    let first = drawn(&picture, PageFormat::Wide);
    assert_eq!(first, drawn(&picture, PageFormat::Wide));
    assert_eq!((first.len(), first[0].width, first[0].height), (1, 1920.0, 1080.0));
}

#[test]
fn a_tile_says_what_it_holds() {
    let full = Cell {
        missing: 1,
        planned: 2,
        retire: 1,
        lost: 3,
        partial: 1,
        moments: vec![Moments { valence: Valence::Negative, count: 2, grade: Grade::Researched }],
        names: "“Call”".into(),
        ..cell(7, Some(-0.83))
    };
    let absent = Cell { missing: 1, said: "1 missing".into(), ..Cell::default() };
    let picture = matrix(&["Phone"], &["Need", "Use", "Leave"], &[full, absent]);
    let svg = drawn(&picture, PageFormat::Wide).remove(0).svg(TextMode::Runs);
    for words in [">7<", ">−0.83<", "1 missing<", ">2 planned<", ">1 retiring<", ">missing<"] {
        assert!(svg.contains(words), "{words}");
    }
    assert!(svg.contains("<title>Phone, Need: 7 contacts. “Call”</title>"));
    assert!(svg.contains("context-lost") && svg.contains("context-partial"));
    assert!(svg.contains("negative moment of truth") && svg.contains("context partly lost"));
    // Nothing stands in the third tile, and the legend explains nothing that isn't there.
    assert!(!svg.contains("row-0-column-2") && !svg.contains("positive moment of truth"));
}

#[test]
fn large_matrices_go_on_over_pages_and_free_ones_grow() {
    let names: Vec<String> = (0..35).map(|n| format!("Channel {n}")).collect();
    let stages: Vec<String> = (0..20).map(|n| format!("Stage {n}")).collect();
    let (names, stages): (Vec<&str>, Vec<&str>) =
        (names.iter().map(String::as_str).collect(), stages.iter().map(String::as_str).collect());
    let picture = matrix(&names, &stages, &vec![cell(2, Some(0.5)); 700]);
    for page in [PageFormat::Wide, PageFormat::Standard, PageFormat::A4, PageFormat::A3] {
        let pages = drawn(&picture, page);
        assert!(pages.len() > 1);
        let tiles: usize =
            pages.iter().map(|page| page.svg(TextMode::Runs).matches("class=\"contacts\"").count()).sum();
        assert_eq!(tiles, 700);
        for drawing in &pages {
            assert_eq!(drawing.height, page.size().1);
            assert_eq!(strays(drawing), Vec::<String>::new());
        }
    }
    let free = drawn(&picture, PageFormat::Free);
    assert_eq!(free.len(), 1);
    assert!(free[0].width > 1920.0 && free[0].height > 1080.0);
    assert_eq!(strays(&free[0]), Vec::<String>::new());
}

#[test]
fn nothing_to_show_is_said() {
    let mut picture = matrix(&[], &["Need"], &[]);
    picture.total = Cell::default();
    let pages = drawn(&picture, PageFormat::Wide);
    assert!(pages[0].svg(TextMode::Runs).contains("No touchpoint is in a channel yet"));
    assert_eq!(drawn(&ChannelsPicture::default(), PageFormat::Wide).len(), 1);
}

#[test]
fn the_picture_is_told_in_its_language() {
    let mut picture = matrix(&["Phone"], &["Need"], &[cell(2, Some(-1.0))]);
    assert_eq!(
        describe(&picture),
        "Channels by stage of “A journey”: 9 contacts in 1 channel. Most contacts: phone, 5 of 9. Phone: Need: \
         2 contacts."
    );
    picture.heading.lang = "he".into();
    assert!(describe(&picture).starts_with("ערוצים לפי שלב, \"A journey\": 9 מגעים"));
}

#[test]
fn the_facts_are_those_of_the_maps() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let head = format!("journey: {name}\ntitle: {name}\nlang: en\npersona: p\nscale: -2..2\n");
        std::fs::write(dir.path().join(format!("{name}.journey.yaml")), head + text).unwrap();
    };
    write(
        "now",
        "stages:
  - name: S
    phase: during
    touchpoints:
      - {name: a, channel: phone, emotion: -2, arrives: {context: lost}}
      - {name: b, channel: phone, emotion: -1, arrives: {context: kept}}
      - {name: c, channel: web, emotion: 1}
",
    );
    write(
        "then",
        "state: desired\nstages: [{name: S, phase: after, touchpoints: [{name: d, channel: app}]}]\n",
    );
    let workspaces = crate::workspace::load(&[dir.path().to_path_buf()]).unwrap();
    let journeys: Vec<_> = workspaces[0].journeys().map(|(_, journey)| journey).collect();
    let picture = picture(&workspaces[0], &journeys);
    assert_eq!(picture.heading.title, "Channels of 2 journeys");
    assert_eq!(picture.heading.facts, ["3 contacts", "2 channels", "1 planned"]);
    assert_eq!(
        picture.insight,
        [
            "Most contacts and lowest feelings: phone, with 2 of 3 and a mean of −0.75.",
            "Context is lost in 1 of 2 changes of channel."
        ]
    );
    let names: Vec<_> = picture.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Phone", "Website", "App"]);
    assert_eq!(picture.rows[0].cells[0].names, "“a”, “b”");
    assert_eq!((picture.rows[2].cells[1].there, picture.rows[2].cells[1].planned), (0, 1));
    let alone = self::picture(&workspaces[0], &journeys[..1]);
    assert_eq!(alone.heading.facts[..3], ["3 touchpoints", "3 contacts", "2 channels"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn any_matrix_stays_on_its_pages(
        names in prop::collection::vec("\\PC{0,30}|[א-ת ]{0,60}|[a-z]{0,80}", 0..14),
        stages in prop::collection::vec("\\PC{0,30}|[א-ת ]{0,60}|[a-z]{0,80}", 0..12),
        counts in prop::collection::vec((0usize..120, 0usize..3, prop::option::of(-1.0f64..=1.0)), 0..80),
        (width, height) in (320u16..2500, 180u16..1500),
        rtl: bool,
    ) {
        let cells: Vec<Cell> = counts
            .iter()
            .map(|(there, more, v)| Cell {
                missing: *more,
                planned: there % 3,
                lost: there % 2,
                partial: *more,
                moments: vec![Moments { valence: Valence::Either, count: 12, grade: Grade::Anecdote }],
                ..cell(*there, *v)
            })
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let stages: Vec<&str> = stages.iter().map(String::as_str).collect();
        let mut picture = matrix(&names, &stages, &cells);
        picture.heading.dir = if rtl { Direction::Rtl } else { Direction::Ltr };
        for drawing in drawn(&picture, PageFormat::Pixels { width, height }) {
            assert_eq!(strays(&drawing), Vec::<String>::new());
        }
    }
}
