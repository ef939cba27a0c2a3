//! What a change did to the customer: two versions of journeys and personas, compared by what they mean.
//!
//! Everything here is pure. What the versions are, and where they come from, is the business of whoever asks.

mod fields;
mod gaps;
mod journey;
mod likeness;
mod numbers;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

pub use fields::Field;
pub use gaps::{GapChange, GapFate};
pub use journey::{Aspect, JourneyDiff, TouchpointChange, Values};
pub use likeness::{Matched, MatchedBy, matches};
pub use numbers::{Amount, Measure, MeasureChange, MetricChange, Verdict, scores};

use crate::model::{Journey, Persona};
use crate::workspace::{Content, Conventions, File, Kind, Workspace};

/// What differs between two versions of a folder of maps.
#[derive(Debug, Default)]
pub struct Diff<'w> {
    /// Journeys of both that do not say the same, or whose file was moved, in the order of their files.
    pub journeys: Vec<Both<'w, JourneyDiff<'w>>>,
    /// Personas of both that do not say the same, or whose file was moved.
    pub personas: Vec<Both<'w, Vec<Field>>>,
    /// Files that are new.
    pub added: Vec<&'w File>,
    /// Files that are gone.
    pub removed: Vec<&'w File>,
    /// Files that could not be read in one of the versions, and which.
    pub unread: Vec<(&'w File, When)>,
}

/// Something of a file in both versions.
#[derive(Debug)]
pub struct Both<'w, T> {
    /// The file as it was.
    pub before: &'w File,
    /// The file as it is.
    pub after: &'w File,
    /// Whether the file lies elsewhere.
    pub is_moved: bool,
    /// What differs.
    pub diff: T,
}

/// One of two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The older one.
    Before,
    /// The newer one.
    After,
}

impl Diff<'_> {
    /// Whether both versions say the same, as far as they can be read.
    pub fn is_empty(&self) -> bool {
        self.journeys.is_empty()
            && self.personas.is_empty()
            && self.added.is_empty()
            && self.removed.is_empty()
            && self.unread.is_empty()
    }
}

/// Compares two versions of a folder of maps: what was asked for of each, and nothing it refers to.
///
/// Files belong together by the id in them, else by their place, of which `is_same_place` knows, else by the
/// names of their touchpoints.
pub fn compare<'w>(
    before: &'w [Workspace],
    after: &'w [Workspace],
    is_same_place: &dyn Fn(&File, &File) -> bool,
) -> Diff<'w> {
    // Both versions are measured by one ruler, so that a changed setting is no change of the customer's.
    let usual = Conventions::default();
    let conventions = after.first().map_or(&usual, |workspace| &workspace.conventions);
    let mut diff = Diff::default();
    let (old, broken_before) = readable(before);
    let (new, broken_after) = readable(after);
    for (broken, when) in [(&broken_before, When::Before), (&broken_after, When::After)] {
        diff.unread.extend(broken.iter().map(|file| (*file, when)));
    }
    let old: Vec<&File> =
        old.into_iter().filter(|old| !broken_after.iter().any(|new| is_same_place(old, new))).collect();
    let new: Vec<&File> =
        new.into_iter().filter(|new| !broken_before.iter().any(|old| is_same_place(old, new))).collect();
    let mut pairs: Vec<(&File, &File)> = Vec::new();
    let mut left: Vec<&File> = new;
    let mut gone = old;
    let in_place = |old: &File, new: &File| {
        let is_same_kind = old.kind() == new.kind();
        is_same_kind && is_same_place(old, new)
    };
    type Way<'f> = &'f dyn Fn(&File, &File) -> bool;
    let ways: [Way<'_>; 3] = [&same_id, &in_place, &same_names];
    for is_same in ways {
        gone.retain(|old| match left.iter().position(|new| is_same(old, new)) {
            Some(at) => {
                pairs.push((*old, left.remove(at)));
                false
            }
            None => true,
        });
    }
    pairs.sort_by(|a, b| a.1.source.name().cmp(b.1.source.name()));
    for (before, after) in pairs {
        let is_moved = !is_same_place(before, after);
        match (before.content(), after.content()) {
            (Content::Journey(one), Content::Journey(two)) => {
                if one == two && !is_moved {
                    continue;
                }
                let found = JourneyDiff::of(one, two, conventions);
                let both = Both { before, after, is_moved, diff: found };
                if both.is_moved || !both.diff.is_empty() {
                    diff.journeys.push(both);
                }
            }
            (Content::Persona(one), Content::Persona(two)) => {
                let both = Both { before, after, is_moved, diff: persona_changes(one, two) };
                if both.is_moved || !both.diff.is_empty() {
                    diff.personas.push(both);
                }
            }
            _ => {}
        }
    }
    diff.added = left;
    diff.removed = gone;
    diff
}

/// The keys in which two versions of a persona differ.
pub fn persona_changes(before: &Persona, after: &Persona) -> Vec<Field> {
    fields::fields(before, after)
}

/// The journeys and personas asked for, and the files in whose place something else or nothing was read.
fn readable(workspaces: &[Workspace]) -> (Vec<&File>, Vec<&File>) {
    let files = workspaces.iter().flat_map(|workspace| &workspace.files);
    let maps = files.filter(|file| file.selected && !matches!(file.kind(), Kind::Config | Kind::Baseline));
    maps.partition(|file| file.whole && !matches!(file.content(), Content::Unknown))
}

fn same_id(old: &File, new: &File) -> bool {
    match (old.content(), new.content()) {
        (Content::Journey(one), Content::Journey(two)) => {
            !one.journey.is_empty() && one.journey == two.journey
        }
        (Content::Persona(one), Content::Persona(two)) => {
            !one.persona.is_empty() && one.persona == two.persona
        }
        _ => false,
    }
}

/// Whether at least half of the touchpoints of the longer journey have the same name in the other, or two
/// personas are called the same.
fn same_names(old: &File, new: &File) -> bool {
    match (old.content(), new.content()) {
        (Content::Journey(one), Content::Journey(two)) => {
            let names = |journey: &'_ Journey| -> HashSet<String> {
                journey.touchpoints().map(|at| at.touchpoint.name.to_lowercase()).collect()
            };
            let (one, two) = (names(one), names(two));
            let shared = one.intersection(&two).count();
            shared > 0 && 2 * shared >= one.len().max(two.len())
        }
        (Content::Persona(one), Content::Persona(two)) => !one.name.is_empty() && one.name == two.name,
        _ => false,
    }
}
