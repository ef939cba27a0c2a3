//! A plotters backend that writes into our canvas.
//!
//! plotters gives the coordinate system and the line and area series; this backend keeps what its own
//! SVG backend loses: groups with a class and a title, places finer than a pixel, and real curves.
//! plotters counts in whole pixels, so the backend says it is [`FINENESS`] times larger than it is.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use super::canvas::{Attr, Canvas, Element, Tag};
use super::path::PathData;
use super::text::{Block, Frame, Paint, TextEngine, TextStyle, Weight};
use super::theme;

/// plotters' pixels to one drawing unit.
pub const FINENESS: f64 = 64.0;

/// How the points that plotters hands over are joined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Joining {
    /// By straight lines.
    #[default]
    Straight,
    /// As Bézier controls: a start, then two controls and an end for each piece. plotters maps points
    /// linearly, and a Bézier under a linear map is the Bézier of the mapped controls, so nothing is lost.
    Bezier,
}

/// The canvas and the text engine a plot draws with, shared with whoever opens the groups.
pub struct Surface<'a> {
    pub canvas: &'a mut Canvas,
    pub engine: &'a mut TextEngine,
    pub joining: Joining,
}

/// A handle to the surface; clones share it.
pub type Shared<'a> = Rc<RefCell<Surface<'a>>>;

/// The backend: a part of the page, `size` large, with its top left corner at `origin`.
pub struct PlotBackend<'a> {
    surface: Shared<'a>,
    origin: (f64, f64),
    size: (f64, f64),
}

type Outcome = Result<(), DrawingErrorKind<Infallible>>;

impl<'a> PlotBackend<'a> {
    /// A backend for a part of the page.
    pub fn new(surface: Shared<'a>, origin: (f64, f64), size: (f64, f64)) -> Self {
        PlotBackend { surface, origin, size }
    }

    fn place(&self, (x, y): BackendCoord) -> (f64, f64) {
        (self.origin.0 + f64::from(x) / FINENESS, self.origin.1 + f64::from(y) / FINENESS)
    }

    /// The points joined up; `tail` of them at the end are straight in any case.
    fn path(&self, points: &[BackendCoord], tail: usize) -> PathData {
        let places: Vec<(f64, f64)> = points.iter().map(|p| self.place(*p)).collect();
        let mut path = PathData::new();
        let (curve, tail) = places.split_at(places.len().saturating_sub(tail));
        let Some((first, rest)) = curve.split_first() else {
            return path;
        };
        path.move_to(first.0, first.1);
        match self.surface.borrow().joining {
            Joining::Bezier => {
                for piece in rest.chunks_exact(3) {
                    path.curve_to(piece[0], piece[1], piece[2]);
                }
            }
            Joining::Straight => {
                for (x, y) in rest {
                    path.line_to(*x, *y);
                }
            }
        }
        for (x, y) in tail {
            path.line_to(*x, *y);
        }
        path
    }

    fn write(&self, element: Element<'_>) {
        self.surface.borrow_mut().canvas.leaf(element);
    }
}

fn solid(color: BackendColor) -> theme::Color {
    let (red, green, blue) = color.rgb;
    theme::Color { red, green, blue }
}

fn opacity(color: BackendColor) -> Option<f64> {
    (color.alpha < 1.0).then_some(color.alpha)
}

fn stroke<S: BackendStyle>(style: &S) -> f64 {
    f64::from(style.stroke_width()) / FINENESS
}

impl DrawingBackend for PlotBackend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        // plotters draws from pixel 0 to the last pixel, so the far edge needs one pixel more.
        let fine = |length: f64| (length * FINENESS).round().clamp(1.0, 1e8) as u32 + 1;
        (fine(self.size.0), fine(self.size.1))
    }

    fn ensure_prepared(&mut self) -> Outcome {
        Ok(())
    }

    fn present(&mut self) -> Outcome {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Outcome {
        let (x, y) = self.place(point);
        let fill = solid(color);
        self.write(
            Element::new(Tag::Rect)
                .with(Attr::X, x)
                .with(Attr::Y, y)
                .with(Attr::Width, 1.0 / FINENESS)
                .with(Attr::Height, 1.0 / FINENESS)
                .with(Attr::Fill, fill),
        );
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Outcome {
        let ((x1, y1), (x2, y2)) = (self.place(from), self.place(to));
        let color = solid(style.color());
        self.write(
            Element::new(Tag::Line)
                .with(Attr::X1, x1)
                .with(Attr::Y1, y1)
                .with(Attr::X2, x2)
                .with(Attr::Y2, y2)
                .with(Attr::Stroke, color)
                .with(Attr::StrokeWidth, stroke(style)),
        );
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        if style.color().alpha == 0.0 || points.len() < 2 {
            return Ok(());
        }
        let path = self.path(&points, 0);
        let color = solid(style.color());
        self.write(
            Element::new(Tag::Path)
                .with(Attr::D, path)
                .with(Attr::Fill, "none")
                .with(Attr::Stroke, color)
                .with(Attr::StrokeWidth, stroke(style)),
        );
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Outcome {
        let points: Vec<BackendCoord> = vert.into_iter().collect();
        if points.is_empty() {
            return Ok(());
        }
        // An area series ends with the two corners on its baseline.
        let mut path = self.path(&points, 2);
        path.close();
        let color = solid(style.color());
        self.write(
            Element::new(Tag::Path)
                .with(Attr::D, path)
                .with(Attr::Fill, color)
                .maybe(Attr::FillOpacity, opacity(style.color())),
        );
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome {
        let ((x1, y1), (x2, y2)) = (self.place(upper_left), self.place(bottom_right));
        let color = solid(style.color());
        let rect = Element::new(Tag::Rect)
            .with(Attr::X, x1.min(x2))
            .with(Attr::Y, y1.min(y2))
            .with(Attr::Width, (x2 - x1).abs())
            .with(Attr::Height, (y2 - y1).abs());
        self.write(painted(rect, color, style, fill));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Outcome {
        let (x, y) = self.place(center);
        let color = solid(style.color());
        let circle = Element::new(Tag::Circle)
            .with(Attr::Cx, x)
            .with(Attr::Cy, y)
            .with(Attr::R, f64::from(radius) / FINENESS);
        self.write(painted(circle, color, style, fill));
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, pos: BackendCoord) -> Outcome {
        let (x, y) = self.place(pos);
        let mut surface = self.surface.borrow_mut();
        let block = lay_out(surface.engine, text, style);
        let left = match style.anchor().h_pos {
            HPos::Left => x,
            HPos::Center => x - block.width / 2.0,
            HPos::Right => x - block.width,
        };
        let top = match style.anchor().v_pos {
            VPos::Top => y,
            VPos::Center => y - block.height / 2.0,
            VPos::Bottom => y - block.height,
        };
        // Colours of text are static, so plotters' own text takes the ink of the page.
        let paint = Paint { fill: solid(style.color()), class: "axis" };
        surface.canvas.block(&block, left, top, paint);
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let block = lay_out(self.surface.borrow_mut().engine, text, style);
        let fine = |length: f64| (length * FINENESS).ceil() as u32;
        Ok((fine(block.width), fine(block.height)))
    }
}

fn painted<'e, S: BackendStyle>(
    element: Element<'e>,
    color: theme::Color,
    style: &S,
    fill: bool,
) -> Element<'e> {
    if fill {
        element.with(Attr::Fill, color).maybe(Attr::FillOpacity, opacity(style.color()))
    } else {
        element.with(Attr::Fill, "none").with(Attr::Stroke, color).with(Attr::StrokeWidth, stroke(style))
    }
}

fn lay_out<S: BackendTextStyle>(engine: &mut TextEngine, text: &str, style: &S) -> Block {
    let weight = match style.style() {
        FontStyle::Bold => Weight::SemiBold,
        _ => Weight::Regular,
    };
    let style = TextStyle { size: style.size() / FINENESS, weight };
    engine.layout(text, style, Frame::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::TextMode;
    use crate::draw::formats::Drawing;
    use plotters::prelude::*;

    fn plot(joining: Joining) -> String {
        let mut canvas = Canvas::new(None);
        let mut engine = TextEngine::new();
        let shared = Rc::new(RefCell::new(Surface { canvas: &mut canvas, engine: &mut engine, joining }));
        let area = PlotBackend::new(shared.clone(), (10.0, 20.0), (90.0, 60.0)).into_drawing_area();
        let mut chart = ChartBuilder::on(&area).build_cartesian_2d(0.0..3.0, -1.0..1.0).unwrap();
        let points = [(0.0, 0.0), (1.0, 0.5), (2.0, 1.0), (3.0, 1.0)];
        let style = ShapeStyle::from(&BLACK).stroke_width(4 * FINENESS as u32);
        chart.draw_series(AreaSeries::new(points, 0.0, BLACK.mix(0.1))).unwrap();
        chart.draw_series(LineSeries::new(points, style)).unwrap();
        drop((chart, area, shared));
        Drawing { scene: canvas.finish(), width: 1.0, height: 1.0 }.svg(TextMode::Runs)
    }

    #[test]
    fn straight_lines_are_finer_than_a_pixel() {
        let svg = plot(Joining::Straight);
        assert!(svg.contains("d=\"M10 50L40 35L"), "{svg}");
        assert!(svg.contains("stroke=\"#000000\" stroke-width=\"4\""), "{svg}");
        assert!(svg.contains("fill-opacity=\"0.1\""), "{svg}");
    }

    #[test]
    fn controls_become_curves_and_the_baseline_stays_straight() {
        let svg = plot(Joining::Bezier);
        assert!(svg.contains("d=\"M10 50C40 35 70 20 100 20L100"), "{svg}");
    }
}
