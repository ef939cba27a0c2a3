//! Everything under version control that the program writes is as it would write it now.
//!
//! `MASA_UPDATE=1 cargo test --test generated` writes it anew.

use std::path::{Path, PathBuf};

use masa::check::{RULES, rule_page, rules_index};
use masa::cli::command_reference;
use masa::documents::{format_reference, gap_report_schema};
use masa::draw::views::{Options, curve};
use masa::draw::{TextEngine, TextMode};
use masa::model::{SchemaKind, json_schema, schema_text};
use masa::reporters::findings_schema;
use masa::workspace::{config_schema, load};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a file with what it should hold, or writes it when asked to.
fn expect(path: &str, content: &str) -> Option<String> {
    let full = root().join(path);
    if std::env::var_os("MASA_UPDATE").is_some() {
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        std::fs::write(&full, content).unwrap();
        return None;
    }
    let same = std::fs::read_to_string(&full).is_ok_and(|old| old == content);
    (!same).then(|| path.to_owned())
}

fn report(outdated: Vec<String>) {
    assert!(
        outdated.is_empty(),
        "out of date, write anew with `MASA_UPDATE=1 cargo test --test generated`:\n{}",
        outdated.join("\n")
    );
}

#[test]
fn schemas() {
    let schemas = [
        ("journey", json_schema(SchemaKind::Journey)),
        ("persona", json_schema(SchemaKind::Persona)),
        ("config", config_schema()),
        ("findings", findings_schema()),
        ("gaps", gap_report_schema()),
    ];
    let outdated = schemas
        .iter()
        .filter_map(|(name, schema)| expect(&format!("schemas/{name}.v1.schema.json"), &schema_text(schema)));
    report(outdated.collect());
}

#[test]
fn pages() {
    let mut outdated = Vec::new();
    outdated.extend(expect("docs/format.md", &format_reference()));
    outdated.extend(expect("docs/commands.md", &command_reference()));
    outdated.extend(expect("docs/rules/README.md", &rules_index()));
    for rule in RULES {
        outdated.extend(expect(&format!("docs/rules/{}.md", rule.code), &rule_page(rule)));
    }
    report(outdated);
}

#[test]
fn no_page_of_a_rule_that_is_gone() {
    for entry in std::fs::read_dir(root().join("docs/rules")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let code = name.trim_end_matches(".md");
        assert!(code == "README" || RULES.iter().any(|rule| rule.code == code), "{name}");
    }
}

#[test]
fn pictures_of_the_docs() {
    let mut outdated = Vec::new();
    for (story, picture) in [
        ("en/car-test-drive-current", "test-drive"),
        ("he/car-test-drive-current", "test-drive-he"),
        ("en/insurance-refund-reactive", "refund"),
        ("he/heathrow-wifi-charge", "wifi-he"),
    ] {
        let path = root().join(format!("examples/{story}.journey.yaml"));
        outdated.extend(expect(&format!("docs/pictures/{picture}.svg"), &draw(&path)));
    }
    report(outdated);
}

/// The curve of one journey as outlines, so that the page looks the same for everybody.
fn draw(path: &Path) -> String {
    let workspaces = load(&[path.to_path_buf()]).unwrap();
    let workspace = &workspaces[0];
    let selected = workspace.files.iter().find(|file| file.selected && file.journey().is_some()).unwrap();
    let picture = curve::picture(workspace, selected.journey().unwrap());
    curve::draw(&picture, &Options::default(), &mut TextEngine::new()).remove(0).svg(TextMode::Runs)
}
