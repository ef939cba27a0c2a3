//! Words for feelings and whether they are good or bad, in English and Hebrew.
//!
//! A small list of our own: the everyday categories that W3C recommends for EmotionML, the words that
//! journeys add to them, and near synonyms. `surprised` is in neither list, because a surprise may be
//! either. Hebrew words stand in every gender and number in which people say them of themselves.

use super::words;

/// English words, sorted.
#[rustfmt::skip]
const ENGLISH: &[(&str, f64)] = &[
    ("abandoned", -1.0), ("adored", 1.0), ("affectionate", 0.5), ("afraid", -0.5), ("amazed", 1.0),
    ("amazing", 1.0), ("amused", 0.5), ("angry", -1.0), ("annoyed", -0.5), ("anxious", -0.5),
    ("appreciated", 0.5), ("assured", 0.5), ("awful", -1.0), ("awkward", -0.5), ("betrayed", -1.0),
    ("blissful", 1.0), ("bored", -0.5), ("bothered", -0.5), ("brilliant", 1.0), ("calm", 0.5),
    ("cared", 0.5), ("cautious", -0.5), ("cheated", -1.0), ("cold", -0.5), ("comfortable", 0.5),
    ("comforted", 0.5), ("concerned", -0.5), ("confident", 0.5), ("confused", -0.5), ("content", 0.5),
    ("curious", 0.5), ("delighted", 1.0), ("desperate", -1.0), ("devastated", -1.0),
    ("disappointed", -0.5), ("disappointing", -0.5), ("discouraged", -0.5), ("disgusted", -1.0),
    ("doubtful", -0.5), ("dreadful", -1.0), ("eager", 0.5), ("ecstatic", 1.0), ("elated", 1.0),
    ("embarrassed", -0.5), ("empowered", 0.5), ("encouraged", 0.5), ("enraged", -1.0),
    ("enthusiastic", 0.5), ("euphoric", 1.0), ("exasperated", -1.0), ("excellent", 1.0),
    ("excited", 1.0), ("fantastic", 1.0), ("fine", 0.5), ("frustrated", -0.5), ("frustrating", -0.5),
    ("furious", -1.0), ("glad", 0.5), ("good", 0.5), ("grateful", 1.0), ("great", 1.0), ("guilty", -0.5),
    ("happy", 1.0), ("hate", -1.0), ("hated", -1.0), ("heard", 0.5), ("helpless", -1.0),
    ("hesitant", -0.5), ("hopeful", 0.5), ("hopeless", -1.0), ("horrible", -1.0), ("horrified", -1.0),
    ("humiliated", -1.0), ("hurt", -1.0), ("ignored", -0.5), ("impatient", -0.5), ("informed", 0.5),
    ("insecure", -0.5), ("inspired", 0.5), ("insulted", -1.0), ("interested", 0.5), ("irritated", -0.5),
    ("joyful", 1.0), ("livid", -1.0), ("lonely", -0.5), ("lost", -0.5), ("love", 1.0), ("loved", 1.0),
    ("loving", 1.0), ("miserable", -1.0), ("motivated", 0.5), ("neglected", -0.5), ("nervous", -0.5),
    ("nice", 0.5), ("optimistic", 0.5), ("outraged", -1.0), ("overjoyed", 1.0), ("overlooked", -0.5),
    ("overwhelmed", -0.5), ("perfect", 1.0), ("pleasant", 0.5), ("pleased", 0.5), ("powerless", -1.0),
    ("pressured", -0.5), ("proud", 1.0), ("puzzled", -0.5), ("reassured", 0.5), ("recognised", 0.5),
    ("recognized", 0.5), ("relaxed", 0.5), ("relief", 0.5), ("relieved", 0.5), ("respected", 0.5),
    ("rushed", -0.5), ("sad", -0.5), ("safe", 0.5), ("satisfied", 0.5), ("sceptical", -0.5),
    ("secure", 0.5), ("skeptical", -0.5), ("stressed", -0.5), ("supported", 0.5), ("suspicious", -0.5),
    ("tense", -0.5), ("terrible", -1.0), ("terrified", -1.0), ("thankful", 1.0), ("thrilled", 1.0),
    ("tired", -0.5), ("trapped", -0.5), ("trust", 0.5), ("trusted", 0.5), ("trusting", 0.5),
    ("unappreciated", -0.5), ("uncertain", -0.5), ("uncomfortable", -0.5), ("understood", 0.5),
    ("uneasy", -0.5), ("unhappy", -0.5), ("unheard", -0.5), ("unimportant", -0.5), ("unsure", -0.5),
    ("unwelcome", -0.5), ("upset", -0.5), ("valued", 0.5), ("welcome", 0.5), ("welcomed", 0.5),
    ("wonderful", 1.0), ("worried", -0.5),
];

/// Hebrew words, sorted; a `-` stands for the space or hyphen between two words.
#[rustfmt::skip]
const HEBREW: &[(&str, f64)] = &[
    ("אוהב", 1.0), ("אוהבים", 1.0), ("אוהבת", 1.0), ("אומלל", -1.0), ("אומללה", -1.0), ("אומללים", -1.0),
    ("אופורי", 1.0), ("אופורית", 1.0), ("אופטימי", 0.5), ("אופטימיים", 0.5), ("אופטימית", 0.5),
    ("אסיר-תודה", 1.0), ("אסירת-תודה", 1.0), ("בטוח", 0.5), ("בטוחה", 0.5), ("בטוחות", 0.5),
    ("בטוחים", 0.5), ("גאה", 1.0), ("גאות", 1.0), ("גאים", 1.0), ("דואג", -0.5), ("דואגים", -0.5),
    ("דואגת", -0.5), ("הוקל", 0.5), ("הקלה", 0.5), ("התעלמו", -0.5), ("זועם", -1.0), ("זועמות", -1.0),
    ("זועמים", -1.0), ("זועמת", -1.0), ("חושש", -0.5), ("חוששים", -0.5), ("חוששת", -0.5), ("חיובי", 0.5),
    ("חיובית", 0.5), ("חסר-אונים", -1.0), ("חסרי-אונים", -1.0), ("חסרת-אונים", -1.0), ("חרד", -0.5),
    ("חרדה", -0.5), ("חשדן", -0.5), ("חשדני", -0.5), ("חשדניים", -0.5), ("חשדנים", -0.5),
    ("חשדנית", -0.5), ("כועס", -1.0), ("כועסות", -1.0), ("כועסים", -1.0), ("כועסת", -1.0),
    ("לחוץ", -0.5), ("לחוצה", -0.5), ("לחוצות", -0.5), ("לחוצים", -0.5), ("מאוים", -0.5),
    ("מאוימת", -0.5), ("מאוכזב", -0.5), ("מאוכזבות", -0.5), ("מאוכזבים", -0.5), ("מאוכזבת", -0.5),
    ("מאושר", 1.0), ("מאושרות", 1.0), ("מאושרים", 1.0), ("מאושרת", 1.0), ("מבואס", -0.5),
    ("מבואסים", -0.5), ("מבואסת", -0.5), ("מבולבל", -0.5), ("מבולבלות", -0.5), ("מבולבלים", -0.5),
    ("מבולבלת", -0.5), ("מדהים", 1.0), ("מדהימה", 1.0), ("מודאג", -0.5), ("מודאגות", -0.5),
    ("מודאגים", -0.5), ("מודאגת", -0.5), ("מוזנח", -0.5), ("מוזנחים", -0.5), ("מוזנחת", -0.5),
    ("מוטרד", -0.5), ("מוטרדים", -0.5), ("מוטרדת", -0.5), ("מוערך", 0.5), ("מוערכים", 0.5),
    ("מוערכת", 0.5), ("מוצף", -0.5), ("מוצפים", -0.5), ("מוצפת", -0.5), ("מוקיר", 1.0), ("מוקירה", 1.0),
    ("מוקל", 0.5), ("מושפל", -1.0), ("מושפלים", -1.0), ("מושפלת", -1.0), ("מותש", -0.5),
    ("מותשים", -0.5), ("מותשת", -0.5), ("מזועזע", -1.0), ("מזועזעת", -1.0), ("מזעזע", -1.0),
    ("מזעזעת", -1.0), ("מיואש", -1.0), ("מיואשות", -1.0), ("מיואשים", -1.0), ("מיואשת", -1.0),
    ("מלא-תקווה", 0.5), ("ממורמר", -0.5), ("ממורמרים", -0.5), ("ממורמרת", -0.5), ("מעודד", 0.5),
    ("מעודדת", 0.5), ("מעולה", 1.0), ("מעוניין", 0.5), ("מעוניינים", 0.5), ("מעוניינת", 0.5),
    ("מפוחד", -0.5), ("מפוחדת", -0.5), ("מפחד", -0.5), ("מפחדים", -0.5), ("מפחדת", -0.5), ("מצוין", 1.0),
    ("מצוינת", 1.0), ("מקווה", 0.5), ("מקשיבים", 0.5), ("מרומה", -1.0), ("מרומים", -1.0), ("מרוצה", 0.5),
    ("מרוצות", 0.5), ("מרוצים", 0.5), ("משועמם", -0.5), ("משועממים", -0.5), ("משועממת", -0.5),
    ("משועשע", 0.5), ("משועשעת", 0.5), ("מתוח", -0.5), ("מתוחה", -0.5), ("מתוחים", -0.5),
    ("מתוסכל", -0.5), ("מתוסכלות", -0.5), ("מתוסכלים", -0.5), ("מתוסכלת", -0.5), ("מתלהב", 1.0),
    ("מתלהבים", 1.0), ("מתלהבת", 1.0), ("מתעלמים", -0.5), ("מתעניין", 0.5), ("מתעניינים", 0.5),
    ("מתעניינת", 0.5), ("מתעצבן", -0.5), ("מתעצבנים", -0.5), ("מתעצבנת", -0.5), ("מתפעל", 1.0),
    ("מתפעלים", 1.0), ("מתפעלת", 1.0), ("מתרגש", 1.0), ("מתרגשות", 1.0), ("מתרגשים", 1.0),
    ("מתרגשת", 1.0), ("נבגד", -1.0), ("נבגדים", -1.0), ("נבגדת", -1.0), ("נבוך", -0.5), ("נבוכה", -0.5),
    ("נבוכים", -0.5), ("נגעל", -1.0), ("נגעלת", -1.0), ("נהדר", 1.0), ("נהדרת", 1.0), ("נוראי", -1.0),
    ("נוראית", -1.0), ("נטוש", -1.0), ("נטושה", -1.0), ("נטושים", -1.0), ("נינוח", 0.5), ("נינוחה", 0.5),
    ("נינוחים", 0.5), ("נלהב", 1.0), ("נלהבות", 1.0), ("נלהבים", 1.0), ("נלהבת", 1.0), ("נעימה", 0.5),
    ("נעלב", -1.0), ("נעלבים", -1.0), ("נעלבת", -1.0), ("נרגש", 1.0), ("נרגשות", 1.0), ("נרגשים", 1.0),
    ("נרגשת", 1.0), ("סומך", 0.5), ("סומכים", 0.5), ("סומכת", 0.5), ("סקרן", 0.5), ("סקרניות", 0.5),
    ("סקרנים", 0.5), ("סקרנית", 0.5), ("עצבני", -0.5), ("עצבניות", -0.5), ("עצבניים", -0.5),
    ("עצבנית", -0.5), ("עצוב", -0.5), ("עצובה", -0.5), ("עצובות", -0.5), ("עצובים", -0.5),
    ("קצר-רוח", -0.5), ("קצרת-רוח", -0.5), ("רגוע", 0.5), ("רגועה", 0.5), ("רגועות", 0.5),
    ("רגועים", 0.5), ("רותח", -1.0), ("רותחים", -1.0), ("רותחת", -1.0), ("שבע-רצון", 0.5),
    ("שבעות-רצון", 0.5), ("שבעי-רצון", 0.5), ("שבעת-רצון", 0.5), ("שונא", -1.0), ("שונאים", -1.0),
    ("שונאת", -1.0), ("שמח", 1.0), ("שמחה", 1.0), ("שמחות", 1.0), ("שמחים", 1.0), ("תקוע", -0.5),
    ("תקועה", -0.5), ("תקועים", -0.5),
];

/// Words that turn a feeling into its opposite, or cast doubt on it.
const TURNING: &[&str] = &[
    "not",
    "no",
    "never",
    "without",
    "hardly",
    "barely",
    "less",
    "but",
    "though",
    "if",
    "wish",
    "could",
    "should",
    "would",
    "don't",
    "doesn't",
    "didn't",
    "isn't",
    "wasn't",
    "can't",
    "won't",
    "לא",
    "אין",
    "בלי",
    "אבל",
    "אם",
    "פחות",
    "אף",
    "כאילו",
    "הלוואי",
];

/// The valence of a word or phrase for a feeling, -1 to 1; `None` when it is not in the list.
pub(in crate::check) fn valence(phrase: &str) -> Option<f64> {
    let phrase = phrase.trim();
    if let Some(value) = look_up(phrase) {
        return Some(value);
    }
    mean(phrase).map(|(value, _)| value)
}

/// The valence of a whole sentence when several of its words agree; most sentences have none.
pub(in crate::check) fn valence_of_sentence(text: &str) -> Option<f64> {
    mean(text).filter(|(_, count)| *count >= 2).map(|(value, _)| value)
}

/// The mean valence of the words of a text that are in the list, and their number; nothing when they
/// disagree in sign or when a word turns one of them around.
fn mean(text: &str) -> Option<(f64, u32)> {
    let (mut sum, mut count) = (0.0_f64, 0);
    for word in words(text) {
        if TURNING.iter().any(|turning| turning.chars().eq(word.chars().map(plain))) {
            return None;
        }
        if let Some(value) = look_up(word) {
            if sum * value < 0.0 {
                return None;
            }
            sum += value;
            count += 1;
        }
    }
    (count > 0).then(|| (sum / f64::from(count), count))
}

fn look_up(word: &str) -> Option<f64> {
    let list = if word.is_ascii() { ENGLISH } else { HEBREW };
    // UTF-8 sorts by bytes as it sorts by characters.
    let order = |known: &str| known.chars().cmp(word.chars().map(plain));
    list.binary_search_by(|(known, _)| order(known)).ok().map(|at| list[at].1)
}

/// A character in the form in which the lists hold it.
fn plain(c: char) -> char {
    match c {
        '’' => '\'',
        ' ' => '-',
        c => c.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [ENGLISH, HEBREW] {
            let words: Vec<_> = list.iter().map(|(word, _)| word.as_bytes()).collect();
            assert!(words.is_sorted());
        }
    }

    #[test]
    fn words_have_their_valence_in_both_languages() {
        for word in ["Relieved", "very happy", "מרוצה", "מרוצות", "שבע רצון", "אסיר-תודה"]
        {
            assert!(valence(word).is_some_and(|v| v > 0.0), "{word}");
        }
        for word in ["frustrated", "so angry", "מתוסכלת", "כועסים", "מאוכזב מאוד", "חסרי אונים"]
        {
            assert!(valence(word).is_some_and(|v| v < 0.0), "{word}");
        }
        for word in ["surprised", "מופתעת", "not happy", "לא מרוצה", "happy but tired", "glücklich", "", "x"]
        {
            assert_eq!(valence(word), None, "{word}");
        }
    }

    #[test]
    fn a_sentence_counts_only_when_its_words_agree() {
        assert!(valence_of_sentence("I was so relieved and grateful").is_some_and(|v| v > 0.0));
        assert_eq!(valence_of_sentence("Great, another form"), None);
        assert_eq!(valence_of_sentence("I would be happy and grateful if they called"), None);
    }
}
