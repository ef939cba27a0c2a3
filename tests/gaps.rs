//! The gap report as its readers get it: pages that fit, numbers that agree, lines that hold.

mod support;

use std::path::Path;
use std::process::Output;

use support::masa;

const CAR: &str = "examples/en/car-test-drive-current.journey.yaml";
const CAR_HEBREW: &str = "examples/he/car-test-drive-current.journey.yaml";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn gaps(arguments: &[&str]) -> Output {
    let all: Vec<&str> = std::iter::once("gaps").chain(arguments.iter().copied()).collect();
    masa(root(), &all)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn examples() -> Vec<String> {
    let mut found = Vec::new();
    for folder in ["examples/en", "examples/he"] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if name.ends_with(".journey.yaml") {
                found.push(format!("{folder}/{name}"));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn json_fits_its_schema_for_every_example() {
    let schema: serde_json::Value =
        serde_json::from_slice(&masa(root(), &["schema", "gaps"]).stdout).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let mut count = 0;
    for file in examples() {
        let written = gaps(&[&file, "--against", "none", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_slice(&written.stdout).unwrap();
        schema.validate(&report).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(report["types"].as_array().unwrap().len(), 12, "{file}");
        count += 1;
    }
    assert!(count > 20, "{count}");
}

#[test]
fn numbers_of_the_car_story() {
    for file in [CAR, CAR_HEBREW] {
        let report: serde_json::Value =
            serde_json::from_slice(&gaps(&[file, "--format", "json"]).stdout).unwrap();
        assert_eq!(report["format"], "masa-gaps-v2");
        assert!((report["journey_gap"].as_f64().unwrap() - 1.0873).abs() < 1e-4, "{}", report["journey_gap"]);
        assert_eq!(report["current"]["effort_points"], 16);
        assert_eq!(report["desired"]["effort_points"], 1);
        let pairs = report["alignment"]["pairs"].as_array().unwrap();
        let pairs: Vec<_> =
            pairs.iter().map(|pair| (&pair["current"], &pair["desired"], &pair["gap"])).collect();
        let expected = [("C1", "D1", 0.0), ("C2", "D2", 0.5), ("C5", "D4", 2.0), ("C7", "D4", 1.5)];
        for (found, expected) in pairs.iter().zip(expected) {
            assert_eq!((found.0.as_str(), found.1.as_str()), (Some(expected.0), Some(expected.1)));
            assert!((found.2.as_f64().unwrap() - expected.2).abs() < 1e-9, "{found:?}");
        }
        assert_eq!(pairs.len(), 4);
        let type_of = |code: &str| {
            let types = report["types"].as_array().unwrap();
            types.iter().find(|one| one["code"] == code).unwrap().clone()
        };
        assert_eq!(type_of("G4")["measured"], false);
        assert_eq!(type_of("G7")["gaps"], 1);
    }
}

#[test]
fn html_can_do_nothing_and_is_whole() {
    for (file, dir) in [(CAR, "ltr"), (CAR_HEBREW, "rtl")] {
        for reader in ["executive", "analyst"] {
            let arguments = [file, "--for", reader, "--format", "html"];
            let today: &[&str] = if reader == "analyst" { &["--today", "2026-11-22"] } else { &[] };
            let html = text(&gaps(&[&arguments[..], today].concat()).stdout);
            assert!(html.contains(&format!("dir=\"{dir}\"")), "{file} {reader}");
            assert!(html.contains("default-src"), "{file} {reader}");
            assert!(!html.contains("<script") && !html.contains("src="), "{file} {reader}");
            assert_eq!(html.matches("<h1>").count(), 1);
            assert_eq!(html.contains("<svg"), reader == "executive", "{file} {reader}");
            roxmltree::Document::parse(html.strip_prefix("<!DOCTYPE html>\n").unwrap()).unwrap();
        }
    }
}

#[test]
fn the_analysts_report_keeps_its_order() {
    let english =
        text(&gaps(&[CAR, "--for", "analyst", "--format", "markdown", "--today", "2026-11-22"]).stdout);
    let headings: Vec<_> = english.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(headings.len(), 15, "{headings:?}");
    for said in [
        "current (observed)",
        "desired (target)",
        "not measured by this map",
        "no ratings of enough customers",
    ] {
        assert!(english.contains(said), "{said}");
    }
    let hebrew = text(&gaps(&[CAR_HEBREW, "--for", "analyst", "--format", "markdown"]).stdout);
    let headings: Vec<_> = hebrew.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(headings.len(), 15);
    for heading in headings {
        assert!(!heading.chars().any(|c| c.is_ascii_alphabetic()), "{heading}");
    }
}

#[test]
fn lines_are_held() {
    let run = |lines: &[&str]| {
        let mut all = vec![CAR, "--format", "csv"];
        all.extend(lines.iter().flat_map(|line| ["--fail-on-gap", *line]));
        let output = gaps(&all);
        (output.status.code().unwrap(), text(&output.stderr))
    };
    for crossed in [
        "unanswered-moment",
        "unowned",
        "kind:evidence",
        "kind:no-response",
        "type:channel",
        "type:G12",
        "mean-gap>0.5",
        "effort>10",
        "mean<0",
        "worst<=-1",
        "gaps>=1",
    ] {
        let (code, said) = run(&[crossed]);
        assert_eq!(code, 1, "{crossed}: {said}");
        assert!(said.contains(&format!("car-test-drive-current: {crossed}: ")), "{crossed}: {said}");
    }
    for held in ["mean-gap>1.5", "effort>16", "type:segment", "kind:delivery", "end<-1", "gaps>1000"] {
        assert_eq!(run(&[held]), (0, String::new()), "{held}");
    }
    let (code, said) = run(&["effort>10", "type:segment", "unanswered-moment"]);
    assert_eq!((code, said.lines().count()), (1, 2), "{said}");
    for wrong in ["unanswered", "mean-gab>1", "kind:evidense", "effort>many"] {
        let (code, said) = run(&[wrong]);
        assert_eq!(code, 2, "{wrong}: {said}");
    }
    let alone = gaps(&[CAR, "--against", "none", "--fail-on-gap", "mean-gap>0.5"]);
    assert_eq!(alone.status.code(), Some(1), "what is not known cannot be said to hold");
}

#[test]
fn formats_that_need_a_reader_say_so() {
    let output = gaps(&[CAR, "--format", "html"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--for"), "{}", text(&output.stderr));
}

/// What the examples tell of promises, beliefs and a plan, and what two years do to evidence.
#[test]
fn what_was_said_and_what_came_of_it() {
    for lang in ["en", "he"] {
        let of = |name: &str, today: &str| -> Vec<(String, Option<String>, f64)> {
            let file = format!("examples/{lang}/{name}.journey.yaml");
            let report: serde_json::Value =
                serde_json::from_slice(&gaps(&[&file, "--format", "json", "--today", today]).stdout).unwrap();
            let all = report["gaps"].as_array().unwrap().iter();
            let wanted = all.filter(|gap| ["G3", "G4", "G5", "G10"].iter().any(|code| gap["type"] == *code));
            let told = wanted.map(|gap| {
                let touchpoint = gap["touchpoint"].as_str().map(str::to_owned);
                (gap["type"].as_str().unwrap().to_owned(), touchpoint, gap["value"].as_f64().unwrap())
            });
            told.collect()
        };
        let at = |code: &str, place: &str, value: f64| {
            (code.to_owned(), Some(place.to_owned()).filter(|place| !place.is_empty()), value)
        };
        // Managers gave the desk one point more than neutral, patients one less: a whole unit of −1..1.
        let now = of("specialist-appointment", "2026-11-22");
        assert_eq!(now, [at("G4", "S4", 0.5), at("G5", "S7", 1.0), at("G10", "", 1.0)], "{lang}");
        let later = of("specialist-appointment", "2028-11-22");
        assert_eq!(later.iter().filter(|gap| gap.0 == "G10").count(), 2, "{lang}: {later:?}");
        assert!(of("heathrow-wifi-charge", "2026-11-22").contains(&at("G4", "A6", 1.0)), "{lang}");
        let run = of("shoe-return-actual", "2026-11-22");
        let delivery: Vec<_> = run.iter().filter(|gap| gap.0 == "G3").map(|gap| gap.1.as_deref()).collect();
        // The failed registration, the label that is nowhere, the call, the money before the message.
        assert_eq!(delivery, [Some("R2"), None, Some("X1"), Some("R6")], "{lang}");
        let promises: Vec<_> = run.iter().filter(|gap| gap.0 == "G4").map(|gap| gap.1.as_deref()).collect();
        assert_eq!(promises, [Some("R3"), Some("R6")], "{lang}");
    }
}

fn analysts(file: &str, arguments: &[&str]) -> String {
    let all =
        [&[file, "--for", "analyst", "--format", "markdown", "--today", "2026-11-22"], arguments].concat();
    let output = gaps(&all);
    assert!(output.status.success(), "{file}: {}", text(&output.stderr));
    text(&output.stdout)
}

/// Words in Latin letters that may stand in a Hebrew report: ids and codes of the examples, and what a terminal takes.
const LATIN: [&str; 24] = [
    "n",
    "NPS",
    "RICE",
    "WSJF",
    "git",
    "masa",
    "explain",
    "CODE",
    "check",
    "since",
    "REV",
    "div",
    "dir",
    "rtl",
    "story",
    "article",
    "calls",
    "log",
    "talks",
    "visits",
    "survey",
    "speed",
    "simplicity",
    "lrm",
];
/// Attributes and metrics that the examples name.
const NAMES: [&str; 9] = [
    "empathy",
    "clarity",
    "ces",
    "csat",
    "nps",
    "median-wait",
    "referral-on-screen",
    "days-to-visit",
    "success",
];

#[test]
fn every_cell_of_a_hebrew_report_is_hebrew() {
    for file in examples().iter().filter(|file| file.starts_with("examples/he/")) {
        let map = std::fs::read_to_string(root().join(file)).unwrap();
        // What the map says in Latin letters: words that stand among Hebrew ones.
        let is_hebrew = |line: &&str| line.contains(|c| ('א'..='ת').contains(&c));
        let quoted: Vec<&str> = map.lines().filter(is_hebrew).flat_map(words).collect();
        // Two journeys answer one of them; the others have one, or none.
        let desired: &[&str] =
            if file.contains("lost-context") { &["--against", "bank-loan-via-atm-he"] } else { &[] };
        let report = [analysts(file, desired), analysts(file, &["--against", "none"])].concat();
        for line in report.lines() {
            for word in words(line) {
                let is_code = word.len() > 1
                    && word.starts_with(|c: char| c.is_ascii_uppercase())
                    && word[1..].chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
                    && word.ends_with(|c: char| c.is_ascii_digit());
                let is_commit = word.len() == 8 && word.chars().all(|c| c.is_ascii_hexdigit());
                let is_id = word.ends_with("-he") || word == "he/" || word.contains("journey.yaml");
                let is_known = LATIN.contains(&word) || NAMES.contains(&word) || quoted.contains(&word);
                assert!(is_code || is_commit || is_id || is_known, "{file}: `{word}` in {line}");
            }
        }
    }
}

/// The words of a line with a Latin letter in them.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/' | '_');
    let words = line.split(move |c: char| !is_part(c)).map(|word| word.trim_matches(['.', '-', '/']));
    words.filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()))
}

#[test]
fn the_analyst_learns_what_a_check_says() {
    let report = analysts(CAR, &[]);
    let line = report.lines().find(|line| line.starts_with("| car-test-drive-current | ")).unwrap();
    assert!(line.ends_with("| none | 2: JM406, JM705 | 1: JM952 |"), "{line}");
    let report = analysts("examples/en/specialist-appointment.journey.yaml", &[]);
    assert!(report.contains("| none | 4: JM406 ×2, JM705 ×2 | none |"), "{report}");
    let dir = tempfile::tempdir().unwrap();
    let map = "journey: a\ntitle: A\nstages:\n  - name: S\n    touchpoints:\n      - name: X\n        channel: phone\n        \
               emotion: -2 # masa: ignore[JM501] asked for in spring\n";
    std::fs::write(dir.path().join("a.journey.yaml"), map).unwrap();
    let output = masa(dir.path(), &["gaps", "a.journey.yaml", "--for", "analyst", "--format", "markdown"]);
    let report = text(&output.stdout);
    assert!(report.contains("asked for in spring"), "{report}");
    assert!(report.contains("| not in git |"), "{report}");
}

#[test]
fn the_analyst_learns_who_hands_on_and_who_fails_twice() {
    let report = analysts(CAR, &[]);
    for said in [
        "Failed twice: first “",
        "**Who hands on to whom**",
        "| website | phone | 1 | 1 | I call sales |",
        "trials the report says the same",
        "| without the source story | no score is left | everything rests on it |",
        "gaps lack an action, an owner or a day",
    ] {
        assert!(report.contains(said), "{said}: {report}");
    }
    let report = analysts("examples/en/specialist-appointment.journey.yaml", &[]);
    for said in [
        "| recovery | ",
        "hangs on the cross: simplicity",
        "| current | The specialist draws it for me | positive | 3 |",
    ] {
        assert!(report.contains(said), "{said}: {report}");
    }
}

/// Signs have no direction of their own: in a Hebrew sentence they would stand behind their number.
#[test]
fn signs_stand_before_their_numbers_in_hebrew() {
    let html =
        text(&gaps(&[CAR_HEBREW, "--for", "analyst", "--format", "html", "--today", "2026-11-22"]).stdout);
    assert!(html.contains("&#x2066;−0.44&#x2069;"), "a mean with its sign isolated");
    assert!(!html.contains('\u{2066}'), "a terminal that shows the page would obey it");
}
