//! The gaps of a journey, worst first.

use super::{
    Alignment, Effort, Point, Series, align, basis, coverage, effort, moment_basis, prevention, series,
};
use crate::model::{Grade, Journey, Phase, TouchpointRef, Valence};
use crate::workspace::Conventions;

/// What kind of gap it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GapKind {
    /// A moment of truth with no response.
    Unanswered,
    /// The desired journey feels better at this touchpoint.
    Experience,
    /// The curve lies in a valley.
    Valley,
    /// The curve falls.
    Fall,
    /// The touchpoint costs effort.
    Effort,
    /// The contact need not have happened.
    Preventable,
    /// A part of the journey is not mapped.
    Coverage,
    /// What is shown is not known.
    Evidence,
}

impl GapKind {
    /// The kind in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unanswered => "no response",
            Self::Experience => "experience",
            Self::Valley => "valley",
            Self::Fall => "fall",
            Self::Effort => "effort",
            Self::Preventable => "preventable",
            Self::Coverage => "coverage",
            Self::Evidence => "evidence",
        }
    }
}

/// How large a gap is, in its own unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum GapSize {
    /// A moment of truth: its criticality, 1 to 3, and whether it is a negative one.
    Moment(u8, Valence),
    /// A difference of scores, or the prominence of a valley; in units of the -1..1 scale.
    Score(f64),
    /// Effort points.
    Points(u32),
    /// One contact.
    Contact,
    /// A phase that is not mapped.
    Phase(Phase),
    /// Touchpoints without a score: how many of how many.
    Unscored(usize, usize),
    /// Scores that rest on less than qualitative evidence: how many of how many.
    Unresearched(usize, usize),
}

/// One gap with its place, size, evidence and owner.
#[derive(Clone, Debug)]
pub struct Gap<'j> {
    /// What kind of gap it is.
    pub kind: GapKind,
    /// Where in the current journey; `None` for the journey as a whole.
    pub at: Option<TouchpointRef<'j>>,
    /// The touchpoint of the desired journey that closes it.
    pub desired: Option<TouchpointRef<'j>>,
    /// How large it is.
    pub size: GapSize,
    /// What is known about it.
    pub grade: Grade,
    /// Who is responsible; `None` for nobody.
    pub owner: Option<&'j str>,
    /// Who feels it, when the map tells several personas apart.
    pub persona: Option<&'j str>,
    /// The order of the list; larger is worse. A convention, and no number to report: see [`severity`].
    severity: f64,
}

/// Everything the gap report says of a journey and the desired one.
#[derive(Clone, Debug)]
pub struct Gaps<'j> {
    /// The current journey.
    pub current: Side<'j>,
    /// The desired journey, when there is one.
    pub desired: Option<Side<'j>>,
    /// How the two fit together.
    pub alignment: Option<Alignment<'j>>,
    /// The gaps, worst first.
    pub gaps: Vec<Gap<'j>>,
}

/// One of the two journeys with its measures.
#[derive(Clone, Debug)]
pub struct Side<'j> {
    /// The journey.
    pub journey: &'j Journey,
    /// The scores, a series for each persona; at least one.
    pub all: Vec<Series<'j>>,
    /// What it costs the customer.
    pub effort: Effort<'j>,
}

impl<'j> Side<'j> {
    /// Measures a journey.
    pub fn of(journey: &'j Journey, conventions: &Conventions) -> Self {
        Self { journey, all: series(journey), effort: effort(journey, conventions) }
    }

    /// The scores that the numbers are made of: those of the first persona.
    pub fn series(&self) -> &Series<'j> {
        &self.all[0]
    }

    /// The mean emotion, -1 to 1.
    pub fn mean(&self) -> Option<f64> {
        self.series().summary().map(|summary| summary.mean)
    }
}

impl Gaps<'_> {
    /// The emotion gap of the journey: mean desired − mean current, -2 to 2.
    pub fn journey_gap(&self) -> Option<f64> {
        journey_gap(&self.current, self.desired.as_ref()?)
    }
}

/// The emotion gap between two journeys: the mean of the second − that of the first, -2 to 2.
pub fn journey_gap(first: &Side<'_>, second: &Side<'_>) -> Option<f64> {
    Some(second.mean()? - first.mean()?)
}

/// The gaps of a current journey, and of the way to the desired one.
pub fn gaps<'j>(current: &'j Journey, desired: Option<&'j Journey>, conventions: &Conventions) -> Gaps<'j> {
    let alignment = desired.map(|desired| align(current, desired));
    let side = Side::of(current, conventions);
    let mut found = Vec::new();
    unanswered(current, &mut found);
    experience(current, alignment.as_ref(), &mut found);
    for series in &side.all {
        shape(current, series, conventions, &mut found);
    }
    costs(current, &side.effort, &mut found);
    preventable(current, &mut found);
    unmapped(current, &side.all, &mut found);
    unknown(current, &mut found);
    found.sort_by(|a, b| {
        let place = |gap: &Gap<'_>| gap.at.map_or(usize::MAX, |at| at.position);
        b.severity.total_cmp(&a.severity).then(a.kind.cmp(&b.kind)).then(place(a).cmp(&place(b)))
    });
    Gaps {
        current: side,
        desired: desired.map(|desired| Side::of(desired, conventions)),
        alignment,
        gaps: found,
    }
}

/// The order of gaps (convention): an unanswered negative moment of truth before everything; then what is
/// felt, in units of the scale; four effort points, or a preventable contact, like one such unit; what is
/// not mapped or not known last.
fn severity(size: GapSize) -> f64 {
    match size {
        GapSize::Moment(criticality, Valence::Negative) => 2.0 + f64::from(criticality) / 2.0,
        GapSize::Moment(criticality, _) => 0.5 + f64::from(criticality) / 4.0,
        GapSize::Score(size) => size.abs(),
        GapSize::Points(points) => f64::from(points) / 4.0,
        GapSize::Contact => 1.0,
        GapSize::Phase(_) => 0.5,
        GapSize::Unscored(some, all) | GapSize::Unresearched(some, all) => {
            some as f64 / all.max(1) as f64 / 2.0
        }
    }
}

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
    size: GapSize,
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
        severity: severity(size),
    }
}

fn gap_of_journey(journey: &Journey, kind: GapKind, size: GapSize) -> Gap<'_> {
    Gap {
        kind,
        at: None,
        desired: None,
        size,
        grade: coverage(journey).0.typical(),
        owner: journey.owner.as_deref(),
        persona: None,
        severity: severity(size),
    }
}

fn unanswered<'j>(journey: &'j Journey, found: &mut Vec<Gap<'j>>) {
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
fn experience<'j>(journey: &'j Journey, alignment: Option<&Alignment<'j>>, found: &mut Vec<Gap<'j>>) {
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

fn shape<'j>(journey: &'j Journey, series: &Series<'j>, conventions: &Conventions, found: &mut Vec<Gap<'j>>) {
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

fn costs<'j>(journey: &'j Journey, effort: &Effort<'j>, found: &mut Vec<Gap<'j>>) {
    for at in journey.touchpoints() {
        let points = effort.points_at(at.position);
        if points > 0 {
            let grade = basis(journey, at.touchpoint, None).grade;
            found.push(gap_at(journey, GapKind::Effort, at, GapSize::Points(points), grade));
        }
    }
}

fn preventable<'j>(journey: &'j Journey, found: &mut Vec<Gap<'j>>) {
    for at in prevention(journey).preventable {
        let grade = basis(journey, at.touchpoint, None).grade;
        found.push(gap_at(journey, GapKind::Preventable, at, GapSize::Contact, grade));
    }
}

fn unmapped<'j>(journey: &'j Journey, series: &[Series<'j>], found: &mut Vec<Gap<'j>>) {
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

fn unknown<'j>(journey: &'j Journey, found: &mut Vec<Gap<'j>>) {
    let (scores, _) = coverage(journey);
    let below = scores.total() - scores.at_least(Grade::Qualitative);
    if below > 0 {
        found.push(gap_of_journey(journey, GapKind::Evidence, GapSize::Unresearched(below, scores.total())));
    }
}
