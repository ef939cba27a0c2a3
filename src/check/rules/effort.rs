//! Effort, waits and prevention.

use super::touchpoint::about;
use crate::check::{Check, Findings, JourneyCx};
use crate::model::{Duration, Level};

rule! {
    /// The map does not say why the customer had to turn to the provider.
    ///
    /// Fires at every contact that the customer starts and expects an answer to, when the touchpoint says
    /// neither `root_cause` nor `preventable`. Silent in desired and planned maps, and in lifecycle maps, whose
    /// contacts are kinds of contact and not one customer's reason.
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
    /// A duration can be read in two ways.
    ///
    /// A number without a unit, a decimal, or something that is not a duration at all.
    ///
    /// ## Why
    ///
    /// `2.13` minutes may be 2 minutes 13 seconds or 2 minutes 8 seconds; `1.35 seconds` in a queue is
    /// almost certainly minutes. Waits decide how an experience is judged, so they must be exact.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// live_wait: 2.13
    /// ```
    ///
    /// ## What to do
    ///
    /// Write whole numbers, each with its unit, or ISO 8601:
    ///
    /// ```yaml
    /// live_wait: 2m13s
    /// ```
    AMBIGUOUS_DURATION = "JM703" "ambiguous-duration", Effort, Error, Check::Loading
}

rule! {
    /// The customer waits long with nothing else to do.
    ///
    /// Fires when `live_wait` of a touchpoint is more than 5 minutes.
    ///
    /// ## Why
    ///
    /// On the line or at the counter one cannot do anything else, and time without occupation, without
    /// explanation or without a known end feels longer than it is (Maister 1985). Five minutes is a convention.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// live_wait: 12m
    /// ```
    ///
    /// ## What to do
    ///
    /// Shorten the wait or give it back, for instance with an offer to call back; then the customer is free:
    ///
    /// ```yaml
    /// live_wait: 1m
    /// async_wait: 2h
    /// ```
    LONG_LIVE_WAIT = "JM705" "long-live-wait", Effort, Warning, Check::Journey(long_live_wait)
}

/// The longest wait on the line that passes (convention).
const MAX_LIVE_WAIT: Duration = Duration::from_seconds(5 * 60);

fn long_live_wait(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for found in cx.journey.touchpoints() {
        if let Some(wait) = found.touchpoint.live_wait.filter(|wait| *wait > MAX_LIVE_WAIT) {
            let message = about(found, &format!("keeps the customer waiting for {wait}"));
            let _ = out
                .at(found.route().key("live_wait"), message)
                .help("shorten it, or let the customer go and call back");
        }
    }
}
