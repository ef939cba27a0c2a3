//! The words of the short gap report.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::draw::locale::Forms;

/// The words of the short gap report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GapSummaryWords {
    /// `{title}`.
    pub title: String,
    /// `{current}`, `{desired}`.
    pub title_beside: String,
    pub unscored: String,
    /// `{mean}`, `{above}`, `{below}`, `{end}`; so for the next.
    pub fine: String,
    pub bad: String,
    /// `{persona}`, `{means}`.
    pub personas: String,
    /// `{effort}`, `{contacts}`; so for the next, after a curve that looks fine.
    pub costs: String,
    pub but_costs: String,
    /// `{points}`, `{parts}`.
    pub with_parts: String,
    /// `{what}`, `{time}`.
    pub with_time: String,
    /// What makes up the effort, by its name in the format.
    pub parts: BTreeMap<String, Forms>,
    pub contacts: Forms,
    pub no_contact: String,
    /// `{contacts}`, `{share}`.
    pub with_preventable: String,
    /// `{some}`, `{all}`, `{share}`.
    pub share: String,
    /// `{some}`, `{all}`, `{low}`, `{high}`, `{unknown}`.
    pub share_between: String,
    /// `{some}`, `{all}`, `{share}`.
    pub kept: String,
    pub no_moments: String,
    /// `{open}`, `{moments}`, `{negative}`.
    pub unanswered: Forms,
    /// `{mean}`, `{gap}`, `{points}`, `{contacts}`, `{paired}`, `{removed}`, `{added}`.
    pub desired: String,
    /// `{mean}`.
    pub mean: String,
    pub no_scores: String,
    /// `{gap}`.
    pub gap: String,
    /// `{grades}`, `{n}`, `{caution}`.
    pub rests_on: String,
    pub rests_on_nothing: String,
    /// `{n}`.
    pub customers: String,
    /// `{count}`, `{total}`, `{grade}`.
    pub grade_of: String,
    /// Grades of evidence, by their word in the format.
    pub grades: BTreeMap<String, String>,
    pub nothing_researched: String,
    pub partly_researched: String,
    /// `{list}`.
    pub computed: String,
    /// `{key}`, `{value}`, `{usual}`.
    pub setting: String,
    pub more: Forms,
    pub glance: GlanceWords,
    pub list: GapListWords,
    /// Kinds of gap, by their name.
    pub kinds: BTreeMap<String, String>,
    pub place: PlaceWords,
    pub size: SizeWords,
    pub alignment: AlignmentWords,
}

/// The measures of both journeys beside each other.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GlanceWords {
    pub title: String,
    pub measure: String,
    pub current: String,
    pub desired: String,
    pub change: String,
    pub touchpoints: String,
    pub mean: String,
    pub worst: String,
    pub end: String,
    pub peak_end: String,
    pub above: String,
    pub below: String,
    pub effort: String,
    pub live_wait: String,
    pub async_wait: String,
    pub handoffs: String,
    pub switches: String,
    pub kept: String,
    pub contacts: String,
    pub preventable: String,
}

/// The list of gaps.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GapListWords {
    pub title: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub gap: String,
    pub place: String,
    pub size: String,
    pub evidence: String,
    pub owner: String,
    pub accepted: String,
    pub nobody: String,
}

/// Where a gap is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceWords {
    pub whole: String,
    /// `{current}`, `{desired}`.
    pub beside: String,
    /// `{place}`, `{persona}`.
    pub felt_by: String,
}

/// How large a gap is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizeWords {
    /// `{valence}`, `{n}`.
    pub moment: String,
    /// Valences, by their word in the format.
    pub valences: BTreeMap<String, String>,
    pub points: Forms,
    /// `{points}`, `{events}`.
    pub with_events: String,
    /// `{cause}`.
    pub contact: String,
    pub contact_unknown: String,
    /// Phases without a stage, by their word in the format.
    pub phases: BTreeMap<String, String>,
    /// `{some}`, `{all}`; so for the next three.
    pub unscored: String,
    pub unresearched: String,
    pub stale: String,
    pub undated: String,
    /// `{promise}`; so for the next.
    pub promise_partly: String,
    pub promise_broken: String,
    /// `{who}`, `{believed}`, `{felt}`; so for the next, where nobody asked customers.
    pub belief: String,
    pub belief_guessed: String,
    /// `{attribute}`, `{size}`.
    pub rating: String,
    pub missing: String,
    pub ad_hoc: String,
    pub failed: String,
    pub irregular: String,
    pub planned: String,
    pub not_there: String,
    pub forced: String,
    pub changed: String,
    /// `{change}`; so for the next.
    pub partly_kept: String,
    pub lost: String,
    pub nobody: String,
}

/// What becomes of each touchpoint on the way to the desired journey.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlignmentWords {
    pub title: String,
    pub change: String,
    pub today: String,
    pub desired: String,
    pub gap: String,
    pub paired: String,
    pub channel: String,
    pub proactive: String,
    pub merged: String,
    pub removed: String,
    pub added: String,
    pub added_proactive: String,
}
