//! The order of keys: that of the model's structures.

use std::sync::LazyLock;

use serde_json::Value as Schema;

use super::governed::{is_directive, is_of_file};
use super::pieces::{Collection, Document, Entry, Kind, Value};
use crate::model::{SchemaKind, json_schema};
use crate::syntax::Tree;

/// What a value is in the format, as far as the format knows it.
#[derive(Clone, Copy)]
pub(super) struct Place {
    schema: &'static Schema,
    here: &'static Schema,
}

impl Place {
    /// The outermost mapping of a kind of file.
    pub(super) fn root(kind: SchemaKind) -> Self {
        static JOURNEY: LazyLock<Schema> = LazyLock::new(|| json_schema(SchemaKind::Journey));
        static PERSONA: LazyLock<Schema> = LazyLock::new(|| json_schema(SchemaKind::Persona));
        let schema = match kind {
            SchemaKind::Journey => &*JOURNEY,
            SchemaKind::Persona => &*PERSONA,
        };
        Self { schema, here: schema }
    }

    /// The shapes that a value may have here.
    fn shapes(self) -> Vec<&'static Schema> {
        let followed = match self.here["$ref"].as_str().and_then(|name| name.strip_prefix('#')) {
            Some(pointer) => self.schema.pointer(pointer),
            None => Some(self.here),
        };
        let Some(here) = followed else { return Vec::new() };
        match here["anyOf"].as_array() {
            Some(shapes) => shapes.iter().flat_map(|here| Place { here, ..self }.shapes()).collect(),
            None => vec![here],
        }
    }

    fn find(self, part: impl Fn(&'static Schema) -> Option<&'static Schema>) -> Option<Self> {
        self.shapes().into_iter().find_map(part).map(|here| Self { here, ..self })
    }

    /// The keys of a structure in order, or nothing where the keys are the user's.
    pub(super) fn keys(self) -> Option<impl Iterator<Item = &'static str>> {
        let properties = self.shapes().into_iter().find_map(|shape| shape["properties"].as_object())?;
        Some(properties.keys().map(String::as_str))
    }

    /// What stands under a key.
    pub(super) fn under(self, key: &str) -> Option<Self> {
        self.find(|shape| {
            let of_user = || Some(&shape["additionalProperties"]).filter(|schema| schema.is_object());
            shape["properties"].get(key).or_else(of_user)
        })
    }

    /// What the items of a list are.
    pub(super) fn items(self) -> Option<Self> {
        self.find(|shape| shape.get("items"))
    }
}

/// Puts the keys of every structure in the order of the format, and keys it does not know behind them. A mapping
/// where an alias would come before its anchor keeps its order.
pub(super) fn arrange<'t>(mut document: Document<'t>, tree: &Tree, kind: SchemaKind) -> Document<'t> {
    let aliases = tree.aliases().map(|(alias, target)| {
        let start = |id| tree.node(id).span.range().start;
        (start(alias), start(target))
    });
    let aliases: Vec<_> = aliases.collect();
    let mut anchors = document.marks();
    anchors.retain(|mark| mark.starts_with('&'));
    let count = anchors.len();
    anchors.dedup();
    // Of two anchors of one name the nearer one before counts: any other order might mean something else.
    let is_ambiguous = !aliases.is_empty() && anchors.len() < count;
    if !is_ambiguous {
        arrange_value(&mut document.root, Place::root(kind), &aliases, usize::MAX, Holder::File);
    }
    keep_head(&mut document);
    document
}

/// Leaves the comments at the head of the file there when another key comes first now.
fn keep_head(document: &mut Document<'_>) {
    let Kind::Mapping(Collection { entries, .. }) = &mut document.root.kind else { return };
    let first = entries.iter_mut().enumerate().min_by_key(|(_, entry)| entry.start);
    let Some((_, moved)) = first.filter(|(place, _)| *place > 0) else { return };
    document.head = std::mem::take(&mut moved.above);
    document.blank_after_head = std::mem::take(&mut moved.blank) && !document.head.is_empty();
}

/// What holds a value.
#[derive(Clone, Copy)]
enum Holder {
    File,
    Key,
    Dash,
}

/// Arranges a value whose text ends before `end`.
fn arrange_value(
    value: &mut Value<'_>,
    place: Place,
    aliases: &[(usize, usize)],
    end: usize,
    holder: Holder,
) {
    let (Kind::Mapping(collection) | Kind::Sequence(collection)) = &mut value.kind else { return };
    let mut entry_end = end;
    for entry in collection.entries.iter_mut().rev() {
        let (holder, below) = match &entry.key {
            Some(key) => (Holder::Key, place.under(key.name)),
            None => (Holder::Dash, place.items()),
        };
        if let Some(below) = below {
            arrange_value(&mut entry.value, below, aliases, entry_end, holder);
        }
        entry_end = entry.start;
    }
    if let (Kind::Mapping(collection), Some(keys)) = (&mut value.kind, place.keys()) {
        sort(collection, &keys.collect::<Vec<_>>(), aliases, end, holder);
    }
}

fn sort(
    collection: &mut Collection<'_>,
    keys: &[&str],
    aliases: &[(usize, usize)],
    end: usize,
    holder: Holder,
) {
    let rank = |entry: &Entry<'_>| {
        let name = entry.key.as_ref().map_or("", |key| key.name);
        keys.iter().position(|key| *key == name).unwrap_or(keys.len())
    };
    let entries = &mut collection.entries;
    let ranks: Vec<_> = entries.iter().map(rank).collect();
    if ranks.is_sorted() {
        return;
    }
    let starts: Vec<_> = entries.iter().map(|entry| entry.start).collect();
    let rank_at = |at: usize| {
        let place = starts.partition_point(|start| *start <= at).checked_sub(1);
        place.filter(|_| at < end).map(|place| ranks[place])
    };
    let would_come_first =
        |(alias, target): &(usize, usize)| rank_at(*alias).zip(rank_at(*target)).is_some_and(|(a, t)| t > a);
    if !aliases.iter().any(would_come_first) {
        entries.sort_by_key(rank);
        let first = entries.iter().position(|entry| starts.first() == Some(&entry.start));
        if let Some(first) = first.filter(|first| stays_first(&entries[*first], &entries[0], holder)) {
            entries[..=first].rotate_right(1);
        }
    }
}

/// Whether the entry that came first stays there, though another one should.
fn stays_first(first: &Entry<'_>, other: &Entry<'_>, holder: Holder) -> bool {
    let is_above = |entry: &Entry<'_>| entry.above.iter().any(|own| is_directive(own.text));
    // Findings about an item or the whole file are shown at its first key, where a comment for masa may accept them.
    let governs = |entry: &Entry<'_>| {
        let mut beside = entry.value.beside_holder.iter().chain(entry.value.beside_value());
        entry.value.is_as_written() || beside.any(|beside| is_directive(beside.text))
    };
    let is_governed = || governs(first) || governs(other);
    match holder {
        Holder::File => {
            let is_of_key = first.above.iter().any(|own| is_directive(own.text) && !is_of_file(own.text));
            is_of_key || is_above(other) || is_governed()
        }
        // Comments above the first key of an item would leave the dash alone on its line, and be about the whole item.
        Holder::Dash => !other.above.is_empty() || is_governed(),
        Holder::Key => false,
    }
}
