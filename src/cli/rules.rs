//! `masa rules`: the list of rules.

use std::path::PathBuf;

use anyhow::Result;
use clap::ValueEnum;
use serde_json::json;

use super::select::named_file;
use super::selection::SelectionArgs;
use super::{Ui, Verdict};
use crate::check::{Group, OptionDefault, RULES, RuleOption, Settings, Stability};
use crate::tables::hanging;
use crate::workspace::{RuleLevel, load_settings};

/// List the rules with the levels they have here.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  masa rules                          as masa.toml of this folder sets them
  masa rules drafts/a.journey.yaml    as they are for one file, overrides included
  masa rules --select scope           what a selection would run")]
pub(super) struct Args {
    /// The file or folder whose settings count.
    #[arg(default_value = ".")]
    path: PathBuf,

    #[command(flatten)]
    selection: SelectionArgs,

    /// How to write the list.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Lines grouped by what the rules are about.
    Text,
    /// One JSON document with everything that is known about each rule.
    Json,
}

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    let workspace = load_settings(&args.path)?;
    let selection = args.selection.read()?;
    let settings = Settings::new(&workspace, &selection);
    let file = named_file(&workspace, &args.path);
    let level = |rule: usize| settings.for_file(rule, file).level;
    // A selection is a question about what it would run.
    let asks = !selection.select.is_empty();
    let is_listed = |rule: usize| !asks || level(rule) != RuleLevel::Off;
    match args.format {
        Format::Text => {
            for group in Group::ALL {
                let rules =
                    RULES.iter().enumerate().filter(|(index, rule)| rule.group == group && is_listed(*index));
                let mut rules = rules.peekable();
                if rules.peek().is_none() {
                    continue;
                }
                ui.print(&format!("{}\n", group.slug()))?;
                for (index, rule) in rules {
                    let (code, name, level) = (rule.code, rule.name, level(index));
                    let trial = if rule.stability == Stability::Preview { " (on trial)" } else { "" };
                    let lead = format!("  {code}  {level:<8} {name:<32} ");
                    let summary = format!("{}{trial}", rule.summary());
                    ui.print(&line(&lead, &summary, ui.terminal_width()))?;
                }
            }
        }
        Format::Json => {
            let rules =
                RULES.iter().enumerate().filter(|(index, _)| is_listed(*index)).map(|(index, rule)| {
                    json!({
                        "code": rule.code,
                        "name": rule.name,
                        "group": rule.group.slug(),
                        "level": level(index).as_str(),
                        "default_level": rule.level.as_str(),
                        "stability": if rule.stability == Stability::Preview { "preview" } else { "stable" },
                        "since": rule.since,
                        "formerly": rule.formerly,
                        "options": rule.options.iter().map(|option| described(option)).collect::<Vec<_>>(),
                        "summary": rule.summary(),
                        "doc": rule.doc(),
                    })
                });
            ui.print(&format!("{:#}\n", serde_json::Value::Array(rules.collect())))?;
        }
    }
    Ok(Verdict::Yes)
}

/// The line of a rule: whole, or within the width of a terminal. Where little is left behind the name, the summary goes
/// under it.
fn line(lead: &str, summary: &str, width: Option<usize>) -> String {
    const FEWEST: usize = 40;
    match width {
        None => format!("{lead}{summary}\n"),
        Some(width) if width < lead.len() + FEWEST => {
            format!("{}\n{}", lead.trim_end(), hanging("         ", summary, width))
        }
        Some(width) => hanging(lead, summary, width),
    }
}

fn described(option: &RuleOption) -> serde_json::Value {
    let mut described = json!({"name": option.name, "what": option.what, "default": option.default.value()});
    if let OptionDefault::Number { min, max, .. } = option.default {
        described["min"] = json!(min);
        described["max"] = json!(max);
    }
    described
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_goes_behind_the_name_or_under_it() {
        let lead = "  JM101  warning  no-pre-contact-stage             ";
        let summary = "Nothing happens before the first contact with the provider.";
        assert_eq!(line(lead, summary, None), format!("{lead}{summary}\n"));
        assert_eq!(
            line(lead, summary, Some(80)),
            "  JM101  warning  no-pre-contact-stage\n         Nothing happens before the first contact with the provider.\n"
        );
        assert_eq!(
            line(lead, summary, Some(100)),
            format!(
                "{lead}Nothing happens before the first contact with the\n{}provider.\n",
                " ".repeat(lead.len())
            )
        );
    }
}
