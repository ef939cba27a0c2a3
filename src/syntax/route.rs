//! The way from the root of a document to a value.

use std::fmt;

/// One step of a [`Route`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A key of the format.
    Key(&'static str),
    /// A key that the user chose.
    Name(Box<str>),
    /// A place in a list, from 0.
    Index(usize),
}

/// The way from the root of a document to a value, such as `stages[2].touchpoints[0].emotion`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(Vec<Step>);

impl Route {
    /// The root.
    pub fn root() -> Self {
        Self::default()
    }

    /// One key further.
    #[must_use]
    pub fn key(mut self, key: &'static str) -> Self {
        self.0.push(Step::Key(key));
        self
    }

    /// One key of the user's own further.
    #[must_use]
    pub fn name(mut self, name: &str) -> Self {
        self.0.push(Step::Name(name.into()));
        self
    }

    /// One list item further.
    #[must_use]
    pub fn index(mut self, index: usize) -> Self {
        self.0.push(Step::Index(index));
        self
    }

    /// The steps from the root.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            let dot = if at == 0 { "" } else { "." };
            match step {
                Step::Key(key) => write!(f, "{dot}{key}")?,
                Step::Name(name) => write!(f, "{dot}{name}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Route;

    #[test]
    fn reads_like_a_path() {
        let route = Route::root().key("stages").index(2).key("emotion").name("dana");
        assert_eq!(route.to_string(), "stages[2].emotion.dana");
    }
}
