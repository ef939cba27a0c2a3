//! What can be wrong with a text before anybody asks what it means.

use crate::source::{SourceText, Span};

/// The kind of a fault; each becomes a rule code further up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// The text is not YAML (or TOML).
    Syntax,
    /// Valid YAML that this format leaves out: several documents, tags, merge keys.
    Unsupported,
    /// Nesting, nodes, anchors or alias work beyond the budget.
    TooComplex,
    /// A scalar beyond the budget.
    TooLarge,
    /// A key that the format does not know.
    UnknownKey,
    /// A key that stands twice in one mapping.
    DuplicateKey,
    /// A key that must be there and is not.
    MissingKey,
    /// A list where text was expected, and the like.
    WrongType,
    /// A word outside a closed vocabulary.
    UnknownValue,
    /// The right type, but not a legal value.
    InvalidValue,
}

/// A text that would mend a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// What it takes the place of.
    pub span: Span,
    /// The text.
    pub text: String,
    /// Whether there is no other way to understand it; otherwise it is a guess.
    pub certain: bool,
}

/// One fault with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What kind of fault.
    pub kind: FaultKind,
    /// The place.
    pub span: Span,
    /// What is wrong, in one line, naming the user's own words in backticks.
    pub message: String,
    /// What to do next.
    pub help: Option<String>,
    /// The name of the type that refused the value, when it has one ("Duration", …).
    pub within: Option<&'static str>,
    /// A related place and what is there.
    pub related: Option<(Span, String)>,
    /// What would mend it, when that is known.
    pub mend: Option<Box<Mend>>,
}

impl Fault {
    /// A fault without help or related place.
    pub fn new(kind: FaultKind, span: Span, message: impl Into<String>) -> Self {
        Self { kind, span, message: message.into(), help: None, within: None, related: None, mend: None }
    }

    /// The same fault with a next step.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same fault with a word that was meant in the place of another, in the quotes it was `written` with:
    /// certain when the two words differ in nothing but capitals, hyphens and underscores.
    pub fn meant(mut self, written: &str, word: &str, meant: &str) -> Self {
        let quote = written.chars().next().filter(|first| matches!(first, '"' | '\''));
        let text = match quote {
            Some(quote) => format!("{quote}{meant}{quote}"),
            None => meant.to_owned(),
        };
        self.mend = Some(Box::new(Mend { span: self.span, text, certain: is_same_word(word, meant) }));
        self
    }
}

/// Whether two words differ in nothing but capitals, hyphens, underscores and blanks.
fn is_same_word(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.replace(['-', '_', ' '], "").to_lowercase();
    plain(a) == plain(b)
}

/// The lines that were set aside because they are not YAML, and the rest of a text that was not read on: what seems to
/// be missing may stand there.
pub fn unread_lines(source: &SourceText, faults: &[Fault]) -> Vec<Span> {
    let text = source.text();
    let line_of = |fault: &Fault| {
        let line = source.line(fault.span.start);
        Span::new(line.start, line.end)
    };
    let unread = |fault: &Fault| match fault.kind {
        FaultKind::Syntax => Some(line_of(fault)),
        FaultKind::Unsupported => Some(Span::new(source.snap(fault.span).start, text.len())),
        _ => None,
    };
    faults.iter().filter_map(unread).collect()
}

/// The candidate most like `word`, if one is near enough to be meant.
pub fn suggestion<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // A long word is not worth comparing, and the comparison is quadratic.
    if word.len() > 64 {
        return None;
    }
    candidates
        .into_iter()
        .map(|candidate| (strsim::normalized_damerau_levenshtein(word, candidate), candidate))
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::suggestion;

    #[test]
    fn suggests_the_nearest_word_or_nothing() {
        assert_eq!(suggestion("titel", ["title", "need"]), Some("title"));
        assert_eq!(suggestion("fone", ["phone", "web"]), Some("phone"));
        assert_eq!(suggestion("zebra", ["title", "need"]), None);
    }
}
