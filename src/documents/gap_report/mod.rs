//! The gap report: what a journey costs the customer, what is missing, and what the desired one changes.

mod analyst;
mod executive;
mod json;
mod many;
mod telling;
pub(super) mod words;

pub use analyst::{Beside, MapVersion, Since, analyst};
pub use executive::{Chart, MOST_WORDS, executive};
pub use json::gap_report_schema;
pub use many::{ReportOfFile, gap_reports_csv, gap_reports_json, gap_reports_schema};
use telling::Telling;
use words::size;

use super::Text;
use super::page::in_direction;
use crate::measure::{Action, Gap, Gaps};
use crate::reporters::escape;
use crate::tables::{Cell, Table, Terminal};
use crate::workspace::{ChangedConvention, Conventions};

/// A gap report, to be written in one of three ways.
pub struct GapReport<'g, 'j> {
    gaps: &'g Gaps<'j>,
    limit: Option<usize>,
    /// What was computed otherwise than usual.
    settings: Vec<ChangedConvention>,
}

impl<'g, 'j> GapReport<'g, 'j> {
    /// A report of at most `limit` gaps (all, when `None`); what is left out is counted.
    pub fn new(gaps: &'g Gaps<'j>, conventions: &Conventions, limit: Option<usize>) -> Self {
        Self { gaps, limit, settings: conventions.changed() }
    }

    /// All gaps as a table for spreadsheets.
    pub fn csv(&self) -> String {
        self.rows().csv()
    }

    /// All gaps, a row each, for programs.
    fn rows(&self) -> Table {
        let headers = [
            "type",
            "kind",
            "touchpoint",
            "where",
            "size",
            "value",
            "evidence",
            "persona",
            "action",
            "owner",
            "due",
            "accepted",
        ];
        let mut table = Table::new("", &headers);
        for gap in self.shown() {
            let closing = self.gaps.closing(gap);
            table.row(vec![
                Cell::text(gap.kind.gap_type().code()),
                Cell::text(gap.kind.name()),
                Cell::maybe(gap.at.map(|at| at.touchpoint.id())),
                Cell::text(words::place(gap)),
                Cell::text(size(gap, &self.gaps.current)),
                Cell::Number(gap.size.value()),
                Cell::text(gap.grade.as_str()),
                Cell::maybe(gap.persona),
                Cell::maybe(closing.action.map(Action::statement)),
                Cell::maybe(closing.owner),
                Cell::maybe(closing.due.map(|due| due.to_string()).as_deref()),
                Cell::maybe(closing.accepted),
            ]);
        }
        table
    }

    /// The report for a terminal.
    pub fn terminal(&self, terminal: Terminal) -> String {
        let telling = Telling::of(self.gaps.current.journey);
        let lines = |text: &Text| text.lines(terminal, telling.direction);
        // A terminal breaks a long title itself.
        let line = |text: &Text| text.lines(Terminal { width: usize::MAX, ..terminal }, telling.direction);
        let mut text = format!("{}\n", line(&telling.title(self.gaps)));
        telling.verdict(self.gaps, &self.settings).iter().for_each(|said| text.push_str(&lines(said)));
        for table in self.tables(telling) {
            text.push_str(&format!("\n{}", table.terminal(terminal)));
        }
        text.extend(self.left_out(telling).map(|note| line(&Text::from(note))));
        text
    }

    /// The report as Markdown.
    pub fn markdown(&self) -> String {
        let telling = Telling::of(self.gaps.current.journey);
        let mut text = format!("# {}\n\n", escape::markdown(&telling.title(self.gaps).plain()));
        for sentence in telling.verdict(self.gaps, &self.settings) {
            text.push_str(&format!("{}\n", escape::markdown(&sentence.plain())));
        }
        for table in self.tables(telling) {
            text.push_str(&format!("\n{}", table.markdown()));
        }
        if let Some(note) = self.left_out(telling) {
            text.push_str(&format!("\n{note}\n"));
        }
        in_direction(text, telling.direction)
    }

    /// The verdict for programs.
    fn verdict(&self) -> Vec<String> {
        let said = Telling::in_english().verdict(self.gaps, &self.settings);
        said.iter().map(Text::plain).collect()
    }

    fn shown(&self) -> &[Gap<'j>] {
        let all = &self.gaps.gaps;
        &all[..self.limit.unwrap_or(all.len()).min(all.len())]
    }

    fn left_out(&self, telling: Telling) -> Option<String> {
        let more = self.gaps.gaps.len() - self.shown().len();
        (more > 0).then(|| telling.more(more))
    }

    fn tables(&self, telling: Telling) -> Vec<Table> {
        let mut tables = vec![telling.at_a_glance(self.gaps), telling.gap_table(self.gaps, self.shown())];
        tables.extend(telling.alignment_table(self.gaps));
        tables
    }
}
