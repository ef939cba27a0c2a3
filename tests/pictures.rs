//! Pictures measured where they are looked at: in a browser, and in resvg.
//!
//! The browser tests need Chromium and say that they were skipped where there is none; `.ci/run` installs
//! it.

use std::path::{Path, PathBuf};
use std::process::Command;

use masa::draw::views::{Options, curve};
use masa::draw::{TextEngine, TextMode};
use masa::workspace::load;

fn chromium() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    std::env::split_paths(&path).flat_map(|dir| names.map(|name| dir.join(name))).find(|path| path.is_file())
}

/// The example journeys, and harder ones.
fn journeys() -> Vec<(String, String)> {
    let mut all = Vec::new();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for lang in ["en", "he"] {
        for entry in std::fs::read_dir(examples.join(lang)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "yaml") {
                let name = path.file_stem().unwrap().to_str().unwrap().trim_end_matches(".journey");
                all.push((format!("{lang}-{name}"), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let head = |lang: &str, title: &str| {
        format!("journey: x\ntitle: {title}\nlang: {lang}\nscale: -2..2\nneed: n\nstages:\n")
    };
    let hebrew = "ממתין על הקו לנציג השירות של iPhone ומקווה שהפעם מישהו יענה לי בזמן";
    let mut sixty = head("he", "שישים נקודות מגע");
    for stage in 0..6 {
        sixty.push_str(&format!("  - name: שלב מספר {stage} בתהליך\n    phase: during\n    touchpoints:\n"));
        for step in 0..10 {
            let score = (stage * 3 + step) % 5 - 2;
            sixty.push_str(&format!("      - {{name: {hebrew} {stage}{step}, emotion: {score}}}\n"));
        }
    }
    all.push(("sixty".into(), sixty));
    let three = "  - {name: Before, phase: before, touchpoints: [{name: The need arises, emotion: 0}]}\n  - {name: During, phase: \
                 during, touchpoints: [{name: I ask, emotion: -2, moment_of_truth: {valence: negative, at_risk: the sale}}]}\n  \
                 - {name: After, phase: after, touchpoints: [{name: It is over, emotion: 1}]}\n";
    all.push(("three".into(), head("en", "Three touchpoints") + three));
    all.push(("one".into(), head("en", "One") + "  - {name: s, touchpoints: [{name: only, emotion: 1}]}\n"));
    all.push((
        "unscored".into(),
        head("en", "None") + "  - {name: s, touchpoints: [{name: a}, {name: b}, {name: c}]}\n",
    ));
    let word = "x".repeat(200);
    all.push(("word".into(), head("en", &word) + &format!("  - {{name: {word}, touchpoints: [{{name: {word}, emotion: 1}}, {{name: b, emotion: -1}}]}}\n")));
    all.push(("arabic".into(), head("ar", "رحلة العميل مع Samsung") + "  - {name: قبل, phase: before, touchpoints: [{name: أبحث عن هاتف Galaxy S24 جديد, emotion: 1}, {name: لا أجد سعراً واضحاً, emotion: -1}]}\n"));
    all
}

fn draw(name: &str, text: &str, mode: TextMode) -> String {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("x.journey.yaml"), text).unwrap();
    let workspaces = load(&[dir.path().to_path_buf()]).unwrap();
    let (_, journey) = workspaces[0].journeys().next().unwrap_or_else(|| panic!("{name}"));
    let picture = curve::picture(&workspaces[0], journey);
    curve::draw(&picture, &Options::default(), &mut TextEngine::new()).remove(0).svg(mode)
}

/// Reads the boxes of all texts in the page and names those that overlap, leave the page, or are small.
const MEASURE: &str = r#"
const problems = [];
for (const svg of document.querySelectorAll('svg')) {
  const page = svg.getBoundingClientRect();
  const boxes = [...svg.querySelectorAll('text')].map(text => {
    const size = parseFloat(getComputedStyle(text).fontSize) * page.width / svg.viewBox.baseVal.width;
    return {text: text.textContent, box: text.getBoundingClientRect(), size};
  }).filter(one => one.text.trim());
  const name = svg.parentNode.id;
  if (!boxes.length) problems.push(name + ': no text');
  for (const {text, box, size} of boxes) {
    const out = Math.max(page.left - box.left, box.right - page.right, page.top - box.top, box.bottom - page.bottom);
    if (out > 1) problems.push(name + ': outside the page by ' + out.toFixed(1) + ': ' + text);
    if (size < 19.9) problems.push(name + ': smaller than 20: ' + text);
  }
  for (let a = 0; a < boxes.length; a++) for (let b = a + 1; b < boxes.length; b++) {
    const [p, q] = [boxes[a].box, boxes[b].box];
    const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    // Line boxes hold the empty space above and below letters, so lines may touch by a little.
    if (wide > 1 && high > 0.3 * Math.min(p.height, q.height))
      problems.push(name + ': overlap: ' + boxes[a].text + ' | ' + boxes[b].text);
  }
}
document.title = 'measured';
document.body.textContent = 'PROBLEMS[' + problems.join('\n') + ']PROBLEMS';
"#;

#[test]
fn no_label_is_clipped_small_or_on_another_in_a_browser() {
    let Some(chromium) = chromium() else {
        eprintln!("skipped: no Chromium on this machine");
        return;
    };
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
    let face = |file: &str, weight: u32| {
        let path = fonts.join(file).display().to_string();
        format!("@font-face {{ font-family: Rubik; font-weight: {weight}; src: url('file://{path}') }}")
    };
    let with_font = face("Rubik-Regular.ttf", 400) + &face("Rubik-SemiBold.ttf", 600);
    // With the font and without: on a machine that has only its own, nothing may leave its place either.
    for (machine, style) in [("with Rubik", with_font.as_str()), ("without Rubik", "")] {
        let pictures: String = journeys()
            .iter()
            .map(|(name, text)| format!("<div id=\"{name}\">{}</div>\n", draw(name, text, TextMode::Runs)))
            .collect();
        let page = format!(
            "<!doctype html><meta charset=utf-8><style>{style} body {{ margin: 0 }}</style><body>{pictures}<script>\
             document.fonts.ready.then(() => Promise.all([...document.fonts].map(f => f.load()))).then(() => {{ {MEASURE} }});</script>"
        );
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("page.html");
        std::fs::write(&file, page).unwrap();
        let output = Command::new(&chromium)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args(["--virtual-time-budget=20000", "--allow-file-access-from-files", "--dump-dom"])
            .arg(format!("--user-data-dir={}", dir.path().join("profile").display()))
            .arg(format!("file://{}", file.display()))
            .output()
            .unwrap();
        let dom = String::from_utf8_lossy(&output.stdout);
        let problems = dom.split("PROBLEMS[").nth(1).and_then(|rest| rest.split("]PROBLEMS").next());
        assert_eq!(problems, Some(""), "{machine}");
    }
}

#[test]
fn resvg_puts_every_text_where_the_browser_does() {
    use resvg::usvg;

    let mut options = usvg::Options::default();
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
    options.fontdb_mut().load_fonts_dir(&fonts);
    for (name, text) in journeys() {
        let svg = draw(&name, &text, TextMode::Runs);
        let tree = usvg::Tree::from_str(&svg, &options).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut texts = Vec::new();
        collect(tree.root(), &mut texts);
        assert!(!texts.is_empty(), "{name}");
        let page = tree.size();
        for (said, area) in texts {
            let inside = area.left() >= -1.0
                && area.right() <= page.width() + 1.0
                && area.top() >= -1.0
                && area.bottom() <= page.height() + 1.0;
            assert!(inside, "{name}: {said} at {area:?}");
        }
    }

    fn collect(group: &usvg::Group, texts: &mut Vec<(String, usvg::Rect)>) {
        for node in group.children() {
            match node {
                usvg::Node::Group(group) => collect(group, texts),
                usvg::Node::Text(text) => {
                    let said = text.chunks().iter().map(|chunk| chunk.text()).collect();
                    texts.push((said, text.abs_bounding_box()));
                }
                _ => {}
            }
        }
    }
}

#[test]
fn outlines_need_no_font() {
    for (name, text) in journeys() {
        let svg = draw(&name, &text, TextMode::Outlines);
        let picture = roxmltree::Document::parse(&svg).unwrap();
        let texts = picture.descendants().filter(|node| node.has_tag_name("text")).count();
        assert_eq!(texts, 0, "{name}");
    }
}

#[test]
fn a_picture_tells_its_story_to_those_who_do_not_see_it() {
    let (_, text) = journeys().into_iter().find(|(name, _)| name == "he-car-test-drive-current").unwrap();
    let svg = draw("he", &text, TextMode::Runs);
    let picture = roxmltree::Document::parse(&svg).unwrap();
    let root = picture.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    let desc = picture.descendants().find(|node| node.has_tag_name("desc")).unwrap().text().unwrap();
    assert!(desc.contains("רגעי אמת") && desc.chars().count() > 100, "{desc}");
}
