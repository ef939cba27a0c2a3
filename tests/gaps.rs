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
                // Names that the map gives its evidence and metrics are written in it as keys.
                let is_key = map.contains(&format!("{word}:"));
                let is_known =
                    LATIN.contains(&word) || is_key || NAMES.contains(&word) || quoted.contains(&word);
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

/// A folder with some examples and their personas, and a plan that answers nothing.
fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    std::fs::copy(root().join("examples/masa.toml"), dir.path().join("masa.toml")).unwrap();
    std::fs::create_dir(dir.path().join("personas")).unwrap();
    for entry in std::fs::read_dir(root().join("examples/en/personas")).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), dir.path().join("personas").join(entry.file_name())).unwrap();
    }
    for name in
        ["car-test-drive-current", "car-test-drive-desired", "coffee-app", "insurance-refund-proactive"]
    {
        let name = format!("{name}.journey.yaml");
        std::fs::copy(root().join("examples/en").join(&name), dir.path().join(&name)).unwrap();
    }
    let text = std::fs::read_to_string(dir.path().join("insurance-refund-proactive.journey.yaml")).unwrap();
    let alone: String =
        text.lines().filter(|line| !line.starts_with("current:")).map(|l| format!("{l}\n")).collect();
    std::fs::write(dir.path().join("insurance-refund-proactive.journey.yaml"), alone).unwrap();
    dir
}

fn here(dir: &Path, arguments: &[&str]) -> (i32, String, String) {
    let all: Vec<&str> = std::iter::once("gaps").chain(arguments.iter().copied()).collect();
    let output = masa(dir, &all);
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn reports(json: &str) -> Vec<(String, String)> {
    let all: serde_json::Value = serde_json::from_str(json).unwrap();
    let of = |one: &serde_json::Value| {
        let journey = one["report"]["current"]["journey"].as_str().unwrap();
        (one["file"].as_str().unwrap().to_owned(), journey.to_owned())
    };
    all["reports"].as_array().unwrap().iter().map(of).collect()
}

#[test]
fn a_line_is_held_over_a_folder() {
    let dir = folder();
    let dir = dir.path();
    let (code, out, said) = here(dir, &["--fail-on-gap", "unanswered-moment", "--fail-on-gap", "effort>15"]);
    assert_eq!(code, 1, "{said}");
    assert_eq!(out.matches("At a glance").count(), 2, "plans are not reported by themselves: {out}");
    assert!(
        said.contains("car-test-drive-current.journey.yaml: unanswered-moment: 2 gaps (C5, C9)\n"),
        "{said}"
    );
    assert!(said.contains("car-test-drive-current.journey.yaml: effort>15: it is 16\n"), "{said}");
    assert!(!said.contains("coffee-app.journey.yaml: "), "{said}");
    assert!(said.ends_with(" gaps in 2 journeys; 1 of them crosses a line\n"), "{said}");
    let (code, _, said) = here(dir, &[".", "--fail-on-gap", "effort>100"]);
    assert_eq!((code, said.lines().count()), (0, 1), "{said}");
    assert!(said.ends_with("; no line is crossed\n"), "{said}");
    let (code, _, said) = here(dir, &["--quiet", "--fail-on-gap", "effort>15"]);
    assert_eq!((code, said.lines().count()), (1, 1), "{said}");
}

#[test]
fn a_pair_is_reported_once_and_a_named_plan_is_reported() {
    let dir = folder();
    let (current, desired, plan) = (
        "car-test-drive-current.journey.yaml",
        "car-test-drive-desired.journey.yaml",
        "insurance-refund-proactive.journey.yaml",
    );
    let json = |arguments: &[&str]| {
        let (code, out, said) = here(dir.path(), &[arguments, &["--format", "json"]].concat());
        assert_eq!(code, 0, "{said}");
        reports(&out)
    };
    let pair = (current.to_owned(), "car-test-drive-current".to_owned());
    assert_eq!(json(&[current, desired]), std::slice::from_ref(&pair));
    assert_eq!(json(&[desired, "coffee-app.journey.yaml"])[0], pair);
    assert_eq!(json(&[plan, current])[1].0, plan);
    assert_eq!(json(&[".", plan]).len(), 3);
    // What is named as a single file is one report, and nothing around it.
    let (_, out, said) = here(dir.path(), &[desired, "--format", "json"]);
    assert!(out.starts_with("{\n  \"format\": \"masa-gaps-v2\"") && said.is_empty(), "{said}{out}");
}

#[test]
fn several_desired_journeys_are_reported_each() {
    let story = "examples/en/bank-loan-lost-context.journey.yaml";
    let written = gaps(&[story, "examples/en/coffee-app.journey.yaml", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(&written.stdout[..]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(
        &reader.headers().unwrap().iter().take(4).collect::<Vec<_>>(),
        &["file", "journey", "desired", "type"]
    );
    for desired in ["bank-loan-via-atm", "bank-loan-via-branch"] {
        assert!(rows.iter().any(|row| &row[0] == story && &row[2] == desired), "{desired}");
    }
    assert!(rows.iter().any(|row| &row[1] == "coffee-app" && row[2].is_empty()));
    let alone = gaps(&["examples/en", "--against", "none", "--format", "json"]);
    let all = reports(&text(&alone.stdout));
    let files: std::collections::BTreeSet<_> = all.iter().map(|(file, _)| file).collect();
    assert!(all.len() > 7 && files.len() == all.len(), "{all:?}");
    assert_eq!(gaps(&["examples/en", "--against", "coffee-app"]).status.code(), Some(2));
}

#[test]
fn json_of_several_fits_its_schema() {
    let schema: serde_json::Value =
        serde_json::from_slice(&masa(root(), &["schema", "gap-reports"]).stdout).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for arguments in [&["examples"][..], &["examples/he", "--fail-on-gap", "effort>3", "--limit", "2"]] {
        let written = gaps(&[arguments, &["--format", "json"]].concat());
        let all: serde_json::Value = serde_json::from_slice(&written.stdout).unwrap();
        schema.validate(&all).unwrap_or_else(|error| panic!("{arguments:?}: {error}"));
        assert!(all["reports"].as_array().unwrap().len() > 7);
    }
    assert!(!schema.is_valid(&serde_json::json!({"format": "masa-gap-reports-v1"})));
}

#[test]
fn one_file_that_cannot_be_read_hides_no_other() {
    let dir = folder();
    std::fs::write(dir.path().join("broken.journey.yaml"), "journey: broken\nstages: 3\n").unwrap();
    let (code, out, said) = here(dir.path(), &["--fail-on-gap", "effort>15"]);
    assert_eq!(code, 2, "{said}");
    assert_eq!(out.matches("At a glance").count(), 2, "{out}");
    assert!(said.contains("effort>15: it is 16"), "{said}");
    assert!(said.contains("broken.journey.yaml could not be read and is in no report"), "{said}");
}

#[test]
fn reports_go_to_files() {
    let dir = folder();
    let dir = dir.path();
    let read = |name: &str| std::fs::read_to_string(dir.join(name)).unwrap();
    let file = "car-test-drive-current.journey.yaml";
    for (name, more, begins) in [
        ("a.md", &[][..], "# Gaps: "),
        ("a.txt", &[], "Gaps: "),
        ("a.csv", &[], "type,kind,"),
        ("a.json", &[], "{\n  \"format\": \"masa-gaps-v2\""),
        ("a.html", &["--for", "executive"], "<!DOCTYPE html>"),
        ("report", &["--format", "markdown"], "# Gaps: "),
    ] {
        // Written twice: what masa wrote it may replace.
        for _ in 0..2 {
            let (code, out, said) = here(dir, &[&[file, "-o", name], more].concat());
            assert_eq!((code, out.as_str(), said), (0, "", format!("wrote {name}\n")), "{name}");
            assert!(read(name).starts_with(begins), "{name}: {}", read(name));
        }
    }
    let (code, _, _) = here(dir, &[file, "-o", "fails.md", "--fail-on-gap", "effort>15"]);
    assert_eq!((code, dir.join("fails.md").exists()), (1, true));
    std::fs::write(dir.join("mine.html"), "<p>mine").unwrap();
    std::fs::write(dir.join("mine.json"), "{}").unwrap();
    std::fs::write(dir.join("mine.csv"), "a,b\n").unwrap();
    for (output, more) in [
        ("mine.html", &["--for", "executive"][..]),
        ("mine.json", &[]),
        ("mine.csv", &[]),
        ("a.docx", &[]),
        ("a.md", &["--format", "csv"]),
        ("coffee-app.journey.yaml", &["--format", "markdown"]),
        (".", &["--format", "markdown"]),
    ] {
        let before = std::fs::read_dir(dir).unwrap().count();
        let (code, out, said) = here(dir, &[&[file, "-o", output], more].concat());
        assert_eq!((code, out.as_str()), (2, ""), "{output}: {said}");
        assert_eq!(std::fs::read_dir(dir).unwrap().count(), before, "{output}");
    }
    assert_eq!((read("mine.json").as_str(), read("mine.html").as_str()), ("{}", "<p>mine"));
    assert!(
        read("coffee-app.journey.yaml").starts_with("journey:")
            || !read("coffee-app.journey.yaml").contains("# Gaps")
    );
}

#[test]
fn many_reports_go_to_a_folder() {
    let dir = folder();
    let dir = dir.path();
    let (code, _, said) = here(dir, &[".", "--for", "executive", "--format", "html", "-o", "out/pages"]);
    assert_eq!(code, 0, "{said}");
    let names = |folder: &str| {
        let all = std::fs::read_dir(dir.join(folder)).unwrap();
        let mut all: Vec<_> = all.map(|one| one.unwrap().file_name().into_string().unwrap()).collect();
        all.sort();
        all
    };
    assert_eq!(names("out/pages"), ["car-test-drive-current.html", "coffee-app.html"]);
    // A stranger's file keeps all of them from being written.
    std::fs::write(dir.join("out/pages/coffee-app.html"), "<p>mine").unwrap();
    std::fs::remove_file(dir.join("out/pages/car-test-drive-current.html")).unwrap();
    let (code, _, said) = here(dir, &[".", "--for", "executive", "--format", "html", "-o", "out/pages"]);
    assert_eq!((code, names("out/pages").len()), (2, 1), "{said}");
    let (code, _, said) = here(dir, &[".", "-o", "all.csv"]);
    assert_eq!(code, 0, "{said}");
    assert!(std::fs::read_to_string(dir.join("all.csv")).unwrap().starts_with("file,journey,"));
    for wrong in [
        &["--format", "html", "--for", "executive"][..],
        &["-o", "x.html", "--for", "executive"],
        &["--format", "html"],
    ] {
        let (code, out, said) = here(dir, &[&["."], wrong].concat());
        assert_eq!((code, out.as_str()), (2, ""), "{wrong:?}: {said}");
    }
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(here(empty.path(), &[]).0, 2);
}

#[test]
fn the_summary_speaks_the_language_of_the_map() {
    for file in examples().iter().filter(|file| file.starts_with("examples/he/")) {
        let map = std::fs::read_to_string(root().join(file)).unwrap();
        for format in ["table", "markdown"] {
            for against in [&["--against", "none"][..], &[]] {
                let output = gaps(&[&[file.as_str(), "--limit", "3", "--format", format], against].concat());
                if output.status.code() == Some(2) {
                    continue;
                }
                let report = text(&output.stdout);
                assert!(report.contains("פערים: "), "{file}");
                for word in report.split(|c: char| !c.is_alphanumeric()) {
                    let is_latin = word.chars().any(|c| c.is_ascii_alphabetic());
                    // Codes, `n = 1`, the option, the marks of Markdown, and what the map says itself.
                    let is_code = word.starts_with('G') && word[1..].chars().all(|c| c.is_ascii_digit());
                    let known =
                        is_code || ["n", "limit", "div", "dir", "rtl"].contains(&word) || map.contains(word);
                    assert!(!is_latin || known, "{file}: {word}\n{report}");
                }
            }
        }
        let csv = text(&gaps(&[file, "--against", "none", "--format", "csv"]).stdout);
        assert!(csv.starts_with("type,kind,touchpoint,where,size,"), "programs get one language");
    }
}
