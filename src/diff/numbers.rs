//! The numbers of a journey before and after.

use super::likeness::Matched;
use crate::measure::{self, Gaps, MetricDifference, Series, Side, coverage, metric_difference, prevention};
use crate::model::{Duration, Grade, Journey, Metric, TouchpointRef};

/// A number of both versions.
#[derive(Clone, Debug)]
pub struct MeasureChange<'j> {
    /// What is measured.
    pub measure: Measure<'j>,
    /// What it was; `None` when there was nothing to measure.
    pub before: Option<Amount>,
    /// What it is.
    pub after: Option<Amount>,
}

impl MeasureChange<'_> {
    /// Whether the number is another one; what cannot be seen in two decimals is none.
    pub fn is_change(&self) -> bool {
        match (self.before, self.after) {
            (Some(Amount::Score(before)), Some(Amount::Score(after))) => (before - after).abs() >= 0.005,
            (before, after) => before != after,
        }
    }
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure<'j> {
    /// The mean of the scores, of a persona where the map tells several apart.
    Mean(Option<&'j str>),
    /// The lowest score.
    Worst,
    /// The last score.
    End,
    /// The peak–end score.
    PeakEnd,
    /// Effort points.
    Effort,
    /// Waiting on the line or at the counter.
    LiveWait,
    /// Waiting for answers.
    AsyncWait,
    /// Hand-offs.
    Handoffs,
    /// Contacts by the customer.
    Contacts,
    /// Those that need not have been.
    Preventable,
    /// Touchpoints.
    Touchpoints,
    /// Moments of truth.
    Moments,
    /// Gaps of the journey by itself.
    Gaps,
    /// Scores that customers were heard about in number.
    Researched,
}

impl Measure<'_> {
    /// The measure in words.
    pub fn name(&self) -> String {
        match self {
            Self::Mean(None) => "mean emotion".to_owned(),
            Self::Mean(Some(persona)) => format!("mean emotion ({persona})"),
            Self::Worst => "worst".to_owned(),
            Self::End => "end".to_owned(),
            Self::PeakEnd => "peak–end".to_owned(),
            Self::Effort => "effort points".to_owned(),
            Self::LiveWait => "live wait".to_owned(),
            Self::AsyncWait => "wait for answers".to_owned(),
            Self::Handoffs => "hand-offs".to_owned(),
            Self::Contacts => "contacts by the customer".to_owned(),
            Self::Preventable => "preventable contacts".to_owned(),
            Self::Touchpoints => "touchpoints".to_owned(),
            Self::Moments => "moments of truth".to_owned(),
            Self::Gaps => "gaps".to_owned(),
            Self::Researched => "researched scores".to_owned(),
        }
    }
}

/// The value of a measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// From -1 to 1.
    Score(f64),
    /// A whole number.
    Count(usize),
    /// A length of time.
    Time(Duration),
}

pub(super) fn measure_changes<'j>(earlier: &Gaps<'j>, later: &Gaps<'j>) -> Vec<MeasureChange<'j>> {
    let (before, after) = (&earlier.current, &later.current);
    let mut all = Vec::new();
    let personas = before.all.iter().chain(&after.all).map(|series| series.persona);
    let mut known: Vec<Option<&'j str>> = Vec::new();
    for persona in personas {
        // A version without personas is compared by its only line.
        let persona = persona.filter(|_| before.all.len() > 1 || after.all.len() > 1);
        if !known.contains(&persona) {
            known.push(persona);
        }
    }
    for persona in known {
        let mean = |side: &Side<'j>| {
            let line = match persona {
                Some(_) => side.all.iter().find(|series| series.persona == persona)?,
                None => side.series(),
            };
            line.summary().map(|summary| Amount::Score(summary.mean))
        };
        let (before, after) = (mean(before), mean(after));
        all.push(MeasureChange { measure: Measure::Mean(persona), before, after });
    }
    type Of<'j> = fn(&Side<'j>) -> Option<Amount>;
    let counts: [(Measure<'j>, Of<'j>); 12] = [
        (Measure::Worst, |side| Some(Amount::Score(side.series().summary()?.worst))),
        (Measure::End, |side| Some(Amount::Score(side.series().summary()?.end))),
        (Measure::PeakEnd, |side| Some(Amount::Score(side.series().peak()?.peak_end))),
        (Measure::Effort, |side| Some(Amount::Count(side.effort.points() as usize))),
        (Measure::LiveWait, |side| Some(Amount::Time(side.effort.live_wait))),
        (Measure::AsyncWait, |side| Some(Amount::Time(side.effort.async_wait))),
        (Measure::Handoffs, |side| Some(Amount::Count(side.effort.handoffs as usize))),
        (Measure::Contacts, |side| Some(Amount::Count(side.effort.contacts))),
        (Measure::Preventable, |side| Some(Amount::Count(prevention(side.journey).preventable.len()))),
        (Measure::Touchpoints, |side| Some(Amount::Count(side.series().points.len()))),
        (Measure::Moments, |side| Some(Amount::Count(coverage(side.journey).1.total()))),
        (Measure::Researched, |side| {
            Some(Amount::Count(coverage(side.journey).0.at_least(Grade::Qualitative)))
        }),
    ];
    all.extend(counts.map(|(measure, of)| MeasureChange { measure, before: of(before), after: of(after) }));
    if let (Some(before), Some(after)) = (earlier.open(), later.open()) {
        let amount = |count| Some(Amount::Count(count));
        all.push(MeasureChange { measure: Measure::Gaps, before: amount(before), after: amount(after) });
    }
    all
}

/// The scores of a line in order, as far as there are any.
pub fn scores(series: &Series<'_>) -> Vec<Option<f64>> {
    series.points.iter().map(|point| point.map(|point| point.v)).collect()
}

/// What a difference of two measured values means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The interval of the difference lies on the good side.
    Improved,
    /// It lies on the bad side.
    Worsened,
    /// The interval holds no `no difference`, and nothing says which way is better.
    Different,
    /// It holds no difference at all as well.
    Unclear,
    /// There is none.
    Unknown,
}

impl Verdict {
    /// What may be said of a measured value that changed: better or worse only where the interval of the difference
    /// says so.
    fn of(found: Option<&MetricDifference>) -> Self {
        let Some(found) = found else { return Self::Unknown };
        match found.wanted {
            _ if found.difference.interval.holds(0.0) => Self::Unclear,
            None => Self::Different,
            Some(wanted) => match found.difference.verdict(wanted) {
                measure::Verdict::Improved => Self::Improved,
                measure::Verdict::Worse => Self::Worsened,
                measure::Verdict::NotToldApart => Self::Unclear,
            },
        }
    }

    /// The verdict in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Improved => "improved",
            Self::Worsened => "worsened",
            Self::Different => "changed",
            Self::Unclear => "no clear difference",
            Self::Unknown => "no interval",
        }
    }
}

/// A measured value that is not the same.
#[derive(Clone, Debug)]
pub struct MetricChange<'j> {
    /// Its name.
    pub name: &'j str,
    /// The touchpoint of the newer version it is of, or the one that is gone; `None` for the whole journey.
    pub at: Option<TouchpointRef<'j>>,
    /// What it was.
    pub before: Option<&'j Metric>,
    /// What it is.
    pub after: Option<&'j Metric>,
    /// What was compared, where the map carries enough to tell chance from change.
    pub difference: Option<MetricDifference>,
    /// What the difference means; `None` without two values.
    pub verdict: Option<Verdict>,
}

pub(super) fn metric_changes<'j>(
    before: &'j Journey,
    after: &'j Journey,
    matches: &[Matched<'j>],
) -> Vec<MetricChange<'j>> {
    let whole = (None, &before.metrics, &after.metrics);
    let touchpoints = matches
        .iter()
        .map(|one| (Some(one.after), &one.before.touchpoint.metrics, &one.after.touchpoint.metrics));
    let mut changes = Vec::new();
    for (at, old, new) in std::iter::once(whole).chain(touchpoints) {
        let added = new.keys().filter(|name| !old.contains_key(*name));
        for name in old.keys().chain(added) {
            let (before, after) = (old.get(name), new.get(name));
            if before == after {
                continue;
            }
            let both = before.zip(after);
            let difference = both.and_then(|(before, after)| metric_difference(name, before, after));
            let verdict = both.map(|_| Verdict::of(difference.as_ref()));
            changes.push(MetricChange { name, at, before, after, difference, verdict });
        }
    }
    changes
}
