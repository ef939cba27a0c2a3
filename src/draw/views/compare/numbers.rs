//! Before and after in numbers, in a row of cells.

use super::ledger::side_mark;
use super::page::line_color;
use super::{ComparePicture, Kind};
use crate::draw::text::{Align, Block, TextStyle};
use crate::draw::theme::{size, space};
use crate::draw::views::sheet::Sheet;

/// Above the row.
const ABOVE: f64 = 24.0;

/// Between two cells, and between two rows of them.
const GAP: f64 = 36.0;
const ROW_GAP: f64 = 16.0;

/// From a value's mark to its words.
const MARK: f64 = 30.0;

/// Height of a value with its bar.
const BAR: f64 = 8.0;

/// The longest a bar gets.
const BAR_WIDTH: f64 = 240.0;

/// The cells, laid out.
pub struct Numbers {
    rows: Vec<Vec<Placed>>,
    heights: Vec<f64>,
}

struct Placed {
    measure: usize,
    u: f64,
    width: f64,
    name: Block,
    values: Vec<Block>,
    note: Option<Block>,
}

impl Placed {
    fn height(&self, has_bars: bool) -> f64 {
        let values: f64 = self.values.iter().map(|value| value.height).sum();
        let bars = if has_bars { self.values.len() as f64 * BAR } else { 0.0 };
        self.name.height + values + bars + self.note.as_ref().map_or(0.0, |note| note.height)
    }
}

impl Numbers {
    /// Lays the cells out in as few rows as they take.
    pub fn lay_out(sheet: &mut Sheet<'_>, picture: &ComparePicture) -> Self {
        let room = sheet.width - 2.0 * space::MARGIN;
        let small = TextStyle::regular(size::SMALL);
        let value_style = TextStyle::semibold(size::BODY);
        let naturals: Vec<f64> = picture
            .measures
            .iter()
            .map(|one| {
                let notes = [Some(&one.name), one.note.as_ref()];
                let words = notes.into_iter().flatten().map(|text| sheet.engine.width(text, small));
                let words = words.fold(0.0, f64::max);
                let values = one.values.iter().map(|value| sheet.engine.width(value, value_style) + MARK);
                values.fold(words, f64::max).min(room) + 2.0
            })
            .collect();
        let total: f64 = naturals.iter().map(|width| width + GAP).sum::<f64>() - GAP;
        let rows = (total / room).ceil().max(1.0) as usize;
        let mut numbers = Numbers { rows: Vec::new(), heights: Vec::new() };
        let per_row = naturals.len().div_ceil(rows).max(1);
        let mut first = 0;
        while first < naturals.len() {
            let mut end = (first + per_row).min(naturals.len());
            let taken = |end: usize| naturals[first..end].iter().map(|width| width + GAP).sum::<f64>() - GAP;
            while end > first + 1 && taken(end) > room {
                end -= 1;
            }
            let count = end - first;
            // Cells share what is left over, so that the row ends where the page does.
            let extra = ((room - taken(end)) / count as f64).max(0.0);
            let mut u = space::MARGIN;
            let mut row = Vec::new();
            for (measure, one) in picture.measures.iter().enumerate().take(end).skip(first) {
                let width = naturals[measure];
                let mut line = |text: &str, style: TextStyle, width: f64| {
                    sheet.lay_out(text, style, Some(width), Some(3), Align::Start)
                };
                row.push(Placed {
                    measure,
                    u,
                    width: width + extra,
                    name: line(&one.name, small, width),
                    values: one.values.iter().map(|value| line(value, value_style, width - MARK)).collect(),
                    note: one.note.as_ref().map(|note| line(note, small, width)),
                });
                u += width + GAP + extra;
            }
            let has_bars = picture.measures.iter().any(|one| !one.amounts.is_empty());
            numbers.heights.push(row.iter().map(|cell| cell.height(has_bars)).fold(0.0, f64::max));
            numbers.rows.push(row);
            first = end;
        }
        numbers
    }

    /// The height with the air above.
    pub fn height(&self) -> f64 {
        if self.rows.is_empty() {
            return 0.0;
        }
        ABOVE + self.heights.iter().sum::<f64>() + (self.rows.len() - 1) as f64 * ROW_GAP
    }

    /// Draws the cells.
    pub fn draw(&self, sheet: &mut Sheet<'_>, picture: &ComparePicture, top: f64) {
        if self.rows.is_empty() {
            return;
        }
        let mut y = top + ABOVE;
        sheet.canvas.open_group("numbers", None, None);
        for (row, height) in self.rows.iter().zip(&self.heights) {
            for cell in row {
                draw_cell(sheet, picture, cell, y, *height);
            }
            y += height + ROW_GAP;
        }
        sheet.canvas.close();
    }
}

fn draw_cell(sheet: &mut Sheet<'_>, picture: &ComparePicture, cell: &Placed, top: f64, height: f64) {
    let theme = sheet.theme;
    let measure = &picture.measures[cell.measure];
    let most = measure.amounts.iter().copied().fold(0.0, f64::max);
    let has_bars = picture.measures.iter().any(|one| !one.amounts.is_empty());
    sheet.open_cell("measure", None, Some(&measure.name), (cell.u, top, cell.width, height));
    sheet.text(&cell.name, cell.u, top, theme.muted, "measure-name");
    let mut y = top + cell.name.height;
    for (line, value) in cell.values.iter().enumerate() {
        let color = line_color(picture.kind)(&theme, line);
        let is_target = picture
            .plot
            .series
            .get(line)
            .is_some_and(|one| one.points.iter().flatten().next().is_some_and(|point| point.target));
        let x = sheet.x(cell.u + 11.0);
        let mark = side_mark(picture.kind, &theme, line, is_target);
        mark.draw(&mut sheet.canvas, x, y + value.style.line_height() / 2.0, theme.surface);
        let ink = if picture.kind == Kind::States { color } else { theme.ink };
        sheet.text(value, cell.u + MARK, y, ink, "value");
        y += value.height;
        if has_bars {
            let amount = measure.amounts.get(line).copied().unwrap_or(0.0);
            if amount > 0.0 {
                let width = (cell.width - MARK).min(BAR_WIDTH) * amount / most;
                sheet.rect(cell.u + MARK, y - 1.0, width.max(3.0), 5.0, color);
            }
            y += BAR;
        }
    }
    if let Some(note) = &cell.note {
        sheet.text(note, cell.u, y, theme.muted, "note");
    }
    sheet.canvas.close();
}
