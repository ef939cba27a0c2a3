//! How tests run masa.

// No test needs all of it.
#![allow(dead_code)]

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Every format of `masa check`.
pub const FORMATS: [&str; 10] = [
    "human",
    "concise",
    "json",
    "json-lines",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "markdown",
];

/// Runs masa in a folder.
pub fn masa(dir: &Path, arguments: &[&str]) -> Output {
    command(dir, arguments).output().unwrap()
}

/// masa in a folder, yet to be run.
pub fn command(dir: &Path, arguments: &[&str]) -> Command {
    let mut command = program(env!("CARGO_BIN_EXE_masa"), dir);
    command.args(arguments);
    command
}

/// A program in a folder, with nothing to read, and with nothing in its environment that decides about colour.
pub fn program(name: &str, dir: &Path) -> Command {
    let mut command = Command::new(name);
    command.current_dir(dir).stdin(Stdio::null());
    for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}
