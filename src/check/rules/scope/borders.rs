//! Where a map begins and ends.

use crate::check::rules::touchpoint::about;
use crate::check::{Check, Findings, JourneyCx};
use crate::model::{Initiator, Level, Phase, Touchpoint, TouchpointKind, TouchpointRef};
use crate::syntax::Route;

rule! {
    /// Nothing happens before the first contact with the provider.
    ///
    /// A journey begins when the need arises, before any contact. This rule looks for a stage with
    /// `phase: before`, and for a first touchpoint that is not the provider's yet. What the provider sends may be
    /// what sets the journey off, such as a bill or an advertisement: it may come first in a stage with
    /// `phase: before` when the map names a `trigger`, or when somebody else does something there, too. Silent
    /// where the map begins with a payment (JM104).
    ///
    /// ## Why
    ///
    /// A good part of the way is behind the customer before the provider notices: noticing the need,
    /// asking around, comparing. A map that begins at the counter cannot show what was lost by then.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// stages:
    ///   - name: Call
    ///     phase: during
    ///     touchpoints:
    ///       - {name: I call customer service, channel: phone, initiator: customer}
    /// ```
    ///
    /// ## What to do
    ///
    /// Add a stage with `phase: before` that begins with the need, in nobody's channel:
    ///
    /// ```yaml
    /// stages:
    ///   - name: Notice
    ///     phase: before
    ///     touchpoints:
    ///       - {name: I see that a credit is due, channel: none}
    /// ```
    NO_PRE_CONTACT_STAGE = "JM101" "no-pre-contact-stage", Scope, Warning,
        Check::Journey(no_pre_contact_stage)
}

/// Whether a stage lies in a phase, or says something of its phase that could not be read.
pub(in crate::check) fn may_be(cx: &JourneyCx<'_>, phase: Phase) -> bool {
    cx.journey.stages.iter().enumerate().any(|(index, stage)| match stage.phase {
        Some(found) => found == phase,
        // A stage without a name is one that could not be read.
        None if stage.name.is_empty() => true,
        None => cx.has(&Route::root().key("stages").index(index).key("phase")),
    })
}

fn no_pre_contact_stage(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let stages = &cx.journey.stages;
    if first_payment(cx).is_some() {
        return;
    }
    if !stages.is_empty() && !may_be(cx, Phase::Before) {
        let _ = out
            .absent(Route::root().key("stages").index(0), "no stage lies before the first contact")
            .help("add a stage with `phase: before` that begins when the need arises");
        return;
    }
    let by_provider = |touchpoint: &Touchpoint| touchpoint.initiator == Some(Initiator::Provider);
    let first = cx.journey.touchpoints().next();
    if let Some(first) = first.filter(|found| by_provider(found.touchpoint)) {
        let mut before = stages.iter().filter(|stage| stage.phase == Some(Phase::Before));
        let has_trigger = cx.journey.trigger.is_some() || cx.has_unread("trigger");
        let sets_off = has_trigger || before.any(|stage| !stage.touchpoints.iter().all(by_provider));
        if first.stage.phase == Some(Phase::Before) && sets_off {
            return;
        }
        let _ = out
            .at(first.route(), "the journey begins with an act of the provider")
            .help("begin with the need of the customer, `channel: none`");
    }
}

rule! {
    /// Nothing happens after the last contact with the provider.
    ///
    /// Fires when no stage has `phase: after`, and when such a stage is there but the last touchpoint is an
    /// act of the provider (`initiator: provider`) in an earlier phase. An act of the provider that ends
    /// the matter, such as money that arrives, is fine as the last touchpoint of an `after` stage. Silent where
    /// the map ends with a payment (JM103).
    ///
    /// ## Why
    ///
    /// Whether the customer stays, comes back or tells others is decided when the matter is over. A map
    /// that stops at the provider's last act takes the provider's word that it went well.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// stages:
    ///   - name: Answer
    ///     phase: during
    ///     touchpoints:
    ///       - {name: They call me back, channel: phone, initiator: provider}
    /// ```
    ///
    /// ## What to do
    ///
    /// Add a stage with `phase: after` that ends with the customer:
    ///
    /// ```yaml
    /// stages:
    ///   - name: Afterwards
    ///     phase: after
    ///     touchpoints:
    ///       - {name: I see the money in my account, channel: none}
    /// ```
    NO_POST_CONTACT_STAGE = "JM102" "no-post-contact-stage", Scope, Warning,
        Check::Journey(no_post_contact_stage)
}

fn no_post_contact_stage(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let stages = &cx.journey.stages;
    let help = "add a stage with `phase: after` that ends when the need is left behind";
    if last_payment(cx).is_some() {
        return;
    }
    if !stages.is_empty() && !may_be(cx, Phase::After) {
        let route = Route::root().key("stages").index(stages.len() - 1);
        let _ = out.absent(route, "no stage lies after the last contact").help(help);
        return;
    }
    let Some(last) = cx.journey.touchpoints().last() else { return };
    let by_provider = last.touchpoint.initiator == Some(Initiator::Provider);
    if by_provider && last.stage.phase.is_some_and(|phase| phase != Phase::After) {
        let _ = out
            .absent(last.route(), "the journey ends with an act of the provider")
            .help("end with the customer, when the need is left behind");
    }
}

rule! {
    /// The map ends when the customer has paid.
    ///
    /// Fires when the last touchpoint is a payment by the customer: `kind: payment`, or `channel: payment`
    /// without a kind. Money that the provider or a partner sends, such as a refund, is no such payment, nor is
    /// one that nobody is said to make in `channel: none`. Silent in lifecycle maps (see JM105), where the
    /// payment has a `next`, and where later stages are shown in a map of their own.
    ///
    /// ## Why
    ///
    /// The till is where the provider's process ends and the customer's begins: what was paid for has to come,
    /// to work and to be what was promised. A map that stops there is a map of the sale.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// level: need
    /// stages:
    ///   - name: Shop
    ///     phase: during
    ///     touchpoints:
    ///       - {name: I choose a coffee machine, channel: web, initiator: customer}
    ///       - {name: I pay, kind: payment, channel: web, initiator: customer}
    /// ```
    ///
    /// ## What to do
    ///
    /// Go on until the need is left behind:
    ///
    /// ```yaml
    /// level: need
    /// stages:
    ///   - name: Shop
    ///     phase: during
    ///     touchpoints:
    ///       - {name: I pay, kind: payment, channel: web, initiator: customer}
    ///   - name: At home
    ///     phase: after
    ///     touchpoints:
    ///       - {name: The machine is at my door, channel: parcel, initiator: provider}
    ///       - {name: I drink my first coffee, kind: use, channel: product, initiator: customer}
    /// ```
    ENDS_AT_PAYMENT = "JM103" "ends-at-payment", Scope, Warning, Check::Journey(ends_at_payment)
}

fn ends_at_payment(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if let Some(last) = last_payment(cx) {
        let _ = out
            .absent(last.route(), about(last, "is the last the map shows: nothing comes after the payment"))
            .help("go on to what was paid for: it arrives, it is used, the need is left behind");
    }
}

/// The last touchpoint, if the customer pays there and the journey ends with it.
fn last_payment<'w>(cx: &JourneyCx<'w>) -> Option<TouchpointRef<'w>> {
    let journey = cx.journey;
    // The last stage decides: a later one without touchpoints may be shown in a map of its own.
    let touchpoint = journey.stages.last()?.touchpoints.last()?;
    if journey.level == Some(Level::Lifecycle) || !is_payment(touchpoint) || !touchpoint.next.is_empty() {
        return None;
    }
    journey.touchpoints().last()
}

/// Whether the customer pays here. Money can go either way: without an initiator the channel tells.
fn is_payment(touchpoint: &Touchpoint) -> bool {
    let money = match touchpoint.kind {
        Some(kind) => kind == TouchpointKind::Payment,
        None => touchpoint.channel.as_ref().is_some_and(|channel| channel.as_str() == "payment"),
    };
    let by_customer = match touchpoint.initiator {
        Some(initiator) => initiator == Initiator::Customer,
        None => touchpoint.has_channel(),
    };
    money && by_customer
}

rule! {
    /// The map begins when the customer pays.
    ///
    /// Fires when the first touchpoint of several is a payment by the customer: `kind: payment`, or
    /// `channel: payment` without a kind. What counts as one is the same as in JM103. Silent in lifecycle maps.
    ///
    /// ## Why
    ///
    /// Whoever pays has a need, has searched, compared and decided. All who gave up on the way are on the other
    /// side of that line, and a map that begins with the payment cannot show why.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// level: need
    /// stages:
    ///   - name: Order
    ///     phase: during
    ///     touchpoints:
    ///       - {name: I pay for the delivery, kind: payment, channel: app, initiator: customer}
    ///       - {name: The food comes, channel: face-to-face, initiator: provider}
    /// ```
    ///
    /// ## What to do
    ///
    /// Begin when the need arises:
    ///
    /// ```yaml
    /// level: need
    /// stages:
    ///   - name: Hunger
    ///     phase: before
    ///     touchpoints:
    ///       - {name: It is late and the fridge is empty, channel: none}
    ///       - {name: I look through the dishes, channel: app, initiator: customer}
    ///   - name: Order
    ///     phase: during
    ///     touchpoints:
    ///       - {name: I pay for the delivery, kind: payment, channel: app, initiator: customer}
    ///       - {name: The food comes, channel: face-to-face, initiator: provider}
    /// ```
    STARTS_AT_PAYMENT = "JM104" "starts-at-payment", Scope, Warning, Check::Journey(starts_at_payment)
}

fn starts_at_payment(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if let Some(first) = first_payment(cx) {
        let _ = out
            .absent(
                first.route(),
                about(first, "is the first the map shows: nothing comes before the payment"),
            )
            .help("begin with the need, `channel: none`, and with how the customer came to decide");
    }
}

/// The first touchpoint, if the customer pays there and the journey goes on; one alone is an end, too.
fn first_payment<'w>(cx: &JourneyCx<'w>) -> Option<TouchpointRef<'w>> {
    let journey = cx.journey;
    let mut touchpoints = journey.touchpoints();
    let first = touchpoints.next()?;
    let pays = first.stage_index == 0 && is_payment(first.touchpoint) && touchpoints.next().is_some();
    (pays && journey.level != Some(Level::Lifecycle)).then_some(first)
}

rule! {
    /// The map does not say when the need is left behind.
    ///
    /// Fires when there is neither an `end_condition` nor an `outcome`.
    ///
    /// ## Why
    ///
    /// A provider counts a matter as closed when its own work is done; for the customer it is over when the
    /// need is gone. Without an end nobody can say how many customers reach it.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// need: to get back the money for the flight that was cancelled
    /// stages: []
    /// ```
    ///
    /// ## What to do
    ///
    /// Say how the customer knows that it is over, or how it ended:
    ///
    /// ```yaml
    /// need: to get back the money for the flight that was cancelled
    /// end_condition: the money is in my account
    /// ```
    END_CONDITION_MISSING = "JM109" "end-condition-missing", Scope, Warning,
        Check::Journey(end_condition_missing)
}

fn end_condition_missing(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    if journey.end_condition.is_none() && journey.outcome.is_none() {
        if cx.has(&Route::root().key("outcome")) && !cx.has(&Route::root().key("end_condition")) {
            return;
        }
        let _ = out
            .missing(Route::root(), "end_condition", "the map does not say when the need is left behind")
            .help("write how the customer knows that it is over: `end_condition: …`");
    }
}

rule! {
    /// The map does not say where it begins.
    ///
    /// Fires in a map of `level: need` that has neither `scope.starts` nor a `trigger`. The end is asked for by
    /// JM109; a lifecycle begins with the search and has no other beginning.
    ///
    /// ## Why
    ///
    /// Two people who draw the same journey from different beginnings get two maps that cannot be compared, and
    /// neither sees that they disagree. Whoever writes the beginning down asks whether it really is one.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// level: need
    /// need: a doctor's appointment
    /// scope: {excludes: [emergencies]}
    /// ```
    ///
    /// ## What to do
    ///
    /// Write where the map begins, or what sets the journey off:
    ///
    /// ```yaml
    /// level: need
    /// need: a doctor's appointment
    /// scope: {starts: the pain, ends: the appointment is over, excludes: [emergencies]}
    /// ```
    SCOPE_UNDECLARED = "JM114" "scope-undeclared", Scope, Info, Check::Journey(scope_undeclared)
}

fn scope_undeclared(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    let starts = journey.scope.as_ref().is_some_and(|scope| scope.starts.is_some());
    if journey.level != Some(Level::Need) || starts || journey.trigger.is_some() {
        return;
    }
    // A trigger that could not be read is still a trigger.
    if cx.has_unread("trigger") {
        return;
    }
    let message = "the map does not say where it begins";
    let draft = match journey.scope {
        Some(_) => out.missing(Route::root().key("scope"), "starts", message),
        None => out.missing(Route::root(), "scope", message),
    };
    let _ = draft.help("write what sets the journey off: `trigger: …`, or `scope: {starts: …}`");
}
