//! Colours, sizes and distances shared by every picture.

/// A colour as `#RRGGBB`.
pub type Color = &'static str;

/// One look: what every colour is for. Only the light look exists so far.
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
    /// Lines of several personas, told apart by marker and label as well.
    pub series: [Color; 5],
}

impl Theme {
    /// Dark ink on white. Every text colour reaches 4.5 : 1 on the page and on a band.
    pub const LIGHT: Theme = Theme {
        ink: "#1B2430",
        muted: "#556170",
        hairline: "#D7DDE4",
        surface: "#FFFFFF",
        band: "#F4F6F9",
        negative: "#C2410C",
        neutral: "#5E6B7D",
        positive: "#0F766E",
        opportunity: "#6D28D9",
        series: ["#1B2430", "#1D4ED8", "#A21CAF", "#854D0E", "#4D7C0F"],
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
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
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
                assert!(contrast(ink, ground) >= 4.5, "{ink} on {ground}");
            }
        }
    }
}
