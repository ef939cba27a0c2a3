//! All journeys of a workspace together: each in its numbers, in groups, and what they cover.

mod coverage;
mod groups;
mod hierarchy;
mod priority;
mod tally;
#[cfg(test)]
mod tests;

use rayon::prelude::*;

pub use coverage::{ContactCoverage, PersonaCoverage, SERVICE_JOURNEYS, ServiceCount, service_of};
pub use groups::{GroupBy, GroupKey, PortfolioGroup, PortfolioLine, Total};
pub use hierarchy::{MAX_DETAIL_DIFFERENCE, Misfit, MisfitKind, detail_means};
pub use priority::{Priority, Withheld};
pub use tally::{ByGroup, ByPhase, Tally};

use self::hierarchy::Links;
use super::{
    Coverage, EvidenceAge, REVIEW_EVERY, Review, Series, Summary, coverage as evidence_coverage,
    evidence_age, evidence_of_scores, gaps_with_plan, group_of_touchpoint, is_review_due, review,
};
use crate::model::{Date, Journey, Level, LifecycleGroup, Maturity, TouchpointRef};
use crate::workspace::{Conventions, FileIndex, Workspace};

/// Where in a lifecycle a journey lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LifecyclePlace {
    /// It is the whole relationship.
    Whole,
    /// It is a part of one group of contacts.
    Group(LifecycleGroup),
    /// Its map does not say.
    Unknown,
}

/// One journey of a portfolio in its numbers.
#[derive(Clone, Debug)]
pub struct PortfolioEntry<'w> {
    /// Its file.
    pub file: FileIndex,
    /// The journey.
    pub journey: &'w Journey,
    /// Where in a lifecycle it lies.
    pub place: LifecyclePlace,
    /// How it is felt: one entry, or one for each persona whom its scores tell apart.
    pub feelings: Vec<PersonaFeeling<'w>>,
    /// Its effort points.
    pub effort: u32,
    /// How many gaps it has without looking at a desired journey or a plan; `None` for a desired one.
    pub open_gaps: Option<usize>,
    /// What its scores rest on.
    pub scores: Coverage,
    /// How many customers the evidence of its scores tells of.
    pub customers: u32,
    /// When it was last looked through.
    pub review: Option<Review>,
    /// Whether it ought to be looked through.
    pub is_review_due: bool,
    /// How old the evidence of its scores is.
    pub evidence: Option<EvidenceAge>,
    /// What it would be worth changing, or what is missing to say so.
    pub priority: Result<Priority, Vec<Withheld>>,
}

impl PortfolioEntry<'_> {
    /// Whether it is a journey of today that is kept up.
    pub fn is_current(&self) -> bool {
        !self.journey.is_target() && self.journey.maturity != Some(Maturity::Archived)
    }

    /// The mean of the first persona, -1 to 1.
    pub fn mean(&self) -> Option<f64> {
        self.feelings.first()?.summary.map(|summary| summary.mean)
    }
}

/// How one persona feels along a journey.
#[derive(Clone, Debug)]
pub struct PersonaFeeling<'w> {
    /// The persona, when the map tells several apart.
    pub persona: Option<&'w str>,
    /// The scores in a few numbers; `None` when nothing is scored.
    pub summary: Option<Summary>,
    /// Where it is worst: of equals the last.
    pub worst: Option<TouchpointRef<'w>>,
    /// The scores in each group of the lifecycle, and those of which it is not said.
    pub by_group: ByGroup,
    /// The scores before, during and after, and those of which it is not said.
    pub by_phase: ByPhase,
    /// The score of each touchpoint.
    scores: Vec<Option<f64>>,
}

/// A current journey and a desired one that answers it, by their places among the entries.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JourneyPair {
    /// The current one.
    pub current: usize,
    /// The desired one.
    pub desired: usize,
    /// Mean desired − mean current of the first personas, -2 to 2.
    pub gap: Option<f64>,
}

/// All journeys of a workspace that were asked for.
#[derive(Clone, Debug)]
pub struct Portfolio<'w> {
    /// The workspace.
    pub workspace: &'w Workspace,
    /// The journeys, those first where most is to be won: by priority where there is one, then by the area
    /// below neutral, then by the mean; archived ones last, and a desired journey after the one it answers.
    pub entries: Vec<PortfolioEntry<'w>>,
    /// How many journeys each service has.
    pub services: Vec<ServiceCount<'w>>,
    /// What is mapped for each persona.
    pub personas: Vec<PersonaCoverage<'w>>,
    /// The 23 typical contacts in their order.
    pub contacts: Vec<ContactCoverage<'w>>,
    /// Where maps and their parts contradict each other.
    pub misfits: Vec<Misfit<'w>>,
    /// Current journeys with the desired ones that answer them.
    pub pairs: Vec<JourneyPair>,
}

/// Measures the selected journeys of a workspace, on all cores, as they are on a day.
///
/// Files of which a part could not be read are left out, as their numbers would be of half a map.
pub fn portfolio(workspace: &Workspace, today: Date) -> Portfolio<'_> {
    let links = Links::of(workspace);
    let chosen: Vec<(FileIndex, &Journey)> = workspace
        .journeys()
        .filter(|(index, _)| workspace.files[*index].selected && workspace.files[*index].faults().is_empty())
        .collect();
    let mut entries: Vec<PortfolioEntry<'_>> = chosen
        .par_iter()
        .map(|(file, journey)| entry(*file, journey, &links, today, &workspace.conventions))
        .collect();
    let journeys: Vec<&Journey> = chosen.iter().map(|(_, journey)| *journey).collect();
    let misfits = links.misfits(&journeys);
    order(&mut entries);
    let pairs = pairs(&entries);
    Portfolio {
        workspace,
        services: coverage::services(&entries),
        personas: coverage::personas(workspace, &entries),
        contacts: coverage::contacts(&entries),
        misfits,
        pairs,
        entries,
    }
}

fn entry<'w>(
    file: FileIndex,
    journey: &'w Journey,
    links: &Links<'w>,
    today: Date,
    conventions: &Conventions,
) -> PortfolioEntry<'w> {
    let shown_by = links.stage_of(journey).and_then(super::group_of_stage);
    let found = gaps_with_plan(journey, None, None, conventions, Some(today));
    let feelings: Vec<_> =
        found.current.all.iter().map(|series| feeling(journey, series, shown_by)).collect();
    let review = review(journey, today, REVIEW_EVERY);
    PortfolioEntry {
        file,
        journey,
        place: place(journey, shown_by, &feelings),
        effort: found.current.effort.points(),
        open_gaps: found.open(),
        scores: evidence_coverage(journey).0,
        customers: evidence_of_scores(journey).iter().filter_map(|evidence| evidence.n).sum(),
        is_review_due: is_review_due(journey, review.as_ref()),
        review,
        evidence: evidence_age(journey, today),
        priority: priority::priority(journey, feelings.first().and_then(|first| first.summary.as_ref())),
        feelings,
    }
}

fn feeling<'w>(
    journey: &'w Journey,
    series: &Series<'w>,
    shown_by: Option<LifecycleGroup>,
) -> PersonaFeeling<'w> {
    let (mut by_group, mut by_phase) = (ByGroup::default(), ByPhase::default());
    for (at, point) in journey.touchpoints().zip(&series.points) {
        let v = point.map(|point| point.v);
        by_group.of_mut(group_of_touchpoint(at).or(shown_by)).add(v);
        by_phase.of_mut(at.stage.phase).add(v);
    }
    let worst = series.scored().reduce(|worst, next| if next.v <= worst.v { next } else { worst });
    PersonaFeeling {
        persona: series.persona,
        summary: series.summary(),
        worst: worst.map(|point| point.at),
        by_group,
        by_phase,
        scores: series.points.iter().map(|point| point.map(|point| point.v)).collect(),
    }
}

/// Who makes a journey, each once, by id.
fn makers(journey: &Journey) -> Vec<&str> {
    let mut ids: Vec<&str> = journey.personas().iter().map(|id| id.as_str()).collect();
    ids.retain(|id| !id.is_empty());
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Where a journey lies: a lifecycle is whole; any other in the group of the stage that it shows, or else in the
/// group of most of its own touchpoints, of equals the earlier.
fn place(
    journey: &Journey,
    shown_by: Option<LifecycleGroup>,
    feelings: &[PersonaFeeling<'_>],
) -> LifecyclePlace {
    if journey.level == Some(Level::Lifecycle) {
        return LifecyclePlace::Whole;
    }
    let own = || {
        let tallies = &feelings.first()?.by_group;
        let count = |group: LifecycleGroup| tallies.of(Some(group)).touchpoints;
        LifecycleGroup::ALL
            .iter()
            .copied()
            .rev()
            .filter(|group| count(*group) > 0)
            .max_by_key(|group| count(*group))
    };
    shown_by.or_else(own).map_or(LifecyclePlace::Unknown, LifecyclePlace::Group)
}

/// Puts entries in the order of [`Portfolio::entries`].
fn order(entries: &mut [PortfolioEntry<'_>]) {
    entries.sort_by(|a, b| {
        let score = |entry: &PortfolioEntry<'_>| entry.priority.as_ref().map_or(-1.0, |found| found.score);
        let area = |entry: &PortfolioEntry<'_>| {
            let summaries = entry.feelings.iter().filter_map(|feeling| feeling.summary);
            summaries.map(|summary| -summary.area_below).fold(0.0, f64::max)
        };
        let mean = |entry: &PortfolioEntry<'_>| entry.mean().unwrap_or(f64::INFINITY);
        let kind = |entry: &PortfolioEntry<'_>| (entry.journey.is_target(), !entry.is_current());
        let by_kind = kind(a).cmp(&kind(b));
        let by_score = score(b).total_cmp(&score(a));
        let by_area = area(b).total_cmp(&area(a)).then(mean(a).total_cmp(&mean(b)));
        by_kind
            .then(by_score)
            .then(by_area)
            .then(a.journey.journey.cmp(&b.journey.journey))
            .then(a.file.cmp(&b.file))
    });
    // Desired journeys stand behind all others now; each moves up behind the one it answers.
    let rank: std::collections::HashMap<String, usize> = entries
        .iter()
        .enumerate()
        .rev()
        .map(|(rank, entry)| (entry.journey.journey.to_string(), rank))
        .collect();
    let place = |entry: &PortfolioEntry<'_>| {
        let own = || rank.get(entry.journey.journey.as_str()).copied();
        let answered = entry.journey.current.as_ref().filter(|_| entry.journey.is_target());
        let answered = answered.and_then(|current| rank.get(current.as_str()).copied());
        (answered.or_else(own).unwrap_or(usize::MAX), answered.is_some())
    };
    entries.sort_by_cached_key(place);
}

/// Desired journeys with those they answer, in the order of the entries.
fn pairs(entries: &[PortfolioEntry<'_>]) -> Vec<JourneyPair> {
    let mut places = std::collections::HashMap::new();
    for (place, entry) in entries.iter().enumerate() {
        places.entry(entry.journey.journey.as_str()).or_insert(place);
    }
    let pair = |(desired, entry): (usize, &PortfolioEntry<'_>)| {
        let answered = entry.journey.current.as_ref().filter(|_| entry.journey.is_target())?;
        let current = *places.get(answered.as_str())?;
        let gap = entries[current].mean().zip(entry.mean()).map(|(now, then)| then - now);
        (current != desired).then_some(JourneyPair { current, desired, gap })
    };
    entries.iter().enumerate().filter_map(pair).collect()
}
