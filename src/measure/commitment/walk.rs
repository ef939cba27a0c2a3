//! The engine under the board: tokens that walk from place to place while they stand on squares.
//!
//! It is an absorbing Markov chain over places and squares, worked out place by place: every place passes on
//! all who came to it at once, in an order in which nobody comes to a place that is done. Only where ways lead
//! back is there a circle, which is gone round until nobody is left in it, or a bound is reached.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

/// A share of tokens below this is as good as none.
const NOBODY: f64 = 1e-13;

/// How often a circle is gone round at most.
const MOST_ROUNDS: usize = 10_000;

/// How often places pass on tokens at most before circles are given up.
const MOST_TURNS: usize = 100_000;

/// A way on from a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Onward {
    /// The place it leads to; `None` for the end.
    pub to: Option<usize>,
    /// The probability, 0 to 1, that it is taken.
    pub probability: f64,
}

/// What is played. Places and squares count from 0.
pub(super) trait Game {
    /// How many places there are.
    fn places(&self) -> usize;

    /// How many squares there are.
    fn squares(&self) -> usize;

    /// Where a token on a square lands that comes to a place: calls back once for each square, with
    /// probabilities that add up to 1.
    fn lands(&self, place: usize, square: usize, land: &mut dyn FnMut(usize, f64));

    /// The ways on from a place, with probabilities that add up to 1.
    fn onward(&self, place: usize) -> &[Onward];

    /// Whether a token that lands on a square is done, wherever it is.
    fn is_goal(&self, _square: usize) -> bool {
        false
    }
}

/// Places without a board, joined by ways.
pub(super) struct OneSquare<'w>(pub &'w [Vec<Onward>]);

impl Game for OneSquare<'_> {
    fn places(&self) -> usize {
        self.0.len()
    }

    fn squares(&self) -> usize {
        1
    }

    fn lands(&self, _: usize, square: usize, land: &mut dyn FnMut(usize, f64)) {
        land(square, 1.0);
    }

    fn onward(&self, place: usize) -> &[Onward] {
        &self.0[place]
    }
}

/// What became of all tokens. Shares are of all that began, by square.
#[derive(Clone, Debug)]
pub(super) struct Walk {
    /// On which squares tokens came to each place, added up over all times they came.
    pub came: Vec<Vec<f64>>,
    /// On which squares they left it.
    pub went: Vec<Vec<f64>>,
    /// On which squares they ended.
    pub ended: Vec<f64>,
    /// The circles they went round in, in the order they came to them.
    pub circles: Vec<Round>,
    /// How often a place passed on tokens.
    pub turns: usize,
}

/// Places that lead back to each other.
#[derive(Clone, Debug)]
pub(super) struct Round {
    /// The places, in order.
    pub places: Vec<usize>,
    /// The share of tokens that left the circle after going round once, twice, and so on.
    pub left: Vec<f64>,
    /// The share that was still in it when the bound was reached; it ended on the squares it stood on.
    pub remaining: f64,
}

/// How many times tokens came to a place, on average.
pub(super) fn visits(came: &[f64]) -> f64 {
    came.iter().sum()
}

/// Lets tokens walk from the first place, all from one square, until they end.
pub(super) fn walk(game: &impl Game, start: usize) -> Walk {
    let (places, squares) = (game.places(), game.squares());
    let mut played = Walk {
        came: vec![vec![0.0; squares]; places],
        went: vec![vec![0.0; squares]; places],
        ended: vec![0.0; squares],
        circles: Vec::new(),
        turns: 0,
    };
    let mut waiting: Vec<Vec<f64>> = vec![Vec::new(); places];
    match waiting.first_mut() {
        Some(first) => {
            first.resize(squares, 0.0);
            first[start] = 1.0;
        }
        None => played.ended[start] = 1.0,
    }
    for group in groups(game) {
        played.pass(game, &group, &mut waiting);
    }
    played
}

impl Walk {
    /// Lets all who wait at the places of a group go on until none of them is left there.
    fn pass(&mut self, game: &impl Game, group: &Group, waiting: &mut [Vec<f64>]) {
        let waits = |waiting: &[Vec<f64>]| -> f64 {
            group.places.iter().map(|place| waiting[*place].iter().sum::<f64>()).sum()
        };
        let mut open = waits(waiting);
        let mut left = Vec::new();
        while open > NOBODY && left.len() < MOST_ROUNDS && (self.turns < MOST_TURNS || left.is_empty()) {
            for place in &group.places {
                let here = std::mem::take(&mut waiting[*place]);
                if !here.is_empty() {
                    self.turn(game, *place, &here, waiting);
                }
            }
            let still = waits(waiting);
            left.push(open - still);
            open = still;
        }
        for place in &group.places {
            for (ended, here) in self.ended.iter_mut().zip(std::mem::take(&mut waiting[*place])) {
                *ended += here;
            }
        }
        if group.is_circle && !left.is_empty() {
            let remaining = if open > NOBODY { open } else { 0.0 };
            self.circles.push(Round { places: group.places.clone(), left, remaining });
        }
    }

    /// Moves those who came to a place, and sends them on.
    fn turn(&mut self, game: &impl Game, place: usize, here: &[f64], waiting: &mut [Vec<f64>]) {
        self.turns += 1;
        let mut landed = vec![0.0; here.len()];
        for (square, share) in here.iter().enumerate().filter(|(_, share)| **share > 0.0) {
            self.came[place][square] += share;
            game.lands(place, square, &mut |to, probability| landed[to] += share * probability);
        }
        for (square, share) in landed.iter_mut().enumerate() {
            self.went[place][square] += *share;
            if game.is_goal(square) {
                self.ended[square] += std::mem::take(share);
            }
        }
        for way in game.onward(place).iter().filter(|way| way.probability > 0.0) {
            let into = match way.to {
                Some(next) => &mut waiting[next],
                None => &mut self.ended,
            };
            into.resize(landed.len(), 0.0);
            for (into, share) in into.iter_mut().zip(&landed) {
                *into += share * way.probability;
            }
        }
    }
}

/// What it is worth to leave each place on each square, as far as the end is worth its square; for games in
/// which nobody goes in circles. A circle that nobody comes to is worth nothing.
pub(super) fn worth_of_leaving(game: &impl Game) -> Vec<Vec<f64>> {
    let squares = game.squares();
    let end: Vec<f64> = (0..squares).map(|square| square as f64).collect();
    let mut coming = vec![vec![0.0; squares]; game.places()];
    let mut leaving = vec![Vec::new(); game.places()];
    for place in groups(game).into_iter().rev().flat_map(|group| group.places) {
        let worth = |square: usize| {
            let of = |way: &Onward| way.probability * way.to.map_or(&end, |next| &coming[next])[square];
            let taken = game.onward(place).iter().filter(|way| way.probability > 0.0);
            if game.is_goal(square) { end[square] } else { taken.map(of).sum() }
        };
        leaving[place] = (0..squares).map(worth).collect();
        coming[place] = (0..squares).map(|square| mean_after(game, place, square, &leaving[place])).collect();
    }
    leaving
}

/// What each square is worth, on average over where a token lands.
fn mean_after(game: &impl Game, place: usize, square: usize, worth: &[f64]) -> f64 {
    let mut mean = 0.0;
    game.lands(place, square, &mut |to, probability| mean += probability * worth[to]);
    mean
}

/// Places that are passed together: one, or those of a circle.
struct Group {
    places: Vec<usize>,
    is_circle: bool,
}

/// The places in an order in which ways lead onward only, except within a circle.
fn groups(game: &impl Game) -> Vec<Group> {
    let ways = || {
        let of = |place| game.onward(place).iter().map(move |way| (place, way));
        let taken = (0..game.places()).flat_map(of).filter(|(_, way)| way.probability > 0.0);
        taken.filter_map(|(place, way)| Some((place, way.to?)))
    };
    let mut graph: DiGraph<(), ()> = DiGraph::with_capacity(game.places(), game.places());
    for _ in 0..game.places() {
        graph.add_node(());
    }
    graph.extend_with_edges(ways().map(|(from, to)| (NodeIndex::new(from), NodeIndex::new(to))));
    let mut leads_to_itself = vec![false; game.places()];
    ways().filter(|(from, to)| from == to).for_each(|(place, _)| leads_to_itself[place] = true);
    let group = |nodes: Vec<NodeIndex>| {
        let mut places: Vec<usize> = nodes.into_iter().map(NodeIndex::index).collect();
        places.sort_unstable();
        let is_circle = places.len() > 1 || places.iter().any(|place| leads_to_itself[*place]);
        Group { places, is_circle }
    };
    kosaraju_scc(&graph).into_iter().rev().map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(a: f64, b: f64, by: f64) {
        assert!((a - b).abs() <= by, "{a} is not {b}");
    }

    /// The board that Milton Bradley has printed since 1943: one die, the last square to be hit exactly.
    struct ChutesAndLadders;

    const JUMPS: [(usize, usize); 19] = [
        (1, 38),
        (4, 14),
        (9, 31),
        (16, 6),
        (21, 42),
        (28, 84),
        (36, 44),
        (47, 26),
        (49, 11),
        (51, 67),
        (56, 53),
        (62, 19),
        (64, 60),
        (71, 91),
        (80, 100),
        (87, 24),
        (93, 73),
        (95, 75),
        (98, 78),
    ];

    impl Game for ChutesAndLadders {
        fn places(&self) -> usize {
            1
        }

        fn squares(&self) -> usize {
            101
        }

        fn lands(&self, _: usize, square: usize, land: &mut dyn FnMut(usize, f64)) {
            for pips in 1..=6 {
                let thrown = if square + pips > 100 { square } else { square + pips };
                let to = JUMPS.iter().find(|(from, _)| *from == thrown).map_or(thrown, |(_, to)| *to);
                land(to, 1.0 / 6.0);
            }
        }

        fn onward(&self, _: usize) -> &[Onward] {
            &[Onward { to: Some(0), probability: 1.0 }]
        }

        fn is_goal(&self, square: usize) -> bool {
            square == 100
        }
    }

    #[test]
    fn chutes_and_ladders() {
        let played = walk(&ChutesAndLadders, 0);
        // A throw is a visit to the only place there is.
        close(visits(&played.came[0]), 39.225_122_308_251_215, 1e-9);
        close(played.ended[100], 1.0, 1e-12);
        let [circle] = played.circles.as_slice() else { panic!("one circle") };
        assert_eq!((circle.places.as_slice(), circle.remaining), (&[0][..], 0.0));
        let least = circle.left.iter().position(|share| *share > NOBODY).unwrap();
        let mode = (0..circle.left.len()).max_by(|a, b| circle.left[*a].total_cmp(&circle.left[*b])).unwrap();
        let mut done = 0.0;
        let median = circle.left.iter().position(|share| {
            done += share;
            done >= 0.5
        });
        assert_eq!((least + 1, median.unwrap() + 1, mode + 1), (7, 32, 22));
    }

    fn to(place: usize, probability: f64) -> Onward {
        Onward { to: Some(place), probability }
    }

    const END: Onward = Onward { to: None, probability: 1.0 };

    #[test]
    fn everybody_gets_somewhere() {
        let ways: [Vec<Onward>; 5] = [
            vec![to(3, 0.25), to(1, 0.75)],
            vec![to(2, 0.5), to(1, 0.5)],
            vec![END],
            vec![to(2, 1.0)],
            vec![END],
        ];
        let played = walk(&OneSquare(&ways), 0);
        let came: Vec<f64> = played.came.iter().map(|came| visits(came)).collect();
        for (found, wanted) in came.iter().zip([1.0, 1.5, 1.0, 0.25, 0.0]) {
            close(*found, wanted, 1e-12);
        }
        close(played.ended[0], 1.0, 1e-12);
        assert_eq!(played.circles[0].places, [1]);
        close(played.circles[0].left[1], 0.1875, 1e-12);
    }

    #[test]
    fn a_circle_without_a_way_out_is_given_up() {
        let played = walk(&OneSquare(&[vec![to(1, 1.0)], vec![to(2, 1.0)], vec![to(1, 1.0)]]), 0);
        close(played.circles[0].remaining, 1.0, 1e-9);
        assert_eq!(played.circles[0].left.len(), MOST_ROUNDS);
        close(played.ended[0], 1.0, 1e-9);
        assert_eq!(walk(&OneSquare(&[]), 0).ended, [1.0]);
    }
}
