//! What a journey is: plain types with their vocabulary.
//!
//! The JSON Schemas, the format reference, "expected one of" and "did you mean" all come from here.

#[macro_use]
mod declare;

mod answers;
mod belief;
mod channel;
mod date;
mod duration;
mod emotion;
mod evidence;
mod id;
mod journey;
mod moment;
mod opportunity;
mod persona;
mod schema;
mod shapes;
mod touchpoint;
mod vocabulary;

pub use answers::{Answer, Answers};
pub use belief::Belief;
pub use channel::{CHANNELS, Channel, ChannelFamily, ChannelKind};
pub use date::Date;
pub use duration::Duration;
pub use emotion::{Emotion, Felt, Scale, Score};
pub use evidence::{ASSUMPTION, Evidence, EvidenceKind, Grade, Metric};
pub use id::{Id, slug};
pub use journey::{
    ContextEvent, Contributor, Decision, Goal, Journey, Measured, Outcome, Scope, Stage, TouchpointRef,
};
pub use moment::{MomentOfTruth, Response};
pub use opportunity::{Opportunity, Wsjf};
pub use persona::Persona;
pub(crate) use schema::schema_of;
pub use schema::{SchemaKind, json_schema, schema_text};
pub use shapes::{Amount, Criticality, Importance, Lang, OneOrMany, Plain, Quote, Ratio};
pub use touchpoint::{Arrival, Branch, Cost, Effort, MissedOpportunity, Promise, Rating, Touchpoint, Volume};
pub use vocabulary::*;

/// The keys that a structure must have; the JSON Schema says the same.
pub fn required_keys(structure: &str) -> &'static [&'static str] {
    match structure {
        "Journey" => &["journey", "title", "stages"],
        "Persona" => &["persona", "name"],
        "Stage" | "Touchpoint" => &["name"],
        "Goal" | "Decision" => &["statement"],
        "Evidence" => &["kind", "grade"],
        "Metric" | "Volume" | "Cost" => &["value"],
        "Response" => &["type"],
        "Opportunity" => &["type", "statement"],
        "ContextEvent" => &["date", "event"],
        "MissedOpportunity" => &["action"],
        "Promise" => &["statement"],
        "BeliefDetail" => &["score"],
        "Branch" => &["to"],
        "QuoteDetail" => &["text"],
        "ScaleDetail" => &["min", "max"],
        _ => &[],
    }
}

/// How the deserializer reads these types.
pub const SHAPE: crate::syntax::Shape = crate::syntax::Shape { required: required_keys };

/// A text as a message quotes it: its first line, shortened.
pub(crate) fn shown(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(40).collect()
}

/// The words for experience attributes in ratings and priorities; `x-` and `masa.toml` add more.
pub const ATTRIBUTES: &[&str] = &[
    "service",
    "availability",
    "flexibility",
    "speed",
    "efficiency",
    "simplicity",
    "clarity",
    "honesty",
    "reliability",
    "accuracy",
    "fairness",
    "empathy",
    "price",
    "place",
    "privacy",
];
