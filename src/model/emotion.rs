//! What the customer feels: a score on a declared scale, words, and where both come from.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::Id;

/// The range emotion scores are given on; inside masa every score is -1 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "ScaleShape", into = "String")]
#[schemars(with = "ScaleShape")]
pub struct Scale {
    /// The most negative score.
    pub min: f64,
    /// The most positive score.
    pub max: f64,
}

impl Default for Scale {
    /// The five-point scale from -2 to 2.
    fn default() -> Self {
        Self { min: -2.0, max: 2.0 }
    }
}

impl Scale {
    /// A score as a number from -1 to 1: v = 2 (x − min) / (max − min) − 1.
    pub fn normalise(&self, score: Score) -> f64 {
        match score {
            Score::Number(x) => 2.0 * (x - self.min) / (self.max - self.min) - 1.0,
            Score::Face(face) => face.1,
        }
    }

    /// Whether a score lies on the scale; a face always does.
    pub fn contains(&self, score: Score) -> bool {
        match score {
            Score::Number(x) => x >= self.min && x <= self.max,
            Score::Face(_) => true,
        }
    }

    fn parse(text: &str) -> Result<Self, String> {
        let help = "write two numbers with two dots between them, such as `-2..2` or `1..5`";
        let ends = text
            .split_once("..")
            .and_then(|(min, max)| Some((min.trim().parse::<f64>().ok()?, max.trim().parse::<f64>().ok()?)));
        match ends {
            Some((min, max)) => Self::checked(min, max).map_err(|what| format!("{what}\n{help}")),
            None => {
                let shown = super::shown(text);
                Err(format!("`{shown}` is not a scale\n{help}"))
            }
        }
    }

    fn checked(min: f64, max: f64) -> Result<Self, String> {
        let legal = min.is_finite() && max.is_finite() && min < max && max - min <= 1e6;
        if legal { Ok(Self { min, max }) } else { Err(format!("`{min}..{max}` is not a scale")) }
    }
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.min, self.max)
    }
}

impl From<Scale> for String {
    fn from(scale: Scale) -> Self {
        scale.to_string()
    }
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename = "~Scale")]
#[schemars(untagged)]
enum ScaleShape {
    #[serde(rename = "scalar")]
    Text(ScaleText),
    #[serde(rename = "mapping")]
    Detail(ScaleDetail),
}

/// A scale in one word.
struct ScaleText(Scale);

scalar_type!(ScaleText, expecting "a scale such as `-2..2`",
    text |text| Scale::parse(text).map(ScaleText),
    number |number| Err(format!("`{number}` is not a scale\nwrite two numbers with two dots between them, such as `-2..2`")));

impl JsonSchema for ScaleText {
    fn schema_name() -> Cow<'static, str> {
        "ScaleText".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A scale in one word: the lowest and the highest score.",
            "type": "string",
            "pattern": r"^\s*-?\d+(\.\d+)?\s*\.\.\s*-?\d+(\.\d+)?\s*$",
            "examples": ["-2..2", "1..5", "0..10"],
        })
    }
}

structure! {
    /// A scale by its two ends.
    pub struct ScaleDetail {
        /// The most negative score.
        pub min: Option<f64>,
        /// The most positive score.
        pub max: Option<f64>,
    }
}

impl From<ScaleShape> for Scale {
    fn from(shape: ScaleShape) -> Self {
        match shape {
            ScaleShape::Text(ScaleText(scale)) => scale,
            ScaleShape::Detail(detail) => {
                let ends = detail.min.zip(detail.max);
                ends.and_then(|(min, max)| Self::checked(min, max).ok()).unwrap_or_default()
            }
        }
    }
}

/// A score: a number on the map's scale, or a face.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Score {
    /// A number on the declared scale.
    Number(f64),
    /// An emoji with its place from -1 to 1.
    Face(&'static (&'static str, f64)),
}

/// The faces that may stand for a score, with their place from -1 to 1.
static FACES: [(&str, f64); 9] = [
    ("😡", -1.0),
    ("😠", -1.0),
    ("🙁", -0.5),
    ("😟", -0.5),
    ("😐", 0.0),
    ("🙂", 0.5),
    ("😊", 0.5),
    ("😀", 1.0),
    ("😍", 1.0),
];

impl Score {
    fn parse(text: &str) -> Result<Self, String> {
        // A variation selector behind an emoji changes its look, not its meaning.
        let bare = text.trim_end_matches('\u{fe0f}');
        if let Some(face) = FACES.iter().find(|(face, _)| *face == bare) {
            return Ok(Self::Face(face));
        }
        let shown = super::shown(text);
        let known: Vec<_> = FACES.iter().map(|(face, _)| *face).collect();
        let plain = text.trim().replace(['−', '–'], "-");
        // The third line is what would mend it.
        let help = match text.parse::<f64>() {
            Ok(_) => format!("remove the quotes\n{plain}"),
            Err(_) if plain.parse::<f64>().is_ok() => {
                format!("write the minus as the hyphen of the keyboard, `-`\n{plain}")
            }
            Err(_) => format!("write a number on the scale, or one of {}", known.join(" ")),
        };
        Err(format!("`{shown}` is not a score\n{help}"))
    }
}

impl Default for Score {
    fn default() -> Self {
        Self::Number(0.0)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Face((face, _)) => f.write_str(face),
        }
    }
}

impl Serialize for Score {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Face((face, _)) => serializer.serialize_str(face),
        }
    }
}

scalar_type!(Score, expecting "a score",
    text Score::parse,
    number |number| Ok(Score::Number(number)));

impl JsonSchema for Score {
    fn schema_name() -> Cow<'static, str> {
        "Score".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let faces: Vec<_> = FACES.iter().map(|(face, _)| *face).collect();
        json_schema!({
            "description": "A number on the map's scale, or a face.",
            "anyOf": [{"type": "number"}, {"type": "string", "enum": faces}],
        })
    }
}

/// What the customer feels at a touchpoint: a score, or a score with words and evidence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "EmotionShape", into = "EmotionDetail")]
#[schemars(with = "EmotionShape")]
pub struct Emotion {
    /// The score on the map's scale.
    pub score: Option<Score>,
    /// Words for the feeling.
    pub words: Vec<String>,
    /// Where score and words come from: an id of `evidence`, or `assumption`.
    pub evidence: Option<Id>,
    /// What the score does not say.
    pub note: Option<String>,
    /// Feelings of several personas, by persona id.
    pub by: BTreeMap<String, Felt>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename = "~Emotion")]
#[schemars(untagged)]
enum EmotionShape {
    #[serde(rename = "scalar")]
    Score(Score),
    #[serde(rename = "mapping")]
    Detail(EmotionDetail),
}

structure! {
    /// A feeling in detail.
    pub struct EmotionDetail {
        /// The score on the map's scale.
        pub score: Option<Score>,
        /// Words for the feeling, such as `ignored` or `relieved`.
        pub words: Vec<String>,
        /// Where score and words come from: an id of `evidence`, or `assumption`.
        pub evidence: Option<Id>,
        /// What the score does not say.
        pub note: Option<String>,
        /// Feelings of several personas, by persona id.
        pub by: BTreeMap<String, Felt>,
    }
}

impl From<EmotionShape> for Emotion {
    fn from(shape: EmotionShape) -> Self {
        match shape {
            EmotionShape::Score(score) => Self { score: Some(score), ..Self::default() },
            EmotionShape::Detail(EmotionDetail { score, words, evidence, note, by }) => {
                Self { score, words, evidence, note, by }
            }
        }
    }
}

impl From<Emotion> for EmotionDetail {
    fn from(Emotion { score, words, evidence, note, by }: Emotion) -> Self {
        Self { score, words, evidence, note, by }
    }
}

/// What one of several personas feels.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "FeltShape", into = "FeltDetail")]
#[schemars(with = "FeltShape")]
pub struct Felt {
    /// The score on the map's scale.
    pub score: Option<Score>,
    /// Words for the feeling.
    pub words: Vec<String>,
    /// Where score and words come from: an id of `evidence`, or `assumption`.
    pub evidence: Option<Id>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename = "~Felt")]
#[schemars(untagged)]
enum FeltShape {
    #[serde(rename = "scalar")]
    Score(Score),
    #[serde(rename = "mapping")]
    Detail(FeltDetail),
}

structure! {
    /// The feeling of one persona in detail.
    pub struct FeltDetail {
        /// The score on the map's scale.
        pub score: Option<Score>,
        /// Words for the feeling.
        pub words: Vec<String>,
        /// Where score and words come from: an id of `evidence`, or `assumption`.
        pub evidence: Option<Id>,
    }
}

impl From<FeltShape> for Felt {
    fn from(shape: FeltShape) -> Self {
        match shape {
            FeltShape::Score(score) => Self { score: Some(score), ..Self::default() },
            FeltShape::Detail(FeltDetail { score, words, evidence }) => Self { score, words, evidence },
        }
    }
}

impl From<Felt> for FeltDetail {
    fn from(Felt { score, words, evidence }: Felt) -> Self {
        Self { score, words, evidence }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_come_out_from_minus_one_to_one() {
        let five = Scale::parse("1..5").unwrap();
        assert_eq!(five.normalise(Score::Number(1.0)), -1.0);
        assert_eq!(five.normalise(Score::Number(3.0)), 0.0);
        assert_eq!(five.normalise(Score::parse("🙂").unwrap()), 0.5);
        assert!(!five.contains(Score::Number(0.0)));
        assert!(Scale::parse("5..1").is_err() && Scale::parse("five").is_err());
        assert!(Scale::parse("0..inf").is_err() && Scale::parse("1e300..1e301").is_err());
    }
}
