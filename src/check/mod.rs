//! Is it valid, and is it validated? The rules and what they find.

mod faults;
mod finding;
mod pages;
mod registry;
#[macro_use]
mod rule;
mod rules;
mod run;
mod text;

pub use faults::loading_findings;
pub use finding::{Draft, Finding, Findings, Related};
pub use pages::{rule_page, rules_index};
pub use registry::{RULES, rule};
pub use rule::{Check, FileCx, Group, JourneyCx, PersonaCx, Rule, WorkspaceCx};
pub use run::{Options, check};
