//! A laid-out text as one path.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::draw::path::PathData;
use crate::draw::text::{Block, Face, Run};

/// The outlines of all letters of a block with its top left corner at a place; what our fonts lack has none.
pub fn outline(block: &Block, (x, y): (f64, f64)) -> PathData {
    let mut pen = Pen::default();
    for line in block.lines.iter() {
        for run in line.runs.iter().filter(|run| run.face != Face::Native) {
            outline_run(&mut pen, run, block.style.size, x + run.x, y + line.baseline);
        }
    }
    pen.path
}

fn outline_run(pen: &mut Pen, run: &Run, size: f64, left: f64, baseline: f64) {
    let Ok(font) = FontRef::new(run.face.font()) else { return };
    let outlines = font.outline_glyphs();
    for glyph in &run.glyphs {
        let Some(outline) = outlines.get(GlyphId::new(glyph.id)) else {
            continue;
        };
        pen.origin = (left + glyph.x, baseline + glyph.y);
        let settings = DrawSettings::unhinted(Size::new(size as f32), LocationRef::default());
        // An outline that can't be read leaves its glyph out; the label still carries the text.
        let _ = outline.draw(settings, &mut *pen);
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
