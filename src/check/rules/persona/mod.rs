//! Personas.

mod count;
mod described;
mod used;

pub(in crate::check) use count::{ONE_PERSONA_ALL_JOURNEYS, PERSONA_COUNT, SCENARIO_COUNT};
pub(in crate::check) use described::{
    GENERATIONAL_STEREOTYPE, PERSONA_DEMOGRAPHICS_ONLY, PERSONA_WITHOUT_EVIDENCE, PERSONA_WITHOUT_PRIORITIES,
};
pub(in crate::check) use used::{JOURNEY_WITHOUT_PERSONA, UNUSED_PERSONA};

use crate::model::Journey;
use crate::workspace::{Content, Workspace};

/// The personas a journey is of: those it names, and those it has scores of.
fn personas_of(journey: &Journey) -> impl Iterator<Item = &str> {
    let named = journey.personas().iter().map(|id| id.as_str());
    let emotions = journey.touchpoints().filter_map(|found| found.touchpoint.emotion.as_ref());
    let all = named.chain(emotions.flat_map(|emotion| emotion.by.keys().map(String::as_str)));
    all.filter(|id| !id.is_empty())
}

/// Whether every file could be read, so that what is absent is absent.
fn is_whole(workspace: &Workspace) -> bool {
    !workspace.files.iter().any(|file| matches!(file.content, Content::Unknown) || !file.whole)
}
