//! The legend of a picture: rows of examples of what it shows, with words.

use super::samples::Sample;
use super::sheet::Sheet;
use crate::draw::text::{Align, Block, TextStyle};
use crate::draw::theme::{size, space};

/// What stands beside an explanation, as an example of what is explained.
pub trait Example {
    /// The air above the first row.
    const ABOVE: f64 = 24.0;

    /// Between an explanation and the next example.
    const GAP: f64 = 36.0;

    /// Between an example and its words.
    const BESIDE: f64 = 12.0;

    /// From side to side; 0 when words stand alone.
    fn width(&self) -> f64;

    /// Draws it with its nearer edge at `u`, in reading coordinates, and its middle at `y`.
    fn draw(&self, sheet: &mut Sheet<'_>, u: f64, y: f64);

    /// From its nearer edge to that of its words.
    fn room(&self) -> f64 {
        if self.width() > 0.0 { self.width() + Self::BESIDE } else { 0.0 }
    }
}

/// Rows of examples and words, and a note below them.
pub struct Legend<E = Sample> {
    /// Each example with its distance from the margin and its words.
    rows: Vec<Vec<(f64, E, Block)>>,
    note: Option<Block>,
}

/// The height of a row.
const ROW: f64 = 36.0;

/// Between the last row and the note.
const ABOVE_NOTE: f64 = 4.0;

impl<E: Example> Legend<E> {
    /// Lays out explanations in as few rows as they fit.
    pub fn lay_out(sheet: &mut Sheet<'_>, items: Vec<(E, String)>) -> Self {
        let words = |(example, words): (E, String)| {
            let block = sheet.line_of_text(&words, TextStyle::regular(size::SMALL));
            (example, block)
        };
        let items = items.into_iter().map(words).collect();
        Legend::flow(sheet, items)
    }

    /// Lays out explanations of which none is wider than the page, an ellipsis at the end of those that would be.
    pub fn lay_out_within(sheet: &mut Sheet<'_>, items: Vec<(E, String)>) -> Self {
        let style = TextStyle::regular(size::SMALL);
        let words = |(example, words): (E, String)| {
            let natural = sheet.engine.width(&words, style) + 1.0;
            let width = natural.min(width(sheet) - example.room());
            let block = sheet.lay_out(&words, style, Some(width), Some(1), Align::Start);
            (example, block)
        };
        let items = items.into_iter().map(words).collect();
        Legend::flow(sheet, items)
    }

    fn flow(sheet: &Sheet<'_>, items: Vec<(E, Block)>) -> Self {
        let mut rows: Vec<Vec<(f64, E, Block)>> = Vec::new();
        let mut u = 0.0;
        for (example, block) in items {
            let item = example.room() + block.width;
            if rows.is_empty() || u + item > width(sheet) {
                rows.push(Vec::new());
                u = 0.0;
            }
            if let Some(row) = rows.last_mut() {
                row.push((u, example, block));
            }
            u += item + E::GAP;
        }
        Legend { rows, note: None }
    }

    /// The legend with a note below its rows.
    pub fn with_note(mut self, sheet: &mut Sheet<'_>, note: &str) -> Self {
        let style = TextStyle::regular(size::SMALL);
        let room = Some(width(sheet));
        self.note = (!note.is_empty()).then(|| sheet.lay_out(note, style, room, None, Align::Start));
        self
    }

    /// The legend's height with the air above it.
    pub fn height(&self) -> f64 {
        let note = self.note.as_ref().map_or(0.0, |note| note.height + ABOVE_NOTE);
        if self.rows.is_empty() { note } else { E::ABOVE + ROW * self.rows.len() as f64 + note }
    }

    /// Draws the legend.
    pub fn draw(&self, sheet: &mut Sheet<'_>, top: f64) {
        if self.rows.is_empty() {
            return;
        }
        let muted = sheet.theme.muted;
        sheet.canvas.open_group("legend", None, None);
        for (i, row) in self.rows.iter().enumerate() {
            let middle = top + E::ABOVE + ROW * (i as f64 + 0.5);
            for (u, example, block) in row {
                let u = space::MARGIN + u;
                example.draw(sheet, u, middle);
                sheet.text(block, u + example.room(), middle - block.height / 2.0, muted, "note");
            }
        }
        if let Some(note) = &self.note {
            let y = top + E::ABOVE + ROW * self.rows.len() as f64 + ABOVE_NOTE;
            sheet.text(note, space::MARGIN, y, muted, "note");
        }
        sheet.canvas.close();
    }
}

/// What the rows may take.
fn width(sheet: &Sheet<'_>) -> f64 {
    sheet.width - 2.0 * space::MARGIN
}
