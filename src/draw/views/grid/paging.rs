//! Which columns and which lanes stand on which page, and in what type size.

use std::ops::Range;

use super::cells::Metrics;
use super::columns::{self, GUTTER, PHASE_HEIGHT};
use super::measure::Measure;
use super::{Grid, Row, page};
use crate::draw::text::{Align, TextEngine, TextStyle};
use crate::draw::theme::{size, space};
use crate::draw::views::legend::Legend;
use crate::draw::views::page::{FOOT_MARGIN, lay_out_head};
use crate::draw::views::pages;
use crate::draw::views::samples::Sample;
use crate::draw::views::sheet::{Options, Sheet};

/// The least width of a column.
pub const LEAST: f64 = 150.0;

/// The width a column of a free page has unless a word needs more.
const FREE_COLUMN: f64 = 230.0;

/// The widest a column gets for the sake of one long word; a longer word is broken.
const WIDEST_FOR_A_WORD: f64 = 320.0;

/// Type sizes for texts: the largest in which the picture takes no more pages than in the smallest.
const SIZES: [f64; 4] = [size::SMALL, size::NOTE, size::BODY, size::SUBTITLE];

/// The least width of the lanes' heads.
const LEAST_HEAD: f64 = 140.0;

/// Above and below the texts of a lane.
const AIR: f64 = 9.0;

/// How high drawn lanes are at least where there are lanes that could have been left out: what is drawn
/// says more than they do.
const BESIDE_MORE_LANES: f64 = 0.35;

/// The same where type is larger than the smallest.
const BESIDE_LARGER_TYPE: f64 = 0.6;

/// Between the head and the brackets.
const BELOW_HEAD: f64 = 14.0;

/// How all pages of a picture are laid out.
pub struct Plan {
    /// The size of texts.
    pub size: f64,
    /// The least air above and below texts.
    pub air: f64,
    /// The width of the lanes' heads with the gap after them.
    pub head_width: f64,
    /// Width and height of every page in units; a page may be higher when nothing smaller holds it.
    pub page: (f64, f64),
    /// The pages in order.
    pub pages: Vec<PagePlan>,
    /// Rows for which there was no room.
    pub left_out: Vec<usize>,
}

/// One page.
#[derive(Clone, Debug)]
pub struct PagePlan {
    /// Its columns.
    pub columns: Range<usize>,
    /// Its rows.
    pub rows: Vec<usize>,
    /// The least height of each of its rows.
    pub heights: Vec<f64>,
    /// Where its first column starts.
    pub start: f64,
    /// The width of a column.
    pub width: f64,
}

impl PagePlan {
    /// Where a column starts, in reading coordinates.
    pub fn column(&self, column: usize) -> f64 {
        self.start + column.saturating_sub(self.columns.start) as f64 * self.width
    }
}

/// A division into pages at one type size.
struct Division {
    overflows: bool,
    /// Columns, and the rows of each page they stand on.
    pages: Vec<(Range<usize>, Vec<Vec<usize>>)>,
}

impl Division {
    fn count(&self) -> usize {
        self.pages.iter().map(|(_, rows)| rows.len()).sum()
    }

    /// Whether this takes no more pages than another.
    fn is_as_short_as(&self, other: &Division) -> bool {
        (self.overflows, self.count()) <= (other.overflows, other.count())
    }
}

/// What a page has for its columns and rows.
struct Room<'m, 'g, 'e> {
    grid: &'g Grid,
    measure: &'m mut Measure<'g>,
    engine: &'e mut TextEngine,
    width: f64,
    height: f64,
    size: f64,
    /// How high drawn lanes are to be, from 0 for the least to 1 for the most.
    drawn: f64,
    /// The rows on every page.
    pinned: Vec<usize>,
    /// The rows that may stand on different pages.
    rows: Vec<usize>,
}

/// Finds lanes, type size and pages.
pub fn plan<'g>(
    grid: &'g Grid,
    measure: &mut Measure<'g>,
    options: &Options,
    engine: &mut TextEngine,
) -> Plan {
    let mut sheet = Sheet::new(options, engine, &grid.heading.lang, grid.heading.dir);
    let head_width;
    (head_width, measure.heads) = heads(&mut sheet, grid);
    let start = space::MARGIN + head_width;
    let count = grid.columns.len();
    let all: Vec<usize> = (0..grid.rows.len()).collect();
    if options.page.is_free() {
        let size = size::NOTE;
        let word = all
            .iter()
            .flat_map(|row| measure.needs(sheet.engine, size, *row).to_vec())
            .filter(|need| *need <= WIDEST_FOR_A_WORD)
            .fold(0.0, f64::max);
        let column = FREE_COLUMN.max(word);
        sheet.width = sheet.width.max(start + column * count as f64 + space::MARGIN).ceil();
        let width = (sheet.width - start - space::MARGIN + GUTTER) / count.max(1) as f64;
        let page = (sheet.width, sheet.height);
        let metrics = Metrics { size, width, air: AIR, drawn: BESIDE_LARGER_TYPE };
        let heights = all.iter().map(|row| measure.row(sheet.engine, *row, metrics, 0..count)).collect();
        let only = PagePlan { columns: 0..count, rows: all, heights, start, width };
        return Plan { size, air: AIR, head_width, page, pages: vec![only], left_out: Vec::new() };
    }
    let page = (sheet.width, sheet.height);
    let fixed = fixed_height(&mut sheet, grid);
    let is_optional = |row: usize| grid.optional.contains(&grid.rows[row].id());
    let (pinned, rest) = all.split_at(grid.pinned.min(all.len()));
    let mut room = Room {
        grid,
        measure,
        engine: sheet.engine,
        // The last band's gutter falls into the margin, so that its edge stands on the margin's line.
        width: page.0 - start - space::MARGIN + GUTTER,
        height: page.1 - fixed,
        size: SIZES[0],
        drawn: 0.0,
        pinned: pinned.to_vec(),
        rows: rest.iter().copied().filter(|row| !is_optional(*row)).collect(),
    };
    let mut best = room.divide();
    let mut left_out = Vec::new();
    room.drawn = BESIDE_MORE_LANES;
    for lane in &grid.optional {
        let Some(row) = rest.iter().copied().find(|row| grid.rows[*row].id() == *lane) else { continue };
        let before = room.rows.clone();
        room.rows.push(row);
        room.rows.sort_unstable();
        let division = room.divide();
        if division.is_as_short_as(&best) {
            best = division;
        } else {
            room.rows = before;
            left_out.push(row);
        }
    }
    room.drawn = BESIDE_LARGER_TYPE;
    let mut best_size = SIZES[0];
    for larger in &SIZES[1..] {
        room.size = *larger;
        let division = room.divide();
        if !division.is_as_short_as(&best) {
            break;
        }
        best = division;
        best_size = *larger;
    }
    room.size = best_size;
    room.drawn = 0.0;
    let pages = room.pages(&best, start);
    left_out.sort_unstable();
    Plan { size: best_size, air: AIR, head_width, page, pages, left_out }
}

/// The height of everything that is neither stages nor rows, and the same on every page.
fn fixed_height(sheet: &mut Sheet<'_>, grid: &Grid) -> f64 {
    let head = lay_out_head(sheet, &grid.heading).bottom();
    let legend = Legend::lay_out(sheet, legend_of(grid, |_| true)).height();
    head + BELOW_HEAD + phase_height(grid) + legend + foot_height(grid)
}

/// The explanations for some of the lanes.
pub fn legend_of(grid: &Grid, is_drawn: impl Fn(&str) -> bool) -> Vec<(Sample, String)> {
    let items = grid.legend.iter().filter(|item| is_drawn(item.lane));
    items.map(|item| (item.sample, item.words.clone())).collect()
}

/// The height of the brackets, 0 when no stage has a phase.
pub fn phase_height(grid: &Grid) -> f64 {
    if grid.stages.iter().any(|stage| stage.phase.is_some()) { PHASE_HEIGHT } else { 0.0 }
}

/// Where the brackets begin under a head.
pub fn below(head_bottom: f64) -> f64 {
    head_bottom + BELOW_HEAD
}

/// The height of the foot with the air above it.
pub fn foot_height(_grid: &Grid) -> f64 {
    space::FOOT + FOOT_MARGIN + space::STEP
}

/// The width of the lanes' heads, as wide as their longest line wants, and the height of each.
fn heads(sheet: &mut Sheet<'_>, grid: &Grid) -> (f64, Vec<f64>) {
    let mut widest = 0.0_f64;
    let heights = grid.rows.iter().map(|row| {
        let (word, style, sign) = match row {
            Row::Lane(lane) => (&lane.word, head_style(), page::sign_width(lane)),
            Row::Rule(rule) => (&rule.name, page::rule_style(rule), 0.0),
        };
        let room = page::HEAD_TEXT - sign;
        let block = sheet.lay_out(word, style, Some(room), None, Align::Start);
        widest = widest.max(block.ink_width() + sign);
        block.height
    });
    let heights = heights.collect();
    ((widest + page::HEAD_GAP).max(LEAST_HEAD).ceil() + 1.0, heights)
}

/// The style of the words at the lanes' heads.
pub fn head_style() -> TextStyle {
    TextStyle::semibold(size::SMALL)
}

impl Room<'_, '_, '_> {
    /// The division into the fewest pages, and then the one that keeps most lanes together.
    fn divide(&mut self) -> Division {
        let mut best = self.divide_into(1);
        for groups in 2..=self.rows.len() {
            if !best.overflows && best.count() <= groups {
                break;
            }
            let division = self.divide_into(groups);
            if !best.is_as_short_as(&division) {
                best = division;
            }
        }
        best
    }

    /// Pages whose lanes stand on so many pages, one below the other.
    fn divide_into(&mut self, groups: usize) -> Division {
        let stages: Vec<usize> = self.grid.stages.iter().map(|stage| stage.columns).collect();
        let ranges = pages::spread(&stages, |range| self.fits(range, groups));
        // A grid without columns has a page as well, which says so.
        let whole = 0..self.grid.columns.len();
        let ranges = if ranges.is_empty() { Vec::from([whole]) } else { ranges };
        let mut overflows = false;
        let pages = ranges.into_iter().map(|range| {
            let (rows, fits) = self.groups(&range);
            overflows |= !fits || rows.len() > groups;
            (range, rows)
        });
        let pages = pages.collect();
        Division { overflows, pages }
    }

    fn column_width(&self, columns: usize) -> f64 {
        self.width / columns.max(1) as f64
    }

    fn fits(&mut self, range: Range<usize>, groups: usize) -> bool {
        let width = self.column_width(range.len());
        if width < LEAST && range.len() > 1 {
            return false;
        }
        let breaks = |need: &f64| *need > width && *need <= WIDEST_FOR_A_WORD;
        let all = self.pinned.iter().chain(&self.rows);
        let mut needs = all.map(|row| {
            self.measure.needs(self.engine, self.size, *row).get(range.clone()).map(<[f64]>::to_vec)
        });
        if range.len() > 1 && needs.any(|needs| needs.iter().flatten().any(breaks)) {
            return false;
        }
        let (rows, fits) = self.groups(&range);
        fits && rows.len() <= groups
    }

    /// The heights of all rows of the grid, for these columns.
    fn heights(&mut self, range: &Range<usize>) -> Vec<f64> {
        let metrics =
            Metrics { size: self.size, width: self.column_width(range.len()), air: AIR, drawn: self.drawn };
        let mut heights = vec![0.0; self.grid.rows.len()];
        for row in self.pinned.iter().chain(&self.rows) {
            heights[*row] = self.measure.row(self.engine, *row, metrics, range.clone());
        }
        heights
    }

    /// The rows of a page's columns in as few groups as fit pages, and whether each of them fits.
    fn groups(&mut self, range: &Range<usize>) -> (Vec<Vec<usize>>, bool) {
        let heights = self.heights(range);
        let room = self.room(range);
        self.grouped(&heights, room)
    }

    fn grouped(&self, heights: &[f64], room: f64) -> (Vec<Vec<usize>>, bool) {
        let pinned: f64 = self.pinned.iter().map(|row| heights[*row]).sum();
        let own: Vec<f64> = self.rows.iter().map(|row| heights[*row]).collect();
        let left = room - pinned;
        let groups = group(&own, left);
        let groups = groups.into_iter().map(|group| {
            self.pinned.iter().copied().chain(self.rows[group].iter().copied()).collect::<Vec<usize>>()
        });
        (groups.collect(), left >= 0.0 && own.iter().all(|height| *height <= left + 0.5))
    }

    /// The height left for rows over these columns.
    fn room(&mut self, range: &Range<usize>) -> f64 {
        let width = self.column_width(range.len());
        let names = columns::stages_on(self.grid, range).into_iter().map(|(stage, columns)| {
            let room = columns::name_width(columns.len(), width);
            self.measure.stage_name(self.engine, stage, self.size, room)
        });
        let tallest = names.fold(0.0, f64::max);
        self.height - columns::band_height(tallest)
    }

    /// The finished pages. Lanes are equally high on all of them where that fits, so that the pages look
    /// like one picture.
    fn pages(&mut self, division: &Division, start: f64) -> Vec<PagePlan> {
        let all: Vec<Vec<f64>> = division.pages.iter().map(|(range, _)| self.heights(range)).collect();
        let most: Vec<f64> =
            (0..self.grid.rows.len()).map(|row| all.iter().map(|h| h[row]).fold(0.0, f64::max)).collect();
        let least_room = division.pages.iter().map(|(range, _)| self.room(range)).fold(f64::MAX, f64::min);
        let (shared, fits) = self.grouped(&most, least_room);
        let can_share = fits && division.pages.iter().all(|(_, rows)| rows.len() == shared.len());
        let mut pages = Vec::new();
        for ((range, rows), own) in division.pages.iter().zip(&all) {
            let (groups, heights) = if can_share { (&shared, &most) } else { (rows, own) };
            for rows in groups {
                pages.push(PagePlan {
                    columns: range.clone(),
                    rows: rows.clone(),
                    heights: rows.iter().map(|row| heights[*row]).collect(),
                    start,
                    width: self.column_width(range.len()),
                });
            }
        }
        pages
    }
}

/// Rows in as few groups as fit a height, about equally high; a row higher than that has a group alone.
fn group(heights: &[f64], room: f64) -> Vec<Range<usize>> {
    let fewest = filled(heights, room);
    if fewest.len() < 2 {
        return fewest;
    }
    let even = heights.iter().sum::<f64>() / fewest.len() as f64;
    let mut limit = even;
    while limit < room {
        let groups = filled(heights, limit);
        if groups.len() == fewest.len() {
            return groups;
        }
        limit += 2.0 * space::STEP;
    }
    fewest
}

fn filled(heights: &[f64], room: f64) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut taken = 0.0;
    for (row, height) in heights.iter().enumerate() {
        match groups.last_mut() {
            Some(group) if taken + height <= room => {
                group.end = row + 1;
                taken += height;
            }
            _ => {
                groups.push(row..row + 1);
                taken = *height;
            }
        }
    }
    if groups.is_empty() {
        groups.push(0..0);
    }
    groups
}
