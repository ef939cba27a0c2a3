//! Small journeys for tests.

use crate::model::{Emotion, Id, Journey, Score, Stage, Touchpoint};

/// A touchpoint from `id: name`, or `id: name @score`.
pub fn touchpoint(told: &str) -> Touchpoint {
    let (id, name) = told.split_once(": ").unwrap();
    let (name, score) = name.split_once(" @").map_or((name, None), |(name, score)| (name, Some(score)));
    let score = score.map(|score| Score::Number(score.parse().unwrap()));
    Touchpoint {
        id: Some(Id::parse(id).unwrap()),
        name: name.to_owned(),
        emotion: score.map(|score| Emotion { score: Some(score), ..Emotion::default() }),
        ..Touchpoint::default()
    }
}

/// A journey of stages, each with its name and its touchpoints.
pub fn journey(stages: &[(&str, &[&str])]) -> Journey {
    let stage = |(name, touchpoints): &(&str, &[&str])| Stage {
        id: Some(Id::parse(name).unwrap()),
        name: (*name).to_owned(),
        touchpoints: touchpoints.iter().map(|told| touchpoint(told)).collect(),
        ..Stage::default()
    };
    Journey {
        journey: Id::parse("j").unwrap(),
        title: "J".to_owned(),
        stages: stages.iter().map(stage).collect(),
        ..Journey::default()
    }
}
