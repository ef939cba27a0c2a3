//! What of a user's text gets drawn.

use unicode_segmentation::UnicodeSegmentation;

use super::Direction;
use crate::draw::canvas::{is_bidi_control, is_xml_char};

/// Characters after which a text is cut before it is shaped: no label is that long, a paste may be.
const LONGEST: usize = 2_000;

/// Marks that may stand on one letter; more only climb over the neighbours' lines.
const MARKS_ON_A_LETTER: usize = 4;

/// A text as it may be drawn: one line, no controls, nothing that reorders its surroundings.
///
/// White space of any kind becomes one space, bidi controls and characters outside of XML go, a
/// tower of combining marks is cut down, and what is longer than 2,000 characters ends in an ellipsis.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(4 * LONGEST));
    let mut count = 0;
    let mut marks = 0;
    let mut space_before = false;
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            space_before |= c.is_whitespace() && !out.is_empty();
            continue;
        }
        if !is_drawn(c) {
            continue;
        }
        marks = if is_stacking_mark(c) { marks + 1 } else { 0 };
        if marks > MARKS_ON_A_LETTER {
            continue;
        }
        if count >= LONGEST {
            return format!("{}…", drop_last_grapheme(&out));
        }
        if space_before {
            out.push(' ');
            count += 1;
            space_before = false;
        }
        out.push(c);
        count += 1;
    }
    out
}

/// The text without its last user-perceived character, and without white space at the new end.
pub fn drop_last_grapheme(text: &str) -> &str {
    text.grapheme_indices(true).next_back().map_or("", |(at, _)| text[..at].trim_end())
}

/// A right-to-left text with its signed numbers and scales kept in one piece.
///
/// The bidi algorithm takes a minus before a number, and the dots of `1..5`, for part of the text
/// around them and turns them over; among Arabic letters also the parts of a date or a phone number.
/// A pair of isolates says they are not.
pub fn isolate_numbers(text: &str) -> String {
    let is_arabic = text.chars().any(|c| ('\u{600}'..='\u{7BF}').contains(&c));
    let mut out = String::with_capacity(text.len() + 12);
    let mut rest = text;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let starts = before.is_whitespace() || matches!(before, '(' | '[' | '"' | '“' | '„' | ',');
        let length = if starts { number_length(rest, is_arabic) } else { 0 };
        if length > 0 {
            out.push('\u{2066}');
            out.push_str(&rest[..length]);
            out.push('\u{2069}');
            before = '0';
            rest = &rest[length..];
        } else {
            out.push(c);
            before = c;
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// The bytes of a signed number or a scale at the start of the text; 0 for anything else.
///
/// In a text with Arabic letters, numbers joined as in `2026-11-22`, `12:30` and `03-1234567` are one.
fn number_length(text: &str, is_arabic: bool) -> usize {
    let mut length = 0;
    let mut has_digit = false;
    let mut is_special = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '0'..='9' => has_digit = true,
            '-' | '+' | '\u{2212}' if at == 0 || text[..at].ends_with("..") => is_special = true,
            '.' if text[at..].starts_with("..") && has_digit => {
                is_special = true;
                chars.next();
                continue;
            }
            '.' | ',' if has_digit => {}
            '-' | '/' | ':' if is_arabic && has_digit => {
                is_special |= chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
            }
            _ => break,
        }
        if c.is_ascii_digit() {
            length = at + 1;
        }
    }
    if has_digit && is_special { length } else { 0 }
}

/// A text between isolates that let it run in this direction, whatever stands around it.
pub fn isolate(text: &str, direction: Direction) -> String {
    let open = if direction.is_rtl() { '\u{2067}' } else { '\u{2066}' };
    format!("{open}{text}\u{2069}")
}

/// Whether a character is an isolate of ours: it orders the line and is not part of its text.
pub fn is_isolate(c: char) -> bool {
    matches!(c, '\u{2066}' | '\u{2067}' | '\u{2069}')
}

/// A piece of laid-out text as it is written: without our isolates, without white space at its ends.
pub fn visible(text: &str) -> String {
    text.replace(is_isolate, "").trim().to_owned()
}

fn is_drawn(c: char) -> bool {
    // Soft hyphens, word joiners' kin, interlinear and tag characters: invisible, and drawn as boxes by some.
    let is_invisible = matches!(c, '\u{AD}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFC}' | '\u{206A}'..='\u{206F}');
    is_xml_char(c) && !is_bidi_control(c) && !is_invisible && !is_noncharacter(c)
}

fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE
}

fn is_stacking_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}'..='\u{5C2}'
        | '\u{5C4}'..='\u{5C5}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}'
        | '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_controls() {
        assert_eq!(clean("  a \n\t b\u{0}c\u{1b}[0m "), "a bc[0m");
        assert_eq!(clean("\u{202E}abc\u{202C} \u{2066}d\u{2069}\u{200F}"), "abc d");
        assert_eq!(clean("\u{FFFE}x\u{FFFF}"), "x");
    }

    #[test]
    fn numbers_are_isolated_only_when_they_need_it() {
        let cases = [
            ("סולם \u{2212}2..2.", "סולם \u{2066}\u{2212}2..2\u{2069}."),
            ("1..5", "\u{2066}1..5\u{2069}"),
            ("(-3)", "(\u{2066}-3\u{2069})"),
            ("من 2026-05-01: 12", "من \u{2066}2026-05-01\u{2069}: 12"),
            ("249.90 ב-3 2026-11-22 12–8 a - b ..", "249.90 ב-3 2026-11-22 12–8 a - b .."),
        ];
        for (text, isolated) in cases {
            assert_eq!(isolate_numbers(text), isolated);
        }
    }

    #[test]
    fn joined_emoji_stay_joined() {
        assert_eq!(clean("👩🏽\u{200D}💻"), "👩🏽\u{200D}💻");
    }

    #[test]
    fn towers_of_marks_are_cut_down() {
        let tower = format!("a{}b", "\u{301}".repeat(50));
        assert_eq!(clean(&tower), format!("a{}b", "\u{301}".repeat(4)));
    }

    #[test]
    fn very_long_text_ends_in_an_ellipsis() {
        let cut = clean(&"x".repeat(3_000));
        assert_eq!(cut.chars().count(), 2_000);
        assert!(cut.ends_with("x…"));
        assert_eq!(clean(&"x".repeat(2_000)).len(), 2_000);
    }
}
