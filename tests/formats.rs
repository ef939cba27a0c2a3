//! PNG and PDF beside SVG: the same picture, whatever it is written as.
//!
//! What a PDF says is read by poppler; where that is missing, the tests say that they were skipped.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use resvg::{tiny_skia, usvg};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn render(dir: &Path, file: &str, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_masa"));
    command.arg("render").arg(root().join("examples").join(file)).args(more).current_dir(dir);
    command.env("NO_COLOR", "1").stdin(Stdio::null()).output().unwrap()
}

/// Runs masa and returns the file it wrote.
fn written(file: &str, name: &str, more: &[&str]) -> Vec<u8> {
    let dir = tempfile::tempdir().unwrap();
    let output = render(dir.path(), file, &[&["-o", name], more].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read(dir.path().join(name)).unwrap()
}

const EXAMPLES: [&str; 4] = [
    "he/car-test-drive-current.journey.yaml",
    "en/car-test-drive-current.journey.yaml",
    "he/heathrow-wifi-charge.journey.yaml",
    "en/coffee-app.journey.yaml",
];

#[test]
fn pixels_agree_with_the_text_of_the_svg() {
    let mut options = usvg::Options::default();
    options.fontdb_mut().load_fonts_dir(root().join("assets/fonts"));
    for file in EXAMPLES {
        let pixels = tiny_skia::Pixmap::decode_png(&written(file, "a.png", &[])).unwrap();
        let svg = String::from_utf8(written(file, "a.svg", &[])).unwrap();
        let tree = usvg::Tree::from_str(&svg, &options).unwrap();
        assert_eq!(
            (pixels.width() as f32, pixels.height() as f32),
            (tree.size().width(), tree.size().height())
        );
        let mut other = tiny_skia::Pixmap::new(pixels.width(), pixels.height()).unwrap();
        resvg::render(&tree, tiny_skia::Transform::identity(), &mut other.as_mut());
        let ground = pixels.pixels()[0];
        let inked = pixels.pixels().iter().filter(|pixel| **pixel != ground).count();
        assert!(inked > pixels.pixels().len() / 100, "{file} is blank");
        // Letters are outlines here and glyphs there: edges may differ, places may not.
        let apart = |(a, b): (&tiny_skia::PremultipliedColorU8, &tiny_skia::PremultipliedColorU8)| {
            a.red().abs_diff(b.red()) > 96 || a.blue().abs_diff(b.blue()) > 96
        };
        let differing = pixels.pixels().iter().zip(other.pixels()).filter(|pair| apart(*pair)).count();
        assert!(differing < inked / 200, "{file}: {differing} of {inked} pixels");
    }
}

#[test]
fn a_scale_makes_more_pixels_and_its_limits_are_held() {
    let file = EXAMPLES[0];
    let half = tiny_skia::Pixmap::decode_png(&written(file, "a.png", &["--scale", "0.5"])).unwrap();
    assert_eq!((half.width(), half.height()), (960, 540));
    let dir = tempfile::tempdir().unwrap();
    let refusals = [
        (&["-o", "a.png", "--scale", "9"][..], "0.25 to 8"),
        (&["-o", "a.png", "--scale", "NaN"], "0.25 to 8"),
        (&["-o", "a.png", "--scale", "8", "--page", "a3"], "100 million"),
        (&["-o", "a.pdf", "--scale", "2"], "--scale belongs to PNG"),
        (&["-o", "a.png", "--text", "runs"], "--text belongs to SVG"),
        (&["-o", "a.pptx"], ".svg, .png or .pdf"),
        (&["-o", "a.svg", "--format", "png"], "--format png"),
    ];
    for (arguments, reason) in refusals {
        let output = render(dir.path(), file, arguments);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(error.contains(reason), "{arguments:?}: {error}");
    }
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn every_format_is_written_compared_and_kept_from_other_files() {
    for name in ["a.svg", "a.png", "a.pdf"] {
        let dir = tempfile::tempdir().unwrap();
        let code = |more: &[&str]| render(dir.path(), EXAMPLES[0], more).status.code();
        let path = dir.path().join(name);
        assert_eq!(code(&["-o", name]), Some(0));
        assert_eq!(code(&["--check", name]), Some(0), "{name} is the same bytes twice");
        let format = name.rsplit('.').next().unwrap();
        let printed = render(dir.path(), EXAMPLES[0], &["--format", format]).stdout;
        assert_eq!(printed, std::fs::read(&path).unwrap());
        assert_eq!(code(&["-o", name]), Some(0), "a picture may replace its elder");
        std::fs::write(&path, "my notes").unwrap();
        assert_eq!(code(&["--check", name]), Some(1));
        assert_eq!(code(&["-o", name]), Some(2));
        assert_eq!(std::fs::read(&path).unwrap(), b"my notes");
    }
}

#[test]
fn pages_are_files_of_png_and_pages_of_one_pdf() {
    let dir = tempfile::tempdir().unwrap();
    let mut map = "journey: x\ntitle: Long\nlang: en\nscale: -2..2\nneed: n\nstages:\n".to_owned();
    for stage in 0..6 {
        map.push_str(&format!("  - name: Stage {stage}\n    phase: during\n    touchpoints:\n"));
        for step in 0..10 {
            map.push_str(&format!("      - {{name: Touchpoint number {stage}{step} of many, emotion: 1}}\n"));
        }
    }
    let journey = dir.path().join("x.journey.yaml");
    std::fs::write(&journey, map).unwrap();
    let journey = journey.to_str().unwrap();
    assert!(render(dir.path(), journey, &["-o", "a.png", "--scale", "0.25"]).status.success());
    let files = std::fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let pictures = files.filter(|name| name.to_string_lossy().ends_with(".png")).count();
    assert!(pictures > 1 && dir.path().join("a-1.png").exists(), "{pictures}");
    assert!(render(dir.path(), journey, &["-o", "a.pdf"]).status.success());
    let pdf = std::fs::read(dir.path().join("a.pdf")).unwrap();
    let count = |word: &[u8]| pdf.windows(word.len()).filter(|part| *part == word).count();
    assert_eq!(count(b"/MediaBox[0 0 960 540]"), pictures);
    assert!(!dir.path().join("a-1.pdf").exists());
    let output = render(dir.path(), journey, &["--format", "png"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("pages; name a file with -o"));
}

#[test]
fn what_our_fonts_lack_is_said_once() {
    let dir = tempfile::tempdir().unwrap();
    let map = "journey: x\ntitle: 日本語\nlang: ja\nscale: -2..2\nneed: n\nstages: [{name: s, touchpoints: [{name: 👩🏽\u{200D}💻 ok, emotion: 1}]}]\n";
    let journey = dir.path().join("x.journey.yaml");
    std::fs::write(&journey, map).unwrap();
    for name in ["a.png", "a.pdf", "a.svg"] {
        let output = render(dir.path(), journey.to_str().unwrap(), &["-o", name]);
        assert!(output.status.success());
        let notes = String::from_utf8_lossy(&output.stderr).matches("characters are boxes").count();
        assert_eq!(notes, usize::from(name != "a.svg"), "{name}");
    }
}

/// What poppler reads from a PDF, without the marks it puts round right-to-left text.
fn read_by_poppler(pdf: &[u8]) -> Option<String> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.pdf");
    std::fs::write(&path, pdf).unwrap();
    let output = match Command::new("pdftotext").arg(&path).arg("-").output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("skipped: no pdftotext on this machine");
            return None;
        }
        output => output.unwrap(),
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap().replace(is_control, ""))
}

fn is_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}')
}

/// The words and numbers of a text in the order they are read. Signs and spaces are left out, and a number is
/// parted from the letters beside it: poppler puts them on either side of a number in a right-to-left line.
fn words(text: &str) -> Vec<String> {
    let kind = |c: char| (c.is_alphabetic(), c.is_ascii());
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let chars: Vec<Vec<char>> = parts.map(|word| word.chars().collect()).collect();
    chars.iter().flat_map(|word| word.chunk_by(|a, b| kind(*a) == kind(*b))).map(String::from_iter).collect()
}

#[test]
fn a_pdf_says_what_the_svg_says() {
    for file in EXAMPLES {
        let Some(read) = read_by_poppler(&written(file, "a.pdf", &[])) else { return };
        let svg = String::from_utf8(written(file, "a.svg", &[])).unwrap();
        let picture = roxmltree::Document::parse(&svg).unwrap();
        let said: Vec<String> = picture
            .descendants()
            .filter(|node| node.has_tag_name("tspan"))
            .map(|node| node.text().unwrap_or_default().replace(is_control, ""))
            .collect();
        let (mut read, mut said) = (words(&read), words(&said.join(" ")));
        read.sort();
        said.sort();
        assert_eq!(read, said, "{file}");
    }
}

#[test]
fn hebrew_copies_out_in_reading_order() {
    let Some(read) = read_by_poppler(&written(EXAMPLES[0], "a.pdf", &[])) else { return };
    let read = words(&read);
    for line in [
        "נסיעת המבחן שלא הייתה",
        "הקונה של רכב מסוג שמעולם לא היה לו, קונים פרטיים שחדשים בקטגוריה",
        "ממוצע −0.44 בסולם −1..1",
        "שולחת אותי לפנות",
        "הכול מאפס כאילו",
    ] {
        let line = words(line);
        assert!(read.windows(line.len()).any(|part| part == line), "{line:?}: {read:?}");
    }
}

#[test]
fn a_pdf_says_its_title_language_and_structure() {
    let pdf = written(EXAMPLES[0], "a.pdf", &[]);
    let holds = |word: &[u8]| pdf.windows(word.len()).any(|part| part == word);
    for word in [&b"/Lang"[..], b"/Title", b"/StructTreeRoot", b"/ToUnicode", b"/MediaBox[0 0 960 540]"] {
        assert!(holds(word), "{}", String::from_utf8_lossy(word));
    }
    assert!(!holds(b"/CreationDate"));
}

#[test]
fn a_mixed_line_copies_out_in_reading_order() {
    let dir = tempfile::tempdir().unwrap();
    let map = "journey: x\ntitle: קונים iPhone 15 Pro, ומשלמים 249.90 ₪ (כולל מעמ)\nlang: he\nscale: -2..2\nneed: n\n\
               stages: [{name: s, touchpoints: [{name: \"בשעה 12:30 ב-22.11.2026 מקבל SMS עם קוד A-17\", emotion: 1}]}]\n";
    let journey = dir.path().join("x.journey.yaml");
    std::fs::write(&journey, map).unwrap();
    assert!(render(dir.path(), journey.to_str().unwrap(), &["-o", "a.pdf"]).status.success());
    let Some(read) = read_by_poppler(&std::fs::read(dir.path().join("a.pdf")).unwrap()) else { return };
    let read = words(&read);
    for line in ["קונים iPhone 15 Pro, ומשלמים 249.90 ₪ (כולל מעמ)", "בשעה 12:30 ב-22.11.2026"]
    {
        let line = words(line);
        assert!(read.windows(line.len()).any(|part| part == line), "{line:?}: {read:?}");
    }
}
