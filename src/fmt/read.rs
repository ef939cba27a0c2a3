//! From a text and its tree to pieces: who owns which comment.
//!
//! The tree says where values stand; what is between them (comments, anchors, tags, headers of block scalars, dashes
//! and colons) is read here from the text itself, in one walk from the first byte to the last.

use super::Unformatted;
use super::governed::is_directive;
use super::pieces::{Beside, Block, Collection, Document, Entry, Key, Kind, Own, Value};
use super::scalars::block_lines;
use crate::source::SourceText;
use crate::syntax::{Comment, Node, NodeId, NodeKind, Style, Tree};

/// Takes a text apart. Line ends are `\n`, and there are no faults.
pub(super) fn read<'t>(source: &'t SourceText, tree: &'t Tree) -> Result<Document<'t>, Unformatted> {
    let root = tree.root().ok_or(Unformatted::NoMapping)?;
    if !matches!(tree.node(root).kind, NodeKind::Mapping(_)) {
        return Err(Unformatted::NoMapping);
    }
    let mut comments = tree.comments().to_vec();
    comments.sort_by_key(|comment| comment.span);
    let text = source.text();
    let mut reader =
        Reader { source, text, tree, comments, comment: 0, position: 0, flow_end: None, last_kept: None };
    let prologue = reader.prologue(tree.node(root).span.range().start);
    let mut root = reader.value(root, None)?;
    root.tail.extend(reader.own_lines(text.len()));
    Ok(Document { prologue, head: Vec::new(), blank_after_head: false, root })
}

struct Reader<'t> {
    source: &'t SourceText,
    text: &'t str,
    tree: &'t Tree,
    comments: Vec<Comment>,
    /// The next comment that nobody owns yet.
    comment: usize,
    /// The end of what was read.
    position: usize,
    /// Where the innermost brackets around the position close.
    flow_end: Option<usize>,
    /// The end of the last block scalar whose blank lines at the end are part of it.
    last_kept: Option<usize>,
}

/// What stands before a value.
#[derive(Default)]
struct Gap<'t> {
    comments: Vec<Comment>,
    marks: Vec<(usize, &'t str)>,
    header: Option<(usize, &'t str)>,
    is_explicit_key: bool,
    /// Where the first thing stands that is neither blank nor comment.
    start: Option<usize>,
}

/// The key or dash that a value belongs to.
#[derive(Clone, Copy)]
struct Holder {
    column: usize,
    is_key: bool,
}

impl Holder {
    /// The first column that belongs to its value.
    fn inside(holder: Option<Self>) -> usize {
        holder.map_or(0, |holder| holder.column + 1)
    }
}

impl<'t> Reader<'t> {
    /// Directives and `---`, with the comments before them.
    fn prologue(&mut self, root: usize) -> Vec<Own<'t>> {
        let mut lines = Vec::new();
        while let Some(at) = self.next_significant().filter(|at| *at < root) {
            let line = self.text[at..].lines().next().unwrap_or_default();
            let is_marker = line == "---" || line.starts_with("--- ") || line.starts_with("---\t");
            if !is_marker && !line.starts_with('%') {
                break;
            }
            lines.extend(self.own_lines(at));
            let blank = self.blank_before(at);
            let word = if is_marker { "---" } else { line };
            self.position = at + word.len();
            let has_comment = is_marker && self.take_beside().is_some();
            let end = if has_comment { self.position } else { at + word.find(" #").unwrap_or(word.len()) };
            lines.push(Own { text: self.text[at..end].trim_end(), blank });
            if is_marker {
                break;
            }
        }
        lines
    }

    /// Reads what stands from here to `until`, or to the first dash of a list.
    fn gap(&mut self, until: usize, stops_at_dash: bool) -> Gap<'t> {
        let mut gap = Gap::default();
        let mut at = self.position;
        loop {
            while let Some(comment) = self.comments.get(self.comment)
                && (comment.span.range().start <= at && comment.span.range().start < until)
            {
                gap.comments.push(*comment);
                at = at.max(comment.span.range().end);
                self.comment += 1;
            }
            let Some(rest) = self.text.get(at..until.max(at)) else { break };
            let Some(next) = rest.chars().next() else { break };
            if !next.is_whitespace() {
                gap.start.get_or_insert(at);
            }
            let word = rest.split([' ', '\t', '\n', ',', '[', ']', '{', '}']).next().unwrap_or_default();
            match next {
                '-' if stops_at_dash => break,
                '&' | '!' => gap.marks.push((at, word)),
                '|' | '>' => gap.header = Some((at, word)),
                '?' => gap.is_explicit_key = true,
                _ => {}
            }
            let is_word = matches!(next, '&' | '!' | '|' | '>');
            at += if is_word { word.len().max(1) } else { next.len_utf8() };
        }
        self.position = at;
        gap
    }

    /// Reads a value.
    fn value(&mut self, id: NodeId, holder: Option<Holder>) -> Result<Value<'t>, Unformatted> {
        let node = self.tree.node(id);
        let span = node.span.range();
        let is_block = self.flow_end.is_none() && !self.is_in_brackets(node);
        let is_list = matches!(node.kind, NodeKind::Sequence(_));
        let from = self.position;
        let mut gap = self.gap(span.start.max(from), is_block && is_list);
        let is_scalar = matches!(node.kind, NodeKind::Scalar(..));
        if is_scalar && gap.header.is_none() && self.text[span.clone()].starts_with(['|', '>']) {
            // A block scalar that the file ends in begins with its header when there is nothing in it.
            gap.comments.extend(self.gap(span.end, false).comments);
            gap.header = self.text[span.clone()].split_whitespace().next().map(|header| (span.start, header));
        }
        let mut value = Value {
            marks: gap.marks.iter().map(|(_, mark)| *mark).collect(),
            beside_holder: Vec::new(),
            above: Vec::new(),
            kind: Kind::Empty,
            beside: None,
            tail: Vec::new(),
            below_holder: self.text[from..self.position].contains('\n'),
        };
        let mut beside_header = None;
        for comment in gap.comments {
            let is_of_header = gap.header.is_some_and(|(at, _)| at < comment.span.range().start);
            match comment.trailing {
                true if is_of_header => beside_header = Some(self.beside(&comment)),
                true => value.beside_holder.push(self.beside(&comment)),
                false => value.above.push(self.own(&comment)),
            }
        }
        match &node.kind {
            NodeKind::Alias(_) => self.flat(&mut value, &span),
            NodeKind::Scalar(_, style) => match gap.header {
                Some((at, header)) if *style == Style::Text => {
                    let block = self.block(at, header, span.end, holder, beside_header);
                    value.kind = Kind::Block(block);
                    value.below_holder &= self.text[from..at].contains('\n');
                }
                _ if span.is_empty() => {
                    value.below_holder = false;
                    value.beside = self.take_beside();
                    if holder.is_some() && self.flow_end.is_none() {
                        value.tail = self.tail(Holder::inside(holder));
                    }
                }
                _ => self.flat(&mut value, &span),
            },
            NodeKind::Mapping(_) | NodeKind::Sequence(_) if is_block => {
                let mut first_key_marks = Vec::new();
                if !is_list {
                    // Marks on the line of the first key are those of the key.
                    let line = self.text[..span.start].rfind('\n').map_or(0, |end| end + 1);
                    first_key_marks = gap.marks.iter().filter(|(at, _)| *at >= line).collect();
                    value.marks.truncate(gap.marks.len() - first_key_marks.len());
                }
                let start = first_key_marks.first().map_or(self.position, |(at, _)| *at);
                let column = self.column(start);
                let mut entries = self.entries(node, column)?;
                if let Some(first) = entries.first_mut() {
                    first.blank = (holder.is_none() || !value.above.is_empty()) && self.blank_before(start);
                    first.start = first.start.min(start);
                    first.above.splice(..0, std::mem::take(&mut value.above));
                    if let Some(key) = &mut first.key {
                        key.marks.splice(..0, first_key_marks.iter().map(|(_, mark)| *mark));
                    }
                }
                value.tail = self.tail(column.max(Holder::inside(holder)));
                value.kind = collection(is_list, entries, false);
            }
            NodeKind::Mapping(_) | NodeKind::Sequence(_) => self.in_brackets(node, holder, &mut value)?,
        }
        Ok(value)
    }

    /// Whether a list or mapping is written in brackets.
    fn is_in_brackets(&self, node: Node<'t>) -> bool {
        let start = node.span.start;
        let first_pair = self.tree.pairs(node).next().map(|(key, _)| key);
        let first = self.tree.items(node).next().or(first_pair);
        self.text[start as usize..].starts_with(['[', '{'])
            && first.is_none_or(|first| self.tree.node(first).span.start > start)
    }

    fn flat(&mut self, value: &mut Value<'t>, span: &std::ops::Range<usize>) {
        value.kind = Kind::Flat(&self.text[span.clone()]);
        self.position = span.end;
        value.beside = self.take_beside();
    }

    fn block(
        &mut self,
        header_at: usize,
        header: &str,
        end: usize,
        holder: Option<Holder>,
        beside: Option<Beside<'t>>,
    ) -> Block<'t> {
        let chomping = match () {
            () if header.contains('-') => "-",
            () if header.contains('+') => "+",
            () => "",
        };
        let digit = header.chars().find_map(|c| c.to_digit(10));
        let explicit = digit.map(|digit| holder.map_or(0, |holder| holder.column) + digit as usize);
        let begin = self.text[header_at..].find('\n').map_or(self.text.len(), |at| header_at + at + 1);
        let raw = &self.text[begin.min(end)..end];
        let lines = block_lines(raw, explicit, chomping == "+");
        // Blank lines after the text belong to it only when the header says so.
        let kept = if chomping == "+" { raw.len() } else { raw.trim_end().len() };
        self.position = begin.min(end) + kept;
        self.last_kept = (chomping == "+").then_some(self.position);
        Block { style: if header.starts_with('|') { '|' } else { '>' }, chomping, beside, lines }
    }

    /// The entries of a list or mapping in block style.
    fn entries(&mut self, node: Node<'t>, column: usize) -> Result<Vec<Entry<'t>>, Unformatted> {
        let mut entries = Vec::new();
        for item in self.tree.items(node) {
            let gap = self.gap(self.text.len(), true);
            let start = gap.start.unwrap_or(self.position);
            let mut above: Vec<_> = gap.comments.iter().map(|comment| self.own(comment)).collect();
            let blank = self.blank_before(start);
            self.position += 1;
            let mut value = self.value(item, Some(Holder { column, is_key: false }))?;
            above.append(&mut of_item(&mut value));
            entries.push(Entry { above, blank, key: None, value, start });
        }
        for (key, value) in self.tree.pairs(node) {
            entries.push(self.pair(key, value, Some(Holder { column, is_key: true }))?);
        }
        Ok(entries)
    }

    fn pair(&mut self, key: NodeId, value: NodeId, holder: Option<Holder>) -> Result<Entry<'t>, Unformatted> {
        let span = self.tree.node(key).span.range();
        let gap = self.gap(span.start, false);
        let above = gap.comments.iter().map(|comment| self.own(comment)).collect();
        let start = gap.start.filter(|_| self.flow_end.is_none()).unwrap_or(span.start);
        let blank = self.blank_before(start);
        let text = &self.text[span.clone()];
        let name = self.tree.scalar(self.source, key);
        let Some(name) = name.filter(|_| !text.is_empty() && !text.contains('\n') && gap.header.is_none())
        else {
            return Err(Unformatted::Unknown("a key that is not a word on one line"));
        };
        let marks = gap.marks.into_iter().map(|(_, mark)| mark).collect();
        self.position = span.end;
        self.skip_colon(gap.is_explicit_key)?;
        let is_apart = self.text[span.end..self.position].contains('\n');
        let mut value = self.value(value, holder)?;
        value.below_holder |= is_apart;
        Ok(Entry { above, blank, key: Some(Key { marks, text, name }), value, start })
    }

    /// Goes on behind the colon of a key, where there is one.
    fn skip_colon(&mut self, is_explicit_key: bool) -> Result<(), Unformatted> {
        let Some(colon) = self.next_significant().filter(|at| self.text[*at..].starts_with(':')) else {
            return Ok(());
        };
        let next_comment = self.comments.get(self.comment);
        if is_explicit_key && next_comment.is_some_and(|comment| comment.span.range().start < colon) {
            return Err(Unformatted::Unknown("a comment between a key and its colon"));
        }
        self.position = colon + 1;
        Ok(())
    }

    /// A list or mapping in brackets, or a pair that stands for a mapping inside of brackets.
    fn in_brackets(
        &mut self,
        node: Node<'t>,
        holder: Option<Holder>,
        value: &mut Value<'t>,
    ) -> Result<(), Unformatted> {
        let span = node.span.range();
        let is_list = matches!(node.kind, NodeKind::Sequence(_));
        let has_brackets = self.is_in_brackets(node);
        if self.stays_as_written(&span, holder, value) {
            self.own_lines(span.end);
            self.flat(value, &span);
            return Ok(());
        }
        let outer = self.flow_end;
        if has_brackets {
            self.flow_end = Some(span.end);
            self.position = span.start + 1;
            value.beside_holder.extend(self.take_beside());
        } else {
            self.position = span.start;
        }
        let mut entries = Vec::new();
        for item in self.tree.items(node) {
            let start = self.tree.node(item).span.range().start;
            let mut item = self.value(item, None)?;
            let mut above = std::mem::take(&mut item.above);
            let beside = item.beside_holder.drain(..);
            above.extend(beside.map(|beside| Own { text: beside.text, blank: false }));
            entries.push(Entry { above, blank: false, key: None, value: item, start });
        }
        for (key, value) in self.tree.pairs(node) {
            let mut entry = self.pair(key, value, None)?;
            entry.blank = false;
            entries.push(entry);
        }
        if let Some(key) = entries.first_mut().and_then(|entry| entry.key.as_mut()).filter(|_| !has_brackets)
        {
            key.marks.append(&mut value.marks);
        }
        value.tail = if has_brackets { self.own_lines(span.end) } else { Vec::new() };
        self.position = self.position.max(span.end);
        self.flow_end = outer;
        value.beside = self.take_beside();
        value.kind = collection(is_list, entries, !self.text[span].contains('\n'));
        Ok(())
    }

    /// Whether comments for masa govern a part of brackets only: any other layout would give them more or less.
    fn stays_as_written(
        &self,
        span: &std::ops::Range<usize>,
        holder: Option<Holder>,
        value: &Value<'t>,
    ) -> bool {
        let line_end = self.text[span.end..].find('\n').map_or(self.text.len(), |length| span.end + length);
        let comments = self.comments[self.comment.min(self.comments.len())..].iter();
        let mut here = comments.take_while(|comment| comment.span.range().start < line_end);
        // Above an item it governs all of it.
        let is_of_key = holder.is_some_and(|holder| holder.is_key);
        let is_above = is_of_key && value.above.iter().any(|own| is_directive(own.text));
        let may_change = value.below_holder || self.text[span.clone()].contains('\n');
        self.flow_end.is_none()
            && (is_above || may_change && here.any(|comment| is_directive(self.comment_text(comment))))
    }

    /// The comment that ends the line on which reading stopped, when nothing else stands between.
    fn take_beside(&mut self) -> Option<Beside<'t>> {
        let comment = *self.comments.get(self.comment)?;
        let start = comment.span.range().start;
        let between = self.text.get(self.position..start)?;
        let is_inside = self.flow_end.is_none_or(|end| start < end);
        if !is_inside || !between.chars().all(|c| matches!(c, ' ' | '\t' | ',')) {
            return None;
        }
        self.take(&comment);
        Some(self.beside(&comment))
    }

    /// Goes on behind a comment.
    fn take(&mut self, comment: &Comment) {
        self.comment += 1;
        self.position = self.position.max(comment.span.range().end);
    }

    fn beside(&self, comment: &Comment) -> Beside<'t> {
        let start = comment.span.range().start;
        let line = self.text[..start].rfind('\n').map_or(0, |end| end + 1);
        let before = &self.text[line..start];
        // Inside of brackets over several lines, the columns of the old layout say nothing about the new one.
        let gap = if self.flow_end.is_some() { 1 } else { before.len() - before.trim_end().len() };
        Beside { text: self.comment_text(comment), gap, column: before.trim_start().chars().count() }
    }

    fn own(&self, comment: &Comment) -> Own<'t> {
        Own { text: self.comment_text(comment), blank: self.blank_before(comment.span.range().start) }
    }

    fn comment_text(&self, comment: &Comment) -> &'t str {
        self.text[comment.span.range()].trim_end()
    }

    /// The comments up to a place, each a line of its own.
    fn own_lines(&mut self, until: usize) -> Vec<Own<'t>> {
        let mut lines = Vec::new();
        while let Some(comment) = self.comments.get(self.comment).copied()
            && comment.span.range().start < until
        {
            lines.push(self.own(&comment));
            self.take(&comment);
        }
        lines
    }

    /// The comments after the last entry of a block whose entries stand in `column`: those that are indented like
    /// them and further than what comes next.
    fn tail(&mut self, column: usize) -> Vec<Own<'t>> {
        let next = self.next_significant();
        let is_end = |at: &usize| self.text[*at..].starts_with("...") && self.column(*at) == 0;
        let next = next.filter(|at| !is_end(at));
        let next_column = next.map(|at| self.column(at));
        let mut lines = Vec::new();
        while let Some(comment) = self.comments.get(self.comment).copied() {
            let start = comment.span.range().start;
            let own = self.column(start);
            let is_ours = own >= column && next_column.is_none_or(|next| own > next);
            // A comment for masa is about what comes next, however it is indented, and where nothing does, nothing may.
            let is_of_next = is_directive(self.comment_text(&comment));
            if !is_ours || is_of_next || next.is_some_and(|next| start > next) {
                break;
            }
            lines.push(self.own(&comment));
            self.take(&comment);
        }
        lines
    }

    /// The next place that is neither blank nor comment.
    fn next_significant(&self) -> Option<usize> {
        let mut comments = self.comments[self.comment.min(self.comments.len())..].iter();
        let mut at = self.position;
        loop {
            let rest = &self.text[at..];
            let blank = rest.len() - rest.trim_start().len();
            at += blank;
            let here = |comment: &&Comment| comment.span.range().start >= at;
            match comments.find(here) {
                Some(comment) if comment.span.range().start == at => at = comment.span.range().end,
                _ => return (at < self.text.len()).then_some(at),
            }
        }
    }

    /// How many bytes of its line stand before a place.
    fn column(&self, at: usize) -> usize {
        at - self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// Whether an empty line stands right before a place, and does not belong to the text that ends there.
    fn blank_before(&self, at: usize) -> bool {
        let before = self.text[..at].trim_end();
        let (from, mut least) = (before.len(), 2);
        let mut gap = &self.text[from..at];
        let is_kept = self.last_kept.filter(|end| (from..=at).contains(end));
        if let Some(end) = is_kept {
            (gap, least) = (&self.text[end..at], 1);
        }
        gap.matches('\n').count() >= least
    }
}

/// Takes the comments for masa between a dash and its item, because they govern the whole item.
fn of_item<'t>(item: &mut Value<'t>) -> Vec<Own<'t>> {
    let above = match &mut item.kind {
        Kind::Mapping(Collection { entries, .. }) | Kind::Sequence(Collection { entries, .. })
            if item.above.is_empty() && !entries.is_empty() =>
        {
            &mut entries[0].above
        }
        Kind::Empty => return Vec::new(),
        _ => &mut item.above,
    };
    let (ours, rest) = std::mem::take(above).into_iter().partition(|own| is_directive(own.text));
    *above = rest;
    ours
}

fn collection(is_list: bool, entries: Vec<Entry<'_>>, inline: bool) -> Kind<'_> {
    let collection = Collection { entries, inline };
    if is_list { Kind::Sequence(collection) } else { Kind::Mapping(collection) }
}
