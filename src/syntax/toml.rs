//! TOML to the same [`Tree`] as YAML, so that `masa.toml` gets the same findings.

use toml_edit::{Document, Item, Table, Value};

use super::tree::{NodeId, ScalarText, Style, Tree};
use super::{Fault, FaultKind, Parsed};
use crate::source::{SourceText, Span};

pub(super) fn parse(source: &SourceText) -> Parsed {
    let mut tree = Tree::default();
    let mut faults = Vec::new();
    match Document::parse(source.text()) {
        Ok(document) => {
            let whole = Span::new(0, source.text().len());
            let root = table(&mut tree, document.as_table(), whole);
            tree.root = Some(root);
        }
        Err(error) => {
            let span = error.span().unwrap_or_default();
            let what = format!("not valid TOML: {}", error.message().trim());
            faults.push(Fault::new(FaultKind::Syntax, Span::new(span.start, span.end), what));
        }
    }
    Parsed { tree, faults }
}

fn span_of(range: Option<std::ops::Range<usize>>, fallback: Span) -> Span {
    range.map_or(fallback, |range| Span::new(range.start, range.end))
}

fn scalar(tree: &mut Tree, text: &str, style: Style, span: Span) -> NodeId {
    tree.add_scalar(ScalarText::Owned(text), style, span)
}

/// Adds a list or mapping with what `fill` adds.
fn holder(tree: &mut Tree, is_mapping: bool, span: Span, fill: impl FnOnce(&mut Tree)) -> NodeId {
    let opened = tree.open(is_mapping, span.start);
    fill(tree);
    tree.close(&opened, span.end);
    opened.id
}

fn table(tree: &mut Tree, table: &Table, around: Span) -> NodeId {
    let span = span_of(table.span(), around);
    holder(tree, true, span, |tree| {
        for (key, item) in table.iter() {
            let key_span = span_of(table.key(key).and_then(toml_edit::Key::span), span);
            scalar(tree, key, Style::Text, key_span);
            self::item(tree, item, key_span);
        }
    })
}

fn item(tree: &mut Tree, item: &Item, around: Span) -> NodeId {
    match item {
        Item::None => scalar(tree, "", Style::Plain, around),
        Item::Value(value) => self::value(tree, value, around),
        Item::Table(inner) => table(tree, inner, around),
        Item::ArrayOfTables(tables) => holder(tree, false, around, |tree| {
            for inner in tables {
                table(tree, inner, around);
            }
        }),
    }
}

fn value(tree: &mut Tree, value: &Value, around: Span) -> NodeId {
    let span = span_of(value.span(), around);
    match value {
        Value::String(text) => scalar(tree, text.value(), Style::Text, span),
        Value::Integer(number) => scalar(tree, &number.value().to_string(), Style::Plain, span),
        Value::Float(number) => scalar(tree, &number.value().to_string(), Style::Plain, span),
        Value::Boolean(flag) => scalar(tree, &flag.value().to_string(), Style::Plain, span),
        Value::Datetime(date) => scalar(tree, &date.value().to_string(), Style::Text, span),
        Value::Array(items) => holder(tree, false, span, |tree| {
            for item in items {
                self::value(tree, item, span);
            }
        }),
        Value::InlineTable(pairs) => holder(tree, true, span, |tree| {
            for (key, item) in pairs.iter() {
                let key_span = span_of(pairs.key(key).and_then(toml_edit::Key::span), span);
                scalar(tree, key, Style::Text, key_span);
                self::value(tree, item, key_span);
            }
        }),
    }
}
