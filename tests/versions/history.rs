//! Twenty commits of the examples, in English and in Hebrew.

use serde_json::Value;

use super::repository::Repository;

const EN: &str = "en/car-test-drive-current.journey.yaml";
const HE: &str = "he/car-test-drive-current.journey.yaml";
const MOVED: &str = "en/test-drive.journey.yaml";

/// The story of a service that mends its test drive, in twenty commits.
fn story() -> Repository {
    let mut all = Repository::of_examples();
    for file in [EN, HE] {
        all.edit(file, "effort: {form: true}", "effort: {form: true}\n        owner: Web");
    }
    all.commit("Name the owner of the form");
    all.edit(EN, "    n: 1\n", "    n: 2\n");
    all.commit("Hear a second customer");
    all.edit(EN, "name: I call sales\n", "name: I call the sales line\n");
    all.commit("Say which line");
    all.edit(EN, "emotion: {score: -2, words: [ignored]}", "emotion: {score: -1, words: [ignored]}");
    all.edit(HE, "emotion: {score: -2, words: [שקוף]}", "emotion: {score: -1, words: [שקוף]}");
    all.commit("Greet callers by name");
    all.edit(EN, "live_wait: 5m30s", "live_wait: 2m");
    all.edit(HE, "live_wait: 5m30s", "live_wait: 2m");
    all.commit("Answer faster");
    all.edit(
        EN,
        "          at_risk: the sale\n",
        "          at_risk: the sale\n          response: {type: prevent, solutions: [Show the details left online], owner: Sales}\n",
    );
    all.edit(
        HE,
        "          at_risk: המכירה\n",
        "          at_risk: המכירה\n          response: {type: prevent, solutions: [להציג את הפרטים שהושארו], owner: מכירות}\n",
    );
    all.commit("Decide what to do about the cold start");
    all.edit(EN, "scenario: Asking", "# Told by one customer.\nscenario: Asking");
    all.commit("Add a comment");
    for file in [EN, HE] {
        all.edit(file, "        async_wait: 2d\n", "        async_wait: 4h\n");
    }
    all.commit("Call back the same day");
    all.edit(
        EN,
        "  - id: elsewhere\n",
        "      - id: C8b\n        name: A message confirms my request\n        channel: sms\n        initiator: provider\n        proactive: true\n        emotion: 1\n  - id: elsewhere\n",
    );
    all.edit(
        HE,
        "  - id: elsewhere\n",
        "      - id: C8b\n        name: הודעה מאשרת את הבקשה שלי\n        channel: sms\n        initiator: provider\n        proactive: true\n        emotion: 1\n  - id: elsewhere\n",
    );
    all.commit("Confirm by message");
    all.git(&["mv", EN, MOVED]);
    all.commit("Call the file what the map is about");
    for (number, id) in (1..=9).rev().map(|number| (number, format!("C{number}"))) {
        all.edit(MOVED, &id, &format!("T{number}0"));
        all.edit(HE, &id, &format!("T{number}0"));
    }
    all.commit("Number the touchpoints anew");
    all.edit(
        MOVED,
        "channel: phone\n        initiator: customer\n        doing",
        "channel: chat\n        initiator: customer\n        doing",
    );
    all.commit("Move sales to the chat");
    all.edit(MOVED, "    grade: anecdote\n    n: 2\n", "    grade: qualitative\n    n: 8\n");
    all.edit(HE, "    grade: anecdote\n    n: 1\n", "    grade: qualitative\n    n: 8\n");
    all.commit("Interview eight customers");
    all.edit(MOVED, "owner: masa maintainers", "owner: Customer experience");
    all.commit("Hand the map over");
    all.edit("en/personas/new-category-car-buyer.persona.yaml", "name: ", "name: The ");
    all.commit("Rename the persona");
    all.edit("en/coffee-app.journey.yaml", "emotion: ", "emotion:  ");
    all.commit("Change the spacing of another map");
    all.edit(
        MOVED,
        "        pains: [the same story a second time, wasted time]\n        emotion: -2\n",
        "        emotion: 0\n",
    );
    all.edit(
        HE,
        "        emotion: -2\n        effort: {repeats_information: true, repeat_contact: true}",
        "        emotion: 0\n        effort: {repeats_information: true, repeat_contact: true}",
    );
    all.commit("Stop asking twice");
    all.edit(MOVED, "name: I try the competitor instead", "name: I compare with a competitor");
    all.commit("Tell the end as customers do");
    all.edit(MOVED, "        emotion: -2\n        moment_of_truth:\n          valence: negative\n          kind: exit\n          attitude: weakens\n", "        emotion: 1\n        moment_of_truth:\n          valence: positive\n          attitude: strengthens\n");
    all.edit(HE, "        emotion: -2\n        moment_of_truth:\n          valence: negative\n          kind: exit\n          attitude: weakens\n", "        emotion: 1\n        moment_of_truth:\n          valence: positive\n          attitude: strengthens\n");
    all.commit("Keep the customer");
    all
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// A list at a place of a document.
fn list<'v>(value: &'v Value, place: &str) -> &'v [Value] {
    value.pointer(place).unwrap().as_array().unwrap()
}

fn valid(all: &Repository, kind: &str, document: &Value) {
    let schema = json(&all.masa(&["schema", kind]).good());
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(document).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn the_story_of_twenty_commits() {
    let all = story();
    let log = |file: &str| json(&all.masa(&["log", file, "--limit", "0", "--format", "json"]).good());
    let (en, he) = (log(MOVED), log(HE));
    valid(&all, "history", &en);
    valid(&all, "history", &he);
    let versions = list(&en, "/versions");
    assert_eq!(versions[0]["subject"], "Keep the customer");
    assert_eq!(versions[0]["date"], "2026-01-20");
    // The file was called otherwise before it moved, and all of its commits are there.
    let oldest = versions.last().unwrap();
    assert_eq!((&oldest["subject"], &oldest["path"]), (&Value::from("Add the examples"), &Value::from(EN)));
    assert_eq!(versions.len(), 18);
    assert_eq!(oldest["journey"]["mean"], -0.444444);
    assert_eq!(versions[0]["journey"]["effort_points"], 14);

    // Nobody's order of commits is the order of files: what is told in between is what each commit did.
    for format in ["table", "markdown", "csv"] {
        let text = all.masa(&["log", HE, "--format", format, "--limit", "3"]).good();
        // The curve of a right-to-left journey begins at the right.
        assert!(text.contains("▆▆▅▃▅▃▃▃▅▆"), "{format}:\n{text}");
        assert!(text.contains("before these") || format == "csv", "{text}");
    }

    for (file, titles) in [(MOVED, "I call sales"), (HE, "אני מתקשר")] {
        let diff = json(&all.masa(&["diff", "--against", "HEAD~19", file, "--format", "json"]).good());
        valid(&all, "diff", &diff);
        if file == HE {
            let journey = &diff["journeys"][0];
            assert_eq!(list(journey, "/matched").len(), 9);
            assert_eq!(list(journey, "/added").len(), 1);
            let mut by = list(journey, "/matched").iter().map(|one| one["by"].as_str().unwrap());
            assert!(by.all(|by| by == "likeness"));
            let gaps = list(journey, "/gaps");
            let closed =
                |kind: &str| gaps.iter().filter(|gap| gap["fate"] == "closed" && gap["kind"] == kind).count();
            assert_eq!((closed("no response"), closed("evidence")), (1, 1), "{gaps:#?}");
        }
        let text = all.masa(&["diff", "--against", "HEAD~19", "--format", "markdown"]).good();
        assert!(text.contains(titles), "{text}");
    }
}

#[test]
fn a_whole_history_is_told_in_a_page() {
    let all = story();
    let text = all.masa(&["diff", "--against", "HEAD~19", "en"]).good();
    for said in [
        "1 journey changed, 1 persona changed.",
        "The file moved from en/car-test-drive-current.journey.yaml to en/test-drive.journey.yaml.",
        "9 touchpoints in both versions, all found by likeness, 1 added.",
        "type: prevent",
    ] {
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(said), "{said}\n{text}");
    }
    let page = all.masa(&["diff", "--against", "HEAD~19", "en", "--format", "markdown"]).good();
    assert!(page.lines().count() < 85, "{} lines:\n{page}", page.lines().count());
    // A map whose spacing alone changed says what it said.
    assert!(!text.contains("coffee"), "{text}");
}

#[test]
fn a_rename_of_every_id_pairs_every_touchpoint() {
    let all = Repository::of_examples();
    let journeys: Vec<String> = ["en", "he"]
        .iter()
        .flat_map(|folder| {
            std::fs::read_dir(all.path().join(folder)).unwrap().map(move |entry| (folder, entry))
        })
        .map(|(folder, entry)| format!("{folder}/{}", entry.unwrap().file_name().into_string().unwrap()))
        .filter(|file| file.ends_with(".journey.yaml"))
        .collect();
    for file in &journeys {
        let text = std::fs::read_to_string(all.path().join(file)).unwrap();
        let renamed = text.lines().map(|line| match line.strip_prefix("      - id: ") {
            Some(id) => format!("      - id: renamed-{id}-x\n"),
            None => format!("{line}\n"),
        });
        std::fs::write(all.path().join(file), renamed.collect::<String>()).unwrap();
    }
    let diff = json(&all.masa(&["diff", "--against", "HEAD", "--format", "json"]).good());
    valid(&all, "diff", &diff);
    let mut touchpoints = 0;
    for journey in list(&diff, "/journeys") {
        assert!(list(journey, "/added").is_empty() && list(journey, "/removed").is_empty(), "{journey:#}");
        for one in list(journey, "/matched") {
            let (before, after) = (one["before"].as_str().unwrap(), one["after"].as_str().unwrap());
            let is_renamed = after == format!("renamed-{before}-x") || after == before;
            assert!(is_renamed, "{journey:#}");
            touchpoints += usize::from(after != before);
        }
    }
    assert!(touchpoints > 130, "{touchpoints}");
}

#[test]
fn what_is_not_committed_comes_first() {
    let all = Repository::of_examples();
    let unchanged = all.masa(&["diff", "--against", "HEAD", "--exit-code"]);
    assert_eq!(unchanged.code, 0, "{}", unchanged.stdout);
    assert!(unchanged.stdout.contains("Nothing: "), "{}", unchanged.stdout);
    all.edit(EN, "        emotion: -2\n", "        emotion: 2\n");
    assert_eq!(all.masa(&["diff", "--against", "HEAD", "--exit-code"]).code, 1);
    assert_eq!(all.masa(&["diff", "--against", "HEAD"]).code, 0);
    let log = json(&all.masa(&["log", EN, "--format", "json"]).good());
    let versions = list(&log, "/versions");
    assert_eq!((versions.len(), &versions[0]["commit"]), (2, &Value::Null));
    assert!(versions[0]["journey"]["mean"].as_f64() > versions[1]["journey"]["mean"].as_f64());
}

#[test]
fn a_scale_of_the_settings_is_a_change_of_every_map_under_them() {
    let all = Repository::of_examples();
    all.edit("masa.toml", "scale = \"-2..2\"", "scale = \"-4..4\"");
    let diff = json(&all.masa(&["diff", "--against", "HEAD", EN, "--format", "json"]).good());
    let journey = &diff["journeys"][0];
    let feelings = list(journey, "/matched").iter().flat_map(|one| list(one, "/changes"));
    assert_eq!(feelings.filter(|change| change["aspect"] == "feeling").count(), 7);
    let everything = json(&all.masa(&["diff", "--against", "HEAD", "--format", "json"]).good());
    assert!(list(&everything, "/journeys").len() > 10);
}

#[test]
fn curves_over_time() {
    let all = story();
    for (file, newest) in [(MOVED, "2026-01-20"), (HE, "2026-01-20")] {
        let svg = all.masa(&["render", file, "--view", "history", "--versions", "4"]).good();
        let tree = roxmltree::Document::parse(&svg).unwrap();
        let class = |node: &roxmltree::Node<'_, '_>, name: &str| node.attribute("class") == Some(name);
        assert_eq!(tree.descendants().filter(|node| class(node, "series")).count(), 4);
        let names: Vec<String> = tree
            .descendants()
            .filter(|node| class(node, "series-name"))
            .map(|node| node.descendants().filter_map(|node| node.text()).collect())
            .collect();
        assert!(names.iter().any(|name| name.contains(newest)), "{names:?}");
        assert!(names.iter().any(|name| name.contains("2026-01-01")), "{names:?}");
    }
}
