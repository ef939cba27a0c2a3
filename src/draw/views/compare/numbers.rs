//! Before and after in numbers, in a row of cells.

use super::ComparePicture;
use super::ledger::side_mark;
use super::page::line_color;
use crate::draw::text::{Align, Block, TextStyle};
use crate::draw::theme::{size, space};
use crate::draw::views::sheet::Sheet;

/// Above the row.
const ABOVE: f64 = 24.0;

/// Between two rows of cells.
const ROW_GAP: f64 = 14.0;

/// Sizes of the values with the space between two cells, the most pleasing first.
const SIZES: [(f64, f64); 3] = [(30.0, 36.0), (26.0, 32.0), (24.0, 26.0)];

/// Room for the arrow from before to after, and for the mark before a line's value.
const ARROW: f64 = 50.0;
const MARK: f64 = 32.0;

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
    /// Each value with its distance from the cell's start and from its name.
    values: Vec<(f64, f64, Block)>,
    note: Option<(f64, f64, Block)>,
}

impl Placed {
    fn height(&self) -> f64 {
        let all = self.values.iter().chain(&self.note);
        self.name.height + all.map(|(_, y, block)| y + block.height).fold(0.0, f64::max)
    }
}

impl Numbers {
    /// Lays the cells out in one row, in the largest type in which they fit, or else in several.
    pub fn lay_out(sheet: &mut Sheet<'_>, picture: &ComparePicture) -> Self {
        let mut found = Self::of_size(sheet, picture, SIZES[0]);
        for size in &SIZES[1..] {
            if found.rows.len() < 2 {
                return found;
            }
            let smaller = Self::of_size(sheet, picture, *size);
            if smaller.rows.len() < found.rows.len() {
                found = smaller;
            }
        }
        found
    }

    fn of_size(sheet: &mut Sheet<'_>, picture: &ComparePicture, (size, gap): (f64, f64)) -> Self {
        let room = sheet.width - 2.0 * space::MARGIN;
        let cells: Vec<Placed> =
            (0..picture.measures.len()).map(|at| lay_out_cell(sheet, picture, at, (size, room))).collect();
        let taken = |cells: &[Placed]| cells.iter().map(|cell| cell.width + gap).sum::<f64>() - gap;
        let rows = (taken(&cells) / room).ceil().max(1.0) as usize;
        let per_row = cells.len().div_ceil(rows).max(1);
        let mut numbers = Numbers { rows: Vec::new(), heights: Vec::new() };
        let mut cells = cells.into_iter().peekable();
        while cells.peek().is_some() {
            let mut row: Vec<Placed> = Vec::new();
            while let Some(next) = cells.peek() {
                let is_full = row.len() == per_row || taken(&row) + gap + next.width > room;
                if !row.is_empty() && is_full {
                    break;
                }
                row.extend(cells.next());
            }
            // Cells share what is left over, so that the row ends where the page does.
            let gaps = (row.len() - 1).max(1) as f64;
            let extra = ((room - taken(&row)) / gaps).clamp(0.0, 120.0);
            let mut u = space::MARGIN;
            for cell in &mut row {
                cell.u = u;
                u += cell.width + gap + extra;
            }
            numbers.heights.push(row.iter().map(Placed::height).fold(0.0, f64::max));
            numbers.rows.push(row);
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

/// A measure's name over its values; they go on over further lines when they are wider than the page.
fn lay_out_cell(
    sheet: &mut Sheet<'_>,
    picture: &ComparePicture,
    measure: usize,
    (value_size, room): (f64, f64),
) -> Placed {
    let one = &picture.measures[measure];
    let small = TextStyle::regular(size::SMALL);
    let natural = |sheet: &mut Sheet<'_>, text: &str, style: TextStyle| {
        let width = (sheet.engine.width(text, style) + 1.0).min(room - MARK);
        sheet.lay_out(text, style, Some(width), None, Align::Start)
    };
    let name = natural(sheet, &one.name, small);
    let (mut u, mut y) = (0.0, 0.0);
    let mut width = name.width;
    let mut values: Vec<(f64, f64, Block)> = Vec::new();
    for (line, value) in one.values.iter().enumerate() {
        let block = natural(sheet, value, TextStyle::semibold(value_size));
        let before = match picture.kind {
            kind if kind.is_change() && line == 0 => 0.0,
            kind if kind.is_change() => ARROW,
            _ if line == 0 => MARK,
            _ => MARK + 24.0,
        };
        if u + before + block.width > room {
            y += values.last().map_or(0.0, |(_, _, block)| block.height);
            u = 0.0;
        }
        let start = u + before;
        u = start + block.width;
        width = f64::max(width, u);
        values.push((start, y, block));
    }
    let note = one.note.as_ref().map(|note| {
        let block = natural(sheet, note, small);
        if u + 16.0 + block.width > room {
            y += values.last().map_or(0.0, |(_, _, block)| block.height);
            u = -16.0;
        }
        width = width.max(u + 16.0 + block.width);
        // Small words stand on the values' line.
        (u + 16.0, y + value_size - size::SMALL - 1.0, block)
    });
    Placed { measure, u: 0.0, width, name, values, note }
}

fn draw_cell(sheet: &mut Sheet<'_>, picture: &ComparePicture, cell: &Placed, top: f64, height: f64) {
    let theme = sheet.theme;
    let measure = &picture.measures[cell.measure];
    sheet.open_cell("measure", None, Some(&measure.name), (cell.u, top, cell.width, height));
    sheet.text(&cell.name, cell.u, top, theme.muted, "measure-name");
    let top = top + cell.name.height;
    for (line, (u, y, value)) in cell.values.iter().enumerate() {
        let color = line_color(picture.kind)(&theme, line);
        let (u, y) = (cell.u + u, top + y);
        let middle = y + value.style.line_height() / 2.0;
        match picture.kind {
            kind if kind.is_change() && line == 0 => {}
            kind if kind.is_change() => {
                let (from, to) = (u - ARROW + 10.0, u - 12.0);
                sheet.stroke(&[(from, middle), (to, middle)], theme.muted, 2.5);
                sheet.stroke(
                    &[(to - 8.0, middle - 7.0), (to, middle), (to - 8.0, middle + 7.0)],
                    theme.muted,
                    2.5,
                );
            }
            _ => {
                let is_target = is_target(picture, line);
                let mark = side_mark(picture.kind, &theme, line, is_target);
                let x = sheet.x(u - MARK + 11.0);
                mark.draw(&mut sheet.canvas, x, middle, theme.surface);
            }
        }
        sheet.text(value, u, y, color, "value");
    }
    if let Some((u, y, note)) = &cell.note {
        sheet.text(note, cell.u + u, top + y, theme.muted, "note");
    }
    sheet.canvas.close();
}

/// Whether a line shows what is wished for.
pub fn is_target(picture: &ComparePicture, line: usize) -> bool {
    let points = picture.plot.series.get(line).map(|one| &one.points);
    points.is_some_and(|points| points.iter().flatten().next().is_some_and(|point| point.target))
}
