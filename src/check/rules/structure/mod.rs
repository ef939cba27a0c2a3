//! Stages, touchpoints and the ways between them.

mod references;
mod stages;

pub(in crate::check) use references::*;
pub(in crate::check) use stages::*;
