//! Single scores and the scale they are given on.

use super::scores;
use crate::check::{Check, Findings, JourneyCx, RuleOption, Safety};
use crate::model::{Grade, Score, TouchpointRef};
use crate::source::Span;
use crate::syntax::Route;
use crate::workspace::{File, Workspace};

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
            _ if assumed == 1 => format!("1 of {all} scores rests on assumption"),
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
    /// Fires when a score, of the customer or `believed`, is below the lowest or above the highest value of the
    /// map's `scale`, which is that of `masa.toml`, or else -2..2, when the map names none.
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
    let felt = scores(cx.journey).map(|score| (score.score, score.route(cx)));
    for (score, route) in felt.chain(believed(cx)).filter(|(score, _)| !scale.contains(*score)) {
        let message = format!("the score `{score}` is not on the scale `{scale}`");
        let _ = out
            .at(route, message)
            .help("correct it, or write the scale it was given on: `scale: <lowest>..<highest>`");
    }
}

/// The scores that people at the provider expect, with the ways to them.
fn believed<'c>(cx: &'c JourneyCx<'_>) -> impl Iterator<Item = (Score, Route)> + 'c {
    cx.journey.touchpoints().flat_map(move |at| {
        at.touchpoint.believed.iter().filter_map(move |(who, belief)| {
            let holder = || at.route().key("believed").name(who);
            let own = holder().key("score");
            Some((belief.score?, if cx.has(&own) { own } else { holder() }))
        })
    })
}

rule! {
    /// The map has scores and does not say on which scale.
    ///
    /// Fires when a journey has scores that are numbers, and neither it nor `masa.toml` has a `scale`; the scores
    /// are then read as if from -2 to 2. Faces such as 🙂 have their place on every scale.
    ///
    /// ## Why
    ///
    /// A 2 is a delight on a scale from -2 to 2, a disappointment from 1 to 5 and next to the worst from 0 to
    /// 10. Without the scale nobody can tell which was meant, and two maps cannot be compared.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// stages:
    ///   - name: Call
    ///     touchpoints:
    ///       - {name: They call me back, channel: phone, emotion: 2}
    /// ```
    ///
    /// ## What to do
    ///
    /// Name the scale in the map, or once for all maps in `masa.toml`:
    ///
    /// ```yaml
    /// scale: 1..5
    /// stages:
    ///   - name: Call
    ///     touchpoints:
    ///       - {name: They call me back, channel: phone, emotion: 2}
    /// ```
    SCALE_UNDECLARED = "JM503" "scale-undeclared", Emotion, Warning, Check::Journey(scale_undeclared)
}

fn scale_undeclared(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    let has_numbers = || scores(journey).any(|written| matches!(written.score, Score::Number(_)));
    if journey.scale.is_some() || !has_numbers() || is_unreadable_for_all(cx.workspace) {
        return;
    }
    let draft = out
        .missing(Route::root(), "scale", "the map has scores and no `scale`")
        .help("name it: `scale: <lowest>..<highest>`, here or in masa.toml");
    // Only a score below zero makes the usual scale likely.
    let scale = journey.scale();
    let likely = scores(journey).any(|written| matches!(written.score, Score::Number(x) if x < 0.0));
    let file = &cx.workspace.files[cx.file];
    if likely
        && scores(journey).all(|written| scale.contains(written.score))
        && let Some((place, text)) = before_stages(file, &format!("scale: {scale}"))
    {
        let _ = draft.fix(Safety::Unsafe, format!("say that the scale is `{scale}`"), place, text);
    }
}

/// Whether `masa.toml` names a scale that could not be read, which has a finding there.
fn is_unreadable_for_all(workspace: &Workspace) -> bool {
    workspace.config_file().is_some_and(|index| {
        let file = &workspace.files[index];
        let written = file.tree.find(&file.source, &Route::root().key("scale")).is_some();
        written || file.may_hold_unread("scale")
    })
}

/// Where a line about the whole journey can be put, and the text that puts it there.
fn before_stages(file: &File, line: &str) -> Option<(Span, String)> {
    let key = file.tree.key_span(&file.source, &Route::root().key("stages"))?;
    let place = Span { end: key.start, ..key };
    let root = file.tree.node(file.tree.root()?);
    if file.source.slice(root.span).starts_with('{') {
        return Some((place, format!("{line}, ")));
    }
    let before = &file.source.text()[..file.source.snap(place).start];
    let indent = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
    let end = if before.ends_with("\r\n") { "\r\n" } else { "\n" };
    indent.chars().all(|c| c == ' ').then(|| (place, format!("{line}{end}{indent}")))
}

rule! {
    /// Too many touchpoints have no score.
    ///
    /// Fires once for a map when more than 30 % of its touchpoints have no score, waits and touchpoints
    /// in no channel included. How many may go without is an option.
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
    MISSING_SCORES = "JM504" "missing-scores", Emotion, Warning, Check::Journey(missing_scores),
        options: &[&MAX_UNSCORED]
}

static MAX_UNSCORED: RuleOption = RuleOption::number(
    "max_percent",
    30.0,
    0.0,
    100.0,
    "the share of touchpoints that may go without a score, in per cent",
);

fn missing_scores(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let unscored = || cx.journey.touchpoints().filter(|found| !is_scored(*found));
    let all = cx.journey.touchpoints().count();
    let max = out.number(&MAX_UNSCORED);
    let is_too_many = |count: usize| count as f64 * 100.0 > all as f64 * max;
    if !is_too_many(unscored().count()) {
        return;
    }
    // A score that could not be read is a score with a finding of its own.
    let unreadable =
        |found: &TouchpointRef<'_>| !cx.faults.is_empty() && cx.has(&found.route().key("emotion"));
    let missing = unscored().filter(|found| !unreadable(found));
    let (count, first) = missing.fold((0, None), |(count, first), found| (count + 1, first.or(Some(found))));
    if let Some(first) = first.filter(|_| is_too_many(count)) {
        let message = match count {
            1 => format!("1 of {all} touchpoints has no score, this one"),
            _ => format!("{count} of {all} touchpoints have no score, beginning with this one"),
        };
        let _ = out
            .absent(first.route(), message)
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
    /// A score is written more exactly than it is known.
    ///
    /// Fires once for a map, at the first score with more than one decimal that rests on fewer than 30 customers
    /// or on an assumption. A quarter, a half and three quarters are passed over, and so is evidence that does not
    /// say its `n`; a scale shorter than four, such as -1..1, may have one decimal more. Silent for desired and
    /// planned maps.
    ///
    /// ## Why
    ///
    /// A mean of a dozen answers moves by several tenths when one more customer is asked. Its second decimal
    /// says nothing about customers, and makes the rest look measured.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// evidence:
    ///   talks: {kind: interview, grade: qualitative, n: 8, collected: 2026-03}
    /// default_evidence: talks
    /// stages:
    ///   - name: Call
    ///     touchpoints:
    ///       - {name: I wait in the queue, channel: phone, emotion: -1.37}
    /// ```
    ///
    /// ## What to do
    ///
    /// Round to what eight people can tell apart:
    ///
    /// ```yaml
    /// evidence:
    ///   talks: {kind: interview, grade: qualitative, n: 8, collected: 2026-03}
    /// default_evidence: talks
    /// stages:
    ///   - name: Call
    ///     touchpoints:
    ///       - {name: I wait in the queue, channel: phone, emotion: -1.5}
    /// ```
    PRECISION_THEATRE = "JM515" "precision-theatre", Emotion, Info, Check::Journey(precision_theatre),
        options: &[&MIN_CUSTOMERS, &MAX_DECIMALS]
}

static MIN_CUSTOMERS: RuleOption = RuleOption::number(
    "min_n",
    30.0,
    1.0,
    1e6,
    "how many customers a score has to rest on to be written with more decimals",
);
static MAX_DECIMALS: RuleOption =
    RuleOption::number("max_decimals", 1.0, 0.0, 6.0, "how many decimals a score on less may have");

fn precision_theatre(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.is_target() {
        return;
    }
    let scale = cx.journey.scale();
    let fine = if scale.max - scale.min < 4.0 { 10.0 } else { 1.0 };
    let unit = fine * 10_f64.powf(out.number(&MAX_DECIMALS).round());
    let min_n = out.number(&MIN_CUSTOMERS);
    let too_fine = |score: Score| match score {
        Score::Number(x) => !is_whole(x * unit) && !is_whole(x * 4.0),
        Score::Face(_) => false,
    };
    let (mut count, mut first) = (0, None);
    for written in scores(cx.journey).filter(|written| too_fine(written.score)) {
        let basis = written.basis(cx.journey);
        let few = basis.grade == Grade::Assumption || basis.n.is_some_and(|n| f64::from(n) < min_n);
        if few {
            count += 1;
            first = first.or(Some((written, basis)));
        }
    }
    let Some((written, basis)) = first else { return };
    let known = match basis.n {
        Some(n) if basis.grade > Grade::Assumption => format!("rests on {n} customers"),
        _ => "rests on an assumption".to_owned(),
    };
    let others = match count {
        1 => String::new(),
        _ => format!(", and {} more are like it", count - 1),
    };
    let message =
        format!("the score `{}` {known} and is written too exactly for that{others}", written.score);
    let _ = out.at(written.route(cx), message).help("round it to a step that customers could tell apart");
}

/// Whether a number is whole, but for what binary fractions leave over.
fn is_whole(x: f64) -> bool {
    (x - x.round()).abs() < 1e-6
}

#[cfg(test)]
mod tests {
    use crate::check::{Options, check};
    use crate::model::Date;

    /// A map after its scale was named as the finding proposes; nothing when it proposes nothing.
    fn with_scale(text: &str) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.journey.yaml"), text).unwrap();
        let workspace = crate::workspace::load(&[folder.path().to_path_buf()]).unwrap().remove(0);
        let findings = check(&workspace, &Options::on(Date::parse("2026-11-22").unwrap())).findings;
        let finding = findings.into_iter().find(|finding| finding.rule.code == "JM503").unwrap();
        let edit = finding.fix?.edits.remove(0);
        let mut text = text.to_owned();
        text.replace_range(edit.span.range(), &edit.text);
        Some(text)
    }

    #[test]
    fn the_usual_scale_is_proposed_where_a_score_lies_below_zero() {
        let rest = "- {name: s, touchpoints: [{name: t, channel: phone, emotion: -1}]}";
        assert_eq!(
            with_scale(&format!("journey: a\r\ntitle: A\r\nstages:\r\n  {rest}\r\n")),
            Some(format!("journey: a\r\ntitle: A\r\nscale: -2..2\r\nstages:\r\n  {rest}\r\n"))
        );
        let flow = "{journey: a, title: A,\n stages: [{name: s, touchpoints: [{name: t, channel: phone, emotion: -1}]}]}";
        assert_eq!(with_scale(flow), Some(flow.replace("stages:", "scale: -2..2, stages:")));
        let indented = format!("  journey: a\n  stages:\n  {rest}\n");
        assert_eq!(with_scale(&indented), Some(indented.replace("  stages:", "  scale: -2..2\n  stages:")));
    }

    #[test]
    fn no_scale_is_proposed_where_another_is_as_likely() {
        for score in ["1", "-3"] {
            let touchpoints = format!("[{{name: t, channel: phone, emotion: {score}}}]");
            let text = format!("journey: a\ntitle: A\nstages: [{{name: s, touchpoints: {touchpoints}}}]\n");
            assert_eq!(with_scale(&text), None);
        }
    }
}
