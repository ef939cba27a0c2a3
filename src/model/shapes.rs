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

/// A share from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize)]
pub struct Ratio(f64);

impl Ratio {
    /// The share, 0 to 1.
    pub fn get(self) -> f64 {
        self.0
    }
}

scalar_type!(Ratio, expecting "a share from 0 to 1",
text |text| Err(format!("`{}` is not a share\nwrite a number from 0 to 1, such as `0.4`", text.chars().take(40).collect::<String>())),
number |number| {
    if (0.0..=1.0).contains(&number) {
        Ok(Ratio(number))
    } else {
        Err(format!("`{number}` is not a share from 0 to 1\nwrite forty per cent as `0.4`"))
    }
});

impl JsonSchema for Ratio {
    fn schema_name() -> Cow<'static, str> {
        "Ratio".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A share from 0 to 1.",
            "type": "number",
            "minimum": 0,
            "maximum": 1,
        })
    }
}
