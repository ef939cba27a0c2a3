//! Text in pictures: shaped, measured and wrapped with our own fonts, so it is the same everywhere.
//!
//! The fonts inside the binary, and files that `masa.toml` names, decide how wide a word is and where a
//! line breaks; no font of the machine is read. A picture stores every visual run with its own place, because no two SVG engines
//! agree on how a mixed-direction line should be put in order.

use std::sync::Arc;

mod clean;
mod engine;
mod fonts;
mod paint;
mod place;
mod shapes;

pub use clean::is_isolate;
pub use engine::TextEngine;
pub use fonts::{Font, FontError, FontFile, MAX_FONT_BYTES};
pub use paint::Paint;
pub use shapes::Wrapping;

pub use crate::model::Direction;

/// Where a block's lines stand inside its width, in terms of reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    #[default]
    Start,
    Center,
    End,
}

/// The two weights a picture uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weight {
    #[default]
    Regular,
    SemiBold,
}

/// Size and weight of a text, in drawing units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    pub size: f64,
    pub weight: Weight,
}

impl TextStyle {
    /// Text of this size in the regular weight.
    pub const fn regular(size: f64) -> Self {
        TextStyle { size, weight: Weight::Regular }
    }

    /// Text of this size in the semibold weight.
    pub const fn semibold(size: f64) -> Self {
        TextStyle { size, weight: Weight::SemiBold }
    }

    /// The distance from one baseline to the next.
    pub fn line_height(self) -> f64 {
        self.size * LINE_HEIGHT
    }
}

/// Line height in terms of the size.
pub const LINE_HEIGHT: f64 = 1.25;

/// How a text should be laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Frame {
    /// The width to wrap at; `None` keeps the text on one line.
    pub width: Option<f64>,
    /// The number of lines after which an ellipsis ends the text.
    pub max_lines: Option<usize>,
    pub direction: Direction,
    pub align: Align,
    /// Whether lines are made about equally long, as suits a short label, instead of as full as possible.
    pub balanced: bool,
}

/// A piece of a text with a weight of its own.
#[derive(Clone, Copy, Debug)]
pub struct Span<'t> {
    pub text: &'t str,
    pub weight: Weight,
    /// The direction in which it runs in one piece, whatever stands around it; `None` for a part of the text.
    pub apart: Option<Direction>,
}

/// A laid-out text: lines from top to bottom, each with its runs from left to right.
///
/// Places are relative to the block's top left corner. `width` is the frame's width, or that of the
/// longest line when the frame had none.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub width: f64,
    pub height: f64,
    pub lines: Arc<[Line]>,
    /// Whether an ellipsis stands for the rest of the text.
    pub clipped: bool,
    /// The whole text as it may be shown, whatever was clipped.
    pub text: String,
    pub style: TextStyle,
    pub direction: Direction,
    pub align: Align,
}

impl Block {
    /// The width of the longest line.
    pub fn ink_width(&self) -> f64 {
        self.lines.iter().map(|l| l.width).fold(0.0, f64::max)
    }

    /// The left edge of the line that reaches farthest to the left.
    pub fn ink_left(&self) -> f64 {
        let left = self.lines.iter().map(|l| l.x).fold(f64::INFINITY, f64::min);
        if left.is_finite() { left } else { 0.0 }
    }
}

/// One line of a block.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The line's characters in reading order.
    pub text: String,
    pub baseline: f64,
    pub x: f64,
    pub width: f64,
    pub runs: Vec<Run>,
}

/// Neighbouring characters of one line that share a direction and a font.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The characters in reading order.
    pub text: String,
    /// The left edge, whatever the direction.
    pub x: f64,
    pub width: f64,
    pub rtl: bool,
    pub face: Face,
    pub glyphs: Vec<Glyph>,
}

/// One glyph, placed relative to its run's left edge and baseline, y pointing down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    pub id: u32,
    pub x: f64,
    pub y: f64,
    pub advance: f64,
    /// The characters it stands for, as bytes of its line's text.
    pub start: u32,
    pub end: u32,
}

/// Where a run's glyphs come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Face {
    /// A font whose outlines are known: Rubik, or one of the company's own.
    Font(Arc<Font>),
    /// A script that all of them lack: measured generously, drawn by whatever font the viewer has.
    Native,
}

impl Face {
    /// The font, when its outlines are known.
    pub fn font(&self) -> Option<&Font> {
        match self {
            Face::Font(font) => Some(font),
            Face::Native => None,
        }
    }

    /// The bytes of the font file that the ids of the glyphs belong to, and which font of the file.
    pub fn file(&self) -> (&[u8], u32) {
        match self {
            Face::Font(font) => (font.data.data(), font.index),
            Face::Native => (engine::BLANKS, 0),
        }
    }
}
