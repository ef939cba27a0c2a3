//! Pure functions from the model to numbers.
//!
//! Every table, picture and report takes its numbers from here, so they cannot disagree. Scores are
//! normalised to -1..1. Formulas name their source; what is a convention is called one.

mod alignment;
mod channels;
mod commitment;
mod curve;
mod effort;
mod evidence;
mod gaps;
pub mod interpolation;
mod merge;
mod prevention;

pub use alignment::{Alignment, Change, Pair, PairFelt, align, align_any, align_matches, differences};
pub use channels::{ChannelColumn, ChannelMatrix, ChannelRow, Contacts, Moments, channels};
pub use commitment::{
    BoardPiece, Commitment, CommitmentMoment, CommitmentRules, CommitmentSpread, CommitmentStep, Die,
    Knowledge, Leap, StepKind, board, commitment, commitment_start,
};
pub use curve::{Drop, Extreme, Peak, Point, Series, Summary, primary_series, series};
pub use effort::{Effort, EffortEvent, EffortItem, effort};
pub use evidence::{Basis, Coverage, basis, coverage, evidence_of_scores, moment_basis};
pub use gaps::{Gap, GapKind, GapSize, Gaps, Side, gaps, journey_gap};
pub use merge::Slot;
pub(crate) use merge::longest_rising;
pub use prevention::{Prevention, prevention};
