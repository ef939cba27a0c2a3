//! Reports: a view model of worded facts first, then a format.

mod atlas;
mod diff_report;
mod format_reference;
mod gap_report;
mod handout;
mod history;
mod page;
mod simulation;
mod words;

pub use atlas::{Atlas, atlas_schema};
pub use diff_report::{DiffReport, diff_report_schema};
pub use format_reference::format_reference;
pub use gap_report::{
    Beside, Chart, GapReport, MOST_WORDS, MapVersion, ReportOfFile, Since, analyst, executive,
    gap_report_schema, gap_reports_csv, gap_reports_json, gap_reports_schema,
};
pub use handout::handout;
pub use history::{History, HistoryEntry, history_schema};
pub use page::{Block, Document, Level, Look, Picture, Run, Text, Tone};
pub use simulation::{AS_MAPPED, Scenario, Simulation, WHAT_IF, simulation_schema};
