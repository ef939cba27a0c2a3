//! The gap reports of several files together, for programs.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::GapReport;
use super::json::Report;
use crate::reporters::{escape, schema_of_output};
use crate::tables::{Cell, Table};

/// A gap report with the file it is about.
pub struct ReportOfFile<'r, 'g, 'j> {
    /// The name of the file of the current journey, as it is shown.
    pub file: &'r str,
    /// The report.
    pub report: &'r GapReport<'g, 'j>,
    /// The lines it crosses, each with why.
    pub crossed: &'r [String],
}

/// The gap reports of several files. Fields may be added; the ones here keep their name and meaning.
#[derive(Serialize, JsonSchema)]
struct Reports<'r> {
    /// The version of this format.
    format: &'static str,
    /// The reports, in the order of their files.
    reports: Vec<Item<'r>>,
}

/// The report of one file.
#[derive(Serialize, JsonSchema)]
struct Item<'r> {
    /// The file of the current journey.
    file: &'r str,
    /// The lines of `--fail-on-gap` that it crosses, each with why.
    crossed: &'r [String],
    /// The report, as `masa gaps FILE --format json` writes it.
    report: Report<'r>,
}

/// Gap reports as one JSON document.
pub fn gap_reports_json(all: &[ReportOfFile<'_, '_, '_>]) -> String {
    let reports =
        all.iter().map(|one| Item { file: one.file, crossed: one.crossed, report: one.report.report() });
    let document = Reports { format: "masa-gap-reports-v1", reports: reports.collect() };
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    escape::json(&format!("{text}\n"))
}

/// The JSON Schema of that document.
pub fn gap_reports_schema() -> Value {
    schema_of_output::<Reports<'_>>()
}

/// The gaps of all files as one table for spreadsheets: that of one file, with the file and the journeys before it.
pub fn gap_reports_csv(all: &[ReportOfFile<'_, '_, '_>]) -> String {
    let mut table = Table::default();
    for one in all {
        let rows = one.report.rows();
        let own = ["file", "journey", "desired"].map(str::to_owned);
        table.headers = own.into_iter().chain(rows.headers).collect();
        let gaps = one.report.gaps;
        let desired = gaps.desired.as_ref().map(|side| side.journey.journey.as_str());
        let journey = gaps.current.journey.journey.as_str();
        let begin = [Cell::text(one.file), Cell::text(journey), Cell::maybe(desired)];
        table
            .rows
            .extend(rows.rows.into_iter().map(|row| begin.iter().cloned().chain(row).collect::<Vec<_>>()));
    }
    table.csv()
}
