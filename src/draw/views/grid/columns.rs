//! What stands over the columns: brackets for before, during and after, and the heads of stages.

use std::ops::Range;

use super::Grid;
use super::cells::PADDING;
use super::paging::PagePlan;
use crate::draw::text::{Align, Block, TextStyle};
use crate::draw::theme::size;
use crate::draw::views::sheet::Sheet;
use crate::model::Phase;

/// Height of the row of brackets: a word, a rule, and air below it.
pub const PHASE_HEIGHT: f64 = 44.0;

/// Between two stages' bands.
pub const GUTTER: f64 = 6.0;

/// Above and below a stage's name in its band.
const BAND_AIR: f64 = 8.0;

/// Between the stages' bands and the first lane.
const BELOW_BANDS: f64 = 2.0;

/// The stages on a page, each with its columns there.
pub fn stages_on(grid: &Grid, page: &Range<usize>) -> Vec<(usize, Range<usize>)> {
    let mut first = 0;
    let mut here = Vec::new();
    for (i, stage) in grid.stages.iter().enumerate() {
        let columns = first.max(page.start)..(first + stage.columns).min(page.end);
        first += stage.columns;
        if !columns.is_empty() {
            here.push((i, columns));
        }
    }
    here
}

/// The type sizes a stage's name may have on a page whose texts have this size, the largest first.
pub fn name_styles(text_size: f64) -> [TextStyle; 3] {
    [text_size + 4.0, text_size + 2.0, size::SMALL].map(TextStyle::semibold)
}

/// The width of a stage's name over so many columns.
pub fn name_width(columns: usize, width: f64) -> f64 {
    columns as f64 * width - GUTTER - 2.0 * PADDING
}

/// The height of the bands for the names' greatest height.
pub fn band_height(names: f64) -> f64 {
    if names > 0.0 { names + 2.0 * BAND_AIR + BELOW_BANDS } else { 0.0 }
}

/// The stages' names on a page, laid out over their columns.
pub struct StageHeads {
    heads: Vec<(usize, Range<usize>, Block)>,
    /// The height of the bands with the air below them; 0 without stages.
    pub height: f64,
}

impl StageHeads {
    /// Lays out the heads of a page.
    pub fn lay_out(sheet: &mut Sheet<'_>, grid: &Grid, page: &PagePlan, text_size: f64) -> Self {
        let mut heads = Vec::new();
        for (stage, columns) in stages_on(grid, &page.columns) {
            let name = &grid.stages[stage].name;
            let room = name_width(columns.len(), page.width);
            let styles = name_styles(text_size);
            let fitting = styles.iter().find(|style| sheet.engine.longest_word(name, **style) <= room);
            let style = *fitting.unwrap_or(&styles[2]);
            let block = sheet.lay_out(name, style, Some(room), None, Align::Start);
            heads.push((stage, columns, block));
        }
        let height = band_height(heads.iter().map(|(_, _, name)| name.height).fold(0.0, f64::max));
        StageHeads { heads, height }
    }

    /// Draws the bands with the names.
    pub fn draw(&self, sheet: &mut Sheet<'_>, grid: &Grid, page: &PagePlan, top: f64) {
        if self.height == 0.0 {
            return;
        }
        let (band, ink) = (sheet.theme.band, sheet.theme.ink);
        let height = self.height - BELOW_BANDS;
        sheet.canvas.open_group("stages", None, None);
        for (stage, columns, name) in &self.heads {
            let stage = &grid.stages[*stage];
            if stage.name.is_empty() {
                continue;
            }
            let start = page.column(columns.start);
            let width = columns.len() as f64 * page.width - GUTTER;
            let bounds = (start, top, width, height);
            sheet.open_cell("stage", Some(&stage.id), Some(&stage.name), bounds);
            sheet.rect(start, top, width, height, band);
            sheet.text(name, start + PADDING, top + (height - name.height) / 2.0, ink, "stage-name");
            sheet.canvas.close();
        }
        sheet.canvas.close();
    }
}

/// Draws a bracket with its word over each stretch of stages in the same phase.
pub fn draw_phases(sheet: &mut Sheet<'_>, grid: &Grid, page: &PagePlan, top: f64) {
    let labels = sheet.locale.labels();
    let muted = sheet.theme.muted;
    let mut stretches: Vec<(Phase, Range<usize>)> = Vec::new();
    for (stage, columns) in stages_on(grid, &page.columns) {
        match (grid.stages[stage].phase, stretches.last_mut()) {
            (Some(phase), Some(last)) if last.0 == phase && last.1.end == columns.start => {
                last.1.end = columns.end;
            }
            (Some(phase), _) => stretches.push((phase, columns)),
            (None, _) => {}
        }
    }
    if stretches.is_empty() {
        return;
    }
    sheet.canvas.open_group("phases", None, None);
    for (phase, columns) in stretches {
        let word = match phase {
            Phase::Before => &labels.before,
            Phase::During => &labels.during,
            Phase::After => &labels.after,
        };
        let (start, end) = (page.column(columns.start), page.column(columns.end) - GUTTER);
        let block = sheet.line_of_text(word, TextStyle::regular(size::NOTE));
        sheet.open_cell("phase", None, None, (start, top, end - start, block.height));
        sheet.text(&block, start, top, muted, "phase");
        sheet.canvas.close();
        let rule = top + block.height + 3.0;
        let drop = rule + 7.0;
        let bracket = [(start + 1.0, drop), (start + 1.0, rule), (end - 1.0, rule), (end - 1.0, drop)];
        sheet.stroke(&bracket, muted, 2.0);
    }
    sheet.canvas.close();
}
