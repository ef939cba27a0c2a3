//! Roles and departments of people who meet customers at work, in English and Hebrew.

use super::phrases::{Phrase, Phrases, find_own};

/// English words and phrases, sorted. A manager of such people counts too: better one map too few is named.
#[rustfmt::skip]
const ENGLISH: &[Phrase] = &[
    &["adviser"], &["advisers"], &["advisor"], &["advisors"], &["agent"], &["agents"], &["attendant"],
    &["barista"], &["branch"], &["branches"], &["call", "center"], &["call", "centre"], &["caregiver"],
    &["carer"], &["cashier"], &["cashiers"], &["clerk"], &["clerks"], &["clinic"], &["concierge"],
    &["contact", "center"], &["contact", "centre"], &["counter"], &["courier"], &["crew"],
    &["customer", "care"], &["customer", "service"], &["customer", "services"], &["customer", "success"],
    &["customer", "support"], &["dispatcher"], &["doctor"], &["driver"], &["field", "service"],
    &["front", "desk"], &["front", "line"], &["front", "office"], &["frontline"], &["help", "desk"],
    &["helpdesk"], &["installer"], &["installers"], &["nurse"], &["nurses"], &["operator"],
    &["pharmacist"], &["physician"], &["porter"], &["reception"], &["receptionist"], &["rep"],
    &["representative"], &["representatives"], &["reps"], &["sales"], &["salesperson"],
    &["service", "desk"], &["shop"], &["shopkeeper"], &["social", "worker"], &["steward"],
    &["stewardess"], &["store"], &["support"], &["teacher"], &["technician"], &["technicians"],
    &["teller"], &["tellers"], &["therapist"], &["waiter"], &["waitress"], &["ward"],
];

/// Hebrew ones, sorted, without the letters that are written onto the beginning of a word.
#[rustfmt::skip]
const HEBREW: &[Phrase] = &[
    &["אח"], &["אחות"], &["אחיות"], &["דייל"], &["דיילות"], &["דיילים"], &["דיילת"], &["דלפק"],
    &["חזית"], &["חנות"], &["טכנאי"], &["טכנאים"], &["טכנאית"], &["טלפן"], &["טלפנית"], &["מאבטח"],
    &["מוכר"], &["מוכרים"], &["מוכרת"], &["מוקד"], &["מוקדן"], &["מוקדני"], &["מוקדנים"], &["מוקדנית"],
    &["מורה"], &["מטפל"], &["מטפלת"], &["מכירות"], &["מלצר"], &["מלצרית"], &["מרפאה"], &["מתקין"],
    &["מתקינים"], &["נהג"], &["נהגת"], &["נותן", "שירות"], &["נותני", "שירות"], &["נותנת", "שירות"],
    &["נציג"], &["נציגה"], &["נציגות"], &["נציגי"], &["נציגים"], &["נציגת"], &["סניף"], &["סניפים"],
    &["עובד", "סוציאלי"], &["עובדת", "סוציאלית"], &["פקיד"], &["פקידה"], &["פקידים"], &["פקידת"],
    &["קבלה"], &["קו", "קדמי"], &["קו", "ראשון"], &["קופאי"], &["קופאים"], &["קופאית"], &["רופא"],
    &["רופאה"], &["רוקח"], &["רוקחת"], &["שטח"], &["שירות", "לקוחות"], &["שליח"], &["שליחה"],
    &["שליחים"], &["תמיכה"],
];

static FRONTLINE: Phrases = Phrases::new(ENGLISH, HEBREW);

/// Whether a role or department is one of people who meet customers, by these words or the user's own.
pub(in crate::check) fn is_frontline(text: &str, own: &[String]) -> bool {
    let is_service = |text: &str| text.eq_ignore_ascii_case("service") || text == "שירות";
    if is_service(text.trim()) {
        return true;
    }
    FRONTLINE.find(text).is_some() || find_own(text, own).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(ENGLISH.is_sorted() && HEBREW.is_sorted());
    }

    #[test]
    fn knows_who_meets_customers() {
        for role in [
            "Call centre agent",
            "branch manager",
            "Nurse on the ward",
            "front-desk",
            "נציגת שירות",
            "מנהלת המוקד",
            "טכנאי בשטח",
            "עובדת בסניף",
            "Service",
        ] {
            assert!(is_frontline(role, &[]), "{role}");
        }
        for role in [
            "product manager",
            "service designer",
            "marketing",
            "מנהל מוצר",
            "חוויית לקוח",
            "מעצבת שירות",
            "",
        ] {
            assert!(!is_frontline(role, &[]), "{role}");
        }
        assert!(is_frontline("gate keeper", &["Gate keeper".to_owned()]));
    }
}
