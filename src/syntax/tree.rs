//! The tree of a document: nodes in an arena, each with its place in the text.

use super::{Route, Step};
use crate::source::{SourceText, Span};

/// The index of a node in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NodeId(pub(super) u32);

/// How a scalar was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes: may be a number, a truth value or nothing.
    Plain,
    /// Quoted, a block, or tagged as text: always text.
    Text,
}

/// The text of a scalar: a range of the file, or its own when escapes or folding changed it.
#[derive(Clone, Debug)]
pub enum ScalarText {
    /// The same bytes as in the file.
    Source(Span),
    /// Text that does not stand in the file in this form.
    Owned(Box<str>),
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// Text, number, truth value or nothing.
    Scalar(ScalarText, Style),
    /// A list: a range of [`Tree`] children.
    Sequence(Span),
    /// A mapping: a range of children, key and value in turn.
    Mapping(Span),
    /// Another mention of an anchored node.
    Alias(NodeId),
}

/// A node with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Where it stands; for an alias, the alias itself.
    pub span: Span,
}

/// A comment: everything from `#` to the end of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its place, `#` included.
    pub span: Span,
    /// Whether something else stands before it on its line.
    pub trailing: bool,
}

/// Where a route leads in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// What to underline.
    pub span: Span,
    /// Whether the whole route exists; otherwise the span is that of the nearest holder.
    pub complete: bool,
}

/// A document as an arena of nodes.
#[derive(Debug, Default)]
pub struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) children: Vec<NodeId>,
    pub(super) comments: Vec<Comment>,
    pub(super) root: Option<NodeId>,
}

impl Tree {
    /// The outermost node.
    pub fn root(&self) -> Option<NodeId> {
        self.root
    }

    /// The comments in the order of the text.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// Every node, in the order of the text.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The node behind an id, aliases not followed.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// The node behind an id, aliases followed (an alias never leads to another alias).
    pub fn resolve(&self, id: NodeId) -> (NodeId, &Node) {
        match self.node(id).kind {
            NodeKind::Alias(target) => (target, self.node(target)),
            _ => (id, self.node(id)),
        }
    }

    /// The items of a list; empty for anything else.
    pub fn items(&self, node: &Node) -> &[NodeId] {
        match node.kind {
            NodeKind::Sequence(range) => &self.children[range.range()],
            _ => &[],
        }
    }

    /// The keys and values of a mapping; empty for anything else.
    pub fn pairs(&self, node: &Node) -> impl Iterator<Item = (NodeId, NodeId)> + '_ {
        self.flat_pairs(node).chunks_exact(2).map(|pair| (pair[0], pair[1]))
    }

    /// Keys and values of a mapping in turn; empty for anything else.
    pub(super) fn flat_pairs(&self, node: &Node) -> &[NodeId] {
        match node.kind {
            NodeKind::Mapping(range) => &self.children[range.range()],
            _ => &[],
        }
    }

    /// The text of a scalar node, aliases followed.
    pub fn scalar<'t>(&'t self, source: &'t SourceText, id: NodeId) -> Option<&'t str> {
        match &self.resolve(id).1.kind {
            NodeKind::Scalar(ScalarText::Source(span), _) => Some(source.slice(*span)),
            NodeKind::Scalar(ScalarText::Owned(text), _) => Some(text),
            _ => None,
        }
    }

    /// The value under a key of a mapping node, with its key.
    pub fn get(&self, source: &SourceText, node: NodeId, key: &str) -> Option<(NodeId, NodeId)> {
        let (_, node) = self.resolve(node);
        self.pairs(node).find(|(name, _)| self.scalar(source, *name) == Some(key))
    }

    /// Every scalar with its place, keys included.
    pub fn scalars<'t>(&'t self, source: &'t SourceText) -> impl Iterator<Item = (Span, &'t str)> + 't {
        self.nodes.iter().filter_map(|node| match &node.kind {
            NodeKind::Scalar(ScalarText::Source(span), _) => Some((node.span, source.slice(*span))),
            NodeKind::Scalar(ScalarText::Owned(text), _) => Some((node.span, &**text)),
            _ => None,
        })
    }

    /// Every alias with what it stands for, in the order of the text.
    pub fn aliases(&self) -> impl Iterator<Item = (NodeId, NodeId)> + '_ {
        self.nodes.iter().enumerate().filter_map(|(index, node)| match node.kind {
            NodeKind::Alias(target) => Some((NodeId(index as u32), target)),
            _ => None,
        })
    }

    /// The node a route leads to, aliases not followed; `None` when the way ends early.
    pub fn find(&self, source: &SourceText, route: &Route) -> Option<NodeId> {
        route.steps().iter().try_fold(self.root?, |here, step| Some(self.step(source, here, step)?.1))
    }

    /// The place of the key that a route ends with; `None` when it is not there or the route ends with a list item.
    pub fn key_span(&self, source: &SourceText, route: &Route) -> Option<Span> {
        let (last, way) = route.steps().split_last()?;
        let holder = way.iter().try_fold(self.root?, |here, step| Some(self.step(source, here, step)?.1))?;
        let (key, _) = self.step(source, holder, last)?;
        Some(self.node(key?).span)
    }

    /// One step along a route: the key, where the step is one, and the value.
    fn step(&self, source: &SourceText, here: NodeId, step: &Step) -> Option<(Option<NodeId>, NodeId)> {
        let keyed = |key| self.get(source, here, key).map(|(key, value)| (Some(key), value));
        match step {
            Step::Key(key) => keyed(key),
            Step::Name(key) => keyed(key),
            Step::Index(index) => {
                let items = self.items(self.resolve(here).1);
                items.get(*index).map(|item| (None, *item))
            }
        }
    }

    /// Where a route leads: the value when it is a scalar, its key when it is a list or a mapping,
    /// and the first entry of the nearest holder when the way ends early.
    pub fn locate(&self, source: &SourceText, route: &Route) -> Location {
        let Some(root) = self.root else {
            return Location { span: Span::default(), complete: route.steps().is_empty() };
        };
        let mut here = root;
        let mut key_of_here = None;
        for step in route.steps() {
            let Some((key, value)) = self.step(source, here, step) else {
                return Location { span: self.face(source, here, key_of_here), complete: false };
            };
            (here, key_of_here) = (value, key);
        }
        Location { span: self.face(source, here, key_of_here), complete: true }
    }

    /// What to underline for a node: itself, its key, or its first entry.
    fn face(&self, source: &SourceText, id: NodeId, key: Option<NodeId>) -> Span {
        let node = self.node(id);
        match (&node.kind, key) {
            (NodeKind::Scalar(..), Some(key)) if node.span.start == node.span.end => self.node(key).span,
            (NodeKind::Scalar(..) | NodeKind::Alias(_), _) => node.span,
            (_, Some(key)) => self.node(key).span,
            (NodeKind::Mapping(_), None) => match self.pairs(node).next() {
                Some((key, value)) => {
                    let scalar = self.scalar(source, value).is_some();
                    let end = if scalar { self.node(value).span } else { self.node(key).span };
                    let start = self.node(key).span.start;
                    Span { start, end: end.end.max(start) }
                }
                None => node.span,
            },
            (NodeKind::Sequence(_), None) => node.span,
        }
    }
}
