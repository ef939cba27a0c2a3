//! A serde deserializer over a [`Tree`] that reports every mistake with its place and reads on.
//!
//! It knows the keys of a structure and the words of a vocabulary from serde's own derives, so
//! "did you mean", duplicate keys and unknown words need no second description of the format.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::fmt::{self, Display};

use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, Error as _, Expected, IntoDeserializer, MapAccess,
    SeqAccess, Unexpected, VariantAccess, Visitor,
};

use super::tree::{Node, NodeId, NodeKind, ScalarText, Style, Tree};
use super::{Fault, FaultKind, Scalar, suggestion};
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
/// With `whole` false (after a syntax fault) missing keys are not reported: they may be in the part
/// that could not be read.
///
/// A vocabulary (enum) whose name begins with `~` is chosen by the shape of the value: its variants
/// are called `scalar`, `sequence` and `mapping`.
pub fn from_tree<'t, T: de::Deserialize<'t> + Default>(
    source: &'t SourceText,
    tree: &'t Tree,
    shape: Shape,
    whole: bool,
) -> (T, Vec<Fault>) {
    let Some(root) = tree.root() else { return (T::default(), Vec::new()) };
    let context =
        Context { source, tree, shape, whole, visits: Cell::new(0), faults: RefCell::new(Vec::new()) };
    let value = T::deserialize(Value { context: &context, node: root, within: None, depth: 0 });
    (value.unwrap_or_default(), context.faults.into_inner())
}

struct Context<'t> {
    source: &'t SourceText,
    tree: &'t Tree,
    shape: Shape,
    whole: bool,
    visits: Cell<usize>,
    faults: RefCell<Vec<Fault>>,
}

impl Context<'_> {
    fn report(&self, fault: Fault) {
        let mut faults = self.faults.borrow_mut();
        // A value behind an alias is read at each mention; its mistake is one mistake.
        let known = |old: &Fault| old.span == fault.span && old.message == fault.message;
        if faults.len() < MAX_FAULTS && !faults.iter().any(known) {
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
    within: Option<&'static str>,
    depth: usize,
}

impl<'c, 't> Value<'c, 't> {
    fn child(self, node: NodeId) -> Result<Self, Error> {
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
                let span = context.tree.node(node).span;
                faults.push(
                    Fault::new(FaultKind::TooComplex, span, what)
                        .help("write the values out, or use fewer aliases"),
                );
            }
            return Err(Error::Reported);
        }
        Ok(Self { context, node, within: None, depth: self.depth + 1 })
    }

    /// The node itself, aliases followed.
    fn target(self) -> &'t Node {
        self.context.tree.resolve(self.node).1
    }

    fn span(self) -> Span {
        self.target().span
    }

    fn text(self) -> Option<(&'t str, Style)> {
        let context: &'c Context<'t> = self.context;
        match &self.target().kind {
            NodeKind::Scalar(ScalarText::Source(span), style) => Some((context.source.slice(*span), *style)),
            NodeKind::Scalar(ScalarText::Owned(text), style) => Some((text, *style)),
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
        match (self.scalar(), &self.target().kind) {
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
        let span = match self.target().kind {
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
        let message = format!("expected {expected}, found {}", self.found());
        let mut fault = self.fault(FaultKind::WrongType, message);
        fault.help = match (self.scalar(), expected) {
            (Some(Scalar::Null), _) => Some("give the key a value, or remove it".to_owned()),
            (Some(Scalar::Text(text)), "a number" | "a whole number")
                if !matches!(Scalar::plain(text.trim()), Scalar::Text(_) | Scalar::Null) =>
            {
                Some("remove the quotes".to_owned())
            }
            (Some(Scalar::Int(_) | Scalar::Float(_) | Scalar::Bool(_)), "text") => {
                Some("put quotes around it".to_owned())
            }
            (Some(_), "a list") => Some("write it as `[…]`".to_owned()),
            _ => None,
        };
        self.context.report(fault);
        Error::Reported
    }

    /// Gives an error raised while reading this value its place.
    fn settle<T>(self, result: Result<T, Error>) -> Result<T, Error> {
        result.map_err(|error| {
            if let Error::Raised(kind, text) = error {
                let (message, help) = match text.split_once('\n') {
                    Some((message, help)) => (message.to_owned(), Some(help.to_owned())),
                    None => (text, None),
                };
                let mut fault = self.fault(kind, message);
                fault.help = help;
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
            None => match self.target().kind {
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
        match self.target().kind {
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
        match self.target().kind {
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
        if !matches!(self.target().kind, NodeKind::Mapping(_)) {
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
        let Ok(text) = self.string() else { return Err(Error::Reported) };
        if variants.contains(&text) {
            return self.settle(visitor.visit_enum(text.into_deserializer()));
        }
        let message = format!("unknown value `{}`", shorten(text));
        let mut fault = self.fault(FaultKind::UnknownValue, message);
        let known = variants.join(", ");
        fault.help = Some(match suggestion(text, variants.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`? known: {known}"),
            None => format!("known: {known}"),
        });
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
        let shape = match self.target().kind {
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

struct ByShape<'c, 't> {
    value: Value<'c, 't>,
    shape: &'static str,
}

impl<'c, 't> EnumAccess<'t> for ByShape<'c, 't> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'t>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let name: de::value::StrDeserializer<'_, Error> = self.shape.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'t> VariantAccess<'t> for ByShape<'_, 't> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'t>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self.value)
    }

    fn tuple_variant<V: Visitor<'t>>(self, _len: usize, visitor: V) -> Result<V::Value, Error> {
        self.value.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'t>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.value.deserialize_struct("", fields, visitor)
    }
}

struct Items<'c, 't> {
    holder: Value<'c, 't>,
    items: std::slice::Iter<'t, NodeId>,
}

impl<'c, 't> Items<'c, 't> {
    fn new(holder: Value<'c, 't>) -> Self {
        Self { holder, items: holder.context.tree.items(holder.target()).iter() }
    }
}

impl<'t> SeqAccess<'t> for Items<'_, 't> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'t>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(item) = self.items.next() else { return Ok(None) };
        seed.deserialize(self.holder.child(*item)?).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

/// The keys and values of a mapping, keys checked for being text and for standing twice.
struct Pairs<'c, 't> {
    holder: Value<'c, 't>,
    pairs: std::slice::ChunksExact<'t, NodeId>,
}

impl<'c, 't> Pairs<'c, 't> {
    fn new(holder: Value<'c, 't>) -> Self {
        let tree: &'t Tree = holder.context.tree;
        Self { holder, pairs: tree.flat_pairs(holder.target()).chunks_exact(2) }
    }

    fn next(&mut self) -> Result<Option<(&'t str, NodeId, NodeId)>, Error> {
        for pair in self.pairs.by_ref() {
            let (key, value) = (pair[0], pair[1]);
            let key_value = self.holder.child(key)?;
            let Some((text, _)) = key_value.text() else {
                key_value.wrong_type("a word as the key");
                continue;
            };
            if text == "<<" {
                let message = "the merge key `<<` is not part of YAML 1.2".to_owned();
                let fault = key_value.fault(FaultKind::Unsupported, message);
                self.holder.context.report(fault.help("write the keys out, or alias a whole value"));
                continue;
            }
            return Ok(Some((text, key, value)));
        }
        Ok(None)
    }

    fn report_duplicate(&self, text: &str, key: NodeId, first: Option<NodeId>) {
        let tree = self.holder.context.tree;
        let message = format!("the key `{}` stands twice", shorten(text));
        let mut fault =
            Fault::new(FaultKind::DuplicateKey, tree.node(key).span, message).help("keep one of the two");
        fault.related = first.map(|first| (tree.node(first).span, "first here".to_owned()));
        self.holder.context.report(fault);
    }
}

/// A structure: known keys only, `x-` keys passed over.
struct Fields<'c, 't> {
    pairs: Pairs<'c, 't>,
    fields: &'static [&'static str],
    seen: Vec<Option<NodeId>>,
    value: Option<NodeId>,
}

impl<'c, 't> Fields<'c, 't> {
    fn new(holder: Value<'c, 't>, fields: &'static [&'static str]) -> Self {
        Self { pairs: Pairs::new(holder), fields, seen: vec![None; fields.len()], value: None }
    }

    fn report_unknown(&self, text: &str, key: NodeId, value: NodeId) {
        let holder = self.pairs.holder;
        let message = format!("unknown key `{}`", shorten(text));
        let fault = Fault::new(FaultKind::UnknownKey, holder.context.tree.node(key).span, message);
        let free = self.fields.iter().zip(&self.seen).filter(|(_, seen)| seen.is_none());
        let help = match suggestion(text, free.map(|(field, _)| *field)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            // `{name: first, then this}`: the comma ended the text, and a key without a value began.
            None if Span::range(holder.context.tree.node(value).span).is_empty() => {
                "if it belongs to the text before it, put quotes around the whole: inside `{…}` a comma ends a value"
                    .to_owned()
            }
            None => format!("keys of your own begin with `x-`; known here: {}", self.fields.join(", ")),
        };
        holder.context.report(fault.help(help));
    }

    fn report_missing(&self, required: &[&str]) {
        let holder = self.pairs.holder;
        if !holder.context.whole {
            return;
        }
        for name in required {
            let at = self.fields.iter().position(|field| field == name);
            if at.is_some_and(|at| self.seen[at].is_none()) {
                let fault = holder.fault(FaultKind::MissingKey, format!("the key `{name}` is missing"));
                holder.context.report(fault.help(format!("add `{name}: …` here")));
            }
        }
    }
}

impl<'t> MapAccess<'t> for &mut Fields<'_, 't> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'t>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        while let Some((text, key, value)) = self.pairs.next()? {
            if text.starts_with("x-") {
                continue;
            }
            let Some(at) = self.fields.iter().position(|field| *field == text) else {
                self.report_unknown(text, key, value);
                continue;
            };
            if let Some(first) = self.seen[at] {
                self.pairs.report_duplicate(text, key, Some(first));
                continue;
            }
            self.seen[at] = Some(key);
            self.value = Some(value);
            let name: de::value::BorrowedStrDeserializer<'_, Error> =
                de::value::BorrowedStrDeserializer::new(text);
            return seed.deserialize(name).map(Some);
        }
        Ok(None)
    }

    fn next_value_seed<T: DeserializeSeed<'t>>(&mut self, seed: T) -> Result<T::Value, Error> {
        let value = self.value.take().ok_or_else(|| Error::custom("a key without a value"))?;
        seed.deserialize(self.pairs.holder.child(value)?)
    }
}

/// A mapping whose keys the user chose.
struct Entries<'c, 't> {
    pairs: Pairs<'c, 't>,
    seen: HashSet<&'t str>,
    value: Option<NodeId>,
}

impl<'c, 't> Entries<'c, 't> {
    fn new(holder: Value<'c, 't>) -> Self {
        Self { pairs: Pairs::new(holder), seen: HashSet::new(), value: None }
    }
}

impl<'t> MapAccess<'t> for Entries<'_, 't> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'t>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        while let Some((text, key, value)) = self.pairs.next()? {
            if !self.seen.insert(text) {
                self.pairs.report_duplicate(text, key, None);
                continue;
            }
            self.value = Some(value);
            let name: de::value::BorrowedStrDeserializer<'_, Error> =
                de::value::BorrowedStrDeserializer::new(text);
            return seed.deserialize(name).map(Some);
        }
        Ok(None)
    }

    fn next_value_seed<T: DeserializeSeed<'t>>(&mut self, seed: T) -> Result<T::Value, Error> {
        let value = self.value.take().ok_or_else(|| Error::custom("a key without a value"))?;
        seed.deserialize(self.pairs.holder.child(value)?)
    }
}
