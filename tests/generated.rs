//! Everything under version control that the program writes is as it would write it now.
//!
//! `MASA_UPDATE=1 cargo test --test generated` writes it anew.

use std::path::PathBuf;

use masa::check::{RULES, rule_page, rules_index};
use masa::cli::command_reference;
use masa::documents::{
    atlas_schema, diff_report_schema, format_reference, gap_report_schema, gap_reports_schema,
    history_schema, simulation_schema,
};
use masa::model::{SchemaKind, json_schema, schema_text};
use masa::reporters::findings_schema;
use masa::tables::tables_schema;
use masa::workspace::config_schema;

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
        ("tables", tables_schema()),
        ("gaps", gap_report_schema()),
        ("gap-reports", gap_reports_schema()),
        ("simulation", simulation_schema()),
        ("atlas", atlas_schema()),
        ("diff", diff_report_schema()),
        ("history", history_schema()),
    ];
    let outdated = schemas.iter().filter_map(|(name, schema)| {
        let version = if *name == "gaps" { 2 } else { 1 };
        expect(&format!("schemas/{name}.v{version}.schema.json"), &schema_text(schema))
    });
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

/// A picture of the gallery: what it shows, the file it is kept in, and what `masa render` is given; or, after the
/// word `atlas`, what that command is given.
type Exhibit = (&'static str, &'static str, &'static str);

/// The gallery, view by view: a heading, what to look at, and the pictures in English and in Hebrew.
const GALLERY: &[(&str, &str, &[Exhibit])] = &[
    (
        "The emotion curve",
        "How it felt, touchpoint by touchpoint. Filled points were researched, half-filled ones are single \
         accounts, hollow ones are guesses.",
        &[
            ("A test drive that never was", "test-drive", "en/car-test-drive-current"),
            ("The same in Hebrew", "test-drive-he", "he/car-test-drive-current"),
        ],
    ),
    (
        "The journey map",
        "Everything known about each touchpoint, lane by lane. `--lanes` chooses them.",
        &[
            ("From a referral to an answer", "map", "en/specialist-appointment --view map"),
            ("The same in Hebrew", "map-he", "he/specialist-appointment --view map"),
        ],
    ),
    (
        "The experience wheel",
        "The person in the centre, and what happens around them.",
        &[
            ("Airport Wi-Fi", "wheel", "en/heathrow-wifi-charge --view wheel"),
            ("The same in Hebrew, against the clock", "wheel-he", "he/heathrow-wifi-charge --view wheel"),
        ],
    ),
    (
        "The service blueprint",
        "What the customer does, and what stands behind it, above and below the line of visibility.",
        &[
            ("From a referral to an answer", "blueprint", "en/specialist-appointment --view blueprint"),
            ("The same in Hebrew", "blueprint-he", "he/specialist-appointment --view blueprint"),
        ],
    ),
    (
        "The comparison",
        "Today beside the journey that should be.",
        &[
            ("The test drive, current and desired", "compare", "en/car-test-drive-current --view compare"),
            ("The same in Hebrew", "compare-he", "he/car-test-drive-current --view compare"),
        ],
    ),
    (
        "Channels by stage",
        "Which contacts there are, where they hurt, and where context is lost.",
        &[
            ("One journey", "channels", "en/specialist-appointment --view channels"),
            ("One journey in Hebrew", "channels-he", "he/specialist-appointment --view channels"),
        ],
    ),
    (
        "The atlas",
        "All journeys of a folder as a heat map: `masa atlas`. Dashed outlines are targets.",
        &[
            ("The examples by persona", "atlas", "atlas examples/en --by persona"),
            ("The same in Hebrew", "atlas-he", "atlas examples/he --by persona"),
        ],
    ),
    (
        "The commitment line",
        "An illustrative model: how far a journey binds the customer, from 0 to 100.",
        &[
            ("The desired test drive", "commitment", "en/car-test-drive-desired --view commitment"),
            ("Airport Wi-Fi in Hebrew", "commitment-he", "he/heathrow-wifi-charge --view commitment"),
        ],
    ),
    (
        "The board",
        "The same model to print and to play.",
        &[
            ("A board of the specialist's patients", "board", "en/specialist-appointment --view board"),
            ("The same in Hebrew", "board-he", "he/specialist-appointment --view board"),
        ],
    ),
    (
        "Themes",
        "Every view in every theme: `--theme dark`, `print`, `high-contrast`.",
        &[
            ("Dark", "test-drive-dark", "en/car-test-drive-current --theme dark"),
            ("For a printer without colours", "test-drive-print", "he/car-test-drive-current --theme print"),
        ],
    ),
];

#[test]
fn the_gallery_and_its_pictures() {
    let mut page = String::from(
        "# The gallery\n\nEvery picture here comes from [the examples](../examples/README.md) by the command \
         under it, run in the root of the repository. This page and its pictures are written by\n\
         `MASA_UPDATE=1 cargo test --test generated`.\n",
    );
    let mut outdated = Vec::new();
    for (heading, words, exhibits) in GALLERY {
        page.push_str(&format!("\n## {heading}\n\n{words}\n"));
        for (title, name, given) in *exhibits {
            let command = command(given);
            page.push_str(&format!("\n**{title}**\n\n"));
            for drawn in draw(&command, name) {
                let kept = format!("docs/pictures/{}", drawn.0);
                page.push_str(&format!("![{title}](pictures/{})\n\n", drawn.0));
                outdated.extend(expect(&kept, &drawn.1));
            }
            page.push_str(&format!("```text\nmasa {command} -o {name}.svg\n```\n"));
        }
    }
    outdated.extend(expect("docs/gallery.md", &page));
    outdated.extend(strays());
    report(outdated);
}

/// The command that draws an exhibit, without where to.
fn command(given: &str) -> String {
    match given.split_once(' ') {
        Some(("atlas", _)) => given.to_owned(),
        Some((story, options)) => format!("render examples/{story}.journey.yaml {options}"),
        None => format!("render examples/{given}.journey.yaml"),
    }
}

/// The pages that a command writes, each with its name.
fn draw(command: &str, name: &str) -> Vec<(String, String)> {
    let dir = tempfile::tempdir().unwrap();
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_masa"))
        .current_dir(root())
        .args(command.split_whitespace())
        .arg("-o")
        .arg(dir.path().join(format!("{name}.svg")))
        .output()
        .unwrap();
    assert!(status.status.success(), "{command}: {}", String::from_utf8_lossy(&status.stderr));
    let mut pages: Vec<_> = std::fs::read_dir(dir.path())
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    pages.sort();
    pages
}

/// Pictures that no page shows any more.
fn strays() -> Vec<String> {
    let docs = root().join("docs");
    let mut pages = std::fs::read_to_string(root().join("README.md")).unwrap();
    for entry in std::fs::read_dir(&docs).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "md") {
            pages.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
    let names = std::fs::read_dir(docs.join("pictures")).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .filter(|name| !pages.contains(&format!("pictures/{name}")))
        .map(|name| format!("docs/pictures/{name}: no page shows it"))
        .collect()
}
