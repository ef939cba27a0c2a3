//! What every touchpoint says, in the words of the format.

use super::about;
use crate::check::{Check, FileCx, Findings, JourneyCx, Safety};
use crate::model::{ATTRIBUTES, TouchpointKind};
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

rule! {
    /// A channel is not in the vocabulary.
    ///
    /// Fires when a `channel` is none of the format's words, does not begin with `x-` and does not stand
    /// under `channels` in `masa.toml`.
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
        let written = channel.as_str().to_lowercase();
        // Nobody means `none` by a word that is nearly it.
        let meant = suggestion(&written, config.channel_names().filter(|name| *name != "none"));
        let known = || config.channel_names().collect::<Vec<_>>().join(", ");
        let help = match meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("write `x-…`, add it to `channels` in masa.toml, or choose one of {}", known()),
        };
        let route = found.route().key("channel");
        let file = &cx.workspace.files[cx.file];
        let span = file.tree.locate(&file.source, &route).span;
        let draft = out.at(route, format!("unknown channel `{channel}`")).help(help);
        if let Some(meant) = meant {
            let safety = if meant == written { Safety::Safe } else { Safety::Unsafe };
            let _ = draft.fix(safety, format!("write `{meant}`"), span, meant);
        }
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
    match &cx.typed.content {
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
