//! What `masa check` costs beside tokenising the same bytes: `cargo bench --bench check`.
//!
//! In turns: the YAML parser alone over every file, already in memory, on one core; and the whole `masa
//! check` process, from start to exit, walking and reading included. Prints medians and their ratios, and the
//! most memory that a check had at one time beside the bytes that it read.

mod support;

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use granit_parser::Parser;
use nix::sys::resource::{UsageWho, getrusage};
use support::{measure, medians, ms, run, write_corpus};

/// The first argument when this program is its own helper: run what follows and print its peak of memory.
const PEAK_OF: &str = "--peak-of";

fn main() {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|first| first == PEAK_OF) {
        run(Command::new(arguments.next().expect("a program")).args(arguments));
        println!("{}", getrusage(UsageWho::RUSAGE_CHILDREN).expect("usage").max_rss());
        return;
    }
    // `cargo test --benches` only wants to know that it runs.
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let (files, rounds) = if is_bench { (1_000, 15) } else { (20, 1) };
    let dir = tempfile::tempdir().expect("a temporary folder");
    let texts = write_corpus(dir.path(), files);
    let megabytes = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    let lines = texts.iter().map(|text| text.lines().count()).sum::<usize>() / texts.len();
    let masa = env!("CARGO_BIN_EXE_masa");
    let (mut tokenise, mut check, mut start) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        tokenise.push(measure(UsageWho::RUSAGE_SELF, || {
            for text in &texts {
                assert!(Parser::new_from_str(text).all(|event| event.is_ok()));
            }
        }));
        check.push(measure(UsageWho::RUSAGE_CHILDREN, || {
            run(Command::new(masa).args(CHECK).arg(dir.path()));
        }));
        start.push(measure(UsageWho::RUSAGE_CHILDREN, || run(Command::new(masa).arg("--version"))));
    }
    let (tokenise, check, start) = (medians(&tokenise), medians(&check), medians(&start));
    println!(
        "{files} journeys of {lines} lines, {megabytes:.1} MB; medians of {rounds} rounds taken in turns"
    );
    println!("tokenise, one core   cpu {:>6.1} ms   wall {:>6.1} ms", ms(tokenise.0), ms(tokenise.1));
    println!("masa check           cpu {:>6.1} ms   wall {:>6.1} ms", ms(check.0), ms(check.1));
    println!("masa --version       cpu {:>6.1} ms   wall {:>6.1} ms", ms(start.0), ms(start.1));
    let ratio = |a: Duration, b: Duration| a.as_secs_f64() / b.as_secs_f64();
    println!(
        "check / tokenise     cpu {:>6.2}      wall {:>6.2}",
        ratio(check.0, tokenise.0),
        ratio(check.1, tokenise.1)
    );
    let of_check = |folder: &Path| peak(Command::new(masa).args(CHECK).arg(folder));
    let alone = tempfile::tempdir().expect("a temporary folder");
    write_corpus(alone.path(), 1);
    let (whole, one) = (of_check(dir.path()), of_check(alone.path()));
    println!(
        "memory at its peak   {whole:.1} MB, {one:.1} MB of it for a single journey; the rest / bytes read {:.2}",
        (whole - one) / megabytes
    );
}

const CHECK: [&str; 6] = ["check", "--quiet", "--today", "2026-11-22", "--fail-on", "never"];

/// The most memory of a process in MB. What the system says of a child counts in what its parent had when the child
/// began, so that a small process of its own has to be the parent.
fn peak(command: &mut Command) -> f64 {
    let mut helper = Command::new(std::env::current_exe().expect("this program"));
    helper.arg(PEAK_OF).arg(command.get_program()).args(command.get_args());
    let output = helper.output().expect("the helper runs").stdout;
    let text = String::from_utf8(output).expect("a number");
    text.trim().parse::<f64>().expect("kibibytes") * 1024.0 / 1e6
}
