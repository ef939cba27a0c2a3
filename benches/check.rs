//! What `masa check` costs beside tokenising the same bytes: `cargo bench --bench check`.
//!
//! In turns: the YAML parser alone over every file, already in memory, on one core; and the whole `masa
//! check` process, from start to exit, walking and reading included. Prints medians and their ratios, and the
//! most memory that a check had at one time beside the bytes that it read.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use granit_parser::Parser;
use nix::sys::resource::{Usage, UsageWho, getrusage};

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
    let (tokenise, check, start) = (median(&mut tokenise), median(&mut check), median(&mut start));
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

/// CPU time and wall time of some work.
fn measure(who: UsageWho, work: impl FnOnce()) -> (Duration, Duration) {
    let cpu = |usage: Usage| {
        let of = |time: nix::sys::time::TimeVal| {
            Duration::new(time.tv_sec() as u64, time.tv_usec() as u32 * 1_000)
        };
        of(usage.user_time()) + of(usage.system_time())
    };
    let before = cpu(getrusage(who).expect("usage"));
    let begun = Instant::now();
    work();
    let wall = begun.elapsed();
    (cpu(getrusage(who).expect("usage")) - before, wall)
}

fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("masa runs");
    assert!(status.success());
}

fn median(times: &mut [(Duration, Duration)]) -> (Duration, Duration) {
    let middle = times.len() / 2;
    times.sort_by_key(|time| time.0);
    let cpu = times[middle].0;
    times.sort_by_key(|time| time.1);
    (cpu, times[middle].1)
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// Journeys of about 120 lines in English and Hebrew, a hundred to a folder, with a persona for all.
fn write_corpus(dir: &Path, files: usize) -> Vec<String> {
    let mut texts = Vec::new();
    for number in 0..files {
        let folder = dir.join(format!("team-{:02}", number / 100));
        std::fs::create_dir_all(&folder).expect("a folder");
        let text = journey(number);
        std::fs::write(folder.join(format!("j{number:04}.journey.yaml")), &text).expect("a file");
        texts.push(text);
    }
    for (id, name) in [("customer", "Dana"), ("beginner", "Avi")] {
        let persona = format!(
            "persona: {id}\nname: {name}\ngoals: [get it done]\nneeds: [time]\npriorities: {{speed: 5, clarity: 3}}\n\
             evidence:\n  talks: {{kind: interview, grade: qualitative, n: 12, collected: 2026-06}}\n"
        );
        std::fs::write(dir.join(format!("{id}.persona.yaml")), &persona).expect("a file");
        texts.push(persona);
    }
    std::fs::write(dir.join("masa.toml"), "scale = \"-2..2\"\n").expect("a file");
    texts
}

fn journey(number: usize) -> String {
    let hebrew = number.is_multiple_of(3);
    let mut text = format!(
        "# Journey {number}, kept by the service team\njourney: matter-{number}\ntitle: {}\nlang: {}\nlevel: need\n\
         state: current\nkind: aggregate\nmaturity: researched\npersona: {}\nneed: {}\ntrigger: A letter \
         arrives\nend_condition: The matter is closed\ngoals:\n  - {{statement: Fewer customers have to ask, metric: \
         contacts, decided_on: 2026-01-10}}\nscale: -2..2\nowner: service-team\ncreated: 2026-02-01\nreviewed: \
         2026-10-20\ncontributors:\n  - {{role: agent, department: service}}\n  - {{role: analyst, department: \
         cx}}\nevidence:\n  talks:\n    kind: interview\n    grade: qualitative\n    n: 12\n    collected: 2026-06\n    \
         source: research/{number}\ndefault_evidence: talks\nstages:\n",
        if hebrew { "הטיפול בבקשה שלי" } else { "How my request is handled" },
        if hebrew { "he" } else { "en" },
        if number.is_multiple_of(4) { "beginner" } else { "customer" },
        if hebrew {
            "לקבל תשובה ברורה בזמן סביר"
        } else {
            "Get a clear answer in reasonable time"
        },
    );
    let channels = ["none", "web", "phone", "email"];
    for (stage, phase) in ["before", "during", "during", "after"].iter().enumerate() {
        text.push_str(&format!(
            "  - id: s{stage}\n    name: {} {stage}\n    phase: {phase}\n    touchpoints:\n",
            if hebrew { "שלב" } else { "Stage" }
        ));
        for step in 0..3 {
            let score = [0, 0, 1, 0, -1, 0, 0, -1, 0, 1, 0, 1][stage * 3 + step]
                + i64::from((number + step).is_multiple_of(7));
            text.push_str(&format!(
                "      - id: t{stage}{step}\n        name: {}\n        channel: {}\n        initiator: {}\n        emotion: \
                 {{score: {}, words: [{}]}}  # from the interviews\n",
                if hebrew { format!("אני ממתין לתשובה בפעם ה-{} ומנסה להבין מה קורה", stage * 3 + step) } else { format!("I wait for an answer, time {}, and try to see what goes on", stage * 3 + step) },
                channels[stage],
                if step == 1 { "provider" } else { "customer" },
                score,
                if score < 0 { "worried" } else { "calm" },
            ));
            if step != 1 {
                text.push_str("        preventable: false\n");
            }
            if stage == 1 && step == 0 {
                text.push_str("        reach: 0.4\n        metrics: {finished: {value: 62, unit: \"%\", n: 480, collected: 2026-09}}\n");
            }
            if step == 0 {
                text.push_str("        doing: I look for the number and write down what I was told\n        arrives: {voluntary: true, context: kept}\n");
            }
            if stage == 2 && step == 1 {
                text.push_str("        live_wait: 2m13s\n        moment_of_truth:\n          valence: negative\n          criticality: 2\n          at_risk: trust\n          response:\n            type: prevent\n            solutions: [say when the answer comes]\n            owner: service-team\n            metric: contacts\n");
            }
        }
    }
    text.push_str("outcome: The customer stays\nopportunities:\n  - {id: o1, type: inform, statement: Say when the answer comes, addresses: [s1, s2], owner: service-team, due: 2027-03, reach: 300, impact: 1, effort: 2}\n");
    text
}
