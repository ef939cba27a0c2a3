//! One line a finding.

use super::summary::is_fixable;
use super::{Checked, Look, Region, each, escape, source};

/// The findings as `path:line:column: level[CODE] message`, a line each.
pub(super) fn concise(all: &[Checked<'_>], look: Look) -> String {
    let mut text = String::new();
    for found in each(all).take(look.shown()) {
        let finding = found.1;
        let name = escape::terminal(source(found).name());
        // A line that begins with two colons is a command to GitHub Actions.
        let before = if name.starts_with("::") { "./" } else { "" };
        let Region { line, column, .. } = Region::of(found);
        let (level, code, message) = (finding.level, finding.rule.code, escape::terminal(&finding.message));
        text.push_str(&format!("{before}{name}:{line}:{column}: {level}[{code}] {message}"));
        if let Some(help) = &finding.help {
            text.push_str(&format!(" ({})", escape::terminal(help)));
        }
        if is_fixable(finding) {
            text.push_str(" (fixable)");
        }
        text.push('\n');
    }
    text.push_str(&look.rest(all));
    text
}
