//! Scores counted up by where they lie.

use crate::model::{LifecycleGroup, Phase};

/// Touchpoints and scores that lie in one place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// How many touchpoints there are.
    pub touchpoints: usize,
    /// How many of them are scored.
    pub scores: usize,
    /// The lowest score, -1 to 1.
    pub worst: Option<f64>,
    sum: f64,
}

impl Tally {
    /// Counts a touchpoint with its score.
    pub fn add(&mut self, v: Option<f64>) {
        self.touchpoints += 1;
        if let Some(v) = v {
            self.scores += 1;
            self.sum += v;
            self.worst = Some(self.worst.map_or(v, |worst| worst.min(v)));
        }
    }

    /// Counts what another one has counted.
    pub fn merge(&mut self, other: &Tally) {
        self.touchpoints += other.touchpoints;
        self.scores += other.scores;
        self.sum += other.sum;
        self.worst = [self.worst, other.worst].into_iter().flatten().reduce(f64::min);
    }

    /// The arithmetic mean of the scores, -1 to 1; each score weighs the same.
    pub fn mean(&self) -> Option<f64> {
        (self.scores > 0).then(|| self.sum / self.scores as f64)
    }
}

/// Tallies of the places of a vocabulary, and of what lies in none of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tallies<const N: usize>([Tally; N]);

/// Tallies of the seven groups of a lifecycle, and of what lies in none.
pub type ByGroup = Tallies<{ LifecycleGroup::ALL.len() + 1 }>;

/// Tallies of before, during and after, and of what lies in none.
pub type ByPhase = Tallies<{ Phase::ALL.len() + 1 }>;

impl<const N: usize> Default for Tallies<N> {
    fn default() -> Self {
        Self([Tally::default(); N])
    }
}

impl<const N: usize> Tallies<N> {
    /// All of them together.
    pub fn all(&self) -> Tally {
        let mut all = Tally::default();
        self.0.iter().for_each(|tally| all.merge(tally));
        all
    }

    /// Counts what others have counted.
    pub fn merge(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| own.merge(other));
    }
}

impl ByGroup {
    /// The tally of a group.
    pub fn of(&self, group: Option<LifecycleGroup>) -> &Tally {
        &self.0[group.map_or(LifecycleGroup::ALL.len(), |group| group as usize)]
    }

    pub(super) fn of_mut(&mut self, group: Option<LifecycleGroup>) -> &mut Tally {
        &mut self.0[group.map_or(LifecycleGroup::ALL.len(), |group| group as usize)]
    }
}

impl ByPhase {
    /// The tally of a phase.
    pub fn of(&self, phase: Option<Phase>) -> &Tally {
        &self.0[phase.map_or(Phase::ALL.len(), |phase| phase as usize)]
    }

    pub(super) fn of_mut(&mut self, phase: Option<Phase>) -> &mut Tally {
        &mut self.0[phase.map_or(Phase::ALL.len(), |phase| phase as usize)]
    }
}
