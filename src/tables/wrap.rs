//! Breaking text into lines of a terminal's width.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The number of terminal columns a text takes.
pub fn display_width(text: &str) -> usize {
    text.width()
}

/// The text in lines of at most `width` columns, broken where Unicode allows (UAX 14) and, when a word
/// is too long, between grapheme clusters. Nothing is cut off.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut start = 0;
    for (end, opportunity) in linebreaks(text) {
        let piece = &text[start..end];
        start = end;
        if display_width(&line) + display_width(piece.trim_end()) > width && !line.is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        if display_width(piece.trim_end()) > width {
            for grapheme in piece.graphemes(true) {
                if display_width(&line) + display_width(grapheme) > width && !line.is_empty() {
                    lines.push(std::mem::take(&mut line).trim_end().to_owned());
                }
                line.push_str(grapheme);
            }
        } else {
            line.push_str(piece);
        }
        let at_end = end == text.len();
        if opportunity == BreakOpportunity::Mandatory && !at_end {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
    }
    if !line.trim_end().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_at_words_and_loses_nothing() {
        assert_eq!(wrap("I wait in the queue", 8), ["I wait", "in the", "queue"]);
        assert_eq!(wrap("אני ממתין בתור לנציג", 9), ["אני ממתין", "בתור", "לנציג"]);
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn breaks_long_words_and_wide_characters_between_clusters() {
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("客户很生气", 4), ["客户", "很生", "气"]);
        let lines = wrap("👩🏽\u{200d}💻👩🏽\u{200d}💻", 2);
        assert_eq!(lines.concat(), "👩🏽\u{200d}💻👩🏽\u{200d}💻");
    }
}
