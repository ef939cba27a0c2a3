//! Worktrees, subfolders, bare clones, odd names, and what is said when something is missing.

use super::repository::{Repository, git_in, map, masa, masa_with};

fn two_commits() -> Repository {
    let mut all = Repository::new();
    all.write(
        "maps/קשר עם הבנק/מסע א.journey.yaml",
        &map("a", &["{name: I wait, emotion: -2}", "{name: I leave}"]),
    );
    all.write("maps/b.journey.yaml", &map("b", &["{name: I ring}"]));
    all.commit("Add two maps");
    all.edit("maps/קשר עם הבנק/מסע א.journey.yaml", "emotion: -2", "emotion: 2");
    all.commit("Wait happily");
    all
}

const CHANGED: &str = "maps/קשר עם הבנק/מסע א.journey.yaml";

#[track_caller]
fn tells_the_change(text: &str, path: &str) {
    for said in ["1 journey changed.", "−1.00", "+1.00", path] {
        assert!(text.contains(said), "{said}\n{text}");
    }
}

#[test]
fn subfolders_and_paths_as_they_were_given() {
    let all = two_commits();
    tells_the_change(&all.masa(&["diff", "--against", "HEAD~1"]).good(), CHANGED);
    tells_the_change(&all.masa(&["diff", "--against", "HEAD~1", CHANGED]).good(), CHANGED);
    let folder = all.path().join("maps/קשר עם הבנק");
    tells_the_change(&masa(&folder, &["diff", "--against", "HEAD~1"]).good(), "(מסע א.journey.yaml)");
    let elsewhere = masa(&all.path().join("maps"), &["diff", "--against", "HEAD~1", "../maps"]).good();
    tells_the_change(&elsewhere, "../maps/קשר עם הבנק/מסע א.journey.yaml");
    let quiet = masa(&all.path().join("maps"), &["diff", "--against", "HEAD~1", "b.journey.yaml"]).good();
    assert!(quiet.contains("Nothing: "), "{quiet}");
    let log = masa(&folder, &["log", "מסע א.journey.yaml"]).good();
    assert!(log.contains("Wait happily") && log.contains("Add two maps"), "{log}");
}

#[test]
fn a_file_named_alone_is_found_where_it_was_before() {
    let mut all = two_commits();
    all.git(&["mv", "maps/b.journey.yaml", "maps/c.journey.yaml"]);
    all.edit("maps/c.journey.yaml", "I ring", "I ring twice");
    let moved = |arguments: &[&str]| {
        let text = all.masa(&[&["diff", "--against"][..], arguments].concat()).good();
        assert!(text.contains("maps/b.journey.yaml") && text.contains("maps/c.journey.yaml"), "{text}");
        assert!(text.contains("1 touchpoint in both versions"), "{text}");
    };
    moved(&["HEAD"]);
    moved(&["HEAD", "maps/c.journey.yaml"]);
    all.commit("Move it");
    let moved = all.masa(&["diff", "--against", "HEAD~1..HEAD", "maps/c.journey.yaml"]).good();
    assert!(moved.contains("maps/b.journey.yaml"), "{moved}");
    // Another map that is gone has nothing to do with it.
    all.git(&["mv", "maps/קשר עם הבנק/מסע א.journey.yaml", "maps/a.journey.yaml"]);
    all.edit("maps/a.journey.yaml", "journey: a", "journey: other");
    let added = all.masa(&["diff", "--against", "HEAD", "maps/a.journey.yaml"]).good();
    assert!(!added.contains("מסע א"), "{added}");
}

#[test]
fn worktrees_and_bare_clones() {
    let all = two_commits();
    let beside = tempfile::tempdir().unwrap();
    let tree = beside.path().join("tree");
    all.git(&["worktree", "add", "-q", "--detach", tree.to_str().unwrap(), "HEAD"]);
    tells_the_change(&masa(&tree, &["diff", "--against", "main~1"]).good(), CHANGED);

    let bare = beside.path().join("bare.git");
    all.git(&["clone", "-q", "--bare", ".", bare.to_str().unwrap()]);
    tells_the_change(&masa(&bare, &["diff", "--against", "HEAD~1"]).good(), CHANGED);
    tells_the_change(&masa(&bare, &["diff", "--against", "HEAD~1..HEAD", "maps"]).good(), CHANGED);
    assert!(masa(&bare, &["log", CHANGED]).good().contains("Wait happily"));
    let from_outside =
        masa_with(beside.path(), &[("GIT_DIR", "bare.git")], &["diff", "--against", "HEAD~1..HEAD"]);
    tells_the_change(&from_outside.good(), CHANGED);
}

#[test]
fn revisions_and_what_branches_have_in_common() {
    let mut all = two_commits();
    all.git(&["checkout", "-q", "-b", "topic", "HEAD~1"]);
    all.edit("maps/b.journey.yaml", "I ring", "I ring twice");
    all.commit("Ring twice");
    let both = all.masa(&["diff", "--against", "main"]).good();
    assert!(both.contains("2 journeys changed."), "{both}");
    for range in ["main...", "main...topic"] {
        let own = all.masa(&["diff", "--against", range]).good();
        assert!(own.contains("1 journey changed.") && own.contains("I ring twice"), "{range}: {own}");
    }
    let between = all.masa(&["diff", "--against", "topic..main"]).good();
    assert!(between.contains("2 journeys changed."), "{between}");
}

#[test]
fn files_come_and_go_and_break() {
    let all = two_commits();
    std::fs::remove_file(all.path().join(CHANGED)).unwrap();
    all.write("maps/new.journey.yaml", &map("new", &["{name: I write}"]));
    all.write("maps/ignored.journey.yaml", &map("ignored", &["{name: I hide}"]));
    all.write(".gitignore", "ignored*\n");
    all.write("maps/b.journey.yaml", "journey: [\n");
    let text = all.masa(&["diff", "--against", "HEAD"]).good();
    for said in
        ["1 file added, 1 file removed, 1 file not compared.", "cannot be read now", "new.journey.yaml"]
    {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert!(!text.contains("ignored"), "{text}");
    let removed = all.masa(&["diff", "--against", "HEAD", CHANGED]).good();
    assert!(removed.contains("1 file removed."), "{removed}");
    assert!(all.masa(&["log", CHANGED]).good().contains("Add two maps"));
}

#[test]
fn what_is_missing_is_said_plainly() {
    let all = two_commits();
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("x.journey.yaml"), map("x", &["{name: I wait}"])).unwrap();
    type Case<'c> = (&'c std::path::Path, &'c [(&'c str, &'c str)], &'c [&'c str], &'c str);
    let cases: [Case<'_>; 9] = [
        (all.path(), &[("PATH", "")], &["diff", "--against", "HEAD"], "git was not found"),
        (all.path(), &[("PATH", "")], &["log", CHANGED], "git was not found"),
        (all.path(), &[], &["diff", "--against", "no-such"], "there is no revision `no-such`"),
        (all.path(), &[], &["diff", "--against", "--help"], "there is no revision `--help`"),
        (all.path(), &[], &["diff", "--against", ""], "there is no revision ``"),
        (all.path(), &[], &["diff", "--against", "HEAD", "no-such"], "there is no no-such in any"),
        (outside.path(), &[], &["diff", "--against", "HEAD"], "not in a git repository"),
        (outside.path(), &[], &["log", "x.journey.yaml"], "not in a git repository"),
        (all.path(), &[], &["log", "maps"], "is a folder"),
    ];
    for (folder, variables, arguments, said) in cases {
        let run = masa_with(folder, variables, arguments);
        assert_eq!((run.code, run.stderr.contains(said)), (2, true), "{arguments:?}: {}", run.stderr);
    }
    let two = all.masa(&["diff", "--against", "HEAD", "maps", outside.path().to_str().unwrap()]);
    assert_eq!(
        (two.code, two.stderr.contains("is not in the same git repository")),
        (2, true),
        "{}",
        two.stderr
    );
}

#[test]
fn a_shallow_clone_says_that_it_is_one() {
    let all = two_commits();
    let beside = tempfile::tempdir().unwrap();
    let clone = beside.path().join("clone");
    let from = format!("file://{}", all.path().display());
    git_in(
        beside.path(),
        "2026-01-01T12:00:00Z",
        &["clone", "-q", "--depth", "1", &from, clone.to_str().unwrap()],
    );
    let run = masa(&clone, &["diff", "--against", "HEAD~1"]);
    assert_eq!((run.code, run.stderr.contains("this clone is shallow")), (2, true), "{}", run.stderr);
    let log = masa(&clone, &["log", CHANGED]).good();
    assert!(log.contains("This clone is shallow"), "{log}");
}

#[test]
fn nothing_that_settings_name_is_run() {
    let all = two_commits();
    let trap = all.path().join(".git/trap");
    std::fs::write(&trap, "#!/bin/sh\necho run >> \"$(dirname \"$0\")/was-run\"\ncat\n").unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&trap, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let trap = trap.to_str().unwrap();
    for key in [
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "diff.t.textconv",
        "diff.t.command",
        "filter.t.clean",
        "gpg.program",
    ] {
        all.git(&["config", key, trap]);
    }
    all.git(&["config", "log.showSignature", "true"]);
    all.git(&["config", "diff.orderFile", "no-such-file"]);
    all.write(".gitattributes", "*.yaml diff=t filter=t\n");
    all.edit(CHANGED, "emotion: 2", "emotion: 1");
    all.masa(&["diff", "--against", "HEAD~1"]).good();
    all.masa(&["log", CHANGED]).good();
    assert!(!all.path().join(".git/was-run").exists());
}
