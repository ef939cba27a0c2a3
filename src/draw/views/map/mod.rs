//! The journey map: everything known about each touchpoint, lane by lane.

use super::page::{Heading, heading};
use super::sheet::{Drawing, Options};
use crate::draw::text::TextEngine;
use crate::model::Journey;
use crate::workspace::Workspace;

/// Everything a journey map shows, worded and counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapPicture {
    /// What its head and foot say.
    pub heading: Heading,
}

/// The journey map of a journey.
pub fn picture(workspace: &Workspace, journey: &Journey) -> MapPicture {
    MapPicture { heading: heading(workspace, journey) }
}

/// Draws a journey map.
pub fn draw(_picture: &MapPicture, _options: &Options, _engine: &mut TextEngine) -> Vec<Drawing> {
    Vec::new()
}
