//! Where a journey begins and ends and what it is for.

use crate::check::{Check, Findings, JourneyCx};
use crate::model::{Initiator, Level, Phase};
use crate::syntax::Route;

rule! {
    /// Nothing happens before the first contact with the provider.
    ///
    /// A journey begins when the need arises, before any contact. This rule looks for a stage with
    /// `phase: before`, and for a first touchpoint that is not the provider's yet.
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
fn may_be(cx: &JourneyCx<'_>, phase: Phase) -> bool {
    cx.journey.stages.iter().enumerate().any(|(index, stage)| match stage.phase {
        Some(found) => found == phase,
        // A stage without a name is one that could not be read.
        None if stage.name.is_empty() => true,
        None => cx.has(&Route::root().key("stages").index(index).key("phase")),
    })
}

fn no_pre_contact_stage(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let stages = &cx.journey.stages;
    if !stages.is_empty() && !may_be(cx, Phase::Before) {
        let _ = out
            .absent(Route::root().key("stages").index(0), "no stage lies before the first contact")
            .help("add a stage with `phase: before` that begins when the need arises");
        return;
    }
    let first = cx.journey.touchpoints().next();
    if let Some(first) = first.filter(|found| found.touchpoint.initiator == Some(Initiator::Provider)) {
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
    /// the matter, such as money that arrives, is fine as the last touchpoint of an `after` stage.
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
    /// The map does not say whether it shows a lifecycle or one need.
    ///
    /// Fires when a journey has no `level`.
    ///
    /// ## Why
    ///
    /// A lifecycle runs over years and its touchpoints are whole journeys; a need runs over minutes to
    /// months and its touchpoints are single encounters. A map that mixes both can be compared with neither.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// journey: refund
    /// title: Getting money back
    /// ```
    ///
    /// ## What to do
    ///
    /// Say which of the two it is:
    ///
    /// ```yaml
    /// journey: refund
    /// title: Getting money back
    /// level: need
    /// ```
    LEVEL_MISSING = "JM106" "level-missing", Scope, Error, Check::Journey(level_missing)
}

fn level_missing(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.level.is_none() {
        let _ = out
            .missing(Route::root(), "level", "the map has no `level`")
            .help("write `level: need` for one matter, or `level: lifecycle` for the whole relationship");
    }
}

rule! {
    /// A map of one need does not say what the need is.
    ///
    /// Fires when `level` is `need` and there is neither a `need` nor a `trigger`.
    ///
    /// ## Why
    ///
    /// A journey is the way from a need to its end. Without the need nobody can say whether a touchpoint
    /// belongs to the journey, or whether the journey succeeded. The service manual of the UK government
    /// asks teams for the whole problem of the user first (GDS service manual).
    ///
    /// ## Example
    ///
    /// ```yaml
    /// level: need
    /// stages: []
    /// ```
    ///
    /// ## What to do
    ///
    /// Write the need in the customer's words, and what sets it off:
    ///
    /// ```yaml
    /// level: need
    /// need: to get back the money for the flight that was cancelled
    /// trigger: an e-mail says that the flight is cancelled
    /// ```
    NEED_MISSING = "JM108" "need-missing", Scope, Error, Check::Journey(need_missing)
}

fn need_missing(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    let of_need = journey.level == Some(Level::Need);
    if of_need && journey.need.is_none() && journey.trigger.is_none() {
        // A trigger that could not be read is still a trigger.
        if cx.has(&Route::root().key("trigger")) && !cx.has(&Route::root().key("need")) {
            return;
        }
        let _ = out
            .missing(Route::root(), "need", "the map of a need says neither `need` nor `trigger`")
            .help("write what the customer wants solved, in the customer's words: `need: …`");
    }
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
    /// The map does not say what the organisation wants from it.
    ///
    /// Fires when `goals` is absent or empty.
    ///
    /// ## Why
    ///
    /// Which customers to ask, which level to choose and what to leave out all follow from the goal. A goal
    /// found after mapping is whatever the map happens to show.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// journey: refund
    /// goals: []
    /// ```
    ///
    /// ## What to do
    ///
    /// Write the goal before mapping, with a number that shows whether it is reached:
    ///
    /// ```yaml
    /// goals:
    ///   - kind: service-gap
    ///     statement: No customer has to call about a refund that is due
    ///     metric: calls about refunds in a month
    ///     baseline: 410
    ///     target: 100
    /// ```
    GOALS_MISSING = "JM111" "goals-missing", Scope, Error, Check::Journey(goals_missing)
}

fn goals_missing(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.goals.is_empty() {
        let _ = out
            .missing(Route::root(), "goals", "the map has no `goals`")
            .help("write what the organisation wants from it: `goals: [{statement: …}]`");
    }
}

rule! {
    /// Several personas share one map without scores of their own.
    ///
    /// Fires when `persona` names two or more personas and one of them has no score under `emotion.by` at
    /// any touchpoint.
    ///
    /// ## Why
    ///
    /// A map is told from one point of view (Nielsen Norman Group). The same call can help one customer and
    /// shame another; one score for both is true of neither.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// persona: [dana, avi]
    /// stages:
    ///   - name: Call
    ///     touchpoints:
    ///       - {name: I wait in the queue, channel: phone, emotion: -1}
    /// ```
    ///
    /// ## What to do
    ///
    /// Give each persona scores of their own, or a map of their own:
    ///
    /// ```yaml
    /// persona: [dana, avi]
    /// stages:
    ///   - name: Call
    ///     touchpoints:
    ///       - {name: I wait in the queue, channel: phone, emotion: {by: {dana: -2, avi: 0}}}
    /// ```
    MULTIPLE_POINTS_OF_VIEW = "JM115" "multiple-points-of-view", Scope, Error,
        Check::Journey(multiple_points_of_view)
}

fn multiple_points_of_view(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let personas = cx.journey.personas();
    if personas.len() < 2 {
        return;
    }
    let scored = |persona: &str| {
        let mut emotions = cx.journey.touchpoints().filter_map(|found| found.touchpoint.emotion.as_ref());
        emotions.any(|emotion| emotion.by.get(persona).is_some_and(|felt| felt.score.is_some()))
    };
    let silent = personas.iter().find(|persona| !persona.is_empty() && !scored(persona.as_str()));
    if let Some(persona) = silent {
        let count = personas.len();
        let message = format!("the map is about {count} personas, but `{persona}` has no score of their own");
        let _ = out.absent(Route::root().key("persona"), message).help(format!(
            "score by persona (`emotion: {{by: {{{persona}: …}}}}`), or make one map for each"
        ));
    }
}
