//! `masa simulate` as a user meets it.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const CURRENT: &str = "examples/en/car-test-drive-current.journey.yaml";
const DESIRED: &str = "examples/en/car-test-drive-desired.journey.yaml";

fn masa(dir: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_masa"))
        .args(arguments)
        .current_dir(dir)
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn simulate(arguments: &[&str]) -> String {
    let output = masa(root(), &[&["simulate"], arguments].concat());
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&simulate(&[arguments, &["--format", "json"]].concat())).unwrap()
}

/// What an invocation that cannot be done says.
fn refused(arguments: &[&str]) -> String {
    let output = masa(root(), &[&["simulate"], arguments].concat());
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn json_fits_its_schema() {
    let schema = masa(root(), &["schema", "simulation"]).stdout;
    let schema = jsonschema::validator_for(&serde_json::from_slice(&schema).unwrap()).unwrap();
    for language in ["en", "he"] {
        for entry in std::fs::read_dir(root().join("examples").join(language)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_file() {
                let report = json(&[&format!("examples/{language}/{name}"), "--steps"]);
                assert!(schema.is_valid(&report), "{name}: {:?}", schema.iter_errors(&report).next());
            }
        }
    }
    let desired = ["--set", "D4.q=0.8", "--scenario", "dear:D4.q=1,D6.p=0.5", "--against", CURRENT];
    let report = json(&[&[DESIRED][..], &desired].concat());
    assert!(schema.is_valid(&report), "{:?}", schema.iter_errors(&report).next());
    assert!(!schema.is_valid(&serde_json::json!({"format": "masa-simulation-v1"})));
}

#[test]
fn what_if_stands_beside_the_map() {
    let report = json(&[DESIRED, "--set", "D4.q=0.8", "--set", "D6.q=0.9"]);
    let ends: Vec<f64> = report["scenarios"]
        .as_array()
        .unwrap()
        .iter()
        .map(|scenario| scenario["lines"][0]["end"]["expected"].as_f64().unwrap())
        .collect();
    assert_eq!(ends.len(), 2);
    assert!((ends[1] - 44.1728).abs() < 5e-5, "{ends:?}");
    let change = report["scenarios"][1]["lines"][0]["change"].as_f64().unwrap();
    assert!((change - (ends[1] - ends[0])).abs() < 2e-6);
    let known = |scenario: usize| &report["scenarios"][scenario]["lines"][0]["moments"][0]["known"];
    assert_eq!((known(0), known(1)), (&Value::from("assumed"), &Value::from("supposed")));
    assert!(report["scenarios"][0]["lines"][0].get("change").is_none());
    let text = simulate(&[DESIRED, "--set", "D4.q=0.8", "--set", "D6.q=0.9"]);
    assert!(text.contains("what if (D4.q=0.8, D6.q=0.9): it ends at 44.2 on average"), "{text}");
    assert!(text.contains("Illustrative"), "{text}");
}

#[test]
fn the_score_is_on_the_scale_of_the_map() {
    let end = |arguments: &[&str]| {
        json(&[&[DESIRED, "--start", "0"], arguments].concat())["scenarios"][1]["lines"][0]["steps"][1]["after"]
            ["expected"]
            .as_f64()
            .unwrap()
    };
    // 2 is the best of -2..2, so the encounter moves by all six squares.
    assert_eq!(end(&["--set", "D2.score=2"]), 6.0);
    assert_eq!(end(&["--set", "D2.score=2", "--set", "D2.p=0.5"]), 3.0);
}

#[test]
fn a_score_that_moves_nothing_is_noted() {
    let output = masa(root(), &["simulate", DESIRED, "--set", "D4.score=1"]);
    assert!(output.status.success());
    assert!(String::from_utf8(output.stderr).unwrap().contains("not its `score`"));
    assert!(String::from_utf8(output.stdout).unwrap().contains("(0.0)"));
}

#[test]
fn what_cannot_be_supposed_is_said() {
    for (set, said) in [
        ("D44.q=0.9", "did you mean `D4`?"),
        ("call.q=0.9", "there are D1, D2, D3, D4, D5, D6, D7"),
        ("D4=0.9", "write `ID.q=0.9`"),
        ("D4.q", "write `ID.q=0.9`"),
        ("D4.q=9", "a probability lies from 0 to 1"),
        ("D4.q=nan", "a probability lies from 0 to 1"),
        ("D4.q=much", "is not a number"),
        ("D4.x=1", "`q`, `score`, `p` and `next` can"),
        ("D4.next.D5=0.5", "there is one way on only"),
        ("D44.next.D5=0.5", "did you mean `D4`?"),
        ("D4.score=3", "the scale of the map is -2..2"),
        ("D2.q=0.5", "no moment of truth"),
        ("\u{1b}[2J.q=1", "there is no touchpoint"),
    ] {
        let message = refused(&[DESIRED, "--set", set]);
        assert!(message.contains(said) && !message.contains('\u{1b}'), "{set}: {message}");
        assert_eq!(refused(&[DESIRED, "--scenario", &format!("x:{set}")]), message, "{set}");
    }
    for (arguments, said) in [
        (&["--scenario", "D4.q=1"][..], "not a scenario"),
        (&["--scenario", ":D4.q=1"], "not a scenario"),
        (&["--scenario", "a:"], "not a scenario"),
        (&["--scenario", "a:D4.q=1", "--scenario", "a:D4.q=0"], "two scenarios are called `a`"),
        (&["--against", "nobody"], "there is no journey `nobody`"),
        (&["--against", DESIRED], "two scenarios are called"),
        (&["--start", "101"], "101"),
    ] {
        let message = refused(&[&[DESIRED], arguments].concat());
        assert!(message.contains(said), "{arguments:?}: {message}");
    }
}

#[test]
fn tables_are_the_same_in_every_format() {
    let arguments =
        ["examples/he/car-test-drive-desired.journey.yaml", "--against", "car-test-drive-current-he"];
    let text = simulate(&arguments);
    let markdown = simulate(&[&arguments[..], &["--format", "markdown"]].concat());
    let csv = simulate(&[&arguments[..], &["--format", "csv"]].concat());
    let report = json(&arguments);
    let expected = report["scenarios"][0]["lines"][0]["end"]["expected"].as_f64().unwrap();
    for page in [&text, &markdown] {
        assert!(page.contains(&format!("{expected:.1}")), "{page}");
    }
    assert!(csv.contains(&expected.to_string()) && !csv.contains('█'), "{csv}");
    let tables: Vec<&str> = csv.split("\n\n").collect();
    assert!(tables.len() >= 4, "{csv}");
    for table in tables {
        let mut reader = csv::ReaderBuilder::new().from_reader(table.as_bytes());
        assert!(reader.records().all(|record| record.is_ok()), "{table}");
    }
}

#[test]
fn maps_with_odd_ways_are_told_about() {
    let dir = tempfile::tempdir().unwrap();
    let map = "journey: loop\ntitle: \"Round | <b>\\x1b[2J\"\nlevel: need\nstages:\n  - name: s\n    touchpoints:\n      \
               - {id: a, name: \"=ask\\u202e\", channel: web, next: [{to: b, share: 0.2}, {to: c, share: 0.2}]}\n      \
               - {id: b, name: b, channel: web, next: [{to: a}, {to: b, share: 0.1}]}\n      \
               - {id: c, name: c, channel: web, moment_of_truth: {valence: either}, metrics: {success: {value: 80}}}\n      \
               - {id: d, name: d, channel: web, next: [{to: d}]}\n      \
               - {id: e, name: e, channel: web}\n";
    std::fs::write(dir.path().join("loop.journey.yaml"), map).unwrap();
    for format in ["table", "markdown", "csv", "json"] {
        let output = masa(dir.path(), &["simulate", "loop.journey.yaml", "--steps", "--format", format]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
        if format == "table" {
            for said in [
                "scaled: from a.",
                "Nobody comes by, because no way leads there: e.",
                "who comes to a, b goes back",
                "not counted: `success` at c.",
                "nobody knows",
                "count as neutral",
            ] {
                let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(flat.contains(said), "{said}\n{text}");
            }
        }
        if format == "markdown" {
            assert!(text.contains("# Simulation: Round \\| &lt;b&gt;"), "{text}");
        }
        if format == "csv" {
            assert!(text.contains("'=ask"), "{text}");
        }
    }
    let empty = "journey: empty\ntitle: Empty\nstages: []\n";
    std::fs::write(dir.path().join("empty.journey.yaml"), empty).unwrap();
    for format in ["table", "markdown", "csv", "json"] {
        let output = masa(dir.path(), &["simulate", "empty.journey.yaml", "--format", format]);
        assert!(matches!(output.status.code(), Some(0 | 2)), "{format}");
    }
}

#[test]
fn shares_of_ways_can_be_supposed() {
    let dir = tempfile::tempdir().unwrap();
    let map = "journey: fork\ntitle: Fork\nlevel: need\nstages:\n  - name: s\n    touchpoints:\n      \
               - {id: a, name: Ask, channel: web, emotion: 0, next: [{to: b, share: 0.5}, {to: c, share: 0.3}, {to: d, share: 0.2}]}\n      \
               - {id: b, name: Yes, channel: web, emotion: 2, next: [{to: d}]}\n      \
               - {id: c, name: No, channel: web, emotion: -2, next: [{to: d}]}\n      \
               - {id: d, name: Done, channel: web, emotion: 0}\n";
    std::fs::write(dir.path().join("fork.journey.yaml"), map).unwrap();
    let run =
        |arguments: &[&str]| masa(dir.path(), &[&["simulate", "fork.journey.yaml"], arguments].concat());
    let output = run(&["--set", "a.next.b=0.75", "--format", "json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let ways = |scenario: usize| -> Vec<(f64, String)> {
        let next = report["scenarios"][scenario]["lines"][0]["steps"][0]["next"].as_array().unwrap().clone();
        let way = |way: &Value| (way["share"].as_f64().unwrap(), way["basis"].as_str().unwrap().to_owned());
        next.iter().map(way).collect()
    };
    let written = |share: f64, basis: &str| (share, basis.to_owned());
    assert_eq!(ways(0), [written(0.5, "written"), written(0.3, "written"), written(0.2, "written")]);
    assert_eq!(ways(1), [written(0.75, "supposed"), written(0.15, "rest"), written(0.1, "rest")]);
    let end =
        |scenario: usize| report["scenarios"][scenario]["lines"][0]["end"]["expected"].as_f64().unwrap();
    assert!(end(1) > end(0), "{} {}", end(1), end(0));
    let text = String::from_utf8(run(&["--scenario", "more:a.next.b=0.75"]).stdout).unwrap();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("more (a.next.b=0.75): it ends at"), "{text}");
    assert!(
        text.contains("made up by the others of the same touchpoint, each by its share: from a."),
        "{text}"
    );
    for (sets, said) in [
        (&["a.next.x=0.5"][..], "no way leads from `a` to `x`; its ways lead to b, c, d"),
        (&["a.next.b=2"], "a share lies from 0 to 1"),
        (&["a.next.b=much"], "is not a number"),
        (&["a.next.b=0.7", "a.next.c=0.4"], "the shares add up to 1.1"),
        (&["a.next.b=0.2", "a.next.c=0.2", "a.next.d=0.2"], "not all go on from `a`"),
        (&["b.next.d=0.5"], "one way on only"),
    ] {
        let output = run(&sets.iter().flat_map(|set| ["--set", *set]).collect::<Vec<_>>());
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && message.contains(said), "{sets:?}: {message}");
    }
}

#[test]
fn people_read_it_in_the_language_of_the_map() {
    let all = ["--steps", "--scenario", "טוב:D4.q=1"];
    let hebrew = "examples/he/car-test-drive-desired.journey.yaml";
    for format in ["table", "markdown"] {
        let text = simulate(&[&[hebrew][..], &all, &["--format", format]].concat());
        for line in text.lines().filter(|line| !line.contains("dir=\"rtl\"") && *line != "</div>") {
            // Ids, keys and the names of statistics stay as the format writes them.
            let words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
            let mut latin = words.filter(|word| word.chars().any(|c| c.is_ascii_alphabetic()));
            let known = [
                "D1", "D2", "D3", "D4", "D5", "D6", "D7", "q", "n", "metrics", "success", "value", "evidence",
            ];
            assert!(latin.all(|word| known.contains(&word)), "{line}");
        }
        assert!(
            text.contains("סימולציה: ")
                && text.contains("לפי המפה")
                && text.contains("הערות") == (format == "markdown")
        );
    }
    // Programs get one language.
    let csv = simulate(&[&[hebrew][..], &all, &["--format", "csv"]].concat());
    assert!(csv.starts_with("scenario,start,expected,sd,"), "{csv}");
    assert_eq!(json(&[hebrew])["scenarios"][0]["name"], "as mapped");
}
