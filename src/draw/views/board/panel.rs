//! What stands beside the board: the moments of truth with what is at stake, and the rules of play.

use super::describe::ways;
use super::{BoardPicture, Piece};
use crate::draw::locale::fill;
use crate::draw::text::{Align, Block, TextStyle};
use crate::draw::theme::{Color, size};
use crate::draw::views::marks::moment_color;
use crate::draw::views::sheet::Sheet;
use crate::draw::views::snakes::draw_plate;

/// Between the moments of truth and the rules under them.
pub const APART: f64 = 36.0;

/// Enlargements to try where there is room, the largest first.
pub const SCALES: [f64; 5] = [1.6, 1.4, 1.25, 1.12, 1.0];

/// From the edge of a number's plate to where the words beside it begin.
const INDENT: f64 = 52.0;

/// The height of a number's plate.
const PLATE: f64 = 34.0;

/// Between two entries.
const BETWEEN: f64 = 18.0;

#[derive(Clone, Copy)]
enum Part {
    Heading(bool),
    Piece(usize),
    Rule(usize),
    Plain,
}

/// One entry of a panel, laid out.
#[derive(Clone)]
struct Entry {
    part: Part,
    y: f64,
    height: f64,
    plate: Option<Block>,
    blocks: Vec<Block>,
}

/// A column of words.
#[derive(Clone, Default)]
pub struct Panel {
    parts: Vec<Part>,
    start: f64,
    top: f64,
    width: f64,
    scale: f64,
    entries: Vec<Entry>,
}

impl Panel {
    /// The moments of truth, or a line that says there are none.
    pub fn moments(picture: &BoardPicture) -> Self {
        let mut parts = vec![Part::Heading(true)];
        parts.extend((0..picture.pieces.len()).map(Part::Piece));
        if picture.pieces.is_empty() {
            parts.push(Part::Plain);
        }
        Panel { parts, ..Panel::default() }
    }

    /// The rules of play.
    pub fn rules(picture: &BoardPicture) -> Self {
        let locale = crate::draw::locale::Locale::of(&picture.heading.lang);
        let count = locale.labels().commitment.board.play.len();
        let mut parts = vec![Part::Heading(false)];
        // Without snakes and ladders the rules about them have no place on the board.
        let is_plain = picture.pieces.is_empty();
        parts.extend((0..count).filter(|rule| !is_plain || *rule == 0 || rule + 1 == count).map(Part::Rule));
        Panel { parts, ..Panel::default() }
    }

    /// These words and then others.
    pub fn with(mut self, others: Panel) -> Self {
        self.parts.extend(others.parts);
        self
    }

    /// The words laid out in a column.
    pub fn laid_out(
        &self,
        sheet: &mut Sheet<'_>,
        picture: &BoardPicture,
        (start, top): (f64, f64),
        width: f64,
        scale: f64,
    ) -> Self {
        let mut y = 0.0;
        let mut entries: Vec<Entry> = Vec::new();
        for part in &self.parts {
            let mut entry = lay_out_entry(sheet, picture, *part, width, scale);
            if !entries.is_empty() && matches!(part, Part::Heading(_)) {
                y += (APART - BETWEEN) * scale;
            }
            entry.y = y;
            y += entry.height + BETWEEN * scale;
            entries.push(entry);
        }
        Panel { parts: self.parts.clone(), start, top, width, scale, entries }
    }

    /// The same column at another place.
    pub fn moved(&self, (start, top): (f64, f64)) -> Self {
        Panel { start, top, ..self.clone() }
    }

    /// Where the column ends on the page.
    pub fn bottom(&self) -> f64 {
        self.top + self.entries.last().map_or(0.0, |entry| entry.y + entry.height)
    }

    /// The column broken into several of at most a height, never after a heading.
    pub fn broken(self, height: f64) -> Vec<Panel> {
        let mut columns: Vec<Panel> = Vec::new();
        let empty = Panel { entries: Vec::new(), ..self.clone() };
        let total = self.entries.last().map_or(0.0, |entry| entry.y + entry.height);
        // Two columns about equally high look better than a full one and a rest.
        let limit = if total <= 2.0 * height { height.min(total * 0.5 + 60.0) } else { height };
        let mut first = 0.0;
        for (i, entry) in self.entries.iter().enumerate() {
            let next = self.entries.get(i + 1).filter(|_| matches!(entry.part, Part::Heading(_)));
            let end = next.map_or(entry.y + entry.height, |next| next.y + next.height);
            let is_over =
                end - first > limit && columns.last().is_some_and(|column| !column.entries.is_empty());
            if columns.is_empty() || is_over {
                columns.push(empty.clone());
                first = entry.y;
            }
            if let Some(column) = columns.last_mut() {
                column.entries.push(Entry { y: entry.y - first, ..entry.clone() });
            }
        }
        columns
    }

    /// Draws the words.
    pub fn draw(&self, sheet: &mut Sheet<'_>, picture: &BoardPicture) {
        let theme = sheet.theme;
        for entry in &self.entries {
            let y = self.top + entry.y;
            let area = (self.start, y, self.width, entry.height);
            match entry.part {
                Part::Heading(_) | Part::Plain => {
                    sheet.open_cell("words", None, None, area);
                    for block in &entry.blocks {
                        sheet.text(block, self.start, y, theme.ink, "words");
                    }
                }
                Part::Piece(i) => {
                    let Some(piece) = picture.pieces.get(i) else { continue };
                    sheet.open_cell("moment", Some(&piece.id), Some(&piece.name), area);
                    let color = piece_color(sheet, piece);
                    draw_number(sheet, entry.plate.as_ref(), self.start, y, PLATE * self.scale, color);
                    draw_blocks(sheet, &entry.blocks, self.start + INDENT * self.scale, y + 2.0);
                }
                Part::Rule(_) => {
                    sheet.open_cell("rule", None, None, area);
                    let height = PLATE * self.scale;
                    draw_number(sheet, entry.plate.as_ref(), self.start, y, height, theme.neutral);
                    draw_blocks(sheet, &entry.blocks, self.start + INDENT * self.scale, y + 2.0);
                }
            }
            sheet.canvas.close();
        }
    }
}

/// The colour of a piece's plate.
pub fn piece_color(sheet: &Sheet<'_>, piece: &Piece) -> Color {
    moment_color(&sheet.theme, piece.valence)
}

/// A number on a plate of some height.
pub fn draw_number(sheet: &mut Sheet<'_>, number: Option<&Block>, u: f64, y: f64, height: f64, fill: Color) {
    let Some(number) = number else { return };
    let width = height.max(number.width + 14.0);
    let left = sheet.x(u).min(sheet.x(u + width));
    draw_plate(sheet, (left, y), (width, height), fill);
    let on_fill = sheet.theme.on_fill;
    let (u, y) = (u + (width - number.width) / 2.0, y + (height - number.height) / 2.0);
    sheet.text(number, u, y, on_fill, "number");
}

fn draw_blocks(sheet: &mut Sheet<'_>, blocks: &[Block], u: f64, mut y: f64) {
    for (i, block) in blocks.iter().enumerate() {
        let color = if i == 0 { sheet.theme.ink } else { sheet.theme.muted };
        sheet.text(block, u, y, color, "words");
        y += block.height;
    }
}

fn lay_out_entry(sheet: &mut Sheet<'_>, picture: &BoardPicture, part: Part, width: f64, scale: f64) -> Entry {
    let labels = sheet.locale.labels();
    let words = &labels.commitment.board;
    let (heading, name, text) = (
        TextStyle::semibold(size::STAGE * scale),
        TextStyle::semibold(size::BODY * scale),
        size::NOTE * scale,
    );
    let text = TextStyle::regular(text);
    let beside = width - INDENT * scale;
    let number = |sheet: &mut Sheet<'_>, i: usize| {
        Some(sheet.line_of_text(&(i + 1).to_string(), TextStyle::semibold(size::NOTE * scale)))
    };
    let (plate, blocks) = match part {
        Part::Heading(is_moments) => {
            let words = if is_moments { &words.moments } else { &words.rules };
            (None, vec![sheet.lay_out(words, heading, Some(width), None, Align::Start)])
        }
        Part::Plain => (None, vec![sheet.lay_out_balanced(&words.plain, text, width, MOST_LINES)]),
        Part::Rule(i) => {
            let rule = words.play.get(i).map_or("", String::as_str);
            let nth = if picture.pieces.is_empty() { i.min(1) } else { i };
            (number(sheet, nth), vec![sheet.lay_out_balanced(rule, text, beside, MOST_LINES)])
        }
        Part::Piece(i) => {
            let Some(piece) = picture.pieces.get(i) else {
                return Entry { part, y: 0.0, height: 0.0, plate: None, blocks: Vec::new() };
            };
            let mut blocks = vec![sheet.lay_out_balanced(&piece.name, name, beside, MOST_LINES)];
            if let Some(stake) = &piece.stake {
                let stake = fill(&labels.at_stake, &[("what", stake)]);
                blocks.push(sheet.lay_out_balanced(&stake, text, beside, MOST_LINES));
            }
            let way = ways(words, piece);
            if !way.is_empty() {
                blocks.push(sheet.lay_out_balanced(&way, text, beside, MOST_LINES));
            }
            (number(sheet, i), blocks)
        }
    };
    let words: f64 = blocks.iter().map(|block| block.height).sum();
    let height = if plate.is_some() { (words + 2.0).max(PLATE * scale) } else { words };
    Entry { part, y: 0.0, height, plate, blocks }
}

/// Lines a text may take; more than any that is meant to be read.
const MOST_LINES: usize = 40;
