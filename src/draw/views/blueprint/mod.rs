//! The service blueprint: what the customer does, and what stands behind it.

use super::page::{Heading, heading};
use super::sheet::{Drawing, Options};
use crate::draw::text::TextEngine;
use crate::model::Journey;
use crate::workspace::Workspace;

/// Everything a service blueprint shows, worded and counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BlueprintPicture {
    /// What its head and foot say.
    pub heading: Heading,
}

/// The service blueprint of a journey.
pub fn picture(workspace: &Workspace, journey: &Journey) -> BlueprintPicture {
    BlueprintPicture { heading: heading(workspace, journey) }
}

/// Draws a service blueprint.
pub fn draw(_picture: &BlueprintPicture, _options: &Options, _engine: &mut TextEngine) -> Vec<Drawing> {
    Vec::new()
}
