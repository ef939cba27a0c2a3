//! Scores and what is written beside them.

use super::{Written, felt_at, has_note, scores, scores_at};
use crate::check::text::{feelings, knows, surprise};
use crate::check::{Check, Findings, JourneyCx, RuleOption, Stability};
use crate::model::{MomentKind, Quote, Score, TouchpointRef};
use crate::syntax::Route;

rule! {
    /// A score says the opposite of the words beside it.
    ///
    /// Fires when the words for a feeling are clearly good and its score clearly bad, or the other way round:
    /// both at least a quarter away from neutral. Looks at `words`, and at the `quote` where there are no words
    /// and several of the quote's agree. Knows words of feeling in English and Hebrew and is silent in other
    /// languages unless it is told words of theirs; `surprised` counts as neither, and a phrase with `not` or `לא`
    /// is passed over.
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
        Check::Journey(score_contradicts_words), options: &[&CLEARLY, &GOOD_WORDS, &BAD_WORDS]
}

static CLEARLY: RuleOption = RuleOption::number(
    "min",
    FELT,
    0.05,
    1.0,
    "how far from neutral score and words must be, when the whole scale goes from -1 to 1",
);
static GOOD_WORDS: RuleOption = RuleOption::words("good_words", "more words for good feelings");
static BAD_WORDS: RuleOption = RuleOption::words("bad_words", "more words for bad feelings");

/// Half a step of a five-point scale away from neutral (convention).
const FELT: f64 = 0.25;

/// The words that tell good from bad in the language of a map.
struct Lexicon<'w> {
    good: &'w [String],
    bad: &'w [String],
    built_in: bool,
}

impl Lexicon<'_> {
    fn valence(&self, word: &str) -> Option<f64> {
        let is_in = |list: &[String]| list.iter().any(|own| is_same_word(own, word));
        match () {
            () if is_in(self.good) => Some(1.0),
            () if is_in(self.bad) => Some(-1.0),
            () if self.built_in => feelings::valence(word),
            () => None,
        }
    }

    /// What the words beside a score say, -1 to 1, with the text that says it.
    fn said<'j>(&self, score: &Written<'j>) -> Option<(f64, &'j str)> {
        let mut known = score.words.iter().filter_map(|word| Some((self.valence(word)?, word.as_str())));
        if let Some(first) = known.next() {
            let (sum, count) =
                known.fold((first.0, 1.0), |(sum, count), (value, _)| (sum + value, count + 1.0));
            return Some((sum / count, first.1));
        }
        let quote = score.at.touchpoint.quote.as_deref();
        let own = |_: &&Quote| self.built_in && score.words.is_empty() && score.persona.is_none();
        let quote = quote.filter(own)?;
        let value = feelings::valence_of_sentence(&quote.text)?;
        Some((value, first_line(&quote.text)))
    }
}

fn score_contradicts_words(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let (good, bad) = (out.words(&GOOD_WORDS), out.words(&BAD_WORDS));
    let lexicon = Lexicon { good, bad, built_in: knows(cx.journey.lang.as_ref()) };
    if !lexicon.built_in && good.is_empty() && bad.is_empty() {
        return;
    }
    let (scale, min) = (cx.journey.scale(), out.number(&CLEARLY));
    for score in scores(cx.journey).filter(|score| scale.contains(score.score)) {
        let v = scale.normalise(score.score);
        if v.abs() < min {
            continue;
        }
        let Some((said, shown)) = lexicon.said(&score) else { continue };
        if said.abs() >= min && said * v < 0.0 {
            let message = format!("the score `{}` contradicts `{shown}`", score.score);
            let _ = out.at(score.route(cx), message).help("look at its sign, or choose other words");
        }
    }
}

/// Whether two words are the same but for capitals and spaces around them.
fn is_same_word(own: &str, word: &str) -> bool {
    let lower = |text: &str| text.trim().to_lowercase();
    lower(own) == lower(word)
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

rule! {
    /// Something hurts, and the score says that it is good.
    ///
    /// Fires when a touchpoint has `pains` and every score there is clearly above neutral, by a quarter of the
    /// way to the best. Silent when it has `gains` as well or `emotion` has a `note`, which may explain it, and in
    /// desired and planned maps.
    ///
    /// ## Why
    ///
    /// Pains and scores are written down at different times, often by different people. Where they disagree,
    /// one of them is out of date, and the pain is the one that gets lost.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I sign up, channel: web, emotion: 1, pains: [a card number for something that is free]}
    /// ```
    ///
    /// ## What to do
    ///
    /// Correct the score, or say what outweighs the pain, in `gains` or in a note:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - name: I sign up
    ///     channel: web
    ///     emotion: 1
    ///     pains: [a card number for something that is free]
    ///     gains: [done in a minute]
    /// ```
    PAIN_WITH_POSITIVE_SCORE = "JM508" "pain-with-positive-score", Emotion, Warning,
        Check::Journey(pain_with_positive_score), stability: Stability::Preview, options: &[&CLEARLY_GOOD]
}

static CLEARLY_GOOD: RuleOption = RuleOption::number(
    "min",
    FELT,
    0.05,
    1.0,
    "how far above neutral the score must be, when the whole scale goes from -1 to 1",
);

fn pain_with_positive_score(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.is_target() {
        return;
    }
    for found in cx.journey.touchpoints() {
        let touchpoint = found.touchpoint;
        let Some(pain) = touchpoint.pains.first() else { continue };
        let lowest = felt_at(found, cx.journey.scale()).map(|(lowest, _)| lowest);
        let good = lowest.is_some_and(|lowest| lowest >= out.number(&CLEARLY_GOOD));
        if good && !cx.has(&found.route().key("gains")) && !has_note(cx, found) {
            disagree(cx, found, "pains", first_line(pain), out);
        }
    }
}

rule! {
    /// Something is gained, and the score says that it is bad.
    ///
    /// Fires when a touchpoint has `gains` and no `pains`, or is a moment of truth of `kind: wow`, and every score
    /// there is clearly below neutral, by a quarter of the way to the worst. Silent when `emotion` has a `note`,
    /// which may explain it, and in desired and planned maps.
    ///
    /// ## Why
    ///
    /// A confirmation, a gift, an answer sooner than promised: rewards are felt. Where the score denies it, its
    /// sign is wrong, or something hurts that the map does not tell.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: They confirm my order at once, channel: email, emotion: -1, gains: [it is settled]}
    /// ```
    ///
    /// ## What to do
    ///
    /// Correct the score, or say what outweighs the gain, in `pains` or in a note:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - name: They confirm my order at once
    ///     channel: email
    ///     emotion: -1
    ///     gains: [it is settled]
    ///     pains: [the date is not the one I chose]
    /// ```
    REWARD_WITH_NEGATIVE_SCORE = "JM509" "reward-with-negative-score", Emotion, Info,
        Check::Journey(reward_with_negative_score), stability: Stability::Preview, options: &[&CLEARLY_BAD]
}

static CLEARLY_BAD: RuleOption = RuleOption::number(
    "min",
    FELT,
    0.05,
    1.0,
    "how far below neutral the score must be, when the whole scale goes from -1 to 1",
);

fn reward_with_negative_score(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.is_target() {
        return;
    }
    for found in cx.journey.touchpoints() {
        let touchpoint = found.touchpoint;
        let moment = touchpoint.moment_of_truth.as_ref();
        let is_wow = moment.is_some_and(|moment| moment.kind == Some(MomentKind::Wow));
        let gain = touchpoint.gains.first();
        if gain.is_none() && !is_wow {
            continue;
        }
        let highest = felt_at(found, cx.journey.scale()).map(|(_, highest)| highest);
        let bad = highest.is_some_and(|highest| -highest >= out.number(&CLEARLY_BAD));
        if !bad || cx.has(&found.route().key("pains")) || has_note(cx, found) {
            continue;
        }
        match gain {
            Some(gain) => disagree(cx, found, "gains", first_line(gain), out),
            None => disagree(cx, found, "moment_of_truth", "wow", out),
        }
    }
}

/// Reports that the scores of a touchpoint disagree with what stands under a key of it.
fn disagree(
    cx: &JourneyCx<'_>,
    found: TouchpointRef<'_>,
    key: &'static str,
    said: &str,
    out: &mut Findings<'_>,
) {
    let Some(written) = scores_at(found).next() else { return };
    let (felt, help) = match key {
        "pains" => (
            "good",
            "correct the score, or say what outweighs the pain: `gains`, or a `note` under `emotion`",
        ),
        _ => {
            ("bad", "correct the score, or say what outweighs the gain: `pains`, or a `note` under `emotion`")
        }
    };
    let message =
        format!("the score `{}` says that it feels {felt}, and `{key}` says `{said}`", written.score);
    let _ =
        out.at(written.route(cx), message).help(help).related(cx.file, &found.route().key(key), "said here");
}

rule! {
    /// A surprise is neither said to be good nor to be bad.
    ///
    /// Fires when the only words for a feeling are words of surprise, such as `surprised` or `מופתעת`, and the
    /// score is missing or nearly neutral. Silent when `pains`, `gains` or a note tell which it was. Knows words in
    /// English and Hebrew and is silent in other languages.
    ///
    /// ## Why
    ///
    /// One can be surprised by a gift and by a fee. The word says that something was not expected, not whether
    /// it was welcome, and that is what the map is asked for.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// emotion: {score: 0, words: [surprised]}
    /// ```
    ///
    /// ## What to do
    ///
    /// Say which kind of surprise it was, by the score or by a second word:
    ///
    /// ```yaml
    /// emotion: {score: 0, words: [surprised, doubtful]}
    /// ```
    SURPRISE_WITHOUT_VALENCE = "JM510" "surprise-without-valence", Emotion, Info,
        Check::Journey(surprise_without_valence), stability: Stability::Preview, options: &[&SURPRISES]
}

static SURPRISES: RuleOption = RuleOption::words("words", "more words of surprise");

fn surprise_without_valence(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if !knows(cx.journey.lang.as_ref()) {
        return;
    }
    let (scale, own) = (cx.journey.scale(), out.words(&SURPRISES));
    let is_surprise =
        |word: &String| surprise::is_only_surprise(word) || own.iter().any(|own| is_same_word(own, word));
    let is_neutral = |score: Score| scale.contains(score) && scale.normalise(score).abs() < FELT;
    let only_surprise = |words: &[String], score: Option<Score>| {
        score.is_none_or(is_neutral) && !words.is_empty() && words.iter().all(is_surprise)
    };
    for found in cx.journey.touchpoints() {
        let touchpoint = found.touchpoint;
        let Some(emotion) = &touchpoint.emotion else { continue };
        let holder = || found.route().key("emotion");
        let mut report = |words: &[String], route: Route| {
            let told = ["pains", "gains"].iter().any(|key| cx.has(&found.route().key(key)));
            let word = words.first().map_or("", |word| word.trim());
            if !told && !has_note(cx, found) {
                let _ = out.at(route.key("words"), format!("`{word}` says neither good nor bad")).help(
                    "give a score that tells which it was, or add a word such as `pleased` or `annoyed`",
                );
            }
        };
        if only_surprise(&emotion.words, emotion.score) && emotion.by.is_empty() {
            report(&emotion.words, holder());
        }
        for (persona, felt) in &emotion.by {
            if only_surprise(&felt.words, felt.score.or(emotion.score)) {
                report(&felt.words, holder().key("by").name(persona));
            }
        }
    }
}
