//! What commands over many journeys cost: `cargo bench --bench workspace`.
//!
//! In turns, over 1,000 journeys in git of which one was changed: `masa check`, `masa atlas`, `masa diff
//! --against HEAD`; and beside them a comparison of that one journey with its earlier text as two files, which
//! reads them and nothing else.

mod support;

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use nix::sys::resource::UsageWho;
use support::{measure, medians, ms, run, write_corpus};

fn main() {
    // `cargo test --benches` only wants to know that it runs.
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let (files, rounds) = if is_bench { (1_000, 15) } else { (20, 1) };
    let dir = tempfile::tempdir().expect("a temporary folder");
    let alone = tempfile::tempdir().expect("a temporary folder");
    write_corpus(dir.path(), files);
    commit(dir.path());
    change(dir.path(), alone.path());
    let commands: [(&str, &Path, &[&str]); 5] = [
        ("check", dir.path(), &["check", "--quiet", "--today", "2026-11-22", "--fail-on", "never"]),
        ("atlas", dir.path(), &["atlas", "--today", "2026-11-22"]),
        ("diff --against HEAD", dir.path(), &["diff", "--against", "HEAD"]),
        ("diff of two files", alone.path(), &["diff", "before.journey.yaml", "after.journey.yaml"]),
        ("--version", dir.path(), &["--version"]),
    ];
    let mut times = vec![Vec::new(); commands.len()];
    for _ in 0..rounds {
        for ((_, folder, arguments), times) in commands.iter().zip(&mut times) {
            let mut command = Command::new(env!("CARGO_BIN_EXE_masa"));
            command.args(*arguments).current_dir(folder);
            times.push(measure(UsageWho::RUSAGE_CHILDREN, || run(&mut command)));
        }
    }
    println!("{files} journeys, one of them changed; medians of {rounds} rounds taken in turns");
    for ((name, ..), times) in commands.iter().zip(&times) {
        let (cpu, wall): (Duration, Duration) = medians(times);
        println!("{name:<20} cpu {:>6.1} ms   wall {:>6.1} ms", ms(cpu), ms(wall));
    }
}

/// Puts everything into git. The files are older than the index, as they are on a usual day; of files that are as
/// old, git would have to read every one.
fn commit(dir: &Path) {
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=masa", "-c", "user.email=masa@example.org"]).args(arguments);
        run(command.current_dir(dir));
    };
    git(&["init", "--quiet"]);
    std::thread::sleep(Duration::from_millis(1_100));
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "--message", "Begin"]);
}

/// Makes one journey worse, and puts both its texts beside each other elsewhere.
fn change(dir: &Path, alone: &Path) {
    let file = dir.join("team-00/j0010.journey.yaml");
    let before = std::fs::read_to_string(&file).expect("a journey");
    let after = before.replacen("score: 0", "score: -2", 1);
    assert_ne!(before, after);
    std::fs::write(&file, &after).expect("a file");
    std::fs::write(alone.join("before.journey.yaml"), before).expect("a file");
    std::fs::write(alone.join("after.journey.yaml"), after).expect("a file");
}
