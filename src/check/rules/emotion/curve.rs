//! The scores of a journey taken together.

use std::collections::HashSet;

use crate::check::rules::gap::is_utopia;
use crate::check::rules::touchpoint::about;
use crate::check::{Check, Findings, JourneyCx, RuleOption, Stability};
use crate::measure::{Series, coverage};
use crate::model::{
    Duration, Grade, JourneyKind, Level, Scale, Score, Touchpoint, TouchpointKind, TouchpointRef,
};
use crate::syntax::Route;

rule! {
    /// The scores hardly differ.
    ///
    /// Fires when a map, or one persona of it, has four scores or more and they all lie within half a step of
    /// a five-point scale. Both numbers are options. Desired and planned maps of nothing but the best have their own
    /// rule, `utopia`.
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
    FLAT_CURVE = "JM505" "flat-curve", Emotion, Warning, Check::Journey(flat_curve),
        options: &[&FLAT_SCORES, &FLAT_RANGE]
}

static FLAT_SCORES: RuleOption =
    RuleOption::number("min_scores", 4.0, 2.0, 200.0, "how many scores there have to be");
static FLAT_RANGE: RuleOption = RuleOption::number(
    "max_range",
    FLAT,
    0.0,
    2.0,
    "how far apart scores are that hardly differ, when the whole scale goes from -1 to 1",
);

/// Half a step of a five-point scale (convention).
const FLAT: f64 = 0.25;

fn flat_curve(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for series in cx.series() {
        let Some(summary) = series.summary() else { continue };
        let differs = summary.n < out.count(&FLAT_SCORES) || summary.range > out.number(&FLAT_RANGE);
        if differs || cx.journey.is_target() && is_utopia(&summary) {
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
    /// Nothing on the way is felt to be bad.
    ///
    /// Fires once for a current map with six scores or more of which none is below neutral, when less than half
    /// of them rest on qualitative evidence or better. Silent for desired and planned maps, for the story of one
    /// customer (`kind: actual`), and where the scores hardly differ at all, which is another finding.
    ///
    /// ## Why
    ///
    /// People who know a service from inside no longer see where it is hard, and they are polite about it. A
    /// journey without a single bad moment is more often one that nobody has asked about than one that has none.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I hear of the app, channel: peer, emotion: 1}
    ///   - {name: I install it, channel: app, emotion: 0}
    ///   - {name: I sign up, channel: app, emotion: 0}
    ///   - {name: I order, channel: app, emotion: 1}
    ///   - {name: The parcel comes, channel: parcel, emotion: 2}
    ///   - {name: I send one thing back, channel: parcel, emotion: 0}
    /// ```
    ///
    /// ## What to do
    ///
    /// Ask customers where it was hard, and say so, or say whom you asked:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I hear of the app, channel: peer, emotion: 1}
    ///   - {name: I install it, channel: app, emotion: 0}
    ///   - {name: I sign up, channel: app, emotion: -1}
    ///   - {name: I order, channel: app, emotion: 1}
    ///   - {name: The parcel comes, channel: parcel, emotion: 2}
    ///   - {name: I send one thing back, channel: parcel, emotion: -2}
    /// ```
    ALL_POSITIVE = "JM506" "all-positive", Emotion, Warning, Check::Journey(all_positive),
        stability: Stability::Preview, options: &[&MIN_POSITIVE]
}

static MIN_POSITIVE: RuleOption =
    RuleOption::number("min_scores", 6.0, 2.0, 200.0, "how many scores there have to be");

fn all_positive(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    if journey.is_target() || journey.kind == Some(JourneyKind::Actual) {
        return;
    }
    let (mut n, mut best) = (0, 0.0_f64);
    for v in cx.series().iter().flat_map(Series::scored).map(|point| point.v) {
        if v < 0.0 {
            return;
        }
        n += 1;
        best = best.max(v);
    }
    let is_researched = || coverage(journey).0.typical() >= Grade::Qualitative;
    if n >= out.count(&MIN_POSITIVE) && best > FLAT && !is_researched() {
        let _ = out
            .absent(Route::root().key("stages"), format!("none of {n} scores is below neutral"))
            .help("ask customers what was hard on the way");
    }
}

rule! {
    /// Nearly all scores are the best or the worst there is.
    ///
    /// Fires when a current map, or one persona of it, has five scores or more, at least 80 % of them at the ends
    /// of the scale. Silent for scales of three steps such as -1..1 used in whole numbers, which have little else,
    /// and where the scores hardly differ, which is another finding.
    ///
    /// ## Why
    ///
    /// When everything is the best or the worst, the map cannot say what is worse than what, and no change
    /// can be seen in it later. Scores between the ends are where most of life happens.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I look for the number, channel: web, emotion: -2}
    ///   - {name: I wait in the queue, channel: phone, emotion: -2}
    ///   - {name: Somebody answers, channel: phone, emotion: 2}
    ///   - {name: I explain, channel: phone, emotion: -2}
    ///   - {name: The money comes, channel: letter, emotion: 2}
    /// ```
    ///
    /// ## What to do
    ///
    /// Keep the ends for what customers talk about for years:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I look for the number, channel: web, emotion: -1}
    ///   - {name: I wait in the queue, channel: phone, emotion: -2}
    ///   - {name: Somebody answers, channel: phone, emotion: 1}
    ///   - {name: I explain, channel: phone, emotion: 0}
    ///   - {name: The money comes, channel: letter, emotion: 2}
    /// ```
    EMOTION_ONLY_EXTREMES = "JM511" "emotion-only-extremes", Emotion, Info,
        Check::Journey(emotion_only_extremes),
        stability: Stability::Preview, options: &[&MIN_EXTREMES, &EXTREME_SHARE]
}

static MIN_EXTREMES: RuleOption =
    RuleOption::number("min_scores", 5.0, 2.0, 200.0, "how many scores there have to be");
static EXTREME_SHARE: RuleOption = RuleOption::number(
    "min_percent",
    80.0,
    50.0,
    100.0,
    "the share of scores at the ends of the scale that is too much, in per cent",
);

fn emotion_only_extremes(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.is_target() {
        return;
    }
    for series in cx.series() {
        let n = series.scored().count();
        let extreme = series.scored().filter(|point| is_extreme(point.v)).count();
        let much = extreme as f64 * 100.0 >= n as f64 * out.number(&EXTREME_SHARE);
        if n < out.count(&MIN_EXTREMES) || !much || is_coarse(series, cx.journey.scale()) {
            continue;
        }
        if series.summary().is_none_or(|summary| summary.range <= FLAT) {
            continue;
        }
        let whose = series.persona.map(|persona| format!(" of `{persona}`")).unwrap_or_default();
        let message = format!("{extreme} of {n} scores{whose} are the best or the worst there is");
        let _ = out
            .at(Route::root().key("stages"), message)
            .help("keep the ends of the scale for the strongest moments, and use what lies between");
    }
}

/// Whether a score from -1 to 1 is at an end of its scale.
pub(in crate::check::rules) fn is_extreme(v: f64) -> bool {
    v.abs() > 1.0 - 1e-9
}

/// Whether a scale of three steps is used in whole numbers.
fn is_coarse(series: &Series<'_>, scale: Scale) -> bool {
    let is_whole = |score: Score| matches!(score, Score::Number(x) if x.fract() == 0.0);
    scale.max - scale.min <= 2.0 && series.scored().all(|point| is_whole(point.score))
}

rule! {
    /// A long wait has no place on the curve.
    ///
    /// Fires when a touchpoint has an `async_wait` of more than a day, and neither it nor the touchpoint before or
    /// after it is a wait: of `kind: waiting`, or without a kind in `channel: none`. Silent for what never came
    /// (`kind: missing`), for lifecycle maps, and for desired and planned maps.
    ///
    /// ## Why
    ///
    /// Customers live through the days between two encounters; uncertain and unexplained waits feel longer than
    /// they are (Maister 1985). On a curve from encounter to encounter those days take no room at all.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I ask for the refund, channel: phone, emotion: 0}
    ///   - {name: The refund comes, channel: letter, emotion: 1, async_wait: 7d}
    /// ```
    ///
    /// ## What to do
    ///
    /// Give the wait a touchpoint with a score of its own:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I ask for the refund, channel: phone, emotion: 0}
    ///   - {name: A week without a word, kind: waiting, channel: none, emotion: -1, async_wait: 7d}
    ///   - {name: The refund comes, channel: letter, emotion: 1}
    /// ```
    WAITING_NOT_MODELLED = "JM514" "waiting-not-modelled", Emotion, Info,
        Check::Journey(waiting_not_modelled),
        stability: Stability::Preview, options: &[&MAX_HIDDEN_WAIT]
}

static MAX_HIDDEN_WAIT: RuleOption =
    RuleOption::number("max_days", 1.0, 0.0, 365.0, "the longest wait that needs no touchpoint, in days");

fn waiting_not_modelled(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    if journey.is_target() || journey.level == Some(Level::Lifecycle) {
        return;
    }
    let max = out.number(&MAX_HIDDEN_WAIT);
    let mut before: Option<&Touchpoint> = None;
    let mut all = journey.touchpoints().peekable();
    while let Some(found) = all.next() {
        let touchpoint = found.touchpoint;
        let around = [before.replace(touchpoint), Some(touchpoint), all.peek().map(|next| next.touchpoint)];
        let Some(wait) = touchpoint.async_wait.filter(|wait| wait.days() > max) else { continue };
        if touchpoint.kind == Some(TouchpointKind::Missing) || around.into_iter().flatten().any(is_wait) {
            continue;
        }
        let message = about(found, &format!("comes with a wait of {wait} that has no place on the curve"));
        let _ = out
            .at(found.route().key("async_wait"), message)
            .help("give the wait a touchpoint of `kind: waiting` with a score of its own");
    }
}

/// Whether a touchpoint is a wait, or may be one.
fn is_wait(touchpoint: &Touchpoint) -> bool {
    match touchpoint.kind {
        Some(kind) => kind == TouchpointKind::Waiting,
        None => touchpoint.channel.is_some() && !touchpoint.has_channel(),
    }
}

rule! {
    /// Somebody works on a low point that the map does not explain.
    ///
    /// Fires in current maps at valleys (a score below neutral and below its neighbours) and cliffs (a fall by
    /// half of the scale or more, to below neutral) that an opportunity addresses or a moment of truth responds to,
    /// when nothing at the touchpoint says what is wrong there: no `pains`, `root_cause`, `doing`, `thinking`,
    /// `quote`, `dilemmas`, `ratings`, note, effort or wait. Low points that nobody works on are another finding.
    ///
    /// ## Why
    ///
    /// A dip that nobody can explain needs research before it needs a solution. The score says that it hurts;
    /// only customers can say what, and a remedy for something else leaves the dip where it is.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// stages:
    ///   - name: Ask
    ///     touchpoints:
    ///       - {id: ask, name: I ask for the refund, channel: phone, emotion: 0}
    ///       - {id: answer, name: The answer, channel: letter, emotion: -2}
    /// opportunities:
    ///   - {type: fix, statement: A friendlier letter, addresses: [answer]}
    /// ```
    ///
    /// ## What to do
    ///
    /// Find out, and write it down where it happens:
    ///
    /// ```yaml
    /// stages:
    ///   - name: Ask
    ///     touchpoints:
    ///       - {id: ask, name: I ask for the refund, channel: phone, emotion: 0}
    ///       - {id: answer, name: The answer, channel: letter, emotion: -2, pains: [it does not say yes or no]}
    /// opportunities:
    ///   - {type: fix, statement: An answer in the first line, addresses: [answer]}
    /// ```
    UNEXPLAINED_VALLEY = "JM516" "unexplained-valley", Emotion, Warning, Check::Journey(unexplained_valley),
        stability: Stability::Preview
}

fn unexplained_valley(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    let is_unexplained = |found: TouchpointRef<'_>| {
        let low = |series: &Series<'_>| series.points[found.position].is_some_and(|point| point.v < 0.0);
        !is_explained(found.touchpoint) && cx.series().iter().any(low)
    };
    if journey.is_target() || !journey.touchpoints().any(is_unexplained) {
        return;
    }
    let conventions = &cx.workspace.conventions;
    let mut lows: Vec<(usize, usize)> = Vec::new();
    for series in cx.series() {
        let valleys = series.valleys(conventions);
        let cliffs = series.drops(conventions).into_iter().filter(|drop| drop.is_cliff).map(|drop| drop.to);
        let below = cliffs.filter(|to| series.points[*to].is_some_and(|point| point.v < 0.0));
        let of_its_own = |to: &usize| !valleys.iter().any(|valley| (valley.first..=valley.last).contains(to));
        lows.extend(below.filter(of_its_own).map(|to| (to, to)));
        lows.extend(valleys.iter().map(|valley| (valley.first, valley.last)));
    }
    if lows.is_empty() {
        return;
    }
    let all: Vec<TouchpointRef<'_>> = journey.touchpoints().collect();
    let mut said = HashSet::new();
    for (first, last) in lows {
        let low = &all[first..=last];
        let explained = low.iter().any(|found| is_explained(found.touchpoint));
        if explained || !low.iter().any(|found| cx.is_worked_on(found)) || !said.insert(first) {
            continue;
        }
        let message = about(all[first], "is a low point, and the map does not say what is wrong there");
        let _ = out
            .absent(all[first].route(), message)
            .help("ask customers and write `pains` or `root_cause` before deciding on a solution");
    }
}

/// Whether anything at a touchpoint says what makes it good or bad.
pub(in crate::check::rules) fn is_explained(touchpoint: &Touchpoint) -> bool {
    let note = touchpoint.emotion.as_ref().is_some_and(|emotion| emotion.note.is_some());
    let said = touchpoint.doing.is_some() || touchpoint.thinking.is_some() || touchpoint.quote.is_some();
    let wait = touchpoint.live_wait.max(touchpoint.async_wait).is_some_and(|wait| wait > Duration::default());
    let by_kind = matches!(touchpoint.kind, Some(TouchpointKind::Waiting | TouchpointKind::Missing));
    let arrives = touchpoint.arrives.as_ref().is_some_and(|arrives| arrives.voluntary == Some(false));
    let listed = !touchpoint.pains.is_empty()
        || !touchpoint.dilemmas.is_empty()
        || !touchpoint.ratings.is_empty()
        || !touchpoint.missed_opportunities.is_empty();
    note || said
        || wait
        || by_kind
        || arrives
        || listed
        || touchpoint.root_cause.is_some()
        || touchpoint.effort.is_some()
}
