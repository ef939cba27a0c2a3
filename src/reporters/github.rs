//! Findings as commands of GitHub Actions, which become annotations in the change.

use super::{
    Checked, Found, Region, Summary, escape, level_in, message_and_help, plural, source, worst_first,
};

/// GitHub shows ten annotations of a step and drops the others without a word.
const MAX_ANNOTATIONS: usize = 10;

/// A command for each of the worst findings, and one that counts the others.
pub(super) fn github(all: &[Checked<'_>]) -> String {
    let found = worst_first(all);
    let mut text: String = found.iter().take(MAX_ANNOTATIONS).map(|found| command(*found)).collect();
    if let Some(rest) = found.len().checked_sub(MAX_ANNOTATIONS).filter(|rest| *rest > 0) {
        let all = Summary::of(all).levels();
        text.push_str(&format!(
            "::notice title=masa::{} more than are shown here; {all} in all\n",
            plural(rest, "finding")
        ));
    }
    text
}

fn command(found: Found<'_>) -> String {
    let finding = found.1;
    let level = level_in(finding.level, ["error", "warning", "notice"]);
    let file = escape::github_property(source(found).name());
    let Region { line, column, end_line, end_column } = Region::of(found);
    let mut place = format!("file={file},line={line},endLine={end_line}");
    // Columns are understood within one line only.
    if line == end_line {
        place.push_str(&format!(",col={column},endColumn={end_column}"));
    }
    let title = escape::github_property(&format!("{} {}", finding.rule.code, finding.rule.name));
    let message = escape::github_data(&message_and_help(finding, "\n"));
    format!("::{level} {place},title={title}::{message}\n")
}
