//! Documents as pages of A4, to be written as one PDF.
//!
//! What belongs together stays together: a line of a table, a paragraph, a heading with what follows it. A picture
//! keeps its own page and size, because smaller its words could not be read; it follows the page that names it.

mod set;
mod table;

use set::{Chunk, Ink, Part, Setter, Step};

use super::{Document, Text};
use crate::draw::TextEngine;
use crate::draw::locale::fill;
use crate::draw::text::{Align, TextStyle};
use crate::draw::theme::{Color, Theme, size};
use crate::draw::views::sheet::{About, Sheet};
use crate::draw::views::{Drawing, Options, PageFormat};

/// From a page's edge to its text.
const MARGIN: f64 = 96.0;
/// From a page's lower edge to the line at its foot.
const FOOT: f64 = 76.0;

impl Document {
    /// The document as pages of A4.
    pub fn pages(&self, engine: &mut TextEngine) -> Vec<Drawing> {
        let options = Options { page: PageFormat::Upright, theme: Theme::LIGHT, id_prefix: None };
        let (width, height) = options.page.size();
        engine.set_language(self.language());
        let mut setter = Setter::new(engine, self.direction, width - 2.0 * MARGIN, height - 2.0 * MARGIN);
        setter.document(self);
        let pages = fill_pages(setter.steps, height - 2.0 * MARGIN);
        let count = pages.len();
        let title = self.title.plain();
        let mut drawings = Vec::new();
        for (at, page) in pages.into_iter().enumerate() {
            match page {
                Page::Picture(drawing) => drawings.push(drawing),
                Page::Text(placed) => {
                    let mut sheet = Sheet::new(&options, engine, self.language(), self.direction);
                    sheet.begin(
                        About { id: "page", class: "masa document", title: &title, description: "" },
                        height,
                    );
                    placed.iter().for_each(|(y, chunk)| draw(&mut sheet, chunk, MARGIN + y));
                    foot(&mut sheet, &self.title, (at + 1, count), height);
                    drawings.push(sheet.finish());
                }
            }
        }
        drawings
    }
}

/// A page: chunks with their distance from its upper margin, or a picture.
enum Page {
    Text(Vec<(f64, Chunk)>),
    Picture(Drawing),
}

/// Fills pages from the top; nothing is ever parted that is one chunk.
fn fill_pages(steps: Vec<Step>, room: f64) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut waiting: Vec<Page> = Vec::new();
    let mut page: Vec<(f64, Chunk)> = Vec::new();
    let mut y = 0.0;
    let wanted = wanted_rooms(&steps);
    let mut turn = |page: &mut Vec<(f64, Chunk)>, waiting: &mut Vec<Page>| {
        if !page.is_empty() {
            pages.push(Page::Text(std::mem::take(page)));
        }
        pages.append(waiting);
    };
    for (step, wanted) in steps.into_iter().zip(wanted) {
        match step {
            Step::Break => {
                turn(&mut page, &mut waiting);
                y = 0.0;
            }
            Step::Picture(drawing) => waiting.push(Page::Picture(drawing)),
            Step::Chunk(chunk) => {
                let is_full = y + chunk.gap + wanted > room && wanted <= room;
                if !page.is_empty() && (is_full || y + chunk.gap + chunk.height > room) {
                    turn(&mut page, &mut waiting);
                    y = 0.0;
                    if let Some(head) = &chunk.head {
                        page.push((y, (**head).clone()));
                        y += head.height;
                    }
                }
                if !page.is_empty() {
                    y += chunk.gap;
                }
                let height = chunk.height;
                page.push((y, chunk));
                y += height;
            }
        }
    }
    turn(&mut page, &mut waiting);
    pages
}

/// The room that each step wants at least: its own, and that of what it must not be parted from.
fn wanted_rooms(steps: &[Step]) -> Vec<f64> {
    let mut wanted = vec![0.0; steps.len()];
    let mut next: Option<f64> = None;
    for (at, step) in steps.iter().enumerate().rev() {
        let Step::Chunk(chunk) = step else {
            next = None;
            continue;
        };
        let following = next.filter(|_| chunk.keeps_with_next).unwrap_or(0.0);
        wanted[at] = chunk.height + following;
        next = Some(chunk.gap + wanted[at]);
    }
    wanted
}

fn draw(sheet: &mut Sheet<'_>, chunk: &Chunk, top: f64) {
    for part in &chunk.parts {
        match part {
            Part::Box { u, y, width, height, ink } => {
                let color = color(&sheet.theme, *ink);
                sheet.rect(MARGIN + u, top + y, *width, *height, color);
            }
            Part::Words { block, u, y, ink, class } => {
                let color = color(&sheet.theme, *ink);
                sheet.text(block, MARGIN + u, top + y, color, class);
            }
        }
    }
}

/// The foot of a page: the title, and which page of how many it is.
fn foot(sheet: &mut Sheet<'_>, title: &Text, (page, pages): (usize, usize), height: f64) {
    let style = TextStyle::regular(size::SMALL);
    let (page, pages) = (page.to_string(), pages.to_string());
    let number = fill(&sheet.locale.labels().page_of, &[("page", &page), ("pages", &pages)]);
    let number = sheet.line_of_text(&number, style);
    let room = sheet.width - 2.0 * MARGIN - number.width - 40.0;
    let title = sheet.lay_out(&title.plain(), style, Some(room), Some(1), Align::Start);
    let muted = sheet.theme.muted;
    sheet.text(&title, MARGIN, height - FOOT, muted, "foot");
    let u = sheet.width - MARGIN - number.width;
    sheet.text(&number, u, height - FOOT, muted, "foot");
}

fn color(theme: &Theme, ink: Ink) -> Color {
    match ink {
        Ink::Text => theme.ink,
        Ink::Muted => theme.muted,
        Ink::Hairline => theme.hairline,
        Ink::Band => theme.band,
        Ink::Neutral => theme.neutral,
        Ink::Negative => theme.negative,
        Ink::NegativeGround => theme.negative_ground,
    }
}
