//! What is kept of a journey for the rules that look at all files together.

use crate::measure::service_of;
use crate::model::{Audience, Id, Journey, Level, Maturity};
use crate::workspace::FileIndex;

/// The little that rules about a whole workspace ask of every journey, so that the journeys themselves need not be
/// kept: a check of a thousand files would otherwise hold a thousand maps at once.
#[derive(Clone, Debug)]
pub struct Card {
    /// The file of the journey.
    pub file: FileIndex,
    /// Whether it is desired or planned.
    pub is_target: bool,
    /// The whole relationship or one matter.
    pub level: Option<Level>,
    /// How far the map has come.
    pub maturity: Option<Maturity>,
    /// Prospects or existing customers.
    pub audience: Option<Audience>,
    /// The service it belongs to.
    pub service: Option<Box<str>>,
    /// The situation it is about.
    pub scenario: Option<Box<str>>,
    /// The personas it names, and those it has scores of.
    pub personas: Vec<Box<str>>,
    /// The map it is a part of.
    pub parent: Option<Id>,
    /// The stages that another map shows, each with the map.
    pub details: Vec<(usize, Id)>,
    /// Whether an opportunity has all the numbers by which opportunities are ranked.
    pub is_ranked: bool,
}

impl Card {
    /// The card of the journey in a file.
    pub fn of(file: FileIndex, journey: &Journey) -> Self {
        let details = journey.stages.iter().enumerate();
        let details = details.filter_map(|(index, stage)| Some((index, stage.detail.clone()?)));
        let mut opportunities = journey.opportunities.iter();
        let text = |text: &Option<String>| text.as_deref().map(Box::from);
        Self {
            file,
            is_target: journey.is_target(),
            level: journey.level,
            maturity: journey.maturity,
            audience: journey.audience,
            service: service_of(journey).map(Box::from),
            scenario: text(&journey.scenario),
            personas: personas_of(journey),
            parent: journey.parent.clone(),
            details: details.collect(),
            is_ranked: opportunities
                .any(|one| one.reach.is_some() && one.impact.is_some() && one.effort.is_some()),
        }
    }
}

/// The personas a journey is of: those it names, and those it has scores of.
fn personas_of(journey: &Journey) -> Vec<Box<str>> {
    let named = journey.personas().iter().map(|id| id.as_str());
    let emotions = journey.touchpoints().filter_map(|found| found.touchpoint.emotion.as_ref());
    let mut all: Vec<Box<str>> = Vec::new();
    for id in named.chain(emotions.flat_map(|emotion| emotion.by.keys().map(String::as_str))) {
        if !id.is_empty() && !all.iter().any(|known| &**known == id) {
            all.push(id.into());
        }
    }
    all
}
