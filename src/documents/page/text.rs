//! Texts of a document: runs that look differently, and whose they are.

use crate::draw::locale::fill;

/// Marks around what a user wrote while a template is filled in.
const ISOLATES: [char; 2] = ['\u{2068}', '\u{2069}'];

/// A text: runs in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Run>);

/// Neighbouring characters of one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// What they look like.
    pub look: Look,
    /// Whether somebody wrote them into a map, in whatever language and direction.
    pub is_users: bool,
}

/// What a run looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// Like the rest.
    #[default]
    Plain,
    /// Of more weight.
    Strong,
    /// A small label behind or before a text, such as what a claim rests on.
    Label,
}

impl Text {
    /// Words of ours.
    pub fn ours(text: impl Into<String>) -> Self {
        Self::default().and(text)
    }

    /// Words of a map.
    pub fn of_map(text: impl Into<String>) -> Self {
        Self::default().and_of_map(text)
    }

    /// A template of ours with its `{names}` replaced by words of a map.
    pub fn fill(template: &str, values: &[(&str, &str)]) -> Self {
        let marked = values.iter().map(|(name, value)| {
            let value = value.replace(ISOLATES, "");
            (*name, format!("{}{value}{}", ISOLATES[0], ISOLATES[1]))
        });
        let marked: Vec<_> = marked.collect();
        let values: Vec<_> = marked.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let filled = fill(template, &values);
        let runs = filled.split(ISOLATES).enumerate().filter(|(_, text)| !text.is_empty());
        let run = |(nth, text): (usize, &str)| Run {
            text: text.to_owned(),
            look: Look::Plain,
            is_users: nth % 2 == 1,
        };
        Self(runs.map(run).collect())
    }

    /// The same text with words of ours behind it.
    #[must_use]
    pub fn and(self, text: impl Into<String>) -> Self {
        self.run(text.into(), Look::Plain, false)
    }

    /// The same text with words of a map behind it.
    #[must_use]
    pub fn and_of_map(self, text: impl Into<String>) -> Self {
        self.run(text.into(), Look::Plain, true)
    }

    /// The same text with a label behind it, set apart by a space.
    #[must_use]
    pub fn labelled(self, text: impl Into<String>) -> Self {
        let apart = if self.is_empty() { self } else { self.and(" ") };
        apart.run(text.into(), Look::Label, false)
    }

    /// The same text with more weight.
    #[must_use]
    pub fn strong(mut self) -> Self {
        for run in self.0.iter_mut().filter(|run| run.look == Look::Plain) {
            run.look = Look::Strong;
        }
        self
    }

    /// Both texts, one behind the other.
    #[must_use]
    pub fn then(mut self, other: Text) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|run| run.text.is_empty())
    }

    /// How many words it has.
    pub fn word_count(&self) -> usize {
        super::words_in(&self.plain())
    }

    /// The characters alone.
    pub fn plain(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }

    fn run(mut self, text: String, look: Look, is_users: bool) -> Self {
        if !text.is_empty() {
            self.0.push(Run { text, look, is_users });
        }
        self
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::ours(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::ours(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_know_whose_words_are_whose() {
        let text = Text::fill("{who}: said {what}", &[("who", "a\u{2069}b"), ("what", "{who}")]);
        let runs: Vec<_> = text.0.iter().map(|run| (run.text.as_str(), run.is_users)).collect();
        assert_eq!(runs, [("ab", true), (": said ", false), ("{who}", true)]);
        assert_eq!(text.plain(), "ab: said {who}");
    }

    #[test]
    fn labels_keep_their_look() {
        let text = Text::ours("a").labelled("b").strong();
        let looks: Vec<_> = text.0.iter().map(|run| run.look).collect();
        assert_eq!(looks, [Look::Strong, Look::Strong, Look::Label]);
    }
}
