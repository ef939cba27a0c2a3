//! The journey map: everything known about each touchpoint, lane by lane.
//!
//! Columns are touchpoints under their stages, lanes are what is known about them; the emotion curve runs
//! through the middle of it.

mod compose;
mod describe;
mod emotion;
mod lanes;
mod legend;
mod links;

use super::curve::CurvePicture;
use super::grid;
use super::marks::Grade;
use super::page::Heading;
use super::sheet::{Drawing, Options};
use crate::draw::icons::Icon;
use crate::draw::text::TextEngine;
use crate::model::{Context, Valence};

pub use compose::picture;

/// Everything a journey map shows, worded and counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapPicture {
    /// What its head and foot say.
    pub heading: Heading,
    /// Stages, touchpoints' names, scores and moments of truth.
    pub curve: CurvePicture,
    /// What is known about each touchpoint, in order.
    pub touchpoints: Vec<MapTouchpoint>,
    /// What could be better.
    pub opportunities: Vec<MapOpportunity>,
    /// The picture in words for those who don't see it.
    pub description: String,
}

/// What is known about a touchpoint.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapTouchpoint {
    /// What the customer does.
    pub doing: Vec<String>,
    /// What the customer thinks.
    pub thinking: Vec<String>,
    /// What the customer says, in quotation marks.
    pub quote: Vec<String>,
    /// What the customer needs.
    pub needs: Vec<String>,
    /// Between what the customer is torn.
    pub dilemmas: Vec<String>,
    /// What hurts.
    pub pains: Vec<String>,
    /// What is gained.
    pub gains: Vec<String>,
    /// Words for what is felt.
    pub feelings: Vec<String>,
    /// The channel in words, with its icon.
    pub channel: Option<(Icon, String)>,
    /// What became of what was known on the way from the touchpoint before, in another channel.
    pub link: Option<Context>,
    /// The moment of truth.
    pub moment: Option<MapMoment>,
    /// Waits.
    pub waits: Vec<MapWait>,
    /// What else costs effort, with its points.
    pub effort: Vec<String>,
    /// What became of what was known, in words.
    pub context: Vec<(Context, String)>,
    /// Whether the change of channel was the customer's choice, in words.
    pub choice: Option<String>,
    /// Who is responsible.
    pub owner: Option<String>,
    /// What somebody could have done and did not.
    pub missed: Vec<String>,
    /// Measured values.
    pub metrics: Vec<String>,
    /// What the score rests on, in words, and the evidence's id.
    pub evidence: Option<MapEvidence>,
}

/// A moment of truth.
#[derive(Clone, Debug, PartialEq)]
pub struct MapMoment {
    /// Which way it can turn.
    pub valence: Valence,
    /// What it rests on.
    pub grade: Grade,
    /// What is at stake, or which kind of moment it is.
    pub label: String,
    /// What the provider does about it.
    pub responses: Vec<String>,
}

/// A wait.
#[derive(Clone, Debug, PartialEq)]
pub struct MapWait {
    /// The time and what it is spent on, with its points.
    pub said: String,
    /// Its length in seconds.
    pub seconds: u64,
}

/// What a score rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct MapEvidence {
    /// The grade.
    pub grade: Grade,
    /// The grade in words, with the number of customers.
    pub said: String,
    /// The evidence's id.
    pub id: Option<String>,
}

/// Something that could be better.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapOpportunity {
    /// Its id.
    pub id: String,
    /// The touchpoints it is for, in order; all of them when it names none.
    pub touchpoints: Vec<usize>,
    /// What is to be done.
    pub statement: String,
    /// Who does it, and by when.
    pub note: Option<String>,
}

/// A lane of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneKind {
    /// What the customer does.
    Doing,
    /// What the customer thinks.
    Thinking,
    /// What the customer says.
    Quote,
    /// What the customer needs.
    Needs,
    /// Between what the customer is torn.
    Dilemmas,
    /// Where it happens.
    Channel,
    /// What the customer feels, as a curve.
    Emotion,
    /// Moments of truth.
    Moments,
    /// What hurts.
    Pains,
    /// What is gained.
    Gains,
    /// Waits and other effort.
    Effort,
    /// What became of what was known.
    Context,
    /// Who is responsible.
    Owner,
    /// What could be better.
    Opportunities,
    /// What somebody could have done and did not.
    Missed,
    /// Measured values.
    Metrics,
    /// What the scores rest on.
    Evidence,
}

impl LaneKind {
    /// Every lane, in the order they stand when all are asked for.
    pub const ALL: [LaneKind; 17] = [
        LaneKind::Doing,
        LaneKind::Thinking,
        LaneKind::Quote,
        LaneKind::Needs,
        LaneKind::Dilemmas,
        LaneKind::Channel,
        LaneKind::Context,
        LaneKind::Emotion,
        LaneKind::Moments,
        LaneKind::Pains,
        LaneKind::Gains,
        LaneKind::Effort,
        LaneKind::Opportunities,
        LaneKind::Missed,
        LaneKind::Owner,
        LaneKind::Metrics,
        LaneKind::Evidence,
    ];

    /// The lanes of a map when none are named: the story, how it felt, what it cost, what to do.
    pub const DEFAULT: [LaneKind; 10] = [
        LaneKind::Doing,
        LaneKind::Thinking,
        LaneKind::Quote,
        LaneKind::Channel,
        LaneKind::Emotion,
        LaneKind::Moments,
        LaneKind::Pains,
        LaneKind::Gains,
        LaneKind::Effort,
        LaneKind::Opportunities,
    ];

    /// Those of the usual lanes that are left out when the map would take more pages with them, the most
    /// important first. What is left is the story at a glance: where, how it felt, what hurt, what to do.
    pub const OPTIONAL: [LaneKind; 6] = [
        LaneKind::Effort,
        LaneKind::Moments,
        LaneKind::Gains,
        LaneKind::Quote,
        LaneKind::Thinking,
        LaneKind::Doing,
    ];

    /// The name to ask for it by.
    pub fn name(self) -> &'static str {
        match self {
            LaneKind::Doing => "doing",
            LaneKind::Thinking => "thinking",
            LaneKind::Quote => "quote",
            LaneKind::Needs => "needs",
            LaneKind::Dilemmas => "dilemmas",
            LaneKind::Channel => "channel",
            LaneKind::Emotion => "emotion",
            LaneKind::Moments => "moments",
            LaneKind::Pains => "pains",
            LaneKind::Gains => "gains",
            LaneKind::Effort => "effort",
            LaneKind::Context => "context",
            LaneKind::Owner => "owner",
            LaneKind::Opportunities => "opportunities",
            LaneKind::Missed => "missed",
            LaneKind::Metrics => "metrics",
            LaneKind::Evidence => "evidence",
        }
    }

    /// The lane of a name.
    pub fn named(name: &str) -> Option<Self> {
        LaneKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Draws a journey map with these lanes in this order, or the usual ones.
///
/// A lane in which nothing stands is left out. What does not fit a page goes on over the next: columns at
/// the border of a stage, or lanes with the same columns, whichever takes fewer pages.
pub fn draw(
    picture: &MapPicture,
    lanes: Option<&[LaneKind]>,
    options: &Options,
    engine: &mut TextEngine,
) -> Vec<Drawing> {
    let mut usual = LaneKind::DEFAULT;
    // Where nothing is proposed yet, what was missed is the nearest to a proposal.
    if picture.opportunities.is_empty() {
        usual = usual.map(|kind| if kind == LaneKind::Opportunities { LaneKind::Missed } else { kind });
    }
    let mut grid = lanes::grid(picture, lanes.unwrap_or(&usual), &options.theme);
    if lanes.is_none() {
        grid.optional = LaneKind::OPTIONAL.iter().map(|kind| kind.name()).collect();
    }
    grid::draw(&grid, &emotion::MapPainter { picture }, options, engine)
}

#[cfg(test)]
mod tests;
