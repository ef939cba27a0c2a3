//! `masa config`: what is set here, and where.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::select::named_file;
use super::selection::SelectionArgs;
use super::{Ui, Verdict};
use crate::check::{Origin, RULES, Settings};
use crate::reporters::escape;
use crate::syntax::Route;
use crate::workspace::{FileIndex, Workspace, load_settings};

/// Show the settings of a workspace.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Show(ShowArgs),
}

/// Print every setting with where it comes from.
///
/// What is printed is TOML that could stand in `masa.toml`; the comment behind each value names the line that set it,
/// or says `default`.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  masa config show                          what counts in this folder
  masa config show drafts/a.journey.yaml    what counts for one file, overrides included")]
struct ShowArgs {
    /// The file or folder whose settings count.
    #[arg(default_value = ".")]
    path: PathBuf,

    #[command(flatten)]
    selection: SelectionArgs,

    /// How to write the settings.
    #[arg(long, value_enum, default_value_t = Format::Toml)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Lines that could stand in `masa.toml`.
    Toml,
    /// One JSON document.
    Json,
}

/// One setting, and who set it.
struct Entry {
    section: &'static str,
    key: String,
    value: Value,
    origin: String,
}

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    let Command::Show(args) = args.command;
    let workspace = load_settings(&args.path)?;
    let settings = Settings::new(&workspace, &args.selection.read()?);
    let mut entries = general(&workspace);
    entries.extend(rules(&workspace, &settings, named_file(&workspace, &args.path)));
    match args.format {
        Format::Toml => {
            let mut section = "";
            for entry in &entries {
                if entry.section != section {
                    section = entry.section;
                    ui.print(&format!("\n[{section}]\n"))?;
                }
                let line = match &entry.value {
                    Value::Null => format!("# {} is not set", entry.key),
                    value => format!("{} = {}", entry.key, toml(value)),
                };
                ui.print(&format!("{line:<52} # {}\n", escape::terminal(&entry.origin)))?;
            }
        }
        Format::Json => {
            let entries = entries.iter().map(|entry| {
                let key = match entry.section {
                    "" => entry.key.clone(),
                    section => format!("{section}.{}", entry.key),
                };
                json!({"key": key, "value": entry.value, "origin": entry.origin})
            });
            let document = Value::Array(entries.collect());
            ui.print(&escape::json(&format!("{document:#}\n")))?;
        }
    }
    Ok(Verdict::Yes)
}

/// The settings that are not about rules.
fn general(workspace: &Workspace) -> Vec<Entry> {
    let config = &workspace.config;
    let set = serde_json::to_value(config).unwrap_or_default();
    let entry = |section: &'static str, key: &'static str, default: Value| {
        let (holder, route) = match section {
            "" => (&set, Route::root()),
            section => (&set[section], Route::root().key(section)),
        };
        let value = holder.get(key).cloned().unwrap_or(default);
        Entry { section, key: key.to_owned(), value, origin: place(workspace, &route.key(key)) }
    };
    let mut entries = vec![
        entry("", "lang", Value::Null),
        entry("", "scale", json!(crate::model::Scale::default().to_string())),
        entry("", "channels", json!([])),
        entry("", "attributes", json!([])),
        entry("", "preset", json!(crate::workspace::Preset::default().as_str())),
        entry("", "preview", json!(false)),
        entry("", "require_suppression_reason", json!(false)),
        entry("theme", "name", json!(crate::workspace::ThemeName::default().as_str())),
        entry("theme", "fonts", json!([])),
    ];
    let before_theme = entries.len() - 2;
    entries.splice(before_theme..before_theme, conventions(workspace));
    if let Some(colors) = set["theme"]["colors"].as_object() {
        for (key, value) in colors {
            let route = Route::root().key("theme").key("colors").name(key);
            let origin = place(workspace, &route);
            entries.push(Entry { section: "theme.colors", key: key.clone(), value: value.clone(), origin });
        }
    }
    entries
}

/// What numbers are computed with.
fn conventions(workspace: &Workspace) -> Vec<Entry> {
    let entry = |(section, key, value): (&'static str, String, Value)| {
        let table = section.split('.').fold(Route::root(), Route::key);
        let origin = place(workspace, &table.name(&key));
        Entry { section, key, value, origin }
    };
    workspace.conventions.entries().into_iter().map(entry).collect()
}

/// The level of every rule, and the options that somebody set.
fn rules(workspace: &Workspace, settings: &Settings, file: Option<FileIndex>) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(RULES.len());
    for (index, rule) in RULES.iter().enumerate().filter(|(_, rule)| !rule.is_fixed()) {
        let state = settings.for_file(index, file);
        let level = json!(state.level.as_str());
        let mut origin = said(workspace, state.origin);
        let mut options = serde_json::Map::new();
        for option in rule.options {
            options.insert(option.name.to_owned(), json!(state.value(option)));
            if let Some((_, by)) = state.option(option) {
                let by = said(workspace, by);
                if by != origin {
                    origin.push_str(&format!("; {}: {by}", option.name));
                }
            }
        }
        let value = match options.is_empty() {
            true => level,
            false => json!({"level": level, "options": options}),
        };
        entries.push(Entry { section: "rules", key: rule.name.to_owned(), value, origin });
    }
    entries
}

/// Who set a rule, in words.
fn said(workspace: &Workspace, origin: Origin) -> String {
    let config = &workspace.config;
    match origin {
        Origin::Default => "default".to_owned(),
        Origin::Preset => place(workspace, &Route::root().key("preset")),
        Origin::Rules(at) => {
            let word = config.rules.keys().nth(at).map_or("", String::as_str);
            place(workspace, &Route::root().key("rules").name(word))
        }
        Origin::Override(one, at) => {
            let word = config.overrides[one].rules.keys().nth(at).map_or("", String::as_str);
            place(workspace, &Route::root().key("overrides").index(one).key("rules").name(word))
        }
        Origin::Flag => "command line".to_owned(),
    }
}

/// The file and line of a key of `masa.toml`, or `default`.
fn place(workspace: &Workspace, route: &Route) -> String {
    let config = workspace.config_file().map(|index| &workspace.files[index]);
    let found = config.and_then(|file| Some((file, file.tree.key_span(&file.source, route)?)));
    match found {
        Some((file, span)) => format!("{}:{}", file.source.name(), file.source.position(span.start).line),
        None => "default".to_owned(),
    }
}

/// A value as TOML writes it; JSON strings and lists are the same there.
fn toml(value: &Value) -> String {
    match value {
        Value::Object(pairs) => {
            let pairs: Vec<_> = pairs.iter().map(|(key, value)| format!("{key} = {}", toml(value))).collect();
            format!("{{{}}}", pairs.join(", "))
        }
        Value::Number(number) if number.as_f64().is_some_and(|number| number.fract() == 0.0) => {
            format!("{}", number.as_f64().unwrap_or_default())
        }
        Value::Array(items) => format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", ")),
        Value::String(text) => quoted(text),
        other => other.to_string(),
    }
}

/// A text as TOML quotes it; unlike JSON it has no pairs of surrogates.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if escape::is_unsafe(c) => quoted.push_str(&format!("\\U{:08X}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
