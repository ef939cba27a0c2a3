//! Input that grows, nests or repeats itself.

use crate::harness::{Folder, HEAD, codes, one, with_touchpoints};

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
fn doubling_and_chains_of_aliases() {
    let mut text = String::from("x-a0: &a0 [1, 2, 3, 4]\n");
    for level in 1..=20 {
        text.push_str(&format!("x-a{level}: &a{level} [*a{0}, *a{0}]\n", level - 1));
    }
    let (code, found) = codes(format!("{text}journey: x\ntitle: X\nstages: []\npersonas: *a20\n"));
    assert_eq!(code, 1);
    assert!(!found.is_empty());
    let chain: String = (1..50_000).map(|n| format!("x-{n}: &a{n} [*a{}]\n", n - 1)).collect();
    one(format!("x-0: &a0 1\n{chain}{HEAD}"), "JM003");
}

#[test]
fn aliases_to_themselves_and_to_nothing() {
    for text in ["x-a: &a [*a]\n", "x-a: &a {b: *a}\n"] {
        let folder = Folder::with_map(format!("{text}{HEAD}"));
        let report: serde_json::Value = serde_json::from_str(&folder.check("json").stdout).unwrap();
        let mut findings = report["findings"].as_array().unwrap().iter();
        let finding = findings.find(|finding| finding["code"] == "JM002").unwrap();
        assert_eq!(finding["related"][0]["location"]["line"], 1);
    }
    let folder = Folder::with_map(format!("{HEAD}persona: *nobody\n"));
    let report: serde_json::Value = serde_json::from_str(&folder.check("json").stdout).unwrap();
    let mut findings = report["findings"].as_array().unwrap().iter();
    let finding = findings.find(|finding| finding["code"] == "JM001").unwrap();
    assert_eq!(finding["location"]["column"], 10);
}

#[test]
fn keys_that_collide_and_lines_without_end() {
    let keys: String =
        (0..50_000_u64).map(|n| format!("x-prefix-{}: 1\n", n.wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect();
    assert_eq!(codes(format!("{HEAD}{keys}")).0, 1);
    // One line of more than two megabytes with its faults at the end.
    let padding: String = (0..3).map(|n| format!("x-{n}: \"{}\", ", "א".repeat(400_000))).collect();
    let touchpoints = "{name: t, channel: none, zork: 1}, ".repeat(100);
    let line =
        format!("{{journey: x, title: X, {padding}stages: [{{name: s, touchpoints: [{touchpoints}]}}]}}\n");
    let folder = Folder::with_map(line);
    let run = folder.run(&["check", "--max-findings", "10"]);
    assert!(run.stdout.len() < 8_000, "{} bytes", run.stdout.len());
    assert!(codes("? ".repeat(300_000)).0 == 1);
}

#[test]
fn more_findings_than_anybody_reads() {
    let lines = "      - {name: t, channel: zz, emotion: 9, zork: 1}\n".repeat(1_000);
    let mut folder = Folder::new();
    for number in 0..4 {
        let map = with_touchpoints(&lines).replace("journey: x", &format!("journey: x{number}"));
        folder = folder.with(format!("{number}.journey.yaml"), map);
    }
    for format in ["human", "concise", "github", "markdown"] {
        assert_eq!(folder.check(format).code, 1);
    }
}
