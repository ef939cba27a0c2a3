//! `masa fmt` on hundreds of untidy texts: the same meaning, every comment kept, and twice is once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use masa::fmt::format;
use masa::model::SchemaKind;
use masa::source::SourceText;
use masa::syntax::{Shape, from_tree, parse_yaml};
use serde_json::Value;

fn examples() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let folders = ["en", "he", "en/personas", "he/personas"];
    let mut files: Vec<_> = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    files.sort();
    files
}

fn kind(path: &Path) -> SchemaKind {
    if path.to_str().unwrap().ends_with(".persona.yaml") { SchemaKind::Persona } else { SchemaKind::Journey }
}

/// What a text means, keys in the order written.
fn ours(text: &str) -> Value {
    let source = SourceText::new("t", text);
    let parsed = parse_yaml(&source);
    assert!(parsed.faults.is_empty(), "{:?}\n{text}", parsed.faults);
    from_tree(&source, &parsed.tree, Shape { required: |_| &[] }, &[]).0
}

/// What another program takes it to mean; it does not care for the order of keys.
fn theirs(text: &str) -> Value {
    let text = text.trim_start_matches('\u{feff}');
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The rules that comments for masa accept here.
const DIRECTED: &str = "JM705, JM403, JM410, JM101, JM801, JM202, JM504, JM111, JM301, JM907";

/// Writes values as untidily as YAML allows.
struct Mess {
    state: u64,
    out: String,
    /// How many comments were written; each has its number in it.
    comments: usize,
    /// Whether some of them are for masa.
    has_directives: bool,
    anchors: HashMap<String, usize>,
    /// Whether the last line is one that a comment further in would become a part of.
    after_block: bool,
}

impl Mess {
    fn text(value: &Value, seed: u64, has_directives: bool) -> (String, usize) {
        let state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut mess = Self {
            state,
            out: String::new(),
            comments: 0,
            has_directives,
            anchors: HashMap::new(),
            after_block: false,
        };
        mess.own_comments(0);
        if mess.one_in(6) {
            mess.out.push_str("---\n");
            mess.own_comments(0);
        }
        mess.entries(value, 0, false);
        mess.own_comments(0);
        if mess.one_in(5) {
            mess.out = mess.out.replace('\n', "\r\n");
        }
        if mess.one_in(8) {
            mess.out.insert(0, '\u{feff}');
        }
        (mess.out, mess.comments)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) as usize % limit
    }

    fn one_in(&mut self, chance: usize) -> bool {
        self.below(chance) == 0
    }

    fn spaces(&mut self, most: usize) {
        let count = self.below(most + 1);
        self.out.push_str(&" ".repeat(count));
    }

    fn comment(&mut self) {
        self.comments += 1;
        let text = match self.has_directives && self.one_in(2) {
            true if self.one_in(6) => format!("# masa: ignore-file[JM907] «{}»", self.comments),
            true => format!("# masa: ignore[{DIRECTED}] «{}»", self.comments),
            false => format!("# «{}» הערה: [x] \"y", self.comments),
        };
        self.out.push_str(&text);
        self.spaces(2);
        self.out.push('\n');
    }

    /// Blank lines and comments on lines of their own.
    fn own_comments(&mut self, indent: usize) {
        while self.one_in(5) {
            if self.one_in(2) {
                self.spaces(if self.after_block { 0 } else { 3 });
                self.out.push('\n');
                continue;
            }
            let indent = if self.one_in(4) && !self.after_block { self.below(12) } else { indent };
            self.out.push_str(&" ".repeat(indent));
            self.comment();
        }
    }

    fn end_line(&mut self) {
        if self.one_in(6) {
            self.out.push(' ');
            self.spaces(8);
            self.comment();
        } else {
            self.spaces(1);
            self.out.push('\n');
        }
    }

    fn shuffled<'v>(&mut self, value: &'v Value) -> Vec<(&'v String, &'v Value)> {
        let mut pairs: Vec<_> = value.as_object().unwrap().iter().collect();
        for place in (1..pairs.len()).rev() {
            let other = self.below(place + 1);
            if self.one_in(2) {
                pairs.swap(place, other);
            }
        }
        pairs
    }

    fn key(&mut self, key: &str, in_brackets: bool) {
        let text = if !self.one_in(8) && is_plain(key, in_brackets) { key.to_owned() } else { quoted(key) };
        self.out.push_str(&text);
        let colon = if self.one_in(15) { " :" } else { ":" };
        self.out.push_str(colon);
    }

    /// The entries of a list or mapping at a column; the first line may have begun already.
    fn entries(&mut self, value: &Value, column: usize, mut has_begun: bool) {
        let mut begin = |mess: &mut Self| {
            if !std::mem::take(&mut has_begun) {
                mess.own_comments(column);
                mess.out.push_str(&" ".repeat(column));
            }
            mess.after_block = false;
        };
        match value {
            Value::Array(items) => {
                for item in items {
                    begin(self);
                    self.out.push('-');
                    self.value(item, column, true);
                }
            }
            _ => {
                for (key, value) in self.shuffled(value) {
                    begin(self);
                    self.key(key, false);
                    self.value(value, column, false);
                }
            }
        }
        if !self.after_block && self.one_in(4) {
            self.out.push_str(&" ".repeat(column));
            self.comment();
        }
    }

    fn value(&mut self, value: &Value, column: usize, is_item: bool) {
        let is_collection = value.as_array().is_some_and(|items| !items.is_empty())
            || value.as_object().is_some_and(|pairs| !pairs.is_empty());
        if is_collection && !self.one_in(3) {
            let is_marked = self.one_in(12);
            if is_item && !is_marked && !self.one_in(4) {
                let gap = 1 + self.below(3);
                self.out.push_str(&" ".repeat(gap));
                return self.entries(value, column + 1 + gap, true);
            }
            if is_marked {
                let name = self.comments + self.out.len();
                self.out.push_str(&format!(" &c{name}"));
            }
            self.end_line();
            let least = usize::from(is_item || value.is_object());
            let inner = column + least + self.below(5);
            return self.entries(value, inner, false);
        }
        if self.one_in(12) {
            self.end_line();
            self.own_comments(column + 1);
            self.out.push_str(&" ".repeat(column + 1));
        }
        self.out.push(' ');
        if is_collection || value.is_array() || value.is_object() {
            let may_break = self.one_in(2);
            self.in_brackets(value, column + 1, may_break);
            self.end_line();
        } else {
            self.scalar(value, column + 1, false);
        }
    }

    fn in_brackets(&mut self, value: &Value, column: usize, may_break: bool) {
        let (open, close) = if value.is_array() { ('[', ']') } else { ('{', '}') };
        self.out.push(open);
        self.perhaps_break(column, may_break);
        let pairs = if value.is_object() { self.shuffled(value) } else { Vec::new() };
        let items = value.as_array().into_iter().flatten().map(|item| (None, item));
        let entries: Vec<_> = pairs.into_iter().map(|(key, value)| (Some(key), value)).chain(items).collect();
        for (place, (key, item)) in entries.iter().enumerate() {
            if let Some(key) = key {
                self.key(key, true);
                self.out.push(' ');
            }
            match item {
                Value::Array(_) | Value::Object(_) => self.in_brackets(item, column, may_break),
                _ => self.scalar(item, column, true),
            }
            self.perhaps_break(column, may_break);
            if place + 1 < entries.len() {
                self.out.push(',');
                self.spaces(1);
                self.perhaps_break(column, may_break);
            }
        }
        self.out.push(close);
    }

    fn perhaps_break(&mut self, column: usize, may_break: bool) {
        if may_break && self.one_in(3) {
            self.end_line();
            self.own_comments(column);
            self.out.push_str(&" ".repeat(column));
            self.spaces(3);
        }
    }

    fn scalar(&mut self, value: &Value, column: usize, in_brackets: bool) {
        let Value::String(text) = value else {
            let text = if value.is_null() { "~".to_owned() } else { value.to_string() };
            self.out.push_str(&text);
            return self.after_scalar(in_brackets);
        };
        if let Some(anchor) = self.anchors.get(text).copied().filter(|_| self.one_in(3)) {
            self.out.push_str(&format!("*a{anchor} "));
            return self.after_scalar(in_brackets);
        }
        if self.one_in(20) && !self.anchors.contains_key(text) {
            let name = self.anchors.len();
            self.anchors.insert(text.clone(), name);
            self.out.push_str(&format!("&a{name} "));
        }
        if self.one_in(30) {
            self.out.push_str("!!str ");
        }
        match self.below(8) {
            0 if !in_brackets
                && !text.starts_with([' ', '\n'])
                && !text.ends_with('\n')
                && !text.is_empty() =>
            {
                return self.block(text, column);
            }
            0 | 1 => self.out.push_str(&quoted(text)),
            2 if !text.contains('\n') => self.out.push_str(&format!("'{}'", text.replace('\'', "''"))),
            3 => self.broken(&quoted(text), column),
            4 if is_plain(text, in_brackets) && !text.contains(" -") => self.broken(text, column),
            _ if is_plain(text, in_brackets) => self.out.push_str(text),
            _ => self.out.push_str(&quoted(text)),
        }
        self.after_scalar(in_brackets);
    }

    fn after_scalar(&mut self, in_brackets: bool) {
        if in_brackets { self.spaces(1) } else { self.end_line() }
    }

    fn block(&mut self, text: &str, column: usize) {
        let deeper = self.below(4);
        let is_explicit = self.one_in(3);
        let style = if self.one_in(2) || text.contains('\n') { '|' } else { '>' };
        self.out.push(style);
        if is_explicit {
            self.out.push_str(&(deeper + 1).to_string());
        }
        self.out.push('-');
        self.end_line();
        for line in text.split('\n') {
            if !line.is_empty() {
                self.out.push_str(&" ".repeat(column + deeper));
                self.out.push_str(line);
            }
            self.out.push('\n');
        }
        self.after_block = true;
    }

    /// A text over several lines, broken where it has a single blank.
    fn broken(&mut self, text: &str, column: usize) {
        let chars: Vec<char> = text.chars().collect();
        for (place, c) in chars.iter().enumerate() {
            let neighbour =
                |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_alphanumeric());
            let may_break = *c == ' ' && neighbour(place.checked_sub(1)) && neighbour(Some(place + 1));
            if may_break && self.one_in(4) {
                self.spaces(2);
                self.out.push('\n');
                self.out.push_str(&" ".repeat(column));
                self.spaces(4);
            } else {
                self.out.push(*c);
            }
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// Whether a text needs no quotes.
fn is_plain(text: &str, in_brackets: bool) -> bool {
    let is_text = |found: Value| found == Value::String(text.to_owned());
    let alone = serde_yaml::from_str::<Value>(text).is_ok_and(is_text);
    let bad = [": ", " #", "\n", "\"", "'"];
    let in_brackets_too = !in_brackets || !text.contains([',', '[', ']', '{', '}', ':']);
    alone && in_brackets_too && !bad.iter().any(|bad| text.contains(bad)) && ours_is_text(text)
}

fn ours_is_text(text: &str) -> bool {
    ours(&format!("k: {text}\n"))["k"] == Value::String(text.to_owned())
}

#[test]
fn untidy_texts_are_tidied_and_mean_the_same() {
    let mut anchored = 0;
    for (number, path) in examples().iter().enumerate() {
        let value = ours(&std::fs::read_to_string(path).unwrap());
        for round in 0..8 {
            let (messy, comments) = Mess::text(&value, (number * 100 + round + 1) as u64, false);
            let at = format!("{} {round}\n{messy}", path.display());
            let tidy = format(&messy, kind(path)).unwrap_or_else(|error| panic!("{error}: {at}"));
            assert_eq!(ours(&tidy), value, "{at}");
            assert_eq!(theirs(&tidy), value, "{at}");
            for number in 1..=comments {
                let mark = format!("# «{number}» הערה: [x] \"y\n");
                assert_eq!(tidy.matches(&mark).count(), 1, "{mark}{tidy}\n{at}");
            }
            assert_eq!(format(&tidy, kind(path)).unwrap(), tidy, "{at}");
            assert!(!tidy.contains(['\r', '\u{feff}']) && !tidy.contains("\n\n\n\n"), "{at}");
            anchored += tidy.matches(" *a").count();
        }
    }
    assert!(anchored > 100, "{anchored}");
}

/// The codes that `check` finds, and those that comments accept.
fn judged(text: &str) -> (Vec<&'static str>, Vec<&'static str>) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("masa.toml"), "lang = \"en\"\n").unwrap();
    std::fs::write(folder.path().join("a.journey.yaml"), text).unwrap();
    let workspace = masa::workspace::load(&[folder.path().to_path_buf()]).unwrap().remove(0);
    let day = masa::model::Date::parse("2026-11-22").unwrap();
    let outcome = masa::check::check(&workspace, &masa::check::Options::on(day));
    let mut found: Vec<_> = outcome.findings.iter().map(|finding| finding.rule.code).collect();
    let mut accepted: Vec<_> = outcome.accepted.iter().map(|accepted| accepted.finding.rule.code).collect();
    found.sort_unstable();
    accepted.sort_unstable();
    (found, accepted)
}

#[test]
fn comments_for_masa_accept_the_same_before_and_after() {
    let (mut all, mut declined, mut accepted) = (0, 0, 0);
    for (number, path) in examples().iter().enumerate() {
        let mut value = ours(&std::fs::read_to_string(path).unwrap());
        // What is missing is shown at the first key of the file, or of a touchpoint.
        value
            .as_object_mut()
            .unwrap()
            .retain(|key, _| !["goals", "persona", "owner"].contains(&key.as_str()));
        for round in 0..5 {
            let (messy, _) = Mess::text(&value, (number * 100 + round + 7) as u64, true);
            let at = format!("{} {round}\n{messy}", path.display());
            all += 1;
            match format(&messy, kind(path)) {
                Ok(tidy) if kind(path) == SchemaKind::Journey => {
                    let before = judged(&messy);
                    accepted += before.1.len();
                    assert_eq!(judged(&tidy), before, "{at}\n{tidy}");
                }
                Ok(_) => {}
                Err(masa::fmt::Unformatted::Changed(_)) => declined += 1,
                Err(other) => panic!("{other}: {at}"),
            }
        }
    }
    assert!(declined * 100 < all && accepted > 50, "{declined} of {all}, {accepted}");
}
