//! What people at the provider believe of their customers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Id, Score};

/// What somebody at the provider believes that the customer feels: a score, or a score with who was asked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "BeliefShape", into = "BeliefDetail")]
#[schemars(with = "BeliefShape")]
pub struct Belief {
    /// The score they expect of the customer, on the map's scale.
    pub score: Option<Score>,
    /// How many of them were asked.
    pub n: Option<u32>,
    /// Where it is known from that they believe it: an id of `evidence`, or `assumption`.
    pub evidence: Option<Id>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename = "~Belief")]
#[schemars(untagged)]
enum BeliefShape {
    #[serde(rename = "scalar")]
    Score(Score),
    #[serde(rename = "mapping")]
    Detail(BeliefDetail),
}

structure! {
    /// A belief in detail.
    pub struct BeliefDetail {
        /// The score they expect of the customer, on the map's scale.
        pub score: Option<Score>,
        /// How many of them were asked.
        pub n: Option<u32>,
        /// Where it is known from that they believe it: an id of `evidence`, or `assumption`.
        pub evidence: Option<Id>,
    }
}

impl From<BeliefShape> for Belief {
    fn from(shape: BeliefShape) -> Self {
        match shape {
            BeliefShape::Score(score) => Self { score: Some(score), ..Self::default() },
            BeliefShape::Detail(BeliefDetail { score, n, evidence }) => Self { score, n, evidence },
        }
    }
}

impl From<Belief> for BeliefDetail {
    fn from(Belief { score, n, evidence }: Belief) -> Self {
        Self { score, n, evidence }
    }
}
