//! Findings can be accepted one by one and mended, and nothing else changes: tried on every fixture of every rule, and
//! on the workspaces of `tests/mistakes`, in which every rule has its mistake.

use std::collections::BTreeMap;
use std::fs;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use masa::check::{Finding, Group, Options, Outcome, Selection, check, mend};
use masa::model::{Date, Grade};
use masa::source::Span;
use masa::syntax::NodeKind;
use masa::workspace::{File, Workspace, load};

/// A workspace and the rule it is about.
struct Fixture {
    folder: PathBuf,
    /// The code of the rule; none when it is about many.
    code: Option<String>,
}

impl Fixture {
    fn is_about(&self, finding: &Finding) -> bool {
        self.code.as_ref().is_none_or(|code| code == finding.rule.code)
    }

    fn options(&self) -> Options {
        let selection = Selection { preview: true, ..Selection::default() };
        let requires = self.code.as_deref() == Some("JM920") || self.folder.ends_with("strict");
        let required_grade = requires.then_some(Grade::Qualitative);
        Options { selection, required_grade, ..Options::on(Date::parse("2026-11-22").unwrap()) }
    }

    /// The workspace without its marks, which stand where comments go.
    fn opened(&self) -> Workspace {
        without_marks(load(std::slice::from_ref(&self.folder)).unwrap().remove(0))
    }

    /// The workspace with another text in the place of that of a file.
    fn with(&self, index: usize, text: String) -> Workspace {
        self.opened().revised(BTreeMap::from([(index, text)]))
    }
}

fn fixtures() -> Vec<Fixture> {
    let folders = |path: &str| {
        let mut folders: Vec<_> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
        folders.sort();
        folders
    };
    let code = |folder: &PathBuf| folder.file_name().unwrap().to_string_lossy()[..5].to_owned();
    let of_rule = |folder: PathBuf| Fixture { code: Some(code(&folder)), folder: folder.join("fail") };
    let of_many = |folder| Fixture { code: None, folder };
    let rules = folders("tests/rules").into_iter().map(of_rule);
    rules.chain(folders("tests/mistakes/fail").into_iter().map(of_many)).collect()
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
    let in_text =
        file.tree.nodes().iter().any(|node| inside(&node) && !text[..end].ends_with(['|', '>', '-']));
    let line = &text[text[..end].rfind('\n').map_or(0, |start| start + 1)..end];
    (!in_text && !line.contains(" #") && !line.starts_with('#')).then_some(end)
}

fn can_be_accepted(finding: &Finding, workspace: &Workspace) -> bool {
    let file = &workspace.files[finding.file];
    let is_yaml = file.source.name().ends_with(".yaml");
    !finding.rule.is_fixed() && finding.rule.group != Group::Upkeep && is_yaml
}

/// Whether a finding, or what belongs to it, touches some lines of a file.
fn lies_on(finding: &Finding, index: usize, file: &File, lines: &RangeInclusive<usize>) -> bool {
    let labels = std::iter::once((finding.file, finding.span));
    let mut labels = labels.chain(finding.related.iter().map(|related| (related.file, related.span)));
    let line = |offset| file.source.position(offset).line;
    labels.any(|(place, span)| {
        let last = span.end.max(span.start + 1) - 1;
        place == index && line(span.start) <= *lines.end() && line(last) >= *lines.start()
    })
}

/// What is said when the findings of a rule on some lines of a file are accepted.
fn expected(
    workspace: &Workspace,
    before: &Outcome,
    finding: &Finding,
    lines: &RangeInclusive<usize>,
) -> Vec<(String, &'static str, String)> {
    let file = &workspace.files[finding.file];
    let goes =
        |other: &&Finding| other.rule.code == finding.rule.code && lies_on(other, finding.file, file, lines);
    let stays = before.findings.iter().filter(|other| !goes(other));
    let mut all: Vec<_> = stays.map(|other| said(workspace, other)).collect();
    all.sort();
    all
}

#[test]
fn a_comment_behind_the_line_accepts_the_finding_and_no_other() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for fixture in fixtures() {
        let workspace = fixture.opened();
        let options = fixture.options();
        let before = check(&workspace, &options);
        for finding in before.findings.iter().filter(|finding| fixture.is_about(finding)) {
            let file = &workspace.files[finding.file];
            let Some(end) = end_of_line(file, finding.span).filter(|_| can_be_accepted(finding, &workspace))
            else {
                continue;
            };
            tried += 1;
            let mut text = file.source.text().to_owned();
            text.insert_str(end, &format!(" # masa: ignore[{}] tried", finding.rule.code));
            let line = file.source.position(finding.span.start).line;
            let expected = expected(&workspace, &before, finding, &(line..=line));
            let changed = fixture.with(finding.file, text);
            let after = check(&changed, &options);
            if all_said(&changed, &after) != expected || after.accepted.is_empty() {
                wrong.push(format!("{} line {line}: {}", file.source.name(), finding.message));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried}\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried > 200, "{tried}");
}

/// The lines of what begins on a line: itself and what is indented deeper.
fn block(text: &str, line: usize) -> RangeInclusive<usize> {
    let indentation = |line: &str| line.len() - line.trim_start().len();
    let lines: Vec<&str> = text.lines().collect();
    let own = indentation(lines[line - 1]);
    let inside = |next: &&&str| next.trim().is_empty() || indentation(next) > own;
    line..=line + lines[line..].iter().take_while(inside).count()
}

#[test]
fn a_comment_on_its_own_line_accepts_what_is_found_in_the_block_after_it() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for fixture in fixtures().into_iter().filter(|fixture| fixture.code.is_none()) {
        let workspace = fixture.opened();
        let options = fixture.options();
        let before = check(&workspace, &options);
        for finding in &before.findings {
            let file = &workspace.files[finding.file];
            if !can_be_accepted(finding, &workspace) {
                continue;
            }
            tried += 1;
            let mut text = file.source.text().to_owned();
            let at = file.source.snap(finding.span).start;
            let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let line = file.source.position(finding.span.start).line;
            let indentation = text[start..].len() - text[start..].trim_start_matches(' ').len();
            let expected = expected(&workspace, &before, finding, &block(&text, line));
            let comment = format!("{}# masa: ignore[{}] tried\n", " ".repeat(indentation), finding.rule.code);
            text.insert_str(start, &comment);
            let changed = fixture.with(finding.file, text);
            let after = check(&changed, &options);
            if all_said(&changed, &after) != expected || after.accepted.is_empty() {
                wrong.push(format!("{} line {line}: {}", file.source.name(), finding.message));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried}\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried > 100, "{tried}");
}

#[test]
fn a_comment_at_the_head_accepts_what_is_found_in_the_file() {
    let mut wrong = Vec::new();
    for fixture in fixtures().into_iter().filter(|fixture| fixture.code.is_some()) {
        let workspace = fixture.opened();
        let options = fixture.options();
        let before = check(&workspace, &options);
        let Some(finding) = before.findings.iter().find(|finding| fixture.is_about(finding)) else {
            continue;
        };
        if !can_be_accepted(finding, &workspace) {
            continue;
        }
        let code = finding.rule.code;
        let text = workspace.files[finding.file].source.text();
        let changed = fixture.with(finding.file, format!("# masa: ignore-file[{code}] tried\n{text}"));
        let after = check(&changed, &options);
        let stays = |other: &&Finding| other.rule.code != code || other.file != finding.file;
        let mut expected: Vec<_> =
            before.findings.iter().filter(stays).map(|other| said(&workspace, other)).collect();
        expected.sort();
        if all_said(&changed, &after) != expected {
            let found = all_said(&changed, &after);
            wrong.push(format!("{}: {found:?}\n{expected:?}", fixture.folder.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn fixes_converge_and_leave_nothing_to_fix() {
    let mut taken = 0;
    for fixture in fixtures() {
        let options = fixture.options();
        for with_unsafe in [false, true] {
            let mended = mend(fixture.opened(), &options, with_unsafe);
            taken += mended.count;
            let left = mended.outcome.findings.iter().filter_map(|finding| finding.fix.as_ref());
            let left: Vec<_> = left.filter(|fix| fix.is_allowed(with_unsafe)).map(|fix| &fix.title).collect();
            assert!(left.is_empty(), "{}: {left:?}", fixture.folder.display());
            let again = mend(mended.workspace, &options, with_unsafe);
            assert_eq!((again.count, again.before.len()), (0, 0), "{}", fixture.folder.display());
        }
    }
    assert!(taken > 10, "{taken}");
}

#[test]
fn fixes_change_what_they_say_and_no_other_byte() {
    for fixture in fixtures().into_iter().filter(|fixture| fixture.code.is_none()) {
        let workspace = fixture.opened();
        let options = fixture.options();
        let before = check(&workspace, &options);
        for with_unsafe in [false, true] {
            let fixable =
                |finding: &&Finding| finding.fix.as_ref().is_some_and(|fix| fix.is_allowed(with_unsafe));
            let mut texts: Vec<String> =
                workspace.files.iter().map(|file| file.source.text().to_owned()).collect();
            let mut edits: Vec<_> = before
                .findings
                .iter()
                .filter(fixable)
                .flat_map(|finding| {
                    finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| (finding.file, edit))
                })
                .collect();
            // From the end, so that the places before stay true.
            edits.sort_by_key(|(file, edit)| (*file, std::cmp::Reverse(edit.span.start)));
            for (file, edit) in edits {
                texts[file].replace_range(edit.span.range(), &edit.text);
            }
            let mended = mend(fixture.opened(), &options, with_unsafe);
            let now: Vec<&str> = mended.workspace.files.iter().map(|file| file.source.text()).collect();
            assert_eq!(now, texts, "{}", fixture.folder.display());
            let mut stays: Vec<_> = before
                .findings
                .iter()
                .filter(|finding| !fixable(finding))
                .map(|finding| said(&workspace, finding))
                .collect();
            stays.sort();
            assert_eq!(all_said(&mended.workspace, &mended.outcome), stays, "{}", fixture.folder.display());
        }
    }
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
