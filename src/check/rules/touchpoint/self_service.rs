//! What customers do on their own.

use super::about;
use crate::check::{Check, Findings, JourneyCx, RuleOption, Stability};
use crate::model::{
    Channel, ChannelFamily, Initiator, Journey, Maturity, Status, Touchpoint, TouchpointKind, TouchpointRef,
};

rule! {
    /// Customers serve themselves, and the map shows no way to a person.
    ///
    /// Fires once for a map with two or more touchpoints of self-service (the customer does something on a
    /// screen, at a machine, with a voice menu or a chatbot) and no touchpoint with a person: in person or
    /// by voice, in a chat, through a partner, or anything the customer writes and somebody answers. A
    /// channel of your own may be one.
    ///
    /// ## Why
    ///
    /// Self-service ends where the case is not the usual one. Without a way to a person it ends there for the
    /// customer, too. What goes to self-service and what stays with people is a decision that the map is for.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I fill in the application, channel: web, initiator: customer}
    ///   - {name: I look for the answer, channel: portal, initiator: customer}
    /// ```
    ///
    /// ## What to do
    ///
    /// Show how one comes to a person:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - id: apply
    ///     name: I fill in the application
    ///     channel: web
    ///     initiator: customer
    ///     next: [{to: ask, condition: something does not fit}, {to: look}]
    ///   - {id: ask, name: I ask in the chat, channel: chat, initiator: customer, arrives: {voluntary: true, context: kept}}
    ///   - {id: look, name: I look for the answer, channel: portal, initiator: customer}
    /// ```
    SELF_SERVICE_WITHOUT_FALLBACK = "JM414" "self-service-without-fallback", Touchpoint, Warning,
        Check::Journey(self_service_without_fallback),
        stability: Stability::Preview, options: &[&FEWEST_FOR_FALLBACK]
}

static FEWEST_FOR_FALLBACK: RuleOption = RuleOption::number(
    "min",
    2.0,
    1.0,
    200.0,
    "the fewest touchpoints of self-service from which on a map is judged",
);

fn self_service_without_fallback(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let count = self_service(cx.journey).count();
    let Some(first) = self_service(cx.journey).next() else { return };
    if count < out.count(&FEWEST_FOR_FALLBACK)
        || cx.journey.touchpoints().any(|found| is_with_a_person(found.touchpoint))
    {
        return;
    }
    let message = match count {
        1 => about(first, "is self-service, and the map shows no way to a person"),
        _ => about(
            first,
            &format!(
                "is the first of {count} touchpoints of self-service in a map without a way to a person"
            ),
        ),
    };
    let _ = out
        .absent(first.route(), message)
        .help("show where the customer can turn to somebody, for instance as a branch under `next`");
}

/// What customers do on their own in a channel made for it.
fn self_service(journey: &Journey) -> impl Iterator<Item = TouchpointRef<'_>> {
    journey.touchpoints().filter(|found| {
        let touchpoint = found.touchpoint;
        let kind = touchpoint.channel.as_ref().and_then(Channel::kind);
        let alone = kind.is_some_and(|kind| {
            let machine = matches!(kind.family, ChannelFamily::Digital | ChannelFamily::Machine);
            machine || matches!(kind.name, "ivr" | "chatbot")
        });
        let does = !matches!(
            touchpoint.kind,
            Some(TouchpointKind::Content | TouchpointKind::Communication | TouchpointKind::Missing)
        );
        alone
            && does
            && !is_absent(touchpoint)
            && touchpoint.initiator == Some(Initiator::Customer)
            && !touchpoint.is_indirect()
    })
}

fn is_absent(touchpoint: &Touchpoint) -> bool {
    matches!(touchpoint.status, Some(Status::Missing | Status::Retire))
}

/// Whether somebody answers, or may: a channel that is not said or not known may be anything.
fn is_with_a_person(touchpoint: &Touchpoint) -> bool {
    if touchpoint.kind == Some(TouchpointKind::Missing) || is_absent(touchpoint) {
        return false;
    }
    let Some(channel) = &touchpoint.channel else { return true };
    let Some(kind) = channel.kind() else { return true };
    let live = matches!(kind.family, ChannelFamily::InPerson | ChannelFamily::Voice) || kind.name == "chat";
    (kind.answered && (live || touchpoint.initiator != Some(Initiator::Provider)))
        || touchpoint.is_customer_contact()
}

rule! {
    /// Self-service is not measured.
    ///
    /// Fires once for a map that claims to be `researched`, `validated` or `monitored`, with two or more
    /// touchpoints of self-service (the customer does something on a screen, at a machine, with a voice
    /// menu or a chatbot), when none of them has `metrics`. Silent in desired and planned maps.
    ///
    /// ## Why
    ///
    /// Where nobody is present nobody notices who gives up. Those who leave look like those who were served,
    /// until somebody counts how many began and how many came to the end.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// maturity: researched
    /// stages:
    ///   - name: Apply
    ///     touchpoints:
    ///       - {name: I fill in the form, channel: web, initiator: customer}
    ///       - {name: I upload my papers, channel: portal, initiator: customer}
    /// ```
    ///
    /// ## What to do
    ///
    /// Write down what is known of it, with `n` and a date:
    ///
    /// ```yaml
    /// maturity: researched
    /// stages:
    ///   - name: Apply
    ///     touchpoints:
    ///       - {name: I fill in the form, channel: web, initiator: customer}
    ///       - name: I upload my papers
    ///         channel: portal
    ///         initiator: customer
    ///         metrics: {finished: {value: 0.62, n: 4180, collected: 2026-09}}
    /// ```
    SELF_SERVICE_UNMEASURED = "JM415" "self-service-unmeasured", Touchpoint, Info,
        Check::Journey(self_service_unmeasured), options: &[&FEWEST_FOR_METRICS]
}

static FEWEST_FOR_METRICS: RuleOption = RuleOption::number(
    "min",
    2.0,
    1.0,
    200.0,
    "the fewest touchpoints of self-service from which on a map is judged",
);

fn self_service_unmeasured(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    let claims =
        matches!(journey.maturity, Some(Maturity::Researched | Maturity::Validated | Maturity::Monitored));
    if !claims || journey.is_target() {
        return;
    }
    let count = self_service(journey).count();
    let Some(first) = self_service(journey).next() else { return };
    let measured = |found: TouchpointRef<'_>| !found.touchpoint.metrics.is_empty();
    if count < out.count(&FEWEST_FOR_METRICS) || self_service(journey).any(measured) {
        return;
    }
    let message = match count {
        1 => about(first, "is self-service, and nothing is measured there"),
        _ => about(
            first,
            &format!("is the first of {count} touchpoints of self-service, and none is measured"),
        ),
    };
    let _ = out
        .missing(first.route(), "metrics", message)
        .help("write how many come to the end: `metrics: {finished: {value: …, n: …, collected: …}}`");
}
