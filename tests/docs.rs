//! Every example in the README and the docs does what the page says.

use std::path::{Path, PathBuf};
use std::process::Command;

use masa::check::{Check, Options, RULES, Rule, Selection, check};
use masa::model::{Date, Grade};
use masa::workspace::load;

#[test]
fn console_examples() {
    trycmd::TestCases::new()
        .register_bin("masa", Path::new(env!("CARGO_BIN_EXE_masa")))
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .case("README.md")
        .case("docs/*.md")
        .case("examples/README.md");
}

fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages: Vec<_> =
        ["README.md", "CHANGELOG.md", "examples/README.md"].iter().map(|page| root.join(page)).collect();
    for folder in ["docs", "docs/rules"] {
        let entries = std::fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path());
        pages.extend(entries.filter(|path| path.extension().is_some_and(|ending| ending == "md")));
    }
    pages.sort();
    pages
}

fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let open = format!("```{language}\n");
    text.split(open.as_str()).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { std::fs::copy(&path, &target).map(|_| ()).unwrap() }
    }
}

/// The commands of a page, one after the other, in a folder of their own beside the examples.
#[test]
fn shell_examples_run() {
    let mut count = 0;
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        let dir = tempfile::tempdir().unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"), &dir.path().join("examples"));
        let mut here = dir.path().to_owned();
        for line in
            blocks(&text, "sh").iter().flat_map(|block| block.lines()).flat_map(|line| line.split(" && "))
        {
            let line = line.split(" #").next().unwrap().trim();
            let line = line.replace("cargo run --release -- ", "masa ");
            let words: Vec<&str> = line.split_whitespace().collect();
            match words.as_slice() {
                ["cd", folder] => here = here.join(folder),
                ["masa", arguments @ ..] => {
                    let mut command = Command::new(env!("CARGO_BIN_EXE_masa"));
                    let output = command.args(arguments).current_dir(&here).output().unwrap();
                    let code = output.status.code().unwrap();
                    let allowed = if arguments[0] == "check" { 1 } else { 0 };
                    let said = String::from_utf8_lossy(&output.stderr);
                    assert!(code <= allowed, "{}: {line}: {said}", page.display());
                    count += 1;
                }
                _ => {}
            }
        }
    }
    assert!(count > 15, "{count}");
}

#[test]
fn the_first_map_of_the_readme_is_the_one_that_is_checked() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let file = std::fs::read_to_string("tests/readme/refund.journey.yaml").unwrap();
    assert_eq!(blocks(&readme, "yaml")[0], file);
}

/// The codes found in a piece of YAML from a rule's page, put into the map it is a piece of.
fn codes_in(piece: &str, rule: &Rule) -> Vec<&'static str> {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).unwrap();
    let first = piece.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
    let first = first.split(':').next().unwrap_or_default();
    let has = |key: &str| piece.lines().any(|line| line.starts_with(&format!("{key}:")));
    let indented =
        |depth: usize| piece.lines().map(|line| format!("{}{line}\n", " ".repeat(depth))).collect::<String>();
    let persona = first == "persona" && has("name");
    let touchpoint_keys = [
        "channel",
        "arrives",
        "moment_of_truth",
        "emotion",
        "live_wait",
        "preventable",
        "metrics",
        "ratings",
        "needs",
        "quote",
    ];
    if persona {
        write("x.persona.yaml", piece);
    } else {
        let mut text = String::new();
        for (key, value) in [("journey", "x"), ("title", "X"), ("need", "n"), ("lang", "en")] {
            // A rule about a missing key shows a map without it.
            let shown = matches!((rule.code, key), ("JM008", "title") | ("JM108", "need"));
            if !has(key) && !shown {
                text.push_str(&format!("{key}: {value}\n"));
            }
        }
        match first {
            "touchpoints" => {
                text.push_str(&format!("stages:\n  - name: s\n    phase: during\n{}", indented(4)))
            }
            "- name" | "- {name" => {
                text.push_str(&format!("stages:\n  - name: s\n    touchpoints:\n{}", indented(6)))
            }
            key if touchpoint_keys.contains(&key) => {
                let channel = if has("channel") { "" } else { "        channel: phone\n" };
                text.push_str(&format!(
                    "stages:\n  - name: s\n    touchpoints:\n      - name: t\n{channel}{}",
                    indented(8)
                ));
            }
            _ => {
                text.push_str(piece);
                if !has("stages") {
                    text.push_str("stages:\n  - {name: s, phase: before, touchpoints: [{name: t, channel: none, emotion: -1}]}\n");
                }
            }
        }
        write("x.journey.yaml", &text);
    }
    let required_grade = (rule.code == "JM920").then_some(Grade::Qualitative);
    let selection = Selection { preview: true, ..Selection::default() };
    let options = Options { required_grade, selection, ..Options::on(Date::parse("2026-11-22").unwrap()) };
    let workspaces = load(&[dir.path().to_path_buf()]).unwrap();
    check(&workspaces[0], &options).findings.iter().map(|finding| finding.rule.code).collect()
}

/// The first example of a rule's page is a finding of that rule, and what it says to do is not.
#[test]
fn rule_examples() {
    // Pages whose example takes a second file; `tests/rules` has them whole.
    let two_files = [
        "JM023", "JM302", "JM303", "JM307", "JM309", "JM804", "JM805", "JM806", "JM812", "JM961", "JM962",
        "JM964",
    ];
    let no_example = ["JM014"];
    let mut wrong = Vec::new();
    for rule in RULES.iter().filter(|rule| !two_files.contains(&rule.code)) {
        let doc = rule.doc();
        let section = |name: &str| {
            doc.split(&format!("## {name}")).nth(1).map(|rest| rest.split("\n## ").next().unwrap().to_owned())
        };
        for (name, fires) in [("Example", true), ("What to do", false)] {
            let text = section(name).unwrap_or_default();
            let Some(piece) = blocks(&text, "yaml").first().map(|piece| (*piece).to_owned()) else {
                continue;
            };
            let codes = codes_in(&piece, rule);
            if codes.contains(&rule.code) != fires {
                wrong.push(format!("{} {name}: {codes:?}\n{piece}", rule.code));
            }
        }
        let always = matches!(rule.check, Check::Loading);
        assert!(always || section("Example").is_some() || no_example.contains(&rule.code), "{}", rule.code);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Links of the pages lead to files that are there.
#[test]
fn links_lead_somewhere() {
    let mut dead = Vec::new();
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            let is_file = !target.is_empty() && !target.contains("://") && !target.contains(' ');
            if is_file && !page.parent().unwrap().join(target).exists() {
                dead.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}
