//! The command line: one file a command, and `ui`, the only place that writes to the terminal.

mod analysis;
mod atlas;
mod baseline;
mod check;
mod config;
mod diff;
mod drawing;
mod explain;
mod fixes;
mod fmt;
mod gap_limits;
mod gaps;
mod generate;
mod handout;
mod log;
mod new;
mod output;
mod picture;
mod render;
mod reports;
mod rules;
mod schema;
mod select;
mod selection;
mod show;
mod simulate;
mod ui;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use ui::{ColorChoice, Ui};

use crate::reporters::escape;

/// Customer journey maps as code: check, show, draw and compare journeys kept as YAML text.
#[derive(Parser)]
#[command(name = "masa", version, max_term_width = 100, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 done and clean; 1 done, and the answer is no; 2 could not be done.")]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// When to colour the output: on a terminal, always, or never.
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto)]
    color: ColorChoice,

    /// Say less: findings and data only.
    #[arg(short, long, global = true)]
    quiet: bool,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Args),
    Fmt(fmt::Args),
    Show(show::Args),
    Render(render::Args),
    Gaps(gaps::Args),
    Simulate(simulate::Args),
    Atlas(atlas::Args),
    Handout(handout::Args),
    Diff(diff::Args),
    Log(log::Args),
    Init(new::InitArgs),
    New(new::NewArgs),
    Explain(explain::Args),
    Rules(rules::Args),
    Baseline(baseline::Args),
    Config(config::Args),
    Schema(schema::Args),
    #[command(hide = true)]
    Generate(generate::Args),
}

/// What a command has to say with its exit code.
pub enum Verdict {
    /// Done and clean.
    Yes,
    /// Done, and the answer is no.
    No,
}

/// Runs masa with the given arguments (the first is the program's name).
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = check::with_grade(arguments.into_iter().collect());
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // An argument may be the name of somebody's file, and the error repeats it.
            let harmless = arguments
                .iter()
                .map(|argument| OsString::from(escape::terminal(&argument.to_string_lossy()).into_owned()));
            let error = Cli::try_parse_from(harmless).err().unwrap_or(error);
            return ExitCode::from(ui::print_usage(&error));
        }
    };
    let mut ui = Ui::new(cli.color, cli.quiet);
    let verdict = match cli.command {
        Command::Check(args) => check::run(args, &mut ui),
        Command::Fmt(args) => fmt::run(args, &mut ui),
        Command::Show(args) => show::run(args, &mut ui),
        Command::Render(args) => render::run(args, &mut ui),
        Command::Gaps(args) => gaps::run(args, &mut ui),
        Command::Simulate(args) => simulate::run(args, &mut ui),
        Command::Atlas(args) => atlas::run(args, &mut ui),
        Command::Handout(args) => handout::run(args, &mut ui),
        Command::Diff(args) => diff::run(args, &mut ui),
        Command::Log(args) => log::run(args, &mut ui),
        Command::Init(args) => new::init(args, &mut ui),
        Command::New(args) => new::new(args, &mut ui),
        Command::Explain(args) => explain::run(args, &mut ui),
        Command::Rules(args) => rules::run(args, &mut ui),
        Command::Baseline(args) => baseline::run(args, &mut ui),
        Command::Config(args) => config::run(args, &mut ui),
        Command::Schema(args) => schema::run(args, &mut ui),
        Command::Generate(args) => generate::run(args, &mut ui),
    };
    match verdict.and_then(|verdict| ui.finish().map(|()| verdict)) {
        Ok(Verdict::Yes) => ExitCode::SUCCESS,
        Ok(Verdict::No) => ExitCode::from(1),
        // Whoever reads the output has read enough.
        Err(error) if ui::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            ui.error(&error);
            ExitCode::from(2)
        }
    }
}

/// The page `docs/commands.md`: every command with its help.
pub fn command_reference() -> String {
    use clap::CommandFactory;

    fn add(page: &mut String, command: &mut clap::Command, path: &str) {
        let help = command.render_long_help().to_string();
        page.push_str(&format!("\n## {path}\n\n```text\n{}\n```\n", help.trim_end()));
        for sub in command.get_subcommands_mut().filter(|sub| sub.get_name() != "help" && !sub.is_hide_set())
        {
            let path = format!("{path} {}", sub.get_name());
            add(page, sub, &path);
        }
    }

    let mut page = String::from(
        "# Commands\n\nWhat `--help` says. Exit codes are the same everywhere: 0 done and clean; 1 done, and the answer is \
         no (findings at or above `--fail-on`, a picture out of date, differences with `--exit-code`); 2 could not be done (usage, settings, unreadable or \
         missing input).\n",
    );
    // A width of its own, so that the page does not depend on the terminal it is made in.
    let mut command = Cli::command().term_width(100).disable_help_subcommand(true);
    command.build();
    add(&mut page, &mut command, "masa");
    page
}
