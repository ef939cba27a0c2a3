//! Findings as Markdown, for the summary of a job or a comment on a pull request.

use std::collections::BTreeMap;

use super::{Checked, Found, Region, Summary, escape, source, url, worst_first};
use crate::check::Rule;

/// The most rows of the table; who mends a hundred findings looks again anyway.
const MAX_ROWS: usize = 100;
/// A comment on GitHub holds 65,536 characters; what is longer is refused.
const MAX_CHARS: usize = 50_000;
/// The most characters of one text of the user's.
const MAX_TEXT: usize = 300;

/// A verdict in one line and a table, the worst first.
pub(super) fn markdown(all: &[Checked<'_>]) -> String {
    let mut text = format!("**masa check**: {}\n", Summary::of(all));
    let found = worst_first(all);
    if found.is_empty() {
        return text;
    }
    text.push_str("\n| Level | Rule | Place | Finding |\n|---|---|---|---|\n");
    let mut chars = 0;
    let fits = |row: &String| {
        chars += row.chars().count();
        chars <= MAX_CHARS
    };
    let rows: Vec<String> = found.iter().take(MAX_ROWS).map(|found| row(*found)).take_while(fits).collect();
    text.extend(rows.iter().map(String::as_str));
    if found.len() > rows.len() {
        text.push_str(&format!("\n... {} more; `masa check` shows them all.\n", found.len() - rows.len()));
    }
    let rules: BTreeMap<_, _> =
        found[..rows.len()].iter().map(|(_, finding)| (finding.rule.code, finding.rule)).collect();
    text.push_str("\n<details><summary>What the rules look for</summary>\n\n");
    for (code, rule) in rules {
        text.push_str(&format!("- {} `{}`: {}\n", linked(rule, code), rule.name, rule.summary()));
    }
    text.push_str("\n`masa explain CODE` says more.\n\n</details>\n");
    text
}

fn row(found: Found<'_>) -> String {
    let finding = found.1;
    let Region { line, column, .. } = Region::of(found);
    let place = cell(source(found).name());
    let mut what = cell(&finding.message);
    if let Some(help) = &finding.help {
        what.push_str(&format!("<br>{}", cell(help)));
    }
    let rule = linked(finding.rule, finding.rule.code);
    format!("| {} | {rule} | {place}:{line}:{column} | {what} |\n", finding.level)
}

/// A text for people as a cell: what stands between backticks as code, and nobody mentioned by accident.
fn cell(text: &str) -> String {
    let cut = text.char_indices().nth(MAX_TEXT).map(|(at, _)| format!("{}…", &text[..at]));
    let text = cut.as_deref().unwrap_or(text);
    let plain = |text: &str| escape::markdown(text).replace('@', "@&#8203;");
    let parts: Vec<&str> = text.split('`').collect();
    // Without a partner a backtick is one of the user's.
    if parts.len().is_multiple_of(2) {
        return plain(text);
    }
    let part = |(number, part): (usize, &&str)| match number % 2 {
        // Code takes everything as it is but these.
        1 if !part.is_empty() && !part.contains(['|', '\\']) => format!("`{}`", escape::terminal(part)),
        _ => plain(part),
    };
    parts.iter().enumerate().map(part).collect()
}

fn linked(rule: &Rule, text: &str) -> String {
    url(rule).map_or_else(|| text.to_owned(), |url| format!("[{text}]({url})"))
}
