//! `masa-baseline.json`: findings that were there when a workspace began to be checked.

use std::path::Path;
use std::sync::Arc;

use super::{Content, File, Kind, LoadError, Typed, Workspace};
use crate::model::SHAPE;
use crate::source::{MAX_FILE_BYTES, SourceText, read_file};
use crate::syntax::{from_tree, parse_yaml, unread_lines};

/// The name of the baseline beside `masa.toml`.
pub const BASELINE_NAME: &str = "masa-baseline.json";
/// The version of the format.
const FORMAT: &str = "masa-baseline-v1";

structure! {
    /// Accepted findings.
    pub struct Baseline {
        /// The version of this format.
        pub format: String,
        /// What is accepted.
        pub findings: Vec<BaselineEntry>,
    }
}

structure! {
    /// Findings of one kind at one place.
    pub struct BaselineEntry {
        /// The file from the folder of the baseline, for readers; the place decides.
        pub path: String,
        /// The name of the rule.
        pub rule: String,
        /// The place, in words that stay the same when lines move.
        pub at: String,
        /// How many of them; more than these are new.
        pub count: Option<u32>,
    }
}

impl BaselineEntry {
    /// How many findings are accepted.
    pub fn count(&self) -> usize {
        self.count.unwrap_or(1) as usize
    }
}

impl Baseline {
    /// A baseline of entries, sorted.
    pub fn new(mut findings: Vec<BaselineEntry>) -> Self {
        findings.sort_by(|a, b| (&a.path, &a.rule, &a.at).cmp(&(&b.path, &b.rule, &b.at)));
        Self { format: FORMAT.to_owned(), findings }
    }

    /// The file as it is written: an entry a line, so that a change of one is a change of one line. Nothing when there
    /// are more entries than could be read again.
    pub fn text(&self) -> Option<String> {
        let line = |entry: &BaselineEntry| escaped(&serde_json::to_string(entry).unwrap_or_default());
        let lines: Vec<String> = self.findings.iter().map(line).collect();
        let findings =
            if lines.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", lines.join(",\n")) };
        let text = format!("{{\"format\": \"{FORMAT}\", \"findings\": {findings}}}\n");
        let source = SourceText::new(BASELINE_NAME, text);
        let fits = source.text().len() as u64 <= MAX_FILE_BYTES;
        (fits && parse_yaml(&source).faults.is_empty()).then(|| source.text().to_owned())
    }
}

/// JSON whose strings hold what is no text for YAML, as which it is read, behind escapes.
fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {
                escaped.push_str(&format!("\\u{:04x}", c as u32))
            }
            c => escaped.push(c),
        }
    }
    escaped
}

impl Workspace {
    /// The workspace with a baseline among its files. One that cannot be read is an error: without it, everything
    /// that was accepted would come back.
    pub fn with_baseline(self, path: &Path, name: &str) -> Result<Self, LoadError> {
        let (source, refusal) = read_file(path, name)?;
        let parsed = parse_yaml(&source);
        let unread = unread_lines(&source, &parsed.faults);
        let (baseline, mut faults) = from_tree::<Baseline>(&source, &parsed.tree, SHAPE, &unread);
        faults.splice(..0, parsed.faults);
        let broken = match (&refusal, faults.first()) {
            (Some(_), _) => Some((1, "not a text".to_owned())),
            (None, Some(fault)) => Some((source.position(fault.span.start).line, fault.message.clone())),
            (None, None) if baseline.format != FORMAT => {
                Some((1, format!("its `format` is not `{FORMAT}`, which this masa knows")))
            }
            (None, None) => None,
        };
        if let Some((line, what)) = broken {
            return Err(LoadError::Baseline { path: name.to_owned(), line, what });
        }
        let Self { root, config, mut files, .. } = self;
        files.push(File {
            path: path.to_path_buf(),
            whole: true,
            source,
            tree: parsed.tree,
            refusal: None,
            selected: true,
            kind: Kind::Baseline,
            syntax: Vec::new(),
            defaults: Arc::default(),
            typed: Typed { content: Content::Baseline(Box::new(baseline)), faults: Vec::new() }.into(),
        });
        Ok(Self::new(root, config, files))
    }

    /// The baseline, if one was added.
    pub fn baseline(&self) -> Option<(super::FileIndex, &Baseline)> {
        let mut files = self.files.iter().enumerate().filter(|(_, file)| file.kind == Kind::Baseline);
        files.find_map(|(index, file)| match file.content() {
            Content::Baseline(baseline) => Some((index, &**baseline)),
            _ => None,
        })
    }
}
