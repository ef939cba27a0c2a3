//! How far a touchpoint moves the customer.

use super::{CommitmentMoment, Die, HIGHEST, StepKind};
use crate::model::Valence;

/// Sides of a die less one: what a good experience can add to the one square of every encounter.
const PIPS: u32 = 5;

/// A probability below this is the dust of adding up floating-point numbers.
const DUST: f64 = 1e-12;

/// The moves a step may make, each with its probability; what is missing to 1 stays where it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Moves(Vec<(i32, f64)>);

impl Moves {
    /// What a step of a kind may do that felt like v, if it happens.
    pub fn of(kind: &StepKind, v: Option<f64>, die: Die) -> Self {
        let v = v.unwrap_or(0.0);
        match kind {
            StepKind::Alone => Moves::default(),
            StepKind::Ordinary => ordinary(v, die),
            StepKind::Moment(moment) => moment_of_truth(moment, v, die),
        }
    }

    /// These moves with a probability, else the others.
    fn or(self, others: Moves, probability: f64) -> Self {
        let these = self.0.into_iter().map(|(squares, p)| (squares, p * probability));
        Moves(
            these
                .chain(others.0.into_iter().map(|(squares, p)| (squares, p * (1.0 - probability))))
                .collect(),
        )
    }

    /// The same moves, if the step happens at all.
    pub fn happening(self, probability: f64) -> Self {
        if probability >= 1.0 { self } else { self.or(Moves::default(), probability) }
    }

    /// Where a token may land, clipped to the board, with probabilities that add up to 1.
    pub fn each(&self, square: usize, land: &mut dyn FnMut(usize, f64)) {
        let mut stays = 1.0;
        for (squares, probability) in &self.0 {
            let to = (square as i32 + squares).clamp(0, i32::from(HIGHEST));
            land(to as usize, *probability);
            stays -= probability;
        }
        if stays > DUST {
            land(square, stays);
        }
    }
}

/// The leap of a moment of truth.
fn moment_of_truth(moment: &CommitmentMoment, v: f64, die: Die) -> Moves {
    let well = match moment.valence {
        // A threat that did not come true is no gift: service that recovers well is not rewarded beyond
        // satisfaction (meta-analysis by de Matos et al. 2007).
        Valence::Negative => ordinary(v.max(0.0), die),
        Valence::Positive | Valence::Either => Moves(vec![(i32::from(moment.up), 1.0)]),
    };
    // A chance that was missed is a broken promise, so a positive moment falls as deep.
    well.or(Moves(vec![(-i32::from(moment.down), 1.0)]), moment.success)
}

/// The move of an ordinary encounter.
fn ordinary(v: f64, die: Die) -> Moves {
    let strength = v.abs().min(1.0);
    let squares = (0..=PIPS).map(|pips| {
        let probability = match die {
            Die::Fair => 1.0 / f64::from(PIPS + 1),
            Die::Loaded => {
                let chosen = [1.0, 5.0, 10.0, 10.0, 5.0, 1.0][pips as usize];
                chosen * strength.powi(pips as i32) * (1.0 - strength).powi((PIPS - pips) as i32)
            }
        };
        let squares = 1 + pips as i32;
        (if v < 0.0 { -squares } else { squares }, probability)
    });
    Moves(squares.filter(|(_, probability)| *probability > 0.0).collect())
}
