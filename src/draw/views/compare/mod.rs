//! Two journeys, or several personas, beside each other.
//!
//! What belongs together shares a column; what only one journey has stands in a column of its own. Between
//! the two lines lies the gap, under them what they are made of, and then before and after in numbers.

mod compose;
mod describe;
mod gap;
mod ledger;
mod numbers;
mod page;

use self::page::Laid;
use super::curve::CurvePicture;
use super::page::Heading;
use super::pages::{self, Paged};
use super::sheet::{Drawing, Options, Sheet};
use crate::draw::text::TextEngine;

use std::ops::Range;

pub use compose::{picture, picture_of_versions};
pub use describe::describe;

/// Everything a comparison shows, worded and counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComparePicture {
    /// What its head and foot say.
    pub heading: Heading,
    /// What is compared.
    pub kind: Kind,
    /// The title of each journey, where the lines are named otherwise.
    pub titles: Vec<String>,
    /// The lines and their columns.
    pub plot: CurvePicture,
    /// What stands under each column; nothing when the lines share their touchpoints.
    pub columns: Vec<Column>,
    /// How far the second line lies above the first.
    pub gaps: Vec<Gap>,
    /// The lines in numbers.
    pub measures: Vec<Measure>,
    /// The picture in words for those who don't see it; [`describe`] writes one when it is empty.
    pub description: String,
}

/// What a picture compares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A current journey and the desired one.
    #[default]
    States,
    /// A journey before and after a change.
    Versions,
    /// Any two journeys.
    Journeys,
    /// The personas of one journey.
    Personas,
}

impl Kind {
    /// Whether the second line takes the place of the first, so that things are removed and added.
    pub fn is_change(self) -> bool {
        matches!(self, Kind::States | Kind::Versions)
    }
}

/// What stands under a column for each of two journeys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// The first journey's touchpoint, and the second's.
    pub cells: [Option<Cell>; 2],
}

/// A touchpoint of one journey.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// The touchpoint's name.
    pub name: String,
    /// What becomes of it.
    pub fate: Fate,
    /// What else changes, each in a few words.
    pub notes: Vec<String>,
    /// Over how many columns it goes; 0 where it goes on from an earlier one.
    pub columns: usize,
}

/// What becomes of a touchpoint on the way from one journey to the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fate {
    /// It has a counterpart in its column.
    #[default]
    Paired,
    /// Only the first journey has it.
    Removed,
    /// Only the second journey has it.
    Added,
    /// Its counterpart stands in another column.
    Moved,
}

/// How far the second line lies above the first in a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gap {
    /// The column.
    pub column: usize,
    /// The second score minus the first, −2 to 2.
    pub size: f64,
    /// The same in words.
    pub said: String,
    /// Whether it is one of the largest, whose value is shown.
    pub is_large: bool,
}

/// One measure of each line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measure {
    /// What is measured.
    pub name: String,
    /// The value of each line in words.
    pub values: Vec<String>,
    /// Whether there is nothing of it in any line, so that it says little.
    pub is_zero: bool,
    /// The difference in words.
    pub note: Option<String>,
}

impl ComparePicture {
    /// The part with these columns; the numbers stand on the first page.
    fn part(&self, range: Range<usize>) -> ComparePicture {
        let gaps = self.gaps.iter().filter(|gap| range.contains(&gap.column));
        ComparePicture {
            plot: self.plot.part(range.clone()),
            columns: part_of_columns(self.columns.get(range.clone()).unwrap_or_default()),
            gaps: gaps.map(|gap| Gap { column: gap.column - range.start, ..gap.clone() }).collect(),
            measures: if range.start == 0 { self.measures.clone() } else { Vec::new() },
            ..self.clone()
        }
    }
}

/// Columns as a page shows them: a touchpoint that began on the page before begins again on this one.
fn part_of_columns(columns: &[Column]) -> Vec<Column> {
    let mut columns = columns.to_vec();
    for line in [0, 1] {
        let own: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].cells[line].is_some()).collect();
        let goes_on = |at: &usize| columns[*at].cells[line].as_ref().is_some_and(|cell| cell.columns == 0);
        let again: Vec<usize> = own.iter().copied().take_while(goes_on).collect();
        let count = columns.len();
        for at in own {
            if let Some(cell) = columns[at].cells[line].as_mut() {
                cell.columns = cell.columns.min(count - at);
            }
        }
        if let (Some(first), Some(last)) = (again.first(), again.last())
            && let Some(cell) = columns[*first].cells[line].as_mut()
        {
            cell.columns = last - first + 1;
        }
    }
    columns
}

/// Draws a comparison.
///
/// Names stand under their columns, or in a key when they don't fit there. What does not fit a page goes on
/// over the next at the border of a stage; a free page grows instead.
pub fn draw(picture: &ComparePicture, options: &Options, engine: &mut TextEngine) -> Vec<Drawing> {
    let mut picture = picture.clone();
    if picture.description.trim().is_empty() {
        picture.description = describe(&picture);
    }
    pages::draw(&picture, options, engine)
}

impl Paged for ComparePicture {
    type Laid = Laid;

    fn heading(&self) -> &Heading {
        &self.heading
    }

    fn stage_sizes(&self) -> Vec<usize> {
        self.plot.stage_sizes()
    }

    fn part(&self, range: Range<usize>) -> Self {
        self.part(range)
    }

    fn lay_out(&self, sheet: &mut Sheet<'_>, is_free: bool, _: (usize, usize)) -> Laid {
        page::lay_out(sheet, self, is_free)
    }

    fn fits(sheet: &Sheet<'_>, laid: &Laid) -> bool {
        page::fits(sheet, laid)
    }

    fn draw_page(&self, sheet: &mut Sheet<'_>, laid: &Laid, page: (usize, usize)) {
        page::draw(sheet, self, laid, page);
    }
}

#[cfg(test)]
mod tests;
