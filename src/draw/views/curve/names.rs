//! The names of stages and touchpoints: in their columns, or in a key when they don't fit there.

use super::columns::{Columns, GUTTER, padding};
use super::{CurvePicture, Rows};
use crate::draw::text::{Align, Block, TextStyle};
use crate::draw::theme::{size, space};
use crate::draw::views::sheet::Sheet;

/// Lines a touchpoint's name may take under its column.
const NAME_LINES: usize = 4;

/// Type sizes for the stages' names, and how many lines they may take.
const STAGE_SIZES: [(f64, usize); 4] = [(size::STAGE, 2), (size::BODY, 2), (size::NOTE, 3), (size::SMALL, 4)];

/// The least width in which the beginning of a stage's name says something.
const LEAST_NAME: f64 = 48.0;

/// The widest a name gets, however wide its column is.
const NAME_WIDTH: f64 = 320.0;

/// Lines a name may take in the key.
const KEY_LINES: usize = 4;

/// The least width of a column of the key.
const KEY_WIDTH: f64 = 340.0;

const KEY_GAP: f64 = 40.0;

/// The names, laid out.
pub struct Names {
    /// A stage's name, or nothing when its band has no room even for the beginning of it.
    stages: Vec<Option<Block>>,
    /// What stands under each column: the name, or its number in the key.
    labels: Vec<Block>,
    /// Every how many touchpoints a number is shown, and in how many rows they stand.
    numbering: Numbering,
    key: Option<Key>,
}

#[derive(Clone, Copy)]
struct Numbering {
    every: usize,
    rows: usize,
}

impl Numbering {
    const PLAIN: Numbering = Numbering { every: 1, rows: 1 };

    /// Two rows when numbers would touch in one, and fewer numbers when they would touch in two.
    fn fitting(numbers: &[Block], column: f64) -> Self {
        let needed = numbers.iter().map(|b| b.width).fold(0.0, f64::max) + 8.0;
        if needed <= column {
            return Numbering::PLAIN;
        }
        Numbering { every: (needed / (2.0 * column).max(0.1)).ceil().max(1.0) as usize, rows: 2 }
    }

    /// The row of a touchpoint's number, if it is shown.
    fn row(self, touchpoint: usize) -> Option<usize> {
        touchpoint.is_multiple_of(self.every).then_some(touchpoint / self.every % self.rows)
    }
}

struct Key {
    /// Entries of each column with their distance from the key's top.
    columns: Vec<Vec<(f64, Entry)>>,
    column_width: f64,
    number_width: f64,
    height: f64,
}

#[derive(Clone)]
enum Entry {
    Stage(Block),
    Touchpoint { number: Block, name: Block },
}

impl Entry {
    fn height(&self) -> f64 {
        match self {
            Entry::Stage(name) => name.height + 2.0,
            Entry::Touchpoint { name, .. } => name.height + 4.0,
        }
    }
}

impl Names {
    /// Decides where the names go.
    pub fn lay_out(sheet: &mut Sheet<'_>, picture: &CurvePicture, columns: &Columns) -> Self {
        Self::lay_out_within(sheet, picture, columns, KEY_LINES)
    }

    /// The same with so many lines for a name in the key.
    pub fn lay_out_within(
        sheet: &mut Sheet<'_>,
        picture: &CurvePicture,
        columns: &Columns,
        key_lines: usize,
    ) -> Self {
        let (stages, all_stages_fit) = stage_names(sheet, picture, columns);
        let labels = all_stages_fit.then(|| column_names(sheet, picture, columns)).flatten();
        match labels {
            Some(labels) => Names { stages, labels, numbering: Numbering::PLAIN, key: None },
            None => {
                let labels = numbers(sheet, picture);
                Names {
                    stages,
                    numbering: Numbering::fitting(&labels, columns.width),
                    labels,
                    key: Some(lay_out_key(sheet, picture, key_lines)),
                }
            }
        }
    }

    /// The stages' names alone, for a picture that writes its touchpoints otherwise; or nothing when one of
    /// them would be cut.
    pub fn of_stages(sheet: &mut Sheet<'_>, picture: &CurvePicture, columns: &Columns) -> Option<Self> {
        let (stages, all_fit) = stage_names(sheet, picture, columns);
        all_fit.then_some(Names { stages, labels: Vec::new(), numbering: Numbering::PLAIN, key: None })
    }

    /// The height of the stages' names with the air around them.
    pub fn stage_height(&self) -> f64 {
        let tallest = self.stages.iter().flatten().map(|b| b.height).fold(0.0, f64::max);
        if tallest > 0.0 { tallest + 20.0 } else { 0.0 }
    }

    /// The height of the row under the plot.
    pub fn label_height(&self) -> f64 {
        let tallest = self.labels.iter().map(|b| b.height).fold(0.0, f64::max);
        if tallest > 0.0 { tallest * self.numbering.rows as f64 + 20.0 } else { 0.0 }
    }

    /// The height of the key, 0 without one.
    pub fn key_height(&self) -> f64 {
        self.key.as_ref().map_or(0.0, |key| key.height + 24.0)
    }

    /// Draws the bands with the stages' names.
    pub fn draw_bands(&self, sheet: &mut Sheet<'_>, picture: &CurvePicture, columns: &Columns, rows: &Rows) {
        let (band, ink) = (sheet.theme.band, sheet.theme.ink);
        sheet.canvas.open_group("stages", None, None);
        for ((stage, name), (start, end)) in picture.stages.iter().zip(&self.stages).zip(&columns.bands) {
            sheet.canvas.open_group("stage", Some(&stage.id), Some(&stage.name));
            let width = (end - start - GUTTER).max(2.0);
            sheet.rect(*start, rows.stages, width, rows.key - rows.stages, band);
            if let Some(name) = name {
                let u = start + padding(width);
                sheet.text(name, u, rows.stages + 12.0, ink, "stage-name");
            }
            sheet.canvas.close();
        }
        sheet.canvas.close();
    }

    /// Draws what stands under the columns, and the key.
    pub fn draw(&self, sheet: &mut Sheet<'_>, picture: &CurvePicture, columns: &Columns, rows: &Rows) {
        let (ink, muted) = (sheet.theme.ink, sheet.theme.muted);
        sheet.canvas.open_group("touchpoints", None, None);
        let labels = self.labels.iter().zip(&columns.centers).enumerate();
        for (touchpoint, (i, (label, center))) in picture.touchpoints.iter().zip(labels) {
            sheet.canvas.open_group("touchpoint", Some(&touchpoint.id), Some(&touchpoint.name));
            // The gutter belongs to the band's end, so the label moves with the band's middle.
            let u = center - GUTTER / 2.0 - label.width / 2.0;
            if let Some(row) = self.numbering.row(i) {
                let y = rows.plot_bottom + 4.0 + row as f64 * label.height;
                sheet.text(label, u, y, ink, "name");
            }
            sheet.canvas.close();
        }
        sheet.canvas.close();
        let Some(key) = &self.key else { return };
        sheet.canvas.open_group("key", None, None);
        for (i, column) in key.columns.iter().enumerate() {
            let u = space::MARGIN + i as f64 * (key.column_width + KEY_GAP);
            for (y, entry) in column {
                let y = rows.key + 24.0 + y;
                match entry {
                    Entry::Stage(name) => sheet.text(name, u, y, ink, "stage-name"),
                    Entry::Touchpoint { number, name } => {
                        sheet.text(number, u, y, muted, "number");
                        sheet.text(name, u + key.number_width, y, ink, "name");
                    }
                }
            }
        }
        sheet.canvas.close();
    }
}

/// The stages' names in the largest size in which all of them fit their bands, and whether they do.
///
/// A name that fits in no size ends in an ellipsis; the key has it whole.
fn stage_names(
    sheet: &mut Sheet<'_>,
    picture: &CurvePicture,
    columns: &Columns,
) -> (Vec<Option<Block>>, bool) {
    let mut names = Vec::new();
    for (size, lines) in STAGE_SIZES {
        let style = TextStyle::semibold(size);
        let mut all_fit = true;
        names = picture
            .stages
            .iter()
            .zip(&columns.bands)
            .map(|(stage, (start, end))| {
                let band = end - start - GUTTER;
                let width = band - 2.0 * padding(band);
                let fits_words = sheet.engine.longest_word(&stage.name, style) <= width;
                let most = if fits_words { lines } else { 1 };
                let block = sheet.lay_out(&stage.name, style, Some(width), Some(most), Align::Start);
                all_fit &= fits_words && !block.clipped;
                (fits_words || width >= LEAST_NAME).then_some(block)
            })
            .collect();
        if all_fit {
            return (names, true);
        }
    }
    (names, false)
}

/// The touchpoints' names under their columns, or nothing when one of them doesn't fit.
fn column_names(sheet: &mut Sheet<'_>, picture: &CurvePicture, columns: &Columns) -> Option<Vec<Block>> {
    let width = (columns.width - GUTTER - 16.0).min(NAME_WIDTH);
    [size::BODY, size::NOTE, size::SMALL].into_iter().find_map(|size| {
        let style = TextStyle::regular(size);
        picture
            .touchpoints
            .iter()
            .map(|touchpoint| {
                let name = &touchpoint.name;
                if sheet.engine.longest_word(name, style) > width {
                    return None;
                }
                let block = sheet.lay_out(name, style, Some(width), None, Align::Center);
                (block.lines.len() <= NAME_LINES).then_some(block)
            })
            .collect()
    })
}

fn numbers(sheet: &mut Sheet<'_>, picture: &CurvePicture) -> Vec<Block> {
    (1..=picture.touchpoints.len())
        .map(|number| {
            sheet.line_of_text(&(picture.before + number).to_string(), TextStyle::semibold(size::SMALL))
        })
        .collect()
}

fn lay_out_key(sheet: &mut Sheet<'_>, picture: &CurvePicture, key_lines: usize) -> Key {
    let width = sheet.width - 2.0 * space::MARGIN;
    let most = ((width + KEY_GAP) / (KEY_WIDTH + KEY_GAP)).floor().max(1.0) as usize;
    // A few long names read better in few wide columns than in many short ones.
    let count = most.min(picture.touchpoints.len().div_ceil(3)).max(1);
    let column_width = (width - KEY_GAP * (count - 1) as f64) / count as f64;
    let numbers = numbers(sheet, picture);
    let number_width = numbers.iter().map(|b| b.width).fold(0.0, f64::max) + 12.0;

    let mut entries = Vec::new();
    let mut next = 0;
    let mut left = picture.stages.iter().map(|s| s.touchpoints);
    let mut stages = picture.stages.iter();
    let mut until = 0;
    while next < picture.touchpoints.len() {
        while next == until {
            match (stages.next(), left.next()) {
                (Some(stage), Some(touchpoints)) if touchpoints > 0 => {
                    until += touchpoints;
                    let style = TextStyle::semibold(size::SMALL);
                    entries.push(Entry::Stage(sheet.lay_out(
                        &stage.name,
                        style,
                        Some(column_width),
                        Some(2),
                        Align::Start,
                    )));
                }
                (Some(_), _) => {}
                (None, _) => until = usize::MAX,
            }
        }
        entries.push(Entry::Touchpoint {
            number: numbers[next].clone(),
            name: sheet.lay_out_balanced(
                &picture.touchpoints[next].name,
                TextStyle::regular(size::SMALL),
                column_width - number_width,
                key_lines,
            ),
        });
        next += 1;
    }

    // The lowest height that takes no more columns than there are.
    let total: f64 = entries.iter().map(Entry::height).sum();
    let mut limit = total / count as f64;
    let mut columns = fill_columns(&entries, limit);
    while columns.len() > count {
        limit += space::STEP;
        columns = fill_columns(&entries, limit);
    }
    let height = columns
        .iter()
        .filter_map(|column| column.last())
        .map(|(y, entry)| y + entry.height())
        .fold(0.0, f64::max);
    Key { columns, column_width, number_width, height }
}

/// Fills columns up to a height, never leaving a stage's name alone at the end of one; a stage that goes
/// on in the next column has its name there again.
fn fill_columns(entries: &[Entry], limit: f64) -> Vec<Vec<(f64, Entry)>> {
    let mut columns: Vec<Vec<(f64, Entry)>> = vec![Vec::new()];
    let mut y = 0.0;
    let mut stage: Option<&Entry> = None;
    for (i, entry) in entries.iter().enumerate() {
        let is_stage = matches!(entry, Entry::Stage(_));
        let is_first = columns.last().is_none_or(Vec::is_empty);
        let gap = if is_stage && !is_first { 12.0 } else { 0.0 };
        let company = match (is_stage, entries.get(i + 1)) {
            (true, Some(next)) => next.height(),
            _ => 0.0,
        };
        if !is_first && y + gap + entry.height() + company > limit {
            columns.push(Vec::new());
            y = 0.0;
            if let (false, Some(stage), Some(column)) = (is_stage, stage, columns.last_mut()) {
                column.push((y, stage.clone()));
                y += stage.height();
            }
        } else {
            y += gap;
        }
        if is_stage {
            stage = Some(entry);
        }
        if let Some(column) = columns.last_mut() {
            column.push((y, entry.clone()));
        }
        y += entry.height();
    }
    columns
}
