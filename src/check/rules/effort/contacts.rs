//! Contacts that need not happen.

use crate::check::rules::touchpoint::about;
use crate::check::{Check, Findings, JourneyCx, RuleOption};
use crate::measure;
use crate::model::{Channel, ChannelFamily, Initiator, Level, OpportunityType, Touchpoint, TouchpointRef};

rule! {
    /// The map does not say why the customer had to turn to the provider.
    ///
    /// Fires at every contact that the customer starts and expects an answer to, when the touchpoint says
    /// neither `root_cause` nor `preventable`. Silent in desired and planned maps, and in lifecycle maps,
    /// whose contacts are kinds of contact and not one customer's reason.
    ///
    /// ## Why
    ///
    /// Most questions come from something that could have been said or done before, and the best service is
    /// the one that nobody needs (Price & Jaffe 2008). The reason is known while the contact is fresh.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I call to ask where my refund is, channel: phone, initiator: customer}
    /// ```
    ///
    /// ## What to do
    ///
    /// Write the reason, and whether the contact need have happened:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - name: I call to ask where my refund is
    ///     channel: phone
    ///     initiator: customer
    ///     preventable: true
    ///     root_cause: nobody says when the money comes
    ///     prevention: a text message when the refund is on its way
    /// ```
    CONTACT_WITHOUT_ROOT_CAUSE = "JM701" "contact-without-root-cause", Effort, Warning,
        Check::Journey(contact_without_root_cause)
}

fn contact_without_root_cause(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.is_target() || cx.journey.level == Some(Level::Lifecycle) {
        return;
    }
    for found in cx.journey.touchpoints().filter(|found| found.touchpoint.is_customer_contact()) {
        let touchpoint = found.touchpoint;
        if touchpoint.root_cause.is_some() || touchpoint.preventable.is_some() {
            continue;
        }
        // A reason that could not be read is a reason.
        let written = cx.has(&found.route().key("preventable"));
        if !written {
            let message = about(found, "does not say why the customer had to get in touch");
            let _ = out
                .missing(found.route(), "root_cause", message)
                .help("write `root_cause: …`, and `preventable: true` or `false`");
        }
    }
}

rule! {
    /// A preventable contact has nothing that would prevent it.
    ///
    /// Fires when a touchpoint says `preventable: true` and has no `prevention`.
    ///
    /// ## Why
    ///
    /// A contact that need not happen costs both sides every day until somebody removes its cause
    /// (Price & Jaffe 2008). Marking it is worth little without the step that follows.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// preventable: true
    /// root_cause: nobody says when the money comes
    /// ```
    ///
    /// ## What to do
    ///
    /// Write what would keep it from happening:
    ///
    /// ```yaml
    /// preventable: true
    /// root_cause: nobody says when the money comes
    /// prevention: a text message when the refund is on its way
    /// ```
    PREVENTABLE_WITHOUT_PREVENTION = "JM702" "preventable-without-prevention", Effort, Warning,
        Check::Journey(preventable_without_prevention)
}

fn preventable_without_prevention(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for found in cx.journey.touchpoints() {
        let touchpoint = found.touchpoint;
        if touchpoint.preventable == Some(true) && touchpoint.prevention.is_none() {
            let key = found.route().key("preventable");
            let message = about(found, "is preventable, and nothing is said to prevent it");
            if cx.has(&found.route().key("prevention")) {
                let _ = out.missing(found.route(), "prevention", message);
            } else {
                let _ = out.absent(key, message).help("write what would: `prevention: …`");
            }
        }
    }
}

rule! {
    /// The customer comes back with the same matter, and nothing is done about it.
    ///
    /// Fires once for a map, at the first contact that is marked with `effort: {repeat_contact: true}` or
    /// is the second call or message of the customer's about one need, if it has a `root_cause` but neither
    /// `preventable` nor `prevention`, and no opportunity addresses it or its stage. Silent in desired and
    /// planned maps and in lifecycle maps.
    ///
    /// ## Why
    ///
    /// Having to come back is the biggest cause of effort that Dixon, Freeman and Toman 2010 found. Every
    /// second contact means that the first, which somebody counted as solved, was not.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I call about the refund, channel: phone, initiator: customer, preventable: false}
    ///   - {name: I call again, channel: phone, initiator: customer, root_cause: nobody had written it down}
    /// ```
    ///
    /// ## What to do
    ///
    /// Say what would have spared it, or that nothing could (`preventable: false`):
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I call about the refund, channel: phone, initiator: customer, preventable: false}
    ///   - name: I call again
    ///     channel: phone
    ///     initiator: customer
    ///     root_cause: nobody had written it down
    ///     preventable: true
    ///     prevention: close a request only when the customer says so
    /// ```
    REPEAT_CONTACT = "JM709" "repeat-contact", Effort, Warning, Check::Journey(repeat_contact),
        options: &[&MAX_CONTACTS]
}

static MAX_CONTACTS: RuleOption = RuleOption::number(
    "max",
    1.0,
    1.0,
    100.0,
    "how many calls and messages of the customer's one need may take",
);

fn repeat_contact(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.is_target() || cx.journey.level == Some(Level::Lifecycle) {
        return;
    }
    let max = out.count(&MAX_CONTACTS);
    let mut count = 0;
    for found in cx.journey.touchpoints() {
        let touchpoint = found.touchpoint;
        let asks = is_question(touchpoint);
        count += usize::from(asks);
        let marked = touchpoint.effort.as_ref().is_some_and(|effort| effort.repeat_contact);
        // Without a reason it has its finding as a contact without root cause.
        let explained = touchpoint.root_cause.is_some() || !touchpoint.is_customer_contact();
        let settled = touchpoint.preventable.is_some() || touchpoint.prevention.is_some();
        if !(marked || (asks && count > max)) || !explained || settled {
            continue;
        }
        // What could not be read may be what is done about it.
        let unread = ["preventable", "prevention"].iter().any(|key| cx.has(&found.route().key(key)));
        if unread || cx.is_worked_on(&found) || cx.has_unread("opportunities") {
            continue;
        }
        let message = match count {
            0 | 1 => about(found, "is a contact about the same matter again, and nothing is done about it"),
            _ => about(
                found,
                &format!("is contact number {count} about one need, and nothing is done about it"),
            ),
        };
        let _ = out.absent(found.route(), message).help(
            "say what would spare it: `preventable: true` and `prevention: …`, or `preventable: false`",
        );
        return;
    }
}

/// Whether the customer calls or writes; a visit has reasons of its own.
fn is_question(touchpoint: &Touchpoint) -> bool {
    use ChannelFamily::{Message, Post, Public, Voice};
    if touchpoint.initiator != Some(Initiator::Customer) {
        return false;
    }
    let family = touchpoint.channel.as_ref().and_then(Channel::kind).map(|kind| kind.family);
    matches!(family, Some(Voice | Message | Post | Public)) && touchpoint.is_customer_contact()
}

rule! {
    /// The customer has to ask again and again, and nobody ever acts first.
    ///
    /// Fires once for a current map with two or more of the customer's contacts marked `preventable: true`
    /// when no touchpoint is `proactive` and no opportunity is of type `make-proactive` or `inform`.
    ///
    /// ## Why
    ///
    /// A contact that could have been prevented is one whose reason was known before the customer asked.
    /// The best service is the one that nobody needs (Price & Jaffe 2008): tell, pay or repair before the
    /// question comes.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I call to ask for my refund, channel: phone, initiator: customer, preventable: true, prevention: pay it unasked}
    ///   - {name: I call to ask where it is, channel: phone, initiator: customer, preventable: true, prevention: say when}
    /// ```
    ///
    /// ## What to do
    ///
    /// Make one of the preventions an opportunity that somebody takes on:
    ///
    /// ```yaml
    /// opportunities:
    ///   - {type: make-proactive, statement: Pay refunds unasked, addresses: [ask], owner: head of billing, due: 2027-01}
    /// stages:
    ///   - name: Refund
    ///     touchpoints:
    ///       - {id: ask, name: I call to ask for my refund, channel: phone, initiator: customer, preventable: true, prevention: pay it unasked}
    ///       - {name: I call to ask where it is, channel: phone, initiator: customer, preventable: true, prevention: say when}
    /// ```
    REACTIVE_ONLY = "JM710" "reactive-only", Effort, Info, Check::Journey(reactive_only),
        options: &[&FEWEST_PREVENTABLE]
}

static FEWEST_PREVENTABLE: RuleOption = RuleOption::number(
    "min",
    2.0,
    1.0,
    100.0,
    "the fewest preventable contacts from which on a map is judged",
);

fn reactive_only(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    let acts = |kind: Option<OpportunityType>| {
        matches!(kind, Some(OpportunityType::MakeProactive | OpportunityType::Inform))
    };
    if journey.is_target() || journey.opportunities.iter().any(|opportunity| acts(opportunity.kind)) {
        return;
    }
    if !journey.touchpoints().any(|found| found.touchpoint.preventable == Some(true)) {
        return;
    }
    let preventable = measure::prevention(journey).preventable;
    let Some(first) = preventable.first() else { return };
    let proactive = |found: TouchpointRef<'_>| found.touchpoint.proactive;
    if preventable.len() < out.count(&FEWEST_PREVENTABLE)
        || journey.touchpoints().any(proactive)
        || cx.has_unread("opportunities")
    {
        return;
    }
    let message = match preventable.len() {
        1 => about(*first, "could be spared, and nobody acts first"),
        count => about(
            *first,
            &format!("is the first of {count} contacts that could be spared, and nobody acts first"),
        ),
    };
    let _ = out
        .absent(first.route().key("preventable"), message)
        .help("write an opportunity of `type: make-proactive` that addresses it");
}
