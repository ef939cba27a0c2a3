//! Fonts: ours inside the binary, and files of the company's own.

use std::sync::Arc;

use parley::fontique::Blob;
use skrifa::instance::{LocationRef, NormalizedCoord, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};

/// The largest font file that is read, in bytes: 30 MB, which holds every script of the world.
pub const MAX_FONT_BYTES: u64 = 30_000_000;

/// The axis of a variable font along which it gets bolder.
const WEIGHT: Tag = Tag::new(b"wght");

/// Why a file can't serve as a font.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    /// WOFF or WOFF 2.
    #[error("a packed web font; use the TTF or OTF file that it was made from")]
    Packed,
    /// Several fonts in one file.
    #[error("a collection of fonts; use the TTF or OTF file of one")]
    Collection,
    /// Something else, or a damaged font.
    #[error("not a TTF or OTF font, or a damaged one")]
    Broken,
}

/// A font file that was found fit to set text in.
#[derive(Clone, Debug)]
pub struct FontFile {
    pub(super) data: Blob<u8>,
    pub(super) family: Arc<str>,
    /// Whether it is, or can be made, at least semibold.
    pub(super) is_bold: bool,
}

impl FontFile {
    /// A font from the bytes of a TTF or OTF file.
    pub fn new(bytes: Vec<u8>) -> Result<Self, FontError> {
        match bytes.get(..4) {
            Some(b"wOFF" | b"wOF2") => return Err(FontError::Packed),
            Some(b"ttcf") => return Err(FontError::Collection),
            _ => {}
        }
        let (family, is_bold) = usable(&bytes).ok_or(FontError::Broken)?;
        Ok(FontFile { data: Blob::from(bytes), family: family.into(), is_bold })
    }

    /// The name of the family, as the font says it.
    pub fn family(&self) -> &str {
        &self.family
    }
}

/// The family of a font that has letters with outlines, and whether it can be semibold.
fn usable(bytes: &[u8]) -> Option<(String, bool)> {
    let font = FontRef::new(bytes).ok()?;
    let metrics = font.metrics(Size::unscaled(), LocationRef::default());
    if metrics.units_per_em < 16 || metrics.glyph_count == 0 {
        return None;
    }
    let outlines = font.outline_glyphs();
    let (_, letter) = font.charmap().mappings().find(|(code, _)| *code > 32)?;
    outlines.get(letter)?;
    let name =
        |id| font.localized_strings(id).english_or_first().map(|name| name.chars().collect::<String>());
    let family = name(StringId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| name(StringId::FAMILY_NAME));
    // The name is written into a list of families, where quotes and commas would end it.
    let is_plain = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
    let plain: String = family.unwrap_or_default().chars().filter(is_plain).take(100).collect();
    // Browsers make letters bolder when 600 is asked of less.
    let is_bold = font.attributes().weight.value() >= 600.0 || font.axes().get_by_tag(WEIGHT).is_some();
    Some((plain.trim().to_owned(), is_bold))
}

/// A font as a run is set in it: the file, and what was done to its letters to reach a weight.
#[derive(Clone, Debug)]
pub struct Font {
    /// The bytes of the file; its `id` is the same for all runs set in it.
    pub data: Blob<u8>,
    /// Which font of the file.
    pub index: u32,
    /// The name of its family; empty when the font says none.
    pub family: Arc<str>,
    /// Where a variable font stands on its axes; empty for others.
    pub coords: Vec<i16>,
    /// Whether the letters have to be made bolder, because the family has no semibold of its own.
    pub embolden: bool,
}

/// Two fonts are the same when letters of both look the same, whichever engine holds them.
impl PartialEq for Font {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
            && self.family == other.family
            && self.coords == other.coords
            && self.embolden == other.embolden
            && (self.data.id() == other.data.id() || self.data.data() == other.data.data())
    }
}

impl Font {
    /// The font for reading its tables.
    pub fn tables(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(self.data.data(), self.index).ok()
    }

    /// Draws the outline of a glyph at a size; one that can't be read leaves nothing behind.
    pub fn draw(&self, glyph: u32, size: f64, pen: &mut impl OutlinePen) {
        let Some(font) = self.tables() else { return };
        let Some(outline) = font.outline_glyphs().get(GlyphId::new(glyph)) else { return };
        let coords: Vec<NormalizedCoord> =
            self.coords.iter().map(|bits| NormalizedCoord::from_bits(*bits)).collect();
        let settings = DrawSettings::unhinted(Size::new(size as f32), LocationRef::new(&coords));
        // What can't be drawn leaves its glyph out; the label still carries the text.
        let _ = outline.draw(settings, pen);
    }

    /// How much bolder the letters are made at a size: the width of a line around them.
    pub fn emboldening(&self, size: f64) -> f64 {
        if self.embolden { size / 28.0 } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::draw::TextMode;
    use crate::draw::canvas::Canvas;
    use crate::draw::formats::Drawing;
    use crate::draw::text::{Frame, Paint, TextEngine, TextStyle};
    use crate::draw::theme::Color;

    const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/Rubik-Regular.ttf");
    const SEMIBOLD: &[u8] = include_bytes!("../../../assets/fonts/Rubik-SemiBold.ttf");

    fn svg(fonts: Vec<FontFile>, style: TextStyle, mode: TextMode) -> String {
        let mut engine = TextEngine::with_fonts(fonts);
        let block = engine.layout("Refund שלום سلام 日本 1.5", style, Frame::default());
        assert!(block.width.is_finite());
        let mut canvas = Canvas::new(None);
        let paint = Paint { fill: Color::new(0), class: "label" };
        canvas.block(&block, 0.0, 0.0, paint);
        Drawing { scene: canvas.finish(), width: 100.0, height: 100.0 }.svg(mode)
    }

    /// Rubik under another name, so that it can be told from ours.
    fn company(bytes: &[u8]) -> Vec<u8> {
        let name: Vec<u8> = "Rubik".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let other: Vec<u8> = "Kubir".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let mut bytes = bytes.to_vec();
        let mut at = 0;
        while let Some(found) = bytes[at..].windows(name.len()).position(|window| window == name) {
            at += found;
            bytes[at..at + name.len()].copy_from_slice(&other);
        }
        bytes
    }

    #[test]
    fn a_company_font_comes_first() {
        let font = FontFile::new(company(REGULAR)).expect("a font");
        assert_eq!(font.family(), "Kubir");
        let mut engine = TextEngine::with_fonts(vec![font]);
        assert_eq!(engine.font_family(), "Kubir, Rubik, sans-serif");
        let block = engine.layout("Refund", TextStyle::regular(20.0), Frame::default());
        let face = block.lines[0].runs[0].face.font().expect("a known font");
        assert_eq!((&*face.family, face.embolden), ("Kubir", false));
        assert_eq!(TextEngine::new().font_family(), "Rubik, sans-serif");
    }

    #[test]
    fn a_family_with_a_semibold_needs_no_emboldening() {
        let embolden = |files: &[&[u8]]| {
            let fonts = files.iter().map(|bytes| FontFile::new(company(bytes)).expect("a font")).collect();
            let mut engine = TextEngine::with_fonts(fonts);
            let block = engine.layout("Refund", TextStyle::semibold(20.0), Frame::default());
            block.lines[0].runs[0].face.font().expect("a known font").embolden
        };
        assert!(embolden(&[REGULAR]));
        assert!(!embolden(&[REGULAR, SEMIBOLD]));
        let fonts = vec![FontFile::new(company(REGULAR)).expect("a font")];
        let outlines = svg(fonts, TextStyle::semibold(28.0), TextMode::Outlines);
        assert!(outlines.contains("stroke-width=\"1\""), "{outlines}");
    }

    #[test]
    fn what_is_no_font_is_refused() {
        let refused = |bytes: &[u8]| FontFile::new(bytes.to_vec()).expect_err("no font");
        assert_eq!(refused(b""), FontError::Broken);
        assert_eq!(refused(b"hello, world"), FontError::Broken);
        assert_eq!(refused(b"wOF2 and more"), FontError::Packed);
        assert_eq!(refused(b"ttcf and more"), FontError::Collection);
        assert_eq!(refused(&REGULAR[..400]), FontError::Broken);
    }

    #[test]
    fn cut_fonts_do_no_harm() {
        for part in 1..24 {
            let cut = REGULAR[..REGULAR.len() * part / 24].to_vec();
            if let Ok(font) = FontFile::new(cut) {
                svg(vec![font], TextStyle::semibold(20.0), TextMode::Outlines);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn damaged_fonts_do_no_harm(
            damage in proptest::collection::vec((0.0f64..1.0, any::<u8>()), 1..400),
            in_head: bool,
        ) {
            let mut bytes = REGULAR.to_vec();
            let reach = if in_head { 2_000 } else { bytes.len() };
            for (place, byte) in damage {
                bytes[(place * reach as f64) as usize] = byte;
            }
            if let Ok(font) = FontFile::new(bytes) {
                svg(vec![font], TextStyle::regular(20.0), TextMode::Outlines);
            }
        }

        #[test]
        fn noise_is_no_font(bytes in proptest::collection::vec(any::<u8>(), 0..3_000)) {
            let mut font = b"\0\x01\0\0".to_vec();
            font.extend(bytes);
            prop_assert!(FontFile::new(font).is_err());
        }
    }
}
