//! Circles in reading coordinates: angles run from the top in the direction of time.

use std::f64::consts::{FRAC_PI_6, TAU};

use crate::draw::canvas::{Attr, Element, Tag};
use crate::draw::path::PathData;
use crate::draw::theme::Color;
use crate::draw::views::sheet::Sheet;

/// The radii of the wheel, from the centre outwards.
#[derive(Clone, Copy, Debug)]
pub struct Circle {
    /// The middle, from the side where reading starts.
    pub u: f64,
    /// The middle, from the top.
    pub y: f64,
    /// The disc with the person.
    pub centre: f64,
    /// The inner edge of the ring of phases.
    pub phase_inner: f64,
    /// The outer edge of the ring of phases.
    pub phase_outer: f64,
    /// The inner edge of the ring of stages, where it feels worst.
    pub inner: f64,
    /// The outer edge of the wheel, where it feels best.
    pub outer: f64,
}

/// Between two rings.
const BETWEEN_RINGS: f64 = 6.0;
/// The largest disc for a person.
const LARGEST_CENTRE: f64 = 250.0;

impl Circle {
    /// A wheel of some radius whose ring of phases is as thick as `word`, or absent.
    pub fn new((u, y): (f64, f64), outer: f64, word: Option<f64>) -> Self {
        let phases = word.unwrap_or(8.0) + 2.0 * BETWEEN_RINGS;
        // Without phases the feelings get some of their room, and the person some. The person needs no
        // more than so much; what a large wheel has beyond that goes to the feelings.
        let share = if word.is_some() { 0.34 } else { 0.44 };
        let inner = outer - (outer * share).max((outer - phases - LARGEST_CENTRE).min(outer * 0.5)).max(84.0);
        let phase_outer = inner - BETWEEN_RINGS;
        let phase_inner = phase_outer - word.unwrap_or(8.0);
        Circle { u, y, centre: phase_inner - BETWEEN_RINGS, phase_inner, phase_outer, inner, outer }
    }

    /// The place at an angle and a distance from the middle.
    pub fn at(&self, angle: f64, radius: f64) -> (f64, f64) {
        (self.u + radius * angle.sin(), self.y - radius * angle.cos())
    }

    /// The distance from the middle at which a feeling of −1..=1 stands.
    pub fn feeling(&self, v: f64) -> f64 {
        let swing = (self.outer - self.inner) / 2.0 - 28.0;
        (self.inner + self.outer) / 2.0 + v * swing.max(8.0)
    }
}

/// A piece of a ring, from one angle to another.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    pub from: f64,
    pub to: f64,
    pub inner: f64,
    pub outer: f64,
    /// What is cut off straight at its start and at its end, in units.
    pub cut: (f64, f64),
    /// How far its end points out, and its start in, as an arrow does.
    pub tip: (f64, f64),
}

/// A path that is laid out from where reading starts.
pub struct Trace {
    path: PathData,
    mirror: Option<f64>,
}

impl Trace {
    /// An empty path on a sheet.
    pub fn new(sheet: &Sheet<'_>) -> Self {
        let mirror = sheet.direction.is_rtl().then_some(sheet.width);
        Trace { path: PathData::new(), mirror }
    }

    fn x(&self, u: f64) -> f64 {
        self.mirror.map_or(u, |width| width - u)
    }

    /// Moves to a point.
    pub fn move_to(&mut self, (u, y): (f64, f64)) {
        let x = self.x(u);
        self.path.move_to(x, y);
    }

    /// Draws a straight line to a point.
    pub fn line_to(&mut self, (u, y): (f64, f64)) {
        let x = self.x(u);
        self.path.line_to(x, y);
    }

    /// Draws a cubic curve to a point.
    pub fn curve_to(&mut self, a: (f64, f64), b: (f64, f64), end: (f64, f64)) {
        let (a, b, end) = ((self.x(a.0), a.1), (self.x(b.0), b.1), (self.x(end.0), end.1));
        self.path.curve_to(a, b, end);
    }

    /// Draws an arc around the circle's middle, from where the path stands.
    pub fn arc(&mut self, circle: &Circle, radius: f64, from: f64, to: f64) {
        let steps = ((to - from).abs() / FRAC_PI_6).ceil().max(1.0);
        let step = (to - from) / steps;
        let pull = radius * (4.0 / 3.0) * (step / 4.0).tan();
        let along = |angle: f64| (pull * angle.cos(), pull * angle.sin());
        for i in 0..steps as usize {
            let (a, b) = (from + step * i as f64, from + step * (i + 1) as f64);
            let (start, end) = (circle.at(a, radius), circle.at(b, radius));
            let (out, back) = (along(a), along(b));
            self.curve_to((start.0 + out.0, start.1 + out.1), (end.0 - back.0, end.1 - back.1), end);
        }
    }

    /// Draws the outline of a piece of a ring.
    pub fn piece(&mut self, circle: &Circle, piece: &Piece) {
        let angle = |cut: f64, radius: f64| (cut / radius.max(1.0)).clamp(-1.0, 1.0).asin();
        let start = |radius: f64| piece.from + angle(piece.cut.0, radius);
        let end = |radius: f64| (piece.to - angle(piece.cut.1, radius)).max(start(radius));
        let middle = (piece.inner + piece.outer) / 2.0;
        self.move_to(circle.at(start(piece.outer), piece.outer));
        self.arc(circle, piece.outer, start(piece.outer), end(piece.outer));
        if piece.tip.1 > 0.0 {
            self.line_to(circle.at(end(middle) + angle(piece.tip.1, middle), middle));
        }
        self.line_to(circle.at(end(piece.inner), piece.inner));
        self.arc(circle, piece.inner, end(piece.inner), start(piece.inner));
        if piece.tip.0 > 0.0 {
            self.line_to(circle.at(start(middle) + angle(piece.tip.0, middle), middle));
        }
        self.path.close();
    }

    /// Fills the path.
    pub fn fill(self, sheet: &mut Sheet<'_>, color: Color) {
        sheet.canvas.leaf(Element::new(Tag::Path).with(Attr::D, &self.path).with(Attr::Fill, color));
    }

    /// Strokes the path.
    pub fn stroke(self, sheet: &mut Sheet<'_>, color: Color, width: f64) {
        sheet.canvas.leaf(
            Element::new(Tag::Path)
                .with(Attr::D, &self.path)
                .with(Attr::Fill, "none")
                .with(Attr::Stroke, color)
                .with(Attr::StrokeWidth, width)
                .with(Attr::StrokeLinejoin, "round"),
        );
    }
}

/// Whether a box around a middle lies wholly between two circles.
pub fn fits_ring((du, dy): (f64, f64), (width, height): (f64, f64), inner: f64, outer: f64) -> bool {
    let (far_u, far_y) = (du.abs() + width / 2.0, dy.abs() + height / 2.0);
    let (near_u, near_y) = ((du.abs() - width / 2.0).max(0.0), (dy.abs() - height / 2.0).max(0.0));
    far_u.hypot(far_y) <= outer && near_u.hypot(near_y) >= inner
}

/// Once around.
pub const TURN: f64 = TAU;
