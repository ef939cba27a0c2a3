//! The PNG writer: the picture's SVG with every letter as an outline, in pixels.

use resvg::{tiny_skia, usvg};

use super::svg;
use super::svg_text::Spelling;
use super::{Drawing, FormatError};

/// Past this a picture takes more memory than it is worth: four bytes a pixel, twice while it is packed.
const MOST_PIXELS: f64 = 100e6;

/// Draws a page so many times its size.
pub fn write(drawing: &Drawing, scale: f64) -> Result<Vec<u8>, FormatError> {
    let side = |length: f64| (length * scale).round().max(1.0);
    let (width, height) = (side(drawing.width), side(drawing.height));
    if width * height > MOST_PIXELS {
        return Err(FormatError::TooManyPixels { width, height });
    }
    let refused = |reason: String| FormatError::Refused { format: "PNG", reason };
    let text = svg::write(&drawing.scene, Spelling::Pixels);
    let tree =
        usvg::Tree::from_str(&text, &usvg::Options::default()).map_err(|error| refused(error.to_string()))?;
    let mut pixels = tiny_skia::Pixmap::new(width as u32, height as u32)
        .ok_or_else(|| refused("it has no size".to_owned()))?;
    // A page whose sides are no whole pixels is stretched by less than one, so that no edge shows through.
    let size = tree.size();
    let transform =
        tiny_skia::Transform::from_scale(width as f32 / size.width(), height as f32 / size.height());
    resvg::render(&tree, transform, &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| refused(error.to_string()))
}
