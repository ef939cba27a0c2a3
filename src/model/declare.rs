//! Small macros that keep the declarations of the model free of repetition.

/// Declares a structure of the format: every key optional to the reader, unknown keys refused, and a
/// value that cannot be read costs that value only.
macro_rules! structure {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $(
                $(#[$field_meta])*
                #[serde(
                    default,
                    deserialize_with = "crate::syntax::lenient",
                    skip_serializing_if = "crate::syntax::is_default"
                )]
                pub $field: $type,
            )*
        }
    };
}

/// Declares a closed vocabulary: each word with its meaning, in the order to show them.
macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $($(#[$word_meta:meta])* $variant:ident = $word:literal,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        pub enum $name {
            $($(#[$word_meta])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// Every word of the vocabulary.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word as it is written in a file.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        /// The first word; stands in for a value that could not be read.
        impl Default for $name {
            fn default() -> Self {
                Self::ALL[0]
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

/// Implements reading for a type written as one scalar: `$read` turns text into the type, and
/// `$number`, when given, turns a number into it; both return `Err(message)`, with a second line for help.
macro_rules! scalar_type {
    ($name:ident, expecting $expecting:literal, text $read:expr, number $number:expr) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;

                impl<'de> serde::de::Visitor<'de> for Visitor {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_newtype_struct<D: serde::Deserializer<'de>>(
                        self,
                        deserializer: D,
                    ) -> Result<$name, D::Error> {
                        deserializer.deserialize_any(self)
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$name, E> {
                        let read: fn(&str) -> Result<$name, String> = $read;
                        read(text).map_err(E::custom)
                    }

                    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<$name, E> {
                        self.visit_f64(number as f64)
                    }

                    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<$name, E> {
                        self.visit_f64(number as f64)
                    }

                    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<$name, E> {
                        let read: fn(f64) -> Result<$name, String> = $number;
                        read(number).map_err(E::custom)
                    }
                }

                deserializer.deserialize_newtype_struct(stringify!($name), Visitor)
            }
        }
    };
}

/// Declares a number that must lie in a range; reader and schema say so alike.
macro_rules! bounded {
    ($(#[$meta:meta])* $name:ident, $min:literal, $max:expr, $what:literal, $help:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, serde::Serialize)]
        pub struct $name(f64);

        impl $name {
            /// The number.
            pub fn get(self) -> f64 {
                self.0
            }
        }

        scalar_type!($name, expecting $what,
            text |text| {
                let shown = crate::model::shown(text);
                Err(format!(concat!("`{}` is not ", $what, "\n", $help), shown))
            },
            number |number| {
                let max: Option<f64> = $max;
                if number >= $min && max.is_none_or(|max| number <= max) {
                    Ok($name(number))
                } else {
                    Err(format!(concat!("`{}` is not ", $what, "\n", $help), number))
                }
            });

        impl From<$name> for f64 {
            fn from(number: $name) -> f64 {
                number.0
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let mut schema = schemars::json_schema!({
                    "description": concat!("A number: ", $what, "."),
                    "type": "number",
                    "minimum": $min,
                });
                let max: Option<f64> = $max;
                if let Some(max) = max {
                    schema.insert("maximum".into(), max.into());
                }
                schema
            }
        }
    };
}
