//! Words of the provider's own that customers do not use, in English and Hebrew.

use std::sync::OnceLock;

use super::{is_hebrew_word, words};

/// A phrase: its words in order, lower case.
type Phrase = &'static [&'static str];

/// Words and phrases nobody says of their own experience. A word with an everyday sense ("ticket",
/// "process", "lead", "batch") stands here only in a phrase that has no other.
#[rustfmt::skip]
const ENGLISH: &[Phrase] = &[
    &["crm"], &["sla"], &["fcr"], &["aht"], &["kyc"], &["touchpoint"], &["backend"],
    &["back", "office"], &["backoffice"], &["ticketing", "system"], &["data", "entry"],
    &["upsell"], &["upselling"], &["cross", "sell"], &["cross", "selling"], &["churn"],
    &["escalated", "to", "tier"], &["escalation", "to", "tier"], &["escalated", "to", "l2"],
    &["case", "opened"], &["case", "created"], &["case", "routed"], &["case", "assigned"],
    &["ticket", "opened"], &["ticket", "created"], &["ticket", "raised"], &["ticket", "logged"],
    &["ticket", "assigned"], &["ticket", "routed"], &["ticket", "escalated"], &["ticket", "closed"],
    &["ticket", "is", "opened"], &["ticket", "is", "created"], &["ticket", "is", "assigned"],
    &["ticket", "is", "closed"], &["opens", "a", "ticket"],
    &["lead", "assigned"], &["lead", "created"], &["lead", "routed"], &["lead", "qualified"],
    &["lead", "distributed"], &["lead", "is", "assigned"], &["lead", "is", "routed"],
    &["qualified", "lead"], &["sales", "lead"], &["lead", "scoring"],
    &["batch", "job"], &["batch", "run"], &["batch", "process"], &["batch", "processing"],
    &["nightly", "batch"], &["approval", "process"], &["onboarding", "process"], &["intake", "process"],
    &["process", "initiated"], &["process", "triggered"], &["process", "executed"],
    &["record", "created"], &["record", "updated"],
];

/// The same in Hebrew, without the letters that are written onto the beginning of a word.
#[rustfmt::skip]
const HEBREW: &[Phrase] = &[
    &["קריאה", "נפתחה"], &["נפתחה", "קריאה"], &["קריאה", "נפתחת"], &["נפתחת", "קריאה"],
    &["פתיחת", "קריאה"], &["קריאה", "נסגרה"], &["קריאת", "שירות", "נפתחה"],
    &["נפתחה", "קריאת", "שירות"], &["טיקט"], &["טיקטים"], &["אסקלציה"], &["בקאופיס"],
    &["בק", "אופיס"], &["באק", "אופיס"], &["ליד", "שויך"], &["ליד", "נקלט"], &["ליד", "הועבר"],
    &["שיוך", "ליד"], &["שיוך", "לידים"], &["תהליך", "קליטה"], &["תהליך", "טיפול"],
    &["תהליך", "אישור"], &["תהליך", "אונבורדינג"], &["תהליך", "הופעל"], &["אצווה"],
    &["נקודת", "מגע"],
];

/// The first word or phrase of a text that is the provider's and not the customer's, as written there.
pub(in crate::check) fn find(text: &str) -> Option<&str> {
    let mut rest = words(text);
    loop {
        let first = rest.by_ref().find(|word| may_begin(word))?;
        let (phrases, is_word): (_, fn(&str, &str) -> bool) =
            if first.is_ascii() { (ENGLISH, str::eq_ignore_ascii_case) } else { (HEBREW, is_hebrew_word) };
        for phrase in phrases.iter().filter(|phrase| is_word(first, phrase[0])) {
            let mut following = rest.clone();
            let mut others = phrase[1..].iter();
            let last =
                others.try_fold(first, |_, word| following.next().filter(|found| is_word(found, word)));
            if let Some(last) = last {
                let start = first.as_ptr() as usize - text.as_ptr() as usize;
                let end = last.as_ptr() as usize + last.len() - text.as_ptr() as usize;
                return text.get(start..end);
            }
        }
    }
}

/// Whether a phrase may begin with a word, judged by its last two bytes: spares almost every word of
/// almost every map the comparison with all phrases.
fn may_begin(word: &str) -> bool {
    static ENDINGS: OnceLock<Vec<bool>> = OnceLock::new();
    let endings = ENDINGS.get_or_init(|| {
        let mut endings = vec![false; 1 << 16];
        ENGLISH.iter().chain(HEBREW).for_each(|phrase| endings[ending(phrase[0])] = true);
        endings
    });
    endings[ending(word)]
}

fn ending(word: &str) -> usize {
    let bytes = word.as_bytes();
    let last = |back: usize| bytes.get(bytes.len().wrapping_sub(back)).map_or(0, u8::to_ascii_lowercase);
    usize::from(last(2)) << 8 | usize::from(last(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_only_providers_say() {
        for (text, found) in [
            ("Ticket created in the CRM", "Ticket created"),
            ("Escalated to Tier 2", "Escalated to Tier"),
            ("My details are in their CRM now", "CRM"),
            ("Request moves to the back-office", "back-office"),
            ("הקריאה נפתחה במערכת", "הקריאה נפתחה"),
            ("העדכון נרשם במערכת ה-CRM", "CRM"),
            ("הליד שויך לנציג", "הליד שויך"),
            ("הפנייה עברה לבק אופיס", "לבק אופיס"),
            ("נפתח לי טיקט", "טיקט"),
        ] {
            assert_eq!(find(text), Some(found), "{text}");
        }
    }

    #[test]
    fn leaves_everyday_words_alone() {
        for text in [
            "I buy a train ticket",
            "I take a ticket and wait for my number",
            "I lead my mother to the counter",
            "The process takes too long",
            "I bake a batch of bread",
            "In case I open the box",
            "I walk back to the office",
            "אני קוראת את החשבון",
            "התהליך ארוך מדי",
            "אני מתקשר לשירות לקוחות",
            "אני עומד ליד הדלפק",
            "",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
