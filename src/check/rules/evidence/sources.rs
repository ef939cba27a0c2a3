//! What the map is known from.

use crate::check::rules::emotion::scores;
use crate::check::rules::touchpoint::about;
use crate::check::{Check, Findings, JourneyCx};
use crate::measure::moment_basis;
use crate::model::{EvidenceKind, Grade};
use crate::syntax::Route;

rule! {
    /// No customer was heard.
    ///
    /// Fires when there is `evidence` and none of it comes from customers: all of it is of kind `workshop`,
    /// `expert`, `frontline`, `secondary` or `synthetic`. Silent for desired and planned maps.
    ///
    /// ## Why
    ///
    /// What a provider knows about its customers without asking them is what it believes. Maps made by
    /// employees alone agree with each other, and with the provider.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// evidence:
    ///   team: {kind: workshop, grade: anecdote, n: 6}
    /// ```
    ///
    /// ## What to do
    ///
    /// Talk with customers, watch them, or count what they do; five talks are a beginning:
    ///
    /// ```yaml
    /// evidence:
    ///   team: {kind: workshop, grade: anecdote, n: 6}
    ///   talks: {kind: interview, grade: qualitative, n: 5, collected: 2026-09}
    /// ```
    NO_CUSTOMER_EVIDENCE = "JM905" "no-customer-evidence", Evidence, Warning,
        Check::Journey(no_customer_evidence)
}

fn no_customer_evidence(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let evidence = &cx.journey.evidence;
    if evidence.is_empty() || cx.journey.is_target() {
        return;
    }
    // A kind that could not be read may be one that counts.
    if evidence.values().all(|entry| entry.kind.is_some_and(|kind| !kind.from_customers())) {
        let _ = out
            .absent(Route::root().key("evidence"), "none of the evidence comes from customers")
            .help("talk with customers, watch them, or count what they do");
    }
}

rule! {
    /// A piece of evidence claims a better grade than it can have.
    ///
    /// Fires when the kind cannot reach the grade (`synthetic` is never more than an assumption; `workshop`,
    /// `expert`, `secondary`, `frontline` and `mystery-shop` never more than an anecdote), when `qualitative` rests
    /// on fewer than five customers, and when `quantitative` or `triangulated` says neither `n` nor `collected`.
    ///
    /// ## Why
    ///
    /// Everything that asks how well a map is validated takes the grade at its word: the hollow points of the
    /// picture, the gap report, `--require-evidence`. A grade that is too good makes all of them lie.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// evidence:
    ///   wall: {kind: workshop, grade: qualitative, n: 12}
    /// ```
    ///
    /// ## What to do
    ///
    /// Write the grade that was earned:
    ///
    /// ```yaml
    /// evidence:
    ///   wall: {kind: workshop, grade: anecdote, n: 12}
    /// ```
    EVIDENCE_OVERGRADED = "JM906" "evidence-overgraded", Evidence, Error, Check::Journey(evidence_overgraded)
}

/// The fewest customers whose words make a picture (convention of the grades).
const LEAST_QUALITATIVE: u32 = 5;

fn evidence_overgraded(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for (id, evidence) in &cx.journey.evidence {
        let (Some(kind), Some(grade)) = (evidence.kind, evidence.grade) else { continue };
        let few = evidence.n.is_some_and(|n| n < LEAST_QUALITATIVE);
        let undated = evidence.n.is_none() || evidence.collected.is_none();
        let problem = match grade {
            _ if grade > best_grade(kind) => format!("`{kind}` is never better than `{}`", best_grade(kind)),
            Grade::Qualitative if few => format!("`qualitative` takes {LEAST_QUALITATIVE} customers or more"),
            Grade::Quantitative | Grade::Triangulated if undated => {
                format!("`{grade}` takes a count and a date")
            }
            _ => continue,
        };
        let route = Route::root().key("evidence").name(id).key("grade");
        let _ = out
            .at(route, format!("`{id}` claims more than it can show: {problem}"))
            .help("write the grade that was earned, or the `n` and `collected` behind it");
    }
}

/// The best grade that a kind of evidence can reach by itself.
fn best_grade(kind: EvidenceKind) -> Grade {
    match kind {
        EvidenceKind::Synthetic => Grade::Assumption,
        EvidenceKind::Workshop
        | EvidenceKind::Expert
        | EvidenceKind::Secondary
        | EvidenceKind::Frontline
        | EvidenceKind::MysteryShop => Grade::Anecdote,
        _ => Grade::Triangulated,
    }
}

rule! {
    /// A claim rests on weaker evidence than is required.
    ///
    /// Fires only when a grade is asked for (`masa check --require-evidence`): at every score and every moment
    /// of truth whose evidence is of a weaker grade. The evidence of a moment of truth is that of the feeling at
    /// its touchpoint, or else of the touchpoint, or else `default_evidence`. Silent for desired and planned
    /// maps, whose scores are targets.
    ///
    /// ## Why
    ///
    /// A valid map may still be a guess. Where a decision hangs on it, the gate asks for more: customers who
    /// were heard, in number.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// evidence:
    ///   team: {kind: workshop, grade: anecdote, n: 6}
    /// stages:
    ///   - name: Call
    ///     touchpoints:
    ///       - {name: I wait in the queue, channel: phone, emotion: {score: -1, evidence: team}}
    /// ```
    ///
    /// ## What to do
    ///
    /// Research what the message names, weakest first, and refer to the new evidence:
    ///
    /// ```yaml
    /// evidence:
    ///   talks: {kind: interview, grade: qualitative, n: 8, collected: 2026-09}
    /// stages:
    ///   - name: Call
    ///     touchpoints:
    ///       - {name: I wait in the queue, channel: phone, emotion: {score: -1, evidence: talks}}
    /// ```
    EVIDENCE_REQUIRED = "JM920" "evidence-required", Evidence, Error, Check::Journey(evidence_required)
}

fn evidence_required(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    let Some(required) = cx.required_grade.filter(|_| !journey.is_target()) else { return };
    let rests = |grade: Grade| match grade {
        Grade::Assumption => "on assumption".to_owned(),
        grade => format!("on evidence of grade `{grade}`"),
    };
    let help = "research it, describe what you did under `evidence`, and refer to it";
    for score in scores(journey) {
        let grade = score.basis(journey).grade;
        if grade < required {
            let message =
                format!("the score `{}` rests {}, not `{required}` or better", score.score, rests(grade));
            let _ = out.at(score.route(cx), message).help(help);
        }
    }
    for found in journey.touchpoints().filter(|found| found.touchpoint.moment_of_truth.is_some()) {
        let grade = moment_basis(journey, found.touchpoint).grade;
        if grade < required {
            let what = format!("as a moment of truth rests {}, not `{required}` or better", rests(grade));
            let _ = out.at(found.route().key("moment_of_truth"), about(found, &what)).help(help);
        }
    }
}
