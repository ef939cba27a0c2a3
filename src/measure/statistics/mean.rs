//! Means, how far values scatter, and the line through them.

use puruspe::invbetai;

use super::{Difference, Interval, Z};

/// Some values in three numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// How many there are.
    pub n: u32,
    /// Their arithmetic mean.
    pub mean: f64,
    /// Their standard deviation, by n − 1; `None` for one value, and where nobody wrote it down.
    pub sd: Option<f64>,
}

impl Sample {
    /// Values, each with how often it was seen; `None` without any.
    ///
    /// For answers on a scale the mean treats the steps as equally wide, which nobody has shown: the shares
    /// of answers come first.
    pub fn counted(values: impl Iterator<Item = (f64, u32)> + Clone) -> Option<Self> {
        let n = values.clone().fold(0_u32, |sum, (_, count)| sum.saturating_add(count));
        if n == 0 {
            return None;
        }
        let mean = values.clone().map(|(value, count)| value * f64::from(count)).sum::<f64>() / f64::from(n);
        let squares = values.map(|(value, count)| (value - mean) * (value - mean) * f64::from(count));
        let sd = (squares.sum::<f64>() / (f64::from(n) - 1.0)).sqrt();
        Some(Self { n, mean, sd: (n > 1).then_some(sd) })
    }

    /// Values as they are; `None` without any.
    pub fn of(values: &[f64]) -> Option<Self> {
        Self::counted(values.iter().map(|value| (*value, 1)))
    }

    /// The square of the standard error of the mean; `None` where it is not known, or all values are alike.
    fn error_squared(&self) -> Option<f64> {
        let sd = self.sd.filter(|sd| *sd > 0.0 && self.n > 1)?;
        Some(sd * sd / f64::from(self.n))
    }
}

/// The interval of a mean: Student's t (1908).
///
/// `None` for a single value, without a standard deviation, and where all values are alike: that they were
/// alike does not make the next one so. Rough for few and lopsided values such as waits. Evidence:
/// mathematics.
pub fn mean_interval(sample: Sample) -> Option<Interval> {
    let error = sample.error_squared()?.sqrt();
    Some(Interval::around(sample.mean, t_quantile(f64::from(sample.n) - 1.0) * error))
}

/// The difference of two means, later − earlier, with the interval of Welch (1947), which does not ask that
/// both scatter alike. For different people before and after. `None` as for [`mean_interval`]. Evidence:
/// mathematics.
pub fn mean_difference(earlier: Sample, later: Sample) -> Option<Difference> {
    let (before, after) = (earlier.error_squared()?, later.error_squared()?);
    let degrees = |error: f64, n: u32| error * error / (f64::from(n) - 1.0);
    let both = before + after;
    let df = both * both / (degrees(before, earlier.n) + degrees(after, later.n));
    let value = later.mean - earlier.mean;
    // Values beyond all measure overflow.
    df.is_finite()
        .then(|| Difference { value, interval: Interval::around(value, t_quantile(df) * both.sqrt()) })
}

/// The slope of the least-squares line through points; `None` unless two of them lie at different places.
pub fn slope(points: &[(f64, f64)]) -> Option<f64> {
    let n = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / n;
    let (x_mean, y_mean) = (mean(|point| point.0), mean(|point| point.1));
    let (covariance, variance) = points.iter().fold((0.0, 0.0), |(covariance, variance), (x, y)| {
        let off = x - x_mean;
        (covariance + off * (y - y_mean), variance + off * off)
    });
    (variance > 0.0).then(|| covariance / variance)
}

/// The 97.5 % quantile of Student's t with so many degrees of freedom.
fn t_quantile(df: f64) -> f64 {
    if df > 1e5 {
        // The first terms of Fisher's expansion (Abramowitz & Stegun 26.7.5); the next is below 1e-15.
        return Z
            + (Z.powi(3) + Z) / (4.0 * df)
            + (5.0 * Z.powi(5) + 16.0 * Z.powi(3) + 3.0 * Z) / (96.0 * df * df);
    }
    let x = invbetai(0.05, df / 2.0, 0.5);
    (df * (1.0 - x) / x).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_of_five_answers_is_not_known_well() {
        let sample = Sample::of(&[2.0, 3.0, 3.0, 4.0, 5.0]).unwrap();
        let found = mean_interval(sample).unwrap();
        assert!((sample.mean - 3.4).abs() < 1e-12);
        assert!((found.low - 1.98).abs() < 5e-3 && (found.high - 4.82).abs() < 5e-3, "{found:?}");
        let counted = [(2.0, 1), (3.0, 2), (4.0, 1), (5.0, 1), (1.0, 0)];
        assert_eq!(Sample::counted(counted.into_iter()), Some(sample));
    }

    #[test]
    fn what_cannot_be_known_is_not_made_up() {
        assert_eq!(Sample::of(&[]), None);
        let one = Sample::of(&[3.0]).unwrap();
        assert_eq!((one.n, one.sd), (1, None));
        assert_eq!(mean_interval(one), None);
        let alike = Sample::of(&[5.0; 6]).unwrap();
        assert_eq!(mean_interval(alike), None);
        assert_eq!(mean_difference(alike, Sample::of(&[1.0, 2.0]).unwrap()), None);
        let endless = Sample { n: 9, mean: 0.0, sd: Some(1e200) };
        assert_eq!(mean_difference(endless, endless), None);
        assert_eq!(slope(&[(1.0, 2.0)]), None);
        assert_eq!(slope(&[(1.0, 2.0), (1.0, 3.0)]), None);
    }

    #[test]
    fn quantiles_of_tables() {
        for (df, t) in [(1.0, 12.706205), (4.0, 2.776445), (30.0, 2.042272), (1e12, 1.959964)] {
            assert!((t_quantile(df) - t).abs() < 1e-6, "{df}");
        }
    }

    #[test]
    fn the_two_ways_to_a_quantile_meet() {
        assert!((t_quantile(1e5) - t_quantile(100_000.001)).abs() < 1e-10);
    }
}
