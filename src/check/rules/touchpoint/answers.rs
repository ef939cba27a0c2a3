//! What comes back after the customer has written or paid.

use std::collections::HashMap;

use super::about;
use crate::check::{Check, Findings, JourneyCx, Stability};
use crate::model::{
    Channel, ChannelFamily, Initiator, Journey, Level, LifecycleContact, Touchpoint, TouchpointKind,
    TouchpointRef,
};

/// The touchpoints of a journey, each with those that can follow it.
struct Course<'j> {
    all: Vec<TouchpointRef<'j>>,
    by_id: HashMap<&'j str, usize>,
    /// For each place the first from there on that is more than a thought; behind the last when none is.
    event_from: Vec<usize>,
}

impl<'j> Course<'j> {
    fn new(journey: &'j Journey) -> Self {
        let all: Vec<_> = journey.touchpoints().collect();
        let by_id = all.iter().map(|found| (found.touchpoint.id(), found.position)).collect();
        let mut event_from = vec![all.len(); all.len() + 1];
        for (at, found) in all.iter().enumerate().rev() {
            let touchpoint = found.touchpoint;
            let waits = touchpoint.kind == Some(TouchpointKind::Waiting);
            let is_event = touchpoint.has_channel() || touchpoint.channel.is_none() || waits;
            event_from[at] = if is_event { at } else { event_from[at + 1] };
        }
        Self { all, by_id, event_from }
    }

    /// What can come after a touchpoint: where `next` leads, or else the next in order. Thoughts are passed
    /// over.
    fn after(&self, at: usize) -> impl Iterator<Item = usize> {
        let branches = &self.all[at].touchpoint.next;
        let in_order = branches.is_empty().then_some(at + 1);
        let targets = branches.iter().filter_map(|branch| self.by_id.get(branch.to.as_str()).copied());
        let from = in_order.into_iter().chain(targets);
        from.map(|from| self.event_from[from]).filter(|at| *at < self.all.len())
    }

    /// Whether something comes from the other side right after a touchpoint.
    fn is_answered(&self, at: usize) -> bool {
        self.after(at).any(|after| comes_from_the_other_side(self.all[after].touchpoint))
    }

    /// Whether a touchpoint is the end of what the map shows.
    fn is_last(&self, at: usize) -> bool {
        at + 1 == self.all.len() && self.all[at].touchpoint.next.is_empty()
    }
}

/// Whether somebody but the customer makes it happen, or the customer reads what came. A touchpoint of which
/// that is not said may be one, and where something is marked as missing the map has said all there is to say.
fn comes_from_the_other_side(touchpoint: &Touchpoint) -> bool {
    let waits = touchpoint.kind == Some(TouchpointKind::Waiting);
    let reads = touchpoint.kind == Some(TouchpointKind::Content);
    reads || (touchpoint.initiator != Some(Initiator::Customer) && !waits)
}

rule! {
    /// The customer pays or joins, and nothing confirms it.
    ///
    /// Fires when none of the next two touchpoints comes from the provider, after a touchpoint that the
    /// customer makes happen and that is a `kind: payment` or has the `contact` `joining`,
    /// `service-expansion` or `another-category`. Silent when the touchpoint has `physical_evidence` (a
    /// receipt), when it happens in person or at a machine or follows a touchpoint in person, when nothing
    /// comes after it, and in lifecycle maps.
    ///
    /// ## Why
    ///
    /// Having paid, a customer wants to hear that it was right. Between purchase and receipt
    /// lies a moment of truth of its own, in which silence breeds doubt and calls to ask whether it worked.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I pay for the course, kind: payment, channel: web, initiator: customer}
    ///   - {name: I wait for the first lesson, kind: waiting, channel: none}
    /// ```
    ///
    /// ## What to do
    ///
    /// Confirm it, and show that in the map:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I pay for the course, kind: payment, channel: web, initiator: customer}
    ///   - {name: A message confirms my place, channel: email, initiator: provider, proactive: true}
    ///   - {name: I wait for the first lesson, kind: waiting, channel: none}
    /// ```
    NO_CONFIRMATION_AFTER_PURCHASE = "JM411" "no-confirmation-after-purchase", Touchpoint, Warning,
        Check::Journey(no_confirmation_after_purchase), stability: Stability::Preview
}

fn no_confirmation_after_purchase(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.level == Some(Level::Lifecycle) {
        return;
    }
    let mut course = None;
    let mut before: Option<&Touchpoint> = None;
    for found in cx.journey.touchpoints() {
        let touchpoint = found.touchpoint;
        let last = before;
        if touchpoint.has_channel() {
            before = Some(touchpoint);
        }
        if !is_purchase(touchpoint) || is_in_person(touchpoint) || last.is_some_and(is_in_person) {
            continue;
        }
        if out.is_full() {
            return;
        }
        let course = course.get_or_insert_with(|| Course::new(cx.journey));
        let at = found.position;
        let confirmed = course.is_answered(at) || course.after(at).any(|after| course.is_answered(after));
        if confirmed || course.is_last(at) {
            continue;
        }
        let _ = out
            .absent(found.route(), about(found, "is not confirmed by anything that follows"))
            .help("show what tells the customer that it worked, or the receipt in `physical_evidence`");
    }
}

fn is_purchase(touchpoint: &Touchpoint) -> bool {
    use LifecycleContact::{AnotherCategory, Joining, ServiceExpansion};
    let joins = matches!(touchpoint.contact, Some(Joining | ServiceExpansion | AnotherCategory));
    (joins || touchpoint.kind == Some(TouchpointKind::Payment))
        && touchpoint.initiator == Some(Initiator::Customer)
        && touchpoint.has_channel()
        && touchpoint.physical_evidence.is_empty()
}

/// Whether customer and provider, or its machine, stand face to face.
fn is_in_person(touchpoint: &Touchpoint) -> bool {
    let family = touchpoint.channel.as_ref().and_then(Channel::kind).map(|kind| kind.family);
    matches!(family, Some(ChannelFamily::InPerson | ChannelFamily::Machine))
}

rule! {
    /// The customer writes, and nothing says that it arrived.
    ///
    /// Fires after a contact of the customer's in writing (e-mail, letter, text message, messaging, social
    /// network, or `kind: communication` on a screen) when the next touchpoint is not the provider's: the
    /// customer waits or acts again. Thoughts in `channel: none` are passed over. Silent in chats, where
    /// the answer is the next line; when the touchpoint is the last of the map; where a touchpoint marked
    /// as missing follows; and in lifecycle maps.
    ///
    /// ## Why
    ///
    /// Who gets no sign does not know whether to wait or to write again, and uncertain waits feel longer
    /// than known ones (Maister 1985). An automatic line with a date costs little and spares the second
    /// contact.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I write to ask about the charge, channel: email, initiator: customer}
    ///   - {name: I wait for two weeks, kind: waiting, channel: none}
    /// ```
    ///
    /// ## What to do
    ///
    /// Answer at once that it arrived and by when it will be dealt with:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I write to ask about the charge, channel: email, initiator: customer}
    ///   - {name: They confirm it and name a day, channel: email, initiator: provider}
    ///   - {name: I wait until then, kind: waiting, channel: none}
    /// ```
    NO_ACKNOWLEDGEMENT = "JM412" "no-acknowledgement", Touchpoint, Warning,
        Check::Journey(no_acknowledgement), stability: Stability::Preview
}

fn no_acknowledgement(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.level == Some(Level::Lifecycle) {
        return;
    }
    let mut course = None;
    for found in cx.journey.touchpoints().filter(|found| is_written(found.touchpoint)) {
        if out.is_full() {
            return;
        }
        let course = course.get_or_insert_with(|| Course::new(cx.journey));
        if course.is_answered(found.position) || course.is_last(found.position) {
            continue;
        }
        let _ = out
            .absent(found.route(), about(found, "is followed by no sign that it arrived"))
            .help("show what tells the customer that it arrived and when an answer comes");
    }
}

/// Whether the customer writes and expects an answer that takes its time.
fn is_written(touchpoint: &Touchpoint) -> bool {
    use ChannelFamily::{Digital, Message, Post, Public};
    if touchpoint.initiator != Some(Initiator::Customer) {
        return false;
    }
    let Some(kind) = touchpoint.channel.as_ref().and_then(Channel::kind) else { return false };
    let live = matches!(kind.name, "chat" | "chatbot");
    matches!(kind.family, Message | Post | Digital | Public) && !live && touchpoint.is_customer_contact()
}
