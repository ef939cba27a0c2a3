//! `masa generate`: what packagers need.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{CommandFactory, Subcommand};
use clap_complete::Shell;

use super::{Cli, Ui, Verdict, command_reference};
use crate::source::replace;

/// Write completions, manual pages and the list of commands, for packagers.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  masa generate completions bash > /etc/bash_completion.d/masa
  masa generate man target/man
  masa generate markdown-help > commands.md")]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print the completions of a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Write a manual page for each command.
    Man {
        /// The folder; made when it is not there.
        folder: PathBuf,
    },
    /// Print what `--help` says of every command, as Markdown.
    MarkdownHelp,
}

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    match args.command {
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "masa", &mut script);
            ui.print_bytes(&script)?;
        }
        Command::Man { folder } => {
            std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
            let mut root = Cli::command().disable_help_subcommand(true);
            root.build();
            pages(&root, &folder)?;
        }
        Command::MarkdownHelp => ui.print(&command_reference())?,
    }
    Ok(Verdict::Yes)
}

/// Writes the page of a command and those of the commands under it.
fn pages(command: &clap::Command, folder: &std::path::Path) -> Result<()> {
    let man = clap_mangen::Man::new(command.clone());
    let mut page = Vec::new();
    man.render(&mut page).context("cannot write a manual page")?;
    replace(&folder.join(man.get_filename()), &page)?;
    let mut shown = command.get_subcommands().filter(|sub| !sub.is_hide_set());
    shown.try_for_each(|sub| pages(sub, folder))
}
