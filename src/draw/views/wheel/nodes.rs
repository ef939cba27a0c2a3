//! The touchpoints on the wheel: height, colour and sign say how they feel, triangles make or break.

use super::circle::Circle;
use super::slots::Slot;
use super::{Moment, Touchpoint};
use crate::draw::canvas::{Attr, Element, Tag};
use crate::draw::icons::Icon;
use crate::draw::theme::Color;
use crate::draw::views::marks::{self, Grade, Mark, Shape};
use crate::draw::views::sheet::Sheet;

/// The width that a mark before a name takes.
pub const MARK: f64 = 36.0;

/// Half of the width of a touchpoint where there is room.
pub const NODE: f64 = 16.0;

/// The least of the circle, in units, that a touchpoint with a badge needs.
const BADGED: f64 = 50.0;

/// The size of a badge.
const BADGE: f64 = 22.0;

/// How the touchpoints of one wheel are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Half of the width of a touchpoint.
    pub radius: f64,
    /// Whether a ring may stand around a critical moment.
    pub rings: bool,
    /// Whether the question mark stands at the touchpoint; where that is too close it goes to the key.
    pub badges: bool,
}

impl Look {
    /// How a wheel's touchpoints are drawn: smaller, and without badges, where they stand close.
    pub fn of(circle: &Circle, slots: &[Slot]) -> Self {
        let narrowest = slots.iter().map(|slot| slot.to - slot.from).fold(f64::INFINITY, f64::min);
        let room = circle.feeling(-1.0) * narrowest;
        Look { radius: (room * 0.42).clamp(6.0, NODE), rings: true, badges: room >= BADGED }
    }
}

/// The marks before a touchpoint's name.
pub fn marks(touchpoint: &Touchpoint, badges: bool) -> Vec<Icon> {
    let provider = touchpoint.by_provider.then_some(Icon::Proactive);
    let question = (touchpoint.needs_evidence() && !badges).then_some(Icon::Question);
    provider.into_iter().chain(question).collect()
}

/// The colour of a moment of truth.
pub fn moment_color(sheet: &Sheet<'_>, moment: &Moment) -> Color {
    marks::moment_color(&sheet.theme, moment.valence)
}

/// What is said of a touchpoint when it is pointed at.
pub fn title(sheet: &Sheet<'_>, touchpoint: &Touchpoint) -> String {
    let labels = sheet.locale.labels();
    let said = match (&touchpoint.feeling, touchpoint.value()) {
        (Some(feeling), Some(_)) => feeling.said.as_str(),
        _ => labels.unscored.as_str(),
    };
    format!("{}: {said}", touchpoint.name)
}

/// How far a touchpoint's sign reaches from its middle.
pub fn reach(touchpoint: &Touchpoint, look: Look) -> f64 {
    match &touchpoint.moment {
        Some(moment) if look.rings && moment.criticality >= 3 => look.radius * 2.0,
        Some(_) if look.rings => look.radius * 1.2,
        _ => look.radius,
    }
}

/// Where a touchpoint stands.
pub fn place(touchpoint: &Touchpoint, circle: &Circle, angle: f64) -> (f64, f64) {
    circle.at(angle, circle.feeling(touchpoint.value().unwrap_or(0.0)))
}

/// Draws a touchpoint at its angle.
pub fn draw(sheet: &mut Sheet<'_>, touchpoint: &Touchpoint, circle: Circle, angle: f64, look: Look) {
    draw_at(sheet, touchpoint, place(touchpoint, &circle, angle), look);
}

/// Draws a touchpoint's sign at a place, in reading coordinates.
pub fn draw_at(sheet: &mut Sheet<'_>, touchpoint: &Touchpoint, (u, y): (f64, f64), look: Look) {
    draw_shape(sheet, touchpoint, (u, y), look);
    if look.badges && touchpoint.needs_evidence() {
        let away = reach(touchpoint, look) * 0.7 + BADGE * 0.25;
        let (u, y) = (u + away, y - away);
        let (x, surface, ink) = (sheet.x(u), sheet.theme.surface, sheet.theme.ink);
        disc(sheet, x, y, BADGE / 2.0 + 1.0, (surface, surface), (1.0, None));
        sheet.icon(Icon::Question, u, y, BADGE, ink);
    }
}

fn draw_shape(sheet: &mut Sheet<'_>, touchpoint: &Touchpoint, (u, y): (f64, f64), look: Look) {
    let (theme, x, radius) = (sheet.theme, sheet.x(u), look.radius);
    let is_felt = touchpoint.value().is_some() && !touchpoint.is_target() && !touchpoint.needs_evidence();
    if let Some(moment) = &touchpoint.moment {
        let color = moment_color(sheet, moment);
        let grade = if is_felt { Grade::Researched } else { Grade::Assumption };
        let size = if look.rings { radius * 1.25 } else { radius };
        let mark = Mark { shape: Shape::of_moment(moment.valence), grade, color, radius: size, ring: false };
        if look.rings && moment.criticality >= 3 {
            disc(sheet, x, y, size * 1.6, (theme.surface, color), (2.5, None));
        }
        mark.draw(&mut sheet.canvas, x, y, theme.surface);
        return;
    }
    let Some(v) = touchpoint.value() else {
        disc(sheet, x, y, radius - 1.5, (theme.surface, theme.muted), (3.0, None));
        return;
    };
    let color = theme.sign(v);
    let sign = if is_felt {
        disc(sheet, x, y, radius, (color, theme.surface), (2.0, None));
        theme.on_fill
    } else {
        let dash = touchpoint.is_target().then_some("6 4");
        disc(sheet, x, y, radius - 1.5, (theme.surface, color), (3.0, dash));
        color
    };
    if radius >= 9.0 {
        draw_sign(sheet, (u, y), v, radius * 0.46, sign);
    }
}

/// Plus, minus, or a point between them.
fn draw_sign(sheet: &mut Sheet<'_>, (u, y): (f64, f64), v: f64, arm: f64, color: Color) {
    if v == 0.0 {
        let x = sheet.x(u);
        let dot = Element::new(Tag::Circle).with(Attr::Cx, x).with(Attr::Cy, y).with(Attr::R, arm * 0.5);
        sheet.canvas.leaf(dot.with(Attr::Fill, color));
        return;
    }
    sheet.stroke(&[(u - arm, y), (u + arm, y)], color, 3.0);
    if v > 0.0 {
        sheet.stroke(&[(u, y - arm), (u, y + arm)], color, 3.0);
    }
}

fn disc(
    sheet: &mut Sheet<'_>,
    x: f64,
    y: f64,
    r: f64,
    (fill, stroke): (Color, Color),
    (width, dash): (f64, Option<&'static str>),
) {
    sheet.canvas.leaf(
        Element::new(Tag::Circle)
            .with(Attr::Cx, x)
            .with(Attr::Cy, y)
            .with(Attr::R, r)
            .with(Attr::Fill, fill)
            .with(Attr::Stroke, stroke)
            .with(Attr::StrokeWidth, width)
            .maybe(Attr::StrokeDasharray, dash),
    );
}
