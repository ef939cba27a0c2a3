//! Every format of findings: well formed whatever the maps hold, and all of them saying the same.

mod support;

use std::collections::HashSet;
use std::path::Path;

use serde_json::{Value, json};

use support::{FORMATS, masa};

/// Text that wants to be more than text.
const HOSTILE: &str = r#"\e[2J\e]8;;x\a\u009b31m\u202Egnp\u2066\uFFFE\r\n::error::x ##[stop-commands]t %0A::add-mask::m ]]> \"/><script>alert(1)</script> | `a|b\\` [x](javascript:1) {0} @all &#x0; שלום 👩🏽‍💻"#;

/// What `masa check` with these arguments writes, and its exit code.
fn check(dir: &Path, arguments: &[&str]) -> (String, i32) {
    let output = masa(dir, &[&["check", "--today", "2026-11-22"], arguments].concat());
    let code = output.status.code().unwrap();
    assert!(code < 2, "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    (String::from_utf8(output.stdout).unwrap(), code)
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// A workspace of files whose names and texts are hostile, with a finding of every level, one that is
/// accepted, one that can be mended, and two at one place.
fn workspace() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).unwrap();
    write("masa.toml", "[rules]\nscope = \"off\"\nevidence = \"off\"\nno-moment-of-truth = \"info\"\n");
    let zalgo = format!("a{}", "\u{301}".repeat(10_000));
    let names = [
        "a\u{1b}[31m.journey.yaml",
        "b\n::error::x.journey.yaml",
        "::error file=x::c.journey.yaml",
        "d,e:f%0A.journey.yaml",
        "שלום 👩🏽\u{200d}💻 |`<b>@all.journey.yaml",
        "]]>\"'&\u{202e}\u{fffe}.journey.yaml",
    ];
    for (number, name) in names.into_iter().enumerate() {
        let stages = match number % 2 {
            0 => "stages: [{name: s}]\n".to_owned(),
            _ => format!(
                "stages:\n  - name: s\n    touchpoints:\n      \
                 - {{id: a, name: \"{HOSTILE}\", channel: phone, initiator: customer, emotion: -2}}\n      \
                 - {{id: a, name: b, channel: \"{HOSTILE}\", \"{HOSTILE}\": 1}}\n      # masa: ignore[JM705] {number}\n      \
                 - {{name: c, channel: phone, live_wait: 9m}}\n\
                 opportunities:\n  - {{statement: \"{HOSTILE}\", addresses: [nowhere, nowhere]}}\n"
            ),
        };
        write(name, &format!("journey: m{number}\ntitle: \"{HOSTILE}\"\nneed: n\nlang: he\n{stages}"));
    }
    write("clean.persona.yaml", "persona: p\nname: P\n# masa: ignore[JM705] nothing here\n");
    write(
        "zalgo.journey.yaml",
        &format!("journey: z\ntitle: Z\nneed: n\nstages: [{{name: s, touchpoints: [{{name: {zalgo}}}]}}]\n"),
    );
    dir
}

/// The codes that a run found, in order of the file, from its JSON.
fn codes(dir: &Path) -> Vec<String> {
    let report = json_of(&check(dir, &["--format", "json"]).0);
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

fn sorted(mut codes: Vec<String>) -> Vec<String> {
    codes.sort();
    codes
}

#[test]
fn every_format_says_the_same_and_nothing_in_it_acts() {
    let dir = workspace();
    let expected = codes(dir.path());
    assert!((40..100).contains(&expected.len()), "{}", expected.len());
    for format in FORMATS {
        let (text, code) = check(dir.path(), &["--format", format]);
        assert_eq!(code, 1, "{format}");
        let acts = |c: char| {
            c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!text.chars().any(acts), "{format}: {text:?}");
        assert_eq!(text, check(dir.path(), &["--format", format]).0, "{format}");
        let found = match format {
            "human" => {
                let titles = text.lines().filter(|line| {
                    ["error[", "warning[", "note["].iter().any(|level| line.starts_with(level))
                });
                titles.map(|line| line.split(['[', ' ']).nth(1).unwrap().to_owned()).collect()
            }
            "concise" => {
                assert!(text.lines().all(|line| !line.starts_with("::")), "{text}");
                text.lines()
                    .map(|line| line.split("[JM").nth(1).unwrap()[..3].to_owned())
                    .map(|n| format!("JM{n}"))
                    .collect()
            }
            "json" => continue,
            "json-lines" => {
                text.lines().map(|line| json_of(line)["code"].as_str().unwrap().to_owned()).collect()
            }
            "sarif" => sarif_codes(&text),
            "gitlab" => gitlab_codes(&text),
            "junit" => junit_codes(&text),
            "checkstyle" => checkstyle_codes(&text),
            "markdown" => markdown_codes(&text),
            "github" => {
                let found = github_codes(&text);
                assert_eq!(found.len(), 10);
                assert!(
                    text.ends_with(" in all\n")
                        && text.contains(&format!("::{} findings more", expected.len() - 10)),
                    "{text}"
                );
                continue;
            }
            other => panic!("{other}"),
        };
        // The formats for people to skim put the worst first.
        if format == "markdown" {
            assert_eq!(sorted(found), sorted(expected.clone()), "{format}");
        } else {
            assert_eq!(found, expected, "{format}");
        }
    }
}

fn sarif_codes(text: &str) -> Vec<String> {
    let log = json_of(text);
    // A bracket too many in the pattern of a language, which we do not write.
    let schema = include_str!("schemas/sarif-2.1.0.json").replace("{2}]?$", "{2}$");
    let schema = json_of(&schema);
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<_> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    let mut fingerprints = HashSet::new();
    for result in results {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(fingerprints.insert(result["partialFingerprints"]["masaFinding/v1"].as_str().unwrap()));
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        let legal = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
        assert!(uri.chars().all(legal), "{uri}");
        assert!(!result["message"]["text"].as_str().unwrap().contains("x](java"));
    }
    let suppressed: Vec<_> = results.iter().filter(|result| result.get("suppressions").is_some()).collect();
    assert_eq!(suppressed.len(), 3);
    assert_eq!(suppressed[0]["suppressions"][0], json!({"kind": "inSource", "justification": "5"}));
    assert!(results.iter().any(|result| result.get("fixes").is_some()));
    let open = results.iter().filter(|result| result.get("suppressions").is_none());
    open.map(|result| result["ruleId"].as_str().unwrap().to_owned()).collect()
}

fn gitlab_codes(text: &str) -> Vec<String> {
    let issues = json_of(text);
    let issues = issues.as_array().unwrap();
    let fingerprints: HashSet<_> =
        issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(fingerprints.len(), issues.len());
    for issue in issues {
        assert!(["major", "minor", "info"].contains(&issue["severity"].as_str().unwrap()));
        let lines = &issue["location"]["lines"];
        assert!(0 < lines["begin"].as_u64().unwrap() && lines["begin"].as_u64() <= lines["end"].as_u64());
    }
    issues.iter().map(|issue| first_word(issue["check_name"].as_str().unwrap())).collect()
}

fn first_word(text: &str) -> String {
    text.split(' ').next().unwrap().to_owned()
}

fn junit_codes(text: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(text).unwrap();
    let number =
        |node: roxmltree::Node<'_, '_>, name: &str| node.attribute(name).unwrap().parse::<usize>().unwrap();
    let mut codes = Vec::new();
    let (mut tests, mut suites) = (0, 0);
    for suite in document.root_element().children().filter(roxmltree::Node::is_element) {
        assert_eq!(suite.tag_name().name(), "testsuite");
        let cases: Vec<_> = suite.children().filter(roxmltree::Node::is_element).collect();
        let failed: Vec<_> = cases.iter().filter(|case| case.has_children()).collect();
        assert_eq!((number(suite, "tests"), number(suite, "failures")), (cases.len(), failed.len()));
        codes.extend(failed.iter().map(|case| first_word(case.attribute("name").unwrap())));
        tests += cases.len();
        suites += 1;
    }
    assert_eq!((number(document.root_element(), "tests"), suites), (tests, 9));
    let names: HashSet<_> = document.descendants().map(|node| node.tag_name().name().to_owned()).collect();
    assert_eq!(names.len(), 5, "{names:?}");
    codes
}

fn checkstyle_codes(text: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(text).unwrap();
    let names: HashSet<_> = document.descendants().map(|node| node.tag_name().name().to_owned()).collect();
    assert_eq!(names.len(), 4, "{names:?}");
    assert!(text.contains("\u{fffd}") && !text.contains('\u{fffe}'));
    let errors = document.descendants().filter(|node| node.has_tag_name("error"));
    errors.map(|error| error.attribute("source").unwrap().strip_prefix("masa.").unwrap().to_owned()).collect()
}

fn markdown_codes(text: &str) -> Vec<String> {
    let rows: Vec<_> = text.lines().filter(|line| line.starts_with('|')).collect();
    for row in &rows {
        let mut escaped = false;
        let bars = row.chars().filter(|c| {
            let is_bar = *c == '|' && !escaped;
            escaped = *c == '\\' && !escaped;
            is_bar
        });
        assert_eq!(bars.count(), 5, "{row}");
        // Outside of code there is no HTML but ours, and no link.
        let mut outside = String::new();
        let (mut in_code, mut escaped) = (false, false);
        for c in row.chars() {
            match c {
                '`' if !escaped => in_code = !in_code,
                c if !in_code => outside.push(c),
                _ => {}
            }
            escaped = c == '\\' && !escaped && !in_code;
        }
        assert!(!in_code && !outside.replace("<br>", "").contains('<'), "{row}");
        assert!(!outside.contains("[x]") && !outside.contains("@all"), "{row}");
        assert!(row.chars().count() < 5_000);
    }
    rows[2..].iter().map(|row| row.split(" | ").nth(1).unwrap().to_owned()).collect()
}

/// The codes of the commands, each of which is one command and nothing else.
fn github_codes(text: &str) -> Vec<String> {
    let mut codes = Vec::new();
    for line in text.lines() {
        let (head, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (command, properties) = head.split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&command), "{line}");
        for property in properties.split(',') {
            let (key, value) = property.split_once('=').unwrap();
            assert!(["file", "line", "endLine", "col", "endColumn", "title"].contains(&key), "{line}");
            assert!(!value.contains(':'), "{line}");
            if key == "title" && value != "masa" {
                codes.push(first_word(value));
            }
        }
        for part in [properties, message] {
            let after = part.split('%').skip(1).map(|rest| rest.get(..2).unwrap_or_default());
            for code in after {
                assert!(["25", "0D", "0A", "3A", "2C"].contains(&code), "{line}");
            }
        }
    }
    codes
}

#[test]
fn json_fits_its_schema_and_says_how_to_mend() {
    let dir = workspace();
    let schema = json_of(&String::from_utf8(masa(dir.path(), &["schema", "findings"]).stdout).unwrap());
    let report = json_of(&check(dir.path(), &["--format", "json"]).0);
    jsonschema::validate(&schema, &report).unwrap();
    let one = json!({"$ref": "#/$defs/Item", "$defs": schema["$defs"]});
    for line in check(dir.path(), &["--format", "json-lines"]).0.lines() {
        jsonschema::validate(&one, &json_of(line)).unwrap();
    }
    let findings = report["findings"].as_array().unwrap();
    let fingerprints: HashSet<_> = findings.iter().map(|finding| finding["fingerprint"].as_str()).collect();
    assert_eq!(fingerprints.len(), findings.len());
    assert!(fingerprints.iter().any(|fingerprint| fingerprint.unwrap().ends_with("-2")));
    for finding in findings {
        assert_eq!(finding["page"], format!("docs/rules/{}.md", finding["code"].as_str().unwrap()));
    }
    let mendable: Vec<_> = findings.iter().filter(|finding| finding["fix"]["safety"] == "safe").collect();
    assert_eq!(report["summary"]["fixable"], mendable.len());
    assert_eq!((report["summary"]["suppressed"].as_u64(), mendable.len()), (Some(3), 1));
    let (mended, edit) = (mendable[0], &mendable[0]["fix"]["edits"][0]);
    assert_eq!((mended["code"].as_str(), mended["fix"]["safety"].as_str()), (Some("JM022"), Some("safe")));
    let file =
        std::fs::read_to_string(dir.path().join(mended["location"]["path"].as_str().unwrap())).unwrap();
    let offset = |name: &str| edit["location"][name].as_u64().unwrap() as usize;
    assert!(file[offset("offset")..offset("end_offset")].contains("# masa: ignore[JM705] nothing here"));
    let line = file.lines().position(|line| line.contains("nothing here")).unwrap() + 1;
    assert_eq!((edit["text"].as_str(), edit["location"]["line"].as_u64()), (Some(""), Some(line as u64)));
}

#[test]
fn nothing_found_is_a_document_too() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("clean.persona.yaml"), "persona: p\nname: P\n").unwrap();
    let run = |format| check(dir.path(), &["--format", format, "--ignore", "all"]);
    for format in FORMATS {
        let (text, code) = run(format);
        assert_eq!(code, 0, "{format}");
        match format {
            "json" => assert_eq!(json_of(&text)["findings"], json!([])),
            "sarif" => assert_eq!(json_of(&text)["runs"][0]["results"], json!([])),
            "gitlab" => assert_eq!(json_of(&text), json!([])),
            "junit" => assert!(text.contains("tests=\"1\" failures=\"0\"")),
            "checkstyle" => assert!(roxmltree::Document::parse(&text).is_ok()),
            "markdown" => assert_eq!(text, "**masa check**: 1 file checked, nothing found\n"),
            _ => assert_eq!(text, "", "{format}"),
        }
    }
}

#[test]
fn reports_are_what_would_be_printed() {
    let dir = workspace();
    std::fs::create_dir(dir.path().join("out")).unwrap();
    let reports: Vec<String> =
        FORMATS.iter().map(|format| format!("--report={format}=out/{format}")).collect();
    let arguments: Vec<&str> = reports.iter().map(String::as_str).chain(["--format", "concise"]).collect();
    let (printed, code) = check(dir.path(), &arguments);
    assert_eq!((printed.as_str(), code), (check(dir.path(), &["--format", "concise"]).0.as_str(), 1));
    for format in FORMATS {
        let written = std::fs::read_to_string(dir.path().join("out").join(format)).unwrap();
        assert_eq!(written, check(dir.path(), &["--format", format]).0, "{format}");
    }
}

#[test]
fn reports_are_written_where_nothing_is_lost() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name);
    let map = "journey: x\ntitle: X\nstages: []\n";
    for name in ["x.journey.yaml", "notes.yaml"] {
        std::fs::write(path(name), map).unwrap();
    }
    std::fs::write(path("old.json"), "old").unwrap();
    std::fs::write(path("masa.toml"), "").unwrap();
    std::fs::create_dir(path("folder")).unwrap();
    std::fs::hard_link(path("x.journey.yaml"), path("hard")).unwrap();
    std::os::unix::fs::symlink("x.journey.yaml", path("link.json")).unwrap();
    std::os::unix::fs::symlink("old.json", path("old-link.json")).unwrap();
    let before = std::fs::read_dir(dir.path()).unwrap().count();
    for (arguments, said) in [
        (&["--report", "json=out.json", "--report", "sarif=out.json"][..], "twice"),
        (&["--report", "json=out.json", "--report", "sarif=./folder/../out.json"], "twice"),
        (&["--report", "json=old.json", "--report", "sarif=old-link.json"], "twice"),
        (&["--report", "json=x.journey.yaml"], "map"),
        (&["--report", "json=X.JOURNEY.YAML"], "map"),
        (&["--report", "json=new.persona.yaml"], "map"),
        (&["--report", "json=link.json"], "map"),
        (&["--report", "json=hard"], "map"),
        (&["--report", "json=masa.toml"], "map"),
        (&["notes.yaml", "--report", "json=notes.yaml"], "map"),
        (&["--report", "json=folder"], "not a file"),
        (&["--report", "json=no/such/out.json"], "cannot write"),
        (&["--report", "json=-"], "--format"),
        (&["--report", "jsn=out.json"], "json-lines"),
        (&["--report", "out.json"], "sarif=masa.sarif"),
        (&["no-such-folder", "--report", "json=out.json", "--report", "json=old.json"], "no-such-folder"),
    ] {
        let output = masa(dir.path(), &[&["check"], arguments].concat());
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {error}");
        assert!(error.contains(said), "{arguments:?}: {error}");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), before, "{arguments:?}");
    }
    for name in ["x.journey.yaml", "notes.yaml", "hard"] {
        assert_eq!(std::fs::read_to_string(path(name)).unwrap(), map);
    }
    assert_eq!(std::fs::read_to_string(path("old.json")).unwrap(), "old");
    check(dir.path(), &["--report", "json=old-link.json", "--report", "junit=/dev/null"]);
    json_of(&std::fs::read_to_string(path("old.json")).unwrap());
    assert!(path("old-link.json").is_symlink());
}

#[test]
fn people_are_told_what_they_are_not_shown() {
    let dir = workspace();
    let all = codes(dir.path()).len();
    let rest = format!("... {} more, use --max-findings 0", all - 3);
    for format in ["human", "concise"] {
        let (text, _) = check(dir.path(), &["--format", format, "--max-findings", "3"]);
        assert_eq!(text.lines().last(), Some(rest.as_str()));
        let (text, _) = check(dir.path(), &["--format", format, "--max-findings", "0", "--stats"]);
        let counts = text
            .lines()
            .rev()
            .map_while(|line| line.trim_start().split("  JM").next()?.parse::<usize>().ok());
        assert_eq!(counts.sum::<usize>(), all, "{text}");
        assert!(
            text.contains("(fixable)") || text.contains("fix: remove the comment (`masa check --fix`)"),
            "{text}"
        );
    }
    let hidden = masa(dir.path(), &["check", "--min-severity", "error", "--format", "gitlab"]);
    let said = String::from_utf8(hidden.stderr).unwrap();
    let errors = json_of(&String::from_utf8(hidden.stdout).unwrap()).as_array().unwrap().len();
    assert!(said.starts_with(&format!("{errors} errors in ")), "{said}");
    let everything =
        check(dir.path(), &["--min-severity", "info", "--format", "json-lines"]).0.lines().count();
    let rest =
        format!("; 3 suppressed; {} findings hidden, --min-severity info shows all\n", everything - errors);
    assert!(said.contains(&rest), "{said}");
}
