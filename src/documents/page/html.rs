//! Documents as HTML: one file that needs nothing else and can do nothing.
//!
//! There is no script and nothing is fetched; the content policy of the page forbids both. All texts go through
//! the writer of quick-xml, so what a user wrote can't become markup, and the page is well-formed XML as well.

use std::io::{self, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use quick_xml::Writer;
use quick_xml::events::{BytesText, Event};
use sha2::{Digest as _, Sha256};

use super::{Block, Document, Level, Look, Picture, Run, Text, Tone};
use crate::draw::theme::Theme;
use crate::model::Direction;
use crate::reporters::escape;
use crate::tables::{Cell, Table};

/// The look of every page, but for its colours.
const STYLE: &str = include_str!("page.css");

/// Marks that say the direction of their neighbours.
const MARKS: [char; 3] = ['\u{200e}', '\u{200f}', '\u{61c}'];

impl Document {
    /// The document as one HTML file.
    pub fn html(&self) -> String {
        let mut page = Page { xml: Writer::new(Vec::new()), direction: self.direction, pictures: 0 };
        // A vector takes whatever is written to it.
        let _ = page.document(self);
        String::from_utf8(page.xml.into_inner()).unwrap_or_default()
    }
}

/// The colours, named as the style calls them, and the style.
fn style() -> String {
    let theme = Theme::LIGHT;
    let colours = [
        ("ink", theme.ink),
        ("muted", theme.muted),
        ("hairline", theme.hairline),
        ("surface", theme.surface),
        ("band", theme.band),
        ("negative", theme.negative),
        ("neutral", theme.neutral),
        ("negative-ground", theme.negative_ground),
    ];
    let colours: String = colours.iter().map(|(name, colour)| format!(" --{name}: {colour};")).collect();
    // On one line, because a validator takes a digest over several lines for a wrong one.
    format!(":root {{ color-scheme: light;{colours} }} {}", STYLE.trim_end().replace('\n', " "))
}

/// What the page may do: use the one style it holds, known by its digest.
fn policy(style: &str) -> String {
    let digest = STANDARD.encode(Sha256::digest(style.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'")
}

/// Attributes of an element.
type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A page being written from top to bottom.
struct Page {
    xml: Writer<Vec<u8>>,
    direction: Direction,
    /// How many pictures there are so far.
    pictures: usize,
}

impl Page {
    fn document(&mut self, document: &Document) -> io::Result<()> {
        self.raw("<!DOCTYPE html>\n")?;
        let (lang, dir) = (escape::html(document.language()), document.direction.as_str());
        self.within("html", &[("lang", &lang), ("dir", dir)], |page| {
            page.within("head", &[], |page| page.head(document))?;
            page.within("body", &[], |page| {
                page.within("header", &[], |page| {
                    page.line("h1", &[], &document.title)?;
                    document.about.iter().try_for_each(|text| page.line("p", &[], text))
                })?;
                page.within("main", &[], |page| {
                    document.blocks.iter().try_for_each(|block| page.block(block))
                })?;
                if document.footer.is_empty() {
                    return Ok(());
                }
                page.within("footer", &[], |page| {
                    document.footer.iter().try_for_each(|text| page.line("p", &[], text))
                })
            })
        })
    }

    fn head(&mut self, document: &Document) -> io::Result<()> {
        let style = style();
        self.empty("meta", &[("charset", "utf-8")])?;
        self.empty("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy(&style))])?;
        self.empty("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")])?;
        self.empty("meta", &[("name", "generator"), ("content", "masa")])?;
        self.line("title", &[], &Text::from(document.title.plain()))?;
        // Ours, and without a sign that XML would want escaped: its digest is that of what stands here.
        self.raw(&format!("<style>{style}</style>\n"))
    }

    fn block(&mut self, block: &Block) -> io::Result<()> {
        match block {
            Block::Heading(Level::Part, text) => self.line("h2", &[], text),
            Block::Heading(Level::Section, text) => self.line("h3", &[], text),
            Block::Paragraph(text) => self.line("p", &[], text),
            Block::List { items, numbered } => {
                self.within(if *numbered { "ol" } else { "ul" }, &[], |page| {
                    items.iter().try_for_each(|item| page.line("li", &[], item))
                })
            }
            Block::Quote { words, source } => self.within("blockquote", &[], |page| {
                page.line("p", &[("class", "words")], words)?;
                if source.is_empty() { Ok(()) } else { page.line("p", &[], source) }
            }),
            Block::Note(tone, texts) => {
                let class = match tone {
                    Tone::Plain => "note",
                    Tone::Caution => "caution",
                };
                // A note belongs to what it stands in: it is no landmark of its own.
                self.within("aside", &[("class", class), ("role", "note")], |page| {
                    texts.iter().try_for_each(|text| page.line("p", &[], text))
                })
            }
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.picture(picture),
            Block::PageBreak => self.empty("hr", &[]),
        }
    }

    fn table(&mut self, table: &Table) -> io::Result<()> {
        self.scrolling(&table.title, |page| {
            page.within("table", &[], |page| {
                if !table.title.is_empty() {
                    page.line("caption", &[], &Text::from(table.title.as_str()))?;
                }
                page.within("thead", &[], |page| {
                    page.within("tr", &[], |page| {
                        table.headers.iter().enumerate().try_for_each(|(column, header)| {
                            let class = if table.is_numeric(column) { "number" } else { "" };
                            page.cell("th", class, Some("col"), header)
                        })
                    })
                })?;
                page.within("tbody", &[], |page| table.rows.iter().try_for_each(|row| page.row(table, row)))
            })
        })
    }

    fn row(&mut self, table: &Table, row: &[Cell]) -> io::Result<()> {
        // The first column of words says what the row is about.
        let head = row.iter().position(|cell| matches!(cell, Cell::Text(_)));
        self.within("tr", &[], |page| {
            row.iter().enumerate().try_for_each(|(column, cell)| {
                let class = if table.is_numeric(column) { "number" } else { "" };
                let (name, scope) = if Some(column) == head { ("th", Some("row")) } else { ("td", None) };
                page.cell(name, class, scope, &cell.shown())
            })
        })
    }

    fn cell(&mut self, name: &str, class: &str, scope: Option<&str>, text: &str) -> io::Result<()> {
        // An empty head is a cell: it heads nothing.
        let name = if text.is_empty() { "td" } else { name };
        let scope = scope.filter(|_| name == "th").map(|scope| ("scope", scope));
        let class = Some(("class", class)).filter(|(_, class)| !class.is_empty());
        let attributes: Vec<_> = scope.into_iter().chain(class).collect();
        self.line(name, &attributes, &Text::from(text))
    }

    fn picture(&mut self, picture: &Picture) -> io::Result<()> {
        self.pictures += 1;
        let svg = picture.drawing.svg_within(&format!("p{}-", self.pictures));
        self.within("figure", &[], |page| {
            page.scrolling(picture.drawing.words().0, |page| page.raw(&svg))?;
            match &picture.caption {
                Some(caption) => page.line("figcaption", &[], caption),
                None => Ok(()),
            }
        })
    }

    /// A box whose content may be wider than the screen; the keyboard can scroll it, too.
    fn scrolling(&mut self, name: &str, inner: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        let name = escape::html(name).replace(MARKS, "");
        let label = Some(("aria-label", &*name)).filter(|_| !name.is_empty());
        let attributes: Vec<_> =
            [("class", "scroll"), ("role", "group"), ("tabindex", "0")].into_iter().chain(label).collect();
        self.within("div", &attributes, inner)
    }

    /// An element that holds one text, on a line of its own.
    fn line(&mut self, name: &str, attributes: Attributes<'_>, text: &Text) -> io::Result<()> {
        let direction = self.direction;
        let element = self.xml.create_element(name).with_attributes(attributes.iter().copied());
        element
            .write_inner_content(|xml| text.0.iter().try_for_each(|run| write_run(xml, run, direction)))?;
        self.raw("\n")
    }

    /// An element that holds others.
    fn within(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        inner: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        use quick_xml::events::{BytesEnd, BytesStart};

        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.xml.write_event(Event::Start(start))?;
        self.raw("\n")?;
        inner(self)?;
        self.xml.write_event(Event::End(BytesEnd::new(name)))?;
        self.raw("\n")
    }

    /// An element that never holds anything.
    fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.xml.create_element(name).with_attributes(attributes.iter().copied()).write_empty()?;
        self.raw("\n")
    }

    /// Markup of ours.
    fn raw(&mut self, markup: &str) -> io::Result<()> {
        self.xml.get_mut().write_all(markup.as_bytes())
    }
}

fn write_run(xml: &mut Writer<Vec<u8>>, run: &Run, direction: Direction) -> io::Result<()> {
    let text = quick_xml::escape::escape(escape::html(&run.text)).into_owned();
    // A reference means the same, and a terminal that prints the page does not obey it.
    let text =
        MARKS.iter().fold(text, |text, mark| text.replace(*mark, &format!("&#x{:X};", u32::from(*mark))));
    let text = Event::Text(BytesText::from_escaped(text));
    let apart = run.apart(direction);
    let name = match run.look {
        Look::Plain if apart.is_some() => "bdi",
        Look::Plain => return xml.write_event(text),
        Look::Strong => "strong",
        Look::Label => "span",
    };
    let mut element = xml.create_element(name);
    if run.look == Look::Label {
        element = element.with_attribute(("class", "label"));
    }
    if let Some(apart) = apart {
        element = element.with_attribute(("dir", apart.as_str()));
    }
    element.write_inner_content(|xml| xml.write_event(text))?;
    Ok(())
}
