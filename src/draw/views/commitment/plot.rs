//! The line itself with its band, and the snakes and ladders on it.

use super::compose::whole;
use super::{CommitmentLine, CommitmentPicture, Rows, Turn};
use crate::draw::canvas::{Attr, Element, Tag};
use crate::draw::locale::fill;
use crate::draw::path::PathData;
use crate::draw::text::{Block, TextStyle};
use crate::draw::theme::{Color, size, space};
use crate::draw::views::curve::columns::{Columns, GUTTER};
use crate::draw::views::marks::{Grade, Mark, Shape, moment_color, point_radius};
use crate::draw::views::sheet::Sheet;
use crate::draw::views::snakes::{draw_ladder, draw_plate, draw_snake};

/// How strongly the band covers what lies beneath.
pub const BAND_OPACITY: f64 = 0.16;

/// A leap shorter than this is marked by a triangle; no ladder or snake could be seen.
const LEAST_LEAP: f64 = 30.0;

/// From the line to a triangle that stands for a leap too short to be drawn.
const STUB: f64 = 24.0;

/// From the side where the plot begins to where the line does.
const FIRST: f64 = 16.0;

/// A plate's height, and the air beside its number.
const PLATE: (f64, f64) = (32.0, 12.0);

/// Draws everything inside the plot.
pub fn draw(sheet: &mut Sheet<'_>, picture: &CommitmentPicture, columns: &Columns, rows: &Rows) {
    if picture.touchpoints.is_empty() {
        let words = &sheet.locale.labels().nothing_mapped;
        let block = sheet.line_of_text(words, TextStyle::regular(size::STAGE));
        let muted = sheet.theme.muted;
        sheet.text(&block, space::MARGIN, columns.y(rows, 0.0), muted, "notice");
        return;
    }
    let place = Places { columns, rows };
    draw_scale(sheet, &place);
    if let Some(line) = picture.lines.first() {
        draw_band(sheet, line, &place);
    }
    for (i, line) in picture.lines.iter().enumerate().skip(1) {
        let color = sheet.theme.series_color(i);
        draw_line(sheet, line, &place, color, 2.5, Some("10 7"));
    }
    draw_ticks(sheet, picture, &place);
    for turn in &picture.turns {
        draw_turn(sheet, picture, turn, &place);
    }
    if let Some(line) = picture.lines.first() {
        let ink = sheet.theme.ink;
        draw_line(sheet, line, &place, ink, 4.5, None);
        draw_points(sheet, picture, line, &place);
        draw_start(sheet, picture, line, &place);
    }
    for turn in &picture.turns {
        draw_leverage(sheet, picture, turn, &place);
    }
}

/// Where things stand in the plot, in reading coordinates.
struct Places<'p> {
    columns: &'p Columns,
    rows: &'p Rows,
}

impl Places<'_> {
    fn u(&self, touchpoint: usize) -> f64 {
        self.columns.centers.get(touchpoint).map_or(self.first(), |center| center - GUTTER / 2.0)
    }

    fn y(&self, square: f64) -> f64 {
        self.columns.y(self.rows, square / 50.0 - 1.0)
    }

    fn first(&self) -> f64 {
        self.columns.start + FIRST.min(self.columns.width / 5.0)
    }

    /// The width of a ladder.
    fn ladder(&self) -> f64 {
        (self.columns.width * 0.26).clamp(12.0, 30.0)
    }
}

fn draw_scale(sheet: &mut Sheet<'_>, place: &Places<'_>) {
    let (hairline, neutral) = (sheet.theme.hairline, sheet.theme.neutral);
    let (start, end) = (place.columns.start, place.columns.end - GUTTER);
    sheet.canvas.open_group("scale", None, None);
    for (square, color, width) in [
        (0.0, neutral, 2.0),
        (25.0, hairline, 1.0),
        (50.0, hairline, 1.0),
        (75.0, hairline, 1.0),
        (100.0, hairline, 1.0),
    ] {
        sheet.stroke(&[(start, place.y(square)), (end, place.y(square))], color, width);
    }
    sheet.canvas.close();
}

/// Where eight of ten customers stand.
fn draw_band(sheet: &mut Sheet<'_>, line: &CommitmentLine, place: &Places<'_>) {
    let stations = || {
        std::iter::once((place.first(), line.start))
            .chain(line.stations.iter().enumerate().map(|(i, station)| (place.u(i), *station)))
    };
    let above: Vec<_> = stations().map(|(u, station)| (u, place.y(station.high))).collect();
    let below: Vec<_> = stations().map(|(u, station)| (u, place.y(station.low))).collect();
    let mut path = PathData::new();
    for (i, (u, y)) in above.iter().chain(below.iter().rev()).enumerate() {
        if i == 0 {
            path.move_to(sheet.x(*u), *y);
        } else {
            path.line_to(sheet.x(*u), *y);
        }
    }
    path.close();
    let neutral = sheet.theme.neutral;
    sheet.canvas.open_group("band", None, None);
    sheet.canvas.leaf(
        Element::new(Tag::Path)
            .with(Attr::D, &path)
            .with(Attr::Fill, neutral)
            .with(Attr::FillOpacity, BAND_OPACITY),
    );
    for edge in [above, below] {
        sheet.stroke(&edge, neutral, 1.0);
    }
    sheet.canvas.close();
}

fn draw_line(
    sheet: &mut Sheet<'_>,
    line: &CommitmentLine,
    place: &Places<'_>,
    color: Color,
    width: f64,
    dash: Option<&'static str>,
) {
    let mut path = PathData::new();
    path.move_to(sheet.x(place.first()), place.y(line.start.expected));
    for (i, station) in line.stations.iter().enumerate() {
        path.line_to(sheet.x(place.u(i)), place.y(station.expected));
    }
    let title = (!line.name.is_empty()).then_some(line.name.as_str());
    sheet.canvas.open_group("line", Some(&line.id), title);
    sheet.canvas.leaf(
        Element::new(Tag::Path)
            .with(Attr::D, &path)
            .with(Attr::Fill, "none")
            .with(Attr::Stroke, color)
            .with(Attr::StrokeWidth, width)
            .with(Attr::StrokeLinejoin, "round")
            .maybe(Attr::StrokeDasharray, dash),
    );
    sheet.canvas.close();
}

/// A tick on the line at 0 under a touchpoint that is no step.
fn draw_ticks(sheet: &mut Sheet<'_>, picture: &CommitmentPicture, place: &Places<'_>) {
    let muted = sheet.theme.muted;
    let alone = picture.alone.iter().enumerate().filter(|(_, alone)| **alone);
    let ticks: Vec<f64> = alone.map(|(i, _)| place.u(i)).collect();
    if ticks.is_empty() {
        return;
    }
    sheet.canvas.open_group("alone", None, None);
    for u in ticks {
        let y = place.y(0.0);
        sheet.stroke(&[(u, y - 11.0), (u, y + 11.0)], muted, 2.0);
    }
    sheet.canvas.close();
}

/// The far ends of a turn's ladder and snake, with their distances along the line.
fn draw_turn(sheet: &mut Sheet<'_>, picture: &CommitmentPicture, turn: &Turn, place: &Places<'_>) {
    let Some(touchpoint) = picture.touchpoints.get(turn.touchpoint) else { return };
    let (u, from, width) = (place.u(turn.touchpoint), place.y(turn.from), place.ladder());
    let ground = sheet.theme.band;
    let title = format!("{}: {}", touchpoint.name, leaps(turn));
    sheet.canvas.open_group("moment", None, Some(&title));
    // A ladder and a snake from one place stand side by side.
    let aside = if turn.climbs() && turn.slides() { width * 0.55 } else { 0.0 };
    if turn.climbs() {
        let (x, top) = (sheet.x(u - aside), place.y(turn.up));
        if from - top >= LEAST_LEAP {
            draw_ladder(sheet, (x, from), (x, top), width, ground);
        } else {
            draw_stub(sheet, Shape::Up, (x, from));
        }
    }
    if turn.slides() {
        let (x, tail) = (sheet.x(u + aside), place.y(turn.down));
        if tail - from >= LEAST_LEAP {
            draw_snake(sheet, (x, from), (x, tail), (width * 0.62).min((tail - from) / 3.0), ground);
        } else {
            draw_stub(sheet, Shape::Down, (x, from));
        }
    }
    sheet.canvas.close();
}

fn leaps(turn: &Turn) -> String {
    let mut ways = Vec::new();
    if turn.climbs() {
        ways.push(whole(turn.up));
    }
    if turn.slides() {
        ways.push(whole(turn.down));
    }
    format!("{} – {}", whole(turn.from), ways.join(" / "))
}

fn draw_stub(sheet: &mut Sheet<'_>, shape: Shape, (x, y): (f64, f64)) {
    let theme = sheet.theme;
    let color = if shape == Shape::Up { theme.positive } else { theme.negative };
    let mark = Mark { shape, grade: Grade::Researched, color, radius: 15.0, ring: false };
    // Off the line, whose own point would hide it.
    let y = if shape == Shape::Up { y + STUB } else { y - STUB };
    mark.draw(&mut sheet.canvas, x, y, theme.band);
}

fn draw_points(
    sheet: &mut Sheet<'_>,
    picture: &CommitmentPicture,
    line: &CommitmentLine,
    place: &Places<'_>,
) {
    let theme = sheet.theme;
    let radius = point_radius(place.columns.width) * 0.85;
    sheet.canvas.open_group("points", None, None);
    for (i, (station, touchpoint)) in line.stations.iter().zip(&picture.touchpoints).enumerate() {
        let title = format!("{}: {}", touchpoint.name, whole(station.expected));
        let grade = if picture.alone.get(i) == Some(&true) { Grade::Assumption } else { Grade::Researched };
        let mark = Mark { shape: Shape::Circle, grade, color: theme.ink, radius, ring: false };
        sheet.canvas.open_group("point", None, Some(&title));
        let (x, y) = (sheet.x(place.u(i)), place.y(station.expected));
        mark.draw(&mut sheet.canvas, x, y, theme.band);
        sheet.canvas.close();
    }
    sheet.canvas.close();
}

/// The value the line starts with, on the side it does not take.
fn draw_start(sheet: &mut Sheet<'_>, picture: &CommitmentPicture, line: &CommitmentLine, place: &Places<'_>) {
    let theme = sheet.theme;
    let square = whole(line.start.expected);
    let words = &sheet.locale.labels().commitment.start;
    let text = if picture.before == 0 { fill(words, &[("square", &square)]) } else { square };
    let block = sheet.line_of_text(&text, TextStyle::semibold(size::SMALL));
    let next = line.stations.first().map_or(line.start.expected, |station| station.expected);
    let rises = next >= line.start.expected;
    let y = place.y(line.start.expected);
    let top = if rises { y + 9.0 } else { y - 9.0 - block.height };
    let color = theme.ink;
    let point = Mark { shape: Shape::Square, grade: Grade::Researched, color, radius: 7.0, ring: false };
    sheet.canvas.open_group("start", None, None);
    let x = sheet.x(place.first());
    point.draw(&mut sheet.canvas, x, y, theme.band);
    sheet.text(&block, place.columns.start + 6.0, top, color, "start");
    sheet.canvas.close();
}

/// How many squares of the end a turn decides, on a plate at the far end of its ladder or snake.
fn draw_leverage(sheet: &mut Sheet<'_>, picture: &CommitmentPicture, turn: &Turn, place: &Places<'_>) {
    let Some(leverage) = turn.leverage.filter(|_| turn.touchpoint < picture.touchpoints.len()) else {
        return;
    };
    let theme = sheet.theme;
    let block: Block = sheet.line_of_text(&whole(leverage), TextStyle::semibold(size::NOTE));
    let (height, air) = PLATE;
    let width = (block.width + 2.0 * air).max(height + 6.0);
    let u = place.u(turn.touchpoint);
    let ends = if turn.climbs() { place.y(turn.up) - height - 8.0 } else { place.y(turn.down) + 10.0 };
    let top = ends.clamp(place.rows.plot + 2.0, place.rows.plot_bottom - height - 1.0);
    let left = sheet.x(u) - width / 2.0;
    sheet.open_cell("leverage", None, None, (u - width / 2.0, top, width, height));
    draw_plate(sheet, (left - 3.0, top - 3.0), (width + 6.0, height + 6.0), theme.band);
    draw_plate(sheet, (left, top), (width, height), moment_color(&theme, turn.valence));
    let y = top + (height - block.height) / 2.0;
    sheet.text(&block, u - block.width / 2.0, y, theme.on_fill, "leverage");
    sheet.canvas.close();
}
