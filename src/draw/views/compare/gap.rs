//! The gap between two lines: a shaded area, and the value where it is large.

use super::{ComparePicture, Kind};
use crate::draw::canvas::{Attr, Element, Tag};
use crate::draw::path::PathData;
use crate::draw::text::TextStyle;
use crate::draw::theme::{Color, Theme, size};
use crate::draw::views::curve::area::PlotArea;
use crate::draw::views::curve::moments::Area;
use crate::draw::views::curve::plot::Trace;
use crate::draw::views::sheet::Sheet;
use crate::measure::interpolation::{Bezier, part_between};

/// How much of the colour a shaded area has.
const TINT: f64 = 0.16;

/// A mark's half height, where the line to the other mark begins.
const MARK: f64 = 16.0;

/// The colour of a gap: better or worse, but between personas neither.
pub fn color(theme: &Theme, kind: Kind, size: f64) -> Color {
    if kind == Kind::Personas { theme.neutral } else { theme.sign(size) }
}

/// A stretch of both lines between two places where neither is above the other at one end and below at the
/// other.
struct Strip {
    first: Bezier,
    second: Bezier,
}

impl Strip {
    fn size(&self) -> f64 {
        (self.second[0].1 - self.first[0].1) + (self.second[3].1 - self.first[3].1)
    }
}

/// Shades what lies between the first two lines, from each place they share to the next.
pub fn shade(sheet: &mut Sheet<'_>, picture: &ComparePicture, area: &PlotArea, traces: &[Trace]) {
    let [first, second, ..] = traces else { return };
    let (first, second) = (places(first), places(second));
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for ends in picture.gaps.windows(2) {
        let (from, to) = (ends[0].column, ends[1].column);
        let is_whole = |line: &Line| matches!((line.find(from), line.find(to)), (Some(a), Some(b)) if a.0 == b.0 && a.1 < b.1);
        if !is_whole(&first) || !is_whole(&second) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.1 == from => run.1 = to,
            _ => runs.push((from, to)),
        }
    }
    let theme = sheet.theme;
    sheet.canvas.open_group("gap", None, None);
    for (from, to) in runs {
        let mut group: Vec<Strip> = Vec::new();
        for strip in strips(first.between(from, to), second.between(from, to)) {
            let turns = group.first().is_some_and(|first| first.size() * strip.size() < 0.0);
            if turns {
                fill(sheet, &theme, picture.kind, area, &group);
                group.clear();
            }
            if strip.size() != 0.0 || !group.is_empty() {
                group.push(strip);
            }
        }
        fill(sheet, &theme, picture.kind, area, &group);
    }
    sheet.canvas.close();
}

/// A line with the place of each touchpoint on it.
struct Line {
    stretches: Vec<Vec<Bezier>>,
    places: Vec<(usize, (usize, usize))>,
}

impl Line {
    /// The stretch of a touchpoint and its place there.
    fn find(&self, touchpoint: usize) -> Option<(usize, usize)> {
        let at = self.places.binary_search_by_key(&touchpoint, |(touchpoint, _)| *touchpoint).ok()?;
        Some(self.places[at].1)
    }

    fn between(&self, from: usize, to: usize) -> &[Bezier] {
        match (self.find(from), self.find(to)) {
            (Some((stretch, from)), Some((_, to))) => &self.stretches[stretch][from..to],
            _ => &[],
        }
    }
}

fn places(trace: &Trace) -> Line {
    let mut line = Line { stretches: Vec::new(), places: Vec::new() };
    for (stretch, (touchpoints, pieces)) in trace.stretches().enumerate() {
        let of_stretch = touchpoints.into_iter().enumerate();
        line.places.extend(of_stretch.map(|(place, touchpoint)| (touchpoint, (stretch, place))));
        line.stretches.push(pieces);
    }
    line
}

/// Both lines cut at each other's ends and where they cross.
fn strips(first: &[Bezier], second: &[Bezier]) -> Vec<Strip> {
    let (Some(a), Some(b), Some(y), Some(z)) = (first.first(), second.first(), first.last(), second.last())
    else {
        return Vec::new();
    };
    let (from, to) = (a[0].0.max(b[0].0), y[3].0.min(z[3].0));
    let mut cuts: Vec<f64> = first.iter().chain(second).map(|piece| piece[3].0).collect();
    cuts.retain(|x| *x > from && *x < to);
    cuts.extend([from, to]);
    cuts.sort_by(f64::total_cmp);
    cuts.dedup();
    let mut found = Vec::new();
    let (mut one, mut two) = (0, 0);
    for ends in cuts.windows(2) {
        let (from, to) = (ends[0], ends[1]);
        let reach = |line: &[Bezier], mut at: usize| {
            while at + 1 < line.len() && line[at][3].0 <= from {
                at += 1;
            }
            at
        };
        (one, two) = (reach(first, one), reach(second, two));
        let cut = |from: f64, to: f64| Strip {
            first: part_between(&first[one], from, to),
            second: part_between(&second[two], from, to),
        };
        let whole = cut(from, to);
        let apart = |strip: &Strip| strip.second[3].1 - strip.first[3].1;
        let before = whole.second[0].1 - whole.first[0].1;
        if before * apart(&whole) >= 0.0 {
            found.push(whole);
            continue;
        }
        let (mut low, mut high) = (from, to);
        for _ in 0..32 {
            let middle = (low + high) / 2.0;
            if apart(&cut(from, middle)) * before > 0.0 {
                low = middle;
            } else {
                high = middle;
            }
        }
        found.extend([cut(from, high), cut(high, to)]);
    }
    found
}

fn fill(sheet: &mut Sheet<'_>, theme: &Theme, kind: Kind, area: &PlotArea, group: &[Strip]) {
    let (Some(start), Some(end)) = (group.first(), group.last()) else { return };
    let size: f64 = group.iter().map(Strip::size).sum();
    let at = |(u, v): (f64, f64)| (sheet.x(u), area.y(v));
    let mut path = PathData::new();
    let (x, y) = at(start.first[0]);
    path.move_to(x, y);
    for strip in group {
        path.curve_to(at(strip.first[1]), at(strip.first[2]), at(strip.first[3]));
    }
    let (x, y) = at(end.second[3]);
    path.line_to(x, y);
    for strip in group.iter().rev() {
        path.curve_to(at(strip.second[2]), at(strip.second[1]), at(strip.second[0]));
    }
    path.close();
    sheet.canvas.leaf(
        Element::new(Tag::Path)
            .with(Attr::D, &path)
            .with(Attr::Fill, color(theme, kind, size))
            .with(Attr::FillOpacity, TINT),
    );
}

/// Draws the largest gaps as lines from mark to mark with their values, and says what room they take.
pub fn draw_gaps(
    sheet: &mut Sheet<'_>,
    picture: &ComparePicture,
    area: &PlotArea,
    traces: &[Trace],
    curve: &[(f64, f64)],
) -> Vec<Area> {
    let [first, second, ..] = traces else { return Vec::new() };
    let theme = sheet.theme;
    let mut taken: Vec<Area> = Vec::new();
    sheet.canvas.open_group("gaps", None, None);
    let mut large: Vec<_> = picture.gaps.iter().filter(|gap| gap.is_large).collect();
    large.sort_by(|a, b| b.size.abs().total_cmp(&a.size.abs()).then(a.column.cmp(&b.column)));
    for gap in large {
        let places = (first.place(gap.column, area), second.place(gap.column, area));
        let ((_, from), (_, to)) = match places {
            (Some(from), Some(to)) => (from, to),
            _ => continue,
        };
        let u = area.centers[gap.column];
        let (top, bottom) = (from.min(to), from.max(to));
        let color = color(&theme, picture.kind, gap.size);
        let block = sheet.line_of_text(&gap.said, TextStyle::semibold(size::NOTE));
        let (width, height) = (block.width + 16.0, block.height + 2.0);
        let pill = |(aside, middle): (f64, f64)| Area {
            left: u + aside - width / 2.0,
            top: middle - height / 2.0,
            right: u + aside + width / 2.0,
            bottom: middle + height / 2.0,
        };
        let middle = (top + bottom) / 2.0;
        let has_room = bottom - top >= height + 2.0 * MARK + 4.0;
        let inside = [0.5, 0.35, 0.65].map(|part| (0.0, top + (bottom - top) * part));
        let aside = MARK + 6.0 + width / 2.0;
        let beside = [
            (0.0, top - 32.0 - height / 2.0),
            (0.0, bottom + 32.0 + height / 2.0),
            (aside, middle),
            (-aside, middle),
            (aside, top - height),
            (-aside, bottom + height),
        ];
        let tries: &[(f64, f64)] = if has_room { &inside } else { &beside };
        let is_free = |pill: &Area| {
            let is_on_page = pill.top >= area.top && pill.bottom <= area.bottom;
            let is_between = pill.left >= area.start && pill.right <= area.end;
            let is_crossed =
                || !has_room && curve.iter().any(|(u, y)| pill.meets(&Area::around(*u, *y, 6.0)));
            is_on_page && is_between && !taken.iter().any(|other| other.meets(pill)) && !is_crossed()
        };
        let found = tries.iter().map(|place| pill(*place)).find(is_free);
        let Some(pill) = found else { continue };
        if bottom - top > 2.0 * MARK {
            sheet.stroke(&[(u, top + MARK), (u, bottom - MARK)], color, 2.0);
            taken.push(Area { left: u - 3.0, right: u + 3.0, top, bottom });
        }
        sheet.open_cell("gap-value", None, Some(&gap.said), (pill.left, pill.top, width, height));
        sheet.rect(pill.left, pill.top, width, height, color);
        sheet.text(&block, pill.left + 8.0, pill.top + 1.0, theme.on_fill, "gap-value");
        sheet.canvas.close();
        taken.push(pill);
    }
    sheet.canvas.close();
    taken
}
