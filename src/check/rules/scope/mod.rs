//! Where a journey begins and ends and what it is for.

mod borders;
mod goals;
mod level;
mod lifecycle;

pub(in crate::check) use borders::*;
pub(in crate::check) use goals::*;
pub(in crate::check) use level::*;
pub(in crate::check) use lifecycle::*;
