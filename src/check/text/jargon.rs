//! Words of the provider's own that customers do not use, in English and Hebrew.

use super::phrases::{Phrase, Phrases};

/// What only providers say.
pub(in crate::check) static JARGON: Phrases = Phrases::new(ENGLISH, HEBREW);

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

/// The same in Hebrew.
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
            assert_eq!(JARGON.find(text), Some(found), "{text}");
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
            assert_eq!(JARGON.find(text), None, "{text}");
        }
    }
}
