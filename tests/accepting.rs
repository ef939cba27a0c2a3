//! Findings can be accepted one by one and mended, and nothing else changes: tried on every fixture of every rule.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use masa::check::{Finding, Group, Options, Outcome, Selection, check, mend};
use masa::model::{Date, Grade};
use masa::source::Span;
use masa::syntax::NodeKind;
use masa::workspace::{File, Workspace, load};

/// A fixture and the rule it is about.
fn fixtures() -> Vec<(String, PathBuf)> {
    let folders = fs::read_dir("tests/rules").unwrap().map(|entry| entry.unwrap().path());
    let code = |folder: &PathBuf| folder.file_name().unwrap().to_string_lossy()[..5].to_owned();
    let mut all: Vec<_> = folders.map(|folder| (code(&folder), folder.join("fail"))).collect();
    all.sort();
    all
}

fn options(code: &str) -> Options {
    let selection = Selection { preview: true, ..Selection::default() };
    let required_grade = (code == "JM920").then_some(Grade::Qualitative);
    Options { selection, required_grade, ..Options::on(Date::parse("2026-11-22").unwrap()) }
}

fn opened(folder: &PathBuf) -> Workspace {
    load(std::slice::from_ref(folder)).unwrap().remove(0)
}

/// A finding without its place, which comments move.
fn said(workspace: &Workspace, finding: &Finding) -> (String, &'static str, String) {
    let name = workspace.files[finding.file].source.name().to_owned();
    (name, finding.rule.code, finding.message.clone())
}

fn all_said(workspace: &Workspace, outcome: &Outcome) -> Vec<(String, &'static str, String)> {
    let mut all: Vec<_> = outcome.findings.iter().map(|finding| said(workspace, finding)).collect();
    all.sort();
    all
}

/// The end of the line a finding begins on, when a comment can stand there.
fn end_of_line(file: &File, span: Span) -> Option<usize> {
    let text = file.source.text();
    let at = file.source.snap(span).start;
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    let inside = |node: &&masa::syntax::Node| {
        let range = node.span.range();
        matches!(node.kind, NodeKind::Scalar(..)) && range.start < end && range.end > end
    };
    // A block begins behind its `|`, where a comment may stand; inside a text it would be a part of it.
    let in_text = file.tree.nodes().any(|node| inside(&node) && !text[..end].ends_with(['|', '>', '-']));
    let line = &text[text[..end].rfind('\n').map_or(0, |start| start + 1)..end];
    (!in_text && !line.contains(" #") && !line.starts_with('#')).then_some(end)
}

fn can_be_accepted(finding: &Finding, workspace: &Workspace) -> bool {
    let file = &workspace.files[finding.file];
    let is_yaml = file.source.name().ends_with(".yaml");
    !finding.rule.is_fixed() && finding.rule.group != Group::Upkeep && is_yaml
}

#[test]
fn a_comment_behind_the_line_accepts_the_finding_and_no_other() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for (code, folder) in fixtures() {
        // The marks of the fixtures stand where the comments go.
        let workspace = without_marks(opened(&folder));
        let options = options(&code);
        let before = check(&workspace, &options);
        for finding in before.findings.iter().filter(|finding| finding.rule.code == code) {
            let file = &workspace.files[finding.file];
            let Some(end) = end_of_line(file, finding.span).filter(|_| can_be_accepted(finding, &workspace))
            else {
                continue;
            };
            tried += 1;
            let mut text = file.source.text().to_owned();
            text.insert_str(end, &format!(" # masa: ignore[{code}] tried"));
            let line = file.source.position(finding.span.start).line;
            let on_line = |other: &&Finding| {
                let labels = std::iter::once((other.file, other.span));
                let related = other.related.iter().map(|related| (related.file, related.span));
                let lines = |span: Span| {
                    let at = |offset| file.source.position(offset).line;
                    at(span.start)..=at(span.end.max(span.start + 1) - 1)
                };
                let mut labels = labels.chain(related);
                other.rule.code == code
                    && labels.any(|(index, span)| index == finding.file && lines(span).contains(&line))
            };
            let mut expected: Vec<_> = before
                .findings
                .iter()
                .filter(|other| !on_line(other))
                .map(|other| said(&workspace, other))
                .collect();
            expected.sort();
            let changed = reopened(&folder, finding.file, text);
            let after = check(&changed, &options);
            if all_said(&changed, &after) != expected || after.accepted.is_empty() {
                wrong.push(format!("{} line {line}: {}", folder.display(), finding.message));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried}\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried > 100, "{tried}");
}

#[test]
fn a_comment_at_the_head_accepts_what_is_found_in_the_file() {
    let mut wrong = Vec::new();
    for (code, folder) in fixtures() {
        let workspace = without_marks(opened(&folder));
        let options = options(&code);
        let before = check(&workspace, &options);
        let Some(finding) = before.findings.iter().find(|finding| finding.rule.code == code) else {
            continue;
        };
        if !can_be_accepted(finding, &workspace) {
            continue;
        }
        let text = workspace.files[finding.file].source.text();
        let changed = reopened(&folder, finding.file, format!("# masa: ignore-file[{code}] tried\n{text}"));
        let after = check(&changed, &options);
        let stays = |other: &&Finding| other.rule.code != code || other.file != finding.file;
        let mut expected: Vec<_> =
            before.findings.iter().filter(stays).map(|other| said(&workspace, other)).collect();
        expected.sort();
        if all_said(&changed, &after) != expected {
            wrong.push(format!("{}: {:?}\n{:?}", folder.display(), all_said(&changed, &after), expected));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn fixes_converge_and_leave_nothing_to_fix() {
    let mut taken = 0;
    for (code, folder) in fixtures() {
        for with_unsafe in [false, true] {
            let mended = mend(without_marks(opened(&folder)), &options(&code), with_unsafe);
            taken += mended.count;
            let left = mended.outcome.findings.iter().filter_map(|finding| finding.fix.as_ref());
            let left: Vec<_> = left.filter(|fix| fix.is_allowed(with_unsafe)).map(|fix| &fix.title).collect();
            assert!(left.is_empty(), "{}: {left:?}", folder.display());
            let again = mend(mended.workspace, &options(&code), with_unsafe);
            assert_eq!((again.count, again.before.len()), (0, 0), "{}", folder.display());
        }
    }
    assert!(taken > 10, "{taken}");
}

/// The workspace without the comments that say what is expected.
fn without_marks(workspace: Workspace) -> Workspace {
    let mut texts = BTreeMap::new();
    for (index, file) in workspace.files.iter().enumerate() {
        let lines = file.source.text().split_inclusive('\n').map(|line| match line.find("# expect ") {
            Some(at) => format!("{}\n", line[..at].trim_end()),
            None => line.to_owned(),
        });
        texts.insert(index, lines.collect::<String>());
    }
    workspace.revised(texts)
}

fn reopened(folder: &PathBuf, index: usize, text: String) -> Workspace {
    without_marks(opened(folder)).revised(BTreeMap::from([(index, text)]))
}
