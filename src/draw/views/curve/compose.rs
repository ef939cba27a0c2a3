//! From a journey and its measures to the picture's view model.

use super::{CurvePicture, Grade, Moment, Point, Series, StageBand, TouchpointLabel};
use crate::draw::locale::{Locale, fill};
use crate::draw::views::page::heading;
use crate::measure;
use crate::model::Journey;
use crate::workspace::Workspace;

/// The emotion curve of a journey, with the names its personas have in the workspace.
pub fn picture(workspace: &Workspace, journey: &Journey) -> CurvePicture {
    let heading = heading(workspace, journey);
    let locale = Locale::of(&heading.lang);
    let all = measure::series(journey);
    let series = all.iter().map(|one| Series {
        id: one.persona.unwrap_or(journey.journey.as_str()).to_owned(),
        name: one.persona.map_or(journey.title.as_str(), |id| workspace.persona_name(id)).to_owned(),
        points: one.points.iter().map(|at| at.map(|at| point(journey, &locale, &at))).collect(),
        ..Series::default()
    });
    CurvePicture {
        heading,
        scale_ends: None,
        neutral: None,
        scale_note: minus(&journey.scale().to_string()),
        stages: stages(journey),
        touchpoints: touchpoints(journey),
        before: 0,
        series: series.collect(),
        moments: moments(journey, &locale, &all),
        are_versions: false,
        description: String::new(),
    }
}

/// The stages of a journey in order.
pub fn stages(journey: &Journey) -> Vec<StageBand> {
    let stages = journey.stages.iter().map(|stage| StageBand {
        id: stage.id().to_owned(),
        name: stage.name.clone(),
        phase: stage.phase,
        touchpoints: stage.touchpoints.len(),
    });
    stages.collect()
}

/// The touchpoints of a journey in order.
pub fn touchpoints(journey: &Journey) -> Vec<TouchpointLabel> {
    let all = journey.touchpoints().map(|at| at.touchpoint);
    all.map(|one| TouchpointLabel { id: one.id().to_owned(), name: one.name.clone() }).collect()
}

/// A score of a journey as the picture shows it.
pub fn point(journey: &Journey, locale: &Locale, at: &measure::Point<'_>) -> Point {
    let labels = locale.labels();
    let grade = Grade::from(at.basis.grade);
    let target = journey.is_target();
    let word = match grade {
        _ if target => &labels.target,
        Grade::Assumption => &labels.assumption,
        Grade::Anecdote => &labels.anecdote,
        Grade::Researched => &labels.researched,
    };
    let template = if at.basis.n.is_some() { &labels.said_with_n } else { &labels.said };
    let n = at.basis.n.unwrap_or_default().to_string();
    let scale = minus(&journey.scale().to_string());
    let score = minus(&at.score.to_string());
    let said = fill(template, &[("said", &score), ("scale", &scale), ("grade", word), ("n", &n)]);
    Point { v: at.v, grade, target, said }
}

/// A hyphen before a digit is a minus sign.
pub fn minus(text: &str) -> String {
    text.replace('-', "\u{2212}")
}

/// A moment of truth sits on every line that has a score there.
fn moments(journey: &Journey, locale: &Locale, all: &[measure::Series<'_>]) -> Vec<Moment> {
    let labels = locale.labels();
    let marked = journey.touchpoints().filter_map(|at| Some((at, at.touchpoint.moment_of_truth.as_ref()?)));
    marked
        .flat_map(|(at, moment)| {
            let scored = all.iter().enumerate().filter(move |(_, one)| one.points[at.position].is_some());
            // The words of the first line say it for all.
            let at_stake = moment.at_risk.as_ref().map(|what| fill(&labels.at_stake, &[("what", what)]));
            scored.enumerate().map(move |(nth, (series, _))| Moment {
                touchpoint: at.position,
                series,
                valence: moment.valence(),
                criticality: moment.criticality(),
                label: at_stake.clone().filter(|_| nth == 0),
            })
        })
        .collect()
}
