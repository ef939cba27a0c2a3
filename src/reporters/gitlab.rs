//! Findings as a code quality report of GitLab.

use serde::Serialize;

use super::{Checked, Fingerprints, Region, each, escape, level_in, message_and_help, source};

#[derive(Serialize)]
struct Issue<'c> {
    description: String,
    check_name: String,
    /// Unlike all others, or GitLab shows one and drops the rest.
    fingerprint: String,
    severity: &'static str,
    location: Location<'c>,
}

#[derive(Serialize)]
struct Location<'c> {
    path: &'c str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// The findings as a JSON list, also when there are none.
pub(super) fn gitlab(all: &[Checked<'_>]) -> String {
    let mut fingerprints = Fingerprints::default();
    let issues: Vec<_> = each(all)
        .map(|found| {
            let finding = found.1;
            let Region { line, end_line, .. } = Region::of(found);
            Issue {
                description: message_and_help(finding, "; "),
                check_name: format!("{} {}", finding.rule.code, finding.rule.name),
                fingerprint: fingerprints.next(found.0, finding),
                severity: level_in(finding.level, ["major", "minor", "info"]),
                location: Location {
                    path: source(found).name(),
                    lines: Lines { begin: line, end: end_line },
                },
            }
        })
        .collect();
    let text = serde_json::to_string_pretty(&issues).unwrap_or_default();
    escape::json(&format!("{text}\n"))
}
