//! The moments of truth of a journey on a board of a hundred squares, to be played.

use super::{Commitment, HIGHEST};
use crate::model::Valence;

/// Squares below a snake's head and above a ladder's foot: with less than two rows there is nothing to fear
/// or to hope for.
const ROOM: u8 = 20;

/// A row. A ladder or snake that is cut short by the board's edge still goes this far.
const ROW: u8 = 10;

/// The first square and the last; nothing starts on them.
const ENDS: (u8, u8) = (1, HIGHEST);

/// A moment of truth on the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoardPiece {
    /// The touchpoint's place in the journey.
    pub position: usize,
    /// Which way it can turn.
    pub valence: Valence,
    /// The squares of the ladder's foot and top.
    pub ladder: Option<(u8, u8)>,
    /// The squares of the snake's head and the tip of its tail.
    pub snake: Option<(u8, u8)>,
}

/// Where the snakes and ladders of a journey stand on a board of squares 1 to 100.
///
/// Each begins on the commitment expected just before its moment of truth and leads as far as the moment
/// does; one that would leave the board ends at its edge. No square is the end of two: the later one moves
/// to the nearest that is free. A snake begins at least two rows above the first square and a ladder two
/// rows below the last (conventions of the game, not of the model).
pub fn board(told: &Commitment<'_>) -> Vec<BoardPiece> {
    let mut taken = [false; HIGHEST as usize + 1];
    let mut pieces = Vec::new();
    for (position, moment) in told.moments() {
        let square = told.leap(position, moment).from.round() as u8;
        let climbs = moment.valence != Valence::Negative;
        let slides = moment.valence != Valence::Positive;
        let (up, down) = (i16::from(moment.up), -i16::from(moment.down));
        let ladder = climbs.then(|| place(&mut taken, (ENDS.0 + 1, ENDS.1 - ROOM), square, up)).flatten();
        let snake = slides.then(|| place(&mut taken, (ENDS.0 + ROOM, ENDS.1 - 1), square, down)).flatten();
        pieces.push(BoardPiece { position, valence: moment.valence, ladder, snake });
    }
    pieces
}

/// The free square nearest to `wanted` within bounds from which a leap is free, and where it leads; the
/// higher one of two equally near.
fn place(taken: &mut [bool], (least, most): (u8, u8), wanted: u8, leap: i16) -> Option<(u8, u8)> {
    let wanted = wanted.clamp(least, most);
    let near = |(from, _): &(u8, u8)| (from.abs_diff(wanted), std::cmp::Reverse(*from));
    let free = (least..=most).filter(|square| !taken[usize::from(*square)]);
    let (from, to) = free.filter_map(|from| Some((from, leads(taken, from, leap)?))).min_by_key(near)?;
    taken[usize::from(from)] = true;
    taken[usize::from(to)] = true;
    Some((from, to))
}

/// Where a leap from a square ends, if there is room: where it should, or, cut short by the board's edge, on
/// the free square next to the edge.
fn leads(taken: &[bool], from: u8, leap: i16) -> Option<u8> {
    let meant = i16::from(from) + leap;
    let is_free = |square: &u8| !taken[usize::from(*square)];
    let far = |square: &u8| square.abs_diff(from) >= ROW;
    match meant {
        _ if leap == 0 => None,
        meant if meant < i16::from(ENDS.0) => (ENDS.0..from).filter(far).find(is_free),
        meant if meant > i16::from(ENDS.1) => (from + 1..=ENDS.1).rev().filter(far).find(is_free),
        meant => u8::try_from(meant).ok().filter(is_free),
    }
}

#[cfg(test)]
mod tests {
    use crate::measure::{CommitmentRules, commitment};
    use crate::model::{Journey, MomentOfTruth, Stage, Touchpoint};

    use super::*;

    fn pieces(valences: &[Valence], start: u8) -> Vec<BoardPiece> {
        let moment = |valence: &Valence| Touchpoint {
            moment_of_truth: Some(Box::new(MomentOfTruth {
                valence: Some(*valence),
                ..MomentOfTruth::default()
            })),
            ..Touchpoint::default()
        };
        let touchpoints = valences.iter().map(moment).collect();
        let journey =
            Journey { stages: vec![Stage { touchpoints, ..Stage::default() }], ..Journey::default() };
        let rules = CommitmentRules { start: Some(start), success: 1.0, ..CommitmentRules::default() };
        board(&commitment(&journey, &rules)[0])
    }

    #[test]
    fn pieces_stand_where_the_line_does() {
        let found = pieces(&[Valence::Positive, Valence::Negative], 30);
        assert_eq!((found[0].ladder, found[0].snake), (Some((30, 50)), None));
        // 50 is where the ladder ends, so the snake begins beside it.
        assert_eq!((found[1].ladder, found[1].snake), (None, Some((51, 21))));
        let low = pieces(&[Valence::Either, Valence::Negative], 0);
        assert_eq!((low[0].ladder, low[0].snake), (Some((2, 22)), Some((21, 1))));
        assert_eq!(low[1].snake, Some((23, 3)));
        assert_eq!(pieces(&[Valence::Positive], 100)[0].ladder, Some((80, 100)));
    }

    #[test]
    fn no_square_is_the_end_of_two() {
        let found = pieces(&[Valence::Negative, Valence::Positive, Valence::Either].repeat(40), 40);
        assert_eq!(found.len(), 120);
        let placed = || found.iter().flat_map(|piece| [piece.ladder, piece.snake]).flatten();
        let mut ends: Vec<u8> = placed().flat_map(|(from, to)| [from, to]).collect();
        let count = ends.len();
        ends.sort_unstable();
        ends.dedup();
        assert_eq!(ends.len(), count);
        assert!(count > 40 && ends.iter().all(|square| (1..=100).contains(square)));
        assert!(placed().all(|(from, to)| from.abs_diff(to) >= ROW));
    }
}
