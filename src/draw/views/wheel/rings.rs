//! The wheel itself: phases, stages, the ground of feelings, and the line from one to the next.

use super::circle::{Circle, Piece, TURN, Trace, fits_ring};
use super::slots::{Part, Slot, phases, stages};
use crate::draw::canvas::{Attr, Element, Tag};
use crate::draw::text::TextStyle;
use crate::draw::theme::size;
use crate::draw::views::sheet::Sheet;
use crate::measure::interpolation::{beziers, point_at};
use crate::model::Phase;

/// Half of the gap between two pieces of a ring.
const GAP: f64 = 3.0;
/// Half of the gap at the top, where the wheel starts.
const START: f64 = 7.0;
/// How far a phase points to the next.
const TIP: f64 = 12.0;
/// Words of phases.
const WORD: TextStyle = TextStyle::semibold(size::SMALL);

fn word(sheet: &Sheet<'_>, phase: Phase) -> &'static str {
    let labels = sheet.locale.labels();
    match phase {
        Phase::Before => &labels.before,
        Phase::During => &labels.during,
        Phase::After => &labels.after,
    }
}

/// How thick the ring of phases must be for its words; `None` when no stage says its phase.
pub fn word_width(sheet: &mut Sheet<'_>, part: &Part<'_>) -> Option<f64> {
    let mut widest = None;
    for phase in [Phase::Before, Phase::During, Phase::After] {
        if part.stages.iter().any(|(stage, _)| stage.phase == Some(phase)) {
            let word = word(sheet, phase);
            let width = sheet.engine.width(word, WORD) + 18.0;
            widest = Some(width.max(widest.unwrap_or(0.0)));
        }
    }
    widest
}

/// The piece of a ring from one angle to another; at the top its gap is that of the start.
fn piece(from: f64, to: f64, (inner, outer): (f64, f64)) -> Piece {
    let start = if from <= 0.0 { START } else { GAP };
    let end = if to >= TURN - 1e-9 { START } else { GAP };
    Piece { from, to, inner, outer, cut: (start, end), tip: (0.0, 0.0) }
}

/// Draws the rings.
pub fn draw(sheet: &mut Sheet<'_>, part: &Part<'_>, circle: &Circle, slots: &[Slot]) {
    let theme = sheet.theme;
    let middle = circle.feeling(0.0);
    sheet.canvas.open_group("rings", None, None);
    let mut grounds: Vec<(f64, f64)> = stages(slots).iter().map(|stage| (stage.from, stage.to)).collect();
    if grounds.is_empty() {
        grounds.push((0.0, TURN));
    }
    for (ring, color) in
        [((circle.inner, middle), theme.negative_ground), ((middle, circle.outer), theme.positive_ground)]
    {
        let mut trace = Trace::new(sheet);
        grounds.iter().for_each(|(from, to)| trace.piece(circle, &piece(*from, *to, ring)));
        trace.fill(sheet, color);
    }
    let mut neutral = Trace::new(sheet);
    for (from, to) in &grounds {
        let cut = piece(*from, *to, (middle, middle)).cut;
        let (from, to) = (from + cut.0 / middle, to - cut.1 / middle);
        neutral.move_to(circle.at(from, middle));
        neutral.arc(circle, middle, from, to.max(from));
    }
    neutral.stroke(sheet, theme.hairline, 2.0);
    draw_phases(sheet, part, circle, slots);
    sheet.canvas.close();
}

fn draw_phases(sheet: &mut Sheet<'_>, part: &Part<'_>, circle: &Circle, slots: &[Slot]) {
    let theme = sheet.theme;
    let ring = (circle.phase_inner, circle.phase_outer);
    let stretches = phases(part, slots);
    for (i, stretch) in stretches.iter().enumerate() {
        let touches = |other: Option<&super::slots::Stretch<Phase>>, a: f64| {
            other.is_some_and(|other| other.to == a || other.from == a)
        };
        let mut arrow = piece(stretch.from, stretch.to, ring);
        // Each phase points to the next; a short one, and the end of all, keep room for the point.
        let is_long = (stretch.to - stretch.from) * (ring.0 + ring.1) / 2.0 > 4.0 * TIP;
        if is_long {
            arrow.tip.1 = TIP;
            arrow.tip.0 = if i > 0 && touches(stretches.get(i - 1), stretch.from) { TIP } else { 0.0 };
            if !touches(stretches.get(i + 1), stretch.to) {
                arrow.cut.1 += TIP;
            }
        }
        let mut trace = Trace::new(sheet);
        trace.piece(circle, &arrow);
        trace.fill(sheet, theme.hairline);
    }
    for stretch in stretches {
        let block = sheet.line_of_text(word(sheet, stretch.what), WORD);
        let radius = (ring.0 + ring.1) / 2.0;
        let angle = (stretch.from + stretch.to) / 2.0 + TIP / 2.0 / radius;
        let (u, y) = circle.at(angle, radius);
        let half = (stretch.to - stretch.from) / 2.0;
        // Along the ring the word takes its width at the top and its height at the sides.
        let along = (block.width * angle.cos()).abs() + (block.height * angle.sin()).abs();
        let room = 2.0 * half * radius - 2.0 * TIP;
        let box_of = (block.width, block.height * 0.7);
        if along <= room && fits_ring((u - circle.u, y - circle.y), box_of, ring.0, ring.1) {
            sheet.text(&block, u - block.width / 2.0, y - block.height / 2.0, theme.ink, "phase");
        }
    }
    if slots.iter().all(|slot| part.stages[slot.stage].0.phase.is_none()) {
        draw_direction(sheet, circle);
    }
}

/// Without phases an arrow around the centre says which way time runs.
fn draw_direction(sheet: &mut Sheet<'_>, circle: &Circle) {
    let muted = sheet.theme.muted;
    let radius = (circle.phase_inner + circle.phase_outer) / 2.0;
    let (from, to) = (START / radius, TURN - 20.0 / radius);
    let mut line = Trace::new(sheet);
    line.move_to(circle.at(from, radius));
    line.arc(circle, radius, from, to);
    line.stroke(sheet, muted, 2.0);
    let mut head = Trace::new(sheet);
    head.move_to(circle.at(to, radius - 7.0));
    head.line_to(circle.at(to + 12.0 / radius, radius));
    head.line_to(circle.at(to, radius + 7.0));
    head.fill(sheet, muted);
}

/// Draws the line from one feeling to the next; it breaks where nothing was scored.
pub fn draw_thread(sheet: &mut Sheet<'_>, part: &Part<'_>, circle: &Circle, slots: &[Slot]) {
    let mut runs: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
    for slot in slots {
        let Some(touchpoint) = part.touchpoint(slot) else { continue };
        match (touchpoint.value(), runs.last_mut()) {
            (Some(v), Some(run)) => run.push((slot.middle, circle.feeling(v))),
            _ => runs.push(Vec::new()),
        }
    }
    let mut trace = Trace::new(sheet);
    for run in runs.iter().filter(|run| run.len() > 1) {
        trace.move_to(circle.at(run[0].0, run[0].1));
        for piece in beziers(run) {
            let length = (piece[3].0 - piece[0].0) * circle.outer;
            let steps = (length / 14.0).ceil().clamp(4.0, 60.0);
            for step in 1..=steps as usize {
                let (angle, radius) = point_at(&piece, step as f64 / steps);
                trace.line_to(circle.at(angle, radius));
            }
        }
    }
    if runs.iter().any(|run| run.len() > 1) {
        let muted = sheet.theme.muted;
        trace.stroke(sheet, muted, 2.5);
    }
}

/// Draws the disc the person stands on.
pub fn draw_disc(sheet: &mut Sheet<'_>, circle: &Circle) {
    let (x, ink) = (sheet.x(circle.u), sheet.theme.ink);
    sheet.canvas.leaf(
        Element::new(Tag::Circle)
            .with(Attr::Cx, x)
            .with(Attr::Cy, circle.y)
            .with(Attr::R, circle.centre)
            .with(Attr::Fill, ink),
    );
}
