//! Reports: a view model of worded facts first, then Markdown, JSON or the terminal.

mod diff_report;
mod format_reference;
mod gap_report;
mod history;

pub use diff_report::{DiffReport, diff_report_schema};
pub use format_reference::format_reference;
pub use gap_report::{GapReport, gap_report_schema};
pub use history::{History, HistoryEntry, history_schema};
