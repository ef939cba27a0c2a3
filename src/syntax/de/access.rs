//! The insides of lists, mappings and values of several shapes, handed to serde one by one.

use std::cell::RefCell;
use std::collections::HashSet;

use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use super::{Error, Value, shorten};
use crate::source::Span;
use crate::syntax::tree::Items as Nodes;
use crate::syntax::{Fault, FaultKind, Node, NodeId, suggestion};

pub(super) struct ByShape<'c, 't> {
    pub(super) value: Value<'c, 't>,
    pub(super) shape: &'static str,
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

pub(super) struct Items<'c, 't> {
    holder: Value<'c, 't>,
    items: Nodes<'t>,
}

impl<'c, 't> Items<'c, 't> {
    pub(super) fn new(holder: Value<'c, 't>) -> Self {
        Self { holder, items: holder.context.tree.inside(holder.target) }
    }
}

impl<'t> SeqAccess<'t> for Items<'_, 't> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'t>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(item) = self.items.next_node() else { return Ok(None) };
        seed.deserialize(self.holder.child(item)?).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.clone().count())
    }
}

/// A key with its node, and the node of its value.
type Pair<'t> = (&'t str, NodeId, (NodeId, Node<'t>));

/// The keys and values of a mapping, keys checked for being text and for standing twice.
struct Pairs<'c, 't> {
    holder: Value<'c, 't>,
    nodes: Nodes<'t>,
    /// The value of the key handed out last.
    value: Option<(NodeId, Node<'t>)>,
}

impl<'c, 't> Pairs<'c, 't> {
    fn new(holder: Value<'c, 't>) -> Self {
        Self { holder, nodes: holder.context.tree.inside(holder.target), value: None }
    }

    fn next(&mut self) -> Result<Option<Pair<'t>>, Error> {
        while let Some((key, value)) = self.nodes.next_node().zip(self.nodes.next_node()) {
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
            return Ok(Some((text, key.0, value)));
        }
        Ok(None)
    }

    /// Hands out a key and keeps its value for the next call.
    fn hand_out<K: DeserializeSeed<'t>>(
        &mut self,
        text: &'t str,
        value: (NodeId, Node<'t>),
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        self.value = Some(value);
        let name: de::value::BorrowedStrDeserializer<'_, Error> =
            de::value::BorrowedStrDeserializer::new(text);
        seed.deserialize(name).map(Some)
    }

    fn value<T: DeserializeSeed<'t>>(&mut self, seed: T) -> Result<T::Value, Error> {
        let value = self.value.take().ok_or_else(|| Error::custom("a key without a value"))?;
        seed.deserialize(self.holder.child(value)?)
    }

    fn report_duplicate(&self, text: &str, key: NodeId, first: Option<NodeId>) {
        if self.holder.context.is_full() {
            return;
        }
        let tree = self.holder.context.tree;
        let message = format!("the key `{}` stands twice", shorten(text));
        let mut fault =
            Fault::new(FaultKind::DuplicateKey, tree.node(key).span, message).help("keep one of the two");
        fault.related = first.map(|first| (tree.node(first).span, "first here".to_owned()));
        self.holder.context.report(fault);
    }
}

/// A structure: known keys only, `x-` keys passed over.
pub(super) struct Fields<'c, 't> {
    pairs: Pairs<'c, 't>,
    fields: &'static [&'static str],
    seen: Vec<Option<NodeId>>,
    /// The fields that no unknown key can stand for: those that are there, and those that another slip was meant
    /// for; known from the first unknown key on.
    taken: RefCell<Option<Vec<&'static str>>>,
}

impl<'c, 't> Fields<'c, 't> {
    pub(super) fn new(holder: Value<'c, 't>, fields: &'static [&'static str]) -> Self {
        Self { pairs: Pairs::new(holder), fields, seen: vec![None; fields.len()], taken: RefCell::default() }
    }

    fn report_unknown(&self, text: &str, key: NodeId, value: NodeId) {
        let holder = self.pairs.holder;
        if holder.context.is_full() {
            return;
        }
        let message = format!("unknown key `{}`", shorten(text));
        let mut fault = Fault::new(FaultKind::UnknownKey, holder.context.tree.node(key).span, message);
        // Nobody means a key that is there already, further down included, or that another slip was meant for.
        let mut taken = self.taken.borrow_mut();
        let taken = taken.get_or_insert_with(|| {
            let (tree, source) = (holder.context.tree, holder.context.source);
            let is_there = |field: &&str| tree.get(source, holder.node, field).is_some();
            self.fields.iter().copied().filter(is_there).collect()
        });
        let free = self.fields.iter().copied().filter(|field| !taken.contains(field));
        let help = match suggestion(text, free) {
            Some(meant) => {
                taken.push(meant);
                let written = holder.context.source.slice(fault.span);
                fault = fault.meant(written, text, meant);
                format!("did you mean `{meant}`?")
            }
            // `{name: first, then this}`: the comma ended the text, and a key without a value began.
            None if Span::range(holder.context.tree.node(value).span).is_empty() => {
                "if it belongs to the text before it, put quotes around the whole: inside `{…}` a comma ends a value"
                    .to_owned()
            }
            None => format!("keys of your own begin with `x-`; known here: {}", self.fields.join(", ")),
        };
        holder.context.report(fault.help(help));
    }

    /// Whether a line that could not be read may belong to this mapping and hold a key: between the braces, or
    /// anywhere after the beginning of one in block style.
    fn may_reach(&self, line: Span, key: &str) -> bool {
        let holder = self.pairs.holder;
        let (source, span) = (holder.context.source, holder.span());
        let closed = source.slice(span).starts_with('{');
        let inside = line.end >= span.start && (!closed || line.start <= span.end);
        inside && source.slice(line).contains(key)
    }

    pub(super) fn report_missing(&self, required: &[&str]) {
        let holder = self.pairs.holder;
        for name in required {
            let at = self.fields.iter().position(|field| field == name);
            let may_be_unread = holder.context.unread.iter().any(|line| self.may_reach(*line, name));
            if at.is_some_and(|at| self.seen[at].is_none()) && !may_be_unread {
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
                self.report_unknown(text, key, value.0);
                continue;
            };
            if let Some(first) = self.seen[at] {
                self.pairs.report_duplicate(text, key, Some(first));
                continue;
            }
            self.seen[at] = Some(key);
            return self.pairs.hand_out(text, value, seed);
        }
        Ok(None)
    }

    fn next_value_seed<T: DeserializeSeed<'t>>(&mut self, seed: T) -> Result<T::Value, Error> {
        self.pairs.value(seed)
    }
}

/// A mapping whose keys the user chose.
pub(super) struct Entries<'c, 't> {
    pairs: Pairs<'c, 't>,
    seen: HashSet<&'t str>,
}

impl<'c, 't> Entries<'c, 't> {
    pub(super) fn new(holder: Value<'c, 't>) -> Self {
        Self { pairs: Pairs::new(holder), seen: HashSet::new() }
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
            return self.pairs.hand_out(text, value, seed);
        }
        Ok(None)
    }

    fn next_value_seed<T: DeserializeSeed<'t>>(&mut self, seed: T) -> Result<T::Value, Error> {
        self.pairs.value(seed)
    }
}
