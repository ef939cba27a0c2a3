//! Input that wants to crash, hang, fill the memory, escape or act: one clear finding, nothing else.
//!
//! Every run is held to the same conduct: exit code 0, 1 or 2, in time, within memory, and output that
//! cannot act on a terminal.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Address space allowed to a run; well under what an expanded bomb would need.
const MEMORY_BYTES: u64 = 512 * 1024 * 1024;
/// Far more than any of these takes, so that a busy machine does not fail the test.
const PATIENCE: Duration = Duration::from_secs(20);

fn masa(dir: &Path, arguments: &[&str]) -> Output {
    let limit = format!("ulimit -v {}; exec \"$0\" \"$@\"", MEMORY_BYTES / 1024);
    let begun = Instant::now();
    let output = Command::new("sh")
        .args(["-c", &limit, env!("CARGO_BIN_EXE_masa")])
        .args(arguments)
        .current_dir(dir)
        .env_remove("FORCE_COLOR")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(begun.elapsed() < PATIENCE, "took {:?}", begun.elapsed());
    let code = output.status.code().unwrap_or_else(|| panic!("ended by a signal: {output:?}"));
    assert!((0..=2).contains(&code), "exit code {code}: {output:?}");
    for stream in [&output.stdout, &output.stderr] {
        let text = String::from_utf8_lossy(stream);
        assert!(!text.contains("panicked") && !text.contains("has failed at"), "{text}");
        // Pictures put text in order with directional overrides of their own.
        let is_picture = arguments[0] == "render";
        let direction = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let acting = |c: char| (c.is_control() && c != '\n') || (!is_picture && direction(c));
        assert!(!text.chars().any(acting), "{text:?}");
        assert!(text.len() < 1_000_000, "{} bytes of output", text.len());
    }
    output
}

/// Checks one file and gives the codes found in it.
fn codes(content: impl AsRef<[u8]>) -> (i32, Vec<String>) {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("x.journey.yaml"), content).unwrap();
    let output = masa(dir.path(), &["check", "--format", "json", "--today", "2026-11-22", "x.journey.yaml"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let codes = report["findings"].as_array().unwrap();
    let codes = codes.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect();
    // The human format must survive the same file.
    masa(dir.path(), &["check", "x.journey.yaml"]);
    (output.status.code().unwrap(), codes)
}

fn one(content: impl AsRef<[u8]>, code: &str) {
    assert_eq!(codes(content), (1, vec![code.to_owned()]));
}

const HEAD: &str = "journey: x\ntitle: X\nlevel: need\nneed: n\ntrigger: t\nstages: []\n";

#[test]
fn bombs_of_aliases() {
    let mut laughs = String::from("x-a0: &a0 [1,2,3,4,5,6,7,8,9]\n");
    for level in 1..10 {
        let mentions = vec![format!("*a{}", level - 1); 9].join(",");
        laughs.push_str(&format!("x-a{level}: &a{level} [{mentions}]\n"));
    }
    let (code, found) = codes(format!("{HEAD}expectations: *a9\n{laughs}"));
    assert_eq!(code, 1);
    assert!(found.contains(&"JM001".to_owned()), "an alias before its anchor: {found:?}");
    // In an order in which it would be expanded.
    let (code, found) = codes(format!("{laughs}journey: x\ntitle: X\nexpectations: *a9\nstages: *a9\n"));
    assert_eq!(code, 1);
    assert!(found.iter().any(|code| code == "JM003" || code == "JM009"), "{found:?}");
}

#[test]
fn a_bomb_in_a_place_that_is_read() {
    let mut text = String::from("x-t: &t0 {name: a, channel: none}\n");
    for level in 1..24 {
        text.push_str(&format!("x-{level}: &t{level} [*t{0}, *t{0}]\n", level - 1));
    }
    let (code, _) = codes(format!("{text}journey: x\ntitle: X\nstages: *t23\n"));
    assert_eq!(code, 1);
    let many = format!("x-t: &t {{name: a, channel: none}}\nx-l: &l [{}]\n", "*t,".repeat(900));
    let stages = (0..900).map(|n| format!("  - {{name: s{n}, touchpoints: *l}}\n")).collect::<String>();
    let (code, found) = codes(format!("{many}journey: x\ntitle: X\nstages:\n{stages}"));
    assert_eq!(code, 1);
    assert!(found.contains(&"JM003".to_owned()), "{:?}", &found[..found.len().min(5)]);
}

#[test]
fn maps_larger_than_maps() {
    // Six kilobytes that aliases make into forty thousand touchpoints of one name.
    let names = "*t,".repeat(200);
    let stages = "{name: s, touchpoints: *l},".repeat(200);
    one(
        format!("journey: x\ntitle: X\nx-t: &t {{name: a}}\nx-l: &l [{names}]\nstages: [{stages}]\n"),
        "JM003",
    );
    one(format!("{}{}", HEAD.replace("stages: []\n", "stages:\n"), "  - {name: s}\n".repeat(201)), "JM003");
    let by: String = (0..60_000).map(|n| format!("p{n}: 1, ")).collect();
    let touchpoint =
        format!("stages: [{{name: s, touchpoints: [{{name: t, emotion: {{by: {{{by}}}}}}}]}}]\n");
    one(HEAD.replace("stages: []\n", &touchpoint), "JM003");
    // As many as are allowed, all of one name, all referring to nothing.
    let touchpoints = "      - {name: a, channel: none, arrives: {from: nowhere}}\n".repeat(2_000);
    let (code, found) = codes(format!(
        "{}  - name: s\n    touchpoints:\n{touchpoints}",
        HEAD.replace("stages: []\n", "stages:\n")
    ));
    assert_eq!(code, 1);
    assert_eq!(found.iter().filter(|code| *code == "JM213").count(), 200);
}

#[test]
fn rules_by_the_thousand() {
    let dir = tempfile::tempdir().unwrap();
    let rules: String = (0..50_000).map(|n| format!("rule-{n} = \"off\"\n")).collect();
    std::fs::write(dir.path().join("masa.toml"), format!("[rules]\n{rules}")).unwrap();
    std::fs::write(dir.path().join("x.journey.yaml"), HEAD).unwrap();
    assert_eq!(masa(dir.path(), &["check", "--format", "concise"]).status.code(), Some(1));
}

#[test]
fn pictures_overwrite_pictures_only() {
    let dir = tempfile::tempdir().unwrap();
    let map = HEAD
        .replace("stages: []", "stages: [{name: s, touchpoints: [{name: t, channel: none, emotion: 1}]}]");
    std::fs::write(dir.path().join("x.journey.yaml"), &map).unwrap();
    std::os::unix::fs::symlink("x.journey.yaml", dir.path().join("link.svg")).unwrap();
    std::fs::write(dir.path().join("in.svg"), &map).unwrap();
    for arguments in [&["render", "x.journey.yaml", "-o", "link.svg"], &["render", "in.svg", "-o", "in.svg"]]
    {
        assert_eq!(masa(dir.path(), arguments).status.code(), Some(2));
    }
    for name in ["x.journey.yaml", "in.svg"] {
        assert_eq!(std::fs::read_to_string(dir.path().join(name)).unwrap(), map);
    }
    for special in ["/dev/full", "/dev/zero"] {
        let output = masa(dir.path(), &["render", "x.journey.yaml", "--check", special]);
        assert_eq!(output.status.code(), Some(2), "{special}");
    }
    let name = "a\u{1b}[31m\n::error::\u{202e}.svg";
    assert_eq!(masa(dir.path(), &["render", "x.journey.yaml", "-o", name]).status.code(), Some(0));
}

#[test]
fn threads_and_help_within_reason() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("x.journey.yaml"), HEAD).unwrap();
    let begun = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_masa"));
    command.args(["check", "."]).current_dir(dir.path()).env("RAYON_NUM_THREADS", "100000");
    assert!(command.output().unwrap().status.code().is_some());
    assert!(begun.elapsed() < PATIENCE);
    let script = format!("'{}' --help > /dev/full", env!("CARGO_BIN_EXE_masa"));
    assert_eq!(Command::new("sh").args(["-c", &script]).output().unwrap().status.code(), Some(2));
}

#[test]
fn honest_aliases_are_fine() {
    let touchpoints = "      - *t\n".repeat(900);
    let text = format!("x-t: &t {{name: a, channel: none, emotion: 0}}\n{HEAD}").replace("stages: []\n", "");
    let (_, found) = codes(format!("{text}stages:\n  - name: s\n    touchpoints:\n{touchpoints}"));
    assert!(!found.contains(&"JM003".to_owned()), "{found:?}");
}

#[test]
fn depth() {
    one(format!("{}1{}", "[".repeat(8_000), "]".repeat(8_000)), "JM003");
    one("{a: [".repeat(4_000), "JM003");
    one((0..5_000).map(|depth| format!("{}- \n", "  ".repeat(depth))).take(700).collect::<String>(), "JM003");
    one("- ".repeat(50_000), "JM003");
}

#[test]
fn sizes() {
    one(vec![b'a'; 64 * 1024 * 1024], "JM004");
    one(format!("title: \"{}\"\n", "x".repeat(2 * 1024 * 1024)), "JM004");
    one(format!("title: |\n  {}\n", "x".repeat(3 * 1024 * 1024)), "JM004");
    let (code, _) = codes("[\"a\",".repeat(200_000));
    assert_eq!(code, 1);
    let (code, _) = codes(format!("{HEAD}x: {}\n", "a: ".repeat(300_000)));
    assert_eq!(code, 1);
    let (code, _) = codes("---\n".repeat(100_000));
    assert_eq!(code, 1);
    let (code, _) = codes("# masa\n".repeat(400_000));
    assert_eq!(code, 1);
    let (code, found) = codes((0..100_000).map(|_| "stages: []\n").collect::<String>());
    assert_eq!(code, 1);
    assert!(found.len() <= 1_200, "{}", found.len());
}

#[test]
fn encodings() {
    one(b"journey: x\ntitle: \xff\xfe\n", "JM005");
    one(b"journey: x\ntitle: a\0b\n", "JM005");
    one(b"\xff\xfej\0o\0", "JM005");
    one(b"journey: caf\xe9\n", "JM005");
    one(b"", "JM008");
    one(b"# only a comment\n", "JM008");
}

#[test]
fn escapes_reach_no_terminal_and_no_picture() {
    let dir = tempfile::tempdir().unwrap();
    let hostile =
        "\\e[2J\\e]0;t\\a\\u009b31m\\u202Egnp.exe\\u2066 <script>alert(1)</script> ]]> &amp; \\\" '";
    let text = format!(
        "journey: x\ntitle: \"{hostile}\"\nlevel: need\nneed: \"{hostile}\"\nlang: he\nstages:\n  - name: \
         \"{hostile}\"\n    phase: before\n    touchpoints:\n      - {{id: a, name: \"{hostile}\", channel: \"{hostile}\", emotion: -1, \
         moment_of_truth: {{valence: negative, at_risk: \"{hostile}\"}}}}\n      - {{id: b, name: \"{hostile}\", emotion: 1}}\n"
    );
    std::fs::write(dir.path().join("x.journey.yaml"), text).unwrap();
    for arguments in [
        &["check", "x.journey.yaml"][..],
        &["check", "--format", "concise", "x.journey.yaml"],
        &["check", "--format", "json", "x.journey.yaml"],
        &["show", "x.journey.yaml"],
        &["show", "--view", "channels", "--format", "markdown", "x.journey.yaml"],
        &["show", "--view", "evidence", "--format", "csv", "x.journey.yaml"],
        &["gaps", "x.journey.yaml"],
        &["gaps", "--format", "markdown", "x.journey.yaml"],
        &["render", "x.journey.yaml"],
        &["render", "--text", "outlines", "x.journey.yaml"],
        &["render", "--text", "native", "x.journey.yaml"],
    ] {
        let output = masa(dir.path(), arguments);
        let text = String::from_utf8(output.stdout).unwrap();
        if arguments[0] == "render" {
            let picture = roxmltree::Document::parse(&text).unwrap();
            for node in picture.descendants().filter(roxmltree::Node::is_element) {
                let name = node.tag_name().name();
                let known = [
                    "svg", "title", "desc", "g", "path", "rect", "line", "circle", "text", "tspan", "polygon",
                ];
                assert!(known.contains(&name), "{name}");
                for attribute in node.attributes() {
                    let name = attribute.name();
                    assert!(!name.starts_with("on") && name != "href" && name != "style", "{name}");
                }
            }
        }
        if arguments.contains(&"markdown") {
            assert!(!text.contains("<script"), "{text}");
        }
    }
}

#[test]
fn references_open_nothing() {
    let (code, found) = codes(
        "journey: x\ntitle: X\npersona: ../../etc/passwd\ncurrent: /etc/passwd\nparent: \"C:\\\\x\"\nstages: []\n",
    );
    assert_eq!(code, 1);
    assert_eq!(found.iter().filter(|code| *code == "JM011").count(), 3, "{found:?}");
}

#[test]
fn names_of_files() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["a\u{1b}[31m.journey.yaml", "b\n::error::x.journey.yaml", "שלום.journey.yaml"] {
        std::fs::write(dir.path().join(name), "titel: x\n").unwrap();
    }
    let output = masa(dir.path(), &["check", "--format", "concise"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("שלום.journey.yaml:1:1: error[JM006]"), "{text}");
    assert!(text.lines().all(|line| !line.starts_with("::")), "{text}");
}

#[test]
fn things_that_are_no_files() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("folder.journey.yaml")).unwrap();
    assert!(Command::new("mkfifo").arg(dir.path().join("pipe.journey.yaml")).status().unwrap().success());
    std::fs::write(dir.path().join("good.journey.yaml"), HEAD).unwrap();
    let output = masa(dir.path(), &["check", "--format", "concise"]);
    assert_eq!(output.status.code(), Some(1));
    for path in ["pipe.journey.yaml", "/dev/zero", "missing.journey.yaml"] {
        let output = masa(dir.path(), &["check", path]);
        assert_eq!(output.status.code(), Some(2), "{path}");
    }
}

#[test]
fn layouts_at_the_edge() {
    let dir = tempfile::tempdir().unwrap();
    let long = "ש".repeat(2_000) + &"x".repeat(100_000);
    let zalgo = format!("a{}", "\u{0301}".repeat(10_000));
    let stages = (0..150).map(|stage| {
        let touchpoints = (0..4)
            .map(|n| format!("      - {{name: t{stage}-{n}, emotion: {}}}\n", n - 2))
            .collect::<String>();
        format!("  - name: s{stage}\n    touchpoints:\n{touchpoints}")
    });
    let cases = [
        "stages: []\n".to_owned(),
        "stages: [{name: s}]\n".to_owned(),
        format!("stages: [{{name: \"{long}\", touchpoints: [{{name: \"{long}\", emotion: 1}}]}}]\n"),
        format!("stages: [{{name: s, touchpoints: [{{name: \"{zalgo}\", emotion: -2}}]}}]\n"),
        "stages: [{name: s, touchpoints: [{name: t, emotion: 1e308}, {name: u, emotion: -0.0}]}]\n"
            .to_owned(),
        format!("stages:\n{}", stages.collect::<String>()),
    ];
    for (number, case) in cases.iter().enumerate() {
        std::fs::write(dir.path().join("x.journey.yaml"), format!("journey: x\ntitle: X\n{case}")).unwrap();
        for view in ["curve", "map", "wheel", "blueprint", "commitment", "board", "channels"] {
            let arguments = ["render", "x.journey.yaml", "--view", view, "--page", "free"];
            let output = masa_large(dir.path(), &arguments);
            let text = String::from_utf8(output.stdout).unwrap();
            let at = format!("case {number}, {view}");
            let picture = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{at}: {error}"));
            for attribute in picture.descendants().flat_map(|node| node.attributes()) {
                let value = attribute.value();
                let is_ours = !matches!(attribute.name(), "id" | "aria-label" | "aria-labelledby");
                let is_bad = ["NaN", "inf", "e+", "e-0"].iter().any(|word| value.contains(word));
                assert!(!is_ours || !is_bad && value != "-0", "{at}: {value}");
            }
        }
    }
}

/// A run whose picture may be large.
fn masa_large(dir: &Path, arguments: &[&str]) -> Output {
    let begun = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_masa")).args(arguments).current_dir(dir).output().unwrap();
    assert!(begun.elapsed() < PATIENCE);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

#[test]
fn standard_input_and_a_reader_that_leaves() {
    let dir = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_masa"))
        .args(["check", "-", "--format", "concise"])
        .current_dir(dir.path())
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

/// A map whose formatting changes it, long enough for a kill to come in the middle.
fn untidy() -> String {
    let touchpoints = "     - {channel: none,   name: t} # a comment\n".repeat(1_500);
    format!("title: X\njourney: x\nstages:\n - touchpoints:\n{touchpoints}   name: s\n")
}

#[test]
fn a_formatter_that_is_killed_leaves_the_old_file_or_the_new_one() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.journey.yaml");
    let old = untidy();
    std::fs::write(&path, &old).unwrap();
    let begun = Instant::now();
    assert_eq!(masa(dir.path(), &["fmt", "x.journey.yaml"]).status.code(), Some(0));
    let whole = begun.elapsed();
    let new = std::fs::read_to_string(&path).unwrap();
    assert_ne!(old, new);
    for round in 0..40_u32 {
        std::fs::write(&path, &old).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_masa"))
            .args(["fmt", "x.journey.yaml"])
            .current_dir(dir.path())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole * (round * 7 % 40) / 32);
        child.kill().unwrap();
        child.wait().unwrap();
        let found = std::fs::read_to_string(&path).unwrap();
        assert!(found == old || found == new, "round {round}: {} bytes", found.len());
    }
}

#[test]
fn two_formatters_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.journey.yaml");
    std::fs::write(&path, untidy()).unwrap();
    let start = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_masa"));
        command.args(["fmt", "x.journey.yaml"]).current_dir(dir.path()).stderr(Stdio::null()).spawn().unwrap()
    };
    let mut children = [start(), start()];
    // The slower one may find that the file has changed under its hands, and says so.
    let codes = children.each_mut().map(|child| child.wait().unwrap().code().unwrap());
    assert!(codes.contains(&0) && codes.iter().all(|code| matches!(code, 0 | 2)), "{codes:?}");
    assert_eq!(masa(dir.path(), &["fmt", "--check", "x.journey.yaml"]).status.code(), Some(0));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn formatting_what_wants_to_act() {
    let dir = tempfile::tempdir().unwrap();
    let name = "a\u{1b}[31m\n::error::\u{202e}.journey.yaml";
    let text = "title: \"\\e[2J\" # \u{202e} \u{9b}31m\njourney: x\nstages: [] # \u{7f}\n";
    std::fs::write(dir.path().join(name), text).unwrap();
    for arguments in [&["fmt", "--diff"][..], &["fmt", "--check"], &["fmt"], &["fmt", name]] {
        masa(dir.path(), arguments);
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
        masa(dir.path(), &["fmt", "b.journey.yaml"]);
    }
}
