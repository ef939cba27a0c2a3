//! What stands in the legends of curves and maps.

use super::legend::Example;
use super::marks::{Grade, Mark, Shape};
use super::sheet::Sheet;
use crate::draw::canvas::{Attr, Element, Tag};
use crate::draw::theme::Color;
use crate::model::Context;

/// The sample beside an explanation.
#[derive(Clone, Copy, Debug)]
pub enum Sample {
    /// A mark as it stands in the picture.
    Mark(Mark),
    /// A line that leans on an assumption.
    Dashed,
    /// A line between targets.
    Dotted(Mark),
    /// A touchpoint without a score.
    Tick,
    /// A line that breaks where a score is missing.
    Gap,
    /// The ring around a critical mark.
    Ring(Mark),
    /// A line of one of several series with its mark.
    Line(Mark),
    /// What became of what was known between two channels.
    Link(Context),
    /// A bar.
    Bar(Color),
    /// A patch of a colour.
    Patch(Color),
}

/// Dash of a line between targets.
pub const TARGET_DASH: &str = "3 9";

/// Half of the height of the tick at a touchpoint without a score.
pub const TICK: f64 = 11.0;

impl Example for Sample {
    fn width(&self) -> f64 {
        match self {
            Sample::Ring(_) => 32.0,
            Sample::Mark(mark) => 2.0 * mark.radius + 4.0,
            Sample::Dashed | Sample::Dotted(_) | Sample::Gap | Sample::Line(_) | Sample::Link(_) => 52.0,
            Sample::Bar(_) => 40.0,
            Sample::Patch(_) => 28.0,
            Sample::Tick => 12.0,
        }
    }

    fn draw(&self, sheet: &mut Sheet<'_>, u: f64, y: f64) {
        let x = sheet.x(u + self.width() / 2.0);
        let (ink, muted, ground) = (sheet.theme.ink, sheet.theme.muted, sheet.theme.surface);
        match *self {
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
            Sample::Line(mark) => {
                sheet.stroke(&[(u, y), (u + 52.0, y)], mark.color, 4.0);
                mark.draw(&mut sheet.canvas, x, y, ground);
            }
            Sample::Link(context) => draw_link(sheet, context, (u, u + 52.0), y),
            Sample::Bar(color) => sheet.rect(u, y - 5.0, 40.0, 10.0, color),
            Sample::Patch(color) => sheet.rect(u, y - 9.0, 28.0, 18.0, color),
            Sample::Dashed => line_sample(sheet, x, y, ink, "12 8"),
            Sample::Gap => {
                line_sample(sheet, x, y, ink, "16 20");
                let end = Mark {
                    shape: Shape::Circle,
                    grade: Grade::Researched,
                    color: ink,
                    radius: 5.0,
                    ring: false,
                };
                end.draw(&mut sheet.canvas, x - 12.0, y, ground);
                end.draw(&mut sheet.canvas, x + 12.0, y, ground);
            }
            Sample::Dotted(mark) => {
                line_sample(sheet, x, y, mark.color, TARGET_DASH);
                mark.draw(&mut sheet.canvas, x, y, ground);
            }
            Sample::Tick => sheet.stroke(&[(u + 6.0, y - TICK), (u + 6.0, y + TICK)], muted, 2.0),
        }
    }
}

/// Draws what became of what was known between two channels: a whole line, a dotted one, or one that
/// ends before a cross and goes on behind it.
pub fn draw_link(sheet: &mut Sheet<'_>, context: Context, (from, to): (f64, f64), y: f64) {
    let theme = sheet.theme;
    let middle = (from + to) / 2.0;
    match context {
        Context::Kept => sheet.stroke(&[(from, y), (to, y)], theme.positive, 3.0),
        Context::Partial => {
            let (x1, x2) = (sheet.x(from), sheet.x(to));
            sheet.canvas.leaf(
                Element::new(Tag::Line)
                    .with(Attr::X1, x1)
                    .with(Attr::Y1, y)
                    .with(Attr::X2, x2)
                    .with(Attr::Y2, y)
                    .with(Attr::Stroke, theme.ink)
                    .with(Attr::StrokeWidth, 3.0)
                    .with(Attr::StrokeDasharray, "3 6"),
            );
        }
        Context::Lost => {
            let color = theme.negative;
            sheet.stroke(&[(from, y), (middle - 11.0, y)], color, 3.0);
            sheet.stroke(&[(middle + 11.0, y), (to, y)], color, 3.0);
            sheet.stroke(&[(middle - 5.0, y - 5.0), (middle + 5.0, y + 5.0)], color, 3.0);
            sheet.stroke(&[(middle - 5.0, y + 5.0), (middle + 5.0, y - 5.0)], color, 3.0);
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
