//! Making text of users harmless, one function for each place it can go.

use std::borrow::Cow;

/// Text for a terminal: nothing in it can move the cursor, colour, or reverse what is shown.
///
/// Control characters and invisible ones that change direction become `�`; line breaks and tabs become
/// spaces.
pub fn terminal(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c.is_whitespace() && c != ' ' || is_unsafe(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars()
            .map(|c| match c {
                '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
                c if is_unsafe(c) => '\u{fffd}',
                c => c,
            })
            .collect(),
    )
}

/// Whether a character must not reach a terminal: C0, DEL, C1, direction marks and overrides, tag
/// characters and invisible joiners that are not part of writing.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A JSON document whose strings hold no character that acts on a terminal: each is written as an escape,
/// which means the same.
pub fn json(document: &str) -> String {
    let mut escaped = String::with_capacity(document.len());
    for c in document.chars() {
        if is_unsafe(c) && c != '\n' {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// A cell of a Markdown table: one line, no HTML, no markup of the user's.
pub fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in terminal(text).chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// A cell of a CSV file: a text that a spreadsheet would take for a formula gets a `'` before it.
pub fn csv(text: &str) -> String {
    let text = terminal(text);
    let formula = text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let is_number = text.parse::<f64>().is_ok();
    if formula && !is_number { format!("'{text}") } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_get_nothing_that_acts() {
        let hostile = "\x1b[2J\x1b]0;t\x07\u{9b}31m\u{202e}gnp\r\n::error::x\u{e0041}";
        let safe = terminal(hostile);
        assert!(!safe.chars().any(is_unsafe), "{safe:?}");
        assert_eq!(terminal("שלום 👩🏽\u{200d}💻"), "שלום 👩🏽\u{200d}💻");
    }

    #[test]
    fn json_means_the_same() {
        let hostile = "a\u{9b}31m\u{202e}\u{e0041} שלום";
        let escaped = json(&serde_json::to_string(hostile).unwrap());
        assert!(!escaped.chars().any(is_unsafe), "{escaped}");
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), hostile);
    }

    #[test]
    fn tables_keep_their_columns_and_html_its_peace() {
        assert_eq!(markdown("a|b\n<img onerror=x>"), "a\\|b &lt;img onerror=x&gt;");
    }

    #[test]
    fn spreadsheets_see_text_and_numbers() {
        assert_eq!(csv("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(csv("@x"), "'@x");
        assert_eq!(csv("-1.5"), "-1.5");
        assert_eq!(csv("plain"), "plain");
    }
}
