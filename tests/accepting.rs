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
use masa::workspace::{File, Workspace, load, load_lightly};

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
    let inside = |node: &masa::syntax::Node| {
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

/// A comment that accepts findings: where it goes, and the lines it is for.
struct Comment {
    file: usize,
    code: &'static str,
    at: usize,
    text: String,
    lines: RangeInclusive<usize>,
}

impl Comment {
    /// The comment behind the line a finding begins on; none where no comment can stand.
    fn behind(finding: &Finding, file: &File) -> Option<Self> {
        let at = end_of_line(file, finding.span)?;
        let line = file.source.position(finding.span.start).line;
        let code = finding.rule.code;
        let text = format!(" # masa: ignore[{code}] tried");
        Some(Self { file: finding.file, code, at, text, lines: line..=line })
    }

    /// The comment on a line of its own before what begins on the line of a finding.
    fn before(finding: &Finding, file: &File) -> Self {
        let text = file.source.text();
        let line = file.source.position(finding.span.start).line;
        let at = text[..file.source.snap(finding.span).start].rfind('\n').map_or(0, |end| end + 1);
        let indentation = text[at..].len() - text[at..].trim_start_matches(' ').len();
        let code = finding.rule.code;
        let comment = format!("{}# masa: ignore[{code}] tried\n", " ".repeat(indentation));
        Self { file: finding.file, code, at, text: comment, lines: block(text, line) }
    }

    /// Whether a finding, or what belongs to it, stands where the comment accepts it.
    fn accepts(&self, finding: &Finding, workspace: &Workspace) -> bool {
        let source = &workspace.files[self.file].source;
        let line = |offset| source.position(offset).line;
        let touches = |span: Span| {
            let last = line(span.end.max(span.start + 1) - 1);
            line(span.start) <= *self.lines.end() && last >= *self.lines.start()
        };
        let related = finding.related.iter().map(|related| (related.file, related.span));
        let mut labels = std::iter::once((finding.file, finding.span)).chain(related);
        finding.rule.code == self.code && labels.any(|(file, span)| file == self.file && touches(span))
    }
}

/// The lines of what begins on a line: itself and what is indented deeper.
fn block(text: &str, line: usize) -> RangeInclusive<usize> {
    let indentation = |line: &str| line.len() - line.trim_start().len();
    let lines: Vec<&str> = text.lines().collect();
    let own = indentation(lines[line - 1]);
    let inside = |next: &&&str| next.trim().is_empty() || indentation(next) > own;
    line..=line + lines[line..].iter().take_while(inside).count()
}

/// Writes each comment and asserts that what it accepts is gone and all else is there.
///
/// A comment speaks for its own file, so a check tries one in each file.
fn try_out(fixture: &Fixture, workspace: &Workspace, before: &Outcome, comments: Vec<Comment>) {
    let mut by_file: BTreeMap<usize, Vec<Comment>> = BTreeMap::new();
    for comment in comments {
        by_file.entry(comment.file).or_default().push(comment);
    }
    while by_file.values().any(|comments| !comments.is_empty()) {
        let round: Vec<Comment> = by_file.values_mut().filter_map(Vec::pop).collect();
        let texts = round.iter().map(|comment| {
            let mut text = workspace.files[comment.file].source.text().to_owned();
            text.insert_str(comment.at, &comment.text);
            (comment.file, text)
        });
        let changed = fixture.opened().revised(texts.collect());
        let after = check(&changed, &fixture.options());
        let is_accepted =
            |finding: &&Finding| round.iter().any(|comment| comment.accepts(finding, workspace));
        let (gone, stays): (Vec<_>, Vec<_>) = before.findings.iter().partition(is_accepted);
        let mut expected: Vec<_> = stays.into_iter().map(|finding| said(workspace, finding)).collect();
        expected.sort();
        assert_eq!(all_said(&changed, &after), expected, "{}", fixture.folder.display());
        assert!(gone.len() >= round.len());
        assert_eq!(after.accepted.len(), before.accepted.len() + gone.len());
    }
}

#[test]
fn files_that_are_not_kept_are_checked_like_those_that_are() {
    for fixture in fixtures() {
        let folder = std::slice::from_ref(&fixture.folder);
        let [kept, light] = [load(folder).unwrap(), load_lightly(folder).unwrap()].map(|workspaces| {
            let outcomes = workspaces.iter().map(|workspace| check(workspace, &fixture.options()));
            outcomes.map(|outcome| format!("{:#?}", outcome.findings)).collect::<Vec<_>>()
        });
        assert_eq!(kept, light, "{}", fixture.folder.display());
    }
}

#[test]
fn a_comment_behind_the_line_accepts_the_finding_and_no_other() {
    let mut tried = 0;
    for fixture in fixtures() {
        let workspace = fixture.opened();
        let before = check(&workspace, &fixture.options());
        let findings = before.findings.iter().filter(|finding| fixture.is_about(finding));
        let findings = findings.filter(|finding| can_be_accepted(finding, &workspace));
        let comments: Vec<_> =
            findings.filter_map(|found| Comment::behind(found, &workspace.files[found.file])).collect();
        tried += comments.len();
        try_out(&fixture, &workspace, &before, comments);
    }
    assert!(tried > 200, "{tried}");
}

#[test]
fn a_comment_on_its_own_line_accepts_what_is_found_in_the_block_after_it() {
    let mut tried = 0;
    for fixture in fixtures().into_iter().filter(|fixture| fixture.code.is_none()) {
        let workspace = fixture.opened();
        let before = check(&workspace, &fixture.options());
        let findings = before.findings.iter().filter(|finding| can_be_accepted(finding, &workspace));
        let comments: Vec<_> =
            findings.map(|found| Comment::before(found, &workspace.files[found.file])).collect();
        tried += comments.len();
        try_out(&fixture, &workspace, &before, comments);
    }
    assert!(tried > 90, "{tried}");
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
