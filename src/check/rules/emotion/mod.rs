//! Emotion scores and the customer's voice.

mod consistency;
mod curve;
mod scores;
mod voice;

pub(in crate::check) use self::consistency::*;
pub(in crate::check) use self::curve::*;
pub(in crate::check) use self::scores::*;
pub(in crate::check) use self::voice::*;

use crate::check::JourneyCx;
use crate::measure::{Basis, basis};
use crate::model::{Id, Journey, Scale, Score, TouchpointRef};
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
    journey.touchpoints().flat_map(scores_at)
}

/// The scores of one touchpoint as they were written, in order.
fn scores_at(at: TouchpointRef<'_>) -> impl Iterator<Item = Written<'_>> {
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
}

/// The lowest and the highest score of a touchpoint, from -1 to 1, when it has one that lies on the scale.
pub(super) fn felt_at(at: TouchpointRef<'_>, scale: Scale) -> Option<(f64, f64)> {
    let on_scale = scores_at(at).filter(|written| scale.contains(written.score));
    let values = on_scale.map(|written| scale.normalise(written.score));
    values.map(|v| (v, v)).reduce(|(low, high), (v, _)| (low.min(v), high.max(v)))
}

/// Whether a touchpoint says in its own words what its score does not.
pub(super) fn has_note(cx: &JourneyCx<'_>, at: TouchpointRef<'_>) -> bool {
    at.touchpoint.emotion.is_some() && cx.has(&at.route().key("emotion").key("note"))
}
