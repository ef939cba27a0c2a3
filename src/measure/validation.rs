//! How validated a map is: what its claims rest on, how old that is, and what has happened since.

use super::{Basis, Coverage, basis, coverage, evidence_in_use, series};
use crate::model::{ContextEvent, Date, Duration, Evidence, Grade, Journey, TouchpointRef};
use crate::workspace::Conventions;

/// The kinds of claim that a map makes and evidence can support.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimKind {
    /// What is felt.
    Emotion,
    /// That the relationship can turn here.
    Moment,
    /// What hurts.
    Pain,
    /// How long something takes.
    Wait,
    /// How much an attribute matters.
    Importance,
}

impl ClaimKind {
    /// The kind in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Emotion => "feelings",
            Self::Moment => "moments of truth",
            Self::Pain => "pains",
            Self::Wait => "waits",
            Self::Importance => "importance",
        }
    }
}

/// How much of what evidence said still counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Freshness<'j> {
    /// So much, 0 to 1: half after each half-life.
    Of(f64),
    /// Nobody wrote when it was collected; it counts as if a half-life had passed.
    Undated,
    /// Something happened after it was collected, and it counts no more.
    Overtaken(&'j ContextEvent),
}

impl Freshness<'_> {
    /// How much the evidence still counts, 0 to 1.
    pub fn weight(self) -> f64 {
        match self {
            Self::Of(share) => share,
            Self::Undated => 0.5,
            Self::Overtaken(_) => 0.0,
        }
    }
}

/// A piece of evidence that claims of the map rest on.
#[derive(Clone, Copy, Debug)]
pub struct EvidenceInUse<'j> {
    /// Its id.
    pub id: &'j str,
    /// The evidence.
    pub evidence: &'j Evidence,
    /// How much of it still counts.
    pub freshness: Freshness<'j>,
}

/// How validated a map is.
#[derive(Clone, Debug)]
pub struct Validation<'j> {
    /// Claims by kind, each with their grades; kinds of which the map has none are left out.
    pub claims: Vec<(ClaimKind, Coverage)>,
    /// The evidence index, 0 to 1: the mean over all scores of weight × freshness, with 0, 0.25, 0.6, 0.8 and 1
    /// for the grades from assumption to triangulated (convention). `None` without scores.
    ///
    /// For following one map over time. It says nothing of whether the right customers were asked.
    pub index: Option<f64>,
    /// The evidence that claims rest on, in the order of ids.
    pub evidence: Vec<EvidenceInUse<'j>>,
}

impl Validation<'_> {
    /// The claims of one kind by grade; none where the map has none.
    pub fn of(&self, kind: ClaimKind) -> Coverage {
        let found = self.claims.iter().find(|(own, _)| *own == kind);
        found.map_or_else(Coverage::default, |(_, coverage)| coverage.clone())
    }

    /// When the newest and the oldest of the evidence in use were collected.
    pub fn dates(&self) -> Option<(Date, Date)> {
        let dates = || self.evidence.iter().filter_map(|one| one.evidence.collected);
        let by_age = |date: &Date| date.days();
        Some((dates().max_by_key(by_age)?, dates().min_by_key(by_age)?))
    }
}

/// How validated a map is on a day.
pub fn validation<'j>(journey: &'j Journey, conventions: &Conventions, today: Date) -> Validation<'j> {
    let mut weights: Vec<f64> = Vec::new();
    for one in series(journey) {
        for point in one.scored() {
            let evidence = point.basis.id.and_then(|id| journey.evidence.get(id));
            let fresh = evidence.map_or(0.0, |evidence| {
                freshness(evidence, &journey.context_events, conventions.half_life, today).weight()
            });
            weights.push(weight(point.basis.grade) * fresh);
        }
    }
    let (scores, moments) = coverage(journey);
    let [mut pains, mut waits, mut importance] = [const { Coverage { by_grade: [0; 5] } }; 3];
    for at in journey.touchpoints() {
        let count = |of: &mut Coverage, claims: usize, basis: Basis<'j>| {
            (0..claims).for_each(|_| of.add(basis.grade));
        };
        let TouchpointRef { touchpoint, .. } = at;
        let own = basis(journey, touchpoint, None);
        count(&mut pains, touchpoint.pains.len(), own);
        let told = [touchpoint.live_wait, touchpoint.async_wait].into_iter().flatten().count();
        count(&mut waits, told, own);
        for rating in touchpoint.ratings.values() {
            let is_told = rating.importance.is_some() || !rating.importance_answers.is_empty();
            let basis = basis(journey, touchpoint, rating.evidence.as_ref());
            count(&mut importance, usize::from(is_told), basis);
        }
    }
    let kinds = [
        (ClaimKind::Emotion, scores),
        (ClaimKind::Moment, moments),
        (ClaimKind::Pain, pains),
        (ClaimKind::Wait, waits),
        (ClaimKind::Importance, importance),
    ];
    let in_use = |(id, evidence): (&'j str, &'j Evidence)| {
        let freshness = freshness(evidence, &journey.context_events, conventions.half_life, today);
        EvidenceInUse { id, evidence, freshness }
    };
    Validation {
        claims: kinds.into_iter().filter(|(_, claims)| claims.total() > 0).collect(),
        index: (!weights.is_empty()).then(|| weights.iter().sum::<f64>() / weights.len() as f64),
        evidence: evidence_in_use(journey).into_iter().map(in_use).collect(),
    }
}

/// What a grade counts in the evidence index (convention).
fn weight(grade: Grade) -> f64 {
    match grade {
        Grade::Assumption => 0.0,
        Grade::Anecdote => 0.25,
        Grade::Qualitative => 0.6,
        Grade::Quantitative => 0.8,
        Grade::Triangulated => 1.0,
    }
}

/// How much of a piece of evidence still counts: 0.5^(age ÷ half-life), or nothing after an event that may have
/// changed what customers experience.
///
/// That knowledge of customers ages is common sense; the curve is a convention, and practitioners look maps over
/// every quarter. What is dated after today is new.
pub fn freshness<'j>(
    evidence: &Evidence,
    events: &'j [ContextEvent],
    half_life: Duration,
    today: Date,
) -> Freshness<'j> {
    let Some(collected) = evidence.collected else { return Freshness::Undated };
    if let Some((_, event)) = overtaking_event(events, collected, today) {
        return Freshness::Overtaken(event);
    }
    let age = (today.days() - collected.days()).max(0) as f64;
    Freshness::Of(0.5_f64.powf(age / half_life.days()))
}

/// The latest event that has happened since a date, with its place in the list.
pub fn overtaking_event(
    events: &[ContextEvent],
    collected: Date,
    today: Date,
) -> Option<(usize, &ContextEvent)> {
    let dated = events.iter().enumerate().filter_map(|(index, event)| Some((event.date?, index, event)));
    let since = dated.filter(|(date, ..)| date.days() <= today.days() && date.is_after(collected));
    since.max_by_key(|(date, ..)| date.days()).map(|(_, index, event)| (index, event))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::testing;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn evidence_counts_half_after_half_a_year() {
        let evidence =
            |days: i64| Evidence { collected: Some(Date::from_days(20_000 - days)), ..Evidence::default() };
        let half_life = Conventions::default().half_life;
        for (days, share) in [(0, 1.0), (90, 0.707), (180, 0.5), (365, 0.245), (-5, 1.0)] {
            let found = freshness(&evidence(days), &[], half_life, Date::from_days(20_000));
            assert!((found.weight() - share).abs() < 5e-4, "{days}: {found:?}");
        }
        let undated = freshness(&Evidence::default(), &[], half_life, Date::from_days(20_000));
        assert_eq!((undated, undated.weight()), (Freshness::Undated, 0.5));
    }

    #[test]
    fn events_overtake_what_was_known_before() {
        let journey = testing::journey(
            "journey: a\ntitle: A\nscale: -2..2\ncontext_events:\n\
             \x20 - {date: 2026-03-10, event: New prices}\n  - {date: 2026-08, event: New app}\n  - {date: 2027-01, event: Move}\n\
             evidence:\n\
             \x20 old: {kind: interview, grade: qualitative, n: 8, collected: 2026-02}\n\
             \x20 new: {kind: survey, grade: quantitative, n: 80, collected: 2026-08}\n\
             \x20 spare: {kind: survey, grade: quantitative, n: 90, collected: 2026-08}\n\
             stages:\n  - name: S\n    touchpoints:\n\
             \x20     - {name: a, emotion: {score: 1, evidence: old}}\n\
             \x20     - {name: b, emotion: {score: -1, evidence: new}, live_wait: 5m, pains: [x, y]}\n\
             \x20     - {name: c, emotion: -1, moment_of_truth: {valence: negative, evidence: new}}\n\
             \x20     - {name: d}\n",
        );
        let found = validation(&journey, &Conventions::default(), date("2026-08-31"));
        let told: Vec<_> = found.evidence.iter().map(|one| (one.id, one.freshness.weight())).collect();
        assert_eq!(told, [("new", 1.0), ("old", 0.0)]);
        let Freshness::Overtaken(event) = found.evidence[1].freshness else { panic!("still fresh") };
        assert_eq!(event.event, "New app");
        assert!((found.index.unwrap() - 0.8 / 3.0).abs() < 1e-12);
        assert_eq!(found.dates(), Some((date("2026-08"), date("2026-02"))));
        let counts: Vec<_> = found.claims.iter().map(|(kind, claims)| (*kind, claims.by_grade)).collect();
        let expected = [
            (ClaimKind::Emotion, [1, 0, 1, 1, 0]),
            (ClaimKind::Moment, [0, 0, 0, 1, 0]),
            (ClaimKind::Pain, [2, 0, 0, 0, 0]),
            (ClaimKind::Wait, [1, 0, 0, 0, 0]),
        ];
        assert_eq!(counts, expected);
    }

    #[test]
    fn a_month_is_overtaken_only_as_a_whole() {
        let events = [ContextEvent { date: Some(date("2026-03-20")), event: "x".to_owned() }];
        let at = |collected| overtaking_event(&events, date(collected), date("2026-12-01")).is_some();
        assert!(at("2026-02") && at("2026-03-19") && !at("2026-03") && !at("2026-03-20"));
        assert!(overtaking_event(&events, date("2026-01"), date("2026-03-19")).is_none());
    }
}
