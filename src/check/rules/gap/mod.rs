//! Desired maps and opportunities.

mod counterpart;
mod opportunity;
mod target;

pub(in crate::check) use counterpart::{
    COUNTERPART_MISMATCH, DESIRED_BELOW_CURRENT, DESIRED_WITHOUT_CURRENT, GAP_ON_ASSUMPTION,
    REMOVED_TOUCHPOINT_UNDECLARED,
};
pub(in crate::check) use opportunity::{
    BROKEN_PROMISE_WITHOUT_ACTION, FINDING_WITHOUT_ACTION, OPPORTUNITY_ORPHAN, OPPORTUNITY_UNOWNED,
    UNWEIGHTED_PRIORITY,
};
pub(in crate::check::rules) use target::is_utopia;
pub(in crate::check) use target::{FUTURE_WITH_MEASURED_EVIDENCE, PLANNED_WITH_EXPERIENCE, UTOPIA};
