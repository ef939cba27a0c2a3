//! The commitment line: how far the journey binds the customer, from 0 to 100.

use super::page::{Heading, heading};
use super::sheet::{Drawing, Options};
use crate::draw::text::TextEngine;
use crate::model::Journey;
use crate::workspace::Workspace;

/// Everything a commitment line shows, worded and counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CommitmentPicture {
    /// What its head and foot say.
    pub heading: Heading,
}

/// The commitment line of a journey.
pub fn picture(workspace: &Workspace, journey: &Journey) -> CommitmentPicture {
    CommitmentPicture { heading: heading(workspace, journey) }
}

/// Draws a commitment line.
pub fn draw(_picture: &CommitmentPicture, _options: &Options, _engine: &mut TextEngine) -> Vec<Drawing> {
    Vec::new()
}
