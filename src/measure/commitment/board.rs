//! The moments of truth of a journey on a board of a hundred squares, to be played.

use super::{Commitment, HIGHEST};
use crate::model::Valence;

/// The least that a ladder climbs or a snake slides on the board, a row: less is no fun to play.
const LEAST: u8 = 10;

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
/// does; one that would leave the board ends at its edge. Two never begin on one square nor where another
/// one ends: the later one moves to the nearest free square. A snake begins at least a row above the first
/// square and a ladder a row below the last (conventions of the game, not of the model).
pub fn board(told: &Commitment<'_>) -> Vec<BoardPiece> {
    let mut taken = [false; HIGHEST as usize + 1];
    let mut pieces = Vec::new();
    for (position, moment) in told.moments() {
        let square = told.before(position).expected().round() as u8;
        let climbs = moment.valence != Valence::Negative;
        let slides = moment.valence != Valence::Positive;
        let up = |from: u8| from.saturating_add(moment.up).min(ENDS.1);
        let down = |from: u8| from.saturating_sub(moment.down).max(ENDS.0);
        let ladder = climbs.then(|| place(&mut taken, (ENDS.0 + 1, ENDS.1 - LEAST), square, up)).flatten();
        let snake = slides.then(|| place(&mut taken, (ENDS.0 + LEAST, ENDS.1 - 1), square, down)).flatten();
        pieces.push(BoardPiece { position, valence: moment.valence, ladder, snake });
    }
    pieces
}

/// The free square nearest to `wanted` within bounds, and where it leads; the higher of two equally near.
fn place(
    taken: &mut [bool],
    (least, most): (u8, u8),
    wanted: u8,
    leads: impl Fn(u8) -> u8,
) -> Option<(u8, u8)> {
    let wanted = wanted.clamp(least, most);
    let is_free = |square: &u8| {
        let to = leads(*square);
        !taken[usize::from(*square)]
            && to != *square
            && (to == ENDS.0 || to == ENDS.1 || !taken[usize::from(to)])
    };
    let near = |square: &u8| (square.abs_diff(wanted), std::cmp::Reverse(*square));
    let from = (least..=most).filter(is_free).min_by_key(near)?;
    let to = leads(from);
    taken[usize::from(from)] = true;
    taken[usize::from(to)] = true;
    Some((from, to))
}

#[cfg(test)]
mod tests {
    use crate::measure::{CommitmentRules, commitment};
    use crate::model::{Journey, MomentOfTruth, Stage, Touchpoint};

    use super::*;

    fn pieces(valences: &[Valence], start: u8) -> Vec<BoardPiece> {
        let moment = |valence: &Valence| Touchpoint {
            moment_of_truth: Some(MomentOfTruth { valence: Some(*valence), ..MomentOfTruth::default() }),
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
        assert_eq!(pieces(&[Valence::Either], 0)[0].ladder, Some((2, 22)));
        assert_eq!(pieces(&[Valence::Either], 0)[0].snake, Some((11, 1)));
        assert_eq!(pieces(&[Valence::Positive], 100)[0].ladder, Some((90, 100)));
    }

    #[test]
    fn no_two_begin_on_one_square() {
        let found = pieces(&[Valence::Negative, Valence::Positive, Valence::Either].repeat(40), 40);
        assert_eq!(found.len(), 120);
        let mut begins: Vec<u8> = found
            .iter()
            .flat_map(|piece| [piece.ladder, piece.snake])
            .flatten()
            .map(|(from, _)| from)
            .collect();
        let count = begins.len();
        begins.sort_unstable();
        begins.dedup();
        assert_eq!(begins.len(), count);
        assert!(begins.iter().all(|square| (2..=99).contains(square)));
    }
}
