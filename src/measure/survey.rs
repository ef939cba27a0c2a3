//! What surveys and logs measured: NPS, CSAT, CES, shares and means, each with the interval it needs.

use super::statistics::agrees_as_written;
use super::{
    Difference, Estimate, Interval, Recommendation, SUCCESS_METRIC, Sample, Wanted, mean_difference,
    mean_interval, nps_difference, share_difference, wilson,
};
use crate::model::{Answer, Answers, Measured, Metric};

/// A metric as its definition reads it.
pub fn reading(measured: Measured<'_>) -> Reading<'_> {
    let metric = measured.metric;
    let kind = MetricKind::of(measured.name, metric);
    let figures = metric.cases().map(|n| Estimate::new(n, figures(kind, metric, n)));
    Reading { measured, kind, figures }
}

/// What a metric counts, which says how to read it and which interval it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricKind {
    /// The Net Promoter Score, -100 to 100.
    Nps,
    /// Customer satisfaction: the share of the two best answers.
    Csat,
    /// The Customer Effort Score: agreement from 1 to 7 with "they made it easy".
    Ces,
    /// A share: solved at first contact, completed, done digitally.
    Share,
    /// A mean or anything else.
    Mean,
}

impl MetricKind {
    /// The measure that a metric is named after, if it is one of the well-known.
    pub fn named(name: &str) -> Option<Self> {
        let mut parts = name.split(|c: char| !c.is_alphanumeric());
        let is = |part: &str, word: &str| part.eq_ignore_ascii_case(word);
        parts.find_map(|part| match part {
            part if is(part, "nps") || is(part, "promoter") => Some(Self::Nps),
            part if is(part, "csat") => Some(Self::Csat),
            part if is(part, "ces") => Some(Self::Ces),
            _ => None,
        })
    }

    fn of(name: &str, metric: &Metric) -> Self {
        let is_share = metric.value.is_some_and(|value| share(value, metric).is_some());
        match Self::named(name) {
            Some(Self::Csat) if !is_share && metric.answers.is_empty() => Self::Mean,
            Some(Self::Ces) if is_share && metric.answers.is_empty() => Self::Share,
            Some(named) => named,
            None if is_share => Self::Share,
            None => Self::Mean,
        }
    }
}

/// A metric as its definition reads it.
#[derive(Clone, Debug)]
pub struct Reading<'j> {
    /// The metric.
    pub measured: Measured<'j>,
    /// What it counts.
    pub kind: MetricKind,
    /// What may be said with them; `None` when it is not known how many they are.
    pub figures: Option<Estimate<Vec<Figure>>>,
}

/// One number with the interval it has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// What the number is.
    pub what: FigureKind,
    /// The number: a share from 0 to 1, NPS points, or in the unit of the metric.
    pub value: f64,
    /// Its interval; `None` when the map does not carry what it is computed from.
    pub interval: Option<Interval>,
}

/// What a number of a survey is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureKind {
    /// The Net Promoter Score in points.
    Nps,
    /// The share of the two best answers.
    TopTwo,
    /// The share of 5, 6 and 7 of 7.
    TopThree,
    /// A share that was counted.
    Share,
    /// A mean of answers, or of values whose scatter is known.
    Mean,
    /// A value as the map states it.
    Stated,
}

impl FigureKind {
    /// The number in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nps => "NPS",
            Self::TopTwo => "two best answers",
            Self::TopThree => "5 to 7 of 7",
            Self::Share => "share",
            Self::Mean => "mean",
            Self::Stated => "as stated",
        }
    }

    /// Whether it lies from 0 to 1 and is read in per cent.
    pub fn is_share(self) -> bool {
        matches!(self, Self::TopTwo | Self::TopThree | Self::Share)
    }
}

/// The figures of a metric. Answers are ordered, not measured, so shares of them come before their mean.
fn figures(kind: MetricKind, metric: &Metric, n: u32) -> Vec<Figure> {
    let answers = &metric.answers;
    let figure = |what, value, interval| Figure { what, value, interval };
    let stated = |what| metric.value.map(|value| figure(what, value, None));
    let counted = |what, share: Option<(f64, Interval)>| {
        share.map(|(value, interval)| figure(what, value, Some(interval)))
    };
    let found = match kind {
        MetricKind::Nps => {
            let counts = recommendation(answers);
            let of_answers =
                counts.and_then(|counts| Some(figure(FigureKind::Nps, counts.nps()?, counts.interval())));
            [of_answers.or(stated(FigureKind::Nps)), None]
        }
        MetricKind::Share => {
            let value = metric.value.and_then(|value| share(value, metric));
            let interval = |value: f64| wilson(value * f64::from(n), f64::from(n));
            [value.map(|value| figure(FigureKind::Share, value, interval(value))), None]
        }
        MetricKind::Csat if answers.is_empty() => {
            let value = metric.value.and_then(|value| share(value, metric));
            let interval = |value: f64| wilson(value * f64::from(n), f64::from(n));
            [value.map(|value| figure(FigureKind::TopTwo, value, interval(value))), None]
        }
        MetricKind::Csat | MetricKind::Ces | MetricKind::Mean => {
            let given = || answers.numbers().map(|(number, _)| number);
            let best = match kind {
                MetricKind::Ces => {
                    let top = given().max().filter(|highest| *highest <= 7).map(|_| 7);
                    counted(FigureKind::TopThree, best_answers(answers, top, 3))
                }
                _ => {
                    let top = answer_scale(given(), metric.unit.as_deref());
                    counted(FigureKind::TopTwo, best_answers(answers, top, 2))
                }
            };
            let mean = sample(metric).map(|mean| figure(FigureKind::Mean, mean.mean, mean_interval(mean)));
            [best, mean.or(stated(FigureKind::Stated))]
        }
    };
    found.into_iter().flatten().collect()
}

/// A value as a share from 0 to 1: as it is without a unit, or in per cent.
fn share(value: f64, metric: &Metric) -> Option<f64> {
    let unit = metric.unit.as_deref().unwrap_or_default().trim();
    let share = match unit {
        "" | "share" => value,
        unit if is_per_cent(unit) => value / 100.0,
        _ => return None,
    };
    (0.0..=1.0).contains(&share).then_some(share)
}

/// Whether a unit says that the value is in per cent.
pub fn is_per_cent(unit: &str) -> bool {
    let lower = unit.to_lowercase();
    ["%", "percent", "per cent", "per 100", "אחוז"].iter().any(|word| lower.contains(word))
}

/// Whether a unit names a scale of answers: `1-5`, `of 10`, stars.
pub fn names_a_scale(unit: &str) -> bool {
    let lower = unit.to_lowercase();
    lower.contains("star") || lower.contains("כוכב") || top_of_scale(&lower).is_some()
}

fn top_of_scale(unit: &str) -> Option<u8> {
    let mut numbers = unit.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    numbers.next_back().and_then(|last| last.parse().ok()).filter(|top| *top <= 10)
}

/// The best answer of a scale: what its unit says, or 5, 7 or 10, the least that holds every answer given.
/// So an answer nobody gave need not be listed. `None` for longer scales.
pub(super) fn answer_scale(given: impl Iterator<Item = u8>, unit: Option<&str>) -> Option<u8> {
    let highest = given.max()?;
    let named = unit.and_then(top_of_scale).filter(|top| *top >= highest.max(2));
    named.or_else(|| [5, 7, 10].into_iter().find(|top| highest <= *top))
}

/// The share of the best answers of a scale, as many as said, with its interval.
pub(super) fn best_answers(answers: &Answers, top: Option<u8>, best: u8) -> Option<(f64, Interval)> {
    let from = top?.saturating_sub(best);
    let (good, n) = answers.numbers().fold((0.0, 0.0), |(good, n), (number, count)| {
        let count = f64::from(count);
        (if number > from { good + count } else { good }, n + count)
    });
    Some((good / n, wilson(good, n)?))
}

/// Answers on a scale in three numbers.
pub(super) fn sample_of(answers: &Answers) -> Option<Sample> {
    Sample::counted(answers.numbers().map(|(number, count)| (f64::from(number), count)))
}

/// The answers to "would you recommend us": by group, or from 0 to 10; `None` when there are none, or one
/// is no answer to it.
fn recommendation(answers: &Answers) -> Option<Recommendation> {
    let mut counts = Recommendation::default();
    for (answer, count) in answers.iter() {
        let group = match answer {
            Answer::Promoters | Answer::Number(9..=10) => &mut counts.promoters,
            Answer::Passives | Answer::Number(7..=8) => &mut counts.passives,
            Answer::Detractors | Answer::Number(0..=6) => &mut counts.detractors,
            Answer::Number(_) => return None,
        };
        *group = group.saturating_add(count);
    }
    (counts.n() > 0).then_some(counts)
}

/// What became of a metric: the shares, scores or means that its interval rests on, and their difference.
#[derive(Clone, Copy, Debug)]
pub struct MetricDifference {
    /// What it was.
    pub before: Figure,
    /// What it is.
    pub after: Figure,
    /// Later − earlier, in the unit of both.
    pub difference: Difference,
    /// Which way it ought to go, where its name says so.
    pub wanted: Option<Wanted>,
}

/// What became of a metric.
///
/// `None` where either lacks what an interval is made of, has too few answers to say anything, or counts
/// something else than the other.
pub fn metric_difference(name: &str, earlier: &Metric, later: &Metric) -> Option<MetricDifference> {
    let enough = |metric: &Metric| Some(metric.cases()?).filter(|n| Estimate::new(*n, ()).is_shown());
    let cases = (f64::from(enough(earlier)?), f64::from(enough(later)?));
    let kind = MetricKind::of(name, earlier);
    if kind != MetricKind::of(name, later) {
        return None;
    }
    let figure = |metric: &Metric| {
        let n = metric.cases()?;
        figures(kind, metric, n).into_iter().find(|figure| figure.interval.is_some())
    };
    let (before, after) = (figure(earlier)?, figure(later)?);
    let difference = match (before.what, after.what) {
        (FigureKind::Nps, FigureKind::Nps) => {
            nps_difference(recommendation(&earlier.answers)?, recommendation(&later.answers)?)
        }
        (FigureKind::Mean, FigureKind::Mean) => mean_difference(sample(earlier)?, sample(later)?),
        (one, other) if one == other && one.is_share() => {
            share_difference((before.value * cases.0, cases.0), (after.value * cases.1, cases.1))
        }
        _ => None,
    };
    let is_good =
        matches!(kind, MetricKind::Nps | MetricKind::Csat | MetricKind::Ces) || name == SUCCESS_METRIC;
    let wanted = is_good.then_some(Wanted::More);
    Some(MetricDifference { before, after, difference: difference?, wanted })
}

/// A metric as a mean of values: of its answers, or of values whose scatter it tells.
fn sample(metric: &Metric) -> Option<Sample> {
    let scattered = || Some(Sample { n: metric.n?, mean: metric.value?, sd: Some(metric.sd?.get()) });
    sample_of(&metric.answers).or_else(scattered)
}

/// How the value and the `n` of a metric contradict its answers, as (what is written, what they give).
pub fn contradiction(measured: Measured<'_>) -> Option<(&'static str, f64, f64)> {
    let metric = measured.metric;
    if metric.answers.is_empty() {
        return None;
    }
    let counted = metric.answers.n();
    if let Some(n) = metric.n.filter(|n| *n != counted) {
        return Some(("n", f64::from(n), f64::from(counted)));
    }
    let value = metric.value?;
    let given = figures(MetricKind::of(measured.name, metric), metric, counted);
    let as_written = |figure: &Figure| {
        let in_per_cent = figure.what.is_share()
            && (value > 1.0 || is_per_cent(metric.unit.as_deref().unwrap_or_default()));
        if in_per_cent { figure.value * 100.0 } else { figure.value }
    };
    let first = given.iter().map(as_written).next()?;
    let agrees = given.iter().any(|figure| agrees_as_written(value, as_written(figure)));
    (!agrees).then_some(("value", value, first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metric(json: &str) -> Metric {
        serde_json::from_str(json).unwrap()
    }

    /// A figure to three decimals, with the ends of its interval.
    type Rounded = (FigureKind, f64, Option<(f64, f64)>);

    /// The figures of a metric, as long as they may be shown.
    fn read(name: &str, json: &str) -> Vec<Rounded> {
        let metric = metric(json);
        let found = reading(Measured { name, metric: &metric, at: None });
        let Some(Estimate::Small { value, .. } | Estimate::Sound { value, .. }) = found.figures else {
            return Vec::new();
        };
        let rounded = |v: f64| (v * 1000.0).round() / 1000.0;
        let ends = |interval: Interval| (rounded(interval.low), rounded(interval.high));
        value.iter().map(|one| (one.what, rounded(one.value), one.interval.map(ends))).collect()
    }

    #[test]
    fn a_score_of_promoters_needs_its_answers_for_an_interval() {
        let groups = r#"{"value": 30, "answers": {"promoters": 50, "passives": 30, "detractors": 20}}"#;
        let found = read("nps", groups);
        assert_eq!((found[0].0, found[0].1), (FigureKind::Nps, 30.0));
        let found = found[0].2.unwrap();
        assert!((found.0 - 14.053).abs() < 0.05 && (found.1 - 44.2).abs() < 0.05, "{found:?}");
        let scale = r#"{"value": 30, "answers": {"0": 5, "6": 15, "7": 10, "8": 20, "9": 30, "10": 20}}"#;
        assert_eq!(read("relational-nps", scale)[0].2, Some(found));
        assert_eq!(read("nps", r#"{"value": 30, "n": 100}"#), [(FigureKind::Nps, 30.0, None)]);
    }

    #[test]
    fn shares_have_the_interval_of_wilson() {
        let found = [(FigureKind::Share, 0.8, Some((0.711, 0.867)))];
        assert_eq!(read("solved-at-first-contact", r#"{"value": 0.8, "n": 100}"#), found);
        assert_eq!(read("fcr", r#"{"value": 80, "unit": "%", "n": 100}"#), found);
        assert_eq!(read("נפתר בפנייה ראשונה", r#"{"value": 80, "unit": "אחוז", "n": 100}"#), found);
        let satisfied = r#"{"value": 0.8, "answers": {"1": 20, "4": 50, "5": 30}}"#;
        let found = read("csat", satisfied);
        assert_eq!(found[0], (FigureKind::TopTwo, 0.8, Some((0.711, 0.867))));
        assert_eq!((found[1].0, found[1].1), (FigureKind::Mean, 3.7));
    }

    #[test]
    fn an_answer_nobody_gave_need_not_be_listed() {
        // Of 5 although nobody answered 5: the two best are 4 and 5.
        assert_eq!(read("csat", r#"{"value": 0.5, "answers": {"3": 5, "4": 5}}"#)[0].1, 0.5);
        let of_four = r#"{"value": 1, "unit": "of 4", "answers": {"3": 5, "4": 5}}"#;
        assert_eq!(read("csat", of_four)[0].1, 1.0);
        for (given, unit, top) in [
            (&[5, 6][..], None, Some(7)),
            (&[0, 8], None, Some(10)),
            (&[11], None, None),
            (&[4], Some("of 10"), Some(10)),
            (&[6], Some("of 5"), Some(7)),
            (&[], Some("of 5"), None),
        ] {
            assert_eq!(answer_scale(given.iter().copied(), unit), top, "{given:?} {unit:?}");
        }
    }

    #[test]
    fn effort_is_agreement_and_means_need_to_say_how_they_scatter() {
        let effort = r#"{"value": 5, "answers": {"2": 2, "4": 2, "5": 4, "6": 1, "7": 3}}"#;
        let found = read("ces", effort);
        assert_eq!((found[0].0, found[0].1), (FigureKind::TopThree, 0.667));
        assert_eq!((found[1].0, found[1].1), (FigureKind::Mean, 4.917));
        assert_eq!(
            read("days", r#"{"value": 31, "unit": "days", "n": 40}"#),
            [(FigureKind::Stated, 31.0, None)]
        );
        let scattered = r#"{"value": 31, "sd": 10, "unit": "days", "n": 25}"#;
        assert_eq!(read("days", scattered), [(FigureKind::Mean, 31.0, Some((26.872, 35.128)))]);
        assert_eq!(read("ces", r#"{"value": 4.2, "n": 30}"#), [(FigureKind::Stated, 4.2, None)]);
    }

    #[test]
    fn a_metric_is_better_only_where_the_interval_says_so() {
        let change = |name: &str, earlier: &str, later: &str| {
            let found = metric_difference(name, &metric(earlier), &metric(later))?;
            let (difference, wanted) = (found.difference, found.wanted);
            Some((difference.interval.holds(0.0), wanted.map(|wanted| difference.verdict(wanted))))
        };
        use super::super::Verdict::{Improved, NotToldApart, Worse};
        let share = |value: f64, n: u32| format!(r#"{{"value": {value}, "n": {n}}}"#);
        assert_eq!(change("csat", &share(0.6, 100), &share(0.8, 100)), Some((false, Some(Improved))));
        assert_eq!(change("csat", &share(0.6, 10), &share(0.8, 10)), Some((true, Some(NotToldApart))));
        assert_eq!(change("csat", &share(0.5, 4), &share(1.0, 4)), None);
        // Nobody knows whether more of this is better.
        assert_eq!(change("called-again", &share(0.6, 100), &share(0.8, 100)), Some((false, None)));
        let nps = |good: u32, bad: u32| {
            format!(r#"{{"answers": {{"promoters": {good}, "passives": 30, "detractors": {bad}}}}}"#)
        };
        assert_eq!(change("nps", &nps(200, 50), &nps(50, 200)), Some((false, Some(Worse))));
        assert_eq!(change("nps", &share(30.0, 100), &nps(50, 20)), None);
        let days = |mean: f64| format!(r#"{{"value": {mean}, "sd": 4, "unit": "days", "n": 40}}"#);
        assert_eq!(change("days", &days(31.0), &days(20.0)), Some((false, None)));
        assert_eq!(change("days", &days(31.0), &share(0.5, 40)), None);
    }

    #[test]
    fn four_answers_are_four_answers() {
        let few = metric(r#"{"value": 0.75, "n": 4}"#);
        let found = reading(Measured { name: "solved", metric: &few, at: None });
        assert_eq!(found.figures, Some(Estimate::Withheld { n: 4 }));
        let uncounted = metric(r#"{"value": 0.75}"#);
        assert_eq!(reading(Measured { name: "solved", metric: &uncounted, at: None }).figures, None);
    }

    #[test]
    fn numbers_and_answers_must_agree() {
        let found =
            |name: &str, json: &str| contradiction(Measured { name, metric: &metric(json), at: None });
        let answers = r#""answers": {"1": 1, "4": 1, "5": 1}"#;
        assert_eq!(found("csat", &format!(r#"{{"value": 0.67, "n": 3, {answers}}}"#)), None);
        assert_eq!(found("csat", &format!(r#"{{"value": 66, "unit": "%", {answers}}}"#)), None);
        assert_eq!(found("mean", &format!(r#"{{"value": 3.3, {answers}}}"#)), None);
        assert_eq!(found("csat", &format!(r#"{{"value": 0.67, "n": 4, {answers}}}"#)), Some(("n", 4.0, 3.0)));
        let off = found("csat", &format!(r#"{{"value": 0.9, {answers}}}"#)).unwrap();
        assert_eq!((off.0, off.1), ("value", 0.9));
        assert_eq!(found("csat", r#"{"value": 0.9, "n": 3}"#), None);
    }

    #[test]
    fn scales_are_known_by_their_unit() {
        for unit in ["1-5", "of 5", "out of 10", "0–10", "Stars", "1..7"] {
            assert!(names_a_scale(unit), "{unit}");
        }
        for unit in ["", "%", "points", "-100..100", "per 100 answers"] {
            assert!(!names_a_scale(unit), "{unit}");
        }
    }
}
