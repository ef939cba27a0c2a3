//! The format reference, written from the JSON Schemas and so from the types.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::model::{ATTRIBUTES, SchemaKind, json_schema};
use crate::workspace::config_schema;

/// The page `docs/format.md`: every key and every word of the format.
pub fn format_reference() -> String {
    let mut page = Page::default();
    page.text.push_str(INTRODUCTION);
    let roots = [
        ("Journey", "`NAME.journey.yaml`", json_schema(SchemaKind::Journey)),
        ("Persona", "`NAME.persona.yaml`", json_schema(SchemaKind::Persona)),
        ("Config", "`masa.toml`", config_schema()),
    ];
    for (name, file, schema) in &roots {
        page.text.push_str(&format!("\n## {name}: {file}\n"));
        page.structure(schema);
    }
    page.text.push_str("\n## Parts\n");
    for (_, _, schema) in &roots {
        let parts = schema["$defs"].as_object().into_iter().flatten();
        for (name, part) in parts {
            page.part(name, part);
        }
    }
    page.text.push_str(&format!(
        "\n### Attributes\n\nWhat `ratings` and `priorities` may be about: `{}`. Names of your own begin with `x-` or stand under \
         `attributes` in `masa.toml`.\n",
        ATTRIBUTES.join("`, `")
    ));
    page.text
}

const INTRODUCTION: &str = "# The format, version 1

Written from the types of the program; the same as `masa schema journey`, `persona` and `config` say to an editor.

- Plain YAML 1.2 in UTF-8, one journey or persona a file. `yes` and `on` are text; `true` and `false` are truth values.
- A key that is not listed here is an error, unless it begins with `x-`: such keys are carried along and never read.
- Keys marked **required** must be there. Some others are asked for by rules, which say why.
- Anchors and aliases work; tags, merge keys (`<<`) and several documents in a file do not.
- Ids are made from names where none is given; write one where something refers to it.
";

#[derive(Default)]
struct Page {
    text: String,
    seen: BTreeSet<String>,
}

impl Page {
    fn part(&mut self, name: &str, part: &Value) {
        if !self.seen.insert(name.to_owned()) {
            return;
        }
        self.text.push_str(&format!("\n### {name}\n"));
        match () {
            () if part.get("properties").is_some() => self.structure(part),
            () if part.get("oneOf").is_some() => {
                self.describe(part);
                self.words(&part["oneOf"]);
            }
            () => {
                self.describe(part);
                self.shapes(part);
            }
        }
    }

    fn describe(&mut self, part: &Value) {
        if let Some(text) = part["description"].as_str() {
            self.text.push_str(&format!("\n{text}\n"));
        }
    }

    fn structure(&mut self, part: &Value) {
        self.describe(part);
        let required: Vec<&str> =
            part["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        self.text.push_str("\n| key | takes | what it is |\n|---|---|---|\n");
        for (key, value) in part["properties"].as_object().into_iter().flatten() {
            let mark = if required.contains(&key.as_str()) { " **required**" } else { "" };
            let what = value["description"].as_str().unwrap_or_default().replace('|', "\\|");
            self.text.push_str(&format!("| `{key}`{mark} | {} | {what} |\n", takes(value)));
        }
    }

    /// A closed vocabulary.
    fn words(&mut self, words: &Value) {
        self.text.push_str("\n| word | meaning |\n|---|---|\n");
        for word in words.as_array().into_iter().flatten() {
            let (word, meaning) = (word["const"].as_str(), word["description"].as_str());
            self.text.push_str(&format!(
                "| `{}` | {} |\n",
                word.unwrap_or_default(),
                meaning.unwrap_or_default()
            ));
        }
    }

    fn shapes(&mut self, part: &Value) {
        let open = part["anyOf"].as_array().into_iter().flatten();
        let vocabulary = open.clone().find(|shape| shape.get("oneOf").is_some());
        if let Some(shape) = vocabulary {
            self.words(&shape["oneOf"]);
        } else if part.get("anyOf").is_some() {
            self.text.push_str(&format!("\nWritten as {}.\n", takes(part)));
        }
        let examples: Vec<_> =
            part["examples"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        if !examples.is_empty() {
            self.text.push_str(&format!("\nExamples: `{}`.\n", examples.join("`, `")));
        }
    }
}

/// What a key takes, in a word or two, with links to the parts.
fn takes(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.trim_start_matches("#/$defs/");
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(shapes) = schema["anyOf"].as_array() {
        let known = shapes.iter().filter(|shape| shape["type"] != "null");
        return known.map(takes).collect::<Vec<_>>().join(" or ");
    }
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ");
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::Array(types) => {
            types.iter().filter_map(Value::as_str).filter(|name| *name != "null").collect()
        }
        name => name.as_str().into_iter().collect(),
    };
    let words = types.into_iter().map(|name| match name {
        "string" => "text".to_owned(),
        "number" => "number".to_owned(),
        "integer" => "whole number".to_owned(),
        "boolean" => "`true` or `false`".to_owned(),
        "array" => format!("list of {}", takes(&schema["items"])),
        "object" => format!("names with {}", takes(&schema["additionalProperties"])),
        other => other.to_owned(),
    });
    words.collect::<Vec<_>>().join(" or ")
}
