//! What is wrong with what `masa.toml` says about rules.

use super::rules::{format, upkeep};
use super::settings::{Selector, globs, idle};
use super::{Finding, Findings, RULES, Rule, Safety, Settings};
use crate::source::Span;
use crate::syntax::{Route, suggestion};
use crate::workspace::{File, FileIndex, OptionValue, RuleSetting, Workspace};

/// The findings about `[rules]` and `[[overrides]]`.
pub(super) fn findings(workspace: &Workspace, file: FileIndex, settings: &Settings) -> Vec<Finding> {
    let reporter = |rule: &Rule| Findings::of_rule(workspace, settings, rule, file);
    let mut all = Configuration {
        workspace,
        file,
        unknown: reporter(&format::UNKNOWN_KEY),
        refused: reporter(&format::INVALID_VALUE),
        renamed: reporter(&upkeep::RENAMED_RULE),
        unused: reporter(&upkeep::UNUSED_OVERRIDE),
        paths: all_paths(workspace),
    };
    let config = &workspace.config;
    for (word, setting) in &config.rules {
        all.setting(word, setting, Route::root().key("rules").name(word));
    }
    for (at, one) in config.overrides.iter().enumerate() {
        let route = || Route::root().key("overrides").index(at);
        for (word, setting) in &one.rules {
            all.setting(word, setting, route().key("rules").name(word));
        }
        all.patterns(&one.files, route());
    }
    let Configuration { unknown, refused, renamed, unused, .. } = all;
    [unknown, refused, renamed, unused].into_iter().flat_map(Findings::into_vec).collect()
}

/// The paths of all files of the workspace; nothing when only some were asked for, so that others may be there that
/// nobody looked at.
fn all_paths(workspace: &Workspace) -> Option<Vec<String>> {
    let is_known = |file: &File| file.selected && !file.path.as_os_str().is_empty();
    let files = &workspace.files;
    files.iter().all(is_known).then(|| files.iter().map(|file| workspace.path_from_root(file)).collect())
}

/// Where findings about settings are collected.
struct Configuration<'w> {
    workspace: &'w Workspace,
    file: FileIndex,
    unknown: Findings<'w>,
    refused: Findings<'w>,
    renamed: Findings<'w>,
    unused: Findings<'w>,
    paths: Option<Vec<String>>,
}

impl Configuration<'_> {
    /// The place of a key; a word that is wrong is wrong in its key.
    fn key(&self, route: &Route) -> Span {
        let holder = &self.workspace.files[self.file];
        holder.tree.key_span(&holder.source, route).unwrap_or_default()
    }

    /// What is wrong with a word for rules, or with what is set for it.
    fn setting(&mut self, word: &str, setting: &RuleSetting, route: Route) {
        let Some(selector) = Selector::parse(word) else {
            if !self.unknown.is_full() {
                let help = match Selector::suggestion(word) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "`masa rules` lists them".to_owned(),
                };
                let key = self.key(&route);
                let _ = self.unknown.at_span(key, format!("unknown rule `{}`", shown(word))).help(help);
            }
            return;
        };
        if let Selector::Rule(index, is_old) = selector {
            let rule = RULES[index];
            if rule.is_fixed() && setting.level.is_some() {
                let key = self.key(&route);
                let _ = self
                    .refused
                    .at_span(key, format!("`{}` is always an error", rule.name))
                    .help("remove the line: what cannot be read cannot be judged");
            }
            if is_old {
                let key = self.key(&route);
                let _ = self
                    .renamed
                    .at_span(key, format!("`{word}` is called `{}` now", rule.name))
                    .help(format!("write `{}`", rule.name))
                    .fix(Safety::Safe, "use the name of today", key, rule.name);
            }
        }
        for (name, value) in &setting.options {
            self.option(word, selector, name, value, route.clone().key("options").name(name));
        }
    }

    /// What is wrong with an option of a rule, or of several.
    fn option(&mut self, word: &str, selector: Selector, name: &str, value: &OptionValue, route: Route) {
        let holders: Vec<_> = selector.options().filter(|(_, option)| option.name == name).collect();
        if let Some((_, option)) = holders.first() {
            if selector.is_ambiguous(name) {
                let key = self.key(&route);
                let count = holders.len();
                let message = format!(
                    "{count} rules of `{word}` have an option `{name}`, and mean different things by it"
                );
                let rules = listed(holders.iter().map(|(rule, _)| rule.name));
                let _ =
                    self.refused.at_span(key, message).help(format!("set it for one rule by name: {rules}"));
            } else if let Some(what) = option.refuse(value) {
                let _ = self.refused.at(route, what).help("`masa explain` says what the option is");
            }
            return;
        }
        if self.unknown.is_full() {
            return;
        }
        let mut names: Vec<_> = selector.options().map(|(_, option)| option.name).collect();
        names.sort_unstable();
        names.dedup();
        let help = match suggestion(name, names.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if names.is_empty() => "remove it; `masa explain` lists the options of a rule".to_owned(),
            None => format!("known: {}", names.join(", ")),
        };
        let key = self.key(&route);
        let message = format!("`{word}` has no option `{}`", shown(name));
        let _ = self.unknown.at_span(key, message).help(help);
    }

    /// What is wrong with the patterns of an override.
    fn patterns(&mut self, patterns: &[String], route: Route) {
        if patterns.is_empty() {
            let help = "write `files = [\"drafts/**\"]`";
            let _ = self.refused.at(route, "the override names no files").help(help);
            return;
        }
        let set = match globs(patterns) {
            Ok(set) => set,
            Err((at, why)) => {
                let message = format!("`{}` is not a pattern for files: {why}", shown(&patterns[at]));
                let help = "write it as in .gitignore, such as `drafts/**`";
                let _ = self.refused.at(route.key("files").index(at), message).help(help);
                return;
            }
        };
        let Some(paths) = self.paths.as_deref().filter(|_| !self.unused.is_full()) else { return };
        for at in idle(&set, paths) {
            let message = format!("no file matches `{}`", shown(&patterns[at]));
            let _ = self
                .unused
                .at(route.clone().key("files").index(at), message)
                .help("correct the pattern, which is relative to `masa.toml`, or remove it");
        }
    }
}

/// The first of some names, and how many more there are.
fn listed(names: impl Iterator<Item = &'static str>) -> String {
    const MOST: usize = 4;
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    let first = names.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

fn shown(word: &str) -> String {
    word.chars().take(60).collect()
}
