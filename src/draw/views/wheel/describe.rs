//! The wheel told in words, for those who hear a picture instead of seeing it.

use super::{Touchpoint, WheelPicture};
use crate::draw::locale::{Locale, fill};
use crate::model::{Phase, Valence};

/// Names listed before a list is cut short.
const MOST_NAMES: usize = 12;

/// Tells the wheel in the picture's language: who stands in the centre, each stage with its touchpoints
/// and how they feel, what makes or breaks the experience, and where somebody should go and ask.
pub fn describe(picture: &WheelPicture) -> String {
    let locale = Locale::of(&picture.heading.lang);
    let (labels, words) = (locale.labels(), &locale.labels().wheel);
    let all: Vec<&Touchpoint> = picture.touchpoints().collect();
    let mut told = vec![fill(
        &words.opening,
        &[
            ("title", &locale.quoted(&picture.heading.title)),
            ("touchpoints", &locale.count(&labels.touchpoints, all.len())),
            ("stages", &locale.count(&labels.stages, picture.stages.len())),
        ],
    )];
    let person = &picture.person;
    let who: Vec<&str> =
        [Some(person.name.as_str()), person.context.as_deref()].into_iter().flatten().collect();
    if !person.name.trim().is_empty() {
        told.push(fill(&words.centre, &[("person", &who.join(&labels.list_separator))]));
    }
    if let Some(quote) = &person.quote {
        told.push(fill(&words.says, &[("quote", &locale.quoted(quote))]));
    }
    if let Some(note) = &picture.heading.persona_line {
        told.push(format!("{note}."));
    }
    if all.is_empty() {
        told.push(format!("{}.", labels.nothing_mapped));
        return told.join(" ");
    }
    if all.iter().any(|touchpoint| touchpoint.is_target()) {
        told.push(labels.tell.targets.clone());
    }
    for stage in picture.stages.iter().filter(|stage| !stage.touchpoints.is_empty()) {
        let touchpoints: Vec<String> = stage.touchpoints.iter().map(|t| item(&locale, t)).collect();
        let phase = stage.phase.map(|phase| match phase {
            Phase::Before => &labels.before,
            Phase::During => &labels.during,
            Phase::After => &labels.after,
        });
        let template = if phase.is_some() { &words.stage_in_phase } else { &words.stage };
        let phase = phase.map_or("", String::as_str);
        let list = touchpoints.join(&words.item_separator);
        told.push(fill(template, &[("stage", &stage.name), ("phase", phase), ("touchpoints", &list)]));
    }
    let moments = |valence: Valence| {
        let is_one = move |t: &&&Touchpoint| t.moment.as_ref().is_some_and(|m| m.valence == valence);
        all.iter().filter(is_one).map(|t| moment(&locale, t)).collect::<Vec<_>>()
    };
    let named = |wanted: &dyn Fn(&Touchpoint) -> bool| {
        all.iter().filter(|t| wanted(t)).map(|t| locale.quoted(&t.name)).collect::<Vec<_>>()
    };
    for (template, names) in [
        (&labels.tell.moments_positive, moments(Valence::Positive)),
        (&labels.tell.moments_negative, moments(Valence::Negative)),
        (&labels.tell.moments_either, moments(Valence::Either)),
        (&words.tell_by_provider, named(&|touchpoint| touchpoint.by_provider)),
        (&words.tell_evidence_needed, named(&Touchpoint::needs_evidence)),
    ] {
        if !names.is_empty() {
            told.push(fill(template, &[("touchpoints", &list(&locale, &names))]));
        }
    }
    told.join(" ")
}

fn item(locale: &Locale, touchpoint: &Touchpoint) -> String {
    let labels = locale.labels();
    let level = touchpoint.value().map_or(labels.unscored.as_str(), |v| locale.level(v));
    fill(&labels.wheel.item, &[("touchpoint", &locale.quoted(&touchpoint.name)), ("level", level)])
}

fn moment(locale: &Locale, touchpoint: &Touchpoint) -> String {
    let name = locale.quoted(&touchpoint.name);
    match touchpoint.moment.as_ref().and_then(|moment| moment.label.as_ref()) {
        Some(label) => format!("{name} ({label})"),
        None => name,
    }
}

fn list(locale: &Locale, names: &[String]) -> String {
    let shown = names[..names.len().min(MOST_NAMES)].join(&locale.labels().list_separator);
    match names.len().saturating_sub(MOST_NAMES) {
        0 => shown,
        more => format!("{shown} (+{more})"),
    }
}
