//! Shares and the Net Promoter Score.

use super::{Difference, Interval, Z};

/// The interval of a share, 0 to 1: Wilson's score interval without correction (Wilson 1927).
///
/// `None` unless 0 ≤ successes ≤ n and n > 0. Never leaves 0 to 1 and is right for few answers and for
/// shares near 0 and 1, where the textbook interval is not. It knows only the chance of who answered, not
/// who never does. Evidence: mathematics.
pub fn wilson(successes: f64, n: f64) -> Option<Interval> {
    if !(n > 0.0 && (0.0..=n).contains(&successes)) {
        return None;
    }
    let p = successes / n;
    let shrink = 1.0 + Z * Z / n;
    let centre = (p + Z * Z / (2.0 * n)) / shrink;
    let half = Z / shrink * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let interval = Interval::around(centre, half).within(0.0, 1.0);
    // Exact in theory; the last bit is not.
    Some(Interval {
        low: if successes == 0.0 { 0.0 } else { interval.low },
        high: if successes == n { 1.0 } else { interval.high },
    })
}

/// The difference of two shares, later − earlier, each as (successes, n): -1 to 1, with Newcombe's hybrid
/// score interval (Newcombe 1998, method 10). For different people before and after; the same people asked
/// twice would need paired data. Evidence: mathematics.
pub fn share_difference(earlier: (f64, f64), later: (f64, f64)) -> Option<Difference> {
    let (before, after) = (wilson(earlier.0, earlier.1)?, wilson(later.0, later.1)?);
    let (p, q) = (later.0 / later.1, earlier.0 / earlier.1);
    let value = p - q;
    let low = value - (p - after.low).hypot(before.high - q);
    let high = value + (after.high - p).hypot(q - before.low);
    Some(Difference { value, interval: Interval { low, high } })
}

/// The answers to "would you recommend us", 0 to 10, in their three groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recommendation {
    /// How many answered 9 or 10.
    pub promoters: u32,
    /// How many answered 7 or 8.
    pub passives: u32,
    /// How many answered 0 to 6.
    pub detractors: u32,
}

impl Recommendation {
    /// How many answered.
    pub fn n(&self) -> u32 {
        self.promoters.saturating_add(self.passives).saturating_add(self.detractors)
    }

    /// The Net Promoter Score, -100 to 100: per cent promoters − per cent detractors (Reichheld 2003); `None`
    /// without answers. No better a predictor of growth than satisfaction (Keiningham et al. 2007): read it
    /// beside other measures. Evidence: moderate.
    pub fn nps(&self) -> Option<f64> {
        let difference = f64::from(self.promoters) - f64::from(self.detractors);
        (self.n() > 0).then(|| 100.0 * difference / f64::from(self.n()))
    }

    /// The interval of the score, adjusted after Wald with three answers more, ¾ of them promoters and ¾
    /// detractors (Sauro & Lewis), -100 to 100. Evidence: mathematics, checked by simulation.
    pub fn interval(&self) -> Option<Interval> {
        let (centre, error) = self.adjusted()?;
        Some(Interval::around(centre, Z * error).map(|score| 100.0 * score).within(-100.0, 100.0))
    }

    /// The adjusted score and its standard error, as shares.
    fn adjusted(&self) -> Option<(f64, f64)> {
        if self.n() == 0 {
            return None;
        }
        let n = f64::from(self.n()) + 3.0;
        let (p, d) = ((f64::from(self.promoters) + 0.75) / n, (f64::from(self.detractors) + 0.75) / n);
        Some((p - d, ((p + d - (p - d) * (p - d)) / n).sqrt()))
    }
}

/// The difference of two Net Promoter Scores, later − earlier, -200 to 200, with the interval of the
/// difference of the two adjusted scores. For different people before and after. Evidence: mathematics.
pub fn nps_difference(earlier: Recommendation, later: Recommendation) -> Option<Difference> {
    let ((before, before_error), (after, after_error)) = (earlier.adjusted()?, later.adjusted()?);
    let interval = Interval::around(after - before, Z * before_error.hypot(after_error));
    let interval = interval.map(|score| 100.0 * score).within(-200.0, 200.0);
    Some(Difference { value: later.nps()? - earlier.nps()?, interval })
}

/// Whether some whole number of `n` answers gives this share of the whole, as exactly as it is written: the
/// GRIM test (Brown & Heathers 2017).
pub fn share_is_possible(value: f64, whole: f64, n: Option<u32>) -> bool {
    let Some(n) = n.filter(|n| *n > 0).map(f64::from) else { return true };
    let nearest = (value * n / whole).round() * whole / n;
    agrees_as_written(value, nearest)
}

/// Whether a number as it was written down agrees with the exact one: within a whole step of its last
/// digit, so that cut-off values pass as well as rounded ones.
pub(in crate::measure) fn agrees_as_written(written: f64, exact: f64) -> bool {
    let decimals = written.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len());
    (exact - written).abs() <= 10_f64.powi(-(decimals.min(12) as i32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(found: Interval, low: f64, high: f64, within: f64) {
        assert!((found.low - low).abs() <= within && (found.high - high).abs() <= within, "{found:?}");
    }

    #[test]
    fn shares_with_few_answers_have_wide_intervals() {
        for (successes, n, low, high) in [
            (8.0, 10.0, 0.4902, 0.9433),
            (0.0, 5.0, 0.0, 0.4345),
            (5.0, 5.0, 0.5655, 1.0),
            (1.0, 3.0, 0.0615, 0.7923),
            (80.0, 100.0, 0.7112, 0.8666),
        ] {
            close(wilson(successes, n).unwrap(), low, high, 5e-5);
        }
        close(wilson(17.0, 38.0).unwrap(), 0.301, 0.603, 5e-4);
        assert_eq!(wilson(0.0, 7.0).unwrap().low, 0.0);
        assert_eq!(wilson(7.0, 7.0).unwrap().high, 1.0);
        for (successes, n) in [(1.0, 0.0), (3.0, 2.0), (-1.0, 5.0), (f64::NAN, 5.0), (1.0, f64::NAN)] {
            assert!(wilson(successes, n).is_none(), "{successes} of {n}");
        }
    }

    #[test]
    fn published_shares_come_out() {
        // A practice of the NHS in January 2024: very good, good, neither, poor, very poor, don't know.
        let counts = [1251.0, 196.0, 49.0, 38.0, 45.0, 15.0];
        let all: f64 = counts.iter().sum();
        assert_eq!(all, 1594.0);
        assert!(((counts[0] + counts[1]) / all - 0.9078).abs() < 5e-5);
        assert!(((counts[3] + counts[4]) / all - 0.0521).abs() < 5e-5);
    }

    #[test]
    fn net_promoter_scores() {
        for (promoters, passives, detractors, nps, low, high) in [
            (5, 3, 2, 30.0, -19.05, 65.2),
            (50, 30, 20, 30.0, 14.05, 44.2),
            (4, 10, 24, -52.6, -70.0, -27.5),
            (3, 0, 0, 100.0, -6.6, 100.0),
        ] {
            let answers = Recommendation { promoters, passives, detractors };
            assert!((answers.nps().unwrap() - nps).abs() < 0.05, "{answers:?}");
            close(answers.interval().unwrap(), low, high, 0.05);
        }
        assert_eq!(Recommendation::default().nps(), None);
        assert_eq!(Recommendation::default().interval(), None);
    }

    #[test]
    fn shares_must_be_possible_with_their_n() {
        for (value, whole, n) in [(44.7, 100.0, 38), (0.62, 1.0, 140), (8.0, 100.0, 25), (33.0, 100.0, 3)] {
            assert!(share_is_possible(value, whole, Some(n)), "{value} of {n}");
        }
        for (value, whole, n) in [(8.4, 100.0, 10), (0.55, 1.0, 4), (50.0, 100.0, 3)] {
            assert!(!share_is_possible(value, whole, Some(n)), "{value} of {n}");
        }
        assert!(share_is_possible(8.4, 100.0, None) && share_is_possible(8.4, 100.0, Some(0)));
    }
}
