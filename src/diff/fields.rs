//! What differs between two values of the model, key by key.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Map, Value};

/// A key whose value is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The way to it, such as `moment_of_truth.response.owner`.
    pub path: String,
    /// What it was; `None` when it was not there.
    pub before: Option<String>,
    /// What it is; `None` when it is gone.
    pub after: Option<String>,
}

impl Field {
    /// The first key of the way.
    pub fn head(&self) -> &str {
        self.path.split('.').next().unwrap_or_default()
    }

    /// The last key of the way.
    pub fn tail(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or_default()
    }
}

/// The keys in which two structures differ, in the order of the model; lists of texts by what is only in one.
pub fn fields<T: Serialize>(before: &T, after: &T) -> Vec<Field> {
    fields_beside(before, after, &[], &HashMap::new())
}

/// The same without some of the keys, where `renamed` says what older ids are now called: who refers to the
/// same by its new name says the same.
pub fn fields_beside<T: Serialize>(
    before: &T,
    after: &T,
    without: &[&str],
    renamed: &HashMap<&str, &str>,
) -> Vec<Field> {
    let value = |structure: &T| {
        let mut value = serde_json::to_value(structure).ok()?;
        let map = value.as_object_mut()?;
        without.iter().for_each(|key| drop(map.shift_remove(*key)));
        Some(value)
    };
    let (mut before, after) = (value(before), value(after));
    if let Some(before) = before.as_mut().filter(|_| !renamed.is_empty()) {
        follow(before, renamed);
    }
    let mut found = Vec::new();
    compare("", before.as_ref(), after.as_ref(), &mut found);
    found
}

/// The keys that refer to touchpoints and stages of the same map.
const REFERENCES: [&str; 3] = ["from", "to", "addresses"];

/// Gives references the names that what they refer to has now.
fn follow(value: &mut Value, renamed: &HashMap<&str, &str>) {
    fn rename(value: &mut Value, renamed: &HashMap<&str, &str>) {
        match value {
            Value::String(id) => {
                if let Some(new) = renamed.get(id.as_str()) {
                    *id = (*new).to_owned();
                }
            }
            Value::Array(list) => list.iter_mut().for_each(|entry| rename(entry, renamed)),
            _ => {}
        }
    }
    match value {
        Value::Object(map) => map.iter_mut().for_each(|(key, value)| {
            if REFERENCES.contains(&key.as_str()) {
                rename(value, renamed);
            }
            follow(value, renamed);
        }),
        Value::Array(list) => list.iter_mut().for_each(|entry| follow(entry, renamed)),
        _ => {}
    }
}

fn compare(path: &str, before: Option<&Value>, after: Option<&Value>, found: &mut Vec<Field>) {
    if before == after {
        return;
    }
    match (before, after) {
        (Some(Value::Object(one)), Some(Value::Object(two))) => {
            let new = two.keys().filter(|key| !one.contains_key(*key));
            for key in one.keys().chain(new) {
                compare(&joined(path, key), one.get(key), two.get(key), found);
            }
        }
        (Some(Value::Array(one)), Some(Value::Array(two))) => lists(path, one, two, found),
        _ => found.push(Field { path: path.to_owned(), before: before.map(said), after: after.map(said) }),
    }
}

/// Entries with an id are the same entry; of others it is told which are only in one list.
fn lists(path: &str, one: &[Value], two: &[Value], found: &mut Vec<Field>) {
    let id = |value: &Value| value.get("id").and_then(Value::as_str).map(str::to_owned);
    let same = |value: &Value, list: &[Value]| {
        let wanted = id(value);
        list.iter().find(|other| wanted.is_some() && id(other) == wanted).cloned()
    };
    for entry in one.iter().filter(|entry| id(entry).is_some()) {
        let name = joined(path, &id(entry).unwrap_or_default());
        compare(&name, Some(entry), same(entry, two).as_ref(), found);
    }
    for entry in two.iter().filter(|entry| id(entry).is_some() && same(entry, one).is_none()) {
        compare(&joined(path, &id(entry).unwrap_or_default()), None, Some(entry), found);
    }
    let only_in = |list: &[Value], other: &[Value]| {
        let mut left: Vec<&Value> = other.iter().collect();
        let mut only: Vec<String> = Vec::new();
        for entry in list.iter().filter(|entry| id(entry).is_none()) {
            match left.iter().position(|other| *other == entry) {
                Some(at) => drop(left.swap_remove(at)),
                None => only.push(said(entry)),
            }
        }
        (!only.is_empty()).then(|| only.join("; "))
    };
    let (before, after) = (only_in(one, two), only_in(two, one));
    if before.is_some() || after.is_some() {
        found.push(Field { path: path.to_owned(), before, after });
    } else if found.iter().all(|field| !field.path.starts_with(path)) {
        // The same entries in another order.
        let all = |list: &[Value]| list.iter().map(said).collect::<Vec<_>>().join("; ");
        found.push(Field { path: path.to_owned(), before: Some(all(one)), after: Some(all(two)) });
    }
}

fn joined(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// A value in one line: texts as they are, structures as `key: value, …`.
fn said(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Object(map) => entries(map),
        Value::Array(list) => list.iter().map(said).collect::<Vec<_>>().join("; "),
        // Whole numbers of the model are floating, and 12.0 reads as more than it says.
        Value::Number(number) => match number.as_f64() {
            Some(number) => number.to_string(),
            None => number.to_string(),
        },
        Value::Null => String::new(),
    }
}

fn entries(map: &Map<String, Value>) -> String {
    let entry = |(key, value): (&String, &Value)| match value {
        Value::Object(_) => format!("{key} ({})", said(value)),
        _ => format!("{key}: {}", said(value)),
    };
    map.iter().map(entry).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told(before: Value, after: Value) -> Vec<String> {
        let show = |text: &Option<String>| text.clone().unwrap_or("–".to_owned());
        let all = fields(&before, &after);
        all.iter().map(|one| format!("{}: {} → {}", one.path, show(&one.before), show(&one.after))).collect()
    }

    #[test]
    fn keys_are_found_wherever_they_are() {
        let before = json!({"a": {"b": 1.0, "c": "x"}, "d": true, "same": [1]});
        let after = json!({"a": {"b": 2.5, "c": "x"}, "e": {"f": "y", "g": {"h": 1}}, "same": [1]});
        assert_eq!(told(before, after), ["a.b: 1 → 2.5", "d: yes → –", "e: – → f: y, g (h: 1)"]);
    }

    #[test]
    fn a_reference_to_a_new_name_is_the_same() {
        let before = json!({"arrives": {"from": "a"}, "addresses": ["a", "b"], "doing": "a"});
        let after = json!({"arrives": {"from": "x"}, "addresses": ["x", "b"], "doing": "a"});
        assert_eq!(fields_beside(&before, &after, &[], &HashMap::from([("a", "x")])), []);
        assert_eq!(fields(&before, &after).len(), 2);
    }

    #[test]
    fn lists_tell_what_is_only_in_one() {
        let list = |texts: &[&str]| json!({"pains": texts});
        assert_eq!(told(list(&["a", "b", "b"]), list(&["b", "c"])), ["pains: a; b → c"]);
        assert_eq!(told(list(&["a", "b"]), list(&["b", "a"])), ["pains: a; b → b; a"]);
        let before = json!({"all": [{"id": "x", "owner": "one"}, {"id": "y"}]});
        let after = json!({"all": [{"id": "z"}, {"id": "x", "owner": "two"}]});
        assert_eq!(told(before, after), ["all.x.owner: one → two", "all.y: id: y → –", "all.z: – → id: z"]);
    }
}
