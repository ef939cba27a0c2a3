//! Stages, touchpoints and the ways between them.

mod references;
mod stages;
mod touchpoints;
mod ways;

pub(in crate::check) use references::*;
pub(in crate::check) use stages::*;
pub(in crate::check) use touchpoints::*;
pub(in crate::check) use ways::*;
