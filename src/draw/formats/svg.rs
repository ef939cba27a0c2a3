//! The SVG writer: escaped text, rounded numbers, nested groups.
//!
//! Attributes come out in the order of [`Attr`](crate::draw::element::Attr), so the same picture is the
//! same bytes.

use std::fmt::Write as _;

use super::svg_text::{self, Spelling};
use crate::draw::canvas::is_xml_char;
use crate::draw::element::{Element, Tag, Value};
use crate::draw::path::Number;
use crate::draw::scene::{Node, Scene};

/// Writes a picture as an SVG document.
pub fn write(scene: &Scene, spelling: Spelling) -> String {
    let mut svg = Svg { out: String::with_capacity(256 * scene.nodes.len()), open: Vec::new() };
    for node in &scene.nodes {
        match node {
            Node::Open(element) => svg.open(element),
            Node::Close => svg.close(),
            Node::Leaf(element) => svg.leaf(element),
            Node::Words(element, text) => svg.text_element(element, text),
            Node::Block { block, x, y, paint } => {
                svg_text::write(&mut svg, block, (*x, *y), *paint, spelling);
            }
        }
    }
    svg.out
}

/// A document being written from top to bottom.
pub struct Svg {
    out: String,
    open: Vec<Tag>,
}

impl Svg {
    fn open(&mut self, element: &Element<'_>) {
        self.indent();
        self.start(element);
        self.out.push_str(">\n");
        self.open.push(element.tag());
    }

    fn close(&mut self) {
        if let Some(tag) = self.open.pop() {
            self.indent();
            let _ = writeln!(self.out, "</{}>", tag.name());
        }
    }

    /// Writes an element without content.
    pub fn leaf(&mut self, element: &Element<'_>) {
        self.indent();
        self.start(element);
        self.out.push_str("/>\n");
    }

    /// Writes an element that holds nothing but text.
    pub fn text_element(&mut self, element: &Element<'_>, text: &str) {
        self.indent();
        self.start(element);
        self.out.push('>');
        escape(&mut self.out, text, false);
        let _ = writeln!(self.out, "</{}>", element.tag().name());
    }

    /// Writes an element whose children are text elements, without white space between them.
    pub fn inline_elements<'a>(
        &mut self,
        element: &Element<'a>,
        children: impl IntoIterator<Item = (Element<'a>, String)>,
    ) {
        self.indent();
        self.start(element);
        self.out.push('>');
        for (child, text) in children {
            self.start(&child);
            self.out.push('>');
            escape(&mut self.out, &text, false);
            let _ = write!(self.out, "</{}>", child.tag().name());
        }
        let _ = writeln!(self.out, "</{}>", element.tag().name());
    }

    fn indent(&mut self) {
        for _ in 0..self.open.len() {
            self.out.push(' ');
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        self.out.push('<');
        self.out.push_str(element.tag().name());
        for (attr, value) in element.attributes() {
            let _ = write!(self.out, " {}=\"", attr.name());
            match value {
                Value::Number(number) => {
                    let _ = write!(self.out, "{}", Number(*number));
                }
                Value::Color(color) => {
                    let _ = write!(self.out, "{color}");
                }
                Value::Path(path) => path.write_absolute(&mut self.out),
                Value::Word(word) => escape(&mut self.out, word, true),
                Value::Text(text) => escape(&mut self.out, text, true),
            }
            self.out.push('"');
        }
    }
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
