//! The documents' own words in each language, from one data file.
//!
//! `words.json` holds a block per language, the same languages as the pictures' labels, which are used where they
//! fit. What a map says is never translated.

mod gap_summary;
mod gaps;
mod simulation;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

pub use gap_summary::GapSummaryWords;
pub use gaps::GapWords;
pub use simulation::SimulationWords;

use crate::draw::locale::{Forms, Labels, Locale, fill};
use crate::measure::{Basis, Standing, standing};
use crate::model::{Direction, Evidence, Initiator, Journey};

/// The words of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub standing: StandingWords,
    pub customers: Forms,
    pub evidence: EvidenceWords,
    /// Who makes something happen, by the word of the format.
    pub initiators: BTreeMap<String, String>,
    pub handout: HandoutWords,
    /// Those of the gap report; a language without them reports in English.
    #[serde(default)]
    pub gaps: Option<Box<GapWords>>,
    /// Not every language has them; so for the next. English has.
    #[serde(default)]
    pub gap_summary: Option<GapSummaryWords>,
    #[serde(default)]
    pub simulation: Option<SimulationWords>,
}

/// What kind of claim something is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandingWords {
    /// `{how}`; so for the next.
    pub observed: String,
    pub inferred: String,
    pub target: String,
}

/// What something rests on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceWords {
    pub rests_on: String,
    /// `{grade}`, `{customers}`.
    pub with_customers: String,
    /// `{source}`, `{grade}`.
    pub piece: String,
    /// `{date}`.
    pub collected: String,
    pub nothing: String,
}

/// The words of the hand-out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandoutWords {
    /// `{title}`.
    pub title: String,
    pub for_whom: String,
    /// What stands before a text that says what it is: `{lead}`.
    pub lead: String,
    /// `{number}`, `{all}`.
    pub number: String,
    pub is_target: String,
    pub situation: String,
    pub stage: String,
    /// `{stage}`, `{phase}`.
    pub stage_in_phase: String,
    pub wants: String,
    pub just_before: String,
    pub begun_by: String,
    pub waits: String,
    pub costs: String,
    pub brings: String,
    pub at_stake: String,
    pub feels: String,
    /// `{feeling}`, `{persona}`.
    pub felt_by: String,
    pub not_scored: String,
    pub we_do: String,
    pub we_dont: String,
    /// `{what}`.
    pub nobody_took_it: String,
    pub guidelines: String,
    pub levers: String,
    pub ask: String,
    pub ask_response: String,
    pub ask_touchpoint: String,
    pub ask_map: String,
    pub silent: String,
    pub no_feeling: String,
    pub no_quote: String,
    pub no_response: String,
    pub no_guidelines: String,
    pub no_levers: String,
    pub no_owner: String,
}

/// The words of the language a document speaks.
#[derive(Clone, Copy, Debug)]
pub struct Speech {
    /// The pictures' words, counts and lengths of time.
    pub locale: Locale,
    /// The documents' own.
    pub words: &'static Words,
}

static LANGUAGES: OnceLock<BTreeMap<String, Words>> = OnceLock::new();

fn languages() -> &'static BTreeMap<String, Words> {
    LANGUAGES.get_or_init(|| {
        serde_json::from_str(include_str!("words.json")).expect("words.json fits Words; a test reads it")
    })
}

impl Speech {
    /// The words of a journey's language; English for a language we don't have.
    pub fn of(journey: &Journey) -> Self {
        Self::of_tag(journey.lang.as_ref().map_or("", |lang| lang.as_str()))
    }

    /// The words for a BCP 47 tag.
    pub fn of_tag(tag: &str) -> Self {
        Self { locale: Locale::of(tag), words: &languages()[Locale::spoken(tag)] }
    }

    /// The speech for a kind of document about a journey, its words, and which way its lines run.
    pub fn about<T>(
        journey: &Journey,
        kind: fn(&'static Words) -> &'static Option<T>,
    ) -> (Self, &'static T, Direction) {
        let own = Self::of(journey);
        let (speech, words) = own.with(kind);
        let is_own = std::ptr::eq(speech.words, own.words);
        (speech, words, if is_own { journey.direction() } else { Direction::Ltr })
    }

    /// The speech for a kind of document and its words: English, where the language lacks them.
    pub fn with<T>(self, kind: fn(&'static Words) -> &'static Option<T>) -> (Self, &'static T) {
        let english = || {
            let speech = Self::of_tag("en");
            (speech, kind(speech.words).as_ref().expect("English has every word; a test reads it"))
        };
        kind(self.words).as_ref().map_or_else(english, |words| (self, words))
    }

    /// The pictures' words.
    pub fn labels(&self) -> &'static Labels {
        self.locale.labels()
    }

    /// What kind of claim something is and what it rests on, in a few words: "observed: single account, 1 customer".
    pub fn standing(&self, journey: &Journey, basis: &Basis<'_>) -> String {
        let words = &self.words.standing;
        let grade = self.labels().map.grades.get(basis.grade.as_str());
        let grade = grade.map_or(basis.grade.as_str(), String::as_str);
        let how = self.with_customers(grade, basis.n);
        match standing(journey, basis) {
            Standing::Observed => fill(&words.observed, &[("how", &how)]),
            Standing::Inferred => fill(&words.inferred, &[("how", &how)]),
            Standing::Target => words.target.clone(),
        }
    }

    /// A piece of evidence in a line: where it is, how good, how many customers, when.
    pub fn evidence(&self, id: &str, evidence: &Evidence) -> String {
        let words = &self.words.evidence;
        let grade = evidence.effective_grade();
        let grade = self.labels().map.grades.get(grade.as_str()).map_or(grade.as_str(), String::as_str);
        let mut how = self.with_customers(grade, evidence.n);
        if let Some(date) = evidence.collected {
            how.push_str(&self.labels().list_separator);
            how.push_str(&fill(&words.collected, &[("date", &date.to_string())]));
        }
        fill(&words.piece, &[("source", evidence.source.as_deref().unwrap_or(id)), ("grade", &how)])
    }

    /// Who makes something happen.
    pub fn initiator(&self, initiator: Initiator) -> &'static str {
        self.words.initiators.get(initiator.as_str()).map_or(initiator.as_str(), String::as_str)
    }

    fn with_customers(&self, grade: &str, n: Option<u32>) -> String {
        let Some(n) = n else { return grade.to_owned() };
        let customers = self.locale.count(&self.words.customers, n as usize);
        fill(&self.words.evidence.with_customers, &[("grade", grade), ("customers", &customers)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{EffortEvent, GapKind};
    use crate::model::{Grade, Phase, Valence};

    /// A word that a language lacks, or that no code knows, is an error of reading.
    #[test]
    fn every_language_of_the_pictures_has_every_word() {
        let ours: Vec<&str> = languages().keys().map(String::as_str).collect();
        assert_eq!(ours, Locale::all().collect::<Vec<_>>());
        for (tag, words) in languages() {
            for initiator in Initiator::ALL {
                assert!(words.initiators.contains_key(initiator.as_str()), "{tag}: {initiator}");
            }
            let Some(summary) = &words.gap_summary else { continue };
            assert!(GapKind::ALL.iter().all(|kind| summary.kinds.contains_key(kind.name())), "{tag}");
            assert!(EffortEvent::ALL.iter().all(|event| summary.parts.contains_key(event.name())), "{tag}");
            assert!(Grade::ALL.iter().all(|grade| summary.grades.contains_key(grade.as_str())), "{tag}");
            assert!(Phase::ALL.iter().all(|phase| summary.size.phases.contains_key(phase.as_str())), "{tag}");
            for valence in [Valence::Positive, Valence::Negative, Valence::Either] {
                assert!(summary.size.valences.contains_key(valence.as_str()), "{tag}");
            }
        }
    }

    /// A sentence that a language forgot to fill in would hide what the others say.
    #[test]
    fn every_language_fills_in_the_same() {
        fn names_in(text: &str) -> Vec<String> {
            let rests = text.split('{').skip(1);
            let mut names: Vec<String> =
                rests.map(|rest| rest.split('}').next().unwrap().to_owned()).collect();
            names.sort();
            names
        }
        fn names(value: &serde_json::Value, path: &str, found: &mut BTreeMap<String, Vec<String>>) {
            match value {
                // The forms of a number differ; the last of them has it all.
                serde_json::Value::Object(map) if map.contains_key("other") => {
                    names(&map["other"], path, found);
                }
                serde_json::Value::Object(map) => {
                    map.iter().for_each(|(key, value)| names(value, &format!("{path}.{key}"), found));
                }
                serde_json::Value::Array(list) => {
                    list.iter().for_each(|value| names(value, &format!("{path}[]"), found));
                }
                other => {
                    let text = other.as_str().unwrap();
                    assert!(!text.trim().is_empty(), "{path}");
                    found.insert(path.to_owned(), names_in(text));
                }
            }
        }
        let mut all: BTreeMap<String, BTreeMap<String, serde_json::Value>> =
            serde_json::from_str(include_str!("words.json")).unwrap();
        // What is English itself is its own key.
        for gaps in all.values_mut().filter_map(|words| words.get_mut("gaps")?.as_object_mut()) {
            for terms in ["terms", "benefits"].map(|key| gaps.remove(key)).into_iter().flatten() {
                for (english, own) in terms.as_object().unwrap() {
                    assert_eq!(names_in(english), names_in(own.as_str().unwrap()), "{english}");
                }
            }
        }
        for (tag, kinds) in &all {
            for (kind, words) in kinds {
                let [mut own, mut english] = [BTreeMap::new(), BTreeMap::new()];
                names(words, kind, &mut own);
                names(&all["en"][kind], kind, &mut english);
                assert_eq!(own, english, "{tag}");
            }
        }
        assert!(all["en"].keys().eq(all["he"].keys()));
    }

    #[test]
    fn claims_say_what_they_rest_on() {
        let basis = Basis { n: Some(2), ..Basis::ASSUMED };
        let said = |tag| Speech::of_tag(tag).standing(&Journey::default(), &basis);
        assert_eq!(said("en-GB"), "inferred: assumption, 2 customers");
        assert_eq!(said("he"), "הערכה: הנחה, שני לקוחות");
        assert_eq!(said("fa"), said("en"));
    }

    #[test]
    fn what_a_language_lacks_is_said_in_english() {
        let title = |tag| Speech::of_tag(tag).with(|words| &words.gap_summary).1.title.as_str();
        assert_eq!(
            [title("en"), title("he-IL"), title("ar")],
            ["Gaps: {title}", "פערים: {title}", "Gaps: {title}"]
        );
        let (speech, _) = Speech::of_tag("ar").with(|words| &words.simulation);
        assert_eq!(speech.labels().current, Speech::of_tag("en").labels().current);
    }
}
