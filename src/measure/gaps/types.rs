//! The twelve types of gap, and which of them a map can show at all.

use super::{GapKind, Gaps};
use crate::measure::Series;
use crate::model::Status;

/// What a gap lies between. The first four follow the gaps of SERVQUAL (Parasuraman, Zeithaml & Berry 1985), the
/// others practice; a way of sorting, and no measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GapType {
    /// Between what is felt and what should be.
    Experience,
    /// Between what was found and what was expected.
    Expectation,
    /// Between what happened and what was planned.
    Delivery,
    /// Between what was promised and what was kept.
    Communication,
    /// Between what the provider believes and what customers say.
    Knowledge,
    /// Between what the desired journey needs and what is there.
    Enablement,
    /// Between one channel and the next.
    Channel,
    /// Between what it costs the customer and nothing.
    Effort,
    /// Between the whole journey and what is mapped of it.
    Coverage,
    /// Between what is shown and what is known.
    Evidence,
    /// Between one persona and another.
    Segment,
    /// Between what is to be done and somebody who does it.
    Ownership,
}

/// Whether a map shows a type of gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measured {
    /// So many gaps.
    Found(usize),
    /// The map carries what it takes, and there is no gap.
    Nothing,
    /// The map does not carry what it takes.
    NotMeasured,
}

impl GapType {
    /// Every type in order.
    pub const ALL: [GapType; 12] = [
        Self::Experience,
        Self::Expectation,
        Self::Delivery,
        Self::Communication,
        Self::Knowledge,
        Self::Enablement,
        Self::Channel,
        Self::Effort,
        Self::Coverage,
        Self::Evidence,
        Self::Segment,
        Self::Ownership,
    ];

    /// Its number in the list, `G1` to `G12`.
    pub fn code(self) -> &'static str {
        const CODES: [&str; 12] = ["G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9", "G10", "G11", "G12"];
        CODES[self as usize]
    }

    /// The type in a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Experience => "experience",
            Self::Expectation => "expectation",
            Self::Delivery => "delivery",
            Self::Communication => "communication",
            Self::Knowledge => "knowledge",
            Self::Enablement => "enablement",
            Self::Channel => "channel",
            Self::Effort => "effort",
            Self::Coverage => "coverage",
            Self::Evidence => "evidence",
            Self::Segment => "segment",
            Self::Ownership => "ownership",
        }
    }
}

impl GapKind {
    /// The type of gap it belongs to.
    pub fn gap_type(self) -> GapType {
        match self {
            Self::Experience | Self::Valley | Self::Fall => GapType::Experience,
            Self::Expectation => GapType::Expectation,
            Self::Delivery => GapType::Delivery,
            Self::Enablement => GapType::Enablement,
            Self::Context => GapType::Channel,
            Self::Promise => GapType::Communication,
            Self::Belief => GapType::Knowledge,
            Self::Effort | Self::Preventable => GapType::Effort,
            Self::Coverage => GapType::Coverage,
            Self::Evidence => GapType::Evidence,
            Self::Segment => GapType::Segment,
            Self::Unanswered | Self::Unowned => GapType::Ownership,
        }
    }
}

impl Gaps<'_> {
    /// Whether the map shows a type of gap.
    pub fn measured(&self, one: GapType) -> Measured {
        match self.gaps.iter().filter(|gap| gap.kind.gap_type() == one).count() {
            0 if self.carries(one) => Measured::Nothing,
            0 => Measured::NotMeasured,
            count => Measured::Found(count),
        }
    }

    /// Whether the map carries what it takes to see a type of gap.
    fn carries(&self, one: GapType) -> bool {
        let journey = self.current.journey;
        match one {
            GapType::Experience => self.current.mean().is_some(),
            GapType::Expectation => journey.touchpoints().any(|at| {
                let mut ratings = at.touchpoint.ratings.values();
                ratings.any(|rating| rating.expected.is_some() && rating.perceived.is_some())
            }),
            GapType::Delivery => self.planned.is_some(),
            GapType::Communication => {
                let mut promises = journey.touchpoints().flat_map(|at| &at.touchpoint.promises);
                promises.any(|promise| promise.kept.is_some())
            }
            // What customers feel has to be known, too.
            GapType::Knowledge => self.current.all.iter().flat_map(Series::scored).any(|point| {
                let mut beliefs = point.at.touchpoint.believed.values();
                beliefs.any(|belief| belief.score.is_some())
            }),
            GapType::Enablement => self.desired.as_ref().is_some_and(|desired| {
                desired.journey.touchpoints().any(|at| at.touchpoint.status == Some(Status::Exists))
            }),
            GapType::Channel => journey.touchpoints().any(|at| at.touchpoint.arrives.is_some()),
            GapType::Segment => self.current.all.len() > 1,
            GapType::Effort | GapType::Coverage | GapType::Evidence | GapType::Ownership => true,
        }
    }
}
