//! Reports: a view model of worded facts first, then Markdown, JSON or the terminal.

mod atlas;
mod format_reference;
mod gap_report;
mod simulation;

pub use atlas::{Atlas, atlas_schema};
pub use format_reference::format_reference;
pub use gap_report::{GapReport, gap_report_schema};
pub use simulation::{Scenario, Simulation, simulation_schema};
