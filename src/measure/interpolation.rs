//! Smooth lines through scores that never say more than the scores do.
//!
//! A journey was scored at its touchpoints and nowhere between them, so the line that joins the
//! scores must not rise above the better or fall below the worse of two neighbours. A cubic Hermite
//! spline with limited slopes keeps that promise; a Catmull–Rom spline doesn't.

/// One cubic Bézier piece of a curve: start, two controls, end, each `(x, y)`.
pub type Bezier = [(f64, f64); 4];

/// Slopes at the points of a monotone piecewise cubic (PCHIP).
///
/// `points` are `(x, y)` in strictly increasing `x`; one slope comes back for each. Interior slopes
/// are the weighted harmonic mean of Fritsch & Butland, "A method for constructing local monotone
/// piecewise cubic interpolants", SIAM J. Sci. Stat. Comput. 5 (1984), and zero at a turning point.
/// The two ends take the three-point formula, limited in sign and size as PCHIP does. Two points
/// give a straight line, one point a slope of zero.
pub fn monotone_slopes(points: &[(f64, f64)]) -> Vec<f64> {
    let count = points.len();
    if count < 2 {
        return vec![0.0; count];
    }
    let widths: Vec<f64> = points.windows(2).map(|p| p[1].0 - p[0].0).collect();
    let secants: Vec<f64> =
        points.windows(2).zip(&widths).map(|(p, width)| (p[1].1 - p[0].1) / width).collect();
    if count == 2 {
        return vec![secants[0]; 2];
    }
    let mut slopes = Vec::with_capacity(count);
    slopes.push(end_slope(widths[0], widths[1], secants[0], secants[1]));
    for i in 1..count - 1 {
        slopes.push(inner_slope(widths[i - 1], widths[i], secants[i - 1], secants[i]));
    }
    let last = count - 2;
    slopes.push(end_slope(widths[last], widths[last - 1], secants[last], secants[last - 1]));
    slopes
}

fn inner_slope(width_before: f64, width_after: f64, before: f64, after: f64) -> f64 {
    if before * after <= 0.0 {
        return 0.0;
    }
    let weight_before = 2.0 * width_after + width_before;
    let weight_after = width_after + 2.0 * width_before;
    (weight_before + weight_after) / (weight_before / before + weight_after / after)
}

/// The slope at an end, from its own piece (`width`, `secant`) and the piece next to it.
fn end_slope(width: f64, next_width: f64, secant: f64, next_secant: f64) -> f64 {
    let slope = ((2.0 * width + next_width) * secant - width * next_secant) / (width + next_width);
    if slope * secant <= 0.0 {
        0.0
    } else if secant * next_secant <= 0.0 && slope.abs() > 3.0 * secant.abs() {
        3.0 * secant
    } else {
        slope
    }
}

/// The value of the monotone curve through `points` at `x`, or `None` outside of them.
///
/// For drawing and tests only: a value between two touchpoints was never measured.
pub fn evaluate(points: &[(f64, f64)], x: f64) -> Option<f64> {
    let (first, last) = (points.first()?, points.last()?);
    if !(first.0..=last.0).contains(&x) {
        return None;
    }
    let slopes = monotone_slopes(points);
    let piece = points.windows(2).position(|p| x <= p[1].0);
    let Some(i) = piece else {
        return Some(first.1);
    };
    let ((x0, y0), (x1, y1)) = (points[i], points[i + 1]);
    let width = x1 - x0;
    let t = (x - x0) / width;
    let (t2, t3) = (t * t, t * t * t);
    Some(
        (2.0 * t3 - 3.0 * t2 + 1.0) * y0
            + (t3 - 2.0 * t2 + t) * width * slopes[i]
            + (3.0 * t2 - 2.0 * t3) * y1
            + (t3 - t2) * width * slopes[i + 1],
    )
}

/// The monotone curve through `points` as Bézier pieces, one between each pair of neighbours.
///
/// A Hermite piece with slopes `m` is exactly the Bézier whose controls stand a third of the way in:
/// `(x + h/3, y + m·h/3)` and `(x' − h/3, y' − m'·h/3)`.
pub fn beziers(points: &[(f64, f64)]) -> Vec<Bezier> {
    let slopes = monotone_slopes(points);
    points
        .windows(2)
        .zip(slopes.windows(2))
        .map(|(p, m)| {
            let third = (p[1].0 - p[0].0) / 3.0;
            [p[0], (p[0].0 + third, p[0].1 + m[0] * third), (p[1].0 - third, p[1].1 - m[1] * third), p[1]]
        })
        .collect()
}

/// Splits a Bézier piece where it crosses `level`, if it does so strictly inside.
///
/// The piece must be monotone in y, as those of [`beziers`] are, so there is one crossing at most.
pub fn split_at_level(piece: &Bezier, level: f64) -> Option<(Bezier, Bezier)> {
    let (start, end) = (piece[0].1 - level, piece[3].1 - level);
    if start * end >= 0.0 {
        return None;
    }
    let (mut low, mut high) = (0.0, 1.0);
    // 48 halvings reach the precision of the coordinates; the count keeps the bytes the same everywhere.
    for _ in 0..48 {
        let middle = (low + high) / 2.0;
        let value = de_casteljau(piece, middle).0[3].1 - level;
        if value * start > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    let (mut left, mut right) = de_casteljau(piece, (low + high) / 2.0);
    left[3].1 = level;
    right[0].1 = level;
    Some((left, right))
}

/// The part of a Bézier piece of [`beziers`] between two places in x; their x rises evenly with `t`.
pub fn part_between(piece: &Bezier, from: f64, to: f64) -> Bezier {
    let width = piece[3].0 - piece[0].0;
    if width <= 0.0 {
        return *piece;
    }
    let place = |x: f64| ((x - piece[0].0) / width).clamp(0.0, 1.0);
    let (from, to) = (place(from), place(to));
    let (until, _) = de_casteljau(piece, to);
    if to > 0.0 { de_casteljau(&until, from / to).1 } else { until }
}

/// The point of a Bézier piece at `t` in 0..=1.
pub fn point_at(piece: &Bezier, t: f64) -> (f64, f64) {
    de_casteljau(piece, t).0[3]
}

fn de_casteljau(piece: &Bezier, t: f64) -> (Bezier, Bezier) {
    let mix = |a: (f64, f64), b: (f64, f64)| (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t);
    let [a, b, c, d] = *piece;
    let (ab, bc, cd) = (mix(a, b), mix(b, c), mix(c, d));
    let (abc, bcd) = (mix(ab, bc), mix(bc, cd));
    let middle = mix(abc, bcd);
    ([a, ab, abc, middle], [middle, bcd, cd, d])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn indexed(values: &[f64]) -> Vec<(f64, f64)> {
        values.iter().enumerate().map(|(i, v)| (i as f64, *v)).collect()
    }

    const GOLDEN: [f64; 7] = [0.0, -0.5, -0.5, 1.0, -1.0, -1.0, 0.5];

    #[test]
    fn slopes_of_the_golden_curve() {
        let slopes = monotone_slopes(&indexed(&GOLDEN));
        assert_eq!(slopes, [-0.75, 0.0, 0.0, 0.0, 0.0, 0.0, 2.25]);
    }

    #[test]
    fn values_of_the_golden_curve() {
        let points = indexed(&GOLDEN);
        let at = |x| evaluate(&points, x).unwrap();
        assert_eq!([at(0.5), at(2.5), at(3.5), at(5.5)], [-0.34375, 0.25, 0.0, -0.53125]);
    }

    #[test]
    fn nothing_outside_of_the_points() {
        assert_eq!(evaluate(&[], 0.0), None);
        assert_eq!(evaluate(&[(1.0, 0.5)], 1.0), Some(0.5));
        assert_eq!(evaluate(&[(1.0, 0.5)], 1.1), None);
    }

    #[test]
    fn two_points_are_a_straight_line() {
        assert_eq!(evaluate(&[(0.0, -1.0), (2.0, 1.0)], 0.5), Some(-0.5));
    }

    #[test]
    fn the_split_lies_on_the_level() {
        let piece = beziers(&[(0.0, -1.0), (1.0, 0.5), (2.0, 0.5)])[0];
        let (left, right) = split_at_level(&piece, 0.0).unwrap();
        assert_eq!(left[3], right[0]);
        assert_eq!(left[3].1, 0.0);
        assert_eq!(split_at_level(&right, 0.0), None);
    }

    #[test]
    fn a_part_of_a_piece_lies_on_it() {
        let piece = beziers(&indexed(&GOLDEN))[2];
        let part = part_between(&piece, 2.25, 2.75);
        assert!((part[0].0 - 2.25).abs() < 1e-12 && (part[3].0 - 2.75).abs() < 1e-12);
        let points = indexed(&GOLDEN);
        for end in [part[0], part[3]] {
            assert!((end.1 - evaluate(&points, end.0).unwrap()).abs() < 1e-12);
        }
        assert_eq!(part_between(&piece, 2.0, 3.0), piece);
    }

    proptest! {
        #[test]
        fn no_sample_leaves_the_interval_of_its_end_points(
            steps in prop::collection::vec((0.5f64..4.0, -1.0f64..1.0), 1..30)
        ) {
            let mut x = 0.0;
            let points: Vec<_> = steps.iter().map(|(step, v)| { x += step; (x, *v) }).collect();
            for (pair, piece) in points.windows(2).zip(beziers(&points)) {
                let (low, high) = (pair[0].1.min(pair[1].1), pair[0].1.max(pair[1].1));
                for i in 0..=32 {
                    let t = f64::from(i) / 32.0;
                    let (_, bezier) = point_at(&piece, t);
                    prop_assert!(bezier >= low - 1e-9 && bezier <= high + 1e-9);
                    let hermite = evaluate(&points, pair[0].0 + (pair[1].0 - pair[0].0) * t).unwrap();
                    prop_assert!((bezier - hermite).abs() < 1e-9);
                }
            }
        }
    }
}
