//! The pages of `docs/rules`: one for each rule, and the list of them.

use super::{Check, Group, RULES, Rule};

/// The page about a rule, as Markdown.
pub fn rule_page(rule: &Rule) -> String {
    let (code, name, level, group) = (rule.code, rule.name, rule.level, rule.group.name());
    let configure = match rule.check {
        Check::Loading => "This rule is always an error: what cannot be read cannot be judged.".to_owned(),
        _ => {
            let other = if level.as_str() == "error" { "warning" } else { "error" };
            format!(
                "The level is `{level}` unless `masa.toml` says otherwise; `off` turns the rule off:\n\n\
                 ```toml\n[rules]\n{name} = \"{other}\"\n```"
            )
        }
    };
    let about = format!("Level: {level} · Group: [{group}](README.md#{})", anchor(group));
    format!("# {code} {name}\n\n{about}\n\n{}\n\n## Configure\n\n{configure}\n", rule.doc())
}

/// The list of all rules, as Markdown, with links to their pages.
pub fn rules_index() -> String {
    let mut page = String::from(
        "# Rules\n\n\
         What `masa check` looks for. `masa explain <code or name>` shows a page in the terminal; `[rules]` in\n\
         `masa.toml` sets levels.\n",
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
            let summary = rule.summary().replace('|', "\\|");
            page.push_str(&format!("| [{code}]({code}.md) | `{name}` | {level} | {summary} |\n"));
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
