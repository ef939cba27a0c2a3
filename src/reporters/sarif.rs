//! Findings as SARIF 2.1.0, the exchange format of analysis tools.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Checked, Fingerprints, Found, Region, each, escape, level_in, message_and_help, source, url};
use crate::check::{Acceptance, Fix, Rule, Safety, Stability, place};
use crate::source::{SourceText, Span};
use crate::workspace::RuleLevel;

/// Where the schema of the format is kept by those who made it.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What paths are relative to: whoever reads the log knows where that is.
const BASE: &str = "%SRCROOT%";

/// The findings as a SARIF log of one run; accepted ones are in it with what accepts them.
pub(super) fn sarif(all: &[Checked<'_>]) -> String {
    let accepted = all.iter().flat_map(|checked| {
        checked.accepted.iter().map(|accepted| (checked.workspace, &accepted.finding, Some(&accepted.by)))
    });
    let shown = each(all).map(|(workspace, finding)| (workspace, finding, None));
    let results: Vec<_> = shown.chain(accepted).collect();
    let mut rules: BTreeMap<&str, (usize, &Rule)> =
        results.iter().map(|(_, finding, _)| (finding.rule.code, (0, finding.rule))).collect();
    for (number, (index, _)) in rules.values_mut().enumerate() {
        *index = number;
    }
    let mut fingerprints = Fingerprints::default();
    let results = results.into_iter().map(|(workspace, finding, by)| {
        let mut object = result((workspace, finding), rules[finding.rule.code].0);
        let fingerprint = fingerprints.next(workspace, finding);
        object.insert("partialFingerprints".to_owned(), json!({"masaFinding/v1": fingerprint}));
        if let Some(by) = by {
            object.insert("suppressions".to_owned(), json!([suppression(by)]));
        }
        Value::Object(object)
    });
    let mut run = json!({
        "tool": {"driver": {
            "name": env!("CARGO_PKG_NAME"),
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules.values().map(|(_, rule)| descriptor(rule)).collect::<Vec<_>>(),
        }},
        "invocations": [{"executionSuccessful": true}],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": results.collect::<Vec<_>>(),
    });
    let repository = env!("CARGO_PKG_REPOSITORY");
    if !repository.is_empty() {
        run["tool"]["driver"]["informationUri"] = json!(repository);
    }
    let log = json!({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]});
    escape::json(&format!("{log:#}\n"))
}

fn level(level: RuleLevel) -> &'static str {
    level_in(level, ["error", "warning", "note"])
}

fn descriptor(rule: &Rule) -> Value {
    let doc = rule.doc();
    let introduction = doc.split("\n## ").next().unwrap_or_default().trim();
    let mut descriptor = json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary()},
        "fullDescription": {"text": introduction},
        "help": {"text": doc, "markdown": doc},
        "defaultConfiguration": {"level": level(rule.level)},
        "properties": {
            "tags": [rule.group.slug()],
            "stability": if rule.stability == Stability::Stable { "stable" } else { "preview" },
            "since": rule.since,
        },
    });
    if let Some(url) = url(rule) {
        descriptor["helpUri"] = json!(url);
    }
    descriptor
}

fn result(found: Found<'_>, rule_index: usize) -> Map<String, Value> {
    let (workspace, finding) = found;
    let mut location = physical(source(found), finding.span);
    location["logicalLocations"] = json!([{"fullyQualifiedName": place(workspace, finding)}]);
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
    put("ruleId", json!(finding.rule.code));
    put("ruleIndex", json!(rule_index));
    put("level", json!(level(finding.level)));
    put("message", message(&message_and_help(finding, "\n")));
    put("locations", json!([location]));
    if !finding.related.is_empty() {
        let related = finding.related.iter().enumerate().map(|(id, related)| {
            let mut location = physical(&workspace.files[related.file].source, related.span);
            location["id"] = json!(id);
            location["message"] = message(&related.message);
            location
        });
        put("relatedLocations", related.collect());
    }
    if let Some(fix) = &finding.fix {
        put("fixes", json!([mend(source(found), fix)]));
    }
    object
}

fn message(text: &str) -> Value {
    json!({"text": escape::sarif(text)})
}

fn artifact(source: &SourceText) -> Value {
    let uri = escape::uri(source.name());
    if uri.starts_with("file:") { json!({"uri": uri}) } else { json!({"uri": uri, "uriBaseId": BASE}) }
}

fn region(source: &SourceText, span: Span) -> Value {
    let Region { line, column, end_line, end_column } = Region::new(source, span);
    json!({"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column})
}

fn physical(source: &SourceText, span: Span) -> Value {
    json!({"physicalLocation": {"artifactLocation": artifact(source), "region": region(source, span)}})
}

fn mend(source: &SourceText, fix: &Fix) -> Value {
    let replacement = |edit: &crate::check::Edit| json!({"deletedRegion": region(source, edit.span), "insertedContent": {"text": edit.text}});
    let replacements: Vec<_> = fix.edits.iter().map(replacement).collect();
    json!({
        "description": message(&fix.title),
        "artifactChanges": [{"artifactLocation": artifact(source), "replacements": replacements}],
        "properties": {"safety": if fix.safety == Safety::Safe { "safe" } else { "unsafe" }},
    })
}

fn suppression(by: &Acceptance) -> Value {
    match by {
        Acceptance::Comment { reason: Some(reason) } => json!({"kind": "inSource", "justification": reason}),
        Acceptance::Comment { reason: None } => json!({"kind": "inSource"}),
        Acceptance::Baseline => json!({"kind": "external", "justification": "in the baseline"}),
    }
}
