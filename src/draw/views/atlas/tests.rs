use proptest::prelude::*;

use super::*;
use crate::draw::TextMode;
use crate::draw::text::Direction;
use crate::draw::views::PageFormat;
use crate::draw::views::testing::{assert_sound, heading, strays};

fn cell(mean: Option<f64>) -> Cell {
    Cell { mean, touchpoints: 2, said: "mean of two".into() }
}

fn row(at: usize, title: &str, columns: usize) -> Row {
    let v = |shift: usize| Some(((at + shift) % 9) as f64 / 4.0 - 1.0);
    Row {
        id: format!("journey-{at}"),
        title: title.into(),
        note: "Dana".into(),
        whole: cell(v(0)),
        cells: (0..columns).map(|column| cell(v(column))).collect(),
        lowest: v(1),
        effort: Some(at),
        gaps: Some(3),
        ..Row::default()
    }
}

/// Groups of so many journeys with this title.
fn picture(sizes: &[usize], title: &str) -> AtlasPicture {
    let names = [
        "search",
        "joining",
        "first contacts",
        "ongoing contacts",
        "deepening",
        "drifting apart",
        "after parting",
    ];
    let columns = names.iter().map(|name| Column { id: name.replace(' ', "-"), name: (*name).into() });
    let columns: Vec<Column> = columns.collect();
    let block = |(at, size): (usize, &usize)| Block {
        name: format!("Service {at}"),
        total: (*size > 1).then(|| Row { id: String::new(), ..row(at, "2 journeys", columns.len()) }),
        rows: (0..*size).map(|number| row(at * 100 + number, title, columns.len())).collect(),
    };
    AtlasPicture {
        heading: Heading { facts: vec!["by service".into()], ..heading() },
        by: "by service".into(),
        blocks: sizes.iter().enumerate().map(block).collect(),
        columns,
        description: String::new(),
    }
}

fn drawn(picture: &AtlasPicture, page: PageFormat) -> Vec<Drawing> {
    let pages = draw(picture, &Options { page, ..Options::default() }, &mut TextEngine::new());
    pages.iter().for_each(assert_sound);
    pages
}

#[test]
fn every_tile_says_its_number() {
    let mut one = picture(&[1], "The refund");
    one.blocks[0].rows[0].cells[0] = cell(Some(-0.83));
    one.blocks[0].rows[0].cells[1] = cell(None);
    one.blocks[0].rows[0].cells[2] = Cell::default();
    let svg = drawn(&one, PageFormat::Wide).remove(0).svg(TextMode::Runs);
    assert!(svg.contains(">−0.83<") && svg.contains("<title>The refund, search: mean of two</title>"));
    assert!(svg.contains("class=\"unscored\""));
    assert_eq!(svg.matches("class=\"feeling\"").count(), 6);
    assert!(!svg.contains("stroke-dasharray"));
    one.blocks[0].rows[0].is_target = true;
    let svg = drawn(&one, PageFormat::Wide).remove(0).svg(TextMode::Runs);
    // Six tiles, and the sample in the legend.
    assert_eq!(svg.matches("stroke-dasharray").count(), 7);
    assert!(svg.contains(">target<") && !svg.contains(">very negative<"));
}

#[test]
fn many_rows_are_many_pages_and_none_is_lost() {
    let many = picture(&[1, 2, 40, 3, 1, 30], "A journey with a title that is neither long nor short");
    let pages = drawn(&many, PageFormat::Wide);
    assert!(pages.len() > 4);
    let mut found = 0;
    for page in &pages {
        assert_eq!((page.width, page.height), (1920.0, 1080.0));
        assert_eq!(strays(page), Vec::<String>::new());
        found += page.svg(TextMode::Runs).matches("class=\"journey\"").count();
    }
    assert_eq!(found, 77);
    let free = drawn(&many, PageFormat::Free);
    assert_eq!((free.len(), free[0].width), (1, 1920.0));
    assert!(free[0].height > 4_000.0);
}

#[test]
fn a_map_of_nothing_says_so() {
    let svg = drawn(&picture(&[], ""), PageFormat::Wide).remove(0).svg(TextMode::Runs);
    assert!(svg.contains(">No journey to show yet<"));
}

#[test]
fn reading_begins_where_the_language_does() {
    let mut one = picture(&[2], "החזר כספי");
    one.heading.lang = "he".into();
    one.heading.dir = Direction::Rtl;
    let page = drawn(&one, PageFormat::Wide).remove(0);
    assert_eq!(strays(&page), Vec::<String>::new());
    let svg = page.svg(TextMode::Runs);
    let document = roxmltree::Document::parse(&svg).unwrap();
    let left = |class: &str| {
        let cell = document.descendants().find(|node| node.attribute("class") == Some(class)).unwrap();
        cell.attribute("data-box").unwrap().split(' ').next().unwrap().parse::<f64>().unwrap()
    };
    assert!(left("journey") > left("feeling") && left("feeling") > left("number"));
}

#[test]
fn the_picture_is_told_in_words() {
    let told = describe(&picture(&[1, 2], "The refund"));
    assert!(
        told.starts_with(
            "A journey, by service. Service 0: “The refund”: Dana, mean of two, 0 effort points"
        ),
        "{told}"
    );
    let long = describe(&picture(&[100], "The refund"));
    assert!(long.ends_with("And 77 more."), "{long}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_text_stays_on_any_page(
        title in "\\PC{0,80}",
        sizes in prop::collection::vec(0usize..6, 0..5),
        page in prop::sample::select(vec![PageFormat::Wide, PageFormat::Standard, PageFormat::A4, PageFormat::Free]),
    ) {
        for page in drawn(&picture(&sizes, &title), page) {
            prop_assert_eq!(strays(&page), Vec::<String>::new());
        }
    }
}
