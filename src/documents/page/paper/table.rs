//! Tables on paper: columns as wide as their words need, the heads said again on every page.

use std::rc::Rc;

use super::set::{BODY, Chunk, Ink, Part, Place, Setter};
use crate::documents::page::Text;
use crate::draw::text::{Align, TextStyle};
use crate::draw::theme::size;
use crate::tables::Table;

/// Between the edge of a cell and its words.
const PADDING: f64 = 8.0;
/// How thick the lines between rows are.
const LINE: f64 = 1.5;

impl Setter<'_> {
    /// Lays out a table, a chunk for each row.
    pub fn table(&mut self, table: &Table) {
        if !table.title.is_empty() {
            let place = Place { gap: 18.0, keeps_with_next: true, ..Place::default() };
            self.text(&table.title.as_str().into(), TextStyle::semibold(BODY), place);
        }
        let rows: Vec<Vec<String>> =
            table.rows.iter().map(|row| row.iter().map(|cell| cell.shown()).collect()).collect();
        let widths = self.widths(table, &rows);
        let numeric: Vec<bool> = (0..table.headers.len()).map(|column| table.is_numeric(column)).collect();
        let head = self.row(&table.headers, &widths, &numeric, TextStyle::semibold(size::SMALL));
        let rows_of_page: Vec<Chunk> = rows
            .iter()
            .map(|row| self.row(row, &widths, &numeric, TextStyle::regular(size::SMALL)))
            .collect();
        if rows_of_page.iter().any(|row| head.height + row.height > self.room) {
            self.records(table, &rows);
            return;
        }
        let head = Rc::new(head);
        self.chunk(Chunk { gap: 8.0, keeps_with_next: true, ..(*head).clone() });
        for row in rows_of_page {
            self.chunk(Chunk { head: Some(head.clone()), ..row });
        }
    }

    /// The width of each column: what it needs on one line; when that is too much, all give way between that and
    /// their longest words; and when that is too much, too, words are broken.
    fn widths(&mut self, table: &Table, rows: &[Vec<String>]) -> Vec<f64> {
        let (head, body) = (TextStyle::semibold(size::SMALL), TextStyle::regular(size::SMALL));
        let columns = table.headers.iter().enumerate().map(|(column, header)| {
            let mut natural = self.engine.width(header, head);
            let mut least = self.engine.longest_word(header, head);
            for row in rows {
                natural = natural.max(self.engine.width(&row[column], body));
                least = least.max(self.engine.longest_word(&row[column], body));
            }
            (natural + 1.0, least + 1.0)
        });
        let columns: Vec<(f64, f64)> = columns.collect();
        let room = self.width - 2.0 * PADDING * columns.len() as f64;
        let (natural, least) = columns.iter().fold((0.0, 0.0), |sum, (n, l)| (sum.0 + n, sum.1 + l));
        let share = if natural > least { ((room - least) / (natural - least)).clamp(0.0, 1.0) } else { 1.0 };
        let squeeze = (room / least.max(1.0)).min(1.0);
        columns.iter().map(|(natural, least)| squeeze * (least + share * (natural - least))).collect()
    }

    /// A row with a line below it.
    fn row(&mut self, cells: &[String], widths: &[f64], numeric: &[bool], style: TextStyle) -> Chunk {
        let mut parts = Vec::new();
        let mut u = 0.0;
        let mut height: f64 = 0.0;
        for ((text, width), is_numeric) in cells.iter().zip(widths).zip(numeric) {
            let align = if *is_numeric { Align::End } else { Align::Start };
            let block = self.aligned(&text.into(), style, *width, align);
            height = height.max(block.height);
            parts.push(Part::Words {
                block,
                u: u + PADDING,
                y: PADDING / 2.0,
                ink: Ink::Text,
                class: "text",
            });
            u += width + 2.0 * PADDING;
        }
        let height = height + PADDING + LINE;
        parts.push(Part::Box { u: 0.0, y: height - LINE, width: u, height: LINE, ink: Ink::Hairline });
        Chunk { parts, height, ..Chunk::default() }
    }

    /// The rows one under the other, a line a value: for words too many for a column.
    fn records(&mut self, table: &Table, rows: &[Vec<String>]) {
        for row in rows {
            let values = table.headers.iter().zip(row).filter(|(_, value)| !value.is_empty());
            for (nth, (header, value)) in values.enumerate() {
                let gap = if nth == 0 { 16.0 } else { 4.0 };
                let text = Text::from(header).strong().and(": ").and(value);
                self.text(&text, TextStyle::regular(size::SMALL), Place { gap, ..Place::default() });
            }
        }
    }
}
