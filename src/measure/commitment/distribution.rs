//! Where customers may stand.

/// The last square.
pub const HIGHEST: u8 = 100;

/// How many squares there are.
pub(super) const SQUARES: usize = HIGHEST as usize + 1;

/// A probability below this is the dust of adding up floating-point numbers.
const DUST: f64 = 1e-9;

/// Where a customer may stand: the probability of every commitment from 0 to 100.
#[derive(Clone, Debug, PartialEq)]
pub struct CommitmentSpread(Vec<f64>);

impl CommitmentSpread {
    /// Surely on a square; past the last it is the last.
    pub fn on(square: u8) -> Self {
        let mut shares = vec![0.0; SQUARES];
        shares[usize::from(square.min(HIGHEST))] = 1.0;
        CommitmentSpread(shares)
    }

    /// The spread of those whose shares on the squares are given; `None` where there is nobody.
    pub(super) fn of(mut shares: Vec<f64>) -> Option<Self> {
        let total: f64 = shares.iter().sum();
        if total <= 0.0 {
            return None;
        }
        // Dividing by what is 1 but for dust would only add more of it.
        if (total - 1.0).abs() > DUST {
            shares.iter_mut().for_each(|share| *share /= total);
        }
        Some(CommitmentSpread(shares))
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
}
