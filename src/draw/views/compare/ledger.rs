//! The names under their columns: a row for each journey, with what becomes of every touchpoint.

use super::page::line_color;
use super::{Cell, ComparePicture, Fate, Kind};
use crate::draw::canvas::{Attr, Element, Tag};
use crate::draw::text::{Align, Block, TextStyle};
use crate::draw::theme::{Color, Theme, size, space};
use crate::draw::views::curve::columns::{Columns, GUTTER, padding};
use crate::draw::views::curve::names::Names;
use crate::draw::views::curve::{CurvePicture, Rows};
use crate::draw::views::marks::{Grade, Mark, Shape};
use crate::draw::views::samples::TARGET_DASH;
use crate::draw::views::sheet::Sheet;

/// Between a column's edges and its text.
const PADDING: f64 = 8.0;

/// The widest a name gets, however wide its column is.
const NAME_WIDTH: f64 = 300.0;

/// The widest a column may have to be for the sake of one word.
const MOST_NEEDED: f64 = 340.0;

/// The least width of any column, in which marks don't touch.
const LEAST_COLUMN: f64 = 48.0;

/// Where a row's head wraps.
const HEAD_WIDTH: f64 = 150.0;

/// From the plot to the first row.
const FIRST: f64 = 10.0;

/// Between the rows.
const GAP: f64 = 20.0;

/// Height of the line over the columns that one touchpoint goes over.
const SPAN: f64 = 14.0;

/// From a row's sample to its name.
const SAMPLE: f64 = 30.0;

/// How large names are, how many lines they may take, and whether notes stand under them.
#[derive(Clone, Copy)]
pub struct TypeSize {
    /// The size of the names.
    pub size: f64,
    /// The lines a name may take.
    pub lines: usize,
    /// Whether what else changes is noted.
    pub notes: bool,
}

/// The two rows, laid out.
pub struct Ledger {
    edges: Vec<(f64, f64)>,
    rows: [Row; 2],
}

struct Row {
    head: Vec<Block>,
    cells: Vec<Option<Texts>>,
    height: f64,
}

/// A cell's texts.
struct Texts {
    name: Block,
    tag: Option<(Block, Fate)>,
    notes: Vec<Block>,
}

impl Texts {
    fn height(&self) -> f64 {
        let notes: f64 = self.notes.iter().map(|note| note.height).sum();
        self.name.height + self.tag.as_ref().map_or(0.0, |(tag, _)| tag.height) + notes
    }
}

impl Ledger {
    /// Lays out columns, stages' names and rows in a type size with so many lines for a name; nothing when
    /// the page is too narrow for that.
    pub fn lay_out(
        sheet: &mut Sheet<'_>,
        picture: &ComparePicture,
        type_size: TypeSize,
        end_width: f64,
    ) -> Option<(Columns, Names, Ledger)> {
        let heads = [0, 1].map(|line| {
            let name = picture.plot.series.get(line).map_or("", |one| one.name.as_str());
            let title = picture.titles.get(line).filter(|title| !title.is_empty());
            let title = title.map(|title| (title, TextStyle::regular(size::SMALL)));
            let texts = [Some((name, TextStyle::semibold(size::SMALL))), title.map(|(t, s)| (t.as_str(), s))];
            let lay_out = |(text, style)| sheet.lay_out(text, style, Some(HEAD_WIDTH), None, Align::Start);
            texts.into_iter().flatten().map(lay_out).collect::<Vec<Block>>()
        });
        let head_width = heads.iter().flatten().map(Block::ink_width).fold(0.0, f64::max);
        let needs = needs(sheet, picture, type_size)?;
        let (columns, edges) = Columns::lay_out_needing(sheet, &picture.plot, &needs, head_width, end_width)?;
        let names = Names::of_stages(sheet, &picture.plot, &columns)?;
        let mut heads = heads.into_iter();
        let mut row = |line: usize| {
            let texts = |(at, column): (usize, &super::Column)| {
                let cell = column.cells[line].as_ref().filter(|cell| cell.columns > 0)?;
                let width = span(&edges, at, extent(picture, line, at)).1;
                Some(lay_out_cell(sheet, picture.kind, cell, type_size, width))
            };
            let cells: Vec<Option<Texts>> = picture.columns.iter().enumerate().map(texts).collect();
            let head = heads.next()?;
            let tallest = cells.iter().flatten().map(Texts::height).fold(0.0, f64::max);
            let has_span = picture.columns.iter().any(|column| is_wide(&column.cells[line]));
            let height = (tallest + if has_span { SPAN } else { 0.0 })
                .max(SAMPLE + head.iter().map(|block| block.height).sum::<f64>());
            Some(Row { head, cells, height })
        };
        let rows = [row(0)?, row(1)?];
        let clips = |texts: &Texts| texts.name.lines.len() > type_size.lines + 1;
        let is_long = rows.iter().flat_map(|row| &row.cells).flatten().any(clips);
        (!is_long).then_some((columns, names, Ledger { edges, rows }))
    }

    /// The height of both rows with the air around them.
    pub fn height(&self) -> f64 {
        self.rows[0].height + self.rows[1].height + FIRST + GAP + 12.0
    }

    /// Draws both rows.
    pub fn draw(&self, sheet: &mut Sheet<'_>, picture: &ComparePicture, columns: &Columns, rows: &Rows) {
        let theme = sheet.theme;
        let first = rows.plot_bottom + FIRST;
        let tops = [first, first + self.rows[0].height + GAP];
        sheet.canvas.open_group("ledger", None, None);
        for (line, row) in self.rows.iter().enumerate() {
            draw_head(sheet, picture, line, &row.head, tops[line]);
        }
        let rule = tops[1] - GAP / 2.0;
        let ends = [(space::MARGIN, rule), (columns.end - GUTTER, rule)];
        sheet.stroke(&ends, theme.hairline, 1.5);
        for (at, column) in picture.columns.iter().enumerate() {
            let Some(touchpoint) = picture.plot.touchpoints.get(at) else { continue };
            sheet.canvas.open_group("touchpoint", Some(&touchpoint.id), Some(&touchpoint.name));
            for (line, cell) in column.cells.iter().enumerate() {
                let texts = self.rows[line].cells.get(at).and_then(Option::as_ref);
                if let (Some(cell), Some(texts)) = (cell, texts) {
                    self.draw_cell(sheet, picture, (line, at), cell, texts, tops[line], columns);
                }
            }
            sheet.canvas.close();
        }
        sheet.canvas.close();
    }

    #[allow(clippy::too_many_arguments)]
    fn draw_cell(
        &self,
        sheet: &mut Sheet<'_>,
        picture: &ComparePicture,
        (line, at): (usize, usize),
        cell: &Cell,
        texts: &Texts,
        top: f64,
        columns: &Columns,
    ) {
        let theme = sheet.theme;
        let row = &self.rows[line];
        let (start, width) = span(&self.edges, at, extent(picture, line, at));
        let has_span = picture.columns.iter().any(|column| is_wide(&column.cells[line]));
        let mut y = top + if has_span { SPAN } else { 0.0 };
        sheet.open_cell("cell", None, Some(&cell.name), (start, top, width, row.height));
        if cell.columns > 1 {
            let center = |column: usize| columns.centers.get(column).map_or(start, |u| u - GUTTER / 2.0);
            let (from, to) = (center(at), center(at + cell.columns - 1));
            let color = line_color(picture.kind)(&theme, line);
            let bracket = [(from, top - 2.0), (from, top + 6.0), (to, top + 6.0), (to, top - 2.0)];
            sheet.stroke(&bracket, color, 2.0);
        }
        let ghost = cell.fate == Fate::Removed && picture.kind.is_change();
        let mut write = |block: &Block, color: Color, class: &'static str| {
            sheet.text(block, start, y, color, class);
            y += block.height;
        };
        write(&texts.name, if ghost { theme.muted } else { theme.ink }, "name");
        if let Some((tag, fate)) = &texts.tag {
            write(tag, tag_color(&theme, picture.kind, *fate), "tag");
        }
        for note in &texts.notes {
            write(note, theme.opportunity, "note");
        }
        sheet.canvas.close();
    }
}

fn is_wide(cell: &Option<Cell>) -> bool {
    cell.as_ref().is_some_and(|cell| cell.columns > 1)
}

fn tag_color(theme: &Theme, kind: Kind, fate: Fate) -> Color {
    match (kind, fate) {
        (Kind::States, Fate::Added) => theme.opportunity,
        _ => theme.muted,
    }
}

/// The last column that a cell's text may use: its own and, within the same stage, those after it in which
/// its journey has nothing.
fn extent(picture: &ComparePicture, line: usize, at: usize) -> usize {
    let columns = &picture.columns;
    let own = columns[at].cells[line].as_ref().map_or(1, |cell| cell.columns.max(1));
    let last = (at + own - 1).min(columns.len() - 1);
    let mut border = 0;
    for size in picture.plot.stage_sizes() {
        border += size;
        if border > last {
            break;
        }
    }
    let is_empty = |next: &usize| *next < border && columns[*next].cells[line].is_none();
    (last + 1..columns.len()).take_while(is_empty).last().unwrap_or(last)
}

/// Where the text of a cell from one column to another starts, and how wide it may be.
fn span(edges: &[(f64, f64)], at: usize, last: usize) -> (f64, f64) {
    let (start, end) = (edges[at].0 + PADDING, edges[last].1 - GUTTER - PADDING);
    (start, (end - start).max(1.0))
}

fn lay_out_cell(sheet: &mut Sheet<'_>, kind: Kind, cell: &Cell, type_size: TypeSize, width: f64) -> Texts {
    let narrow = width.min(NAME_WIDTH);
    let style = TextStyle::regular(type_size.size);
    let name = sheet.lay_out_balanced(&cell.name, style, narrow, usize::MAX);
    let words = &sheet.locale.labels().compare;
    let tag = tag(kind, cell.fate, words).map(|tag| {
        let style = TextStyle::semibold(size::SMALL);
        (sheet.lay_out(tag, style, Some(width), None, Align::Start), cell.fate)
    });
    let style = TextStyle::regular(size::SMALL);
    let mut note = |note: &String| {
        let fits = sheet.engine.longest_word(note, style) <= width;
        let block = sheet.lay_out(note, style, Some(width), Some(2), Align::Start);
        (fits && !block.clipped).then_some(block)
    };
    let notes = cell.notes.iter().filter(|_| type_size.notes).filter_map(&mut note).collect();
    Texts { name, tag, notes }
}

fn tag(kind: Kind, fate: Fate, words: &crate::draw::locale::CompareWords) -> Option<&str> {
    match (fate, kind) {
        (Fate::Paired, _) => None,
        (Fate::Moved, _) => Some(&words.moved),
        (Fate::Removed, kind) if kind.is_change() => Some(&words.removed),
        (Fate::Added, kind) if kind.is_change() => Some(&words.added),
        _ => Some(&words.only_here),
    }
}

/// The least width of each column in which its names take no more than so many lines; nothing when a word
/// is too long for any column.
pub fn needs(sheet: &mut Sheet<'_>, picture: &ComparePicture, type_size: TypeSize) -> Option<Vec<f64>> {
    let words = &sheet.locale.labels().compare;
    let mut wanted: Vec<(usize, usize, f64)> = Vec::new();
    for (at, column) in picture.columns.iter().enumerate() {
        for (line, cell) in column.cells.iter().enumerate() {
            let Some(cell) = cell.as_ref().filter(|cell| cell.columns > 0) else { continue };
            let style = TextStyle::regular(type_size.size);
            let mut width = sheet.engine.longest_word(&cell.name, style);
            // Lines are never quite full.
            width = width.max(sheet.engine.width(&cell.name, style) / (type_size.lines as f64 - 0.6));
            if let Some(tag) = tag(picture.kind, cell.fate, words) {
                width = width.max(sheet.engine.longest_word(tag, TextStyle::semibold(size::SMALL)));
            }
            if width > MOST_NEEDED {
                return None;
            }
            wanted.push((at, extent(picture, line, at), width + 1.0 + 2.0 * PADDING + GUTTER));
        }
    }
    // What has one column to itself comes first; the others make do with what that leaves them.
    wanted.sort_by_key(|(at, last, _)| (last - at, *at));
    let mut needs = vec![LEAST_COLUMN; picture.columns.len()];
    for (at, last, need) in wanted {
        let own = &mut needs[at..=last];
        let more = (need - own.iter().sum::<f64>()) / own.len() as f64;
        if more > 0.0 {
            own.iter_mut().for_each(|own| *own += more);
        }
    }
    Some(stage_needs(sheet, &picture.plot, needs))
}

/// The needs of columns, raised where a stage's name has a word wider than its band.
pub fn stage_needs(sheet: &mut Sheet<'_>, plot: &CurvePicture, mut needs: Vec<f64>) -> Vec<f64> {
    let mut first = 0;
    for stage in &plot.stages {
        let word = sheet.engine.longest_word(&stage.name, TextStyle::semibold(size::SMALL)) + 1.0;
        let need = word + 2.0 * padding(word + 12.0) + GUTTER;
        let end = (first + stage.touchpoints).min(needs.len());
        let own = &mut needs[first.min(end)..end];
        let sum: f64 = own.iter().sum();
        if sum < need && need <= MOST_NEEDED {
            let more = (need - sum) / own.len().max(1) as f64;
            own.iter_mut().for_each(|own| *own += more);
        }
        first = end;
    }
    needs
}

/// A row's head: the line it is about, and its name.
fn draw_head(sheet: &mut Sheet<'_>, picture: &ComparePicture, line: usize, head: &[Block], top: f64) {
    let theme = sheet.theme;
    let color = line_color(picture.kind)(&theme, line);
    let is_target = picture
        .plot
        .series
        .get(line)
        .is_some_and(|one| one.points.iter().flatten().next().is_some_and(|point| point.target));
    let y = top + 14.0;
    let (from, to) = (sheet.x(space::MARGIN), sheet.x(space::MARGIN + 52.0));
    sheet.canvas.leaf(
        Element::new(Tag::Line)
            .with(Attr::X1, from.min(to))
            .with(Attr::Y1, y)
            .with(Attr::X2, from.max(to))
            .with(Attr::Y2, y)
            .with(Attr::Stroke, color)
            .with(Attr::StrokeWidth, 4.0)
            .maybe(Attr::StrokeDasharray, is_target.then_some(TARGET_DASH)),
    );
    side_mark(picture.kind, &theme, line, is_target).draw(
        &mut sheet.canvas,
        (from + to) / 2.0,
        y,
        theme.surface,
    );
    let mut y = top + SAMPLE;
    for (at, block) in head.iter().enumerate() {
        let fill = if at == 0 { color } else { theme.muted };
        sheet.text(block, space::MARGIN, y, fill, "row-name");
        y += block.height;
    }
}

/// The mark that stands for a line.
pub fn side_mark(kind: Kind, theme: &Theme, line: usize, is_target: bool) -> Mark {
    let color = line_color(kind)(theme, line);
    let (shape, grade, radius) = if is_target {
        (Shape::Diamond, Grade::Assumption, 10.0)
    } else {
        (Shape::of_series(line), Grade::Researched, 7.0)
    };
    Mark { shape, grade, color, radius, ring: false }
}
