//! The words of the report that people read, in each language, from one data file.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::draw::locale::Locale;
use crate::model::{Benefit, Grade, Horizon};

/// The words of one language; templates name what is filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub title: String,
    pub for_whom: String,
    pub customer: String,
    pub need: String,
    pub decision: String,
    pub adopt: String,
    pub name_owners: String,
    pub measured_by: String,
    pub no_goal: String,
    pub verdict: String,
    pub ends: String,
    pub feels_bad: String,
    pub first_gap: String,
    pub none_bad: String,
    pub not_scored: String,
    pub today: String,
    pub wanted: String,
    pub mean_is: String,
    pub observed: String,
    pub inferred: String,
    pub target: String,
    pub matter: String,
    pub feels: String,
    pub feels_target: String,
    pub unanswered: String,
    pub promise_broken: String,
    pub promise_partly: String,
    pub believed: String,
    pub reach: String,
    pub reach_unknown: String,
    pub reach_unknown_of_all: String,
    pub owner: String,
    pub nobody: String,
    pub nobody_owns: String,
    pub no_gaps: String,
    #[serde(rename = "do")]
    pub what_to_do: String,
    horizons: BTreeMap<String, String>,
    pub person_months: String,
    pub work_unknown: String,
    pub due: String,
    pub no_due: String,
    pub moves: String,
    pub moves_unknown: String,
    pub answers: String,
    pub no_action: String,
    pub keep_human: String,
    pub keep_none: String,
    pub unknown: String,
    pub weak: String,
    pub all_weak: String,
    pub strong: String,
    pub outdated: String,
    pub learn_logs: String,
    pub learn_calls: String,
    pub learn_count: String,
    pub heard: String,
    pub grades: String,
    grade_names: [String; 5],
    pub confidence: String,
    pub collected: String,
    pub undated: String,
    pub reviewed: String,
    pub never_reviewed: String,
    pub no_targets: String,
    pub maps: String,
    benefits: BTreeMap<String, String>,
    /// Words and templates of the analyst's report by their English.
    #[serde(default)]
    terms: BTreeMap<String, String>,
}

static LANGUAGES: OnceLock<BTreeMap<String, Words>> = OnceLock::new();

impl Words {
    /// The words for a BCP 47 tag with the tag of the language they are in; English for one we don't have.
    pub(super) fn of(tag: &str) -> (&'static str, &'static Self) {
        let languages = LANGUAGES.get_or_init(|| {
            serde_json::from_str(include_str!("labels.json"))
                .expect("labels.json fits Words; a test reads it")
        });
        let found = languages.get_key_value(Locale::spoken(tag));
        found.map_or_else(|| ("en", &languages["en"]), |(tag, words)| (tag.as_str(), words))
    }

    /// A word or template of the analyst's report; as it is in English where we have no other.
    pub(super) fn term<'t>(&'static self, english: &'t str) -> &'t str {
        self.terms.get(english).map_or(english, String::as_str)
    }

    /// A grade of evidence for somebody who decides.
    pub(super) fn grade(&self, grade: Grade) -> &str {
        &self.grade_names[grade as usize]
    }

    /// How far away a benefit is.
    pub(super) fn horizon(&self, horizon: Horizon) -> &str {
        self.horizons.get(horizon.as_str()).map_or(horizon.as_str(), String::as_str)
    }

    /// What something is good for.
    pub(super) fn benefit(&self, benefit: Benefit) -> String {
        let own = self.benefits.get(benefit.as_str());
        own.cloned().unwrap_or_else(|| benefit.as_str().replace('-', " "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_every_word() {
        let (tag, hebrew) = Words::of("he-IL");
        assert_eq!((tag, Words::of("iw").0, Words::of("fr").0), ("he", "he", "en"));
        for words in [hebrew, Words::of("en").1] {
            assert!(Horizon::ALL.iter().all(|one| words.horizons.contains_key(one.as_str())));
        }
        assert!(Benefit::ALL.iter().all(|one| hebrew.benefits.contains_key(one.as_str())));
    }
}
