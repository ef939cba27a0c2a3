//! The gap report for programs.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::GapReport;
use super::words::{place, size};
use crate::measure::{Action, Change, Gap, GapType, Gaps, Measured, Pair, Side, coverage, prevention};
use crate::reporters::{escape, schema_of_output};
use crate::tables::round;
use crate::workspace::ChangedConvention;

/// A gap report for programs. Fields may be added; the ones here keep their name and meaning.
#[derive(Serialize, JsonSchema)]
pub(super) struct Report<'j> {
    /// The version of this format.
    format: &'static str,
    /// The report in a few sentences.
    verdict: Vec<String>,
    /// The current journey.
    current: Measures<'j>,
    /// The desired journey.
    #[serde(skip_serializing_if = "Option::is_none")]
    desired: Option<Measures<'j>>,
    /// Mean emotion desired − mean emotion current, -2 to 2.
    #[serde(skip_serializing_if = "Option::is_none")]
    journey_gap: Option<f64>,
    /// The twelve types of gap, and whether the maps show them.
    types: Vec<TypeItem>,
    /// The gaps, worst first.
    gaps: Vec<GapItem<'j>>,
    /// How the touchpoints of the two journeys fit together.
    #[serde(skip_serializing_if = "Option::is_none")]
    alignment: Option<AlignmentItem<'j>>,
    /// Weights and thresholds of `[measure]` that are not the usual ones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    settings: Vec<SettingItem>,
}

/// One of the twelve types of gap.
#[derive(Serialize, JsonSchema)]
struct TypeItem {
    /// `G1` to `G12`.
    code: &'static str,
    name: &'static str,
    /// `false` where the maps do not carry what it takes to see such a gap.
    measured: bool,
    /// How many of them there are in all.
    gaps: usize,
}

/// A weight or threshold that somebody set.
#[derive(Serialize, JsonSchema)]
struct SettingItem {
    key: String,
    value: String,
    /// Its value when nobody says otherwise.
    usual: String,
}

/// The measures of one journey; emotion from -1 to 1, durations in seconds, shares from 0 to 1.
#[derive(Serialize, JsonSchema)]
struct Measures<'j> {
    journey: &'j str,
    title: &'j str,
    touchpoints: usize,
    scored: usize,
    mean: Option<f64>,
    worst: Option<f64>,
    best: Option<f64>,
    end: Option<f64>,
    peak_end: Option<f64>,
    slope: Option<f64>,
    above_neutral: usize,
    below_neutral: usize,
    effort_points: u32,
    live_wait: u64,
    async_wait: u64,
    handoffs: u32,
    forced_switches: usize,
    context_retention: Option<f64>,
    contacts: usize,
    preventable_contacts: usize,
    preventable_unknown: usize,
    /// The mean of each persona, when the map tells several apart; the other numbers are of the first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    means: Vec<PersonaMean<'j>>,
    /// Scores by grade, weakest first.
    scores_by_grade: [usize; 5],
    /// Moments of truth by grade, weakest first.
    moments_by_grade: [usize; 5],
}

/// The mean emotion of one persona.
#[derive(Serialize, JsonSchema)]
struct PersonaMean<'j> {
    persona: &'j str,
    mean: Option<f64>,
}

/// One gap.
#[derive(Serialize, JsonSchema)]
struct GapItem<'j> {
    kind: &'static str,
    /// Its type, `G1` to `G12`.
    r#type: &'static str,
    /// The touchpoint of the current journey; absent for the journey as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    touchpoint: Option<&'j str>,
    /// The touchpoint of the desired journey that closes it, or that of the plan that did not happen.
    #[serde(skip_serializing_if = "Option::is_none")]
    desired: Option<&'j str>,
    /// The place in words.
    place: String,
    /// The size in words.
    size: String,
    /// The size as a number, in the unit of its kind: score units, effort points, contacts, criticality,
    /// or a count of touchpoints or scores; 1 for a promise that was broken and 0.5 for one kept in part; of a belief,
    /// believed − felt.
    value: f64,
    evidence: &'static str,
    /// Who is responsible; `null` for nobody.
    owner: Option<&'j str>,
    /// Who feels it, when the map tells several personas apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    persona: Option<&'j str>,
    /// What is to be done about it; `null` for nothing yet.
    action: Option<&'j str>,
    /// By when; `null` for no day yet.
    due: Option<String>,
    /// Why it stays as it is, when somebody decided so.
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<&'j str>,
}

/// Touchpoints of both journeys by their ids.
#[derive(Serialize, JsonSchema)]
struct AlignmentItem<'j> {
    pairs: Vec<PairItem<'j>>,
    removed: Vec<&'j str>,
    added: Vec<&'j str>,
}

/// A current touchpoint and the one that takes its place.
#[derive(Serialize, JsonSchema)]
struct PairItem<'j> {
    current: &'j str,
    desired: &'j str,
    /// v_desired − v_current, -2 to 2.
    gap: Option<f64>,
    channel_changed: bool,
    made_proactive: bool,
    merged: bool,
}

impl GapReport<'_, '_> {
    /// The report as one JSON document.
    pub fn json(&self) -> String {
        let text = serde_json::to_string_pretty(&self.report()).unwrap_or_default();
        escape::json(&format!("{text}\n"))
    }

    /// What that document says.
    pub(super) fn report(&self) -> Report<'_> {
        let gaps = self.gaps;
        Report {
            format: "masa-gaps-v2",
            verdict: self.verdict(),
            current: measures(&gaps.current),
            desired: gaps.desired.as_ref().map(measures),
            journey_gap: gaps.journey_gap().map(round),
            types: GapType::ALL.iter().map(|one| type_item(gaps, *one)).collect(),
            gaps: self.shown().iter().map(|gap| gap_item(gap, gaps)).collect(),
            alignment: gaps.alignment.as_ref().map(|alignment| AlignmentItem {
                pairs: alignment.pairs.iter().map(pair_item).collect(),
                removed: alignment.removed.iter().map(|at| at.touchpoint.id()).collect(),
                added: alignment.added.iter().map(|at| at.touchpoint.id()).collect(),
            }),
            settings: self.settings.iter().map(setting_item).collect(),
        }
    }
}

/// The JSON Schema of that document.
pub fn gap_report_schema() -> Value {
    schema_of_output::<Report<'_>>()
}

fn measures<'j>(side: &Side<'j>) -> Measures<'j> {
    let summary = side.series().summary();
    let of = |field: fn(&crate::measure::Summary) -> f64| summary.as_ref().map(field).map(round);
    let found = prevention(side.journey);
    let (scores, moments) = coverage(side.journey);
    Measures {
        journey: side.journey.journey.as_str(),
        title: &side.journey.title,
        touchpoints: side.series().points.len(),
        scored: summary.map_or(0, |summary| summary.n),
        mean: of(|summary| summary.mean),
        worst: of(|summary| summary.worst),
        best: of(|summary| summary.best),
        end: of(|summary| summary.end),
        peak_end: side.series().peak().map(|peak| round(peak.peak_end)),
        slope: of(|summary| summary.slope),
        above_neutral: summary.map_or(0, |summary| summary.positive),
        below_neutral: summary.map_or(0, |summary| summary.negative),
        effort_points: side.effort.points(),
        live_wait: side.effort.live_wait.seconds(),
        async_wait: side.effort.async_wait.seconds(),
        handoffs: side.effort.handoffs,
        forced_switches: side.effort.forced_switches,
        context_retention: side.effort.context_retention().map(round),
        contacts: found.contacts,
        preventable_contacts: found.preventable.len(),
        preventable_unknown: found.unknown,
        means: side
            .all
            .iter()
            .filter_map(|one| {
                Some(PersonaMean {
                    persona: one.persona?,
                    mean: one.summary().map(|summary| round(summary.mean)),
                })
            })
            .collect(),
        scores_by_grade: scores.by_grade,
        moments_by_grade: moments.by_grade,
    }
}

fn type_item(gaps: &Gaps<'_>, one: GapType) -> TypeItem {
    let measured = gaps.measured(one);
    TypeItem {
        code: one.code(),
        name: one.name(),
        measured: measured != Measured::NotMeasured,
        gaps: if let Measured::Found(count) = measured { count } else { 0 },
    }
}

fn setting_item(one: &ChangedConvention) -> SettingItem {
    SettingItem { key: one.key.clone(), value: one.value.clone(), usual: one.usual.clone() }
}

fn gap_item<'j>(gap: &Gap<'j>, gaps: &Gaps<'j>) -> GapItem<'j> {
    let closing = gaps.closing(gap);
    GapItem {
        kind: gap.kind.name(),
        r#type: gap.kind.gap_type().code(),
        touchpoint: gap.at.map(|at| at.touchpoint.id()),
        desired: gap.desired.map(|at| at.touchpoint.id()),
        place: place(gap),
        size: size(gap, &gaps.current),
        value: round(gap.size.value()),
        evidence: gap.grade.as_str(),
        owner: gap.owner,
        persona: gap.persona,
        action: closing.action.map(Action::statement),
        due: closing.due.map(|due| due.to_string()),
        accepted: closing.accepted,
    }
}

fn pair_item<'j>(pair: &Pair<'j>) -> PairItem<'j> {
    PairItem {
        current: pair.current.touchpoint.id(),
        desired: pair.desired.touchpoint.id(),
        gap: pair.gap().map(round),
        channel_changed: pair.changes.contains(&Change::ChannelChanged),
        made_proactive: pair.changes.contains(&Change::MadeProactive),
        merged: pair.changes.contains(&Change::Merged),
    }
}
