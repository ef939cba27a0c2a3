//! The JSON Schemas of the format, generated from the types.

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{Schema, SchemaGenerator};
use serde_json::Value;

use super::{Journey, Persona, required_keys};

/// The kinds of file that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaKind {
    /// `NAME.journey.yaml`.
    Journey,
    /// `NAME.persona.yaml`.
    Persona,
}

/// The JSON Schema (2020-12) of a kind of file.
pub fn json_schema(kind: SchemaKind) -> Value {
    match kind {
        SchemaKind::Journey => schema_of::<Journey>(),
        SchemaKind::Persona => schema_of::<Persona>(),
    }
}

/// The schema as it is printed and kept in `schemas/`.
pub fn schema_text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

/// The schema of any type of the format, with `x-` keys allowed everywhere and the required keys named.
pub(crate) fn schema_of<T: schemars::JsonSchema>() -> Value {
    let generator: SchemaGenerator = SchemaSettings::draft2020_12().with_transform(OwnKeys).into_generator();
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    let title = schema["title"].as_str().unwrap_or_default().to_owned();
    require(&title, &mut schema);
    for (name, part) in schema.get_mut("$defs").and_then(Value::as_object_mut).into_iter().flatten() {
        require(name, part);
    }
    schema
}

/// Names the required keys; serde's derive knows nothing of them, because every key is read leniently.
fn require(name: &str, schema: &mut Value) {
    let keys = required_keys(name);
    if !keys.is_empty() {
        schema["required"] = serde_json::json!(keys);
    }
}

/// Allows keys that begin with `x-` wherever unknown keys are refused, and drops defaults and `null`, which
/// only say that a key may be left out: an editor would offer them.
#[derive(Clone)]
struct OwnKeys;

impl Transform for OwnKeys {
    fn transform(&mut self, schema: &mut Schema) {
        if let Some(object) = schema.as_object_mut() {
            object.remove("default");
            if let Some(Value::Array(shapes)) = object.get_mut("anyOf") {
                shapes.retain(|shape| shape["type"] != "null");
            }
            if let Some(Value::Array(names)) = object.get_mut("type") {
                names.retain(|name| name != "null");
            }
            if let Some([only]) = object.get("type").and_then(Value::as_array).map(Vec::as_slice) {
                let only = only.clone();
                object.insert("type".into(), only);
            }
            if let Some([Value::Object(only)]) =
                object.get("anyOf").and_then(Value::as_array).map(Vec::as_slice)
            {
                let only = only.clone();
                object.remove("anyOf");
                object.extend(only.into_iter().filter(|(key, _)| key != "description"));
            }
            if object.get("additionalProperties") == Some(&Value::Bool(false)) {
                object.insert("patternProperties".into(), serde_json::json!({"^x-": true}));
            }
        }
        transform_subschemas(self, schema);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn required_keys_are_keys() {
        for kind in [SchemaKind::Journey, SchemaKind::Persona] {
            let schema = json_schema(kind);
            let parts = schema["$defs"].as_object().unwrap().values();
            for part in std::iter::once(&schema).chain(parts) {
                for key in part["required"].as_array().into_iter().flatten() {
                    assert!(part["properties"].get(key.as_str().unwrap()).is_some(), "{key}");
                }
            }
        }
    }
}
