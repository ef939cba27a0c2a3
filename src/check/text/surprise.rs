//! Words of surprise, which say neither good nor bad, in English and Hebrew.

use super::words;

/// Words of surprise in both languages and both genders, sorted.
#[rustfmt::skip]
const SURPRISE: &[&str] = &[
    "astonished", "astonishment", "surprise", "surprised", "unexpected",
    "הופתע", "הופתעה", "הופתענו", "הופתעתי", "הפתעה", "מופתע", "מופתעות", "מופתעים", "מופתעת", "תמיהה",
];

/// Words that make a feeling stronger or weaker and do not turn it, sorted.
#[rustfmt::skip]
const DEGREE: &[&str] = &[
    "a", "bit", "by", "completely", "i", "little", "quite", "rather", "really", "so", "totally", "very",
    "was", "אני", "די", "לגמרי", "מאד", "מאוד", "ממש", "קצת",
];

/// Whether a phrase for a feeling speaks of surprise and of nothing else.
pub(in crate::check) fn is_only_surprise(phrase: &str) -> bool {
    let mut surprised = false;
    for word in words(phrase) {
        if is_in(SURPRISE, word) || word.strip_prefix('ב').is_some_and(|bare| is_in(SURPRISE, bare)) {
            surprised = true;
        } else if !is_in(DEGREE, word) {
            return false;
        }
    }
    surprised
}

fn is_in(list: &[&str], word: &str) -> bool {
    let order = |known: &str| known.chars().cmp(word.chars().map(|c| c.to_ascii_lowercase()));
    list.binary_search_by(|known| order(known)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(SURPRISE.is_sorted() && DEGREE.is_sorted());
    }

    #[test]
    fn surprise_alone_is_told_from_surprise_with_something_else() {
        for phrase in ["Surprised", "very surprised", "מופתעת", "ממש מופתעים", "בהפתעה"]
        {
            assert!(is_only_surprise(phrase), "{phrase}");
        }
        for phrase in [
            "pleasantly surprised",
            "not surprised",
            "shocked",
            "מופתעת לטובה",
            "לא מופתע",
            "very",
            "",
            "überrascht",
        ] {
            assert!(!is_only_surprise(phrase), "{phrase}");
        }
    }
}
