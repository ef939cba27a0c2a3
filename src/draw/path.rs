//! Numbers and paths as SVG spells them.

use std::fmt::Write as _;

/// A number as SVG wants it: two decimals at most, no `-0`, no exponent; what isn't finite is 0.
#[derive(Clone, Copy, Debug)]
pub struct Number(pub f64);

/// Past this a coordinate can't be meant; it also keeps the digits few.
const FARTHEST: f64 = 1e7;

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let number = if self.0.is_finite() { self.0 } else { 0.0 };
        let hundredths = (number.clamp(-FARTHEST, FARTHEST) * 100.0).round() as i64;
        let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
        let sign = if hundredths < 0 { "-" } else { "" };
        match (rest, rest % 10) {
            (0, _) => write!(f, "{sign}{whole}"),
            (_, 0) => write!(f, "{sign}{whole}.{}", rest / 10),
            _ => write!(f, "{sign}{whole}.{rest:02}"),
        }
    }
}

/// The `d` of a path, built step by step.
#[derive(Clone, Debug, Default)]
pub struct PathData(String);

impl PathData {
    /// An empty path.
    pub fn new() -> Self {
        PathData::default()
    }

    /// Moves to a point.
    pub fn move_to(&mut self, x: f64, y: f64) -> &mut Self {
        self.step('M', &[x, y])
    }

    /// Draws a straight line to a point.
    pub fn line_to(&mut self, x: f64, y: f64) -> &mut Self {
        self.step('L', &[x, y])
    }

    /// Draws a quadratic curve to a point.
    pub fn quad_to(&mut self, cx: f64, cy: f64, x: f64, y: f64) -> &mut Self {
        self.step('Q', &[cx, cy, x, y])
    }

    /// Draws a cubic curve to a point.
    pub fn curve_to(&mut self, a: (f64, f64), b: (f64, f64), end: (f64, f64)) -> &mut Self {
        self.step('C', &[a.0, a.1, b.0, b.1, end.0, end.1])
    }

    /// Closes the outline.
    pub fn close(&mut self) -> &mut Self {
        self.0.push('Z');
        self
    }

    /// The path as an attribute's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing was drawn.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn step(&mut self, command: char, numbers: &[f64]) -> &mut Self {
        self.0.push(command);
        for (i, number) in numbers.iter().enumerate() {
            if i > 0 {
                self.0.push(' ');
            }
            let _ = write!(self.0, "{}", Number(*number));
        }
        self
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
        assert_eq!(path.as_str(), "M0 0L1.5 2Z");
    }
}
