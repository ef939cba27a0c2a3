//! Two journeys, or several personas, beside each other.

use super::page::{Heading, heading};
use super::sheet::{Drawing, Options};
use crate::draw::text::TextEngine;
use crate::model::Journey;
use crate::workspace::Workspace;

/// Everything a comparison shows, worded and counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComparePicture {
    /// What its head and foot say.
    pub heading: Heading,
}

/// The comparison of a journey.
pub fn picture(workspace: &Workspace, journey: &Journey, other: Option<&Journey>) -> ComparePicture {
    let _ = other;
    ComparePicture { heading: heading(workspace, journey) }
}

/// Draws a comparison.
pub fn draw(_picture: &ComparePicture, _options: &Options, _engine: &mut TextEngine) -> Vec<Drawing> {
    Vec::new()
}
