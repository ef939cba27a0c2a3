//! `masa rules`: the list of rules.

use anyhow::Result;
use clap::ValueEnum;

use super::{Ui, Verdict};
use crate::check::{Group, RULES};

/// List the rules with their default levels.
#[derive(clap::Args)]
pub(super) struct Args {
    /// How to write the list.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Lines grouped by what the rules are about.
    Text,
    /// One JSON document.
    Json,
}

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    match args.format {
        Format::Text => {
            for group in Group::ALL {
                let heading = group.name();
                ui.print(&format!("{heading}\n"))?;
                for rule in RULES.iter().filter(|rule| rule.group == group) {
                    let (code, name, level) = (rule.code, rule.name, rule.level);
                    ui.print(&format!("  {code}  {level:<8} {name:<32} {}\n", rule.summary()))?;
                }
            }
        }
        Format::Json => {
            let rules: Vec<_> = RULES
                .iter()
                .map(|rule| {
                    serde_json::json!({
                        "code": rule.code,
                        "name": rule.name,
                        "group": rule.group.name(),
                        "level": rule.level.as_str(),
                        "summary": rule.summary(),
                    })
                })
                .collect();
            ui.print(&format!("{:#}\n", serde_json::Value::Array(rules)))?;
        }
    }
    Ok(Verdict::Yes)
}
