//! `masa.toml`: what the files of a workspace have in common.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Conventions, MeasureSettings, Theme, ThemeName, ThemeSettings};
use crate::model::{CHANNELS, Channel, Lang, Scale};

vocabulary! {
    /// How much a rule's findings weigh.
    pub enum RuleLevel {
        /// The rule does not run.
        Off = "off",
        /// Advice.
        Info = "info",
        /// A likely mistake.
        Warning = "warning",
        /// The file is wrong, or something that reads it will break.
        Error = "error",
    }
}

vocabulary! {
    /// How much of the rules runs.
    pub enum Preset {
        /// What the field holds to be good practice: every stable rule at its own level.
        Recommended = "recommended",
        /// Only what makes a map wrong: the rules whose level is `error`.
        Minimal = "minimal",
        /// Every stable rule a level higher: advice becomes a warning, a warning an error.
        Strict = "strict",
    }
}

/// The level of a rule, of a group or of several, and its options.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "SettingShape", into = "SettingDetail")]
#[schemars(with = "SettingShape")]
pub struct RuleSetting {
    /// The level, if it is set.
    pub level: Option<RuleLevel>,
    /// Options by name.
    pub options: BTreeMap<String, OptionValue>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename = "~RuleSetting")]
#[schemars(untagged)]
enum SettingShape {
    #[serde(rename = "scalar")]
    Level(RuleLevel),
    #[serde(rename = "mapping")]
    Detail(SettingDetail),
}

structure! {
    /// The settings of a rule in detail.
    pub struct SettingDetail {
        /// The level of the rule.
        pub level: Option<RuleLevel>,
        /// Options of the rule by name; `masa explain` lists them.
        pub options: BTreeMap<String, OptionValue>,
    }
}

impl From<SettingShape> for RuleSetting {
    fn from(shape: SettingShape) -> Self {
        match shape {
            SettingShape::Level(level) => Self { level: Some(level), options: BTreeMap::new() },
            SettingShape::Detail(SettingDetail { level, options }) => Self { level, options },
        }
    }
}

impl From<RuleSetting> for SettingDetail {
    fn from(RuleSetting { level, options }: RuleSetting) -> Self {
        Self { level, options }
    }
}

/// The value of an option of a rule.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(rename = "~OptionValue")]
#[schemars(untagged)]
pub enum OptionValue {
    /// A number.
    #[serde(rename = "scalar")]
    Number(f64),
    /// A list of words.
    #[serde(rename = "sequence")]
    Words(Vec<String>),
}

impl Serialize for OptionValue {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => number.serialize(serializer),
            Self::Words(words) => words.serialize(serializer),
        }
    }
}

/// No words; stands in for a value that could not be read.
impl Default for OptionValue {
    fn default() -> Self {
        Self::Words(Vec::new())
    }
}

structure! {
    /// Other levels for some of the files.
    pub struct Override {
        /// Which files: patterns such as `drafts/**`, relative to `masa.toml`.
        pub files: Vec<String>,
        /// The level and options of rules there, by code, name or group.
        pub rules: BTreeMap<String, RuleSetting>,
    }
}

structure! {
    /// Settings of a workspace.
    pub struct Config {
        /// The language of journeys and personas that name none, as a BCP 47 tag such as `he`.
        pub lang: Option<Lang>,
        /// The range of emotion scores in journeys that name none, such as `-2..2`.
        pub scale: Option<Scale>,
        /// Channels beside those of the format.
        pub channels: Vec<String>,
        /// Experience attributes beside those of the format.
        pub attributes: Vec<String>,
        /// How much of the rules runs; `recommended` when absent.
        pub preset: Option<Preset>,
        /// Whether rules on trial run, too.
        pub preview: bool,
        /// Whether every suppression has to say why.
        pub require_suppression_reason: bool,
        /// The level of rules and their options, by code, name or group.
        pub rules: BTreeMap<String, RuleSetting>,
        /// Other levels for some of the files; of several that match, the last counts.
        pub overrides: Vec<Override>,
        /// The weights and thresholds that numbers are computed with.
        pub measure: Option<MeasureSettings>,
        /// How pictures look.
        pub theme: Option<ThemeSettings>,
    }
}

impl Config {
    /// Whether a channel is in the vocabulary of the format or of this workspace.
    pub fn knows_channel(&self, channel: &Channel) -> bool {
        let name = channel.as_str();
        name.starts_with("x-") || channel.kind().is_some() || self.channels.iter().any(|own| own == name)
    }

    /// The weights and thresholds that numbers are computed with.
    pub fn conventions(&self) -> Conventions {
        self.measure.clone().unwrap_or_default().into()
    }

    /// The look that pictures have when this one is asked for; none asks for the workspace's own.
    pub fn theme(&self, asked: Option<ThemeName>) -> Theme {
        match &self.theme {
            Some(settings) => settings.theme(asked),
            None => Theme::of(asked.unwrap_or_default()),
        }
    }

    /// The names of all channels.
    pub fn channel_names(&self) -> impl Iterator<Item = &str> {
        let own = self.channels.iter().map(String::as_str);
        CHANNELS.iter().map(|kind| kind.name).chain(own)
    }
}

/// The JSON Schema of `masa.toml`.
pub fn config_schema() -> Value {
    crate::model::schema_of::<Config>()
}
