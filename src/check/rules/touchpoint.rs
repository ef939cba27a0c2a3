//! Touchpoints and channels.

use crate::check::text::jargon;
use crate::check::{Check, FileCx, Findings, JourneyCx};
use crate::model::{
    ATTRIBUTES, Channel, ChannelFamily, Context, Initiator, Level, Touchpoint, TouchpointKind, TouchpointRef,
};
use crate::syntax::{Route, suggestion};
use crate::workspace::Content;

rule! {
    /// A touchpoint does not say where it happens.
    ///
    /// Fires when a touchpoint has no `channel`. A need, a wait or a thought happens in `channel: none`.
    ///
    /// ## Why
    ///
    /// The channel decides what the customer can do, who knows about it and what it costs. One touchpoint
    /// without it breaks every count of channels and of changes between them.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - name: I ask where my parcel is
    /// ```
    ///
    /// ## What to do
    ///
    /// Name the channel; `masa schema journey` lists them:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I ask where my parcel is, channel: phone}
    /// ```
    TOUCHPOINT_WITHOUT_CHANNEL = "JM401" "touchpoint-without-channel", Touchpoint, Error,
        Check::Journey(touchpoint_without_channel)
}

fn touchpoint_without_channel(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for found in cx.journey.touchpoints().filter(|found| found.touchpoint.channel.is_none()) {
        let message = about(found, "has no channel");
        let _ = out.missing(found.route(), "channel", message).help(
            "write where it happens: `channel: phone`; for a need, a wait or a thought `channel: none`",
        );
    }
}

/// A sentence about a touchpoint that begins with its name.
pub(super) fn about(found: TouchpointRef<'_>, what: &str) -> String {
    match found.touchpoint.name.as_str() {
        "" => format!("the touchpoint {what}"),
        name => format!("`{name}` {what}"),
    }
}

rule! {
    /// A channel is not in the vocabulary.
    ///
    /// Fires when a `channel` is none of the format's words, does not begin with `x-` and does not stand under
    /// `channels` in `masa.toml`.
    ///
    /// ## Why
    ///
    /// `phone` and `telephone` would be two channels in every table, and a change between them would count as
    /// a change of channel.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// channel: telephone
    /// ```
    ///
    /// ## What to do
    ///
    /// Use the word of the format, or one of your own that begins with `x-`:
    ///
    /// ```yaml
    /// channel: phone
    /// ```
    UNKNOWN_CHANNEL = "JM402" "unknown-channel", Touchpoint, Error, Check::Journey(unknown_channel)
}

fn unknown_channel(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let config = &cx.workspace.config;
    for found in cx.journey.touchpoints() {
        let Some(channel) = &found.touchpoint.channel else { continue };
        if config.knows_channel(channel) {
            continue;
        }
        let help = match suggestion(channel.as_str(), config.channel_names()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => {
                "use a channel of the format, write `x-…`, or add it to `channels` in masa.toml".to_owned()
            }
        };
        let route = found.route().key("channel");
        let _ = out.at(route, format!("unknown channel `{channel}`")).help(help);
    }
}

rule! {
    /// A touchpoint does not say who makes it happen.
    ///
    /// Fires when a touchpoint in a channel has no `initiator`. Silent for `channel: none` and
    /// `kind: waiting`, which nobody sets off.
    ///
    /// ## Why
    ///
    /// Who had to make the first move is half of what an encounter feels like. The share of encounters that
    /// the provider sets off, and the contacts that need not have happened, are counted from it.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: We talk about the bill, channel: phone}
    /// ```
    ///
    /// ## What to do
    ///
    /// Say who made it happen: `customer`, `provider`, `partner` or `third-party`:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I call about the bill, channel: phone, initiator: customer}
    /// ```
    INITIATOR_MISSING = "JM403" "initiator-missing", Touchpoint, Warning, Check::Journey(initiator_missing)
}

fn initiator_missing(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for found in cx.journey.touchpoints() {
        let touchpoint = found.touchpoint;
        let waiting = touchpoint.kind == Some(TouchpointKind::Waiting);
        if touchpoint.initiator.is_none() && touchpoint.has_channel() && !waiting {
            let message = about(found, "does not say who makes it happen");
            let _ = out
                .missing(found.route(), "initiator", message)
                .help("write `initiator: customer`, `provider`, `partner` or `third-party`");
        }
    }
}

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
    /// channel. Silent where no talk is carried over: from or to media, papers, parcels, other people's channels
    /// (`owned_by`), and to what the provider sends; and in lifecycle maps, whose contacts lie years apart.
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
    /// A touchpoint is named in the provider's words.
    ///
    /// Fires when the `name` of a touchpoint holds a word or phrase from inside the organisation, such as
    /// `CRM`, `SLA`, `back office`, `ticket opened`, `lead assigned`, or `קריאה נפתחה`, `טיקט`, `הליד שויך`. Words
    /// with an everyday sense (`ticket`, `process`, `lead`) count only in phrases that have no other.
    ///
    /// ## Why
    ///
    /// A map told from inside shows the provider's steps, in which everything works. Customers do not see
    /// tickets and tiers; they see that nobody calls. The customer's own words keep the map outside.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: Ticket opened in the CRM, channel: phone}
    /// ```
    ///
    /// ## What to do
    ///
    /// Say what the customer does or sees, and put what happens behind the scenes into `backstage` or
    /// `systems`:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - name: They promise to call me back
    ///     channel: phone
    ///     backstage: [a ticket is opened]
    ///     systems: [CRM]
    /// ```
    INSIDE_OUT_WORDING = "JM416" "inside-out-wording", Touchpoint, Warning,
        Check::Journey(inside_out_wording)
}

fn inside_out_wording(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for found in cx.journey.touchpoints() {
        if let Some(phrase) = jargon::find(&found.touchpoint.name) {
            let _ = out
                .at(
                    found.route().key("name"),
                    format!("`{phrase}` is the provider's word, not the customer's"),
                )
                .help("say what the customer does or sees; put the rest into `backstage` or `systems`");
        }
    }
}

rule! {
    /// An experience attribute is not in the vocabulary.
    ///
    /// Fires when a key under `ratings` of a touchpoint or under `priorities` of a persona is none of the
    /// format's attributes, does not begin with `x-` and does not stand under `attributes` in `masa.toml`.
    ///
    /// ## Why
    ///
    /// What a persona holds important is matched with what touchpoints are rated on by the word. Two
    /// spellings never meet, and the gap between them is silently absent.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// ratings:
    ///   quickness: {expected: 4, perceived: 2}
    /// ```
    ///
    /// ## What to do
    ///
    /// Use the word of the format, or one of your own that begins with `x-`:
    ///
    /// ```yaml
    /// ratings:
    ///   speed: {expected: 4, perceived: 2}
    /// ```
    UNKNOWN_ATTRIBUTE = "JM418" "unknown-attribute", Touchpoint, Error, Check::File(unknown_attribute)
}

fn unknown_attribute(cx: &FileCx<'_>, out: &mut Findings<'_>) {
    match &cx.file.content {
        Content::Journey(journey) => {
            for found in journey.touchpoints() {
                let names = found.touchpoint.ratings.keys();
                attributes(cx, names, || found.route().key("ratings"), out);
            }
        }
        Content::Persona(persona) => {
            attributes(cx, persona.priorities.keys(), || Route::root().key("priorities"), out);
        }
        _ => {}
    }
}

fn attributes<'n>(
    cx: &FileCx<'_>,
    names: impl Iterator<Item = &'n String>,
    holder: impl Fn() -> Route,
    out: &mut Findings<'_>,
) {
    let own = &cx.workspace.config.attributes;
    for name in names {
        if name.starts_with("x-") || ATTRIBUTES.contains(&name.as_str()) || own.contains(name) {
            continue;
        }
        let all = ATTRIBUTES.iter().copied().chain(own.iter().map(String::as_str));
        let help = match suggestion(name, all) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => {
                let known = ATTRIBUTES.join(", ");
                format!("the attributes are {known}; write `x-…` or add to `attributes` in masa.toml")
            }
        };
        let _ = out.at(holder().name(name), format!("unknown attribute `{name}`")).help(help);
    }
}
