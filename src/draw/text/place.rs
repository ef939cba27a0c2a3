//! From broken lines to a block with places.

use std::ops::Range;

use super::clean::visible;
use super::{Align, Block, Direction, Face, Frame, Glyph, Line, Run, TextStyle};

/// Rubik's ascent and descent as parts of its size; they place the baseline in a line.
const ASCENT: f64 = 0.935;
const DESCENT: f64 = 0.25;

/// A line as it was broken, before it has a place.
pub struct RawLine {
    pub range: Range<usize>,
    pub runs: Vec<RawRun>,
}

/// A run of such a line, from the line's left edge, spaces included.
pub struct RawRun {
    pub range: Range<usize>,
    pub rtl: bool,
    pub face: Face,
    /// The left edge of the first glyph that isn't a space; `None` while there are only spaces.
    pub left: Option<f64>,
    pub right: f64,
    pub glyphs: Vec<Glyph>,
}

impl RawRun {
    /// Whether `next`, the run to the right, can be one text with this one.
    pub fn continues_in(&self, next: &RawRun, text: &str) -> bool {
        let touches =
            if self.rtl { next.range.end == self.range.start } else { self.range.end == next.range.start };
        let is_arabic = |run: &RawRun| text[run.range.clone()].chars().any(is_arabic);
        touches && self.rtl == next.rtl && self.face == next.face && is_arabic(self) == is_arabic(next)
    }

    /// Takes in the run to the right.
    pub fn join(&mut self, next: RawRun) {
        self.range = self.range.start.min(next.range.start)..self.range.end.max(next.range.end);
        self.right = next.right;
        self.glyphs.extend(next.glyphs);
    }
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}')
}

/// Gives lines their place in the frame.
pub fn place(
    lines: Vec<RawLine>,
    shown: &str,
    whole: String,
    clipped: bool,
    style: TextStyle,
    frame: Frame,
) -> Block {
    let edges: Vec<(f64, f64)> = lines
        .iter()
        .map(|line| {
            let left = line.runs.first().and_then(|r| r.left).unwrap_or(0.0);
            (left, line.runs.last().map_or(left, |r| r.right))
        })
        .collect();
    let longest = edges.iter().map(|(l, r)| r - l).fold(0.0, f64::max);
    let width = frame.width.unwrap_or(longest);
    let line_height = style.line_height();
    let first_baseline = (line_height - (ASCENT + DESCENT) * style.size) / 2.0 + ASCENT * style.size;
    let height = line_height * lines.len() as f64;
    let lines = lines
        .into_iter()
        .zip(edges)
        .enumerate()
        .map(|(i, (line, (left, right)))| {
            let free = width - (right - left);
            let x = match (frame.align, frame.direction) {
                (Align::Center, _) => free / 2.0,
                (Align::Start, Direction::Ltr) | (Align::End, Direction::Rtl) => 0.0,
                (Align::Start, Direction::Rtl) | (Align::End, Direction::Ltr) => free,
            };
            let text = shown[line.range.clone()].trim();
            // Glyphs count their characters from where the line's text starts.
            let before = line.range.end - shown[line.range].trim_start().len();
            let within = |at: u32| (at as usize).saturating_sub(before).min(text.len()) as u32;
            let runs = line
                .runs
                .into_iter()
                .map(|run| {
                    let run_left = run.left.unwrap_or(0.0);
                    Run {
                        text: visible(&shown[run.range]),
                        x: x + run_left - left,
                        width: run.right - run_left,
                        rtl: run.rtl,
                        face: run.face,
                        glyphs: run
                            .glyphs
                            .into_iter()
                            .map(|g| Glyph {
                                x: g.x - run_left,
                                start: within(g.start),
                                end: within(g.end),
                                ..g
                            })
                            .collect(),
                    }
                })
                .collect();
            Line {
                text: text.to_owned(),
                baseline: first_baseline + line_height * i as f64,
                x,
                width: right - left,
                runs,
            }
        })
        .collect();
    Block {
        width,
        height,
        lines,
        clipped,
        text: whole,
        style,
        direction: frame.direction,
        align: frame.align,
    }
}
