//! The words of the gap report that people read.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::languages;
use crate::draw::locale::Locale;
use crate::model::{Benefit, Grade, Horizon};

/// The words of the gap report; templates name what is filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GapWords {
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

impl GapWords {
    /// The words for a BCP 47 tag with the tag of the language they are in; English for a language whose reports
    /// nobody has worded yet.
    pub fn of(tag: &str) -> (&'static str, &'static Self) {
        let found = languages().get_key_value(Locale::spoken(tag));
        let found = found.and_then(|(tag, words)| Some((tag.as_str(), words.gaps.as_deref()?)));
        found.unwrap_or_else(|| {
            let english = languages()["en"].gaps.as_deref();
            ("en", english.expect("words.json words the gap report in English; a test reads it"))
        })
    }

    /// A word or template of the analyst's report, by its English.
    pub fn term<'t>(&'static self, english: &'t str) -> &'t str {
        let own = self.terms.get(english);
        let is_word = english.contains(char::is_alphabetic);
        debug_assert!(own.is_some() || !is_word || self.terms.is_empty(), "words.json has no `{english}`");
        own.map_or(english, String::as_str)
    }

    /// A grade of evidence for somebody who decides.
    pub fn grade(&self, grade: Grade) -> &str {
        &self.grade_names[grade as usize]
    }

    /// How far away a benefit is.
    pub fn horizon(&self, horizon: Horizon) -> &str {
        self.horizons.get(horizon.as_str()).map_or(horizon.as_str(), String::as_str)
    }

    /// What something is good for.
    pub fn benefit(&self, benefit: Benefit) -> String {
        let own = self.benefits.get(benefit.as_str());
        own.cloned().unwrap_or_else(|| benefit.as_str().replace('-', " "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_report_has_every_word() {
        let (tag, hebrew) = GapWords::of("he-IL");
        assert_eq!((tag, GapWords::of("iw").0, GapWords::of("fr").0), ("he", "he", "en"));
        assert_eq!(GapWords::of("ar").0, "en", "a language without words for reports");
        for words in [hebrew, GapWords::of("en").1] {
            assert!(Horizon::ALL.iter().all(|one| words.horizons.contains_key(one.as_str())));
        }
        assert!(Benefit::ALL.iter().all(|one| hebrew.benefits.contains_key(one.as_str())));
    }

    /// A term that forgot to fill something in would hide what the English says.
    #[test]
    fn every_term_fills_in_the_same() {
        let names = |text: &str| {
            let mut names: Vec<String> =
                text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap().to_owned()).collect();
            names.sort();
            names
        };
        for (english, own) in &GapWords::of("he").1.terms {
            assert_eq!(names(english), names(own), "{english}");
            assert!(!own.trim().is_empty(), "{english}");
        }
    }
}
