//! Whether two texts mean the same: the values, the order that the user chose, what aliases stand for, the comments and
//! what those for masa govern.

use std::collections::HashMap;

use super::governed::governed;
use super::order::Place;
use super::{Text, Unformatted};
use crate::model::SchemaKind;
use crate::syntax::{NodeId, NodeKind};

/// Compares a text with its formatted form.
pub(super) fn check(before: &Text, after: &Text, kind: SchemaKind) -> Result<(), Unformatted> {
    let mut comparison = Comparison { before, after, twins: HashMap::new(), aliases: Vec::new() };
    let roots = before.parsed.tree.root().zip(after.parsed.tree.root());
    let same = roots.is_some_and(|(a, b)| comparison.nodes(a, b, Some(Place::root(kind))));
    if !same || !comparison.aliases_agree() {
        return Err(Unformatted::Changed("its values"));
    }
    if comments(before) != comments(after) {
        return Err(Unformatted::Changed("its comments"));
    }
    let twins = &comparison.twins;
    let of_before = governed(before, twins.iter().map(|(node, twin)| (*node, *twin)));
    if of_before != governed(after, twins.values().map(|twin| (*twin, *twin))) {
        return Err(Unformatted::Changed("what its comments for masa govern"));
    }
    Ok(())
}

fn comments(text: &Text) -> Vec<&str> {
    let comments = text.parsed.tree.comments().iter();
    let mut comments: Vec<_> = comments.map(|comment| text.source.slice(comment.span).trim_end()).collect();
    comments.sort_unstable();
    comments
}

struct Comparison<'t> {
    before: &'t Text,
    after: &'t Text,
    /// What became of each node.
    twins: HashMap<NodeId, NodeId>,
    /// What aliases stand for, before and after.
    aliases: Vec<(NodeId, NodeId)>,
}

impl Comparison<'_> {
    fn aliases_agree(&self) -> bool {
        self.aliases.iter().all(|(target, twin)| self.twins.get(target) == Some(twin))
    }

    fn nodes(&mut self, a: NodeId, b: NodeId, place: Option<Place>) -> bool {
        let (before, after) = (self.before, self.after);
        let (trees, sources) = ((&before.parsed.tree, &after.parsed.tree), (&before.source, &after.source));
        let (node, twin) = (trees.0.node(a), trees.1.node(b));
        self.twins.insert(a, b);
        match (&node.kind, &twin.kind) {
            (NodeKind::Scalar(_, style), NodeKind::Scalar(_, twin_style)) => {
                style == twin_style && trees.0.scalar(sources.0, a) == trees.1.scalar(sources.1, b)
            }
            (NodeKind::Alias(target), NodeKind::Alias(twin_target)) => {
                self.aliases.push((*target, *twin_target));
                true
            }
            (NodeKind::Sequence(_), NodeKind::Sequence(_)) => {
                let (items, twins) = (trees.0.items(node), trees.1.items(twin));
                let below = place.and_then(Place::items);
                let same_length = items.clone().count() == twins.clone().count();
                same_length && items.zip(twins).all(|(a, b)| self.nodes(a, b, below))
            }
            (NodeKind::Mapping(_), NodeKind::Mapping(_)) => {
                let mut pairs: Vec<_> = trees.0.pairs(node).collect();
                let mut twins: Vec<_> = trees.1.pairs(twin).collect();
                if place.is_some_and(|place| place.keys().is_some()) {
                    pairs.sort_by_key(|(key, _)| trees.0.scalar(sources.0, *key));
                    twins.sort_by_key(|(key, _)| trees.1.scalar(sources.1, *key));
                }
                let mut both = pairs.iter().zip(&twins);
                pairs.len() == twins.len()
                    && both.all(|((key, value), (twin_key, twin_value))| {
                        let name = trees.0.scalar(sources.0, *key);
                        let below = place.zip(name).and_then(|(place, name)| place.under(name));
                        self.nodes(*key, *twin_key, None) && self.nodes(*value, *twin_value, below)
                    })
            }
            _ => false,
        }
    }
}
