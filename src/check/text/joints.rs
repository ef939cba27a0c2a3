//! What joins two encounters in one sentence, in English and Hebrew.

use super::words;

/// Two things that one text speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Joint<'t> {
    /// Two encounters, with the words between them.
    Encounters(&'t str),
    /// Two channels.
    Channels(&'t str, &'t str),
}

/// The most words of a text that are looked at; names are short.
const MAX_WORDS: usize = 40;

/// Who can act, in English.
const ACTORS: &[&str] = &["he", "i", "nobody", "she", "somebody", "someone", "they", "we"];

/// English verbs, sorted, behind which a sentence tells a thought and not an encounter.
#[rustfmt::skip]
const THOUGHTS: &[&str] = &[
    "am", "believe", "decide", "expect", "fear", "feel", "hear", "hope", "imagine", "know", "need",
    "notice", "prefer", "realise", "realize", "remember", "see", "think", "understand", "want", "wish",
    "wonder", "worry",
];

/// English words, sorted, that show behind an actor that nothing happens: a state, a feeling or a lack.
#[rustfmt::skip]
const STATES: &[&str] = &[
    "agree", "already", "am", "are", "believe", "can", "can't", "cannot", "could", "did", "didn't", "do",
    "does", "doesn't", "don't", "feel", "felt", "fit", "had", "hardly", "has", "have", "hope", "is", "just",
    "knew", "know", "like", "look", "looks", "love", "must", "need", "never", "no", "not", "realise",
    "realize", "seem", "seems", "should", "still", "think", "thought", "understand", "want", "was", "were",
    "will", "won't", "work", "worry", "would",
];

/// English words, sorted, with which a condition begins: what follows belongs to it.
const CONDITIONS: &[&str] = &["after", "as", "before", "if", "once", "since", "unless", "until", "when"];

/// English words, sorted, that lead to a channel.
const LEADING: &[&str] = &["by", "in", "on", "over", "per", "through", "using", "via"];

/// English words, sorted, that may stand before the name of a channel.
#[rustfmt::skip]
const ARTICLES: &[&str] = &[
    "a", "an", "by", "e", "in", "my", "on", "our", "over", "the", "their", "through", "via", "your",
];

/// English names of channels, sorted.
#[rustfmt::skip]
const CHANNELS: &[&str] = &[
    "app", "branch", "chat", "chatbot", "email", "fax", "letter", "mail", "phone", "portal", "post", "shop",
    "sms", "store", "telephone", "text", "web", "website", "whatsapp",
];

/// Who can act, in Hebrew.
const HEBREW_ACTORS: &[&str] =
    &["אני", "אנו", "אנחנו", "הוא", "היא", "הם", "הן", "הנציג", "הנציגה", "הנציגים"];

/// Hebrew verbs of encounters, sorted, in the forms in which an actor stands before them. What is not here may
/// be a feeling or a state.
#[rustfmt::skip]
const HEBREW_VERBS: &[&str] = &[
    "אומר", "אומרים", "אומרת", "בודק", "בודקים", "בודקת", "דורש", "דורשים", "דורשת", "הולך", "הולכים",
    "הולכת", "חוזר", "חוזרים", "חוזרת", "חותם", "חותמים", "חותמת", "כותב", "כותבים", "כותבת", "מבטיח",
    "מבטיחה", "מבטיחים", "מבקש", "מבקשים", "מבקשת", "מגיע", "מגיעה", "מגיעים", "מזמין", "מזמינה", "מזמינים",
    "מחזיר", "מחזירה", "מחזירים", "מחכה", "מחכים", "ממלא", "ממלאים", "ממלאת", "ממתין", "ממתינה", "ממתינים",
    "מנתק", "מנתקים", "מנתקת", "מסביר", "מסבירה", "מסבירים", "מעביר", "מעבירה", "מעבירים", "מפנה", "מפנים",
    "מציע", "מציעה", "מציעים", "משלם", "משלמים", "משלמת", "מתקשר", "מתקשרים", "מתקשרת", "נוסע", "נוסעים",
    "נוסעת", "נותן", "נותנים", "נותנת", "עונה", "עונים", "פונה", "פונים", "קונה", "קונים", "שואל", "שואלים",
    "שואלת", "שולח", "שולחים", "שולחת",
];

/// Hebrew words that say that one thing comes after another, without the `ו` before them.
const HEBREW_SEQUENCES: &[&[&str]] =
    &[&["אז"], &["אחר", "כך"], &["אחרי", "זה"], &["אחרי", "כן"], &["לאחר", "מכן"]];

/// Hebrew words, sorted, with which a condition begins.
const HEBREW_CONDITIONS: &[&str] = &["אחרי", "אם", "ברגע", "כאשר", "לאחר", "לפני", "מאז"];

/// Hebrew names of channels, sorted, without the letters that are written onto the beginning of a word.
#[rustfmt::skip]
const HEBREW_CHANNELS: &[&str] = &[
    "אימייל", "אפליקציה", "אתר", "דואר", "דוא״ל", "וואטסאפ", "ווטסאפ", "חנות", "טלפון", "מייל", "מכתב",
    "מסרון", "סמס", "סניף", "צאט", "צ׳אט",
];

/// What joins two encounters, or two channels, in the name of a touchpoint.
pub(in crate::check) fn find(text: &str) -> Option<Joint<'_>> {
    let mut buffer = [""; MAX_WORDS];
    let mut count = 0;
    for (place, word) in buffer.iter_mut().zip(words(text)) {
        *place = word;
        count += 1;
    }
    let sentence = Sentence { text, words: &buffer[..count] };
    sentence.semicolon().or_else(|| (1..count).find_map(|at| sentence.joint_at(at)))
}

/// A text and its words.
#[derive(Clone, Copy)]
struct Sentence<'t, 'w> {
    text: &'t str,
    words: &'w [&'t str],
}

impl<'t> Sentence<'t, '_> {
    /// A semicolon between two pieces of two words or more.
    fn semicolon(&self) -> Option<Joint<'t>> {
        let at = self.text.find(';')?;
        let is_sentence = |text: &str| words(text).nth(1).is_some();
        let both = is_sentence(&self.text[..at]) && is_sentence(&self.text[at + 1..]);
        both.then(|| Joint::Encounters(&self.text[at..at + 1]))
    }

    /// The joint at a word that is not the first one.
    fn joint_at(&self, at: usize) -> Option<Joint<'t>> {
        if self.words[at].is_ascii() { self.english(at) } else { self.hebrew(at) }
    }

    fn english(&self, at: usize) -> Option<Joint<'t>> {
        let word = self.words[at];
        let follows = at + 1 < self.words.len();
        if word.eq_ignore_ascii_case("then") && follows && !holds(CONDITIONS, self.words[0]) {
            let before = self.words[at - 1];
            if before.eq_ignore_ascii_case("and")
                && at >= 2
                && !is_one_of(self.words[at - 2], &["now", "there"])
            {
                return Some(Joint::Encounters(self.between(at - 1, at)));
            }
            if self.gap(at).contains(',') {
                return Some(Joint::Encounters(word));
            }
        }
        if word.eq_ignore_ascii_case("and") && self.joins_clauses(at) {
            return Some(Joint::Encounters(self.between(at, at + 1)));
        }
        self.english_channels(at)
    }

    /// Whether `and` stands between two sentences in each of which somebody acts.
    fn joins_clauses(&self, at: usize) -> bool {
        let words = self.words;
        let first = at >= 2 && is_one_of(words[0], ACTORS) && !holds(THOUGHTS, words[1]);
        let second =
            words.get(at + 1).is_some_and(|actor| is_one_of(actor, ACTORS) && !is_one_of(actor, &["nobody"]));
        first && second && words.get(at + 2).is_some_and(|verb| !holds(STATES, verb))
    }

    /// A channel at a word, with another behind it, joined by `and`, `or` or a stroke.
    fn english_channels(&self, at: usize) -> Option<Joint<'t>> {
        let words = self.words;
        // The one before the joint may be the first word, where a stroke follows.
        let one = at - 1;
        if !holds(CHANNELS, words[one]) {
            return None;
        }
        let stroke = self.gap(at).trim() == "/";
        let mut before =
            words[..one].iter().rev().skip_while(|word| is_one_of(word, &["the", "a", "their", "e"]));
        let leads = match before.next() {
            None => stroke,
            Some(word) => holds(LEADING, word),
        };
        let joined = stroke || is_one_of(words[at], &["and", "or"]);
        if !leads || !joined {
            return None;
        }
        let behind = if stroke { at } else { at + 1 };
        let other = words.get(behind..)?.iter().find(|word| !holds(ARTICLES, word))?;
        let both = holds(CHANNELS, other) && !other.eq_ignore_ascii_case(words[one]);
        both.then_some(Joint::Channels(words[one], other))
    }

    fn hebrew(&self, at: usize) -> Option<Joint<'t>> {
        let words = self.words;
        let word = words[at];
        if let Some(bare) = word.strip_prefix('ו') {
            let sequence = HEBREW_SEQUENCES.iter().find(|sequence| {
                let rest = words.get(at + 1..at + sequence.len()).unwrap_or_default();
                bare == sequence[0] && rest == &sequence[1..]
            });
            if let Some(sequence) = sequence {
                let last = at + sequence.len() - 1;
                let follows = last + 1 < words.len() && !holds_hebrew(HEBREW_CONDITIONS, words[0]);
                return follows.then(|| Joint::Encounters(self.between(at, last)));
            }
            let acts = |word: &str| HEBREW_ACTORS.contains(&word);
            // Who tells of the past leaves the pronoun out.
            let first = at >= 2 && acts(words[0]) || words[0].ends_with("תי");
            if first && acts(bare) && words.get(at + 1).is_some_and(|verb| holds_hebrew(HEBREW_VERBS, verb)) {
                return Some(Joint::Encounters(word));
            }
        }
        self.hebrew_channels(at)
    }

    /// `בטלפון ובמייל`, `בטלפון או במייל`, `בטלפון/במייל`: a channel before a word, and one in it or behind it.
    fn hebrew_channels(&self, at: usize) -> Option<Joint<'t>> {
        let channel =
            |word: &'t str| word.strip_prefix('ב').filter(|bare| holds_hebrew(HEBREW_CHANNELS, bare));
        let one = self.words[at - 1];
        channel(one)?;
        let word = self.words[at];
        let other = match () {
            () if word == "או" => self.words.get(at + 1).copied(),
            () if self.gap(at).trim() == "/" => Some(word),
            () => word.strip_prefix('ו'),
        };
        let other = other.filter(|other| channel(other).is_some() && *other != one)?;
        Some(Joint::Channels(one, other))
    }

    /// What stands between a word and the one before it.
    fn gap(&self, at: usize) -> &'t str {
        let before = self.words[at - 1];
        let start = self.offset(before) + before.len();
        self.text.get(start..self.offset(self.words[at])).unwrap_or_default()
    }

    /// The text from one word to another.
    fn between(&self, first: usize, last: usize) -> &'t str {
        let end = self.offset(self.words[last]) + self.words[last].len();
        self.text.get(self.offset(self.words[first])..end).unwrap_or_default()
    }

    fn offset(&self, word: &str) -> usize {
        word.as_ptr() as usize - self.text.as_ptr() as usize
    }
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether a sorted list of lower-case words holds one.
fn holds(list: &[&str], word: &str) -> bool {
    let order = |known: &&str| known.bytes().cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()));
    list.binary_search_by(order).is_ok()
}

/// Whether a sorted list of Hebrew words holds one, however it is quoted inside.
fn holds_hebrew(list: &[&str], word: &str) -> bool {
    let plain = |c: char| match c {
        '\'' | '’' => '׳',
        c => c,
    };
    list.binary_search_by(|known| known.chars().cmp(word.chars().map(plain))).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [
            ACTORS,
            THOUGHTS,
            STATES,
            CONDITIONS,
            LEADING,
            ARTICLES,
            CHANNELS,
            HEBREW_VERBS,
            HEBREW_CONDITIONS,
            HEBREW_CHANNELS,
        ] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn finds_two_encounters_in_one_name() {
        for (text, joint) in [
            ("I fill in the form and then wait", "and then"),
            ("I call, then write", "then"),
            ("I call and they pass me on", "and they"),
            ("They ask for my number and I send it again", "and I"),
            ("I send the form; they send it back", ";"),
            ("אני ממלא טופס ואז מתקשר", "ואז"),
            ("מילאתי טופס ואחר כך התקשרתי", "ואחר כך"),
            ("שולחים טופס ולאחר מכן ממתינים", "ולאחר מכן"),
            ("אני מתקשרת והם מעבירים אותי", "והם"),
            ("התקשרתי והנציגה מבקשת פרטים", "והנציגה"),
            ("הם שולחים הודעה ואני חוזרת אליהם", "ואני"),
        ] {
            assert_eq!(find(text), Some(Joint::Encounters(joint)), "{text}");
        }
    }

    #[test]
    fn finds_two_channels_in_one_name() {
        for (text, one, other) in [
            ("I ask by phone and e-mail", "phone", "mail"),
            ("I look for it in the app or on the website", "app", "website"),
            ("Chat/phone with somebody", "Chat", "phone"),
            ("They remind me via SMS / WhatsApp", "SMS", "WhatsApp"),
            ("אני מחפשת באתר ובאפליקציה", "באתר", "באפליקציה"),
            ("שואלים בטלפון או במייל", "בטלפון", "במייל"),
            ("מזכירים לי במסרון/בצ'אט", "במסרון", "בצ'אט"),
        ] {
            assert_eq!(find(text), Some(Joint::Channels(one, other)), "{text}");
        }
    }

    #[test]
    fn leaves_one_encounter_alone() {
        for text in [
            "I know what it is and what comes next",
            "I read the terms and conditions",
            "My husband and I go to the branch",
            "He and I sign",
            "I leave my phone and email",
            "I think about it and they know",
            "I open the box and it is broken",
            "I wait and nobody answers",
            "I ask and they don't answer",
            "They don't answer and I am tired",
            "I get the papers and they are wrong",
            "If it fails, then I call",
            "Now and then they write",
            "Every now and then I look",
            "By then it is too late",
            "I ask for help 24/7",
            "He/she calls me",
            "I pay with phone or card",
            "I press the button;",
            "אני ואשתי הולכים לסניף",
            "בעלי ואני מתקשרים",
            "הם לא עונים ואני מתוסכל",
            "אני מקבלת תשובה והיא חיובית",
            "אני מקבל מסמכים והם שגויים",
            "אם לא עונים ואז מנתקים",
            "אני מחכה ואף אחד לא עונה",
            "אני קונה באתר",
            "באתר ובזמן",
            "והם",
            "",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
