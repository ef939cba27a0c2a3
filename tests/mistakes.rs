//! Every rule's mistake once, in workspaces where nothing else is wrong, and the same workspaces repaired.
//!
//! `tests/mistakes/fail` holds a folder for each workspace: `service` has most of the mistakes, `alone` is a workspace
//! of one persona and one audience, `strict` is checked with a required grade, and in `unreadable` stand the mistakes
//! that keep masa from reading all of a file. A comment `# expect <code>` marks the line of each finding.
//! `tests/mistakes/pass` holds the same files without the mistakes. `tests/accepting.rs` accepts and mends what is
//! found here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use masa::check::{Options, RULES, Selection, check};
use masa::model::{Date, Grade};
use masa::workspace::load;

/// Rules without a place for a mark: those about bytes and sizes, and those about a list of accepted findings and
/// about old names of rules, of which there are none.
const WITHOUT_MARK: [&str; 5] = ["JM003", "JM004", "JM005", "JM024", "JM025"];

/// The file, the line and the code of a finding.
type Place = (String, usize, String);

fn workspaces(part: &str) -> Vec<PathBuf> {
    let folders = fs::read_dir(Path::new("tests/mistakes").join(part)).unwrap();
    let mut folders: Vec<PathBuf> = folders.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

/// Everything that is found in a part, at any level, with what was said of it.
fn found(part: &str) -> Vec<(Place, String)> {
    let mut all = Vec::new();
    for folder in workspaces(part) {
        let required_grade = folder.ends_with("strict").then_some(Grade::Qualitative);
        let selection = Selection { preview: true, ..Selection::default() };
        let today = Date::parse("2026-11-22").unwrap();
        let options = Options { required_grade, selection, ..Options::on(today) };
        for workspace in load(&[folder]).unwrap() {
            for finding in check(&workspace, &options).findings {
                let source = &workspace.files[finding.file].source;
                let line = source.position(finding.span.start).line;
                let place = (source.name().to_owned(), line, finding.rule.code.to_owned());
                all.push((place, finding.message));
            }
        }
    }
    all
}

fn marked() -> Vec<Place> {
    let mut places = Vec::new();
    for folder in workspaces("fail") {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let name = path.to_string_lossy().replace('\\', "/");
            for (index, line) in text.lines().enumerate() {
                let marks = line.split_once("# expect ").map_or("", |(_, marks)| marks);
                places
                    .extend(marks.split_whitespace().map(|code| (name.clone(), index + 1, code.to_owned())));
            }
        }
    }
    places
}

#[test]
fn each_mistake_has_one_finding_and_nothing_else_has_any() {
    let mut counts: BTreeMap<Place, i64> = BTreeMap::new();
    let mut said = BTreeMap::new();
    for (place, message) in found("fail") {
        *counts.entry(place.clone()).or_default() += 1;
        said.insert(place, message);
    }
    for place in marked() {
        *counts.entry(place).or_default() -= 1;
    }
    let wrong: Vec<String> = counts
        .iter()
        .filter(|(_, count)| **count != 0)
        .map(|(place, count)| {
            let (file, line, code) = place;
            let what = if *count > 0 { "not expected" } else { "missed" };
            let message = said.get(place).map_or("", String::as_str);
            format!("{file}:{line}: {code} {what}: {message}")
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_its_mistake_once() {
    let mut codes: Vec<String> = marked().into_iter().map(|(_, _, code)| code).collect();
    codes.sort();
    let mut rules: Vec<&str> =
        RULES.iter().map(|rule| rule.code).filter(|code| !WITHOUT_MARK.contains(code)).collect();
    rules.sort_unstable();
    assert_eq!(codes, rules, "a rule has no mistake in tests/mistakes/fail, or several");
}

#[test]
fn the_repaired_maps_have_no_finding() {
    let left = found("pass");
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn every_map_has_a_repaired_twin() {
    let names = |part: &str| {
        let mut names = BTreeSet::new();
        for folder in workspaces(part) {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                names.insert(path.strip_prefix(Path::new("tests/mistakes").join(part)).unwrap().to_owned());
            }
        }
        names
    };
    let (broken, repaired) = (names("fail"), names("pass"));
    assert!(broken.is_subset(&repaired), "{:?}", broken.difference(&repaired).collect::<Vec<_>>());
}
