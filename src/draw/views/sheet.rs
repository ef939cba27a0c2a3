//! The page a view draws on, in reading coordinates.
//!
//! A view is laid out once, from the side where reading starts; the sheet turns it over for a language
//! that runs from the right. Up and down, numbers and shapes are never turned over.

use crate::draw::canvas::{Attr, Canvas, Element, Tag};
use crate::draw::locale::Locale;
use crate::draw::path::PathData;
use crate::draw::text::{
    Align, Block, Direction, Frame, Paint, TextEngine, TextMode, TextStyle, write_block,
};
use crate::draw::theme::{Color, Theme};

/// How a picture is to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Width in pixels; clamped to 320..=16384.
    pub width: f64,
    /// Height in pixels; clamped to 180..=16384, and a floor: a picture that needs more grows.
    pub height: f64,
    /// How text is written.
    pub text: TextMode,
    /// Put before every id, so that several pictures can share one HTML page.
    pub id_prefix: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Options { width: 1920.0, height: 1080.0, text: TextMode::default(), id_prefix: None }
    }
}

impl Options {
    /// The size in pixels, within its limits.
    pub fn size(&self) -> (f64, f64) {
        let clamp = |value: f64, low: f64, default: f64| {
            if value.is_finite() { value.clamp(low, 16_384.0).round() } else { default }
        };
        (clamp(self.width, 320.0, 1920.0), clamp(self.height, 180.0, 1080.0))
    }

    /// Drawing units to one pixel.
    ///
    /// A page has at least 1680 × 945 units, and at most 1920 × 1080 where it is wide and high enough;
    /// in between a unit is a pixel. So type grows and shrinks with the picture, and never falls under
    /// 20 units.
    pub fn units_per_pixel(&self) -> f64 {
        let (width, height) = self.size();
        let shrink = (1680.0 / width).max(945.0 / height);
        let enlarge = (1920.0 / width).max(1080.0 / height);
        if shrink > 1.0 { shrink } else { enlarge.min(1.0) }
    }
}

/// A finished picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// The picture as SVG.
    pub svg: String,
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
    /// Whether the picture is higher than was asked for, because type would have become too small.
    pub grown: bool,
}

/// What a view draws with.
pub struct Sheet<'a> {
    pub canvas: Canvas,
    pub engine: &'a mut TextEngine,
    pub theme: Theme,
    pub locale: Locale,
    pub direction: Direction,
    pub mode: TextMode,
    /// Width of the page in units.
    pub width: f64,
}

impl Sheet<'_> {
    /// The distance from the left for a distance from where reading starts.
    pub fn x(&self, u: f64) -> f64 {
        if self.direction.is_rtl() { self.width - u } else { u }
    }

    /// Lays out a text that reads in the page's direction; centred text gets balanced lines.
    pub fn lay_out(
        &mut self,
        text: &str,
        style: TextStyle,
        width: Option<f64>,
        max_lines: Option<usize>,
        align: Align,
    ) -> Block {
        let frame =
            Frame { width, max_lines, direction: self.direction, align, balanced: align == Align::Center };
        self.engine.layout(text, style, frame)
    }

    /// Lays out a text from the side where reading starts in lines about equally long, so that no word
    /// is left alone on the last one.
    pub fn lay_out_balanced(&mut self, text: &str, style: TextStyle, width: f64, max_lines: usize) -> Block {
        let frame = Frame {
            width: Some(width),
            max_lines: Some(max_lines),
            direction: self.direction,
            align: Align::Start,
            balanced: true,
        };
        self.engine.layout(text, style, frame)
    }

    /// Lays out a text on one line.
    pub fn line_of_text(&mut self, text: &str, style: TextStyle) -> Block {
        self.lay_out(text, style, None, None, Align::Start)
    }

    /// Writes a block whose nearer edge, in reading order, stands at `u`.
    pub fn text(&mut self, block: &Block, u: f64, y: f64, fill: Color, class: &'static str) {
        let left = if self.direction.is_rtl() { self.width - u - block.width } else { u };
        write_block(&mut self.canvas, block, left, y, self.mode, Paint { fill, class });
    }

    /// A rectangle of one colour.
    pub fn rect(&mut self, u: f64, y: f64, width: f64, height: f64, fill: Color) {
        let left = if self.direction.is_rtl() { self.width - u - width } else { u };
        self.canvas.leaf(
            Element::new(Tag::Rect)
                .with(Attr::X, left)
                .with(Attr::Y, y)
                .with(Attr::Width, width)
                .with(Attr::Height, height)
                .with(Attr::Fill, fill),
        );
    }

    /// A stroke through points, in reading coordinates.
    pub fn stroke(&mut self, points: &[(f64, f64)], color: Color, width: f64) {
        let mut path = PathData::new();
        for (i, (u, y)) in points.iter().enumerate() {
            let x = self.x(*u);
            if i == 0 {
                path.move_to(x, *y);
            } else {
                path.line_to(x, *y);
            }
        }
        self.canvas.leaf(
            Element::new(Tag::Path)
                .with_text(Attr::D, path.as_str())
                .with(Attr::Fill, "none")
                .with(Attr::Stroke, color)
                .with(Attr::StrokeWidth, width),
        );
    }
}
