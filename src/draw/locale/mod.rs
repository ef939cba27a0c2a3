//! The pictures' own words in each language, from one data file.
//!
//! `labels.json` holds a block per language; adding a language there is all it takes. What a map says
//! is never translated.

mod atlas;
mod blueprint;
mod channels;
mod commitment;
mod compare;
mod history;
mod map;
mod wheel;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::measure::EffortEvent;
use crate::model::{Channel, Duration};

pub use self::atlas::AtlasWords;
pub use self::blueprint::BlueprintWords;
pub use self::channels::ChannelsWords;
pub use self::commitment::{BoardWords, CommitmentWords};
pub use self::compare::CompareWords;
pub use self::history::HistoryWords;
pub use self::map::MapWords;
pub use self::wheel::WheelWords;

/// The words of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    pub before: String,
    pub during: String,
    pub after: String,
    pub very_negative: String,
    pub negative: String,
    pub neutral: String,
    pub positive: String,
    pub very_positive: String,
    pub researched: String,
    pub anecdote: String,
    pub assumption: String,
    pub leans_on_assumption: String,
    pub unscored: String,
    pub target: String,
    pub moment_positive: String,
    pub moment_negative: String,
    pub moment_either: String,
    pub critical: String,
    /// `{what}`.
    pub at_stake: String,
    /// `{assumed}`, `{scores}`.
    pub assumed_share: String,
    /// `{mean}`.
    pub mean: String,
    pub current: String,
    pub desired: String,
    /// `{first}`, `{last}`.
    pub evidence_from: String,
    /// `{first}`.
    pub evidence_of: String,
    /// `{said}`, `{scale}`, `{grade}`.
    pub said: String,
    /// The same with `{n}`.
    pub said_with_n: String,
    pub nothing_mapped: String,
    pub nothing_scored: String,
    /// `{need}`.
    pub need: String,
    pub list_separator: String,
    /// `{name}`.
    pub quoted: String,
    pub plural_rule: PluralRule,
    pub touchpoints: Forms,
    pub stages: Forms,
    pub scores: Forms,
    pub effort_points: Forms,
    pub moments: Forms,
    /// `{page}`, `{pages}`.
    pub page_of: String,
    pub seconds: Forms,
    pub minutes: Forms,
    pub hours: Forms,
    pub days: Forms,
    pub weeks: Forms,
    pub years: Forms,
    /// Two neighbouring units of a length of time: `{more}`, `{less}`.
    pub and_time: String,
    /// Channels by the word of the format.
    pub channel_names: BTreeMap<String, String>,
    /// What costs effort, by its name in the format.
    pub effort_events: BTreeMap<String, String>,
    pub tell: Tell,
    pub map: MapWords,
    pub wheel: WheelWords,
    pub blueprint: BlueprintWords,
    pub commitment: CommitmentWords,
    pub compare: CompareWords,
    pub history: HistoryWords,
    pub channels: ChannelsWords,
    pub atlas: AtlasWords,
}

/// The sentences that tell a curve in words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tell {
    /// `{title}`, `{touchpoints}`, `{stages}`.
    pub opening: String,
    /// `{series}`.
    pub series: String,
    /// `{level}`, `{touchpoint}`; so for the next three.
    pub starts: String,
    pub falls: String,
    pub rises: String,
    pub ends: String,
    /// `{level}`.
    pub flat: String,
    /// `{touchpoint}`, `{said}`.
    pub lowest: String,
    pub highest: String,
    pub smaller_moves: String,
    pub targets: String,
    /// `{touchpoints}`; so for the moments.
    pub unscored: String,
    pub moments_positive: String,
    pub moments_negative: String,
    pub moments_either: String,
    /// `{assumed}`, `{scores}`.
    pub assumed: String,
}

/// A counted thing in the forms its language needs; a form that is absent falls back to `other`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forms {
    zero: Option<String>,
    one: Option<String>,
    two: Option<String>,
    few: Option<String>,
    many: Option<String>,
    other: String,
}

/// Which form a whole number takes, after the CLDR plural rules.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum PluralRule {
    OneOther,
    OneTwoOther,
    Arabic,
}

/// The words of the language a picture speaks.
#[derive(Clone, Copy, Debug)]
pub struct Locale {
    labels: &'static Labels,
}

static LANGUAGES: OnceLock<BTreeMap<String, Labels>> = OnceLock::new();

fn languages() -> &'static BTreeMap<String, Labels> {
    LANGUAGES.get_or_init(|| {
        serde_json::from_str(include_str!("labels.json")).expect("labels.json fits Labels; a test reads it")
    })
}

impl Locale {
    /// The words for a BCP 47 tag such as `he` or `ar-EG`; English for a language we don't have.
    pub fn of(tag: &str) -> Self {
        Locale { labels: &languages()[Locale::spoken(tag)] }
    }

    /// The language that we speak for a tag.
    pub fn spoken(tag: &str) -> &'static str {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        // Hebrew's code before 1989 is still what some systems say.
        let primary = if primary == "iw" { "he" } else { &primary };
        languages().get_key_value(primary).map_or("en", |(tag, _)| tag)
    }

    /// Every language that we speak.
    #[cfg(test)]
    pub fn all() -> impl Iterator<Item = &'static str> {
        languages().keys().map(String::as_str)
    }

    /// The words.
    pub fn labels(&self) -> &'static Labels {
        self.labels
    }

    /// A counted thing, such as "9 touchpoints".
    pub fn count(&self, forms: &Forms, n: usize) -> String {
        fill(self.form(forms, n), &[("n", &n.to_string())])
    }

    /// The words of a counted thing without its number, such as "planned" for "2 planned".
    pub fn uncounted(&self, forms: &Forms, n: usize) -> String {
        fill(self.form(forms, n), &[]).trim().to_owned()
    }

    /// The form that a whole number takes, for a template with more to fill in than the number.
    pub fn form<'f>(&self, forms: &'f Forms, n: usize) -> &'f str {
        let form: &'f Option<String> = match (self.labels.plural_rule, n, n % 100) {
            (_, 1, _) => &forms.one,
            (PluralRule::OneTwoOther | PluralRule::Arabic, 2, _) => &forms.two,
            (PluralRule::Arabic, 0, _) => &forms.zero,
            (PluralRule::Arabic, _, 3..=10) => &forms.few,
            (PluralRule::Arabic, _, 11..=99) => &forms.many,
            _ => &None,
        };
        form.as_deref().unwrap_or(&forms.other)
    }

    /// The word for a value in −1..=1.
    pub fn level(&self, value: f64) -> &'static str {
        match value {
            v if v <= -0.75 => &self.labels.very_negative,
            v if v < -0.125 => &self.labels.negative,
            v if v >= 0.75 => &self.labels.very_positive,
            v if v > 0.125 => &self.labels.positive,
            _ => &self.labels.neutral,
        }
    }

    /// A channel in words; one of the workspace's own as it is written there.
    pub fn channel<'a>(&self, channel: &'a Channel) -> &'a str {
        let own = channel.as_str();
        self.labels.channel_names.get(own).map_or(own.strip_prefix("x-").unwrap_or(own), String::as_str)
    }

    /// What costs the customer effort, in words.
    pub fn effort_event(&self, event: EffortEvent) -> &'static str {
        self.labels.effort_events.get(event.name()).map_or(event.name(), String::as_str)
    }

    /// A length of time in its one or two largest units, such as "5 minutes 30 seconds".
    pub fn duration(&self, duration: Duration) -> String {
        let labels = self.labels;
        let units = [
            (365 * 86_400, &labels.years),
            (86_400, &labels.days),
            (3_600, &labels.hours),
            (60, &labels.minutes),
            (1, &labels.seconds),
        ];
        let total = duration.seconds();
        // Whole weeks are said as such; anything else in days.
        if total > 0 && total.is_multiple_of(7 * 86_400) && total < 365 * 86_400 {
            return self.count(&labels.weeks, (total / (7 * 86_400)) as usize);
        }
        let largest = units.iter().position(|(length, _)| total >= *length).unwrap_or(units.len() - 1);
        let (length, forms) = units[largest];
        let said = self.count(forms, (total / length) as usize);
        let rest = total % length;
        match units.get(largest + 1).filter(|(length, _)| rest >= *length) {
            Some((length, forms)) => {
                let less = self.count(forms, (rest / length) as usize);
                fill(&labels.and_time, &[("more", &said), ("less", &less)])
            }
            None => said,
        }
    }

    /// Names in quotation marks, joined as the language joins a list.
    pub fn quoted_list<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> String {
        let quoted: Vec<String> = names.into_iter().map(|name| self.quoted(name)).collect();
        quoted.join(&self.labels.list_separator)
    }

    /// A name in quotation marks.
    pub fn quoted(&self, name: &str) -> String {
        fill(&self.labels.quoted, &[("name", name)])
    }
}

/// A template with its `{names}` replaced, each once and from left to right.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else {
            break;
        };
        out.push_str(&rest[..open]);
        let name = &rest[open + 1..open + close];
        if let Some((_, value)) = values.iter().find(|(key, _)| *key == name) {
            out.push_str(value);
        }
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word() {
        let languages = languages();
        assert!(languages.len() >= 3);
        for (tag, labels) in languages {
            assert_eq!(Locale::of(tag).labels().before, labels.before);
        }
    }

    #[test]
    fn unknown_languages_speak_english() {
        assert_eq!(Locale::of("ja").labels().neutral, "neutral");
        assert_eq!(Locale::of("").labels().neutral, "neutral");
        assert_eq!(Locale::of("HE-IL").labels().neutral, "ניטרלי");
        assert_eq!(Locale::of("iw").labels().neutral, "ניטרלי");
    }

    #[test]
    fn counts_take_their_language_form() {
        let count = |tag: &str, n| {
            let locale = Locale::of(tag);
            locale.count(&locale.labels().touchpoints, n)
        };
        assert_eq!(count("en", 1), "1 touchpoint");
        assert_eq!(count("en", 0), "0 touchpoints");
        assert_eq!(count("he", 2), "שתי נקודות מגע");
        assert_eq!(count("he", 9), "9 נקודות מגע");
        assert_eq!(count("ar", 9), "9 نقاط اتصال");
        assert_eq!(count("ar", 60), "60 نقطة اتصال");
        assert_eq!(count("ar", 100), "100 نقطة اتصال");
    }

    #[test]
    fn lengths_of_time_in_words() {
        let said = |tag: &str, text: &str| Locale::of(tag).duration(Duration::parse(text).unwrap());
        assert_eq!(said("en", "5m30s"), "5 minutes 30 seconds");
        assert_eq!(said("en", "0s"), "0 seconds");
        assert_eq!(said("en", "2w"), "2 weeks");
        assert_eq!(said("en", "36h"), "1 day 12 hours");
        assert_eq!(said("he", "2d"), "יומיים");
        assert_eq!(said("he", "5m30s"), "5 דקות ו-30 שניות");
    }

    #[test]
    fn every_channel_and_every_effort_has_words_in_every_language() {
        for (tag, labels) in languages() {
            for kind in crate::model::CHANNELS {
                assert!(labels.channel_names.contains_key(kind.name), "{tag}: {}", kind.name);
            }
            for event in EffortEvent::ALL {
                assert!(labels.effort_events.contains_key(event.name()), "{tag}: {}", event.name());
            }
        }
    }

    #[test]
    fn braces_in_a_value_stay() {
        assert_eq!(fill("{a} of {b}", &[("a", "{b}"), ("b", "2")]), "{b} of 2");
        assert_eq!(fill("{", &[]), "{");
    }
}
