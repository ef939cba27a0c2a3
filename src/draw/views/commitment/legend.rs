//! The legend: what this picture shows, and how the model behind it works.

use super::CommitmentPicture;
use crate::draw::canvas::{Attr, Element, Tag};
use crate::draw::locale::fill;
use crate::draw::text::{Align, Block, TextStyle};
use crate::draw::theme::{size, space};
use crate::draw::views::marks::{Grade, Mark, POINT, Shape};
use crate::draw::views::sheet::Sheet;
use crate::draw::views::snakes::{draw_ladder, draw_plate, draw_snake};

/// The sample beside an explanation.
#[derive(Clone, Copy, PartialEq)]
enum Sample {
    Line,
    Band,
    Ladder,
    Snake,
    Leverage,
    Tick,
    None,
}

impl Sample {
    fn width(self) -> f64 {
        match self {
            Sample::Line | Sample::Band | Sample::Ladder | Sample::Snake => 52.0,
            Sample::Leverage => 34.0,
            Sample::Tick => 16.0,
            Sample::None => 0.0,
        }
    }
}

/// Rows of samples and words, and the notes below them.
pub struct Legend {
    rows: Vec<Vec<(f64, Sample, Block)>>,
    notes: Option<Block>,
}

const ROW: f64 = 36.0;
const GAP: f64 = 36.0;
const ABOVE: f64 = 20.0;

impl Legend {
    /// Lays out the explanations that this picture needs.
    pub fn lay_out(sheet: &mut Sheet<'_>, picture: &CommitmentPicture) -> Self {
        if picture.touchpoints.is_empty() {
            return Legend { rows: Vec::new(), notes: None };
        }
        let width = sheet.width - 2.0 * space::MARGIN;
        let style = TextStyle::regular(size::SMALL);
        let mut rows: Vec<Vec<(f64, Sample, Block)>> = Vec::new();
        let mut u = 0.0;
        for (sample, words) in items(sheet, picture) {
            let gap = if sample == Sample::None { 0.0 } else { 12.0 };
            let room = width - sample.width() - gap;
            let natural = sheet.engine.width(&words, style) + 1.0;
            let block = sheet.lay_out(&words, style, Some(natural.min(room)), Some(1), Align::Start);
            let item = sample.width() + gap + block.width;
            if rows.is_empty() || u + item > width {
                rows.push(Vec::new());
                u = 0.0;
            }
            if let Some(row) = rows.last_mut() {
                row.push((u, sample, block));
            }
            u += item + GAP;
        }
        let notes = picture.notes.join(" ");
        let notes =
            (!notes.is_empty()).then(|| sheet.lay_out(&notes, style, Some(width), None, Align::Start));
        Legend { rows, notes }
    }

    /// The legend's height with the air above it.
    pub fn height(&self) -> f64 {
        let notes = self.notes.as_ref().map_or(0.0, |block| block.height + 4.0);
        if self.rows.is_empty() { notes } else { ABOVE + ROW * self.rows.len() as f64 + notes }
    }

    /// Draws the legend.
    pub fn draw(&self, sheet: &mut Sheet<'_>, top: f64) {
        if self.rows.is_empty() {
            return;
        }
        let muted = sheet.theme.muted;
        sheet.canvas.open_group("legend", None, None);
        for (i, row) in self.rows.iter().enumerate() {
            let middle = top + ABOVE + ROW * (i as f64 + 0.5);
            for (u, sample, block) in row {
                let u = space::MARGIN + u;
                draw_sample(sheet, *sample, u, middle);
                let gap = if *sample == Sample::None { 0.0 } else { 12.0 };
                sheet.text(block, u + sample.width() + gap, middle - block.height / 2.0, muted, "note");
            }
        }
        if let Some(notes) = &self.notes {
            let y = top + ABOVE + ROW * self.rows.len() as f64 + 4.0;
            sheet.text(notes, space::MARGIN, y, muted, "note");
        }
        sheet.canvas.close();
    }
}

fn items(sheet: &Sheet<'_>, picture: &CommitmentPicture) -> Vec<(Sample, String)> {
    let words = &sheet.locale.labels().commitment;
    let mut items = vec![(Sample::Line, words.expected.clone())];
    let first = picture.lines.first();
    if first.is_some_and(|line| line.stations.iter().any(|station| station.high > station.low)) {
        items.push((Sample::Band, words.band.clone()));
    }
    if picture.turns.iter().any(super::Turn::climbs) {
        items.push((Sample::Ladder, words.ladder.clone()));
    }
    if picture.turns.iter().any(super::Turn::slides) {
        items.push((Sample::Snake, words.snake.clone()));
    }
    if !picture.turns.is_empty() {
        items.push((Sample::Leverage, words.leverage.clone()));
    }
    if picture.alone.contains(&true) {
        items.push((Sample::Tick, words.alone.clone()));
    }
    if let (Some(first), true) = (first, picture.lines.len() > 1) {
        items.push((Sample::None, fill(&words.shown_for, &[("persona", &first.name)])));
    }
    items
}

fn draw_sample(sheet: &mut Sheet<'_>, sample: Sample, u: f64, y: f64) {
    let theme = sheet.theme;
    let (near, far) = (sheet.x(u), sheet.x(u + sample.width()));
    let middle = (near + far) / 2.0;
    match sample {
        Sample::Line => {
            sheet.stroke(&[(u, y), (u + sample.width(), y)], theme.ink, 4.0);
            let shape = Shape::Circle;
            let point =
                Mark { shape, grade: Grade::Researched, color: theme.ink, radius: POINT, ring: false };
            point.draw(&mut sheet.canvas, middle, y, theme.surface);
        }
        Sample::Band => sheet.canvas.leaf(
            Element::new(Tag::Rect)
                .with(Attr::X, near.min(far))
                .with(Attr::Y, y - 10.0)
                .with(Attr::Width, sample.width())
                .with(Attr::Height, 20.0)
                .with(Attr::Fill, theme.neutral)
                .with(Attr::FillOpacity, super::plot::BAND_OPACITY),
        ),
        Sample::Ladder => draw_ladder(sheet, (near, y), (far, y), 16.0, theme.surface),
        Sample::Snake => {
            // The tongue stands out in front of the head.
            let head = sheet.x(u + 12.0);
            draw_snake(sheet, (head, y + 4.0), (far, y + 4.0), 11.0, theme.surface);
        }
        Sample::Leverage => draw_plate(sheet, (middle - 17.0, y - 11.0), (34.0, 22.0), theme.muted),
        Sample::Tick => sheet.stroke(&[(u + 8.0, y - 9.0), (u + 8.0, y + 9.0)], theme.muted, 2.0),
        Sample::None => {}
    }
}
