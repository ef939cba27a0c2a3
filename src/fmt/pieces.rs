//! What a text is made of: values with the comments, blank lines and marks around them.

/// A whole text.
pub(super) struct Document<'t> {
    /// Directives and the `---` that may begin a document, with the comments among them.
    pub(super) prologue: Vec<Own<'t>>,
    /// Comments at the head of the file, which stay there whatever key comes first.
    pub(super) head: Vec<Own<'t>>,
    /// Whether a blank line follows the head.
    pub(super) blank_after_head: bool,
    /// The outermost mapping.
    pub(super) root: Value<'t>,
}

impl<'t> Document<'t> {
    /// All anchors and tags, sorted.
    pub(super) fn marks(&self) -> Vec<&'t str> {
        let mut marks = Vec::new();
        self.root.collect_marks(&mut marks);
        marks.sort_unstable();
        marks
    }
}

/// A line of its own: a comment.
pub(super) struct Own<'t> {
    pub(super) text: &'t str,
    /// Whether a blank line stands before it.
    pub(super) blank: bool,
}

/// A comment at the end of a line.
#[derive(Clone, Copy)]
pub(super) struct Beside<'t> {
    pub(super) text: &'t str,
    /// How many blanks stand before it.
    pub(super) gap: usize,
    /// How far it stands from the first character of its line.
    pub(super) column: usize,
}

/// A value with what stands around it.
pub(super) struct Value<'t> {
    /// Anchor and tag.
    pub(super) marks: Vec<&'t str>,
    /// Comments on the line of the key or dash, or of an opening bracket.
    pub(super) beside_holder: Vec<Beside<'t>>,
    /// Comments on lines of their own between the key or dash and the value.
    pub(super) above: Vec<Own<'t>>,
    pub(super) kind: Kind<'t>,
    /// The comment after the value.
    pub(super) beside: Option<Beside<'t>>,
    /// Comments after the last item, which belong to the value by their indentation.
    pub(super) tail: Vec<Own<'t>>,
    /// Whether the value begins on a later line than its key or dash.
    pub(super) below_holder: bool,
}

impl<'t> Value<'t> {
    /// The comment on the line on which the value ends, or that of the header when it is a block.
    pub(super) fn beside_value(&self) -> Option<&Beside<'t>> {
        match &self.kind {
            Kind::Block(block) => block.beside.as_ref(),
            _ => self.beside.as_ref(),
        }
    }

    /// Whether the value stands in brackets that keep their lines.
    pub(super) fn is_as_written(&self) -> bool {
        matches!(self.kind, Kind::Flat(raw) if raw.starts_with(['[', '{']))
    }

    fn collect_marks(&self, marks: &mut Vec<&'t str>) {
        marks.extend(&self.marks);
        if let Kind::Mapping(collection) | Kind::Sequence(collection) = &self.kind {
            for entry in &collection.entries {
                marks.extend(entry.key.iter().flat_map(|key| &key.marks));
                entry.value.collect_marks(marks);
            }
        }
    }
}

/// What a value is.
pub(super) enum Kind<'t> {
    /// Nothing after the key or dash.
    Empty,
    /// An alias or a scalar as it was written, quotes included; one line or several.
    Flat(&'t str),
    /// A block scalar.
    Block(Block<'t>),
    /// A mapping.
    Mapping(Collection<'t>),
    /// A list.
    Sequence(Collection<'t>),
}

/// A block scalar.
pub(super) struct Block<'t> {
    /// `|` or `>`.
    pub(super) style: char,
    /// `-`, `+` or nothing.
    pub(super) chomping: &'static str,
    /// The comment beside the header.
    pub(super) beside: Option<Beside<'t>>,
    /// The lines without their indentation.
    pub(super) lines: Vec<&'t str>,
}

/// The entries of a mapping or list.
pub(super) struct Collection<'t> {
    pub(super) entries: Vec<Entry<'t>>,
    /// Whether it was written in brackets on one line.
    pub(super) inline: bool,
}

/// A pair of a mapping, or an item of a list.
pub(super) struct Entry<'t> {
    /// Comments on the lines before.
    pub(super) above: Vec<Own<'t>>,
    /// Whether a blank line stands before it.
    pub(super) blank: bool,
    /// The key; items have none.
    pub(super) key: Option<Key<'t>>,
    pub(super) value: Value<'t>,
    /// Where it began.
    pub(super) start: usize,
}

/// A key of one line.
pub(super) struct Key<'t> {
    pub(super) marks: Vec<&'t str>,
    /// As it was written.
    pub(super) text: &'t str,
    /// What it means.
    pub(super) name: &'t str,
}
