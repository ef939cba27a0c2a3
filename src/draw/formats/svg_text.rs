//! Three ways to spell a laid-out text in SVG, and a fourth for drawing it in pixels.

use super::missing;
use super::outline::outline;
use super::svg::Svg;
use crate::draw::element::{Attr, Element, Tag};
use crate::draw::path::PathData;
use crate::draw::text::{Align, Block, Direction, Face, Line, Paint, Run, TextStyle, Weight};

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

/// How text is spelled in an SVG document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    Runs,
    Outlines,
    Native,
    /// Outlines as exact as numbers get here, and boxes for what our fonts lack: needs no font at all.
    Pixels,
}

impl Spelling {
    /// The spelling somebody asked for.
    pub fn of(mode: TextMode) -> Self {
        match mode {
            TextMode::Runs => Spelling::Runs,
            TextMode::Outlines => Spelling::Outlines,
            TextMode::Native => Spelling::Native,
        }
    }
}

/// Writes a block with its top left corner at a place.
pub fn write(svg: &mut Svg, block: &Block, place: (f64, f64), paint: Paint, spelling: Spelling) {
    match spelling {
        Spelling::Runs => write_runs(svg, block, place, paint),
        Spelling::Native => write_native(svg, block, place, paint),
        // A tenth of a unit is a twentieth of a point: no eye sees it, and files are a third shorter.
        Spelling::Outlines => {
            write_outlines(svg, block, place, paint, 1);
            write_unknown(svg, block, place, paint);
        }
        Spelling::Pixels => {
            write_outlines(svg, block, place, paint, 2);
            write_boxes(svg, block, place, paint);
        }
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

fn write_runs(svg: &mut Svg, block: &Block, (x, y): (f64, f64), paint: Paint) {
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
    svg.inline_elements(&text_element(paint, block.style), spans);
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

fn write_native(svg: &mut Svg, block: &Block, (x, y): (f64, f64), paint: Paint) {
    let direction = match block.direction {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    };
    for line in block.lines.iter() {
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
        svg.text_element(&element, &line.text);
    }
}

fn write_outlines(svg: &mut Svg, block: &Block, place: (f64, f64), paint: Paint, decimals: u32) {
    let outlines = outline(block, place);
    let pieces = [(&outlines.plain, false), (&outlines.bolder, true)];
    for (nth, (path, is_bolder)) in pieces.into_iter().filter(|(path, _)| !path.is_empty()).enumerate() {
        let mut d = String::with_capacity(10 * path.segments().len());
        path.write_relative(&mut d, decimals);
        let mut element = Element::new(Tag::Path)
            .with(Attr::Class, paint.class)
            .with_text(Attr::D, &d)
            .with(Attr::Fill, paint.fill);
        // One label is enough for a text in two pieces.
        if nth == 0 {
            element = element.with_text(Attr::AriaLabel, &block.text);
        }
        if is_bolder {
            element = element
                .with(Attr::Stroke, paint.fill)
                .with(Attr::StrokeWidth, outlines.line_width)
                .with(Attr::StrokeLinejoin, "round");
        }
        svg.leaf(&element);
    }
}

/// Writes the runs that have no outline as text, for the font of whoever looks at the picture.
fn write_unknown(svg: &mut Svg, block: &Block, (x, y): (f64, f64), paint: Paint) {
    for line in block.lines.iter() {
        for (i, run) in line.runs.iter().enumerate() {
            if run.face == Face::Native {
                let element = text_element(paint, block.style).with(Attr::Y, y + line.baseline);
                svg.text_element(&estimated(element, block, line, i, x), &overridden(run));
            }
        }
    }
}

/// Writes a box for every character that has no outline.
fn write_boxes(svg: &mut Svg, block: &Block, (x, y): (f64, f64), paint: Paint) {
    let mut boxes = PathData::new();
    for [left, top, width, height] in missing::boxes(block) {
        let (left, top) = (x + left, y + top);
        boxes.move_to(left, top).line_to(left + width, top).line_to(left + width, top + height);
        boxes.line_to(left, top + height).close();
    }
    if !boxes.is_empty() {
        svg.leaf(
            &Element::new(Tag::Path)
                .with(Attr::D, boxes)
                .with(Attr::Fill, "none")
                .with(Attr::Stroke, paint.fill)
                .with(Attr::StrokeWidth, missing::stroke_width(block)),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::canvas::Canvas;
    use crate::draw::formats::svg;
    use crate::draw::text::{Frame, TextEngine};
    use crate::draw::theme::Color;

    fn written(text: &str, direction: Direction, mode: TextMode) -> String {
        let frame = Frame { direction, ..Frame::default() };
        let block = TextEngine::new().layout(text, TextStyle::semibold(20.0), frame);
        let mut canvas = Canvas::new(None);
        canvas.block(&block, 10.0, 10.0, Paint { fill: Color::new(0), class: "label" });
        svg::write(&canvas.finish(), Spelling::of(mode))
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
        assert!(svg.starts_with("<path class=\"label\" aria-label=\"שלום\" d=\"m"), "{svg}");
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
