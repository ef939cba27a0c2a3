//! `masa atlas`: right by hand count on the examples, complete and the same on a thousand, harmless whatever it is fed.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

fn atlas(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_masa"));
    command.arg("atlas").args(arguments).args(["--today", "2026-11-22"]);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("COLUMNS", "100").env("NO_COLOR", "1");
    command.output().unwrap()
}

fn text(arguments: &[&str]) -> String {
    let output = atlas(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn document(arguments: &[&str]) -> Value {
    serde_json::from_str(&text(&[arguments, &["--format", "json"]].concat())).unwrap()
}

fn ids(journeys: &Value) -> Vec<&str> {
    journeys.as_array().unwrap().iter().map(|journey| journey["journey"].as_str().unwrap()).collect()
}

/// Every number here was counted by hand from the fifteen files, scores on −2..2 halved.
#[test]
fn the_examples_by_hand_count() {
    let found = document(&["examples/en"]);
    // Only the appointment says volumes and so has a priority. The area below neutral orders the others: the
    // lifecycle has 5.5 for the home worker (4.0 for the light user), the Wi-Fi 5.0, the test drive 4.5; loan, returned shoes and refund 1.0
    // each, of which the loan has the lowest mean (−0.1) and the refund the highest (0); coffee and order 0, and coffee the lower mean. Desired ones follow theirs; a plan
    // answers no map of today and is last.
    assert_eq!(
        ids(&found["journeys"]),
        [
            "specialist-appointment",
            "lifecycle-home-internet",
            "heathrow-wifi-charge",
            "heathrow-message-home",
            "car-test-drive-current",
            "car-test-drive-desired",
            "bank-loan-lost-context",
            "bank-loan-via-atm",
            "bank-loan-via-branch",
            "shoe-return-actual",
            "insurance-refund-reactive",
            "insurance-refund-proactive",
            "coffee-app",
            "one-click-order",
            "shoe-return-plan",
        ]
    );
    let journey = |id: &str| {
        let journeys = found["journeys"].as_array().unwrap();
        journeys.iter().find(|journey| journey["journey"] == id).unwrap()
    };
    // (1+0−1−1−2+0−1−2−2) / 9 / 2 = −8/18; the last of the three at −2 is the worst; nine scores of one account.
    let car = journey("car-test-drive-current");
    assert_eq!(car["feelings"][0]["mean"], -0.444444);
    assert_eq!(car["feelings"][0]["area_below"], -4.5);
    assert_eq!(car["feelings"][0]["worst"], -1.0);
    assert_eq!((&car["effort_points"], &car["scores_by_grade"]), (&json!(16), &json!([0, 9, 0, 0, 0])));
    assert_eq!(car["group"], "search");
    assert_eq!(car["priority"], Value::Null);
    assert_eq!(car["priority_lacks"], json!(["volume", "effort of opportunities"]));
    // Reviewed on 2026-11-20, two days ago, and due in a year.
    assert_eq!((&car["review"]["age"], &car["review"]["is_due"]), (&json!(2), &json!(false)));
    // Reviewed on 2026-10-12 (19 days of October and 22 of November); the newest evidence is of September, the oldest of
    // May (what managers believe), and months count as their last day: 31 + 22 = 53, and 30 + 31 + 31 + 30 + 31 + 22 = 175.
    let clinic = journey("specialist-appointment");
    assert_eq!(clinic["review"]["age"], 41);
    assert_eq!(clinic["evidence"], json!({"newest_age": 53, "oldest_age": 175}));
    // 5,200 a month in the busiest place are 62,400 a year; times 2.5 below neutral; 3 + 1 + 0.5 person-months.
    let priority =
        json!({"volume": 62400.0, "severity": 2.5, "weight": 1.0, "effort": 4.5, "score": 34666.666667});
    assert_eq!(clinic["priority"], priority);
    // The two personas of the lifecycle are told apart: 21 and 19 of 23 touchpoints are scored.
    let lifecycle = journey("lifecycle-home-internet");
    let feelings = lifecycle["feelings"].as_array().unwrap();
    let told =
        feelings.iter().map(|one| (one["persona"].as_str(), one["scored"].as_u64(), one["mean"].as_f64()));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [(Some("home-worker"), Some(21), Some(-0.071429)), (Some("light-user"), Some(19), Some(0.078947))]
    );
    assert_eq!(lifecycle["group"], "whole");
    // Targets are no part of what is: they have no gaps, and no place in the totals.
    assert_eq!(journey("bank-loan-via-atm")["open_gaps"], Value::Null);
    assert_eq!(journey("bank-loan-via-atm")["priority_lacks"], json!(["targets"]));
    // 5 + 9 + 6 + 11 + 6 + 21 + 19 + 3 + 10 + 7 scores; (−1 −8 +4 −8 +0 −3 +3 +3 +1 −1) / 2 / 97 = −0.05.
    let verdict = found["verdict"].to_string();
    assert!(
        verdict.contains("15 journeys (9 of today, 6 desired or planned) of 10 services and 9 personas."),
        "{verdict}"
    );
    assert!(
        verdict.contains("The mean of 97 scores is −0.05; 5 of 9 journeys of today are below neutral"),
        "{verdict}"
    );
}

#[test]
fn services_personas_contacts_and_pairs_by_hand_count() {
    let found = document(&["examples/en"]);
    let services: Vec<_> = found["services"].as_array().unwrap().iter().collect();
    let counts = services.iter().map(|one| {
        (one["service"].as_str().unwrap(), one["current"].as_u64().unwrap(), one["others"].as_u64().unwrap())
    });
    assert_eq!(
        counts.collect::<Vec<_>>(),
        [
            ("Airport Wi-Fi", 1, 0),
            ("Coffee to go", 1, 0),
            ("Home internet", 1, 0),
            ("Loan", 1, 2),
            ("Online order", 1, 0),
            ("Refund", 1, 1),
            ("Returns", 1, 1),
            ("Specialist appointments", 1, 0),
            ("Test drive", 1, 1),
            ("Travel care", 0, 1),
        ]
    );
    assert!(services.iter().all(|one| one["is_usual"] == false));
    // The lifecycle has each of the 23 contacts once, for both its personas; no other example names any.
    let contacts = found["contacts"].as_array().unwrap();
    assert_eq!(contacts.len(), 23);
    for contact in contacts {
        assert_eq!(contact["journeys"], 1, "{contact}");
        assert_eq!(contact["personas"], json!(["home-worker", "light-user"]));
    }
    let personas = found["personas"].as_array().unwrap();
    let mapped = |id: &str| personas.iter().find(|one| one["persona"] == id).unwrap();
    let worker = mapped("home-worker");
    assert_eq!(worker["contacts"].as_array().unwrap().len(), 23);
    let by_group = ["search", "join", "first", "ongoing", "deepen", "distance", "after-parting"]
        .map(|group| worker["by_group"][group]["touchpoints"].as_u64().unwrap());
    assert_eq!(by_group, [3, 1, 3, 4, 5, 4, 3]);
    // Of the test drive only the first stage says its role, interest, which belongs to the search.
    let buyer = mapped("new-category-car-buyer");
    assert_eq!(buyer["by_group"]["search"]["touchpoints"], 1);
    assert_eq!(buyer["by_group"]["none"]["touchpoints"], 8);
    let pairs = found["pairs"].as_array().unwrap();
    let gaps = pairs.iter().map(|pair| {
        (pair["current"].as_str().unwrap(), pair["gap"].as_f64().unwrap(), pair["effort_points"].clone())
    });
    // 0.5 + 4/11; 9/14 + 8/18; 0.4 + 0.1 twice; 0.5 − 0.
    assert_eq!(
        gaps.collect::<Vec<_>>(),
        [
            ("heathrow-wifi-charge", 0.863636, json!([6, 0])),
            ("car-test-drive-current", 1.087302, json!([16, 1])),
            ("bank-loan-lost-context", 0.5, json!([3, 0])),
            ("bank-loan-lost-context", 0.5, json!([3, 0])),
            ("insurance-refund-reactive", 0.5, json!([6, 0])),
        ]
    );
    assert_eq!(found["misfits"], json!([]));
}

#[test]
fn the_hebrew_examples_have_the_same_numbers() {
    let (english, hebrew) = (document(&["examples/en"]), document(&["examples/he"]));
    let numbers = |found: &Value| {
        let journeys = found["journeys"].as_array().unwrap().iter().map(|journey| {
            let id = journey["journey"].as_str().unwrap().trim_end_matches("-he").to_owned();
            let feelings = journey["feelings"].as_array().unwrap().iter().map(|one| one["mean"].clone());
            (id, feelings.collect::<Vec<_>>(), journey["effort_points"].clone(), journey["open_gaps"].clone())
        });
        journeys.collect::<Vec<_>>()
    };
    assert_eq!(numbers(&english), numbers(&hebrew));
}

#[test]
fn documents_fit_the_published_schema() {
    let schema = jsonschema::validator_for(&masa::documents::atlas_schema()).unwrap();
    for paths in [&["examples/en"][..], &["examples/he"], &["examples"]] {
        for by in ["group", "service", "persona", "owner"] {
            for more in [&[][..], &["--totals"]] {
                let found = document(&[paths, &["--by", by], more].concat());
                let errors: Vec<_> = schema.iter_errors(&found).map(|error| error.to_string()).collect();
                assert!(errors.is_empty(), "{paths:?} {by}: {errors:?}");
            }
        }
    }
}

/// What a program gets is what it takes apart: every row as long as the first, every line as wide as it may be.
#[test]
fn tables_keep_their_shape() {
    for folder in ["examples/en", "examples/he", "examples"] {
        let csv = text(&[folder, "--format", "csv"]);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let journeys = if folder == "examples" { 32 } else { 16 };
        assert_eq!(
            reader.records().map(|record| record.unwrap().len()).collect::<Vec<_>>(),
            vec![32; journeys]
        );
        for columns in ["80", "140"] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_masa"));
            command
                .args(["atlas", folder, "--today", "2026-11-22"])
                .env("COLUMNS", columns)
                .env("NO_COLOR", "1");
            let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            // Seven tables, none of them so wide that it had to be taken apart into records.
            assert_eq!(text.lines().filter(|line| line.starts_with('╭')).count(), 7, "{folder} at {columns}");
            let widest = text.lines().map(masa::tables::display_width).max().unwrap();
            assert!(widest <= columns.parse().unwrap(), "{folder} at {columns}: {widest}");
        }
    }
}

fn journey(number: usize, title: &str) -> Value {
    let touchpoint = |at: usize| {
        let score = (number * 7 + at * 3) as i64 % 5 - 2;
        json!({"name": format!("Step {at}"), "channel": "phone", "emotion": score,
            "volume": {"value": number * 10 + 1, "per": "month"}})
    };
    json!({
        "journey": format!("matter-{number}"), "title": title, "lang": if number.is_multiple_of(2) { "he" } else { "en" },
        "level": "need", "persona": format!("persona-{}", number % 9), "service": format!("Service {}", number % 40),
        "owner": title, "strategic_weight": number % 11, "reviewed": "2026-11-01",
        "stages": [
            {"name": "Before", "phase": "before", "group": "search", "touchpoints": [touchpoint(0), touchpoint(1)]},
            {"name": "During", "phase": "during", "role": "service", "touchpoints": [touchpoint(2), touchpoint(3)]},
        ],
        "opportunities": [{"type": "fix", "statement": "Mend it", "effort": 2}],
    })
}

fn write(folder: &Path, number: usize, title: &str) {
    let text = serde_json::to_string(&journey(number, title)).unwrap();
    std::fs::write(folder.join(format!("j{number:04}.journey.yaml")), text).unwrap();
}

#[test]
fn a_thousand_journeys_are_complete_and_the_same_on_any_number_of_threads() {
    let dir = tempfile::tempdir().unwrap();
    (0..1_000).for_each(|number| write(dir.path(), number, &format!("Matter {number}")));
    let run = |threads: &str, arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_masa"));
        command.arg("atlas").args(arguments).args(["--today", "2026-11-22"]).current_dir(dir.path());
        let output = command.env("RAYON_NUM_THREADS", threads).env("COLUMNS", "100").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    let document = run("1", &["--format", "json"]);
    assert!(document == run("8", &["--format", "json"]));
    let found: Value = serde_json::from_slice(&document).unwrap();
    let journeys = found["journeys"].as_array().unwrap();
    let mut numbers: Vec<&str> = ids(&found["journeys"]);
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 1_000);
    let scores: Vec<f64> = journeys.iter().map(|one| one["priority"]["score"].as_f64().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b));
    let services: u64 =
        found["services"].as_array().unwrap().iter().map(|one| one["current"].as_u64().unwrap()).sum();
    assert_eq!(services, 1_000);
    let map = run("8", &["-o", "-", "--page", "free", "--totals", "--by", "persona"]);
    assert!(map == run("1", &["-o", "-", "--page", "free", "--totals", "--by", "persona"]));
}

#[test]
fn hostile_names_act_nowhere() {
    let dir = tempfile::tempdir().unwrap();
    let hostile = "=HYPERLINK(\"http://x\")|a\u{1b}[2J\u{202e}<script>alert(1)</script> ]]> | `x` [y](javascript:0)\u{7}";
    for number in 0..3 {
        write(dir.path(), number, hostile);
    }
    let folder = dir.path().to_str().unwrap();
    for format in ["table", "markdown", "csv", "json"] {
        for by in ["service", "owner"] {
            let said = text(&[folder, "--format", format, "--by", by]);
            let acts = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
            assert!(!said.contains(acts), "{format}: {said}");
            match format {
                "markdown" => assert!(!said.contains("<script") && !said.contains("[y](")),
                "csv" => {
                    let mut reader = csv::Reader::from_reader(said.as_bytes());
                    let cells: Vec<_> = reader.records().map(Result::unwrap).collect();
                    assert!(cells.iter().flatten().all(|cell| !cell.starts_with('=')));
                }
                _ => {}
            }
        }
    }
    let picture = text(&[folder, "-o", "-", "--by", "owner"]);
    let document = roxmltree::Document::parse(&picture).unwrap();
    assert!(document.descendants().all(|node| node.tag_name().name() != "script"));
}

#[test]
fn one_broken_file_hides_no_other() {
    let dir = tempfile::tempdir().unwrap();
    (0..2).for_each(|number| write(dir.path(), number, "Fine"));
    std::fs::write(dir.path().join("broken.journey.yaml"), "journey: [\n").unwrap();
    let found = document(&[dir.path().to_str().unwrap()]);
    assert_eq!(found["journeys"].as_array().unwrap().len(), 2);
    let left_out = found["left_out"].as_array().unwrap();
    assert!(left_out.len() == 1 && left_out[0].as_str().unwrap().ends_with("broken.journey.yaml"));
    assert!(found["verdict"].to_string().contains("Left out is 1 file"));
}

#[test]
fn a_folder_without_journeys_is_no_atlas() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("masa.toml"), "").unwrap();
    let output = atlas(&[dir.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
}
