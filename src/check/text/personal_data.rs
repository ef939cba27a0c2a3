//! What personal data looks like: e-mail addresses, phone numbers, card numbers, Israeli identity numbers.

use std::ops::Range;

/// The fewest digits that any number looked for has.
const MIN_DIGITS: usize = 9;
/// The most groups of digits that a number is written in.
const MAX_GROUPS: usize = 8;

/// Mailboxes that belong to an organisation and to no person.
const SHARED_MAILBOXES: &[&str] = &[
    "admin", "billing", "care", "contact", "feedback", "hello", "help", "helpdesk", "info", "mail",
    "no-reply", "noreply", "office", "orders", "press", "privacy", "sales", "service", "support", "team",
];

/// A kind of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Kind {
    Email,
    Phone,
    Card,
    IdentityNumber,
}

impl Kind {
    /// The kind in words.
    pub(in crate::check) fn name(self) -> &'static str {
        match self {
            Self::Email => "an e-mail address",
            Self::Phone => "a phone number",
            Self::Card => "the number of a payment card",
            Self::IdentityNumber => "an Israeli identity number",
        }
    }
}

/// Whether a text may hold personal data; one look at a whole file spares almost every file the rest.
pub(in crate::check) fn may_hold(text: &str) -> bool {
    let mut digits = 0;
    text.bytes().any(|byte| {
        match byte {
            b'0'..=b'9' => digits += 1,
            b' ' | b'-' | b'.' | b'(' | b')' | b'+' => {}
            _ => digits = 0,
        }
        byte == b'@' || digits >= MIN_DIGITS
    })
}

/// The first personal data in a text, with its place in bytes.
pub(in crate::check) fn find(text: &str) -> Option<(Kind, Range<usize>)> {
    let mail = email(text).map(|range| (Kind::Email, range));
    let number = number(text);
    match (mail, number) {
        (Some(mail), Some(number)) if number.1.start < mail.1.start => Some(number),
        (mail, number) => mail.or(number),
    }
}

fn email(text: &str) -> Option<Range<usize>> {
    text.match_indices('@').find_map(|(at, _)| {
        let local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
        let domain = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
        let before = &text[..at];
        let start = before.trim_end_matches(local).len();
        let after = &text[at + 1..];
        let length = after.len() - after.trim_start_matches(domain).len();
        let host = after[..length].trim_end_matches(['.', '-']);
        let (name, top) = host.rsplit_once('.')?;
        let mailbox = &before[start..];
        let shared = SHARED_MAILBOXES.iter().any(|known| known.eq_ignore_ascii_case(mailbox));
        let legal = !mailbox.is_empty()
            && !name.is_empty()
            && top.len() >= 2
            && top.bytes().all(|byte| byte.is_ascii_alphabetic());
        (legal && !shared).then(|| start..at + 1 + host.len())
    })
}

/// One run of digits.
#[derive(Clone, Copy, Default)]
struct Digits {
    start: usize,
    end: usize,
    /// Whether nothing stands before it that would make it a part of something longer.
    free: bool,
}

impl Digits {
    fn len(self) -> usize {
        self.end - self.start
    }
}

fn number(text: &str) -> Option<(Kind, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let (groups, count) = groups(text, at);
        let groups = &groups[..count];
        let end = groups[count - 1].end;
        let total: usize = groups.iter().map(|group| group.len()).sum();
        if total >= MIN_DIGITS {
            let starts = (0..count).filter(|first| groups[*first].free);
            if let Some(found) = starts.filter_map(|first| at_groups(text, &groups[first..])).next() {
                return Some(found);
            }
        }
        at = end;
    }
    None
}

/// The groups of digits from a place on that may form one number.
fn groups(text: &str, first: usize) -> ([Digits; MAX_GROUPS], usize) {
    let bytes = text.as_bytes();
    let mut groups = [Digits::default(); MAX_GROUPS];
    let mut count = 0;
    let mut at = first;
    while count < MAX_GROUPS {
        let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        groups[count] = Digits { start: at, end: at + length, free: is_free(text, at) };
        count += 1;
        at += length;
        let gap = bytes[at..].iter().take_while(|byte| b" -.()".contains(byte)).count();
        if !(1..=2).contains(&gap) || !bytes.get(at + gap).is_some_and(u8::is_ascii_digit) {
            break;
        }
        at += gap;
    }
    (groups, count)
}

/// Whether a number that begins here is a word of its own: not the tail of an id, a path or a decimal.
fn is_free(text: &str, at: usize) -> bool {
    let mut before = text[..at].trim_end_matches(['+', '(']).chars().rev();
    match before.next() {
        None => true,
        // Hebrew joins "to" and "from" with a hyphen and shortens words with a point.
        Some('-' | '.' | '־') => before.next().is_some_and(|c| ('א'..='ת').contains(&c)),
        Some(':') => before.next().is_some_and(char::is_alphabetic),
        Some(c) => !c.is_alphanumeric() && !"_/=#&%,@".contains(c),
    }
}

/// The number that the groups from the first one on begin with.
fn at_groups(text: &str, groups: &[Digits]) -> Option<(Kind, Range<usize>)> {
    let bytes = text.as_bytes();
    let start = groups[0].start;
    let mut digits = [0_u8; 40];
    let mut lengths = [0_usize; MAX_GROUPS];
    let mut total = 0;
    let international = text[..start].trim_end_matches('(').ends_with('+');
    let mut found = None;
    for (index, group) in groups.iter().enumerate() {
        if total + group.len() > digits.len() {
            break;
        }
        for byte in &bytes[group.start..group.end] {
            digits[total] = byte - b'0';
            total += 1;
        }
        lengths[index] = group.len();
        if !ends_here(text, group.end) {
            continue;
        }
        let (digits, lengths) = (&digits[..total], &lengths[..=index]);
        let kind = match () {
            () if international => is_international(digits, lengths).then_some(Kind::Phone),
            () if is_card(digits, lengths) => Some(Kind::Card),
            () if is_labelled_identity(text, start, digits, lengths) => Some(Kind::IdentityNumber),
            () if is_israeli_phone(digits, lengths) => Some(Kind::Phone),
            () => None,
        };
        if let Some(kind) = kind {
            found = Some((kind, start..group.end));
        }
    }
    found
}

/// Whether a number that ends here is not the head of something longer or an amount of money.
fn ends_here(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let next = rest.chars().next();
    let longer = next.is_some_and(|c| c.is_alphanumeric() || "_/=%:@".contains(c));
    let fraction = rest.len() > 1
        && next.is_some_and(|c| ",-".contains(c))
        && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    let money = rest.trim_start().starts_with(['₪', '$', '€', '£', '%']);
    !longer && !fraction && !money
}

/// `+` with country code: 10 to 15 digits; free-phone numbers belong to organisations.
fn is_international(digits: &[u8], lengths: &[usize]) -> bool {
    let thousands = lengths[0] <= 1 && lengths.len() > 1 && digits.len() != 11;
    let free_phone = digits.starts_with(&[1, 8]) && digits.len() == 11 && digits[2] == digits[3];
    (10..=15).contains(&digits.len()) && digits[0] != 0 && !thousands && !free_phone
}

/// A mobile number (05x, 07x) of ten digits, or a number of nine with a separated area code.
fn is_israeli_phone(digits: &[u8], lengths: &[usize]) -> bool {
    let mobile = digits.len() == 10 && digits[0] == 0 && matches!(digits[1], 5 | 7);
    let landline = digits.len() == 9 && digits[0] == 0 && matches!(digits[1], 2 | 3 | 4 | 8 | 9);
    let abroad = matches!(digits, [0, 0, 9, 7, 2, ..]) && matches!(digits.len(), 13 | 14);
    mobile && matches!(lengths, [10] | [3, 7] | [3, 3, 4] | [3, 4, 3] | [3, 2, 2, 3] | [3, 2, 3, 2])
        || landline && matches!(lengths, [2, 7] | [2, 3, 4] | [2, 4, 3])
        || abroad
}

/// Sixteen digits in one group or four, in the range of payment cards, with the check digit right.
fn is_card(digits: &[u8], lengths: &[usize]) -> bool {
    digits.len() == 16
        && matches!(lengths, [16] | [4, 4, 4, 4])
        && (2..=6).contains(&digits[0])
        && luhn(digits)
}

/// Nine digits with the check digit right, behind a word that says what they are.
fn is_labelled_identity(text: &str, start: usize, digits: &[u8], lengths: &[usize]) -> bool {
    if digits.len() != 9 || !matches!(lengths, [9] | [8, 1]) || !luhn(digits) {
        return false;
    }
    let before = text[..start].trim_end_matches(|c: char| c.is_whitespace() || ":-#(.".contains(c));
    let before =
        before.strip_suffix("number").or_else(|| before.strip_suffix("no")).unwrap_or(before).trim_end();
    let label = |label: &str| {
        let rest = before.strip_suffix(label);
        rest.is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
    };
    ["ID", "I.D", "T.Z", "ת.ז", "ת\"ז", "ת״ז", "ת''ז", "תז", "תעודת זהות", "מספר זהות"].into_iter().any(label)
}

/// The check of Luhn 1960; the Israeli identity number uses the same.
fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(*digit) * if place % 2 == 1 { 2 } else { 1 };
            value / 10 + value % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_personal_data_in_every_form() {
        for (text, kind, shown) in [
            ("write to dana.levi@mail.example please", Kind::Email, "dana.levi@mail.example"),
            ("(Dana.Levi+x@a-b.co.il)", Kind::Email, "Dana.Levi+x@a-b.co.il"),
            ("call 050-1234567 3 times", Kind::Phone, "050-1234567"),
            ("תתקשרו ל 0501234567.", Kind::Phone, "0501234567"),
            ("03-123-4567", Kind::Phone, "03-123-4567"),
            ("on 12 052 123 4567", Kind::Phone, "052 123 4567"),
            ("reach me at +972 50-123-4567", Kind::Phone, "972 50-123-4567"),
            ("+44 20 7946 0958", Kind::Phone, "44 20 7946 0958"),
            ("+1 (555) 010-1234", Kind::Phone, "1 (555) 010-1234"),
            ("my card 4111 1111 1111 1111", Kind::Card, "4111 1111 1111 1111"),
            ("4111111111111111", Kind::Card, "4111111111111111"),
            ("ת.ז. 123456782", Kind::IdentityNumber, "123456782"),
            ("ID: 123456782", Kind::IdentityNumber, "123456782"),
            ("ת\"ז 12345678-2", Kind::IdentityNumber, "12345678-2"),
            ("התקשרו אליי ל-050-1234567", Kind::Phone, "050-1234567"),
            ("tel:0501234567", Kind::Phone, "0501234567"),
        ] {
            let (found, range) = find(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found, &text[range]), (kind, shown), "{text}");
            assert!(may_hold(text), "{text}");
        }
    }

    #[test]
    fn leaves_other_numbers_alone() {
        for text in [
            "2026-03-15",
            "2026-03-15 10:30:00",
            "05-12-2024 10:30",
            "09.12.2024 - 10.12.2024",
            "between 2019 and 2024, 2025-2026",
            "1 000 000 000 ₪",
            "1,200,300,400",
            "+10 000 000",
            "3.141592653589",
            "order 100200300",
            "4111 1111 1111 1112",
            "ID 123456789",
            "GRID 123456782",
            "case-0501234567",
            "https://example.org/0501234567",
            "https://example.org/?n=0501234567",
            "x0501234567",
            "ticket #0501234567",
            "05012345678901",
            "info@bank.example",
            "NoReply@bank.example",
            "@dana on social media",
            "a@b",
            "12@3.4",
            "1-800-123-456",
            "+1 800 123 4567 8",
            "5m30s",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
