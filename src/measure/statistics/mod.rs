//! How sure a number of a survey is: intervals, differences, and what too few answers may not say.
//!
//! Every interval is one of 95 %. The tests compare them with SciPy and statsmodels.

mod estimate;
mod mean;
mod proportion;
#[cfg(test)]
mod recorded;

pub use estimate::{ENOUGH, Estimate};
pub use mean::{Sample, mean_difference, mean_interval, slope};
pub(super) use proportion::agrees_as_written;
pub use proportion::{Recommendation, nps_difference, share_difference, share_is_possible, wilson};

/// The 97.5 % quantile of the normal distribution: 95 % lie between its negative and it.
const Z: f64 = 1.959_963_984_540_054;

/// A range that holds the true value in 95 of 100 surveys made like this one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

impl Interval {
    fn around(centre: f64, half: f64) -> Self {
        Self { low: centre - half, high: centre + half }
    }

    fn within(self, low: f64, high: f64) -> Self {
        Self { low: self.low.clamp(low, high), high: self.high.clamp(low, high) }
    }

    /// Whether a value may be the true one.
    pub fn holds(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// The interval of the same value in another unit: both ends through a function that grows.
    #[must_use]
    pub fn map(self, unit: impl Fn(f64) -> f64) -> Self {
        Self { low: unit(self.low), high: unit(self.high) }
    }
}

/// What became of a number: the later one minus the earlier one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// Later − earlier.
    pub value: f64,
    /// Where the true difference lies.
    pub interval: Interval,
}

/// Which way a number ought to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// More is better: satisfaction, shares of what succeeded.
    More,
    /// Less is better: waits, effort, complaints.
    Less,
}

/// What may be said of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It became better.
    Improved,
    /// It became worse.
    Worse,
    /// The two cannot be told apart: no difference at all is among what can be true.
    NotToldApart,
}

impl Verdict {
    /// The verdict in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Improved => "improved",
            Self::Worse => "worse",
            Self::NotToldApart => "not told apart",
        }
    }
}

impl Difference {
    /// What may be said of it: a direction only where the interval excludes 0.
    pub fn verdict(&self, wanted: Wanted) -> Verdict {
        match (self.interval.holds(0.0), self.interval.low > 0.0, wanted) {
            (true, ..) => Verdict::NotToldApart,
            (_, true, Wanted::More) | (_, false, Wanted::Less) => Verdict::Improved,
            _ => Verdict::Worse,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_direction_is_named_only_where_nothing_is_excluded() {
        let difference = |low, high| Difference { value: 0.1, interval: Interval { low, high } };
        for (low, high, more, less) in [
            (-0.1, 0.3, Verdict::NotToldApart, Verdict::NotToldApart),
            (0.0, 0.3, Verdict::NotToldApart, Verdict::NotToldApart),
            (0.01, 0.3, Verdict::Improved, Verdict::Worse),
            (-0.3, -0.01, Verdict::Worse, Verdict::Improved),
        ] {
            assert_eq!(difference(low, high).verdict(Wanted::More), more, "{low} {high}");
            assert_eq!(difference(low, high).verdict(Wanted::Less), less, "{low} {high}");
        }
    }
}
