//! The rooms of the house import downward only, and only the terminal's room writes to the terminal.

use std::path::{Path, PathBuf};

/// The floors, ground first; rooms of one floor may know each other only where it says so.
const FLOORS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("syntax", &["source"]),
    ("model", &["syntax"]),
    ("fmt", &["source", "syntax", "model"]),
    ("workspace", &["source", "syntax", "model"]),
    ("measure", &["model", "workspace"]),
    ("diff", &["model", "workspace", "measure"]),
    ("check", &["source", "syntax", "model", "workspace", "measure"]),
    ("reporters", &["source", "workspace", "check"]),
    ("tables", &["model", "workspace", "measure", "reporters"]),
    ("draw", &["model", "workspace", "measure", "diff", "tables"]),
    ("documents", &["model", "workspace", "measure", "diff", "check", "reporters", "tables", "draw"]),
];

fn sources(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

fn src() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn imports_go_down() {
    let mut wrong = Vec::new();
    for (room, allowed) in FLOORS {
        for file in sources(&src().join(room)) {
            let text = std::fs::read_to_string(&file).unwrap();
            for (number, line) in text.lines().enumerate() {
                for part in line.split("crate::").skip(1) {
                    let target: String =
                        part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                    let is_room = target == "cli" || FLOORS.iter().any(|(room, _)| *room == target);
                    if is_room && target != *room && !allowed.contains(&target.as_str()) {
                        wrong.push(format!("{}:{}: {room} knows {target}", file.display(), number + 1));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_stands_on_a_floor() {
    for entry in std::fs::read_dir(src()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let known = name == "cli" || FLOORS.iter().any(|(room, _)| *room == name);
        assert!(!path.is_dir() || known, "{name}");
    }
}

#[test]
fn only_the_ui_prints() {
    for file in sources(&src()) {
        let name = file.strip_prefix(src()).unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        let prints =
            ["println!", "print!(", "io::stdout", "io::stderr"].iter().any(|word| text.contains(word));
        // The panic hook in main has nothing else to write with.
        assert!(!prints || name == "cli/ui.rs" || name == "main.rs", "{name}");
    }
}
