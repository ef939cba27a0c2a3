//! Channels by stage: which contacts there are, and where they hurt.
//!
//! Rows are channels, columns are stages (of several journeys: groups or phases). A tile's ground repeats
//! the sign of its mean feeling; what is not there yet has a dashed outline and a word.

mod compose;
mod describe;
mod grid;
mod heads;
mod insight;
mod legend;
mod tiles;
mod tokens;

use std::ops::Range;

use self::grid::{Grid, Part};
use self::heads::{Margins, RowHeads};
use self::tiles::{Size, Tiles};
use super::page::{Heading, draw_foot, lay_out_head};
use super::sheet::{About, Drawing, Options, Sheet};
use crate::draw::icons::Icon;
use crate::draw::text::{Align, TextEngine, TextStyle};
use crate::draw::theme::{size, space};
use crate::draw::views::marks::Grade;
use crate::model::{ChannelFamily, Phase, Valence};

pub use compose::picture;
pub use describe::describe;

/// Everything a channel matrix shows, worded and counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChannelsPicture {
    /// What its head and foot say.
    pub heading: Heading,
    /// What the numbers say, in sentences.
    pub insight: Vec<String>,
    /// The columns in order.
    pub columns: Vec<Column>,
    /// The channels in order.
    pub rows: Vec<Row>,
    /// All contacts.
    pub total: Cell,
    /// Whether the scores are targets, because nothing but desired journeys is shown.
    pub is_plan: bool,
    /// How many of the scores are assumptions, in words.
    pub assumed: Option<String>,
    /// The ids of the journeys, when there are several.
    pub journeys: Vec<String>,
    /// The picture in words for those who don't see it; [`describe`] writes one when it is empty.
    pub description: String,
}

/// A stage, or what several journeys have instead.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// The stage's id, or the word for the group or phase.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The phase of a stage, told above it.
    pub phase: Option<Phase>,
    /// All its contacts.
    pub total: Cell,
}

/// A channel.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The channel as written.
    pub id: String,
    /// The channel in words.
    pub name: String,
    /// Its icon.
    pub icon: Icon,
    /// The family it stands with; `None` for one of the workspace's own.
    pub family: Option<ChannelFamily>,
    /// Its contacts in each column.
    pub cells: Vec<Cell>,
    /// All its contacts.
    pub total: Cell,
}

/// The contacts of one channel in one stage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// How many there are.
    pub there: usize,
    /// How many are missing.
    pub missing: usize,
    /// How many are planned.
    pub planned: usize,
    /// How many of those that are there will be taken away.
    pub retire: usize,
    /// The mean feeling.
    pub mean: Option<Feeling>,
    /// The lowest feeling on −1..=1.
    pub worst: Option<f64>,
    /// The moments of truth by valence.
    pub moments: Vec<Moments>,
    /// Changes of channel into it after which nothing was known.
    pub lost: usize,
    /// Changes of channel into it after which a part was known.
    pub partial: usize,
    /// All of it in words; empty when there is nothing.
    pub said: String,
    /// The names of its touchpoints; empty in a total.
    pub names: String,
}

/// A mean feeling.
#[derive(Clone, Debug, PartialEq)]
pub struct Feeling {
    /// On −1..=1.
    pub v: f64,
    /// The number as it is written.
    pub said: String,
}

/// Moments of truth that can turn the same way.
#[derive(Clone, Debug, PartialEq)]
pub struct Moments {
    /// Which way.
    pub valence: Valence,
    /// How many.
    pub count: usize,
    /// The weakest of what they rest on.
    pub grade: Grade,
}

impl Cell {
    /// Whether nothing stands in it.
    fn is_empty(&self) -> bool {
        self.there + self.missing + self.planned == 0
    }
}

impl ChannelsPicture {
    /// How many neighbouring rows belong to each family.
    fn family_sizes(&self, rows: Range<usize>) -> Vec<usize> {
        let rows = &self.rows[rows];
        rows.chunk_by(|a, b| a.family == b.family).map(<[Row]>::len).collect()
    }

    fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows.iter().flat_map(|row| &row.cells)
    }
}

/// What is laid out once for all pages.
struct Laid {
    tiles: Tiles,
    rows: RowHeads,
    /// The least width of each column.
    needs: Vec<f64>,
}

/// Draws a channel matrix.
///
/// Columns that don't fit go on over further pages, and so do rows, at the border of a family. A free page
/// grows instead, and so does a page on which not even one row fits.
pub fn draw(picture: &ChannelsPicture, options: &Options, engine: &mut TextEngine) -> Vec<Drawing> {
    let mut sheet = Sheet::new(options, engine, &picture.heading.lang, picture.heading.dir);
    let margins = Margins::lay_out(&mut sheet, picture);
    let mut found: Option<(Laid, Vec<Part>)> = None;
    for size in Size::ALL {
        let tiles = Tiles::lay_out(&mut sheet, picture, size);
        let needs = grid::needs(&mut sheet, picture, &tiles);
        let laid = Laid { tiles, rows: RowHeads::lay_out(&mut sheet, picture, size), needs };
        let parts = grid::spread(&mut sheet, picture, &laid, &margins, options.page.is_free());
        // A smaller size must be worth it.
        let is_better = |(_, before): &(Laid, Vec<Part>)| parts.len() < before.len();
        if found.as_ref().is_none_or(is_better) {
            found = Some((laid, parts));
        }
        if found.as_ref().is_some_and(|(_, parts)| parts.len() < 2) {
            break;
        }
    }
    drop(sheet);
    let Some((laid, parts)) = found else { return Vec::new() };
    let count = parts.len();
    let page = |(at, part): (usize, &Part)| {
        draw_page(picture, &laid, &margins, part, options, engine, (at + 1, count))
    };
    parts.iter().enumerate().map(page).collect()
}

fn draw_page(
    picture: &ChannelsPicture,
    laid: &Laid,
    margins: &Margins,
    part: &Part,
    options: &Options,
    engine: &mut TextEngine,
    page: (usize, usize),
) -> Drawing {
    let mut sheet = Sheet::new(options, engine, &picture.heading.lang, picture.heading.dir);
    // A page that has grown has other lines in its head.
    let own;
    let margins = if part.width > sheet.width {
        sheet.width = part.width;
        own = Margins::lay_out(&mut sheet, picture);
        &own
    } else {
        margins
    };
    let grid = Grid::lay_out(&mut sheet, picture, laid, margins, part);
    let height = sheet.height.max(sheet.whole_height(grid.bottom + margins.below()));
    let description =
        if picture.description.trim().is_empty() { describe(picture) } else { picture.description.clone() };
    let about = About {
        id: &picture.heading.id,
        class: "masa channels",
        title: &picture.heading.title,
        description: &description,
    };
    sheet.begin(about, height);
    margins.head.draw(&mut sheet);
    margins.lead.draw(&mut sheet, margins.head.bottom());
    if picture.total.is_empty() {
        draw_nothing(&mut sheet, margins.above(), height);
    } else {
        grid.draw(&mut sheet, picture, laid);
        margins.legend.draw(&mut sheet, grid.bottom);
    }
    draw_foot(&mut sheet, &margins.foot, height, page);
    sheet.finish()
}

/// A page on which no contact stands says so.
fn draw_nothing(sheet: &mut Sheet<'_>, top: f64, height: f64) {
    let words = &sheet.locale.labels().channels.no_contacts;
    let width = sheet.width - 2.0 * space::MARGIN;
    let block = sheet.lay_out(words, TextStyle::regular(size::STAGE), Some(width), None, Align::Center);
    let muted = sheet.theme.muted;
    sheet.text(&block, space::MARGIN, (top + height) / 2.0 - block.height, muted, "note");
}

#[cfg(test)]
mod tests;
