//! Reports: a view model of worded facts first, then a format.

mod format_reference;
mod gap_report;
mod page;

pub use format_reference::format_reference;
pub use gap_report::{Chart, GapReport, MOST_WORDS, analyst, executive, gap_report_schema};
pub use page::{Block, Document, Level, Look, Picture, Run, Text, Tone};
