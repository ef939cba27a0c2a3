//! Who makes the journey.

use std::collections::BTreeMap;

use super::{Evidence, Id, Lang, Plain, Quote};

structure! {
    /// A persona: a kind of customer with motives of their own.
    pub struct Persona {
        /// The name journeys refer to.
        pub persona: Id,
        /// What people call the persona.
        pub name: String,
        /// The language of the texts, as a BCP 47 tag such as `he`.
        pub lang: Option<Lang>,
        /// The part of the market the persona stands for.
        pub segment: Option<String>,
        /// A sentence in the persona's voice.
        pub quote: Option<Quote>,
        /// What they want to reach.
        pub goals: Vec<String>,
        /// What they need on the way.
        pub needs: Vec<String>,
        /// What they take for granted.
        pub expectations: Vec<String>,
        /// What has annoyed them before.
        pub frustrations: Vec<String>,
        /// How much each experience attribute matters; only the proportions count.
        pub priorities: BTreeMap<String, f64>,
        /// Whether they may need more help or protection than others.
        pub vulnerable: bool,
        /// Age, occupation and the like; never enough by themselves.
        pub demographics: BTreeMap<String, Plain>,
        /// What is known and from where, by id.
        pub evidence: BTreeMap<String, Evidence>,
        /// Who keeps the persona up to date.
        pub owner: Option<String>,
    }
}
