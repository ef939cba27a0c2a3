//! Who made the map, and who keeps it up to date.

use crate::check::{Check, Findings, JourneyCx};
use crate::model::{Duration, Maturity};
use crate::syntax::Route;

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
