//! Numbers that keep their signs on the right side in text that runs from the right.

use std::borrow::Cow;

/// LEFT-TO-RIGHT ISOLATE and POP DIRECTIONAL ISOLATE: what stands between them runs from the left, and nothing around
/// it notices.
pub(crate) const MARKS: [char; 2] = ['\u{2066}', '\u{2069}'];

/// A text with marks around every number that has a sign before it, a range in it or a distant `%` behind it: "−0.44",
/// "−1..1", "42 %". Signs have no direction of their own, so Hebrew around them would take them to the other end.
pub(crate) fn with_marks(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut written = 0;
    let mut before = None;
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        let length = if is_word(before) { 0 } else { number(&text[at..]) };
        if length > 0 {
            out.push_str(&text[written..at]);
            out.push(MARKS[0]);
            out.push_str(&text[at..at + length]);
            out.push(MARKS[1]);
            written = at + length;
        }
        at += length.max(next.len_utf8());
        before = text[..at].chars().next_back();
    }
    if written == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[written..]);
    Cow::Owned(out)
}

/// Whether a sign behind this character belongs to a word: the hyphen of a Hebrew preposition, or that of a date.
fn is_word(before: Option<char>) -> bool {
    before.is_some_and(|c| c.is_alphanumeric() || c == '.')
}

/// How many bytes at the beginning of a text are a number that needs marks; 0 when there is none.
fn number(text: &str) -> usize {
    let is_sign = |c: char| matches!(c, '−' | '-' | '+');
    let sign = text.chars().next().filter(|c| is_sign(*c)).map_or(0, char::len_utf8);
    let digits = |from: usize| -> usize {
        let rest = &text[from..];
        let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(rest.len());
        let length = rest[..end].trim_end_matches(['.', ',']).len();
        if rest.starts_with(|c: char| c.is_ascii_digit()) { from + length } else { from }
    };
    let mut end = digits(sign);
    if end == sign {
        return 0;
    }
    let mut needs = sign > 0;
    if let Some(rest) = text[end..].strip_prefix("..") {
        let sign = rest.chars().next().filter(|c| is_sign(*c)).map_or(0, char::len_utf8);
        let last = digits(end + 2 + sign);
        if last > end + 2 + sign {
            (end, needs) = (last, true);
        }
    }
    if text[end..].starts_with(" %") {
        (end, needs) = (end + 2, true);
    }
    if needs { end } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        with_marks(text).replace(MARKS, "'")
    }

    #[test]
    fn signs_stay_with_their_numbers() {
        assert_eq!(marked("ממוצע −0.44."), "ממוצע '−0.44'.");
        assert_eq!(marked("2 (+1.50), -3"), "2 ('+1.50'), '-3'");
        assert_eq!(marked("בין −1..1 ל-1"), "בין '−1..1' ל-1");
        assert_eq!(marked("42 % מתוך 10"), "'42 %' מתוך 10");
        assert_eq!(marked("−2..−1"), "'−2..−1'");
    }

    #[test]
    fn what_has_a_direction_is_left_alone() {
        for text in ["", "2026-11-22", "5–7", "x-1", "3.5", "95%", "− ", "ל-1", "1. א", "a.-1"] {
            assert_eq!(marked(text), text);
        }
    }
}
