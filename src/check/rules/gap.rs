//! Desired maps and opportunities.

use std::collections::{BTreeSet, HashSet};

use super::emotion::scores;
use super::evidence::measured;
use super::touchpoint::about;
use crate::check::{Check, Findings, JourneyCx};
use crate::model::{Id, Journey, State, TouchpointRef, Valence};
use crate::syntax::Route;

rule! {
    /// A desired map answers no current one.
    ///
    /// Fires when `state` is `desired` and `current` is absent.
    ///
    /// ## Why
    ///
    /// What should be is measured from what is. Without the current map no gap can be computed, and nobody
    /// sees which touchpoints go, come or change.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// journey: refund-desired
    /// state: desired
    /// ```
    ///
    /// ## What to do
    ///
    /// Name the map of today; for a service that does not exist yet, set the rule to `off` in `masa.toml`:
    ///
    /// ```yaml
    /// journey: refund-desired
    /// state: desired
    /// current: refund
    /// ```
    DESIRED_WITHOUT_CURRENT = "JM801" "desired-without-current", Gap, Warning,
        Check::Journey(desired_without_current)
}

fn desired_without_current(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.state() == State::Desired && cx.journey.current.is_none() {
        let _ = out
            .missing(Route::root(), "current", "the desired map answers no current one")
            .help("name the map of today: `current: <journey>`");
    }
}

rule! {
    /// A map of what should be carries measurements.
    ///
    /// Fires in desired and planned maps at a score that rests on evidence of grade `qualitative` or better, and
    /// at a metric with `n`.
    ///
    /// ## Why
    ///
    /// Only what happened can be measured. A target with the evidence of an experience reads like a result
    /// and lends a wish the weight of research. Planned and actual journeys are kept apart in the customer
    /// journey modelling language too (Halvorsrud, Kvale & Følstad 2016).
    ///
    /// ## Example
    ///
    /// ```yaml
    /// state: desired
    /// evidence:
    ///   interviews: {kind: interview, grade: qualitative, n: 8}
    /// default_evidence: interviews
    /// ```
    ///
    /// ## What to do
    ///
    /// Keep the evidence in the current map. The desired one names the map it answers:
    ///
    /// ```yaml
    /// state: desired
    /// current: refund
    /// ```
    FUTURE_WITH_MEASURED_EVIDENCE = "JM802" "future-with-measured-evidence", Gap, Error,
        Check::Journey(future_with_measured_evidence)
}

fn future_with_measured_evidence(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    if !journey.is_target() {
        return;
    }
    let help = "keep the evidence in the current map; the scores of this one are targets";
    let mut said = HashSet::new();
    for score in scores(journey) {
        let found = score.basis(journey);
        let Some(id) = found.id.filter(|_| found.is_researched()) else { continue };
        let route = match (score.claim, &score.at.touchpoint.evidence) {
            (Some(_), _) => score.evidence_route(cx),
            (None, Some(_)) => score.at.route().key("evidence"),
            (None, None) => Route::root().key("default_evidence"),
        };
        if said.insert(route.clone()) {
            let message = format!("a target rests on `{id}`, evidence of something that happened");
            let _ = out.at(route, message).help(help);
        }
    }
    for one in measured(journey) {
        if let Some(n) = one.metric.n {
            let message = format!("`{}` was measured (n = {n}) on a journey that nobody has made", one.name);
            let _ = out.at(one.route().key("n"), message).help(help);
        }
    }
}

rule! {
    /// A desired map and the current one it answers are not about the same journey.
    ///
    /// Fires at `current` when the map it names is of another persona or another level, is itself a desired
    /// map, or is this very map.
    ///
    /// ## Why
    ///
    /// The gap between two maps means something only when one customer with one need makes both.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// journey: refund-desired
    /// state: desired
    /// persona: avi
    /// current: refund        # whose persona is dana
    /// ```
    ///
    /// ## What to do
    ///
    /// Compare maps of one persona, level and need:
    ///
    /// ```yaml
    /// journey: refund-desired
    /// state: desired
    /// persona: dana
    /// current: refund
    /// ```
    COUNTERPART_MISMATCH = "JM804" "counterpart-mismatch", Gap, Error, Check::Journey(counterpart_mismatch)
}

fn counterpart_mismatch(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let desired = cx.journey;
    let Some(id) = &desired.current else { return };
    // A map that does not exist has its finding as a dangling reference.
    let Some(index) = cx.workspace.journey_file(id.as_str()) else { return };
    let Some(current) = cx.workspace.files[index].journey() else { return };
    let route = Route::root().key("current");
    if index == cx.file {
        let _ = out.at(route, "the map names itself as the current one").help("name the map of today");
        return;
    }
    if current.state() == State::Desired {
        let message = format!("`{id}` is not a current map: its `state` is `desired`");
        let _ = out.at(route.clone(), message).help("name the map of what is").related(
            index,
            &Route::root().key("state"),
            "desired as well",
        );
    }
    if let (Some(ours), Some(theirs)) = (desired.level, current.level)
        && ours != theirs
    {
        let message = format!("`{id}` has the level `{theirs}`, this map `{ours}`");
        let _ = out.at(route.clone(), message).help("compare maps of one level").related(
            index,
            &Route::root().key("level"),
            "the other level",
        );
    }
    let personas = |journey: &'_ Journey| -> BTreeSet<String> {
        journey.personas().iter().filter(|id| !id.is_empty()).map(Id::to_string).collect()
    };
    let (ours, theirs) = (personas(desired), personas(current));
    if !ours.is_empty() && !theirs.is_empty() && ours != theirs {
        let list = |ids: BTreeSet<String>| ids.into_iter().collect::<Vec<_>>().join("`, `");
        let message = format!("`{id}` is the journey of `{}`, this map of `{}`", list(theirs), list(ours));
        let _ = out.at(route, message).help("compare maps of one persona").related(
            index,
            &Route::root().key("persona"),
            "the other persona",
        );
    }
}

rule! {
    /// A low point of the journey has nobody working on it.
    ///
    /// Fires in current maps at negative moments of truth, valleys (a score below neutral and below its
    /// neighbours) and cliffs (a fall by half of the scale or more, to below neutral) that no opportunity addresses, neither by the
    /// touchpoint nor by its stage, and that have no response as a moment of truth. Names the worst three at
    /// most.
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
        Check::Journey(finding_without_action)
}

/// How many low points are named at most.
const MAX_LOW_POINTS: usize = 3;

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
    let addressed: HashSet<&str> =
        journey.opportunities.iter().flat_map(|opportunity| &opportunity.addresses).map(Id::as_str).collect();
    let handled = |at: &TouchpointRef<'_>| {
        let response = at.touchpoint.moment_of_truth.as_ref().and_then(|moment| moment.response.as_ref());
        addressed.contains(at.touchpoint.id()) || addressed.contains(at.stage.id()) || response.is_some()
    };
    lows.retain(|low| !found[low.first..=low.last].iter().any(handled));
    lows.sort_by(|a, b| a.v.total_cmp(&b.v).then(a.first.cmp(&b.first)));
    lows.truncate(MAX_LOW_POINTS);
    for low in lows {
        let at = found[low.first];
        let message = about(at, &format!("is {}, and no opportunity addresses it", low.what));
        let help = format!("write an opportunity with `addresses: [{}]`", at.touchpoint.id());
        let _ = out.absent(at.route(), message).help(help);
    }
}

/// Negative moments of truth, valleys and cliffs; none of them twice.
fn low_points(cx: &JourneyCx<'_>) -> Vec<LowPoint> {
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
        if moment.is_some_and(|moment| moment.valence == Some(Valence::Negative)) {
            let position = found.position;
            let v = v_at(position).unwrap_or(-1.0);
            add(LowPoint { first: position, last: position, v, what: "a negative moment of truth" });
        }
    }
    for series in cx.series() {
        for valley in series.valleys() {
            let (first, last, v) = (valley.first, valley.last, valley.v);
            add(LowPoint { first, last, v, what: "a low point of the journey" });
        }
    }
    for series in cx.series() {
        for cliff in series.drops().into_iter().filter(|drop| drop.is_cliff()) {
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
