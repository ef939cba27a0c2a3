//! Tables as Markdown, CSV and JSON.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Cell, Table};
use crate::reporters::{escape, schema_of_output};

impl Table {
    /// A Markdown table under a heading.
    pub fn markdown(&self) -> String {
        format!("## {}\n\n{}", escape::markdown(&self.title), self.markdown_rows())
    }

    /// A Markdown table without a heading.
    pub fn markdown_rows(&self) -> String {
        let mut text = String::new();
        let headers: Vec<_> = self.headers.iter().map(|header| escape::markdown(header)).collect();
        text.push_str(&format!("| {} |\n|", headers.join(" | ")));
        for column in 0..self.headers.len() {
            text.push_str(if self.is_numeric(column) { "--:|" } else { "---|" });
        }
        text.push('\n');
        for row in &self.rows {
            let cells: Vec<_> = row.iter().map(|cell| escape::markdown(&cell.shown())).collect();
            text.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
        text
    }

    /// A CSV file after RFC 4180, with a header line; numbers plain, durations in seconds, and nothing
    /// that a spreadsheet would run.
    pub fn csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let _ = writer.write_record(self.headers.iter().map(|header| escape::csv(header)));
        for row in &self.rows {
            let cells = row.iter().map(|cell| match cell {
                Cell::Text(text) => escape::csv(text),
                Cell::Score(v) | Cell::Number(v) | Cell::Share(v) | Cell::Tenths(v) | Cell::Change(v) => {
                    plain(*v)
                }
                Cell::Duration(duration) => duration.seconds().to_string(),
                Cell::Count(count) | Cell::More(count) => count.to_string(),
                Cell::Empty => String::new(),
            });
            let _ = writer.write_record(cells);
        }
        writer.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
    }

    /// The rows as JSON objects by column.
    fn json(&self) -> TableItem<'_> {
        let keys = self.keys();
        let rows = self.rows.iter().map(|row| {
            let pairs = keys.iter().zip(row).map(|(key, cell)| {
                let value = match cell {
                    Cell::Empty => Value::Null,
                    Cell::Text(text) => json!(text),
                    Cell::Count(count) | Cell::More(count) => json!(count),
                    Cell::Score(v) | Cell::Number(v) | Cell::Share(v) | Cell::Tenths(v) | Cell::Change(v) => {
                        json!(round(*v))
                    }
                    Cell::Duration(duration) => json!(duration.seconds()),
                };
                (key.clone(), value)
            });
            pairs.collect()
        });
        TableItem { title: &self.title, rows: rows.collect() }
    }

    /// The columns as keys, no two of them alike: a stage may be called like another column.
    fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::with_capacity(self.headers.len());
        for header in &self.headers {
            let key = header.replace(' ', "_");
            let mut tried = (1..).map(|nth| if nth == 1 { key.clone() } else { format!("{key}_{nth}") });
            keys.extend(tried.find(|key| !keys.contains(key)));
        }
        keys
    }
}

/// Tables for programs. Fields may be added; the ones here keep their name and meaning as long as `format` is
/// `masa-tables-v1`.
#[derive(Serialize, JsonSchema)]
struct TablesDocument<'t> {
    /// The version of this format.
    format: &'static str,
    /// The tables, in the order they were asked for.
    tables: Vec<TableItem<'t>>,
}

/// A table.
#[derive(Serialize, JsonSchema)]
struct TableItem<'t> {
    /// What it shows, in words.
    title: &'t str,
    /// Its rows, each an object with a key for every column, `_` for spaces.
    #[schemars(with = "Vec<BTreeMap<String, TableValue>>")]
    rows: Vec<Map<String, Value>>,
}

/// A cell: words, a number, or `null` where there is nothing to say. Emotion lies from -1 to 1, shares from 0 to 1,
/// durations are in seconds.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "says what a cell can be; cells themselves are written as they are")]
enum TableValue {
    Text(String),
    Number(f64),
    Nothing(()),
}

/// Tables as one JSON document.
pub fn tables_json(tables: &[Table]) -> String {
    let document =
        TablesDocument { format: "masa-tables-v1", tables: tables.iter().map(Table::json).collect() };
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    escape::json(&format!("{text}\n"))
}

/// The JSON Schema of that document.
pub fn tables_schema() -> Value {
    schema_of_output::<TablesDocument<'_>>()
}

/// Six decimals are more than any survey knows, and the same on every machine.
pub(crate) fn round(v: f64) -> f64 {
    let rounded = (v * 1e6).round() / 1e6;
    if rounded == 0.0 { 0.0 } else { rounded }
}

fn plain(v: f64) -> String {
    round(v).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new("a|b", &["name", "v"]);
        table.row(vec![Cell::text("=1+1"), Cell::Score(-0.5)]);
        table.row(vec![Cell::text("x|y\n<b>, \"z\""), Cell::Empty]);
        table
    }

    #[test]
    fn markdown_keeps_its_columns() {
        let text = table().markdown();
        let columns = |line: &str| line.replace("\\|", "").matches('|').count();
        assert!(text.lines().skip(2).all(|line| columns(line) == 3), "{text}");
        assert!(!text.contains("<b>"));
    }

    #[test]
    fn columns_of_one_name_keep_their_values() {
        let mut table = Table::new("t", &["a b", "a_b", "a b"]);
        table.row(vec![Cell::Count(1), Cell::Count(2), Cell::Count(3)]);
        let rows = table.json().rows;
        assert_eq!(json!(rows), json!([{"a_b": 1, "a_b_2": 2, "a_b_3": 3}]));
    }

    #[test]
    fn csv_is_quoted_and_runs_nothing() {
        assert_eq!(table().csv(), "name,v\n'=1+1,-0.5\n\"x|y <b>, \"\"z\"\"\",\n");
    }
}
