//! The only place that writes to standard output and standard error.

use std::io::{self, IsTerminal, Write};

use anyhow::{Context, Result};
use clap::ValueEnum;

use crate::reporters::escape;
use crate::tables::Terminal;

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`; `FORCE_COLOR` turns it on.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Standard output and standard error.
pub struct Ui {
    out: io::BufWriter<io::Stdout>,
    /// Whether standard output is coloured.
    pub colour: bool,
    quiet: bool,
}

impl Ui {
    /// Decides about colour from the flag, the environment and what standard output is.
    pub fn new(choice: ColorChoice, quiet: bool) -> Self {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let auto = || {
            let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
            let terminal = io::stdout().is_terminal() && !dumb;
            !set("NO_COLOR") && (set("FORCE_COLOR") || set("CLICOLOR_FORCE") || terminal)
        };
        let colour = match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => auto(),
        };
        Self { out: io::BufWriter::new(io::stdout()), colour, quiet }
    }

    /// The width to lay out for: that of the terminal, `COLUMNS`, or 100.
    pub fn width(&self) -> usize {
        let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        columns.or_else(terminal).unwrap_or(100).clamp(40, 500)
    }

    /// Whether standard output is a terminal.
    pub fn is_terminal(&self) -> bool {
        io::stdout().is_terminal()
    }

    /// The width of the terminal that standard output is; nothing when a file or a program gets it, for which lines
    /// stay whole.
    pub fn terminal_width(&self) -> Option<usize> {
        self.is_terminal().then(|| self.width())
    }

    /// What tables can count on.
    pub fn terminal(&self) -> Terminal {
        Terminal { width: self.width(), colour: self.colour, isolate: self.is_terminal() }
    }

    /// Writes text to standard output.
    pub fn print(&mut self, text: &str) -> Result<()> {
        self.out.write_all(text.as_bytes()).context("cannot write to standard output")
    }

    /// Writes bytes that are no text to standard output.
    pub fn print_bytes(&mut self, bytes: &[u8]) -> Result<()> {
        self.out.write_all(bytes).context("cannot write to standard output")
    }

    /// Writes a line to standard error, unless `--quiet`; what could act in it is made harmless.
    pub fn note(&mut self, line: &str) {
        self.block(&escape::terminal(line));
    }

    /// Writes lines that are harmless already to standard error, unless `--quiet`.
    pub fn block(&mut self, text: &str) {
        if !self.quiet {
            self.complain(text);
        }
    }

    /// Writes lines that are harmless already to standard error, even when asked to say less.
    pub fn complain(&mut self, text: &str) {
        let _ = self.out.flush();
        let _ = writeln!(io::stderr(), "{text}");
    }

    /// Writes an error of the tool to standard error.
    pub fn error(&mut self, error: &anyhow::Error) {
        let _ = self.out.flush();
        let text = format!("{error:#}");
        let mut lines = text.lines();
        let first = escape::terminal(lines.next().unwrap_or_default()).into_owned();
        let _ = writeln!(io::stderr(), "error: {first}");
        for line in lines {
            let _ = writeln!(io::stderr(), "  {}", escape::terminal(line));
        }
    }

    /// Writes out what is still held back.
    pub fn finish(&mut self) -> Result<()> {
        self.out.flush().context("cannot write to standard output")
    }
}

/// Writes help, the version or a usage error where each belongs; the exit code says whether it got there.
pub fn print_usage(error: &clap::Error) -> u8 {
    let printed = error.print().and_then(|()| io::stdout().flush());
    let gone = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    match printed {
        Err(error) if !gone(&error) => 2,
        _ if error.use_stderr() => 2,
        _ => 0,
    }
}

/// Whether an error is that the reader of a pipe went away.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
