//! Pure functions from the model to numbers.
//!
//! Every table, picture and report takes its numbers from here, so they cannot disagree. Scores are
//! normalised to -1..1. Formulas name their source; what is a convention is called one.

mod age;
mod alignment;
mod channels;
mod commitment;
mod cost;
mod curve;
mod demand;
mod deviation;
mod effort;
mod evidence;
mod expectations;
mod funnel;
mod gaps;
mod handover;
mod importance;
pub mod interpolation;
mod lifecycle;
mod merge;
mod mix;
mod portfolio;
mod prevention;
mod priority;
mod recovery;
mod statistics;
mod survey;
#[cfg(test)]
mod testing;
mod validation;

pub use age::{EvidenceAge, REVIEW_EVERY, Review, evidence_age, is_review_due, review};
pub use alignment::{Alignment, Change, Pair, PairFelt, align, align_any, align_matches, differences};
pub use channels::{ChannelColumn, ChannelMatrix, ChannelRow, Contacts, Moments, channels};
pub use commitment::{
    BoardPiece, Circle, Commitment, CommitmentConvention, CommitmentMoment, CommitmentRules,
    CommitmentSpread, CommitmentStep, CommitmentSwing, CommitmentWay, Decides, Die, Knowledge, Leap,
    SUCCESS_METRIC, StepKind, SupposedWays, Supposition, WayBasis, board, commitment, commitment_start,
    commitment_swings, moment_success,
};
pub use cost::{ContactCost, contact_costs};
pub use curve::{Drop, Extreme, Peak, Point, Recovery, Series, Summary, primary_series, series};
pub use demand::{ContactCase, Demand, ServiceReason, ServiceVerdict, Veto, contact_cases, demand};
pub use deviation::{DeviationRate, Deviations, deviation_rate, deviations};
pub use effort::{Effort, EffortEvent, EffortItem, effort};
pub use evidence::{
    Basis, Coverage, Standing, basis, coverage, evidence_in_use, evidence_of_scores, moment_basis, standing,
};
pub use expectations::{
    AttributeGap, Expectation, Expectations, Found, OpportunityBand, OpportunityScore, RatingScale, Zone,
    expectations,
};
pub use funnel::{Conversion, Funnel, FunnelStep, funnel};
pub use gaps::{
    Action, Closing, CommitmentTest, DeliveryFault, EffortTest, Gap, GapKind, GapSize, GapType, Gaps,
    Measured, Sensitivity, Side, WithoutSource, gaps, gaps_with_plan, journey_gap, sensitivity,
};
pub use handover::{Handover, Party, handovers};
pub use importance::{ImportanceItem, Placed, Quadrant, quadrants};
pub use lifecycle::{LifecycleGroups, group_of_stage, group_of_touchpoint, lifecycle_groups};
pub use merge::Slot;
pub(crate) use merge::longest_rising;
pub use mix::{ChannelMix, channel_mix};
pub use portfolio::{
    ByGroup, ByPhase, ContactCoverage, GroupBy, GroupKey, JourneyPair, LifecyclePlace, MAX_DETAIL_DIFFERENCE,
    Misfit, MisfitKind, PersonaCoverage, PersonaFeeling, Portfolio, PortfolioEntry, PortfolioGroup,
    PortfolioLine, Priority, SERVICE_JOURNEYS, ServiceCount, Tally, Total, Withheld, detail_means,
    effort_of_opportunities, portfolio, service_of, volume_a_year,
};
pub use prevention::{Prevention, prevention};
pub use priority::{Field, Rank, RankedOpportunity, confidence, ranking, rice_lacks};
pub use recovery::{DoubleDeviation, double_deviation};
pub use statistics::{
    Difference, ENOUGH, Estimate, Interval, Recommendation, Sample, Verdict, Wanted, mean_difference,
    mean_interval, nps_difference, share_difference, share_is_possible, slope, wilson,
};
pub use survey::{
    Figure, FigureKind, MetricDifference, MetricKind, Reading, contradiction, is_per_cent, metric_difference,
    names_a_scale, reading,
};
pub use validation::{
    ClaimKind, EvidenceInUse, Freshness, Validation, freshness, overtaking_event, validation,
};
