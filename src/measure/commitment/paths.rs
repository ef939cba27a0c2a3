//! Where customers go on to from each touchpoint.

use std::collections::{BTreeMap, HashMap};

use super::walk::{OneSquare, Onward, visits, walk};
use crate::model::{Branch, Journey, Touchpoint, TouchpointRef};

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
    /// It was supposed with the rules.
    Supposed,
    /// What is supposed of other ways of the touchpoint leaves so much.
    Rest,
}

/// Which shares of ways are supposed instead of what the map says: by the touchpoint they lead from, and the one they
/// lead to.
pub type SupposedWays = BTreeMap<String, BTreeMap<String, f64>>;

/// The ways of a whole journey.
pub(super) struct Paths {
    /// The ways on from each touchpoint.
    pub ways: Vec<Vec<CommitmentWay>>,
    /// How often a customer comes by each touchpoint, on average.
    pub visits: Vec<f64>,
    /// The probability that each touchpoint happens at one visit.
    happens: Vec<f64>,
    onward: Vec<Vec<Onward>>,
}

impl Paths {
    /// The ways that `next` names, or else to the touchpoint after; from the last one to the end.
    ///
    /// Where shares are supposed, the other ways of the touchpoint share what is left as they did before. Whoever can
    /// only stay where they are has come to the end.
    pub fn of(journey: &Journey, supposed: &SupposedWays) -> Self {
        let all: Vec<TouchpointRef<'_>> = journey.touchpoints().collect();
        let mut places: HashMap<&str, usize> = HashMap::with_capacity(all.len());
        for at in &all {
            places.entry(at.touchpoint.id()).or_insert(at.position);
        }
        let after = |position: usize| Some(position + 1).filter(|next| *next < all.len());
        let ways_under = |supposed: &SupposedWays| -> Vec<Vec<CommitmentWay>> {
            let ways = all.iter().map(|at| match at.touchpoint.next.as_slice() {
                [] => vec![CommitmentWay { to: after(at.position), share: 1.0, basis: WayBasis::Only }],
                next => {
                    let mut ways = ways_of(at.touchpoint, &places);
                    if let Some(shares) = supposed.get(at.touchpoint.id()) {
                        suppose(&mut ways, next, shares);
                    }
                    if ways.iter().all(|way| way.to == Some(at.position) || way.share <= 0.0) {
                        ways.iter_mut().for_each(|way| way.to = None);
                    }
                    ways
                }
            });
            ways.collect()
        };
        let ways = ways_under(supposed);
        let onward = onward(&ways);
        let visits = came_by(&onward);
        let happens = match supposed.is_empty() {
            true => happening(&all, &onward, &visits),
            false => {
                let onward = self::onward(&ways_under(&SupposedWays::new()));
                happening(&all, &onward, &came_by(&onward))
            }
        };
        Self { visits, happens, ways, onward }
    }

    /// The ways on from a touchpoint, for the engine.
    pub fn onward(&self, position: usize) -> &[Onward] {
        &self.onward[position]
    }

    /// The probability, 0 to 1, that a touchpoint happens to those who come by, each time they do. `reach` is the
    /// share of all customers who meet it once at least; where only some come by, that is a larger share of these, and
    /// stays so when others are supposed to come.
    pub fn happens(&self, at: TouchpointRef<'_>) -> f64 {
        self.happens[at.position]
    }
}

/// How likely each touchpoint has to be at one visit for its `reach` to come out.
///
/// With r for the chance of coming by once more, and t for the share of those who come by that meets it, that is
/// p = 1 − (1 − t) / (1 − r·t): who comes by k times misses it with (1 − p)^k.
fn happening(all: &[TouchpointRef<'_>], onward: &[Vec<Onward>], visits: &[f64]) -> Vec<f64> {
    let leads_back = |(place, ways): (usize, &Vec<Onward>)| {
        ways.iter().any(|way| way.to.is_some_and(|to| to <= place) && way.probability > 0.0)
    };
    let has_circle = onward.iter().enumerate().any(leads_back);
    let of = |at: &TouchpointRef<'_>| {
        let Some(reach) = at.touchpoint.reach else { return 1.0 };
        let visits = visits[at.position];
        let ever = if has_circle { ever_comes_by(onward, at.position) } else { visits };
        if ever <= reach.get() {
            return 1.0;
        }
        let (again, share) = ((1.0 - ever / visits).max(0.0), reach.get() / ever);
        1.0 - (1.0 - share) / (1.0 - again * share)
    };
    all.iter().map(of).collect()
}

/// The share of customers who come by a place, however often.
fn ever_comes_by(onward: &[Vec<Onward>], place: usize) -> f64 {
    let mut ending_there = onward.to_vec();
    ending_there[place] = vec![Onward { to: None, probability: 1.0 }];
    came_by(&ending_there)[place]
}

fn onward(ways: &[Vec<CommitmentWay>]) -> Vec<Vec<Onward>> {
    let of = |way: &CommitmentWay| Onward { to: way.to, probability: way.share };
    ways.iter().map(|ways| ways.iter().map(of).collect()).collect()
}

fn came_by(onward: &[Vec<Onward>]) -> Vec<f64> {
    walk(&OneSquare(onward), 0).came.iter().map(|came| visits(came)).collect()
}

fn ways_of(touchpoint: &Touchpoint, places: &HashMap<&str, usize>) -> Vec<CommitmentWay> {
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
    let ways = next.iter().map(|way| {
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
    });
    ways.collect()
}

/// Gives ways the shares that are supposed of them, and the others what is left.
fn suppose(ways: &mut [CommitmentWay], next: &[Branch], shares: &BTreeMap<String, f64>) {
    let mut open = shares.clone();
    // Of two ways to one touchpoint the first stands for both.
    let given = next
        .iter()
        .map(|way| shares.get(way.to.as_str()).map(|_| open.remove(way.to.as_str()).unwrap_or(0.0)));
    let given: Vec<Option<f64>> = given.collect();
    let taken: f64 = given.iter().flatten().sum();
    let is_free = |given: &Option<f64>| given.is_none();
    let count = given.iter().filter(|given| is_free(given)).count();
    let before: f64 =
        ways.iter().zip(&given).filter(|(_, given)| is_free(given)).map(|(way, _)| way.share).sum();
    let left = (1.0 - taken).max(0.0);
    for (way, given) in ways.iter_mut().zip(&given) {
        way.share = match given {
            Some(share) => *share,
            None if before > 0.0 => way.share / before * left,
            None => left / count as f64,
        };
        way.basis = match way.basis {
            WayBasis::Nowhere => WayBasis::Nowhere,
            _ if given.is_some() => WayBasis::Supposed,
            _ => WayBasis::Rest,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::testing;

    fn shares(next: &str, supposed: &[(&str, f64)]) -> Vec<f64> {
        let journey = testing::journey(&format!(
            "journey: a\ntitle: A\nstages:\n  - name: S\n    touchpoints:\n      - {{id: a, name: A, channel: web, \
             next: {next}}}\n      - {{id: b, name: B, channel: web}}\n      - {{id: c, name: C, channel: web}}\n      \
             - {{id: d, name: D, channel: web}}\n"
        ));
        let supposed = supposed.iter().map(|(to, share)| ((*to).to_owned(), *share)).collect();
        let paths = Paths::of(&journey, &SupposedWays::from([("a".to_owned(), supposed)]));
        paths.ways[0].iter().map(|way| way.share).collect()
    }

    #[test]
    fn what_is_supposed_is_made_up_by_the_others() {
        let close = |found: Vec<f64>, wanted: &[f64]| {
            let is_close =
                found.len() == wanted.len() && found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-12);
            assert!(is_close, "{found:?} is not {wanted:?}");
        };
        let three = "[{to: b, share: 0.5}, {to: c, share: 0.3}, {to: d, share: 0.2}]";
        close(shares(three, &[("b", 0.75)]), &[0.75, 0.15, 0.1]);
        close(shares(three, &[("b", 0.0)]), &[0.0, 0.6, 0.4]);
        close(shares(three, &[("b", 0.1), ("d", 0.6)]), &[0.1, 0.3, 0.6]);
        close(shares(three, &[("b", 1.0)]), &[1.0, 0.0, 0.0]);
        close(shares("[{to: b}, {to: c}, {to: d}]", &[("c", 0.5)]), &[0.25, 0.5, 0.25]);
        close(shares("[{to: b, share: 1}, {to: c, share: 0}]", &[("b", 0.25)]), &[0.25, 0.75]);
        close(shares(three, &[]), &[0.5, 0.3, 0.2]);
        close(shares("[{to: b, share: 0.4}, {to: b, share: 0.2}, {to: c}]", &[("b", 0.9)]), &[0.9, 0.0, 0.1]);
    }

    /// That half of those who come by a touchpoint meet it is as true when fewer come by.
    #[test]
    fn reach_is_that_of_the_map() {
        let journey = testing::journey(
            "journey: a\ntitle: A\nstages:\n  - name: S\n    touchpoints:\n      - {id: a, name: A, channel: web, next: \
             [{to: b, share: 0.5}, {to: c, share: 0.5}]}\n      - {id: b, name: B, channel: web, reach: 0.25}\n      \
             - {id: c, name: C, channel: web}\n",
        );
        let supposed = BTreeMap::from([("b".to_owned(), 0.2)]);
        let paths = Paths::of(&journey, &SupposedWays::from([("a".to_owned(), supposed)]));
        let b = journey.touchpoint("b").unwrap();
        assert!((paths.happens(b) - 0.5).abs() < 1e-12 && (paths.visits[1] - 0.2).abs() < 1e-12);
    }

    /// Who comes by several times has several chances, and `reach` counts customers.
    #[test]
    fn reach_in_a_circle_counts_customers() {
        let happens = |reach: f64| {
            let journey = testing::journey(&format!(
                "journey: a\ntitle: A\nstages:\n  - name: S\n    touchpoints:\n      - {{id: a, name: A, next: \
                 [{{to: b, share: 0.6}}, {{to: c, share: 0.4}}]}}\n      - {{id: b, name: B, reach: {reach}, next: \
                 [{{to: b2, share: 0.5}}, {{to: c, share: 0.5}}]}}\n      - {{id: b2, name: B2, next: [{{to: b}}]}}\n      \
                 - {{id: c, name: C}}\n"
            ));
            let paths = Paths::of(&journey, &SupposedWays::new());
            assert!((paths.visits[1] - 1.2).abs() < 1e-9, "{}", paths.visits[1]);
            paths.happens(journey.touchpoint("b").unwrap())
        };
        assert!((happens(0.6) - 1.0).abs() < 1e-9);
        for reach in [0.1, 0.3, 0.5] {
            let p = happens(reach);
            // 0.6 come once at least, and each time half of them once more.
            let missed: f64 = (1..200).map(|times| 0.5f64.powi(times) * (1.0 - p).powi(times)).sum();
            assert!((0.6 * (1.0 - missed) - reach).abs() < 1e-9, "{reach}: {p}");
        }
    }
}
