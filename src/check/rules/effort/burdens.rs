//! What the customer has to do that somebody could do for the customer, and what nobody should take away.

use std::collections::{HashMap, HashSet};

use crate::check::rules::touchpoint::about;
use crate::check::{Check, Findings, JourneyCx, RuleOption};
use crate::measure::Veto;
use crate::model::{Context, Id, Journey, Level, OpportunityType, Touchpoint, TouchpointRef};
use crate::syntax::Route;

rule! {
    /// The customer says again what was said before, and nobody works on it.
    ///
    /// Fires when `effort.repeats_information` of a touchpoint is `true`, unless the touchpoint has a
    /// `prevention` or a response as a moment of truth, or an opportunity addresses it or its stage. Silent
    /// where `arrives.context` is `lost`, which JM406 reports.
    ///
    /// ## Why
    ///
    /// Having to repeat oneself is among the drivers of disloyalty found by Dixon, Freeman and Toman 2010.
    /// What was said is nearly always written down somewhere; it does not reach the one who asks.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: They ask for my number again, channel: phone, initiator: provider, effort: {repeats_information: true}}
    /// ```
    ///
    /// ## What to do
    ///
    /// Write what would spare it, here or as an opportunity:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - name: They ask for my number again
    ///     channel: phone
    ///     initiator: provider
    ///     effort: {repeats_information: true}
    ///     prevention: the number typed in goes to the one who answers
    /// ```
    INFORMATION_REPEATED = "JM708" "information-repeated", Effort, Warning,
        Check::Journey(information_repeated)
}

fn information_repeated(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for found in cx.journey.touchpoints() {
        let touchpoint = found.touchpoint;
        let repeats = touchpoint.effort.as_ref().is_some_and(|effort| effort.repeats_information);
        if !repeats || touchpoint.prevention.is_some() {
            continue;
        }
        let lost = touchpoint.arrives.as_ref().is_some_and(|arrives| arrives.context == Some(Context::Lost));
        // What could not be read may be what would spare it.
        let unread = cx.has(&found.route().key("prevention"));
        if lost || unread || cx.is_worked_on(&found) || cx.has_unread("opportunities") {
            continue;
        }
        if out.is_full() {
            return;
        }
        let message = about(found, "makes the customer say it again, and nobody works on it");
        let _ = out
            .absent(found.route().key("effort").key("repeats_information"), message)
            .help("write what would spare it: `prevention: …`, or an opportunity that addresses it");
    }
}

rule! {
    /// One need takes too many forms.
    ///
    /// Fires at the third touchpoint with `effort: {form: true}` of a map, once. Silent in lifecycle maps,
    /// which hold many needs.
    ///
    /// ## Why
    ///
    /// Each form asks for what another one has. The customer pays with time for the seams between the
    /// systems, and at every form some give up. Two are a convention.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I register, channel: web, initiator: customer, effort: {form: true}}
    ///   - {name: I fill in the application, channel: web, initiator: customer, effort: {form: true}}
    ///   - {name: I type in my card, channel: web, initiator: customer, effort: {form: true}}
    /// ```
    ///
    /// ## What to do
    ///
    /// Ask once, and fill in what is known:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I fill in the application, channel: web, initiator: customer, effort: {form: true}}
    ///   - {name: I confirm the card they know, channel: web, initiator: customer}
    /// ```
    EXCESSIVE_INPUT = "JM711" "excessive-input", Effort, Info, Check::Journey(excessive_input),
        options: &[&MAX_FORMS]
}

static MAX_FORMS: RuleOption = RuleOption::number("max", 2.0, 0.0, 100.0, "how many forms one need may take");

fn excessive_input(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.level == Some(Level::Lifecycle) {
        return;
    }
    let is_form =
        |found: &TouchpointRef<'_>| found.touchpoint.effort.as_ref().is_some_and(|effort| effort.form);
    let max = out.count(&MAX_FORMS);
    let mut forms = cx.journey.touchpoints().filter(is_form);
    let Some(one_more) = forms.nth(max) else { return };
    let count = max + 1 + forms.count();
    let key = |found: &TouchpointRef<'_>| found.route().key("effort").key("form");
    let mut draft = out
        .at(key(&one_more), format!("one need takes {count} forms"))
        .help("ask once, and fill in what is known already");
    if let Some(first) = cx.journey.touchpoints().find(is_form).filter(|_| max > 0) {
        draft = draft.related(cx.file, &key(&first), "the first of them");
    }
    let _ = draft;
}

rule! {
    /// A machine is to take over where the relationship can break.
    ///
    /// Fires when an opportunity of type `automate` or `move-to-self-service` addresses a negative moment
    /// of truth, one of `criticality: 3`, a complaint, an exceptional request, a cancellation or a sensitive
    /// matter (by `contact` or `nature`), by the touchpoint or by its stage, and no opportunity of type `keep-human` addresses the
    /// same.
    ///
    /// ## Why
    ///
    /// Routine is what machines do well. Where much is at stake or something has gone wrong customers want
    /// to be heard, and what is saved on the contact is lost with the customer. Which contacts stay with
    /// people is one of the decisions a map is for.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// opportunities:
    ///   - {type: automate, statement: Let a bot refuse refunds, addresses: [refused], owner: head of service, due: 2027-01}
    /// stages:
    ///   - name: Refund
    ///     touchpoints:
    ///       - id: refused
    ///         name: They refuse the refund
    ///         channel: phone
    ///         initiator: provider
    ///         moment_of_truth: {valence: negative, response: {type: recover, owner: head of service}}
    /// ```
    ///
    /// ## What to do
    ///
    /// Automate what leads there, and keep people where it is decided:
    ///
    /// ```yaml
    /// opportunities:
    ///   - {type: automate, statement: Look up the contract beforehand, addresses: [ask], owner: head of service, due: 2027-01}
    /// stages:
    ///   - name: Refund
    ///     touchpoints:
    ///       - {id: ask, name: I ask for the refund, channel: phone, initiator: customer, preventable: false}
    ///       - id: refused
    ///         name: They refuse the refund
    ///         channel: phone
    ///         initiator: provider
    ///         moment_of_truth: {valence: negative, response: {type: recover, owner: head of service}}
    /// ```
    AUTOMATE_A_MOT = "JM712" "automate-a-mot", Effort, Warning, Check::Journey(automate_a_mot)
}

fn automate_a_mot(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    use OpportunityType::{Automate, KeepHuman, MoveToSelfService};
    let opportunities = &cx.journey.opportunities;
    if !opportunities.iter().any(|one| matches!(one.kind, Some(Automate | MoveToSelfService))) {
        return;
    }
    let human = opportunities.iter().filter(|one| one.kind == Some(KeepHuman));
    let human: HashSet<&str> = human.flat_map(|one| &one.addresses).map(Id::as_str).collect();
    let sensitive = sensitive(cx.journey, &human);
    for (index, one) in opportunities.iter().enumerate() {
        if out.is_full() {
            return;
        }
        let Some(kind) = one.kind.filter(|kind| matches!(kind, Automate | MoveToSelfService)) else {
            continue;
        };
        let mut addressed = one.addresses.iter().filter_map(|id| sensitive.get(id.as_str()));
        let Some((found, what)) = addressed.next() else { continue };
        let route = Route::root().key("opportunities").index(index).key("type");
        let message = about(*found, &format!("is {what}, and the opportunity is to `{kind}` it"));
        let _ = out
            .at(route, message)
            .help("automate what leads there and keep a person where it is decided: `type: keep-human`")
            .related(cx.file, &found.route(), *what);
    }
}

/// Touchpoints that should stay with people, by their ids and the ids of their stages.
fn sensitive<'j>(
    journey: &'j Journey,
    human: &HashSet<&str>,
) -> HashMap<&'j str, (TouchpointRef<'j>, &'static str)> {
    let mut all = HashMap::new();
    for found in journey.touchpoints() {
        let (id, stage) = (found.touchpoint.id(), found.stage.id());
        let Some(what) = sensitivity(found.touchpoint) else { continue };
        if !human.contains(id) && !human.contains(stage) {
            all.entry(stage).or_insert((found, what));
            all.insert(id, (found, what));
        }
    }
    all
}

/// Why a touchpoint should stay with people, if it should.
fn sensitivity(touchpoint: &Touchpoint) -> Option<&'static str> {
    match &touchpoint.moment_of_truth {
        Some(moment) if moment.is_negative() => Some("a negative moment of truth"),
        Some(moment) if moment.criticality() == 3 => Some("a moment of truth of criticality 3"),
        _ => Veto::of(touchpoint).map(Veto::name),
    }
}
