//! From a journey and its measures to the picture's view model.

use super::{CurvePicture, Grade, Moment, Point, Series, StageBand, TouchpointLabel};
use crate::draw::locale::{Locale, fill};
use crate::draw::views::page::PERSONA_SEPARATOR;
use crate::measure;
use crate::model::{self, Journey, State};
use crate::workspace::Workspace;

/// The emotion curve of a journey, with the names its personas have in the workspace.
pub fn picture(workspace: &Workspace, journey: &Journey) -> CurvePicture {
    let lang = journey.lang.as_ref().map_or(String::new(), |lang| lang.as_str().to_owned());
    let locale = Locale::of(&lang);
    let all = measure::series(journey);
    let name_of = |id: &str| workspace.persona(id).map_or(id.to_owned(), |persona| persona.name.clone());
    let series = all.iter().map(|one| Series {
        id: one.persona.unwrap_or(journey.journey.as_str()).to_owned(),
        name: one.persona.map_or(journey.title.clone(), name_of),
        points: one.points.iter().map(|at| at.map(|at| point(journey, &locale, &at))).collect(),
    });
    CurvePicture {
        id: journey.journey.to_string(),
        title: journey.title.clone(),
        persona_line: persona_line(workspace, journey),
        need: journey.need.clone(),
        facts: facts(journey, &locale, &all),
        foot: foot(journey, &locale),
        lang,
        dir: journey.direction(),
        scale_ends: None,
        neutral: None,
        scale_note: minus(&journey.scale().to_string()),
        stages: journey
            .stages
            .iter()
            .map(|stage| StageBand {
                id: stage.id().to_owned(),
                name: stage.name.clone(),
                phase: stage.phase,
                touchpoints: stage.touchpoints.len(),
            })
            .collect(),
        touchpoints: journey
            .touchpoints()
            .map(|at| TouchpointLabel { id: at.touchpoint.id().to_owned(), name: at.touchpoint.name.clone() })
            .collect(),
        series: series.collect(),
        moments: moments(journey, &locale, &all),
        description: String::new(),
    }
}

fn point(journey: &Journey, locale: &Locale, at: &measure::Point<'_>) -> Point {
    let labels = locale.labels();
    let grade = match at.basis.grade {
        model::Grade::Assumption => Grade::Assumption,
        model::Grade::Anecdote => Grade::Anecdote,
        _ => Grade::Researched,
    };
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
fn minus(text: &str) -> String {
    text.replace('-', "\u{2212}")
}

fn persona_line(workspace: &Workspace, journey: &Journey) -> Option<String> {
    let lines = journey.personas().iter().map(|id| match workspace.persona(id.as_str()) {
        Some(persona) => match &persona.segment {
            Some(segment) => format!("{}, {segment}", persona.name),
            None => persona.name.clone(),
        },
        None => id.to_string(),
    });
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| lines.join(PERSONA_SEPARATOR))
}

/// The numbers that the gap report begins with, too.
fn facts(journey: &Journey, locale: &Locale, all: &[measure::Series<'_>]) -> Vec<String> {
    let labels = locale.labels();
    let mut facts = vec![locale.count(&labels.touchpoints, journey.touchpoints().count())];
    // One mean of several personas would hide that they disagree.
    if let [only] = all
        && let Some(summary) = only.summary()
    {
        let mean = crate::tables::signed(summary.mean);
        facts.push(fill(&labels.mean, &[("mean", &mean)]));
    }
    let points = measure::effort(journey).points() as usize;
    facts.push(locale.count(&labels.effort_points, points));
    let moments = journey.touchpoints().filter(|at| at.touchpoint.moment_of_truth.is_some()).count();
    if moments > 0 {
        facts.push(locale.count(&labels.moments, moments));
    }
    facts
}

fn foot(journey: &Journey, locale: &Locale) -> Vec<String> {
    let labels = locale.labels();
    let state = match journey.state() {
        State::Current => &labels.current,
        State::Desired => &labels.desired,
    };
    let mut foot = vec![journey.journey.to_string(), state.clone()];
    let used = measure::evidence_of_scores(journey);
    let dates = || used.iter().filter_map(|evidence| evidence.collected);
    if let (Some(first), Some(last)) = (dates().min(), dates().max()) {
        let template = if first == last { &labels.evidence_of } else { &labels.evidence_from };
        let (first, last) = (first.to_string(), last.to_string());
        foot.push(fill(template, &[("first", &first), ("last", &last)]));
    }
    foot
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
