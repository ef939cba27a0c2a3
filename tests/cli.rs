//! The commands as a user meets them: what they write, where, and how they end.

mod support;

use std::path::Path;
use std::process::Output;

use support::{FORMATS, command, masa};

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_verdict_is_the_threshold_and_not_the_format() {
    for format in FORMATS {
        let run = |level| {
            let arguments =
                ["check", "examples", "--today", "2026-11-22", "--format", format, "--fail-on", level];
            code(&masa(root(), &arguments))
        };
        assert_eq!([run("error"), run("warning"), run("info"), run("never")], [0, 1, 1, 0], "{format}");
    }
}

#[test]
fn a_pattern_for_no_file_is_found_when_all_files_were_looked_at() {
    let dir = tempfile::tempdir().unwrap();
    let settings = "[[overrides]]\nfiles = [\"draft/**\"]\nrules = {evidence = \"off\"}\n";
    std::fs::write(dir.path().join("masa.toml"), settings).unwrap();
    for name in ["a", "b"] {
        let text = format!("journey: {name}\ntitle: T\nstages: []\n");
        std::fs::write(dir.path().join(format!("{name}.journey.yaml")), text).unwrap();
    }
    let says = |paths: &[&str]| {
        let arguments = [&["check", "--format", "concise", "--min-severity", "info"], paths].concat();
        out(&masa(dir.path(), &arguments)).contains("masa.toml:2:10: info[JM026] no file matches `draft/**`")
    };
    assert!(says(&[]) && says(&["."]) && says(&["masa.toml"]));
    assert!(says(&["a.journey.yaml", "b.journey.yaml"]), "nobody is left to be meant");
    assert!(!says(&["a.journey.yaml"]) && !says(&["-"]));
    assert!(!says(&["--ignore", "JM026"]) && !says(&["--select", "scope"]));
}

#[test]
fn a_baseline_that_could_not_be_read_again_is_not_written() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("masa.toml"), "").unwrap();
    let id = "a-touchpoint-whose-id-is-longer-than-anybody-would-make-it-by-hand";
    for number in 0..28 {
        let mut text = format!("journey: j{number}\ntitle: T\nstages:\n  - name: s\n    touchpoints:\n");
        for step in 0..200 {
            let more = "channel: c, emotion: 9, live_wait: 9h, ratings: {r: {perceived: 1}}";
            text += &format!("      - {{id: {id}-{step}, name: \"{step}\", {more}}}\n");
        }
        std::fs::write(dir.path().join(format!("j{number}.journey.yaml")), text).unwrap();
    }
    let output = masa(dir.path(), &["baseline", "write", "--today", "2026-11-22"]);
    assert_eq!(code(&output), 2, "{}", err(&output));
    let said = err(&output);
    for part in ["more than a baseline holds", "`masa check --stats`", "turn off in masa.toml"] {
        assert!(said.contains(part), "{said}");
    }
    assert!(!dir.path().join("masa-baseline.json").exists());
    std::fs::write(dir.path().join("masa.toml"), "[rules]\nall = \"off\"\nJM402 = \"warning\"\n").unwrap();
    let output = masa(dir.path(), &["baseline", "write", "--today", "2026-11-22"]);
    assert!(err(&output).starts_with("5600 findings in 28 files accepted"), "{}", err(&output));
    assert_eq!(code(&masa(dir.path(), &["check", "--today", "2026-11-22", "--fail-on", "warning"])), 0);
}

#[test]
fn a_grade_behind_a_space_counts() {
    let run = |arguments: &[&str]| {
        let fixed = ["check", "--today", "2026-11-22", "--format", "json", "--fail-on", "never"];
        let output = masa(root(), &[&fixed, arguments].concat());
        assert_eq!(code(&output), 0, "{arguments:?}: {}", err(&output));
        out(&output)
    };
    let joined = run(&["--require-evidence=anecdote", "examples"]);
    assert_eq!(joined, run(&["--require-evidence", "anecdote", "examples"]));
    assert_eq!(joined, run(&["examples", "--require-evidence", "anecdote"]));
    assert_eq!(
        run(&["--require-evidence=qualitative", "examples"]),
        run(&["--require-evidence", "examples"])
    );
    assert_ne!(joined, run(&["examples"]));
}

#[test]
fn nothing_to_check_is_never_a_success() {
    let dir = tempfile::tempdir().unwrap();
    for arguments in [
        &["check"][..],
        &["check", "no-such-folder"],
        &["show", "x"],
        &["explain", "JM999"],
        &["check", "--fail-on", "x"],
        &["frobnicate"],
    ] {
        let output = masa(dir.path(), arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(err(&output).contains("error:"), "{arguments:?}: {}", err(&output));
    }
}

#[test]
fn json_findings_fit_their_schema() {
    let schema: serde_json::Value =
        serde_json::from_str(&out(&masa(root(), &["schema", "findings"]))).unwrap();
    let report = masa(root(), &["check", "examples", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&out(&report)).unwrap();
    jsonschema::validate(&schema, &report).unwrap();
}

#[test]
fn required_evidence_fails_maps_that_rest_on_less() {
    let story = "examples/en/car-test-drive-current.journey.yaml";
    let run = |grade: &str| {
        let required = format!("--require-evidence{grade}");
        code(&masa(root(), &["check", story, &required]))
    };
    assert_eq!([run("=anecdote"), run(""), run("=quantitative")], [0, 1, 1]);
    // Targets are not claims about anybody.
    let desired = "examples/en/car-test-drive-desired.journey.yaml";
    assert_eq!(code(&masa(root(), &["check", desired, "--require-evidence"])), 0);
}

#[test]
fn what_init_and_new_write_passes_once_it_is_filled_in() {
    for lang in ["en", "he"] {
        let dir = tempfile::tempdir().unwrap();
        let init = masa(dir.path(), &["init", "maps", "--lang", lang]);
        assert_eq!(code(&init), 0, "{}", err(&init));
        let maps = dir.path().join("maps");
        for template in ["need", "purchase", "lifecycle"] {
            let new = masa(&maps, &["new", "journey", &format!("my-{template}"), "--template", template]);
            assert_eq!(code(&new), 0, "{}", err(&new));
        }
        assert_eq!(code(&masa(&maps, &["new", "persona", "דנה"])), 0);

        let unfilled = masa(&maps, &["check", "--format", "concise"]);
        assert_eq!(code(&unfilled), 1);
        let todo = out(&unfilled);
        assert!(todo.lines().all(|line| line.contains("[JM013]") || line.contains("warning")), "{todo}");

        for entry in std::fs::read_dir(&maps).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "yaml") {
                let text =
                    std::fs::read_to_string(&path).unwrap().replace("TODO: ", "we ").replace("TODO", "we");
                std::fs::write(&path, text).unwrap();
            }
        }
        let filled = masa(&maps, &["check", "--format", "concise"]);
        let left = out(&filled);
        assert_eq!(code(&filled), 0, "{left}");
        // The second persona makes no journey yet, and says so.
        let expected = |line: &str| line.contains("JM302");
        assert!(left.lines().all(expected), "{left}");
        for file in ["first.journey.yaml", "my-purchase.journey.yaml", "my-lifecycle.journey.yaml"] {
            assert_eq!(code(&masa(&maps, &["render", file, "-o", "x.svg"])), 0, "{file}");
            assert_eq!(code(&masa(&maps, &["gaps", file])), 0, "{file}");
        }
    }
}

#[test]
fn nothing_is_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("masa.toml"), "").unwrap();
    assert_eq!(code(&masa(dir.path(), &["init"])), 2);
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    std::fs::write(dir.path().join("a.journey.yaml"), "mine").unwrap();
    let output = masa(dir.path(), &["new", "journey", "a"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("already there"), "{}", err(&output));
    assert_eq!(std::fs::read_to_string(dir.path().join("a.journey.yaml")).unwrap(), "mine");
    assert_eq!(code(&masa(dir.path(), &["new", "journey", "../a"])), 2);
}

#[test]
fn a_picture_is_checked_against_its_journey() {
    let dir = tempfile::tempdir().unwrap();
    let story = root().join("examples/he/car-test-drive-current.journey.yaml");
    let story = story.to_str().unwrap();
    let render = |more: &[&str]| masa(dir.path(), &[&["render", story][..], more].concat());
    assert_eq!(code(&render(&["-o", "a.svg"])), 0);
    let first = std::fs::read(dir.path().join("a.svg")).unwrap();
    assert_eq!(code(&render(&["-o", "a.svg"])), 0);
    assert_eq!(first, std::fs::read(dir.path().join("a.svg")).unwrap());
    assert_eq!(first, render(&[]).stdout);
    assert_eq!(code(&render(&["--check", "a.svg"])), 0);
    std::fs::write(dir.path().join("a.svg"), "<svg/>").unwrap();
    assert_eq!(code(&render(&["--check", "a.svg"])), 1);
    assert_eq!(std::fs::read(dir.path().join("a.svg")).unwrap(), b"<svg/>");
    assert_eq!(code(&render(&["--check", "b.svg"])), 1);
    assert_eq!(code(&render(&["-o", "a.gif"])), 2);
    assert_eq!(first, render(&["-o", "-"]).stdout);
}

#[test]
fn a_picture_replaces_pictures_only_and_names_what_it_left_behind() {
    let dir = tempfile::tempdir().unwrap();
    let story = root().join("examples/en/car-test-drive-current.journey.yaml");
    let render = |more: &[&str]| masa(dir.path(), &[&["render", story.to_str().unwrap()][..], more].concat());
    for mine in ["<?xml version=\"1.0\"?><notes/>", "<svgfoo>", "notes"] {
        std::fs::write(dir.path().join("mine.svg"), mine).unwrap();
        assert_eq!(code(&render(&["-o", "mine.svg"])), 2);
        assert_eq!(std::fs::read_to_string(dir.path().join("mine.svg")).unwrap(), mine);
    }
    std::fs::create_dir(dir.path().join("long-2.svg")).unwrap();
    let long = ["--view", "map", "--lanes", "all", "-o", "long.svg"];
    assert_eq!(code(&render(&long)), 2);
    assert!(!dir.path().join("long-1.svg").exists());
    std::fs::remove_dir(dir.path().join("long-2.svg")).unwrap();
    assert_eq!(code(&render(&["-o", "long.svg"])), 0);
    // What was one page is several now: the single one is out of date, and nobody would notice.
    let output = render(&long);
    assert!(dir.path().join("long-2.svg").exists());
    assert!(err(&output).contains("long.svg is no page of this picture any more"), "{}", err(&output));
    assert_eq!(code(&render(&["--view", "map", "--lanes", "all", "--check", "long.svg"])), 1);
    // A picture of somebody else under such a name is none of ours.
    std::fs::write(dir.path().join("long.svg"), "<svg id=\"other\"/>").unwrap();
    assert_eq!(code(&render(&["--view", "map", "--lanes", "all", "--check", "long.svg"])), 0);
}

#[test]
fn colour_only_where_it_is_wanted() {
    let story = "examples/en/car-test-drive-current.journey.yaml";
    let coloured = |arguments: &[&str], variable: Option<(&str, &str)>| {
        let mut command = command(root(), arguments);
        if let Some((name, value)) = variable {
            command.env(name, value);
        }
        out(&command.output().unwrap()).contains('\x1b')
    };
    for command in ["show", "check", "gaps"] {
        assert!(!coloured(&[command, story], None), "{command}");
        assert!(coloured(&[command, story, "--color", "always"], Some(("NO_COLOR", "1"))), "{command}");
        assert!(!coloured(&[command, story], Some(("NO_COLOR", "1"))), "{command}");
    }
}

#[test]
fn every_view_in_every_format() {
    let story = "examples/he/car-test-drive-current.journey.yaml";
    let views = [
        "overview",
        "touchpoints",
        "moments",
        "channels",
        "effort",
        "costs",
        "contacts",
        "opportunities",
        "evidence",
        "validation",
        "metrics",
        "expectations",
        "personas",
    ];
    for view in views {
        for format in ["table", "markdown", "csv", "json"] {
            let output = masa(root(), &["show", story, "--view", view, "--format", format]);
            assert_eq!(code(&output), 0, "{view} {format}: {}", err(&output));
            let text = out(&output);
            assert!(!text.trim().is_empty(), "{view} {format}");
            match format {
                "json" => {
                    serde_json::from_str::<serde_json::Value>(&text).unwrap();
                }
                "csv" => {
                    let mut reader = csv::Reader::from_reader(text.as_bytes());
                    assert!(reader.records().all(|record| record.is_ok()), "{view}");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn json_tables_fit_their_schema() {
    let schema: serde_json::Value = serde_json::from_str(&out(&masa(root(), &["schema", "tables"]))).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let help = out(&masa(root(), &["show", "--help"]));
    let views = help.split("--view <VIEW>").nth(1).unwrap().split("--against").next().unwrap();
    let views: Vec<&str> =
        views.lines().filter_map(|line| line.trim().strip_prefix("- ")?.split(':').next()).collect();
    assert!(views.len() >= 14 && views.contains(&"deviations"), "{views:?}");
    let views: Vec<&str> =
        views.into_iter().filter(|view| *view != "deviations").flat_map(|v| ["--view", v]).collect();
    let mut count = 0;
    for folder in ["examples/en", "examples/he"] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if !name.ends_with(".journey.yaml") {
                continue;
            }
            let file = format!("{folder}/{name}");
            let written = masa(root(), &[&["show", &file, "--format", "json"], &views[..]].concat());
            let document: serde_json::Value = serde_json::from_str(&out(&written)).unwrap();
            schema.validate(&document).unwrap_or_else(|error| panic!("{file}: {error}"));
            assert!(document["tables"].as_array().unwrap().len() >= views.len() / 2, "{file}");
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
    let plan =
        ["show", "examples/en/bank-loan-via-atm.journey.yaml", "--view", "deviations", "--format", "json"];
    let beside = [&plan[..], &["--against", "bank-loan-lost-context"]].concat();
    let document: serde_json::Value = serde_json::from_str(&out(&masa(root(), &beside))).unwrap();
    schema.validate(&document).unwrap_or_else(|error| panic!("{error}"));
    for wrong in [
        r#"{"format": "masa-tables-v1"}"#,
        r#"{"format": "x", "tables": [{"title": "t", "rows": [{"a": [1]}]}]}"#,
    ] {
        assert!(!schema.is_valid(&serde_json::from_str(wrong).unwrap()), "{wrong}");
    }
}

/// What a table says of few holds wherever the same number stands.
#[test]
fn numbers_of_few_are_withheld_everywhere() {
    let dir = tempfile::tempdir().unwrap();
    let map = "journey: few\ntitle: Few\nstages:\n  - name: s\n    touchpoints:\n      - name: t\n        channel: web\n        \
               metrics:\n          four: {value: 0.75, n: 4}\n          seven: {value: 0.71, n: 7}\n          \
               many: {value: 0.62, n: 140}\n          stated: {value: 0.33}\n";
    std::fs::write(dir.path().join("few.journey.yaml"), map).unwrap();
    let run = |arguments: &[&str]| {
        let output = masa(dir.path(), arguments);
        assert_eq!(code(&output), 0, "{}", err(&output));
        out(&output)
    };
    let picture = run(&["render", "few.journey.yaml", "--view", "map", "--text", "native", "--lanes", "all"]);
    assert!(picture.contains("four: too few to say (n = 4)") && !picture.contains("0.75"), "{picture}");
    assert!(picture.contains("seven: 0.71 (only n = 7)"), "{picture}");
    assert!(picture.contains("many: 0.62<") && picture.contains("stated: 0.33<"), "{picture}");
    let table = run(&["show", "few.journey.yaml", "--view", "metrics", "--format", "csv"]);
    assert!(!table.contains("0.75") && table.contains("0.71"), "{table}");
    let evidence = run(&["show", "few.journey.yaml", "--view", "evidence", "--format", "csv"]);
    assert!(evidence.contains("fewer than 5 answers: no statistic"), "{evidence}");
    assert!(evidence.contains("fewer than 10 answers: one more may change it"), "{evidence}");
    let desired = map.replace("title: Few", "title: Few\nstate: desired");
    std::fs::write(dir.path().join("few.journey.yaml"), desired).unwrap();
    let picture = run(&["render", "few.journey.yaml", "--view", "map", "--text", "native", "--lanes", "all"]);
    assert!(picture.contains("four: 0.75"), "a target is no statistic: {picture}");
}

#[test]
fn a_plan_and_what_became_of_it() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("masa.toml"), "").unwrap();
    let journey = |name: &str, head: &str, touchpoints: &str| {
        let text = format!(
            "journey: {name}\ntitle: {name}\n{head}stages:\n  - name: S\n    touchpoints:\n{touchpoints}"
        );
        std::fs::write(dir.path().join(format!("{name}.journey.yaml")), text).unwrap();
    };
    let touchpoints = |names: &[&str]| -> String {
        names.iter().map(|name| format!("      - {{name: {name}, channel: sms}}\n")).collect()
    };
    journey("plan", "kind: planned\n", &touchpoints(&["אישור", "משלוח", "חשבון"]));
    journey("good", "kind: actual\nplan: plan\n", &touchpoints(&["אישור", "משלוח", "חשבון"]));
    journey("bad", "kind: actual\nplan: plan\n", &touchpoints(&["חשבון", "אישור", "תזכורת"]));
    let show = |file: &str, more: &[&str]| {
        masa(dir.path(), &[&["show", file, "--view", "deviations", "--format", "json"], more].concat())
    };
    let tables = |output: &Output| -> serde_json::Value {
        serde_json::from_str::<serde_json::Value>(&out(output)).unwrap()["tables"].clone()
    };
    let table = |output: &Output| tables(output)[1].clone();
    let rate = |file: &str| tables(&show(file, &[]))[0].clone();
    let few = rate("plan.journey.yaml");
    assert_eq!(few["title"], "plan: 1 of 2 journeys deviate from the plan (low, high: 95 % interval)");
    let withheld =
        serde_json::json!({"deviate": 1, "journeys": 2, "note": "fewer than 5 journeys: no statistic"});
    assert_eq!(few["rows"][0], withheld);
    let found = table(&show("plan.journey.yaml", &[]));
    let bad = serde_json::json!({
        "journey": "bad", "missing": "משלוח", "ad_hoc": "תזכורת", "out_of_order": "חשבון", "similarity": 0.0,
    });
    assert_eq!(found["rows"][0], bad);
    assert_eq!(table(&show("bad.journey.yaml", &[]))["rows"][0], bad);
    assert_eq!(table(&show("good.journey.yaml", &["--against", "plan"]))["rows"][0]["similarity"], 1.0);
    assert_eq!(code(&show("good.journey.yaml", &["--against", "bad"])), 2);
    for n in 3..=10 {
        journey(
            &format!("more-{n}"),
            "kind: actual\nplan: plan\n",
            &touchpoints(&["אישור", "משלוח", "חשבון"]),
        );
        let row = rate("plan.journey.yaml")["rows"][0].clone();
        let ends = || [&row["low"], &row["high"]].map(|end| end.as_f64().unwrap());
        match n {
            3..5 => assert!(row.get("share").is_none() && row.get("low").is_none(), "{row}"),
            5..10 => assert_eq!(row["note"], "fewer than 10 journeys: one more may change it"),
            _ => assert!(row.get("note").is_none() && ends() == [0.017876, 0.40415], "{row}"),
        }
    }
    journey("alone", "", &touchpoints(&["x"]));
    assert!(err(&show("alone.journey.yaml", &[])).contains("no journey says `plan: alone`"));
    journey("lost", "plan: nowhere\n", &touchpoints(&["x"]));
    assert!(out(&masa(dir.path(), &["check", "lost.journey.yaml"])).contains("nowhere"));
}

#[test]
fn numbers_are_computed_as_the_workspace_says() {
    let dir = tempfile::tempdir().unwrap();
    let map = "journey: a\ntitle: A\nstages:\n  - name: S\n    touchpoints:\n      \
               - {name: T, live_wait: 2m, effort: {handoffs: 2}}\n";
    std::fs::write(dir.path().join("a.journey.yaml"), map).unwrap();
    let show = |config: &str| {
        std::fs::write(dir.path().join("masa.toml"), config).unwrap();
        masa(dir.path(), &["show", "a.journey.yaml", "--view", "overview", "--format", "csv"])
    };
    let usual = out(&show(""));
    assert!(usual.contains("effort points,5") && !usual.contains("computed with"), "{usual}");
    let own = out(&show("[measure.effort]\nhandoff = 5\nlive_wait = [\"5m\"]\n"));
    assert!(own.contains("effort points,10"), "{own}");
    assert!(own.contains("effort.handoff 5 (usually 2); effort.live_wait 5m (usually 1m, 5m, 15m)"), "{own}");
    let broken = show("[measure]\ndrop = 3\n");
    assert_eq!(code(&broken), 2);
    assert!(err(&broken).contains("`3` is not a difference from 0 to 2"), "{}", err(&broken));
    let gaps = masa(dir.path(), &["gaps", "a.journey.yaml"]);
    assert_eq!(code(&gaps), 2);
}

#[test]
fn the_same_bytes_from_every_place_and_with_every_number_of_threads() {
    let many = sixty_journeys();
    for folder in [root().join("examples"), many.path().to_path_buf()] {
        let arguments = ["check", ".", "--today", "2026-11-22", "--format", "json", "--fail-on", "never"];
        let with = |threads: &str| {
            let mut command = command(&folder, &arguments);
            command.env("RAYON_NUM_THREADS", threads);
            command.env("TZ", "Asia/Tokyo").env("LC_ALL", "tr_TR.UTF-8").output().unwrap().stdout
        };
        let one = with("1");
        assert!(out(&masa(&folder, &arguments)).contains("JM"), "there is something to put in order");
        for threads in ["2", "7", "16"] {
            assert!(one == with(threads), "{threads} threads, {}", folder.display());
        }
        assert!(one == masa(&folder, &arguments).stdout, "the usual threads, {}", folder.display());
    }
}

/// A workspace of sixty journeys of different lengths with findings of every kind: about one file, about references
/// to others, about ids that two files share, accepted ones, and broken lines.
fn sixty_journeys() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("masa.toml"), "").unwrap();
    for number in 0..60 {
        let mut text = format!("journey: matter-{}\ntitle: Matter {number}\nlevel: need\n", number % 50);
        text += &format!("parent: matter-{}#s1\npersona: nobody-{}\n", number + 3, number % 4);
        text += match number % 7 {
            0 => "lang: he\nneed: a: b\n",
            1 => "# masa: ignore[owner-missing] later\nneed: to know\n",
            _ => "need: to know\nchanel: web\n",
        };
        text += "stages:\n";
        for stage in 0..=number % 5 {
            text += &format!("  - name: Part {stage}\n    id: s{stage}\n    touchpoints:\n");
            for step in 0..=number % 11 {
                let score = (number + step) % 5;
                text += &format!(
                    "      - {{name: \"I wait, \\u05d0{step}\", channel: phone, emotion: {score}}}\n"
                );
            }
        }
        let folder = dir.path().join(format!("team-{}", number % 6));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("j{number}.journey.yaml")), text).unwrap();
    }
    dir
}

#[test]
fn the_desired_journey_is_found_from_either_side() {
    let current = masa(root(), &["gaps", "examples/en/insurance-refund-reactive.journey.yaml"]);
    let desired = masa(root(), &["gaps", "examples/en/insurance-refund-proactive.journey.yaml"]);
    assert_eq!(current.stdout, desired.stdout);
    let story = "examples/en/bank-loan-lost-context.journey.yaml";
    let several = masa(root(), &["gaps", story]);
    assert_eq!(code(&several), 2);
    assert!(err(&several).contains("bank-loan-via-atm"), "{}", err(&several));
    assert_eq!(code(&masa(root(), &["gaps", story, "--against", "bank-loan-via-atm"])), 0);
    assert_eq!(code(&masa(root(), &["gaps", story, "--against", "none"])), 0);
    for command in [&["gaps", story][..], &["render", story, "--view", "compare"]] {
        let said = |other| {
            let output = masa(root(), &[command, &["--against", other]].concat());
            assert_eq!(code(&output), 2, "{command:?}");
            err(&output)
        };
        assert!(said("no-such-journey").contains("there is no journey `no-such-journey`"), "{command:?}");
        assert!(said("no-such.yaml").contains("no-such.yaml is no journey file"), "{command:?}");
    }
}

#[test]
fn the_refund_report_begins_with_what_the_story_says() {
    let report = out(&masa(root(), &["gaps", "examples/en/insurance-refund-reactive.journey.yaml"]));
    let head: String = report.lines().take(8).collect::<Vec<_>>().join(" ");
    for said in [
        "looks fine by its curve: mean 0.00",
        "6 effort points",
        "preventable 1 of 1 (100 %)",
        "The desired journey: mean +0.50",
        "0 effort points, no contact",
    ] {
        assert!(head.contains(said), "{said}: {head}");
    }
}

const UNTIDY: &str = "title:   T\njourney: j # the id\nstages: []\n";
const TIDY: &str = "journey: j # the id\ntitle: T\nstages: []\n";

#[test]
fn formatting_writes_only_what_changes() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).unwrap();
    let read = |name: &str| std::fs::read_to_string(dir.path().join(name)).unwrap();
    write("a.journey.yaml", UNTIDY);
    write("b.journey.yaml", TIDY);
    write("c.persona.yaml", "\u{feff}persona: p\nname: P\n");
    write("masa.toml", "lang   =  \"he\"\n");
    for (option, expected) in [("--check", 1), ("--diff", 0)] {
        let output = masa(dir.path(), &["fmt", option]);
        assert_eq!(code(&output), expected, "{}", err(&output));
        assert!(out(&output).contains("-title:   T\n journey: j # the id\n+title: T\n"), "{}", out(&output));
        assert_eq!(err(&output), "2 files would change, 1 would not\n");
        assert_eq!(read("a.journey.yaml"), UNTIDY);
    }
    let output = masa(dir.path(), &["fmt", "--color", "always", "--diff", "a.journey.yaml"]);
    assert!(out(&output).contains("\u{1b}[32m+title: T\u{1b}[0m\n"), "{}", out(&output));
    let output = masa(dir.path(), &["fmt"]);
    assert_eq!((code(&output), out(&output)), (0, String::new()));
    assert_eq!(err(&output), "formatted 2 files, 1 left as it is\n");
    assert_eq!(
        (read("a.journey.yaml"), read("masa.toml")),
        (TIDY.to_owned(), "lang   =  \"he\"\n".to_owned())
    );
    assert_eq!(read("c.persona.yaml"), "persona: p\nname: P\n");
    let output = masa(dir.path(), &["fmt", "-q", "--check"]);
    assert_eq!((code(&output), out(&output), err(&output)), (0, String::new(), String::new()));
}

#[test]
fn formatting_one_file_leaves_its_neighbours_alone() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["a", "b"] {
        std::fs::write(dir.path().join(format!("{name}.journey.yaml")), UNTIDY).unwrap();
    }
    assert_eq!(code(&masa(dir.path(), &["fmt", "a.journey.yaml"])), 0);
    assert_eq!(std::fs::read_to_string(dir.path().join("b.journey.yaml")).unwrap(), UNTIDY);
}

#[test]
fn files_that_cannot_be_read_are_not_formatted_and_others_are() {
    let dir = tempfile::tempdir().unwrap();
    let broken = [
        ("syntax.journey.yaml", "title: a: b\n"),
        ("twice.journey.yaml", "title: a\ntitle: b\n"),
        ("empty.journey.yaml", ""),
        ("list.journey.yaml", "- 1\n"),
        ("other.yaml", "services:   {}\n"),
    ];
    for (name, text) in broken {
        std::fs::write(dir.path().join(name), text).unwrap();
        let output = masa(dir.path(), &["fmt", "-q", name]);
        assert_eq!(code(&output), 1, "{name}: {}", err(&output));
        assert!(err(&output).contains("error[JM"), "{name}: {}", err(&output));
        assert_eq!(std::fs::read_to_string(dir.path().join(name)).unwrap(), text);
    }
    std::fs::write(dir.path().join("z.journey.yaml"), UNTIDY).unwrap();
    assert_eq!(code(&masa(dir.path(), &["fmt"])), 1);
    assert_eq!(std::fs::read_to_string(dir.path().join("z.journey.yaml")).unwrap(), TIDY);
    // A key that the formatter has no layout for is the formatter's failure.
    std::fs::write(dir.path().join("z.journey.yaml"), "journey: x\n? a\n# c\n: 1\n").unwrap();
    let output = masa(dir.path(), &["fmt", "z.journey.yaml"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("z.journey.yaml is left as it is"), "{}", err(&output));
}

#[test]
fn formatting_from_standard_input_to_standard_output() {
    use std::io::Write;
    let run = |text: &str| {
        let mut child = command(root(), &["fmt", "-"])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        (code(&output), out(&output))
    };
    assert_eq!(run(UNTIDY), (0, TIDY.to_owned()));
    assert_eq!(run(TIDY), (0, TIDY.to_owned()));
    assert_eq!(run("name: N\npersona: p\n"), (0, "persona: p\nname: N\n".to_owned()));
    assert_eq!(run("title: a: b\n"), (1, String::new()));
}

#[test]
fn what_masa_writes_and_shows_is_formatted() {
    let dir = tempfile::tempdir().unwrap();
    let today = ["--today", "2026-11-22"];
    assert_eq!(code(&masa(dir.path(), &[&["init"], &today[..]].concat())), 0);
    for template in ["need", "purchase", "lifecycle"] {
        let arguments = ["new", "journey", template, "--template", template];
        assert_eq!(code(&masa(dir.path(), &[&arguments[..], &today[..]].concat())), 0);
    }
    assert_eq!(code(&masa(dir.path(), &[&["new", "persona", "p"], &today[..]].concat())), 0);
    for (place, path) in [(dir.path(), "."), (root(), "examples"), (root(), "tests/readme")] {
        let output = masa(place, &["fmt", "--check", path]);
        assert_eq!(code(&output), 0, "{}{}", out(&output), err(&output));
    }
}
