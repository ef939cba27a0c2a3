//! Circumstances: threads, standard streams, and the same thing done again.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::harness::{Folder, HEAD, MAP, PATIENCE};
use crate::support::{FORMATS, command};

#[test]
fn threads_and_help_within_reason() {
    let dir = Folder::new();
    std::fs::write(dir.path().join("x.journey.yaml"), HEAD).unwrap();
    let begun = Instant::now();
    let mut command = command(dir.path(), &["check", "."]);
    assert!(command.env("RAYON_NUM_THREADS", "100000").output().unwrap().status.code().is_some());
    assert!(begun.elapsed() < PATIENCE);
    let script = format!("'{}' --help > /dev/full", env!("CARGO_BIN_EXE_masa"));
    assert_eq!(Command::new("sh").args(["-c", &script]).output().unwrap().status.code(), Some(2));
}

#[test]
fn standard_input_and_a_reader_that_leaves() {
    let dir = Folder::new();
    let mut child = command(dir.path(), &["check", "-", "--format", "concise"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"titel: x\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("-:1:1: error[JM006]"));
    let script = format!("'{}' rules | head -1", env!("CARGO_BIN_EXE_masa"));
    let output = Command::new("sh").args(["-c", &script]).output().unwrap();
    assert!(output.stderr.is_empty(), "{output:?}");
    let script = format!("'{}' rules > /dev/full", env!("CARGO_BIN_EXE_masa"));
    let output = Command::new("sh").args(["-c", &script]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_same_bytes_whatever_surrounds_them() {
    let folder = Folder::new().with("masa.toml", "lang = \"he\"\n");
    let folder = (0..30).fold(folder, |folder, number| {
        let map = HEAD.replace("journey: x", &format!("journey: x{}", number % 7)).replace("title", "titel");
        folder.with(format!("{number}/{MAP}"), map)
    });
    for format in FORMATS {
        let output = |settings: &[(&str, &str)]| {
            let arguments = ["check", "--format", format, "--today", "2026-11-22"];
            let mut command = command(folder.path(), &arguments);
            command.env_clear().envs(settings.iter().copied());
            let output = command.output().unwrap();
            (output.status.code(), output.stdout, output.stderr)
        };
        let plain = output(&[]);
        for settings in [
            &[("RAYON_NUM_THREADS", "1")][..],
            &[("RAYON_NUM_THREADS", "16")],
            &[("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Pacific/Kiritimati"), ("TERM", "dumb")],
            &[("NO_COLOR", "1"), ("CI", "1"), ("GITHUB_ACTIONS", "true"), ("SOURCE_DATE_EPOCH", "0")],
        ] {
            assert!(plain == output(settings), "{format} {settings:?}");
        }
    }
}
