//! Where the columns and rows stand, and how a tile looks.

use std::ops::Range;

use super::{AtlasPicture, Cell, Row};
use crate::draw::text::{Align, Block, TextStyle};
use crate::draw::theme::{size, space};
use crate::draw::views::gauge;
use crate::draw::views::sheet::Sheet;
use crate::tables::signed;

/// Between two tiles.
const GAP: f64 = 4.0;

/// Between a tile's edge and what stands in it.
const PADDING: f64 = 10.0;

/// Around the whole journey's column, and before the plain numbers.
const WIDE_GAP: f64 = 14.0;

/// Above and below what stands in a row.
const AIR: f64 = 5.0;

/// The height of the line over a group, with the air above it.
const HEADING: f64 = 44.0;

/// The least and the most of the journeys' titles.
const TITLES: (f64, f64) = (340.0, 700.0);

/// The most that one column takes.
const WIDEST: f64 = 170.0;

/// The lines of a title after which an ellipsis ends it.
const TITLE_LINES: usize = 2;

const NUMBER: TextStyle = TextStyle::semibold(size::NOTE);
const HEAD: TextStyle = TextStyle::semibold(size::SMALL);

/// One column: where it begins, how wide it is, its name.
#[derive(Clone, Debug)]
struct Place {
    u: f64,
    width: f64,
    name: Block,
    id: String,
}

/// The columns of every page.
pub struct Grid {
    /// The width of the titles.
    titles: f64,
    /// The whole journey, and then the columns of the picture.
    tiles: Vec<Place>,
    /// Lowest score, effort and gaps; nothing where there is no room.
    numbers: Vec<Place>,
}

impl Grid {
    /// Lays out the columns as wide as there is room.
    pub fn lay_out(sheet: &mut Sheet<'_>, picture: &AtlasPicture) -> Self {
        let words = &sheet.locale.labels().atlas;
        let room = sheet.width - 2.0 * space::MARGIN;
        let number = sheet.engine.width(&signed(-0.88), NUMBER);
        let mut need = |name: &str| sheet.engine.longest_word(name, HEAD).max(number).ceil() + 2.0 * PADDING;
        let columns = picture.columns.iter().map(|column| (column.id.as_str(), column.name.as_str()));
        let columns: Vec<_> = [("whole", words.whole.as_str())].into_iter().chain(columns).collect();
        let extras = [("lowest", &words.lowest), ("effort", &words.effort), ("gaps", &words.gaps)];
        let needs: Vec<f64> = columns.iter().map(|(_, name)| need(name)).collect();
        let extra_needs = extras.each_ref().map(|(_, name)| need(name));
        let taken = |needs: &[f64]| needs.iter().map(|need| need + GAP).sum::<f64>() + WIDE_GAP;
        let has_numbers = taken(&needs) + taken(&extra_needs) + TITLES.0 <= room;
        let numbers = if has_numbers { taken(&extra_needs) } else { 0.0 };
        // What the titles need no more goes to the columns.
        let spare = (room - numbers - taken(&needs) - TITLES.1).max(0.0) / needs.len() as f64;
        let widths: Vec<f64> =
            needs.iter().map(|need| (need + spare).min(WIDEST).max(*need).floor()).collect();
        let titles = room - numbers - taken(&widths);
        let mut u = space::MARGIN + titles;
        let mut place = |sheet: &mut Sheet<'_>, (id, name): (&str, &str), width: f64, after: f64| {
            let inner = Some(width - 2.0 * PADDING + 1.0);
            let name = sheet.lay_out(name, HEAD, inner, None, Align::Center);
            let place = Place { u, width, name, id: id.to_owned() };
            u += width + after;
            place
        };
        let mut tiles = Vec::new();
        for (at, (column, width)) in columns.iter().zip(&widths).enumerate() {
            let after = if at == 0 { GAP + WIDE_GAP } else { GAP };
            tiles.push(place(sheet, *column, *width, after));
        }
        let mut numbers = Vec::new();
        for ((id, name), width) in extras.into_iter().zip(extra_needs).filter(|_| has_numbers) {
            numbers.push(place(sheet, (id, name), width, GAP));
        }
        Grid { titles, tiles, numbers }
    }

    fn places(&self) -> impl Iterator<Item = &Place> {
        self.tiles.iter().chain(&self.numbers)
    }

    /// The height of the columns' names, with the air around them.
    pub fn head_height(&self) -> f64 {
        self.places().map(|place| place.name.height).fold(0.0, f64::max) + 2.0 * AIR
    }

    /// Draws the columns' names; those of fewer lines stand on the line of the others' last one.
    pub fn draw_heads(&self, sheet: &mut Sheet<'_>, top: f64) {
        let (ink, muted) = (sheet.theme.ink, sheet.theme.muted);
        let height = self.head_height();
        for (at, place) in self.places().enumerate() {
            let bounds = (place.u, top, place.width, height);
            sheet.open_cell("column", Some(&place.id), Some(&place.name.text), bounds);
            let fill = if at < self.tiles.len() { ink } else { muted };
            let y = top + height - AIR - place.name.height;
            sheet.text(&place.name, place.u + PADDING, y, fill, "name");
            sheet.canvas.close();
        }
    }
}

/// A row's words, laid out.
struct LaidRow {
    title: Block,
    note: Option<Block>,
    height: f64,
    /// The place of its block.
    block: usize,
}

/// All rows, one after the other, and where each ends.
pub struct LaidRows {
    rows: Vec<LaidRow>,
    /// The names of the blocks; none where a block has no name.
    headings: Vec<Option<Block>>,
    /// The heights of the headings of the first blocks together: of none of them, one, two and so on.
    heading_heights: Vec<f64>,
    /// The heights of the first rows together: none of them, one, two and so on.
    heights: Vec<f64>,
}

impl LaidRows {
    /// Lays out every row once.
    pub fn lay_out(sheet: &mut Sheet<'_>, picture: &AtlasPicture, grid: &Grid) -> Self {
        let width = grid.titles - 2.0 * PADDING;
        let mut laid = LaidRows {
            rows: Vec::new(),
            headings: Vec::new(),
            heading_heights: vec![0.0],
            heights: vec![0.0],
        };
        for (block, one) in picture.blocks.iter().enumerate() {
            let style = TextStyle::semibold(size::BODY);
            let heading = (!one.name.is_empty())
                .then(|| sheet.lay_out(&one.name, style, Some(width), Some(1), Align::Start));
            let height = if heading.is_some() { HEADING } else { 0.0 };
            laid.heading_heights.push(laid.heading_heights[block] + height);
            laid.headings.push(heading);
            for row in one.lines() {
                let title = TextStyle::regular(size::NOTE);
                let title = sheet.lay_out(&row.title, title, Some(width), Some(TITLE_LINES), Align::Start);
                let note = TextStyle::regular(size::SMALL);
                let note = (!row.note.is_empty())
                    .then(|| sheet.lay_out(&row.note, note, Some(width), Some(1), Align::Start));
                let words = title.height + note.as_ref().map_or(0.0, |note| note.height);
                let height = words.max(NUMBER.line_height()) + 2.0 * AIR;
                laid.heights.push(laid.heights[laid.heights.len() - 1] + height + GAP);
                laid.rows.push(LaidRow { title, note, height, block });
            }
        }
        laid
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// The number of rows of each block.
    pub fn sizes(&self) -> Vec<usize> {
        self.rows.chunk_by(|a, b| a.block == b.block).map(<[LaidRow]>::len).collect()
    }

    /// The height of some rows with the headings of their blocks; a block that goes on has it again.
    pub fn height(&self, range: Range<usize>) -> f64 {
        let (Some(first), Some(last)) =
            (self.rows.get(range.start), self.rows.get(range.end.wrapping_sub(1)))
        else {
            return 0.0;
        };
        let headings = self.heading_heights[last.block + 1] - self.heading_heights[first.block];
        self.heights[range.end] - self.heights[range.start] + headings
    }

    /// Draws some of the rows from a height on.
    pub fn draw(
        &self,
        sheet: &mut Sheet<'_>,
        picture: &AtlasPicture,
        grid: &Grid,
        range: Range<usize>,
        top: f64,
    ) {
        let ink = sheet.theme.ink;
        let mut y = top;
        let mut last = None;
        let rows = picture.rows().zip(&self.rows).skip(range.start).take(range.len());
        for ((block, row), laid) in rows {
            if last.replace(laid.block) != Some(laid.block)
                && let Some(heading) = &self.headings[laid.block]
            {
                let rule = y + HEADING - heading.height - 6.0;
                let (hairline, end) = (sheet.theme.hairline, sheet.width - space::MARGIN);
                sheet.stroke(&[(space::MARGIN, rule), (end, rule)], hairline, 1.0);
                let bounds = (space::MARGIN, y, grid.titles, HEADING);
                sheet.open_cell("group", None, Some(&block.name), bounds);
                sheet.text(heading, space::MARGIN, y + HEADING - heading.height - 2.0, ink, "name");
                sheet.canvas.close();
                y += HEADING;
            }
            let is_total = block.total.as_ref().is_some_and(|total| std::ptr::eq(total, row));
            draw_row(sheet, (row, is_total), laid, grid, y);
            y += laid.height + GAP;
        }
    }
}

fn draw_row(sheet: &mut Sheet<'_>, (row, is_total): (&Row, bool), laid: &LaidRow, grid: &Grid, y: f64) {
    let (ink, muted) = (sheet.theme.ink, sheet.theme.muted);
    let id = Some(row.id.as_str()).filter(|id| !id.is_empty());
    let class = if id.is_none() { "total" } else { "journey" };
    sheet.open_cell(class, id, Some(&row.title), (space::MARGIN, y, grid.titles, laid.height));
    let words = laid.title.height + laid.note.as_ref().map_or(0.0, |note| note.height);
    let mut at = y + (laid.height - words) / 2.0;
    let fill = if is_total { muted } else { ink };
    sheet.text(&laid.title, space::MARGIN + PADDING, at, fill, "name");
    at += laid.title.height;
    if let Some(note) = &laid.note {
        sheet.text(note, space::MARGIN + PADDING, at, muted, "note");
    }
    sheet.canvas.close();
    for (cell, place) in [&row.whole].into_iter().chain(&row.cells).zip(&grid.tiles) {
        let bounds = (place.u, y, place.width, laid.height);
        draw_cell(sheet, cell, row, &place.name.text, bounds);
    }
    let lowest = row.lowest.map(signed);
    let numbers = [lowest, row.effort.map(|n| n.to_string()), row.gaps.map(|n| n.to_string())];
    for (number, place) in numbers.into_iter().zip(&grid.numbers) {
        let Some(number) = number else { continue };
        let block = sheet.line_of_text(&number, TextStyle::regular(size::NOTE));
        sheet.open_cell("number", None, Some(&place.name.text), (place.u, y, place.width, laid.height));
        let middle = place.u + (place.width - block.width) / 2.0;
        sheet.text(&block, middle, y + (laid.height - block.height) / 2.0, ink, "number");
        sheet.canvas.close();
    }
}

fn draw_cell(sheet: &mut Sheet<'_>, cell: &Cell, row: &Row, column: &str, bounds: (f64, f64, f64, f64)) {
    let (u, y, width, height) = bounds;
    match cell.mean {
        Some(v) => {
            let title = format!("{}, {column}: {}", row.title, cell.said);
            sheet.open_cell("feeling", None, Some(&title), bounds);
            draw_tile(sheet, v, row.is_target, bounds);
            sheet.canvas.close();
        }
        // There is something, and nobody knows how it feels.
        None if cell.touchpoints > 0 => {
            let title = format!("{}, {column}: {}", row.title, cell.said);
            sheet.open_cell("unscored", None, Some(&title), bounds);
            let muted = sheet.theme.muted;
            let (middle, half) = (u + width / 2.0, 9.0);
            sheet.stroke(&[(middle - half, y + height / 2.0), (middle + half, y + height / 2.0)], muted, 2.0);
            sheet.canvas.close();
        }
        None => {}
    }
}

/// A tile with a mean: its ground takes the sign, a strong one the full colour; a target is only outlined.
pub fn draw_tile(sheet: &mut Sheet<'_>, v: f64, is_target: bool, bounds: (f64, f64, f64, f64)) {
    let (u, y, width, height) = bounds;
    let theme = sheet.theme;
    let color = gauge::color(&theme, v);
    let mut fill = color;
    if is_target {
        sheet.outline(bounds, color);
    } else if gauge::is_strong(v) {
        sheet.rect(u, y, width, height, color);
        fill = theme.on_fill;
    } else {
        sheet.rect(u, y, width, height, gauge::ground(&theme, Some(v)));
    }
    let block = sheet.line_of_text(&signed(v), NUMBER);
    sheet.text(&block, u + (width - block.width) / 2.0, y + (height - block.height) / 2.0, fill, "mean");
}
