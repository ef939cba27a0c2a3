//! Where the rows and columns of one page stand, and over how many pages they are spread.

use std::ops::Range;

use super::heads::{ColumnHeads, Margins};
use super::tiles::{PADDING, Slots, Tile, Tiles};
use super::{ChannelsPicture, Laid};
use crate::draw::text::TextStyle;
use crate::draw::theme::{size, space};
use crate::draw::views::pages;
use crate::draw::views::sheet::Sheet;

/// Between two columns, and between the heads and the tiles.
const GAP: f64 = 6.0;

/// Between the matrix and the totals.
const TOTAL_GAP: f64 = 14.0;

/// The most a stage's name asks for.
const NAME_WIDTH: f64 = 240.0;

/// The least width of a column on a free page.
const FREE_COLUMN: f64 = 200.0;

/// The height to which rows are stretched when the page has room.
const TALLEST: f64 = 150.0;

/// What stands on one page.
#[derive(Clone, Debug)]
pub struct Part {
    pub columns: Range<usize>,
    pub rows: Range<usize>,
    /// The width that a free page needs.
    pub width: f64,
    /// Whether it fits its page.
    pub fits: bool,
}

/// Spreads the matrix over as many pages as it takes.
pub fn spread(
    sheet: &mut Sheet<'_>,
    picture: &ChannelsPicture,
    laid: &Laid,
    margins: &Margins,
    is_free: bool,
) -> Vec<Part> {
    let needs = &laid.needs;
    let fixed =
        2.0 * space::MARGIN + laid.rows.width + all_width(picture, laid).map_or(0.0, |w| w + TOTAL_GAP);
    let taken = |columns: &Range<usize>, least: f64| -> f64 {
        needs[columns.clone()].iter().map(|need| need.max(least) + GAP).sum::<f64>() - GAP
    };
    let whole = Part { columns: 0..needs.len(), rows: 0..picture.rows.len(), width: 0.0, fits: true };
    if picture.total.is_empty() {
        return vec![whole];
    }
    if is_free {
        return vec![Part { width: (fixed + taken(&whole.columns, FREE_COLUMN)).ceil(), ..whole }];
    }
    let room = sheet.width - fixed;
    let sizes = vec![1; needs.len()];
    let columns = match taken(&whole.columns, 0.0) <= room {
        true => vec![whole.columns],
        false => pages::spread(&sizes, |range| taken(&range, 0.0) <= room),
    };
    let mut parts = Vec::new();
    for columns in columns {
        let part = Part { columns: columns.clone(), rows: 0..picture.rows.len(), width: 0.0, fits: true };
        let grid = Grid::natural(sheet, picture, laid, margins, &part);
        let room = sheet.height - margins.below() - grid.body - grid.total_height();
        let fits = |rows: Range<usize>| {
            let gaps = |row| gap_before(picture, laid, row, rows.start);
            rows.clone().map(|row| grid.heights[row] + gaps(row)).sum::<f64>() <= room + 0.5
        };
        let rows = match fits(part.rows.clone()) {
            true => vec![part.rows.clone()],
            false => spread_rows(picture, part.rows.clone(), fits),
        };
        parts.extend(rows.into_iter().map(|rows| Part {
            fits: fits(rows.clone()),
            columns: columns.clone(),
            rows,
            width: 0.0,
        }));
    }
    parts
}

/// Pages of rows: at the borders of families, unless that takes more pages.
fn spread_rows(
    picture: &ChannelsPicture,
    rows: Range<usize>,
    fits: impl Fn(Range<usize>) -> bool,
) -> Vec<Range<usize>> {
    let by_family = pages::spread(&picture.family_sizes(rows.clone()), &fits);
    let by_row = pages::spread(&vec![1; rows.len()], &fits);
    if by_family.len() > by_row.len() { by_row } else { by_family }
}

/// The least width of each column: its tiles, and the longest word of its name.
pub fn needs(sheet: &mut Sheet<'_>, picture: &ChannelsPicture, tiles: &Tiles) -> Vec<f64> {
    let style = TextStyle::semibold(size::SMALL);
    let columns = picture.columns.iter().zip(&tiles.columns);
    let need = columns.map(|(column, slots)| {
        let word = sheet.engine.longest_word(&column.name, style).min(NAME_WIDTH) + 1.0;
        slots.need.max(word + 2.0 * PADDING)
    });
    need.collect()
}

/// The width of the rows' totals; a single column is its own total.
fn all_width(picture: &ChannelsPicture, laid: &Laid) -> Option<f64> {
    (picture.columns.len() > 1).then_some(laid.tiles.all.need)
}

/// Columns of the same width, but where one needs more.
fn widths(needs: &[f64], room: f64) -> Vec<f64> {
    let mut left = room;
    let mut count = needs.len();
    let mut is_wide = vec![false; needs.len()];
    loop {
        let even = left / count.max(1) as f64;
        let wanting: Vec<usize> = (0..needs.len()).filter(|at| !is_wide[*at] && needs[*at] > even).collect();
        if wanting.is_empty() || wanting.len() == count {
            let share = if count > 0 { even } else { 0.0 };
            return (0..needs.len()).map(|at| if is_wide[at] { needs[at] } else { share }).collect();
        }
        for at in wanting {
            is_wide[at] = true;
            left -= needs[at];
            count -= 1;
        }
    }
}

/// The air above a row that isn't the first of its page.
fn gap_before(picture: &ChannelsPicture, laid: &Laid, row: usize, first: usize) -> f64 {
    let size = laid.tiles.size;
    match row {
        row if row == first => 0.0,
        row if picture.rows[row].family != picture.rows[row - 1].family => size.gap + size.family_gap,
        _ => size.gap,
    }
}

/// The layout of one page.
pub struct Grid {
    part: Part,
    heads: ColumnHeads,
    top: f64,
    /// Where the tiles begin.
    body: f64,
    /// Start and width of each column.
    places: Vec<(f64, f64)>,
    /// Start and width of the rows' totals, on the last page of the columns.
    all: Option<(f64, f64)>,
    /// The rows' heights, by the row's place in the picture.
    heights: Vec<f64>,
    /// The height of the columns' totals.
    total: f64,
    has_totals: bool,
    /// Where the matrix ends.
    pub bottom: f64,
}

impl Grid {
    /// Lays out one page, its rows as high as there is room for.
    pub fn lay_out(
        sheet: &mut Sheet<'_>,
        picture: &ChannelsPicture,
        laid: &Laid,
        margins: &Margins,
        part: &Part,
    ) -> Self {
        let mut grid = Self::natural(sheet, picture, laid, margins, part);
        if picture.total.is_empty() {
            return grid;
        }
        let room = sheet.height - margins.below() - grid.end_of(picture, laid);
        grid.stretch(room);
        grid.bottom = grid.end_of(picture, laid);
        grid
    }

    /// Lays out one page with rows no higher than they need.
    fn natural(
        sheet: &mut Sheet<'_>,
        picture: &ChannelsPicture,
        laid: &Laid,
        margins: &Margins,
        part: &Part,
    ) -> Self {
        let start = space::MARGIN + laid.rows.width;
        let all = all_width(picture, laid).filter(|_| part.columns.end == picture.columns.len());
        let end = sheet.width - space::MARGIN - all.map_or(0.0, |width| width + TOTAL_GAP);
        let needs = &laid.needs[part.columns.clone()];
        let room = end - start - GAP * needs.len().saturating_sub(1) as f64;
        let slots = &laid.tiles.columns[part.columns.clone()];
        let wishes: Vec<f64> = needs.iter().zip(slots).map(|(need, slots)| need.max(slots.wish)).collect();
        let is_roomy = wishes.iter().sum::<f64>() <= room;
        let widths = widths(if is_roomy { &wishes } else { needs }, room);
        let mut at = start;
        let places: Vec<(f64, f64)> = widths
            .iter()
            .map(|width| {
                let place = (at, *width);
                at += width + GAP;
                place
            })
            .collect();
        let largest = laid.tiles.size.head;
        let heads = ColumnHeads::lay_out(sheet, picture, part.columns.clone(), &widths, all, largest);
        let all = all.map(|width| (sheet.width - space::MARGIN - width, width));
        let top = margins.above();
        let mut grid = Grid {
            part: part.clone(),
            top,
            body: top + heads.height + GAP,
            heads,
            places,
            all,
            heights: Vec::new(),
            total: 0.0,
            has_totals: picture.rows.len() > 1 && part.rows.end == picture.rows.len(),
            bottom: top,
        };
        let tiles = &laid.tiles;
        for (row, (cells, total)) in tiles.rows.iter().zip(&tiles.row_totals).enumerate() {
            let height = tiles.row_height(grid.tiles(laid, cells, total.as_ref()));
            grid.heights.push(height.max(laid.rows.height(row)));
        }
        grid.total = tiles.row_height(grid.tiles(laid, &tiles.column_totals, tiles.total.as_ref()));
        grid
    }

    /// The tiles of a row on this page with their slots and widths.
    fn tiles<'t>(
        &self,
        laid: &'t Laid,
        cells: &'t [Option<Tile>],
        total: Option<&'t Tile>,
    ) -> impl Iterator<Item = (&'t Tile, Slots, f64)> {
        let columns = self.part.columns.clone();
        let widths: Vec<f64> = self.places.iter().map(|(_, width)| *width).collect();
        let tiles = columns.zip(widths);
        let tiles =
            tiles.filter_map(|(at, width)| Some((cells[at].as_ref()?, laid.tiles.columns[at], width)));
        tiles.chain(self.all.and_then(|(_, width)| Some((total?, laid.tiles.all, width))))
    }

    /// Gives room to the lowest rows first, so that rows become about equally high.
    fn stretch(&mut self, room: f64) {
        let total = self.has_totals.then_some(self.total);
        let shown = || self.heights[self.part.rows.clone()].iter().copied().chain(total);
        let (mut low, mut high) = (0.0, TALLEST);
        for _ in 0..16 {
            let level = (low + high) / 2.0;
            let taken: f64 = shown().map(|height| (level - height).max(0.0)).sum();
            if taken <= room { low = level } else { high = level }
        }
        let level = low.floor();
        for height in self.heights.iter_mut().chain([&mut self.total]) {
            *height = height.max(level);
        }
    }

    /// The height of the columns' totals with the air above them.
    fn total_height(&self) -> f64 {
        self.total + TOTAL_GAP
    }

    fn end_of(&self, picture: &ChannelsPicture, laid: &Laid) -> f64 {
        let rows = self.part.rows.clone();
        let height = rows.clone().map(|row| self.heights[row] + gap_before(picture, laid, row, rows.start));
        let totals = if self.has_totals { self.total_height() } else { 0.0 };
        self.body + height.sum::<f64>() + totals
    }

    /// Draws heads, tiles and totals.
    pub fn draw(&self, sheet: &mut Sheet<'_>, picture: &ChannelsPicture, laid: &Laid) {
        let hairline = sheet.theme.hairline;
        self.heads.draw(sheet, picture, &self.places, self.all, self.top);
        let end = self.all.or(self.places.last().copied()).map_or(0.0, |(u, width)| u + width);
        let mut y = self.body;
        for row in self.part.rows.clone() {
            let gap = gap_before(picture, laid, row, self.part.rows.start);
            if gap > 0.0 {
                let rule = y + gap / 2.0;
                sheet.stroke(&[(space::MARGIN, rule), (end, rule)], hairline, 1.0);
            }
            y += gap;
            let height = self.heights[row];
            laid.rows.draw(sheet, picture, row, (y, height), laid.tiles.size.icon);
            let one = &picture.rows[row];
            for (at, (u, width)) in self.part.columns.clone().zip(&self.places) {
                let Some(tile) = &laid.tiles.rows[row][at] else { continue };
                let (cell, column) = (&one.cells[at], &picture.columns[at]);
                let id = format!("{}-{}", one.id, column.id);
                let title = format!("{}, {}: {}. {}", one.name, column.name, cell.said, cell.names);
                let bounds = (*u, y, *width, height);
                sheet.open_cell("contacts", Some(&id), Some(&title), bounds);
                tile.draw(sheet, bounds, &laid.tiles.columns[at], laid.tiles.size, false);
                sheet.canvas.close();
            }
            if let (Some((u, width)), Some(tile)) = (self.all, &laid.tiles.row_totals[row]) {
                let bounds = (u, y, width, height);
                let title = format!("{}: {}", one.name, one.total.said);
                sheet.open_cell("total", None, Some(&title), bounds);
                tile.draw(sheet, bounds, &laid.tiles.all, laid.tiles.size, true);
                sheet.canvas.close();
            }
            y += height;
        }
        if self.has_totals {
            self.draw_totals(sheet, picture, laid, y, end);
        }
    }

    fn draw_totals(&self, sheet: &mut Sheet<'_>, picture: &ChannelsPicture, laid: &Laid, y: f64, end: f64) {
        let muted = sheet.theme.muted;
        let rule = y + TOTAL_GAP / 2.0;
        sheet.stroke(&[(space::MARGIN, rule), (end, rule)], muted, 2.0);
        let y = y + TOTAL_GAP;
        let height = self.total;
        laid.rows.draw_all(sheet, y, height);
        for (at, (u, width)) in self.part.columns.clone().zip(&self.places) {
            let Some(tile) = &laid.tiles.column_totals[at] else { continue };
            let column = &picture.columns[at];
            let title = format!("{}: {}", column.name, column.total.said);
            let bounds = (*u, y, *width, height);
            sheet.open_cell("total", None, Some(&title), bounds);
            tile.draw(sheet, bounds, &laid.tiles.columns[at], laid.tiles.size, true);
            sheet.canvas.close();
        }
        if let (Some((u, width)), Some(tile)) = (self.all, &laid.tiles.total) {
            let bounds = (u, y, width, height);
            sheet.open_cell("total", None, Some(&picture.total.said), bounds);
            tile.draw(sheet, bounds, &laid.tiles.all, laid.tiles.size, true);
            sheet.canvas.close();
        }
    }
}
