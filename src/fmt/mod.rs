//! One layout for journeys and personas: keys in the order of the format, two spaces a level, every comment kept.
//!
//! A text is read into pieces (`read`), which keep what the tree of values forgets: comments, blank lines,
//! anchors, quotes. The pieces are put in order (`order`), written (`write`), and the result is compared
//! with what it came from (`same`, `governed`), so that a mistake here leaves a file as it is instead of spoiling it.

mod governed;
mod order;
mod pieces;
mod read;
mod same;
mod scalars;
mod write;

use crate::model::SchemaKind;
use crate::source::SourceText;
use crate::syntax::{Parsed, parse_yaml};

/// Why a text was not formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unformatted {
    /// The text has syntax faults or is beyond the budgets.
    #[error("it cannot be read")]
    Unreadable,
    /// The outermost value has no keys.
    #[error("it is no map of keys and values")]
    NoMapping,
    /// Something that the formatter does not know how to lay out.
    #[error("it holds {0}, which cannot be laid out")]
    Unknown(&'static str),
    /// The result would not have been the same; a mistake of the formatter.
    #[error("formatting it would change {0}")]
    Changed(&'static str),
}

/// The text in its canonical form: the same values, the same comments, one layout. What is in that form already
/// comes back as it is.
pub fn format(text: &str, kind: SchemaKind) -> Result<String, Unformatted> {
    let before = Text::read(text)?;
    let pieces = before.pieces(kind)?;
    let formatted = write::write(&pieces);
    let after = Text::read(&formatted).map_err(|_| Unformatted::Changed("its syntax"))?;
    same::check(&before, &after, kind)?;
    let again = after.pieces(kind)?;
    if pieces.marks() != again.marks() {
        return Err(Unformatted::Changed("its anchors or tags"));
    }
    if write::write(&again) != formatted {
        return Err(Unformatted::Changed("it once more when done twice"));
    }
    Ok(formatted)
}

/// A text with its tree.
struct Text {
    source: SourceText,
    parsed: Parsed,
}

impl Text {
    fn read(text: &str) -> Result<Self, Unformatted> {
        let source = SourceText::new("", text.replace("\r\n", "\n").replace('\r', "\n"));
        let parsed = parse_yaml(&source);
        if parsed.faults.is_empty() { Ok(Self { source, parsed }) } else { Err(Unformatted::Unreadable) }
    }

    fn pieces(&self, kind: SchemaKind) -> Result<pieces::Document<'_>, Unformatted> {
        Ok(order::arrange(read::read(&self.source, &self.parsed.tree)?, &self.parsed.tree, kind))
    }
}

#[cfg(test)]
mod tests;
