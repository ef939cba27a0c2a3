//! The tree of a document: every value with its place in the text, packed into few bytes, because a check keeps the
//! trees of all files.

use super::{Route, Step};
use crate::source::{SourceText, Span};

/// A node of a tree: the place of its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NodeId(u32);

/// How a scalar was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes: may be a number, a truth value or nothing.
    Plain,
    /// Quoted, a block, or tagged as text: always text.
    Text,
}

/// The text of a scalar: a range of the file, or its own when escapes or folding changed it.
#[derive(Clone, Copy, Debug)]
pub enum ScalarText<'t> {
    /// The same bytes as in the file.
    Source(Span),
    /// Text that does not stand in the file in this form.
    Owned(&'t str),
}

/// What a node is.
#[derive(Clone, Copy, Debug)]
pub enum NodeKind<'t> {
    /// Text, number, truth value or nothing.
    Scalar(ScalarText<'t>, Style),
    /// A list.
    Sequence(Inside),
    /// A mapping.
    Mapping(Inside),
    /// Another mention of an anchored node.
    Alias(NodeId),
}

/// Where the records of what a list or mapping holds are; [`Tree::items`] and [`Tree::pairs`] read them.
#[derive(Clone, Copy, Debug)]
pub struct Inside(Span);

/// A node with its place.
#[derive(Clone, Copy, Debug)]
pub struct Node<'t> {
    /// What it is.
    pub kind: NodeKind<'t>,
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

/// A document as records of nodes, each holder before what it holds, in the order of the text.
///
/// A record begins with a header, the length of the node's span and one of the codes below, and the start of the
/// span, as numbers of variable length. What follows depends on the code.
#[derive(Debug, Default)]
pub struct Tree {
    records: Vec<u8>,
    owned: Vec<Box<str>>,
    pub(super) comments: Vec<Comment>,
    pub(super) root: Option<NodeId>,
}

/// A scalar whose text is its span.
const SAME: u32 = 0;
/// A scalar whose text is its span without the first and the last byte, which are quotes.
const QUOTED: u32 = 1;
/// A scalar whose text is another range of the file: its start and length follow.
const ELSEWHERE: u32 = 2;
/// A scalar with a text of its own: its index follows.
const OWNED: u32 = 3;
/// Added to the codes of scalars that are always text.
const IS_TEXT: u32 = 4;
/// The end of the span and the end of what is inside follow as four bytes each, because they come to be known later.
const SEQUENCE: u32 = 8;
const MAPPING: u32 = 9;
/// The target follows.
const ALIAS: u32 = 10;
/// The bits of a header that hold the code.
const CODE_BITS: u32 = 4;

/// Reads records from a place on.
struct Cursor<'t> {
    records: &'t [u8],
    at: usize,
}

impl Cursor<'_> {
    /// A number of variable length: seven bits a byte, the lowest first, the eighth set when more follow.
    #[inline]
    fn number(&mut self) -> u32 {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.records[self.at];
            self.at += 1;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return number;
            }
            shift += 7;
        }
    }

    fn four_bytes(&mut self) -> u32 {
        let mut bytes = [0; 4];
        bytes.copy_from_slice(&self.records[self.at..self.at + 4]);
        self.at += 4;
        u32::from_le_bytes(bytes)
    }
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
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        self.records().map(|(_, node)| node)
    }

    fn records(&self) -> impl Iterator<Item = (NodeId, Node<'_>)> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let id = NodeId(at);
            let (node, end) = (at < self.records.len() as u32).then(|| self.record(id))?;
            at = end;
            Some((id, node))
        })
    }

    /// The node behind an id, aliases not followed.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        self.record(id).0
    }

    /// A node, and where its record ends; what a list or mapping holds comes behind it.
    fn record(&self, id: NodeId) -> (Node<'_>, u32) {
        let mut cursor = Cursor { records: &self.records, at: id.0 as usize };
        let header = cursor.number();
        let start = cursor.number();
        let code = header & ((1 << CODE_BITS) - 1);
        let mut span = Span { start, end: start + (header >> CODE_BITS) };
        let kind = match code {
            SEQUENCE | MAPPING => {
                span.end = cursor.four_bytes();
                let end = cursor.four_bytes();
                let inside = Inside(Span { start: cursor.at as u32, end });
                if code == MAPPING { NodeKind::Mapping(inside) } else { NodeKind::Sequence(inside) }
            }
            ALIAS => NodeKind::Alias(NodeId(cursor.number())),
            _ => {
                let text = match code & !IS_TEXT {
                    SAME => ScalarText::Source(span),
                    QUOTED => ScalarText::Source(Span { start: start + 1, end: span.end - 1 }),
                    ELSEWHERE => {
                        let start = cursor.number();
                        ScalarText::Source(Span { start, end: start + cursor.number() })
                    }
                    _ => ScalarText::Owned(&self.owned[cursor.number() as usize]),
                };
                NodeKind::Scalar(text, if code & IS_TEXT == 0 { Style::Plain } else { Style::Text })
            }
        };
        (Node { kind, span }, cursor.at as u32)
    }

    /// The node behind an id, aliases followed (an alias never leads to another alias).
    pub fn resolve(&self, id: NodeId) -> (NodeId, Node<'_>) {
        match self.node(id) {
            Node { kind: NodeKind::Alias(target), .. } => (target, self.node(target)),
            node => (id, node),
        }
    }

    /// A node, or what it stands for when it is an alias.
    pub(super) fn behind_alias<'t>(&'t self, node: Node<'t>) -> Node<'t> {
        match node.kind {
            NodeKind::Alias(target) => self.node(target),
            _ => node,
        }
    }

    /// The items of a list; none for anything else.
    pub fn items(&self, node: Node<'_>) -> Items<'_> {
        match node.kind {
            NodeKind::Sequence(_) => self.inside(node),
            _ => self.nothing(),
        }
    }

    /// The keys and values of a mapping; none for anything else.
    pub fn pairs(&self, node: Node<'_>) -> Pairs<'_> {
        match node.kind {
            NodeKind::Mapping(_) => Pairs(self.inside(node)),
            _ => Pairs(self.nothing()),
        }
    }

    /// The items of a list, or the keys and values of a mapping in turn; none for anything else.
    pub(super) fn inside(&self, node: Node<'_>) -> Items<'_> {
        match node.kind {
            NodeKind::Sequence(inside) | NodeKind::Mapping(inside) => Items { tree: self, inside },
            _ => self.nothing(),
        }
    }

    fn nothing(&self) -> Items<'_> {
        Items { tree: self, inside: Inside(Span::default()) }
    }

    /// The text of a scalar node, aliases followed.
    pub fn scalar<'t>(&'t self, source: &'t SourceText, id: NodeId) -> Option<&'t str> {
        text(source, self.resolve(id).1)
    }

    /// The value under a key of a mapping node, with its key.
    pub fn get(&self, source: &SourceText, node: NodeId, key: &str) -> Option<(NodeId, NodeId)> {
        let mut inside = self.pairs(self.resolve(node).1).0;
        // Each record is read once: a mapping of tens of thousands of keys is searched for each of them.
        while let Some(((name, found), (value, _))) = inside.next_node().zip(inside.next_node()) {
            if text(source, self.behind_alias(found)) == Some(key) {
                return Some((name, value));
            }
        }
        None
    }

    /// Every scalar with its place, keys included.
    pub fn scalars<'t>(&'t self, source: &'t SourceText) -> impl Iterator<Item = (Span, &'t str)> + 't {
        self.nodes().filter_map(|node| Some((node.span, text(source, node)?)))
    }

    /// Every alias with what it stands for, in the order of the text.
    pub fn aliases(&self) -> impl Iterator<Item = (NodeId, NodeId)> + '_ {
        self.records().filter_map(|(id, node)| match node.kind {
            NodeKind::Alias(target) => Some((id, target)),
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
                let mut items = self.items(self.resolve(here).1);
                items.nth(*index).map(|item| (None, item))
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
    pub(crate) fn face(&self, source: &SourceText, id: NodeId, key: Option<NodeId>) -> Span {
        let node = self.node(id);
        match (node.kind, key) {
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

    /// An empty tree with room for what a text of this many bytes usually holds.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { records: Vec::with_capacity(bytes / 2), ..Self::default() }
    }

    /// Adds a scalar.
    pub(super) fn add_scalar(&mut self, text: ScalarText<'_>, style: Style, span: Span) -> NodeId {
        let style = if style == Style::Text { IS_TEXT } else { 0 };
        match text {
            ScalarText::Source(text) if text == span => self.begin(SAME | style, span),
            ScalarText::Source(text) if text.start == span.start + 1 && text.end + 1 == span.end => {
                self.begin(QUOTED | style, span)
            }
            ScalarText::Source(text) => {
                let id = self.begin(ELSEWHERE | style, span);
                self.number(text.start);
                self.number(text.end - text.start);
                id
            }
            ScalarText::Owned(text) => {
                let id = self.begin(OWNED | style, span);
                self.number(self.owned.len() as u32);
                self.owned.push(text.into());
                id
            }
        }
    }

    /// Adds another mention of a node.
    pub(super) fn add_alias(&mut self, target: NodeId, span: Span) -> NodeId {
        let id = self.begin(ALIAS, span);
        self.number(target.0);
        id
    }

    /// Begins a list or mapping; what is added before it is closed is inside.
    pub(super) fn open(&mut self, is_mapping: bool, start: u32) -> Opened {
        let code = if is_mapping { MAPPING } else { SEQUENCE };
        let id = self.begin(code, Span { start, end: start });
        let ends = self.records.len();
        self.records.extend([0; 8]);
        Opened { id, start, ends }
    }

    /// Ends a list or mapping.
    pub(super) fn close(&mut self, opened: &Opened, end: u32) {
        let inside_end = self.records.len() as u32;
        let ends = &mut self.records[opened.ends..opened.ends + 8];
        ends[..4].copy_from_slice(&end.max(opened.start).to_le_bytes());
        ends[4..].copy_from_slice(&inside_end.to_le_bytes());
    }

    /// Gives back the memory that more nodes would have taken.
    pub(super) fn finish(mut self) -> Self {
        self.records.shrink_to_fit();
        self.owned.shrink_to_fit();
        self.comments.shrink_to_fit();
        self
    }

    fn begin(&mut self, code: u32, span: Span) -> NodeId {
        let id = NodeId(self.records.len() as u32);
        self.number((span.end - span.start) << CODE_BITS | code);
        self.number(span.start);
        id
    }

    fn number(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.records.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.records.push(number as u8);
    }
}

/// A list or mapping that more is added to.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) id: NodeId,
    start: u32,
    /// Where the two ends go.
    ends: usize,
}

/// The text of a scalar.
fn text<'t>(source: &'t SourceText, node: Node<'t>) -> Option<&'t str> {
    match node.kind {
        NodeKind::Scalar(ScalarText::Source(span), _) => Some(source.slice(span)),
        NodeKind::Scalar(ScalarText::Owned(text), _) => Some(text),
        _ => None,
    }
}

/// The items of a list, one by one.
#[derive(Clone, Debug)]
pub struct Items<'t> {
    tree: &'t Tree,
    inside: Inside,
}

impl<'t> Items<'t> {
    /// The next item with what it is, aliases not followed.
    pub(super) fn next_node(&mut self) -> Option<(NodeId, Node<'t>)> {
        let left = &mut self.inside.0;
        if left.start >= left.end {
            return None;
        }
        let id = NodeId(left.start);
        let (node, end) = self.tree.record(id);
        left.start = match node.kind {
            NodeKind::Sequence(Inside(inside)) | NodeKind::Mapping(Inside(inside)) => inside.end,
            _ => end,
        };
        Some((id, node))
    }
}

impl Iterator for Items<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        self.next_node().map(|(id, _)| id)
    }
}

/// The keys and values of a mapping, one by one.
#[derive(Clone, Debug)]
pub struct Pairs<'t>(Items<'t>);

impl Iterator for Pairs<'_> {
    type Item = (NodeId, NodeId);

    /// A key without a value, which only a broken text has, is passed over.
    fn next(&mut self) -> Option<(NodeId, NodeId)> {
        self.0.next().zip(self.0.next())
    }
}
