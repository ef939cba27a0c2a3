//! Names, folders, pipes and devices, and what happens while files are written.

use std::process::{Command, Stdio};
use std::time::Instant;

use crate::harness::{Folder, HEAD, MAP};
use crate::support::{FORMATS, command};

#[test]
fn names_of_files() {
    let dir = Folder::new();
    for name in ["a\u{1b}[31m.journey.yaml", "b\n::error::x.journey.yaml", "שלום.journey.yaml"] {
        std::fs::write(dir.path().join(name), "titel: x\n").unwrap();
    }
    let output = dir.run(&["check", "--format", "concise"]);
    let text = output.stdout;
    assert!(text.contains("שלום.journey.yaml:1:1: error[JM006]"), "{text}");
    assert!(text.lines().all(|line| !line.starts_with("::")), "{text}");
}

#[test]
fn things_that_are_no_files() {
    let dir = Folder::new();
    std::fs::create_dir(dir.path().join("folder.journey.yaml")).unwrap();
    assert!(Command::new("mkfifo").arg(dir.path().join("pipe.journey.yaml")).status().unwrap().success());
    std::fs::write(dir.path().join("good.journey.yaml"), HEAD).unwrap();
    let output = dir.run(&["check", "--format", "concise"]);
    assert_eq!(output.code, 1);
    for path in ["pipe.journey.yaml", "/dev/zero", "missing.journey.yaml"] {
        let output = dir.run(&["check", path]);
        assert_eq!(output.code, 2, "{path}");
    }
}

/// A map whose formatting changes it, long enough for a kill to come in the middle.
fn untidy() -> String {
    let touchpoints = "     - {channel: none,   name: t} # a comment\n".repeat(1_500);
    format!("title: X\njourney: x\nstages:\n - touchpoints:\n{touchpoints}   name: s\n")
}

#[test]
fn a_formatter_that_is_killed_leaves_the_old_file_or_the_new_one() {
    let dir = Folder::new();
    let path = dir.path().join("x.journey.yaml");
    let old = untidy();
    std::fs::write(&path, &old).unwrap();
    let begun = Instant::now();
    assert_eq!(dir.run_writing(&["fmt", "x.journey.yaml"]).code, 0);
    let whole = begun.elapsed();
    let new = std::fs::read_to_string(&path).unwrap();
    assert_ne!(old, new);
    for round in 0..40_u32 {
        std::fs::write(&path, &old).unwrap();
        let mut child =
            command(dir.path(), &["fmt", "x.journey.yaml"]).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(whole * (round * 7 % 40) / 32);
        child.kill().unwrap();
        child.wait().unwrap();
        let found = std::fs::read_to_string(&path).unwrap();
        assert!(found == old || found == new, "round {round}: {} bytes", found.len());
    }
}

#[test]
fn two_formatters_at_once() {
    let dir = Folder::new();
    let path = dir.path().join("x.journey.yaml");
    std::fs::write(&path, untidy()).unwrap();
    let start = || command(dir.path(), &["fmt", "x.journey.yaml"]).stderr(Stdio::null()).spawn().unwrap();
    let mut children = [start(), start()];
    // The slower one may find that the file has changed under its hands, and says so.
    let codes = children.each_mut().map(|child| child.wait().unwrap().code().unwrap());
    assert!(codes.contains(&0) && codes.iter().all(|code| matches!(code, 0 | 2)), "{codes:?}");
    assert_eq!(dir.run(&["fmt", "--check", "x.journey.yaml"]).code, 0);
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn formatting_what_wants_to_act() {
    let dir = Folder::new();
    let name = "a\u{1b}[31m\n::error::\u{202e}.journey.yaml";
    let text = "title: \"\\e[2J\" # \u{202e} \u{9b}31m\njourney: x\nstages: [] # \u{7f}\n";
    std::fs::write(dir.path().join(name), text).unwrap();
    for arguments in [&["fmt", "--diff"][..], &["fmt", "--check"], &["fmt"], &["fmt", name]] {
        dir.run_writing(arguments);
    }
    for bomb in [
        format!("{}1{}", "[".repeat(8_000), "]".repeat(8_000)),
        format!("x-a: {}", "[".repeat(500_000)),
        "a: ".repeat(300_000),
        "? ".repeat(300_000),
        format!("journey: x\n{}", "# c\n".repeat(200_000)),
        format!("journey: x\nx: {}1{}\n", "[".repeat(60), "]".repeat(60)),
        format!("journey: x\nx: |\n{}", "  \n".repeat(100_000)),
    ] {
        std::fs::write(dir.path().join("b.journey.yaml"), bomb).unwrap();
        dir.run_writing(&["fmt", "b.journey.yaml"]);
    }
}

#[test]
fn names_of_files_in_every_format() {
    use std::os::unix::ffi::OsStrExt;

    let long = format!("{}.journey.yaml", "x".repeat(255 - ".journey.yaml".len()));
    for name in [
        "a\u{1b}[31m.journey.yaml".as_bytes(),
        "a\n::error file=x::y.journey.yaml".as_bytes(),
        "::error::x.journey.yaml".as_bytes(),
        "a,b:c%0A|`[x](javascript:1)<script>.journey.yaml".as_bytes(),
        "\u{202e}\u{9b}\u{2028}\"'&.journey.yaml".as_bytes(),
        b"a\xff\xfe.journey.yaml",
        long.as_bytes(),
    ] {
        let name = std::ffi::OsStr::from_bytes(name);
        let folder = Folder::new().with(name, "titel: x\n").with("masa.toml", "");
        for format in FORMATS {
            assert_eq!(folder.check(format).code, 1, "{name:?}");
        }
        folder.run(&["fmt", "--diff"]);
        folder.run(&["check", "--diff", "--unsafe-fixes"]);
        folder.run_writing(&["check", "--fix", "--unsafe-fixes"]);
        folder.run_writing(&["fmt"]);
        folder.run_writing(&["baseline", "write"]);
        folder.run(&["baseline", "show"]);
    }
}

#[test]
fn arguments_that_want_to_act() {
    let folder = Folder::with_map(HEAD);
    let hostile = "\u{1b}[2J\u{9b}31m\r\u{202e}\n::error::x";
    for arguments in [
        &[hostile][..],
        &["check", hostile],
        &["check", "--format", hostile],
        &["check", "--today", hostile],
        &["check", "--select", hostile],
        &["check", "--baseline", hostile],
        &["explain", hostile],
        &["show", hostile],
        &["show", MAP, "--view", hostile],
        &["gaps", MAP, "--against", hostile],
        &["config", "show", hostile],
        &["baseline", "show", "--baseline", hostile],
        &["new", hostile],
        &["rules", hostile],
        &["schema", hostile],
        &["fmt", hostile],
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.stderr.lines().all(|line| !line.starts_with("::")), "{}", run.stderr);
    }
}

#[test]
fn reports_to_odd_places() {
    use std::os::unix::fs::symlink;

    let folder = Folder::with_map(HEAD).with("masa.toml", "").with("own.json", "{}");
    let at = |name: &str| folder.path().join(name);
    assert!(Command::new("mkfifo").arg(at("pipe")).status().unwrap().success());
    std::fs::create_dir(at("folder")).unwrap();
    for (target, name) in [
        (MAP, "to-map"),
        ("masa.toml", "to-settings"),
        ("nowhere", "to-nothing"),
        ("to-itself", "to-itself"),
        ("pipe", "to-pipe"),
        ("folder", "to-folder"),
    ] {
        symlink(target, at(name)).unwrap();
    }
    let long = "x".repeat(256);
    for place in [
        "pipe",
        "folder",
        ".",
        "-",
        "",
        "to-map",
        "to-settings",
        "to-nothing",
        "to-itself",
        "to-pipe",
        "to-folder",
        "masa.toml",
        "MASA.TOML",
        "new.journey.yaml",
        "masa-baseline.json",
        "no/such/file",
        "x.journey.yaml/y",
        "/dev/full",
        &long,
    ] {
        let run = folder.run(&["check", "--report", &format!("json={place}")]);
        assert_eq!(run.code, 2, "{place}: {}", run.stderr);
    }
    // What stays open ends; nothing of a report that was not written is left behind.
    assert_eq!(folder.run(&["check", "--report", "json=new.json", "nowhere"]).code, 2);
    assert_eq!(folder.run(&["check", "--report", "json=new.json", "--report", "sarif=./new.json"]).code, 2);
    assert_eq!(folder.run(&["check", "--report", "json=new.json", "--diff"]).code, 1);
    assert_eq!(folder.run(&["check", "--baseline", "own.json", "--report", "json=own.json"]).code, 2);
    std::fs::hard_link(at(MAP), at("hard.json")).unwrap();
    assert_eq!(folder.run(&["check", "--report", "json=hard.json"]).code, 2);
    std::fs::remove_file(at("hard.json")).unwrap();
    let name = "a\u{1b}[31m\n::error::\u{202e}.json";
    assert_eq!(folder.run_writing(&["check", "--report", &format!("json={name}")]).code, 1);
    assert_eq!(std::fs::read_to_string(at(name)).unwrap(), folder.check("json").stdout);
}

#[test]
fn folders_without_end() {
    use std::os::unix::fs::symlink;

    let folder = Folder::with_map(HEAD).with("deep/.gitignore", "[\n{a\n**/**/**/**\n\u{1b}[2J\n");
    symlink("..", folder.path().join("deep/up")).unwrap();
    symlink("loop", folder.path().join("loop")).unwrap();
    symlink("/dev/zero", folder.path().join("zero.journey.yaml")).unwrap();
    let mut deep = folder.path().to_owned();
    for _ in 0..300 {
        deep.push("d");
        std::fs::create_dir(&deep).unwrap();
    }
    std::fs::write(deep.join("far.journey.yaml"), HEAD).unwrap();
    for number in 0..2_000 {
        std::fs::create_dir(folder.path().join(format!("empty-{number}"))).unwrap();
    }
    let run = folder.run(&["check", "--format", "concise"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.lines().all(|line| line.starts_with("x.journey.yaml:")), "{}", run.stdout);
}
