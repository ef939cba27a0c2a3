//! Tables as Markdown, CSV and JSON.

use serde_json::{Map, Value, json};

use super::{Cell, Table};
use crate::reporters::escape;

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

    /// The rows as JSON objects by column; absent values are `null`, durations in seconds.
    pub fn json(&self) -> Value {
        let rows = self.rows.iter().map(|row| {
            let pairs = self.headers.iter().zip(row).map(|(header, cell)| {
                let value = match cell {
                    Cell::Empty => Value::Null,
                    Cell::Text(text) => json!(text),
                    Cell::Count(count) | Cell::More(count) => json!(count),
                    Cell::Score(v) | Cell::Number(v) | Cell::Share(v) | Cell::Tenths(v) | Cell::Change(v) => {
                        json!(round(*v))
                    }
                    Cell::Duration(duration) => json!(duration.seconds()),
                };
                (header.replace(' ', "_"), value)
            });
            Value::Object(pairs.collect::<Map<_, _>>())
        });
        json!({"title": self.title, "rows": rows.collect::<Vec<_>>()})
    }
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
    fn csv_is_quoted_and_runs_nothing() {
        assert_eq!(table().csv(), "name,v\n'=1+1,-0.5\n\"x|y <b>, \"\"z\"\"\",\n");
    }
}
