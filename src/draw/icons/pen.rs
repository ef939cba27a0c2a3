//! A pen that draws on the icons' grid of 24 units and scales to where the icon stands.

use crate::draw::path::PathData;

/// Where the control points of a quarter circle lie, in terms of its radius.
const KAPPA: f64 = 0.5523;

/// Strokes on a grid of 24 units, y pointing down.
pub(super) struct Pen {
    path: PathData,
    left: f64,
    top: f64,
    scale: f64,
}

impl Pen {
    /// A pen for an icon `size` units wide with its centre at a point.
    pub fn new(x: f64, y: f64, size: f64) -> Self {
        Pen { path: PathData::new(), left: x - size / 2.0, top: y - size / 2.0, scale: size / 24.0 }
    }

    /// All strokes as one path.
    pub fn finish(self) -> PathData {
        self.path
    }

    /// Starts a stroke.
    pub fn from(&mut self, x: f64, y: f64) -> &mut Self {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
        self
    }

    /// Continues straight.
    pub fn to(&mut self, x: f64, y: f64) -> &mut Self {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
        self
    }

    /// Continues in a curve with two control points.
    pub fn curve(&mut self, a: (f64, f64), b: (f64, f64), end: (f64, f64)) -> &mut Self {
        let (a, b, end) = (self.at(a.0, a.1), self.at(b.0, b.1), self.at(end.0, end.1));
        self.path.curve_to(a, b, end);
        self
    }

    /// Ends the stroke where it started.
    pub fn close(&mut self) -> &mut Self {
        self.path.close();
        self
    }

    /// A stroke through points.
    pub fn line(&mut self, points: &[(f64, f64)]) -> &mut Self {
        for (i, (x, y)) in points.iter().enumerate() {
            if i == 0 {
                self.from(*x, *y);
            } else {
                self.to(*x, *y);
            }
        }
        self
    }

    /// A circle, as four curves.
    pub fn circle(&mut self, x: f64, y: f64, r: f64) -> &mut Self {
        self.ellipse(x, y, r, r)
    }

    /// An ellipse with two half axes.
    pub fn ellipse(&mut self, x: f64, y: f64, rx: f64, ry: f64) -> &mut Self {
        let (kx, ky) = (rx * KAPPA, ry * KAPPA);
        self.from(x + rx, y)
            .curve((x + rx, y + ky), (x + kx, y + ry), (x, y + ry))
            .curve((x - kx, y + ry), (x - rx, y + ky), (x - rx, y))
            .curve((x - rx, y - ky), (x - kx, y - ry), (x, y - ry))
            .curve((x + kx, y - ry), (x + rx, y - ky), (x + rx, y))
            .close()
    }

    /// A dot a little wider than a stroke: two strokes so short that only their round ends show.
    ///
    /// A tiny circle would do in theory; browsers leave a hole in it.
    pub fn dot(&mut self, x: f64, y: f64) -> &mut Self {
        self.from(x - 0.3, y).to(x + 0.3, y);
        self.from(x, y - 0.3).to(x, y + 0.3)
    }

    /// A part of a circle, clockwise from an angle to another, in degrees from the right.
    pub fn arc(&mut self, x: f64, y: f64, r: f64, from: f64, to: f64) -> &mut Self {
        let point = |angle: f64| (x + r * angle.to_radians().cos(), y + r * angle.to_radians().sin());
        let pieces = ((to - from).abs() / 90.0).ceil().max(1.0);
        let step = (to - from) / pieces;
        let reach = 4.0 / 3.0 * (step.to_radians() / 4.0).tan() * r;
        let start = point(from);
        self.from(start.0, start.1);
        for piece in 0..pieces as usize {
            let (a, b) = (from + step * piece as f64, from + step * (piece + 1) as f64);
            let (start, end) = (point(a), point(b));
            let lean = |angle: f64| (-angle.to_radians().sin() * reach, angle.to_radians().cos() * reach);
            let (out, back) = (lean(a), lean(b));
            self.curve((start.0 + out.0, start.1 + out.1), (end.0 - back.0, end.1 - back.1), end);
        }
        self
    }

    /// A rectangle with round corners.
    pub fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, r: f64) -> &mut Self {
        let (right, bottom, k) = (x + width, y + height, r * (1.0 - KAPPA));
        self.from(x + r, y)
            .to(right - r, y)
            .curve((right - k, y), (right, y + k), (right, y + r))
            .to(right, bottom - r)
            .curve((right, bottom - k), (right - k, bottom), (right - r, bottom))
            .to(x + r, bottom)
            .curve((x + k, bottom), (x, bottom - k), (x, bottom - r))
            .to(x, y + r)
            .curve((x, y + k), (x + k, y), (x + r, y))
            .close()
    }

    fn at(&self, x: f64, y: f64) -> (f64, f64) {
        (self.left + x * self.scale, self.top + y * self.scale)
    }
}
