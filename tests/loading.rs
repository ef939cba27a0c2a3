//! All mistakes of a file in one run, each at its place, whatever the line ends and the script.

use std::path::Path;

use masa::check::{Options, check};
use masa::model::{Date, Journey, SHAPE, SchemaKind, json_schema};
use masa::source::SourceText;
use masa::syntax::{Shape, from_tree, parse_yaml};
use masa::workspace::load;
use proptest::prelude::*;

fn findings(dir: &Path) -> Vec<(String, usize, usize)> {
    let today = Date::parse("2026-11-22").unwrap();
    let mut found = Vec::new();
    for workspace in load(&[dir.to_path_buf()]).unwrap() {
        for finding in check(&workspace, &Options::on(today)).findings {
            let position = workspace.files[finding.file].source.position(finding.span.start);
            found.push((finding.rule.code.to_owned(), position.line, position.column));
        }
    }
    found
}

/// Twelve mistakes of twelve kinds; `{}` is put before each on its line.
const TWELVE: &str = "\
journey: twelve
title: A journey with twelve mistakes
titel: misspelt                                             # 1 JM006 at 1
lang: en
level: ned                                                  # 2 JM010 at 8
state: current
persona: nobody                                             # 3 JM213 at 10
need: n
trigger: t
end_condition: e
goals: [{statement: s}]
scale: -2..2
owner: o
created: 2026-02-30                                         # 4 JM011 at 10
expectations: none                                          # 5 JM009 at 15
evidence:
  talk: {kind: account, grade: anecdote, n: 1, collected: 2026-01}
default_evidence: talk
stages:
  - name: s
    phase: before
    touchpoints:
      - {x-note: \"{}\", name: a, channel: none, emotion: 3} # 6 JM502
      - {x-note: \"{}\", channel: none, emotion: 0}          # 7 JM008
      - {x-note: \"{}\", name: c, channel: fone, initiator: customer, preventable: false, emotion: 0} # 8 JM402
      - {x-note: \"{}\", name: d, channel: none, async_wait: 2.13, emotion: 1} # 9 JM703
      - {x-note: \"{}\", name: e, name: f, channel: none, emotion: -1} # 10 JM007
      - {x-note: \"{}\", name: g, channel: none, emotion: {score: 0, evidence: tolk}} # 11 JM213
      - {x-note: \"{}\", name: h: i, channel: none} # 12 JM001
";

fn twelve(before: &str, line_end: &str) -> Vec<(String, usize, usize)> {
    let dir = tempfile::tempdir().unwrap();
    let text = TWELVE.replace("{}", before).replace('\n', line_end);
    std::fs::write(dir.path().join("x.journey.yaml"), text).unwrap();
    findings(dir.path())
}

/// Where the twelve mistakes stand when `before` is put before each.
fn places(before: &str) -> Vec<(String, usize, usize)> {
    let text = TWELVE.replace("{}", before);
    let at = |line: usize, mark: &str| {
        let content = text.lines().nth(line - 1).unwrap();
        let byte = content.find(mark).unwrap_or_else(|| panic!("{mark} on line {line}"));
        content[..byte].chars().count() + 1
    };
    [
        ("JM006", 3, "titel"),
        ("JM010", 5, "ned"),
        ("JM213", 7, "nobody"),
        ("JM011", 14, "2026-02-30"),
        ("JM009", 15, "none"),
        ("JM502", 23, "3}"),
        ("JM008", 24, "{x-note"),
        ("JM402", 25, "fone"),
        ("JM703", 26, "2.13"),
        ("JM007", 27, "name: f"),
        ("JM213", 28, "tolk"),
        ("JM001", 29, ": i"),
    ]
    .into_iter()
    .map(|(code, line, mark)| (code.to_owned(), line, at(line, mark)))
    .collect()
}

#[test]
fn twelve_mistakes_are_twelve_findings_in_one_run() {
    for before in ["", "שלום עולם", "客户很生气 👩🏽‍💻 é"] {
        let expected = places(before);
        for line_end in ["\n", "\r\n"] {
            let found = twelve(before, line_end);
            for place in &expected {
                assert!(found.contains(place), "{before} {line_end:?}: no {place:?} in {found:#?}");
            }
        }
    }
}

#[test]
fn one_broken_file_does_not_hide_the_others() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.journey.yaml"), "a: b: c\n").unwrap();
    std::fs::write(dir.path().join("b.journey.yaml"), "titel: x\n").unwrap();
    std::fs::write(dir.path().join("c.persona.yaml"), "persona: p\nname: P\nage: 3\n").unwrap();
    std::fs::write(dir.path().join("masa.toml"), "lnag = \"he\"\n[rules]\nno-such-rule = \"off\"\n").unwrap();
    let found = findings(dir.path());
    let codes: Vec<_> = found.iter().map(|(code, _, _)| code.as_str()).collect();
    for code in ["JM001", "JM006", "JM008"] {
        assert!(codes.contains(&code), "{codes:?}");
    }
    assert!(found.contains(&("JM006".to_owned(), 1, 1)), "lnag: {found:?}");
    assert!(
        found.contains(&("JM006".to_owned(), 3, 1)) || found.contains(&("JM006".to_owned(), 3, 16)),
        "{found:?}"
    );
}

#[test]
fn two_files_with_one_id() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["a", "b"] {
        let text = "journey: same\ntitle: T\nstages: []\n";
        std::fs::write(dir.path().join(format!("{name}.journey.yaml")), text).unwrap();
    }
    let found = findings(dir.path());
    assert_eq!(found.iter().filter(|(code, _, _)| code == "JM012").count(), 1, "{found:?}");
}

/// What a text means, read through our tree.
fn ours(text: &str) -> Option<serde_json::Value> {
    let source = SourceText::new("t", text);
    let parsed = parse_yaml(&source);
    if !parsed.faults.is_empty() {
        return None;
    }
    let shape = Shape { required: |_| &[] };
    let (value, faults) = from_tree::<serde_json::Value>(&source, &parsed.tree, shape, &[]);
    faults.is_empty().then_some(value)
}

fn theirs(text: &str) -> Option<serde_json::Value> {
    serde_yaml::from_str::<serde_json::Value>(text).ok()
}

/// serde_yaml is archived, reads some values as YAML 1.1 did and knows no positions, so it is not in the
/// program; as a second opinion on what a file means it is as good as ever.
#[test]
fn serde_yaml_reads_the_examples_the_same() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut count = 0;
    for folder in ["en", "he", "en/personas", "he/personas"] {
        for entry in std::fs::read_dir(examples.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "yaml") {
                let text = std::fs::read_to_string(&path).unwrap();
                assert_eq!(ours(&text), theirs(&text), "{}", path.display());
                count += 1;
            }
        }
    }
    assert!(count >= 30, "{count}");
}

/// An editor that knows the schema says of the examples what the program says: nothing.
#[test]
fn the_examples_fit_the_schemas() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (suffix, kind) in [(".journey.yaml", SchemaKind::Journey), (".persona.yaml", SchemaKind::Persona)] {
        let validator = jsonschema::validator_for(&json_schema(kind)).unwrap();
        for path in masa::source::find_files(&root.join("examples"), &[suffix]).unwrap() {
            let value = ours(&std::fs::read_to_string(&path).unwrap()).unwrap();
            let errors: Vec<_> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{}: {errors:?}", path.display());
        }
    }
}

/// Schema and reader refuse the same journeys, one mistake at a time.
#[test]
fn schema_and_reader_agree_on_what_is_wrong() {
    let validator = jsonschema::validator_for(&json_schema(SchemaKind::Journey)).unwrap();
    let map = |extra: &str| {
        format!("journey: x\ntitle: X\n{extra}stages:\n  - name: s\n    touchpoints:\n      - {{name: t")
    };
    let cases = [
        (map("") + "}\n", true),
        (map("x-own: {a: [1]}\n") + ", x-more: 1}\n", true),
        (map("titel: y\n") + "}\n", false),
        (map("level: ned\n") + "}\n", false),
        (map("lang: 12\n") + "}\n", false),
        (map("goals: x\n") + "}\n", false),
        (map("goals: [{metric: m}]\n") + "}\n", false),
        (map("created: 2026-13-01\n") + "}\n", false),
        (map("parent: \"../x\"\n") + "}\n", false),
        (map("scale: wide\n") + "}\n", false),
        (map("scale: {min: 1, max: 5}\n") + "}\n", true),
        (map("persona: [a, b]\n") + "}\n", true),
        (map("") + ", live_wait: 5m30s, async_wait: P2D}\n", true),
        (map("") + ", live_wait: 2.13}\n", false),
        (map("") + ", live_wait: 2.13m}\n", false),
        (map("") + ", emotion: -1}\n", true),
        (map("") + ", emotion: 🙂}\n", true),
        (map("") + ", emotion: {score: -1, words: [sad], by: {a: 1}}}\n", true),
        (map("") + ", emotion: \"1\"}\n", false),
        (map("") + ", emotion: [1]}\n", false),
        (map("") + ", reach: 40}\n", false),
        (map("") + ", effort: {handoffs: -1}}\n", false),
        (map("") + ", moment_of_truth: {valence: bad}}\n", false),
        (map("") + ", moment_of_truth: {kind: zmot}}\n", true),
        (map("") + ", moment_of_truth: {response: {owner: o}}}\n", false),
        (map("") + ", quote: {text: hello, evidence: e}}\n", true),
        ("journey: x\ntitle: X\n".to_owned(), false),
    ];
    for (text, legal) in cases {
        let source = SourceText::new("t", text.clone());
        let parsed = parse_yaml(&source);
        let (_, faults) = from_tree::<Journey>(&source, &parsed.tree, SHAPE, &[]);
        assert_eq!(faults.is_empty(), legal, "reader: {text}\n{faults:?}");
        assert_eq!(validator.is_valid(&ours(&text).unwrap()), legal, "schema: {text}");
    }
}

#[test]
fn anchors_mean_what_they_mean_elsewhere() {
    for text in [
        "a: &x {b: 1}\nc: *x\n",
        "a: &x [1, 2]\nb: [*x, *x]\n",
        "a: |\n  one\n  two\nb: >-\n  folded\n  text\n",
        "a: 'it''s'\nb: \"\\u05e9\\n\"\nc: plain text\n",
        "? a\n: 1\n",
        "- 1\n- -2.5\n- true\n- null\n- ~\n- text\n",
        "\"quoted\": {x: [], y: {}}\n",
    ] {
        assert_eq!(ours(text), theirs(text), "{text}");
    }
}

/// YAML-like text: structure, quotes, anchors, scripts, and noise.
fn yamlish() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a: ",
        "b: ",
        "- ",
        "\n",
        "  ",
        "    ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "'",
        "\"",
        "|\n",
        ">-\n",
        "# c\n",
        "&x ",
        "*x",
        "שלום",
        "客户",
        "👩🏽‍💻",
        "1",
        "-2.5",
        "true",
        "~",
        ":",
        "? ",
        "!!str ",
        "\t",
        "\r\n",
        "<<: ",
        "---\n",
        "\u{feff}",
        "é",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A document of lists, mappings and scalars of all kinds, with texts that want quoting.
fn document() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::Value;
    let text = prop_oneof![
        "[a-z #:,'\"\\[\\]{}|>&*!%@`~-]{0,12}",
        "[א-ת 0-9.…״־-]{0,12}",
        prop::sample::select(vec![
            "yes",
            "no",
            "null",
            "~",
            "1",
            "-2.5",
            "0x1f",
            "2026-03",
            "1e3",
            " ",
            "a\nb\n",
            "\t",
            "👩🏽‍💻"
        ])
        .prop_map(str::to_owned),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        text.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(text.clone(), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, max_global_rejects: 1_000_000, ..ProptestConfig::default() })]

    /// Any text: no panic, and every fault has a place inside the text on character boundaries.
    #[test]
    fn any_text_is_read_or_refused(text in yamlish()) {
        let source = SourceText::new("t", text);
        let parsed = parse_yaml(&source);
        for fault in &parsed.faults {
            let range = fault.span.range();
            prop_assert!(source.text().get(range.clone()).is_some(), "{range:?} {:?}", fault.message);
        }
        for (span, _) in parsed.tree.scalars(&source) {
            prop_assert!(source.text().get(span.range()).is_some());
        }
    }

    /// Whatever serde_yaml writes, we read as it was meant.
    #[test]
    fn what_the_second_opinion_writes_is_read_the_same(value in document()) {
        let text = serde_yaml::to_string(&value).unwrap();
        prop_assert_eq!(ours(&text), Some(value), "{}", text);
    }
}
