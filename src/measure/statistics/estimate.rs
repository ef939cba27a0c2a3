//! What may be said with how many answers.

/// From how many answers a statistic may be shown at all.
const FEWEST: u32 = 5;
/// From how many answers it may stand without a warning.
pub const ENOUGH: u32 = 10;

/// A statistic together with whether there are answers enough for it.
///
/// Under 5 answers the value is not kept, so that nobody shows it by mistake: the answers can be told one
/// by one. From 5 to 9 it must be shown with a warning. The limits are those that surveys of hospital
/// patients are published by (Picker); a convention.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Estimate<T> {
    /// Fewer than five answers, and so no statistic.
    Withheld {
        /// How many.
        n: u32,
    },
    /// Five to nine answers: to be shown with a warning.
    Small {
        /// How many.
        n: u32,
        /// The statistic.
        value: T,
    },
    /// Ten answers or more.
    Sound {
        /// How many.
        n: u32,
        /// The statistic.
        value: T,
    },
}

impl<T> Estimate<T> {
    /// A statistic of `n` answers.
    pub fn new(n: u32, value: T) -> Self {
        match n {
            0..FEWEST => Self::Withheld { n },
            FEWEST..ENOUGH => Self::Small { n, value },
            _ => Self::Sound { n, value },
        }
    }

    /// How many answers it rests on.
    pub fn n(&self) -> u32 {
        match self {
            Self::Withheld { n } | Self::Small { n, .. } | Self::Sound { n, .. } => *n,
        }
    }

    /// The statistic, where there are enough answers to say anything.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Withheld { .. } => None,
            Self::Small { value, .. } | Self::Sound { value, .. } => Some(value),
        }
    }

    /// Whether there are enough answers to say anything.
    pub fn is_shown(&self) -> bool {
        !matches!(self, Self::Withheld { .. })
    }

    /// The statistic of something that follows from this one.
    pub fn map<U>(&self, next: impl FnOnce(&T) -> U) -> Estimate<U> {
        match self {
            Self::Withheld { n } => Estimate::Withheld { n: *n },
            Self::Small { n, value } => Estimate::Small { n: *n, value: next(value) },
            Self::Sound { n, value } => Estimate::Sound { n: *n, value: next(value) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_few_answers_say_nothing() {
        for n in [0, 1, 4] {
            assert_eq!(Estimate::new(n, "x"), Estimate::Withheld { n });
        }
        for n in [5, 9] {
            assert_eq!(Estimate::new(n, "x"), Estimate::Small { n, value: "x" });
        }
        for n in [10, 4_000] {
            assert_eq!(Estimate::new(n, "x").map(|x| x.len()), Estimate::Sound { n, value: 1 });
        }
    }
}
