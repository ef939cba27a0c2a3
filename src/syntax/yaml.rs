//! YAML 1.2 to a [`Tree`] through granit-parser: the only file that knows the parser.

use std::borrow::Cow;
use std::collections::HashMap;

use granit_parser::{Event, Parser, Placement, ScalarStyle, ScanError, Tag};

use super::tree::{Comment, NodeId, Opened, ScalarText, Style, Tree};
use super::{Fault, FaultKind, Parsed};
use crate::source::{SourceText, Span};

/// The deepest nesting of lists and mappings.
const MAX_DEPTH: usize = 64;
/// The most nodes of a file.
const MAX_NODES: usize = 250_000;
/// The longest scalar in bytes.
pub const MAX_SCALAR_BYTES: usize = 1024 * 1024;
/// The most anchors of a file.
const MAX_ANCHORS: usize = 1_000;
/// The most aliases of a file.
const MAX_ALIASES: usize = 10_000;
/// How many broken lines are set aside before reading stops.
const MAX_SYNTAX_FAULTS: usize = 20;
/// How many bytes are read again after syntax faults, all rounds together.
const MAX_REREAD_BYTES: usize = 4 * 1024 * 1024;

/// Parses a text; after a syntax fault the broken line is blanked out and the rest read again, so
/// that one slip does not hide the others. Positions stay true because blanking keeps every offset.
pub(super) fn parse(source: &SourceText) -> Parsed {
    let mut parsed = Parsed::default();
    let mut text = Cow::Borrowed(source.text());
    loop {
        let mut builder = Builder::new(&text);
        match builder.read() {
            Ok(()) => {
                parsed.tree = builder.finish();
                return parsed;
            }
            Err(fault) => {
                let recoverable = fault.kind == FaultKind::Syntax
                    && parsed.faults.last().is_none_or(|last| last.span < fault.span);
                if parsed.faults.is_empty() || recoverable {
                    parsed.faults.push(fault.clone());
                }
                let rounds = parsed.faults.len();
                let worthwhile =
                    recoverable && rounds < MAX_SYNTAX_FAULTS && rounds * text.len() < MAX_REREAD_BYTES;
                let masked = worthwhile.then(|| blank_line(&text, fault.span)).flatten();
                let Some(masked) = masked else {
                    parsed.tree = builder.finish();
                    return parsed;
                };
                text = Cow::Owned(masked);
            }
        }
    }
}

/// The text with the line around a place replaced by spaces, or `None` when it is blank already.
fn blank_line(text: &str, span: Span) -> Option<String> {
    let at = span.range().start.min(text.len());
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let start = text.as_bytes()[..at].iter().rposition(is_end).map_or(0, |end| end + 1);
    let end = text.as_bytes()[at..].iter().position(is_end).map_or(text.len(), |end| at + end);
    if text[start..end].trim().is_empty() {
        return None;
    }
    Some(format!("{}{}{}", &text[..start], " ".repeat(end - start), &text[end..]))
}

/// A list or mapping whose end has not come yet.
struct Open {
    node: Opened,
    /// Where it begins.
    span: Span,
}

struct Builder<'t> {
    text: &'t str,
    tree: Tree,
    open: Vec<Open>,
    nodes: usize,
    anchors: HashMap<usize, NodeId>,
    aliases: usize,
    documents: usize,
    last_scalar_end: u32,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            tree: Tree::with_capacity(text.len()),
            open: Vec::new(),
            nodes: 0,
            anchors: HashMap::new(),
            aliases: 0,
            documents: 0,
            last_scalar_end: 0,
        }
    }

    fn read(&mut self) -> Result<(), Fault> {
        let options = granit_parser::options! {
            strict_indentation: true,
            emit_unresolved_aliases: true,
            max_buffered_comment_events: 100_000,
            flow_nesting_limit: MAX_DEPTH + 8,
            block_nesting_limit: MAX_DEPTH + 8,
        };
        let text = self.text;
        for next in Parser::new_from_str_with_options(text, options) {
            let (event, span) = next.map_err(|error| self.syntax_fault(&error))?;
            let span = match span.byte_range() {
                Some(range) => Span::new(range.start, range.end),
                None => Span::default(),
            };
            self.event(event, span)?;
        }
        Ok(())
    }

    fn syntax_fault(&self, error: &ScanError) -> Fault {
        let at = error.marker().byte_offset().unwrap_or(self.text.len()).min(self.text.len());
        // The parser reports the end of the text for what was left open: the last thing read is nearer.
        let start = if self.text[at..].trim().is_empty() { self.text.trim_end().len() } else { at };
        let width = self.text[start..].chars().next().map_or(0, char::len_utf8);
        let span = Span::new(start, start + width);
        let info = error.info();
        if info.contains("nesting") || info.contains("recursion") {
            return too_deep(span);
        }
        let help = self.likely_cause(start);
        Fault::new(FaultKind::Syntax, span, format!("not valid YAML: {info}")).help(help)
    }

    /// What most often stands behind a syntax fault on a line, told from the line itself.
    fn likely_cause(&self, at: usize) -> &'static str {
        let start = self.text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let line = self.text[start..].lines().next().unwrap_or_default();
        let indentation = &line[..line.len() - line.trim_start().len()];
        let inside_a_word = |(place, _): (usize, &str)| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
            letter(line[..place].chars().next_back()) && letter(line[place + 1..].chars().next())
        };
        match () {
            () if indentation.contains('\t') => "indent with spaces; YAML does not allow tabs there",
            () if indentation.contains('\u{a0}') => {
                "the line begins with a no-break space; indent with plain spaces"
            }
            () if line.match_indices('"').any(inside_a_word) => {
                "a quotation mark inside the text: put single quotes around the whole, or write ״"
            }
            () if line.match_indices('\'').any(inside_a_word) => {
                "an apostrophe inside the text: put double quotes around the whole, or write ׳"
            }
            () => {
                "a text with `: `, ` #` or a leading quote, bracket, `*` or `&` needs quotes around it; else look at the indentation"
            }
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Fault> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let style = self.scalar_style(style, tag.as_deref(), span)?;
                if text.len() > MAX_SCALAR_BYTES {
                    let what = format!("a text of {} bytes; the limit is {MAX_SCALAR_BYTES}", text.len());
                    return Err(Fault::new(FaultKind::TooLarge, span, what)
                        .help("keep long material beside the map and refer to it in words"));
                }
                self.last_scalar_end = span.end;
                self.count(span)?;
                let id = self.tree.add_scalar(self.scalar_text(&text), style, span);
                self.added(id, span, anchor)?;
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.plain_tag(tag.as_deref(), "seq", span)?;
                self.start(false, span, anchor)?;
            }
            Event::MappingStart(_, anchor, tag) => {
                self.plain_tag(tag.as_deref(), "map", span)?;
                self.start(true, span, anchor)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(Some(span)),
            Event::Alias(anchor) => self.alias(anchor, span)?,
            Event::UnresolvedAlias(name) => {
                let what = format!("`*{name}` refers to an anchor that is not defined before it");
                return Err(Fault::new(FaultKind::Syntax, span, what)
                    .help(format!("put quotes around a text that begins with `*`; to repeat a value, write `&{name}` where it is first")));
            }
            Event::Comment(_, placement) => {
                let trailing = placement == Placement::Right;
                self.tree.comments.push(Comment { span, trailing });
            }
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    let what = "more than one YAML document in the file";
                    return Err(Fault::new(FaultKind::Unsupported, span, what)
                        .help("put each journey or persona into a file of its own"));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn scalar_style(&self, style: ScalarStyle, tag: Option<&Tag>, span: Span) -> Result<Style, Fault> {
        match tag {
            None => Ok(if style == ScalarStyle::Plain { Style::Plain } else { Style::Text }),
            Some(tag) if is_core(tag, "str") || tag.handle() == "!" && tag.suffix().is_empty() => {
                Ok(Style::Text)
            }
            Some(tag) => Err(unsupported_tag(tag, span)),
        }
    }

    fn plain_tag(&self, tag: Option<&Tag>, allowed: &str, span: Span) -> Result<(), Fault> {
        match tag {
            Some(tag) if !is_core(tag, allowed) => Err(unsupported_tag(tag, span)),
            _ => Ok(()),
        }
    }

    /// Keeps a range instead of a copy where the value stands in the file as it is.
    fn scalar_text<'s>(&self, text: &'s str) -> ScalarText<'s> {
        // A copy lies outside the file's text, so that its offset is none of it.
        let offset = (text.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        match self.text.get(offset..offset.saturating_add(text.len())) == Some(text) {
            true => ScalarText::Source(Span::new(offset, offset + text.len())),
            false => ScalarText::Owned(text),
        }
    }

    /// Counts one more node, if there may be one.
    fn count(&mut self, span: Span) -> Result<(), Fault> {
        self.nodes += 1;
        match self.nodes > MAX_NODES {
            true => Err(too_complex(span, format!("more than {MAX_NODES} values in one file"))),
            false => Ok(()),
        }
    }

    /// Notes the name and the rank of a new node.
    fn added(&mut self, id: NodeId, span: Span, anchor: usize) -> Result<(), Fault> {
        if self.open.is_empty() {
            self.tree.root = Some(id);
        }
        if anchor != 0 {
            if self.anchors.len() >= MAX_ANCHORS {
                return Err(too_complex(span, format!("more than {MAX_ANCHORS} anchors")));
            }
            self.anchors.insert(anchor, id);
        }
        Ok(())
    }

    fn start(&mut self, is_mapping: bool, span: Span, anchor: usize) -> Result<(), Fault> {
        if self.open.len() >= MAX_DEPTH {
            return Err(too_deep(span));
        }
        self.count(span)?;
        let node = self.tree.open(is_mapping, span.start);
        let added = self.added(node.id, span, anchor);
        self.open.push(Open { node, span });
        added
    }

    fn end(&mut self, end: Option<Span>) {
        if let Some(open) = self.open.pop() {
            self.tree.close(&open.node, end.map_or(self.last_scalar_end, |span| span.end));
        }
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Fault> {
        self.aliases += 1;
        if self.aliases > MAX_ALIASES {
            return Err(too_complex(span, format!("more than {MAX_ALIASES} aliases")));
        }
        let Some(&target) = self.anchors.get(&anchor) else {
            return Err(Fault::new(FaultKind::Syntax, span, "an alias to nothing"));
        };
        if let Some(open) = self.open.iter().find(|open| open.node.id == target) {
            let what = "an alias inside the very value it stands for";
            let mut fault = Fault::new(FaultKind::Unsupported, span, what)
                .help("write the value out instead of the alias");
            fault.related = Some((open.span, "the anchored value begins here".into()));
            return Err(fault);
        }
        self.count(span)?;
        let id = self.tree.add_alias(target, span);
        self.added(id, span, 0)
    }

    /// The tree of what was read; what is still open ends where reading ended.
    fn finish(mut self) -> Tree {
        while !self.open.is_empty() {
            self.end(None);
        }
        self.tree.finish()
    }
}

fn is_core(tag: &Tag, suffix: &str) -> bool {
    tag.handle() == "tag:yaml.org,2002:" && tag.suffix() == suffix
}

fn unsupported_tag(tag: &Tag, span: Span) -> Fault {
    let what = format!("the tag `{}{}` is not part of the format", tag.handle(), tag.suffix());
    Fault::new(FaultKind::Unsupported, span, what).help("remove the tag")
}

fn too_deep(span: Span) -> Fault {
    too_complex(span, format!("nested more than {MAX_DEPTH} levels deep"))
}

fn too_complex(span: Span, what: String) -> Fault {
    Fault::new(FaultKind::TooComplex, span, what)
        .help("no journey map needs this; look for a generator gone wrong")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<FaultKind> {
        parse(&SourceText::new("t", text)).faults.iter().map(|fault| fault.kind).collect()
    }

    #[test]
    fn comments_and_places_survive() {
        let source = SourceText::new("t", "# head\na: שלום # beside\nb: [1, 'x']\n");
        let parsed = parse(&source);
        assert!(parsed.faults.is_empty());
        let comments: Vec<_> =
            parsed.tree.comments().iter().map(|c| (source.slice(c.span), c.trailing)).collect();
        assert_eq!(comments, [("# head", false), ("# beside", true)]);
        let root = parsed.tree.root().unwrap();
        let (_, value) = parsed.tree.get(&source, root, "a").unwrap();
        assert_eq!(source.slice(parsed.tree.node(value).span), "שלום");
    }

    #[test]
    fn two_broken_lines_are_two_faults_and_the_rest_is_read() {
        let source = SourceText::new("t", "a: b: c\nd: 1\ne: f: g\nh: 2\n");
        let parsed = parse(&source);
        assert_eq!(parsed.faults.len(), 2, "{:?}", parsed.faults);
        let lines: Vec<_> = parsed.faults.iter().map(|f| source.position(f.span.start).line).collect();
        assert_eq!(lines, [1, 3]);
        assert!(parsed.tree.get(&source, parsed.tree.root().unwrap(), "h").is_some());
    }

    #[test]
    fn budgets_hold_at_the_limit_and_refuse_one_more() {
        let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(faults(&nested(MAX_DEPTH)), []);
        assert_eq!(faults(&nested(MAX_DEPTH + 1)), [FaultKind::TooComplex]);
        assert_eq!(faults(&nested(8_000)), [FaultKind::TooComplex]);
        let items = |count: usize| format!("[{}]", "1,".repeat(count));
        assert_eq!(faults(&items(MAX_NODES - 1)), []);
        assert_eq!(faults(&items(MAX_NODES)), [FaultKind::TooComplex]);
        let long = |bytes: usize| format!("a: \"{}\"", "x".repeat(bytes));
        assert_eq!(faults(&long(MAX_SCALAR_BYTES)), []);
        assert_eq!(faults(&long(MAX_SCALAR_BYTES + 1)), [FaultKind::TooLarge]);
        let aliases = |count: usize| format!("a: &a 1\nb: [{}]", "*a,".repeat(count));
        assert_eq!(faults(&aliases(MAX_ALIASES)), []);
        assert_eq!(faults(&aliases(MAX_ALIASES + 1)), [FaultKind::TooComplex]);
    }

    #[test]
    fn what_the_format_leaves_out_is_said() {
        assert_eq!(faults("a: 1\n---\nb: 2\n"), [FaultKind::Unsupported]);
        assert_eq!(faults("a: !!binary x"), [FaultKind::Unsupported]);
        assert_eq!(faults("a: &a [*a]"), [FaultKind::Unsupported]);
        assert_eq!(faults("a: *nobody"), [FaultKind::Syntax]);
        assert_eq!(faults("a: !!str 12"), []);
    }

    #[test]
    fn hundreds_of_comment_lines_are_fine() {
        assert_eq!(faults(&format!("{}a: 1\n", "# note\n".repeat(5_000))), []);
    }
}
