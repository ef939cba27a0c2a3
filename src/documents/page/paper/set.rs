//! Blocks of a document, laid out as chunks that a page holds or does not.

use std::rc::Rc;

use crate::documents::page::{Block, Document, Level, Look, Picture, Text, Tone};
use crate::draw::TextEngine;
use crate::draw::text::{Align, Block as Words, Direction, Frame, Line, Span, TextStyle, Weight};
use crate::draw::theme::size;
use crate::draw::views::Drawing;

/// Sizes of the kinds of text.
const TITLE: f64 = 38.0;
const PART: f64 = 30.0;
const SECTION: f64 = 24.0;
pub(super) const BODY: f64 = 21.0;
/// From the edge to the text of a list, a quote or a note.
const INDENT: f64 = 32.0;
/// Between the edge of a note and its text, above and below.
const PADDING: f64 = 12.0;

/// What the pages are filled with.
pub(super) enum Step {
    Chunk(Chunk),
    Picture(Drawing),
    Break,
}

/// What stays on one page.
#[derive(Clone, Default)]
pub(super) struct Chunk {
    pub parts: Vec<Part>,
    pub height: f64,
    /// The distance to what stands above it, unless it begins a page.
    pub gap: f64,
    /// Whether a page must not end behind it.
    pub keeps_with_next: bool,
    /// What is said again above it when it begins a page.
    pub head: Option<Rc<Chunk>>,
}

/// Something drawn at a place of a chunk.
#[derive(Clone)]
pub(super) enum Part {
    Words { block: Words, u: f64, y: f64, ink: Ink, class: &'static str },
    Box { u: f64, y: f64, width: f64, height: f64, ink: Ink },
}

/// A colour by its part.
#[derive(Clone, Copy)]
pub(super) enum Ink {
    Text,
    Muted,
    Hairline,
    Band,
    Neutral,
    Negative,
    NegativeGround,
}

/// Lays out blocks one after the other.
pub(super) struct Setter<'e> {
    pub engine: &'e mut TextEngine,
    pub direction: Direction,
    pub width: f64,
    /// The height of a page.
    pub room: f64,
    pub steps: Vec<Step>,
}

impl<'e> Setter<'e> {
    pub fn new(engine: &'e mut TextEngine, direction: Direction, width: f64, room: f64) -> Self {
        Setter { engine, direction, width, room, steps: Vec::new() }
    }

    pub fn document(&mut self, document: &Document) {
        self.text(&document.title, TextStyle::semibold(TITLE), Place { class: "h1", ..Place::default() });
        for text in &document.about {
            let place = Place { gap: 4.0, ink: Ink::Muted, ..Place::default() };
            self.text(text, TextStyle::regular(BODY), place);
        }
        document.blocks.iter().for_each(|block| self.block(block));
        for (at, text) in document.footer.iter().enumerate() {
            let gap = if at == 0 { 32.0 } else { 4.0 };
            let place = Place { gap, ink: Ink::Muted, ..Place::default() };
            self.text(text, TextStyle::regular(size::SMALL), place);
        }
    }

    fn block(&mut self, block: &Block) {
        let body = TextStyle::regular(BODY);
        match block {
            Block::Heading(Level::Part, text) => {
                let rule = Part::Box { u: 0.0, y: 0.0, width: self.width, height: 3.0, ink: Ink::Text };
                let block = self.words(text, TextStyle::semibold(PART), self.width);
                let height = block.height + 12.0;
                let words = Part::Words { block, u: 0.0, y: 12.0, ink: Ink::Text, class: "h2" };
                self.chunk(Chunk {
                    parts: vec![rule, words],
                    height,
                    gap: 32.0,
                    keeps_with_next: true,
                    head: None,
                });
            }
            Block::Heading(Level::Section, text) => {
                let place = Place { gap: 22.0, class: "h3", keeps_with_next: true, ..Place::default() };
                self.text(text, TextStyle::semibold(SECTION), place);
            }
            Block::Paragraph(text) => self.text(text, body, Place::default()),
            Block::List { items, numbered } => {
                for (at, item) in items.iter().enumerate() {
                    let mark = if *numbered { format!("{}.", at + 1) } else { "•".to_owned() };
                    self.item(&mark, item);
                }
            }
            Block::Quote { words, source } => {
                self.barred([(words, BODY + 3.0), (source, size::SMALL)], (Ink::Neutral, None));
            }
            Block::Note(tone, texts) => {
                let inks = match tone {
                    Tone::Plain => (Ink::Neutral, Some(Ink::Band)),
                    Tone::Caution => (Ink::Negative, Some(Ink::NegativeGround)),
                };
                self.barred(texts.iter().map(|text| (text, BODY)), inks);
            }
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.picture(picture),
            Block::PageBreak => self.steps.push(Step::Break),
        }
    }

    /// Texts beside a bar, on a ground of their own if they have one.
    fn barred<'t>(
        &mut self,
        texts: impl IntoIterator<Item = (&'t Text, f64)>,
        (bar, ground): (Ink, Option<Ink>),
    ) {
        let texts: Vec<_> = texts.into_iter().filter(|(text, _)| !text.is_empty()).collect();
        let count = texts.len();
        for (at, (text, size)) in texts.into_iter().enumerate() {
            let above = if at == 0 { PADDING } else { PADDING / 2.0 };
            let below = if at + 1 == count { PADDING } else { 0.0 };
            let block = self.words(text, TextStyle::regular(size), self.width - 2.0 * INDENT);
            let height = above + block.height + below;
            let ground = ground.map(|ink| Part::Box { u: 0.0, y: 0.0, width: self.width, height, ink });
            let bar = Part::Box { u: 0.0, y: 0.0, width: 6.0, height, ink: bar };
            let words = Part::Words { block, u: INDENT, y: above, ink: Ink::Text, class: "text" };
            self.chunk(Chunk {
                parts: ground.into_iter().chain([bar, words]).collect(),
                height,
                gap: if at == 0 { 12.0 } else { 0.0 },
                keeps_with_next: at + 1 < count,
                head: None,
            });
        }
    }

    fn item(&mut self, mark: &str, text: &Text) {
        let style = TextStyle::regular(BODY);
        let mark = self.words(&mark.into(), style, INDENT);
        let block = self.words(text, style, self.width - INDENT);
        let height = block.height;
        let parts = vec![
            Part::Words { block: mark, u: 0.0, y: 0.0, ink: Ink::Muted, class: "bullet" },
            Part::Words { block, u: INDENT, y: 0.0, ink: Ink::Text, class: "text" },
        ];
        self.chunk(Chunk { parts, height, gap: 5.0, ..Chunk::default() });
    }

    /// A picture on a page of its own; its caption stays in the text.
    fn picture(&mut self, picture: &Picture) {
        if let Some(caption) = &picture.caption {
            let place = Place { ink: Ink::Muted, ..Place::default() };
            self.text(caption, TextStyle::regular(BODY), place);
        }
        self.steps.push(Step::Picture(picture.drawing.clone()));
    }

    /// A text as a paragraph of its own.
    pub fn text(&mut self, text: &Text, style: TextStyle, place: Place) {
        let block = self.words(text, style, self.width);
        // What is higher than a page can only be parted.
        let blocks = if block.height > self.room { lines(&block) } else { vec![block] };
        for (at, block) in blocks.into_iter().enumerate() {
            let height = block.height;
            let words = Part::Words { block, u: 0.0, y: 0.0, ink: place.ink, class: place.class };
            self.chunk(Chunk {
                parts: vec![words],
                height,
                gap: if at == 0 { place.gap } else { 0.0 },
                keeps_with_next: place.keeps_with_next,
                head: None,
            });
        }
    }

    /// A text laid out in a width from where reading starts.
    pub fn words(&mut self, text: &Text, style: TextStyle, width: f64) -> Words {
        self.aligned(text, style, width, Align::Start)
    }

    /// A text laid out in a width; a label stands in brackets.
    pub fn aligned(&mut self, text: &Text, style: TextStyle, width: f64, align: Align) -> Words {
        let labels: Vec<String> = text.0.iter().map(|run| format!("({})", run.text)).collect();
        let direction = self.direction;
        let spans = text.0.iter().zip(&labels).flat_map(|(run, label)| {
            let text = if run.look == Look::Label { label } else { &run.text };
            let weight = match run.look {
                Look::Plain => style.weight,
                Look::Strong => Weight::SemiBold,
                Look::Label => Weight::Regular,
            };
            let apart = run.apart(direction);
            pieces(text).into_iter().map(move |text| Span { text, weight, apart })
        });
        let spans: Vec<_> = spans.collect();
        let frame = Frame { width: Some(width), direction, align, ..Frame::default() };
        self.engine.layout_spans(&spans, style.size, frame)
    }

    pub fn chunk(&mut self, chunk: Chunk) {
        self.steps.push(Step::Chunk(chunk));
    }
}

/// Where a paragraph stands and what it looks like.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub gap: f64,
    pub ink: Ink,
    pub class: &'static str,
    pub keeps_with_next: bool,
}

impl Default for Place {
    fn default() -> Self {
        Place { gap: 10.0, ink: Ink::Text, class: "text", keeps_with_next: false }
    }
}

/// A text in pieces that the engine lays out whole, parted at spaces where there are any.
fn pieces(text: &str) -> Vec<&str> {
    const LONGEST: usize = 1_000;
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((end, _)) = rest.char_indices().nth(LONGEST) {
        let at = rest[..end].rfind(char::is_whitespace).filter(|at| *at > 0).unwrap_or(end);
        pieces.push(&rest[..at]);
        rest = &rest[at..];
    }
    pieces.push(rest);
    pieces
}

/// The lines of a block, each as one.
fn lines(block: &Words) -> Vec<Words> {
    let height = block.style.line_height();
    let line = |(at, line): (usize, &Line)| Words {
        height,
        lines: [Line { baseline: line.baseline - at as f64 * height, ..line.clone() }].into(),
        text: line.text.clone(),
        ..block.clone()
    };
    block.lines.iter().enumerate().map(line).collect()
}
