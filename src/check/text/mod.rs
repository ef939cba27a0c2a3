//! What rules know about words: feelings, jargon, and what personal data looks like.

pub(super) mod feelings;
pub(super) mod folklore;
pub(super) mod frontline;
pub(super) mod generations;
pub(super) mod jargon;
pub(super) mod personal_data;

use crate::model::Lang;

/// Whether the lists of words speak the language of a text; one that does not say counts as if they did.
pub(super) fn is_known_language(lang: Option<&Lang>) -> bool {
    let primary = lang.and_then(|lang| lang.as_str().split('-').next());
    primary.is_none_or(|tag| ["en", "he", "iw"].iter().any(|known| known.eq_ignore_ascii_case(tag)))
}

/// The words of a text: runs of letters, digits and apostrophes, with Hebrew quotation marks inside.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    // Most letters are of one of two scripts, and telling letters in general takes a table.
    let part = |c: char| match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | 'א'..='ת' | '\'' | '’' | '״' | '׳' => false,
        '\0'..='\x7f' => true,
        other => !other.is_alphanumeric(),
    };
    text.split(part).filter(|word| !word.is_empty())
}

/// The place at which a phrase stands in a text, word by word: in any case, and in Hebrew with up to two
/// letters written onto a word.
pub(super) fn find_phrase<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let mut rest = words(text);
    loop {
        let mut following = rest.clone();
        let first = rest.next()?;
        let mut last = None;
        let mut wanted = words(phrase);
        if wanted.all(|word| {
            last = following.next().filter(|found| is_word(found, word));
            last.is_some()
        }) {
            let start = first.as_ptr() as usize - text.as_ptr() as usize;
            let end = last.map(|last| last.as_ptr() as usize + last.len() - text.as_ptr() as usize)?;
            return text.get(start..end);
        }
    }
}

/// Whether a word of a text is this one.
fn is_word(found: &str, word: &str) -> bool {
    if word.is_ascii() { found.eq_ignore_ascii_case(word) } else { is_hebrew_word(found, word) }
}

/// Letters that Hebrew writes onto the beginning of a word: and, the, in, to, from, that, as.
const PREFIXES: &[char] = &['ו', 'ה', 'ב', 'ל', 'מ', 'ש', 'כ'];

/// Whether a word is this one, with up to two letters written onto its beginning.
fn is_hebrew_word(found: &str, word: &str) -> bool {
    let prefix = found.strip_suffix(word);
    prefix.is_some_and(|prefix| prefix.chars().count() <= 2 && prefix.chars().all(|c| PREFIXES.contains(&c)))
}
