//! Personas.

mod count;
mod described;
mod used;

pub(in crate::check) use count::{ONE_PERSONA_ALL_JOURNEYS, PERSONA_COUNT, SCENARIO_COUNT};
pub(in crate::check) use described::{
    GENERATIONAL_STEREOTYPE, PERSONA_DEMOGRAPHICS_ONLY, PERSONA_WITHOUT_EVIDENCE, PERSONA_WITHOUT_PRIORITIES,
};
pub(in crate::check) use used::{JOURNEY_WITHOUT_PERSONA, UNUSED_PERSONA};
