//! Measured values and what one must know to read them.

use crate::check::{Check, Findings, JourneyCx, RuleOption, Stability};
use crate::measure::{MetricKind, contradiction, is_per_cent, names_a_scale, share_is_possible};
use crate::model::{Id, Metric};

rule! {
    /// A number rests on very few answers.
    ///
    /// Fires when the `n` of a metric is less than 10; the option `min` sets another number. Silent for desired
    /// and planned maps, where an `n` is a mistake of its own.
    ///
    /// ## Why
    ///
    /// Of five customers one more or less is twenty per cent. Such a number swings from month to month by
    /// itself, and somebody will explain the swing.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// metrics:
    ///   solved-at-first-contact: {value: 0.75, n: 4}
    /// ```
    ///
    /// ## What to do
    ///
    /// Collect more, or tell the answers one by one:
    ///
    /// ```yaml
    /// metrics:
    ///   solved-at-first-contact: {value: 0.62, n: 140, collected: 2026-09}
    /// ```
    SMALL_N = "JM910" "small-n", Evidence, Warning, Check::Journey(small_n), options: &[&LEAST_N]
}

static LEAST_N: RuleOption =
    RuleOption::number("min", 10.0, 1.0, 1e6, "how many answers or cases a metric should rest on");

fn small_n(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.is_target() {
        return;
    }
    for one in cx.journey.measured() {
        let Some(n) = one.metric.cases().filter(|n| f64::from(*n) < out.number(&LEAST_N)) else { continue };
        let help = match n {
            0..5 => "fewer than five answers carry no statistic: tell them one by one",
            _ => "collect more, or show it with its interval",
        };
        let answers = if n == 1 { "answer" } else { "answers" };
        let key = if one.metric.n.is_some() { "n" } else { "answers" };
        let _ = out.at(one.route().key(key), format!("`{}` rests on {n} {answers}", one.name)).help(help);
    }
}

rule! {
    /// A number does not say how many answers it rests on.
    ///
    /// Fires when a metric has neither `n` nor `answers`. Silent for desired and planned maps, whose values are targets.
    ///
    /// ## Why
    ///
    /// Ninety per cent of ten and of ten thousand are different news. Without n nobody can tell whether a
    /// change is more than chance.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// metrics:
    ///   solved-at-first-contact: {value: 0.62}
    /// ```
    ///
    /// ## What to do
    ///
    /// Write how many answers or cases were counted:
    ///
    /// ```yaml
    /// metrics:
    ///   solved-at-first-contact: {value: 0.62, n: 140, collected: 2026-09}
    /// ```
    STATISTIC_WITHOUT_N = "JM911" "statistic-without-n", Evidence, Error, Check::Journey(statistic_without_n)
}

fn statistic_without_n(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.is_target() {
        return;
    }
    for one in cx.journey.measured().filter(|one| one.metric.cases().is_none()) {
        let message = format!("`{}` does not say how many answers it rests on", one.name);
        let _ = out.missing(one.route(), "n", message).help("write it: `n: …`");
    }
}

rule! {
    /// A number does not say when it was measured.
    ///
    /// Fires when a metric with a value has no `collected`, and the evidence it rests on (its own, or that of
    /// its touchpoint, or `default_evidence`) has none either. Silent for desired and planned maps, whose
    /// values are targets.
    ///
    /// ## Why
    ///
    /// A number without a date never grows old, so it is quoted for years. Nobody can tell whether it was
    /// measured before the change or after it.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// metrics:
    ///   solved-at-first-contact: {value: 0.62, n: 140}
    /// ```
    ///
    /// ## What to do
    ///
    /// Write the day or the month:
    ///
    /// ```yaml
    /// metrics:
    ///   solved-at-first-contact: {value: 0.62, n: 140, collected: 2026-09}
    /// ```
    STATISTIC_WITHOUT_DATE = "JM912" "statistic-without-date", Evidence, Warning,
        Check::Journey(statistic_without_date)
}

fn statistic_without_date(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    if journey.is_target() {
        return;
    }
    let undated = |metric: &Metric| metric.value.is_some() && metric.collected.is_none();
    for one in journey.measured().filter(|one| undated(one.metric)) {
        let of_touchpoint = one.at.and_then(|found| found.touchpoint.evidence.as_ref());
        let id = one.metric.evidence.as_ref().or(of_touchpoint).or(journey.default_evidence.as_ref());
        let source = id.map(Id::as_str).and_then(|id| journey.evidence.get(id));
        if source.is_some_and(|source| source.collected.is_some() || cx.has_unread("evidence")) {
            continue;
        }
        let message = format!("`{}` does not say when it was measured", one.name);
        let _ = out
            .missing(one.route(), "collected", message)
            .help("write the day or the month: `collected: 2026-09`");
    }
}

rule! {
    /// A well-known measure has a value that its definition cannot give.
    ///
    /// Fires at metrics with `nps` or `csat` in their name (`net-promoter-score` too). NPS is the share of 9 and
    /// 10 less that of 0 to 6, from -100 to 100; CSAT is the share of the two best answers, from 0 to 1, or in
    /// per cent with `unit: "%"`. It fires when the value lies outside, when the `unit` names a scale such as
    /// `1-5`, when a CSAT without a unit lies between 1 and 10 (a mean of answers), and when no whole number of
    /// the `n` answers gives the value. It fires at any metric whose `answers` give another `value` or `n`.
    ///
    /// ## Why
    ///
    /// The mean of stars and the share of promoters move differently and have other norms. Under the wrong name
    /// a number is compared with what it cannot be compared with. That a figure must be possible with its n is
    /// the GRIM test (Brown & Heathers 2017).
    ///
    /// ## Example
    ///
    /// ```yaml
    /// metrics:
    ///   csat: {value: 4.2, n: 140, collected: 2026-09}
    /// ```
    ///
    /// ## What to do
    ///
    /// Count as the definition says, or give the number the name of what it is:
    ///
    /// ```yaml
    /// metrics:
    ///   mean-satisfaction: {value: 4.2, unit: of 5, n: 140, collected: 2026-09}
    /// ```
    METRIC_POLLUTED = "JM915" "metric-polluted", Evidence, Warning, Check::Journey(metric_polluted),
        stability: Stability::Preview
}

fn metric_polluted(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for one in cx.journey.measured() {
        if let Some((key, written, given)) = contradiction(one) {
            let shown = (given * 1e4).round() / 1e4;
            let message = format!("`{}` is {written} here, and {shown} by its `answers`", one.name);
            let _ = out.at(one.route().key(key), message).help("correct the one or the other");
            continue;
        }
        let (Some(value), Some(kind)) = (one.metric.value, MetricKind::named(one.name)) else { continue };
        let unit = one.metric.unit.as_deref().unwrap_or_default().trim();
        let Some(problem) = problem(kind, value, unit, one.metric.n) else { continue };
        let place = if one.metric.unit.is_some() && names_a_scale(unit) { "unit" } else { "value" };
        let _ = out.at(one.route().key(place), format!("`{}` {problem}", one.name)).help(definition(kind));
    }
}

/// What is wrong with the value of a well-known measure; `None` for others and for values they can have.
fn problem(kind: MetricKind, value: f64, unit: &str, n: Option<u32>) -> Option<String> {
    let impossible = || format!("cannot be {value} with {} answers", n.unwrap_or_default());
    match kind {
        MetricKind::Nps | MetricKind::Csat if names_a_scale(unit) => {
            Some(format!("is given on the scale `{unit}`"))
        }
        MetricKind::Nps if value.abs() > 100.0 => Some(format!("cannot be {value}")),
        // From -1 to 1 it may be meant as a share.
        MetricKind::Nps if value.abs() > 1.0 => (!share_is_possible(value, 100.0, n)).then(impossible),
        MetricKind::Csat if !(0.0..=100.0).contains(&value) => Some(format!("cannot be {value}")),
        MetricKind::Csat if !is_per_cent(unit) && value > 1.0 && value <= 10.0 => {
            Some(format!("is {value}, which looks like the mean of the answers"))
        }
        MetricKind::Csat => {
            let whole = if is_per_cent(unit) || value > 1.0 { 100.0 } else { 1.0 };
            (!share_is_possible(value, whole, n)).then(impossible)
        }
        _ => None,
    }
}

fn definition(kind: MetricKind) -> &'static str {
    match kind {
        MetricKind::Nps => "count 9 and 10 less 0 to 6 of all answers from 0 to 10, or give it another name",
        _ => "count the two best answers as a share of all, or give it another name",
    }
}
