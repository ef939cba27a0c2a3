//! The map told in words, for those who hear a picture instead of seeing it.

use super::{MapPicture, MapTouchpoint};
use crate::draw::locale::{Locale, fill};
use crate::draw::views::curve::tell_lines;

/// Things of one kind that are told before a list is cut short.
const MOST: usize = 12;

/// Tells the map in its own language: who it is about and what they need, how it felt, what hurt and what
/// was gained, what could be better, and what the whole rests on.
pub fn describe(picture: &MapPicture) -> String {
    let heading = &picture.heading;
    let locale = Locale::of(&heading.lang);
    let labels = locale.labels();
    let words = &labels.map;
    let sentence = |text: &str| format!("{}.", text.trim_end_matches(['.', ' ']));
    let mut told = vec![fill(
        &words.opening,
        &[
            ("title", &locale.quoted(&heading.title)),
            ("touchpoints", &locale.count(&labels.touchpoints, picture.touchpoints.len())),
            ("stages", &locale.count(&labels.stages, picture.curve.stages.len())),
        ],
    )];
    if let Some(persona) = &heading.persona_line {
        told.push(fill(&words.persona, &[("persona", persona)]));
    }
    if let Some(need) = &heading.need {
        told.push(sentence(&fill(&labels.need, &[("need", need)])));
    }
    told.push(tell_lines(&picture.curve));
    let list = |texts: fn(&MapTouchpoint) -> &Vec<String>| {
        let all = picture.touchpoints.iter().zip(&picture.curve.touchpoints);
        let all = all.flat_map(|(touchpoint, label)| {
            let name = locale.quoted(&label.name);
            texts(touchpoint)
                .iter()
                .map(move |what| fill(&words.tell_at, &[("what", what), ("touchpoint", &name)]))
        });
        shortened(all.collect())
    };
    for (template, list) in [
        (&words.tell_pains, list(|touchpoint| &touchpoint.pains)),
        (&words.tell_gains, list(|touchpoint| &touchpoint.gains)),
        (
            &words.tell_opportunities,
            shortened(picture.opportunities.iter().map(|one| one.statement.clone()).collect()),
        ),
    ] {
        if !list.is_empty() {
            told.push(fill(template, &[("list", &list)]));
        }
    }
    if !heading.known.is_empty() {
        told.push(sentence(&heading.known.join(&labels.list_separator)));
    }
    told.join(" ")
}

fn shortened(all: Vec<String>) -> String {
    let list = all.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join("; ");
    match all.len().checked_sub(MOST) {
        Some(more) if more > 0 => format!("{list} (+{more})"),
        _ => list,
    }
}
