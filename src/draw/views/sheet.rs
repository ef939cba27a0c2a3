//! The page a view draws on, in reading coordinates.
//!
//! A view is laid out once, from the side where reading starts; the sheet turns it over for a language
//! that runs from the right. Up and down, numbers and shapes are never turned over.

use crate::draw::canvas::{Attr, Canvas, Element, Page, Tag};
use crate::draw::icons::Icon;
use crate::draw::locale::Locale;
use crate::draw::path::PathData;
use crate::draw::text::{Align, Block, Direction, Frame, Paint, TextEngine, TextStyle};
use crate::draw::theme::{Color, Theme};

pub use crate::draw::formats::Drawing;

/// The page a picture is made for. One drawing unit is half a point on paper and on a slide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageFormat {
    /// A slide of 13.33 × 7.5 inches.
    #[default]
    Wide,
    /// A slide of 10 × 7.5 inches.
    Standard,
    /// A4 across.
    A4,
    /// A3 across.
    A3,
    /// A4 upright, for documents.
    Upright,
    /// One page as wide and as high as its content needs, from 1920 × 1080.
    Free,
    /// A page of so many pixels, from 320 × 180 to 16384 × 16384.
    Pixels {
        /// From side to side.
        width: u16,
        /// From top to bottom.
        height: u16,
    },
}

impl PageFormat {
    /// Width and height in pixels; for a free page the least it takes.
    pub fn size(self) -> (f64, f64) {
        match self {
            PageFormat::Wide | PageFormat::Free => (1920.0, 1080.0),
            PageFormat::Standard => (1440.0, 1080.0),
            PageFormat::A4 => (1684.0, 1191.0),
            PageFormat::A3 => (2381.0, 1684.0),
            PageFormat::Upright => (1191.0, 1684.0),
            PageFormat::Pixels { width, height } => {
                (f64::from(width).clamp(320.0, 16_384.0), f64::from(height).clamp(180.0, 16_384.0))
            }
        }
    }

    /// Whether the page grows with its content; what doesn't fit another page goes on the next.
    pub fn is_free(self) -> bool {
        self == PageFormat::Free
    }

    /// Drawing units to one pixel: 1, but for a page of so many pixels.
    ///
    /// Such a page has at least 1680 × 945 units, and at most 1920 × 1080 where it is wide and high enough;
    /// in between a unit is a pixel. So type grows and shrinks with the picture, and never falls under
    /// 20 units.
    pub fn units_per_pixel(self) -> f64 {
        let PageFormat::Pixels { .. } = self else { return 1.0 };
        let (width, height) = self.size();
        let shrink = (1680.0 / width).max(945.0 / height);
        let enlarge = (1920.0 / width).max(1080.0 / height);
        if shrink > 1.0 { shrink } else { enlarge.min(1.0) }
    }
}

/// How a picture is to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// The page it is made for.
    pub page: PageFormat,
    /// Its colours.
    pub theme: Theme,
    /// Put before every id, so that several pictures can share one HTML page.
    pub id_prefix: Option<String>,
}

/// What a page says about itself to those who don't see it, and to programs.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The id of the root element.
    pub id: &'a str,
    /// `masa` and the view's name.
    pub class: &'static str,
    /// The title read aloud.
    pub title: &'a str,
    /// The picture in words.
    pub description: &'a str,
}

/// What a view draws one page with.
pub struct Sheet<'a> {
    pub canvas: Canvas,
    pub engine: &'a mut TextEngine,
    pub theme: Theme,
    pub locale: Locale,
    pub direction: Direction,
    /// Width of the page in units; a view may widen a free page before it lays anything out.
    pub width: f64,
    /// Height of the page in units; for a free page the least.
    pub height: f64,
    lang: String,
    units_per_pixel: f64,
    drawn: (f64, f64),
}

impl<'a> Sheet<'a> {
    /// An empty page for a map in a language and a direction.
    pub fn new(options: &Options, engine: &'a mut TextEngine, lang: &str, direction: Direction) -> Self {
        engine.set_language(lang);
        let (width, height) = options.page.size();
        let units_per_pixel = options.page.units_per_pixel();
        Sheet {
            canvas: Canvas::new(options.id_prefix.as_deref()),
            engine,
            theme: options.theme,
            locale: Locale::of(lang),
            direction,
            width: width * units_per_pixel,
            height: height * units_per_pixel,
            lang: lang.to_owned(),
            units_per_pixel,
            drawn: (0.0, 0.0),
        }
    }

    /// A height at which the page is a whole number of pixels high, not less than `height`.
    pub fn whole_height(&self, height: f64) -> f64 {
        (height / self.units_per_pixel - 1e-6).ceil() * self.units_per_pixel
    }

    /// Opens the page at its final height in units, with its ground and its description.
    pub fn begin(&mut self, about: About<'_>, height: f64) {
        let units = (self.width, height);
        self.drawn = (units.0 / self.units_per_pixel, units.1 / self.units_per_pixel);
        self.canvas.begin(&Page {
            size: self.drawn,
            units,
            id: about.id,
            lang: &self.lang,
            class: about.class,
            title: about.title,
            description: about.description,
            font_family: &self.engine.font_family(),
        });
        self.canvas.leaf(
            Element::new(Tag::Rect)
                .with(Attr::Class, "page")
                .with(Attr::Width, units.0)
                .with(Attr::Height, units.1)
                .with(Attr::Fill, self.theme.surface),
        );
    }

    /// The finished page.
    pub fn finish(self) -> Drawing {
        Drawing { scene: self.canvas.finish(), width: self.drawn.0, height: self.drawn.1 }
    }

    /// Opens a group whose texts must all stand inside a box; scripts and tests find the box in
    /// `data-box` as left, top, width and height. `u` is the edge where reading starts.
    pub fn open_cell(
        &mut self,
        class: &'static str,
        id: Option<&str>,
        title: Option<&str>,
        (u, y, width, height): (f64, f64, f64, f64),
    ) {
        let left = if self.direction.is_rtl() { self.width - u - width } else { u };
        self.canvas.open_cell(class, id, title, [left, y, width, height]);
    }

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
        self.canvas.block(block, left, y, Paint { fill, class });
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

    /// A dashed outline inside a box: something that is not there, or not for long.
    pub fn outline(&mut self, (u, y, width, height): (f64, f64, f64, f64), color: Color) {
        let left = self.x(u).min(self.x(u + width));
        self.canvas.leaf(
            Element::new(Tag::Rect)
                .with(Attr::X, left + 1.0)
                .with(Attr::Y, y + 1.0)
                .with(Attr::Width, width - 2.0)
                .with(Attr::Height, height - 2.0)
                .with(Attr::Fill, "none")
                .with(Attr::Stroke, color)
                .with(Attr::StrokeWidth, 2.0)
                .with(Attr::StrokeDasharray, "7 5"),
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
                .with(Attr::D, path)
                .with(Attr::Fill, "none")
                .with(Attr::Stroke, color)
                .with(Attr::StrokeWidth, width),
        );
    }

    /// An icon with its centre at a point in reading coordinates; it is never turned over.
    pub fn icon(&mut self, icon: Icon, u: f64, y: f64, size: f64, color: Color) {
        let path = icon.path(self.x(u), y, size);
        self.canvas.leaf(
            Element::new(Tag::Path)
                .with(Attr::Class, "icon")
                .with(Attr::D, path)
                .with(Attr::Fill, "none")
                .with(Attr::Stroke, color)
                .with(Attr::StrokeWidth, Icon::stroke_width(size))
                .with(Attr::StrokeLinecap, "round")
                .with(Attr::StrokeLinejoin, "round"),
        );
    }
}
