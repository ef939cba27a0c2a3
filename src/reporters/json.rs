//! Findings for programs.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{Checked, Fingerprints, Found, Region, Summary, each, escape, page, source, url};
use crate::check::{Edit, Fix, Safety, Stability};
use crate::source::{SourceText, Span};

/// The findings of a run.
///
/// Fields may be added; the ones here keep their name and meaning as long as `format` is
/// `masa-findings-v1`. `--format json-lines` writes what stands under `findings`, an object a line.
#[derive(Serialize, JsonSchema)]
struct Report<'c> {
    /// The version of this format.
    format: &'static str,
    /// What wrote it.
    tool: Tool,
    /// How many findings there are.
    summary: Summary,
    /// The findings, sorted by path, place and code.
    findings: Vec<Item<'c>>,
}

/// The program that wrote the findings.
#[derive(Serialize, JsonSchema)]
struct Tool {
    /// Its name.
    name: &'static str,
    /// Its version.
    version: &'static str,
}

/// One finding.
#[derive(Serialize, JsonSchema)]
struct Item<'c> {
    /// The code of the rule.
    code: &'c str,
    /// The name of the rule.
    rule: &'c str,
    /// What the rule is about.
    group: &'c str,
    /// `error`, `warning` or `info`.
    level: &'c str,
    /// `stable`, or `preview` when the rule is on trial.
    stability: &'c str,
    /// What is wrong.
    message: &'c str,
    /// What to do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'c str>,
    /// The place.
    location: Place<'c>,
    /// The way to the value in the document, such as `stages[0].touchpoints[2].emotion`.
    #[serde(skip_serializing_if = "Option::is_none")]
    route: Option<String>,
    /// Other places that belong to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<RelatedPlace<'c>>,
    /// What would mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Mend<'c>>,
    /// Where the page about the rule is among the files of masa.
    page: String,
    /// Where the page about the rule is on the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// The same for the same finding after lines have moved; unlike that of every other finding of the run.
    fingerprint: String,
}

/// A place in a file. Lines and columns count from 1, columns in Unicode scalar values; offsets count the
/// bytes of the text from 0, a byte order mark left out.
#[derive(Serialize, JsonSchema)]
struct Place<'c> {
    /// The path of the file with `/` separators, or `-` for standard input.
    path: &'c str,
    /// The first line.
    line: usize,
    /// The first column.
    column: usize,
    /// The last line.
    end_line: usize,
    /// One past the last column.
    end_column: usize,
    /// The offset of the first byte.
    offset: usize,
    /// One past the offset of the last byte.
    end_offset: usize,
}

/// A related place.
#[derive(Serialize, JsonSchema)]
struct RelatedPlace<'c> {
    /// What is there.
    message: &'c str,
    /// The place.
    location: Place<'c>,
}

/// Edits that together mend a finding.
#[derive(Serialize, JsonSchema)]
struct Mend<'c> {
    /// What they do.
    title: &'c str,
    /// `safe`, or `unsafe` when somebody should look.
    safety: &'c str,
    /// The edits, none overlapping another.
    edits: Vec<Change<'c>>,
}

/// A text in the place of another.
#[derive(Serialize, JsonSchema)]
struct Change<'c> {
    /// What goes.
    location: Place<'c>,
    /// What comes.
    text: &'c str,
}

/// The findings as one JSON document, also when there are none.
pub(super) fn json(all: &[Checked<'_>]) -> String {
    let report = Report {
        format: "masa-findings-v1",
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        summary: Summary::of(all),
        findings: items(all).collect(),
    };
    let text = serde_json::to_string_pretty(&report).unwrap_or_default();
    escape::json(&format!("{text}\n"))
}

/// The findings alone, a JSON object a line.
pub(super) fn json_lines(all: &[Checked<'_>]) -> String {
    let lines = items(all).map(|item| serde_json::to_string(&item).unwrap_or_default() + "\n");
    escape::json(&lines.collect::<String>())
}

/// The JSON Schema of that document.
pub fn findings_schema() -> Value {
    schema_of_output::<Report<'_>>()
}

/// The JSON Schema of something that masa writes: what may be left out is not required.
pub(crate) fn schema_of_output<T: JsonSchema>() -> Value {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

fn items<'c>(all: &'c [Checked<'c>]) -> impl Iterator<Item = Item<'c>> {
    let mut fingerprints = Fingerprints::default();
    each(all).map(move |found| item(found, fingerprints.next(found.0, found.1)))
}

fn item<'c>(found: Found<'c>, fingerprint: String) -> Item<'c> {
    let (workspace, finding) = found;
    let rule = finding.rule;
    let related = finding.related.iter().map(|related| RelatedPlace {
        message: &related.message,
        location: place(&workspace.files[related.file].source, related.span),
    });
    Item {
        code: rule.code,
        rule: rule.name,
        group: rule.group.name(),
        level: finding.level.as_str(),
        stability: match rule.stability {
            Stability::Stable => "stable",
            Stability::Preview => "preview",
        },
        message: &finding.message,
        help: finding.help.as_deref(),
        location: place(source(found), finding.span),
        route: finding.route.as_ref().map(ToString::to_string),
        related: related.collect(),
        fix: finding.fix.as_ref().map(|fix| mend(source(found), fix)),
        page: page(rule),
        url: url(rule),
        fingerprint,
    }
}

fn mend<'c>(source: &'c SourceText, fix: &'c Fix) -> Mend<'c> {
    let change = |edit: &'c Edit| Change { location: place(source, edit.span), text: &edit.text };
    let safety = match fix.safety {
        Safety::Safe => "safe",
        Safety::Unsafe => "unsafe",
    };
    Mend { title: &fix.title, safety, edits: fix.edits.iter().map(change).collect() }
}

fn place(source: &SourceText, span: Span) -> Place<'_> {
    let Region { line, column, end_line, end_column } = Region::new(source, span);
    let range = source.snap(span);
    Place {
        path: source.name(),
        line,
        column,
        end_line,
        end_column,
        offset: range.start,
        end_offset: range.end,
    }
}
