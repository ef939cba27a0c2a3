//! What a view draws on: it records a scene of elements and laid-out texts, which is written afterwards.
//!
//! What a user wrote gets in only as character data, as the value of a labelling attribute or as a
//! sanitised id; element names, attribute names, colours and styles are ours.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::path::Number;
use super::scene::{About, Node, Scene};
use super::text::{Block, Paint};

pub use super::element::{Attr, Element, Tag};

/// A picture being recorded from top to bottom.
#[derive(Debug, Default)]
pub struct Canvas {
    scene: Scene,
    open: usize,
    ids: HashSet<String>,
    prefix: String,
}

/// What a whole picture says about itself.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    /// Size in the user's pixels.
    pub size: (f64, f64),
    /// Size in drawing units; the picture is scaled from these to `size`.
    pub units: (f64, f64),
    pub id: &'a str,
    pub lang: &'a str,
    pub class: &'static str,
    pub title: &'a str,
    pub description: &'a str,
    pub font_family: &'a str,
}

impl Canvas {
    /// An empty canvas whose ids all start with `prefix`, so several pictures fit in one HTML page.
    pub fn new(prefix: Option<&str>) -> Self {
        Canvas { prefix: prefix.map(|p| sanitize_id(p, false)).unwrap_or_default(), ..Canvas::default() }
    }

    /// Opens the document: the root element with its title and description.
    pub fn begin(&mut self, page: &Page<'_>) {
        self.scene.about = About {
            units: page.units,
            lang: page.lang.to_owned(),
            title: spoken(page.title),
            description: spoken(page.description),
        };
        let id = self.unique_id(page.id);
        let title_id = self.unique_id(&format!("{}-title", page.id));
        let desc_id = self.unique_id(&format!("{}-desc", page.id));
        let view_box = format!("0 0 {} {}", Number(page.units.0), Number(page.units.1));
        let labelled = format!("{title_id} {desc_id}");
        self.open(
            Element::new(Tag::Svg)
                .with(Attr::Xmlns, "http://www.w3.org/2000/svg")
                .with_text(Attr::Id, &id)
                .with(Attr::Class, page.class)
                .with(Attr::Role, "img")
                .with_text(Attr::AriaLabelledby, &labelled)
                .with_text(Attr::Lang, page.lang)
                // Texts are placed from the left, whatever the document around the picture does.
                .with(Attr::Direction, "ltr")
                .with(Attr::Width, page.size.0)
                .with(Attr::Height, page.size.1)
                .with_text(Attr::ViewBox, &view_box)
                .with_text(Attr::FontFamily, page.font_family),
        );
        self.text_element(Element::new(Tag::Title).with_text(Attr::Id, &title_id), &spoken(page.title));
        self.text_element(Element::new(Tag::Desc).with_text(Attr::Id, &desc_id), &spoken(page.description));
    }

    /// Opens an element that will hold others.
    pub fn open(&mut self, element: Element<'_>) {
        self.scene.nodes.push(Node::Open(element.into_owned()));
        self.open += 1;
    }

    /// Closes the element opened last.
    pub fn close(&mut self) {
        if self.open > 0 {
            self.open -= 1;
            self.scene.nodes.push(Node::Close);
        }
    }

    /// Opens a group with a class of ours, perhaps an id made from a map's id, perhaps a title.
    pub fn open_group(&mut self, class: &'static str, id: Option<&str>, title: Option<&str>) {
        let id = id.map(|id| self.unique_id(id));
        let mut group = Element::new(Tag::G).with(Attr::Class, class);
        if let Some(id) = &id {
            group = group.with_text(Attr::Id, id);
        }
        self.open(group);
        if let Some(title) = title {
            self.text_element(Element::new(Tag::Title), &spoken(title));
        }
    }

    /// Opens a group whose texts stay inside a box of left, top, width and height.
    pub fn open_cell(
        &mut self,
        class: &'static str,
        id: Option<&str>,
        title: Option<&str>,
        bounds: [f64; 4],
    ) {
        let id = id.map(|id| self.unique_id(id));
        let bounds = bounds.map(|side| Number(side).to_string()).join(" ");
        let mut group = Element::new(Tag::G).with(Attr::Class, class).with_text(Attr::Box, &bounds);
        if let Some(id) = &id {
            group = group.with_text(Attr::Id, id);
        }
        self.open(group);
        if let Some(title) = title {
            self.text_element(Element::new(Tag::Title), &spoken(title));
        }
    }

    /// Adds an element without content.
    pub fn leaf(&mut self, element: Element<'_>) {
        self.scene.nodes.push(Node::Leaf(element.into_owned()));
    }

    /// Adds an element that holds nothing but text, for those who don't see the picture.
    pub fn text_element(&mut self, element: Element<'_>, text: &str) {
        self.scene.nodes.push(Node::Words(element.into_owned(), text.to_owned()));
    }

    /// Adds a laid-out text with its top left corner at `(x, y)`.
    pub fn block(&mut self, block: &Block, x: f64, y: f64, paint: Paint) {
        if !block.lines.is_empty() {
            self.scene.nodes.push(Node::Block { block: block.clone(), x, y, paint });
        }
    }

    /// The recorded picture; closes what is still open.
    pub fn finish(mut self) -> Scene {
        while self.open > 0 {
            self.close();
        }
        self.scene
    }

    /// A unique id made of the prefix and `raw`: `[A-Za-z0-9_-]` stay, anything else is encoded.
    pub fn unique_id(&mut self, raw: &str) -> String {
        let base = format!("{}{}", self.prefix, sanitize_id(raw, self.prefix.is_empty()));
        let mut id = base.clone();
        let mut count = 1;
        while !self.ids.insert(id.clone()) {
            count += 1;
            id = format!("{base}-{count}");
        }
        id
    }
}

/// Whether XML 1.0 allows the character in a document at all.
pub fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Whether the character only changes the order in which others are shown.
pub fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{61C}')
}

/// A title's text: all of it, but nothing that would turn over the tooltip it is shown in.
fn spoken(text: &str) -> String {
    text.chars().filter(|c| !is_bidi_control(*c)).collect()
}

/// `raw` with everything but `[A-Za-z0-9_-]` written as `_` and its code point in hexadecimal.
///
/// The encoding is the same on every run and needs no percent sign. With `leading`, the result is
/// made to start with a letter or `_`, as an XML name must.
fn sanitize_id(raw: &str, leading: bool) -> String {
    let mut id = String::with_capacity(raw.len());
    // Ids come from maps, where they are short; anything longer is cut before it bloats the file.
    for c in raw.chars().take(200) {
        if c.is_ascii_alphanumeric() || c == '-' || c == '_' {
            id.push(c);
        } else {
            let _ = write!(id, "_{:x}", u32::from(c));
        }
    }
    let starts_well = id.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    if leading && !starts_well {
        id.insert(0, '_');
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::TextMode;
    use crate::draw::formats::Drawing;
    use proptest::prelude::*;

    fn written(canvas: Canvas) -> String {
        Drawing { scene: canvas.finish(), width: 1.0, height: 1.0 }.svg(TextMode::Runs)
    }

    #[test]
    fn attributes_come_in_one_order_and_escaped() {
        let mut canvas = Canvas::new(None);
        canvas.leaf(
            Element::new(Tag::Rect)
                .with(Attr::Y, 2.0)
                .with_text(Attr::AriaLabel, "a \"<b>\" & \u{0}c")
                .with(Attr::X, 1.0),
        );
        assert_eq!(
            written(canvas),
            "<rect aria-label=\"a &quot;&lt;b&gt;&quot; &amp; \u{FFFD}c\" x=\"1\" y=\"2\"/>\n"
        );
    }

    #[test]
    fn ids_are_clean_and_unique() {
        let mut canvas = Canvas::new(None);
        assert_eq!(canvas.unique_id("tp-1"), "tp-1");
        assert_eq!(canvas.unique_id("tp-1"), "tp-1-2");
        assert_eq!(canvas.unique_id("שלב"), "_5e9_5dc_5d1");
        assert_eq!(canvas.unique_id("3 steps"), "_3_20steps");
        assert_eq!(canvas.unique_id(""), "_");
        assert_eq!(Canvas::new(Some("a-")).unique_id("3"), "a-3");
    }

    #[test]
    fn open_elements_are_closed_at_the_end() {
        let mut canvas = Canvas::new(None);
        canvas.open_group("stage", Some("s"), Some("A \u{202E}< B"));
        assert_eq!(written(canvas), "<g id=\"s\" class=\"stage\">\n <title>A &lt; B</title>\n</g>\n");
    }

    proptest! {
        #[test]
        fn any_text_stays_well_formed(text in "\\PC{0,40}|[\\x00-\\x20\u{FFFE}\u{FFFF}<>&\"']{0,20}") {
            let mut canvas = Canvas::new(Some(&text));
            canvas.begin(&Page {
                size: (10.0, 10.0), units: (10.0, 10.0), id: &text, lang: &text, class: "x",
                title: &text, description: &text, font_family: "Rubik",
            });
            let svg = written(canvas);
            prop_assert!(roxmltree::Document::parse(&svg).is_ok(), "{svg}");
        }
    }
}
