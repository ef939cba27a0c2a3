//! The curve told in words, for those who hear a picture instead of seeing it.

use super::{CurvePicture, Valence};
use crate::draw::locale::{Locale, fill};

/// Turning points told before the smaller ones are left out.
const MOST_MOVES: usize = 8;

/// Names listed before a list is cut short.
const MOST_NAMES: usize = 12;

/// Tells the curve in the picture's language: where it starts, falls, rises and ends, its lowest and
/// highest touchpoint, the moments of truth, and how much of it is assumed.
pub fn describe(picture: &CurvePicture) -> String {
    let locale = Locale::of(&picture.heading.lang);
    let labels = locale.labels();
    let tell = &labels.tell;
    let opening = fill(
        &tell.opening,
        &[
            ("title", &locale.quoted(&picture.heading.title)),
            ("touchpoints", &locale.count(&labels.touchpoints, picture.touchpoints.len())),
            ("stages", &locale.count(&labels.stages, picture.stages.len())),
        ],
    );
    format!("{opening} {}", tell_lines(picture))
}

/// Tells the lines alone, for pictures in which a curve is one part.
pub fn tell_lines(picture: &CurvePicture) -> String {
    let locale = Locale::of(&picture.heading.lang);
    let labels = locale.labels();
    let tell = &labels.tell;
    let mut told = Vec::new();
    if picture.touchpoints.is_empty() {
        told.push(format!("{}.", labels.nothing_mapped));
    } else if picture.scores().next().is_none() {
        told.push(format!("{}.", labels.nothing_scored));
    } else {
        for series in 0..picture.series.len() {
            tell_series(picture, &locale, series, &mut told);
        }
        let (assumed, scores) = picture.assumed();
        if assumed > 0 {
            told.push(fill(
                &tell.assumed,
                &[("assumed", &assumed.to_string()), ("scores", &locale.count(&labels.scores, scores))],
            ));
        }
    }
    told.join(" ")
}

fn tell_series(picture: &CurvePicture, locale: &Locale, series: usize, told: &mut Vec<String>) {
    let tell = &locale.labels().tell;
    let name = |t: usize| locale.quoted(&picture.touchpoints[t].name);
    let scored: Vec<(usize, f64)> = (0..picture.touchpoints.len())
        .filter_map(|t| picture.point(series, t).map(|(_, v)| (t, v)))
        .collect();
    let (Some(first), Some(last)) = (scored.first(), scored.last()) else {
        return;
    };
    let is_target = |t: &(usize, f64)| picture.point(series, t.0).is_some_and(|(p, _)| p.target);
    if picture.series.len() > 1 {
        told.push(fill(&tell.series, &[("series", &picture.series[series].name)]));
    }
    if scored.iter().all(is_target) {
        told.push(tell.targets.clone());
    }
    let at = |template: &str, (t, v): (usize, f64)| {
        fill(template, &[("level", locale.level(v)), ("touchpoint", &name(t))])
    };
    let (moves, all_told) = turning_points(&scored);
    if moves.is_empty() && scored.len() > 1 {
        told.push(fill(&tell.flat, &[("level", locale.level(first.1))]));
    } else {
        told.push(at(&tell.starts, *first));
        let mut before = first.1;
        for (t, v) in &moves {
            let template = if *v < before { &tell.falls } else { &tell.rises };
            told.push(at(template, (*t, *v)));
            before = *v;
        }
        if !all_told {
            told.push(tell.smaller_moves.clone());
        }
        if moves.last().is_some_and(|(t, _)| t != &last.0) {
            told.push(at(&tell.ends, *last));
        }
    }
    if !moves.is_empty() {
        for (template, wanted) in [
            (&tell.lowest, scored.iter().map(|s| s.1).fold(f64::INFINITY, f64::min)),
            (&tell.highest, scored.iter().map(|s| s.1).fold(f64::NEG_INFINITY, f64::max)),
        ] {
            let found = scored.iter().find(|(_, v)| *v == wanted);
            let point = found.and_then(|(t, _)| Some((*t, picture.point(series, *t)?.0)));
            if let Some((t, point)) = point {
                told.push(fill(template, &[("touchpoint", &name(t)), ("said", &point.said)]));
            }
        }
    }
    let moments = |valence| {
        (0..picture.touchpoints.len())
            .filter(|t| picture.moment(series, *t).is_some_and(|m| m.valence == valence))
            .collect::<Vec<_>>()
    };
    let unscored: Vec<usize> =
        (0..picture.touchpoints.len()).filter(|t| picture.point(series, *t).is_none()).collect();
    for (template, touchpoints) in [
        (&tell.moments_positive, moments(Valence::Positive)),
        (&tell.moments_negative, moments(Valence::Negative)),
        (&tell.moments_either, moments(Valence::Either)),
        (&tell.unscored, unscored),
    ] {
        if !touchpoints.is_empty() {
            told.push(fill(template, &[("touchpoints", &name_list(picture, locale, &touchpoints))]));
        }
    }
}

fn name_list(picture: &CurvePicture, locale: &Locale, touchpoints: &[usize]) -> String {
    let names = touchpoints.iter().take(MOST_NAMES).map(|t| picture.touchpoints[*t].name.as_str());
    let list = locale.quoted_list(names);
    match touchpoints.len().checked_sub(MOST_NAMES) {
        Some(more) if more > 0 => format!("{list} (+{more})"),
        _ => list,
    }
}

/// Where the curve turns, after its start, and whether that is all of it.
///
/// A plateau turns where it is reached. Of many turns the largest are kept, in their order.
fn turning_points(scored: &[(usize, f64)]) -> (Vec<(usize, f64)>, bool) {
    let mut levels: Vec<(usize, f64)> = scored.to_vec();
    levels.dedup_by(|later, earlier| later.1 == earlier.1);
    let mut turns: Vec<(usize, f64)> = Vec::new();
    for i in 1..levels.len() {
        let is_turn = match levels.get(i + 1) {
            Some(next) => (levels[i].1 - levels[i - 1].1) * (next.1 - levels[i].1) < 0.0,
            None => true,
        };
        if is_turn {
            turns.push(levels[i]);
        }
    }
    if turns.len() <= MOST_MOVES {
        return (turns, true);
    }
    let start = scored.first().map_or(0.0, |s| s.1);
    let befores = std::iter::once(start).chain(turns.iter().map(|t| t.1));
    let mut sizes: Vec<(f64, usize)> = turns
        .iter()
        .zip(befores)
        .enumerate()
        .map(|(i, (turn, before))| ((turn.1 - before).abs(), i))
        .collect();
    sizes.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut kept: Vec<usize> = sizes.iter().take(MOST_MOVES).map(|s| s.1).collect();
    kept.sort_unstable();
    (kept.into_iter().map(|i| turns[i]).collect(), false)
}
