//! The experience wheel: the person in the centre, the touchpoints around.

use super::page::{Heading, heading};
use super::sheet::{Drawing, Options};
use crate::draw::text::TextEngine;
use crate::model::Journey;
use crate::workspace::Workspace;

/// Everything a experience wheel shows, worded and counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WheelPicture {
    /// What its head and foot say.
    pub heading: Heading,
}

/// The experience wheel of a journey.
pub fn picture(workspace: &Workspace, journey: &Journey) -> WheelPicture {
    WheelPicture { heading: heading(workspace, journey) }
}

/// Draws a experience wheel.
pub fn draw(_picture: &WheelPicture, _options: &Options, _engine: &mut TextEngine) -> Vec<Drawing> {
    Vec::new()
}
