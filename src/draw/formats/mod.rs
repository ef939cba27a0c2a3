//! From a recorded picture to a file: SVG, PNG, PDF.
//!
//! A view draws without knowing the format. Only here is chosen how text is written, and only our own
//! fonts are used, so a file is the same bytes on every machine.

mod missing;
mod outline;
mod pdf;
mod png;
mod shape;
mod svg;
mod svg_text;

use super::scene::Scene;

pub use missing::Missing;
pub use svg_text::TextMode;

/// Why a picture was not written in a format.
#[derive(Debug, thiserror::Error)]
pub enum FormatError {
    /// The picture would take too much memory.
    #[error(
        "the picture would be {width} × {height} pixels, more than 100 million; take a smaller --scale or --page"
    )]
    TooManyPixels {
        /// From side to side.
        width: f64,
        /// From top to bottom.
        height: f64,
    },
    /// A library refused what we gave it.
    #[error("cannot write the picture as {format}: {reason}")]
    Refused {
        /// `PNG` or `PDF`.
        format: &'static str,
        /// What the library said.
        reason: String,
    },
}

/// One finished page of a picture, to be written in a format.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// What was drawn.
    pub(in crate::draw) scene: Scene,
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
}

impl Drawing {
    /// The page as SVG, its text written in one of three ways.
    pub fn svg(&self, text: TextMode) -> String {
        svg::write(&self.scene, svg_text::Spelling::of(text))
    }

    /// The page as PNG, so many times its size in pixels.
    pub fn png(&self, scale: f64) -> Result<Vec<u8>, FormatError> {
        png::write(self, scale)
    }

    /// The page in words: its title, and what is to be seen on it.
    pub fn words(&self) -> (&str, &str) {
        (&self.scene.about.title, &self.scene.about.description)
    }

    /// The page as SVG for an HTML page that holds several: this stands before every id.
    pub fn svg_within(&self, id_prefix: &str) -> String {
        svg::write(&self.scene.with_id_prefix(id_prefix), svg_text::Spelling::of(TextMode::Runs))
    }

    /// The texts with their edges in drawing units: left, top, right, bottom.
    #[cfg(test)]
    pub(crate) fn texts(&self) -> Vec<(String, [f64; 4])> {
        use super::scene::Node;

        let blocks = self.scene.nodes.iter().filter_map(|node| match node {
            Node::Block { block, x, y, .. } => Some((block, *x, *y)),
            _ => None,
        });
        let text = |(block, x, y): (&super::text::Block, f64, f64)| {
            let left = x + block.ink_left();
            (block.text.clone(), [left, y, left + block.ink_width(), y + block.height])
        };
        blocks.map(text).collect()
    }

    /// The characters that no font of ours has; PNG and PDF show a box for each.
    pub fn missing(&self) -> Missing {
        Missing::of(&self.scene)
    }
}

/// All pages of a picture as one PDF; one drawing unit is half a point.
pub fn pdf(pages: &[Drawing]) -> Result<Vec<u8>, FormatError> {
    pdf::write(pages.iter().map(|page| &page.scene))
}

#[cfg(test)]
mod tests;
