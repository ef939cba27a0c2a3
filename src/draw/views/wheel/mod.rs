//! The experience wheel: the person in the centre, the touchpoints around.
//!
//! Time runs clockwise from the top, or the other way where reading starts at the right. A touchpoint
//! stands the farther out the better it feels. Names stand beside the wheel, with a line to their place;
//! when they are too many or too long, the places are numbered and a key beside the wheel names them.

mod around;
mod centre;
mod circle;
mod compose;
mod describe;
mod key;
mod legend;
mod nodes;
mod plan;
mod rings;
mod slots;

use super::page::Heading;
use super::sheet::{Drawing, Options};
use crate::draw::text::TextEngine;
use crate::model::{Phase, Valence};

pub use compose::picture;
pub use describe::describe;

/// Everything an experience wheel shows, worded and counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WheelPicture {
    /// What its head and foot say.
    pub heading: Heading,
    /// Who stands in the centre.
    pub person: Person,
    /// The stages in order.
    pub stages: Vec<Stage>,
    /// The picture in words for those who don't see it; [`describe`] writes one when it is empty.
    pub description: String,
}

/// The person in the centre.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// What people call them.
    pub name: String,
    /// One line about them, such as their segment.
    pub context: Option<String>,
    /// A sentence in their voice, without quotation marks.
    pub quote: Option<String>,
}

/// A stage with its touchpoints.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stage {
    /// The stage's id.
    pub id: String,
    /// The stage's name.
    pub name: String,
    /// Where it lies relative to the contact with the provider.
    pub phase: Option<Phase>,
    /// Its touchpoints in order.
    pub touchpoints: Vec<Touchpoint>,
}

/// One place on the wheel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Touchpoint {
    /// The touchpoint's id.
    pub id: String,
    /// The touchpoint's name.
    pub name: String,
    /// How it feels; `None` where nothing was scored.
    pub feeling: Option<Feeling>,
    /// Whether the experience is made or broken here.
    pub moment: Option<Moment>,
    /// Whether the provider makes the contact.
    pub by_provider: bool,
}

/// How a touchpoint feels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feeling {
    /// The score on −1..=1; what lies outside is moved to the end, what isn't a number is unscored.
    pub v: f64,
    /// Whether nobody was asked.
    pub assumed: bool,
    /// Whether this is what a desired journey aims for instead of what somebody felt.
    pub target: bool,
    /// The score in words, such as "−2 on −2..2, anecdote, n = 1".
    pub said: String,
}

/// A touchpoint that makes or breaks the experience.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// Which way it can turn.
    pub valence: Valence,
    /// 1..=3; 3 gets a ring.
    pub criticality: u8,
    /// What is at stake, worded.
    pub label: Option<String>,
}

impl Touchpoint {
    /// The usable score.
    fn value(&self) -> Option<f64> {
        let feeling = self.feeling.as_ref()?;
        feeling.v.is_finite().then(|| feeling.v.clamp(-1.0, 1.0))
    }

    /// Whether the score is what a desired journey aims for.
    fn is_target(&self) -> bool {
        self.feeling.as_ref().is_some_and(|feeling| feeling.target)
    }

    /// Whether somebody should go and ask: the score is missing or assumed.
    fn needs_evidence(&self) -> bool {
        self.value().is_none() || (!self.is_target() && self.feeling.as_ref().is_some_and(|f| f.assumed))
    }
}

impl WheelPicture {
    /// The touchpoints in order.
    fn touchpoints(&self) -> impl Iterator<Item = &Touchpoint> {
        self.stages.iter().flat_map(|stage| &stage.touchpoints)
    }
}

/// Draws an experience wheel.
///
/// A key that does not fit beside the wheel goes on over further pages. A wheel with more places than can
/// be numbered is drawn as several, each with some of the stages. A free page grows instead.
pub fn draw(picture: &WheelPicture, options: &Options, engine: &mut TextEngine) -> Vec<Drawing> {
    plan::pages(picture, options, engine)
}

#[cfg(test)]
mod tests;
