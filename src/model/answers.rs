//! Answers to a question, counted.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, Visitor};

use crate::syntax::Lenient;

/// What somebody could answer: a number of the scale, or a group of the question about recommending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// A number of the scale.
    Number(u8),
    /// 0 to 6 on "would you recommend us".
    Detractors,
    /// 7 or 8 on it.
    Passives,
    /// 9 or 10 on it.
    Promoters,
}

impl Answer {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "detractors" => Some(Self::Detractors),
            "passives" => Some(Self::Passives),
            "promoters" => Some(Self::Promoters),
            text => {
                let number: u8 = text.parse().ok()?;
                // One spelling for each, so that no two keys are one answer.
                (number <= 100 && number.to_string() == text).then_some(Self::Number(number))
            }
        }
    }

    /// The number, unless it is a group.
    pub fn number(self) -> Option<u8> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Detractors => f.write_str("detractors"),
            Self::Passives => f.write_str("passives"),
            Self::Promoters => f.write_str("promoters"),
        }
    }
}

/// How many gave which answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<Answer, u32>);

impl Answers {
    /// Whether nobody is known to have answered.
    pub fn is_empty(&self) -> bool {
        self.n() == 0
    }

    /// How many answered.
    pub fn n(&self) -> u32 {
        self.0.values().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// The answers in order with how many gave each.
    pub fn iter(&self) -> impl Iterator<Item = (Answer, u32)> + Clone {
        self.0.iter().map(|(answer, count)| (*answer, *count))
    }

    /// The answers on a scale with how many gave each.
    pub fn numbers(&self) -> impl Iterator<Item = (u8, u32)> + Clone {
        self.iter().filter_map(|(answer, count)| Some((answer.number()?, count)))
    }
}

impl FromIterator<(Answer, u32)> for Answers {
    fn from_iter<I: IntoIterator<Item = (Answer, u32)>>(answers: I) -> Self {
        Self(answers.into_iter().collect())
    }
}

impl serde::Serialize for Answers {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(answer, count)| (answer.to_string(), count)))
    }
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Counted;

        impl<'de> Visitor<'de> for Counted {
            type Value = Answers;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("answers with how many gave each")
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Answers, D::Error> {
                let counts: BTreeMap<String, u32> = Lenient::lenient(inner);
                let answers = counts.into_iter().map(|(text, count)| match Answer::parse(&text) {
                    Some(answer) => Ok((answer, count)),
                    None => Err(D::Error::custom(format!(
                        "`{}` is not an answer\nwrite the numbers of the scale, such as `5: 12`, or \
                         `promoters`, `passives` and `detractors`",
                        super::shown(&text)
                    ))),
                });
                answers.collect()
            }
        }

        deserializer.deserialize_newtype_struct("Answers", Counted)
    }
}

impl<'de> Lenient<'de> for Answers {
    fn lenient<D: Deserializer<'de>>(deserializer: D) -> Self {
        Self::deserialize(deserializer).unwrap_or_default()
    }
}

impl JsonSchema for Answers {
    fn schema_name() -> Cow<'static, str> {
        "Answers".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "How many gave which answer, such as `{1: 3, 2: 5, 3: 20}`; on \"would you recommend us\" also by `promoters`, `passives` and `detractors`.",
            "type": "object",
            "propertyNames": {"pattern": "^(\\d{1,2}|100|promoters|passives|detractors)$"},
            "additionalProperties": {"type": "integer", "minimum": 0},
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_numbers_or_groups() {
        for text in ["0", "7", "100", "promoters", "passives", "detractors"] {
            assert_eq!(Answer::parse(text).map(|answer| answer.to_string()).as_deref(), Some(text));
        }
        for text in ["", "often", "05", "+5", "-1", "101", "4.5", "1-5", "Promoters"] {
            assert_eq!(Answer::parse(text), None, "{text}");
        }
    }

    #[test]
    fn ten_comes_after_nine() {
        let answers = [(Answer::Number(10), 2), (Answer::Number(9), 1), (Answer::Promoters, u32::MAX)];
        let answers: Answers = answers.into_iter().collect();
        assert_eq!(answers.numbers().collect::<Vec<_>>(), [(9, 1), (10, 2)]);
        assert_eq!(answers.n(), u32::MAX);
    }
}
