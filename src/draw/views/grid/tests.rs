use proptest::prelude::*;

use super::*;
use crate::draw::TextMode;
use crate::draw::text::Direction;
use crate::draw::theme::Theme;
use crate::draw::views::PageFormat;
use crate::draw::views::testing::strays;

struct Nothing;

impl Painter for Nothing {
    fn paint(&self, _: &mut Sheet<'_>, _: &Lane, _: &Area) {}
}

const THEME: Theme = Theme::LIGHT;

/// A grid with texts of so many words in each column.
fn grid(stages: &[usize], words: usize) -> Grid {
    let count: usize = stages.iter().sum();
    let columns: Vec<Column> =
        (0..count).map(|i| Column { id: format!("t{i}"), name: format!("Touchpoint {i}") }).collect();
    let cell = |_| vec![Item::text("some words ".repeat(words), THEME.ink).led_by(Lead::Bar(THEME.negative))];
    let span = |i: usize| Span {
        columns: vec![i, (i + 2).min(count - 1)],
        id: format!("o{i}"),
        items: vec![Item::text("what could be done here", THEME.ink)],
        color: THEME.opportunity,
        hollow: i.is_multiple_of(2),
    };
    let spans = (0..count).step_by(2).map(span).collect();
    Grid {
        heading: Heading { id: "journey".into(), title: "A journey".into(), ..Heading::default() },
        class: "masa grid",
        stages: stages
            .iter()
            .enumerate()
            .map(|(i, columns)| Stage {
                id: format!("s{i}"),
                name: format!("Stage {i}"),
                phase: [Some(Phase::Before), Some(Phase::During), None][i % 3],
                columns: *columns,
            })
            .collect(),
        rows: vec![
            Row::Lane(Lane::names("Touchpoint", &columns, THEME.ink)),
            Row::Lane(Lane {
                id: "curve",
                word: "Curve".into(),
                sign: None,
                content: Content::Drawn { least: 150.0, most: 300.0 },
            }),
            Row::Rule(Rule { id: "visible", name: "line of visibility".into(), dash: Some("8 6") }),
            Row::Lane(Lane::cells("pains", "Pains", (0..count).map(cell).collect())),
            Row::Lane(Lane {
                id: "spans",
                word: "Opportunities".into(),
                sign: Some(Sign::Plus(THEME.opportunity)),
                content: Content::Spans(spans),
            }),
        ],
        columns,
        ..Grid::default()
    }
}

fn pages(grid: &Grid, page: PageFormat) -> Vec<Drawing> {
    draw(grid, &Nothing, &Options { page, ..Options::default() }, &mut TextEngine::new())
}

#[test]
fn what_fits_stands_on_one_page_and_what_does_not_on_several() {
    assert_eq!(pages(&grid(&[1, 5, 3], 3), PageFormat::Wide).len(), 1);
    let many = pages(&grid(&[8, 8, 8, 8], 3), PageFormat::Wide);
    assert_eq!(many.len(), 4);
    for (i, page) in many.iter().enumerate() {
        assert!(page.svg(TextMode::Runs).contains(&format!("id=\"s{i}\"")));
        assert_eq!((page.width, page.height), (1920.0, 1080.0));
    }
    assert_eq!(pages(&grid(&[8, 8, 8, 8], 3), PageFormat::Free).len(), 1);
}

#[test]
fn lanes_too_high_for_a_page_go_on_over_the_next_with_the_same_columns() {
    let mut grid = grid(&[3], 40);
    let lane = grid.rows[3].clone();
    grid.rows.extend(vec![lane; 6]);
    let pages = pages(&grid, PageFormat::Standard);
    assert!(pages.len() > 1);
    for page in &pages {
        assert_eq!(page.height, 1080.0);
        assert_eq!(strays(page), Vec::<String>::new());
    }
}

#[test]
fn a_grid_of_nothing_says_so() {
    let empty = Grid { heading: Heading::default(), class: "masa grid", ..Grid::default() };
    let pages = pages(&empty, PageFormat::Wide);
    assert_eq!(pages.len(), 1);
    assert!(pages[0].svg(TextMode::Runs).contains("No touchpoints yet"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn texts_stay_in_their_cells(
        stages in prop::collection::vec(1usize..7, 1..6),
        words in 0usize..30,
        page in prop::sample::select(vec![
            PageFormat::Wide, PageFormat::Standard, PageFormat::A4, PageFormat::A3, PageFormat::Free,
            PageFormat::Pixels { width: 1080, height: 1350 },
        ]),
        rtl: bool,
    ) {
        let mut grid = grid(&stages, words);
        grid.heading.dir = if rtl { Direction::Rtl } else { Direction::Ltr };
        for page in pages(&grid, page) {
            prop_assert_eq!(strays(&page), Vec::<String>::new());
        }
    }
}
