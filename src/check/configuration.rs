//! What is wrong with what `masa.toml` says about rules.

use std::collections::BTreeMap;

use super::rules::{format, upkeep};
use super::settings::{Selector, globs};
use super::{Findings, RULES, Rule, Safety, Settings};
use crate::syntax::{Route, suggestion};
use crate::workspace::{FileIndex, RuleSetting, Workspace};

/// The findings about `[rules]` and `[[overrides]]`.
pub(super) fn findings(workspace: &Workspace, file: FileIndex, settings: &Settings) -> Vec<super::Finding> {
    let config = &workspace.config;
    let mut all = Vec::new();
    let mut look = |rules: &BTreeMap<String, RuleSetting>, holder: Route| {
        for (word, setting) in rules {
            let route = holder.clone().name(word);
            about(workspace, file, settings, word, setting, &route, &mut all);
        }
    };
    look(&config.rules, Route::root().key("rules"));
    for (at, one) in config.overrides.iter().enumerate() {
        let route = Route::root().key("overrides").index(at);
        look(&one.rules, route.clone().key("rules"));
    }
    for (at, one) in config.overrides.iter().enumerate() {
        let route = Route::root().key("overrides").index(at).key("files");
        let mut out = reporter(workspace, settings, &format::INVALID_VALUE, file);
        if let Err((pattern, why)) = globs(&one.files) {
            let shown: String = one.files[pattern].chars().take(60).collect();
            let _ = out
                .at(route.index(pattern), format!("`{shown}` is not a pattern for files: {why}"))
                .help("write it as in .gitignore, such as `drafts/**`");
        } else if one.files.is_empty() {
            let _ = out
                .at(Route::root().key("overrides").index(at), "the override names no files")
                .help("write `files = [\"drafts/**\"]`");
        }
        all.extend(out.into_vec());
    }
    all
}

fn reporter<'w>(
    workspace: &'w Workspace,
    settings: &'w Settings,
    rule: &'static Rule,
    file: FileIndex,
) -> Findings<'w> {
    let index = RULES.iter().position(|one| one.code == rule.code).unwrap_or_default();
    Findings::new(workspace, settings, index, file)
}

/// What is wrong with the word for rules, or with what is set for it.
fn about(
    workspace: &Workspace,
    file: FileIndex,
    settings: &Settings,
    word: &str,
    setting: &RuleSetting,
    route: &Route,
    all: &mut Vec<super::Finding>,
) {
    let holder = &workspace.files[file];
    let key = holder.tree.key_span(&holder.source, route).unwrap_or_default();
    let Some(selector) = Selector::parse(word) else {
        let mut out = reporter(workspace, settings, &format::UNKNOWN_KEY, file);
        let help = match suggestion(word, Selector::words()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "`masa rules` lists them".to_owned(),
        };
        let shown: String = word.chars().take(60).collect();
        let _ = out.at_span(key, format!("unknown rule `{shown}`")).help(help);
        all.extend(out.into_vec());
        return;
    };
    let mut refused = reporter(workspace, settings, &format::INVALID_VALUE, file);
    let only = match selector {
        Selector::Rule(index, _) => Some(RULES[index]),
        _ => None,
    };
    if let (Some(rule), Some(_)) = (only, setting.level)
        && rule.is_fixed()
    {
        let _ = refused
            .at_span(key, format!("`{}` is always an error", rule.name))
            .help("remove the line: what cannot be read cannot be judged");
    }
    for (name, value) in &setting.options {
        let place = route.clone().key("options").name(name);
        let named = |rule: &&Rule| rule.options.iter().find(|option| option.name == name).copied();
        let options: Vec<_> = match only {
            Some(rule) => named(&rule).into_iter().collect(),
            None => {
                let chosen = RULES.iter().enumerate().filter(|(index, _)| selector.names(*index));
                chosen.filter_map(|(_, rule)| named(rule)).collect()
            }
        };
        let Some(option) = options.first() else {
            let known = only.map(|rule| rule.options).unwrap_or_default();
            let help = match (suggestion(name, known.iter().map(|option| option.name)), known) {
                (Some(meant), _) => format!("did you mean `{meant}`?"),
                (None, []) => "remove it; `masa explain` lists the options of a rule".to_owned(),
                (None, known) => {
                    let names: Vec<_> = known.iter().map(|option| option.name).collect();
                    format!("known: {}", names.join(", "))
                }
            };
            let shown: String = name.chars().take(60).collect();
            let mut out = reporter(workspace, settings, &format::UNKNOWN_KEY, file);
            let named = holder.tree.key_span(&holder.source, &place).unwrap_or(key);
            let _ = out.at_span(named, format!("`{word}` has no option `{shown}`")).help(help);
            all.extend(out.into_vec());
            continue;
        };
        if let Some(what) = option.refuse(value) {
            let _ = refused.at(place, what).help("`masa explain` says what the option is");
        }
    }
    all.extend(refused.into_vec());
    if let Selector::Rule(index, true) = selector {
        let rule = RULES[index];
        let mut out = reporter(workspace, settings, &upkeep::RENAMED_RULE, file);
        let _ = out
            .at_span(key, format!("`{word}` is called `{}` now", rule.name))
            .help(format!("write `{}`", rule.name))
            .fix(Safety::Safe, "use the name of today", key, rule.name);
        all.extend(out.into_vec());
    }
}
