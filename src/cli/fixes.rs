//! Mending files from the command line: `masa check --fix`.

use anyhow::{Result, bail};

use super::Ui;
use crate::check::{Mended, Options, Outcome, mend};
use crate::reporters::{plural, unified};
use crate::source::rewrite;
use crate::workspace::{STDIN, Workspace};

/// Whether and how findings are mended.
#[derive(clap::Args)]
#[command(group(clap::ArgGroup::new("mending").multiple(true)))]
pub(super) struct FixArgs {
    /// Mend what can be mended without changing what a map means, and check what is left.
    #[arg(long, group = "mending")]
    fix: bool,

    /// Take good guesses, too; look at the result. Goes with --fix or --diff.
    #[arg(long, requires = "mending")]
    unsafe_fixes: bool,

    /// Write nothing; show what --fix would change.
    #[arg(long, group = "mending")]
    diff: bool,
}

impl FixArgs {
    /// Whether only the changes are to be shown.
    pub(super) fn is_diff(&self) -> bool {
        self.diff
    }

    /// Whether files are to be changed, or changes shown.
    pub(super) fn is_wanted(&self) -> bool {
        self.fix || self.diff
    }
}

/// Mends the workspaces and writes the files, or shows the changes; gives back what is there now.
pub(super) fn run(
    args: &FixArgs,
    workspaces: Vec<Workspace>,
    options: &Options,
    ui: &mut Ui,
) -> Result<Vec<(Workspace, Outcome)>> {
    let is_stdin = |workspace: &Workspace| workspace.files.iter().any(|file| file.source.name() == STDIN);
    if args.fix && !args.diff && workspaces.iter().any(is_stdin) {
        bail!("standard input cannot be mended; name a file, or show the changes with --diff");
    }
    let mut left = Vec::with_capacity(workspaces.len());
    let (mut count, mut files, mut failed) = (0, 0, 0);
    for workspace in workspaces {
        let Mended { workspace, outcome, before, count: taken } = mend(workspace, options, args.unsafe_fixes);
        for (index, old) in &before {
            let file = &workspace.files[*index];
            let (name, old, new) = (file.source.name(), old.as_read(), file.source.as_read());
            if args.diff {
                ui.print(&unified(name, "fixed", &old, &new, ui.colour))?;
            } else if let Err(error) = rewrite(&file.path, old.as_bytes(), new.as_bytes()) {
                ui.error(&error.of(name).into());
                failed += 1;
                continue;
            }
            files += 1;
        }
        count += taken;
        left.push((workspace, outcome));
    }
    if failed > 0 {
        bail!("{} could not be written", plural(failed, "file"));
    }
    let done = if args.diff { "would be fixed" } else { "fixed" };
    ui.note(&format!("{} {done} in {}", plural(count, "finding"), plural(files, "file")));
    Ok(left)
}
