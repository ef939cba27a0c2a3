//! What is done about moments of truth.

use super::{moments, route};
use crate::check::rules::touchpoint::about;
use crate::check::{Check, Findings, JourneyCx};
use crate::model::{MomentKind, MomentOfTruth, ResponseType, Valence};

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
    for (found, moment) in moments(cx.journey).filter(|(_, moment)| moment.response.is_none()) {
        let message = about(found, "is a moment of truth without a response");
        let _ = out.missing(route(found), "response", message).help(match moment.valence() {
            Valence::Positive => "say what the provider makes of it: `response: {type: exploit, owner: …}`",
            _ => "say what the provider does about it: `response: {type: prevent, owner: …}`",
        });
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
    for (found, moment) in moments(cx.journey).filter(|(_, moment)| moment.is_negative()) {
        let owner = moment.response.as_ref().and_then(|response| response.owner.as_ref());
        if owner.or(found.touchpoint.owner.as_ref()).is_some() || cx.has(&found.route().key("owner")) {
            continue;
        }
        let message = about(found, "is a negative moment of truth that nobody owns");
        let draft = match &moment.response {
            Some(_) => out.missing(route(found).key("response"), "owner", message),
            None => out.missing(route(found), "response", message),
        };
        let _ = draft.help("name a role that can act: `response: {owner: …}`");
    }
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
    let is_recovery = |moment: &MomentOfTruth| moment.kind == Some(MomentKind::Recovery);
    let recoveries = moments(cx.journey).filter(|(_, moment)| is_recovery(moment));
    let last_recovery = recoveries.map(|(found, _)| found.position).last();
    for (found, moment) in moments(cx.journey).filter(|(_, moment)| moment.is_negative()) {
        let kind = moment.response.as_ref().and_then(|response| response.kind);
        let recovered = last_recovery.is_some_and(|last| last >= found.position);
        if kind == Some(ResponseType::Exploit) && !recovered {
            let message = about(found, "goes wrong and is neither prevented nor made good");
            let _ = out
                .absent(route(found).key("response").key("type"), message)
                .help("respond with `prevent` or `recover`, or show the touchpoint that makes good");
        }
    }
}

rule! {
    /// Nothing shows whether the response to a moment of truth works.
    ///
    /// Fires when a `moment_of_truth` has a `response` without a `metric`, and its touchpoint has no `metrics`.
    ///
    /// ## Why
    ///
    /// A moment of truth is where results are decided, so it is where measuring pays first. What nobody
    /// measures is not missed when it stops.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// moment_of_truth:
    ///   valence: negative
    ///   response: {type: recover, owner: head of service}
    /// ```
    ///
    /// ## What to do
    ///
    /// Name what shows it, best something that is counted already:
    ///
    /// ```yaml
    /// moment_of_truth:
    ///   valence: negative
    ///   response: {type: recover, owner: head of service, metric: refunds paid within a day}
    /// ```
    MOT_WITHOUT_METRIC = "JM610" "mot-without-metric", Moment, Info, Check::Journey(mot_without_metric)
}

fn mot_without_metric(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for (found, moment) in moments(cx.journey) {
        let Some(response) = &moment.response else { continue };
        if response.metric.is_some() || cx.has(&found.route().key("metrics")) {
            continue;
        }
        let message = about(found, "has a response, and nothing shows whether it works");
        let _ = out
            .missing(route(found).key("response"), "metric", message)
            .help("name what is counted: `response: {metric: …}`");
    }
}
