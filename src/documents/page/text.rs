//! Texts of a document: runs that look differently, and whose directions are kept apart.

use crate::draw::locale::fill;
use crate::model::Direction;

/// Marks around what a template is filled with, until it is taken apart again.
const MARKS: [char; 2] = ['\u{2068}', '\u{2069}'];

/// A text: runs in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Run>);

/// Neighbouring characters of one look and one origin, such as a name from a map in a sentence of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// What they look like.
    pub look: Look,
}

/// What a run looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// Like the rest.
    #[default]
    Plain,
    /// Of more weight.
    Strong,
    /// A small label behind a text, such as what a claim rests on.
    Label,
}

impl Text {
    /// A template with its `{names}` replaced, each value a run of its own.
    pub fn fill(template: &str, values: &[(&str, &str)]) -> Self {
        let marked = values.iter().map(|(name, value)| {
            let value = value.replace(MARKS, "");
            (*name, format!("{}{value}{}", MARKS[0], MARKS[1]))
        });
        let marked: Vec<_> = marked.collect();
        let values: Vec<_> = marked.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fill(template, &values).split(MARKS).fold(Self::default(), |text, run| text.and(run))
    }

    /// The same with values that were just made.
    pub fn filled(template: &str, values: &[(&str, String)]) -> Self {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Self::fill(template, &values)
    }

    /// A template with its `{names}` replaced by texts.
    pub fn compose(template: &str, values: &[(&str, Text)]) -> Self {
        let mut text = Self::default();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, behind)) = after.split_once('}') else { break };
            let value = values.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
            text = text.and(before).and(value.unwrap_or_default());
            rest = behind;
        }
        text.and(rest)
    }

    /// The same text with another behind it.
    #[must_use]
    pub fn and(mut self, other: impl Into<Text>) -> Self {
        self.0.extend(other.into().0);
        self
    }

    /// The same text with a label behind it, set apart by a space; with none for an empty one.
    #[must_use]
    pub fn labelled(self, label: impl Into<String>) -> Self {
        let label = label.into();
        if label.is_empty() {
            return self;
        }
        let mut text = if self.is_empty() { self } else { self.and(" ") };
        text.0.push(Run { text: label, look: Look::Label });
        text
    }

    /// The same text with more weight.
    #[must_use]
    pub fn strong(mut self) -> Self {
        for run in self.0.iter_mut().filter(|run| run.look == Look::Plain) {
            run.look = Look::Strong;
        }
        self
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many words it has.
    pub fn word_count(&self) -> usize {
        super::words_in(&self.plain())
    }

    /// The characters alone.
    pub fn plain(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        let run = Run { text, look: Look::Plain };
        Self(Some(run).filter(|run| !run.text.is_empty()).into_iter().collect())
    }
}

impl Run {
    /// The direction it runs in by itself, when it has letters of the other direction than the document: they would
    /// turn over what stands beside it.
    ///
    /// That of the document, unless most words begin with letters of the other: a sentence may begin with a foreign
    /// name, and end with a long one.
    pub fn apart(&self, document: Direction) -> Option<Direction> {
        let is_against = |c: char| Direction::of_letter(c).is_some_and(|direction| direction != document);
        if !self.text.contains(is_against) {
            return None;
        }
        let words = self.text.split_whitespace();
        let begins = words.filter_map(|word| word.chars().find_map(Direction::of_letter));
        let (with, against): (Vec<_>, Vec<_>) = begins.partition(|direction| *direction == document);
        Some(if against.len() > 2 * with.len() { against[0] } else { document })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fills_a_template_stays_apart() {
        let text = Text::fill("{who}: said {what}", &[("who", "a\u{2069}b"), ("what", "{who}")]);
        let runs: Vec<_> = text.0.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(runs, ["ab", ": said ", "{who}"]);
        assert_eq!(text.plain(), "ab: said {who}");
    }

    #[test]
    fn texts_fill_templates_too() {
        let inner = Text::fill("mean {n}", &[("n", "−0.4")]);
        let text = Text::compose("{a}, {b}: {c}", &[("a", inner.clone()), ("b", Text::from("{a}"))]);
        let runs: Vec<_> = text.0.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(runs, ["mean ", "−0.4", ", ", "{a}", ": "]);
        assert_eq!(Text::compose("{", &[]).plain(), "{");
    }

    #[test]
    fn a_run_goes_the_way_of_its_words() {
        let apart = |text: &str, document| Text::from(text).0[0].apart(document);
        let (ltr, rtl) = (Direction::Ltr, Direction::Rtl);
        assert_eq!(apart("SMS לא הגיע", rtl), Some(rtl));
        assert_eq!(apart("מקבלת קוד ב-SMS", rtl), Some(rtl));
        assert_eq!(apart("לענות ב-WhatsApp", rtl), Some(rtl));
        assert_eq!(apart("car-test-drive", rtl), Some(ltr));
        assert_eq!(apart("מוקד 106", rtl), None);
        assert_eq!(apart("I call מוקד 106 now (before 8:00)", ltr), Some(ltr));
        assert_eq!(apart("מקבלת קוד ב-SMS", ltr), Some(rtl));
        assert_eq!(apart("12:30", ltr), None);
    }

    #[test]
    fn labels_keep_their_look() {
        let text = Text::from("a").labelled("b").strong();
        let looks: Vec<_> = text.0.iter().map(|run| run.look).collect();
        assert_eq!(looks, [Look::Strong, Look::Strong, Look::Label]);
        assert!(Text::from("").is_empty());
    }
}
