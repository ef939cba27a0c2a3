//! From one channel, or one person, to the next.

use super::about;
use crate::check::{Check, Findings, JourneyCx};
use crate::model::{Channel, ChannelFamily, Context, Initiator, Level, Touchpoint, TouchpointRef};

rule! {
    /// What was known is lost when the customer changes channel.
    ///
    /// Fires when `arrives.context` of a touchpoint is `lost`.
    ///
    /// ## Why
    ///
    /// Customers who change channel and have to begin again are among those who leave: changing channel and
    /// repeating oneself are two of the drivers of disloyalty found by Dixon, Freeman and Toman 2010. The map
    /// shows the place where it happens; somebody has to act on it.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I fill in the form, channel: web, initiator: customer}
    ///   - name: I call and tell it all again
    ///     channel: phone
    ///     initiator: customer
    ///     arrives: {voluntary: false, context: lost}
    /// ```
    ///
    /// ## What to do
    ///
    /// Carry over what the customer said, and then say so:
    ///
    /// ```yaml
    ///     arrives: {voluntary: false, context: kept}
    /// ```
    CONTEXT_LOST = "JM406" "context-lost", Touchpoint, Warning, Check::Journey(context_lost)
}

fn context_lost(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for found in cx.journey.touchpoints() {
        let arrives = found.touchpoint.arrives.as_ref();
        if arrives.and_then(|arrives| arrives.context) == Some(Context::Lost) {
            let message = about(found, "knows nothing of what the customer said before");
            let _ = out
                .at(found.route().key("arrives").key("context"), message)
                .help("hand over what is known, so that `context: kept` is true");
        }
    }
}

rule! {
    /// The customer changes channel and the map does not say what became of what was known.
    ///
    /// Fires when the customer comes to a touchpoint from another channel and `arrives.context` is missing.
    /// The channel before is that of the touchpoint in `arrives.from`, or of the last touchpoint in a
    /// channel. Silent where no talk is carried over: from or to media, papers, parcels, other people's
    /// channels (`owned_by`), and to what the provider sends; and in lifecycle maps, whose contacts lie
    /// years apart.
    ///
    /// ## Why
    ///
    /// The seam between two channels is where journeys tear, and no channel's own figures show it. An empty
    /// field there is the blind spot the map was made to remove.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I write in the chat, channel: chat, initiator: customer}
    ///   - {name: I call the branch, channel: phone, initiator: customer}
    /// ```
    ///
    /// ## What to do
    ///
    /// Say what the new channel knows: `kept`, `partial` or `lost`:
    ///
    /// ```yaml
    ///   - name: I call the branch
    ///     channel: phone
    ///     initiator: customer
    ///     arrives: {context: partial}
    /// ```
    CONTEXT_UNSPECIFIED = "JM407" "context-unspecified", Touchpoint, Warning,
        Check::Journey(context_unspecified)
}

fn context_unspecified(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.level == Some(Level::Lifecycle) {
        return;
    }
    let mut before: Option<TouchpointRef<'_>> = None;
    for found in cx.journey.touchpoints() {
        let touchpoint = found.touchpoint;
        if !touchpoint.has_channel() {
            continue;
        }
        let arrives = touchpoint.arrives.as_ref();
        let from = arrives.and_then(|arrives| arrives.from.as_ref());
        let left = match from {
            Some(from) => cx.journey.touchpoint(from.as_str()),
            None => before.filter(|before| leads_to(before.touchpoint, touchpoint)),
        };
        before = Some(found);
        let Some(left) = left else { continue };
        let unspecified = arrives.is_none_or(|arrives| arrives.context.is_none());
        let sent = touchpoint.initiator == Some(Initiator::Provider);
        let same = left.touchpoint.channel == touchpoint.channel;
        if !unspecified || same || sent || !converses(left.touchpoint) || !converses(touchpoint) {
            continue;
        }
        let name =
            |touchpoint: &Touchpoint| touchpoint.channel.as_ref().map_or("", Channel::as_str).to_owned();
        let (old, new) = (name(left.touchpoint), name(touchpoint));
        let message = format!("from `{old}` to `{new}`: the map does not say what `{new}` knows of it");
        let draft = match arrives {
            Some(_) => out.missing(found.route().key("arrives"), "context", message),
            None => out.missing(found.route(), "arrives", message),
        };
        let _ = draft.help("write `arrives: {context: kept}`, or `partial`, or `lost`");
    }
}

/// Whether the second touchpoint can follow the first: it does unless the first says what does.
fn leads_to(first: &Touchpoint, second: &Touchpoint) -> bool {
    first.next.is_empty() || first.next.iter().any(|branch| branch.to.as_str() == second.id())
}

/// Whether the provider can learn something of the customer here.
fn converses(touchpoint: &Touchpoint) -> bool {
    let family = touchpoint.channel.as_ref().and_then(Channel::kind).map(|kind| kind.family);
    let silent = matches!(family, Some(ChannelFamily::Media | ChannelFamily::Product | ChannelFamily::Post));
    !silent && !touchpoint.is_indirect()
}

rule! {
    /// The customer is made to change channel, and nobody works on it.
    ///
    /// Fires when `arrives.voluntary` of a touchpoint is `false`, unless an opportunity addresses the
    /// touchpoint, its stage or the touchpoint that was left, or it has a response as a moment of truth.
    ///
    /// ## Why
    ///
    /// Having to leave the channel one chose is among the drivers of disloyalty found by Dixon, Freeman and
    /// Toman 2010. The cause lies in the channel that was left: it could not do what the customer came for.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: The form ends in an error, channel: web, initiator: customer}
    ///   - name: I call instead
    ///     channel: phone
    ///     initiator: customer
    ///     arrives: {voluntary: false, context: partial}
    /// ```
    ///
    /// ## What to do
    ///
    /// Write what would let the customer finish where the customer began:
    ///
    /// ```yaml
    /// opportunities:
    ///   - {type: fix, statement: Let the form be sent, addresses: [call], owner: head of digital, due: 2027-01}
    /// stages:
    ///   - name: s
    ///     touchpoints:
    ///       - {name: The form ends in an error, channel: web, initiator: customer}
    ///       - id: call
    ///         name: I call instead
    ///         channel: phone
    ///         initiator: customer
    ///         arrives: {voluntary: false, context: partial}
    /// ```
    FORCED_CHANNEL_SWITCH = "JM408" "forced-channel-switch", Touchpoint, Warning,
        Check::Journey(forced_channel_switch)
}

fn forced_channel_switch(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let mut before: Option<TouchpointRef<'_>> = None;
    for found in cx.journey.touchpoints() {
        let last = before;
        if found.touchpoint.has_channel() {
            before = Some(found);
        }
        let Some(arrives) = found.touchpoint.arrives.as_ref().filter(|one| one.voluntary == Some(false))
        else {
            continue;
        };
        let left = match &arrives.from {
            Some(from) => cx.journey.touchpoint(from.as_str()),
            None => last,
        };
        let worked_on = cx.is_worked_on(&found) || left.is_some_and(|left| cx.is_worked_on(&left));
        if worked_on || cx.has_unread("opportunities") {
            continue;
        }
        if out.is_full() {
            return;
        }
        let message = about(found, "is where the customer is made to go, and no opportunity addresses it");
        let mut draft = out.at(found.route().key("arrives").key("voluntary"), message).help(
            "let the channel that was left do what the customer came for, and write it as an opportunity",
        );
        if let Some(left) = left {
            draft = draft.related(cx.file, &left.route(), "the touchpoint that was left");
        }
        let _ = draft;
    }
}

rule! {
    /// The customer is passed on at a touchpoint that nobody owns.
    ///
    /// Fires when `effort.handoffs` of a touchpoint is 1 or more and neither the touchpoint nor its
    /// response as a moment of truth has an `owner`.
    ///
    /// ## Why
    ///
    /// Between two departments nobody feels responsible, and the customer is sent round. Being passed on is
    /// among the drivers of disloyalty found by Dixon, Freeman and Toman 2010; somebody has to own the seam
    /// itself.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: They pass me on to collections, channel: phone, initiator: provider, effort: {handoffs: 1}}
    /// ```
    ///
    /// ## What to do
    ///
    /// Name the role that sees to it that the customer arrives:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - name: They pass me on to collections
    ///     channel: phone
    ///     initiator: provider
    ///     effort: {handoffs: 1}
    ///     owner: head of service
    /// ```
    HANDOFF_WITHOUT_OWNER = "JM410" "handoff-without-owner", Touchpoint, Warning,
        Check::Journey(handoff_without_owner)
}

fn handoff_without_owner(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for found in cx.journey.touchpoints() {
        let touchpoint = found.touchpoint;
        let handoffs = touchpoint.effort.as_ref().and_then(|effort| effort.handoffs).unwrap_or(0);
        if handoffs == 0 || touchpoint.owner.is_some() {
            continue;
        }
        let response = touchpoint.moment_of_truth.as_ref().and_then(|moment| moment.response.as_ref());
        if response.is_some_and(|response| response.owner.is_some()) {
            continue;
        }
        let message = about(found, "passes the customer on, and nobody owns it");
        let _ = out
            .missing(found.route(), "owner", message)
            .help("name the role that sees to it that the customer arrives: `owner: …`");
    }
}
