//! The legend: what this picture shows, and how the model behind it works.

use super::CommitmentPicture;
use crate::draw::canvas::{Attr, Element, Tag};
use crate::draw::locale::fill;
use crate::draw::views::legend::{Example, Legend};
use crate::draw::views::marks::{Grade, Mark, POINT, Shape};
use crate::draw::views::sheet::Sheet;
use crate::draw::views::snakes::{draw_ladder, draw_plate, draw_snake};

/// The sample beside an explanation.
pub enum Sample {
    Line,
    Band,
    Ladder,
    Snake,
    Leverage,
    Tick,
    None,
}

impl Example for Sample {
    const ABOVE: f64 = 20.0;

    fn width(&self) -> f64 {
        match self {
            Sample::Line | Sample::Band | Sample::Ladder | Sample::Snake => 52.0,
            Sample::Leverage => 34.0,
            Sample::Tick => 16.0,
            Sample::None => 0.0,
        }
    }

    fn draw(&self, sheet: &mut Sheet<'_>, u: f64, y: f64) {
        let theme = sheet.theme;
        let (near, far) = (sheet.x(u), sheet.x(u + self.width()));
        let middle = (near + far) / 2.0;
        match self {
            Sample::Line => {
                sheet.stroke(&[(u, y), (u + self.width(), y)], theme.ink, 4.0);
                let shape = Shape::Circle;
                let point =
                    Mark { shape, grade: Grade::Researched, color: theme.ink, radius: POINT, ring: false };
                point.draw(&mut sheet.canvas, middle, y, theme.surface);
            }
            Sample::Band => sheet.canvas.leaf(
                Element::new(Tag::Rect)
                    .with(Attr::X, near.min(far))
                    .with(Attr::Y, y - 10.0)
                    .with(Attr::Width, self.width())
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
}

/// The legend of a line with a touchpoint or more, and the notes below it.
pub fn lay_out(sheet: &mut Sheet<'_>, picture: &CommitmentPicture) -> Legend<Sample> {
    if picture.touchpoints.is_empty() {
        return Legend::lay_out(sheet, Vec::new());
    }
    let explained = items(sheet, picture);
    Legend::lay_out_within(sheet, explained).with_note(sheet, &picture.notes.join(" "))
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
