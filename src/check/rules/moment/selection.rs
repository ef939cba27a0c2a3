//! Which touchpoints are moments of truth.

use super::{moments, route};
use crate::check::rules::emotion::{is_explained, is_extreme};
use crate::check::rules::touchpoint::about;
use crate::check::{Check, Findings, JourneyCx, RuleOption, Stability};
use crate::measure::{self, DoubleDeviation, Series};
use crate::model::{MomentKind, MomentOfTruth, OpportunityType, TouchpointRef};
use crate::syntax::Route;

rule! {
    /// The journey has no moment of truth.
    ///
    /// Fires when a journey has touchpoints and none is a `moment_of_truth`.
    ///
    /// ## Why
    ///
    /// In a few encounters customers make up their minds (Carlzon 1987 called them moments of truth). A map
    /// without one says that every encounter matters equally, and spreads what is done about them thin.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: They refuse the refund, channel: phone, initiator: provider}
    /// ```
    ///
    /// ## What to do
    ///
    /// Mark where the relationship can turn, and say what you do about it:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - name: They refuse the refund
    ///     channel: phone
    ///     initiator: provider
    ///     moment_of_truth:
    ///       valence: negative
    ///       response: {type: empower, owner: head of service, levers: [refund at once up to 100]}
    /// ```
    NO_MOMENT_OF_TRUTH = "JM601" "no-moment-of-truth", Moment, Warning, Check::Journey(no_moment_of_truth)
}

fn no_moment_of_truth(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    if journey.touchpoints().next().is_none() || moments(journey).next().is_some() {
        return;
    }
    let has_faults = !cx.faults.is_empty();
    if has_faults && journey.touchpoints().any(|found| cx.has(&route(found))) {
        return;
    }
    let _ = out
        .absent(Route::root(), "no touchpoint is a moment of truth")
        .help("mark where the relationship can turn: `moment_of_truth: {valence: …}`");
}

rule! {
    /// Too many touchpoints are moments of truth.
    ///
    /// Fires when a map has five touchpoints or more, and more than 40 % of them are moments of truth.
    ///
    /// ## Why
    ///
    /// Moments of truth are the few encounters that decide about a relationship. When nearly everything
    /// decides, nothing is done first.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I look for the number, channel: web}
    ///   - {name: I call, channel: phone, moment_of_truth: {valence: either}}
    ///   - {name: They answer, channel: phone, moment_of_truth: {valence: positive}}
    ///   - {name: They refuse, channel: phone, moment_of_truth: {valence: negative}}
    ///   - {name: I complain, channel: email}
    /// ```
    ///
    /// ## What to do
    ///
    /// Keep those at which customers stay or leave:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I look for the number, channel: web}
    ///   - {name: I call, channel: phone}
    ///   - {name: They answer, channel: phone}
    ///   - {name: They refuse, channel: phone, moment_of_truth: {valence: negative}}
    ///   - {name: I complain, channel: email}
    /// ```
    TOO_MANY_MOTS = "JM602" "too-many-mots", Moment, Warning, Check::Journey(too_many_mots),
        options: &[&MAX_SHARE, &MIN_TOUCHPOINTS]
}

static MAX_SHARE: RuleOption = RuleOption::number(
    "max_percent",
    MANY,
    0.0,
    100.0,
    "the share of touchpoints that may be moments of truth, in per cent",
);
static MIN_TOUCHPOINTS: RuleOption =
    RuleOption::number("min_touchpoints", 5.0, 1.0, 200.0, "how many touchpoints there have to be");

/// The share of touchpoints that may be moments of truth, in per cent (convention).
const MANY: f64 = 40.0;

fn too_many_mots(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let all = cx.journey.touchpoints().count();
    let marked = moments(cx.journey).count();
    if all >= out.count(&MIN_TOUCHPOINTS) && marked as f64 * 100.0 > all as f64 * out.number(&MAX_SHARE) {
        let message = format!("{marked} of {all} touchpoints are moments of truth");
        let _ = out
            .absent(Route::root().key("stages"), message)
            .help("keep those at which customers decide to stay or to leave");
    }
}

rule! {
    /// The customer is failed a second time, and no moment of truth says so.
    ///
    /// Fires once for a current map in which something fails (a negative moment of truth, a dead end, or something
    /// that never came), the customer turns to the provider, and then something fails again (a dead end, something
    /// that never came, or coming back with the same matter). Silent when the second failure is a moment of truth,
    /// when one of `kind: recovery` comes after the first failure, and in lifecycle maps, whose contacts are not
    /// about one matter.
    ///
    /// ## Why
    ///
    /// A recovery that fails after a failure is a double deviation (Bitner, Booms & Tetreault 1990). Making good
    /// well can leave customers more content than before after one failure, but not after two (Maxham & Netemeyer
    /// 2002); here they leave.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: The form ends in an error, channel: web, effort: {dead_end: true}}
    ///   - {name: I call instead, channel: phone, initiator: customer}
    ///   - {name: Nobody calls me back, channel: phone, kind: missing}
    /// ```
    ///
    /// ## What to do
    ///
    /// Mark it as the moment of truth that it is, and say what you do so that it does not get there:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: The form ends in an error, channel: web, effort: {dead_end: true}}
    ///   - {name: I call instead, channel: phone, initiator: customer}
    ///   - name: Nobody calls me back
    ///     channel: phone
    ///     kind: missing
    ///     moment_of_truth:
    ///       valence: negative
    ///       kind: recovery
    ///       response: {type: prevent, guidelines: [who takes the call keeps it], owner: head of service}
    /// ```
    DOUBLE_DEVIATION = "JM607" "double-deviation", Moment, Warning, Check::Journey(double_deviation),
        stability: Stability::Preview
}

fn double_deviation(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let Some(found) = measure::double_deviation(cx.journey) else { return };
    let DoubleDeviation { first, again } = found;
    let is_recovery = |moment: &MomentOfTruth| moment.kind == Some(MomentKind::Recovery);
    let mut later = moments(cx.journey).filter(|(at, _)| at.position > first.position);
    if later.any(|(_, moment)| is_recovery(moment)) || cx.has(&route(again)) {
        return;
    }
    let message = about(again, "fails the customer a second time, and is not a moment of truth");
    let _ = out
        .absent(again.route(), message)
        .help("mark it: `moment_of_truth: {valence: negative, kind: recovery, …}`, and say how you respond")
        .related(cx.file, &first.route(), "the first failure");
}

rule! {
    /// Customers feel most strongly here, and it is not a moment of truth.
    ///
    /// Fires in current maps at touchpoints with the best or the worst score there is, when neither they nor their
    /// neighbours with the same score are moments of truth; at three of them at most. With several personas all
    /// have to feel so. Silent in maps without any moment of truth or with more than 40 % of them, and at low points
    /// that nobody works on or nothing explains, which are other findings.
    ///
    /// ## Why
    ///
    /// Where customers react most strongly, for good or bad, their attitude may turn. Such a place is a candidate:
    /// somebody should have looked at it and decided.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I ask for the refund, channel: phone, emotion: 0}
    ///   - {name: I wait for a call, channel: none, emotion: 0}
    ///   - {name: They promise to see to it, channel: phone, emotion: 1, moment_of_truth: {valence: positive}}
    ///   - {name: The money comes the same day, channel: app, emotion: 2}
    /// ```
    ///
    /// ## What to do
    ///
    /// Mark it, or accept the finding with a comment that says why it does not decide:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I ask for the refund, channel: phone, emotion: 0}
    ///   - {name: I wait for a call, channel: none, emotion: 0}
    ///   - {name: They promise to see to it, channel: phone, emotion: 1}
    ///   - {name: The money comes the same day, channel: app, emotion: 2, moment_of_truth: {valence: positive}}
    /// ```
    UNMARKED_EXTREME = "JM608" "unmarked-extreme", Moment, Info, Check::Journey(unmarked_extreme),
        stability: Stability::Preview, options: &[&MAX_EXTREMES]
}

static MAX_EXTREMES: RuleOption =
    RuleOption::number("max_findings", 3.0, 1.0, 200.0, "at how many touchpoints of a map it fires at most");

fn unmarked_extreme(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    let marked = moments(journey).count();
    let is_candidate = |found: TouchpointRef<'_>| {
        let unmarked = found.touchpoint.moment_of_truth.is_none();
        unmarked && extreme_at(cx.series(), found.position).is_some()
    };
    if journey.is_target() || marked == 0 || !journey.touchpoints().any(is_candidate) {
        return;
    }
    let all: Vec<TouchpointRef<'_>> = journey.touchpoints().collect();
    if marked as f64 * 100.0 > all.len() as f64 * MANY {
        return;
    }
    let is_known = |found: &TouchpointRef<'_>| cx.is_worked_on(found) && is_explained(found.touchpoint);
    let mut left = out.count(&MAX_EXTREMES);
    let mut position = 0;
    while position < all.len() && left > 0 {
        let first = position;
        position += 1;
        let Some(v) = extreme_at(cx.series(), first) else { continue };
        while position < all.len() && extreme_at(cx.series(), position) == Some(v) {
            position += 1;
        }
        let here = &all[first..position];
        let is_marked = here.iter().any(|found| cx.has(&route(*found)));
        if is_marked || (v < 0.0 && !here.iter().any(is_known)) {
            continue;
        }
        let what = if v > 0.0 { "best" } else { "worst" };
        let message =
            about(all[first], &format!("has the {what} score there is, and is not a moment of truth"));
        let _ = out
            .absent(all[first].route(), message)
            .help("mark it if the relationship can turn here: `moment_of_truth: {valence: …}`");
        left -= 1;
    }
}

/// The score of a touchpoint that everybody feels to be the best or the worst there is.
fn extreme_at(series: &[Series<'_>], position: usize) -> Option<f64> {
    let mut values = series.iter().filter_map(|series| series.points[position].map(|point| point.v));
    let first = values.next().filter(|v| is_extreme(*v))?;
    values.all(|v| v == first).then_some(first)
}

rule! {
    /// Every moment of truth is a threat.
    ///
    /// Fires in current maps with two moments of truth or more, all of `valence: negative`, when the map shows no
    /// other chance either: no `missed_opportunities`, and no opportunity of type `delight`, `make-proactive`,
    /// `keep-human` or `add-touchpoint`.
    ///
    /// ## Why
    ///
    /// Journeys are mapped to find what fails, and to find where a little more would win a customer. A map of
    /// threats only leads to a service that nobody complains about and nobody remembers.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: They refuse, channel: phone, moment_of_truth: {valence: negative}}
    ///   - {name: I close the account, channel: web, moment_of_truth: {valence: negative}}
    /// ```
    ///
    /// ## What to do
    ///
    /// Say where the relationship could grow, too:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - name: They refuse
    ///     channel: phone
    ///     moment_of_truth: {valence: negative}
    ///     missed_opportunities: [{who: The clerk, action: Offer the next month free}]
    ///   - {name: I close the account, channel: web, moment_of_truth: {valence: negative}}
    /// ```
    ONLY_NEGATIVE_MOTS = "JM612" "only-negative-mots", Moment, Info, Check::Journey(only_negative_mots),
        stability: Stability::Preview, options: &[&MIN_NEGATIVE]
}

static MIN_NEGATIVE: RuleOption =
    RuleOption::number("min_moments", 2.0, 1.0, 200.0, "how many moments of truth there have to be");

fn only_negative_mots(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    use OpportunityType::{AddTouchpoint, Delight, KeepHuman, MakeProactive};
    let journey = cx.journey;
    let mut count = 0;
    let all_negative = moments(journey).all(|(_, moment)| {
        count += 1;
        moment.is_negative()
    });
    if journey.is_target() || !all_negative || count == 0 || count < out.count(&MIN_NEGATIVE) {
        return;
    }
    let has_chance = journey.opportunities.iter().any(|opportunity| {
        matches!(opportunity.kind, Some(AddTouchpoint | Delight | KeepHuman | MakeProactive))
    });
    let was_missed = || journey.touchpoints().any(|found| !found.touchpoint.missed_opportunities.is_empty());
    let unread = journey.opportunities.is_empty() && cx.has_unread("opportunities");
    if !has_chance && !unread && !was_missed() {
        let message = match count {
            1 => "the only moment of truth is negative".to_owned(),
            2 => "both moments of truth are negative".to_owned(),
            _ => format!("all {count} moments of truth are negative"),
        };
        let _ = out.absent(Route::root().key("stages"), message).help(
            "look for where the relationship could grow: `valence: positive`, or `missed_opportunities`",
        );
    }
}
