//! How many findings there are: in one line, and rule by rule.

use std::collections::BTreeMap;
use std::fmt;

use super::{Checked, each, plural};
use crate::check::{Acceptance, Safety};
use crate::workspace::RuleLevel;

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
    /// Findings, not counted above, that a comment accepts.
    pub suppressed: usize,
    /// Findings, not counted above, that are in the baseline.
    pub baseline: usize,
    /// Findings, not counted above, below `--min-severity`.
    pub hidden: usize,
    /// Findings counted above that `--fix` would mend.
    pub fixable: usize,
}

impl Summary {
    /// Counts the findings of all workspaces.
    pub fn of(all: &[Checked<'_>]) -> Self {
        let mut summary = Self::default();
        for checked in all {
            let selected = checked.workspace.files.iter().filter(|file| file.selected);
            summary.files += selected.count();
            summary.hidden += checked.hidden;
            for accepted in checked.accepted {
                match accepted.by {
                    Acceptance::Comment { .. } => summary.suppressed += 1,
                    Acceptance::Baseline => summary.baseline += 1,
                }
            }
            let mut last_file = None;
            for finding in checked.findings {
                match finding.level {
                    RuleLevel::Error => summary.errors += 1,
                    RuleLevel::Warning => summary.warnings += 1,
                    _ => summary.infos += 1,
                }
                summary.fixable += usize::from(is_fixable(finding));
                if last_file != Some(finding.file) {
                    summary.files_with_findings += 1;
                    last_file = Some(finding.file);
                }
            }
        }
        summary
    }

    /// How many findings are shown.
    pub fn shown(&self) -> usize {
        self.errors + self.warnings + self.infos
    }

    /// The counts by level, such as `2 errors, 1 note`.
    pub(super) fn levels(&self) -> String {
        let counts = [(self.errors, "error"), (self.warnings, "warning"), (self.infos, "note")];
        listed(&counts.map(|(count, noun)| (count, plural(count, noun))))
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { files_with_findings, files, suppressed, baseline, hidden, fixable, .. } = *self;
        let files = plural(files, "file");
        match (self.shown(), hidden) {
            (0, 0) => write!(f, "{files} checked, nothing found")?,
            (0, _) => write!(f, "{files} checked, nothing to show")?,
            _ => write!(f, "{} in {files_with_findings} of {files}", self.levels())?,
        }
        let accepted = listed(&[
            (baseline, format!("{baseline} in baseline")),
            (suppressed, format!("{suppressed} suppressed")),
        ]);
        let asides = [
            accepted,
            listed(&[(
                hidden,
                format!("{} hidden, --min-severity info shows all", plural(hidden, "finding")),
            )]),
            listed(&[(fixable, format!("{fixable} fixable with --fix"))]),
        ];
        asides.iter().filter(|aside| !aside.is_empty()).try_for_each(|aside| write!(f, "; {aside}"))
    }
}

/// The texts whose count is not 0.
fn listed(counts: &[(usize, String)]) -> String {
    let counted = counts.iter().filter(|(count, _)| *count > 0);
    counted.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(", ")
}

/// Whether `--fix` would mend it.
pub(super) fn is_fixable(finding: &crate::check::Finding) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe)
}

/// How many findings each rule has, the most first, a line a rule.
pub fn stats(all: &[Checked<'_>]) -> String {
    let mut counts: BTreeMap<&str, (usize, usize, &str)> = BTreeMap::new();
    for (_, finding) in each(all) {
        let (count, fixable, name) = counts.entry(finding.rule.code).or_default();
        *count += 1;
        *fixable += usize::from(is_fixable(finding));
        *name = finding.rule.name;
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(_, (count, ..))| std::cmp::Reverse(*count));
    let lines = rows.iter().map(|(code, (count, fixable, name))| {
        let fixable = if *fixable > 0 { format!(" ({fixable} fixable)") } else { String::new() };
        format!("{count:>6}  {code}  {name}{fixable}\n")
    });
    lines.collect()
}
