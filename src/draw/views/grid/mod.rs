//! Pages of lanes over columns: touchpoints under stages under before, during and after.
//!
//! A view says what stands in each lane; the grid finds column widths, type size and pages on which all
//! of it fits, and draws heads, brackets, lanes and texts. What is no text a [`Painter`] draws.

mod cells;
mod columns;
mod measure;
mod page;
mod paging;
mod spans;

pub use self::cells::ICON;

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::marks::Mark;
use super::page::Heading;
use super::samples::Sample;
use super::sheet::{Drawing, Options, Sheet};
use crate::draw::icons::Icon;
use crate::draw::text::{TextEngine, Weight};
use crate::draw::theme::Color;
use crate::model::Phase;

/// Everything on the pages of such a picture.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// What head and foot say.
    pub heading: Heading,
    /// `masa` and the view's name.
    pub class: &'static str,
    /// The picture in words.
    pub description: String,
    /// The stages in order.
    pub stages: Vec<Stage>,
    /// The columns in order.
    pub columns: Vec<Column>,
    /// Lanes and rules from top to bottom.
    pub rows: Vec<Row>,
    /// How many of the first rows stand on every page.
    pub pinned: usize,
    /// Lanes that are left out when the picture would take more pages with them, the most important
    /// first.
    pub optional: Vec<&'static str>,
    /// What the foot says of lanes left out: `{lanes}`.
    pub left_out: String,
    /// What the legend explains.
    pub legend: Vec<LegendItem>,
}

/// An explanation for the pages that hold a lane.
#[derive(Clone, Debug)]
pub struct LegendItem {
    /// The sample.
    pub sample: Sample,
    /// What it means.
    pub words: String,
    /// The lane it explains.
    pub lane: &'static str,
}

/// A stage and how many of the next columns belong to it.
#[derive(Clone, Debug, Default)]
pub struct Stage {
    /// The stage's id.
    pub id: String,
    /// The stage's name; a stage without one has no head.
    pub name: String,
    /// Where it lies relative to the contact with the provider.
    pub phase: Option<Phase>,
    /// How many columns it has; an empty stage has one of its own.
    pub columns: usize,
}

/// A touchpoint, or the room of an empty stage.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// The touchpoint's id; empty in an empty stage.
    pub id: String,
    /// The touchpoint's name.
    pub name: String,
}

/// One row of a grid.
#[derive(Clone, Debug)]
pub enum Row {
    /// A lane with its head.
    Lane(Lane),
    /// A named line across the page, such as the line of visibility.
    Rule(Rule),
}

/// A named line across the page.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub name: String,
    /// The dashes of its stroke; `None` for a whole line, which is the strongest.
    pub dash: Option<&'static str>,
}

/// A lane: a word at the reading edge, and something in each column.
#[derive(Clone, Debug)]
pub struct Lane {
    /// Its id, which its cells' ids begin with.
    pub id: &'static str,
    /// The word at its head.
    pub word: String,
    /// The sign before the word.
    pub sign: Option<Sign>,
    /// What stands in it.
    pub content: Content,
}

/// The sign in a lane's head.
#[derive(Clone, Copy, Debug)]
pub enum Sign {
    /// An icon in a colour.
    Icon(Icon, Color),
    /// A disc with a plus: what is good.
    Plus(Color),
    /// A disc with a minus: what is bad.
    Minus(Color),
}

/// What stands in a lane.
#[derive(Clone, Debug)]
pub enum Content {
    /// Texts in each column.
    Cells(Vec<Cell>),
    /// Texts that span columns.
    Spans(Vec<Span>),
    /// What the painter draws, in a height from the least to the most.
    Drawn {
        /// The least height it can be read at.
        least: f64,
        /// The height it would use where there is room.
        most: f64,
    },
}

/// The texts of one column in a lane, from top to bottom.
pub type Cell = Vec<Item>;

/// One text with what goes before it.
#[derive(Clone, Debug)]
pub struct Item {
    /// The text.
    pub text: String,
    /// Its weight.
    pub weight: Weight,
    /// Its colour.
    pub color: Color,
    /// Steps of type size above that of the page's texts, 2 units each.
    pub larger: u8,
    /// What stands before it.
    pub lead: Lead,
    /// Whether it is the name of the column's touchpoint; its cell is then the touchpoint's own group.
    pub is_name: bool,
}

/// What stands before or above a text.
#[derive(Clone, Copy, Debug)]
pub enum Lead {
    /// Nothing.
    None,
    /// A bar along the text's reading edge.
    Bar(Color),
    /// A mark beside the first line.
    Mark(Mark),
    /// A small icon beside the first line.
    Sign(Icon, Color),
    /// An icon above the text.
    Icon(Icon, Color),
    /// A bar above the text as long as this share of the column.
    Meter(f64, Color),
}

/// A text over the columns from the first to the last of those it is about.
#[derive(Clone, Debug)]
pub struct Span {
    /// The columns it is about, in order.
    pub columns: Vec<usize>,
    /// Its id.
    pub id: String,
    /// What it says.
    pub items: Vec<Item>,
    /// The colour of the bar over the columns.
    pub color: Color,
    /// Whether the bar is an outline: something nobody has taken on.
    pub hollow: bool,
}

/// Where a lane stands on a page.
#[derive(Clone, Debug)]
pub struct Area {
    /// The columns of this page.
    pub columns: Range<usize>,
    /// The width of a column.
    pub width: f64,
    /// Where the first column starts, in reading coordinates.
    pub start: f64,
    /// The lane's upper edge.
    pub top: f64,
    /// The lane's height.
    pub height: f64,
    /// Between a column's edge and its texts.
    pub padding: f64,
    /// Between the lane's upper edge and its texts.
    pub air: f64,
    /// The ids of all lanes of the picture, on this page or another.
    pub lanes: Rc<[&'static str]>,
}

impl Area {
    /// Where a column starts, in reading coordinates.
    pub fn column(&self, column: usize) -> f64 {
        self.start + column.saturating_sub(self.columns.start) as f64 * self.width
    }

    /// The middle of a column.
    pub fn center(&self, column: usize) -> f64 {
        self.column(column) + self.width / 2.0
    }

    /// Where the last column's band ends.
    pub fn end(&self) -> f64 {
        self.column(self.columns.end) - columns::GUTTER
    }
}

/// Where the rows of a page and the texts in them came to stand.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The columns of this page.
    pub columns: Range<usize>,
    /// The width of a column.
    pub width: f64,
    /// Where the first column starts, in reading coordinates.
    pub start: f64,
    /// Between a column's edge and its texts.
    pub padding: f64,
    /// The rows by index, each with its upper and lower edge.
    pub rows: Vec<(usize, Range<f64>)>,
    /// Cells that are not empty, by row and column, from the top of their texts to the bottom.
    pub cells: BTreeMap<(usize, usize), Range<f64>>,
}

/// Draws what is no text.
pub trait Painter {
    /// Draws into a lane: all of a drawn one; beside the texts of any other.
    fn paint(&self, sheet: &mut Sheet<'_>, lane: &Lane, area: &Area);

    /// Draws in the room of a drawn lane's head what its word leaves free, such as a scale.
    fn paint_head(&self, _sheet: &mut Sheet<'_>, _lane: &Lane, _area: &Area, _word_bottom: f64) {}

    /// Draws over the finished rows of a page, such as what connects them.
    fn paint_over(&self, _sheet: &mut Sheet<'_>, _page: &Placed) {}
}

impl Item {
    /// A text in the regular weight.
    pub fn text(text: impl Into<String>, color: Color) -> Self {
        Item {
            text: text.into(),
            weight: Weight::Regular,
            color,
            larger: 0,
            lead: Lead::None,
            is_name: false,
        }
    }

    /// The same in the semibold weight.
    pub fn strong(self) -> Self {
        Item { weight: Weight::SemiBold, ..self }
    }

    /// The name of a column's touchpoint.
    pub fn name(column: &Column, color: Color) -> Self {
        Item { larger: 1, is_name: true, ..Item::text(&*column.name, color).strong() }
    }

    /// The same with something before it.
    pub fn led_by(self, lead: Lead) -> Self {
        Item { lead, ..self }
    }
}

impl Row {
    /// The id of the lane, or of the rule.
    pub fn id(&self) -> &'static str {
        match self {
            Row::Lane(lane) => lane.id,
            Row::Rule(rule) => rule.id,
        }
    }
}

impl Lane {
    /// A lane of texts.
    pub fn cells(id: &'static str, word: &str, cells: Vec<Cell>) -> Self {
        Lane { id, word: word.to_owned(), sign: None, content: Content::Cells(cells) }
    }

    /// The same with a sign in its head.
    pub fn signed(self, sign: Sign) -> Self {
        Lane { sign: Some(sign), ..self }
    }

    /// The lane of the touchpoints' names, whose cells have the touchpoints' own ids.
    pub fn names(word: &str, columns: &[Column], color: Color) -> Self {
        let cell = |column: &Column| vec![Item::name(column, color)];
        Lane::cells(NAMES, word, columns.iter().map(cell).collect())
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        match &self.content {
            Content::Cells(cells) => cells.iter().all(Vec::is_empty),
            Content::Spans(spans) => spans.is_empty(),
            Content::Drawn { .. } => false,
        }
    }
}

/// The id of the lane of names.
pub const NAMES: &str = "touchpoint";

/// Draws the pages of a grid.
pub fn draw(grid: &Grid, painter: &dyn Painter, options: &Options, engine: &mut TextEngine) -> Vec<Drawing> {
    let mut measure = measure::Measure::new(grid);
    let plan = paging::plan(grid, &mut measure, options, engine);
    measure.give_back(engine, plan.size);
    let count = plan.pages.len();
    plan.pages
        .iter()
        .enumerate()
        .map(|(at, page)| page::draw(grid, painter, options, engine, &plan, page, (at + 1, count)))
        .collect()
}

#[cfg(test)]
mod tests;
