//! What would mend a finding.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::{Options, Outcome, check};
use crate::source::{SourceText, Span};
use crate::syntax::{Fault, FaultKind};
use crate::workspace::{File, FileIndex, Workspace};

/// Whether a fix can be taken without looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// The map means the same afterwards, or what it was plainly meant to mean.
    Safe,
    /// A good guess; somebody should look.
    Unsafe,
}

/// A text in the place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes.
    pub text: String,
}

/// Edits of one file that together mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What they do, in a few words.
    pub title: String,
    /// Whether they can be taken without looking.
    pub safety: Safety,
    /// The edits, none overlapping another.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// Whether it can be taken when unsafe fixes are asked for, or not.
    pub fn is_allowed(&self, with_unsafe: bool) -> bool {
        self.safety == Safety::Safe || with_unsafe
    }

    fn start(&self) -> u32 {
        self.edits.iter().map(|edit| edit.span.start).min().unwrap_or(0)
    }

    fn end(&self) -> u32 {
        self.edits.iter().map(|edit| edit.span.end).max().unwrap_or(0)
    }
}

/// How often files are looked at again after fixes; what is not mended by then does not converge.
const MAX_ROUNDS: usize = 10;

/// A workspace after its fixes.
#[derive(Debug)]
pub struct Mended {
    /// The workspace with the new texts; nothing has been written.
    pub workspace: Workspace,
    /// What is wrong with it now.
    pub outcome: Outcome,
    /// The files that changed, with their texts as they were.
    pub before: BTreeMap<FileIndex, SourceText>,
    /// How many fixes were taken.
    pub count: usize,
}

/// Takes the fixes of a workspace, round for round, until there are none or no more that help.
///
/// Of two fixes that touch the same bytes the first is taken, and the other looked at again. A file that could be
/// read less well afterwards keeps the text it had.
pub fn mend(workspace: Workspace, options: &Options, with_unsafe: bool) -> Mended {
    let outcome = check(&workspace, options);
    let mut mended = Mended { workspace, outcome, before: BTreeMap::new(), count: 0 };
    let mut settled: HashSet<FileIndex> = HashSet::new();
    for _ in 0..MAX_ROUNDS {
        let mut texts: BTreeMap<FileIndex, String> = BTreeMap::new();
        let mut counts: BTreeMap<FileIndex, usize> = BTreeMap::new();
        for (index, fixes) in by_file(&mended.outcome, with_unsafe) {
            let source = &mended.workspace.files[index].source;
            if settled.contains(&index) {
                continue;
            }
            let (text, count) = applied(source, &fixes);
            if text != source.text() {
                texts.insert(index, text);
                counts.insert(index, count);
            }
        }
        if texts.is_empty() {
            break;
        }
        let old: BTreeMap<FileIndex, (SourceText, usize)> = texts
            .keys()
            .map(|index| {
                let file = &mended.workspace.files[*index];
                (*index, (file.source.clone(), severe(file)))
            })
            .collect();
        let workspace = mended.workspace.revised(texts);
        let worse: BTreeMap<FileIndex, String> = old
            .iter()
            .filter(|(index, (_, faults))| severe(&workspace.files[**index]) > *faults)
            .map(|(index, (source, _))| (*index, source.text().to_owned()))
            .collect();
        settled.extend(worse.keys());
        for (index, (source, _)) in old.into_iter().filter(|(index, _)| !worse.contains_key(index)) {
            mended.count += counts.get(&index).copied().unwrap_or(0);
            mended.before.entry(index).or_insert(source);
        }
        mended.workspace = if worse.is_empty() { workspace } else { workspace.revised(worse) };
        mended.outcome = check(&mended.workspace, options);
    }
    let same = |index: &FileIndex, before: &SourceText| {
        mended.workspace.files[*index].source.text() == before.text()
    };
    mended.before.retain(|index, before| !same(index, before));
    mended
}

/// How much of a file cannot be read: what a fix must never make more.
fn severe(file: &File) -> usize {
    let broken = |fault: &&Fault| {
        matches!(
            fault.kind,
            FaultKind::Syntax
                | FaultKind::Unsupported
                | FaultKind::TooComplex
                | FaultKind::TooLarge
                | FaultKind::DuplicateKey
        )
    };
    file.faults().iter().filter(broken).count()
}

/// The fixes of each file that may be taken, by place.
fn by_file(outcome: &Outcome, with_unsafe: bool) -> BTreeMap<FileIndex, Vec<&Fix>> {
    let mut files: BTreeMap<FileIndex, Vec<&Fix>> = BTreeMap::new();
    for finding in &outcome.findings {
        if let Some(fix) = finding.fix.as_ref().filter(|fix| fix.is_allowed(with_unsafe)) {
            files.entry(finding.file).or_default().push(fix);
        }
    }
    for fixes in files.values_mut() {
        fixes.sort_by_key(|fix| (fix.start(), fix.end()));
    }
    files
}

/// A text with fixes applied from first to last, and how many were; one that touches another waits.
fn applied(source: &SourceText, fixes: &[&Fix]) -> (String, usize) {
    let mut edits: Vec<(Range<usize>, &str)> = Vec::new();
    let mut count = 0;
    for fix in fixes {
        let mut own: Vec<(Range<usize>, &str)> =
            fix.edits.iter().map(|edit| (source.snap(edit.span), edit.text.as_str())).collect();
        own.sort_by_key(|(range, _)| range.start);
        let free = |range: &Range<usize>| {
            edits.last().is_none_or(|(last, _)| {
                last.end < range.start || last.end == range.start && !last.is_empty() && !range.is_empty()
            })
        };
        let apart = own.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start);
        if apart && own.first().is_some_and(|(range, _)| free(range)) {
            edits.extend(own);
            count += 1;
        }
    }
    let mut text = String::with_capacity(source.text().len() + 64);
    let mut done = 0;
    for (range, new) in edits {
        text.push_str(&source.text()[done..range.start]);
        text.push_str(new);
        done = range.end;
    }
    text.push_str(&source.text()[done..]);
    (text, count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;
    use crate::workspace::load;

    fn mended(text: &str, with_unsafe: bool) -> (String, usize) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.journey.yaml"), text).unwrap();
        let workspace = load(&[folder.path().to_path_buf()]).unwrap().remove(0);
        let mended = mend(workspace, &Options::on(Date::parse("2026-11-22").unwrap()), with_unsafe);
        let index = mended.workspace.files.iter().position(|file| file.selected).unwrap();
        (mended.workspace.files[index].source.as_read().into_owned(), mended.count)
    }

    #[test]
    fn fixes_change_what_they_say_and_no_other_byte() {
        let text = "\u{feff}journey: a\r\nTitle: A\t# kept\r\nlevel: need\r\nstages:\r\n  - name: s\r\n    touchpoints:\r\n      - {name: t, live-wait: 3min, emotion: \"-1\", pains: slow}\r\n";
        let right = text
            .replace("Title", "title")
            .replace("live-wait", "live_wait")
            .replace("\"-1\"", "-1")
            .replace("pains: slow", "pains: [slow]");
        assert_eq!(mended(text, false), (right, 4));
    }

    #[test]
    fn guesses_are_taken_only_when_asked_for() {
        let text = "journey: a\ntitle: A\nlevl: needd\nstages: []\n";
        assert_eq!(mended(text, false), (text.to_owned(), 0));
        assert_eq!(mended(text, true).0, text.replace("levl: needd", "level: need"));
    }

    #[test]
    fn comments_nobody_needs_go_with_their_line() {
        let text = "journey: a\n# masa: ignore[JM705] over\ntitle: A # masa: ignore[JM705, JM702]\nlevel: need\nstages: []\n";
        assert_eq!(mended(text, false).0, "journey: a\ntitle: A\nlevel: need\nstages: []\n");
    }
}
