//! How high lanes get at a type size and a column width, without drawing them.

use std::collections::HashMap;
use std::ops::Range;

use super::cells::{self, Metrics};
use super::{Content, Grid, Item, Lane, Row};
use super::{columns, spans};
use crate::draw::text::{Direction, TextEngine, TextStyle, Weight, Wrapping};

/// The least height of a rule's row.
pub const RULE_HEIGHT: f64 = 40.0;

/// Above and below a rule's name of more than one line.
const RULE_AIR: f64 = 6.0;

/// Shaped texts and the heights found so far.
pub struct Measure<'g> {
    grid: &'g Grid,
    direction: Direction,
    /// Texts by type size and weight.
    texts: HashMap<(u32, Weight, &'g str), Wrapping>,
    /// Heights of the cells of each row by type size and width.
    cells: HashMap<(u32, u32, usize, usize), f64>,
    /// The width each column's longest word needs, by type size and row.
    needs: HashMap<(u32, usize), Vec<f64>>,
    /// The height of the word at each row's head, 0 for a row without one.
    pub heads: Vec<f64>,
}

impl<'g> Measure<'g> {
    /// Nothing is measured yet.
    pub fn new(grid: &'g Grid) -> Self {
        Measure {
            grid,
            direction: grid.heading.dir,
            texts: HashMap::new(),
            cells: HashMap::new(),
            needs: HashMap::new(),
            heads: vec![0.0; grid.rows.len()],
        }
    }

    /// Gives the texts back to the engine, which is about to draw in a type size; smaller ones it needs no more.
    pub fn give_back(self, engine: &mut TextEngine, size: f64) {
        let drawn = self.texts.into_iter().filter(|((measured, ..), _)| *measured >= size as u32);
        drawn.for_each(|(_, text)| engine.give_back(text));
    }

    /// The width each column needs so that no word of a row breaks; nothing for a row without cells.
    pub fn needs(&mut self, engine: &mut TextEngine, size: f64, row: usize) -> &[f64] {
        let key = (size as u32, row);
        if !self.needs.contains_key(&key) {
            let mut needs = Vec::new();
            let grid = self.grid;
            if let Row::Lane(Lane { content: Content::Cells(all), .. }) = &grid.rows[row] {
                for cell in all {
                    let mut widest = 0.0;
                    for item in cell {
                        let word = self.text(engine, cells::style(item, size), &item.text).longest_word();
                        widest = f64::max(widest, word + 1.0 + cells::indent(item) + 2.0 * cells::PADDING);
                    }
                    needs.push(widest);
                }
            }
            self.needs.insert(key, needs);
        }
        self.needs.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The least height of a row for these columns.
    pub fn row(&mut self, engine: &mut TextEngine, row: usize, metrics: Metrics, range: Range<usize>) -> f64 {
        let grid = self.grid;
        let lane = match &grid.rows[row] {
            Row::Rule(_) => return RULE_HEIGHT.max(self.heads[row] + RULE_AIR),
            Row::Lane(lane) => lane,
        };
        let content = match &lane.content {
            Content::Drawn { least, most } => return least + metrics.drawn * (most - least),
            Content::Cells(all) => {
                let heights = range.map(|column| match all.get(column) {
                    Some(cell) => self.cell(engine, metrics, (row, column), cell),
                    None => 0.0,
                });
                heights.fold(0.0, f64::max)
            }
            Content::Spans(all) => {
                let heights = all.iter().map(|span| {
                    let Some(cover) = spans::cover(span, &range) else { return 0.0 };
                    let width = spans::text_width(&cover, &range, metrics);
                    self.items(engine, metrics.size, &span.items, width) + spans::OVERHEAD
                });
                let heights: Vec<f64> = heights.collect();
                spans::pack(all, &heights, &range, metrics).height
            }
        };
        content.max(self.heads[row]) + 2.0 * metrics.air
    }

    /// The height of a stage's name in a width.
    pub fn stage_name(&mut self, engine: &mut TextEngine, stage: usize, size: f64, width: f64) -> f64 {
        let grid = self.grid;
        let mut height = 0.0;
        for style in columns::name_styles(size) {
            let text = self.text(engine, style, &grid.stages[stage].name);
            height = text.lines(width) as f64 * style.line_height();
            if text.longest_word() <= width {
                break;
            }
        }
        height
    }

    fn cell(
        &mut self,
        engine: &mut TextEngine,
        metrics: Metrics,
        (row, column): (usize, usize),
        cell: &'g [Item],
    ) -> f64 {
        let key = (metrics.size as u32, (metrics.width * 16.0) as u32, row, column);
        if let Some(height) = self.cells.get(&key) {
            return *height;
        }
        let height = self.items(engine, metrics.size, cell, metrics.text_width());
        self.cells.insert(key, height);
        height
    }

    fn items(&mut self, engine: &mut TextEngine, size: f64, items: &'g [Item], width: f64) -> f64 {
        let mut height = 0.0;
        for (i, item) in items.iter().enumerate() {
            let style = cells::style(item, size);
            let lines = self.text(engine, style, &item.text).lines(width - cells::indent(item));
            let gap = if i > 0 { cells::BETWEEN } else { 0.0 };
            height += gap + cells::above(item) + lines as f64 * style.line_height();
        }
        height
    }

    fn text(&mut self, engine: &mut TextEngine, style: TextStyle, text: &'g str) -> &mut Wrapping {
        let direction = self.direction;
        let key = (style.size as u32, style.weight, text);
        self.texts.entry(key).or_insert_with(|| engine.wrapping(text, style, direction))
    }
}
