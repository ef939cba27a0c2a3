//! Which columns and which lanes stand on which page, and in what type size.

use std::ops::Range;

use super::cells::Metrics;
use super::columns::{self, PHASE_HEIGHT};
use super::measure::Measure;
use super::{Grid, Row, page};
use crate::draw::text::{Align, TextEngine, TextStyle};
use crate::draw::theme::{size, space};
use crate::draw::views::legend::Legend;
use crate::draw::views::page::{FOOT_MARGIN, lay_out_head};
use crate::draw::views::pages;
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
const AIR: f64 = 11.0;

/// Between the head and the brackets.
const BELOW_HEAD: f64 = 20.0;

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
}

/// One page.
#[derive(Clone, Debug)]
pub struct PagePlan {
    /// Its columns.
    pub columns: Range<usize>,
    /// Its rows.
    pub rows: Range<usize>,
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
    pages: Vec<(Range<usize>, Vec<Range<usize>>)>,
}

impl Division {
    fn count(&self) -> usize {
        self.pages.iter().map(|(_, rows)| rows.len()).sum()
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
}

/// Finds type size and pages.
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
    if options.page.is_free() {
        let size = size::NOTE;
        let needs = measure.needs(sheet.engine, size).to_vec();
        let word = needs.into_iter().filter(|need| *need <= WIDEST_FOR_A_WORD).fold(0.0, f64::max);
        let column = FREE_COLUMN.max(word);
        sheet.width = sheet.width.max(start + column * count as f64 + space::MARGIN).ceil();
        let width = (sheet.width - start - space::MARGIN) / count.max(1) as f64;
        let page = (sheet.width, sheet.height);
        let metrics = Metrics { size, width, air: AIR };
        let rows = 0..grid.rows.len();
        let heights = rows.clone().map(|row| measure.row(sheet.engine, row, metrics, 0..count)).collect();
        let only = PagePlan { columns: 0..count, rows, heights, start, width };
        return Plan { size, air: AIR, head_width, page, pages: vec![only] };
    }
    let page = (sheet.width, sheet.height);
    let fixed = fixed_height(&mut sheet, grid);
    let mut room = Room {
        grid,
        measure,
        engine: sheet.engine,
        width: page.0 - start - space::MARGIN,
        height: page.1 - fixed,
        size: SIZES[0],
    };
    let mut best = room.divide();
    let mut best_size = SIZES[0];
    for larger in &SIZES[1..] {
        room.size = *larger;
        let division = room.divide();
        if division.overflows || division.count() > best.count() {
            break;
        }
        best = division;
        best_size = *larger;
    }
    room.size = best_size;
    let pages = room.pages(&best, start);
    Plan { size: best_size, air: AIR, head_width, page, pages }
}

/// The height of everything that is neither stages nor rows, and the same on every page.
fn fixed_height(sheet: &mut Sheet<'_>, grid: &Grid) -> f64 {
    let head = lay_out_head(sheet, &grid.heading).bottom();
    let legend = Legend::lay_out(sheet, grid.legend.clone()).height();
    head + BELOW_HEAD + phase_height(grid) + legend + foot_height(grid)
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
        let mut best: Option<Division> = None;
        let most = if self.grid.keeps_rows { 1 } else { self.grid.rows.len().max(1) };
        for groups in 1..=most {
            if best.as_ref().is_some_and(|best| !best.overflows && best.count() <= groups) {
                break;
            }
            let division = self.divide_into(groups);
            let better = best
                .as_ref()
                .is_none_or(|best| (division.overflows, division.count()) < (best.overflows, best.count()));
            if better {
                best = Some(division);
            }
        }
        best.unwrap_or(Division { overflows: false, pages: vec![(0..0, vec![0..self.grid.rows.len()])] })
    }

    /// Pages whose lanes stand on so many pages, one below the other.
    fn divide_into(&mut self, groups: usize) -> Division {
        let stages: Vec<usize> = self.grid.stages.iter().map(|stage| stage.columns).collect();
        let ranges = pages::spread(&stages, |range| self.fits(range, groups));
        let ranges = if ranges.is_empty() { vec![0..self.grid.columns.len()] } else { ranges };
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
        let needs = &self.measure.needs(self.engine, self.size)[range.clone()];
        if range.len() > 1 && needs.iter().any(|need| *need > width && *need <= WIDEST_FOR_A_WORD) {
            return false;
        }
        let (rows, fits) = self.groups(&range);
        fits && rows.len() <= groups
    }

    fn heights(&mut self, range: &Range<usize>) -> Vec<f64> {
        let metrics = Metrics { size: self.size, width: self.column_width(range.len()), air: AIR };
        let rows = 0..self.grid.rows.len();
        rows.map(|row| self.measure.row(self.engine, row, metrics, range.clone())).collect()
    }

    /// The rows of a page's columns in as few groups as fit pages, and whether each of them fits.
    fn groups(&mut self, range: &Range<usize>) -> (Vec<Range<usize>>, bool) {
        let heights = self.heights(range);
        let room = self.room(range);
        let groups = self.group(&heights, room);
        let fits = |rows: &Range<usize>| heights[rows.clone()].iter().sum::<f64>() <= room + 0.5;
        let all_fit = groups.iter().all(fits);
        (groups, all_fit)
    }

    /// Rows in groups that each stand on a page of their own.
    fn group(&self, heights: &[f64], room: f64) -> Vec<Range<usize>> {
        if self.grid.keeps_rows { std::iter::once(0..heights.len()).collect() } else { group(heights, room) }
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
        let shared = self.group(&most, least_room);
        let can_share = division.pages.iter().all(|(_, rows)| rows.len() == shared.len())
            && shared.iter().all(|rows| most[rows.clone()].iter().sum::<f64>() <= least_room + 0.5);
        let mut pages = Vec::new();
        for ((range, rows), own) in division.pages.iter().zip(&all) {
            let (groups, heights) = if can_share { (&shared, &most) } else { (rows, own) };
            for rows in groups {
                pages.push(PagePlan {
                    columns: range.clone(),
                    rows: rows.clone(),
                    heights: heights[rows.clone()].to_vec(),
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
