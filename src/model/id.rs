//! Names that other places refer to.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// The longest id, in characters.
const MAX_CHARS: usize = 100;

/// A name to refer to: letters of any script, digits, `-`, `_` and `.`, beginning with a letter or digit.
///
/// A reference to a stage of another map has the form `journey#stage`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Id(String);

impl Id {
    /// An id from text, or what is wrong with it (second line: what to do).
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = text.split('#');
        let legal = parts.by_ref().take(2).all(is_legal) && parts.next().is_none();
        if legal && text.chars().count() <= MAX_CHARS {
            return Ok(Self(text.to_owned()));
        }
        let shown = super::shown(text);
        Err(format!(
            "`{shown}` is not an id\nuse letters (of any script), digits, `-`, `_` and `.`, beginning with a letter or digit"
        ))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The two sides of `journey#stage`; the second is empty for a plain id.
    pub fn parts(&self) -> (&str, &str) {
        self.0.split_once('#').unwrap_or((&self.0, ""))
    }

    /// Whether the id is empty, as it is where none was written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn is_legal(part: &str) -> bool {
    part.starts_with(char::is_alphanumeric)
        && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// A name as an id: lower case, letters of every script kept, everything else one `-`.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let mut slug: String = slug.chars().take(MAX_CHARS).collect();
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() { "unnamed".to_owned() } else { slug }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Id {
    /// For literals of our own; text of users goes through [`Id::parse`].
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

scalar_type!(Id, expecting "an id",
    text Id::parse,
    number |number| Err(format!("`{number}` is a number, not an id\nput quotes around it")));

impl<'de> crate::syntax::Lenient<'de> for Id {
    fn lenient<D: serde::Deserializer<'de>>(deserializer: D) -> Self {
        serde::Deserialize::deserialize(deserializer).unwrap_or_default()
    }
}

impl JsonSchema for Id {
    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A name to refer to: letters of any script, digits, `-`, `_` and `.`; `journey#stage` names a stage of another map.",
            "type": "string",
            "maxLength": MAX_CHARS,
            "pattern": r"^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]*(#[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]*)?$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_letters_of_every_script() {
        assert_eq!(slug("I wait in the phone queue!"), "i-wait-in-the-phone-queue");
        assert_eq!(slug("מחכים לזיכוי – שבוע"), "מחכים-לזיכוי-שבוע");
        assert_eq!(slug("👍"), "unnamed");
    }

    #[test]
    fn paths_are_not_ids() {
        for text in ["../../etc/passwd", "/etc/passwd", "a b", "", "-a", "a#b#c", "c:\\x", "a#"] {
            assert!(Id::parse(text).is_err(), "{text}");
        }
        for text in ["refund", "לקוח-ותיק", "life#search", "v1.2_b"] {
            assert!(Id::parse(text).is_ok(), "{text}");
        }
    }
}
