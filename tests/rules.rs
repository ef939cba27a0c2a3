//! Every rule fires where its fixtures say, and nowhere else.
//!
//! `tests/rules/<code>-<name>/fail` is a small workspace in which each line with a comment
//! `# expect <code>` must get a finding of that rule, and no other line may. `pass` is one without any
//! finding of the rule.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use masa::check::{Finding, Options, RULES, Rule, Selection, check, rule};
use masa::model::{Date, Grade};
use masa::workspace::{Workspace, load};

const FIXTURES: &str = "tests/rules";

/// Rules about bytes and sizes, whose files are made in this test.
const BYTES_AND_SIZES: [&str; 3] = ["JM003", "JM004", "JM005"];
/// Rules about the baseline and about old names, which have tests of their own.
const TESTED_ELSEWHERE: [&str; 2] = ["JM024", "JM025"];

/// A file and a line of it, and what stands there.
type Place = (String, usize);

fn folders() -> Vec<(&'static Rule, PathBuf)> {
    let entries = fs::read_dir(FIXTURES).expect("the fixtures are there");
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let with_rule = |folder: PathBuf| {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let (code, slug) = name.split_once('-').unwrap_or((&name, ""));
        let rule = rule(code).unwrap_or_else(|| panic!("{name}: there is no rule {code}"));
        assert_eq!(rule.name, slug, "{name}");
        (rule, folder)
    };
    folders.into_iter().map(with_rule).collect()
}

fn findings(rule: &Rule, folder: &Path) -> Vec<(Workspace, Vec<Finding>)> {
    let required_grade = (rule.code == "JM920").then_some(Grade::Qualitative);
    let selection = Selection { preview: true, ..Selection::default() };
    let today = Date::parse("2026-11-22").unwrap();
    let options = Options { required_grade, selection, ..Options::on(today) };
    let workspaces = load(&[folder.to_path_buf()]).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let checked = workspaces.into_iter().map(|workspace| {
        let findings = check(&workspace, &options).findings;
        (workspace, findings)
    });
    checked.collect()
}

fn place(workspace: &Workspace, finding: &Finding) -> Place {
    let source = &workspace.files[finding.file].source;
    (source.name().to_owned(), source.position(finding.span.start).line)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(self::files(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

fn expected(rule: &Rule, folder: &Path) -> BTreeSet<Place> {
    let mut places = BTreeSet::new();
    for path in files(folder) {
        let text = fs::read_to_string(&path).unwrap();
        for (index, line) in text.lines().enumerate() {
            let marks = line.split_once("# expect ").map_or("", |(_, marks)| marks);
            if marks.split_whitespace().any(|code| code == rule.code) {
                places.insert((path.to_string_lossy().replace('\\', "/"), index + 1));
            }
        }
    }
    places
}

#[test]
fn every_rule_has_fixtures() {
    let covered: BTreeSet<&str> = folders().iter().map(|(rule, _)| rule.code).collect();
    for rule in RULES
        .iter()
        .filter(|rule| !BYTES_AND_SIZES.contains(&rule.code) && !TESTED_ELSEWHERE.contains(&rule.code))
    {
        assert!(covered.contains(rule.code), "{rule:?} has no fixtures");
    }
    for (rule, folder) in folders() {
        for part in ["fail", "pass"] {
            assert!(!files(&folder.join(part)).is_empty(), "{rule:?} has no {part} fixture");
        }
    }
}

#[test]
fn rules_fire_where_they_should_and_nowhere_else() {
    let mut wrong = Vec::new();
    for (rule, folder) in folders() {
        let folder = folder.join("fail");
        let expected = expected(rule, &folder);
        assert!(!expected.is_empty(), "{folder:?} marks no line");
        let mut found = BTreeSet::new();
        for (workspace, findings) in findings(rule, &folder) {
            for finding in findings.iter().filter(|finding| finding.rule.code == rule.code) {
                assert_is_well_said(finding);
                found.insert(place(&workspace, finding));
            }
        }
        let missed = expected.difference(&found).map(|(file, line)| format!("{file}:{line}: missed"));
        let surplus = found.difference(&expected).map(|(file, line)| format!("{file}:{line}: not expected"));
        wrong.extend(missed.chain(surplus).map(|text| format!("{} {text}", rule.code)));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn passing_maps_have_no_finding_of_their_rule() {
    let mut wrong = Vec::new();
    for (rule, folder) in folders() {
        for (workspace, findings) in findings(rule, &folder.join("pass")) {
            for finding in findings.iter().filter(|finding| finding.rule.code == rule.code) {
                let (file, line) = place(&workspace, finding);
                wrong.push(format!("{file}:{line}: {} {}", finding.rule.code, finding.message));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// One line, in lower case or beginning with the user's own words, without a full stop or an exclamation.
fn assert_is_well_said(finding: &Finding) {
    let texts = std::iter::once(&finding.message).chain(&finding.help);
    for text in texts {
        // Every other piece stands between backticks and is the user's own.
        let ours: String = text.split('`').step_by(2).collect();
        assert!(!text.contains('\n') && !ours.contains('!') && !ours.ends_with('.'), "{text}");
        assert!(!text.starts_with(|c: char| c.is_uppercase()), "{text}");
    }
}

fn codes_of(name: &str, bytes: &[u8]) -> Vec<&'static str> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let checked = findings(RULES[0], folder.path());
    checked.iter().flat_map(|(_, findings)| findings).map(|finding| finding.rule.code).collect()
}

#[test]
fn files_too_large_too_complex_or_not_text_are_refused() {
    let start = "journey: refund\ntitle: Refund\nstages: []\n";
    let codes = |text: String| codes_of("a.journey.yaml", text.as_bytes());
    assert!(codes(format!("{start}# {}", "x".repeat(5 << 20))).contains(&"JM004"));
    assert!(codes(format!("{start}x-log: {}\n", "x".repeat((1 << 20) + 1))).contains(&"JM004"));
    assert!(codes(format!("{start}x-deep: {}{}\n", "[".repeat(200), "]".repeat(200))).contains(&"JM003"));
    assert!(
        codes_of("a.journey.yaml", b"journey: refund\ntitle: \xe9t\xe9\nstages: []\n").contains(&"JM005")
    );
    assert!(codes_of("a.journey.yaml", b"j\0o\0").contains(&"JM005"));
    for code in BYTES_AND_SIZES {
        assert!(!codes(start.to_owned()).contains(&code));
    }
}
