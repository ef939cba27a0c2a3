//! The `masa` command.

use std::process::ExitCode;

/// Enough for the deepest nesting that is read, with much to spare.
const STACK_BYTES: usize = 16 * 1024 * 1024;

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        let version = env!("CARGO_PKG_VERSION");
        eprintln!("error: masa {version} has failed at {place}; please report it with the file that did it");
    }));
    let run = || masa::cli::run(std::env::args_os());
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(run);
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(code)) => code,
        _ => ExitCode::from(2),
    }
}
