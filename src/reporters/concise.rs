//! One line a finding.

use super::{Checked, escape, start};

/// The findings as `path:line:column: level[CODE] message`, a line each.
pub fn concise(all: &[Checked<'_>]) -> String {
    let mut text = String::new();
    for checked in all {
        for finding in checked.findings {
            let name = checked.workspace.files[finding.file].source.name();
            let position = start(checked, finding);
            text.push_str(&format!(
                "{}:{}:{}: {}[{}] {}",
                escape::terminal(name),
                position.line,
                position.column,
                finding.level,
                finding.rule.code,
                escape::terminal(&finding.message),
            ));
            if let Some(help) = &finding.help {
                text.push_str(&format!(" ({})", escape::terminal(help)));
            }
            text.push('\n');
        }
    }
    text
}
