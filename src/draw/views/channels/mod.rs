//! Channels by stage: which contacts there are, and where they hurt.

use super::page::{Heading, heading};
use super::sheet::{Drawing, Options};
use crate::draw::text::TextEngine;
use crate::model::Journey;
use crate::workspace::Workspace;

/// Everything a channel matrix shows, worded and counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChannelsPicture {
    /// What its head and foot say.
    pub heading: Heading,
}

/// The channel matrix of a journey.
pub fn picture(workspace: &Workspace, journeys: &[&Journey]) -> ChannelsPicture {
    ChannelsPicture {
        heading: journeys.first().map(|journey| heading(workspace, journey)).unwrap_or_default(),
    }
}

/// Draws a channel matrix.
pub fn draw(_picture: &ChannelsPicture, _options: &Options, _engine: &mut TextEngine) -> Vec<Drawing> {
    Vec::new()
}
