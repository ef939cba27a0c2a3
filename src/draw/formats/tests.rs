use super::*;
use crate::draw::canvas::{Attr, Canvas, Element, Page, Tag};
use crate::draw::text::{Block, Direction, Frame, Paint, TextEngine, TextStyle};
use crate::draw::theme::Color;

fn lay_out(text: &str, direction: Direction, width: Option<f64>) -> Block {
    let frame = Frame { direction, width, ..Frame::default() };
    TextEngine::new().layout(text, TextStyle::regular(24.0), frame)
}

fn drawing(texts: &[&str], direction: Direction) -> Drawing {
    let (width, height) = (800.0, 450.0);
    let mut canvas = Canvas::new(None);
    canvas.begin(&Page {
        size: (width, height),
        units: (width, height),
        id: "x",
        lang: "he",
        class: "masa",
        title: "A title",
        description: "What is to be seen",
        font_family: "Rubik",
    });
    let ground = Element::new(Tag::Rect).with(Attr::Width, width).with(Attr::Height, height);
    canvas.leaf(ground.with(Attr::Fill, Color::new(0xFFFFFF)));
    for (i, text) in texts.iter().enumerate() {
        let paint = Paint { fill: Color::new(0x0000FF), class: "label" };
        canvas.block(&lay_out(text, direction, Some(700.0)), 50.0, 40.0 * i as f64, paint);
    }
    Drawing { scene: canvas.finish(), width, height }
}

/// The texts every format has to manage.
const TEXTS: [&str; 7] = [
    "Plain words",
    "קונים iPhone 15 Pro, ומשלמים 249.90 ₪ (כולל מע\"מ)",
    "ממוצע \u{2212}0.44 בסולם 1..5",
    "שָׁלוֹם לְכֻלָּם",
    "السلام عليكم لا إله",
    "日本語 text 👩🏽\u{200D}💻",
    "",
];

#[test]
fn every_character_of_a_line_has_its_glyph() {
    for text in TEXTS {
        for direction in [Direction::Ltr, Direction::Rtl] {
            let block = lay_out(text, direction, Some(150.0));
            for line in block.lines.iter() {
                let glyphs = line.runs.iter().flat_map(|run| &run.glyphs);
                let mut ranges: Vec<_> = glyphs.map(|glyph| (glyph.start, glyph.end)).collect();
                ranges.sort_unstable();
                ranges.dedup();
                let said: String = ranges.iter().map(|(a, b)| &line.text[*a as usize..*b as usize]).collect();
                let is_text = |c: &char| !c.is_whitespace() && !('\u{2066}'..='\u{2069}').contains(c);
                let letters = |text: &str| text.chars().filter(is_text).collect::<String>();
                assert_eq!(letters(&said), letters(&line.text));
            }
        }
    }
}

#[test]
fn every_format_is_the_same_bytes_twice() {
    for direction in [Direction::Ltr, Direction::Rtl] {
        let (one, two) = (drawing(&TEXTS, direction), drawing(&TEXTS, direction));
        assert_eq!(one.png(0.5).unwrap(), two.png(0.5).unwrap());
        let written = pdf(std::slice::from_ref(&one)).unwrap();
        assert_eq!(written, pdf(std::slice::from_ref(&two)).unwrap());
        assert!(written.starts_with(b"%PDF-"));
        assert!(!written.windows(12).any(|part| part == b"CreationDate"));
    }
}

#[test]
fn a_picture_has_the_pixels_it_was_asked_for() {
    let page = drawing(&["Plain words"], Direction::Ltr);
    for (scale, width, height) in [(1.0, 800, 450), (0.25, 200, 113), (2.0, 1600, 900)] {
        let png = page.png(scale).unwrap();
        let pixels = resvg::tiny_skia::Pixmap::decode_png(&png).unwrap();
        assert_eq!((pixels.width(), pixels.height()), (width, height));
        assert!(pixels.pixels().iter().all(|pixel| pixel.alpha() == 255), "a page has no holes");
        assert!(pixels.pixels().iter().any(|pixel| pixel.red() < 200 && pixel.blue() == 255), "{scale}");
    }
    let huge = Drawing { width: 20_000.0, height: 5_100.0, ..page };
    assert!(matches!(huge.png(1.0), Err(FormatError::TooManyPixels { .. })));
}

#[test]
fn what_no_font_has_is_counted_and_boxed() {
    let page = drawing(&["日本 日", "ok 👩🏽\u{200D}💻"], Direction::Ltr);
    let missing = page.missing();
    assert_eq!(missing.count(), 4);
    assert_eq!(missing.characters().collect::<Vec<_>>(), ["日", "本", "👩🏽\u{200D}💻"]);
    assert_eq!(Missing::sum([missing.clone(), missing]).count(), 8);
    let svg = svg::write(&page.scene, svg_text::Spelling::Pixels);
    assert!(!svg.contains("<text"), "{svg}");
    let boxes = svg.lines().filter(|line| line.contains("fill=\"none\""));
    assert_eq!(boxes.map(|line| line.matches('Z').count()).sum::<usize>(), 4);
    assert_eq!(drawing(&["ok", "שלום"], Direction::Rtl).missing(), Missing::default());
}

#[test]
fn outlines_step_from_place_to_place_to_the_same_shape() {
    use resvg::usvg;
    let page = drawing(&TEXTS[..3], Direction::Rtl);
    let bounds = |svg: &str| {
        let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).unwrap();
        tree.root().abs_bounding_box()
    };
    let coarse = bounds(&page.svg(TextMode::Outlines));
    let fine = bounds(&svg::write(&page.scene, svg_text::Spelling::Pixels));
    for (a, b) in [(coarse.left(), fine.left()), (coarse.right(), fine.right())] {
        assert!((a - b).abs() < 0.1, "{a} {b}");
    }
}
