//! Findings for programs.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{Checked, Summary};
use crate::source::{SourceText, Span};

/// The findings of a run. Fields may be added; the ones here keep their name and meaning.
#[derive(Serialize, JsonSchema)]
struct Report<'c> {
    /// The version of this format.
    format: &'static str,
    /// How many findings there are.
    summary: Summary,
    /// The findings, sorted by path, place and code.
    findings: Vec<Item<'c>>,
}

/// One finding.
#[derive(Serialize, JsonSchema)]
struct Item<'c> {
    /// The code of the rule.
    code: &'c str,
    /// The name of the rule.
    rule: &'c str,
    /// `error`, `warning` or `info`.
    level: &'c str,
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
}

/// A place in a file. Lines and columns count from 1, columns in Unicode scalar values.
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
}

/// A related place.
#[derive(Serialize, JsonSchema)]
struct RelatedPlace<'c> {
    /// What is there.
    message: &'c str,
    /// The place.
    location: Place<'c>,
}

/// The findings as one JSON document, also when there are none.
pub fn json(all: &[Checked<'_>]) -> String {
    let mut findings = Vec::new();
    for checked in all {
        let source = |file: usize| &checked.workspace.files[file].source;
        for finding in checked.findings {
            findings.push(Item {
                code: finding.rule.code,
                rule: finding.rule.name,
                level: finding.level.as_str(),
                message: &finding.message,
                help: finding.help.as_deref(),
                location: place(source(finding.file), finding.span),
                route: finding.route.as_ref().map(ToString::to_string),
                related: finding
                    .related
                    .iter()
                    .map(|related| RelatedPlace {
                        message: &related.message,
                        location: place(source(related.file), related.span),
                    })
                    .collect(),
            });
        }
    }
    let report = Report { format: "masa-findings-v1", summary: Summary::of(all), findings };
    let text = serde_json::to_string_pretty(&report).unwrap_or_default();
    super::escape::json(&format!("{text}\n"))
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

fn place(source: &SourceText, span: Span) -> Place<'_> {
    let start = source.position(span.start);
    let end = source.position(span.end);
    Place {
        path: source.name(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}
