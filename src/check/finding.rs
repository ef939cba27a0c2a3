//! Findings and how rules report them.

use std::collections::HashMap;

use super::settings::Settings;
use super::{Edit, Fix, RULES, Rule, RuleOption, Safety};
use crate::source::Span;
use crate::syntax::{Fault, FaultKind, Route};
use crate::workspace::{FileIndex, OptionValue, RuleLevel, Workspace};

/// The most findings one rule reports of one file.
const MAX_PER_RULE_AND_FILE: usize = 200;

/// A related place and what is there.
#[derive(Clone, Debug)]
pub struct Related {
    /// The file it is in.
    pub file: FileIndex,
    /// The place.
    pub span: Span,
    /// What is there.
    pub message: String,
}

/// Something a rule found, with its place.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How much it weighs here.
    pub level: RuleLevel,
    /// The file.
    pub file: FileIndex,
    /// The place.
    pub span: Span,
    /// The way to the value in the document, when the rule knows it.
    pub route: Option<Route>,
    /// What is wrong, in one line.
    pub message: String,
    /// What to do next.
    pub help: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// What would mend it, when masa knows.
    pub fix: Option<Fix>,
}

impl Finding {
    /// The order in which findings are shown: by file, place, code and words.
    pub fn order(&self, other: &Self) -> std::cmp::Ordering {
        let key = |finding: &Self| (finding.file, finding.span, finding.rule.code);
        key(self).cmp(&key(other)).then_with(|| self.message.cmp(&other.message))
    }
}

/// A finding that somebody accepted.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The finding.
    pub finding: Finding,
    /// Where it was accepted.
    pub by: Acceptance,
}

/// Where a finding was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Acceptance {
    /// In a comment, with the reason given there.
    Comment {
        /// What stands behind the brackets.
        reason: Option<String>,
    },
    /// In the baseline.
    Baseline,
}

/// Where one rule puts what it finds.
pub struct Findings<'w> {
    workspace: &'w Workspace,
    settings: &'w Settings,
    /// The index of the rule among all.
    index: usize,
    rule: &'static Rule,
    file: FileIndex,
    /// The file whose faults are at hand, and they.
    known: Option<(FileIndex, &'w [Fault])>,
    counts: HashMap<FileIndex, usize>,
    found: Vec<Finding>,
}

impl<'w> Findings<'w> {
    pub(super) fn new(
        workspace: &'w Workspace,
        settings: &'w Settings,
        index: usize,
        file: FileIndex,
    ) -> Self {
        let rule = RULES[index];
        let (counts, found) = (HashMap::new(), Vec::new());
        Self { workspace, settings, index, rule, file, known: None, counts, found }
    }

    /// The same, with the faults of the file at hand, which then need not be worked out.
    pub(super) fn knowing(self, faults: &'w [Fault]) -> Self {
        Self { known: Some((self.file, faults)), ..self }
    }

    fn faults(&self) -> &'w [Fault] {
        match self.known {
            Some((file, faults)) if file == self.file => faults,
            _ => self.workspace.files[self.file].faults(),
        }
    }

    /// Where a rule that is known by itself puts what it finds.
    pub(super) fn of_rule(
        workspace: &'w Workspace,
        settings: &'w Settings,
        rule: &Rule,
        file: FileIndex,
    ) -> Self {
        Self::new(workspace, settings, rule.index(), file)
    }

    pub(super) fn into_vec(self) -> Vec<Finding> {
        self.found
    }

    /// A number that the rule can be told, as set for the file at hand.
    pub fn number(&self, option: &RuleOption) -> f64 {
        match self.settings.of(self.index, self.file).value(option) {
            OptionValue::Number(number) => number,
            OptionValue::Words(_) => 0.0,
        }
    }

    /// A count that the rule can be told, as set for the file at hand.
    pub fn count(&self, option: &RuleOption) -> usize {
        self.number(option).max(0.0) as usize
    }

    /// The words that the rule can be told, as set for the file at hand.
    pub fn words(&self, option: &RuleOption) -> &'w [String] {
        match self.settings.of(self.index, self.file).option(option) {
            Some((OptionValue::Words(words), _)) => words,
            _ => &[],
        }
    }

    /// Whether the rule has said of this file all that will be kept, so that more need not be worked out.
    pub fn is_full(&self) -> bool {
        self.counts.get(&self.file).is_some_and(|count| *count >= MAX_PER_RULE_AND_FILE)
    }

    /// Reports into another file from here on; for rules that look at all files.
    pub fn in_file(&mut self, file: FileIndex) -> &mut Self {
        self.file = file;
        self
    }

    /// Something is wrong with what stands at a place.
    pub fn at(&mut self, route: Route, message: impl Into<String>) -> Draft<'_> {
        let file = &self.workspace.files[self.file];
        let location = file.tree.locate(&file.source, &route);
        if !file.whole && !location.complete {
            return Draft { finding: None };
        }
        self.push(Some(route), location.span, message.into())
    }

    /// Something is wrong with a known place of the text.
    pub fn at_span(&mut self, span: Span, message: impl Into<String>) -> Draft<'_> {
        self.push(None, span, message.into())
    }

    /// Something is absent from the document or the part of it at `route`; says nothing when a part
    /// of the file could not be read, because it may stand there.
    pub fn absent(&mut self, route: Route, message: impl Into<String>) -> Draft<'_> {
        if !self.workspace.files[self.file].whole {
            return Draft { finding: None };
        }
        self.at(route, message)
    }

    /// A key is missing at `holder`, or stands there without a value; says nothing when the value could
    /// not be read, because that has been reported, or when the key may stand on a line that could not be.
    pub fn missing(&mut self, holder: Route, key: &'static str, message: impl Into<String>) -> Draft<'_> {
        let file = &self.workspace.files[self.file];
        if file.tree.find(&file.source, &holder).is_none() {
            return Draft { finding: None };
        }
        let at_key = holder.clone().key(key);
        let Some(value) = file.tree.find(&file.source, &at_key) else {
            if file.may_hold_unread(key) || self.is_misspelt(&holder, key) {
                return Draft { finding: None };
            }
            return self.at(holder, message);
        };
        let value = file.tree.resolve(value).1.span;
        let unreadable = |fault: &Fault| (value.start..=value.end).contains(&fault.span.start);
        if self.faults().iter().any(unreadable) {
            return Draft { finding: None };
        }
        self.at(at_key, message)
    }

    /// Whether a key that the format does not know stands in the place of this one: that has been reported.
    fn is_misspelt(&self, holder: &Route, key: &str) -> bool {
        let file = &self.workspace.files[self.file];
        let Some(holder) = file.tree.find(&file.source, holder) else { return false };
        let range = file.tree.node(holder).span;
        let meant = |fault: &Fault| {
            let mend = fault.mend.as_ref().filter(|_| fault.kind == FaultKind::UnknownKey);
            mend.is_some_and(|mend| mend.text.trim_matches(['"', '\'']) == key)
        };
        let here = |fault: &&Fault| (range.start..range.end.max(range.start + 1)).contains(&fault.span.start);
        self.faults().iter().filter(here).any(meant)
    }

    fn push(&mut self, route: Option<Route>, span: Span, message: String) -> Draft<'_> {
        let level = self.settings.of(self.index, self.file).level;
        if level == RuleLevel::Off {
            return Draft { finding: None };
        }
        let count = self.counts.entry(self.file).or_default();
        *count += 1;
        if *count > MAX_PER_RULE_AND_FILE {
            return Draft { finding: None };
        }
        self.found.push(Finding {
            rule: self.rule,
            level,
            file: self.file,
            span,
            route,
            message,
            help: None,
            related: Vec::new(),
            fix: None,
        });
        Draft { finding: self.found.last_mut().map(|finding| (finding, self.workspace)) }
    }
}

/// A finding just reported, to add to; nothing when it was passed over.
pub struct Draft<'f> {
    finding: Option<(&'f mut Finding, &'f Workspace)>,
}

impl Draft<'_> {
    /// Says what to do next.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        if let Some((finding, _)) = &mut self.finding {
            finding.help = Some(help.into());
        }
        self
    }

    /// Points at another place that belongs to it.
    pub fn related(mut self, file: FileIndex, route: &Route, message: impl Into<String>) -> Self {
        if let Some((finding, workspace)) = &mut self.finding {
            let holder = &workspace.files[file];
            let span = holder.tree.locate(&holder.source, route).span;
            finding.related.push(Related { file, span, message: message.into() });
        }
        self
    }

    /// Says what would mend it, as one edit of the same file.
    pub fn fix(self, safety: Safety, title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        self.fix_all(safety, title, vec![Edit { span, text: text.into() }])
    }

    /// Says what would mend it, as edits of the same file that belong together.
    pub fn fix_all(mut self, safety: Safety, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        if let Some((finding, _)) = &mut self.finding {
            finding.fix = Some(Fix { title: title.into(), safety, edits });
        }
        self
    }
}
