//! What moments of truth do to customers.

use super::{moments, route};
use crate::check::rules::emotion::{felt_at, has_note};
use crate::check::rules::touchpoint::about;
use crate::check::{Check, Findings, JourneyCx, RuleOption, Stability};
use crate::model::{MomentOfTruth, Valence};

rule! {
    /// A moment of truth does not say which way the customer's attitude turns.
    ///
    /// Fires when a `moment_of_truth` has neither `attitude` nor `valence`. `either` is an answer, too.
    ///
    /// ## Why
    ///
    /// A moment of truth is by definition a point at which the attitude to the provider changes. Without the
    /// direction it says only that something matters here, and counts and pictures take it for one that can turn
    /// either way.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// moment_of_truth: {at_risk: the next order}
    /// ```
    ///
    /// ## What to do
    ///
    /// Say which way it can turn, and what it does as things are today:
    ///
    /// ```yaml
    /// moment_of_truth: {valence: either, attitude: weakens, at_risk: the next order}
    /// ```
    MOT_WITHOUT_ATTITUDE_CHANGE = "JM605" "mot-without-attitude-change", Moment, Warning,
        Check::Journey(mot_without_attitude_change)
}

fn mot_without_attitude_change(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let is_open = |moment: &MomentOfTruth| moment.attitude.is_none() && moment.valence.is_none();
    for (found, _) in moments(cx.journey).filter(|(_, moment)| is_open(moment)) {
        // A valence that could not be read may have said it.
        if !cx.has(&route(found).key("valence")) {
            let message =
                about(found, "is a moment of truth, and does not say which way it turns the customer");
            let _ = out
                .missing(route(found), "attitude", message)
                .help("write `attitude: strengthens` or `weakens`, or which way it can turn: `valence: …`");
        }
    }
}

rule! {
    /// A moment of truth leaves the customer cold.
    ///
    /// Fires when a touchpoint is a moment of truth that strengthens or weakens, by its `attitude` or its `valence`,
    /// and every score there is within a quarter of neutral. Silent when `emotion` has a `note`; and at negative
    /// ones that have a response or stand in a desired or planned map, because they may have been kept from
    /// happening.
    ///
    /// ## Why
    ///
    /// Where an attitude changes, something is felt. Either the score is a default that nobody thought about, or
    /// the moment is not one that decides.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// emotion: 0
    /// moment_of_truth: {valence: positive, attitude: strengthens}
    /// ```
    ///
    /// ## What to do
    ///
    /// Correct the score, or take the mark away:
    ///
    /// ```yaml
    /// emotion: 2
    /// moment_of_truth: {valence: positive, attitude: strengthens}
    /// ```
    MOT_NEUTRAL_SCORE = "JM609" "mot-neutral-score", Moment, Info, Check::Journey(mot_neutral_score),
        stability: Stability::Preview, options: &[&NEUTRAL]
}

static NEUTRAL: RuleOption = RuleOption::number(
    "min",
    0.25,
    0.05,
    1.0,
    "how far from neutral the score should be, when the whole scale goes from -1 to 1",
);

fn mot_neutral_score(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let min = out.number(&NEUTRAL);
    for (found, moment) in moments(cx.journey).filter(|(_, moment)| has_direction(moment)) {
        let felt = felt_at(found, cx.journey.scale());
        let neutral = felt.is_some_and(|(lowest, highest)| lowest > -min && highest < min);
        let prevented = moment.is_negative() && (moment.response.is_some() || cx.journey.is_target());
        if neutral && !prevented && !has_note(cx, found) {
            let message = about(found, "is a moment of truth, and is felt to be neither good nor bad");
            let _ = out
                .at(found.route().key("emotion"), message)
                .help("correct the score, say in a `note` why it is neutral, or take `moment_of_truth` away")
                .related(cx.file, &route(found), "the moment of truth");
        }
    }
}

/// Whether a moment of truth says which way it turns.
fn has_direction(moment: &MomentOfTruth) -> bool {
    moment.attitude.is_some() || matches!(moment.valence, Some(Valence::Positive | Valence::Negative))
}
