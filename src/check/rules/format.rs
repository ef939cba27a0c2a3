//! The text itself and the shape of the format.

use std::collections::HashMap;

use crate::check::{Check, FileCx, Findings};
use crate::syntax::Route;
use crate::workspace::{Content, FileIndex};

rule! {
    /// The file is not YAML 1.2, or `masa.toml` is not TOML.
    ///
    /// ## Why
    ///
    /// A line that cannot be parsed has no meaning. It is reported and set aside, and the rest of the
    /// file is read on, so that one slip does not hide the others.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// title: Refund: the long way
    /// ```
    ///
    /// ## What to do
    ///
    /// Put quotes around a text that holds `: ` or ` #`, or that begins with a quote, a bracket or one of
    /// ``* & ! % @ ` ``; indent with spaces.
    ///
    /// ```yaml
    /// title: "Refund: the long way"
    /// ```
    SYNTAX = "JM001" "syntax", Format, Error, Check::Loading
}

rule! {
    /// The file uses a part of YAML that journeys leave out.
    ///
    /// Several documents in one file, tags other than the core ones, the merge key `<<`, and a value that
    /// contains itself.
    ///
    /// ## Why
    ///
    /// These parts mean different things to different readers, and a map must mean one thing.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// title: !shout Refund
    /// ```
    ///
    /// ## What to do
    ///
    /// One journey or persona a file; write values out, or give a whole value an anchor (`&name`) and
    /// mention it again (`*name`).
    UNSUPPORTED_YAML = "JM002" "unsupported-yaml", Format, Error, Check::Loading
}

rule! {
    /// The file is nested too deep or holds too many values.
    ///
    /// At most 64 levels, 250,000 values, 1,000 anchors, 10,000 aliases, and 500,000 values when every
    /// alias is followed.
    ///
    /// ## Why
    ///
    /// No map comes near these numbers; a file that does was made by a program gone wrong, or to harm.
    ///
    /// ## What to do
    ///
    /// Look at what wrote the file.
    TOO_COMPLEX = "JM003" "too-complex", Format, Error, Check::Loading
}

rule! {
    /// The file is larger than 4 MiB, or one text in it is larger than 1 MiB.
    ///
    /// ## Why
    ///
    /// A map takes a few kilobytes. What is larger is data, and reading it as a map wastes everybody's
    /// memory.
    ///
    /// ## What to do
    ///
    /// Keep transcripts and logs in files of their own and name them in `evidence`.
    TOO_LARGE = "JM004" "too-large", Format, Error, Check::Loading
}

rule! {
    /// The file is not UTF-8 text.
    ///
    /// ## Why
    ///
    /// In any other encoding, Hebrew letters and quotation marks would be guessed.
    ///
    /// ## What to do
    ///
    /// Save the file as UTF-8; with or without a byte order mark is fine.
    NOT_TEXT = "JM005" "not-text", Format, Error, Check::Loading
}

rule! {
    /// A key is not part of the format.
    ///
    /// ## Why
    ///
    /// A misspelt key would be passed over in silence, and with it what it says.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// titel: Refund
    /// ```
    ///
    /// ## What to do
    ///
    /// Correct it. Keys of your own begin with `x-`; they are carried along and never read:
    ///
    /// ```yaml
    /// title: Refund
    /// x-ticket: CX-118
    /// ```
    UNKNOWN_KEY = "JM006" "unknown-key", Format, Error, Check::Loading
}

rule! {
    /// A key stands twice in one place.
    ///
    /// ## Why
    ///
    /// Only one of the two can count, and which one differs between programs.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// title: Refund
    /// title: Getting money back
    /// ```
    ///
    /// ## What to do
    ///
    /// Keep one of them.
    DUPLICATE_KEY = "JM007" "duplicate-key", Format, Error, Check::Loading
}

rule! {
    /// A key that must be there is missing.
    ///
    /// ## Why
    ///
    /// A journey without `journey`, `title` and `stages`, or a touchpoint without `name`, cannot be shown
    /// or referred to.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// journey: refund
    /// stages: []         # and no title
    /// ```
    ///
    /// ## What to do
    ///
    /// Add the key; the format reference says what it takes.
    MISSING_KEY = "JM008" "missing-key", Format, Error, Check::Loading
}

rule! {
    /// A value is of the wrong kind.
    ///
    /// ## Why
    ///
    /// A list where text belongs, or a number in quotes, is a slip that would otherwise surface in a
    /// picture.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// needs: to be recognised           # a list is wanted
    /// preventable: "yes"                # true or false is wanted
    /// effort: {handoffs: "2"}           # a number is wanted
    /// moment_of_truth: negative         # keys with values are wanted
    /// ```
    ///
    /// ## What to do
    ///
    /// Write what the key takes: `[…]` around a list, even a list of one; no quotes around numbers, `true` and
    /// `false`; keys with values where a thing has parts. The message and the format reference say which it is.
    ///
    /// ```yaml
    /// needs: [to be recognised]
    /// preventable: true
    /// effort: {handoffs: 2}
    /// moment_of_truth: {valence: negative}
    /// ```
    WRONG_TYPE = "JM009" "wrong-type", Format, Error, Check::Loading
}

rule! {
    /// A word is not in the vocabulary of its key.
    ///
    /// ## Why
    ///
    /// Tables and comparisons need one word for one thing.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// state: as-is
    /// ```
    ///
    /// ## What to do
    ///
    /// Use one of the words that the message lists:
    ///
    /// ```yaml
    /// state: current
    /// ```
    UNKNOWN_VALUE = "JM010" "unknown-value", Format, Error, Check::Loading
}

rule! {
    /// A value is of the right kind, but not one that can be.
    ///
    /// An id with spaces, a date that does not exist, a share above 1, a number that is not finite.
    ///
    /// ## Why
    ///
    /// Whatever is computed from it would be wrong.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// created: 2026-02-30
    /// persona: ../dana
    /// ```
    ///
    /// ## What to do
    ///
    /// Correct the value as the message says.
    INVALID_VALUE = "JM011" "invalid-value", Format, Error, Check::Loading
}

rule! {
    /// Two things have one id.
    ///
    /// Two journeys or two personas of a workspace, or two stages or two touchpoints of a journey.
    ///
    /// ## Why
    ///
    /// A reference to the id would mean either of them.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {id: call, name: I call, channel: phone}
    ///   - {id: call, name: I call again, channel: phone}
    /// ```
    ///
    /// ## What to do
    ///
    /// Rename one, and the references to it.
    DUPLICATE_ID = "JM012" "duplicate-id", Format, Error, Check::File(duplicate_id)
}

fn duplicate_id(cx: &FileCx<'_>, out: &mut Findings<'_>) {
    if let Some(journey) = cx.file.journey() {
        files_with_one_id(cx, cx.workspace.journey_file(journey.journey.as_str()), "journey", out);
        let stages = journey.stages.iter().enumerate();
        twice(
            cx,
            stages.map(|(index, stage)| (stage.id(), index)),
            |index| Route::root().key("stages").index(index),
            "stage",
            out,
        );
        twice(
            cx,
            journey.touchpoints().map(|found| (found.touchpoint.id(), found)),
            |found| found.route(),
            "touchpoint",
            out,
        );
    } else if let Some(persona) = cx.file.persona() {
        files_with_one_id(cx, cx.workspace.persona_file(persona.persona.as_str()), "persona", out);
    }
}

fn files_with_one_id(cx: &FileCx<'_>, first: Option<FileIndex>, key: &'static str, out: &mut Findings<'_>) {
    let Some(first) = first.filter(|first| *first != cx.index) else { return };
    let route = Route::root().key(key);
    let other = cx.workspace.files[first].source.name();
    let _ = out
        .at(route.clone(), format!("this {key} has the same id as the one in `{other}`"))
        .help("give one of them another id")
        .related(first, &route, "the same id here");
}

fn twice<'j, P: Copy>(
    cx: &FileCx<'_>,
    ids: impl Iterator<Item = (&'j str, P)>,
    route: impl Fn(P) -> Route,
    what: &str,
    out: &mut Findings<'_>,
) {
    let mut seen: HashMap<&'j str, P> = HashMap::new();
    for (id, place) in ids {
        if let Some(first) = seen.get(id) {
            let _ = out
                .at(route(place).key("id"), format!("a second {what} with the id `{id}`"))
                .help("give one of them another id")
                .related(cx.index, &route(*first).key("id"), "the first one");
        } else {
            seen.insert(id, place);
        }
    }
}

rule! {
    /// A place in a template has not been filled in.
    ///
    /// Any value that begins with `TODO`.
    ///
    /// ## Why
    ///
    /// What `masa new` writes is a question, not an answer.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// title: "TODO: what do people call it?"
    /// ```
    ///
    /// ## What to do
    ///
    /// Answer it, or remove the key.
    UNFILLED_TODO = "JM013" "unfilled-todo", Format, Error, Check::File(unfilled_todo)
}

fn unfilled_todo(cx: &FileCx<'_>, out: &mut Findings<'_>) {
    let file = cx.file;
    // Most files hold no such word, and looking for it once is cheaper than at every value.
    if !file.source.text().contains("TODO") {
        return;
    }
    for (span, text) in file.tree.scalars(&file.source) {
        if text.starts_with("TODO") {
            let rest = text.trim_start_matches("TODO").trim_start_matches([':', ' ']);
            let rest = rest.lines().next().unwrap_or_default();
            let question = if rest.is_empty() { "" } else { ": " };
            let _ = out
                .at_span(span, format!("still to be filled in{question}{rest}"))
                .help("write your answer in its place, or remove the key");
        }
    }
}

rule! {
    /// A text holds characters that cannot be seen but change what is shown.
    ///
    /// Control characters, and the ones that override the direction of writing (U+202A to U+202E, U+2066
    /// to U+2069, U+061C). The marks that Hebrew and Arabic texts may need (U+200E, U+200F) are fine.
    ///
    /// ## Why
    ///
    /// They can make a text read differently from what it says, and control a terminal that prints it.
    /// Everything masa writes shows them as visible stand-ins or leaves them out.
    ///
    /// ## What to do
    ///
    /// Remove them. Right-to-left text needs none: masa sets the direction itself.
    HIDDEN_CHARACTERS = "JM014" "hidden-characters", Format, Warning, Check::File(hidden_characters)
}

fn hidden_characters(cx: &FileCx<'_>, out: &mut Findings<'_>) {
    let file = cx.file;
    // A baseline holds what masa wrote: names of files, with whatever is in them.
    if matches!(file.content, Content::Baseline(_)) || !may_hide(file.source.text().as_bytes()) {
        return;
    }
    for (span, text) in file.tree.scalars(&file.source) {
        if let Some(hidden) = text.chars().find(|c| is_hidden(*c)) {
            let message = format!("the text holds the invisible character U+{:04X}", hidden as u32);
            let _ = out.at_span(span, message).help("remove it");
        }
    }
}

/// Whether a text may hold hidden characters, as bytes or behind an escape; one look at the whole file
/// spares a look at every value of almost every file.
fn may_hide(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| SUSPECT[usize::from(*byte)]) {
        let hides = match &rest[at..] {
            [0xc2, next, ..] => *next < 0xa0,
            [0xd8, next, ..] => *next == 0x9c,
            [0xe2, 0x80, last, ..] => matches!(last, 0xa8..=0xae),
            [0xe2, 0x81, last, ..] => matches!(last, 0xa6..=0xa9),
            [0xc2 | 0xd8 | 0xe2, ..] => false,
            _ => true,
        };
        if hides {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}

/// The bytes that hidden characters, and escapes of them, begin with.
const SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let control = byte < 0x20 && !matches!(byte as u8, b'\n' | b'\r' | b'\t');
        suspect[byte] = control || matches!(byte, 0x7f | 0x5c | 0xc2 | 0xd8 | 0xe2);
        byte += 1;
    }
    suspect
};

fn is_hidden(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let direction = matches!(c,
        '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    control || direction || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hidden_character_is_seen_in_its_bytes() {
        for c in (0..0x3000).filter_map(char::from_u32).filter(|c| is_hidden(*c)) {
            assert!(may_hide(c.to_string().as_bytes()), "U+{:04X}", c as u32);
        }
        assert!(!may_hide("refund – שלום “ok” ünïcödé\r\n\tمرحبا".as_bytes()));
    }
}
