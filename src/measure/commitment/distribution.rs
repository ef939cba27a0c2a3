//! The engine under the board: shares of customers on squares, and the ways they go.

/// The last square.
pub const HIGHEST: u8 = 100;

/// A probability below this is the dust of adding up floating-point numbers.
const DUST: f64 = 1e-9;

/// Moves the shares on the squares of a board: `ways` tells where a token on a square goes with what
/// probability, by calling back once for each way. What the board is, with jumps or without, is its matter.
pub fn spread(shares: &[f64], mut ways: impl FnMut(usize, &mut dyn FnMut(usize, f64))) -> Vec<f64> {
    let mut after = vec![0.0; shares.len()];
    for (square, share) in shares.iter().enumerate().filter(|(_, share)| **share > 0.0) {
        ways(square, &mut |to, probability| after[to] += share * probability);
    }
    after
}

/// The moves a step may make, each with its probability; what is missing to 1 stays where it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ways(Vec<(i32, f64)>);

impl Ways {
    pub fn new(moves: impl IntoIterator<Item = (i32, f64)>) -> Self {
        Ways(moves.into_iter().collect())
    }

    /// A sure move.
    pub fn one(squares: i32) -> Self {
        Ways(vec![(squares, 1.0)])
    }

    /// These moves with a probability, else the others.
    pub fn or(self, others: Ways, probability: f64) -> Self {
        let these = self.0.into_iter().map(|(squares, p)| (squares, p * probability));
        Ways(
            these
                .chain(others.0.into_iter().map(|(squares, p)| (squares, p * (1.0 - probability))))
                .collect(),
        )
    }

    /// The same moves, if the step happens at all.
    pub fn happening(self, probability: f64) -> Self {
        self.or(Ways::default(), probability)
    }

    /// Where a token may land, clipped to the board, with probabilities that add up to 1.
    fn each(&self, square: usize, mut land: impl FnMut(usize, f64)) {
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

/// The value of standing on each square before a step, from the values after it.
pub(super) fn value_before(values: &[f64], ways: &Ways) -> Vec<f64> {
    let value = |square| {
        let mut value = 0.0;
        ways.each(square, |to, probability| value += probability * values[to]);
        value
    };
    (0..values.len()).map(value).collect()
}

/// Where a customer may stand: the probability of every commitment from 0 to 100.
#[derive(Clone, Debug, PartialEq)]
pub struct CommitmentSpread(Vec<f64>);

impl CommitmentSpread {
    /// Surely on a square; past the last it is the last.
    pub fn on(square: u8) -> Self {
        let mut shares = vec![0.0; usize::from(HIGHEST) + 1];
        shares[usize::from(square.min(HIGHEST))] = 1.0;
        CommitmentSpread(shares)
    }

    /// The probabilities of 0 to 100, in order.
    pub fn shares(&self) -> &[f64] {
        &self.0
    }

    /// The expected commitment, 0 to 100. With a spread of two heaps nobody stands there; read it beside the
    /// percentiles.
    pub fn expected(&self) -> f64 {
        self.0.iter().enumerate().map(|(square, share)| square as f64 * share).sum()
    }

    /// The standard deviation, in squares.
    pub fn deviation(&self) -> f64 {
        let mean = self.expected();
        let off = |square: usize| (square as f64 - mean).powi(2);
        self.0.iter().enumerate().map(|(square, share)| off(square) * share).sum::<f64>().sqrt()
    }

    /// The lowest commitment that a share of the customers, from 0 to 1, don't exceed.
    pub fn percentile(&self, share: f64) -> u8 {
        let mut below = 0.0;
        let found = self.0.iter().position(|here| {
            below += here;
            below + DUST >= share
        });
        found.map_or(HIGHEST, |square| square as u8)
    }

    /// The share of customers, 0 to 1, whom nothing binds any more.
    pub fn lost(&self) -> f64 {
        self.0[0].clamp(0.0, 1.0)
    }

    /// The mean of what each square is worth.
    pub(super) fn mean_of(&self, values: &[f64]) -> f64 {
        self.0.iter().zip(values).map(|(share, value)| share * value).sum()
    }

    pub(super) fn moved(&self, ways: &Ways) -> Self {
        CommitmentSpread(spread(&self.0, |square, land| ways.each(square, land)))
    }
}
