//! Running the rules over a workspace.

use std::cell::OnceCell;

use rayon::prelude::*;

use super::rules::evidence::EVIDENCE_REQUIRED;
use super::settings::Settings;
use super::{
    Accepted, Card, Check, FileCx, Finding, Findings, JourneyCx, PersonaCx, RULES, Selection, WorkspaceCx,
    loading_findings,
};
use super::{baseline, configuration, suppression};
use crate::model::{Date, Grade};
use crate::workspace::{FileIndex, RuleLevel, Typed, Workspace};

/// What a check takes beside the files.
#[derive(Clone, Debug)]
pub struct Options {
    /// The day on which it happens.
    pub today: Date,
    /// The weakest evidence that scores and moments of truth may rest on, when some is required.
    pub required_grade: Option<Grade>,
    /// What the command line says about rules.
    pub selection: Selection,
    /// Whether comments that accept findings count.
    pub suppressions: bool,
}

impl Options {
    /// A check on a day, by the settings of the workspace alone.
    pub fn on(today: Date) -> Self {
        Self { today, required_grade: None, selection: Selection::default(), suppressions: true }
    }
}

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Everything that is wrong, sorted by file, place and code.
    pub findings: Vec<Finding>,
    /// What somebody accepted, in the same order.
    pub accepted: Vec<Accepted>,
}

/// Looks at the selected files of a workspace with every rule that its settings and `options` ask for.
pub fn check(workspace: &Workspace, options: &Options) -> Outcome {
    let mut settings = Settings::new(workspace, &options.selection);
    if options.required_grade.is_none() {
        settings.turn_off(&EVIDENCE_REQUIRED);
    }
    let rules: Vec<usize> = (0..RULES.len()).filter(|rule| settings.runs(*rule)).collect();
    let (found, cards): (Vec<Vec<Finding>>, Vec<Option<Card>>) = workspace
        .files
        .par_iter()
        .enumerate()
        .map(|(index, file)| {
            file.with_typed(|typed| {
                let found = match file.selected {
                    true => check_file(workspace, index, typed, &settings, &rules, options),
                    false => Vec::new(),
                };
                (found, typed.journey().map(|journey| Card::of(index, journey)))
            })
        })
        .unzip();
    let mut findings: Vec<Finding> = found.into_iter().flatten().collect();
    let cards: Vec<Card> = cards.into_iter().flatten().collect();
    for rule in &rules {
        if let Check::Workspace(look) = RULES[*rule].check {
            let mut out = Findings::new(workspace, &settings, *rule, 0);
            look(&WorkspaceCx { workspace, cards: &cards }, &mut out);
            findings.extend(out.into_vec());
        }
    }
    findings.retain(|finding| workspace.files[finding.file].selected);
    findings.sort_by(Finding::order);
    let mut outcome = Outcome { findings, accepted: Vec::new() };
    if options.suppressions {
        suppression::apply(workspace, &settings, &mut outcome);
    }
    baseline::apply(workspace, &settings, &mut outcome);
    outcome
}

fn check_file(
    workspace: &Workspace,
    index: FileIndex,
    typed: &Typed,
    settings: &Settings,
    rules: &[usize],
    options: &Options,
) -> Vec<Finding> {
    let file = &workspace.files[index];
    let faults = &typed.faults;
    let mut findings = loading_findings(index, file, faults);
    let file_cx = FileCx { workspace, index, file, typed };
    let journey_cx = typed.journey().map(|journey| JourneyCx {
        workspace,
        file: index,
        journey,
        faults,
        today: options.today,
        required_grade: options.required_grade,
        series: OnceCell::new(),
        addressed: OnceCell::new(),
        counterpart: OnceCell::new(),
    });
    let persona_cx = typed.persona().map(|persona| PersonaCx { workspace, file: index, persona, faults });
    for rule in rules.iter().copied().filter(|rule| settings.of(*rule, index).level != RuleLevel::Off) {
        let mut out = Findings::new(workspace, settings, rule, index).knowing(faults);
        match (&RULES[rule].check, &journey_cx, &persona_cx) {
            (Check::File(look), ..) => look(&file_cx, &mut out),
            (Check::Journey(look), Some(cx), _) => look(cx, &mut out),
            (Check::Persona(look), _, Some(cx)) => look(cx, &mut out),
            _ => continue,
        }
        findings.extend(out.into_vec());
    }
    if file.is_config() {
        findings.extend(configuration::findings(workspace, index, settings));
    }
    findings
}
