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
    broken(text, width, |_| true)
}

/// The text in lines of at most `width` columns, broken at spaces only: what is typed as it stands, such as `--fix`,
/// stays in one piece.
fn wrap_at_spaces(text: &str, width: usize) -> Vec<String> {
    broken(text, width, |before| before.ends_with(char::is_whitespace))
}

/// The text in lines, broken where Unicode and `may_break`, which is given what stands before, allow it.
fn broken(text: &str, width: usize, may_break: impl Fn(&str) -> bool) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut start = 0;
    let allowed = linebreaks(text).filter(|(end, _)| *end == text.len() || may_break(&text[..*end]));
    for (end, opportunity) in allowed {
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

/// A page of Markdown whose paragraphs and lists have lines of at most `width` columns. Code, tables and headings stay
/// as they are.
pub fn wrap_page(page: &str, width: usize) -> String {
    let mut wrapped = String::with_capacity(page.len());
    let mut paragraph: Option<Paragraph> = None;
    let mut in_code = false;
    for line in page.lines() {
        let text = line.trim_start();
        let is_fence = text.starts_with("```");
        in_code ^= is_fence;
        if in_code || is_fence || text.is_empty() || text.starts_with(['#', '|']) {
            Paragraph::end(&mut paragraph, width, &mut wrapped);
            wrapped.push_str(line);
            wrapped.push('\n');
            continue;
        }
        let marker = if text.starts_with("- ") { "- " } else { "" };
        match &mut paragraph {
            Some(open) if marker.is_empty() => {
                open.text.push(' ');
                open.text.push_str(text);
            }
            _ => {
                Paragraph::end(&mut paragraph, width, &mut wrapped);
                let lead = &line[..line.len() - text.len() + marker.len()];
                let text = text[marker.len()..].to_owned();
                paragraph = Some(Paragraph { lead: lead.to_owned(), text });
            }
        }
    }
    Paragraph::end(&mut paragraph, width, &mut wrapped);
    wrapped
}

/// Lines of Markdown that belong together.
struct Paragraph {
    /// What stands before the first line; under it, the others are indented.
    lead: String,
    text: String,
}

impl Paragraph {
    /// Writes a paragraph out, if there is one.
    fn end(paragraph: &mut Option<Self>, width: usize, out: &mut String) {
        let Some(Self { lead, text }) = paragraph.take() else { return };
        out.push_str(&hanging(&lead, &text, width));
    }
}

/// The text behind a lead, in lines of at most `width` columns that are indented as far as the lead is long. Every line
/// ends with a line break.
pub fn hanging(lead: &str, text: &str, width: usize) -> String {
    let indent = " ".repeat(display_width(lead));
    let lines = wrap_at_spaces(text, width.saturating_sub(indent.len()));
    let lines = lines.iter().enumerate();
    lines.map(|(at, line)| format!("{}{line}\n", if at == 0 { lead } else { &indent })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_keeps_its_code_its_tables_and_its_words() {
        let page = "# A heading that is longer than the page is wide\n\nOne two `--three-four` five\nsix.\n\n\
                    - a list of\n  two lines\n- another\n\n```yaml\nname: לא נוגעים בשורה הזאת\n```\n| a long | table row |\n";
        let expected = "# A heading that is longer than the page is wide\n\nOne two\n`--three-four`\nfive six.\n\n\
                        - a list of two\n  lines\n- another\n\n```yaml\nname: לא נוגעים בשורה הזאת\n```\n\
                        | a long | table row |\n";
        assert_eq!(wrap_page(page, 15), expected);
        let hebrew = "מפה שמתחילה בדלפק אינה מראה מה אבד עד אז\n";
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let narrow = wrap_page(hebrew, 12);
        assert_eq!(words(&narrow), words(hebrew));
        assert!(narrow.lines().all(|line| display_width(line) <= 12), "{narrow}");
        assert_eq!(hanging("JM101  ", "one two three", 12), "JM101  one\n       two\n       three\n");
    }

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
