//! `masa generate`: what those who package masa put beside it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap_complete::Shell;
use clap_mangen::Man;

use super::{Ui, Verdict, command_reference, commands};
use crate::source::replace;

/// Write completions, manual pages or the reference of commands, for packages.
#[derive(clap::Args)]
#[command(hide = true)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// A script that completes commands and options, to standard output.
    Completions {
        /// The shell it is for.
        #[arg(value_enum)]
        shell: Shell,
    },
    /// A manual page for each command.
    Man {
        /// The folder; made when it is not there.
        dir: PathBuf,
    },
    /// Every command with its help as Markdown, to standard output.
    MarkdownHelp,
}

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    match args.what {
        What::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut commands(), "masa", &mut script);
            ui.print_bytes(&script)?;
        }
        What::Man { dir } => {
            std::fs::create_dir_all(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
            let mut command = commands().disable_help_subcommand(true);
            command.build();
            let count = manual(&command, &dir)?;
            ui.note(&format!("{count} pages in {}", dir.display()));
        }
        What::MarkdownHelp => ui.print(&command_reference())?,
    }
    Ok(Verdict::Yes)
}

/// Writes the page of a command and those of its subcommands, and counts them.
fn manual(command: &clap::Command, dir: &Path) -> Result<usize> {
    let page = Man::new(command.clone());
    let mut text = Vec::new();
    page.render(&mut text)?;
    replace(&dir.join(page.get_filename()), &text)?;
    let shown = command.get_subcommands().filter(|sub| !sub.is_hide_set());
    shown.map(|sub| manual(sub, dir)).try_fold(1, |count, more| Ok(count + more?))
}
