//! All rules, in the order of their codes.

use super::Rule;
use super::rules::{
    effort, emotion, evidence, format, gap, moment, persona, picture, scope, structure, touchpoint, upkeep,
};

/// Every rule.
pub static RULES: &[&Rule] = &[
    &format::SYNTAX,
    &format::UNSUPPORTED_YAML,
    &format::TOO_COMPLEX,
    &format::TOO_LARGE,
    &format::NOT_TEXT,
    &format::UNKNOWN_KEY,
    &format::DUPLICATE_KEY,
    &format::MISSING_KEY,
    &format::WRONG_TYPE,
    &format::UNKNOWN_VALUE,
    &format::INVALID_VALUE,
    &format::DUPLICATE_ID,
    &format::UNFILLED_TODO,
    &format::HIDDEN_CHARACTERS,
    &upkeep::MALFORMED_SUPPRESSION,
    &upkeep::UNUSED_SUPPRESSION,
    &upkeep::SUPPRESSION_WITHOUT_REASON,
    &upkeep::STALE_BASELINE_ENTRY,
    &upkeep::RENAMED_RULE,
    &scope::NO_PRE_CONTACT_STAGE,
    &scope::NO_POST_CONTACT_STAGE,
    &scope::LEVEL_MISSING,
    &scope::NEED_MISSING,
    &scope::END_CONDITION_MISSING,
    &scope::GOALS_MISSING,
    &scope::MULTIPLE_POINTS_OF_VIEW,
    &structure::EMPTY_STAGE,
    &structure::STAGE_PHASE_ORDER,
    &structure::DANGLING_REFERENCE,
    &persona::JOURNEY_WITHOUT_PERSONA,
    &persona::UNUSED_PERSONA,
    &persona::PERSONA_COUNT,
    &persona::PERSONA_DEMOGRAPHICS_ONLY,
    &persona::PERSONA_WITHOUT_EVIDENCE,
    &persona::PERSONA_WITHOUT_PRIORITIES,
    &persona::ONE_PERSONA_ALL_JOURNEYS,
    &persona::GENERATIONAL_STEREOTYPE,
    &persona::SCENARIO_COUNT,
    &touchpoint::TOUCHPOINT_WITHOUT_CHANNEL,
    &touchpoint::UNKNOWN_CHANNEL,
    &touchpoint::INITIATOR_MISSING,
    &touchpoint::CONTEXT_LOST,
    &touchpoint::CONTEXT_UNSPECIFIED,
    &touchpoint::INSIDE_OUT_WORDING,
    &touchpoint::UNKNOWN_ATTRIBUTE,
    &emotion::SCORE_WITHOUT_EVIDENCE,
    &emotion::SCORE_OUT_OF_SCALE,
    &emotion::MISSING_SCORES,
    &emotion::FLAT_CURVE,
    &emotion::SCORE_CONTRADICTS_WORDS,
    &moment::NO_MOMENT_OF_TRUTH,
    &moment::MOT_WITHOUT_RESPONSE,
    &moment::NEGATIVE_MOT_WITHOUT_OWNER,
    &moment::NEGATIVE_MOT_WITHOUT_RECOVERY,
    &effort::CONTACT_WITHOUT_ROOT_CAUSE,
    &effort::PREVENTABLE_WITHOUT_PREVENTION,
    &effort::AMBIGUOUS_DURATION,
    &effort::LONG_LIVE_WAIT,
    &gap::DESIRED_WITHOUT_CURRENT,
    &gap::FUTURE_WITH_MEASURED_EVIDENCE,
    &gap::PLANNED_WITH_EXPERIENCE,
    &gap::COUNTERPART_MISMATCH,
    &gap::GAP_ON_ASSUMPTION,
    &gap::DESIRED_BELOW_CURRENT,
    &gap::UTOPIA,
    &gap::FINDING_WITHOUT_ACTION,
    &gap::OPPORTUNITY_UNOWNED,
    &gap::OPPORTUNITY_ORPHAN,
    &gap::UNWEIGHTED_PRIORITY,
    &gap::REMOVED_TOUCHPOINT_UNDECLARED,
    &evidence::STALE_REVIEW,
    &evidence::STALE_EVIDENCE,
    &evidence::SINGLE_DEPARTMENT_MAP,
    &evidence::NO_FRONTLINE_CONTRIBUTOR,
    &evidence::NO_CUSTOMER_EVIDENCE,
    &evidence::EVIDENCE_OVERGRADED,
    &evidence::OWNER_MISSING,
    &evidence::LOW_COVERAGE,
    &evidence::SMALL_N,
    &evidence::STATISTIC_WITHOUT_N,
    &evidence::STATISTIC_WITHOUT_DATE,
    &evidence::METRIC_POLLUTED,
    &evidence::FOLKLORE_STATISTIC,
    &evidence::PERSONAL_DATA,
    &evidence::CONSENT_MISSING,
    &evidence::EVIDENCE_REQUIRED,
    &picture::THEME_CONTRAST,
    &picture::LABEL_TOO_LONG,
    &picture::MISSING_DIRECTION,
];

/// A rule by its code or name.
pub fn rule(key: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == key || rule.code.eq_ignore_ascii_case(key))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn codes_and_names_are_unique_and_in_order() {
        let codes: Vec<_> = RULES.iter().map(|rule| rule.code).collect();
        assert!(codes.is_sorted(), "{codes:?}");
        assert_eq!(codes.iter().collect::<HashSet<_>>().len(), codes.len());
        assert_eq!(RULES.iter().map(|rule| rule.name).collect::<HashSet<_>>().len(), codes.len());
    }

    #[test]
    fn every_rule_says_why_and_what_to_do() {
        for rule in RULES {
            let doc = rule.doc();
            assert!(!rule.summary().is_empty() && rule.summary().ends_with('.'), "{rule:?}");
            assert!(doc.contains("## Why") && doc.contains("## What to do"), "{rule:?}");
        }
    }
}
