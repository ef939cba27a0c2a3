//! Pure functions from the model to numbers.
//!
//! Every table, picture and report takes its numbers from here, so they cannot disagree. Scores are
//! normalised to -1..1. Formulas name their source; what is a convention is called one.

mod alignment;
mod channels;
mod commitment;
mod cost;
mod curve;
mod demand;
mod deviation;
mod effort;
mod evidence;
mod gaps;
pub mod interpolation;
mod merge;
mod mix;
mod prevention;
mod priority;
#[cfg(test)]
mod testing;
mod validation;

pub use alignment::{Alignment, Change, Pair, PairFelt, align, align_any, differences};
pub use channels::{ChannelColumn, ChannelMatrix, ChannelRow, Contacts, Moments, channels};
pub use commitment::{
    BoardPiece, Commitment, CommitmentMoment, CommitmentRules, CommitmentSpread, CommitmentStep, Die,
    Knowledge, Leap, StepKind, board, commitment, commitment_start,
};
pub use cost::{ContactCost, contact_costs};
pub use curve::{Drop, Extreme, Peak, Point, Series, Summary, primary_series, series};
pub use demand::{ContactCase, Demand, ServiceReason, ServiceVerdict, Veto, contact_cases, demand};
pub use deviation::{Deviations, deviation_rate, deviations};
pub use effort::{Effort, EffortEvent, EffortItem, effort};
pub use evidence::{Basis, Coverage, basis, coverage, evidence_of_scores, moment_basis};
pub use gaps::{
    Action, Closing, DeliveryFault, Gap, GapKind, GapSize, GapType, Gaps, Measured, Sensitivity, Side, gaps,
    gaps_with_plan, journey_gap, sensitivity,
};
pub use merge::Slot;
pub use mix::{ChannelMix, channel_mix};
pub use prevention::{Prevention, prevention};
pub use priority::{Field, Rank, RankedOpportunity, confidence, ranking};
pub use validation::{
    ClaimKind, EvidenceInUse, Freshness, Validation, freshness, overtaking_event, validation,
};
