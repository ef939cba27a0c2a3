//! The text of one file with the arithmetic from byte offsets to lines and columns.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

/// A half-open range of byte offsets into a file's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets; offsets past 4 GiB saturate (files are refused long before).
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The span as a range of `usize`, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A line and a column, both counted from 1; the column counts Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line number from 1; `\n`, `\r\n` and a lone `\r` each end a line.
    pub line: usize,
    /// Column from 1 in characters; a byte order mark at the start does not count.
    pub column: usize,
}

const BYTE_ORDER_MARK: char = '\u{feff}';

/// The text of one file and the name it is shown by.
#[derive(Clone, Debug)]
pub struct SourceText {
    name: String,
    text: String,
    has_mark: bool,
    /// Where each line begins, once somebody has asked for a position.
    lines: OnceLock<Vec<u32>>,
}

impl SourceText {
    /// A text under a display name; a leading byte order mark is dropped.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        let has_mark = text.starts_with(BYTE_ORDER_MARK);
        if has_mark {
            text.drain(..BYTE_ORDER_MARK.len_utf8());
        }
        Self { name: name.into(), text, has_mark, lines: OnceLock::new() }
    }

    /// The same file with another text.
    pub fn revised(&self, text: String) -> Self {
        Self { name: self.name.clone(), text, has_mark: self.has_mark, lines: OnceLock::new() }
    }

    /// The name findings are printed under: the path as given, with `/` separators, or `-`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text without byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as it was read, byte order mark included.
    pub fn as_read(&self) -> Cow<'_, str> {
        match self.has_mark {
            true => Cow::Owned(format!("{BYTE_ORDER_MARK}{}", self.text)),
            false => Cow::Borrowed(&self.text),
        }
    }

    /// The span moved outward to character boundaries and cut to the text, so that slicing is safe.
    pub fn snap(&self, span: Span) -> Range<usize> {
        let mut start = (span.start as usize).min(self.text.len());
        let mut end = (span.end as usize).clamp(start, self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        start..end
    }

    /// The text a span covers.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[self.snap(span)]
    }

    /// The position of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        let offset = self.snap(Span { start: offset, end: offset }).start;
        let (line, range) = self.line_at(offset);
        Position { line, column: self.text[range.start..offset].chars().count() + 1 }
    }

    /// The line that a byte offset lies on, without what ends it.
    pub fn line(&self, offset: u32) -> Range<usize> {
        let Range { start, end } = self.line_at((offset as usize).min(self.text.len())).1;
        let line = &self.text[start..end];
        let line = line.strip_suffix('\n').unwrap_or(line);
        start..start + line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// The number of the line around an offset, from 1, and its range with what ends it.
    fn line_at(&self, offset: usize) -> (usize, Range<usize>) {
        let lines = self.lines.get_or_init(|| line_starts(self.text.as_bytes()));
        let line = lines.partition_point(|start| *start as usize <= offset);
        let end = lines.get(line).map_or(self.text.len(), |next| *next as usize);
        (line, lines[line - 1] as usize..end)
    }
}

/// Where lines begin; the first begins at 0, so that there is always one.
fn line_starts(text: &[u8]) -> Vec<u32> {
    let is_end = |at: &usize| match text[*at] {
        b'\n' => true,
        b'\r' => text.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    let starts = (0..text.len()).filter(is_end).map(|end| u32::try_from(end + 1).unwrap_or(u32::MAX));
    std::iter::once(0).chain(starts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, needle: &str) -> (usize, usize) {
        let source = SourceText::new("t", text);
        let offset = source.text().find(needle).unwrap();
        let position = source.position(offset as u32);
        (position.line, position.column)
    }

    #[test]
    fn columns_count_characters_in_every_script() {
        assert_eq!(at("a\nשלום x", "x"), (2, 6));
        assert_eq!(at("a\n👩🏽‍💻客户 x", "x"), (2, 8));
    }

    #[test]
    fn line_ends_of_every_kind_count_once_and_a_byte_order_mark_does_not_count() {
        assert_eq!(at("a\r\nb\r\nx", "x"), (3, 1));
        assert_eq!(at("a\rb\rx", "x"), (3, 1));
        assert_eq!(at("\u{feff}x", "x"), (1, 1));
    }

    #[test]
    fn lines_are_told_without_their_ends() {
        let source = SourceText::new("t", "a\r\nשל\rb\n\nc");
        let line = |at| &source.text()[source.line(at)];
        assert_eq!(
            [line(0), line(2), line(3), line(6), line(8), line(10), line(99)],
            ["a", "a", "של", "של", "b", "", "c"]
        );
    }

    #[test]
    fn spans_inside_a_character_snap_outward() {
        let source = SourceText::new("t", "שלום");
        assert_eq!(source.slice(Span { start: 1, end: 3 }), "של");
        assert_eq!(source.slice(Span { start: 90, end: 99 }), "");
    }
}
