//! A folder to run masa in, and the conduct that every run is held to.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use crate::outputs;
use crate::support::{FORMATS, program};

/// Address space allowed to a run; well under what an expanded bomb would need.
const MEMORY_BYTES: u64 = 512 * 1024 * 1024;
/// Processor time allowed to a run. A release build takes less than a tenth of it for the worst of these inputs;
/// a debug build on a busy machine is what it is made for.
const CPU_SECONDS: u64 = 60;
/// The same by the clock on the wall, for what waits instead of working.
pub const PATIENCE: Duration = Duration::from_secs(240);
/// The most that a run may write to one stream.
const MOST_OUTPUT: usize = 1_000_000;

/// The start of a map without faults.
pub const HEAD: &str = "journey: x\ntitle: X\nlevel: need\nneed: n\ntrigger: t\nstages: []\n";
/// The name of the map in most folders.
pub const MAP: &str = "x.journey.yaml";
/// The day on which everything is checked.
const TODAY: &str = "2026-11-22";

/// A folder of hostile files.
pub struct Folder {
    dir: tempfile::TempDir,
}

/// What a run said.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Folder {
    /// An empty folder.
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// A folder with one map in it.
    pub fn with_map(content: impl AsRef<[u8]>) -> Self {
        Self::new().with(MAP, content)
    }

    /// The folder with another file.
    pub fn with(self, name: impl AsRef<Path>, content: impl AsRef<[u8]>) -> Self {
        let path = self.dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Runs a command that must change nothing.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let before = self.snapshot();
        let run = self.run_writing(arguments);
        assert!(before == self.snapshot(), "{arguments:?} changed the folder");
        run
    }

    /// Runs a command that may write.
    pub fn run_writing(&self, arguments: &[&str]) -> Run {
        let limits =
            format!("ulimit -v {}; ulimit -t {CPU_SECONDS}; exec \"$0\" \"$@\"", MEMORY_BYTES / 1024);
        let begun = Instant::now();
        let output = program("sh", self.path())
            .args(["-c", &limits, env!("CARGO_BIN_EXE_masa")])
            .args(arguments)
            .env("SOURCE_DATE_EPOCH", "1795305600")
            .output()
            .unwrap();
        assert!(begun.elapsed() < PATIENCE, "{arguments:?} took {:?}", begun.elapsed());
        let code = output.status.code();
        let code = code.unwrap_or_else(|| panic!("{arguments:?} was ended: {:?}", output.status));
        assert!((0..=2).contains(&code), "{arguments:?}: exit code {code}");
        let is_picture = arguments[0] == "render" || arguments[0] == "atlas" && arguments.contains(&"-o");
        let [stdout, stderr] = [output.stdout, output.stderr].map(|stream| {
            let text = String::from_utf8(stream).unwrap();
            calm(&text, is_picture, arguments);
            text
        });
        let run = Run { code, stdout, stderr };
        outputs::parse(arguments, &run.stdout, self.path(), code);
        run
    }

    /// `masa check` of everything in a format.
    pub fn check(&self, format: &str) -> Run {
        self.run(&["check", "--format", format, "--today", TODAY])
    }

    /// The exit code of a check and the codes it found; the format for people has to survive the same files.
    pub fn codes(&self) -> (i32, Vec<String>) {
        let run = self.check("json");
        self.check("human");
        let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let codes = report["findings"].as_array().unwrap().iter();
        (run.code, codes.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect())
    }

    /// Every command that reads, in every format, then every command that writes, twice.
    pub fn everything(&self) {
        let journey = self.first_map();
        FORMATS.iter().for_each(|format| drop(self.check(format)));
        for arguments in [
            &["check", "--diff", "--unsafe-fixes"][..],
            &["check", "--stats", "--no-suppressions", "--no-baseline", "--max-findings", "0"],
            &["check", "--select", "all", "--preview", "--require-evidence"],
            &["fmt", "--check"],
            &["fmt", "--diff"],
            &["config", "show"],
            &["config", "show", "--format", "json"],
            &["gaps", &journey],
            &["gaps", &journey, "--format", "markdown"],
            &["gaps", &journey, "--format", "json"],
            &["simulate", &journey, "--steps"],
            &["simulate", &journey, "--steps", "--format", "markdown"],
            &["simulate", &journey, "--steps", "--format", "csv"],
            &["simulate", &journey, "--format", "json"],
            &["diff", &journey, &journey],
            &["diff", &journey, &journey, "--format", "json"],
            &["handout", &journey],
            &["handout", &journey, "--format", "markdown"],
            &["handout", &journey, "--format", "html"],
            &["render", &journey, "--page", "free"],
            &["atlas", "--by", "owner"],
            &["atlas", "--format", "markdown"],
            &["atlas", "--format", "csv", "--by", "group"],
            &["atlas", "--format", "json", "--by", "persona"],
            &["atlas", "-o", "-", "--page", "free"],
        ] {
            self.run(arguments);
        }
        for format in ["table", "markdown", "csv", "json"] {
            for view in [
                "overview",
                "touchpoints",
                "moments",
                "channels",
                "effort",
                "evidence",
                "metrics",
                "expectations",
                "personas",
            ] {
                self.run(&["show", &journey, "--view", view, "--format", format]);
            }
        }
        for arguments in [
            &["check", "--fix", "--unsafe-fixes"][..],
            &["fmt"],
            &["baseline", "write"],
            &["baseline", "prune"],
        ] {
            self.run_writing(arguments);
            // What was done once leaves nothing to do.
            self.run(arguments);
        }
        self.run(&["baseline", "show"]);
        FORMATS.iter().for_each(|format| drop(self.check(format)));
    }

    fn first_map(&self) -> String {
        let names = self.snapshot().into_keys().map(|path| path.to_string_lossy().into_owned());
        names.into_iter().find(|name| name.ends_with(".journey.yaml")).unwrap_or_else(|| MAP.to_owned())
    }

    /// Every file with its bytes and the time of its last change.
    fn snapshot(&self) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                let kind = entry.file_type().unwrap();
                if kind.is_dir() {
                    folders.push(entry.path());
                }
                let bytes = if kind.is_file() { std::fs::read(entry.path()).unwrap() } else { Vec::new() };
                let name = entry.path().strip_prefix(self.path()).unwrap().to_owned();
                files.insert(name, (bytes, entry.metadata().unwrap().modified().unwrap()));
            }
        }
        files
    }
}

/// Nothing that failed, nothing of the machine it was built on, nothing that acts, and not too much.
fn calm(text: &str, is_picture: bool, arguments: &[&str]) {
    for word in ["panicked", "has failed at", "RUST_BACKTRACE", env!("CARGO_MANIFEST_DIR")] {
        assert!(!text.contains(word), "{arguments:?}: {text}");
    }
    // Pictures put text in order with directional overrides of their own.
    let direction = |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let acting = |c: char| (c.is_control() && c != '\n') || (!is_picture && direction(c));
    if let Some(at) = text.find(acting) {
        let around: String = text[at..].chars().take(60).collect();
        panic!("{arguments:?}: {around:?}");
    }
    assert!(text.len() < MOST_OUTPUT, "{arguments:?}: {} bytes of output", text.len());
}

/// The exit code and the codes found in one map.
pub fn codes(content: impl AsRef<[u8]>) -> (i32, Vec<String>) {
    Folder::with_map(content).codes()
}

/// One map in which one thing is found.
pub fn one(content: impl AsRef<[u8]>, code: &str) {
    assert_eq!(codes(content), (1, vec![code.to_owned()]));
}

/// A map of one stage with these lines as its touchpoints.
pub fn with_touchpoints(lines: &str) -> String {
    format!("{}  - name: s\n    touchpoints:\n{lines}", HEAD.replace(" []\n", "\n"))
}
