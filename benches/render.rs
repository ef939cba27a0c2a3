//! What `masa render` costs, view by view: `cargo bench --bench render`.
//!
//! First whole processes, from start to exit, each drawing one map of 25 touchpoints into a file; then the
//! parts of that work inside one process; then a folder of 50 journeys in one process. CPU time, user and
//! system; medians of rounds in which the views take turns.

mod support;

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use masa::draw::views::{
    Drawing, Options, blueprint, board, channels, commitment, compare, curve, map, wheel,
};
use masa::draw::{TextEngine, TextMode};
use masa::model::Journey;
use masa::workspace::{Workspace, load};
use nix::sys::resource::UsageWho;
use support::{cpu, median, ms, run};

/// Stages and touchpoints of each; 25 touchpoints in all.
const STAGES: [usize; 5] = [4, 6, 5, 6, 4];

/// A view's two steps in one process, timed apart.
type Draw = fn(&Workspace, &Journey, &mut TextEngine) -> (Duration, Duration, Vec<Drawing>);

/// Times `picture` and `draw` of a view.
macro_rules! view {
    ($view:ident, $draw:expr, |$workspace:ident, $journey:ident| $picture:expr) => {
        (stringify!($view), |$workspace, $journey, engine| {
            let before = cpu(UsageWho::RUSAGE_SELF);
            let picture = $picture;
            let between = cpu(UsageWho::RUSAGE_SELF);
            let pages = $draw(&picture, &Options::default(), engine);
            (between - before, cpu(UsageWho::RUSAGE_SELF) - between, pages)
        })
    };
}

const VIEWS: [(&str, Draw); 8] = [
    view!(curve, curve::draw, |workspace, journey| curve::picture(workspace, journey)),
    view!(map, |picture, options, engine| map::draw(picture, None, options, engine), |workspace, journey| {
        map::picture(workspace, journey)
    }),
    view!(wheel, wheel::draw, |workspace, journey| wheel::picture(workspace, journey)),
    view!(blueprint, blueprint::draw, |workspace, journey| blueprint::picture(workspace, journey)),
    view!(commitment, commitment::draw, |workspace, journey| commitment::picture(workspace, journey)),
    view!(board, board::draw, |workspace, journey| board::picture(workspace, journey)),
    view!(compare, compare::draw, |workspace, journey| compare::picture(
        workspace,
        journey,
        workspace.journey("matter-1")
    )),
    view!(channels, channels::draw, |workspace, journey| channels::picture(workspace, &[journey])),
];

fn main() {
    // `cargo test --benches` only wants to know that it runs.
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let (files, rounds) = if is_bench { (50, 31) } else { (2, 1) };
    let dir = tempfile::tempdir().expect("a temporary folder");
    for number in 0..files {
        let path = dir.path().join(format!("j{number:02}.journey.yaml"));
        std::fs::write(path, journey(number)).expect("a file");
    }
    let persona = "persona: customer\nname: Dana\nsegment: moves house this summer\ngoals: [get it done]\nneeds: [time]\n";
    std::fs::write(dir.path().join("customer.persona.yaml"), persona).expect("a file");
    // One map, one to compare it with, and nothing else that would have to be read.
    let alone = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(alone.path().join("customer.persona.yaml"), persona).expect("a file");
    for number in 0..2 {
        let path = alone.path().join(format!("j{number:02}.journey.yaml"));
        std::fs::write(path, journey(number)).expect("a file");
    }
    processes(alone.path(), rounds);
    parts(alone.path(), rounds);
    folder(dir.path(), files, rounds);
}

/// One picture a process.
fn processes(dir: &Path, rounds: usize) {
    println!("one map of 25 touchpoints, start to exit; medians of {rounds} rounds");
    println!("{:<12} {:>10}", "", "cpu");
    let masa = env!("CARGO_BIN_EXE_masa");
    let mut start = Vec::new();
    let mut views = vec![Vec::new(); VIEWS.len()];
    for _ in 0..rounds {
        start.push(measure(|| run(Command::new(masa).arg("--version"))));
        for ((view, _), times) in VIEWS.iter().zip(&mut views) {
            times.push(measure(|| {
                let mut command = Command::new(masa);
                command.args(["--quiet", "render", "j00.journey.yaml", "--view", view, "-o", "out.svg"]);
                if *view == "compare" {
                    command.args(["--against", "matter-1"]);
                }
                run(command.current_dir(dir));
            }));
        }
    }
    println!("{:<12} {:>7.2} ms", "--version", ms(median(&mut start)));
    for ((view, _), times) in VIEWS.iter().zip(&mut views) {
        println!("{view:<12} {:>7.2} ms", ms(median(times)));
    }
}

/// The parts of one picture: a new engine with its fonts, the view model, the drawing with an engine that
/// has drawn nothing yet, and with one that has.
fn parts(dir: &Path, rounds: usize) {
    println!("\nparts of the same work in one process");
    println!(
        "{:<12} {:>10} {:>10} {:>10} {:>10} {:>10} {:>6} {:>8}",
        "", "load", "engine", "picture", "draw", "draw again", "pages", "KB"
    );
    let file = dir.join("j00.journey.yaml");
    for (view, draw) in VIEWS {
        let mut times = vec![Vec::new(); 5];
        let mut drawn = Vec::new();
        for _ in 0..rounds {
            let before = cpu(UsageWho::RUSAGE_SELF);
            let workspaces = load(std::slice::from_ref(&file)).expect("the file is there");
            let loaded = cpu(UsageWho::RUSAGE_SELF);
            let mut engine = TextEngine::new();
            let started = cpu(UsageWho::RUSAGE_SELF);
            let journey = workspaces[0].journey("matter-0").expect("a journey");
            let (picture, first, pages) = draw(&workspaces[0], journey, &mut engine);
            let (_, again, _) = draw(&workspaces[0], journey, &mut engine);
            for (times, time) in
                times.iter_mut().zip([loaded - before, started - loaded, picture, first, again])
            {
                times.push(time);
            }
            drawn = pages;
        }
        print!("{view:<12}");
        for times in &mut times {
            print!(" {:>7.2} ms", ms(median(times)));
        }
        let bytes: usize = drawn.iter().map(|page| page.svg(TextMode::Runs).len()).sum();
        println!(" {:>6} {:>8.1}", drawn.len(), bytes as f64 / 1e3);
    }
}

/// All pictures of a folder with one engine.
fn folder(dir: &Path, files: usize, rounds: usize) {
    println!("\n{files} journeys in one process");
    println!("{:<12} {:>10} {:>14}", "", "cpu", "each");
    let mut times = vec![Vec::new(); VIEWS.len()];
    for _ in 0..rounds.min(5) {
        let workspaces = load(&[dir.to_path_buf()]).expect("the folder is there");
        for ((_, draw), times) in VIEWS.iter().zip(&mut times) {
            let before = cpu(UsageWho::RUSAGE_SELF);
            let mut engine = TextEngine::new();
            for (_, journey) in workspaces[0].journeys() {
                draw(&workspaces[0], journey, &mut engine);
            }
            times.push(cpu(UsageWho::RUSAGE_SELF) - before);
        }
    }
    for ((view, _), times) in VIEWS.iter().zip(&mut times) {
        let time = ms(median(times));
        println!("{view:<12} {time:>7.1} ms {:>11.2} ms", time / files as f64);
    }
}

/// CPU time of the processes that some work starts.
fn measure(work: impl FnOnce()) -> Duration {
    let before = cpu(UsageWho::RUSAGE_CHILDREN);
    work();
    cpu(UsageWho::RUSAGE_CHILDREN) - before
}

/// A journey of 25 touchpoints that has something in every lane; each third is in Hebrew.
fn journey(number: usize) -> String {
    let hebrew = number % 3 == 1;
    let say = |hebrew_text: &'static str, english: &'static str| if hebrew { hebrew_text } else { english };
    let mut text = format!(
        "journey: matter-{number}\ntitle: {}\nlang: {}\nlevel: need\nstate: current\npersona: customer\nneed: {}\nscale: \
         -2..2\nevidence:\n  talks: {{kind: interview, grade: qualitative, n: 12, collected: 2026-06}}\ndefault_evidence: \
         talks\nstages:\n",
        say("הטיפול בבקשה שלי ב-Bezeq", "How my request is handled"),
        say("he", "en"),
        say("לקבל תשובה ברורה בזמן סביר", "Get a clear answer in reasonable time"),
    );
    let phases = ["before", "during", "during", "during", "after"];
    let channels = ["web", "phone", "email", "none", "app"];
    let mut at = 0;
    for (stage, touchpoints) in STAGES.into_iter().enumerate() {
        text.push_str(&format!(
            "  - id: s{stage}\n    name: {} {stage}\n    phase: {}\n    touchpoints:\n",
            say("שלב הטיפול מספר", "Stage of handling"),
            phases[stage]
        ));
        for _ in 0..touchpoints {
            text.push_str(&format!(
                "      - id: t{at}\n        name: {} {at}\n        channel: {}\n        initiator: {}\n        emotion: {{score: {}, \
                 words: [{}]}}\n        doing: {}\n        thinking: {}\n        quote: {}\n        needs: [{}]\n        pains: [{}]\n        \
                 gains: [{}]\n        backstage: [{}]\n        systems: [Salesforce, SAP]\n        physical_evidence: [{}]\n",
                say("אני ממתין לתשובה ומנסה להבין מה קורה, פעם", "I wait for an answer and try to see what goes on, time"),
                channels[at % 5],
                if at % 4 == 3 { "provider" } else { "customer" },
                (at * 3) as i64 % 5 - 2,
                say("מודאג", "worried"),
                say("מחפש את המספר ורושם מה נאמר לי", "I look for the number and write down what I was told"),
                say("האם הם בכלל קראו את ה-e-mail?", "Did they read my e-mail at all?"),
                say("כל שיחה מתחילה מאפס", "Every call starts from the beginning"),
                say("לדעת מתי תגיע תשובה", "know when the answer comes"),
                say("אף אחד לא חוזר אליי", "nobody calls me back"),
                say("אדם אחד שמטפל", "one person who takes it on"),
                say("המוקדן פותח קריאה", "the agent opens a ticket"),
                say("טופס, חשבונית", "form, bill"),
            ));
            if at % 5 == 1 {
                text.push_str("        live_wait: 5m30s\n        preventable: true\n");
            }
            if at % 6 == 2 {
                text.push_str(
                    "        moment_of_truth: {valence: negative, criticality: 3, at_risk: trust}\n",
                );
            }
            at += 1;
        }
    }
    text.push_str("outcome: The customer stays\nopportunities:\n  - {id: o1, type: inform, statement: Say when the answer comes, addresses: [s1, s2], owner: service-team, due: 2027-03}\n");
    text
}
