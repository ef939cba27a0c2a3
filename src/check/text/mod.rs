//! What rules know about words: phrases of a topic, a file each, and what personal data looks like.

pub(super) mod feelings;
pub(super) mod folklore;
pub(super) mod frontline;
pub(super) mod generations;
pub(super) mod jargon;
pub(super) mod joints;
pub(super) mod personal_data;
pub(super) mod phrases;
pub(super) mod promises;
pub(super) mod silence;
pub(super) mod surprise;

use crate::model::Lang;

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

/// Whether the lists of words here know a language; texts of which none is said are taken for English.
pub(super) fn knows(lang: Option<&Lang>) -> bool {
    lang.is_none_or(|lang| {
        let primary = lang.as_str().split('-').next().unwrap_or_default();
        ["en", "he", "iw"].iter().any(|known| primary.eq_ignore_ascii_case(known))
    })
}
