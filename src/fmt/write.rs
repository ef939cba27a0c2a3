//! From pieces to text: the one layout.

use unicode_width::UnicodeWidthStr;

use super::governed::is_directive;
use super::pieces::{Beside, Block, Collection, Document, Entry, Key, Kind, Own, Value};
use super::scalars::{folded_lines, needs_indicator};

/// The widest line that a list or mapping in brackets may make.
const MAX_WIDTH: usize = 110;
/// Spaces of a level.
const LEVEL: usize = 2;

/// Writes a document.
pub(super) fn write(document: &Document<'_>) -> String {
    let mut writer = Writer { out: String::new(), is_hoisted: false };
    writer.own_lines(&document.prologue, 0);
    writer.own_lines(&document.head, 0);
    let root = &document.root;
    for mark in &root.marks {
        writer.line(0, mark);
    }
    if let Kind::Mapping(collection) = &root.kind {
        if collection.entries.is_empty() {
            writer.line(0, "{}");
        }
        for (number, entry) in collection.entries.iter().enumerate() {
            let is_parted = number == 0 && document.blank_after_head;
            writer.above(entry, 0, if is_parted { First::Parted } else { First::No });
            writer.hoist(entry, 0);
            writer.entry(entry, 0);
        }
    }
    let beside = root.beside_holder.iter().chain(&root.beside).map(|beside| beside.text);
    beside.for_each(|text| writer.line(0, text));
    writer.own_lines(&root.tail, 0);
    writer.out
}

/// Whether an entry is the first of its collection, where no blank line goes before it.
#[derive(Clone, Copy, PartialEq)]
enum First {
    Yes,
    No,
    /// It is, and a blank line goes before it all the same.
    Parted,
}

struct Writer {
    out: String,
    /// Whether the comment beside the next value stands above it already.
    is_hoisted: bool,
}

impl Writer {
    fn line(&mut self, indent: usize, text: &str) {
        self.indent(indent);
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn indent(&mut self, indent: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    /// A blank line, except at the start of the file.
    fn blank(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    fn own_lines(&mut self, lines: &[Own<'_>], indent: usize) {
        for own in lines {
            if own.blank {
                self.blank();
            }
            self.line(indent, own.text);
        }
    }

    /// Comments right below a key or dash, where no blank line begins.
    fn lines_below<'o>(&mut self, lines: impl Iterator<Item = &'o Own<'o>>, indent: usize) {
        for (number, own) in lines.enumerate() {
            if own.blank && number > 0 {
                self.blank();
            }
            self.line(indent, own.text);
        }
    }

    /// What stands on the lines before an entry.
    fn above(&mut self, entry: &Entry<'_>, indent: usize, first: First) {
        let blanks = entry.above.iter().map(|own| own.blank).chain([entry.blank]);
        for (number, blank) in blanks.enumerate() {
            if first == First::Parted && number == 0 || blank && (first != First::Yes || number > 0) {
                self.blank();
            }
            if let Some(own) = entry.above.get(number) {
                self.line(indent, own.text);
            }
        }
    }

    /// Writes a comment for masa that stands behind brackets on one line above the entry, when they become too long for
    /// one: there it governs the same.
    fn hoist(&mut self, entry: &Entry<'_>, indent: usize) {
        let value = &entry.value;
        let Some(beside) = value.beside.as_ref().filter(|beside| is_directive(beside.text)) else { return };
        let (Kind::Mapping(collection) | Kind::Sequence(collection)) = &value.kind else { return };
        let holder = entry.key.as_ref().map_or_else(|| "-".to_owned(), key_text);
        let marks: usize = value.marks.iter().map(|mark| mark.width() + 1).sum();
        let is_too_long = |text: String| indent + holder.width() + marks + 1 + text.width() > MAX_WIDTH;
        if !collection.entries.is_empty() && inline(&value.kind).is_some_and(is_too_long) {
            self.line(indent, beside.text);
            self.is_hoisted = true;
        }
    }

    /// An entry, its line begun by its own indentation.
    fn entry(&mut self, entry: &Entry<'_>, indent: usize) {
        self.indent(indent);
        self.entry_here(entry, indent);
    }

    /// An entry on a line that has begun already.
    fn entry_here(&mut self, entry: &Entry<'_>, indent: usize) {
        match &entry.key {
            Some(key) => self.out.push_str(&key_text(key)),
            None => self.out.push('-'),
        }
        self.value(&entry.value, indent, entry.key.is_none());
    }

    /// A value after its key or dash, which stands at `indent`.
    fn value(&mut self, value: &Value<'_>, indent: usize, is_item: bool) {
        let inner = indent + LEVEL;
        let is_hoisted = std::mem::take(&mut self.is_hoisted);
        let has_directive = value.beside.as_ref().is_some_and(|beside| is_directive(beside.text));
        match &value.kind {
            Kind::Empty => {
                let beside = value.beside_holder.first().or(value.beside.as_ref());
                self.end_of_holder(value, beside, indent);
                self.lines_below(value.above.iter().chain(&value.tail), inner);
            }
            Kind::Flat(raw) if raw.contains('\n') => self.flat(value, &folded_lines(raw), indent),
            Kind::Flat(raw) => self.flat(value, &[raw], indent),
            Kind::Block(block) => self.block(value, block, indent),
            Kind::Mapping(collection) | Kind::Sequence(collection) => {
                // A comment for masa that cannot go above keeps its line together.
                let is_kept = collection.entries.is_empty() || has_directive && !is_hoisted;
                let inline = inline(&value.kind).filter(|text| is_kept || self.fits(value, text, indent));
                match inline {
                    Some(text) => self.flat(value, &[&text], indent),
                    None => self.collection(value, collection, indent, is_item, is_hoisted),
                }
            }
        }
    }

    /// Marks and the comment behind a key or dash, and the end of the line.
    fn end_of_holder(&mut self, value: &Value<'_>, beside: Option<&Beside<'_>>, indent: usize) {
        self.marks(value);
        self.end_line(beside);
        for beside in value.beside_holder.iter().skip(1) {
            self.line(indent + LEVEL, beside.text);
        }
    }

    fn marks(&mut self, value: &Value<'_>) {
        for mark in &value.marks {
            self.out.push(' ');
            self.out.push_str(mark);
        }
    }

    /// Ends a line, with its comment. One that was set off by several blanks keeps its column, because its neighbours
    /// most likely stand there too.
    fn end_line(&mut self, beside: Option<&Beside<'_>>) {
        if let Some(beside) = beside {
            let width = self.last_line().trim_start().chars().count();
            let gap = if beside.gap > 1 { beside.column.saturating_sub(width).max(1) } else { 1 };
            self.indent(gap);
            self.out.push_str(beside.text);
        }
        self.out.push('\n');
    }

    fn last_line(&self) -> &str {
        self.out.rsplit('\n').next().unwrap_or_default()
    }

    /// The width of the line when a text goes on it.
    fn width_with(&self, value: &Value<'_>, text: &str) -> usize {
        let marks: usize = value.marks.iter().map(|mark| mark.width() + 1).sum();
        self.last_line().width() + marks + 1 + text.width()
    }

    /// Whether a value has to begin on a line of its own: comments stand between, or it did and is too long or must not
    /// share a line with its key.
    fn goes_below(&self, value: &Value<'_>, first_line: &str) -> bool {
        let has_comments =
            !value.beside_holder.is_empty() || !value.above.is_empty() || !value.tail.is_empty();
        let is_governed = value.beside_value().is_some_and(|beside| is_directive(beside.text));
        let is_too_long = || self.width_with(value, first_line) > MAX_WIDTH;
        has_comments || value.below_holder && (is_governed || value.is_as_written() || is_too_long())
    }

    fn fits(&self, value: &Value<'_>, text: &str, indent: usize) -> bool {
        let width = match self.goes_below(value, text) {
            true => indent + LEVEL + text.width(),
            false => self.width_with(value, text),
        };
        width <= MAX_WIDTH
    }

    /// Begins a value: behind its key or dash, or below it.
    fn begin(&mut self, value: &Value<'_>, first_line: &str, indent: usize) {
        let inner = indent + LEVEL;
        if self.goes_below(value, first_line) {
            self.end_of_holder(value, value.beside_holder.first(), indent);
            self.lines_below(value.above.iter().chain(&value.tail), inner);
            self.indent(inner);
        } else {
            self.marks(value);
            self.out.push(' ');
        }
        self.out.push_str(first_line);
    }

    fn flat(&mut self, value: &Value<'_>, lines: &[&str], indent: usize) {
        self.begin(value, lines.first().unwrap_or(&""), indent);
        for line in lines.iter().skip(1) {
            self.out.push('\n');
            self.text_line(line, indent + LEVEL);
        }
        self.end_line(value.beside.as_ref());
    }

    fn block(&mut self, value: &Value<'_>, block: &Block<'_>, indent: usize) {
        let indicator = if needs_indicator(&block.lines) { LEVEL.to_string() } else { String::new() };
        self.begin(value, &format!("{}{indicator}{}", block.style, block.chomping), indent);
        self.end_line(block.beside.as_ref());
        for line in &block.lines {
            self.text_line(line, indent + LEVEL);
            self.out.push('\n');
        }
    }

    fn text_line(&mut self, line: &str, indent: usize) {
        if !line.is_empty() {
            self.indent(indent);
            self.out.push_str(line);
        }
    }

    /// A list or mapping with an entry a line.
    fn collection(
        &mut self,
        value: &Value<'_>,
        collection: &Collection<'_>,
        indent: usize,
        is_item: bool,
        is_hoisted: bool,
    ) {
        let inner = indent + LEVEL;
        let beside = value.beside_holder.first().or(value.beside.as_ref()).filter(|_| !is_hoisted);
        let has_lines_above = collection.entries.first().is_some_and(|first| !first.above.is_empty());
        let is_compact = is_item
            && value.marks.is_empty()
            && value.above.is_empty()
            && beside.is_none()
            && !has_lines_above;
        if is_compact {
            self.out.push(' ');
        } else {
            self.end_of_holder(value, beside, indent);
            self.lines_below(value.above.iter(), inner);
        }
        for (number, entry) in collection.entries.iter().enumerate() {
            if is_compact && number == 0 {
                self.entry_here(entry, inner);
                continue;
            }
            let is_first = number == 0 && value.above.is_empty();
            self.above(entry, inner, if is_first { First::Yes } else { First::No });
            // Above the first entry of an item, it would govern the item.
            if number > 0 || !is_item {
                self.hoist(entry, inner);
            }
            self.entry(entry, inner);
        }
        if !value.beside_holder.is_empty() {
            // What stood beside a closing bracket.
            value.beside.iter().for_each(|beside| self.line(inner, beside.text));
        }
        self.own_lines(&value.tail, inner);
    }
}

fn key_text(key: &Key<'_>) -> String {
    let marks: String = key.marks.iter().map(|mark| format!("{mark} ")).collect();
    // A colon could be part of the name of an alias.
    let space = if key.text.starts_with('*') { " " } else { "" };
    format!("{marks}{}{space}:", key.text)
}

/// A list or mapping in brackets on one line, if it was written so.
fn inline(kind: &Kind<'_>) -> Option<String> {
    let entries = |collection: &Collection<'_>| {
        let entries = collection.entries.iter().map(inline_entry);
        entries.collect::<Option<Vec<_>>>().map(|entries| entries.join(", "))
    };
    match kind {
        Kind::Empty => Some(String::new()),
        Kind::Flat(raw) => (!raw.contains('\n')).then(|| (*raw).to_owned()),
        Kind::Block(_) => None,
        Kind::Mapping(collection) | Kind::Sequence(collection)
            if !collection.inline && !collection.entries.is_empty() =>
        {
            None
        }
        Kind::Mapping(collection) => Some(format!("{{{}}}", entries(collection)?)),
        Kind::Sequence(collection) => Some(format!("[{}]", entries(collection)?)),
    }
}

fn inline_entry(entry: &Entry<'_>) -> Option<String> {
    let value = inline(&entry.value.kind)?;
    let mut words: Vec<&str> = entry.value.marks.clone();
    words.extend(Some(value.as_str()).filter(|value| !value.is_empty()));
    let value = words.join(" ");
    Some(match &entry.key {
        Some(key) if value.is_empty() => key_text(key).trim_end_matches([' ', ':']).to_owned(),
        Some(key) => format!("{} {value}", key_text(key)),
        None => value,
    })
}
