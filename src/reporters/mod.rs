//! Findings for people and programs: one file a format, one escaping function a sink.

mod concise;
mod diff;
pub mod escape;
mod human;
mod json;

pub use concise::concise;
pub use diff::unified;
pub use human::human;
pub(crate) use json::schema_of_output;
pub use json::{findings_schema, json};

use crate::check::{Accepted, Finding};
use crate::source::Position;
use crate::workspace::{RuleLevel, Workspace};

/// Findings of one workspace, to be shown.
pub struct Checked<'w> {
    /// The workspace.
    pub workspace: &'w Workspace,
    /// What was found in it and is to be shown, sorted.
    pub findings: &'w [Finding],
    /// What somebody accepted, sorted.
    pub accepted: &'w [Accepted],
}

/// How many findings of each level there are, and in how many files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Summary {
    /// Findings of level error.
    pub errors: usize,
    /// Findings of level warning.
    pub warnings: usize,
    /// Findings of level info.
    pub infos: usize,
    /// Files with at least one finding.
    pub files_with_findings: usize,
    /// Files checked.
    pub files: usize,
}

impl Summary {
    /// Counts the findings of all workspaces.
    pub fn of(all: &[Checked<'_>]) -> Self {
        let mut summary = Self::default();
        for checked in all {
            let selected = checked.workspace.files.iter().filter(|file| file.selected);
            summary.files += selected.count();
            let mut last_file = None;
            for finding in checked.findings {
                match finding.level {
                    RuleLevel::Error => summary.errors += 1,
                    RuleLevel::Warning => summary.warnings += 1,
                    _ => summary.infos += 1,
                }
                if last_file != Some(finding.file) {
                    summary.files_with_findings += 1;
                    last_file = Some(finding.file);
                }
            }
        }
        summary
    }
}

impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { errors, warnings, infos, files_with_findings, files } = *self;
        if errors + warnings + infos == 0 {
            return write!(f, "{} checked, nothing found", plural(files, "file"));
        }
        let parts = [(errors, "error"), (warnings, "warning"), (infos, "note")];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        let parts: Vec<_> = parts.map(|(count, word)| plural(*count, word)).collect();
        write!(f, "{} in {files_with_findings} of {}", parts.join(", "), plural(files, "file"))
    }
}

/// A count with its noun.
pub(crate) fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn start(checked: &Checked<'_>, finding: &Finding) -> Position {
    checked.workspace.files[finding.file].source.position(finding.span.start)
}
