//! How long ago a map was looked through, and how old what it rests on is.

use super::evidence_in_use;
use crate::model::{Date, Duration, Journey, Maturity};

/// How often a map is looked through that does not say it: once a quarter (advice of practitioners).
pub const REVIEW_EVERY: Duration = Duration::from_days(90);

/// When a map was last looked through.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Review {
    /// The day.
    pub day: Date,
    /// Whether it was a review; if not, it is the day on which the map was made.
    pub is_review: bool,
    /// How many days ago that was; below 0 for a day to come.
    pub age: i64,
    /// How often it should be.
    pub every: Duration,
}

impl Review {
    /// Whether more time has passed than should have.
    pub fn is_due(&self) -> bool {
        self.age > (self.every.seconds() / 86_400) as i64
    }
}

/// When a map was last looked through, or else made; `every` counts where the map does not say how often.
/// `None` where it tells neither day.
pub fn review(journey: &Journey, today: Date, every: Duration) -> Option<Review> {
    let made = || journey.created.map(|day| (day, false));
    let (day, is_review) = journey.reviewed.map(|day| (day, true)).or_else(made)?;
    let every = journey.review_every.unwrap_or(every);
    Some(Review { day, is_review, age: today.days() - day.days(), every })
}

/// Whether a map ought to be looked through: one that is kept for the record never is.
pub fn is_review_due(journey: &Journey, review: Option<&Review>) -> bool {
    journey.maturity != Some(Maturity::Archived) && review.is_some_and(Review::is_due)
}

/// How many days ago the newest and the oldest of what the map rests on were collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EvidenceAge {
    /// Days since the newest.
    pub newest: i64,
    /// Days since the oldest.
    pub oldest: i64,
}

/// The age of the evidence in use; `None` where none says when it was collected. A month counts as its
/// last day, so that nothing ages too early.
pub fn evidence_age(journey: &Journey, today: Date) -> Option<EvidenceAge> {
    let used = evidence_in_use(journey);
    let ages: Vec<i64> =
        used.iter().filter_map(|(_, evidence)| Some(today.days() - evidence.collected?.days())).collect();
    Some(EvidenceAge { newest: *ages.iter().min()?, oldest: *ages.iter().max()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Date> {
        Date::parse(text).ok()
    }

    #[test]
    fn a_map_is_due_when_more_time_has_passed() {
        let today = Date::parse("2026-11-22").unwrap();
        let reviewed = |text| Journey { reviewed: day(text), ..Journey::default() };
        let due = |journey: &Journey| is_review_due(journey, review(journey, today, REVIEW_EVERY).as_ref());
        assert!(!due(&reviewed("2026-08-24")) && due(&reviewed("2026-08-23")));
        let archived = Journey { maturity: Some(Maturity::Archived), ..reviewed("2020-01-01") };
        assert!(!due(&archived) && !due(&Journey::default()));
        let made = Journey { created: day("2026-11-01"), ..Journey::default() };
        let found = review(&made, today, REVIEW_EVERY).unwrap();
        assert_eq!((found.age, found.is_review), (21, false));
    }
}
