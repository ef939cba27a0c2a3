//! Touchpoints and channels.

mod answers;
mod mix;
mod self_service;
mod switches;
mod vocabulary;
mod wording;

pub(in crate::check) use answers::*;
pub(in crate::check) use mix::*;
pub(in crate::check) use self_service::*;
pub(in crate::check) use switches::*;
pub(in crate::check) use vocabulary::*;
pub(in crate::check) use wording::*;

use crate::model::TouchpointRef;

/// A sentence about a touchpoint that begins with its name.
pub(in crate::check::rules) fn about(found: TouchpointRef<'_>, what: &str) -> String {
    match found.touchpoint.name.as_str() {
        "" => format!("the touchpoint {what}"),
        name => format!("`{name}` {what}"),
    }
}
