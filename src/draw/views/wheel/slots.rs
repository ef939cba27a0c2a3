//! Who gets how much of the circle.

use std::f64::consts::PI;

use super::circle::TURN;
use super::{Stage, Touchpoint, WheelPicture};
use crate::model::Phase;

use std::ops::Range;

/// Some of a picture's touchpoints, for one wheel.
pub struct Part<'p> {
    /// The stages that have a share in it, with their touchpoints here.
    pub stages: Vec<(&'p Stage, &'p [Touchpoint])>,
    /// How many touchpoints stand before it.
    pub first: usize,
}

impl<'p> Part<'p> {
    /// The part with these touchpoints; an empty stage belongs where its neighbours are.
    pub fn new(picture: &'p WheelPicture, range: Range<usize>) -> Self {
        let total = picture.touchpoints().count();
        let mut stages = Vec::new();
        let mut first = 0;
        for stage in &picture.stages {
            let end = first + stage.touchpoints.len();
            let (from, to) = (first.max(range.start), end.min(range.end));
            let is_last_here = first == total && range.end == total;
            let is_empty_here = stage.touchpoints.is_empty() && (range.contains(&first) || is_last_here);
            if from < to {
                stages.push((stage, &stage.touchpoints[from - first..to - first]));
            } else if is_empty_here {
                stages.push((stage, &stage.touchpoints[..]));
            }
            first = end;
        }
        Part { stages, first: range.start }
    }

    /// How many touchpoints it has.
    pub fn count(&self) -> usize {
        self.stages.iter().map(|(_, touchpoints)| touchpoints.len()).sum()
    }

    /// The touchpoint of a slot.
    pub fn touchpoint(&self, slot: &Slot) -> Option<&'p Touchpoint> {
        self.stages.get(slot.stage)?.1.get(slot.index?)
    }
}

/// A piece of the circle for one touchpoint, or for a stage that has none.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// Index into the part's stages.
    pub stage: usize,
    /// Which of the stage's touchpoints here; `None` for a stage that has none.
    pub index: Option<usize>,
    pub from: f64,
    pub to: f64,
    /// Where the touchpoint stands.
    pub middle: f64,
    /// Whether it stands in the second half of the circle, where names stand before the wheel.
    pub second_half: bool,
}

/// A stretch of neighbouring slots.
#[derive(Clone, Copy, Debug)]
pub struct Stretch<T> {
    pub what: T,
    pub from: f64,
    pub to: f64,
}

/// The share of a stage that has no touchpoints.
const EMPTY_SHARE: f64 = 0.7;

/// The least of the circle that the word of a phase needs.
const LEAST_PHASE: f64 = 0.105;

/// Divides the circle. With `halves`, both halves get about as many slots, and none stands at the bottom.
pub fn divide(part: &Part<'_>, halves: bool) -> Vec<Slot> {
    let mut slots = Vec::new();
    let mut shares = Vec::new();
    for (stage, (_, touchpoints)) in part.stages.iter().enumerate() {
        let empty = Slot { stage, index: None, from: 0.0, to: 0.0, middle: 0.0, second_half: false };
        if touchpoints.is_empty() {
            slots.push(empty);
            shares.push(EMPTY_SHARE);
        }
        for index in 0..touchpoints.len() {
            slots.push(Slot { index: Some(index), ..empty });
            shares.push(1.0);
        }
    }
    widen_phases(part, &slots, &mut shares);
    let all: f64 = shares.iter().sum();
    let mut at = 0.0;
    for (slot, share) in slots.iter_mut().zip(&shares) {
        slot.from = at;
        at += TURN * share / all;
        slot.to = at;
    }
    let split = if halves { even_out(&mut slots) } else { slots.iter().filter(|s| s.to <= PI).count() };
    for (i, slot) in slots.iter_mut().enumerate() {
        // A half of its own has the place where the name is nearest.
        slot.middle = slot.from + ((slot.to - slot.from) / 2.0).min(PI / 2.0);
        slot.second_half = i >= split;
    }
    slots
}

/// Stretches of stages in the same phase get room for their word.
fn widen_phases(part: &Part<'_>, slots: &[Slot], shares: &mut [f64]) {
    let mut stretches: Vec<(Option<Phase>, Range<usize>)> = Vec::new();
    for (i, slot) in slots.iter().enumerate() {
        let phase = part.stages[slot.stage].0.phase;
        match stretches.last_mut() {
            Some((last, range)) if *last == phase => range.end = i + 1,
            _ => stretches.push((phase, i..i + 1)),
        }
    }
    if stretches.len() > 6 {
        return;
    }
    let all: f64 = shares.iter().sum();
    for (phase, range) in stretches {
        let own: f64 = shares[range.clone()].iter().sum();
        if phase.is_some() && own < all * LEAST_PHASE {
            let factor = all * LEAST_PHASE / own;
            shares[range].iter_mut().for_each(|share| *share *= factor);
        }
    }
}

/// Moves the border nearest to the bottom there, and says how many slots come before it.
fn even_out(slots: &mut [Slot]) -> usize {
    if slots.len() < 2 {
        return slots.len();
    }
    let distance = |i: usize| ((slots[i].to - PI).abs() * 1e6).round();
    let split = (0..slots.len() - 1).min_by(|a, b| distance(*a).total_cmp(&distance(*b)).then(b.cmp(a)));
    let split = split.unwrap_or(0) + 1;
    let border = slots[split - 1].to;
    let moved = |angle: f64| {
        if angle <= border { angle * PI / border } else { TURN - (TURN - angle) * PI / (TURN - border) }
    };
    for slot in slots.iter_mut() {
        (slot.from, slot.to) = (moved(slot.from), moved(slot.to));
    }
    split
}

/// The stages' pieces of the circle.
pub fn stages(slots: &[Slot]) -> Vec<Stretch<usize>> {
    stretches(slots, |slot| Some(slot.stage))
}

/// The phases' pieces of the circle.
pub fn phases(part: &Part<'_>, slots: &[Slot]) -> Vec<Stretch<Phase>> {
    stretches(slots, |slot| part.stages[slot.stage].0.phase)
}

fn stretches<T: Copy + PartialEq>(slots: &[Slot], what: impl Fn(&Slot) -> Option<T>) -> Vec<Stretch<T>> {
    let mut found: Vec<Stretch<T>> = Vec::new();
    for slot in slots {
        let Some(what) = what(slot) else { continue };
        match found.last_mut() {
            Some(last) if last.what == what && last.to == slot.from => last.to = slot.to,
            _ => found.push(Stretch { what, from: slot.from, to: slot.to }),
        }
    }
    found
}
