//! The legend: only what this picture shows, in words.

use super::{CurvePicture, Grade, Valence};
use crate::draw::canvas::{Attr, Element, Tag};
use crate::draw::locale::fill;
use crate::draw::text::{Block, TextStyle};
use crate::draw::theme::{Color, size, space};
use crate::draw::views::marks::{MOMENT, Mark, POINT, Shape};
use crate::draw::views::sheet::Sheet;

/// The sample beside an explanation.
#[derive(Clone, Copy)]
pub enum Sample {
    /// A mark of the plot.
    Mark(Mark),
    /// A dashed line.
    Dashed,
    /// A dotted line with a mark on it.
    Dotted(Mark),
    /// The tick of a touchpoint without a score.
    Tick,
    /// A line with a hole.
    Gap,
    /// A mark in a ring.
    Ring(Mark),
    /// A patch of a colour.
    Patch(Color),
}

impl Sample {
    fn width(self) -> f64 {
        match self {
            Sample::Ring(_) => 32.0,
            Sample::Mark(mark) => 2.0 * mark.radius + 4.0,
            Sample::Dashed | Sample::Dotted(_) | Sample::Gap => 52.0,
            Sample::Tick => 12.0,
            Sample::Patch(_) => 28.0,
        }
    }
}

/// Rows of samples and words.
pub struct Legend {
    rows: Vec<Vec<(f64, Sample, Block)>>,
}

const ROW: f64 = 36.0;
const GAP: f64 = 36.0;
const ABOVE: f64 = 24.0;

impl Legend {
    /// Lays out the explanations that this picture needs.
    pub fn lay_out(sheet: &mut Sheet<'_>, picture: &CurvePicture) -> Self {
        let items = items(sheet, picture);
        Self::of(sheet, items)
    }

    /// Lays out samples with their explanations.
    pub fn of(sheet: &mut Sheet<'_>, items: Vec<(Sample, String)>) -> Self {
        let width = sheet.width - 2.0 * space::MARGIN;
        let style = TextStyle::regular(size::SMALL);
        let mut rows: Vec<Vec<(f64, Sample, Block)>> = Vec::new();
        let mut u = 0.0;
        for (sample, words) in items {
            let block = sheet.line_of_text(&words, style);
            let item = sample.width() + 12.0 + block.width;
            if rows.is_empty() || u + item > width {
                rows.push(Vec::new());
                u = 0.0;
            }
            if let Some(row) = rows.last_mut() {
                row.push((u, sample, block));
            }
            u += item + GAP;
        }
        Legend { rows }
    }

    /// The legend's height with the air above it.
    pub fn height(&self) -> f64 {
        if self.rows.is_empty() { 0.0 } else { ABOVE + ROW * self.rows.len() as f64 }
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
                let y = middle - block.height / 2.0;
                sheet.text(block, u + sample.width() + 12.0, y, muted, "note");
            }
        }
        sheet.canvas.close();
    }
}

/// What the legend of a curve explains.
pub fn items(sheet: &Sheet<'_>, picture: &CurvePicture) -> Vec<(Sample, String)> {
    let labels = sheet.locale.labels();
    let theme = sheet.theme;
    let mark = |shape, grade, color, radius| Mark { shape, grade, color, radius, ring: false };
    let mut items = Vec::new();
    let felt = |grade| picture.scores().any(|p| p.grade == grade && !p.target);
    let point = |grade| Sample::Mark(mark(Shape::Circle, grade, theme.ink, POINT));
    if felt(Grade::Researched) {
        items.push((point(Grade::Researched), labels.researched.clone()));
    }
    if felt(Grade::Anecdote) {
        items.push((point(Grade::Anecdote), labels.anecdote.clone()));
    }
    let (assumed, scores) = picture.assumed();
    if felt(Grade::Assumption) {
        let count = sheet.locale.count(&labels.scores, scores);
        let words = fill(&labels.assumed_share, &[("assumed", &assumed.to_string()), ("scores", &count)]);
        items.push((point(Grade::Assumption), words));
        if picture.series.iter().any(|s| s.points.iter().flatten().count() > 1) {
            items.push((Sample::Dashed, labels.leans_on_assumption.clone()));
        }
    }
    if picture.scores().any(|p| p.target) {
        let target = mark(Shape::Diamond, Grade::Assumption, theme.ink, POINT);
        items.push((Sample::Dotted(target), labels.target.clone()));
    }
    let scored = |t: usize| (0..picture.series.len()).filter(move |s| picture.point(*s, t).is_some()).count();
    let is_unscored = |t: usize| scored(t) == 0;
    if (0..picture.touchpoints.len()).any(is_unscored) {
        items.push((Sample::Tick, labels.unscored.clone()));
    } else if (0..picture.touchpoints.len())
        .any(|t| (0..picture.series.len()).any(|s| picture.is_missing(s, t)))
    {
        items.push((Sample::Gap, labels.unscored.clone()));
    }
    // A sample is filled as the marks of its kind are; when they differ it is solid.
    let filling = |valence| {
        let marks = picture.moments.iter().filter(|m| m.valence == valence);
        let mut grades = marks
            .filter_map(|m| picture.point(m.series, m.touchpoint))
            .map(|(point, _)| if point.target { Grade::Assumption } else { point.grade });
        let first = grades.next()?;
        Some(if grades.all(|grade| grade == first) { first } else { Grade::Researched })
    };
    for (valence, color, words) in [
        (Valence::Positive, theme.positive, &labels.moment_positive),
        (Valence::Negative, theme.negative, &labels.moment_negative),
        (Valence::Either, theme.opportunity, &labels.moment_either),
    ] {
        if let Some(grade) = filling(valence) {
            let sample = mark(Shape::of_moment(valence), grade, color, MOMENT * 0.8);
            items.push((Sample::Mark(sample), words.clone()));
        }
    }
    let critical = picture
        .moments
        .iter()
        .find(|m| m.criticality >= 3 && picture.point(m.series, m.touchpoint).is_some());
    if let Some(moment) = critical {
        let sample = mark(Shape::of_moment(moment.valence), Grade::Researched, theme.muted, MOMENT * 0.5);
        items.push((Sample::Ring(sample), labels.critical.clone()));
    }
    items
}

fn draw_sample(sheet: &mut Sheet<'_>, sample: Sample, u: f64, y: f64) {
    let x = sheet.x(u + sample.width() / 2.0);
    let (ink, muted, ground) = (sheet.theme.ink, sheet.theme.muted, sheet.theme.surface);
    match sample {
        Sample::Ring(mark) => {
            mark.draw(&mut sheet.canvas, x, y, ground);
            sheet.canvas.leaf(
                Element::new(Tag::Circle)
                    .with(Attr::Cx, x)
                    .with(Attr::Cy, y)
                    .with(Attr::R, 15.0)
                    .with(Attr::Fill, "none")
                    .with(Attr::Stroke, muted)
                    .with(Attr::StrokeWidth, 2.0),
            );
        }
        Sample::Mark(mark) => mark.draw(&mut sheet.canvas, x, y, ground),
        Sample::Patch(color) => sheet.rect(u, y - 9.0, 28.0, 18.0, color),
        Sample::Dashed => line_sample(sheet, x, y, ink, "12 8"),
        Sample::Gap => {
            line_sample(sheet, x, y, ink, "16 20");
            let end =
                Mark { shape: Shape::Circle, grade: Grade::Researched, color: ink, radius: 5.0, ring: false };
            end.draw(&mut sheet.canvas, x - 12.0, y, ground);
            end.draw(&mut sheet.canvas, x + 12.0, y, ground);
        }
        Sample::Dotted(mark) => {
            line_sample(sheet, x, y, mark.color, super::plot::TARGET_DASH);
            mark.draw(&mut sheet.canvas, x, y, ground);
        }
        Sample::Tick => {
            sheet.stroke(&[(u + 6.0, y - super::plot::TICK), (u + 6.0, y + super::plot::TICK)], muted, 2.0)
        }
    }
}

fn line_sample(sheet: &mut Sheet<'_>, x: f64, y: f64, color: Color, dash: &'static str) {
    sheet.canvas.leaf(
        Element::new(Tag::Line)
            .with(Attr::X1, x - 26.0)
            .with(Attr::Y1, y)
            .with(Attr::X2, x + 26.0)
            .with(Attr::Y2, y)
            .with(Attr::Stroke, color)
            .with(Attr::StrokeWidth, 4.0)
            .with(Attr::StrokeDasharray, dash),
    );
}
