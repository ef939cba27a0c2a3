//! Pictures at the edge.

use std::path::Path;
use std::process::Output;
use std::time::Instant;

use crate::harness::{Folder, HEAD, PATIENCE};
use crate::support::masa;

#[test]
fn pictures_overwrite_pictures_only() {
    let dir = Folder::new();
    let map = HEAD
        .replace("stages: []", "stages: [{name: s, touchpoints: [{name: t, channel: none, emotion: 1}]}]");
    std::fs::write(dir.path().join("x.journey.yaml"), &map).unwrap();
    std::os::unix::fs::symlink("x.journey.yaml", dir.path().join("link.svg")).unwrap();
    std::fs::write(dir.path().join("in.svg"), &map).unwrap();
    for arguments in [&["render", "x.journey.yaml", "-o", "link.svg"], &["render", "in.svg", "-o", "in.svg"]]
    {
        assert_eq!(dir.run_writing(arguments).code, 2);
    }
    for name in ["x.journey.yaml", "in.svg"] {
        assert_eq!(std::fs::read_to_string(dir.path().join(name)).unwrap(), map);
    }
    for special in ["/dev/full", "/dev/zero"] {
        let output = dir.run_writing(&["render", "x.journey.yaml", "--check", special]);
        assert_eq!(output.code, 2, "{special}");
    }
    let name = "a\u{1b}[31m\n::error::\u{202e}.svg";
    assert_eq!(dir.run_writing(&["render", "x.journey.yaml", "-o", name]).code, 0);
}

#[test]
fn layouts_at_the_edge() {
    let dir = Folder::new();
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
    let output = masa(dir, arguments);
    assert!(begun.elapsed() < PATIENCE);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    output
}
