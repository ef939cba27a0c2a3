//! The `masa` command.

use std::process::ExitCode;

/// Enough for the deepest nesting that is read, with much to spare.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// The most threads used.
const MAX_THREADS: usize = 16;

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        let version = env!("CARGO_PKG_VERSION");
        eprintln!("error: masa {version} has failed at {place}; please report it with the file that did it");
    }));
    // More threads than this help no check, and an environment variable must not ask for a hundred thousand.
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(MAX_THREADS);
    let asked = std::env::var("RAYON_NUM_THREADS").ok().and_then(|count| count.parse::<usize>().ok());
    let threads = asked.filter(|count| (1..=MAX_THREADS).contains(count)).unwrap_or(threads);
    let run = move || {
        // Only a second pool would be refused, and there is none.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
        masa::cli::run(std::env::args_os())
    };
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(run);
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(code)) => code,
        _ => ExitCode::from(2),
    }
}
