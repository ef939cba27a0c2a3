//! What a map of what should be may hold.

use std::collections::HashSet;

use crate::check::rules::emotion::scores;
use crate::check::{Check, Findings, JourneyCx, RuleOption};
use crate::measure::Summary;
use crate::syntax::Route;

rule! {
    /// A map of what should be carries measurements.
    ///
    /// Fires in desired and planned maps at a score that rests on evidence of grade `qualitative` or better, and
    /// at a metric with `n`.
    ///
    /// ## Why
    ///
    /// Only what happened can be measured. A target with the evidence of an experience reads like a result
    /// and lends a wish the weight of research. Planned and actual journeys are kept apart in the customer
    /// journey modelling language too (Halvorsrud, Kvale & Følstad 2016).
    ///
    /// ## Example
    ///
    /// ```yaml
    /// state: desired
    /// evidence:
    ///   interviews: {kind: interview, grade: qualitative, n: 8}
    /// default_evidence: interviews
    /// ```
    ///
    /// ## What to do
    ///
    /// Keep the evidence in the current map. The desired one names the map it answers:
    ///
    /// ```yaml
    /// state: desired
    /// current: refund
    /// ```
    FUTURE_WITH_MEASURED_EVIDENCE = "JM802" "future-with-measured-evidence", Gap, Error,
        Check::Journey(future_with_measured_evidence)
}

fn future_with_measured_evidence(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    if !journey.is_target() {
        return;
    }
    let help = "keep the evidence in the current map; the scores of this one are targets";
    let mut said = HashSet::new();
    for score in scores(journey) {
        let found = score.basis(journey);
        let Some(id) = found.id.filter(|_| found.is_researched()) else { continue };
        let route = match (score.claim, &score.at.touchpoint.evidence) {
            (Some(_), _) => score.evidence_route(cx),
            (None, Some(_)) => score.at.route().key("evidence"),
            (None, None) => Route::root().key("default_evidence"),
        };
        if said.insert(route.clone()) {
            let message = format!("a target rests on `{id}`, evidence of something that happened");
            let _ = out.at(route, message).help(help);
        }
    }
    for one in journey.measured() {
        if let Some(n) = one.metric.n {
            let message = format!("`{}` was measured (n = {n}) on a journey that nobody has made", one.name);
            let _ = out.at(one.route().key("n"), message).help(help);
        }
    }
}

rule! {
    /// A map of what should be says how something was perceived.
    ///
    /// Fires in a desired or planned map, once at the first `perceived` under `ratings`, and at every promise that is
    /// `kept` or not. What its touchpoints are meant to reach stands under `desired`.
    ///
    /// ## Why
    ///
    /// Perceived quality is what somebody found when it happened. On a journey that nobody has made it is a
    /// guess in the clothes of a measurement, and the gap to what is expected comes out as if it were closed.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// state: desired
    /// stages:
    ///   - name: Call
    ///     touchpoints:
    ///       - {name: They answer at once, channel: phone, ratings: {speed: {expected: 4, perceived: 5}}}
    /// ```
    ///
    /// ## What to do
    ///
    /// Write it as what is wished for:
    ///
    /// ```yaml
    /// state: desired
    /// stages:
    ///   - name: Call
    ///     touchpoints:
    ///       - {name: They answer at once, channel: phone, ratings: {speed: {expected: 4, desired: 5}}}
    /// ```
    PLANNED_WITH_EXPERIENCE = "JM803" "planned-with-experience", Gap, Warning,
        Check::Journey(planned_with_experience)
}

fn planned_with_experience(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if !cx.journey.is_target() {
        return;
    }
    for found in cx.journey.touchpoints() {
        let of_promises = found.touchpoint.promises.iter().enumerate();
        for (index, _) in of_promises.filter(|(_, promise)| promise.kept.is_some()) {
            let route = found.route().key("promises").index(index).key("kept");
            let _ = out
                .at(route, "a promise was kept or broken on a journey that nobody has made")
                .help("leave `kept` out until somebody has made the journey");
        }
    }
    let mut ratings = cx.journey.touchpoints().flat_map(|found| {
        let perceived = found.touchpoint.ratings.iter().filter(|(_, rating)| rating.perceived.is_some());
        perceived.map(move |(name, _)| (found, name))
    });
    let Some((found, name)) = ratings.next() else { return };
    let message = match ratings.count() {
        0 => format!("`{name}` was perceived on a journey that nobody has made"),
        more => format!("`{name}` and {more} more ratings were perceived on a journey that nobody has made"),
    };
    let route = found.route().key("ratings").name(name).key("perceived");
    let _ = out.at(route, message).help("write what it should be: `desired: …`");
}

rule! {
    /// Every target is the best that the scale has.
    ///
    /// Fires in desired and planned maps in which a persona has four scores or more (the option `scores`) and
    /// all of them stand at the top of the scale.
    ///
    /// ## Why
    ///
    /// Where all is wonderful, nothing has been decided. A good journey has a rhythm: a few moments that are
    /// paid for with care, and much that simply does not annoy. Journeys are remembered by their peaks and
    /// their end (Kahneman et al. 1993), and a plateau has no peak.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// state: desired
    /// stages:
    ///   - name: Call
    ///     touchpoints:
    ///       - {name: I find the number, channel: web, emotion: 2}
    ///       - {name: They answer, channel: phone, emotion: 2}
    ///       - {name: They understand, channel: phone, emotion: 2}
    ///       - {name: They solve it, channel: phone, emotion: 2}
    /// ```
    ///
    /// ## What to do
    ///
    /// Choose the moments that are to shine, and let the others be good enough:
    ///
    /// ```yaml
    /// state: desired
    /// stages:
    ///   - name: Call
    ///     touchpoints:
    ///       - {name: I find the number, channel: web, emotion: 0}
    ///       - {name: They answer, channel: phone, emotion: 1}
    ///       - {name: They understand, channel: phone, emotion: 1}
    ///       - {name: They solve it, channel: phone, emotion: 2}
    /// ```
    UTOPIA = "JM807" "utopia", Gap, Info, Check::Journey(utopia), options: &[&LEAST_SCORES]
}

static LEAST_SCORES: RuleOption =
    RuleOption::number("scores", 4.0, 2.0, 1_000.0, "from how many scores on a map can be one");

fn utopia(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if !cx.journey.is_target() {
        return;
    }
    let least = out.count(&LEAST_SCORES);
    for series in cx.series() {
        let Some(summary) = series.summary().filter(|summary| summary.n >= least && is_utopia(summary))
        else {
            continue;
        };
        let whose = series.persona.map(|persona| format!(" of `{persona}`")).unwrap_or_default();
        let message = format!("all {} targets{whose} are the best that the scale has", summary.n);
        let _ = out
            .at(Route::root().key("stages"), message)
            .help("choose the moments that are to shine, and let the others be good enough");
    }
}

/// Whether every score stands at the top of its scale.
pub(in crate::check::rules) fn is_utopia(summary: &Summary) -> bool {
    summary.worst >= 1.0
}
