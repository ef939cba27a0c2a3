//! Moments of truth.

mod feeling;
mod response;
mod selection;

pub(in crate::check) use self::feeling::*;
pub(in crate::check) use self::response::*;
pub(in crate::check) use self::selection::*;

use crate::model::{Journey, MomentOfTruth, TouchpointRef};
use crate::syntax::Route;

fn moments(journey: &Journey) -> impl Iterator<Item = (TouchpointRef<'_>, &MomentOfTruth)> {
    journey.touchpoints().filter_map(|found| Some((found, found.touchpoint.moment_of_truth.as_deref()?)))
}

/// The way to the moment of truth of a touchpoint.
fn route(found: TouchpointRef<'_>) -> Route {
    found.route().key("moment_of_truth")
}
