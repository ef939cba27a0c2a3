//! The commitment line as a board with snakes and ladders, to print and play.

use super::page::{Heading, heading};
use super::sheet::{Drawing, Options};
use crate::draw::text::TextEngine;
use crate::model::Journey;
use crate::workspace::Workspace;

/// Everything a board shows, worded and counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoardPicture {
    /// What its head and foot say.
    pub heading: Heading,
}

/// The board of a journey.
pub fn picture(workspace: &Workspace, journey: &Journey) -> BoardPicture {
    BoardPicture { heading: heading(workspace, journey) }
}

/// Draws a board.
pub fn draw(_picture: &BoardPicture, _options: &Options, _engine: &mut TextEngine) -> Vec<Drawing> {
    Vec::new()
}
