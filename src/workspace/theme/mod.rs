//! The looks of pictures: what every colour is for, and which pairs of colours meet.

mod color;
mod palettes;
mod settings;
#[cfg(test)]
mod tests;

pub use color::Color;
pub use settings::{ThemeColors, ThemeSettings};

vocabulary! {
    /// A look of pictures.
    pub enum ThemeName {
        /// Dark ink on white, for slides and pages.
        Light = "light",
        /// Light ink on a dark ground, for dark slides and screens.
        Dark = "dark",
        /// Greys only, for printers without colour.
        Print = "print",
        /// Black on white with a contrast of at least 7 : 1.
        HighContrast = "high-contrast",
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
    /// A pale ground in the sense of `negative`, for every text colour to stand on.
    pub negative_ground: Color,
    /// The same in the sense of `positive`.
    pub positive_ground: Color,
    /// The same in the sense of `opportunity`.
    pub opportunity_ground: Color,
    /// Lines of several personas, told apart by marker and label as well.
    pub series: [Color; 5],
    /// How strongly a translucent area, such as the one under a curve, covers its ground, in hundredths.
    pub wash: u8,
    /// The contrast that text needs, in tenths: 45 for level AA of WCAG, 70 for AAA.
    pub contrast: u8,
}

/// Two colours that meet: a text, or a mark that means something, on a ground.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The key of the upper colour.
    pub text: &'static str,
    /// Which of its colours, when the key is `series`.
    pub line: Option<usize>,
    /// The key of the lower one.
    pub ground: &'static str,
    /// The contrast between the two.
    pub ratio: f64,
}

impl Theme {
    /// The look of a name.
    pub const fn of(name: ThemeName) -> Theme {
        match name {
            ThemeName::Light => Theme::LIGHT,
            ThemeName::Dark => Theme::DARK,
            ThemeName::Print => Theme::PRINT,
            ThemeName::HighContrast => Theme::HIGH_CONTRAST,
        }
    }

    /// The look of a name as it is written; see [`ThemeName::ALL`] for the names.
    pub fn named(name: &str) -> Option<Theme> {
        ThemeName::ALL.iter().find(|known| known.as_str() == name).map(|known| Theme::of(*known))
    }

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

    /// How strongly a translucent area covers its ground, from 0 to 1.
    pub fn wash_share(&self) -> f64 {
        f64::from(self.wash) / 100.0
    }

    /// The contrast that every pair needs.
    pub fn needed_contrast(&self) -> f64 {
        f64::from(self.contrast) / 10.0
    }

    /// Every pair of colours that pictures put on one another.
    pub fn pairs(&self) -> Vec<Pair> {
        let texts = [
            ("ink", self.ink),
            ("muted", self.muted),
            ("negative", self.negative),
            ("neutral", self.neutral),
            ("positive", self.positive),
            ("opportunity", self.opportunity),
        ];
        let grounds = [
            ("surface", self.surface),
            ("band", self.band),
            ("negative_ground", self.negative_ground),
            ("positive_ground", self.positive_ground),
            ("opportunity_ground", self.opportunity_ground),
        ];
        let pair = |(text, upper): (&'static str, Color), (ground, lower): (&'static str, Color)| Pair {
            text,
            line: None,
            ground,
            ratio: upper.contrast(lower),
        };
        let mut pairs = Vec::new();
        for text in texts {
            pairs.extend(grounds.iter().map(|ground| pair(text, *ground)));
        }
        let fills = texts.iter().filter(|(name, _)| *name != "muted");
        pairs.extend(fills.map(|fill| pair(("on_fill", self.on_fill), *fill)));
        for (line, color) in self.series.into_iter().enumerate() {
            let on = |ground: &(&'static str, Color)| Pair {
                line: Some(line),
                ..pair(("series", color), *ground)
            };
            pairs.extend(grounds[..2].iter().map(on));
        }
        pairs
    }
}

impl Default for Theme {
    fn default() -> Self {
        Theme::LIGHT
    }
}
