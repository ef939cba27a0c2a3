//! Colours, sizes and distances shared by every picture.

use std::fmt;

/// A colour without transparency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Color {
    /// A colour from its six hexadecimal digits.
    pub const fn new(rgb: u32) -> Self {
        Color { red: (rgb >> 16) as u8, green: (rgb >> 8) as u8, blue: rgb as u8 }
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }
}

/// One look: what every colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Text and lines that carry the message.
    pub ink: Color,
    /// Text that supports it.
    pub muted: Color,
    /// Rules where white space is not enough.
    pub hairline: Color,
    /// The page.
    pub surface: Color,
    /// A stage's ground.
    pub band: Color,
    /// Below neutral: a bad feeling, a pain.
    pub negative: Color,
    /// Neither good nor bad.
    pub neutral: Color,
    /// Above neutral: a good feeling, a gain.
    pub positive: Color,
    /// What could still be.
    pub opportunity: Color,
    /// Text on a ground of `ink`, `negative`, `neutral`, `positive` or `opportunity`.
    pub on_fill: Color,
    /// A pale ground in the sense of `negative`, for `ink`, `muted` and `negative` to stand on.
    pub negative_ground: Color,
    /// The same in the sense of `positive`.
    pub positive_ground: Color,
    /// The same in the sense of `opportunity`.
    pub opportunity_ground: Color,
    /// Lines of several personas, told apart by marker and label as well.
    pub series: [Color; 5],
}

impl Theme {
    /// Dark ink on white. Every text colour reaches 4.5 : 1 on the page and on a band.
    pub const LIGHT: Theme = Theme {
        ink: Color::new(0x1B2430),
        muted: Color::new(0x556170),
        hairline: Color::new(0xD7DDE4),
        surface: Color::new(0xFFFFFF),
        band: Color::new(0xF4F6F9),
        negative: Color::new(0xC2410C),
        neutral: Color::new(0x5E6B7D),
        positive: Color::new(0x0F766E),
        opportunity: Color::new(0x6D28D9),
        on_fill: Color::new(0xFFFFFF),
        negative_ground: Color::new(0xFDF1EA),
        positive_ground: Color::new(0xEAF6F4),
        opportunity_ground: Color::new(0xF3EDFD),
        series: [
            Color::new(0x1B2430),
            Color::new(0x1D4ED8),
            Color::new(0xA21CAF),
            Color::new(0x854D0E),
            Color::new(0x4D7C0F),
        ],
    };

    /// The colour of a value in −1..=1 by its sign.
    pub fn sign(&self, value: f64) -> Color {
        if value < 0.0 {
            self.negative
        } else if value > 0.0 {
            self.positive
        } else {
            self.neutral
        }
    }

    /// The colour of the `index`th line of a picture; past the last they start over.
    pub fn series_color(&self, index: usize) -> Color {
        self.series[index % self.series.len()]
    }
}

impl Default for Theme {
    fn default() -> Self {
        Theme::LIGHT
    }
}

/// Type sizes in drawing units; nothing is smaller than [`size::SMALL`].
pub mod size {
    pub const TITLE: f64 = 48.0;
    pub const STAGE: f64 = 28.0;
    pub const SUBTITLE: f64 = 26.0;
    pub const BODY: f64 = 24.0;
    pub const NOTE: f64 = 22.0;
    pub const SMALL: f64 = 20.0;
}

/// Distances in drawing units.
pub mod space {
    /// Everything is a multiple of this.
    pub const STEP: f64 = 8.0;
    /// The page's edge.
    pub const MARGIN: f64 = 48.0;
    /// The line at the foot of a page.
    pub const FOOT: f64 = 28.0;
}

/// The families of a picture's text; the generic one serves scripts Rubik lacks.
pub const FONT_FAMILY: &str = "Rubik, sans-serif";

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(color: Color) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(color.red) + 0.7152 * channel(color.green) + 0.0722 * channel(color.blue)
    }

    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_reads_well_on_page_and_band() {
        let theme = Theme::LIGHT;
        let inks = [theme.ink, theme.muted, theme.negative, theme.neutral, theme.positive, theme.opportunity];
        for ink in inks.iter().chain(&theme.series) {
            for ground in [theme.surface, theme.band] {
                assert!(contrast(*ink, ground) >= 4.5, "{ink} on {ground}");
            }
        }
    }
}
