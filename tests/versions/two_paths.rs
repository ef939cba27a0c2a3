//! Two files, or two folders, without git.

use super::repository::{Repository, map, masa, masa_with};

#[test]
fn two_files_are_compared_whatever_they_are_called() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).unwrap();
    write("old.journey.yaml", &map("a", &["{name: I wait, emotion: -2}", "{name: I leave}"]));
    write("new.journey.yaml", &map("b", &["{name: I wait, emotion: -1, owner: Dana}", "{name: I stay}"]));
    let text = masa(dir.path(), &["diff", "old.journey.yaml", "new.journey.yaml"]).good();
    for said in ["−1.00", "−0.50", "owner", "Dana", "removed", "added", "I stay"] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let same = masa(dir.path(), &["diff", "old.journey.yaml", "old.journey.yaml", "--exit-code"]);
    assert_eq!(same.code, 0);
    // Nothing of git is needed for it.
    let alone = masa_with(dir.path(), &[("PATH", "")], &["diff", "old.journey.yaml", "new.journey.yaml"]);
    assert_eq!(alone.good(), text);
}

#[test]
fn folders_are_compared_file_by_file() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    for folder in ["one", "two"] {
        write(&format!("{folder}/same.journey.yaml"), &map("same", &["{name: I wait}"]));
        write(&format!("{folder}/dana.persona.yaml"), "persona: dana\nname: Dana\n");
    }
    write("one/gone.journey.yaml", &map("gone", &["{name: I knock}"]));
    write("one/moved.journey.yaml", &map("moved", &["{name: I ring}"]));
    write("two/deep/moved.journey.yaml", &map("moved", &["{name: I ring}"]));
    write("two/new.journey.yaml", &map("new", &["{name: I write}"]));
    write("two/dana.persona.yaml", "persona: dana\nname: Dana\ngoals: [Peace]\n");
    let text = masa(dir.path(), &["diff", "one", "two"]).good();
    let summary = "1 journey changed, 1 persona changed, 1 file added, 1 file removed.";
    assert!(text.contains(summary), "{text}");
    assert!(
        text.contains("The file moved from one/moved.journey.yaml to two/deep/moved.journey.yaml."),
        "{text}"
    );
    assert!(!text.contains("same.journey.yaml"), "{text}");
}

#[test]
fn what_cannot_be_compared_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).unwrap();
    write("a.journey.yaml", &map("a", &["{name: I wait}"]));
    write("b.persona.yaml", "persona: b\nname: B\n");
    write("c.journey.yaml", "journey: [\n");
    for (arguments, said) in [
        (&["diff"][..], "name two files or folders"),
        (&["diff", "a.journey.yaml"], "name two files or folders"),
        (&["diff", "a.journey.yaml", "b.persona.yaml"], "one is a journey and one a persona"),
        (&["diff", "a.journey.yaml", "."], "name two files or two folders"),
        (&["diff", "a.journey.yaml", "c.journey.yaml"], "c.journey.yaml has errors"),
        (&["diff", "a.journey.yaml", "no.journey.yaml"], "cannot read no.journey.yaml"),
        (&["diff", "a.journey.yaml", "a.journey.yaml", "-o", "x.doc"], "cannot write .doc files"),
    ] {
        let run = masa(dir.path(), arguments);
        assert_eq!((run.code, run.stderr.contains(said)), (2, true), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn before_and_after_are_drawn() {
    let all = Repository::of_examples();
    for folder in ["en", "he"] {
        let file = format!("{folder}/car-test-drive-current.journey.yaml");
        all.edit(&file, "        emotion: -1\n        effort: {dead_end: true}\n", "        emotion: 1\n");
        let picture = format!("{folder}.svg");
        let run = all.masa(&["diff", "--against", "HEAD", &file, "-o", &picture]);
        assert!(run.stderr.contains(&format!("wrote {picture}")), "{}", run.stderr);
        run.good();
        let svg = std::fs::read_to_string(all.path().join(picture)).unwrap();
        let tree = roxmltree::Document::parse(&svg).unwrap();
        let heads = tree.descendants().filter(|node| node.attribute("class") == Some("row-name"));
        let texts: String =
            heads.flat_map(|node| node.descendants()).filter_map(|node| node.text()).collect();
        assert!(texts.contains("HEAD"), "{folder}: {texts}");
    }
    // Two that changed are too many for one picture.
    let run = all.masa(&["diff", "--against", "HEAD", "-o", "both.svg"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("2 journeys changed; name one file to draw"), "{}", run.stderr);
}

#[test]
fn nothing_of_a_user_acts_on_a_terminal_or_a_page() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).unwrap();
    let hostile = r#"{name: "\e[2J<img src=x>|\u202e", owner: "=1+1 [x](javascript:y)"}"#;
    write("a.journey.yaml", &map("a", &["{name: I wait}"]));
    write("b.journey.yaml", &map("a", &[hostile]));
    for format in ["table", "markdown", "json"] {
        let text = masa(dir.path(), &["diff", "a.journey.yaml", "b.journey.yaml", "--format", format]).good();
        let is_bad = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!text.contains(is_bad), "{format}: {text:?}");
        assert!(format != "markdown" || !text.contains("<img"), "{text}");
    }
}

#[test]
fn a_plan_closes_no_gap() {
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    for folder in ["en", "he"] {
        let file = |name: &str| format!("{examples}/{folder}/insurance-refund-{name}.journey.yaml");
        let [before, after] = ["reactive", "proactive"].map(file);
        let text = masa(std::path::Path::new(examples), &["diff", &before, &after]).good();
        assert!(text.contains("its scores are targets, which nobody has felt"), "{text}");
        assert!(
            text.contains("2 touchpoints in both versions, 4 removed.") && !text.contains("closed"),
            "{text}"
        );
    }
}
