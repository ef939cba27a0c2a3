//! The analyst's report on maps that git knows: which version it read, and what changed since an earlier one.

use super::repository::{Repository, masa};

const EN: &str = "en/car-test-drive-current.journey.yaml";
const HE: &str = "he/car-test-drive-current.journey.yaml";

fn report(repository: &Repository, file: &str, arguments: &[&str]) -> String {
    let all =
        [&["gaps", file, "--for", "analyst", "--format", "markdown", "--today", "2026-11-22"], arguments];
    repository.masa(&all.concat()).good()
}

/// The part of a report under its heading with this number.
fn section(report: &str, number: usize) -> &str {
    let heading = |number: usize| report.find(&format!("\n## {number}\\. "));
    let start = heading(number).unwrap();
    &report[start..heading(number + 1).unwrap_or(report.len())]
}

fn mended() -> Repository {
    let mut all = Repository::of_examples();
    all.edit(EN, "emotion: {score: -2, words: [ignored]}", "emotion: {score: -1, words: [ignored]}");
    all.edit(HE, "emotion: {score: -2, words: [שקוף]}", "emotion: {score: -1, words: [שקוף]}");
    for file in [EN, HE] {
        all.edit(file, "live_wait: 5m30s", "live_wait: 2m");
    }
    all.commit("Answer faster");
    all
}

#[test]
fn the_header_names_commits() {
    let repository = mended();
    let read = report(&repository, EN, &[]);
    let header = section(&read, 1);
    assert!(header.contains("| 2026-01-02 |") && header.contains("| 2026-01-01 |"), "{header}");
    assert_eq!(read, report(&repository, EN, &[]), "the same bytes for the same files");
    repository.edit(EN, "live_wait: 2m", "live_wait: 1m");
    assert!(section(&report(&repository, EN, &[]), 1).contains("| 2026-01-02, changed since |"));
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::copy(repository.path().join(EN), elsewhere.path().join("a.journey.yaml")).unwrap();
    let said =
        masa(elsewhere.path(), &["gaps", "a.journey.yaml", "--for", "analyst", "--format", "markdown"]);
    assert!(section(&said.good(), 1).contains("not in git"));
}

#[test]
fn changes_are_told_since_a_revision() {
    let repository = mended();
    assert!(section(&report(&repository, EN, &[]), 14).contains("since REV"));
    let english = report(&repository, EN, &["--since", "HEAD~1"]);
    let changes = section(&english, 14);
    for said in [
        "Compared with HEAD\\~1 (",
        "car-test-drive-current: touchpoints in both versions 9, added 0, removed 0, moved 0.",
        "| mean emotion | −0.44 | −0.39 |",
        "| feeling | −1.00 | −0.50 |",
        "car-test-drive-desired: says the same.",
        "masa diff --against HEAD\\~1 tells the rest.",
    ] {
        assert!(changes.contains(said), "{said}: {changes}");
    }
    let hebrew = report(&repository, HE, &["--since", "HEAD~1"]);
    let changes = section(&hebrew, 14);
    assert!(changes.contains("| רגש ממוצע | −0.44 | −0.39 |"), "{changes}");
    let ours = changes.replace("car-test-drive-current-he", "").replace("car-test-drive-desired-he", "");
    let ours = ours
        .replace("HEAD", "")
        .replace("masa diff \\--against", "")
        .replace("masa diff --against", "")
        .replace("</div>", "");
    let mut words = ours.split(|c: char| !c.is_ascii_alphanumeric());
    let foreign = words.find(|word| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic()));
    assert_eq!(foreign, None, "{changes}");
}

#[test]
fn a_file_may_have_been_moved_or_be_new() {
    let mut repository = mended();
    std::fs::rename(repository.path().join(EN), repository.path().join("en/drive.journey.yaml")).unwrap();
    repository.commit("Move the map");
    let moved = report(&repository, "en/drive.journey.yaml", &["--since", "HEAD~2"]);
    assert!(section(&moved, 14).contains("touchpoints in both versions 9"), "{moved}");
    repository
        .write("en/new.journey.yaml", &super::repository::map("new", &["{id: a, name: A, emotion: -1}"]));
    let new = report(&repository, "en/new.journey.yaml", &["--since", "HEAD"]);
    assert!(section(&new, 14).contains("new: was not there yet."), "{new}");
    assert!(section(&new, 1).contains("not in git"), "{new}");
}

#[test]
fn what_since_needs_is_said() {
    let repository = mended();
    let run = repository.masa(&["gaps", EN, "--for", "analyst", "--since", "no-such-tag"]);
    assert!(run.code == 2 && run.stderr.contains("no revision `no-such-tag`"), "{}", run.stderr);
    let run = repository.masa(&["gaps", EN, "--for", "executive", "--since", "HEAD"]);
    assert!(run.code == 2 && run.stderr.contains("--for analyst"), "{}", run.stderr);
}
