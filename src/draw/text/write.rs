//! Three ways to put a laid-out text on a canvas.

use skrifa::outline::OutlinePen;

use super::{Align, Block, Direction, Face, Line, Run, TextStyle, Weight};
use crate::draw::canvas::{Attr, Canvas, Element, Tag};
use crate::draw::path::PathData;
use crate::draw::theme::Color;

/// How text is written into a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextMode {
    /// Real text, each visual run at its measured place; looks the same in every engine.
    #[default]
    Runs,
    /// Outlines of the letters; needs no font, as slides and strangers' machines want it.
    Outlines,
    /// One plain text per line with a direction; for browsers and for editing by hand.
    Native,
}

/// The colour of a text and the name of its group.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    pub fill: Color,
    pub class: &'static str,
}

/// Writes a block with its top left corner at `(x, y)`.
pub fn write_block(canvas: &mut Canvas, block: &Block, x: f64, y: f64, mode: TextMode, paint: Paint) {
    if block.lines.is_empty() {
        return;
    }
    match mode {
        TextMode::Runs => write_runs(canvas, block, x, y, paint),
        TextMode::Outlines => write_outlines(canvas, block, x, y, paint),
        TextMode::Native => write_native(canvas, block, x, y, paint),
    }
}

fn text_element(paint: Paint, style: TextStyle) -> Element<'static> {
    let weight = (style.weight == Weight::SemiBold).then_some(600.0);
    Element::new(Tag::Text)
        .with(Attr::Class, paint.class)
        .with(Attr::FontSize, style.size)
        .maybe(Attr::FontWeight, weight)
        .with(Attr::Fill, paint.fill)
}

fn write_runs(canvas: &mut Canvas, block: &Block, x: f64, y: f64, paint: Paint) {
    // A left-to-right text without any other direction needs no controls; everything else gets them,
    // because engines disagree about the order of what stands beside them.
    let plain = block.direction == Direction::Ltr && block.lines.iter().flat_map(|l| &l.runs).all(|r| !r.rtl);
    let spans = block.lines.iter().flat_map(|line| {
        line.runs.iter().enumerate().map(move |(i, run)| {
            let span = Element::new(Tag::Tspan).with(Attr::Y, y + line.baseline);
            // The measured advance keeps a line inside its column on a machine without Rubik. A script
            // we only estimate is better left alone.
            let span = match run.face {
                Face::Font(_) => span
                    .with(Attr::X, x + run.x)
                    .with(Attr::TextLength, run.width)
                    .with(Attr::LengthAdjust, "spacingAndGlyphs"),
                Face::Native => estimated(span, block, line, i, x),
            };
            let text = if plain { run.text.clone() } else { overridden(run) };
            (span, text)
        })
    });
    canvas.inline_elements(text_element(paint, block.style), spans);
}

/// Places a run whose width is an estimate: at the edge its line is aligned to when it stands there,
/// else in the middle of its room, so that what was counted too generously is shared by both sides.
fn estimated<'e>(element: Element<'e>, block: &Block, line: &Line, index: usize, x: f64) -> Element<'e> {
    let run = &line.runs[index];
    let leans_left = matches!(
        (block.align, block.direction),
        (Align::Start, Direction::Ltr) | (Align::End, Direction::Rtl)
    );
    let (anchor, at) = if block.align == Align::Center {
        ("middle", run.width / 2.0)
    } else if leans_left && index == 0 {
        ("start", 0.0)
    } else if !leans_left && index + 1 == line.runs.len() {
        ("end", run.width)
    } else {
        ("middle", run.width / 2.0)
    };
    element.with(Attr::X, x + run.x + at).with(Attr::FontFamily, "sans-serif").with(Attr::TextAnchor, anchor)
}

/// The run between the controls that pin its direction.
fn overridden(run: &Run) -> String {
    let control = if run.rtl { '\u{202E}' } else { '\u{202D}' };
    format!("{control}{}\u{202C}", run.text)
}

fn write_native(canvas: &mut Canvas, block: &Block, x: f64, y: f64, paint: Paint) {
    let direction = match block.direction {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    };
    for line in &block.lines {
        // Anchored in the middle, a line stands right whichever way an engine thinks it runs; but a
        // line whose width is an estimate has to start where reading starts.
        let is_estimate = line.runs.iter().any(|run| run.face == Face::Native);
        let (anchor, at) = match (is_estimate, block.direction) {
            (false, _) => ("middle", line.x + line.width / 2.0),
            (true, Direction::Ltr) => ("start", line.x),
            (true, Direction::Rtl) => ("start", line.x + line.width),
        };
        let element = text_element(paint, block.style)
            .with(Attr::X, x + at)
            .with(Attr::Y, y + line.baseline)
            .with(Attr::Direction, direction)
            .with(Attr::TextAnchor, anchor);
        canvas.text_element(element, &line.text);
    }
}

fn write_outlines(canvas: &mut Canvas, block: &Block, x: f64, y: f64, paint: Paint) {
    let (mut plain, mut bolder, mut line_width) = (Pen::default(), Pen::default(), 0.0);
    for line in &block.lines {
        for run in &line.runs {
            let Some(font) = run.face.font() else { continue };
            if font.embolden {
                line_width = font.emboldening(block.style.size);
            }
            let pen = if font.embolden { &mut bolder } else { &mut plain };
            for glyph in &run.glyphs {
                pen.origin = (x + run.x + glyph.x, y + line.baseline + glyph.y);
                font.draw(glyph.id, block.style.size, pen);
            }
        }
    }
    for (pen, is_bolder) in [(&plain, false), (&bolder, true)] {
        if pen.path.is_empty() {
            continue;
        }
        // One label is enough for a text in two pieces.
        let is_labelled = is_bolder && !plain.path.is_empty();
        let mut element = Element::new(Tag::Path)
            .with(Attr::Class, paint.class)
            .with_text(Attr::D, pen.path.as_str())
            .with(Attr::Fill, paint.fill);
        if !is_labelled {
            element = element.with_text(Attr::AriaLabel, &block.text);
        }
        if is_bolder {
            element = element
                .with(Attr::Stroke, paint.fill)
                .with(Attr::StrokeWidth, line_width)
                .with(Attr::StrokeLinejoin, "round");
        }
        canvas.leaf(element);
    }
    for line in &block.lines {
        for (i, run) in line.runs.iter().enumerate() {
            if run.face == Face::Native {
                let element = text_element(paint, block.style).with(Attr::Y, y + line.baseline);
                canvas.text_element(estimated(element, block, line, i, x), &overridden(run));
            }
        }
    }
}

/// Turns a font's outline, y pointing up from the baseline, into a path on the canvas.
#[derive(Default)]
struct Pen {
    path: PathData,
    origin: (f64, f64),
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f64, f64) {
        (self.origin.0 + f64::from(x), self.origin.1 - f64::from(y))
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let ((cx, cy), (x, y)) = (self.at(cx, cy), self.at(x, y));
        self.path.quad_to(cx, cy, x, y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let (a, b, end) = (self.at(ax, ay), self.at(bx, by), self.at(x, y));
        self.path.curve_to(a, b, end);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::text::{Frame, TextEngine};

    fn written(text: &str, direction: Direction, mode: TextMode) -> String {
        let frame = Frame { direction, ..Frame::default() };
        let block = TextEngine::new().layout(text, TextStyle::semibold(20.0), frame);
        let mut canvas = Canvas::new(None);
        let paint = Paint { fill: Color::new(0), class: "label" };
        write_block(&mut canvas, &block, 10.0, 10.0, mode, paint);
        canvas.finish()
    }

    #[test]
    fn plain_latin_needs_no_controls() {
        let svg = written("Test drive", Direction::Ltr, TextMode::Runs);
        assert!(svg.contains(">Test drive</tspan>"), "{svg}");
        assert!(svg.contains("textLength="));
    }

    #[test]
    fn every_other_run_is_pinned() {
        let svg = written("נסיעה ב-Tesla", Direction::Rtl, TextMode::Runs);
        assert!(svg.contains("\u{202D}Tesla\u{202C}"), "{svg}");
        assert!(svg.contains("\u{202E}נסיעה ב-\u{202C}"), "{svg}");
    }

    #[test]
    fn outlines_carry_their_text() {
        let svg = written("שלום", Direction::Rtl, TextMode::Outlines);
        assert!(svg.starts_with("<path class=\"label\" aria-label=\"שלום\" d=\"M"), "{svg}");
        assert!(!svg.contains("<text"));
        let svg = written("OK 日本", Direction::Ltr, TextMode::Outlines);
        assert!(svg.contains("日本") && svg.contains("<text"), "{svg}");
    }

    #[test]
    fn native_lines_say_their_direction() {
        let svg = written("שלום", Direction::Rtl, TextMode::Native);
        assert!(svg.contains("direction=\"rtl\"") && svg.contains(">שלום</text>"), "{svg}");
    }
}
