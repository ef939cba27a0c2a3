//! Pictures outside of a browser: in resvg, and without any font.

use std::path::Path;

use masa::draw::views::Options;
use masa::draw::{TextEngine, TextMode};
use resvg::usvg;

use crate::views::pictures;

#[test]
fn resvg_keeps_every_text_on_the_page() {
    let mut options = usvg::Options::default();
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
    options.fontdb_mut().load_fonts_dir(&fonts);
    for (view, map) in pictures() {
        for drawing in view.slides(map) {
            let at = format!("{} of {}", view.name, map.name);
            let tree = usvg::Tree::from_str(&drawing.svg(TextMode::Runs), &options)
                .unwrap_or_else(|error| panic!("{at}: {error}"));
            let mut texts = Vec::new();
            collect(tree.root(), &mut texts);
            // resvg has no fonts but ours here, and leaves out what it cannot draw.
            assert!(!texts.is_empty(), "{at}");
            let page = tree.size();
            for (said, area) in texts {
                let inside = area.left() >= -1.0
                    && area.right() <= page.width() + 1.0
                    && area.top() >= -1.0
                    && area.bottom() <= page.height() + 1.0;
                assert!(inside, "{at}: {said} at {area:?}");
            }
        }
    }
}

fn collect(group: &usvg::Group, texts: &mut Vec<(String, usvg::Rect)>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => collect(group, texts),
            usvg::Node::Text(text) => {
                let said = text.chunks().iter().map(|chunk| chunk.text()).collect();
                texts.push((said, text.abs_bounding_box()));
            }
            _ => {}
        }
    }
}

#[test]
fn outlines_need_no_font() {
    let options = Options::default();
    let mut engine = TextEngine::new();
    // Scripts that Rubik lacks stay text.
    let has_others = |name: &str| ["japanese", "emoji", "hostile"].contains(&name);
    for (view, map) in pictures().filter(|(_, map)| !has_others(&map.name)) {
        for drawing in view.draw(map, &options, &mut engine) {
            let svg = drawing.svg(TextMode::Outlines);
            let picture = roxmltree::Document::parse(&svg).unwrap();
            let text =
                picture.descendants().find(|node| node.has_tag_name("text")).and_then(|text| text.text());
            assert_eq!(text, None, "{} of {}", view.name, map.name);
        }
    }
}
