//! The atlas: all journeys of a workspace as a heat map.
//!
//! Rows are journeys in groups, columns the groups of a lifecycle or the phases. A tile's ground repeats the sign
//! of the mean that stands in it; what is only a target has a dashed outline instead.

mod compose;
mod describe;
mod grid;
mod legend;
#[cfg(test)]
mod tests;

use std::ops::Range;

use self::grid::{Grid, LaidRows};
use super::legend::Legend;
use super::page::{FOOT_MARGIN, Heading, LaidOutHead, draw_foot, lay_out_head};
use super::pages;
use super::sheet::{About, Drawing, Options, Sheet};
use crate::draw::text::{Align, TextEngine, TextStyle};
use crate::draw::theme::{size, space};

pub use compose::{Columns, picture};
pub use describe::describe;

/// Everything a heat map shows, worded and counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AtlasPicture {
    /// What its head and foot say.
    pub heading: Heading,
    /// What the journeys are put together by, in words.
    pub by: String,
    /// The columns in order.
    pub columns: Vec<Column>,
    /// The groups of journeys in order.
    pub blocks: Vec<Block>,
    /// The picture in words for those who don't see it; [`describe`] writes one when it is empty.
    pub description: String,
}

/// A group of the lifecycle, or a phase.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// The word of the format.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Journeys with something in common.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// What they have in common; empty where each row says it.
    pub name: String,
    /// All of them together; none where that would repeat the only row.
    pub total: Option<Row>,
    /// The journeys; where only totals are asked for, a row for each group.
    pub rows: Vec<Row>,
}

/// A journey, or several together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The id of the journey.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whose it is and what it is, such as a persona and that it is a desired one.
    pub note: String,
    /// Whether its scores are targets.
    pub is_target: bool,
    /// The whole of it.
    pub whole: Cell,
    /// One entry for each column.
    pub cells: Vec<Cell>,
    /// The lowest score on −1..=1.
    pub lowest: Option<f64>,
    /// Effort points.
    pub effort: Option<usize>,
    /// Open gaps.
    pub gaps: Option<usize>,
}

/// The scores of one row in one column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// The mean on −1..=1; `None` when nothing is scored.
    pub mean: Option<f64>,
    /// How many touchpoints there are.
    pub touchpoints: usize,
    /// All of it in words; empty when there is nothing.
    pub said: String,
}

impl AtlasPicture {
    /// Every row with its block, in the order in which they stand.
    fn rows(&self) -> impl Iterator<Item = (&Block, &Row)> {
        self.blocks.iter().flat_map(|block| block.lines().map(move |row| (block, row)))
    }

    fn is_empty(&self) -> bool {
        self.rows().next().is_none()
    }
}

impl Block {
    /// Its total, and its journeys below it.
    fn lines(&self) -> impl Iterator<Item = &Row> {
        self.total.iter().chain(&self.rows)
    }
}

/// All that stands above and below the map; the same on every page.
struct Margins {
    head: LaidOutHead,
    legend: Legend<legend::Sample>,
}

impl Margins {
    fn lay_out(sheet: &mut Sheet<'_>, picture: &AtlasPicture) -> Self {
        let explained = legend::items(sheet, picture);
        Margins { head: lay_out_head(sheet, &picture.heading), legend: Legend::lay_out(sheet, explained) }
    }

    /// Where the map begins.
    fn above(&self) -> f64 {
        self.head.bottom() + 18.0
    }

    /// The height of what stands under the map.
    fn below(&self) -> f64 {
        self.legend.height() + space::FOOT + FOOT_MARGIN + 2.0 * space::STEP
    }
}

/// Draws a heat map: rows that don't fit go on over further pages, at the border of a group where that fits; a
/// free page grows instead.
pub fn draw(picture: &AtlasPicture, options: &Options, engine: &mut TextEngine) -> Vec<Drawing> {
    let mut sheet = Sheet::new(options, engine, &picture.heading.lang, picture.heading.dir);
    let margins = Margins::lay_out(&mut sheet, picture);
    let grid = Grid::lay_out(&mut sheet, picture);
    let rows = LaidRows::lay_out(&mut sheet, picture, &grid);
    let room = sheet.height - margins.above() - grid.head_height() - margins.below();
    let parts = match rows.count() {
        count if count == 0 || options.page.is_free() => vec![Range { start: 0, end: count }],
        _ => pages::spread(&rows.sizes(), |range| rows.height(range) <= room + 0.5),
    };
    drop(sheet);
    let count = parts.len();
    let page = |(at, part): (usize, Range<usize>)| {
        let mut sheet = Sheet::new(options, engine, &picture.heading.lang, picture.heading.dir);
        draw_page(picture, &margins, (&grid, &rows), part, &mut sheet, (at + 1, count));
        sheet.finish()
    };
    parts.into_iter().enumerate().map(page).collect()
}

fn draw_page(
    picture: &AtlasPicture,
    margins: &Margins,
    (grid, rows): (&Grid, &LaidRows),
    part: Range<usize>,
    sheet: &mut Sheet<'_>,
    page: (usize, usize),
) {
    let top = margins.above();
    let bottom = top + grid.head_height() + rows.height(part.clone());
    let height = sheet.height.max(sheet.whole_height(bottom + margins.below()));
    let description =
        if picture.description.trim().is_empty() { describe(picture) } else { picture.description.clone() };
    let about = About {
        id: &picture.heading.id,
        class: "masa atlas",
        title: &picture.heading.title,
        description: &description,
    };
    sheet.begin(about, height);
    margins.head.draw(sheet);
    if picture.is_empty() {
        draw_nothing(sheet, top, height);
    } else {
        grid.draw_heads(sheet, top);
        rows.draw(sheet, picture, grid, part, top + grid.head_height());
        margins.legend.draw(sheet, bottom);
    }
    draw_foot(sheet, &picture.heading.foot, height, page);
}

/// A page on which no journey stands says so.
fn draw_nothing(sheet: &mut Sheet<'_>, top: f64, height: f64) {
    let words = &sheet.locale.labels().atlas.no_journeys;
    let width = sheet.width - 2.0 * space::MARGIN;
    let block = sheet.lay_out(words, TextStyle::regular(size::STAGE), Some(width), None, Align::Center);
    let muted = sheet.theme.muted;
    sheet.text(&block, space::MARGIN, (top + height) / 2.0 - block.height, muted, "note");
}
