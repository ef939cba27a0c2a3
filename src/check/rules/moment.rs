//! Moments of truth.

use super::touchpoint::about;
use crate::check::{Check, Findings, JourneyCx};
use crate::model::{Journey, MomentKind, MomentOfTruth, ResponseType, TouchpointRef, Valence};
use crate::syntax::Route;

fn moments(journey: &Journey) -> impl Iterator<Item = (TouchpointRef<'_>, &MomentOfTruth)> {
    journey.touchpoints().filter_map(|found| Some((found, found.touchpoint.moment_of_truth.as_deref()?)))
}

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
    let key = |found: TouchpointRef<'_>| found.route().key("moment_of_truth");
    let has_faults = !cx.workspace.files[cx.file].faults.is_empty();
    if has_faults && journey.touchpoints().any(|found| cx.has(&key(found))) {
        return;
    }
    let _ = out
        .absent(Route::root(), "no touchpoint is a moment of truth")
        .help("mark where the relationship can turn: `moment_of_truth: {valence: …}`");
}

rule! {
    /// A moment of truth has no response.
    ///
    /// Fires when a `moment_of_truth` has no `response`.
    ///
    /// ## Why
    ///
    /// To know where customers make up their minds is half of the work; the other half is what the provider
    /// does there. That is decided in advance, or by whoever happens to be on duty.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// moment_of_truth: {valence: negative, at_risk: a customer of ten years}
    /// ```
    ///
    /// ## What to do
    ///
    /// Say what you do: `prevent`, `exploit`, `recover`, `guarantee` or `empower`:
    ///
    /// ```yaml
    /// moment_of_truth:
    ///   valence: negative
    ///   at_risk: a customer of ten years
    ///   response: {type: prevent, solutions: [a message before the fee is charged], owner: head of billing}
    /// ```
    MOT_WITHOUT_RESPONSE = "JM603" "mot-without-response", Moment, Error,
        Check::Journey(mot_without_response)
}

fn mot_without_response(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for (found, _) in moments(cx.journey).filter(|(_, moment)| moment.response.is_none()) {
        let message = about(found, "is a moment of truth without a response");
        let _ = out
            .missing(found.route().key("moment_of_truth"), "response", message)
            .help("say what the provider does about it: `response: {type: prevent, owner: …}`");
    }
}

rule! {
    /// Nobody owns a moment of truth that can go wrong.
    ///
    /// Fires when a moment of truth has `valence: negative` and neither its `response` nor its touchpoint has an
    /// `owner`.
    ///
    /// ## Why
    ///
    /// Where everybody is responsible nobody acts, and this is where customers leave. Nielsen Norman Group
    /// counts ownership among the parts of a map.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// moment_of_truth:
    ///   valence: negative
    ///   response: {type: recover}
    /// ```
    ///
    /// ## What to do
    ///
    /// Name a role that can act on it:
    ///
    /// ```yaml
    /// moment_of_truth:
    ///   valence: negative
    ///   response: {type: recover, owner: head of service}
    /// ```
    NEGATIVE_MOT_WITHOUT_OWNER = "JM604" "negative-mot-without-owner", Moment, Error,
        Check::Journey(negative_mot_without_owner)
}

fn negative_mot_without_owner(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for (found, moment) in moments(cx.journey).filter(|(_, moment)| is_negative(moment)) {
        let owner = moment.response.as_ref().and_then(|response| response.owner.as_ref());
        if owner.or(found.touchpoint.owner.as_ref()).is_some() || cx.has(&found.route().key("owner")) {
            continue;
        }
        let message = about(found, "is a negative moment of truth that nobody owns");
        let route = found.route().key("moment_of_truth");
        let draft = match &moment.response {
            Some(_) => out.missing(route.key("response"), "owner", message),
            None => out.missing(route, "response", message),
        };
        let _ = draft.help("name a role that can act: `response: {owner: …}`");
    }
}

fn is_negative(moment: &MomentOfTruth) -> bool {
    moment.valence == Some(Valence::Negative)
}

rule! {
    /// A moment of truth that goes wrong is neither prevented nor made good.
    ///
    /// Fires when a moment of truth has `valence: negative`, its response is of `type: exploit`, and no moment of
    /// truth of `kind: recovery` comes after it. To empower the people in contact, or to guarantee an outcome, are
    /// ways to prevent and to make good.
    ///
    /// ## Why
    ///
    /// After a failure people judge the provider by what it does next. Making good raises satisfaction again
    /// (meta-analysis by de Matos et al. 2007), though it wins nothing that the failure had not lost.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// moment_of_truth:
    ///   valence: negative
    ///   response: {type: exploit, owner: head of sales}
    /// ```
    ///
    /// ## What to do
    ///
    /// Keep it from happening or make good, or show the touchpoint where that is done
    /// (`moment_of_truth: {kind: recovery}`):
    ///
    /// ```yaml
    /// moment_of_truth:
    ///   valence: negative
    ///   response: {type: recover, owner: head of service, levers: [the month is free]}
    /// ```
    NEGATIVE_MOT_WITHOUT_RECOVERY = "JM606" "negative-mot-without-recovery", Moment, Warning,
        Check::Journey(negative_mot_without_recovery)
}

fn negative_mot_without_recovery(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for (found, moment) in moments(cx.journey).filter(|(_, moment)| is_negative(moment)) {
        let kind = moment.response.as_ref().and_then(|response| response.kind);
        if kind != Some(ResponseType::Exploit) {
            continue;
        }
        let recovered = moments(cx.journey).any(|(later, moment)| {
            later.position >= found.position && moment.kind == Some(MomentKind::Recovery)
        });
        if !recovered {
            let message = about(found, "goes wrong and is neither prevented nor made good");
            let route = found.route().key("moment_of_truth").key("response").key("type");
            let _ = out
                .absent(route, message)
                .help("respond with `prevent` or `recover`, or show the touchpoint that makes good");
        }
    }
}
