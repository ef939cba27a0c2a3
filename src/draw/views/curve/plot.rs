//! The curve itself: coordinate system, areas and lines through plotters, marks on top.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;

use super::area::PlotArea;
use super::{CurvePicture, Grade};
use crate::draw::canvas::{Attr, Element, Tag};
use crate::draw::plot_backend::{FINENESS, Joining, PlotBackend, Shared, Surface};
use crate::draw::text::TextStyle;
use crate::draw::theme::{Color as Paint, Theme, size};
use crate::draw::views::marks::{MOMENT, Mark, Shape, moment_color, point_radius};
use crate::draw::views::samples::{TARGET_DASH, TICK};
use crate::draw::views::sheet::Sheet;
use crate::measure::interpolation::{Bezier, beziers, point_at, split_at_level};

/// Between lines of several personas, so that equal scores don't hide each other.
const APART: (f64, f64) = (20.0, 4.0);

const LINE: f64 = 4.0;

type Chart<'s> = ChartContext<'s, PlotBackend<'s>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// What lines and marks look like.
pub struct Look {
    /// Whether the area between the line and the neutral line is filled.
    pub areas: bool,
    /// Whether a mark has the colour of its score's sign instead of its line's.
    pub signs: bool,
    /// How far apart equal scores of two lines stand, across and down.
    pub apart: (f64, f64),
    /// The colour of the `index`th line.
    pub color: fn(&Theme, usize) -> Paint,
    /// The colour of its name.
    pub name: fn(&Theme, usize) -> Paint,
    /// Whether the first line lies over the others.
    pub first_on_top: bool,
}

/// How strong a line is by its age, the newest first.
const AGES: [f64; 6] = [1.0, 0.6, 0.48, 0.4, 0.34, 0.3];

impl Look {
    /// A line alone shows signs; several show whose they are.
    pub fn of(picture: &CurvePicture) -> Self {
        if picture.are_versions {
            return Look {
                areas: false,
                signs: false,
                apart: (0.0, 0.0),
                color: |theme, index| theme.ink.over(theme.surface, AGES[index.min(AGES.len() - 1)]),
                // A name has to be read, however old.
                name: |theme, index| if index == 0 { theme.ink } else { theme.muted },
                first_on_top: true,
            };
        }
        let is_alone = picture.series.len() == 1;
        let color: fn(&Theme, usize) -> Paint = |theme, index| theme.series_color(index);
        Look { areas: is_alone, signs: is_alone, apart: APART, color, name: color, first_on_top: false }
    }
}

/// A line of the picture with its points in chart coordinates.
pub struct Trace {
    series: usize,
    /// Unbroken stretches: touchpoint and place of each point.
    stretches: Vec<Vec<(usize, (f64, f64))>>,
}

/// A piece of a line and how it is dashed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dash {
    Solid,
    Assumed,
    Target,
}

/// Draws lines and marks into an area, and gives the lines so that their names and labels can be placed.
pub fn draw(sheet: &mut Sheet<'_>, picture: &CurvePicture, area: &PlotArea) -> Vec<Trace> {
    let look = Look::of(picture);
    let traces = trace(picture, area, &look);
    draw_lines_and_scale(sheet, picture, area, &traces, &look);
    if picture.scores().next().is_none() {
        let labels = sheet.locale.labels();
        let u = area.start + 14.0;
        draw_notice(sheet, &labels.nothing_scored, u, area.y(0.0) - 24.0);
    }
    draw_ticks(sheet, picture, area);
    draw_marks(sheet, picture, area, &traces, &look);
    traces
}

impl Trace {
    /// The series this is the line of.
    pub fn series(&self) -> usize {
        self.series
    }

    /// Where the line ends on the page, in reading coordinates.
    pub fn end(&self, area: &PlotArea) -> Option<(f64, f64)> {
        let (_, (u, v)) = self.stretches.last()?.last()?;
        Some((*u, area.y(*v)))
    }

    /// The unbroken stretches of the line: the touchpoint of each point and the pieces between them.
    pub fn stretches(&self) -> impl Iterator<Item = (Vec<usize>, Vec<Bezier>)> {
        self.stretches.iter().map(|stretch| (stretch.iter().map(|(t, _)| *t).collect(), pieces(stretch)))
    }

    /// Where a touchpoint's score stands on the page, in reading coordinates.
    pub fn place(&self, touchpoint: usize, area: &PlotArea) -> Option<(f64, f64)> {
        self.stretches.iter().flatten().find(|(t, _)| *t == touchpoint).map(|(_, (u, v))| (*u, area.y(*v)))
    }
}

/// The scored points of each series, split where a touchpoint has no score.
pub fn trace(picture: &CurvePicture, area: &PlotArea, look: &Look) -> Vec<Trace> {
    let count = picture.series.len();
    (0..count)
        .map(|series| {
            let step = series as f64 - (count as f64 - 1.0) / 2.0;
            let across = (look.apart.0 * step).clamp(-area.column / 3.0, area.column / 3.0);
            let down = look.apart.1 * step / area.half_height();
            let mut stretches = vec![Vec::new()];
            for (touchpoint, center) in area.centers.iter().enumerate() {
                // Nothing is known of an empty stage, so no line crosses it.
                if area.after_empty.contains(&touchpoint) {
                    stretches.push(Vec::new());
                }
                match picture.point(series, touchpoint) {
                    Some((_, v)) => {
                        let place = (center + across, v - down);
                        if let Some(stretch) = stretches.last_mut() {
                            stretch.push((touchpoint, place));
                        }
                    }
                    None if picture.is_missing(series, touchpoint) => stretches.push(Vec::new()),
                    None => {}
                }
            }
            stretches.retain(|s| !s.is_empty());
            Trace { series, stretches }
        })
        .collect()
}

/// The rules of the scale, and the lines above them.
pub fn draw_lines_and_scale(
    sheet: &mut Sheet<'_>,
    picture: &CurvePicture,
    area: &PlotArea,
    traces: &[Trace],
    look: &Look,
) {
    let theme = sheet.theme;
    let (start, end) = (area.start, area.end);
    let half = area.half_height();
    let left = if sheet.direction.is_rtl() { sheet.x(end) } else { start };
    let shared: Shared<'_> = Rc::new(RefCell::new(Surface {
        canvas: &mut sheet.canvas,
        engine: &mut *sheet.engine,
        joining: Joining::Straight,
    }));
    let origin = (left, area.y(1.0));
    let backend = PlotBackend::new(shared.clone(), origin, (end - start, 2.0 * half));
    let drawing_area = backend.into_drawing_area();
    let mut builder = ChartBuilder::on(&drawing_area);
    let chart = if sheet.direction.is_rtl() {
        builder.build_cartesian_2d(end..start, -1.0..1.0)
    } else {
        builder.build_cartesian_2d(start..end, -1.0..1.0)
    };
    // The backend can't fail and the ranges aren't empty, so there is nothing to report here or below.
    let Ok(mut chart) = chart else { return };

    shared.borrow_mut().canvas.open_group("scale", None, None);
    for (v, color, width) in
        [(1.0, theme.hairline, 1.0), (-1.0, theme.hairline, 1.0), (0.0, theme.neutral, 2.0)]
    {
        let rule = LineSeries::new([(start, v), (end, v)], stroke(color, width));
        let _ = chart.draw_series(rule);
    }
    shared.borrow_mut().canvas.close();

    let order: Vec<&Trace> =
        if look.first_on_top { traces.iter().rev().collect() } else { traces.iter().collect() };
    for trace in order {
        let series = &picture.series[trace.series];
        shared.borrow_mut().canvas.open_group("series", Some(&series.id), Some(&series.name));
        shared.borrow_mut().joining = Joining::Bezier;
        let color = (look.color)(&theme, trace.series);
        for stretch in &trace.stretches {
            let pieces = pieces(stretch);
            if look.areas {
                draw_areas(&mut chart, &theme, &pieces);
            }
            draw_lines(&mut chart, &shared, picture, trace.series, stretch, &pieces, color);
        }
        shared.borrow_mut().joining = Joining::Straight;
        shared.borrow_mut().canvas.close();
    }
}

fn pieces(stretch: &[(usize, (f64, f64))]) -> Vec<Bezier> {
    let points: Vec<(f64, f64)> = stretch.iter().map(|(_, p)| *p).collect();
    beziers(&points)
}

/// The area between curve and neutral line, in the colour of its sign.
fn draw_areas(chart: &mut Chart<'_>, theme: &Theme, pieces: &[Bezier]) {
    let mut runs: Vec<(bool, Vec<Bezier>)> = Vec::new();
    let halves = pieces.iter().flat_map(|piece| match split_at_level(piece, 0.0) {
        Some((a, b)) => vec![a, b],
        None => vec![*piece],
    });
    for piece in halves {
        if piece[0].1 == 0.0 && piece[3].1 == 0.0 {
            continue;
        }
        let is_positive = piece[0].1 + piece[3].1 > 0.0;
        match runs.last_mut() {
            Some((sign, run)) if *sign == is_positive && run.last().map(|p| p[3]) == Some(piece[0]) => {
                run.push(piece);
            }
            _ => runs.push((is_positive, vec![piece])),
        }
    }
    for (is_positive, run) in runs {
        let color = theme.sign(if is_positive { 1.0 } else { -1.0 });
        let style = rgb(color).mix(theme.wash_share()).filled();
        let _ = chart.draw_series(AreaSeries::new(controls(&run), 0.0, style));
    }
}

fn draw_lines(
    chart: &mut Chart<'_>,
    shared: &Shared<'_>,
    picture: &CurvePicture,
    series: usize,
    stretch: &[(usize, (f64, f64))],
    pieces: &[Bezier],
    color: Paint,
) {
    let dashes = stretch.windows(2).map(|ends| {
        let points = [ends[0].0, ends[1].0].map(|t| picture.point(series, t).map(|(p, _)| p));
        let any = |test: fn(&super::Point) -> bool| points.iter().flatten().any(|p| test(p));
        if any(|p| p.target) {
            Dash::Target
        } else if any(|p| p.grade == Grade::Assumption) {
            Dash::Assumed
        } else {
            Dash::Solid
        }
    });
    let mut runs: Vec<(Dash, Vec<Bezier>)> = Vec::new();
    for (dash, piece) in dashes.zip(pieces) {
        match runs.last_mut() {
            Some((last, run)) if *last == dash => run.push(*piece),
            _ => runs.push((dash, vec![*piece])),
        }
    }
    for (dash, run) in runs {
        let pattern = match dash {
            Dash::Solid => None,
            Dash::Assumed => Some("12 8"),
            Dash::Target => Some(TARGET_DASH),
        };
        shared.borrow_mut().canvas.open(
            Element::new(Tag::G)
                .with(Attr::Class, "line")
                .with(Attr::StrokeLinejoin, "round")
                .maybe(Attr::StrokeDasharray, pattern),
        );
        let _ = chart.draw_series(LineSeries::new(controls(&run), stroke(color, LINE)));
        shared.borrow_mut().canvas.close();
    }
}

/// A start, then two controls and an end for each piece.
fn controls(pieces: &[Bezier]) -> Vec<(f64, f64)> {
    let start = pieces.first().map(|p| p[0]);
    start.into_iter().chain(pieces.iter().flat_map(|p| [p[1], p[2], p[3]])).collect()
}

fn rgb(color: Paint) -> RGBColor {
    RGBColor(color.red, color.green, color.blue)
}

fn stroke(color: Paint, width: f64) -> ShapeStyle {
    ShapeStyle::from(rgb(color)).stroke_width((width * FINENESS) as u32)
}

/// A tick on the neutral line where a touchpoint has no score at all.
pub fn draw_ticks(sheet: &mut Sheet<'_>, picture: &CurvePicture, area: &PlotArea) {
    let (muted, y) = (sheet.theme.muted, area.y(0.0));
    let missing: Vec<f64> = area
        .centers
        .iter()
        .enumerate()
        .filter(|(t, _)| (0..picture.series.len().max(1)).all(|s| picture.point(s, *t).is_none()))
        .map(|(_, center)| *center)
        .collect();
    if missing.is_empty() {
        return;
    }
    sheet.canvas.open_group("unscored", None, None);
    for u in missing {
        sheet.stroke(&[(u, y - TICK), (u, y + TICK)], muted, 2.0);
    }
    sheet.canvas.close();
}

/// Points, targets and moments of truth on their lines.
pub fn draw_marks(
    sheet: &mut Sheet<'_>,
    picture: &CurvePicture,
    area: &PlotArea,
    traces: &[Trace],
    look: &Look,
) {
    let theme = sheet.theme;
    let is_alone = traces.len() == 1;
    let radius = point_radius(area.column);
    sheet.canvas.open_group("points", None, None);
    // Where lines meet, the first one's mark lies in the middle of the others'.
    let is_joined = look.apart == (0.0, 0.0);
    let order: Vec<&Trace> = if is_joined { traces.iter().rev().collect() } else { traces.iter().collect() };
    for trace in order {
        let series = &picture.series[trace.series];
        for (touchpoint, (u, v)) in trace.stretches.iter().flatten() {
            let Some((point, value)) = picture.point(trace.series, *touchpoint) else {
                continue;
            };
            if series.repeated.binary_search(touchpoint).is_ok() {
                continue;
            }
            let name = series.names.get(*touchpoint).unwrap_or(&picture.touchpoints[*touchpoint].name);
            let title = if is_alone {
                format!("{name}: {}", point.said)
            } else {
                format!("{}, {name}: {}", series.name, point.said)
            };
            let moment = picture.moment(trace.series, *touchpoint);
            let is_shared = is_joined
                && (0..trace.series).any(|s| picture.point(s, *touchpoint).is_some_and(|(_, v)| v == value));
            // What stayed as it was is one mark: the newest.
            if is_shared && look.first_on_top {
                continue;
            }
            let color =
                |value| if look.signs { theme.sign(value) } else { (look.color)(&theme, trace.series) };
            let mark = match moment {
                Some(moment) => Mark {
                    shape: Shape::of_moment(moment.valence),
                    grade: if point.target { Grade::Assumption } else { point.grade },
                    color: moment_color(&theme, moment.valence),
                    radius: MOMENT,
                    ring: moment.criticality >= 3,
                },
                None if point.target => Mark {
                    shape: Shape::Diamond,
                    grade: Grade::Assumption,
                    color: color(value),
                    radius: radius * if is_shared { 2.1 } else { 1.3 },
                    ring: false,
                },
                None => Mark {
                    shape: Shape::of_series(trace.series),
                    grade: point.grade,
                    color: color(value),
                    radius: radius * if is_shared { 1.7 } else { 1.0 },
                    ring: false,
                },
            };
            let class = if moment.is_some() { "moment" } else { "point" };
            sheet.canvas.open_group(class, None, Some(&title));
            let (x, y) = (sheet.x(*u), area.y(*v));
            mark.draw(&mut sheet.canvas, x, y, area.ground);
            sheet.canvas.close();
        }
    }
    sheet.canvas.close();
}

/// Points along the curves, close enough that nothing placed between them touches a line.
pub fn samples(area: &PlotArea, traces: &[Trace]) -> Vec<(f64, f64)> {
    let mut places = Vec::new();
    for piece in traces.iter().flat_map(|t| &t.stretches).flat_map(|stretch| pieces(stretch)) {
        let (dx, dy) = (piece[3].0 - piece[0].0, (piece[3].1 - piece[0].1) * area.half_height());
        let steps = ((dx.abs() + dy.abs()) / 8.0).ceil().clamp(4.0, 200.0) as usize;
        places.extend((0..=steps).map(|i| {
            let (u, v) = point_at(&piece, i as f64 / steps as f64);
            (u, area.y(v))
        }));
    }
    places
}

/// Says that there is nothing to draw, or nothing yet.
pub fn draw_notice(sheet: &mut Sheet<'_>, words: &str, u: f64, bottom: f64) {
    let style = TextStyle::regular(size::STAGE);
    let block = sheet.line_of_text(words, style);
    let muted = sheet.theme.muted;
    sheet.text(&block, u, bottom - block.height, muted, "notice");
}
