use proptest::prelude::*;

use super::*;
use crate::draw::TextMode;
use crate::draw::text::Direction;
use crate::draw::views::PageFormat;
use crate::draw::views::testing::{assert_sound, heading, strays};

fn piece(name: &str, ladder: Option<(u8, u8)>, snake: Option<(u8, u8)>) -> Piece {
    let valence = match (ladder, snake) {
        (Some(_), None) => Valence::Positive,
        (None, Some(_)) => Valence::Negative,
        _ => Valence::Either,
    };
    Piece { id: "tp".into(), name: name.into(), stake: Some("the sale".into()), valence, ladder, snake }
}

fn picture(pieces: Vec<Piece>) -> BoardPicture {
    BoardPicture { heading: heading(), pieces, description: String::new() }
}

fn drawn(picture: &BoardPicture, options: &Options) -> Vec<Drawing> {
    let pages = draw(picture, options, &mut TextEngine::new());
    pages.iter().for_each(assert_sound);
    pages
}

fn on(page: PageFormat) -> Options {
    Options { page, ..Options::default() }
}

#[test]
fn a_board_has_a_hundred_squares_and_the_journeys_pieces() {
    let both = piece("They call back", Some((7, 27)), Some((40, 10)));
    let picture = picture(vec![piece("I drive the car", Some((17, 37)), None), both]);
    let pages = drawn(&picture, &Options::default());
    assert_eq!(pages, drawn(&picture, &Options::default()));
    assert_eq!(pages.len(), 1);
    let svg = &pages[0].svg(TextMode::Runs);
    assert_eq!(svg.matches("class=\"square\"").count(), 100);
    assert_eq!((svg.matches("class=\"ladder\"").count(), svg.matches("class=\"snake\"").count()), (2, 1));
    for text in [">I drive the car<", ">at stake: the sale<", ">17 up to 37<", ">finish<", ">100<"] {
        assert!(svg.contains(text), "{text}");
    }
    assert!(svg.contains("7 up to 27, or 40 down to 10"));
}

#[test]
fn square_one_is_where_reading_starts() {
    let place_of = |dir| {
        let mut picture = picture(Vec::new());
        picture.heading.dir = dir;
        let svg = drawn(&picture, &Options::default()).remove(0).svg(TextMode::Runs);
        let document = roxmltree::Document::parse(&svg).unwrap();
        let boxes: Vec<Vec<f64>> = document
            .descendants()
            .filter(|node| node.attribute("class") == Some("square"))
            .filter_map(|node| Some(node.attribute("data-box")?.split(' ').flat_map(str::parse).collect()))
            .collect();
        (boxes[0].clone(), boxes[9].clone(), boxes[10].clone())
    };
    let (first, tenth, eleventh) = place_of(Direction::Ltr);
    assert!(first[0] < tenth[0] && tenth[0] == eleventh[0] && eleventh[1] < tenth[1]);
    let (first, tenth, eleventh) = place_of(Direction::Rtl);
    assert!(first[0] > tenth[0] && tenth[0] == eleventh[0] && eleventh[1] < tenth[1]);
}

#[test]
fn a_journey_without_moments_of_truth_has_a_plain_board() {
    let picture = picture(Vec::new());
    let svg = drawn(&picture, &Options::default()).remove(0).svg(TextMode::Runs);
    assert!(!svg.contains("class=\"ladder\"") && !svg.contains("class=\"snake\""));
    assert!(svg.contains("class=\"words\""));
    assert!(describe(&picture).contains("This journey has no moment of truth yet"));
}

#[test]
fn a_list_too_long_goes_on_to_the_next_page() {
    let name = "A touchpoint with a name of quite some length, as people write them in workshops";
    let pieces = (0..12).map(|i| piece(name, Some((2 + i, 22 + i)), None)).collect();
    let picture = picture(pieces);
    for page in [PageFormat::Wide, PageFormat::Standard, PageFormat::A4] {
        let pages = drawn(&picture, &on(page));
        assert!(pages.len() > 1, "{page:?}");
        assert!(pages.iter().all(|drawing| (drawing.width, drawing.height) == page.size()));
        let told: usize =
            pages.iter().map(|page| page.svg(TextMode::Runs).matches("class=\"moment\"").count()).sum();
        assert_eq!(told, 12);
    }
    assert_eq!(drawn(&picture, &on(PageFormat::Free)).len(), 1);
}

#[test]
fn the_board_in_three_languages() {
    let mut picture = picture(vec![piece("Call", None, Some((40, 10)))]);
    assert!(describe(&picture).contains("1. “Call”: 40 down to 10."));
    picture.heading.lang = "he".into();
    assert!(describe(&picture).contains("1. \"Call\": יורדים מ-40 ל-10."));
    picture.heading.lang = "ar".into();
    assert!(describe(&picture).contains("1. «Call»: هبوط من 40 إلى 10."));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_board_stays_on_its_page(
        names in prop::collection::vec("\\PC{0,30}|[א-ת ]{0,90}|[a-z ]{0,80}|x{200}", 0..14),
        squares in prop::collection::vec((1u8..=100, 1u8..=100), 14),
        (width, height) in (300u16..2500, 150u16..1500),
        rtl: bool,
    ) {
        let pieces = names.iter().zip(&squares).enumerate().map(|(i, (name, squares))| {
            let ladder = (i % 3 != 1).then_some(*squares);
            let snake = (i % 3 != 0).then_some(*squares);
            Piece { stake: Some(name.clone()), ..piece(name, ladder, snake) }
        });
        let mut picture = picture(pieces.collect());
        picture.heading.dir = if rtl { Direction::Rtl } else { Direction::Ltr };
        picture.heading.lang = if rtl { "he".into() } else { "en".into() };
        let page = PageFormat::Pixels { width, height };
        for drawing in drawn(&picture, &Options { page, ..Options::default() }) {
            prop_assert_eq!(strays(&drawing), Vec::<String>::new());
        }
    }
}
