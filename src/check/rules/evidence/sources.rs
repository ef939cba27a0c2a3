//! What the map is known from.

use std::collections::HashMap;

use crate::check::rules::emotion::scores;
use crate::check::rules::touchpoint::about;
use crate::check::{Check, FileCx, Findings, JourneyCx, RuleOption};
use crate::measure::{basis, coverage, moment_basis, overtaking_event};
use crate::model::{Date, Evidence, EvidenceKind, Grade, Journey, JourneyKind, Maturity, Persona};
use crate::syntax::Route;
use crate::workspace::Content;

rule! {
    /// All that is known of the journey is old.
    ///
    /// Fires when the newest evidence was collected more than 365 days ago (the option `days`), or before the
    /// latest of the `context_events` that have happened. A month counts to the benefit of the map. Silent
    /// when a piece of evidence does not say when it was collected (`synthetic` ones aside), for desired,
    /// planned and archived maps, and for `kind: actual`: what one customer went through stays true.
    ///
    /// ## Why
    ///
    /// Habits and expectations change, with a pandemic from one month to the next, and so does the service. A
    /// curve drawn from what customers said before is a curve of another service.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// context_events:
    ///   - {date: 2026-04, event: The branch was closed}
    /// evidence:
    ///   talks: {kind: interview, grade: qualitative, n: 8, collected: 2026-02}
    /// ```
    ///
    /// ## What to do
    ///
    /// Ask again, a few customers at least, and write when:
    ///
    /// ```yaml
    /// context_events:
    ///   - {date: 2026-04, event: The branch was closed}
    /// evidence:
    ///   talks: {kind: interview, grade: qualitative, n: 8, collected: 2026-02}
    ///   calls: {kind: interview, grade: qualitative, n: 5, collected: 2026-06}
    /// ```
    STALE_EVIDENCE = "JM902" "stale-evidence", Evidence, Warning, Check::Journey(stale_evidence),
        options: &[&EVIDENCE_DAYS]
}

static EVIDENCE_DAYS: RuleOption =
    RuleOption::number("days", 365.0, 1.0, 36_500.0, "how many days old the newest evidence of a map may be");

fn stale_evidence(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    let passed_over = journey.is_target()
        || journey.kind == Some(JourneyKind::Actual)
        || journey.maturity == Some(Maturity::Archived);
    if passed_over || cx.has_unread("evidence") {
        return;
    }
    let mut newest: Option<(&str, Date)> = None;
    for (id, evidence) in &journey.evidence {
        match evidence.collected {
            _ if evidence.kind == Some(EvidenceKind::Synthetic) => {}
            Some(date) if newest.is_none_or(|(_, known)| known.days() < date.days()) => {
                newest = Some((id, date));
            }
            Some(_) => {}
            None => return,
        }
    }
    let Some((id, collected)) = newest else { return };
    let route = Route::root().key("evidence").name(id).key("collected");
    if let Some((index, event)) = overtaking_event(&journey.context_events, collected, cx.today)
        && let Some(date) = event.date
    {
        let what = event.event.lines().next().unwrap_or_default();
        let message = format!("the newest evidence, `{id}`, is older than `{what}` in {date}");
        let event = Route::root().key("context_events").index(index);
        let _ = out
            .absent(route, message)
            .help("ask customers again: what they said may no longer hold")
            .related(cx.file, &event, "what happened since");
        return;
    }
    let age = cx.today.days() - collected.days();
    if age > out.count(&EVIDENCE_DAYS) as i64 {
        let _ = out
            .absent(route, format!("the newest evidence, `{id}`, is {age} days old"))
            .help("ask customers again, a few at least, and write when: `collected: …`");
    }
}

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
    /// on fewer than five customers (the option `customers`), and when `quantitative` or `triangulated` says neither `n` nor `collected`.
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
    EVIDENCE_OVERGRADED = "JM906" "evidence-overgraded", Evidence, Error, Check::Journey(evidence_overgraded),
        options: &[&LEAST_CUSTOMERS]
}

static LEAST_CUSTOMERS: RuleOption = RuleOption::number(
    "customers",
    5.0,
    1.0,
    1_000.0,
    "the fewest customers that evidence of grade `qualitative` rests on",
);

fn evidence_overgraded(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let least = out.count(&LEAST_CUSTOMERS);
    for (id, evidence) in &cx.journey.evidence {
        let (Some(kind), Some(grade)) = (evidence.kind, evidence.grade) else { continue };
        let few = evidence.n.is_some_and(|n| (n as usize) < least);
        let undated = evidence.n.is_none() || evidence.collected.is_none();
        let problem = match grade {
            _ if grade > best_grade(kind) => format!("`{kind}` is never better than `{}`", best_grade(kind)),
            Grade::Qualitative if few => format!("`qualitative` takes {least} customers or more"),
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
    /// The map claims to be researched, and most of its scores are not.
    ///
    /// Fires when `maturity` is `researched`, `validated` or `monitored` and fewer than half of the scores rest
    /// on evidence of grade `qualitative` or better; the option `share` sets another share. Silent for desired
    /// and planned maps, and without scores.
    ///
    /// ## Why
    ///
    /// Who reads the maturity of a map decides by it how much to trust the curve. It should not promise more
    /// than the evidence holds.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// maturity: researched
    /// evidence:
    ///   team: {kind: workshop, grade: anecdote, n: 6}
    /// default_evidence: team
    /// ```
    ///
    /// ## What to do
    ///
    /// Call the map what it is until customers were heard:
    ///
    /// ```yaml
    /// maturity: hypothesis
    /// evidence:
    ///   team: {kind: workshop, grade: anecdote, n: 6}
    /// default_evidence: team
    /// ```
    LOW_COVERAGE = "JM908" "low-coverage", Evidence, Warning, Check::Journey(low_coverage),
        options: &[&LEAST_SHARE]
}

static LEAST_SHARE: RuleOption = RuleOption::number(
    "share",
    50.0,
    1.0,
    100.0,
    "the share of scores, in per cent, that rest on qualitative evidence or better in a researched map",
);

fn low_coverage(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    let Some(maturity) = journey.maturity else { return };
    let claims = matches!(maturity, Maturity::Researched | Maturity::Validated | Maturity::Monitored);
    if !claims || journey.is_target() || cx.has_unread("evidence") || cx.has_unread("default_evidence") {
        return;
    }
    let (scores, _) = coverage(journey);
    let (known, all) = (scores.at_least(Grade::Qualitative), scores.total());
    if all > 0 && ((known * 100) as f64) < out.number(&LEAST_SHARE) * all as f64 {
        let rest = if known == 1 { "rests" } else { "rest" };
        let message = format!(
            "the map is called `{maturity}`, and {known} of {all} scores {rest} on customers who were heard"
        );
        let _ = out
            .at(Route::root().key("maturity"), message)
            .help("research the scores, or write `maturity: hypothesis` until then");
    }
}

rule! {
    /// Somebody is quoted, and nobody wrote down whether they agreed.
    ///
    /// Fires at a piece of evidence that quotes of the map or persona rest on when it is of kind `interview`,
    /// `diary`, `observation`, `usability-test` or `call-listening` and has no `consent`, and at quoted evidence
    /// of any kind with `consent: false`. A quote rests on the evidence it names, or else on that of its
    /// touchpoint, or else on `default_evidence`. Published stories, tickets and surveys need none.
    ///
    /// ## Why
    ///
    /// Whoever talks with a researcher tells more than they would put on a wall. The codes of market research
    /// (ICC/ESOMAR) and data protection law ask for their consent, and a quote can give a person away even
    /// without a name.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// evidence:
    ///   talks: {kind: interview, grade: qualitative, n: 8, collected: 2026-09}
    /// stages:
    ///   - name: Call
    ///     touchpoints:
    ///       - {name: I wait, channel: phone, quote: {text: I gave up after an hour, evidence: talks}}
    /// ```
    ///
    /// ## What to do
    ///
    /// Ask those who are quoted, and write that they agreed; or leave their words out:
    ///
    /// ```yaml
    /// evidence:
    ///   talks: {kind: interview, grade: qualitative, n: 8, collected: 2026-09, consent: true}
    /// stages:
    ///   - name: Call
    ///     touchpoints:
    ///       - {name: I wait, channel: phone, quote: {text: I gave up after an hour, evidence: talks}}
    /// ```
    CONSENT_MISSING = "JM918" "consent-missing", Evidence, Warning, Check::File(consent_missing)
}

fn consent_missing(cx: &FileCx<'_>, out: &mut Findings<'_>) {
    let (quoted, evidence) = match &cx.typed.content {
        Content::Journey(journey) => (quotes_of_journey(journey), &journey.evidence),
        Content::Persona(persona) => (quotes_of_persona(persona), &persona.evidence),
        _ => return,
    };
    if quoted.is_empty() {
        return;
    }
    for (id, evidence) in evidence {
        let Some(count) = quoted.get(id.as_str()) else { continue };
        let holder = Route::root().key("evidence").name(id);
        let times = if *count == 1 { String::new() } else { format!(" {count} times") };
        let help = "ask them and write `consent: true`, or leave their words out";
        if evidence.consent == Some(false) {
            let message = format!("`{id}` is quoted{times}, and the people did not agree");
            let _ = out.at(holder.key("consent"), message).help(help);
        } else if evidence.consent.is_none() && asks_for_consent(evidence) {
            let message = format!("`{id}` is quoted{times}, and does not say whether the people agreed");
            let _ = out.missing(holder, "consent", message).help(help);
        }
    }
}

/// Whether people spoke, or were watched, for the sake of the research.
fn asks_for_consent(evidence: &Evidence) -> bool {
    matches!(
        evidence.kind,
        Some(
            EvidenceKind::Interview
                | EvidenceKind::Diary
                | EvidenceKind::Observation
                | EvidenceKind::UsabilityTest
                | EvidenceKind::CallListening
        )
    )
}

/// How many quotes rest on each piece of evidence.
fn quotes_of_journey(journey: &Journey) -> HashMap<&str, usize> {
    let mut quoted = HashMap::new();
    for touchpoint in journey.touchpoints().map(|found| found.touchpoint) {
        let Some(quote) = &touchpoint.quote else { continue };
        if let Some(id) = basis(journey, touchpoint, quote.evidence.as_ref()).id {
            *quoted.entry(id).or_default() += 1;
        }
    }
    quoted
}

fn quotes_of_persona(persona: &Persona) -> HashMap<&str, usize> {
    let named = persona.quote.as_ref().and_then(|quote| quote.evidence.as_ref());
    named.map(|id| (id.as_str(), 1)).into_iter().collect()
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
