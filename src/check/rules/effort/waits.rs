//! Waiting, and being told how long.

use crate::check::rules::touchpoint::about;
use crate::check::text::{knows, promises};
use crate::check::{Check, Findings, JourneyCx, RuleOption, Stability};
use crate::model::{Duration, Initiator, TouchpointRef};

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
    /// A wait on the line is too short or too long to be true.
    ///
    /// Fires when `live_wait` is shorter than 3 seconds, though not none at all, or longer than a day.
    ///
    /// ## Why
    ///
    /// Nobody measures a wait of a second, and nobody stands at a counter for two days. Such a figure is
    /// almost always a slip of the unit, minutes taken for seconds or an answer that came later, and it
    /// makes every sum wrong.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// live_wait: 2s
    /// ```
    ///
    /// ## What to do
    ///
    /// Look the figure up. A wait in which one is free to do other things is an `async_wait`:
    ///
    /// ```yaml
    /// live_wait: 2m
    /// async_wait: 2d
    /// ```
    IMPLAUSIBLE_DURATION = "JM704" "implausible-duration", Effort, Warning,
        Check::Journey(implausible_duration), options: &[&SHORTEST_LIVE_WAIT]
}

static SHORTEST_LIVE_WAIT: RuleOption =
    RuleOption::number("min", 3.0, 0.0, 60.0, "the shortest wait on the line that can be true, in seconds");

/// Nobody stands in a line for longer.
const LONGEST_LIVE_WAIT: Duration = Duration::from_days(1);

fn implausible_duration(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let shortest = Duration::from_seconds(out.count(&SHORTEST_LIVE_WAIT) as u64);
    for found in cx.journey.touchpoints() {
        let Some(wait) = found.touchpoint.live_wait.filter(|wait| wait.seconds() > 0) else { continue };
        let (what, help) = if wait < shortest {
            ("too short to be noticed", "look the figure up: was it minutes?")
        } else if wait > LONGEST_LIVE_WAIT {
            (
                "longer than anybody stays on the line",
                "a wait in which one is free to do other things is an `async_wait`",
            )
        } else {
            continue;
        };
        let message = format!("a `live_wait` of {wait} is {what}");
        let _ = out.at(found.route().key("live_wait"), message).help(help);
    }
}

rule! {
    /// The customer waits long with nothing else to do.
    ///
    /// Fires when `live_wait` of a touchpoint is more than 5 minutes, up to the day from which on JM704
    /// doubts the figure.
    ///
    /// ## Why
    ///
    /// On the line or at the counter one cannot do anything else, and time without occupation, without
    /// explanation or without a known end feels longer than it is (Maister 1985). Five minutes is a
    /// convention.
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
    LONG_LIVE_WAIT = "JM705" "long-live-wait", Effort, Warning, Check::Journey(long_live_wait),
        options: &[&MAX_LIVE_WAIT]
}

static MAX_LIVE_WAIT: RuleOption =
    RuleOption::number("max", 5.0, 0.0, 1440.0, "the longest wait on the line that passes, in minutes");

fn long_live_wait(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let max = Duration::from_seconds((out.number(&MAX_LIVE_WAIT).max(0.0) * 60.0).round() as u64);
    for found in cx.journey.touchpoints() {
        let Some(wait) = found.touchpoint.live_wait else { continue };
        if wait > max && wait <= LONGEST_LIVE_WAIT {
            let message = about(found, &format!("keeps the customer waiting for {wait}"));
            let _ = out
                .at(found.route().key("live_wait"), message)
                .help("shorten it, or let the customer go and call back");
        }
    }
}

rule! {
    /// Somebody promises to act and does not say by when.
    ///
    /// Fires when the `name`, `quote`, `doing` or `promises` of a touchpoint tell of a promise to act (`somebody
    /// will call me back`, `they promise to look into it`, `יחזרו אליי`, `הפנייה תטופל`) and neither these nor
    /// `thinking` name a time: no number, hour, day or span. Silent for what the customer promises, when an
    /// opportunity addresses the touchpoint or its stage, and when it has a response as a moment of truth.
    /// Reads English and Hebrew.
    ///
    /// ## Why
    ///
    /// Uncertain waits feel longer than known ones (Maister 1985). A promise without a day cannot be kept
    /// either: the customer begins to wait at once, and calls when waiting becomes too much.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I am told that somebody will call me back, channel: phone, initiator: provider}
    /// ```
    ///
    /// ## What to do
    ///
    /// Agree on a time, and write it down:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I am told that somebody will call me back by noon tomorrow, channel: phone, initiator: provider}
    /// ```
    PROMISE_WITHOUT_DEADLINE = "JM706" "promise-without-deadline", Effort, Warning,
        Check::Journey(promise_without_deadline), stability: Stability::Preview
}

fn promise_without_deadline(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if !knows(cx.journey.lang.as_ref()) {
        return;
    }
    for found in cx.journey.touchpoints() {
        let touchpoint = found.touchpoint;
        let said = touchpoint.quote.as_ref().map(|quote| quote.text.as_str());
        let told = [
            ("name", Some(touchpoint.name.as_str())),
            ("quote", said),
            ("doing", touchpoint.doing.as_deref()),
        ];
        let listed = || touchpoint.promises.iter().map(|promise| promise.statement.as_str());
        let in_words = told.iter().find_map(|(key, text)| {
            let promise = promises::find((*text)?)?;
            Some((found.route().key(key), promise))
        });
        let promise = in_words.or_else(|| {
            let (index, promise) =
                listed().enumerate().find_map(|(index, text)| Some((index, promises::find(text)?)))?;
            Some((found.route().key("promises").index(index).key("statement"), promise))
        });
        let Some((route, promise)) = promise else { continue };
        let texts = told.iter().filter_map(|(_, text)| *text).chain(listed());
        let timed = texts.chain(touchpoint.thinking.as_deref()).any(promises::says_when);
        if timed || cx.is_worked_on(&found) || cx.has_unread("opportunities") {
            continue;
        }
        if out.is_full() {
            return;
        }
        let _ = out
            .at(route, format!("`{promise}` is a promise that names no time"))
            .help("agree with the customer on a day or an hour, and write it here");
    }
}

rule! {
    /// The provider calls once, in vain, and tries no other way.
    ///
    /// Fires when the provider calls (`channel: phone` or `callback`), the call is a dead end (`effort:
    /// {dead_end: true}`), and the next touchpoint in a channel is not the provider's either. Silent when
    /// an opportunity addresses the touchpoint or its stage, and when it has a response as a moment of
    /// truth.
    ///
    /// ## Why
    ///
    /// A call at an hour that nobody agreed on finds most people busy. Without a second way (a message, a
    /// number to call) it has cost the provider a call and left the customer where he was, or with somebody
    /// else.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: They call while I am busy, channel: callback, initiator: provider, effort: {dead_end: true}}
    ///   - {name: I start over, channel: phone, initiator: customer}
    /// ```
    ///
    /// ## What to do
    ///
    /// Try again another way:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: They call while I am busy, channel: callback, initiator: provider, effort: {dead_end: true}}
    ///   - {name: A message says when they call again, channel: sms, initiator: provider}
    /// ```
    CALLBACK_SINGLE_ATTEMPT = "JM707" "callback-single-attempt", Effort, Info,
        Check::Journey(callback_single_attempt)
}

fn callback_single_attempt(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let mut in_vain: Option<TouchpointRef<'_>> = None;
    let mut report = |call: TouchpointRef<'_>| {
        if cx.is_worked_on(&call) || cx.has_unread("opportunities") {
            return;
        }
        let message = about(call, "is the only attempt to reach the customer");
        let _ = out
            .absent(call.route().key("effort").key("dead_end"), message)
            .help("leave a message, write, or call again at an agreed hour, and show it as a touchpoint");
    };
    for found in cx.journey.touchpoints() {
        let touchpoint = found.touchpoint;
        if !touchpoint.has_channel() {
            continue;
        }
        if let Some(call) = in_vain.take()
            && touchpoint.initiator == Some(Initiator::Customer)
        {
            report(call);
        }
        let dead_end = touchpoint.effort.as_ref().is_some_and(|effort| effort.dead_end);
        let calls = touchpoint
            .channel
            .as_ref()
            .is_some_and(|channel| matches!(channel.as_str(), "phone" | "callback"));
        let by_provider = matches!(touchpoint.initiator, Some(Initiator::Provider | Initiator::Partner));
        in_vain = (dead_end && calls && by_provider && touchpoint.next.is_empty()).then_some(found);
    }
    if let Some(call) = in_vain {
        report(call);
    }
}
