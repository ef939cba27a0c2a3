//! Findings that were there when a workspace began to be checked.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::fingerprint::{document, place};
use super::rules::upkeep;
use super::settings::{Selector, Settings};
use super::{Acceptance, Accepted, Finding, Findings, Options, Outcome};
use crate::syntax::Route;
use crate::workspace::{Baseline, BaselineEntry, FileIndex, RuleLevel, Workspace};

/// Takes out of the findings what the baseline accepts, and says what it accepts in vain.
pub(super) fn apply(workspace: &Workspace, settings: &Settings, outcome: &mut Outcome) {
    let Some((file, baseline)) = workspace.baseline() else { return };
    let mut left: HashMap<(usize, String), Vec<(usize, usize)>> = HashMap::new();
    for (at, entry) in baseline.findings.iter().enumerate() {
        if let Some(Selector::Rule(rule, _)) = Selector::parse(&entry.rule) {
            left.entry((rule, entry.at.clone())).or_default().push((at, entry.count()));
        }
    }
    let findings = std::mem::take(&mut outcome.findings);
    for finding in findings {
        let accepted = finding.rule.can_be_accepted() && {
            let key = (finding.rule.index(), place(workspace, &finding));
            let entries = left.get_mut(&key).into_iter().flatten();
            let open = entries.into_iter().find(|(_, count)| *count > 0);
            open.map(|(_, count)| *count -= 1).is_some()
        };
        if accepted {
            outcome.accepted.push(Accepted { finding, by: Acceptance::Baseline });
        } else {
            outcome.findings.push(finding);
        }
    }
    let mut stale: Vec<(usize, usize)> = left.into_values().flatten().collect();
    stale.sort_unstable();
    let documents = Documents::of(workspace);
    let mut out = Findings::of_rule(workspace, settings, &upkeep::STALE_BASELINE_ENTRY, file);
    for (at, count) in stale.into_iter().filter(|(_, count)| *count > 0) {
        let entry = &baseline.findings[at];
        if is_untouched(workspace, settings, &documents, entry) {
            continue;
        }
        let message = match (count, entry.count()) {
            (1, 1) => format!("`{}` is accepted in {} and not there any more", entry.rule, entry.path),
            (gone, all) => {
                format!("{gone} of {all} accepted findings of `{}` are not there any more", entry.rule)
            }
        };
        let _ = out
            .at(Route::root().key("findings").index(at), message)
            .help("`masa baseline prune` removes what is mended");
    }
    for (at, entry) in baseline.findings.iter().enumerate() {
        if !matches!(Selector::parse(&entry.rule), Some(Selector::Rule(..))) {
            let shown: String = entry.rule.chars().take(60).collect();
            let _ = out
                .at(Route::root().key("findings").index(at).key("rule"), format!("unknown rule `{shown}`"))
                .help("`masa baseline write` writes the file anew");
        }
    }
    outcome.findings.extend(out.into_vec());
    outcome.findings.sort_by(Finding::order);
    outcome.accepted.sort_by(|a, b| a.finding.order(&b.finding));
}

/// The files of the workspace by what a place calls them, and by path: a file may have been renamed, or lost its id.
struct Documents(HashMap<String, FileIndex>);

impl Documents {
    fn of(workspace: &Workspace) -> Self {
        let files = workspace.files.iter().enumerate();
        let named = files.flat_map(|(index, file)| {
            [(document(workspace, index), index), (format!("file {}", workspace.path_from_root(file)), index)]
        });
        Self(named.collect())
    }

    /// The file that an entry is about, if it is still there.
    fn file(&self, entry: &BaselineEntry) -> Option<FileIndex> {
        let document = entry.at.split_once(": ").map_or(entry.at.as_str(), |(document, _)| document);
        let by_path = || self.0.get(&format!("file {}", entry.path));
        self.0.get(document).or_else(by_path).copied()
    }
}

/// Whether nothing can be said of an entry: its file was not checked, or its rule did not run.
fn is_untouched(
    workspace: &Workspace,
    settings: &Settings,
    documents: &Documents,
    entry: &BaselineEntry,
) -> bool {
    let file = documents.file(entry);
    let unchecked = file.is_some_and(|file| !workspace.files[file].selected);
    let idle = match Selector::parse(&entry.rule) {
        Some(Selector::Rule(rule, _)) => settings.for_file(rule, file).level == RuleLevel::Off,
        _ => false,
    };
    unchecked || idle
}

/// The baseline that accepts everything found; entries about files that were not checked, or of rules that did not
/// run, stay.
pub fn baseline_of(workspace: &Workspace, options: &Options, findings: &[Finding]) -> Baseline {
    let mut counts: BTreeMap<(String, &'static str, String), u32> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.rule.can_be_accepted()) {
        let path = workspace.path_from_root(&workspace.files[finding.file]);
        *counts.entry((path, finding.rule.name, place(workspace, finding))).or_default() += 1;
    }
    let new = counts.into_iter().map(|((path, rule, at), count)| BaselineEntry {
        path,
        rule: rule.to_owned(),
        at,
        count: (count > 1).then_some(count),
    });
    let mut entries: Vec<BaselineEntry> = new.collect();
    let written: HashSet<(String, String)> =
        entries.iter().map(|entry| (entry.rule.clone(), entry.at.clone())).collect();
    let kept = untouched(workspace, options).into_iter();
    entries.extend(kept.filter(|entry| !written.contains(&(entry.rule.clone(), entry.at.clone()))));
    Baseline::new(entries)
}

/// The baseline without what is mended; nothing is added, and entries about files that were not checked, or of rules
/// that did not run, stay.
pub fn pruned(workspace: &Workspace, options: &Options, outcome: &Outcome) -> Baseline {
    let mut kept = untouched(workspace, options);
    let mut open: HashMap<(&'static str, String), Vec<&Finding>> = HashMap::new();
    for accepted in outcome.accepted.iter().filter(|accepted| accepted.by == Acceptance::Baseline) {
        let key = (accepted.finding.rule.name, place(workspace, &accepted.finding));
        open.entry(key).or_default().push(&accepted.finding);
    }
    kept.extend(open.into_iter().map(|((rule, at), findings)| BaselineEntry {
        path: workspace.path_from_root(&workspace.files[findings[0].file]),
        rule: rule.to_owned(),
        at,
        count: (findings.len() > 1).then_some(findings.len() as u32),
    }));
    Baseline::new(kept)
}

/// The entries that nothing can be said of, under the paths that their files have now.
fn untouched(workspace: &Workspace, options: &Options) -> Vec<BaselineEntry> {
    let Some((_, old)) = workspace.baseline() else { return Vec::new() };
    let settings = Settings::new(workspace, &options.selection);
    let documents = Documents::of(workspace);
    let kept = old.findings.iter().filter(|entry| is_untouched(workspace, &settings, &documents, entry));
    let renamed = |entry: &BaselineEntry| {
        let file = documents.file(entry).map(|file| workspace.path_from_root(&workspace.files[file]));
        BaselineEntry { path: file.unwrap_or_else(|| entry.path.clone()), ..entry.clone() }
    };
    kept.map(renamed).collect()
}
