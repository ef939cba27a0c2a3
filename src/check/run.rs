//! Running the rules over a workspace.

use std::cell::OnceCell;

use rayon::prelude::*;

use super::rules::format;
use super::{
    Check, FileCx, Finding, Findings, JourneyCx, PersonaCx, RULES, Rule, WorkspaceCx, loading_findings, rule,
};
use crate::model::{Date, Grade};
use crate::syntax::{Route, suggestion};
use crate::workspace::{Content, File, FileIndex, RuleLevel, Workspace};

/// What a check takes beside the files.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The day on which it happens.
    pub today: Date,
    /// The weakest evidence that scores and moments of truth may rest on, when some is required.
    pub required_grade: Option<Grade>,
}

/// Everything that is wrong with the selected files of a workspace, sorted by file, place and code.
pub fn check(workspace: &Workspace, options: Options) -> Vec<Finding> {
    let levels: Vec<(&'static Rule, RuleLevel)> = RULES
        .iter()
        .map(|rule| (*rule, level(workspace, rule)))
        .filter(|(_, level)| *level != RuleLevel::Off)
        .collect();
    let selected: Vec<(FileIndex, &File)> =
        workspace.files.iter().enumerate().filter(|(_, file)| file.selected).collect();
    let mut findings: Vec<Finding> = selected
        .par_iter()
        .flat_map_iter(|(index, file)| check_file(workspace, *index, file, &levels, options))
        .collect();
    for (rule, level) in &levels {
        if let Check::Workspace(look) = rule.check {
            let mut out = Findings::new(workspace, rule, *level, 0);
            look(&WorkspaceCx { workspace }, &mut out);
            findings.extend(out.into_vec());
        }
    }
    findings.retain(|finding| workspace.files[finding.file].selected);
    findings.sort_by(Finding::order);
    findings
}

/// The level of a rule in a workspace: by code, by name, or its own.
fn level(workspace: &Workspace, rule: &Rule) -> RuleLevel {
    let levels = &workspace.config.rules;
    let set = levels.get(rule.code).or_else(|| levels.get(rule.name));
    match rule.check {
        // A file that cannot be read is an error whatever anybody says.
        Check::Loading => rule.level,
        // A level that could not be read has its finding and leaves the rule as it is.
        _ => set.copied().flatten().unwrap_or(rule.level),
    }
}

fn check_file(
    workspace: &Workspace,
    index: FileIndex,
    file: &File,
    levels: &[(&'static Rule, RuleLevel)],
    options: Options,
) -> Vec<Finding> {
    let mut findings = loading_findings(index, file);
    let file_cx = FileCx { workspace, index, file };
    let journey_cx = file.journey().map(|journey| JourneyCx {
        workspace,
        file: index,
        journey,
        today: options.today,
        required_grade: options.required_grade,
        series: OnceCell::new(),
    });
    let persona_cx = file.persona().map(|persona| PersonaCx { workspace, file: index, persona });
    for (rule, level) in levels {
        let mut out = Findings::new(workspace, rule, *level, index);
        match (&rule.check, &journey_cx, &persona_cx) {
            (Check::File(look), ..) => look(&file_cx, &mut out),
            (Check::Journey(look), Some(cx), _) => look(cx, &mut out),
            (Check::Persona(look), _, Some(cx)) => look(cx, &mut out),
            _ => continue,
        }
        findings.extend(out.into_vec());
    }
    if matches!(file.content, Content::Config) {
        findings.extend(unknown_rules(workspace, index));
    }
    findings
}

/// The keys of `[rules]` that name no rule.
fn unknown_rules(workspace: &Workspace, index: FileIndex) -> Vec<Finding> {
    let mut out = Findings::new(workspace, &format::UNKNOWN_KEY, format::UNKNOWN_KEY.level, index);
    for key in workspace.config.rules.keys().filter(|key| rule(key).is_none()) {
        if out.is_full() {
            break;
        }
        let names = RULES.iter().flat_map(|rule| [rule.code, rule.name]);
        let help = match suggestion(key, names) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "`masa rules` lists them".to_owned(),
        };
        let route = Route::root().key("rules").name(key);
        let _ = out.at(route, format!("unknown rule `{key}`")).help(help);
    }
    out.into_vec()
}
