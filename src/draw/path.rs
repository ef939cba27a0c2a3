//! Numbers and paths as SVG spells them.

use std::fmt::Write as _;

/// A number as SVG wants it: two decimals at most, no `-0`, no exponent; what isn't finite is 0.
#[derive(Clone, Copy, Debug)]
pub struct Number(pub f64);

/// Past this a coordinate can't be meant; it also keeps the digits few.
const FARTHEST: f64 = 1e7;

/// How many of its smallest steps a number is from 0, with so many steps to one.
fn steps(number: f64, to_one: f64) -> i64 {
    let number = if number.is_finite() { number } else { 0.0 };
    (number.clamp(-FARTHEST, FARTHEST) * to_one).round() as i64
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hundredths = steps(self.0, 100.0);
        let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
        let sign = if hundredths < 0 { "-" } else { "" };
        match (rest, rest % 10) {
            (0, _) => write!(f, "{sign}{whole}"),
            (_, 0) => write!(f, "{sign}{whole}.{}", rest / 10),
            _ => write!(f, "{sign}{whole}.{rest:02}"),
        }
    }
}

/// One step of a path, to absolute places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    Move((f64, f64)),
    Line((f64, f64)),
    /// A quadratic curve: its control and its end.
    Quad((f64, f64), (f64, f64)),
    /// A cubic curve: its two controls and its end.
    Cubic((f64, f64), (f64, f64), (f64, f64)),
    Close,
}

/// A path, built step by step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PathData(Vec<Segment>);

impl PathData {
    /// An empty path.
    pub fn new() -> Self {
        PathData::default()
    }

    /// Moves to a point.
    pub fn move_to(&mut self, x: f64, y: f64) -> &mut Self {
        self.step(Segment::Move((x, y)))
    }

    /// Draws a straight line to a point.
    pub fn line_to(&mut self, x: f64, y: f64) -> &mut Self {
        self.step(Segment::Line((x, y)))
    }

    /// Draws a quadratic curve to a point.
    pub fn quad_to(&mut self, cx: f64, cy: f64, x: f64, y: f64) -> &mut Self {
        self.step(Segment::Quad((cx, cy), (x, y)))
    }

    /// Draws a cubic curve to a point.
    pub fn curve_to(&mut self, a: (f64, f64), b: (f64, f64), end: (f64, f64)) -> &mut Self {
        self.step(Segment::Cubic(a, b, end))
    }

    /// Closes the outline.
    pub fn close(&mut self) -> &mut Self {
        self.step(Segment::Close)
    }

    /// The steps so far.
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    /// Whether nothing was drawn.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn step(&mut self, segment: Segment) -> &mut Self {
        self.0.push(segment);
        self
    }

    /// The path as SVG's `d`, its places as they were given.
    pub fn write_absolute(&self, out: &mut String) {
        for segment in &self.0 {
            let mut step = |command: char, points: &[(f64, f64)]| {
                out.push(command);
                for (i, (x, y)) in points.iter().enumerate() {
                    let gap = if i > 0 { " " } else { "" };
                    let _ = write!(out, "{gap}{} {}", Number(*x), Number(*y));
                }
            };
            match *segment {
                Segment::Move(to) => step('M', &[to]),
                Segment::Line(to) => step('L', &[to]),
                Segment::Quad(control, to) => step('Q', &[control, to]),
                Segment::Cubic(a, b, to) => step('C', &[a, b, to]),
                Segment::Close => out.push('Z'),
            }
        }
    }

    /// The path as SVG's `d` in steps from place to place, with `decimals` digits after the point: about
    /// half as long, and as exact, because each step starts at the rounded place where the last one ended.
    pub fn write_relative(&self, out: &mut String, decimals: u32) {
        let mut pen = RelativePen { out, decimals, at: (0, 0), start: (0, 0), command: ' ' };
        for segment in &self.0 {
            match *segment {
                Segment::Move(to) => {
                    pen.step('m', &[to]);
                    pen.start = pen.at;
                }
                Segment::Line(to) => {
                    let (x, y) = pen.place(to);
                    if x == pen.at.0 {
                        pen.along('v', y - pen.at.1);
                    } else if y == pen.at.1 {
                        pen.along('h', x - pen.at.0);
                    } else {
                        pen.step('l', &[to]);
                    }
                    pen.at = (x, y);
                }
                Segment::Quad(control, to) => pen.step('q', &[control, to]),
                Segment::Cubic(a, b, to) => pen.step('c', &[a, b, to]),
                Segment::Close => {
                    pen.out.push('z');
                    pen.command = 'z';
                    pen.at = pen.start;
                }
            }
        }
    }
}

struct RelativePen<'o> {
    out: &'o mut String,
    decimals: u32,
    at: (i64, i64),
    start: (i64, i64),
    command: char,
}

impl RelativePen<'_> {
    fn place(&self, (x, y): (f64, f64)) -> (i64, i64) {
        let to_one = 10f64.powi(self.decimals as i32);
        (steps(x, to_one), steps(y, to_one))
    }

    /// A command whose last point is where the pen stands afterwards.
    fn step(&mut self, command: char, points: &[(f64, f64)]) {
        let from = self.at;
        self.begin(command);
        for (i, point) in points.iter().enumerate() {
            let (x, y) = self.place(*point);
            self.number(x - from.0, i == 0);
            self.number(y - from.1, false);
            self.at = (x, y);
        }
    }

    /// A straight line along one axis.
    fn along(&mut self, command: char, distance: i64) {
        self.begin(command);
        self.number(distance, true);
    }

    /// A command's letter is left out where it is that of the command before.
    fn begin(&mut self, command: char) {
        if command != self.command || command == 'm' {
            self.out.push(command);
            self.command = command;
        } else {
            self.command = command;
            self.out.push(' ');
        }
    }

    /// A number; the sign of a negative one already parts it from what stands before.
    fn number(&mut self, value: i64, first: bool) {
        if value >= 0 && !first {
            self.out.push(' ');
        }
        let to_one = 10i64.pow(self.decimals);
        let (whole, mut rest, mut digits) =
            (value.abs() / to_one, value.abs() % to_one, self.decimals as usize);
        let sign = if value < 0 { "-" } else { "" };
        let _ = write!(self.out, "{sign}{whole}");
        while digits > 0 && rest % 10 == 0 {
            rest /= 10;
            digits -= 1;
        }
        if digits > 0 {
            let _ = write!(self.out, ".{rest:0digits$}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_plain() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (-0.001, "0"),
            (1.005, "1"),
            (12.345, "12.35"),
            (-7.5, "-7.5"),
            (0.05, "0.05"),
            (1e300, "10000000"),
            (f64::NAN, "0"),
            (f64::NEG_INFINITY, "0"),
        ];
        for (number, text) in cases {
            assert_eq!(Number(number).to_string(), text);
        }
    }

    #[test]
    fn a_path_is_its_steps() {
        let mut path = PathData::new();
        path.move_to(0.0, -0.001).line_to(1.5, 2.0).close();
        let mut out = String::new();
        path.write_absolute(&mut out);
        assert_eq!(out, "M0 0L1.5 2Z");
    }

    #[test]
    fn steps_from_place_to_place_end_where_they_should() {
        let mut path = PathData::new();
        path.move_to(10.0, 10.0).line_to(12.04, 10.0).line_to(14.08, 10.0).line_to(14.0, 3.0);
        path.quad_to(13.0, 3.0, 12.0, 4.0).quad_to(11.0, 5.0, 10.0, 4.0).close();
        path.move_to(11.0, 11.0).curve_to((0.0, 0.5), (1.25, 1.0), (2.0, 2.0));
        let mut out = String::new();
        path.write_relative(&mut out, 1);
        assert_eq!(out, "m10 10h2 2.1l-0.1-7q-1 0-2 1 -1 1-2 0zm1 1c-11-10.5-9.7-10-9-9");
        let mut out = String::new();
        path.write_relative(&mut out, 2);
        assert_eq!(out, "m10 10h2.04 2.04l-0.08-7q-1 0-2 1 -1 1-2 0zm1 1c-11-10.5-9.75-10-9-9");
    }
}
