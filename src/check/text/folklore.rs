//! Market claims that everybody repeats and nobody has shown, in English and Hebrew.

/// A claim: what a text that makes it holds, and what is known of it.
pub(in crate::check) struct Claim {
    /// The claim in a few words.
    pub(in crate::check) what: &'static str,
    /// Where it comes from.
    pub(in crate::check) origin: &'static str,
    /// Of each group one stands in a text that makes the claim, in lower case.
    groups: &'static [&'static [&'static str]],
}

const CLAIMS: &[Claim] = &[
    Claim {
        what: "85 % of the relationship without a human by 2020",
        origin: "a forecast that Gartner made in 2011, quoted as a finding ever since",
        groups: &[
            &["85%", "85 %", "85 per", "85 אחוז"],
            &["2020"],
            &["human", "interact", "relationship", "אנוש", "בן אדם", "בני אדם", "אינטראקצי", "מגע אדם"],
        ],
    },
    Claim {
        what: "experience overtakes price and product by 2020",
        origin: "a forecast that Walker made in 2013 and nobody has checked",
        groups: &[
            &["2020"],
            &["experience", "חוויית", "חווית", "חוויה"],
            &["price", "מחיר"],
            &[
                "overtak",
                "surpass",
                "outrank",
                "more important",
                "תעקוף",
                "יעקוף",
                "תגבר",
                "תחליף",
                "יותר חשוב",
                "חשובה מ",
            ],
        ],
    },
    Claim {
        what: "a new customer costs many times more than one who is kept",
        origin: "a figure from 5 to 25 that changes whenever it is told, with no study behind it",
        groups: &[
            &[
                "5 times",
                "6 times",
                "7 times",
                "5x",
                "6x",
                "7x",
                "25x",
                "25 times",
                "five times",
                "six times",
                "seven times",
                "פי 5",
                "פי 6",
                "פי 7",
                "פי 25",
                "פי חמש",
                "פי שש",
                "פי שבע",
            ],
            &[
                "acqui",
                "new customer",
                "attract",
                "win a customer",
                "לקוח חדש",
                "לקוחות חדשים",
                "לגייס",
                "גיוס לקוח",
            ],
            &["retain", "retention", "keep", "kept", "existing", "לשמר", "שימור", "קיים", "קיימים", "לשמור"],
            &["cost", "expens", "cheap", "עולה", "יקר", "זול", "עלות"],
        ],
    },
    Claim {
        what: "a sale to an existing customer succeeds in 60 to 70 %",
        origin: "ranges from the book `Marketing Metrics`, where they illustrate and prove nothing",
        groups: &[
            &["60-70", "60–70", "60 to 70", "60% to 70", "60%-70", "60%–70", "60 עד 70", "60% עד 70"],
            &["existing", "current customer", "קיים", "קיימים"],
            &["sell", "sale", "probabil", "chance", "likel", "למכור", "מכירה", "סיכוי", "הסתברות"],
        ],
    },
    Claim {
        what: "57 % of a purchase is decided before anybody of sales is met",
        origin: "a figure of CEB from 2012 about companies that buy from companies",
        groups: &[
            &["57%", "57 %", "57 per", "57 אחוז"],
            &["before", "לפני"],
            &["sales", "supplier", "vendor", "מכירות", "ספק"],
        ],
    },
    Claim {
        what: "a moment of truth lasts 3 to 7 seconds",
        origin: "a slogan of Procter & Gamble about the shelf, not a measurement",
        groups: &[
            &[
                "3-7 seconds",
                "3–7 seconds",
                "3 to 7 seconds",
                "three to seven seconds",
                "3-7 שניות",
                "3–7 שניות",
                "3 עד 7 שניות",
            ],
            &["moment", "shelf", "רגע", "מדף"],
        ],
    },
];

/// The shortest text that is looked at, in bytes; a claim takes a sentence.
const LEAST: usize = 24;

/// The claim that a text repeats, if it is a known one.
pub(in crate::check) fn find(text: &str) -> Option<&'static Claim> {
    // Every claim is about a number; most are written in digits.
    let may_hold = |byte: u8| byte.is_ascii_digit();
    if text.len() < LEAST || !(text.bytes().any(may_hold) || text.contains("times") || text.contains("פי "))
    {
        return None;
    }
    let text = text.to_lowercase();
    let holds = |fragment: &&str| text.match_indices(*fragment).any(|(at, _)| begins_there(&text, at));
    CLAIMS.iter().find(|claim| claim.groups.iter().all(|group| group.iter().any(holds)))
}

/// Whether something begins at a place: no digit stands before a number, no letter before a Latin word.
fn begins_there(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let joins = |c: char| c.is_ascii_alphanumeric() || c == '.';
    !before.is_some_and(|before| joins(before) && text[at..].starts_with(joins))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_claims() {
        for text in [
            "By 2020 customers manage 85% of the relationship without interacting with a human",
            "It is 7x more expensive to acquire a new customer than to keep one",
            "Winning new customers costs five times more than retention",
            "A new customer costs 5 times more than one who is kept",
            "The chance of selling to an existing customer is 60-70%",
            "57% of the purchase decision is made before a customer talks to sales",
            "Customer experience will overtake price and product by 2020",
            "עד 2020 לקוחות ינהלו 85% מהקשר בלי מגע עם בני אדם",
            "עולה פי 7 לגייס לקוח חדש מאשר לשמר לקוח קיים",
            "הסיכוי למכור ללקוח קיים הוא 60-70 אחוז",
        ] {
            assert!(find(text).is_some(), "{text}");
        }
    }

    #[test]
    fn leaves_other_numbers_alone() {
        for text in [
            "85% of our callers got an answer from a human in 2024",
            "I called 7 times before I was a new customer",
            "A new customer calls 7 times in the first month, an existing one never",
            "They keep me waiting 5 times a day",
            "157% more visits before the sales campaign began",
            "In 2020 the price went up and the experience did not",
            "התקשרתי 7 פעמים לפני שהפכתי ללקוח קיים",
            "60-70 minutes until an existing customer is called",
            "",
        ] {
            assert!(find(text).is_none(), "{text}: {}", find(text).map_or("", |claim| claim.what));
        }
    }
}
