//! What could be better, and who takes it on.

use super::{Amount, Benefit, Date, Horizon, Id, OpportunityType};

structure! {
    /// Something that could be done, with what it addresses and who owns it.
    pub struct Opportunity {
        /// A name to refer to.
        pub id: Option<Id>,
        /// What kind of change it is.
        #[serde(rename = "type")]
        pub kind: Option<OpportunityType>,
        /// What is to be done.
        pub statement: String,
        /// The touchpoints or stages it is for.
        pub addresses: Vec<Id>,
        /// How many customers it reaches in a quarter.
        pub reach: Option<Amount>,
        /// How much it does for each of them: 0.25, 0.5, 1, 2 or 3.
        pub impact: Option<Amount>,
        /// How much work it is, in person-months.
        pub effort: Option<Amount>,
        /// What WSJF ranks by, in numbers that are relative to the other opportunities: 1, 2, 3, 5, 8, 13, 20.
        pub wsjf: Option<Wsjf>,
        /// Where reach and impact come from: an id of `evidence`, or `assumption`.
        pub evidence: Option<Id>,
        /// Who is responsible.
        pub owner: Option<String>,
        /// By when.
        pub due: Option<Date>,
        /// What it is good for.
        pub benefits: Vec<Benefit>,
        /// How far away the benefit is.
        pub horizon: Option<Horizon>,
    }
}

structure! {
    /// The cost of delay in three parts, and the size of the job (weighted shortest job first).
    pub struct Wsjf {
        /// What it is worth to customers and the provider.
        pub value: Option<Amount>,
        /// How much is lost by waiting.
        pub urgency: Option<Amount>,
        /// What it takes off in risk or makes possible.
        pub risk: Option<Amount>,
        /// How much work it is.
        pub size: Option<Amount>,
    }
}
