//! The customer's voice.

use crate::check::{Check, Findings, JourneyCx, RuleOption};
use crate::measure::basis;
use crate::model::{ASSUMPTION, Grade, Id, TouchpointRef};
use crate::syntax::Route;

rule! {
    /// The customer is not heard in the map.
    ///
    /// Fires once for a current map with three touchpoints or more of which none has any of `doing`, `thinking`,
    /// `quote`, `needs`, `dilemmas`, `pains`, `gains` or words for a feeling. Names and scores alone do not count.
    ///
    /// ## Why
    ///
    /// What customers do, think and feel is what makes a list of steps a journey map (Nielsen Norman Group counts
    /// it among the five parts of one). Without it the map shows the provider's process with faces on it.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: Call, channel: phone, emotion: -1}
    ///   - {name: Answer, channel: letter, emotion: 0}
    ///   - {name: Payment, channel: letter, emotion: 1}
    /// ```
    ///
    /// ## What to do
    ///
    /// Say it in the customer's words, where it matters first:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: Call, channel: phone, emotion: -1, thinking: Does anybody read what I write?}
    ///   - {name: Answer, channel: letter, emotion: 0}
    ///   - {name: Payment, channel: letter, emotion: 1}
    /// ```
    NO_CUSTOMER_VOICE = "JM512" "no-customer-voice", Emotion, Warning, Check::Journey(no_customer_voice),
        options: &[&MIN_SILENT]
}

static MIN_SILENT: RuleOption =
    RuleOption::number("min_touchpoints", 3.0, 1.0, 200.0, "how many touchpoints there have to be");

/// The keys of a touchpoint in which the customer is heard.
const VOICE: [&str; 7] = ["doing", "thinking", "quote", "needs", "dilemmas", "pains", "gains"];

fn no_customer_voice(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    if journey.is_target() || journey.touchpoints().any(speaks) {
        return;
    }
    let count = journey.touchpoints().count();
    if count == 0 || count < out.count(&MIN_SILENT) {
        return;
    }
    // What could not be read may have been it.
    let has_faults = !cx.faults.is_empty();
    let is_written = |found: TouchpointRef<'_>| {
        let emotion = found.route().key("emotion");
        VOICE.iter().any(|key| cx.has(&found.route().key(key))) || cx.has(&emotion.key("words"))
    };
    if has_faults && journey.touchpoints().any(is_written) {
        return;
    }
    let message =
        format!("none of {count} touchpoints has `doing`, `thinking`, a `quote` or words for a feeling");
    let _ =
        out.absent(Route::root().key("stages"), message).help("let the customer speak where it matters most");
}

/// Whether the customer is heard at a touchpoint.
fn speaks(found: TouchpointRef<'_>) -> bool {
    let touchpoint = found.touchpoint;
    let felt = touchpoint.emotion.as_ref().is_some_and(|emotion| {
        !emotion.words.is_empty() || emotion.by.values().any(|felt| !felt.words.is_empty())
    });
    let lists = [&touchpoint.needs, &touchpoint.dilemmas, &touchpoint.pains, &touchpoint.gains];
    felt || touchpoint.doing.is_some()
        || touchpoint.thinking.is_some()
        || touchpoint.quote.is_some()
        || lists.into_iter().any(|list| !list.is_empty())
}

rule! {
    /// A quote comes from nobody.
    ///
    /// Fires once for a map, at the first `quote` of a touchpoint that rests on no evidence: neither the quote, nor
    /// its touchpoint, nor `default_evidence` names any, or what they name has grade `assumption`. Silent for
    /// desired and planned maps, in which nobody has said anything yet.
    ///
    /// ## Why
    ///
    /// A sentence in quotation marks is the most convincing thing on a map, and the easiest to make up. Whoever
    /// reads it takes it for something that a customer said.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I wait in the queue, channel: phone, quote: Nobody cares}
    /// ```
    ///
    /// ## What to do
    ///
    /// Say where it was said, or write it as what the team supposes customers think:
    ///
    /// ```yaml
    /// evidence:
    ///   interviews: {kind: interview, grade: qualitative, n: 8, collected: 2026-03}
    /// stages:
    ///   - name: Call
    ///     touchpoints:
    ///       - name: I wait in the queue
    ///         channel: phone
    ///         quote: {text: Nobody cares, evidence: interviews}
    /// ```
    QUOTE_WITHOUT_SOURCE = "JM513" "quote-without-source", Emotion, Warning,
        Check::Journey(quote_without_source)
}

/// How many places of one finding are named beside the first.
const MAX_RELATED: usize = 5;

fn quote_without_source(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    if journey.is_target() || (journey.default_evidence.is_none() && cx.has_unread("default_evidence")) {
        return;
    }
    let is_invented = |found: &TouchpointRef<'_>| {
        let Some(quote) = &found.touchpoint.quote else { return false };
        let claim = quote.evidence.as_ref();
        let named = claim.or(found.touchpoint.evidence.as_ref()).or(journey.default_evidence.as_ref());
        // Evidence that is not there has its finding as a dangling reference.
        let dangling = |id: &Id| id.as_str() != ASSUMPTION && !journey.evidence.contains_key(id.as_str());
        let unsure = named.is_some_and(dangling);
        !unsure && basis(journey, found.touchpoint, claim).grade == Grade::Assumption
    };
    let mut invented = journey.touchpoints().filter(is_invented);
    let Some(first) = invented.next() else { return };
    let others: Vec<_> = invented.collect();
    let route = |found: TouchpointRef<'_>| found.route().key("quote");
    let message = match others.len() {
        0 => "nothing says who said this".to_owned(),
        more => format!("nothing says who said this, nor {more} more of the quotes"),
    };
    let mut draft = out
        .at(route(first), message)
        .help("name the evidence it comes from, or move it to `thinking` when nobody said it");
    for other in others.into_iter().take(MAX_RELATED) {
        draft = draft.related(cx.file, &route(other), "nor this");
    }
}
