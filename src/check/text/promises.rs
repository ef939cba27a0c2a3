//! Promises that somebody will act, and words that say when, in English and Hebrew.

use super::phrases::{Phrase, Phrases, is_hebrew_word};
use super::words;

/// Phrases in which the provider promises to act later. What is happening now ("calls me back") and what the
/// customer will do ("I will call back") are none.
static PROMISES: Phrases = Phrases::new(ENGLISH, HEBREW);

#[rustfmt::skip]
const ENGLISH: &[Phrase] = &[
    &["is", "being", "handled"], &["is", "being", "looked", "into"], &["promise", "a", "call"],
    &["promise", "me", "a", "call"], &["promise", "to", "answer"], &["promise", "to", "call"],
    &["promise", "to", "check"], &["promise", "to", "get", "back"], &["promise", "to", "look", "into"],
    &["promise", "to", "reply"], &["promise", "to", "write"], &["promised", "a", "call"],
    &["promises", "a", "call"], &["promises", "me", "a", "call"], &["promises", "to", "answer"],
    &["promises", "to", "call"], &["promises", "to", "check"], &["promises", "to", "get", "back"],
    &["promises", "to", "look", "into"], &["promises", "to", "reply"], &["promises", "to", "write"],
    &["somebody", "will", "call"], &["someone", "will", "call"], &["they", "will", "call"],
    &["they'll", "call"], &["they'll", "get", "back"], &["wait", "for", "a", "call"],
    &["we'll", "be", "in", "touch"], &["we'll", "call"], &["we'll", "get", "back"],
    &["will", "be", "handled"], &["will", "be", "in", "touch"], &["will", "be", "looked", "into"],
    &["will", "be", "taken", "care", "of"], &["will", "call", "her"], &["will", "call", "him"],
    &["will", "call", "me"], &["will", "call", "us"], &["will", "call", "you"],
    &["will", "contact", "me"], &["will", "contact", "us"], &["will", "contact", "you"],
    &["will", "get", "back", "to", "me"], &["will", "get", "back", "to", "us"],
    &["will", "get", "back", "to", "you"], &["will", "get", "in", "touch"],
    &["will", "let", "me", "know"], &["will", "let", "you", "know"], &["will", "write", "to", "me"],
    &["will", "write", "to", "you"],
];

#[rustfmt::skip]
const HEBREW: &[Phrase] = &[
    &["אחזור", "אלייך"], &["אחזור", "אליך"], &["הבטיח", "לחזור"], &["הבטיחה", "לחזור"],
    &["הבטיחו", "לחזור"], &["הבטיחו", "לטפל"], &["יחזור", "אלי"], &["יחזור", "אליי"], &["יחזרו", "אלי"],
    &["יחזרו", "אליה"], &["יחזרו", "אליו"], &["יחזרו", "אליי"], &["יחזרו", "אלינו"], &["יטופל"],
    &["יטפלו"], &["ייצור", "קשר"], &["ייצרו", "איתי", "קשר"], &["ייצרו", "קשר"], &["יצרו", "איתי", "קשר"],
    &["יתקשרו", "אלי"], &["יתקשרו", "אליי"], &["מבטיח", "לחזור"], &["מבטיחה", "לחזור"],
    &["מבטיחים", "לבדוק"], &["מבטיחים", "לחזור"], &["מבטיחים", "לטפל"], &["נחזור", "אלייך"],
    &["נחזור", "אליך"], &["ניצור", "איתך", "קשר"], &["ניצור", "קשר"], &["תחזור", "אלי"],
    &["תחזור", "אליי"], &["תטופל"],
];

/// English words that say when, sorted.
#[rustfmt::skip]
const ENGLISH_TIMES: &[&str] = &[
    "afternoon", "agreed", "date", "day", "days", "evening", "friday", "hour", "hours", "immediately",
    "minute", "minutes", "monday", "month", "months", "morning", "noon", "once", "saturday", "sunday",
    "thursday", "today", "tomorrow", "tonight", "tuesday", "wednesday", "week", "weeks", "within",
];

/// The same in Hebrew.
#[rustfmt::skip]
const HEBREW_TIMES: &[&str] = &[
    "בוקר", "דקה", "דקות", "חודש", "חודשיים", "חמישי", "יום", "יומיים", "ימים", "מועד", "מחר", "מחרתיים",
    "מיד", "מייד", "עד", "ערב", "צהריים", "ראשון", "רביעי", "שבוע", "שבועות", "שבועיים", "שישי", "שלישי",
    "שני", "שעה", "שעות", "שעתיים", "תוך",
];

/// The first promise in a text, as written there.
pub(in crate::check) fn find(text: &str) -> Option<&str> {
    PROMISES.find(text)
}

/// Whether a text says when: a number, a day, a length of time.
pub(in crate::check) fn says_when(text: &str) -> bool {
    words(text).any(|word| {
        let digits = word.bytes().any(|byte| byte.is_ascii_digit());
        let time = |time: &&str| match word.is_ascii() {
            true => word.eq_ignore_ascii_case(time),
            false => is_hebrew_word(word, time),
        };
        let times = if word.is_ascii() { ENGLISH_TIMES } else { HEBREW_TIMES };
        digits || times.iter().any(time)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promises_of_others_are_found() {
        for (text, found) in [
            ("I am told that somebody will call me back", Some("somebody will call")),
            ("They promise to get back to me", Some("promise to get back")),
            ("Our team will be in touch", Some("will be in touch")),
            ("אומרים לי שיחזרו אליי לתאם", Some("שיחזרו אליי")),
            ("הפנייה תטופל בהקדם", Some("תטופל")),
            ("הנציגה מבטיחה לחזור", Some("מבטיחה לחזור")),
            ("I will call back when I have time", None),
            ("Collections calls me back", None),
            ("אני אחזור למוקד", None),
            ("חוזרים אליי כעבור יומיים", None),
            ("", None),
        ] {
            assert_eq!(find(text), found, "{text}");
        }
    }

    #[test]
    fn times_are_told_from_other_words() {
        for text in ["by Friday", "within the hour", "at 10:00", "עד מחר", "ביום ראשון", "בתוך שעתיים"]
        {
            assert!(says_when(text), "{text}");
        }
        for text in ["soon", "as a matter of urgency", "בהקדם", "מתישהו", ""] {
            assert!(!says_when(text), "{text}");
        }
    }

    #[test]
    fn the_lists_are_sorted() {
        assert!(ENGLISH_TIMES.is_sorted() && HEBREW_TIMES.is_sorted());
        assert!(ENGLISH.is_sorted() && HEBREW.is_sorted());
    }
}
