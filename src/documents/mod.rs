//! Reports: a view model of worded facts first, then a format.

mod format_reference;
mod gap_report;
mod handout;
mod page;
mod words;

pub use format_reference::format_reference;
pub use gap_report::{GapReport, gap_report_schema};
pub use handout::handout;
pub use page::{Block, Document, Level, Look, Picture, Run, Text, Tone};
