//! Making text of users harmless, one function for each place it can go.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What is written as `%XX` in a path of a URI: all but letters, digits, `-._~` and the `/` between names.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

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

/// A line of Markdown: what [`markdown`] makes of it, and nothing at its beginning that would make it a list, a
/// rule or code.
pub fn markdown_line(text: &str) -> String {
    let escaped = markdown(text.trim_start());
    // Where the sign stands that makes it so: at once, or behind a number.
    let at = escaped.bytes().take_while(u8::is_ascii_digit).count();
    let signs = if at == 0 { ['-', '+', '='] } else { ['.', ')', ')'] };
    if escaped[at..].starts_with(signs) { format!("{}\\{}", &escaped[..at], &escaped[at..]) } else { escaped }
}

/// Text in HTML, as content or attribute, before the writer takes care of `<`, `&` and quotes: one line, and no
/// character that acts on what stands around it. The marks that only say the direction of their neighbours stay,
/// because people need them and they reach no farther; the writer spells them as references.
pub fn html(text: &str) -> String {
    let is_mark = |c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}');
    let clean = |c: char| match c {
        c if is_mark(c) => c,
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
        c if is_unsafe(c) || u32::from(c) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c) => {
            '\u{fffd}'
        }
        c => c,
    };
    text.chars().map(clean).collect()
}

/// A cell of a CSV file: a text that a spreadsheet would take for a formula gets a `'` before it.
pub fn csv(text: &str) -> String {
    let text = terminal(text);
    let formula = text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let is_number = text.parse::<f64>().is_ok();
    if formula && !is_number { format!("'{text}") } else { text.into_owned() }
}

/// Text in XML, as content or attribute, before the writer takes care of `<`, `&` and quotes: one line, and no
/// character that XML 1.0 cannot hold.
pub fn xml(text: &str) -> String {
    terminal(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

/// The text of a SARIF message, in which `[words](target)` would be a link.
pub fn sarif(text: &str) -> String {
    text.replace("](", "\\](")
}

/// A path as a URI reference: relative as it is given, or `file:` when it begins at a root.
pub fn uri(path: &str) -> String {
    let encoded = utf8_percent_encode(path, IN_PATH);
    match path.as_bytes() {
        [b'/', b'/', ..] => format!("file:{encoded}"),
        [b'/', ..] => format!("file://{encoded}"),
        [drive, b':', ..] if drive.is_ascii_alphabetic() => format!("file:///{encoded}"),
        _ => encoded.to_string(),
    }
}

/// The text of a workflow command of GitHub: one line, whatever the text holds.
pub fn github_data(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => escaped.push_str("%25"),
            '\r' => escaped.push_str("%0D"),
            '\n' => escaped.push_str("%0A"),
            c if is_unsafe(c) => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A property of a workflow command of GitHub, which ends at `,` or `:`.
pub fn github_property(text: &str) -> String {
    github_data(text).replace(':', "%3A").replace(',', "%2C")
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
    fn a_line_of_markdown_stays_a_paragraph() {
        assert_eq!(markdown_line(" - a"), "\\- a");
        assert_eq!(markdown_line("12. a"), "12\\. a");
        assert_eq!(markdown_line("12 a - b"), "12 a - b");
        assert_eq!(markdown_line("==="), "\\===");
        assert_eq!(markdown_line(""), "");
    }

    #[test]
    fn pages_keep_marks_and_lose_overrides() {
        assert_eq!(html("א\u{200f}\n\u{202e}<b>\u{ffff}\u{1b}"), "א\u{200f} \u{fffd}<b>\u{fffd}\u{fffd}");
    }

    #[test]
    fn spreadsheets_see_text_and_numbers() {
        assert_eq!(csv("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(csv("@x"), "'@x");
        assert_eq!(csv("-1.5"), "-1.5");
        assert_eq!(csv("plain"), "plain");
    }

    #[test]
    fn xml_holds_what_it_can() {
        assert_eq!(xml("a\u{fffe}\u{b}\n<b>"), "a\u{fffd}\u{fffd} <b>");
    }

    #[test]
    fn paths_are_references() {
        assert_eq!(uri("a b/ש:%.yaml"), "a%20b/%D7%A9%3A%25.yaml");
        assert_eq!(uri("../a\u{1b}\n"), "../a%1B%0A");
        assert_eq!(uri("/tmp/a"), "file:///tmp/a");
        assert_eq!(uri("C:/a"), "file:///C%3A/a");
    }

    #[test]
    fn messages_hold_no_links_of_users() {
        assert_eq!(sarif("[x](javascript:1) [y]"), "[x\\](javascript:1) [y]");
    }

    #[test]
    fn commands_end_where_they_should() {
        assert_eq!(github_data("50%\r\n::x::\u{1b}\u{2028}"), "50%25%0D%0A::x::\u{fffd}\u{fffd}");
        assert_eq!(github_property("a:b,c%3A"), "a%3Ab%2Cc%253A");
    }
}
