//! Small shapes that several structures share.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::Id;

/// One id or a list of ids.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(from = "OneOrManyShape")]
pub struct OneOrMany(
    /// The ids in the order written.
    pub Vec<Id>,
);

#[derive(Deserialize, JsonSchema)]
#[serde(rename = "~OneOrMany")]
#[schemars(untagged)]
enum OneOrManyShape {
    #[serde(rename = "scalar")]
    One(Id),
    #[serde(rename = "sequence")]
    Many(Vec<Id>),
}

impl From<OneOrManyShape> for OneOrMany {
    fn from(shape: OneOrManyShape) -> Self {
        match shape {
            OneOrManyShape::One(id) => Self(vec![id]),
            OneOrManyShape::Many(ids) => Self(ids),
        }
    }
}

impl Serialize for OneOrMany {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(serializer),
            many => many.serialize(serializer),
        }
    }
}

/// What somebody said, in their words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "QuoteShape")]
pub struct Quote {
    /// The words themselves, without quotation marks.
    pub text: String,
    /// Where the words come from: an id of `evidence`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Id>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename = "~Quote")]
#[schemars(untagged)]
enum QuoteShape {
    #[serde(rename = "scalar")]
    Text(String),
    #[serde(rename = "mapping")]
    Detail(QuoteDetail),
}

structure! {
    /// A quote with its source.
    pub struct QuoteDetail {
        /// The words themselves, without quotation marks.
        pub text: String,
        /// Where the words come from: an id of `evidence`.
        pub evidence: Option<Id>,
    }
}

impl From<QuoteShape> for Quote {
    fn from(shape: QuoteShape) -> Self {
        match shape {
            QuoteShape::Text(text) => Self { text, evidence: None },
            QuoteShape::Detail(detail) => Self { text: detail.text, evidence: detail.evidence },
        }
    }
}

/// A single value of any kind, kept as it was written: text, number or truth value.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Plain(pub String);

scalar_type!(Plain, expecting "a single value",
    text |text| Ok(Plain(text.to_owned())),
    number |number| Ok(Plain(number.to_string())));

impl JsonSchema for Plain {
    fn schema_name() -> Cow<'static, str> {
        "Plain".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A single value: text or number.",
            "type": ["string", "number"],
        })
    }
}

bounded!(
    /// A share from 0 to 1.
    Ratio, 0.0, Some(1.0), "a share from 0 to 1", "write forty per cent as `0.4`");
bounded!(
    /// An amount, 0 or more.
    Amount, 0.0, None, "an amount, 0 or more", "write a plain number, such as `12` or `4.5`");
bounded!(
    /// A weight from 0 to 10.
    Importance, 0.0, Some(10.0), "a weight from 0 to 10", "write a number from 0 to 10");
bounded!(
    /// How decisive something is, from 1 to 3.
    Criticality, 1.0, Some(3.0), "a weight from 1 to 3", "write 1, 2 or 3");

/// The language of texts as a BCP 47 tag such as `he` or `ar-EG`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Lang(String);

impl Lang {
    /// A tag from text, or what is wrong with it (second line: what to do).
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = text.split('-');
        let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
        let primary = parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && letters(part));
        let part = |part: &str| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        if primary && parts.all(part) {
            return Ok(Self(text.to_owned()));
        }
        let shown = super::shown(text);
        Err(format!(
            "`{shown}` is not a language tag\nwrite `he` for Hebrew, `ar` for Arabic, `en` for English"
        ))
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

scalar_type!(Lang, expecting "a language tag such as `he`",
    text Lang::parse,
    number |number| Err(format!("`{number}` is not a language tag\nwrite `he` for Hebrew, `en` for English")));

impl JsonSchema for Lang {
    fn schema_name() -> Cow<'static, str> {
        "Lang".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The language of texts as a BCP 47 tag such as `he` or `ar-EG`.",
            "type": "string",
            "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
            "examples": ["he", "ar", "en"],
        })
    }
}
