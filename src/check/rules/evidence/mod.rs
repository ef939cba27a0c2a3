//! Evidence, upkeep and privacy.

mod care;
mod sources;
mod statistics;
mod wording;

pub(in crate::check) use care::{OWNER_MISSING, SINGLE_DEPARTMENT_MAP, STALE_REVIEW};
pub(in crate::check) use sources::{EVIDENCE_OVERGRADED, EVIDENCE_REQUIRED, NO_CUSTOMER_EVIDENCE};
pub(in crate::check) use statistics::{SMALL_N, STATISTIC_WITHOUT_N};
pub(in crate::check) use wording::PERSONAL_DATA;
