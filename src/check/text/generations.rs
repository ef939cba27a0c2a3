//! The names of generations, in English and Hebrew.

use super::phrases::{Phrase, Phrases};

/// English words and phrases, sorted.
#[rustfmt::skip]
const ENGLISH: &[Phrase] = &[
    &["baby", "boomer"], &["baby", "boomers"], &["boomer"], &["boomers"], &["gen", "alpha"],
    &["gen", "x"], &["gen", "y"], &["gen", "z"], &["generation", "alpha"], &["generation", "x"],
    &["generation", "y"], &["generation", "z"], &["genx"], &["geny"], &["genz"], &["millennial"],
    &["millennials"], &["zoomer"], &["zoomers"],
];

/// Hebrew ones, sorted; the letter may follow an article: דור ה-Z.
#[rustfmt::skip]
const HEBREW: &[Phrase] = &[
    &["בומרים"], &["בומרס"], &["בייבי", "בום"], &["ג'ן", "זי"], &["ג׳ן", "זי"], &["דור", "x"],
    &["דור", "y"], &["דור", "z"], &["דור", "אלפא"], &["דור", "ה", "x"], &["דור", "ה", "y"],
    &["דור", "ה", "z"], &["דור", "המילניום"], &["דור", "וואי"], &["דור", "זד"], &["דור", "מילניום"],
    &["מילניאל"], &["מילניאלים"], &["מילניאלית"], &["מילניאלס"],
];

/// The names of generations.
pub(in crate::check) static GENERATIONS: Phrases = Phrases::new(ENGLISH, HEBREW);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(ENGLISH.is_sorted() && HEBREW.is_sorted());
    }

    #[test]
    fn finds_generations() {
        for (text, found) in [
            ("Millennials who want it now", "Millennials"),
            ("a typical Gen-Z shopper", "Gen-Z"),
            ("Generation Y", "Generation Y"),
            ("בני דור ה-Z", "דור ה-Z"),
            ("דור Y, דיגיטליים", "דור Y"),
            ("המילניאלים", "המילניאלים"),
            ("בייבי-בומרס", "בומרס"),
        ] {
            assert_eq!(GENERATIONS.find(text), Some(found), "{text}");
        }
    }

    #[test]
    fn leaves_other_words_alone() {
        for text in [
            "a generation of power",
            "in general",
            "gentle zoom",
            "generation gap",
            "a baby on the way",
            "מדור לדור",
            "דורית",
            "",
        ] {
            assert_eq!(GENERATIONS.find(text), None, "{text}");
        }
    }
}
