//! What the comments for masa govern: formatting must not change it.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::Text;
use crate::source::Span;
use crate::syntax::{self, Comment, NodeId, NodeKind};

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

/// What each comment for masa governs, by the text of the comment: the values that it touches, and the places where
/// findings about whole items and the whole file are shown. A sum of hashes stands for a set of them, so that a
/// thousand comments above one list cost no more than one. `nodes` are the values of the text, each with a name that
/// it has before and after.
pub(super) fn governed(text: &Text, nodes: impl Iterator<Item = (NodeId, NodeId)>) -> BTreeMap<&str, u64> {
    let tree = &text.parsed.tree;
    let words = |comment: &Comment| text.source.slice(comment.span).trim_end();
    let is_ours = |comment: &&Comment| is_directive(words(comment));
    let directives: Vec<_> = tree.comments().iter().filter(is_ours).copied().collect();
    if directives.is_empty() {
        return BTreeMap::new();
    }
    let places = Places::new(text, nodes);
    let head = tree.root().map_or(u32::MAX, |root| tree.node(root).span.start);
    let ranges = syntax::governed(&text.source, tree, &directives);
    let mut governed = BTreeMap::new();
    for (comment, range) in directives.iter().zip(ranges) {
        let sum = match is_of_file(words(comment)) {
            true => u64::from(comment.span.start <= head),
            false => range.map_or(0, |range| places.touched_by(range)),
        };
        let total: &mut u64 = governed.entry(words(comment)).or_default();
        *total = total.wrapping_add(sum);
    }
    governed
}

/// Where findings can be.
struct Places {
    /// The values without parts.
    leaves: Sums,
    /// What stands for an item or for the file.
    faces: Sums,
}

impl Places {
    fn new(text: &Text, nodes: impl Iterator<Item = (NodeId, NodeId)>) -> Self {
        let tree = &text.parsed.tree;
        let items = tree.nodes().flat_map(|node| tree.items(node));
        let faced: HashSet<_> = items.chain(tree.root()).collect();
        let (mut leaves, mut faces) = (Vec::new(), Vec::new());
        for (id, name) in nodes {
            let node = tree.node(id);
            let mut hasher = DefaultHasher::new();
            name.hash(&mut hasher);
            match node.kind {
                NodeKind::Mapping(_) if faced.contains(&id) => {
                    let face = tree.face(&text.source, id, None);
                    faces.push((face, hasher.finish()));
                }
                NodeKind::Mapping(_) | NodeKind::Sequence(_) => {}
                // Where a value stands that is not there means nothing.
                _ if is_empty(text, id) => {}
                _ => leaves.push((node.span, hasher.finish())),
            }
        }
        Self { leaves: Sums::new(leaves), faces: Sums::new(faces) }
    }

    fn touched_by(&self, range: Span) -> u64 {
        // Twice the sum for a place of the second kind, so that it does not count as the one of the first.
        self.leaves.touched_by(range).wrapping_add(self.faces.touched_by(range).wrapping_mul(2))
    }
}

/// Whether a value is an empty text without quotes.
fn is_empty(text: &Text, id: NodeId) -> bool {
    let tree = &text.parsed.tree;
    let is_scalar = matches!(tree.node(id).kind, NodeKind::Scalar(..));
    let is_quoted = || text.source.slice(tree.node(id).span).starts_with(['"', '\'']);
    is_scalar && tree.scalar(&text.source, id) == Some("") && !is_quoted()
}

/// Spans that do not overlap, in order, with sums of their hashes.
struct Sums {
    spans: Vec<Span>,
    /// The sum of all before each of them, and that of all.
    before: Vec<u64>,
}

impl Sums {
    fn new(mut hashes: Vec<(Span, u64)>) -> Self {
        hashes.sort_unstable();
        let mut before = vec![0_u64];
        before.extend(hashes.iter().scan(0_u64, |sum, (_, hash)| {
            *sum = sum.wrapping_add(*hash);
            Some(*sum)
        }));
        Self { spans: hashes.into_iter().map(|(span, _)| span).collect(), before }
    }

    fn touched_by(&self, range: Span) -> u64 {
        let first = self.spans.partition_point(|span| span.end <= range.start);
        let end = self.spans.partition_point(|span| span.start < range.end);
        self.before[end.max(first)].wrapping_sub(self.before[first])
    }
}
