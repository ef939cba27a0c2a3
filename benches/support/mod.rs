//! What the benchmarks share: measuring, and journeys to measure with.
#![allow(dead_code, reason = "each benchmark uses its part")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{Usage, UsageWho, getrusage};

/// CPU time, user and system, that was used so far.
pub fn cpu(who: UsageWho) -> Duration {
    let usage: Usage = getrusage(who).expect("usage");
    let of =
        |time: nix::sys::time::TimeVal| Duration::new(time.tv_sec() as u64, time.tv_usec() as u32 * 1_000);
    of(usage.user_time()) + of(usage.system_time())
}

/// CPU time and wall time of some work.
pub fn measure(who: UsageWho, work: impl FnOnce()) -> (Duration, Duration) {
    let before = cpu(who);
    let begun = Instant::now();
    work();
    let wall = begun.elapsed();
    (cpu(who) - before, wall)
}

pub fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("masa runs");
    assert!(status.success());
}

pub fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// The medians of CPU times and of wall times.
pub fn medians(times: &[(Duration, Duration)]) -> (Duration, Duration) {
    let (mut cpu, mut wall): (Vec<_>, Vec<_>) = times.iter().copied().unzip();
    (median(&mut cpu), median(&mut wall))
}

pub fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// Journeys of about 120 lines in English and Hebrew, a hundred to a folder, with a persona for all.
pub fn write_corpus(dir: &Path, files: usize) -> Vec<String> {
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
