//! Emotion scores.

use super::gap::is_utopia;
use crate::check::text::{feelings, is_known_language};
use crate::check::{Check, Findings, JourneyCx};
use crate::measure::{Basis, basis};
use crate::model::{Grade, Id, Journey, Score, TouchpointRef};
use crate::syntax::Route;

/// A score as it was written, with the persona it belongs to when the map tells several apart.
#[derive(Clone, Copy)]
pub(super) struct Written<'j> {
    pub(super) at: TouchpointRef<'j>,
    persona: Option<&'j str>,
    pub(super) score: Score,
    words: &'j [String],
    /// The evidence named for it.
    pub(super) claim: Option<&'j Id>,
}

impl<'j> Written<'j> {
    pub(super) fn basis(&self, journey: &'j Journey) -> Basis<'j> {
        basis(journey, self.at.touchpoint, self.claim)
    }

    /// The way to the feeling: to `emotion` or to that of one persona.
    fn holder(&self) -> Route {
        let emotion = self.at.route().key("emotion");
        match self.persona {
            Some(persona) => emotion.key("by").name(persona),
            None => emotion,
        }
    }

    /// The way to the score itself, which may stand alone or in a mapping.
    pub(super) fn route(&self, cx: &JourneyCx<'_>) -> Route {
        let score = self.holder().key("score");
        if cx.has(&score) { score } else { self.holder() }
    }

    /// The way to the evidence named for the score, and the holder of it.
    pub(super) fn evidence_route(&self, cx: &JourneyCx<'_>) -> Route {
        let own = self.holder().key("evidence");
        if cx.has(&own) { own } else { self.at.route().key("emotion").key("evidence") }
    }
}

/// The scores of a journey as they were written, in order.
pub(super) fn scores(journey: &Journey) -> impl Iterator<Item = Written<'_>> {
    journey.touchpoints().flat_map(|at| {
        let emotion = at.touchpoint.emotion.as_ref();
        let claim = emotion.and_then(|emotion| emotion.evidence.as_ref());
        let shared = emotion.and_then(|emotion| {
            let words = emotion.words.as_slice();
            emotion.score.map(|score| Written { at, persona: None, score, words, claim })
        });
        let own = emotion.into_iter().flat_map(move |emotion| {
            emotion.by.iter().filter_map(move |(persona, felt)| {
                let claim = felt.evidence.as_ref().or(claim);
                let (persona, words) = (Some(persona.as_str()), felt.words.as_slice());
                felt.score.map(|score| Written { at, persona, score, words, claim })
            })
        });
        shared.into_iter().chain(own)
    })
}

rule! {
    /// Scores rest on nothing but assumption.
    ///
    /// Fires once for a map, at the first score that rests on no evidence: neither the score, nor its
    /// touchpoint, nor `default_evidence` names any, or what they name has grade `assumption`. Silent for
    /// desired and planned maps, whose scores are targets.
    ///
    /// ## Why
    ///
    /// A curve drawn from guesses looks exactly like one drawn from interviews. Saying which it is keeps a
    /// guess from turning into a fact on its way through the organisation.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I wait in the queue, channel: phone, emotion: -1}
    /// ```
    ///
    /// ## What to do
    ///
    /// Ask or watch customers, write down what you did under `evidence`, and refer to it:
    ///
    /// ```yaml
    /// evidence:
    ///   interviews: {kind: interview, grade: qualitative, n: 8, collected: 2026-03}
    /// default_evidence: interviews
    /// ```
    SCORE_WITHOUT_EVIDENCE = "JM501" "score-without-evidence", Emotion, Warning,
        Check::Journey(score_without_evidence)
}

fn score_without_evidence(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.is_target() {
        return;
    }
    let (mut all, mut assumed, mut first) = (0, 0, None);
    for score in scores(cx.journey) {
        all += 1;
        if score.basis(cx.journey).grade == Grade::Assumption {
            assumed += 1;
            first = first.or(Some(score));
        }
    }
    if let Some(first) = first {
        let message = match all {
            1 => "the only score rests on assumption".to_owned(),
            _ => format!("{assumed} of {all} scores rest on assumption"),
        };
        let _ = out
            .at(first.route(cx), message)
            .help("ask customers, describe it under `evidence`, and name it in `default_evidence`");
    }
}

rule! {
    /// A score lies outside the scale.
    ///
    /// Fires when a score is below the lowest or above the highest value of the map's `scale`, which is that
    /// of `masa.toml`, or else -2..2, when the map names none.
    ///
    /// ## Why
    ///
    /// A 3 on a scale to 5 and a 3 on a scale to 2 are not the same feeling. A score that is not on the scale
    /// has no place on the curve and is left out of every number.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// scale: -2..2
    /// stages:
    ///   - name: Call
    ///     touchpoints:
    ///       - {name: They call me back, channel: phone, emotion: 4}
    /// ```
    ///
    /// ## What to do
    ///
    /// Correct the score, or name the scale that it was given on:
    ///
    /// ```yaml
    /// scale: 1..5
    /// stages:
    ///   - name: Call
    ///     touchpoints:
    ///       - {name: They call me back, channel: phone, emotion: 4}
    /// ```
    SCORE_OUT_OF_SCALE = "JM502" "score-out-of-scale", Emotion, Error, Check::Journey(score_out_of_scale)
}

fn score_out_of_scale(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let scale = cx.journey.scale();
    // A scale that could not be read is not the one the scores were given on.
    if cx.journey.scale.is_none() && cx.has(&Route::root().key("scale")) {
        return;
    }
    for score in scores(cx.journey).filter(|score| !scale.contains(score.score)) {
        let message = format!("the score `{}` is not on the scale `{scale}`", score.score);
        let _ = out
            .at(score.route(cx), message)
            .help("correct it, or write the scale it was given on: `scale: <lowest>..<highest>`");
    }
}

rule! {
    /// Too many touchpoints have no score.
    ///
    /// Fires once for a map when more than 30 % of its touchpoints have no score, waits and touchpoints
    /// in no channel included.
    ///
    /// ## Why
    ///
    /// The line between two scores is decoration: nobody measured what is felt in between. With a third of
    /// the points missing the curve is mostly line.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I wait for the letter, channel: none}
    ///   - {name: The letter comes, channel: letter, emotion: 1}
    /// ```
    ///
    /// ## What to do
    ///
    /// Score what is missing; a wait feels like something too:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I wait for the letter, channel: none, emotion: -1}
    ///   - {name: The letter comes, channel: letter, emotion: 1}
    /// ```
    MISSING_SCORES = "JM504" "missing-scores", Emotion, Warning, Check::Journey(missing_scores)
}

/// The share of touchpoints that may go without a score, in per cent (convention).
const MAX_UNSCORED: usize = 30;

fn missing_scores(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let unscored = || cx.journey.touchpoints().filter(|found| !is_scored(*found));
    let all = cx.journey.touchpoints().count();
    if unscored().count() * 100 <= all * MAX_UNSCORED {
        return;
    }
    // A score that could not be read is a score with a finding of its own.
    let file = &cx.workspace.files[cx.file];
    let unreadable =
        |found: &TouchpointRef<'_>| !file.faults.is_empty() && cx.has(&found.route().key("emotion"));
    let missing = unscored().filter(|found| !unreadable(found));
    let (count, first) = missing.fold((0, None), |(count, first), found| (count + 1, first.or(Some(found))));
    if let Some(first) = first.filter(|_| count * 100 > all * MAX_UNSCORED) {
        let _ = out
            .absent(
                first.route(),
                format!("{count} of {all} touchpoints have no score, beginning with this one"),
            )
            .help("write what the customer feels there: `emotion: <score>`");
    }
}

fn is_scored(found: TouchpointRef<'_>) -> bool {
    let emotion = found.touchpoint.emotion.as_ref();
    emotion.is_some_and(|emotion| {
        emotion.score.is_some() || emotion.by.values().any(|felt| felt.score.is_some())
    })
}

rule! {
    /// The scores hardly differ.
    ///
    /// Fires when a map, or one persona of it, has four scores or more and they all lie within half a step of
    /// a five-point scale. Desired and planned maps of nothing but the best have their own rule, `utopia`.
    ///
    /// ## Why
    ///
    /// Journeys are remembered by their high and low points. A flat line means that the scores were given in
    /// one go, or that the scale is too coarse for what happens.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I look for the number, channel: web, emotion: 0}
    ///   - {name: I wait in the queue, channel: phone, emotion: 0}
    ///   - {name: I explain, channel: phone, emotion: 0}
    ///   - {name: They promise to call back, channel: phone, emotion: 0}
    /// ```
    ///
    /// ## What to do
    ///
    /// Go back to what customers said and use the scale:
    ///
    /// ```yaml
    ///   - {name: I wait in the queue, channel: phone, emotion: -2}
    /// ```
    FLAT_CURVE = "JM505" "flat-curve", Emotion, Warning, Check::Journey(flat_curve)
}

fn flat_curve(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for series in cx.series() {
        let Some(summary) = series.summary() else { continue };
        let is_utopia = cx.journey.is_target() && is_utopia(&summary);
        if summary.n < 4 || summary.range > 0.25 || is_utopia {
            continue;
        }
        let whose = series.persona.map(|persona| format!(" of `{persona}`")).unwrap_or_default();
        let message = format!("all {} scores{whose} are almost the same", summary.n);
        let _ = out
            .at(Route::root().key("stages"), message)
            .help("compare with what customers said, and use the whole scale");
    }
}

rule! {
    /// A score says the opposite of the words beside it.
    ///
    /// Fires when the words for a feeling are clearly good and its score clearly bad, or the other way round:
    /// both at least a quarter away from neutral. Looks at `words`, and at the `quote` where there are no words
    /// and several of the quote's agree. Knows words of feeling in English and Hebrew and is silent in other
    /// languages; `surprised` counts as neither, and a phrase with `not` or `לא` is passed over.
    ///
    /// ## Why
    ///
    /// One of the two is a slip, often the sign of the score, and a wrong sign turns a valley into a peak.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// emotion: {score: 2, words: [ignored, frustrated]}
    /// ```
    ///
    /// ## What to do
    ///
    /// Correct the score or the words:
    ///
    /// ```yaml
    /// emotion: {score: -2, words: [ignored, frustrated]}
    /// ```
    SCORE_CONTRADICTS_WORDS = "JM507" "score-contradicts-words", Emotion, Warning,
        Check::Journey(score_contradicts_words)
}

/// How far from neutral score and words must be, on opposite sides.
const CLEARLY: f64 = 0.25;

fn score_contradicts_words(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if !is_known_language(cx.journey.lang.as_ref()) {
        return;
    }
    let scale = cx.journey.scale();
    for score in scores(cx.journey).filter(|score| scale.contains(score.score)) {
        let v = scale.normalise(score.score);
        if v.abs() < CLEARLY {
            continue;
        }
        let Some((said, shown)) = said(&score) else { continue };
        if said.abs() >= CLEARLY && said * v < 0.0 {
            let message = format!("the score `{}` contradicts `{shown}`", score.score);
            let _ = out.at(score.route(cx), message).help("look at its sign, or choose other words");
        }
    }
}

/// What the words beside a score say, -1 to 1, with the text that says it.
fn said<'j>(score: &Written<'j>) -> Option<(f64, &'j str)> {
    let mut known = score.words.iter().filter_map(|word| Some((feelings::valence(word)?, word.as_str())));
    if let Some(first) = known.next() {
        let (sum, count) = known.fold((first.0, 1.0), |(sum, count), (value, _)| (sum + value, count + 1.0));
        return Some((sum / count, first.1));
    }
    let quote = score.at.touchpoint.quote.as_ref();
    let quote = quote.filter(|_| score.words.is_empty() && score.persona.is_none())?;
    let value = feelings::valence_of_sentence(&quote.text)?;
    Some((value, quote.text.lines().next().unwrap_or_default()))
}
