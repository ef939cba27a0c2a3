//! A typed SVG writer: static names, escaped text, rounded numbers, nested groups.
//!
//! What a user wrote reaches the file only as character data, as the value of a labelling attribute
//! or as a sanitised id; element names, attribute names, colours and styles are ours. Attributes come
//! out in the order of [`Attr`], so the same picture is the same bytes.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::path::Number;
use super::theme::Color;

/// The elements a picture may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    Svg,
    Title,
    Desc,
    G,
    Path,
    Rect,
    Line,
    Circle,
    Text,
    Tspan,
}

impl Tag {
    fn name(self) -> &'static str {
        match self {
            Tag::Svg => "svg",
            Tag::Title => "title",
            Tag::Desc => "desc",
            Tag::G => "g",
            Tag::Path => "path",
            Tag::Rect => "rect",
            Tag::Line => "line",
            Tag::Circle => "circle",
            Tag::Text => "text",
            Tag::Tspan => "tspan",
        }
    }
}

/// The attributes a picture may hold, in the order they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attr {
    Xmlns,
    Id,
    Class,
    Role,
    AriaLabelledby,
    AriaLabel,
    Lang,
    Box,
    Width,
    Height,
    ViewBox,
    X,
    Y,
    X1,
    Y1,
    X2,
    Y2,
    Cx,
    Cy,
    R,
    D,
    FontFamily,
    FontSize,
    FontWeight,
    Direction,
    TextAnchor,
    TextLength,
    LengthAdjust,
    Fill,
    FillOpacity,
    Stroke,
    StrokeWidth,
    StrokeLinecap,
    StrokeLinejoin,
    StrokeDasharray,
}

impl Attr {
    fn name(self) -> &'static str {
        match self {
            Attr::Xmlns => "xmlns",
            Attr::Id => "id",
            Attr::Class => "class",
            Attr::Role => "role",
            Attr::AriaLabelledby => "aria-labelledby",
            Attr::AriaLabel => "aria-label",
            Attr::Lang => "lang",
            Attr::Box => "data-box",
            Attr::Width => "width",
            Attr::Height => "height",
            Attr::ViewBox => "viewBox",
            Attr::X => "x",
            Attr::Y => "y",
            Attr::X1 => "x1",
            Attr::Y1 => "y1",
            Attr::X2 => "x2",
            Attr::Y2 => "y2",
            Attr::Cx => "cx",
            Attr::Cy => "cy",
            Attr::R => "r",
            Attr::D => "d",
            Attr::FontFamily => "font-family",
            Attr::FontSize => "font-size",
            Attr::FontWeight => "font-weight",
            Attr::Direction => "direction",
            Attr::TextAnchor => "text-anchor",
            Attr::TextLength => "textLength",
            Attr::LengthAdjust => "lengthAdjust",
            Attr::Fill => "fill",
            Attr::FillOpacity => "fill-opacity",
            Attr::Stroke => "stroke",
            Attr::StrokeWidth => "stroke-width",
            Attr::StrokeLinecap => "stroke-linecap",
            Attr::StrokeLinejoin => "stroke-linejoin",
            Attr::StrokeDasharray => "stroke-dasharray",
        }
    }
}

/// An attribute's value: a number, a colour, one of our own words, or text that gets escaped.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    Number(f64),
    Color(Color),
    Word(&'static str),
    Text(&'a str),
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Value::Number(number)
    }
}

impl From<Color> for Value<'_> {
    fn from(color: Color) -> Self {
        Value::Color(color)
    }
}

impl From<&'static str> for Value<'_> {
    fn from(word: &'static str) -> Self {
        Value::Word(word)
    }
}

/// One element's name and attributes, before it is written.
#[derive(Clone, Debug)]
pub struct Element<'a> {
    tag: Tag,
    attributes: Vec<(Attr, Value<'a>)>,
}

impl<'a> Element<'a> {
    /// An element without attributes.
    pub fn new(tag: Tag) -> Self {
        Element { tag, attributes: Vec::new() }
    }

    /// Adds an attribute: a number or a word of ours.
    pub fn with(mut self, attr: Attr, value: impl Into<Value<'a>>) -> Self {
        self.attributes.push((attr, value.into()));
        self
    }

    /// Adds an attribute whose value may hold anything; it is escaped.
    pub fn with_text(mut self, attr: Attr, text: &'a str) -> Self {
        self.attributes.push((attr, Value::Text(text)));
        self
    }

    /// Adds an attribute when there is a value for it.
    pub fn maybe(self, attr: Attr, value: Option<impl Into<Value<'a>>>) -> Self {
        match value {
            Some(value) => self.with(attr, value),
            None => self,
        }
    }
}

/// An SVG document being written from top to bottom.
#[derive(Debug, Default)]
pub struct Canvas {
    out: String,
    open: Vec<Tag>,
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
        self.indent();
        self.start(&element);
        self.out.push_str(">\n");
        self.open.push(element.tag);
    }

    /// Closes the element opened last.
    pub fn close(&mut self) {
        if let Some(tag) = self.open.pop() {
            self.indent();
            let _ = writeln!(self.out, "</{}>", tag.name());
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

    /// Writes an element without content.
    pub fn leaf(&mut self, element: Element<'_>) {
        self.indent();
        self.start(&element);
        self.out.push_str("/>\n");
    }

    /// Writes an element that holds nothing but text.
    pub fn text_element(&mut self, element: Element<'_>, text: &str) {
        self.indent();
        self.start(&element);
        self.out.push('>');
        escape(&mut self.out, text, false);
        let _ = writeln!(self.out, "</{}>", element.tag.name());
    }

    /// Writes an element whose children are text elements, without white space between them.
    pub fn inline_elements<'a>(
        &mut self,
        element: Element<'a>,
        children: impl IntoIterator<Item = (Element<'a>, String)>,
    ) {
        self.indent();
        self.start(&element);
        self.out.push('>');
        for (child, text) in children {
            self.start(&child);
            self.out.push('>');
            escape(&mut self.out, &text, false);
            let _ = write!(self.out, "</{}>", child.tag.name());
        }
        let _ = writeln!(self.out, "</{}>", element.tag.name());
    }

    /// The document's text; closes what is still open.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
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

    fn indent(&mut self) {
        for _ in 0..self.open.len() {
            self.out.push(' ');
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        let _ = write!(self.out, "<{}", element.tag.name());
        let mut attributes: Vec<&(Attr, Value<'_>)> = element.attributes.iter().collect();
        attributes.sort_by_key(|(attr, _)| *attr);
        for (attr, value) in attributes {
            let _ = write!(self.out, " {}=\"", attr.name());
            match value {
                Value::Number(number) => {
                    let _ = write!(self.out, "{}", Number(*number));
                }
                Value::Color(color) => {
                    let _ = write!(self.out, "{color}");
                }
                Value::Word(word) => escape(&mut self.out, word, true),
                Value::Text(text) => escape(&mut self.out, text, true),
            }
            self.out.push('"');
        }
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

fn escape(out: &mut String, text: &str, in_attribute: bool) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if in_attribute => out.push_str("&quot;"),
            // An attribute's white space is normalised by XML readers; a reference survives.
            '\n' if in_attribute => out.push_str("&#10;"),
            '\t' if in_attribute => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            // XML allows C1 controls, and a terminal that prints the picture would obey them.
            '\u{7f}'..='\u{9f}' => out.push('\u{FFFD}'),
            c if is_xml_char(c) => out.push(c),
            _ => out.push('\u{FFFD}'),
        }
    }
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
    use proptest::prelude::*;

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
            canvas.finish(),
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
        assert_eq!(canvas.finish(), "<g id=\"s\" class=\"stage\">\n <title>A &lt; B</title>\n</g>\n");
    }

    proptest! {
        #[test]
        fn any_text_stays_well_formed(text in "\\PC{0,40}|[\\x00-\\x20\u{FFFE}\u{FFFF}<>&\"']{0,20}") {
            let mut canvas = Canvas::new(Some(&text));
            canvas.begin(&Page {
                size: (10.0, 10.0), units: (10.0, 10.0), id: &text, lang: &text, class: "x",
                title: &text, description: &text, font_family: "Rubik",
            });
            let svg = canvas.finish();
            prop_assert!(roxmltree::Document::parse(&svg).is_ok(), "{svg}");
        }
    }
}
