//! The journeys of a portfolio in groups.

use std::collections::BTreeMap;

use super::{ByGroup, ByPhase, LifecyclePlace, Portfolio, PortfolioEntry, Tally, makers, service_of};

/// What journeys are put together by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// The group of the lifecycle they lie in.
    Lifecycle,
    /// The service they belong to.
    Service,
    /// The persona who makes them.
    Persona,
    /// Who keeps them up to date.
    Owner,
}

impl GroupBy {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lifecycle => "group",
            Self::Service => "service",
            Self::Persona => "persona",
            Self::Owner => "owner",
        }
    }
}

/// What the journeys of a group have in common; a name is `None` where none is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKey<'w> {
    /// A part of a lifecycle.
    Place(LifecyclePlace),
    /// A service.
    Service(Option<&'w str>),
    /// A persona by its id.
    Persona(Option<&'w str>),
    /// Somebody who keeps maps up to date.
    Owner(Option<&'w str>),
}

/// A journey as one persona feels it, by the places in [`Portfolio::entries`] and [`PortfolioEntry::feelings`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortfolioLine {
    /// The place of the entry.
    pub entry: usize,
    /// The place of the feeling.
    pub feeling: usize,
}

/// Journeys with something in common.
#[derive(Clone, Debug)]
pub struct PortfolioGroup<'w> {
    /// What they have in common.
    pub key: GroupKey<'w>,
    /// The journeys in the order of the portfolio.
    pub lines: Vec<PortfolioLine>,
    /// All of them together.
    pub total: Total,
}

/// The numbers of several journeys together.
///
/// Scores, effort and gaps are those of current journeys, as targets are wishes; where there are none, the
/// scores are those of the desired ones. Every score weighs the same, whatever map it is from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Total {
    /// How many journeys of today there are that are kept up.
    pub current: usize,
    /// How many others: desired, planned and archived ones.
    pub others: usize,
    /// Whether the scores are those of the others.
    pub is_of_others: bool,
    /// The scores in each group of the lifecycle.
    pub by_group: ByGroup,
    /// The scores before, during and after.
    pub by_phase: ByPhase,
    /// Effort points.
    pub effort: u32,
    /// Open gaps.
    pub gaps: usize,
}

impl Total {
    /// All scores together.
    pub fn all(&self) -> Tally {
        self.by_phase.all()
    }
}

impl<'w> Portfolio<'w> {
    /// The journeys in groups: those of a lifecycle in its order, others by name, what is not said last. A
    /// journey of several personas stands in the group of each.
    pub fn groups(&self, by: GroupBy) -> Vec<PortfolioGroup<'w>> {
        let mut found: BTreeMap<(usize, &str, &str), (GroupKey<'w>, Vec<PortfolioLine>)> = BTreeMap::new();
        for (entry, of) in self.entries.iter().enumerate() {
            for feeling in 0..of.feelings.len() {
                for key in keys(of, feeling, by) {
                    let lines = &mut found.entry(self.sort_key(key)).or_insert_with(|| (key, Vec::new())).1;
                    lines.push(PortfolioLine { entry, feeling });
                }
            }
        }
        let groups = found.into_values();
        groups.map(|(key, lines)| PortfolioGroup { key, total: self.total(&lines), lines }).collect()
    }

    /// All journeys together.
    pub fn whole(&self) -> Total {
        let lines = self.entries.iter().enumerate().flat_map(|(entry, of)| {
            (0..of.feelings.len()).map(move |feeling| PortfolioLine { entry, feeling })
        });
        self.total(&lines.collect::<Vec<_>>())
    }

    /// Lifecycles first, then by place and name, and what is not said last; personas of one name by id.
    fn sort_key(&self, key: GroupKey<'w>) -> (usize, &'w str, &'w str) {
        match key {
            GroupKey::Place(LifecyclePlace::Whole) => (0, "", ""),
            GroupKey::Place(LifecyclePlace::Group(group)) => (1 + group as usize, "", ""),
            GroupKey::Place(LifecyclePlace::Unknown) => (usize::MAX, "", ""),
            GroupKey::Persona(Some(id)) => (0, self.workspace.persona_name(id), id),
            GroupKey::Service(Some(name)) | GroupKey::Owner(Some(name)) => (0, name, ""),
            GroupKey::Persona(None) | GroupKey::Service(None) | GroupKey::Owner(None) => (1, "", ""),
        }
    }

    fn total(&self, lines: &[PortfolioLine]) -> Total {
        let mut total = Total::default();
        let is_of_others = !lines.iter().any(|line| self.entries[line.entry].is_current());
        let mut last = None;
        for line in lines {
            let entry = &self.entries[line.entry];
            let is_counted = entry.is_current() || is_of_others;
            if is_counted {
                let feeling = &entry.feelings[line.feeling];
                total.by_group.merge(&feeling.by_group);
                total.by_phase.merge(&feeling.by_phase);
            }
            // The lines of one journey follow each other.
            if last.replace(line.entry) == Some(line.entry) {
                continue;
            }
            if entry.is_current() {
                total.current += 1;
                total.effort += entry.effort;
                total.gaps += entry.open_gaps.unwrap_or(0);
            } else {
                total.others += 1;
            }
        }
        total.is_of_others = is_of_others;
        total
    }
}

/// The groups in which a journey stands as one persona feels it.
fn keys<'w>(entry: &PortfolioEntry<'w>, feeling: usize, by: GroupBy) -> Vec<GroupKey<'w>> {
    let journey = entry.journey;
    match by {
        GroupBy::Lifecycle => vec![GroupKey::Place(entry.place)],
        GroupBy::Service => vec![GroupKey::Service(service_of(journey))],
        GroupBy::Owner => {
            let owner = journey.owner.as_deref().map(str::trim).filter(|owner| !owner.is_empty());
            vec![GroupKey::Owner(owner)]
        }
        GroupBy::Persona => match entry.feelings[feeling].persona {
            Some(persona) => vec![GroupKey::Persona(Some(persona))],
            None => match makers(journey) {
                ids if ids.is_empty() => vec![GroupKey::Persona(None)],
                ids => ids.into_iter().map(|id| GroupKey::Persona(Some(id))).collect(),
            },
        },
    }
}
