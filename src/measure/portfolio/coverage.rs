//! What a portfolio covers: services, personas and the typical contacts of a lifecycle.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::{ByGroup, PortfolioEntry, Tally, makers};
use crate::model::{Journey, LifecycleContact};
use crate::workspace::Workspace;

/// How many journeys a service usually has: a rule of thumb of practitioners.
pub const SERVICE_JOURNEYS: RangeInclusive<usize> = 3..=7;

/// The service a journey belongs to.
pub fn service_of(journey: &Journey) -> Option<&str> {
    journey.service.as_deref().map(str::trim).filter(|name| !name.is_empty())
}

/// How many journeys a service has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceCount<'w> {
    /// The service; `None` for journeys that name none.
    pub service: Option<&'w str>,
    /// Its journeys of today that are kept up.
    pub current: usize,
    /// Its other journeys: desired, planned and archived ones.
    pub others: usize,
}

impl ServiceCount<'_> {
    /// Whether a named service has as many journeys as usual (3 to 7); `None` where nothing can be said.
    pub fn is_usual(&self) -> Option<bool> {
        self.service.map(|_| SERVICE_JOURNEYS.contains(&self.current))
    }
}

/// Counts the journeys of each service, by name, those without one last.
pub(super) fn services<'w>(entries: &[PortfolioEntry<'w>]) -> Vec<ServiceCount<'w>> {
    let mut found: BTreeMap<(bool, &str), ServiceCount<'w>> = BTreeMap::new();
    for entry in entries {
        let service = service_of(entry.journey);
        let empty = ServiceCount { service, current: 0, others: 0 };
        let count = found.entry((service.is_none(), service.unwrap_or_default())).or_insert(empty);
        if entry.is_current() { count.current += 1 } else { count.others += 1 }
    }
    found.into_values().collect()
}

/// What is mapped for one persona, in journeys of today that are kept up.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonaCoverage<'w> {
    /// The persona by its id; `None` for journeys of nobody.
    pub persona: Option<&'w str>,
    /// How many journeys the persona makes.
    pub journeys: usize,
    /// The touchpoints and scores in each group of the lifecycle.
    pub by_group: ByGroup,
    /// How many touchpoints there are of each typical contact, in the order of [`LifecycleContact::ALL`].
    pub contacts: [usize; LifecycleContact::ALL.len()],
}

impl PersonaCoverage<'_> {
    /// How many of the 23 typical contacts are mapped.
    pub fn contacts_mapped(&self) -> usize {
        self.contacts.iter().filter(|count| **count > 0).count()
    }
}

/// What is mapped for each persona of the journeys, and for those selected who make none; by name.
pub(super) fn personas<'w>(
    workspace: &'w Workspace,
    entries: &[PortfolioEntry<'w>],
) -> Vec<PersonaCoverage<'w>> {
    let mut found: BTreeMap<(bool, &str, &str), PersonaCoverage<'w>> = BTreeMap::new();
    let key = |persona: Option<&'w str>| match persona {
        Some(id) => (false, workspace.persona_name(id), id),
        None => (true, "", ""),
    };
    let empty = |persona| PersonaCoverage {
        persona,
        journeys: 0,
        by_group: ByGroup::default(),
        contacts: [0; LifecycleContact::ALL.len()],
    };
    let selected = workspace.personas().filter(|(index, _)| workspace.files[*index].selected);
    for persona in selected.map(|(_, persona)| persona.persona.as_str()).filter(|id| !id.is_empty()) {
        found.insert(key(Some(persona)), empty(Some(persona)));
    }
    for entry in entries.iter().filter(|entry| entry.is_current()) {
        for (persona, by_group) in felt_by(entry) {
            let coverage = found.entry(key(persona)).or_insert_with(|| empty(persona));
            coverage.journeys += 1;
            coverage.by_group.merge(by_group);
            for contact in contacts_of(entry.journey) {
                coverage.contacts[contact as usize] += 1;
            }
        }
    }
    found.into_values().collect()
}

/// Who makes a journey, each once, with the scores that are theirs: their own, or those that the map does not tell
/// apart.
fn felt_by<'e, 'w>(entry: &'e PortfolioEntry<'w>) -> Vec<(Option<&'w str>, &'e ByGroup)> {
    let Some(first) = entry.feelings.first() else { return Vec::new() };
    if first.persona.is_some() {
        return entry.feelings.iter().map(|feeling| (feeling.persona, &feeling.by_group)).collect();
    }
    match makers(entry.journey) {
        ids if ids.is_empty() => vec![(None, &first.by_group)],
        ids => ids.into_iter().map(|id| (Some(id), &first.by_group)).collect(),
    }
}

fn contacts_of(journey: &Journey) -> impl Iterator<Item = LifecycleContact> {
    journey.touchpoints().filter_map(|at| at.touchpoint.contact)
}

/// Where one of the 23 typical contacts is mapped, in journeys of today that are kept up.
#[derive(Clone, Debug, PartialEq)]
pub struct ContactCoverage<'w> {
    /// The contact.
    pub contact: LifecycleContact,
    /// How many journeys go through it.
    pub journeys: usize,
    /// The personas who do, by id.
    pub personas: Vec<&'w str>,
    /// Its touchpoints with the scores of all personas.
    pub tally: Tally,
}

/// Where each typical contact is mapped.
pub(super) fn contacts<'w>(entries: &[PortfolioEntry<'w>]) -> Vec<ContactCoverage<'w>> {
    let empty = |contact: &LifecycleContact| ContactCoverage {
        contact: *contact,
        journeys: 0,
        personas: Vec::new(),
        tally: Tally::default(),
    };
    let mut found: Vec<_> = LifecycleContact::ALL.iter().map(empty).collect();
    for entry in entries.iter().filter(|entry| entry.is_current()) {
        let mut seen = [false; LifecycleContact::ALL.len()];
        for at in entry.journey.touchpoints() {
            let Some(contact) = at.touchpoint.contact else { continue };
            let coverage = &mut found[contact as usize];
            for feeling in &entry.feelings {
                coverage.tally.add(feeling.scores[at.position]);
            }
            if !std::mem::replace(&mut seen[contact as usize], true) {
                coverage.journeys += 1;
                coverage.personas.extend(felt_by(entry).into_iter().filter_map(|(persona, _)| persona));
            }
        }
    }
    for coverage in &mut found {
        coverage.personas.sort_unstable();
        coverage.personas.dedup();
    }
    found
}
