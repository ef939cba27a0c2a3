//! Findings for people and programs: one file a format, one escaping function a sink.

mod checkstyle;
mod concise;
mod diff;
pub mod escape;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod markdown;
mod sarif;
mod summary;
mod xml;

use std::collections::HashMap;

use clap::ValueEnum;

pub use diff::unified;
pub use json::findings_schema;
pub(crate) use json::schema_of_output;
pub use summary::{Summary, stats};

use crate::check::{Accepted, Finding, Rule, fingerprint};
use crate::source::{SourceText, Span};
use crate::workspace::{FileIndex, RuleLevel, Workspace};

/// Findings of one workspace, to be shown.
pub struct Checked<'w> {
    /// The workspace.
    pub workspace: &'w Workspace,
    /// What was found in it and is to be shown, sorted.
    pub findings: &'w [Finding],
    /// What somebody accepted, sorted.
    pub accepted: &'w [Accepted],
    /// How many findings weigh too little to be shown.
    pub hidden: usize,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the line each finding is about.
    Human,
    /// A line a finding.
    Concise,
    /// One JSON document; `masa schema findings` describes it.
    Json,
    /// A JSON object a line: the findings of that document.
    JsonLines,
    /// SARIF 2.1.0, for code scanning and viewers.
    Sarif,
    /// Commands that GitHub Actions turns into annotations.
    Github,
    /// Code quality report of GitLab.
    Gitlab,
    /// JUnit XML, for dashboards of tests.
    Junit,
    /// Checkstyle XML, for whatever reads nothing newer.
    Checkstyle,
    /// A table for a job summary or a comment on a pull request.
    Markdown,
}

/// What the formats for people go by.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Whether to colour.
    pub colour: bool,
    /// The width of the terminal, if there is one.
    pub width: Option<usize>,
    /// The most findings to show; all of them when 0.
    pub most: usize,
}

impl Look {
    /// How many findings to show.
    fn shown(self) -> usize {
        if self.most == 0 { usize::MAX } else { self.most }
    }

    /// The line that says how many are not shown.
    fn rest(self, all: &[Checked<'_>]) -> String {
        match each(all).count().saturating_sub(self.shown()) {
            0 => String::new(),
            rest => format!("... {rest} more, use --max-findings 0\n"),
        }
    }
}

impl Format {
    /// The findings in this format.
    pub fn write(self, all: &[Checked<'_>], look: Look) -> String {
        match self {
            Self::Human => human::human(all, look),
            Self::Concise => concise::concise(all, look),
            Self::Json => json::json(all),
            Self::JsonLines => json::json_lines(all),
            Self::Sarif => sarif::sarif(all),
            Self::Github => github::github(all),
            Self::Gitlab => gitlab::gitlab(all),
            Self::Junit => junit::junit(all),
            Self::Checkstyle => checkstyle::checkstyle(all),
            Self::Markdown => markdown::markdown(all),
        }
    }

    /// Whether people read it as it is, in a terminal.
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Human | Self::Concise)
    }
}

/// A count with its noun.
pub(crate) fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// A finding with its workspace.
type Found<'c> = (&'c Workspace, &'c Finding);

/// Every finding in the order of the workspaces, their files and places.
fn each<'c>(all: &'c [Checked<'c>]) -> impl Iterator<Item = Found<'c>> {
    all.iter().flat_map(|checked| checked.findings.iter().map(|finding| (checked.workspace, finding)))
}

/// Every finding, the worst first.
fn worst_first<'c>(all: &'c [Checked<'c>]) -> Vec<Found<'c>> {
    let mut found: Vec<_> = each(all).collect();
    found.sort_by_key(|(_, finding)| std::cmp::Reverse(finding.level));
    found
}

/// The files that were asked for, each with its findings.
fn by_file<'c>(all: &'c [Checked<'c>]) -> impl Iterator<Item = (&'c SourceText, &'c [Finding])> {
    all.iter().flat_map(|checked| {
        let findings = checked.findings;
        let of_file = move |index: FileIndex| {
            let start = findings.partition_point(|finding| finding.file < index);
            let end = findings.partition_point(|finding| finding.file <= index);
            &findings[start..end]
        };
        let files = checked.workspace.files.iter().enumerate().filter(|(_, file)| file.selected);
        files.map(move |(index, file)| (&file.source, of_file(index)))
    })
}

/// The file of a finding.
fn source<'c>((workspace, finding): Found<'c>) -> &'c SourceText {
    &workspace.files[finding.file].source
}

/// What is wrong and what to do next, where there is room for one text only.
fn message_and_help(finding: &Finding, between: &str) -> String {
    match &finding.help {
        Some(help) => format!("{}{between}{help}", finding.message),
        None => finding.message.clone(),
    }
}

/// A place in lines and columns, both from 1; the column behind the last character for the end.
struct Region {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl Region {
    fn new(source: &SourceText, span: Span) -> Self {
        let (start, end) = (source.position(span.start), source.position(span.end));
        Self { line: start.line, column: start.column, end_line: end.line, end_column: end.column }
    }

    fn of(found: Found<'_>) -> Self {
        Self::new(source(found), found.1.span)
    }
}

/// A level by the three words that a format has for it.
fn level_in(level: RuleLevel, [error, warning, info]: [&'static str; 3]) -> &'static str {
    match level {
        RuleLevel::Error => error,
        RuleLevel::Warning => warning,
        RuleLevel::Info | RuleLevel::Off => info,
    }
}

/// Fingerprints of which no two are the same: of findings with one place, the second gets a `-2`.
#[derive(Default)]
struct Fingerprints {
    seen: HashMap<String, usize>,
}

impl Fingerprints {
    fn next(&mut self, workspace: &Workspace, finding: &Finding) -> String {
        let fingerprint = fingerprint(workspace, finding);
        let count = self.seen.entry(fingerprint.clone()).or_default();
        *count += 1;
        if *count == 1 { fingerprint } else { format!("{fingerprint}-{count}") }
    }
}

/// Where the page about a rule is among the files of masa.
fn page(rule: &Rule) -> String {
    format!("docs/rules/{}.md", rule.code)
}

/// Where the page about a rule is on the web, if masa has a place there.
fn url(rule: &Rule) -> Option<String> {
    let repository = env!("CARGO_PKG_REPOSITORY");
    let version = env!("CARGO_PKG_VERSION");
    (!repository.is_empty()).then(|| format!("{repository}/blob/v{version}/{}", page(rule)))
}
