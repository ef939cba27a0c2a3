//! The finders: one function for each way a map shows a gap.

use std::collections::BTreeMap;

use super::{DeliveryFault, Gap, GapKind, GapSize, severity};
use crate::measure::{
    Alignment, Effort, Estimate, Point, Series, basis, coverage, deviations, expectations, freshness,
    moment_basis, prevention,
};
use crate::model::{
    Context, Date, Grade, Journey, JourneyKind, Kept, Maturity, Phase, Status, TouchpointKind, TouchpointRef,
};
use crate::workspace::Conventions;

/// Who answers for a touchpoint: of its response, of itself, or of an opportunity that addresses it.
fn owner_of<'j>(journey: &'j Journey, at: TouchpointRef<'j>) -> Option<&'j str> {
    let response = at.touchpoint.moment_of_truth.as_ref().and_then(|moment| moment.response.as_ref());
    let of_response = response.and_then(|response| response.owner.as_deref());
    let addressed = |id: &str| id == at.touchpoint.id() || id == at.stage.id();
    let of_opportunity = || {
        let opportunities = &journey.opportunities;
        let about = opportunities.iter().filter(|one| one.addresses.iter().any(|id| addressed(id.as_str())));
        about.into_iter().find_map(|one| one.owner.as_deref())
    };
    of_response.or(at.touchpoint.owner.as_deref()).or_else(of_opportunity)
}

fn gap_at<'j>(
    journey: &'j Journey,
    kind: GapKind,
    at: TouchpointRef<'j>,
    size: GapSize<'j>,
    grade: Grade,
) -> Gap<'j> {
    Gap {
        kind,
        at: Some(at),
        desired: None,
        size,
        grade,
        owner: owner_of(journey, at),
        persona: None,
        opportunity: None,
        severity: severity(size),
    }
}

fn gap_of_journey<'j>(journey: &'j Journey, kind: GapKind, size: GapSize<'j>) -> Gap<'j> {
    Gap {
        kind,
        at: None,
        desired: None,
        size,
        grade: coverage(journey).0.typical(),
        owner: journey.owner.as_deref(),
        persona: None,
        opportunity: None,
        severity: severity(size),
    }
}

pub(super) fn unanswered<'j>(journey: &'j Journey, found: &mut Vec<Gap<'j>>) {
    for at in journey.touchpoints() {
        let Some(moment) = at.touchpoint.moment_of_truth.as_ref() else { continue };
        if moment.response.is_none() {
            let size = GapSize::Moment(moment.criticality(), moment.valence());
            let grade = moment_basis(journey, at.touchpoint).grade;
            found.push(gap_at(journey, GapKind::Unanswered, at, size, grade));
        }
    }
}

/// What the desired journey gains for each persona at each pair.
pub(super) fn experience<'j>(
    journey: &'j Journey,
    alignment: Option<&Alignment<'j>>,
    found: &mut Vec<Gap<'j>>,
) {
    for pair in alignment.into_iter().flat_map(|alignment| &alignment.pairs) {
        for felt in &pair.felt {
            if let (Some(gap), Some(now)) = (felt.gap().filter(|gap| *gap > 0.0), felt.current) {
                let size = GapSize::Score(gap);
                let here = gap_at(journey, GapKind::Experience, pair.current, size, now.basis.grade);
                found.push(Gap { desired: Some(pair.desired), persona: felt.persona, ..here });
            }
        }
    }
}

pub(super) fn shape<'j>(
    journey: &'j Journey,
    series: &Series<'j>,
    conventions: &Conventions,
    found: &mut Vec<Gap<'j>>,
) {
    let mut add = |kind, point: Option<Point<'j>>, size: f64| {
        if let Some(point) = point {
            let here = gap_at(journey, kind, point.at, GapSize::Score(size), point.basis.grade);
            found.push(Gap { persona: series.persona, ..here });
        }
    };
    for valley in series.valleys(conventions) {
        add(GapKind::Valley, series.points[valley.first], valley.prominence);
    }
    for drop in series.drops(conventions) {
        add(GapKind::Fall, series.points[drop.to], drop.delta);
    }
}

pub(super) fn costs<'j>(journey: &'j Journey, effort: &Effort<'j>, found: &mut Vec<Gap<'j>>) {
    for at in journey.touchpoints() {
        let points = effort.points_at(at.position);
        if points > 0 {
            let grade = basis(journey, at.touchpoint, None).grade;
            found.push(gap_at(journey, GapKind::Effort, at, GapSize::Points(points), grade));
        }
    }
}

pub(super) fn preventable<'j>(journey: &'j Journey, found: &mut Vec<Gap<'j>>) {
    for at in prevention(journey).preventable {
        let grade = basis(journey, at.touchpoint, None).grade;
        found.push(gap_at(journey, GapKind::Preventable, at, GapSize::Contact, grade));
    }
}

pub(super) fn unmapped<'j>(journey: &'j Journey, series: &[Series<'j>], found: &mut Vec<Gap<'j>>) {
    for phase in [Phase::Before, Phase::After] {
        if !journey.stages.iter().any(|stage| stage.phase == Some(phase)) {
            found.push(gap_of_journey(journey, GapKind::Coverage, GapSize::Phase(phase)));
        }
    }
    for series in series {
        let all = series.points.len();
        let unscored = all - series.scored().count();
        if unscored > 0 {
            let here = gap_of_journey(journey, GapKind::Coverage, GapSize::Unscored(unscored, all));
            found.push(Gap { persona: series.persona, ..here });
        }
    }
}

pub(super) fn unknown<'j>(journey: &'j Journey, found: &mut Vec<Gap<'j>>) {
    let (scores, _) = coverage(journey);
    let below = scores.total() - scores.at_least(Grade::Qualitative);
    if below > 0 {
        found.push(gap_of_journey(journey, GapKind::Evidence, GapSize::Unresearched(below, scores.total())));
    }
}

/// Scores that were researched on evidence that is too old, or whose age nobody knows. What one customer went through
/// stays true, and what is kept for the record claims nothing of today.
///
/// Evidence is too old when less than a quarter of it still counts, which is after two half-lives, or after an event
/// that may have changed what customers experience: a convention, like the half-life.
pub(super) fn outdated<'j>(
    journey: &'j Journey,
    series: &[Series<'j>],
    conventions: &Conventions,
    today: Option<Date>,
    found: &mut Vec<Gap<'j>>,
) {
    let is_over = journey.kind == Some(JourneyKind::Actual) || journey.maturity == Some(Maturity::Archived);
    if is_over || journey.is_target() {
        return;
    }
    let (mut all, mut stale, mut undated) = (0, 0, 0);
    for point in series.iter().flat_map(Series::scored) {
        all += 1;
        let evidence = point.basis.id.and_then(|id| journey.evidence.get(id));
        let Some(evidence) = evidence.filter(|_| point.basis.is_researched()) else { continue };
        match (evidence.collected, today) {
            (None, _) => undated += 1,
            (Some(_), None) => {}
            (Some(_), Some(today)) => {
                let fresh = freshness(evidence, &journey.context_events, conventions.half_life, today);
                stale += usize::from(fresh.weight() < STILL_COUNTS);
            }
        }
    }
    for size in [GapSize::Stale(stale, all), GapSize::Undated(undated, all)] {
        if size.value() > 0.0 {
            found.push(gap_of_journey(journey, GapKind::Evidence, size));
        }
    }
}

/// How much of a piece of evidence has to count for it not to be too old (convention).
const STILL_COUNTS: f64 = 0.25;

/// Attributes that customers found worse than they expected, where enough of them were asked.
pub(super) fn disappointed<'j>(journey: &'j Journey, found: &mut Vec<Gap<'j>>) {
    for one in expectations(journey, &BTreeMap::new()).ratings {
        let (Some(Estimate::Small { value, .. }) | Some(Estimate::Sound { value, .. })) = &one.found else {
            continue;
        };
        if let Some(gap) = value.gap.filter(|gap| *gap < 0.0) {
            let size = GapSize::Rating(one.attribute, gap);
            found.push(gap_at(journey, GapKind::Expectation, one.at, size, one.basis.grade));
        }
    }
}

/// What was planned and did not happen as planned; without a plan, what the map itself says is missing.
pub(super) fn undelivered<'j>(journey: &'j Journey, planned: Option<&'j Journey>, found: &mut Vec<Gap<'j>>) {
    let Some(planned) = planned else {
        for at in journey.touchpoints().filter(|at| is_missing(*at)) {
            let size = GapSize::Delivery(DeliveryFault::Missing);
            let grade = basis(journey, at.touchpoint, None).grade;
            found.push(gap_at(journey, GapKind::Delivery, at, size, grade));
        }
        return;
    };
    let all = deviations(planned, journey);
    for at in &all.missing {
        let size = GapSize::Delivery(DeliveryFault::Missing);
        found.push(Gap { desired: Some(*at), ..gap_of_journey(journey, GapKind::Delivery, size) });
    }
    let mut add = |fault, at: &TouchpointRef<'j>| {
        let grade = basis(journey, at.touchpoint, None).grade;
        found.push(gap_at(journey, GapKind::Delivery, *at, GapSize::Delivery(fault), grade));
    };
    all.ad_hoc.iter().for_each(|at| add(DeliveryFault::AdHoc, at));
    all.failed.iter().for_each(|at| add(DeliveryFault::Failed, at));
    all.irregular.iter().for_each(|at| add(DeliveryFault::Irregular, at));
}

fn is_missing(at: TouchpointRef<'_>) -> bool {
    at.touchpoint.kind == Some(TouchpointKind::Missing) || at.touchpoint.status == Some(Status::Missing)
}

/// Touchpoints of the desired journey that nobody can offer yet.
pub(super) fn unable<'j>(
    journey: &'j Journey,
    desired: Option<&'j Journey>,
    alignment: Option<&Alignment<'j>>,
    found: &mut Vec<Gap<'j>>,
) {
    for then in desired.into_iter().flat_map(Journey::touchpoints) {
        let Some(status @ (Status::Missing | Status::Planned)) = then.touchpoint.status else { continue };
        let pairs = alignment.map_or(&[][..], |alignment| &alignment.pairs);
        let now = pairs.iter().find(|pair| pair.desired.position == then.position).map(|pair| pair.current);
        let here = gap_of_journey(journey, GapKind::Enablement, GapSize::NotThere(status));
        let owner = then.touchpoint.owner.as_deref().or(now.and_then(|now| owner_of(journey, now)));
        found.push(Gap { at: now, desired: Some(then), owner, ..here });
    }
}

/// Changes of channel that lost what was known, or that the customer did not choose.
pub(super) fn cut_off<'j>(journey: &'j Journey, found: &mut Vec<Gap<'j>>) {
    for at in journey.touchpoints() {
        let Some(arrives) = at.touchpoint.arrives.as_deref() else { continue };
        let is_forced = arrives.voluntary == Some(false);
        let context = arrives.context.unwrap_or(Context::Kept);
        if is_forced || context != Context::Kept {
            let grade = basis(journey, at.touchpoint, None).grade;
            let size = GapSize::Context(context, is_forced);
            found.push(gap_at(journey, GapKind::Context, at, size, grade));
        }
    }
}

/// Promises that were not kept, or only in part.
pub(super) fn broken<'j>(journey: &'j Journey, found: &mut Vec<Gap<'j>>) {
    for at in journey.touchpoints().filter(|_| !journey.is_target()) {
        for promise in &at.touchpoint.promises {
            let Some(kept) = promise.kept.filter(|kept| *kept != Kept::Fully) else { continue };
            let grade = basis(journey, at.touchpoint, promise.evidence.as_ref()).grade;
            let size = GapSize::Promise(&promise.statement, kept);
            found.push(gap_at(journey, GapKind::Promise, at, size, grade));
        }
    }
}

/// Touchpoints of which people at the provider believe that they feel otherwise than they do, as far apart as a fall
/// that is named.
///
/// Known is the difference as well as what customers feel is, whatever the provider's people said: that they believe
/// it needs no research with customers. Only a belief that somebody merely supposes makes it an assumption.
pub(super) fn misjudged<'j>(
    journey: &'j Journey,
    all: &[Series<'j>],
    conventions: &Conventions,
    found: &mut Vec<Gap<'j>>,
) {
    let scale = journey.scale();
    for at in journey.touchpoints().filter(|_| !journey.is_target()) {
        for (who, belief) in &at.touchpoint.believed {
            let Some(score) = belief.score.filter(|score| scale.contains(*score)) else { continue };
            let is_known = belief.n.is_some_and(|n| n > 0)
                || belief.evidence.as_ref().is_some_and(|id| journey.evidence.contains_key(id.as_str()));
            for series in all {
                let Some(point) = series.points.get(at.position).copied().flatten() else { continue };
                let size = GapSize::Belief(who, scale.normalise(score), point.v);
                if size.value() == 0.0 || size.value().abs() < conventions.drop {
                    continue;
                }
                let grade = if is_known { point.basis.grade } else { Grade::Assumption };
                let here = gap_at(journey, GapKind::Belief, at, size, grade);
                found.push(Gap { persona: series.persona, ..here });
            }
        }
    }
}

/// Touchpoints that personas feel differently, as far apart as a fall that is named.
pub(super) fn apart<'j>(
    journey: &'j Journey,
    all: &[Series<'j>],
    conventions: &Conventions,
    found: &mut Vec<Gap<'j>>,
) {
    for at in journey.touchpoints().filter(|_| all.len() > 1) {
        let felt = || {
            all.iter().filter_map(|series| {
                Some((series.persona, series.points.get(at.position).copied().flatten()?))
            })
        };
        let by_feeling =
            |a: &(Option<&str>, Point<'_>), b: &(Option<&str>, Point<'_>)| a.1.v.total_cmp(&b.1.v);
        let (Some(low), Some(high)) = (felt().min_by(by_feeling), felt().max_by(by_feeling)) else {
            continue;
        };
        let difference = high.1.v - low.1.v;
        if difference > 0.0 && difference >= conventions.drop {
            let grade = low.1.basis.grade.min(high.1.basis.grade);
            let here = gap_at(journey, GapKind::Segment, at, GapSize::Score(difference), grade);
            found.push(Gap { persona: low.0, ..here });
        }
    }
}

/// Responses to moments of truth, and opportunities, that nobody answers for.
pub(super) fn unowned<'j>(journey: &'j Journey, found: &mut Vec<Gap<'j>>) {
    for at in journey.touchpoints() {
        let answered = at.touchpoint.moment_of_truth.as_ref().is_some_and(|moment| moment.response.is_some());
        if answered && owner_of(journey, at).is_none() {
            let grade = moment_basis(journey, at.touchpoint).grade;
            found.push(gap_at(journey, GapKind::Unowned, at, GapSize::Nobody, grade));
        }
    }
    for opportunity in journey.opportunities.iter().filter(|one| one.owner.is_none()) {
        let here = gap_of_journey(journey, GapKind::Unowned, GapSize::Nobody);
        found.push(Gap { owner: None, opportunity: Some(opportunity), ..here });
    }
}
