//! Where customers go on to from each touchpoint.

use std::collections::HashMap;

use super::walk::{OneSquare, Onward, visits, walk};
use crate::model::{Journey, Touchpoint, TouchpointRef};

/// How far one written share may be off by rounding to whole hundredths.
const ROUNDING: f64 = 0.005;

/// A way on from a touchpoint, as it is reckoned with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CommitmentWay {
    /// The place in the journey of the touchpoint it leads to; `None` for the end.
    pub to: Option<usize>,
    /// The share, 0 to 1, of those who stood there that takes it; all ways of a touchpoint add up to 1.
    pub share: f64,
    /// What the share rests on.
    pub basis: WayBasis,
}

/// What the share of a way rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayBasis {
    /// There is no other way.
    Only,
    /// It is written in the map.
    Written,
    /// It is written in the map, but those of the touchpoint don't add up to 1; they are scaled so that they
    /// do.
    Scaled,
    /// The map does not say; what the others leave is split evenly.
    Split,
    /// It leads to a touchpoint that does not exist, so it is taken for an end.
    Nowhere,
}

/// The ways of a whole journey.
pub(super) struct Paths {
    /// The ways on from each touchpoint.
    pub ways: Vec<Vec<CommitmentWay>>,
    /// How often a customer comes by each touchpoint, on average.
    pub visits: Vec<f64>,
    onward: Vec<Vec<Onward>>,
}

impl Paths {
    /// The ways that `next` names, or else to the touchpoint after; from the last one to the end.
    ///
    /// Whoever can only stay where they are has come to the end.
    pub fn of(journey: &Journey) -> Self {
        let all: Vec<TouchpointRef<'_>> = journey.touchpoints().collect();
        let mut places: HashMap<&str, usize> = HashMap::with_capacity(all.len());
        for at in &all {
            places.entry(at.touchpoint.id()).or_insert(at.position);
        }
        let after = |position: usize| Some(position + 1).filter(|next| *next < all.len());
        let ways = all.iter().map(|at| match at.touchpoint.next.as_slice() {
            [] => vec![CommitmentWay { to: after(at.position), share: 1.0, basis: WayBasis::Only }],
            _ => ways_of(at.touchpoint, at.position, &places),
        });
        let ways: Vec<Vec<CommitmentWay>> = ways.collect();
        let onward: Vec<Vec<Onward>> = ways
            .iter()
            .map(|ways| ways.iter().map(|way| Onward { to: way.to, probability: way.share }).collect())
            .collect();
        let came = walk(&OneSquare(&onward), 0).came;
        Self { visits: came.iter().map(|came| visits(came)).collect(), ways, onward }
    }

    /// The ways on from a touchpoint, for the engine.
    pub fn onward(&self, position: usize) -> &[Onward] {
        &self.onward[position]
    }

    /// The probability, 0 to 1, that a touchpoint happens to those who come by. `reach` is the share of all
    /// customers who meet it; where only some come by, that is a larger share of these.
    pub fn happens(&self, at: TouchpointRef<'_>) -> f64 {
        let Some(reach) = at.touchpoint.reach else { return 1.0 };
        let come = self.visits[at.position].min(1.0);
        if come > reach.get() { reach.get() / come } else { 1.0 }
    }
}

fn ways_of(touchpoint: &Touchpoint, position: usize, places: &HashMap<&str, usize>) -> Vec<CommitmentWay> {
    let next = &touchpoint.next;
    let written: f64 = next.iter().filter_map(|way| way.share).map(|share| share.get()).sum();
    let silent = next.iter().filter(|way| way.share.is_none()).count();
    let is_full = silent == 0 || written > 1.0;
    let rounding = ROUNDING * (next.len() - silent) as f64 + 1e-9;
    let scale = if is_full && written > 0.0 { 1.0 / written } else { 1.0 };
    let is_off = is_full && (written - 1.0).abs() > rounding;
    // Shares that are all 0 say nothing.
    let (each, split) = match silent {
        0 if written > 0.0 => (0.0, false),
        0 => (1.0 / next.len() as f64, true),
        silent => ((1.0 - written).max(0.0) / silent as f64, false),
    };
    let mut ways: Vec<CommitmentWay> = next
        .iter()
        .map(|way| {
            let to = places.get(way.to.as_str()).copied();
            let (share, basis) = match way.share {
                Some(share) if !split => (share.get() * scale, WayBasis::Written),
                _ => (each, WayBasis::Split),
            };
            let basis = match basis {
                _ if to.is_none() => WayBasis::Nowhere,
                WayBasis::Written if is_off => WayBasis::Scaled,
                _ if next.len() == 1 => WayBasis::Only,
                basis => basis,
            };
            CommitmentWay { to, share, basis }
        })
        .collect();
    if ways.iter().all(|way| way.to == Some(position) || way.share <= 0.0) {
        ways.iter_mut().for_each(|way| way.to = None);
    }
    ways
}
