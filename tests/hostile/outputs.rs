//! Whether an output is what its format promises.

use std::path::Path;
use std::sync::OnceLock;

use serde_json::Value;

/// Above this size of a file only the first findings are measured again.
const LARGE_BYTES: usize = 100_000;

/// Parses the output of a run by the format that was asked for.
pub fn parse(arguments: &[&str], text: &str, folder: &Path, code: i32) {
    let format = arguments.iter().position(|argument| *argument == "--format").map(|at| arguments[at + 1]);
    if code == 2 || text.is_empty() {
        return;
    }
    match (arguments[0], format) {
        ("check", Some("json")) => findings(text, folder),
        ("check", Some("json-lines")) => {
            let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
            lines.for_each(|finding| assert!(finding["code"].is_string()));
        }
        ("check", Some("sarif")) => sarif(text),
        ("check", Some("github")) => text.lines().for_each(command),
        ("check", Some("gitlab")) => {
            let issues: Vec<Value> = serde_json::from_str(text).unwrap();
            let prints: std::collections::HashSet<_> =
                issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
            assert_eq!(prints.len(), issues.len());
        }
        ("check", Some("junit")) => xml(text, &["testsuites", "testsuite", "testcase", "failure"]),
        ("check", Some("checkstyle")) => xml(text, &["checkstyle", "file", "error"]),
        ("check", Some("concise")) => text.lines().for_each(concise),
        (_, Some("json")) => drop(serde_json::from_str::<Value>(text).unwrap()),
        (_, Some("markdown")) => markdown(text),
        (_, Some("csv")) => csv(text),
        (_, Some("html")) => page(text),
        ("config", None) => toml(text),
        ("render" | "atlas", _) if text.starts_with('<') => picture(text),
        _ => {}
    }
}

fn findings(text: &str, folder: &Path) {
    static SCHEMA: OnceLock<jsonschema::Validator> = OnceLock::new();
    let schema =
        SCHEMA.get_or_init(|| jsonschema::validator_for(&masa::reporters::findings_schema()).unwrap());
    let report: Value = serde_json::from_str(text).unwrap();
    if let Err(error) = schema.validate(&report) {
        panic!("{error}");
    }
    let findings = report["findings"].as_array().unwrap();
    for finding in findings.iter().take(1_000) {
        let related = finding["related"].as_array().into_iter().flatten().map(|related| &related["location"]);
        let edits = finding["fix"]["edits"].as_array().into_iter().flatten().map(|edit| &edit["location"]);
        let places: Vec<_> = std::iter::once(&finding["location"]).chain(related).chain(edits).collect();
        let path = finding["location"]["path"].as_str().unwrap();
        let Ok(bytes) = std::fs::read(folder.join(path)) else { continue };
        // Of bytes that are no text only the beginning was read.
        let Ok(source) = String::from_utf8(bytes) else { continue };
        if source.contains('\0') || source.len() > 4 * 1024 * 1024 {
            continue;
        }
        let source = source.strip_prefix('\u{feff}').unwrap_or(&source);
        if source.len() > LARGE_BYTES && !std::ptr::eq(finding, &findings[0]) {
            continue;
        }
        for place in places.iter().filter(|place| place["path"] == finding["location"]["path"]) {
            let number = |key: &str| place[key].as_u64().unwrap() as usize;
            let (start, end) = (number("offset"), number("end_offset"));
            assert!(source.get(start..end).is_some(), "{place} is no slice of {path}");
            assert_eq!(position(source, start), (number("line"), number("column")), "{place}");
            assert_eq!(position(source, end), (number("end_line"), number("end_column")), "{place}");
        }
    }
}

/// Line and column of an offset, counted character by character.
fn position(source: &str, offset: usize) -> (usize, usize) {
    let (mut line, mut column) = (1, 1);
    let mut chars = source[..offset].chars().chain(source[offset..].chars().next()).peekable();
    let mut at = 0;
    while let Some(c) = chars.next().filter(|_| at < offset) {
        at += c.len_utf8();
        if c == '\n' || c == '\r' && chars.peek() != Some(&'\n') {
            (line, column) = (line + 1, 1);
        } else {
            column += 1;
        }
    }
    (line, column)
}

fn sarif(text: &str) {
    let log: Value = serde_json::from_str(text).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        assert_eq!(result["ruleId"], rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"]);
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%:".contains(&byte)), "{uri}");
        let number = |key: &str| place["region"][key].as_u64().filter(|number| *number > 0).unwrap();
        let (start, end) =
            ((number("startLine"), number("startColumn")), (number("endLine"), number("endColumn")));
        assert!(start <= end, "{place}");
    }
}

/// A line is one workflow command with properties that are known.
fn command(line: &str) {
    let (head, _) = line.strip_prefix("::").and_then(|line| line.split_once("::")).unwrap();
    let (name, properties) = head.split_once(' ').unwrap();
    assert!(["error", "warning", "notice"].contains(&name), "{line}");
    for property in properties.split(',') {
        let (key, value) = property.split_once('=').unwrap();
        assert!(["file", "line", "endLine", "col", "endColumn", "title"].contains(&key), "{line}");
        assert!(!value.contains(':'), "{line}");
    }
}

fn concise(line: &str) {
    let is_finding = ["error", "warning", "info"].iter().any(|level| line.contains(&format!(": {level}[JM")));
    assert!(is_finding && !line.starts_with("::") || line.starts_with("... "), "{line}");
}

fn xml(text: &str, names: &[&str]) {
    let document = roxmltree::Document::parse(text).unwrap();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        assert!(names.contains(&node.tag_name().name()), "{:?}", node.tag_name());
    }
}

/// Every row of a table is as wide as the one before it, and no HTML but masa's own is in it.
fn markdown(text: &str) {
    let width = |line: &str| {
        let mut is_escaped = false;
        let is_border = |c: char| {
            let border = c == '|' && !is_escaped;
            is_escaped = c == '\\' && !is_escaped;
            border
        };
        line.chars().map(is_border).collect::<Vec<_>>().into_iter().filter(|border| *border).count()
    };
    let mut last: Option<usize> = None;
    for line in text.lines() {
        let this = line.starts_with('|').then(|| width(line));
        assert!(last.is_none() || this.is_none() || last == this, "{line}");
        last = this;
    }
    // What stands between backticks is shown as it is; those of users are escaped.
    let outside = |line: &str| line.replace("\\`", "").split('`').step_by(2).collect::<String>();
    let text: String = text.lines().map(outside).collect();
    for piece in text.split('<').skip(1) {
        let own = ["br>", "details>", "/details>", "summary>", "/summary>", "div dir=\"rtl\">", "/div>"];
        assert!(
            own.iter().any(|tag| piece.starts_with(tag)),
            "<{}",
            piece.chars().take(40).collect::<String>()
        );
    }
}

/// Every record of a table is as wide as its head, and none is a formula.
fn csv(text: &str) {
    for table in text.split("\n\n") {
        let mut reader = csv::ReaderBuilder::new().from_reader(table.as_bytes());
        for record in reader.records() {
            for cell in &record.unwrap() {
                let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']);
                assert!(!formula || cell.parse::<f64>().is_ok() || cell == "-", "{cell:?}");
            }
        }
    }
}

fn toml(text: &str) {
    if let Err(error) = text.parse::<toml_edit::DocumentMut>() {
        panic!("{error}");
    }
}

/// A page that is well-formed and can do nothing.
fn page(text: &str) {
    let tree = text.strip_prefix("<!DOCTYPE html>").unwrap();
    let tree = roxmltree::Document::parse(tree).unwrap();
    for node in tree.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        assert!(
            !["script", "img", "iframe", "link", "object", "form", "a", "base"].contains(&name),
            "{name}"
        );
        for attribute in node.attributes() {
            let name = attribute.name();
            assert!(!name.starts_with("on") && !["src", "href", "style"].contains(&name), "{name}");
        }
    }
}

/// A picture holds only what pictures are made of, and can do nothing.
fn picture(text: &str) {
    let picture = roxmltree::Document::parse(text).unwrap();
    for node in picture.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        let known =
            ["svg", "title", "desc", "g", "path", "rect", "line", "circle", "text", "tspan", "polygon"];
        assert!(known.contains(&name), "{name}");
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(!name.starts_with("on") && name != "href" && name != "style", "{name}");
            let is_ours = !matches!(name, "id" | "aria-label" | "aria-labelledby");
            let is_bad = ["NaN", "inf", "e+", "e-0", "url("].iter().any(|word| value.contains(word));
            assert!(!is_ours || !is_bad && value != "-0", "{name}: {value}");
        }
    }
}
