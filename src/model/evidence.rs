//! What a claim rests on.

use super::{Amount, Answers, Date, Id};

/// The reference that stands for "nobody asked": an assumption of the team.
pub const ASSUMPTION: &str = "assumption";

vocabulary! {
    /// How well something is known, weakest first.
    pub enum Grade {
        /// A guess of the team.
        Assumption = "assumption",
        /// One or two customers, a workshop, a mystery shop.
        Anecdote = "anecdote",
        /// Five or more interviews or observations of real customers.
        Qualitative = "qualitative",
        /// A survey or a log, with n and date.
        Quantitative = "quantitative",
        /// Two or more independent kinds, one of them quantitative.
        Triangulated = "triangulated",
    }
}

vocabulary! {
    /// How something came to be known.
    pub enum EvidenceKind {
        /// Talks with customers.
        Interview = "interview",
        /// A customer's own story.
        Account = "account",
        /// Diaries kept by customers.
        Diary = "diary",
        /// Watching customers.
        Observation = "observation",
        /// Watching customers at a task.
        UsabilityTest = "usability-test",
        /// Asking many customers the same.
        Survey = "survey",
        /// Events in a system's log.
        Log = "log",
        /// Data of a customer relationship system.
        Crm = "crm",
        /// Tickets of a service desk.
        Ticket = "ticket",
        /// Listening to calls.
        CallListening = "call-listening",
        /// Reading reviews in quantity.
        ReviewMining = "review-mining",
        /// What people in contact with customers report.
        Frontline = "frontline",
        /// A workshop of the team.
        Workshop = "workshop",
        /// Visits by paid testers.
        MysteryShop = "mystery-shop",
        /// The opinion of an expert.
        Expert = "expert",
        /// Published work of others.
        Secondary = "secondary",
        /// Made up by a machine; never better than an assumption.
        Synthetic = "synthetic",
    }
}

impl EvidenceKind {
    /// Whether customers themselves were heard, watched or counted.
    pub fn from_customers(self) -> bool {
        !matches!(self, Self::Workshop | Self::Expert | Self::Secondary | Self::Synthetic | Self::Frontline)
    }
}

structure! {
    /// A piece of evidence that claims refer to by its id.
    pub struct Evidence {
        /// How it came to be known.
        pub kind: Option<EvidenceKind>,
        /// How well it is known.
        pub grade: Option<Grade>,
        /// How many customers it rests on.
        pub n: Option<u32>,
        /// When it was collected.
        pub collected: Option<Date>,
        /// Where it can be found.
        pub source: Option<String>,
        /// Whether the people quoted agreed.
        pub consent: Option<bool>,
        /// What to know when using it.
        pub note: Option<String>,
    }
}

impl Evidence {
    /// The grade that counts: synthetic evidence is never more than an assumption.
    pub fn effective_grade(&self) -> Grade {
        match self.kind {
            Some(EvidenceKind::Synthetic) => Grade::Assumption,
            _ => self.grade.unwrap_or_default(),
        }
    }
}

structure! {
    /// A measured value with what one must know to read it.
    pub struct Metric {
        /// The value; shares from 0 to 1.
        pub value: Option<f64>,
        /// What the value is counted in.
        pub unit: Option<String>,
        /// How many answers or cases it rests on.
        pub n: Option<u32>,
        /// How many gave which answer; what the interval of an NPS, CSAT or CES is made of.
        pub answers: Answers,
        /// The standard deviation of the single values, where `value` is their mean.
        pub sd: Option<Amount>,
        /// When it was collected.
        pub collected: Option<Date>,
        /// Where it comes from: an id of `evidence`.
        pub evidence: Option<Id>,
    }
}

impl Metric {
    /// How many answers or cases it rests on: as many as its answers are, or as it says.
    pub fn cases(&self) -> Option<u32> {
        if self.answers.is_empty() { self.n } else { Some(self.answers.n()) }
    }
}
