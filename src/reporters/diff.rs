//! What a change would do to a file, line by line.

use similar::TextDiff;

use super::escape;

/// The unified diff from `old` to `new`, nothing when they are equal; `what` was done to the text. What a terminal
/// could act on is made harmless.
pub fn unified(name: &str, what: &str, old: &str, new: &str, colour: bool) -> String {
    let diff = TextDiff::from_lines(old, new);
    let name = escape::terminal(name);
    let diff = diff.unified_diff().header(&name, &format!("{name} ({what})")).to_string();
    let mut text = String::with_capacity(diff.len());
    let mut in_head = true;
    for line in diff.split_terminator('\n') {
        in_head &= !line.starts_with("@@");
        let shown = shown(line);
        match style(line, in_head).filter(|_| colour) {
            Some(style) => text.push_str(&format!("\x1b[{style}m{shown}\x1b[0m\n")),
            None => text.push_str(&format!("{shown}\n")),
        }
    }
    text
}

/// A line as it can be shown; line ends that are going to change can be seen.
fn shown(line: &str) -> String {
    match line.strip_suffix('\r') {
        Some(line) => format!("{}^M", escape::terminal(line)),
        None => escape::terminal(line).into_owned(),
    }
}

/// The colours of git: bold, cyan, red, green.
fn style(line: &str, in_head: bool) -> Option<&'static str> {
    match line.chars().next()? {
        _ if in_head => Some("1"),
        '@' => Some("36"),
        '-' => Some("31"),
        '+' => Some("32"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_differ_in_nothing_and_others_line_by_line() {
        assert_eq!(unified("x", "formatted", "a\n", "a\n", false), "");
        assert_eq!(
            unified("x", "formatted", "a\nb\r\n", "a\nb", false),
            "--- x\n+++ x (formatted)\n@@ -1,2 +1,2 @@\n a\n-b^M\n+b\n\\ No newline at end of file\n"
        );
    }

    #[test]
    fn nothing_acts_on_the_terminal() {
        let hostile = unified("\x1b[2J", "formatted", "a\x1b]0;t\x07\n", "\u{202e}b\n", false);
        assert!(!hostile.chars().any(|c| c != '\n' && escape::is_unsafe(c)), "{hostile:?}");
        let coloured = unified("x", "formatted", "-- a\n", "b\n", true);
        assert!(coloured.contains("\x1b[31m--- a\x1b[0m\n\x1b[32m+b\x1b[0m\n"), "{coloured:?}");
    }
}
