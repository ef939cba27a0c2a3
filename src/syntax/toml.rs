//! TOML to the same [`Tree`] as YAML, so that `masa.toml` gets the same findings.

use toml_edit::{Document, Item, Table, Value};

use super::tree::{Node, NodeId, NodeKind, ScalarText, Style, Tree};
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

fn add(tree: &mut Tree, kind: NodeKind, span: Span) -> NodeId {
    let id = NodeId(tree.nodes.len() as u32);
    tree.nodes.push(Node { kind, span });
    id
}

fn span_of(range: Option<std::ops::Range<usize>>, fallback: Span) -> Span {
    range.map_or(fallback, |range| Span::new(range.start, range.end))
}

fn scalar(tree: &mut Tree, text: impl Into<Box<str>>, style: Style, span: Span) -> NodeId {
    add(tree, NodeKind::Scalar(ScalarText::Owned(text.into()), style), span)
}

fn close(tree: &mut Tree, is_mapping: bool, children: Vec<NodeId>, span: Span) -> NodeId {
    let from = tree.children.len();
    tree.children.extend(children);
    let range = Span::new(from, tree.children.len());
    let kind = if is_mapping { NodeKind::Mapping(range) } else { NodeKind::Sequence(range) };
    add(tree, kind, span)
}

fn table(tree: &mut Tree, table: &Table, holder: Span) -> NodeId {
    let span = span_of(table.span(), holder);
    let mut children = Vec::new();
    for (key, item) in table.iter() {
        let key_span = span_of(table.key(key).and_then(toml_edit::Key::span), span);
        children.push(scalar(tree, key, Style::Text, key_span));
        children.push(self::item(tree, item, key_span));
    }
    close(tree, true, children, span)
}

fn item(tree: &mut Tree, item: &Item, holder: Span) -> NodeId {
    match item {
        Item::None => scalar(tree, "", Style::Plain, holder),
        Item::Value(value) => self::value(tree, value, holder),
        Item::Table(inner) => table(tree, inner, holder),
        Item::ArrayOfTables(tables) => {
            let children = tables.iter().map(|inner| table(tree, inner, holder)).collect();
            close(tree, false, children, holder)
        }
    }
}

fn value(tree: &mut Tree, value: &Value, holder: Span) -> NodeId {
    let span = span_of(value.span(), holder);
    match value {
        Value::String(text) => scalar(tree, text.value().as_str(), Style::Text, span),
        Value::Integer(number) => scalar(tree, number.value().to_string(), Style::Plain, span),
        Value::Float(number) => scalar(tree, number.value().to_string(), Style::Plain, span),
        Value::Boolean(flag) => scalar(tree, flag.value().to_string(), Style::Plain, span),
        Value::Datetime(date) => scalar(tree, date.value().to_string(), Style::Text, span),
        Value::Array(items) => {
            let children = items.iter().map(|item| self::value(tree, item, span)).collect();
            close(tree, false, children, span)
        }
        Value::InlineTable(pairs) => {
            let mut children = Vec::new();
            for (key, item) in pairs.iter() {
                let key_span = span_of(pairs.key(key).and_then(toml_edit::Key::span), span);
                children.push(scalar(tree, key, Style::Text, key_span));
                children.push(self::value(tree, item, key_span));
            }
            close(tree, true, children, span)
        }
    }
}
