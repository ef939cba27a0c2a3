//! Who made the map, and who keeps it up to date.

use crate::check::text::{frontline, knows};
use crate::check::{Check, Findings, JourneyCx, RuleOption, Stability};
use crate::measure::{Review, review};
use crate::model::{Duration, EvidenceKind, Maturity};
use crate::syntax::Route;

rule! {
    /// The map has not been looked through for too long.
    ///
    /// Fires when more time than `review_every` (90 days when absent; the option `days` changes that) has
    /// passed since `reviewed`, or since `created` when the map was never reviewed. Silent when neither date is
    /// given, and for maps of maturity `archived`.
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
    STALE_REVIEW = "JM901" "stale-review", Evidence, Warning, Check::Journey(stale_review),
        options: &[&REVIEW_DAYS]
}

static REVIEW_DAYS: RuleOption = RuleOption::number(
    "days",
    90.0,
    1.0,
    36_500.0,
    "after how many days a map without `review_every` is due",
);

fn stale_review(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    let unread = (journey.reviewed.is_none() && cx.has_unread("reviewed"))
        || (journey.review_every.is_none() && cx.has_unread("review_every"));
    if journey.maturity == Some(Maturity::Archived) || unread {
        return;
    }
    let every = Duration::from_days(out.count(&REVIEW_DAYS) as u64);
    let Some(last) = review(journey, cx.today, every).filter(Review::is_due) else { return };
    let (key, what) = match last.is_review {
        true => ("reviewed", "reviewed"),
        false => ("created", "made, and not reviewed since,"),
    };
    let message = format!("the map was {what} {} days ago; it is due every {}", last.age, last.every);
    let _ = out
        .at(Route::root().key(key), message)
        .help("go through it, correct what changed, and write the day into `reviewed`");
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
            2 => format!("both contributors are from `{department}`"),
            count => format!("all {count} contributors are from `{department}`"),
        };
        let _ = out
            .at(Route::root().key("contributors"), message)
            .help("ask those who meet the customer before and after them");
    }
}

rule! {
    /// Nobody who meets customers at work helped with the map.
    ///
    /// Fires when the `contributors` from inside the organisation all say what they are, none of them has the
    /// role, department or discipline of people who serve customers (agents, clerks, nurses, technicians,
    /// branches, call centres and the like), and no evidence is of kind `frontline` or `call-listening`. Knows
    /// such words in English and Hebrew, and those of the option `words`; silent in other languages, for
    /// desired, planned and archived maps, and when all contributors are from outside.
    ///
    /// ## Why
    ///
    /// Those who answer the phone hear every day what goes wrong, in the customers' own words. They know the
    /// cases that no survey asks about, and they will have to work with what the map leads to.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// contributors:
    ///   - {role: product manager, department: marketing}
    ///   - {role: designer, department: digital}
    /// ```
    ///
    /// ## What to do
    ///
    /// Ask somebody who serves customers, and write down that they were asked:
    ///
    /// ```yaml
    /// contributors:
    ///   - {role: product manager, department: marketing}
    ///   - {role: agent, department: call centre}
    /// ```
    NO_FRONTLINE_CONTRIBUTOR = "JM904" "no-frontline-contributor", Evidence, Info,
        Check::Journey(no_frontline_contributor), stability: Stability::Preview, options: &[&FRONTLINE_WORDS]
}

static FRONTLINE_WORDS: RuleOption =
    RuleOption::words("words", "more roles and departments of people who meet customers at work");

fn no_frontline_contributor(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    let passed_over = journey.is_target() || journey.maturity == Some(Maturity::Archived);
    if passed_over
        || journey.contributors.iter().all(|one| one.external)
        || !knows(journey.lang.as_ref())
        || cx.has_unread("contributors")
    {
        return;
    }
    // A kind that could not be read may be the one.
    let heard = |kind: Option<EvidenceKind>| {
        matches!(kind, None | Some(EvidenceKind::Frontline | EvidenceKind::CallListening))
    };
    if journey.evidence.values().any(|evidence| heard(evidence.kind)) {
        return;
    }
    let own = out.words(&FRONTLINE_WORDS);
    for one in &journey.contributors {
        let mut said = [&one.role, &one.department, &one.discipline].into_iter().flatten().peekable();
        let unknown = said.peek().is_none() && !one.external;
        if unknown || said.any(|text| frontline::is_frontline(text, own)) {
            return;
        }
    }
    let _ = out
        .absent(Route::root().key("contributors"), "none of the contributors meets customers at work")
        .help("ask somebody who serves customers every day, and add them, or evidence of kind `frontline`");
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
