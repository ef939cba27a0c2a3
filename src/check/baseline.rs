//! Findings that were there when a workspace began to be checked.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::rules::{format, upkeep};
use super::settings::{Selector, Settings};
use super::{Acceptance, Accepted, Finding, Findings, Group, Outcome, RULES, Rule, place};
use crate::syntax::Route;
use crate::workspace::{Baseline, BaselineEntry, RuleLevel, Workspace};

/// What keeps a file from being read is never accepted: nothing else about it can be known.
const NEVER: [&Rule; 5] =
    [&format::SYNTAX, &format::UNSUPPORTED_YAML, &format::TOO_COMPLEX, &format::TOO_LARGE, &format::NOT_TEXT];

/// Whether a baseline can accept a finding.
pub fn can_be_in_baseline(finding: &Finding) -> bool {
    finding.rule.group != Group::Upkeep && !NEVER.iter().any(|rule| rule.code == finding.rule.code)
}

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
        let index = RULES.iter().position(|rule| rule.code == finding.rule.code).unwrap_or_default();
        let accepted = can_be_in_baseline(&finding) && {
            let entries = left.get_mut(&(index, place(workspace, &finding))).into_iter().flatten();
            let open = entries.into_iter().find(|(_, count)| *count > 0);
            open.map(|(_, count)| *count -= 1).is_some()
        };
        if accepted {
            outcome.accepted.push(Accepted { finding, by: Acceptance::Baseline });
        } else {
            outcome.findings.push(finding);
        }
    }
    let mut stale: Vec<(usize, usize, usize)> = left
        .into_iter()
        .flat_map(|((rule, _), all)| all.into_iter().map(move |(at, count)| (at, rule, count)))
        .collect();
    stale.sort_unstable();
    let checked = checked_paths(workspace);
    let mut out = Findings::of_rule(workspace, settings, &upkeep::STALE_BASELINE_ENTRY, file);
    for (at, rule, count) in stale.into_iter().filter(|(.., count)| *count > 0) {
        let entry = &baseline.findings[at];
        let off = settings.anywhere(rule).level == RuleLevel::Off;
        if off || checked.get(entry.path.as_str()) == Some(&false) {
            continue;
        }
        let message = match (count, entry.count()) {
            (1, 1) => format!("`{}` is accepted here and not there any more", entry.rule),
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

/// The paths of the workspace, and whether they were checked this time.
fn checked_paths(workspace: &Workspace) -> HashMap<String, bool> {
    workspace.files.iter().map(|file| (workspace.path_from_root(file), file.selected)).collect()
}

/// The baseline that accepts everything found; entries about files that were not checked stay.
pub fn baseline_of(workspace: &Workspace, findings: &[Finding]) -> Baseline {
    let mut counts: BTreeMap<(String, &'static str, String), u32> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| can_be_in_baseline(finding)) {
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
    let checked = checked_paths(workspace);
    if let Some((_, old)) = workspace.baseline() {
        let untouched = |entry: &&BaselineEntry| checked.get(entry.path.as_str()) == Some(&false);
        let written: HashSet<(String, String)> =
            entries.iter().map(|entry| (entry.rule.clone(), entry.at.clone())).collect();
        let kept = old.findings.iter().filter(untouched);
        let kept = kept.filter(|entry| !written.contains(&(entry.rule.clone(), entry.at.clone())));
        entries.extend(kept.cloned().collect::<Vec<_>>());
    }
    Baseline::new(entries)
}

/// The baseline without what is mended; nothing is added, and entries about files that were not checked stay.
pub fn pruned(workspace: &Workspace, outcome: &Outcome) -> Baseline {
    let Some((_, old)) = workspace.baseline() else { return Baseline::new(Vec::new()) };
    let mut used: HashMap<(&'static str, String), u32> = HashMap::new();
    for accepted in outcome.accepted.iter().filter(|accepted| accepted.by == Acceptance::Baseline) {
        let key = (accepted.finding.rule.code, place(workspace, &accepted.finding));
        *used.entry(key).or_default() += 1;
    }
    let checked = checked_paths(workspace);
    let mut kept = Vec::new();
    for entry in &old.findings {
        if checked.get(entry.path.as_str()) == Some(&false) {
            kept.push(entry.clone());
            continue;
        }
        let Some(Selector::Rule(rule, _)) = Selector::parse(&entry.rule) else { continue };
        if let Some(open) = used.get_mut(&(RULES[rule].code, entry.at.clone())) {
            let count = (*open).min(entry.count() as u32);
            *open -= count;
            if count > 0 {
                let rule = RULES[rule].name.to_owned();
                kept.push(BaselineEntry { count: (count > 1).then_some(count), rule, ..entry.clone() });
            }
        }
    }
    Baseline::new(kept)
}
