//! Snakes and ladders: the shapes of moments of truth on the commitment line and on its board.
//!
//! Told apart by form alone, so they print in grey; a ladder is drawn in the colour of `positive`, a snake
//! in that of `negative`.

use crate::draw::canvas::{Attr, Element, Tag};
use crate::draw::path::PathData;
use crate::draw::theme::Color;
use crate::draw::views::sheet::Sheet;

/// A place on the page, from its left and upper edge.
pub type Place = (f64, f64);

/// Between two rungs, in terms of the ladder's width.
const RUNGS: f64 = 0.62;

/// Points along one bend of a snake.
const FINENESS: usize = 14;

/// The bend of a snake, in terms of its thickness.
const BEND: f64 = 0.9;

/// Half a wave of a snake, in terms of its thickness.
const WAVE: f64 = 4.2;

fn along(a: Place, b: Place, t: f64) -> Place {
    (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t)
}

/// The length from `a` to `b`, and the direction across it.
fn across(a: Place, b: Place) -> (f64, Place) {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx.hypot(dy).max(0.001);
    (length, (-dy / length, dx / length))
}

fn stroke(sheet: &mut Sheet<'_>, path: &PathData, color: Color, width: f64) {
    sheet.canvas.leaf(
        Element::new(Tag::Path)
            .with(Attr::D, path)
            .with(Attr::Fill, "none")
            .with(Attr::Stroke, color)
            .with(Attr::StrokeWidth, width)
            .with(Attr::StrokeLinejoin, "round"),
    );
}

/// A ladder from its foot to its top; `width` from rail to rail. `ground` keeps what lies beneath off it.
pub fn draw_ladder(sheet: &mut Sheet<'_>, foot: Place, top: Place, width: f64, ground: Color) {
    let (length, normal) = across(foot, top);
    let aside = |at: Place, by: f64| (at.0 + normal.0 * by, at.1 + normal.1 * by);
    let half = width / 2.0;
    let mut rails = PathData::new();
    for side in [-half, half] {
        let (from, to) = (aside(foot, side), aside(top, side));
        rails.move_to(from.0, from.1).line_to(to.0, to.1);
    }
    let count = (length / (width * RUNGS)).round().max(2.0);
    let mut rungs = PathData::new();
    for rung in 0..count as usize {
        let at = along(foot, top, (rung as f64 + 0.5) / count);
        let (from, to) = (aside(at, -half), aside(at, half));
        rungs.move_to(from.0, from.1).line_to(to.0, to.1);
    }
    let color = sheet.theme.positive;
    let rail = (width / 6.0).clamp(2.5, 6.0);
    sheet.canvas.open_group("ladder", None, None);
    stroke(sheet, &rails, ground, rail + 6.0);
    stroke(sheet, &rungs, color, rail * 0.7);
    stroke(sheet, &rails, color, rail);
    sheet.canvas.close();
}

/// A snake from its head down to the tip of its tail; `thickness` of its body. `ground` keeps what lies
/// beneath off it. One that goes down bends first to the side where reading ends.
pub fn draw_snake(sheet: &mut Sheet<'_>, head: Place, tail: Place, thickness: f64, ground: Color) {
    let (length, normal) = across(head, tail);
    let side = if sheet.direction.is_rtl() { 1.0 } else { -1.0 };
    // Whole half waves, at least one, so that the tail ends on the straight line.
    let waves = (length / (WAVE * thickness)).round().max(1.0);
    let count = (waves as usize * FINENESS).clamp(12, 400);
    let middle = |t: f64| {
        // The bend grows from the neck and dies out in the tail.
        let swing =
            (std::f64::consts::PI * waves * t).sin() * (t / 0.12).min(1.0) * (1.15 - 0.5 * t).min(1.0);
        let (x, y) = along(head, tail, t);
        let by = side * swing * BEND * thickness;
        (x + normal.0 * by, y + normal.1 * by)
    };
    let girth = |t: f64| {
        let neck = 0.62 + 0.38 * (t / 0.25).min(1.0);
        let tip = ((1.0 - t) / 0.55).min(1.0).powf(0.8);
        thickness / 2.0 * neck * tip.max(0.04)
    };
    let mut near = Vec::with_capacity(count + 1);
    let mut far = Vec::with_capacity(count + 1);
    for i in 0..=count {
        let t = i as f64 / count as f64;
        let at = middle(t);
        let step = 0.5 / count as f64;
        let (_, aside) = across(middle((t - step).max(0.0)), middle((t + step).min(1.0)));
        let by = girth(t);
        near.push((at.0 + aside.0 * by, at.1 + aside.1 * by));
        far.push((at.0 - aside.0 * by, at.1 - aside.1 * by));
    }
    let mut body = PathData::new();
    for (i, (x, y)) in near.iter().chain(far.iter().rev()).enumerate() {
        if i == 0 {
            body.move_to(*x, *y);
        } else {
            body.line_to(*x, *y);
        }
    }
    body.close();
    let mut spine = PathData::new();
    for i in count / 10..=count * 17 / 20 {
        let (x, y) = middle(i as f64 / count as f64);
        if i == count / 10 {
            spine.move_to(x, y);
        } else {
            spine.line_to(x, y);
        }
    }
    let (color, light) = (sheet.theme.negative, sheet.theme.on_fill);
    sheet.canvas.open_group("snake", None, None);
    stroke(sheet, &body, ground, 6.0);
    sheet.canvas.leaf(Element::new(Tag::Path).with(Attr::D, &body).with(Attr::Fill, color));
    sheet.canvas.leaf(
        Element::new(Tag::Path)
            .with(Attr::D, &spine)
            .with(Attr::Fill, "none")
            .with(Attr::Stroke, light)
            .with(Attr::StrokeWidth, (thickness * 0.16).max(1.2))
            .with(Attr::StrokeDasharray, "3 7"),
    );
    let neck = middle(0.5 / count as f64);
    draw_head(sheet, head, neck, thickness, ground);
    sheet.canvas.close();
}

/// The head with two eyes and a tongue, looking away from the neck.
fn draw_head(sheet: &mut Sheet<'_>, at: Place, neck: Place, thickness: f64, ground: Color) {
    let (length, side) = across(neck, at);
    let ahead = ((at.0 - neck.0) / length, (at.1 - neck.1) / length);
    let place = |forward: f64, aside: f64| {
        let (forward, aside) = (forward * thickness, aside * thickness);
        (at.0 + ahead.0 * forward + side.0 * aside, at.1 + ahead.1 * forward + side.1 * aside)
    };
    let (color, light, dark) = (sheet.theme.negative, sheet.theme.on_fill, sheet.theme.ink);
    let mut tongue = PathData::new();
    let (root, fork) = (place(0.6, 0.0), place(1.0, 0.0));
    tongue.move_to(root.0, root.1).line_to(fork.0, fork.1);
    for aside in [-0.16, 0.16] {
        let tip = place(1.2, aside);
        tongue.move_to(fork.0, fork.1).line_to(tip.0, tip.1);
    }
    stroke(sheet, &tongue, color, (thickness * 0.1).max(1.5));
    let mut head = PathData::new();
    let start = place(-0.6, 0.0);
    head.move_to(start.0, start.1)
        .curve_to(place(-0.55, 0.55), place(0.05, 0.72), place(0.4, 0.4))
        .curve_to(place(0.75, 0.12), place(0.75, -0.12), place(0.4, -0.4))
        .curve_to(place(0.05, -0.72), place(-0.55, -0.55), start)
        .close();
    stroke(sheet, &head, ground, 4.0);
    sheet.canvas.leaf(Element::new(Tag::Path).with(Attr::D, &head).with(Attr::Fill, color));
    for aside in [-0.27, 0.27] {
        for (radius, fill) in [(0.15, light), (0.075, dark)] {
            let (x, y) = place(0.12, aside);
            sheet.canvas.leaf(
                Element::new(Tag::Circle)
                    .with(Attr::Cx, x)
                    .with(Attr::Cy, y)
                    .with(Attr::R, radius * thickness)
                    .with(Attr::Fill, fill),
            );
        }
    }
}

/// A plate with round ends, by its left upper corner.
pub fn draw_plate(sheet: &mut Sheet<'_>, (x, y): Place, (width, height): (f64, f64), fill: Color) {
    let r = (height / 2.0).min(width / 2.0);
    let k = r * 0.5523;
    let (right, bottom) = (x + width, y + height);
    let mut path = PathData::new();
    path.move_to(x + r, y)
        .line_to(right - r, y)
        .curve_to((right - r + k, y), (right, y + r - k), (right, y + r))
        .line_to(right, bottom - r)
        .curve_to((right, bottom - r + k), (right - r + k, bottom), (right - r, bottom))
        .line_to(x + r, bottom)
        .curve_to((x + r - k, bottom), (x, bottom - r + k), (x, bottom - r))
        .line_to(x, y + r)
        .curve_to((x, y + r - k), (x + r - k, y), (x + r, y))
        .close();
    sheet.canvas.leaf(Element::new(Tag::Path).with(Attr::D, &path).with(Attr::Fill, fill));
}
