//! Texts of several lines under a new indentation.

/// The lines of a plain or quoted text of several lines; where a line is broken, blanks mean nothing.
pub(super) fn folded_lines(raw: &str) -> Vec<&str> {
    let quoted = raw.starts_with('"');
    let lines: Vec<&str> = raw.split('\n').collect();
    let last = lines.len() - 1;
    let trimmed = lines.iter().enumerate().map(|(number, line)| {
        let line = if number == 0 { line } else { line.trim_start_matches(BLANK) };
        if number == last { line } else { end(line, quoted) }
    });
    trimmed.collect()
}

const BLANK: [char; 2] = [' ', '\t'];

/// A line without the blanks at its end, except one that a backslash keeps.
fn end(line: &str, quoted: bool) -> &str {
    let bare = line.trim_end_matches(BLANK);
    let backslashes = bare.bytes().rev().take_while(|byte| *byte == b'\\').count();
    let kept = usize::from(quoted && backslashes % 2 == 1 && bare.len() < line.len());
    &line[..bare.len() + kept]
}

/// The content of a block scalar, line by line and without its indentation. `explicit` is the indentation that its
/// header demands; otherwise that of the first line with text counts.
pub(super) fn block_lines(raw: &str, explicit: Option<usize>, keeps_end: bool) -> Vec<&str> {
    let mut lines: Vec<&str> = raw.split('\n').collect();
    // What stands after the last line break is the indentation of what comes next, or the end of the file.
    if lines.last().is_some_and(|line| line.trim_matches(' ').is_empty()) {
        lines.pop();
    }
    let indentation = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let first = lines.iter().find(|line| !line.trim_matches(' ').is_empty());
    let longest = || lines.iter().map(|line| indentation(line)).max();
    let width = explicit.or_else(|| first.map(|line| indentation(line))).or_else(longest).unwrap_or(0);
    let mut content: Vec<&str> = lines.iter().map(|line| &line[indentation(line).min(width)..]).collect();
    while !keeps_end && content.last().is_some_and(|line| line.is_empty()) {
        content.pop();
    }
    content
}

/// Whether a reader could not tell the indentation of a block scalar from its first line with text.
pub(super) fn needs_indicator(lines: &[&str]) -> bool {
    lines.iter().find(|line| !line.is_empty()).is_some_and(|line| line.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escaped_blank_at_the_end_of_a_line_stays() {
        assert_eq!(folded_lines("\"a\\ \n   b  \n\n  c \""), ["\"a\\ ", "b", "", "c \""]);
        assert_eq!(folded_lines("a  \n\t b"), ["a", "b"]);
    }

    #[test]
    fn blocks_lose_their_indentation_and_nothing_else() {
        assert_eq!(block_lines("\n   a \n     b\n\n", None, false), ["", "a ", "  b"]);
        assert_eq!(block_lines("   a\n\n  ", None, true), ["a", ""]);
        assert_eq!(block_lines("   a\n", Some(2), false), [" a"]);
        assert!(needs_indicator(&["", " a"]) && !needs_indicator(&["a", " b"]));
    }
}
