//! The touchpoints of a map together: whose they are, and in which channels.

use super::about;
use crate::check::{Check, Findings, JourneyCx, RuleOption};
use crate::model::{
    Channel, ChannelFamily, Initiator, Journey, JourneyKind, LifecycleContact, LifecycleGroup, OwnedBy,
    Stage, StageRole, Touchpoint, TouchpointRef,
};
use crate::syntax::Route;

/// The touchpoints that happen in a channel.
fn contacts(journey: &Journey) -> impl Iterator<Item = TouchpointRef<'_>> {
    journey.touchpoints().filter(|found| found.touchpoint.has_channel())
}

rule! {
    /// In the journey as it should be, everything is left to the customer.
    ///
    /// Fires in desired and planned maps with three or more touchpoints in a channel when neither the
    /// provider nor a partner makes one of them happen. Silent while a touchpoint does not say who does.
    ///
    /// ## Why
    ///
    /// Good experiences are designed, and most of what delights comes unasked. A desired map in which the
    /// customer makes every move has only made asking easier.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// state: desired
    /// current: refund
    /// stages:
    ///   - name: Refund
    ///     touchpoints:
    ///       - {name: I see the fee in the app, channel: app, initiator: customer}
    ///       - {name: I ask for it back, channel: app, initiator: customer}
    ///       - {name: I see that it is back, channel: app, initiator: customer}
    /// ```
    ///
    /// ## What to do
    ///
    /// Let the provider make a move:
    ///
    /// ```yaml
    /// state: desired
    /// current: refund
    /// stages:
    ///   - name: Refund
    ///     touchpoints:
    ///       - {name: They tell me of the fee, channel: sms, initiator: provider, proactive: true}
    ///       - {name: I ask for it back, channel: app, initiator: customer}
    ///       - {name: They say that it is back, channel: sms, initiator: provider, proactive: true}
    /// ```
    NO_PROVIDER_INITIATED = "JM404" "no-provider-initiated", Touchpoint, Info,
        Check::Journey(no_provider_initiated), options: &[&FEWEST_FOR_INITIATORS]
}

static FEWEST_FOR_INITIATORS: RuleOption = RuleOption::number(
    "min",
    3.0,
    1.0,
    200.0,
    "the fewest touchpoints in a channel from which on a map is judged",
);

fn no_provider_initiated(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if !cx.journey.is_target() {
        return;
    }
    let waits_for_customer = |found: TouchpointRef<'_>| {
        matches!(found.touchpoint.initiator, Some(Initiator::Customer | Initiator::ThirdParty))
    };
    let count = contacts(cx.journey).count();
    if count < out.count(&FEWEST_FOR_INITIATORS) || !contacts(cx.journey).all(waits_for_customer) {
        return;
    }
    let message = format!("the provider makes none of the {count} touchpoints happen");
    let _ = out.absent(Route::root(), message).help(
        "show where the provider acts before the customer has to: `initiator: provider`, `proactive: true`",
    );
}

rule! {
    /// A search happens in the provider's own channels alone.
    ///
    /// Fires at the first stage in which the customer looks around (`role` `exposure`, `awareness`,
    /// `interest`, `search` or `consideration`, or `group: search`) when the map has three or more
    /// touchpoints in a channel and none that the provider does not control: reviews, comparison sites,
    /// friends, social networks, media, partners, anything with another `owned_by`. Silent in desired and
    /// planned maps, and in `kind: actual`, where the customer has told what happened.
    ///
    /// ## Why
    ///
    /// People ask people before they buy. What they hear there decides who is considered at all, and a map
    /// without it explains the outcome by the provider's own doings.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// stages:
    ///   - name: Looking around
    ///     role: search
    ///     touchpoints:
    ///       - {name: I read the website, channel: web, initiator: customer}
    ///       - {name: I download the price list, channel: web, initiator: customer}
    ///       - {name: I ask at the branch, channel: branch, initiator: customer}
    /// ```
    ///
    /// ## What to do
    ///
    /// Ask customers whom they asked, and show it:
    ///
    /// ```yaml
    /// stages:
    ///   - name: Looking around
    ///     role: search
    ///     touchpoints:
    ///       - {name: My neighbour tells me about hers, channel: peer, initiator: third-party}
    ///       - {name: I read the website, channel: web, initiator: customer}
    ///       - {name: I ask at the branch, channel: branch, initiator: customer}
    /// ```
    NO_INDIRECT_TOUCHPOINTS = "JM405" "no-indirect-touchpoints", Touchpoint, Info,
        Check::Journey(no_indirect_touchpoints), options: &[&FEWEST_FOR_INDIRECT]
}

static FEWEST_FOR_INDIRECT: RuleOption = RuleOption::number(
    "min",
    3.0,
    1.0,
    200.0,
    "the fewest touchpoints in a channel from which on a map is judged",
);

fn no_indirect_touchpoints(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    if journey.is_target() || journey.kind == Some(JourneyKind::Actual) {
        return;
    }
    let Some(stage) = journey.stages.iter().position(is_search) else { return };
    let few = contacts(journey).count() < out.count(&FEWEST_FOR_INDIRECT);
    // A touchpoint whose channel is not said may be anywhere.
    let unsaid = journey.touchpoints().any(|found| found.touchpoint.channel.is_none());
    if few || unsaid || contacts(journey).any(|found| is_beyond_control(found.touchpoint)) {
        return;
    }
    let message = "the customer looks around and meets nobody but the provider";
    let _ = out
        .absent(Route::root().key("stages").index(stage), message)
        .help("ask whom customers asked and what they read, and show it: `channel: peer`, `review-site`");
}

fn is_search(stage: &Stage) -> bool {
    use StageRole::{Awareness, Consideration, Exposure, Interest, Search};
    let looks = matches!(stage.role, Some(Exposure | Awareness | Interest | Search | Consideration));
    (looks || stage.group == Some(LifecycleGroup::Search)) && !stage.touchpoints.is_empty()
}

fn is_beyond_control(touchpoint: &Touchpoint) -> bool {
    let kind = touchpoint.channel.as_ref().and_then(Channel::kind);
    let others = matches!(touchpoint.initiator, Some(Initiator::Partner | Initiator::ThirdParty));
    let media = kind.is_some_and(|kind| kind.family == ChannelFamily::Media);
    // What a channel of somebody's own is, only they know.
    touchpoint.is_indirect() || others || media || kind.is_none()
}

rule! {
    /// The whole journey happens in one channel.
    ///
    /// Fires when a map has five or more touchpoints in a channel, over two stages or more, and all of them
    /// are in the same one. Silent in `kind: actual`, where the customer has told what happened.
    ///
    /// ## Why
    ///
    /// Customers go from screen to phone to counter and do not notice the seams. A map that stays in one
    /// channel is often the map of the department that runs it.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// stages:
    ///   - name: Order
    ///     touchpoints:
    ///       - {name: I open the app, channel: app, initiator: customer}
    ///       - {name: I choose a dish, channel: app, initiator: customer}
    ///       - {name: I pay, channel: app, initiator: customer}
    ///   - name: Delivery
    ///     touchpoints:
    ///       - {name: I follow the rider, channel: app, initiator: customer}
    ///       - {name: I rate the dish, channel: app, initiator: customer}
    /// ```
    ///
    /// ## What to do
    ///
    /// Ask what customers do outside of it, and show it:
    ///
    /// ```yaml
    /// stages:
    ///   - name: Order
    ///     touchpoints:
    ///       - {name: I open the app, channel: app, initiator: customer}
    ///       - {name: I choose a dish, channel: app, initiator: customer}
    ///       - {name: I pay, channel: app, initiator: customer}
    ///   - name: Delivery
    ///     touchpoints:
    ///       - {name: I follow the rider, channel: app, initiator: customer}
    ///       - {name: The rider calls from the wrong door, channel: phone, initiator: provider}
    /// ```
    SINGLE_CHANNEL_JOURNEY = "JM409" "single-channel-journey", Touchpoint, Info,
        Check::Journey(single_channel_journey), options: &[&FEWEST_FOR_CHANNELS]
}

static FEWEST_FOR_CHANNELS: RuleOption = RuleOption::number(
    "min",
    5.0,
    2.0,
    200.0,
    "the fewest touchpoints in a channel from which on a map is judged",
);

fn single_channel_journey(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.kind == Some(JourneyKind::Actual) {
        return;
    }
    let Some(first) = contacts(cx.journey).next() else { return };
    let channel = &first.touchpoint.channel;
    let (mut count, mut stages) = (0, false);
    for found in contacts(cx.journey) {
        if found.touchpoint.channel != *channel {
            return;
        }
        count += 1;
        stages |= found.stage_index != first.stage_index;
    }
    // A touchpoint whose channel is not said may be in another.
    let unsaid = || cx.journey.touchpoints().any(|found| found.touchpoint.channel.is_none());
    let (Some(channel), true) = (channel, stages && count >= out.count(&FEWEST_FOR_CHANNELS)) else { return };
    if unsaid() {
        return;
    }
    let message = format!("all {count} touchpoints happen in `{channel}`");
    let _ = out
        .absent(Route::root(), message)
        .help("ask customers what they do outside of it: whom they call, what they read, where they go");
}

rule! {
    /// Somebody complains, and nobody has thought of complaints in public.
    ///
    /// Fires at the first complaint of a map (`contact: complaint`, or a stage with `role: complaint`) when
    /// no touchpoint is on a social network or a review site or `owned_by: social`. Silent in `kind:
    /// actual`, where the customer has told what happened.
    ///
    /// ## Why
    ///
    /// Who is not heard inside tells it outside, before an audience, and it stays there to be read by those
    /// who look around. Who answers there, and how, has to be settled before it happens.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I complain about the outage, channel: chat, initiator: customer, contact: complaint}
    /// ```
    ///
    /// ## What to do
    ///
    /// Show what happens in public, and who answers:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I complain about the outage, channel: chat, initiator: customer, contact: complaint}
    ///   - {name: I write about it on their page, channel: social-media, initiator: customer, owner: service centre}
    /// ```
    UNPLANNED_PUBLIC_CHANNEL = "JM419" "unplanned-public-channel", Touchpoint, Info,
        Check::Journey(unplanned_public_channel)
}

fn unplanned_public_channel(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    if journey.kind == Some(JourneyKind::Actual) {
        return;
    }
    let complains = |found: &TouchpointRef<'_>| {
        found.touchpoint.contact == Some(LifecycleContact::Complaint)
            || (found.stage.role == Some(StageRole::Complaint) && found.touchpoint.has_channel())
    };
    let Some(first) = journey.touchpoints().find(complains) else { return };
    let is_public = |found: TouchpointRef<'_>| {
        // What a channel of somebody's own is, only they know.
        let public = |channel: &Channel| {
            channel.kind().is_none_or(|kind| matches!(kind.name, "social-media" | "review-site"))
        };
        found.touchpoint.channel.as_ref().is_none_or(public)
            || found.touchpoint.owned_by == Some(OwnedBy::Social)
    };
    if journey.touchpoints().any(is_public) {
        return;
    }
    let message =
        about(first, "is a complaint, and the map shows no channel in which it could become public");
    let _ = out
        .absent(first.route(), message)
        .help("show what happens on social networks and review sites, and name who answers there");
}
