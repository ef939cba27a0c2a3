//! Moments of truth and what is done about them.

use super::{Attitude, Criticality, Id, MomentKind, ResponseType, Valence};

structure! {
    /// A sensitive point at which the customer's attitude to the provider changes.
    pub struct MomentOfTruth {
        /// Which way it can turn; counts as `either` when not said.
        pub valence: Option<Valence>,
        /// What kind of moment it is.
        pub kind: Option<MomentKind>,
        /// How decisive it is, from 1 to 3; 2 when not said.
        pub criticality: Option<Criticality>,
        /// What it does to the customer's attitude.
        pub attitude: Option<Attitude>,
        /// What the provider stands to lose or win.
        pub at_risk: Option<String>,
        /// What shows that it is one: an id of `evidence`, or `assumption`.
        pub evidence: Option<Id>,
        /// What the provider does about it.
        pub response: Option<Response>,
    }
}

impl MomentOfTruth {
    /// The valence; `either` when it was not said.
    pub fn valence(&self) -> Valence {
        self.valence.unwrap_or(Valence::Either)
    }

    /// Whether it turns against the provider; one that can turn either way does not count.
    pub fn is_negative(&self) -> bool {
        self.valence() == Valence::Negative
    }

    /// How decisive it is, from 1 to 3.
    pub fn criticality(&self) -> u8 {
        self.criticality.map_or(2, |criticality| criticality.get().round() as u8)
    }
}

structure! {
    /// What the provider does about a moment of truth.
    pub struct Response {
        /// The line it takes.
        #[serde(rename = "type")]
        pub kind: Option<ResponseType>,
        /// What is built or changed.
        pub solutions: Vec<String>,
        /// What the people in contact do and do not.
        pub guidelines: Vec<String>,
        /// What they may use: a discount, an upgrade, a promise.
        pub levers: Vec<String>,
        /// Who is responsible.
        pub owner: Option<String>,
        /// What shows whether it works.
        pub metric: Option<String>,
    }
}
