//! The marks of pictures: points, targets, moments of truth.
//!
//! Shape says what it is, filling says what it rests on, colour repeats the sign or the series.

use crate::draw::canvas::{Attr, Canvas, Element, Tag};
use crate::draw::path::PathData;
use crate::draw::theme::{Color, Theme};
use crate::model::{self, Valence};

/// What a score rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// Nobody asked.
    Assumption,
    /// One or two customers.
    Anecdote,
    /// Qualitative evidence or better.
    Researched,
}

impl From<model::Grade> for Grade {
    fn from(grade: model::Grade) -> Self {
        match grade {
            model::Grade::Assumption => Grade::Assumption,
            model::Grade::Anecdote => Grade::Anecdote,
            _ => Grade::Researched,
        }
    }
}

/// The colour of a moment of truth.
pub fn moment_color(theme: &Theme, valence: Valence) -> Color {
    match valence {
        Valence::Positive => theme.positive,
        Valence::Negative => theme.negative,
        Valence::Either => theme.opportunity,
    }
}

/// The outline of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Circle,
    Square,
    Hexagon,
    Diamond,
    Up,
    Down,
}

impl Shape {
    /// The points of the `index`th series. Diamonds and triangles are taken.
    pub fn of_series(index: usize) -> Self {
        [Shape::Circle, Shape::Square, Shape::Hexagon][index % 3]
    }

    /// The mark of a moment of truth.
    pub fn of_moment(valence: Valence) -> Self {
        match valence {
            Valence::Positive => Shape::Up,
            Valence::Negative => Shape::Down,
            Valence::Either => Shape::Diamond,
        }
    }

    /// The corners around the origin; empty for a circle. `r` is half of the mark's width.
    fn corners(self, r: f64) -> Vec<(f64, f64)> {
        match self {
            Shape::Circle => Vec::new(),
            Shape::Square => {
                let r = r * 0.9;
                vec![(-r, -r), (r, -r), (r, r), (-r, r)]
            }
            Shape::Hexagon => {
                let (r, h) = (r * 1.12, r * 0.97);
                let s = r / 2.0;
                vec![(-r, 0.0), (-s, -h), (s, -h), (r, 0.0), (s, h), (-s, h)]
            }
            Shape::Diamond => vec![(0.0, -r), (r, 0.0), (0.0, r), (-r, 0.0)],
            // Shifted so that the triangle's weight, not its box, sits on the curve.
            Shape::Up => vec![(0.0, -r * 1.1), (r, r * 0.7), (-r, r * 0.7)],
            Shape::Down => vec![(0.0, r * 1.1), (r, -r * 0.7), (-r, -r * 0.7)],
        }
    }
}

/// A mark before it is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    pub shape: Shape,
    pub grade: Grade,
    pub color: Color,
    /// Half of the width.
    pub radius: f64,
    pub ring: bool,
}

/// Half of the width of a point.
pub const POINT: f64 = 8.0;

/// Half of the width of a moment of truth.
pub const MOMENT: f64 = 15.0;

/// The radius of the ring around a critical moment of truth.
pub const RING: f64 = 25.0;

const OUTLINE: f64 = 3.0;

/// Half of the width of a point in columns of some width.
pub fn point_radius(column: f64) -> f64 {
    (column * 0.2).clamp(5.0, POINT)
}

impl Mark {
    /// Draws the mark; `ground` is the colour that hollow parts show.
    pub fn draw(&self, canvas: &mut Canvas, x: f64, y: f64, ground: Color) {
        if self.ring {
            canvas.leaf(
                circle(x, y, RING)
                    .with(Attr::Fill, "none")
                    .with(Attr::Stroke, self.color)
                    .with(Attr::StrokeWidth, 2.0),
            );
        }
        let fill = match self.grade {
            Grade::Researched => self.color,
            Grade::Anecdote | Grade::Assumption => ground,
        };
        // A rim in the ground's colour keeps the line from running into the mark.
        self.outline(canvas, x, y, ground, ground, OUTLINE + self.radius * 0.6);
        self.outline(canvas, x, y, fill, self.color, OUTLINE);
        if self.grade == Grade::Anecdote {
            let path = self.lower_half(x, y);
            canvas.leaf(Element::new(Tag::Path).with(Attr::D, path).with(Attr::Fill, self.color));
        }
    }

    fn outline(&self, canvas: &mut Canvas, x: f64, y: f64, fill: Color, stroke: Color, width: f64) {
        let corners = self.shape.corners(self.radius);
        let path = polygon(&corners, x, y);
        let element = if corners.is_empty() {
            circle(x, y, self.radius)
        } else {
            Element::new(Tag::Path).with(Attr::D, path)
        };
        canvas.leaf(
            element
                .with(Attr::Fill, fill)
                .with(Attr::Stroke, stroke)
                .with(Attr::StrokeWidth, width)
                .with(Attr::StrokeLinejoin, "round"),
        );
    }

    /// The half that is filled for a single account: the lower one, which no direction turns over.
    fn lower_half(&self, x: f64, y: f64) -> PathData {
        let corners = self.shape.corners(self.radius);
        if corners.is_empty() {
            // Two quarter circles as Béziers.
            let (r, k) = (self.radius, self.radius * 0.5523);
            let mut path = PathData::new();
            path.move_to(x - r, y)
                .curve_to((x - r, y + k), (x - k, y + r), (x, y + r))
                .curve_to((x + k, y + r), (x + r, y + k), (x + r, y))
                .close();
            return path;
        }
        let mut lower = Vec::new();
        for (i, a) in corners.iter().enumerate() {
            let b = corners[(i + 1) % corners.len()];
            if a.1 >= 0.0 {
                lower.push(*a);
            }
            if (a.1 < 0.0) != (b.1 < 0.0) {
                let t = a.1 / (a.1 - b.1);
                lower.push((a.0 + (b.0 - a.0) * t, 0.0));
            }
        }
        polygon(&lower, x, y)
    }
}

fn circle(x: f64, y: f64, r: f64) -> Element<'static> {
    Element::new(Tag::Circle).with(Attr::Cx, x).with(Attr::Cy, y).with(Attr::R, r)
}

fn polygon(corners: &[(f64, f64)], x: f64, y: f64) -> PathData {
    let mut path = PathData::new();
    for (i, corner) in corners.iter().enumerate() {
        if i == 0 {
            path.move_to(x + corner.0, y + corner.1);
        } else {
            path.line_to(x + corner.0, y + corner.1);
        }
    }
    path.close();
    path
}
