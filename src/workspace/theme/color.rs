//! Colours, and how well one reads on another.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// A colour without transparency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

    /// A colour as `#RRGGBB`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let legal = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16).ok().filter(|_| legal).map(Color::new)
    }

    /// Red, green and blue as amounts of light from 0 to 1, without the curve of screens.
    pub fn light(self) -> [f64; 3] {
        [self.red, self.green, self.blue].map(|value| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// The contrast with another colour by WCAG 2.2, from 1 to 21.
    pub fn contrast(self, other: Color) -> f64 {
        let luminance = |color: Color| {
            let [red, green, blue] = color.light();
            0.2126 * red + 0.7152 * green + 0.0722 * blue
        };
        let (a, b) = (luminance(self), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The colour that a share of this one, from 0 to 1, makes on a ground.
    pub fn over(self, ground: Color, share: f64) -> Color {
        let mix = |top: u8, below: u8| {
            (f64::from(top) * share + f64::from(below) * (1.0 - share)).round().clamp(0.0, 255.0) as u8
        };
        Color {
            red: mix(self.red, ground.red),
            green: mix(self.green, ground.green),
            blue: mix(self.blue, ground.blue),
        }
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }
}

scalar_type!(Color, expecting "a colour such as `#0F766E`",
    text |text| Color::parse(text)
        .ok_or_else(|| format!("`{}` is not a colour\nwrite `#` and six hexadecimal digits, such as `#0F766E`", crate::model::shown(text))),
    number |number| Err(format!("`{number}` is not a colour\nwrite `#` and six hexadecimal digits, such as `#0F766E`")));

impl serde::Serialize for Color {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Color {
    fn schema_name() -> Cow<'static, str> {
        "Color".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A colour: `#` and six hexadecimal digits.",
            "type": "string",
            "pattern": "^#[0-9A-Fa-f]{6}$",
            "examples": ["#0F766E"]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_written_one_way() {
        assert_eq!(Color::parse("#0f766E"), Some(Color::new(0x0F766E)));
        assert_eq!(Color::new(0x0F766E).to_string(), "#0F766E");
        for wrong in ["", "#", "0F766E", "#0F766", "#0F766E0", "#+F766E", "#0F766é", "red", "# F766E"] {
            assert_eq!(Color::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        let (black, white) = (Color::new(0), Color::new(0xFFFFFF));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((white.contrast(white) - 1.0).abs() < 1e-9);
        // The grey that is well known to pass on white by a hair.
        assert!((4.5..4.6).contains(&Color::new(0x767676).contrast(white)));
    }

    #[test]
    fn a_share_of_a_colour_mixes_with_its_ground() {
        let (black, white) = (Color::new(0), Color::new(0xFFFFFF));
        assert_eq!(black.over(white, 0.5), Color::new(0x808080));
        assert_eq!(black.over(white, 0.0), white);
    }
}
