//! Measured values and what one must know to read them.

use crate::check::rules::gap::metrics;
use crate::check::{Check, Findings, JourneyCx};

rule! {
    /// A number rests on very few answers.
    ///
    /// Fires when the `n` of a metric is less than 10.
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
    SMALL_N = "JM910" "small-n", Evidence, Warning, Check::Journey(small_n)
}

fn small_n(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    metrics(cx.journey, |name, metric, holder| {
        let Some(n) = metric.n.filter(|n| *n < 10) else { return };
        let help = match n {
            0..5 => "fewer than five answers carry no statistic: tell them one by one",
            _ => "collect more, or show it with its interval",
        };
        let _ = out.at(holder().key("n"), format!("`{name}` rests on {n} answers")).help(help);
    });
}

rule! {
    /// A number does not say how many answers it rests on.
    ///
    /// Fires when a metric has no `n`.
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
    metrics(cx.journey, |name, metric, holder| {
        if metric.n.is_none() {
            let _ = out
                .missing(holder(), "n", format!("`{name}` does not say how many answers it rests on"))
                .help("write it: `n: …`");
        }
    });
}
