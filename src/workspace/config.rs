//! `masa.toml`: what the files of a workspace have in common.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Theme, ThemeName, ThemeSettings};
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
        /// The level of rules, by code or name.
        pub rules: BTreeMap<String, Option<RuleLevel>>,
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
