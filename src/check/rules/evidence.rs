//! Evidence, upkeep and privacy.

use super::emotion::scores;
use super::gap::metrics;
use super::touchpoint::about;
use crate::check::text::personal_data;
use crate::check::{Check, FileCx, Findings, JourneyCx};
use crate::measure::moment_basis;
use crate::model::{Duration, EvidenceKind, Grade, Maturity};
use crate::source::Span;
use crate::syntax::{NodeId, NodeKind, Route, ScalarText};
use crate::workspace::Content;

rule! {
    /// The map has not been looked through for too long.
    ///
    /// Fires when more time than `review_every` (90 days when absent) has passed since `reviewed`, or since
    /// `created` when the map was never reviewed. Silent when neither date is given, and for maps of
    /// maturity `archived`.
    ///
    /// ## Why
    ///
    /// Services change every month; a map that nobody looks at shows the service of last year with the
    /// authority of a document. A review every quarter is what practitioners advise.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// reviewed: 2025-01-10
    /// review_every: 90d
    /// ```
    ///
    /// ## What to do
    ///
    /// Go through the map, correct what changed, and write the day:
    ///
    /// ```yaml
    /// reviewed: 2026-11-02
    /// review_every: 90d
    /// ```
    STALE_REVIEW = "JM901" "stale-review", Evidence, Warning, Check::Journey(stale_review)
}

/// How often a map is looked through when it does not say.
const REVIEW_EVERY: Duration = Duration::from_days(90);

fn stale_review(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    let unread = (journey.reviewed.is_none() && cx.has_unread("reviewed"))
        || (journey.review_every.is_none() && cx.has_unread("review_every"));
    if journey.maturity == Some(Maturity::Archived) || unread {
        return;
    }
    let (key, last, what) = match (journey.reviewed, journey.created) {
        (Some(reviewed), _) => ("reviewed", reviewed, "reviewed"),
        (None, Some(created)) => ("created", created, "made, and not reviewed since,"),
        (None, None) => return,
    };
    let every = journey.review_every.unwrap_or(REVIEW_EVERY);
    let age = cx.today.days() - last.days();
    if age > (every.seconds() / 86_400) as i64 {
        let message = format!("the map was {what} {age} days ago; it is due every {every}");
        let _ = out
            .at(Route::root().key(key), message)
            .help("go through it, correct what changed, and write the day into `reviewed`");
    }
}

rule! {
    /// Everybody who made the map is from one department.
    ///
    /// Fires when there are `contributors`, all name the same `department`, and none is `external`.
    ///
    /// ## Why
    ///
    /// Journeys cross departments and tear at the borders between them. One department sees its own part,
    /// and takes the customer's way through it for the whole.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// contributors:
    ///   - {role: service manager, department: service}
    ///   - {role: team lead, department: service}
    /// ```
    ///
    /// ## What to do
    ///
    /// Ask those who meet the customer before and after you, or somebody from outside:
    ///
    /// ```yaml
    /// contributors:
    ///   - {role: service manager, department: service}
    ///   - {role: billing clerk, department: finance}
    /// ```
    SINGLE_DEPARTMENT_MAP = "JM903" "single-department-map", Evidence, Warning,
        Check::Journey(single_department_map)
}

fn single_department_map(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let contributors = &cx.journey.contributors;
    let Some(department) = contributors.first().and_then(|first| first.department.as_deref()) else { return };
    let same = |other: Option<&str>| {
        other.is_some_and(|other| other.trim().to_lowercase() == department.trim().to_lowercase())
    };
    if contributors.iter().all(|other| !other.external && same(other.department.as_deref())) {
        let message = match contributors.len() {
            1 => format!("the map was made by `{department}` alone"),
            count => format!("all {count} contributors are from `{department}`"),
        };
        let _ = out
            .at(Route::root().key("contributors"), message)
            .help("ask those who meet the customer before and after them");
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
    /// Nobody keeps the map up to date.
    ///
    /// Fires when a journey has no `owner`. Silent for maps of maturity `archived`.
    ///
    /// ## Why
    ///
    /// A map without an owner is right on the day it is made. Somebody has to notice that the service changed.
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
    /// Name a role, not a person:
    ///
    /// ```yaml
    /// journey: refund
    /// title: Getting money back
    /// owner: head of service
    /// ```
    OWNER_MISSING = "JM907" "owner-missing", Evidence, Warning, Check::Journey(owner_missing)
}

fn owner_missing(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.owner.is_none() && cx.journey.maturity != Some(Maturity::Archived) {
        let _ = out
            .missing(Route::root(), "owner", "the map has no `owner`")
            .help("name the role that keeps it up to date: `owner: …`");
    }
}

rule! {
    /// A number rests on very few answers.
    ///
    /// Fires when the `n` of a metric is less than 10.
    ///
    /// ## Why
    ///
    /// Of five customers one more or less is twenty per cent. Such a number swings from month to month by
    /// itself, and somebody will explain the swing.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// metrics:
    ///   solved-at-first-contact: {value: 0.75, n: 4}
    /// ```
    ///
    /// ## What to do
    ///
    /// Collect more, or tell the answers one by one:
    ///
    /// ```yaml
    /// metrics:
    ///   solved-at-first-contact: {value: 0.62, n: 140, collected: 2026-09}
    /// ```
    SMALL_N = "JM910" "small-n", Evidence, Warning, Check::Journey(small_n)
}

fn small_n(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    metrics(cx.journey, |name, metric, holder| {
        let Some(n) = metric.n.filter(|n| *n < 10) else { return };
        let help = match n {
            0..5 => "fewer than five answers carry no statistic: tell them one by one",
            _ => "collect more, or show it with its interval",
        };
        let _ = out.at(holder().key("n"), format!("`{name}` rests on {n} answers")).help(help);
    });
}

rule! {
    /// A number does not say how many answers it rests on.
    ///
    /// Fires when a metric has no `n`.
    ///
    /// ## Why
    ///
    /// Ninety per cent of ten and of ten thousand are different news. Without n nobody can tell whether a
    /// change is more than chance.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// metrics:
    ///   solved-at-first-contact: {value: 0.62}
    /// ```
    ///
    /// ## What to do
    ///
    /// Write how many answers or cases were counted:
    ///
    /// ```yaml
    /// metrics:
    ///   solved-at-first-contact: {value: 0.62, n: 140, collected: 2026-09}
    /// ```
    STATISTIC_WITHOUT_N = "JM911" "statistic-without-n", Evidence, Error, Check::Journey(statistic_without_n)
}

fn statistic_without_n(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    metrics(cx.journey, |name, metric, holder| {
        if metric.n.is_none() {
            let _ = out
                .missing(holder(), "n", format!("`{name}` does not say how many answers it rests on"))
                .help("write it: `n: …`");
        }
    });
}

rule! {
    /// A text holds what may identify a person.
    ///
    /// Fires when a text of a journey or persona holds an e-mail address, a phone number (with `+` and country
    /// code, or in an Israeli form), the 16-digit number of a payment card, or an Israeli identity number
    /// behind a label such as `ID` or `ת.ז`. Card and identity numbers count only when their check digit is
    /// right. Shared mailboxes such as `info@` and `service@` are passed over, and so are ids and dates. Names
    /// of people are not looked for.
    ///
    /// ## Why
    ///
    /// Maps are copied into slides and repositories and stay there. What was said in an interview belongs into
    /// them, who said it does not: data protection law asks to keep no more than is needed.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// quote: Write to me at dana.levi@mail.example when it is done
    /// ```
    ///
    /// ## What to do
    ///
    /// Leave it out or put a word in its place; if the file is already shared, remember its history:
    ///
    /// ```yaml
    /// quote: Write to me when it is done
    /// ```
    PERSONAL_DATA = "JM917" "personal-data", Evidence, Error, Check::File(personal_data_in_text)
}

/// Keys whose values are ids, dates and the like, not text.
const NOT_TEXT: &[&str] = &[
    "journey",
    "persona",
    "id",
    "lang",
    "parent",
    "current",
    "detail",
    "default_evidence",
    "created",
    "reviewed",
    "review_every",
    "date",
    "collected",
    "due",
    "decided_on",
    "live_wait",
    "async_wait",
    "duration",
    "from",
    "to",
    "addresses",
    "replaces",
    "value",
    "n",
    "scale",
    "score",
];

fn personal_data_in_text(cx: &FileCx<'_>, out: &mut Findings<'_>) {
    let typed = matches!(cx.file.content, Content::Journey(_) | Content::Persona(_));
    if !typed || !personal_data::may_hold(cx.file.source.text()) {
        return;
    }
    if let Some(root) = cx.file.tree.root() {
        search(cx, root, out);
    }
}

fn search(cx: &FileCx<'_>, id: NodeId, out: &mut Findings<'_>) {
    let (tree, source) = (&cx.file.tree, &cx.file.source);
    let node = tree.node(id);
    match &node.kind {
        NodeKind::Scalar(text, _) => {
            let (text, start) = match text {
                ScalarText::Source(span) => (source.slice(*span), Some(span.range().start)),
                ScalarText::Owned(text) => (&**text, None),
            };
            let Some((kind, place)) = personal_data::find(text) else { return };
            let span = match start {
                Some(start) => Span::new(start + place.start, start + place.end),
                None => node.span,
            };
            // The finding does not repeat it: logs are kept too.
            let _ = out
                .at_span(span, format!("the text holds {}", kind.name()))
                .help("leave it out, or write what it stands for");
        }
        NodeKind::Sequence(_) => tree.items(node).for_each(|item| search(cx, item, out)),
        NodeKind::Mapping(_) => {
            for (key, value) in tree.pairs(node) {
                if !tree.scalar(source, key).is_some_and(|key| NOT_TEXT.contains(&key)) {
                    search(cx, value, out);
                }
            }
        }
        // What stands behind an anchor is searched where it stands.
        NodeKind::Alias(_) => {}
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
