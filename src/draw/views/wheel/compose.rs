//! From a journey and its measures to the picture's view model.

use super::{Feeling, Moment, Person, Stage, Touchpoint, WheelPicture};
use crate::draw::locale::{Locale, fill};
use crate::draw::views::curve;
use crate::draw::views::marks::Grade;
use crate::draw::views::page::PERSONA_SEPARATOR;
use crate::measure;
use crate::model::{Id, Initiator, Journey};
use crate::workspace::Workspace;

/// The experience wheel of a journey, around its first persona.
pub fn picture(workspace: &Workspace, journey: &Journey) -> WheelPicture {
    // The words of a score are the curve's.
    let curve = curve::picture(workspace, journey);
    let mut heading = curve.heading;
    let locale = Locale::of(&heading.lang);
    let scored_for = measure::primary_series(journey).persona;
    let central = scored_for.or(journey.personas().first().map(Id::as_str));
    let others: Vec<&str> =
        journey.personas().iter().map(Id::as_str).filter(|id| Some(*id) != central).collect();
    // The centre says who it is; the head only says whom it does not show.
    heading.persona_line = note(workspace, &locale, scored_for, &others);
    let mut points = curve.series.into_iter().take(1).flat_map(|series| series.points);
    let mut feeling = || {
        let point = points.next()??;
        let assumed = point.grade == Grade::Assumption;
        Some(Feeling { v: point.v, assumed, target: point.target, said: point.said })
    };
    let mut stages = Vec::with_capacity(journey.stages.len());
    for stage in &journey.stages {
        let touchpoints = stage.touchpoints.iter().map(|touchpoint| Touchpoint {
            id: touchpoint.id().to_owned(),
            name: touchpoint.name.clone(),
            feeling: feeling(),
            moment: touchpoint.moment_of_truth.as_ref().map(|moment| Moment {
                valence: moment.valence(),
                criticality: moment.criticality(),
                label: moment.at_risk.as_ref().map(|what| fill(&locale.labels().at_stake, &[("what", what)])),
            }),
            by_provider: touchpoint.proactive || touchpoint.initiator == Some(Initiator::Provider),
        });
        stages.push(Stage {
            id: stage.id().to_owned(),
            name: stage.name.clone(),
            phase: stage.phase,
            touchpoints: touchpoints.collect(),
        });
    }
    let person = person(workspace, journey, &locale, central);
    WheelPicture { heading, person, stages, description: String::new() }
}

fn person(workspace: &Workspace, journey: &Journey, locale: &Locale, id: Option<&str>) -> Person {
    let Some(id) = id else {
        let name = locale.labels().wheel.customer.clone();
        return Person { name, context: journey.scenario.clone(), quote: None };
    };
    match workspace.persona(id) {
        Some(persona) => Person {
            name: persona.name.clone(),
            context: persona.segment.clone().or_else(|| persona.goals.first().cloned()),
            quote: persona.quote.as_ref().map(|quote| quote.text.clone()),
        },
        None => Person { name: id.to_owned(), ..Person::default() },
    }
}

/// Whose journey this is as well, when the centre does not show everybody.
fn note(workspace: &Workspace, locale: &Locale, scored_for: Option<&str>, others: &[&str]) -> Option<String> {
    if others.is_empty() {
        return None;
    }
    let words = &locale.labels().wheel;
    let names: Vec<&str> = others.iter().map(|id| workspace.persona_name(id)).collect();
    let others = names.join(PERSONA_SEPARATOR);
    Some(match scored_for {
        Some(id) => fill(&words.feelings_of, &[("person", workspace.persona_name(id)), ("others", &others)]),
        None => fill(&words.shared_with, &[("others", &others)]),
    })
}
