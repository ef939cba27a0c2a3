//! What would mend a finding.

use crate::source::Span;

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
