//! Maps and the maps that show a part of them in detail: where the two contradict each other.

use std::collections::HashMap;

use crate::measure::{Series, group_of_stage, lifecycle_groups, series};
use crate::model::{Journey, Level, LifecycleGroup, Stage};
use crate::workspace::Workspace;

/// How far a stage may feel from the map that shows it: one step of a five-point scale (convention).
pub const MAX_DETAIL_DIFFERENCE: f64 = 0.5;

/// A map and one of its parts that contradict each other.
#[derive(Clone, Debug)]
pub struct Misfit<'w> {
    /// The map that sums up.
    pub upper: &'w Journey,
    /// The stage in it; `None` where the part names the whole map.
    pub stage: Option<&'w Stage>,
    /// The map of the part.
    pub lower: &'w Journey,
    /// What does not fit.
    pub kind: MisfitKind<'w>,
}

/// What does not fit between a map and one of its parts.
#[derive(Clone, Debug, PartialEq)]
pub enum MisfitKind<'w> {
    /// The stage names the part as its detail, and the part says that it belongs elsewhere.
    Place(&'w str),
    /// What the part calls its lifecycle is not one.
    Level,
    /// One is a map of today and the other one of what should be.
    State,
    /// The two have no persona in common.
    Persona,
    /// The stage lies in one group of the lifecycle, and the part names only others.
    Group(LifecycleGroup),
    /// The stage feels different from the part.
    Feeling {
        /// Whose scores they are, when the maps tell several personas apart.
        persona: Option<&'w str>,
        /// The mean of the stage, -1 to 1.
        stage: f64,
        /// The mean of the part, -1 to 1.
        detail: f64,
    },
}

/// Which stages name which journeys as their detail.
pub(super) struct Links<'w> {
    workspace: &'w Workspace,
    /// The maps and places of the stages that name a journey, by its id.
    details: HashMap<&'w str, Vec<(&'w Journey, usize)>>,
}

impl<'w> Links<'w> {
    /// Looks up who names whom, once.
    pub(super) fn of(workspace: &'w Workspace) -> Self {
        let mut details: HashMap<&str, Vec<(&'w Journey, usize)>> = HashMap::new();
        for (_, journey) in workspace.journeys() {
            for (index, stage) in journey.stages.iter().enumerate() {
                if let Some(detail) = &stage.detail {
                    details.entry(detail.parts().0).or_default().push((journey, index));
                }
            }
        }
        Self { workspace, details }
    }

    /// The stages that name a journey as their detail, but for its own.
    fn named_by(&self, journey: &'w Journey) -> impl Iterator<Item = (&'w Journey, usize)> + Clone {
        let named = self.details.get(journey.journey.as_str()).map_or(&[][..], Vec::as_slice);
        named.iter().copied().filter(move |(upper, _)| !std::ptr::eq(*upper, journey))
    }

    /// The stage that a journey shows in detail: the one its `parent` names, or else the first whose `detail` it
    /// is.
    pub(super) fn stage_of(&self, journey: &'w Journey) -> Option<&'w Stage> {
        let by_parent = parent(self.workspace, journey).and_then(|(_, stage)| stage);
        by_parent.or_else(|| self.named_by(journey).next().map(|(upper, index)| &upper.stages[index]))
    }

    /// Every contradiction between these maps and those they are parts of, in the order of the maps. What refers
    /// to nothing is no contradiction, and a finding of `masa check`.
    pub(super) fn misfits(&self, maps: &[&'w Journey]) -> Vec<Misfit<'w>> {
        let mut found = Vec::new();
        for lower in maps.iter().copied() {
            for (upper, index) in self.named_by(lower) {
                below(upper, index, lower, &mut found);
            }
            let Some((upper, stage)) = parent(self.workspace, lower) else { continue };
            let mut add = |kind| found.push(Misfit { upper, stage, lower, kind });
            if upper.level.is_some_and(|level| level != Level::Lifecycle) {
                add(MisfitKind::Level);
            }
            // What the link down says already is not said again.
            let is_named = self.named_by(lower).any(|(other, _)| std::ptr::eq(other, upper));
            if !is_named && !std::ptr::eq(upper, lower) {
                between(upper, stage, lower).into_iter().for_each(add);
            }
        }
        found
    }
}

/// What contradicts the link down from a stage to the map that shows it.
fn below<'w>(upper: &'w Journey, index: usize, lower: &'w Journey, found: &mut Vec<Misfit<'w>>) {
    let stage = &upper.stages[index];
    let mut add = |kind| found.push(Misfit { upper, stage: Some(stage), lower, kind });
    let elsewhere = lower.parent.as_ref().filter(|says| {
        let (map, part) = says.parts();
        map != upper.journey.as_str() || !part.is_empty() && part != stage.id()
    });
    if let Some(says) = elsewhere {
        add(MisfitKind::Place(says.as_str()));
    }
    between(upper, Some(stage), lower).into_iter().for_each(&mut add);
    if upper.is_target() == lower.is_target() {
        let (ours, theirs) = (series(upper), series(lower));
        let means = detail_means((upper, &ours), index, (lower, &theirs));
        let far = means.into_iter().find(|(_, a, b)| (a - b).abs() > MAX_DETAIL_DIFFERENCE + 1e-9);
        if let Some((persona, stage, detail)) = far {
            add(MisfitKind::Feeling { persona, stage, detail });
        }
    }
}

/// The map of which a journey says it is a part, and the stage, when both are there.
fn parent<'w>(workspace: &'w Workspace, journey: &Journey) -> Option<(&'w Journey, Option<&'w Stage>)> {
    let (id, stage) = journey.parent.as_ref()?.parts();
    let upper = workspace.journey(id)?;
    Some((upper, upper.stages.iter().find(|one| one.id() == stage)))
}

/// What can be said of a map and its part without looking at scores.
fn between<'w>(upper: &Journey, stage: Option<&Stage>, lower: &Journey) -> Vec<MisfitKind<'w>> {
    let mut found = Vec::new();
    if upper.is_target() != lower.is_target() {
        found.push(MisfitKind::State);
    }
    let (ours, theirs) = (upper.personas(), lower.personas());
    if !ours.is_empty() && !theirs.is_empty() && !theirs.iter().any(|persona| ours.contains(persona)) {
        found.push(MisfitKind::Persona);
    }
    let group = stage.and_then(group_of_stage);
    let shown = lifecycle_groups(lower, true);
    if let Some(group) = group.filter(|group| shown.contains(&true) && !shown[*group as usize]) {
        found.push(MisfitKind::Group(group));
    }
    found
}

/// The mean of a stage's own scores beside that of the map that shows it, for each persona whom both tell of:
/// persona, stage, detail.
pub fn detail_means<'u>(
    (upper, ours): (&Journey, &[Series<'u>]),
    stage: usize,
    (lower, theirs): (&Journey, &[Series<'_>]),
) -> Vec<(Option<&'u str>, f64, f64)> {
    let pairs = ours.iter().filter_map(|one| {
        let same = |other: &&Series<'_>| is_same_person((upper, ours, one), (lower, theirs, other));
        let other = theirs.iter().find(same)?;
        Some((one.persona, one.mean_of_stage(stage)?, other.summary()?.mean))
    });
    pairs.collect()
}

/// Whether two series tell of one persona; where a map names none, it is taken to be the one of the other.
fn is_same_person(
    one: (&Journey, &[Series<'_>], &Series<'_>),
    other: (&Journey, &[Series<'_>], &Series<'_>),
) -> bool {
    let persona = |(journey, _, series): (&Journey, &[Series<'_>], &Series<'_>)| match journey.personas() {
        [only] if series.persona.is_none() => Some(only.to_string()),
        _ => series.persona.map(str::to_owned),
    };
    match (persona(one), persona(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one.1.len() == 1 && other.1.len() == 1,
    }
}
