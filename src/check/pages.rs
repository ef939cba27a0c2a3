//! The pages of `docs/rules`: one for each rule, and the list of them.

use super::{Group, OptionDefault, RULES, Rule, Stability};
use crate::workspace::{OptionValue, RuleLevel};

/// The page about a rule, as Markdown.
pub fn rule_page(rule: &Rule) -> String {
    let (code, name, level, group) = (rule.code, rule.name, rule.level, rule.group.name());
    let trial = if rule.stability == Stability::Preview { " · On trial (`preview`)" } else { "" };
    let about = format!(
        "Level: {level} · Group: [{group}](README.md#{}) · Since {}{trial}",
        anchor(group),
        rule.since
    );
    let mut page = format!("# {code} {name}\n\n{about}\n\n{}\n", rule.doc());
    if let Some(former) = rule.formerly.first() {
        page.push_str(&format!("\nBefore, it was called `{former}`.\n"));
    }
    if !rule.options.is_empty() {
        page.push_str("\n## Options\n\n| Option | Default | What it is |\n|---|---|---|\n");
        for option in rule.options {
            let default = match option.default {
                OptionDefault::Number { value, min, max } => format!("{value} ({min} to {max})"),
                OptionDefault::Words => "none".to_owned(),
            };
            page.push_str(&format!("| `{}` | {default} | {} |\n", option.name, option.what));
        }
    }
    page.push_str(&format!("\n## Configure\n\n{}\n", configure(rule)));
    page
}

/// How to set the level and options of a rule, and how to accept one of its findings.
fn configure(rule: &Rule) -> String {
    let (name, level) = (rule.name, rule.level);
    if rule.is_fixed() {
        return "This rule is always an error: what cannot be read cannot be judged.".to_owned();
    }
    let other = if level == RuleLevel::Error { RuleLevel::Warning } else { RuleLevel::Error };
    let mut text = match rule.stability {
        Stability::Stable => {
            format!("The level is `{level}` unless `masa.toml` says otherwise; `off` turns the rule off:")
        }
        Stability::Preview => format!(
            "The rule runs only with `preview = true` in `masa.toml`, with `--preview`, or when it is named; its level is \
             then `{level}`:"
        ),
    };
    text.push_str(&format!("\n\n```toml\n[rules]\n{name} = \"{other}\"\n```"));
    if let Some(option) = rule.options.first() {
        let value = match option.default.value() {
            OptionValue::Number(number) => number.to_string(),
            OptionValue::Words(_) => "[\"…\"]".to_owned(),
        };
        let set = format!("{name} = {{options = {{{} = {value}}}}}", option.name);
        text.push_str(&format!("\n\nOptions stand beside the level:\n\n```toml\n[rules]\n{set}\n```"));
    }
    if rule.can_be_accepted() {
        text.push_str(&format!(
            "\n\nA comment accepts a finding and says why: `# masa: ignore[{name}] why`, behind the value for its line, or on \
             a line of its own for all of what comes next."
        ));
    }
    text
}

/// The list of all rules, as Markdown, with links to their pages.
pub fn rules_index() -> String {
    let mut page = String::from(
        "# Rules\n\n\
         What `masa check` looks for. `masa explain <code or name>` shows a page in the terminal; `masa rules` lists them\n\
         with the level they have in your workspace; [Settings](../settings.md) says how to choose.\n",
    );
    for group in Group::ALL {
        let mut rows = RULES.iter().filter(|rule| rule.group == group).peekable();
        if rows.peek().is_none() {
            continue;
        }
        page.push_str(&format!("\n## {}\n\n", capitalised(group.name())));
        page.push_str("| Code | Name | Level | What it says |\n|---|---|---|---|\n");
        for rule in rows {
            let (code, name, level) = (rule.code, rule.name, rule.level);
            let trial = if rule.stability == Stability::Preview { ", on trial" } else { "" };
            let summary = rule.summary().replace('|', "\\|");
            page.push_str(&format!("| [{code}]({code}.md) | `{name}` | {level}{trial} | {summary} |\n"));
        }
    }
    page
}

/// The anchor that Markdown renderers make of a heading.
fn anchor(heading: &str) -> String {
    heading.to_lowercase().replace(' ', "-")
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_in_the_index_and_every_page_says_how_to_configure() {
        let index = rules_index();
        for rule in RULES {
            assert!(index.contains(&format!("({}.md)", rule.code)), "{rule:?}");
            let page = rule_page(rule);
            assert!(page.starts_with(&format!("# {} {}\n", rule.code, rule.name)));
            assert!(page.contains("## Configure"));
        }
    }

    #[test]
    fn fences_are_closed() {
        for rule in RULES {
            let fences = rule_page(rule).lines().filter(|line| line.starts_with("```")).count();
            assert_eq!(fences % 2, 0, "{rule:?}");
        }
    }
}
