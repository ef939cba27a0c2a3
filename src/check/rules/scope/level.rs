//! Which of the two levels a map shows, and whose journey it is.

use crate::check::{Check, Findings, JourneyCx};
use crate::model::Level;
use crate::syntax::Route;

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
