//! The comparison told in words, for those who hear a picture instead of seeing it.

use super::{ComparePicture, Fate, Kind};
use crate::draw::locale::{Locale, fill};

/// Names listed before a list is cut short.
const MOST_NAMES: usize = 12;

/// Tells in the picture's language what is compared, the numbers, the largest gaps, and what comes and goes.
pub fn describe(picture: &ComparePicture) -> String {
    let locale = Locale::of(&picture.heading.lang);
    let labels = locale.labels();
    let tell = &labels.compare.tell;
    let plot = &picture.plot;
    let names: Vec<&str> = plot.series.iter().map(|one| one.name.as_str()).collect();
    let lines = locale.quoted_list(names.iter().copied());
    let title = locale.quoted(&picture.heading.title);
    let mut told = vec![fill(&tell.opening, &[("title", &title), ("lines", &lines)])];
    if plot.touchpoints.is_empty() {
        told.push(format!("{}.", labels.nothing_mapped));
        return told.join(" ");
    }
    for measure in &picture.measures {
        let values = names.iter().zip(&measure.values);
        let values = values.map(|(line, value)| fill(&tell.value, &[("value", value), ("line", line)]));
        let mut values = values.collect::<Vec<_>>();
        values.extend(measure.note.clone());
        let values = values.join(&labels.list_separator);
        told.push(fill(&tell.measure, &[("measure", &measure.name), ("values", &values)]));
    }
    let mut large: Vec<_> = picture.gaps.iter().filter(|gap| gap.is_large).collect();
    large.sort_by(|a, b| b.size.abs().total_cmp(&a.size.abs()).then(a.column.cmp(&b.column)));
    let gaps = large.iter().map(|gap| tell_gap(picture, &locale, gap.column, &gap.said));
    let gaps = gaps.collect::<Vec<_>>().join(&labels.list_separator);
    if !gaps.is_empty() {
        let template = if picture.kind == Kind::Versions { &tell.changes } else { &tell.gaps };
        told.push(fill(template, &[("gaps", &gaps)]));
    } else if picture.gaps.is_empty() && picture.kind != Kind::Personas {
        told.push(tell.no_pairs.clone());
    }
    let with = |line: usize, fate: Fate| {
        let cells = picture.columns.iter().filter_map(|column| column.cells[line].as_ref());
        cells.filter(|cell| cell.fate == fate && cell.columns > 0).map(|cell| cell.name.as_str()).collect()
    };
    for (line, fate, template) in
        [(0, Fate::Removed, &tell.removed), (1, Fate::Added, &tell.added), (1, Fate::Moved, &tell.moved)]
    {
        let found: Vec<&str> = with(line, fate);
        if found.is_empty() {
            continue;
        }
        let list = name_list(&locale, &found);
        told.push(if fate == Fate::Moved || picture.kind.is_change() {
            fill(template, &[("touchpoints", &list)])
        } else {
            let line = locale.quoted(names.get(line).copied().unwrap_or_default());
            fill(&tell.only_in, &[("line", &line), ("touchpoints", &list)])
        });
    }
    if picture.kind == Kind::States {
        told.push(tell.targets.clone());
    }
    let (assumed, scores) = plot.assumed();
    if assumed > 0 {
        let scores = locale.count(&labels.scores, scores);
        told.push(fill(&tell.assumed, &[("assumed", &assumed.to_string()), ("scores", &scores)]));
    }
    told.join(" ")
}

/// A gap with the names of both touchpoints, or with the one they share.
fn tell_gap(picture: &ComparePicture, locale: &Locale, column: usize, said: &str) -> String {
    let tell = &locale.labels().compare.tell;
    let cells = picture.columns.get(column).map(|column| &column.cells);
    if let Some([Some(current), Some(desired)]) = cells
        && current.name != desired.name
    {
        let (current, desired) = (locale.quoted(&current.name), locale.quoted(&desired.name));
        return fill(&tell.pair, &[("current", &current), ("desired", &desired), ("gap", said)]);
    }
    let name = match cells {
        Some([Some(current), _]) => current.name.as_str(),
        _ => picture.plot.touchpoints.get(column).map_or("", |touchpoint| touchpoint.name.as_str()),
    };
    fill(&tell.place, &[("touchpoint", &locale.quoted(name)), ("gap", said)])
}

fn name_list(locale: &Locale, names: &[&str]) -> String {
    let list = locale.quoted_list(names.iter().take(MOST_NAMES).copied());
    match names.len().checked_sub(MOST_NAMES) {
        Some(more) if more > 0 => format!("{list} (+{more})"),
        _ => list,
    }
}
