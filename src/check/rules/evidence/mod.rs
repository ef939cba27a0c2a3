//! Evidence, upkeep and privacy.

mod care;
mod sources;
mod statistics;
mod wording;

pub(in crate::check) use care::{
    NO_FRONTLINE_CONTRIBUTOR, OWNER_MISSING, SINGLE_DEPARTMENT_MAP, STALE_REVIEW,
};
pub(in crate::check) use sources::{
    CONSENT_MISSING, EVIDENCE_OVERGRADED, EVIDENCE_REQUIRED, LOW_COVERAGE, NO_CUSTOMER_EVIDENCE,
    STALE_EVIDENCE,
};
pub(in crate::check) use statistics::{
    METRIC_POLLUTED, SMALL_N, STATISTIC_WITHOUT_DATE, STATISTIC_WITHOUT_N,
};
pub(in crate::check) use wording::{FOLKLORE_STATISTIC, PERSONAL_DATA};
