//! Words for something that did not come, in English and Hebrew.

use super::phrases::{Phrase, Phrases};

/// Phrases that say that the other side was silent or that something never came.
pub(in crate::check) static SILENCE: Phrases = Phrases::new(ENGLISH, HEBREW);

#[rustfmt::skip]
const ENGLISH: &[Phrase] = &[
    &["doesn't", "answer"], &["doesn't", "reply"], &["doesn't", "respond"], &["don't", "answer"],
    &["don't", "reply"], &["don't", "respond"], &["hear", "nothing", "back"], &["never", "answer"],
    &["never", "answered"], &["never", "answers"], &["never", "arrived"], &["never", "arrives"],
    &["never", "called", "back"], &["never", "calls", "back"], &["never", "came"], &["never", "comes"],
    &["never", "replied"], &["never", "replies"], &["never", "responded"], &["never", "wrote", "back"],
    &["no", "answer"], &["no", "confirmation"], &["no", "one", "answers"], &["no", "one", "called"],
    &["no", "one", "calls"], &["no", "one", "replies"], &["no", "one", "tells"], &["no", "reply"],
    &["no", "response"], &["nobody", "answered"], &["nobody", "answers"], &["nobody", "called"],
    &["nobody", "calls"], &["nobody", "replied"], &["nobody", "replies"], &["nobody", "tells"],
    &["nobody", "told"], &["nobody", "writes"],
];

#[rustfmt::skip]
const HEBREW: &[Phrase] = &[
    &["אין", "מענה"], &["אין", "תגובה"], &["אין", "תשובה"], &["איש", "לא", "חוזר"], &["איש", "לא", "חזר"],
    &["איש", "לא", "עונה"], &["איש", "לא", "ענה"], &["אף", "אחד", "לא", "חוזר"],
    &["אף", "אחד", "לא", "חזר"], &["אף", "אחד", "לא", "מתקשר"], &["אף", "אחד", "לא", "עונה"],
    &["אף", "אחד", "לא", "ענה"], &["לא", "חוזרים", "אלי"], &["לא", "חוזרים", "אליי"],
    &["לא", "חזרו", "אלי"], &["לא", "חזרו", "אליי"], &["לא", "מגיע", "אישור"], &["לא", "מגיעה", "תגובה"],
    &["לא", "מגיעה", "תשובה"], &["לא", "מתקשרים"], &["לא", "עונים"], &["לא", "ענו"], &["שום", "תגובה"],
    &["שום", "תשובה"], &["תגובה", "לא", "הגיעה"], &["תגובה", "לא", "מגיעה"], &["תשובה", "לא", "הגיעה"],
    &["תשובה", "לא", "מגיעה"],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_told_from_answers() {
        for (text, found) in [
            ("No answer ever comes", Some("No answer")),
            ("The promised call never came", Some("never came")),
            ("Nobody tells me what happens next", Some("Nobody tells")),
            ("שום תשובה לא מגיעה", Some("שום תשובה")),
            ("התשובה לא מגיעה", Some("התשובה לא מגיעה")),
            ("הבטיחו ולא חזרו אליי", Some("ולא חזרו אליי")),
            ("They answer at once", None),
            ("I never have to ask", None),
            ("They never call at dinner time", None),
            ("עונים לי שהחיוב אוטומטי", None),
            ("", None),
        ] {
            assert_eq!(SILENCE.find(text), found, "{text}");
        }
    }

    #[test]
    fn the_lists_are_sorted() {
        assert!(ENGLISH.is_sorted() && HEBREW.is_sorted());
    }
}
