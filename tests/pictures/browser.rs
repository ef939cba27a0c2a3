//! What a reader sees: every page measured in Chromium, with our font and without it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use masa::draw::views::{Options, PageFormat};
use masa::draw::{TextEngine, TextMode};

use crate::maps::Map;
use crate::views::{PAGES, View, pictures};

/// Pictures drawn into one HTML page; more make Chromium slow.
const BATCH: usize = 40;

/// Chromiums that run at the same time.
const BROWSERS: usize = 2;

/// A picture to be drawn and measured.
struct Job {
    view: &'static View,
    map: &'static Map,
    page: (&'static str, PageFormat),
    with_font: bool,
}

#[test]
fn no_text_is_small_or_leaves_its_place_or_stands_on_another() {
    let Some(chromium) = chromium() else {
        eprintln!("skipped: no Chromium on this machine");
        return;
    };
    let mut batches: Vec<Vec<Job>> = Vec::new();
    for with_font in [true, false] {
        let mut jobs = Vec::new();
        // On a machine that has only its own fonts nothing may leave its place either.
        for page in PAGES.iter().filter(|page| with_font || page.1 == PageFormat::Wide) {
            jobs.extend(pictures().map(|(view, map)| Job { view, map, page: *page, with_font }));
        }
        while !jobs.is_empty() {
            let rest = jobs.split_off(jobs.len().min(BATCH));
            batches.push(std::mem::replace(&mut jobs, rest));
        }
    }
    let next = AtomicUsize::new(0);
    let found = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..BROWSERS {
            scope.spawn(|| {
                let mut engine = TextEngine::new();
                while let Some(at) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < batches.len())
                {
                    let problems = measure(&chromium, &format!("pictures-{at}"), &batches[at], &mut engine);
                    found.lock().unwrap().push((at, problems));
                }
            });
        }
    });
    let mut found = found.into_inner().unwrap();
    found.sort();
    let problems: Vec<&str> =
        found.iter().flat_map(|(_, problems)| problems.lines()).filter(|line| !line.is_empty()).collect();
    let shown = problems.iter().take(80).copied().collect::<Vec<_>>().join("\n");
    assert!(problems.is_empty(), "{} problems:\n{shown}", problems.len());
}

fn chromium() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    std::env::split_paths(&path).flat_map(|dir| names.map(|name| dir.join(name))).find(|path| path.is_file())
}

/// Draws the pictures of a batch into one HTML page and returns what Chromium found wrong with them.
fn measure(chromium: &Path, name: &str, jobs: &[Job], engine: &mut TextEngine) -> String {
    let with_font = jobs.iter().any(|job| job.with_font);
    let mut pages = String::new();
    for job in jobs {
        let (size, format) = job.page;
        let options = Options { page: format, ..Options::default() };
        let drawn;
        let drawings = if format == PageFormat::Wide {
            job.view.slides(job.map)
        } else {
            drawn = job.view.draw(job.map, &options, engine);
            &drawn
        };
        for (at, drawing) in drawings.iter().enumerate() {
            let font = if with_font { "" } else { " without Rubik" };
            let name = format!("{} of {} on {size}, page {}{font}", job.view.name, job.map.name, at + 1);
            // This machine may have our font; one that has not falls back to its own.
            let family = if with_font { "Rubik, sans-serif" } else { "sans-serif" };
            pages.push_str(&place(&name, &drawing.svg(TextMode::Runs).replace("Rubik, sans-serif", family)));
        }
    }
    if pages.is_empty() { String::new() } else { look_at(chromium, name, &pages, with_font) }
}

/// A picture in a `div` that is called what failures should call it, and in a shadow of its own, so that
/// ids do not clash.
fn place(name: &str, svg: &str) -> String {
    format!("<div id=\"{name}\"><template shadowrootmode=open>{svg}</template></div>\n")
}

/// What Chromium finds wrong with pictures, a line each.
fn look_at(chromium: &Path, name: &str, pictures: &str, with_font: bool) -> String {
    let own = tempfile::tempdir().unwrap();
    let kept = std::env::var_os("MASA_PICTURES").map(PathBuf::from);
    let folder = kept.as_deref().unwrap_or(own.path());
    std::fs::create_dir_all(folder).unwrap();
    let file = folder.join(format!("{name}.html"));
    let mut html = "<!doctype html><meta charset=utf-8><style>body { margin: 0 }".to_owned();
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
    for (file, weight) in [("Rubik-Regular.ttf", 400), ("Rubik-SemiBold.ttf", 600)] {
        let source = format!("url('file://{}')", fonts.join(file).display());
        if with_font {
            let _ = write!(html, "@font-face {{ font-family: Rubik; font-weight: {weight}; src: {source} }}");
        }
    }
    let _ = write!(
        html,
        "</style><body>{pictures}<script>Promise.all([...document.fonts].map(font => font.load()))\
         .then(() => {{ {MEASURE} }});</script>"
    );
    std::fs::write(&file, html).unwrap();
    let output = Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--virtual-time-budget=60000", "--allow-file-access-from-files", "--dump-dom"])
        .arg(format!("--user-data-dir={}", own.path().join("profile").display()))
        .arg(format!("file://{}", file.canonicalize().unwrap().display()))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&output.stdout);
    let problems = dom.split("PROBLEMS[").nth(1).and_then(|rest| rest.split("]PROBLEMS").next());
    problems.map_or(format!("{name}: Chromium measured nothing"), str::to_owned)
}

#[test]
fn what_is_wrong_is_found() {
    let Some(chromium) = chromium() else {
        eprintln!("skipped: no Chromium on this machine");
        return;
    };
    let text = |x: u32, y: u32, size: u32, said: &str| {
        format!("<text font-family='Rubik' font-size='{size}'><tspan x='{x}' y='{y}'>{said}</tspan></text>")
    };
    let cell = |inside: &str| format!("<g class='cell' data-box='100 100 200 60'>{inside}</g>");
    let cases = [
        (String::new(), "no text"),
        (text(700, 100, 24, "a text that is too long"), "outside the page"),
        (text(100, 405, 24, "gap"), "outside the page"),
        (text(100, 100, 19, "fine print"), "smaller than 20"),
        (cell(&text(250, 130, 24, "too wide")), "outside its box (cell)"),
        (cell(&format!("<g>{}</g>", text(110, 172, 24, "too low"))), "outside its box (cell)"),
        (text(100, 100, 24, "one") + &text(120, 110, 24, "two"), "overlap: one | two"),
        (cell(&text(110, 130, 24, "one")) + &text(100, 200, 24, "two") + &text(100, 230, 20, "three"), ""),
    ];
    let head = "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='200' viewBox='0 0 800 400'>";
    let pictures = cases.iter().enumerate();
    let pictures =
        pictures.map(|(at, (inside, _))| place(&format!("case {at}"), &format!("{head}{inside}</svg>")));
    let found = look_at(&chromium, "broken", &pictures.collect::<String>(), true);
    for (at, (_, expected)) in cases.iter().enumerate() {
        let name = format!("case {at}: ");
        let problems: Vec<&str> = found.lines().filter_map(|line| line.strip_prefix(&name)).collect();
        let as_expected = match problems.as_slice() {
            [] => expected.is_empty(),
            [only] => !expected.is_empty() && only.starts_with(expected),
            _ => false,
        };
        assert!(as_expected, "{expected}: {problems:?}");
    }
}

/// Reads the boxes of all texts and names those that overlap, leave the page or their box, or are small.
///
/// The height of a text is that of letters around its baseline: the line boxes of a font of the machine
/// may be much higher, but hold nothing there.
const MEASURE: &str = r#"
const problems = [];
for (const place of document.querySelectorAll('div')) {
  const svg = place.shadowRoot.querySelector('svg');
  const page = svg.getBoundingClientRect();
  const scale = page.width / svg.viewBox.baseVal.width;
  const name = place.id;
  const spans = [];
  for (const text of svg.querySelectorAll('text')) {
    const size = parseFloat(getComputedStyle(text).fontSize) * scale;
    const cell = text.closest('[data-box]');
    const bounds = cell && cell.dataset.box.split(' ').map(Number);
    const pieces = text.children.length ? [...text.children] : [text];
    for (const piece of pieces) {
      const said = piece.textContent.replace(/[\u202a-\u202e]/g, '');
      if (!said.trim()) continue;
      const box = piece.getBoundingClientRect();
      const baseline = page.top + parseFloat(piece.getAttribute('y')) * scale;
      const top = Math.max(box.top, baseline - 0.95 * size);
      const bottom = Math.min(box.bottom, baseline + 0.28 * size);
      spans.push({said, text, size, bounds, left: box.left, right: box.right, top, bottom});
    }
  }
  if (!spans.length) problems.push(name + ': no text');
  for (const span of spans) {
    const past = (left, top, right, bottom) =>
      Math.max(left - span.left, span.right - right, top - span.top, span.bottom - bottom);
    const off = past(page.left, page.top, page.right, page.bottom);
    if (off > 1) problems.push(`${name}: outside the page by ${off.toFixed(1)}: ${span.said}`);
    if (span.size < 19.9 * scale) problems.push(`${name}: smaller than 20: ${span.said}`);
    if (span.bounds) {
      const [x, y, width, height] = span.bounds;
      const [left, top] = [page.left + x * scale, page.top + y * scale];
      const out = past(left, top, left + width * scale, top + height * scale) / scale;
      if (out > 2) {
        const group = span.text.closest('[data-box]').getAttribute('class');
        problems.push(`${name}: outside its box (${group}) by ${out.toFixed(1)}: ${span.said}`);
      }
    }
  }
  spans.sort((a, b) => a.top - b.top);
  for (let a = 0; a < spans.length; a++) {
    for (let b = a + 1; b < spans.length && spans[b].top < spans[a].bottom; b++) {
      const [p, q] = [spans[a], spans[b]];
      const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
      const high = Math.min(p.bottom, q.bottom) - q.top;
      // Above and below most letters there is empty space, so lines may touch by a little.
      if (p.text !== q.text && wide > 1 && high > 0.3 * Math.min(p.bottom - p.top, q.bottom - q.top))
        problems.push(`${name}: overlap: ${p.said} | ${q.said}`);
    }
  }
}
document.title = 'measured';
document.body.textContent = 'PROBLEMS[' + problems.join('\n') + ']PROBLEMS';
"#;
