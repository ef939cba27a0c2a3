//! Values and places of a change in words.

use crate::diff::{Amount, Aspect, Both, MetricChange, TouchpointChange, Values};
use crate::documents::gap_report::words::signed_count;
use crate::measure::Figure;
use crate::model::{Duration, Metric};
use crate::tables::{Cell, changed, per_cent, plain, signed};

/// What a change of a touchpoint is about, as precisely as a reader needs it.
pub(super) fn aspect(change: &TouchpointChange<'_>) -> String {
    let key = change.key.as_str();
    match change.aspect {
        Aspect::Feeling if !key.is_empty() => format!("feeling ({key})"),
        Aspect::Evidence => format!("evidence of the {key}"),
        Aspect::Owner if key.starts_with("moment_of_truth") => "owner of the response".to_owned(),
        Aspect::Moment | Aspect::Response => {
            let rest = key.trim_start_matches("moment_of_truth").trim_start_matches(".response");
            format!("{}{}", change.aspect.name(), rest.replacen('.', ": ", 1))
        }
        Aspect::Contact | Aspect::Effort | Aspect::Content => key.to_owned(),
        named => named.name().to_owned(),
    }
}

/// A value before and after.
pub(super) fn cells(values: &Values) -> [Cell; 2] {
    match values {
        Values::Scores(before, after) => [*before, *after].map(Cell::score),
        Values::Words(before, after) => [before, after].map(|text| Cell::maybe(text.as_deref())),
    }
}

/// A number as a cell.
pub(super) fn number(amount: Option<Amount>) -> Cell {
    match amount {
        None => Cell::Empty,
        Some(Amount::Score(score)) => Cell::Score(score),
        Some(Amount::Count(count)) => Cell::Count(count as i64),
        Some(Amount::Time(duration)) => Cell::Duration(duration),
    }
}

/// How much more or less it is.
pub(super) fn difference(before: &Cell, after: &Cell) -> Cell {
    match (before, after) {
        (Cell::Score(before), Cell::Score(after)) => Cell::Score(after - before),
        (Cell::Count(before), Cell::Count(after)) => Cell::text(signed_count(after - before)),
        (Cell::Duration(before), Cell::Duration(after)) => {
            let (before, after) = (before.seconds(), after.seconds());
            let sign = if after < before { "−" } else { "+" };
            Cell::text(format!("{sign}{}", Duration::from_seconds(after.abs_diff(before))))
        }
        _ => Cell::Empty,
    }
}

/// A measured value with what it rests on.
///
/// What was compared is the number that its answers give, whatever value stands beside them.
pub(super) fn measured(metric: Option<&Metric>, compared: Option<Figure>) -> Cell {
    let Some(metric) = metric else { return Cell::Empty };
    let unit = metric.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let value = match (compared, metric.value) {
        (Some(figure), _) if figure.what.is_share() => per_cent(figure.value),
        (Some(figure), _) => format!("{}{unit}", plain(figure.value)),
        (None, Some(value)) => format!("{}{unit}", value.to_string().replace('-', "−")),
        (None, None) => "no value".to_owned(),
    };
    let n = metric.cases().map(|n| format!(", n = {n}")).unwrap_or_default();
    Cell::text(format!("{value}{n}"))
}

/// What became of a measured value: the verdict, and where the true difference lies with 95 % confidence.
pub(super) fn verdict(change: &MetricChange<'_>) -> Cell {
    let Some(verdict) = change.verdict else { return Cell::Empty };
    let between = change.difference.map(|found| {
        let shown = |v: f64| {
            if found.after.what.is_share() { format!("{} %", changed(v * 100.0)) } else { signed(v) }
        };
        let interval = found.difference.interval;
        format!(" ({} to {})", shown(interval.low), shown(interval.high))
    });
    Cell::text(format!("{}{}", verdict.name(), between.unwrap_or_default()))
}

/// The file of both versions, or both files.
pub(super) fn files<T>(both: &Both<'_, T>) -> String {
    match both.is_moved {
        true => format!("{} → {}", both.before.source.name(), both.after.source.name()),
        false => both.after.source.name().to_owned(),
    }
}
