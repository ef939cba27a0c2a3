//! `masa schema`: the JSON Schemas.

use anyhow::Result;
use clap::ValueEnum;

use super::{Ui, Verdict};
use crate::documents::{
    atlas_schema, diff_report_schema, gap_report_schema, gap_reports_schema, history_schema,
    simulation_schema,
};
use crate::model::{SchemaKind, json_schema, schema_text};
use crate::reporters::findings_schema;
use crate::tables::tables_schema;
use crate::workspace::config_schema;

/// Print the JSON Schema of a kind of file, for editors and programs.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Which schema.
    #[arg(value_enum)]
    kind: Kind,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// NAME.journey.yaml
    Journey,
    /// NAME.persona.yaml
    Persona,
    /// masa.toml
    Config,
    /// What `masa check --format json` writes.
    Findings,
    /// What `masa show --format json` writes.
    Tables,
    /// What `masa gaps FILE --format json` writes.
    Gaps,
    /// What `masa gaps --format json` writes about folders and several files.
    GapReports,
    /// What `masa simulate --format json` writes.
    Simulation,
    /// What `masa atlas --format json` writes.
    Atlas,
    /// What `masa diff --format json` writes.
    Diff,
    /// What `masa log --format json` writes.
    History,
}

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    let schema = match args.kind {
        Kind::Journey => json_schema(SchemaKind::Journey),
        Kind::Persona => json_schema(SchemaKind::Persona),
        Kind::Config => config_schema(),
        Kind::Findings => findings_schema(),
        Kind::Tables => tables_schema(),
        Kind::Gaps => gap_report_schema(),
        Kind::GapReports => gap_reports_schema(),
        Kind::Simulation => simulation_schema(),
        Kind::Atlas => atlas_schema(),
        Kind::Diff => diff_report_schema(),
        Kind::History => history_schema(),
    };
    ui.print(&schema_text(&schema))?;
    Ok(Verdict::Yes)
}
