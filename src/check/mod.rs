//! Is it valid, and is it validated? The rules and what they find.

mod baseline;
mod card;
mod configuration;
mod faults;
mod finding;
mod fingerprint;
mod fix;
mod pages;
mod registry;
#[macro_use]
mod rule;
mod rules;
mod run;
mod settings;
mod suppression;
mod text;

pub use baseline::{baseline_of, pruned};
pub use card::Card;
pub use faults::loading_findings;
pub use finding::{Acceptance, Accepted, Draft, Finding, Findings, Related};
pub use fingerprint::{fingerprint, place};
pub use fix::{Edit, Fix, Mended, Safety, mend};
pub use pages::{rule_page, rules_index};
pub use registry::{RULES, rule};
pub use rule::{Check, FileCx, Group, JourneyCx, PersonaCx, Rule, Stability, WorkspaceCx};
pub use run::{Options, Outcome, check};
pub use settings::{OptionDefault, Origin, RuleOption, RuleState, Selection, Selector, Settings};
