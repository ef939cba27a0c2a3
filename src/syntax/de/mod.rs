//! A serde deserializer over a [`Tree`] that reports every mistake with its place and reads on.
//!
//! It knows the keys of a structure and the words of a vocabulary from serde's own derives, so
//! "did you mean", duplicate keys and unknown words need no second description of the format.

mod access;

use std::cell::{Cell, RefCell};
use std::fmt::{self, Display};

use access::{ByShape, Entries, Fields, Items};
use serde::de::{self, Deserializer, Expected, IntoDeserializer, Unexpected, Visitor};

use super::tree::{Node, NodeId, NodeKind, ScalarText, Style, Tree};
use super::{Fault, FaultKind, Mend, Scalar, suggestion};
use crate::source::{SourceText, Span};

/// The most values read, each mention of an alias counted anew.
const MAX_VISITS: usize = 500_000;
/// The deepest nesting after aliases are followed.
const MAX_DEPTH: usize = 128;
/// The most faults kept of one file.
const MAX_FAULTS: usize = 1_000;

/// What the deserializer must know of the format beyond serde's derives.
#[derive(Clone, Copy)]
pub struct Shape {
    /// The keys that a structure of this name must have.
    pub required: fn(&str) -> &'static [&'static str],
}

/// Reads a typed value from a tree; what is wrong comes back as faults beside the value.
///
/// A key is not reported missing when it may stand on one of the `unread` lines.
///
/// A vocabulary (enum) whose name begins with `~` is chosen by the shape of the value: its variants
/// are called `scalar`, `sequence` and `mapping`.
pub fn from_tree<'t, T: de::Deserialize<'t> + Default>(
    source: &'t SourceText,
    tree: &'t Tree,
    shape: Shape,
    unread: &'t [Span],
) -> (T, Vec<Fault>) {
    let Some(root) = tree.root() else { return (T::default(), Vec::new()) };
    let context =
        Context { source, tree, shape, unread, visits: Cell::new(0), faults: RefCell::new(Vec::new()) };
    let target = tree.resolve(root).1;
    let value = T::deserialize(Value { context: &context, node: root, target, within: None, depth: 0 });
    (value.unwrap_or_default(), context.faults.into_inner())
}

struct Context<'t> {
    source: &'t SourceText,
    tree: &'t Tree,
    shape: Shape,
    unread: &'t [Span],
    visits: Cell<usize>,
    faults: RefCell<Vec<Fault>>,
}

impl Context<'_> {
    /// Whether as many faults are known as are kept, so that more need not be worked out.
    fn is_full(&self) -> bool {
        self.faults.borrow().len() >= MAX_FAULTS
    }

    fn report(&self, fault: Fault) {
        if self.is_full() {
            return;
        }
        let mut faults = self.faults.borrow_mut();
        // A value behind an alias is read at each mention; its mistake is one mistake.
        let known = |old: &Fault| old.span == fault.span && old.message == fault.message;
        if !faults.iter().any(known) {
            faults.push(fault);
        }
    }
}

/// An error on its way to the place that knows where it belongs.
#[derive(Debug)]
enum Error {
    /// Reported already.
    Reported,
    /// To be reported at the value being read; a second line of the text is the help.
    Raised(FaultKind, String),
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reported => f.write_str("reported"),
            Self::Raised(_, text) => f.write_str(text),
        }
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: Display>(text: T) -> Self {
        Self::Raised(FaultKind::InvalidValue, text.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let found = match found {
            Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
            Unexpected::Seq => "a list".to_owned(),
            Unexpected::Map => "keys and values".to_owned(),
            Unexpected::Bool(value) => format!("the truth value `{value}`"),
            Unexpected::Signed(value) => format!("the number `{value}`"),
            Unexpected::Unsigned(value) => format!("the number `{value}`"),
            Unexpected::Float(value) => format!("the number `{value}`"),
            Unexpected::Str(value) => format!("the text `{}`", shorten(value)),
            other => other.to_string(),
        };
        Self::Raised(FaultKind::WrongType, format!("expected {expected}, found {found}"))
    }
}

fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}

#[derive(Clone, Copy)]
struct Value<'c, 't> {
    context: &'c Context<'t>,
    node: NodeId,
    /// The node itself, aliases followed.
    target: Node<'t>,
    within: Option<&'static str>,
    depth: usize,
}

impl<'c, 't> Value<'c, 't> {
    fn child(self, (node, found): (NodeId, Node<'t>)) -> Result<Self, Error> {
        let context = self.context;
        context.visits.set(context.visits.get() + 1);
        let exceeded = match () {
            () if context.visits.get() > MAX_VISITS => {
                Some(format!("aliases make this more than {MAX_VISITS} values"))
            }
            () if self.depth >= MAX_DEPTH => {
                Some(format!("aliases nest this more than {MAX_DEPTH} levels deep"))
            }
            () => None,
        };
        if let Some(what) = exceeded {
            // Once is enough: every further value would say the same of another place.
            let mut faults = context.faults.borrow_mut();
            if !faults.iter().any(|fault| fault.kind == FaultKind::TooComplex) {
                faults.push(
                    Fault::new(FaultKind::TooComplex, found.span, what)
                        .help("write the values out, or use fewer aliases"),
                );
            }
            return Err(Error::Reported);
        }
        let target = context.tree.behind_alias(found);
        Ok(Self { context, node, target, within: None, depth: self.depth + 1 })
    }

    fn span(self) -> Span {
        self.target.span
    }

    fn text(self) -> Option<(&'t str, Style)> {
        let context: &'c Context<'t> = self.context;
        match self.target.kind {
            NodeKind::Scalar(ScalarText::Source(span), style) => Some((context.source.slice(span), style)),
            NodeKind::Scalar(ScalarText::Owned(text), style) => Some((text, style)),
            _ => None,
        }
    }

    fn scalar(self) -> Option<Scalar<'t>> {
        self.text().map(|(text, style)| match style {
            Style::Plain => Scalar::plain(text),
            Style::Text => Scalar::Text(text),
        })
    }

    fn found(self) -> String {
        match (self.scalar(), self.target.kind) {
            (Some(Scalar::Null), _) => "nothing".to_owned(),
            (Some(scalar), _) => {
                let text = self.text().map_or("", |(text, _)| text);
                format!("{} `{}`", scalar.describe(), shorten(text))
            }
            (None, NodeKind::Sequence(_)) => "a list".to_owned(),
            (None, _) => "keys and values".to_owned(),
        }
    }

    fn fault(self, kind: FaultKind, message: String) -> Fault {
        // A list or mapping may run over pages: its first line is enough to find it.
        let span = match self.target.kind {
            NodeKind::Scalar(..) => self.span(),
            _ => {
                let whole = self.context.source.slice(self.span());
                let line = whole.lines().next().unwrap_or_default().trim_end();
                Span::new(self.span().range().start, self.span().range().start + line.len())
            }
        };
        Fault { within: self.within, ..Fault::new(kind, span, message) }
    }

    fn wrong_type(self, expected: &str) -> Error {
        // After a syntax fault, what belongs here may be on the line that was set aside.
        if !self.context.unread.is_empty() && self.scalar() == Some(Scalar::Null) {
            return Error::Reported;
        }
        let message = format!("expected {expected}, found {}", self.found());
        let mut fault = self.fault(FaultKind::WrongType, message);
        let written = self.context.source.slice(self.span());
        let (help, text) = match (self.scalar(), expected) {
            (Some(Scalar::Null), _) => ("give the key a value, or remove it", None),
            (Some(Scalar::Text(text)), "a number" | "a whole number")
                if !matches!(Scalar::plain(text.trim()), Scalar::Text(_) | Scalar::Null) =>
            {
                ("remove the quotes", Some(text.trim().to_owned()))
            }
            (Some(Scalar::Int(_) | Scalar::Float(_) | Scalar::Bool(_)), "text") => {
                ("put quotes around it", Some(format!("\"{written}\"")))
            }
            (Some(_), "a list") => {
                let plain =
                    !written.contains([',', '[', ']', '{', '}', '#', '\n', '\r', '|', '>', '&', '*', '!']);
                ("write it as `[…]`", plain.then(|| format!("[{written}]")))
            }
            _ => ("", None),
        };
        fault.help = (!help.is_empty()).then(|| help.to_owned());
        fault.mend = text.filter(|_| !self.is_alias()).map(|text| self.certain(text));
        self.context.report(fault);
        Error::Reported
    }

    /// Whether the value stands elsewhere, where a change would change others, too.
    fn is_alias(self) -> bool {
        matches!(self.context.tree.node(self.node).kind, NodeKind::Alias(_))
    }

    fn certain(self, text: String) -> Box<Mend> {
        Box::new(Mend { span: self.span(), text, certain: true })
    }

    /// Gives an error raised while reading this value its place.
    fn settle<T>(self, result: Result<T, Error>) -> Result<T, Error> {
        result.map_err(|error| {
            if let Error::Raised(kind, text) = error {
                // A type that refuses a value says what is wrong, what to do, and what would mend it: a line each.
                let mut lines = text.splitn(3, '\n').map(str::to_owned);
                let mut fault = self.fault(kind, lines.next().unwrap_or_default());
                fault.help = lines.next();
                fault.mend = lines.next().filter(|_| !self.is_alias()).map(|text| self.certain(text));
                self.context.report(fault);
            }
            Error::Reported
        })
    }

    fn whole_number<T: TryFrom<i64>>(self) -> Result<T, Error> {
        match self.scalar() {
            Some(Scalar::Int(number)) => T::try_from(number).map_err(|_| {
                let message = format!("`{number}` is outside the range of this key");
                self.context.report(self.fault(FaultKind::InvalidValue, message));
                Error::Reported
            }),
            _ => Err(self.wrong_type("a whole number")),
        }
    }

    fn finite(self) -> Result<f64, Error> {
        match self.scalar() {
            Some(Scalar::Int(number)) => Ok(number as f64),
            Some(Scalar::Float(number)) if number.is_finite() => Ok(number),
            Some(Scalar::Float(_)) => {
                let message = format!("{} is not a finite number", self.found());
                self.context.report(self.fault(FaultKind::InvalidValue, message));
                Err(Error::Reported)
            }
            _ => Err(self.wrong_type("a number")),
        }
    }

    fn string(self) -> Result<&'t str, Error> {
        match self.scalar() {
            Some(Scalar::Text(text)) => Ok(text),
            _ => Err(self.wrong_type("text")),
        }
    }
}

macro_rules! whole_numbers {
    ($($method:ident $visit:ident),* $(,)?) => {$(
        fn $method<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
            self.settle(visitor.$visit(self.whole_number()?))
        }
    )*};
}

impl<'c, 't> Deserializer<'t> for Value<'c, 't> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        let result = match self.scalar() {
            Some(Scalar::Null) => visitor.visit_unit(),
            Some(Scalar::Bool(flag)) => visitor.visit_bool(flag),
            Some(Scalar::Int(number)) => visitor.visit_i64(number),
            Some(Scalar::Float(_)) => visitor.visit_f64(self.finite()?),
            Some(Scalar::Text(text)) => visitor.visit_borrowed_str(text),
            None => match self.target.kind {
                NodeKind::Sequence(_) => visitor.visit_seq(Items::new(self)),
                _ => visitor.visit_map(Entries::new(self)),
            },
        };
        self.settle(result)
    }

    fn deserialize_bool<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.scalar() {
            Some(Scalar::Bool(flag)) => self.settle(visitor.visit_bool(flag)),
            _ => Err(self.wrong_type("`true` or `false`")),
        }
    }

    whole_numbers! {
        deserialize_i8 visit_i8, deserialize_i16 visit_i16, deserialize_i32 visit_i32,
        deserialize_i64 visit_i64, deserialize_u8 visit_u8, deserialize_u16 visit_u16,
        deserialize_u32 visit_u32, deserialize_u64 visit_u64,
    }

    fn deserialize_f32<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        self.settle(visitor.visit_f64(self.finite()?))
    }

    fn deserialize_char<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        self.settle(visitor.visit_borrowed_str(self.string()?))
    }

    fn deserialize_string<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.scalar() {
            Some(Scalar::Null) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.scalar() {
            Some(Scalar::Null) => visitor.visit_unit(),
            _ => Err(self.wrong_type("nothing")),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'t>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        let inner = Self { within: Some(name), ..self };
        inner.settle(visitor.visit_newtype_struct(inner))
    }

    fn deserialize_seq<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.target.kind {
            NodeKind::Sequence(_) => self.settle(visitor.visit_seq(Items::new(self))),
            _ => Err(self.wrong_type("a list")),
        }
    }

    fn deserialize_tuple<V: Visitor<'t>>(self, _len: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'t>>(
        self,
        _name: &'static str,
        _len: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.target.kind {
            NodeKind::Mapping(_) => self.settle(visitor.visit_map(Entries::new(self))),
            _ => Err(self.wrong_type("keys and values")),
        }
    }

    fn deserialize_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if !matches!(self.target.kind, NodeKind::Mapping(_)) {
            return Err(self.wrong_type("keys and values"));
        }
        let mut entries = Fields::new(self, fields);
        let result = self.settle(visitor.visit_map(&mut entries));
        entries.report_missing((self.context.shape.required)(name));
        result
    }

    fn deserialize_enum<V: Visitor<'t>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name.starts_with('~') {
            return self.by_shape(variants, visitor);
        }
        let Some(Scalar::Text(text)) = self.scalar() else {
            let error = self.wrong_type("a word of the list");
            if let Some(last) =
                self.context.faults.borrow_mut().last_mut().filter(|last| last.span == self.span())
            {
                last.help = Some(format!("known: {}", variants.join(", ")));
            }
            return Err(error);
        };
        if variants.contains(&text) {
            return self.settle(visitor.visit_enum(text.into_deserializer()));
        }
        let message = format!("unknown value `{}`", shorten(text));
        let mut fault = self.fault(FaultKind::UnknownValue, message);
        let known = variants.join(", ");
        let meant = suggestion(text, variants.iter().copied());
        fault.help = Some(match meant {
            Some(meant) => format!("did you mean `{meant}`? known: {known}"),
            None => format!("known: {known}"),
        });
        if let Some(meant) = meant {
            let written = self.context.source.slice(fault.span);
            fault = fault.meant(written, text, meant);
        }
        self.context.report(fault);
        Err(Error::Reported)
    }

    fn deserialize_identifier<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }
}

impl<'t> Value<'_, 't> {
    fn by_shape<V: Visitor<'t>>(
        self,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let shape = match self.target.kind {
            NodeKind::Sequence(_) => "sequence",
            NodeKind::Mapping(_) => "mapping",
            _ => "scalar",
        };
        if variants.contains(&shape) {
            return self.settle(visitor.visit_enum(ByShape { value: self, shape }));
        }
        let words = variants.iter().map(|variant| match *variant {
            "sequence" => "a list",
            "mapping" => "keys and values",
            _ => "a single value",
        });
        Err(self.wrong_type(&words.collect::<Vec<_>>().join(" or ")))
    }
}
