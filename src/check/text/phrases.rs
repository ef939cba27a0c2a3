//! Phrases in English and Hebrew, found in a text word by word.

use std::sync::OnceLock;

use super::words;

/// A phrase: its words in order, lower case; Hebrew ones without the letters that are written onto the
/// beginning of a word.
pub(super) type Phrase = &'static [&'static str];

/// A list of phrases to look for.
pub(in crate::check) struct Phrases {
    english: &'static [Phrase],
    hebrew: &'static [Phrase],
    /// By the last two bytes of a word, whether a phrase may begin with it.
    endings: OnceLock<Vec<bool>>,
}

/// Letters that Hebrew writes onto the beginning of a word: and, the, in, to, from, that, as.
const PREFIXES: &[char] = &['ו', 'ה', 'ב', 'ל', 'מ', 'ש', 'כ'];

impl Phrases {
    pub(super) const fn new(english: &'static [Phrase], hebrew: &'static [Phrase]) -> Self {
        Self { english, hebrew, endings: OnceLock::new() }
    }

    /// The first of the phrases in a text, as written there.
    pub(in crate::check) fn find<'t>(&self, text: &'t str) -> Option<&'t str> {
        let mut rest = words(text);
        loop {
            let first = rest.by_ref().find(|word| self.may_begin(word))?;
            let phrases = if first.is_ascii() { self.english } else { self.hebrew };
            for phrase in phrases.iter().filter(|phrase| is_word(first, phrase[0])) {
                if let Some(last) = follow(first, rest.clone(), phrase[1..].iter().copied(), is_word) {
                    return between(text, first, last);
                }
            }
        }
    }

    /// Whether a phrase may begin with a word, judged by its last two bytes: spares almost every word of
    /// almost every map the comparison with all phrases.
    fn may_begin(&self, word: &str) -> bool {
        let endings = self.endings.get_or_init(|| {
            let mut endings = vec![false; 1 << 16];
            let phrases = self.english.iter().chain(self.hebrew);
            phrases.for_each(|phrase| endings[ending(phrase[0])] = true);
            endings
        });
        endings[ending(word)]
    }
}

/// Whether a word of a text is this one: Latin letters in any case, Hebrew ones with letters written before them.
fn is_word(found: &str, word: &str) -> bool {
    if word.is_ascii() { found.eq_ignore_ascii_case(word) } else { is_hebrew_word(found, word) }
}

/// The first of somebody's own words or phrases in a text, as written there.
pub(in crate::check) fn find_own<'t>(text: &'t str, own: &[String]) -> Option<&'t str> {
    own.iter().find_map(|phrase| {
        let mut phrase = words(phrase);
        let start = phrase.next()?;
        let mut rest = words(text);
        loop {
            let first = rest.by_ref().find(|word| is_own_word(word, start))?;
            if let Some(last) = follow(first, rest.clone(), phrase.clone(), is_own_word) {
                return between(text, first, last);
            }
        }
    })
}

/// The last word of a phrase whose first has been found, when the others follow.
fn follow<'t, 'p>(
    first: &'t str,
    mut found: impl Iterator<Item = &'t str>,
    mut others: impl Iterator<Item = &'p str>,
    is_word: fn(&str, &str) -> bool,
) -> Option<&'t str> {
    others.try_fold(first, |_, word| found.next().filter(|found| is_word(found, word)))
}

/// What stands from one word of a text to another, both included.
fn between<'t>(text: &'t str, first: &str, last: &str) -> Option<&'t str> {
    let start = first.as_ptr() as usize - text.as_ptr() as usize;
    let end = last.as_ptr() as usize + last.len() - text.as_ptr() as usize;
    text.get(start..end)
}

fn ending(word: &str) -> usize {
    let bytes = word.as_bytes();
    let last = |back: usize| bytes.get(bytes.len().wrapping_sub(back)).map_or(0, u8::to_ascii_lowercase);
    usize::from(last(2)) << 8 | usize::from(last(1))
}

/// Whether a word is this one in any case, or in Hebrew with letters written onto its beginning.
fn is_own_word(found: &str, word: &str) -> bool {
    if word.is_ascii() {
        return found.eq_ignore_ascii_case(word);
    }
    let lower = found.chars().flat_map(char::to_lowercase);
    is_hebrew_word(found, word) || lower.eq(word.chars().flat_map(char::to_lowercase))
}

/// Whether a word is this one, with up to two letters written onto its beginning.
pub(super) fn is_hebrew_word(found: &str, word: &str) -> bool {
    let prefix = found.strip_suffix(word);
    prefix.is_some_and(|prefix| prefix.chars().count() <= 2 && prefix.chars().all(|c| PREFIXES.contains(&c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_are_found_in_any_case_and_with_hebrew_prefixes() {
        let own = ["Priority", "claims desk", "מוקד טכני", "Über-Team", "--"].map(str::to_owned);
        for (text, found) in [
            ("My case is entered in PRIORITY", Some("PRIORITY")),
            ("I am sent to the Claims Desk", Some("Claims Desk")),
            ("הפנייה הועברה למוקד הטכני", Some("למוקד הטכני")),
            ("über-team ruft an", Some("über-team")),
            ("My claims are on the desk", None),
            ("prioritise", None),
            ("", None),
        ] {
            assert_eq!(find_own(text, &own), found, "{text}");
        }
    }
}
