//! What is done about the low points, and by whom.

use crate::check::rules::touchpoint::about;
use crate::check::{Check, Findings, JourneyCx, RuleOption};
use crate::measure::rice_lacks;
use crate::model::{Kept, TouchpointRef};
use crate::syntax::Route;

rule! {
    /// A low point of the journey has nobody working on it.
    ///
    /// Fires in current maps at negative moments of truth, valleys (a score below neutral and below its
    /// neighbours) and cliffs (a fall by half of the scale or more, to below neutral) that no opportunity addresses, neither by the
    /// touchpoint nor by its stage, and that have no response as a moment of truth. Names the worst three at
    /// most; the option `most` sets another number.
    ///
    /// ## Why
    ///
    /// A map is drawn to change something. The low points are where a change is felt most, and bad moments
    /// weigh more than good ones (Baumeister et al. 2001).
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {id: ask, name: I ask for the refund, channel: phone, emotion: 0}
    ///   - {id: refused, name: They refuse the refund, channel: phone, emotion: -2}
    /// ```
    ///
    /// ## What to do
    ///
    /// Write an opportunity that addresses it, with somebody who takes it on:
    ///
    /// ```yaml
    /// opportunities:
    ///   - type: fix
    ///     statement: Let agents refund up to 100 at once
    ///     addresses: [refused]
    ///     owner: head of service
    ///     due: 2027-03
    /// ```
    FINDING_WITHOUT_ACTION = "JM808" "finding-without-action", Gap, Warning,
        Check::Journey(finding_without_action), options: &[&MOST_LOW_POINTS]
}

static MOST_LOW_POINTS: RuleOption =
    RuleOption::number("most", 3.0, 1.0, 200.0, "how many low points of a map are named at most");

/// Touchpoints, first to last, that need somebody to work on them.
struct LowPoint {
    first: usize,
    last: usize,
    v: f64,
    what: &'static str,
}

fn finding_without_action(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    if journey.is_target() || (journey.opportunities.is_empty() && cx.has_unread("opportunities")) {
        return;
    }
    let mut lows = low_points(cx);
    if lows.is_empty() {
        return;
    }
    let found: Vec<TouchpointRef<'_>> = journey.touchpoints().collect();
    lows.retain(|low| !found[low.first..=low.last].iter().any(|at| cx.is_worked_on(at)));
    lows.sort_by(|a, b| a.v.total_cmp(&b.v).then(a.first.cmp(&b.first)));
    lows.truncate(out.count(&MOST_LOW_POINTS));
    for low in lows {
        let at = found[low.first];
        let message = about(at, &format!("is {}, and no opportunity addresses it", low.what));
        let help = format!("write an opportunity with `addresses: [{}]`", at.touchpoint.id());
        let _ = out.absent(at.route(), message).help(help);
    }
}

rule! {
    /// A promise was not kept, and nobody works on it.
    ///
    /// Fires in current maps at a promise that was kept `partly` or `not-at-all` when no opportunity addresses its
    /// touchpoint or its stage, the touchpoint has no response as a moment of truth, and nobody wrote why it stays so
    /// (`accepted`). Silent at low points of the journey, of which JM808 speaks.
    ///
    /// ## Why
    ///
    /// What a provider promises is what its service is measured against: promising less, or keeping it, is one of
    /// the gaps by which Parasuraman, Zeithaml and Berry (1985) explain what customers think of a service.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - name: They call me back
    ///     channel: callback
    ///     emotion: 0
    ///     promises: [{statement: A call within the hour, kept: not-at-all}]
    /// ```
    ///
    /// ## What to do
    ///
    /// Write an opportunity that addresses it, to keep the promise or to promise what can be kept:
    ///
    /// ```yaml
    /// stages:
    ///   - name: Call
    ///     touchpoints:
    ///       - id: back
    ///         name: They call me back
    ///         channel: callback
    ///         emotion: 0
    ///         promises: [{statement: A call within the hour, kept: not-at-all}]
    /// opportunities:
    ///   - {type: fix, statement: Promise a call by noon, addresses: [back], owner: head of service, due: 2027-01}
    /// ```
    BROKEN_PROMISE_WITHOUT_ACTION = "JM813" "broken-promise-without-action", Gap, Warning,
        Check::Journey(broken_promise_without_action)
}

fn broken_promise_without_action(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    let has_promises = |at: &TouchpointRef<'_>| !at.touchpoint.promises.is_empty();
    let cannot_tell = journey.opportunities.is_empty() && cx.has_unread("opportunities");
    if journey.is_target() || cannot_tell || !journey.touchpoints().any(|at| has_promises(&at)) {
        return;
    }
    let lows = low_points(cx);
    for at in journey.touchpoints().filter(has_promises) {
        let is_low = lows.iter().any(|low| (low.first..=low.last).contains(&at.position));
        if is_low || cx.is_worked_on(&at) || at.touchpoint.accepted.is_some() {
            continue;
        }
        for (index, promise) in at.touchpoint.promises.iter().enumerate() {
            let what = match promise.kept {
                Some(Kept::Partly) => "a promise was kept only in part",
                Some(Kept::NotAtAll) => "a promise was broken",
                Some(Kept::Fully) | None => continue,
            };
            let route = at.route().key("promises").index(index).key("kept");
            let help = format!("write an opportunity with `addresses: [{}]`", at.touchpoint.id());
            let _ = out.at(route, format!("{what}, and no opportunity addresses it")).help(help);
        }
    }
}

/// Negative moments of truth, valleys and cliffs; none of them twice.
fn low_points(cx: &JourneyCx<'_>) -> Vec<LowPoint> {
    let conventions = &cx.workspace.conventions;
    let mut lows: Vec<LowPoint> = Vec::new();
    let mut add = |low: LowPoint| {
        if !lows.iter().any(|other| other.first <= low.last && low.first <= other.last) {
            lows.push(low);
        }
    };
    let v_at = |position: usize| {
        let scores = cx.series().iter().filter_map(|series| series.points[position].map(|point| point.v));
        scores.reduce(f64::min)
    };
    for found in cx.journey.touchpoints() {
        let moment = found.touchpoint.moment_of_truth.as_ref();
        if moment.is_some_and(|moment| moment.is_negative()) {
            let position = found.position;
            let v = v_at(position).unwrap_or(-1.0);
            add(LowPoint { first: position, last: position, v, what: "a negative moment of truth" });
        }
    }
    for series in cx.series() {
        for valley in series.valleys(conventions) {
            let (first, last, v) = (valley.first, valley.last, valley.v);
            add(LowPoint { first, last, v, what: "a low point of the journey" });
        }
    }
    for series in cx.series() {
        for cliff in series.drops(conventions).into_iter().filter(|drop| drop.is_cliff) {
            let v = series.points[cliff.to].map_or(0.0, |point| point.v);
            // A fall from very good to neutral hurts nobody.
            if v >= 0.0 {
                continue;
            }
            add(LowPoint { first: cliff.to, last: cliff.to, v, what: "a steep fall" });
        }
    }
    lows
}

rule! {
    /// An opportunity has nobody to take it on, or no date.
    ///
    /// Fires when an opportunity has no `owner` or no `due`.
    ///
    /// ## Why
    ///
    /// What nobody owns by no date is a wish. Nielsen Norman Group counts ownership and measures among the
    /// parts of a map for this reason.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// opportunities:
    ///   - {type: inform, statement: Say when the money comes}
    /// ```
    ///
    /// ## What to do
    ///
    /// Name a role and a month:
    ///
    /// ```yaml
    /// opportunities:
    ///   - {type: inform, statement: Say when the money comes, owner: head of billing, due: 2027-01}
    /// ```
    OPPORTUNITY_UNOWNED = "JM809" "opportunity-unowned", Gap, Warning, Check::Journey(opportunity_unowned)
}

fn opportunity_unowned(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for (index, opportunity) in cx.journey.opportunities.iter().enumerate() {
        let route = || Route::root().key("opportunities").index(index);
        let (key, message) = match (&opportunity.owner, &opportunity.due) {
            (Some(_), Some(_)) => continue,
            (None, None) if !cx.has(&route().key("due")) => {
                ("owner", "the opportunity has no owner and no date")
            }
            (None, _) => ("owner", "the opportunity has no owner"),
            (Some(_), None) => ("due", "the opportunity has no date"),
        };
        let _ =
            out.missing(route(), key, message).help("name a role and a month: `owner: …`, `due: 2027-01`");
    }
}

rule! {
    /// An opportunity addresses nothing on the map.
    ///
    /// Fires when `addresses` is absent or empty.
    ///
    /// ## Why
    ///
    /// A map is there to find out what needs doing. What hangs on no touchpoint and no stage was there before
    /// the map: a solution in search of a problem.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// opportunities:
    ///   - {type: automate, statement: Build an app, owner: head of digital, due: 2027-06}
    /// ```
    ///
    /// ## What to do
    ///
    /// Name the touchpoints or stages that it is for; for something new, the stage where it is missing:
    ///
    /// ```yaml
    /// opportunities:
    ///   - {type: inform, statement: Say when the money comes, addresses: [i-wait], owner: billing, due: 2027-01}
    /// ```
    OPPORTUNITY_ORPHAN = "JM810" "opportunity-orphan", Gap, Warning, Check::Journey(opportunity_orphan)
}

fn opportunity_orphan(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for (index, _) in cx.journey.opportunities.iter().enumerate().filter(|(_, one)| one.addresses.is_empty())
    {
        let route = Route::root().key("opportunities").index(index);
        let _ = out
            .missing(route, "addresses", "the opportunity addresses nothing on the map")
            .help("name the touchpoints or stages it is for: `addresses: [<id>]`");
    }
}

rule! {
    /// An opportunity cannot be ranked beside the others.
    ///
    /// Fires when one of the opportunities of a map says how many customers it reaches (`reach`), how much it does
    /// for each (`impact`) or how much work it is (`effort`), at every opportunity of the map that lacks one of
    /// the three; an effort of 0 is none. Silent where nobody began to weigh them.
    ///
    /// ## Why
    ///
    /// Reach times impact by effort is how opportunities are ranked (RICE, with the grade of the evidence as
    /// confidence). One without an effort comes out first or last for no reason of its own.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// opportunities:
    ///   - {statement: Say when the money comes, addresses: [i-wait], reach: 1200, impact: 1}
    /// ```
    ///
    /// ## What to do
    ///
    /// Estimate what is missing, roughly; it is the order that counts:
    ///
    /// ```yaml
    /// opportunities:
    ///   - {statement: Say when the money comes, addresses: [i-wait], reach: 1200, impact: 1, effort: 0.5}
    /// ```
    UNWEIGHTED_PRIORITY = "JM811" "unweighted-priority", Gap, Info, Check::Journey(unweighted_priority)
}

fn unweighted_priority(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let opportunities = &cx.journey.opportunities;
    if opportunities.iter().all(|one| rice_lacks(one).len() == 3) {
        return;
    }
    for (index, one) in opportunities.iter().enumerate() {
        let mut missing = rice_lacks(one).into_iter();
        let Some(first) = missing.next() else { continue };
        let what = match (missing.next(), missing.next()) {
            (None, _) => format!("`{first}`"),
            (Some(second), None) => format!("`{first}` and `{second}`"),
            (Some(second), Some(third)) => format!("`{first}`, `{second}` and `{third}`"),
        };
        let message = format!("without {what} the opportunity cannot be ranked beside the others");
        let _ = out
            .missing(Route::root().key("opportunities").index(index), first, message)
            .help("estimate roughly: `reach` in customers a quarter, `impact` for each from 0.25 to 3, `effort` in person-months");
    }
}
