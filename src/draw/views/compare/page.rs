//! One page of a comparison: what goes where, and whether it fits.

use super::gap::{self, draw_gaps};
use super::ledger::{self, Ledger, TypeSize};
use super::numbers::Numbers;
use super::{ComparePicture, Kind};
use crate::draw::locale::{Locale, fill};
use crate::draw::theme::{Color, Theme, size, space};
use crate::draw::views::curve::columns::{Columns, PHASE_HEIGHT};
use crate::draw::views::curve::ends::draw_series_names;
use crate::draw::views::curve::legend::items;
use crate::draw::views::curve::moments::{Area, draw_labels_beside};
use crate::draw::views::curve::names::Names;
use crate::draw::views::curve::plot::{
    Look, draw_lines_and_scale, draw_marks, draw_notice, draw_ticks, samples, trace,
};
use crate::draw::views::curve::{FREE_COLUMN, Rows};
use crate::draw::views::legend::Legend;
use crate::draw::views::page::{Heading, LaidOutHead, draw_foot, foot_height, lay_out_head};
use crate::draw::views::samples::Sample;
use crate::draw::views::sheet::{About, Sheet};

/// Where the names at the ends of the lines wrap: our own two words, and the names of maps.
const END_WIDTHS: (f64, f64) = (110.0, 190.0);

/// Sizes for the names under the columns, the most pleasing first.
const NAMES: [TypeSize; 8] = [
    TypeSize { size: size::BODY, lines: 3, notes: true },
    TypeSize { size: size::BODY, lines: 4, notes: true },
    TypeSize { size: size::NOTE, lines: 4, notes: true },
    TypeSize { size: size::NOTE, lines: 5, notes: true },
    TypeSize { size: size::SMALL, lines: 5, notes: true },
    TypeSize { size: size::SMALL, lines: 4, notes: false },
    TypeSize { size: size::SMALL, lines: 5, notes: false },
    TypeSize { size: size::SMALL, lines: 6, notes: false },
];

/// What stands above and below the columns.
struct Around {
    head: f64,
    /// The same when the titles of both journeys stand in the head.
    titled: f64,
    numbers: f64,
    legend: f64,
    foot: f64,
}

/// Columns with their names, one way or the other.
struct Arrangement {
    columns: Columns,
    names: Names,
    ledger: Option<Ledger>,
    rows: Rows,
}

/// Everything on a page, laid out.
pub(crate) struct Laid {
    head: LaidOutHead,
    numbers: Numbers,
    legend: Legend,
    look: Look,
    arrangement: Arrangement,
}

/// Lays a page out; a free page gets its width first.
pub fn lay_out(sheet: &mut Sheet<'_>, picture: &ComparePicture, is_free: bool) -> Laid {
    if is_free {
        widen(sheet, picture);
    }
    let head = lay_out_head(sheet, &picture.heading);
    let titled = lay_out_head(sheet, &with_titles(picture));
    let numbers = Numbers::lay_out(sheet, picture);
    let explained = explained(sheet, picture);
    let legend = Legend::lay_out(sheet, explained);
    let around = Around {
        head: head.bottom(),
        titled: titled.bottom(),
        numbers: numbers.height(),
        legend: legend.height(),
        foot: foot_height(&picture.heading.foot),
    };
    let arrangement = arrange(sheet, picture, &around, is_free);
    let head = if arrangement.ledger.is_some() { head } else { titled };
    Laid { head, numbers, legend, look: look(picture.kind), arrangement }
}

/// Whether a page holds what is laid out.
pub fn fits(sheet: &Sheet<'_>, laid: &Laid) -> bool {
    laid.arrangement.rows.height <= sheet.height + 0.5
}

/// Draws a page, the first of two numbers in the second.
pub fn draw(sheet: &mut Sheet<'_>, picture: &ComparePicture, laid: &Laid, page: (usize, usize)) {
    let plot = &picture.plot;
    let Laid { head, numbers, legend, look, arrangement } = laid;
    let Arrangement { columns, names, ledger, rows } = arrangement;

    let about = About {
        id: &picture.heading.id,
        class: "masa compare",
        title: &picture.heading.title,
        description: &picture.description,
    };
    sheet.begin(about, rows.height);
    head.draw(sheet);
    columns.draw_phases(sheet, plot, rows.phases);
    names.draw_bands(sheet, plot, columns, rows);
    columns.draw_axis(sheet, plot, rows);
    if plot.touchpoints.is_empty() {
        let words = &sheet.locale.labels().nothing_mapped;
        draw_notice(sheet, words, space::MARGIN, columns.y(rows, 0.0));
    } else {
        let area = columns.area(sheet, plot, rows);
        let traces = trace(plot, &area, look);
        gap::shade(sheet, picture, &area, &traces);
        draw_lines_and_scale(sheet, plot, &area, &traces, look);
        draw_series_names(sheet, columns, &area, &traces, look);
        draw_ticks(sheet, plot, &area);
        draw_marks(sheet, plot, &area, &traces, look);
        let curve = samples(&area, &traces);
        let mut taken = draw_gaps(sheet, picture, &area, &traces, &curve);
        // The lines that lead to the names at the ends.
        let leader = |(u, y): (f64, f64)| Area { left: u, top: y - 6.0, right: columns.end, bottom: y + 6.0 };
        taken.extend(traces.iter().filter_map(|one| one.end(&area)).map(leader));
        draw_labels_beside(sheet, plot, &area, &traces, &curve, &taken);
    }
    match ledger {
        Some(ledger) => ledger.draw(sheet, picture, columns, rows),
        None => names.draw(sheet, plot, columns, rows),
    }
    numbers.draw(sheet, picture, rows.legend - numbers.height());
    legend.draw(sheet, rows.legend);
    draw_foot(sheet, &picture.heading.foot, rows.height, page);
}

/// The names under their columns in the largest type in which page and names agree, else in a key.
fn arrange(sheet: &mut Sheet<'_>, picture: &ComparePicture, around: &Around, is_free: bool) -> Arrangement {
    let end_width = end_width(picture.kind);
    if picture.kind != Kind::Personas {
        for names in NAMES {
            let Some((columns, names, ledger)) = Ledger::lay_out(sheet, picture, names, end_width) else {
                continue;
            };
            let rows =
                stack(picture, sheet, around, around.head, [names.stage_height(), ledger.height(), 0.0]);
            if is_free || rows.height <= sheet.height + 0.5 {
                return Arrangement { columns, names, ledger: Some(ledger), rows };
            }
        }
    }
    let count = picture.plot.touchpoints.len();
    let needs = ledger::stage_needs(sheet, &picture.plot, vec![0.0; count]);
    let found = Columns::lay_out_needing(sheet, &picture.plot, &needs, 0.0, end_width);
    let columns = match found {
        Some((columns, _)) => columns,
        None => Columns::lay_out(sheet, &picture.plot),
    };
    let names = Names::lay_out_within(sheet, &picture.plot, &columns, usize::MAX);
    let rows = stack(
        picture,
        sheet,
        around,
        around.titled,
        [names.stage_height(), names.label_height(), names.key_height()],
    );
    Arrangement { columns, names, ledger: None, rows }
}

/// Puts the parts under each other; the plot takes what they leave.
fn stack(
    picture: &ComparePicture,
    sheet: &Sheet<'_>,
    around: &Around,
    head: f64,
    [stage_names, names, key]: [f64; 3],
) -> Rows {
    let phases = head + 24.0;
    let has_phases = picture.plot.stages.iter().any(|stage| stage.phase.is_some());
    let stages = phases + if has_phases { PHASE_HEIGHT } else { 0.0 };
    let plot = stages + stage_names;
    let below = names + key + around.numbers + around.legend + around.foot;
    // Names in a key take more room, and the plot keeps its shape with a little less.
    let share = if key > 0.0 { 0.21 } else { 0.25 };
    let least = (sheet.height * share).clamp(230.0, 340.0);
    let height = if sheet.height - plot - below >= least * 0.9 {
        sheet.height
    } else {
        sheet.height.max(sheet.whole_height(plot + least + below))
    };
    let plot_bottom = height - below;
    let bands = plot_bottom + names;
    Rows { phases, stages, plot, plot_bottom, key: bands, legend: bands + key + around.numbers, height }
}

/// Widens a free page until every name stands under its column, or every number if one is too long for that.
fn widen(sheet: &mut Sheet<'_>, picture: &ComparePicture) {
    let count = picture.plot.touchpoints.len();
    let names = if count > 24 { NAMES[NAMES.len() - 1] } else { NAMES[1] };
    let needed = match ledger::needs(sheet, picture, names) {
        Some(needs) if picture.kind != Kind::Personas => {
            needs.iter().sum::<f64>() + 2.0 * space::MARGIN + 210.0 + end_width(picture.kind)
        }
        _ => count as f64 * FREE_COLUMN,
    };
    sheet.width = sheet.width.max(needed.ceil());
}

/// The heading with the title of each journey, for a page without the rows that have them.
fn with_titles(picture: &ComparePicture) -> Heading {
    let lines = picture.plot.series.iter().zip(&picture.titles).filter(|(_, title)| !title.is_empty());
    let template = &Locale::of(&picture.heading.lang).labels().compare.titled;
    let facts = lines.map(|(line, title)| fill(template, &[("state", &line.name), ("title", title)]));
    Heading { facts: facts.chain(picture.heading.facts.iter().cloned()).collect(), ..picture.heading.clone() }
}

fn end_width(kind: Kind) -> f64 {
    if kind.is_change() { END_WIDTHS.0 } else { END_WIDTHS.1 }
}

/// What the lines look like: what is in ink, what could be in the colour of what could be.
fn look(kind: Kind) -> Look {
    let apart = if kind == Kind::Personas { (20.0, 4.0) } else { (0.0, 0.0) };
    Look {
        areas: false,
        signs: false,
        apart,
        color: line_color(kind),
        name: line_color(kind),
        first_on_top: false,
    }
}

/// The colour of a line.
pub fn line_color(kind: Kind) -> fn(&Theme, usize) -> Color {
    match kind {
        Kind::States => |theme, line| if line == 0 { theme.ink } else { theme.opportunity },
        Kind::Versions => |theme, line| if line == 0 { theme.muted } else { theme.ink },
        Kind::Journeys | Kind::Personas => |theme, line| theme.series_color(line),
    }
}

fn explained(sheet: &Sheet<'_>, picture: &ComparePicture) -> Vec<(Sample, String)> {
    let mut all = items(&picture.plot, &sheet.theme);
    for (sample, _) in &mut all {
        if let Sample::Dotted(mark) = sample {
            mark.color = line_color(picture.kind)(&sheet.theme, picture.plot.series.len().saturating_sub(1));
        }
    }
    if let Some(largest) = picture
        .gaps
        .iter()
        .filter(|gap| gap.is_large)
        .max_by(|a, b| a.size.abs().total_cmp(&b.size.abs()).then(b.column.cmp(&a.column)))
    {
        let color = gap::color(&sheet.theme, picture.kind, largest.size);
        let words = &sheet.locale.labels().compare;
        let words = if picture.kind == Kind::Versions { &words.change_sample } else { &words.gap_sample };
        all.push((Sample::Patch(color), words.clone()));
    }
    all
}
