//! All rules, in the order of their codes.

use super::rules::{
    effort, emotion, evidence, format, gap, moment, persona, picture, portfolio, scope, structure,
    touchpoint, upkeep,
};
use super::{Rule, Selector};

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
    &upkeep::UNUSED_OVERRIDE,
    &scope::NO_PRE_CONTACT_STAGE,
    &scope::NO_POST_CONTACT_STAGE,
    &scope::ENDS_AT_PAYMENT,
    &scope::STARTS_AT_PAYMENT,
    &scope::JOURNEY_SPLIT_AT_PURCHASE,
    &scope::LEVEL_MISSING,
    &scope::LEVEL_MIXED,
    &scope::NEED_MISSING,
    &scope::END_CONDITION_MISSING,
    &scope::LIFECYCLE_GROUP_MISSING,
    &scope::GOALS_MISSING,
    &scope::GOAL_AFTER_MAPPING,
    &scope::GOAL_WITHOUT_METRIC,
    &scope::SCOPE_UNDECLARED,
    &scope::MULTIPLE_POINTS_OF_VIEW,
    &structure::TOO_MANY_STAGES,
    &structure::TOO_FEW_STAGES,
    &structure::EMPTY_STAGE,
    &structure::SINGLE_TOUCHPOINT_STAGES,
    &structure::OVERLOADED_STAGE,
    &structure::TOO_MANY_TOUCHPOINTS,
    &structure::NON_ATOMIC_TOUCHPOINT,
    &structure::DUPLICATE_TOUCHPOINT_NAME,
    &structure::STAGE_PHASE_ORDER,
    &structure::BRANCH_PROBABILITY_SUM,
    &structure::UNREACHABLE_OR_SINK,
    &structure::DANGLING_REFERENCE,
    &structure::NON_EQUAL_TOUCHPOINTS,
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
    &touchpoint::NO_PROVIDER_INITIATED,
    &touchpoint::NO_INDIRECT_TOUCHPOINTS,
    &touchpoint::CONTEXT_LOST,
    &touchpoint::CONTEXT_UNSPECIFIED,
    &touchpoint::FORCED_CHANNEL_SWITCH,
    &touchpoint::SINGLE_CHANNEL_JOURNEY,
    &touchpoint::HANDOFF_WITHOUT_OWNER,
    &touchpoint::NO_CONFIRMATION_AFTER_PURCHASE,
    &touchpoint::NO_ACKNOWLEDGEMENT,
    &touchpoint::SELF_SERVICE_WITHOUT_FALLBACK,
    &touchpoint::SELF_SERVICE_UNMEASURED,
    &touchpoint::INSIDE_OUT_WORDING,
    &touchpoint::BACKSTAGE_IN_CUSTOMER_LANE,
    &touchpoint::UNKNOWN_ATTRIBUTE,
    &touchpoint::UNPLANNED_PUBLIC_CHANNEL,
    &touchpoint::MISSING_TOUCHPOINT_UNMARKED,
    &emotion::SCORE_WITHOUT_EVIDENCE,
    &emotion::SCORE_OUT_OF_SCALE,
    &emotion::SCALE_UNDECLARED,
    &emotion::MISSING_SCORES,
    &emotion::FLAT_CURVE,
    &emotion::ALL_POSITIVE,
    &emotion::SCORE_CONTRADICTS_WORDS,
    &emotion::PAIN_WITH_POSITIVE_SCORE,
    &emotion::REWARD_WITH_NEGATIVE_SCORE,
    &emotion::SURPRISE_WITHOUT_VALENCE,
    &emotion::EMOTION_ONLY_EXTREMES,
    &emotion::NO_CUSTOMER_VOICE,
    &emotion::QUOTE_WITHOUT_SOURCE,
    &emotion::WAITING_NOT_MODELLED,
    &emotion::PRECISION_THEATRE,
    &emotion::UNEXPLAINED_VALLEY,
    &moment::NO_MOMENT_OF_TRUTH,
    &moment::TOO_MANY_MOTS,
    &moment::MOT_WITHOUT_RESPONSE,
    &moment::NEGATIVE_MOT_WITHOUT_OWNER,
    &moment::MOT_WITHOUT_ATTITUDE_CHANGE,
    &moment::NEGATIVE_MOT_WITHOUT_RECOVERY,
    &moment::DOUBLE_DEVIATION,
    &moment::UNMARKED_EXTREME,
    &moment::MOT_NEUTRAL_SCORE,
    &moment::MOT_WITHOUT_METRIC,
    &moment::ONLY_NEGATIVE_MOTS,
    &effort::CONTACT_WITHOUT_ROOT_CAUSE,
    &effort::PREVENTABLE_WITHOUT_PREVENTION,
    &effort::AMBIGUOUS_DURATION,
    &effort::IMPLAUSIBLE_DURATION,
    &effort::LONG_LIVE_WAIT,
    &effort::PROMISE_WITHOUT_DEADLINE,
    &effort::CALLBACK_SINGLE_ATTEMPT,
    &effort::INFORMATION_REPEATED,
    &effort::REPEAT_CONTACT,
    &effort::REACTIVE_ONLY,
    &effort::EXCESSIVE_INPUT,
    &effort::AUTOMATE_A_MOT,
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
    &gap::BROKEN_PROMISE_WITHOUT_ACTION,
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
    &portfolio::PORTFOLIO_UNPRIORITISED,
    &portfolio::PORTFOLIO_IMBALANCE,
    &portfolio::HIERARCHY_CYCLE,
    &portfolio::SUMMARY_DISAGREES_WITH_DETAIL,
];

/// A rule by its code or name, or by one that it had before.
pub fn rule(key: &str) -> Option<&'static Rule> {
    match Selector::parse(key) {
        Some(Selector::Rule(index, _)) => Some(RULES[index]),
        _ => None,
    }
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
