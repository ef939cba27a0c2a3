//! Documents as a browser and a screen reader see them.

use std::path::{Path, PathBuf};
use std::process::Command;

use masa::documents::{Block, Document, Level, Picture, Text, Tone, handout};
use masa::draw::TextEngine;
use masa::draw::views::{Options, curve};
use masa::tables::{Cell, Table};
use masa::workspace::{Workspace, load};

/// Where `npm install --prefix target/axe axe-core` puts it.
const AXE: &str = "target/axe/node_modules/axe-core/axe.min.js";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn workspace(path: &str) -> Workspace {
    load(&[root().join(path)]).unwrap().pop().unwrap()
}

/// The hand-out of an example about all its moments.
fn handout_of(path: &str) -> Document {
    let workspace = workspace(path);
    let (_, journey) = workspace.journeys().find(|(index, _)| workspace.files[*index].selected).unwrap();
    let moments: Vec<_> =
        journey.touchpoints().filter(|at| at.touchpoint.moment_of_truth.is_some()).collect();
    handout(&workspace, journey, &moments)
}

/// A document with a block of every kind.
fn everything() -> Document {
    let workspace = workspace("examples/he/car-test-drive-current.journey.yaml");
    let (_, journey) = workspace.journeys().find(|(index, _)| workspace.files[*index].selected).unwrap();
    let drawing =
        curve::draw(&curve::picture(&workspace, journey), &Options::default(), &mut TextEngine::new());
    let mut document = handout_of("examples/he/car-test-drive-current.journey.yaml");
    document.heading(Level::Part, "טבלה ותמונה");
    document.note(Tone::Caution, [Text::from("זהירות").labelled("יעד")]);
    let mut table = Table::new("טבלה", &["#", "מה", "כמה"]);
    (0..3).for_each(|n| table.row(vec![Cell::Count(n), Cell::text("Call centre"), Cell::Score(0.5)]));
    document.blocks.push(Block::Table(table));
    for drawing in [drawing.clone(), drawing].into_iter().flatten() {
        document.blocks.push(Block::Picture(Box::new(Picture { drawing, caption: None, file: None })));
    }
    document
}

fn chromium() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    std::env::split_paths(&path).flat_map(|dir| names.map(|name| dir.join(name))).find(|path| path.is_file())
}

/// What axe-core finds on a page 320 pixels wide, and whether the page is wider than that.
fn look_at(chromium: &Path, axe: &str, html: &str) -> String {
    let dir = tempfile::tempdir().unwrap();
    // The policy of the page forbids what looks at it.
    let (before, policy) = html.split_once("<meta http-equiv=\"Content-Security-Policy\"").unwrap();
    let (_, after) = policy.split_once("/>").unwrap();
    let script =
        format!("<script>{}</script><script>{LOOK}</script></body>", axe.replace("</script", "<\\/script"));
    let page = format!("{before}{after}").replace("</body>", &script);
    let file = dir.path().join("page.html");
    std::fs::write(&file, page).unwrap();
    let output = Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--virtual-time-budget=60000", "--window-size=320,900", "--dump-dom"])
        .arg(format!("--user-data-dir={}", dir.path().join("profile").display()))
        .arg(format!("file://{}", file.canonicalize().unwrap().display()))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&output.stdout);
    let found = dom.split("<title>FOUND[").nth(1).and_then(|rest| rest.split("]FOUND").next());
    found.map_or("axe-core did not run".to_owned(), str::to_owned)
}

const LOOK: &str = r#"
const wide = document.documentElement.scrollWidth > innerWidth ? ['wider than the screen'] : [];
axe.run().then(({violations, passes}) => {
  const found = violations.map(rule => rule.id + ': ' + rule.nodes[0].html);
  const ran = passes.length > 10 ? [] : ['few rules ran'];
  document.title = 'FOUND[' + [...wide, ...ran, ...found].join('\n') + ']FOUND';
});
"#;

#[test]
fn pages_are_for_everybody() {
    let axe = std::fs::read_to_string(root().join(AXE));
    let (Some(chromium), Ok(axe)) = (chromium(), axe) else {
        eprintln!("skipped: needs Chromium, and axe-core from `npm install --prefix target/axe axe-core`");
        return;
    };
    for (name, document) in [
        ("a document with everything", everything()),
        ("a hand-out", handout_of("examples/en/specialist-appointment.journey.yaml")),
        ("a hand-out of targets", handout_of("examples/he/car-test-drive-desired.journey.yaml")),
    ] {
        assert_eq!(look_at(&chromium, &axe, &document.html()), "", "{name}");
    }
    for (reader, lang) in
        ["executive", "analyst"].into_iter().flat_map(|reader| [(reader, "en"), (reader, "he")])
    {
        let file = root().join(format!("examples/{lang}/car-test-drive-current.journey.yaml"));
        let output = Command::new(env!("CARGO_BIN_EXE_masa"))
            .args(["gaps", "--for", reader, "--format", "html"])
            .arg(&file)
            .output()
            .unwrap();
        let html = String::from_utf8(output.stdout).unwrap();
        assert_eq!(look_at(&chromium, &axe, &html), "", "gaps for {reader}, {lang}");
    }
    let broken = everything().html().replace(" lang=\"he\"", "").replace(" scope=\"row\"", "");
    assert!(look_at(&chromium, &axe, &broken).contains("html-has-lang"), "what is wrong is found");
}

/// A page for each moment, on paper as well.
#[test]
fn every_moment_fits_its_page() {
    for entry in
        ["en", "he"].iter().flat_map(|lang| std::fs::read_dir(root().join("examples").join(lang)).unwrap())
    {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        if !text.contains("moment_of_truth:") {
            continue;
        }
        let document = handout_of(path.strip_prefix(root()).unwrap().to_str().unwrap());
        let breaks = document.blocks.iter().filter(|block| **block == Block::PageBreak).count();
        assert_eq!(document.pages(&mut TextEngine::new()).len(), breaks + 1, "{}", path.display());
    }
}
