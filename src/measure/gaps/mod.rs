//! The gaps of a journey, worst first.

mod closing;
mod find;
mod sensitivity;
#[cfg(test)]
mod tests;
mod types;

pub use closing::{Action, Closing};
pub use sensitivity::{Sensitivity, sensitivity};
pub use types::{GapType, Measured};

use super::{Alignment, Effort, Series, align, effort, series};
use crate::model::{Context, Date, Grade, Journey, Kept, Opportunity, Phase, Status, TouchpointRef, Valence};
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
    /// Customers found an attribute worse than they expected.
    Expectation,
    /// It did not happen as planned.
    Delivery,
    /// The desired journey needs what is not there.
    Enablement,
    /// The customer had to change channel, or what was known got lost on the way.
    Context,
    /// What was promised was not kept.
    Promise,
    /// People at the provider believe that it feels otherwise.
    Belief,
    /// Personas feel the same touchpoint differently.
    Segment,
    /// Something is to be done and nobody answers for it.
    Unowned,
}

impl GapKind {
    /// Every kind.
    pub const ALL: [GapKind; 16] = [
        Self::Unanswered,
        Self::Experience,
        Self::Valley,
        Self::Fall,
        Self::Effort,
        Self::Preventable,
        Self::Coverage,
        Self::Evidence,
        Self::Expectation,
        Self::Delivery,
        Self::Enablement,
        Self::Context,
        Self::Promise,
        Self::Belief,
        Self::Segment,
        Self::Unowned,
    ];

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
            Self::Expectation => "expectation",
            Self::Delivery => "delivery",
            Self::Enablement => "enablement",
            Self::Context => "context",
            Self::Promise => "promise",
            Self::Belief => "belief",
            Self::Segment => "segment",
            Self::Unowned => "no owner",
        }
    }
}

/// How large a gap is, in its own unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum GapSize<'j> {
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
    /// Scores that were researched and whose evidence is old or overtaken: how many of how many.
    Stale(usize, usize),
    /// Scores that were researched, and nobody knows when: how many of how many.
    Undated(usize, usize),
    /// An attribute, and perceived − expected on the scale of its rating; under 0.
    Rating(&'j str, f64),
    /// How a touchpoint went otherwise than planned.
    Delivery(DeliveryFault),
    /// What was promised, and how far it was kept; never fully.
    Promise(&'j str, Kept),
    /// Who believes what, and what is felt; both from -1 to 1.
    Belief(&'j str, f64, f64),
    /// What the desired journey says of a touchpoint that is not there.
    NotThere(Status),
    /// What became of the context, and whether the change of channel was forced.
    Context(Context, bool),
    /// Nobody answers for it.
    Nobody,
}

impl GapSize<'_> {
    /// The size as a number, in the unit of its kind: 1 for what is there or not, half of it for a promise that was
    /// kept in part. Of a belief it is believed − felt, above 0 where the provider thinks too well of itself.
    pub fn value(self) -> f64 {
        match self {
            Self::Moment(criticality, _) => f64::from(criticality),
            Self::Score(size) | Self::Rating(_, size) => size,
            Self::Points(points) => f64::from(points),
            Self::Belief(_, believed, felt) => believed - felt,
            Self::Promise(_, Kept::Partly) => 0.5,
            Self::Contact
            | Self::Promise(..)
            | Self::Phase(_)
            | Self::Delivery(_)
            | Self::NotThere(_)
            | Self::Context(..)
            | Self::Nobody => 1.0,
            Self::Unscored(some, _)
            | Self::Unresearched(some, _)
            | Self::Stale(some, _)
            | Self::Undated(some, _) => some as f64,
        }
    }
}

/// How a touchpoint went otherwise than planned: SINTEF's four deviations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryFault {
    /// It did not happen.
    Missing,
    /// Nobody had planned it.
    AdHoc,
    /// It led nowhere.
    Failed,
    /// It happened out of order.
    Irregular,
}

/// One gap with its place, size, evidence and owner.
#[derive(Clone, Debug)]
pub struct Gap<'j> {
    /// What kind of gap it is.
    pub kind: GapKind,
    /// Where in the current journey; `None` for the journey as a whole.
    pub at: Option<TouchpointRef<'j>>,
    /// The touchpoint of the desired journey that closes it, or that of the plan that did not happen.
    pub desired: Option<TouchpointRef<'j>>,
    /// How large it is.
    pub size: GapSize<'j>,
    /// What is known about it.
    pub grade: Grade,
    /// Who is responsible; `None` for nobody.
    pub owner: Option<&'j str>,
    /// Who feels it, when the map tells several personas apart.
    pub persona: Option<&'j str>,
    /// The opportunity it is about, when it is about one.
    pub opportunity: Option<&'j Opportunity>,
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
    /// The plan that the current journey was to follow, when there is one.
    pub planned: Option<&'j Journey>,
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
    /// How many there are; `None` for a plan, which has none of its own.
    pub fn open(&self) -> Option<usize> {
        (!self.current.journey.is_target()).then_some(self.gaps.len())
    }

    /// The emotion gap of the journey: mean desired − mean current, -2 to 2.
    pub fn journey_gap(&self) -> Option<f64> {
        journey_gap(&self.current, self.desired.as_ref()?)
    }
}

/// The emotion gap between two journeys: the mean of the second − that of the first, -2 to 2.
pub fn journey_gap(first: &Side<'_>, second: &Side<'_>) -> Option<f64> {
    Some(second.mean()? - first.mean()?)
}

/// The gaps of a current journey, and of the way to the desired one; evidence does not age in them.
pub fn gaps<'j>(current: &'j Journey, desired: Option<&'j Journey>, conventions: &Conventions) -> Gaps<'j> {
    gaps_with_plan(current, desired, None, conventions, None)
}

/// The same, and what did not go as planned, and what is too old on a day.
pub fn gaps_with_plan<'j>(
    current: &'j Journey,
    desired: Option<&'j Journey>,
    planned: Option<&'j Journey>,
    conventions: &Conventions,
    today: Option<Date>,
) -> Gaps<'j> {
    let alignment = desired.map(|desired| align(current, desired));
    let side = Side::of(current, conventions);
    let mut found = Vec::new();
    find::unanswered(current, &mut found);
    find::experience(current, alignment.as_ref(), &mut found);
    for series in &side.all {
        find::shape(current, series, conventions, &mut found);
    }
    find::costs(current, &side.effort, &mut found);
    find::preventable(current, &mut found);
    find::unmapped(current, &side.all, &mut found);
    find::unknown(current, &mut found);
    find::outdated(current, &side.all, conventions, today, &mut found);
    find::disappointed(current, &mut found);
    find::undelivered(current, planned, &mut found);
    find::unable(current, desired, alignment.as_ref(), &mut found);
    find::cut_off(current, &mut found);
    find::broken(current, &mut found);
    find::misjudged(current, &side.all, conventions, &mut found);
    find::apart(current, &side.all, conventions, &mut found);
    find::unowned(current, &mut found);
    found.sort_by(|a, b| {
        let place = |gap: &Gap<'_>| gap.at.map_or(usize::MAX, |at| at.position);
        b.severity.total_cmp(&a.severity).then(a.kind.cmp(&b.kind)).then(place(a).cmp(&place(b)))
    });
    Gaps {
        current: side,
        desired: desired.map(|desired| Side::of(desired, conventions)),
        alignment,
        planned,
        gaps: found,
    }
}

/// The order of gaps (convention): an unanswered negative moment of truth before everything; then what is
/// felt, in units of the scale; four effort points, a preventable contact, lost context, a broken promise or four
/// points of a rating like one such unit, and what the provider only believes like half of what is felt; what is not
/// mapped, not known or nobody's last.
fn severity(size: GapSize<'_>) -> f64 {
    match size {
        GapSize::Moment(criticality, Valence::Negative) => 2.0 + f64::from(criticality) / 2.0,
        GapSize::Moment(criticality, _) => 0.5 + f64::from(criticality) / 4.0,
        GapSize::Score(size) => size.abs(),
        GapSize::Points(points) => f64::from(points) / 4.0,
        GapSize::Rating(_, size) => size.abs() / 4.0,
        GapSize::Belief(..) => size.value().abs() / 2.0,
        GapSize::Promise(..) => size.value(),
        GapSize::Contact | GapSize::Context(Context::Lost, _) => 1.0,
        GapSize::Delivery(DeliveryFault::Missing | DeliveryFault::Failed) => 1.0,
        GapSize::Delivery(_) | GapSize::NotThere(_) | GapSize::Context(..) | GapSize::Phase(_) => 0.5,
        GapSize::Nobody => 0.25,
        GapSize::Unscored(some, all)
        | GapSize::Unresearched(some, all)
        | GapSize::Stale(some, all)
        | GapSize::Undated(some, all) => some as f64 / all.max(1) as f64 / 2.0,
    }
}
