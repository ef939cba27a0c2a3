//! Which rules run where, at which level and with which options, and who said so.

use std::collections::HashMap;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::{Group, RULES, Rule, Stability};
use crate::syntax::suggestion;
use crate::workspace::{FileIndex, OptionValue, Preset, RuleLevel, RuleSetting, Workspace};

/// What a rule can be told beside its level.
#[derive(Debug)]
pub struct RuleOption {
    /// The key under `options`.
    pub name: &'static str,
    /// What it is, in one sentence with the unit.
    pub what: &'static str,
    /// What it is when nobody sets it.
    pub default: OptionDefault,
}

/// The kind of an option, and its value when nobody sets it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OptionDefault {
    /// A number in a range, both ends included.
    Number {
        /// The value.
        value: f64,
        /// The smallest that can be set.
        min: f64,
        /// The largest that can be set.
        max: f64,
    },
    /// A list of words, empty unless set.
    Words,
}

impl OptionDefault {
    /// The value.
    pub fn value(self) -> OptionValue {
        match self {
            Self::Number { value, .. } => OptionValue::Number(value),
            Self::Words => OptionValue::Words(Vec::new()),
        }
    }
}

impl RuleOption {
    /// An option that is a number from `min` to `max`.
    pub const fn number(name: &'static str, value: f64, min: f64, max: f64, what: &'static str) -> Self {
        Self { name, what, default: OptionDefault::Number { value, min, max } }
    }

    /// An option that is a list of words.
    pub const fn words(name: &'static str, what: &'static str) -> Self {
        Self { name, what, default: OptionDefault::Words }
    }

    /// What is wrong with a value, if it cannot be one of this option.
    pub(super) fn refuse(&self, value: &OptionValue) -> Option<String> {
        match (self.default, value) {
            (OptionDefault::Number { min, max, .. }, OptionValue::Number(number)) => {
                let legal = (min..=max).contains(number);
                (!legal).then(|| format!("`{}` goes from {min} to {max}", self.name))
            }
            (OptionDefault::Words, OptionValue::Words(_)) => None,
            (OptionDefault::Number { .. }, _) => Some(format!("`{}` is a number", self.name)),
            (OptionDefault::Words, _) => Some(format!("`{}` is a list of words", self.name)),
        }
    }
}

/// A word that names rules: a code, the beginning of codes (`JM4`), a name, a group, or `all`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selector {
    /// Every rule.
    All,
    /// The rules of a group.
    Group(Group),
    /// The rules whose codes begin with the same digits: `JM` and one or two of them.
    Prefix([u8; 2]),
    /// One rule, by the index in [`RULES`], and whether the word is one it had before.
    Rule(usize, bool),
}

impl Selector {
    /// What a word names, if anything; capitals and underscores do not matter.
    pub fn parse(word: &str) -> Option<Self> {
        let plain = word.to_ascii_lowercase().replace('_', "-");
        let word = plain.as_str();
        if word == "all" {
            return Some(Self::All);
        }
        if let Some(group) = Group::ALL.into_iter().find(|group| group.slug() == word) {
            return Some(Self::Group(group));
        }
        let is_code = |code: &&str| code.eq_ignore_ascii_case(word);
        if let Some(index) = RULES.iter().position(|rule| rule.name == word || is_code(&rule.code)) {
            return Some(Self::Rule(index, false));
        }
        if let Some(index) = RULES.iter().position(|rule| rule.formerly.iter().any(is_code)) {
            return Some(Self::Rule(index, true));
        }
        let digits = word.get(..2).filter(|head| head.eq_ignore_ascii_case("JM")).map(|_| &word[2..])?;
        match digits.as_bytes() {
            [first] if first.is_ascii_digit() => Some(Self::Prefix([*first, 0])),
            [first, second] if first.is_ascii_digit() && second.is_ascii_digit() => {
                Some(Self::Prefix([*first, *second]))
            }
            _ => None,
        }
    }

    /// Whether it names a rule.
    pub fn names(self, index: usize) -> bool {
        match self {
            Self::All => true,
            Self::Group(group) => RULES[index].group == group,
            Self::Prefix([first, second]) => {
                let code = RULES[index].code.as_bytes();
                code[2] == first && (second == 0 || code[3] == second)
            }
            Self::Rule(rule, _) => rule == index,
        }
    }

    /// The options of the rules it names, each with its rule.
    pub(super) fn options(self) -> impl Iterator<Item = (&'static Rule, &'static RuleOption)> {
        let named = RULES.iter().enumerate().filter(move |(index, _)| self.names(*index));
        named.flat_map(|(_, rule)| rule.options.iter().map(|option| (*rule, *option)))
    }

    /// Whether the rules it names mean different things by an option of this name, so that no value is right for all.
    pub(super) fn is_ambiguous(self, name: &str) -> bool {
        let mut meanings =
            self.options().filter(|(_, option)| option.name == name).map(|(_, option)| option.what);
        let first = meanings.next();
        meanings.any(|meaning| Some(meaning) != first)
    }

    /// How narrow it is: of two that name a rule, the narrower one counts.
    fn narrowness(self) -> u8 {
        match self {
            Self::All => 0,
            Self::Group(_) | Self::Prefix([_, 0]) => 1,
            Self::Prefix(_) => 2,
            Self::Rule(..) => 3,
        }
    }

    /// The name of a rule or group that a word may have been meant for. A code that does not exist is like many
    /// others and means none of them.
    pub fn suggestion(word: &str) -> Option<&'static str> {
        let plain = word.to_ascii_lowercase().replace('_', "-");
        suggestion(&plain, RULES.iter().map(|rule| rule.name).chain(Group::ALL.map(Group::slug)))
    }
}

/// What the command line says about rules; it counts for more than `masa.toml`.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Only these run, unless empty.
    pub select: Vec<Selector>,
    /// These do not run.
    pub ignore: Vec<Selector>,
    /// Rules on trial run, too.
    pub preview: bool,
}

/// Who set a level or an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The rule itself.
    Default,
    /// `preset` in `masa.toml`.
    Preset,
    /// A key of `[rules]` in `masa.toml`: `masa.toml` knows the place.
    Rules(usize),
    /// A key of `rules` in the `[[overrides]]` of this index.
    Override(usize, usize),
    /// The command line.
    Flag,
}

/// The state of one rule for some files.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleState {
    /// How much its findings weigh; `off` when it does not run.
    pub level: RuleLevel,
    /// Who says so.
    pub origin: Origin,
    options: Vec<(&'static str, OptionValue, Origin)>,
}

impl RuleState {
    /// The value of an option that somebody set, and who.
    pub fn option(&self, option: &RuleOption) -> Option<(&OptionValue, Origin)> {
        let own = self.options.iter().find(|(name, ..)| *name == option.name);
        own.map(|(_, value, origin)| (value, *origin))
    }

    /// The value of an option, set or not.
    pub fn value(&self, option: &RuleOption) -> OptionValue {
        self.option(option).map_or_else(|| option.default.value(), |(value, _)| value.clone())
    }
}

/// The state of every rule for every file of a workspace.
#[derive(Debug)]
pub struct Settings {
    /// The states for files with the same overrides; the first for those without.
    profiles: Vec<Vec<RuleState>>,
    of_file: Vec<usize>,
}

impl Settings {
    /// Works out the settings of a workspace.
    pub fn new(workspace: &Workspace, selection: &Selection) -> Self {
        let config = &workspace.config;
        let strata = |rules: &std::collections::BTreeMap<String, RuleSetting>| {
            let mut entries: Vec<(Selector, usize, RuleSetting)> = rules
                .iter()
                .enumerate()
                .filter_map(|(at, (word, setting))| Some((Selector::parse(word)?, at, setting.clone())))
                .collect();
            entries.sort_by_key(|(selector, ..)| selector.narrowness());
            entries
        };
        let base = strata(&config.rules);
        let overrides: Vec<(Option<GlobSet>, Vec<_>)> =
            config.overrides.iter().map(|one| (globs(&one.files).ok(), strata(&one.rules))).collect();
        let state = |matching: &[usize]| -> Vec<RuleState> {
            let preview = config.preview || selection.preview;
            let mut states: Vec<RuleState> =
                RULES.iter().map(|rule| initial(rule, config.preset, preview)).collect();
            for (selector, at, setting) in &base {
                apply(&mut states, *selector, setting, Origin::Rules(*at), preview);
            }
            for one in matching {
                for (selector, at, setting) in &overrides[*one].1 {
                    apply(&mut states, *selector, setting, Origin::Override(*one, *at), preview);
                }
            }
            for (index, state) in states.iter_mut().enumerate() {
                flags(index, state, selection, preview);
            }
            states
        };
        let mut profiles = vec![state(&[])];
        let mut known: HashMap<Vec<usize>, usize> = HashMap::from([(Vec::new(), 0)]);
        let mut of_file = Vec::with_capacity(workspace.files.len());
        for file in &workspace.files {
            let matching: Vec<usize> = if overrides.is_empty() {
                Vec::new()
            } else {
                let path = workspace.path_from_root(file);
                let matches = |set: &Option<GlobSet>| set.as_ref().is_some_and(|set| set.is_match(&path));
                (0..overrides.len()).filter(|at| matches(&overrides[*at].0)).collect()
            };
            let profile = *known.entry(matching).or_insert_with_key(|matching| {
                profiles.push(state(matching));
                profiles.len() - 1
            });
            of_file.push(profile);
        }
        Self { profiles, of_file }
    }

    /// The state of a rule, by its index in [`RULES`], for a file.
    pub fn of(&self, rule: usize, file: FileIndex) -> &RuleState {
        &self.profiles[self.of_file.get(file).copied().unwrap_or(0)][rule]
    }

    /// The state of a rule for a file, or where no override says otherwise when it is not about one.
    pub fn for_file(&self, rule: usize, file: Option<FileIndex>) -> &RuleState {
        file.map_or(&self.profiles[0][rule], |file| self.of(rule, file))
    }

    /// Leaves a rule out, whatever anybody set: there is nothing for it to look at.
    pub(super) fn turn_off(&mut self, rule: &Rule) {
        let index = rule.index();
        self.profiles.iter_mut().for_each(|states| states[index].level = RuleLevel::Off);
    }

    /// Whether a rule runs for any file at all.
    pub(super) fn runs(&self, rule: usize) -> bool {
        self.profiles.iter().any(|states| states[rule].level != RuleLevel::Off)
    }
}

/// The longest pattern for files, in bytes: longer than any path, and short enough for the compiler of patterns,
/// which calls itself for each brace.
const MAX_PATTERN_BYTES: usize = 500;

/// Patterns for files, relative to `masa.toml`; `drafts/` and `drafts` mean everything in the folder.
pub(super) fn globs(patterns: &[String]) -> Result<GlobSet, (usize, String)> {
    let mut set = GlobSetBuilder::new();
    for (at, pattern) in patterns.iter().enumerate() {
        if pattern.len() > MAX_PATTERN_BYTES {
            return Err((at, format!("it is longer than {MAX_PATTERN_BYTES} bytes")));
        }
        let bare = pattern.trim_start_matches("./").trim_start_matches('/').trim_end_matches('/');
        let folder = format!("{bare}/**");
        for text in [bare, &folder] {
            let glob = GlobBuilder::new(text).literal_separator(true).build();
            set.add(glob.map_err(|error| (at, error.kind().to_string()))?);
        }
    }
    set.build().map_err(|error| (0, error.kind().to_string()))
}

/// Which of the patterns that [`globs`] read match none of some paths.
pub(super) fn idle(set: &GlobSet, paths: &[String]) -> Vec<usize> {
    // Each pattern is there twice: for a file, and for a folder.
    let mut idle = vec![true; set.len() / 2];
    for path in paths {
        set.matches(path).into_iter().for_each(|glob| idle[glob / 2] = false);
    }
    (0..idle.len()).filter(|at| idle[*at]).collect()
}

/// A rule before anybody set anything but the preset.
fn initial(rule: &Rule, preset: Option<Preset>, preview: bool) -> RuleState {
    let own = if rule.stability == Stability::Stable || preview { rule.level } else { RuleLevel::Off };
    let (level, origin) = match preset {
        None => (own, Origin::Default),
        Some(_) if rule.is_fixed() => (own, Origin::Default),
        Some(Preset::Recommended) => (own, Origin::Preset),
        Some(Preset::Minimal) if own < RuleLevel::Error => (RuleLevel::Off, Origin::Preset),
        Some(Preset::Minimal) => (own, Origin::Preset),
        Some(Preset::Strict) => (higher(own), Origin::Preset),
    };
    RuleState { level, origin, options: Vec::new() }
}

fn higher(level: RuleLevel) -> RuleLevel {
    match level {
        RuleLevel::Off => RuleLevel::Off,
        RuleLevel::Info => RuleLevel::Warning,
        RuleLevel::Warning | RuleLevel::Error => RuleLevel::Error,
    }
}

/// Lets a setting count for the rules its word names; a rule on trial has to be named by itself.
fn apply(states: &mut [RuleState], selector: Selector, setting: &RuleSetting, origin: Origin, preview: bool) {
    for (index, state) in states.iter_mut().enumerate().filter(|(index, _)| selector.names(*index)) {
        let rule = RULES[index];
        let reachable =
            preview || rule.stability == Stability::Stable || matches!(selector, Selector::Rule(..));
        if let Some(level) = setting.level
            && !rule.is_fixed()
            && reachable
        {
            state.level = level;
            state.origin = origin;
        }
        for option in rule.options {
            if let Some(value) = setting.options.get(option.name)
                && option.refuse(value).is_none()
                && !selector.is_ambiguous(option.name)
            {
                state.options.retain(|(name, ..)| *name != option.name);
                state.options.push((option.name, value.clone(), origin));
            }
        }
    }
}

/// Lets the command line count: what it selects runs, what it ignores does not.
fn flags(index: usize, state: &mut RuleState, selection: &Selection, preview: bool) {
    let rule = RULES[index];
    if rule.is_fixed() {
        return;
    }
    let naming = |words: &[Selector]| {
        let mut naming: Vec<Selector> = words.iter().copied().filter(|word| word.names(index)).collect();
        naming.sort_by_key(|word| word.narrowness());
        naming.pop()
    };
    let selected = naming(&selection.select);
    let ignored = naming(&selection.ignore);
    let off = match (selected, ignored) {
        (None, _) if !selection.select.is_empty() => true,
        (Some(selected), Some(ignored)) => ignored.narrowness() >= selected.narrowness(),
        (None, Some(_)) => true,
        _ => false,
    };
    if off {
        *state = RuleState {
            level: RuleLevel::Off,
            origin: Origin::Flag,
            options: std::mem::take(&mut state.options),
        };
    } else if let Some(word) = selected {
        let named = matches!(word, Selector::Rule(..));
        if state.level == RuleLevel::Off && (named || preview || rule.stability == Stability::Stable) {
            state.level = rule.level;
            state.origin = Origin::Flag;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state_of(toml: &str, path: &str, selection: &Selection, rule: &str) -> RuleState {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("masa.toml"), toml).unwrap();
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, "journey: a\ntitle: A\nstages: []\n").unwrap();
        let workspace = crate::workspace::load(&[folder.path().to_path_buf()]).unwrap().remove(0);
        let index = workspace.journeys().next().unwrap().0;
        let Some(Selector::Rule(rule, _)) = Selector::parse(rule) else { panic!("{rule}") };
        Settings::new(&workspace, selection).of(rule, index).clone()
    }

    fn level(toml: &str, path: &str, rule: &str) -> RuleLevel {
        state_of(toml, path, &Selection::default(), rule).level
    }

    #[test]
    fn the_narrower_word_counts_and_overrides_count_for_their_files() {
        let toml = "[rules]\nall = \"info\"\nscope = \"error\"\nJM102 = \"off\"\nJM1 = \"warning\"\n\
                    [[overrides]]\nfiles = [\"drafts/\"]\nrules = {scope = \"off\"}\n";
        assert_eq!(level(toml, "a.journey.yaml", "JM301"), RuleLevel::Info);
        assert_eq!(level(toml, "a.journey.yaml", "no-post-contact-stage"), RuleLevel::Off);
        assert_eq!(level(toml, "drafts/deep/a.journey.yaml", "JM101"), RuleLevel::Off);
        assert_eq!(level(toml, "a.journey.yaml", "JM001"), RuleLevel::Error);
        assert_eq!(level("[rules]\nall = \"off\"\n", "a.journey.yaml", "JM001"), RuleLevel::Error);
    }

    #[test]
    fn presets_move_what_nobody_set() {
        assert_eq!(level("preset = \"minimal\"\n", "a.journey.yaml", "JM101"), RuleLevel::Off);
        assert_eq!(level("preset = \"strict\"\n", "a.journey.yaml", "JM101"), RuleLevel::Error);
        let set = "preset = \"minimal\"\n[rules]\nJM101 = \"info\"\n";
        assert_eq!(level(set, "a.journey.yaml", "JM101"), RuleLevel::Info);
    }

    #[test]
    fn flags_count_for_more_than_settings() {
        let words = |words: &[&str]| words.iter().map(|word| Selector::parse(word).unwrap()).collect();
        let only = Selection { select: words(&["scope"]), ignore: words(&["JM102"]), preview: false };
        let level = |toml, rule| state_of(toml, "a.journey.yaml", &only, rule).level;
        assert_eq!(level("[rules]\nJM101 = \"off\"\n", "JM101"), RuleLevel::Warning);
        assert_eq!(level("", "JM102"), RuleLevel::Off);
        assert_eq!(level("", "JM301"), RuleLevel::Off);
        assert_eq!(level("", "JM001"), RuleLevel::Error);
    }

    #[test]
    fn an_option_of_several_rules_counts_when_they_mean_the_same_by_it() {
        let set = |toml: &str, rule| {
            let state = state_of(toml, "a.journey.yaml", &Selection::default(), rule);
            state.options.iter().map(|(name, value, _)| (*name, value.clone())).collect::<Vec<_>>()
        };
        for word in ["effort", "JM70", "all"] {
            let toml = format!("[rules]\n{word} = {{options = {{max = 3}}}}\n");
            assert!(set(&toml, "JM705").is_empty() && set(&toml, "JM709").is_empty(), "{word}");
        }
        let scores = "[rules]\nemotion = {options = {min_scores = 4}}\n";
        for rule in ["JM505", "JM506", "JM511"] {
            assert_eq!(set(scores, rule), [("min_scores", OptionValue::Number(4.0))], "{rule}");
        }
        assert_eq!(
            set("[rules]\npersona = {options = {min = 2}}\nJM303 = {options = {min = 3}}\n", "JM303"),
            [("min", OptionValue::Number(3.0))]
        );
    }

    #[test]
    fn words_are_told_apart() {
        assert_eq!(Selector::parse("JM4"), Some(Selector::Prefix([b'4', 0])));
        assert!(matches!(Selector::parse("jm401"), Some(Selector::Rule(_, false))));
        assert_eq!(Selector::parse("moment-of-truth"), Some(Selector::Group(Group::Moment)));
        for nothing in ["", "JM", "JM4x", "J", "שלום", "ｊm401"] {
            assert_eq!(Selector::parse(nothing), None, "{nothing}");
        }
    }
}
