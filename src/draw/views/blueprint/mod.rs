//! The service blueprint: what the customer does, and what stands behind it.
//!
//! Five rows with three lines between them, after Shostack and Bitner. A touchpoint's name stands in the
//! row of the one who acts: the customer, or the provider in sight. Waits and failures are marked where
//! they happen. The five rows are the form: one that nobody has written down yet stays, and says so.

mod compose;
mod connectors;
mod describe;
mod rows;

use super::grid;
use super::page::Heading;
use super::sheet::{Drawing, Options};
use crate::draw::icons::Icon;
use crate::draw::text::TextEngine;
use crate::model::Phase;

pub use compose::picture;
pub use describe::describe;

/// Everything a service blueprint shows, worded and counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BlueprintPicture {
    /// What its head and foot say.
    pub heading: Heading,
    /// The stages in order.
    pub stages: Vec<StageSteps>,
}

/// A stage with its touchpoints.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StageSteps {
    /// The stage's id.
    pub id: String,
    /// The stage's name.
    pub name: String,
    /// Where it lies relative to the contact with the provider.
    pub phase: Option<Phase>,
    /// Its touchpoints in order.
    pub steps: Vec<Step>,
}

/// A touchpoint: one column of a blueprint.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// The touchpoint's id.
    pub id: String,
    /// The touchpoint's name.
    pub name: String,
    /// Whether the provider makes it happen, or somebody who acts for the provider.
    pub by_provider: bool,
    /// What the customer sees and touches.
    pub evidence: Vec<String>,
    /// What the customer does.
    pub doing: Option<String>,
    /// Where it happens.
    pub channel: Option<ChannelLabel>,
    /// The waits it holds, with their lengths.
    pub waits: Vec<String>,
    /// What went wrong for the customer.
    pub fails: Vec<Fail>,
    /// What the provider's people do out of sight.
    pub backstage: Vec<String>,
    /// What systems and other processes do.
    pub support: Vec<String>,
}

/// The channel of a touchpoint.
#[derive(Clone, Debug, PartialEq)]
pub struct ChannelLabel {
    /// Its name.
    pub name: String,
    /// The icon of its family.
    pub icon: Icon,
    /// Whether the provider meets the customer there; anything else is the customer's own ground.
    pub is_onstage: bool,
}

/// Something that goes wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Fail {
    /// What it is, in words.
    pub words: String,
    /// What kind of mark it gets.
    pub kind: FailKind,
}

/// Where something goes wrong, and how it is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailKind {
    /// The customer is there without need.
    Needless,
    /// What the provider does in sight fails.
    InSight,
    /// A negative moment of truth.
    Moment,
}

impl Step {
    /// Whether anything stands in its frontstage row.
    fn is_onstage(&self) -> bool {
        self.by_provider || self.channel.as_ref().is_some_and(|channel| channel.is_onstage)
    }

    /// What goes wrong on the customer's side, and what goes wrong in sight.
    fn fails_onstage(&self, onstage: bool) -> impl Iterator<Item = &Fail> {
        let has_stage = self.is_onstage();
        self.fails.iter().filter(move |fail| (fail.kind == FailKind::InSight && has_stage) == onstage)
    }
}

impl BlueprintPicture {
    /// All touchpoints in order.
    fn steps(&self) -> impl Iterator<Item = &Step> {
        self.stages.iter().flat_map(|stage| &stage.steps)
    }
}

/// Draws a service blueprint.
pub fn draw(picture: &BlueprintPicture, options: &Options, engine: &mut TextEngine) -> Vec<Drawing> {
    let grid = rows::grid(picture, options.theme);
    let connectors = connectors::Connectors::of(picture, &grid);
    grid::draw(&grid, &connectors, options, engine)
}

#[cfg(test)]
mod tests;
