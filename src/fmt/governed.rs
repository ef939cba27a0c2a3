//! What the comments for masa govern: formatting must not change it.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::Text;
use crate::source::Span;
use crate::syntax::{Comment, NodeId, NodeKind};

/// Whether a comment is addressed to masa.
pub(super) fn is_directive(comment: &str) -> bool {
    body(comment).is_some()
}

/// Whether a comment governs the whole file.
pub(super) fn is_of_file(comment: &str) -> bool {
    body(comment).is_some_and(|body| body.starts_with("ignore-file"))
}

fn body(comment: &str) -> Option<&str> {
    comment.trim_start_matches('#').trim_start().strip_prefix("masa:").map(str::trim_start)
}

/// What each comment for masa governs, by the text of the comment: what begins on its line, or what follows when it
/// has a line of its own. A sum of hashes stands for a set of values, so that a thousand comments above one list
/// cost no more than one. `nodes` are the values of the text, each with a name that it has before and after.
pub(super) fn governed(text: &Text, nodes: impl Iterator<Item = (NodeId, NodeId)>) -> BTreeMap<&str, u64> {
    let tree = &text.parsed.tree;
    let words = |comment: &Comment| text.source.slice(comment.span).trim_end();
    let directives: Vec<_> = tree.comments().iter().filter(|comment| is_directive(words(comment))).collect();
    if directives.is_empty() {
        return BTreeMap::new();
    }
    let sums = Sums::new(text, nodes);
    let lines = Lines::new(text);
    let head = tree.root().map_or(u32::MAX, |root| tree.node(root).span.start);
    let mut governed = BTreeMap::new();
    for comment in directives {
        let sum = match (is_of_file(words(comment)), comment.trailing) {
            (true, _) => u64::from(comment.span.start <= head),
            (false, true) => sums.within(lines.of(comment.span.start)),
            (false, false) => lines.unit_after(comment.span.start).map_or(0, |unit| sums.within(unit)),
        };
        let total: &mut u64 = governed.entry(words(comment)).or_default();
        *total = total.wrapping_add(sum);
    }
    governed
}

/// The values without parts, by where they begin, with the sum of all before them.
struct Sums {
    starts: Vec<u32>,
    before: Vec<u64>,
}

impl Sums {
    fn new(text: &Text, nodes: impl Iterator<Item = (NodeId, NodeId)>) -> Self {
        let tree = &text.parsed.tree;
        let has_parts = |kind: &NodeKind| matches!(kind, NodeKind::Mapping(_) | NodeKind::Sequence(_));
        let leaves = nodes.filter_map(|(id, name)| {
            let node = tree.node(id);
            // Where a value stands that is not there means nothing.
            let is_there = node.span.start < node.span.end && !has_parts(&node.kind);
            is_there.then(|| {
                let mut hasher = DefaultHasher::new();
                name.hash(&mut hasher);
                (node.span.start, hasher.finish())
            })
        });
        let mut leaves: Vec<_> = leaves.collect();
        leaves.sort_unstable();
        let mut before = vec![0_u64];
        before.extend(leaves.iter().scan(0_u64, |sum, (_, hash)| {
            *sum = sum.wrapping_add(*hash);
            Some(*sum)
        }));
        Self { starts: leaves.into_iter().map(|(start, _)| start).collect(), before }
    }

    fn within(&self, span: Span) -> u64 {
        let sum = |at: u32| self.before[self.starts.partition_point(|start| *start < at)];
        sum(span.end).wrapping_sub(sum(span.start))
    }
}

/// The lines with something in them, from the first character that is no blank, each with the largest entry that
/// begins on it.
struct Lines {
    lines: Vec<(Span, Option<Span>)>,
}

impl Lines {
    fn new(text: &Text) -> Self {
        let mut at = 0;
        let mut lines = Vec::new();
        for line in text.source.text().split_inclusive('\n') {
            let content = line.trim_start();
            if !content.is_empty() && !content.starts_with('#') {
                lines.push((Span::new(at + line.len() - content.len(), at + line.len()), None));
            }
            at += line.len();
        }
        let mut lines = Self { lines };
        let tree = &text.parsed.tree;
        for node in tree.nodes() {
            for item in tree.items(node) {
                lines.offer(tree.node(item).span);
            }
            for (key, value) in tree.pairs(node) {
                let (key, value) = (tree.node(key).span, tree.node(value).span);
                lines.offer(Span { start: key.start, end: value.end.max(key.end) });
            }
        }
        lines
    }

    fn offer(&mut self, unit: Span) {
        let at = self.lines.partition_point(|(line, _)| line.start <= unit.start);
        if let Some((line, largest)) = at.checked_sub(1).and_then(|at| self.lines.get_mut(at))
            && unit.start < line.end
            && largest.is_none_or(|largest| unit.end > largest.end)
        {
            *largest = Some(unit);
        }
    }

    /// The line that a place is on.
    fn of(&self, at: u32) -> Span {
        let place = self.lines.partition_point(|(line, _)| line.start <= at).checked_sub(1);
        place.map_or(Span { start: at, end: at }, |place| self.lines[place].0)
    }

    /// The largest entry on the first line behind a place.
    fn unit_after(&self, at: u32) -> Option<Span> {
        self.lines.get(self.lines.partition_point(|(line, _)| line.start <= at)).and_then(|(_, unit)| *unit)
    }
}
