//! Knowing a finding again after the lines around it have moved.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::Finding;
use crate::model::{Id, slug};
use crate::source::Span;
use crate::syntax::{NodeId, NodeKind, Route, Step, Tree};
use crate::workspace::{File, FileIndex, Kind, Workspace};

/// The keys that name an item of a list without an `id`, the best first.
const NAMING_KEYS: [&str; 6] = ["name", "statement", "event", "action", "to", "role"];
/// The most characters of a text that stands for a place without a way to it.
const EXCERPT_CHARS: usize = 60;
/// How much of the hash a fingerprint shows.
const FINGERPRINT_BYTES: usize = 16;

/// Where a finding is, in words that stay the same when lines move and items of lists change places:
/// `journey refund: touchpoints[i-wait-in-the-phone-queue].root_cause`.
///
/// Two findings may share a place; whoever needs to tell them apart counts them.
pub fn place(workspace: &Workspace, finding: &Finding) -> String {
    let file = &workspace.files[finding.file];
    let way = match &finding.route {
        Some(route) => along(file, route),
        None => towards(file, finding.span).unwrap_or_else(|| excerpt(file, finding.span)),
    };
    // A touchpoint is the same in another stage.
    let stage = way.strip_prefix("stages[").and_then(|rest| rest.split_once("].touchpoints["));
    let way = stage.map_or(way.clone(), |(_, rest)| format!("touchpoints[{rest}"));
    let document = document(workspace, finding.file);
    if way.is_empty() { document } else { format!("{document}: {way}") }
}

/// A finding's rule and [`place`] as 32 hexadecimal digits.
pub fn fingerprint(workspace: &Workspace, finding: &Finding) -> String {
    let mut hash = Sha256::new();
    hash.update(finding.rule.code);
    hash.update([0]);
    hash.update(place(workspace, finding));
    hash.finalize()[..FINGERPRINT_BYTES].iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// A file by the id in it, so that it may be renamed; by its path when the id is missing or another file's.
pub(super) fn document(workspace: &Workspace, index: FileIndex) -> String {
    let file = &workspace.files[index];
    match (file.kind(), file.id()) {
        (Kind::Journey, Some(id)) if workspace.journey_file(id) == Some(index) => format!("journey {id}"),
        (Kind::Persona, Some(id)) if workspace.persona_file(id) == Some(index) => format!("persona {id}"),
        _ => format!("file {}", workspace.path_from_root(file)),
    }
}

/// A route with names in the place of numbers.
fn along(file: &File, route: &Route) -> String {
    let mut way = Way::default();
    let mut here = file.tree.root();
    for step in route.steps() {
        match step {
            Step::Key(key) => {
                way.key(key);
                here = here.and_then(|here| Some(file.tree.get(&file.source, here, key)?.1));
            }
            Step::Name(key) => {
                way.key(&word(key));
                here = here.and_then(|here| Some(file.tree.get(&file.source, here, key)?.1));
            }
            Step::Index(index) => {
                here = here.and_then(|here| file.tree.items(file.tree.resolve(here).1).nth(*index));
                way.item(&here.and_then(|item| name_of(file, item)).unwrap_or_else(|| index.to_string()));
            }
        }
    }
    way.text
}

/// The way to the key or value that a span begins in; `None` when it begins in neither.
fn towards(file: &File, span: Span) -> Option<String> {
    let tree: &Tree = &file.tree;
    let holds = |id: NodeId| {
        let own = tree.node(id).span;
        (own.start..own.end.max(own.start + 1)).contains(&span.start)
    };
    let mut way = Way::default();
    let mut here = tree.root()?;
    loop {
        let node = tree.node(here);
        match node.kind {
            NodeKind::Scalar(..) | NodeKind::Alias(_) => return Some(way.text),
            NodeKind::Mapping(_) => {
                // A mark over more than the first key is one for the whole.
                let first = tree.pairs(node).next().map_or(0, |(key, _)| tree.node(key).span.end);
                if span.start == node.span.start && span.end > first {
                    return Some(way.text);
                }
                let mut pairs = tree.pairs(node);
                let (key, value) = pairs.find(|(key, value)| holds(*key) || holds(*value))?;
                way.key(&word(tree.scalar(&file.source, key).unwrap_or_default()));
                here = if holds(key) { key } else { value };
            }
            NodeKind::Sequence(_) => {
                let mut items = tree.items(node).enumerate();
                let (index, item) = items.find(|(_, item)| holds(*item))?;
                way.item(&name_of(file, item).unwrap_or_else(|| index.to_string()));
                here = item;
            }
        }
    }
}

/// What an item of a list is called: by its id, its name or whatever comes nearest, or by itself.
fn name_of(file: &File, item: NodeId) -> Option<String> {
    let of_key = |key| {
        let text = file.tree.scalar(&file.source, file.tree.get(&file.source, item, key)?.1)?;
        (!text.trim().is_empty()).then_some(text)
    };
    let id = of_key("id").or_else(|| file.tree.scalar(&file.source, item));
    id.map(word).or_else(|| NAMING_KEYS.iter().find_map(|key| of_key(key)).map(slug))
}

/// A word of the user's as a step of a way.
fn word(text: &str) -> String {
    if Id::parse(text).is_ok() { text.to_owned() } else { slug(text) }
}

/// The text itself, for what is no value: a comment, or a line that could not be read.
fn excerpt(file: &File, span: Span) -> String {
    let words = file.source.slice(span).split_whitespace();
    words.collect::<Vec<_>>().join(" ").chars().take(EXCERPT_CHARS).collect()
}

/// Steps, written as a [`Route`] is.
#[derive(Default)]
struct Way {
    text: String,
}

impl Way {
    fn key(&mut self, key: &str) {
        if !self.text.is_empty() {
            self.text.push('.');
        }
        self.text.push_str(key);
    }

    fn item(&mut self, name: &str) {
        let _ = write!(self.text, "[{name}]");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Options, check};
    use crate::model::Date;

    const MAP: &str = "journey: refund\ntitle: Refund\nlevel: need\nneed: n\ntrigger: t\nlang: he\nstages:\n  \
                       - id: ask\n    name: Ask\n    touchpoints:\n      - {name: \"מחכים לזיכוי, שבוע\", channel: phone, emotion: -1}\n      \
                       - {name: I see it, chanel: web, emotion: {score: 7}}\n  - name: Done\n    touchpoints: []\n\
                       opportunities:\n  - {statement: Refund at once, addresses: [nowhere]}\n";

    /// Code, place and fingerprint of every finding in one file.
    fn found(name: &str, text: &str) -> Vec<(&'static str, String, String)> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("masa.toml"), "").unwrap();
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        let workspace = crate::workspace::load(&[folder.path().to_path_buf()]).unwrap().remove(0);
        let findings = check(&workspace, &Options::on(Date::from_days(20_000))).findings;
        let mut found: Vec<_> = findings
            .iter()
            .map(|one| (one.rule.code, place(&workspace, one), fingerprint(&workspace, one)))
            .collect();
        found.sort();
        found
    }

    fn places(name: &str, text: &str, code: &str) -> Vec<String> {
        found(name, text).into_iter().filter(|(of, ..)| *of == code).map(|(_, place, _)| place).collect()
    }

    #[test]
    fn places_are_made_of_ids_and_names() {
        let at = |code| places("a.journey.yaml", MAP, code);
        assert_eq!(at("JM006"), ["journey refund: touchpoints[i-see-it].chanel"]);
        assert_eq!(at("JM502"), ["journey refund: touchpoints[i-see-it].emotion.score"]);
        assert_eq!(at("JM213"), ["journey refund: opportunities[refund-at-once].addresses[nowhere]"]);
        assert_eq!(at("JM403"), ["journey refund: touchpoints[מחכים-לזיכוי-שבוע]"]);
        assert_eq!(at("JM008"), ["journey refund: opportunities[refund-at-once]"]);
        assert_eq!(at("JM907"), ["journey refund"]);
    }

    #[test]
    fn lines_may_move_items_change_places_and_files_their_names() {
        let moved =
            MAP.replace("title: Refund\n", "# a comment\n\n\ntitle:   Refund\n").replace('\n', "\r\n");
        let first = found("a.journey.yaml", MAP);
        assert!(first.len() > 8, "{first:?}");
        assert_eq!(first, found("deep/b.journey.yaml", &moved));
        let mut lines: Vec<&str> = MAP.lines().collect();
        let at = lines.iter().position(|line| line.contains("מחכים")).unwrap();
        lines.swap(at, at + 1);
        // The rule counts over the whole map, and marks the first score it counted.
        let of_items = |found: Vec<(&'static str, String, String)>| {
            found.into_iter().filter(|(code, ..)| *code != "JM501")
        };
        let swapped = found("a.journey.yaml", &(lines.join("\n") + "\n"));
        assert!(of_items(first).eq(of_items(swapped)));
    }

    #[test]
    fn what_is_no_value_is_known_by_its_text() {
        let at = |text: &str, code| places("x/a.journey.yaml", text, code);
        let comment = format!("{MAP}# masa:  ignore[JM999] why\n");
        assert_eq!(at(&comment, "JM021"), ["journey refund: JM999"]);
        let broken = at(&format!("{MAP}decisions: [\n"), "JM001");
        assert!(broken[0].starts_with("journey refund"), "{broken:?}");
        assert_eq!(at("", "JM008"), ["file x/a.journey.yaml"]);
        assert_eq!(at("journey: a\0", "JM005"), ["file x/a.journey.yaml"]);
        let long = format!("journey: a\ntitle: b\nstages: []\n# masa: ignore[{}]\n", "x".repeat(500));
        assert!(at(&long, "JM021").iter().all(|place| place.chars().count() < 100));
    }

    #[test]
    fn fingerprints_are_short_hashes_of_rule_and_place() {
        let all = found("a.journey.yaml", MAP);
        for (code, place, fingerprint) in &all {
            assert!(fingerprint.len() == 32 && fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit()));
            let same = all.iter().filter(|other| other.2 == *fingerprint);
            assert!(same.into_iter().all(|other| (&other.0, &other.1) == (code, place)));
        }
        // Written down so that a change of the recipe, which forgets every baseline, is noticed.
        let owner = all.iter().find(|(code, ..)| *code == "JM907").unwrap();
        assert_eq!(owner.2, "dedfe6ab88f4bfb1448faea51247900d");
    }

    #[test]
    fn of_two_files_with_one_id_the_second_is_known_by_its_path() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a", "b"] {
            std::fs::write(folder.path().join(format!("{name}.journey.yaml")), MAP).unwrap();
        }
        let workspace = crate::workspace::load(&[folder.path().to_path_buf()]).unwrap().remove(0);
        let findings = check(&workspace, &Options::on(Date::from_days(20_000))).findings;
        let second = findings.iter().find(|finding| finding.file == 1).unwrap();
        assert!(place(&workspace, second).starts_with("file b.journey.yaml"));
    }
}
