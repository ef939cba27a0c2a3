//! A laid-out text as paths.

use skrifa::outline::OutlinePen;

use crate::draw::path::PathData;
use crate::draw::text::Block;

/// The letters of a block as paths; what no font has is in none.
#[derive(Default)]
pub struct Outlines {
    /// Letters as their fonts have them.
    pub plain: PathData,
    /// Letters that have to be made bolder, by a line around them in the colour of the text.
    pub bolder: PathData,
    /// How wide that line is.
    pub line_width: f64,
}

/// The outlines of a block with its top left corner at a place.
pub fn outline(block: &Block, (x, y): (f64, f64)) -> Outlines {
    let (mut plain, mut bolder, mut line_width) = (Pen::default(), Pen::default(), 0.0);
    for line in block.lines.iter() {
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
    Outlines { plain: plain.path, bolder: bolder.path, line_width }
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
