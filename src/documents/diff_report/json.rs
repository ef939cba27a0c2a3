//! What differs between two versions, for programs.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{DiffReport, gap_sizes};
use crate::diff::{
    Amount, Both, Field, JourneyDiff, Matched, MatchedBy, MeasureChange, MetricChange, TouchpointChange,
    Values, When,
};
use crate::documents::gap_report::words::place;
use crate::model::{Metric, TouchpointRef};
use crate::reporters::{escape, schema_of_output};
use crate::tables::round;
use crate::workspace::File;

/// What differs between two versions of maps. Fields may be added; the ones here keep their name and meaning.
#[derive(Serialize, JsonSchema)]
struct Report<'d> {
    /// The version of this format.
    format: &'static str,
    /// What the older version is called.
    before: &'d str,
    /// What the newer version is called.
    after: &'d str,
    /// Whether anything differs.
    changed: bool,
    /// Journeys of both versions that do not say the same.
    journeys: Vec<JourneyItem<'d>>,
    /// Personas of both versions that do not say the same.
    personas: Vec<PersonaItem<'d>>,
    /// Files that are new.
    added: Vec<FileItem<'d>>,
    /// Files that are gone.
    removed: Vec<FileItem<'d>>,
    /// Files that could not be read in one of the versions.
    unread: Vec<UnreadItem<'d>>,
}

/// A journey of both versions.
#[derive(Serialize, JsonSchema)]
struct JourneyItem<'d> {
    /// The id in the newer version.
    journey: &'d str,
    title: &'d str,
    /// The file in the newer version.
    path: &'d str,
    /// The file in the older version, when it lay elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    path_before: Option<&'d str>,
    /// Whether the scores of the older version are targets.
    plan_before: bool,
    /// Whether the scores of the newer version are targets.
    plan_after: bool,
    /// The touchpoints of both versions, in the order of the newer one.
    matched: Vec<MatchItem<'d>>,
    /// Touchpoints that are new, by id.
    added: Vec<TouchpointItem<'d>>,
    /// Touchpoints that are gone, by id.
    removed: Vec<TouchpointItem<'d>>,
    /// Gaps that closed, opened, or changed their size.
    gaps: Vec<GapItem<'d>>,
    /// The numbers of both versions, also those that stayed.
    measures: Vec<MeasureItem>,
    /// Measured values that are not the same.
    metrics: Vec<MetricItem<'d>>,
    /// What differs in the rest of the map.
    details: Vec<FieldItem<'d>>,
}

/// A touchpoint of both versions.
#[derive(Serialize, JsonSchema)]
struct MatchItem<'d> {
    before: &'d str,
    after: &'d str,
    name: &'d str,
    /// How it was found: `id`, `replaces` or `likeness`.
    by: &'static str,
    /// How alike they are, 0 to 1, when that is how it was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    likeness: Option<f64>,
    changes: Vec<ChangeItem<'d>>,
}

/// Something that is not the same at a touchpoint.
#[derive(Serialize, JsonSchema)]
struct ChangeItem<'d> {
    /// `renamed`, `id`, `moved`, `feeling`, `evidence`, `moment of truth`, `response`, `owner`, `contact`, `effort`
    /// or `content`.
    aspect: &'static str,
    /// The key in the file; the persona of a feeling; empty for what has none.
    key: &'d str,
    before: ValueItem<'d>,
    after: ValueItem<'d>,
}

/// A score from -1 to 1, words, or `null` for nothing.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum ValueItem<'d> {
    Score(f64),
    Words(&'d str),
    Nothing(()),
}

/// A touchpoint of one version.
#[derive(Serialize, JsonSchema)]
struct TouchpointItem<'d> {
    id: &'d str,
    name: &'d str,
    /// The name of its stage.
    stage: &'d str,
    /// Its place in the journey, from 1.
    position: usize,
}

/// A gap of one or both versions.
#[derive(Serialize, JsonSchema)]
struct GapItem<'d> {
    /// `closed`, `opened`, `larger` or `smaller`.
    fate: &'static str,
    kind: &'static str,
    /// The touchpoint; of the older version when the gap closed. Absent for the journey as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    touchpoint: Option<&'d str>,
    /// The place in words.
    place: String,
    /// The size in words; `null` when it was not there.
    before: Option<String>,
    /// The same in the newer version.
    after: Option<String>,
    evidence: &'static str,
    /// Who is responsible; `null` for nobody.
    owner: Option<&'d str>,
    /// Who feels it, when the map tells several personas apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    persona: Option<&'d str>,
    /// Whether the touchpoint feels as it did, and the gap came or went with what is around it.
    by_others: bool,
}

/// A number of both versions: emotion from -1 to 1, durations in seconds.
#[derive(Serialize, JsonSchema)]
struct MeasureItem {
    measure: String,
    before: Option<f64>,
    after: Option<f64>,
}

/// A measured value of both versions.
#[derive(Serialize, JsonSchema)]
struct MetricItem<'d> {
    metric: &'d str,
    /// The touchpoint; absent for the journey as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    touchpoint: Option<&'d str>,
    before: Option<MetricValue<'d>>,
    after: Option<MetricValue<'d>>,
    /// `improved`, `worsened`, `no clear difference`, or `no interval`; `changed` when there is a difference and the
    /// name does not say which way is better; `null` without two values.
    difference: Option<&'static str>,
    /// What was compared: by its answers, where there are any, and not by the value beside them.
    #[serde(skip_serializing_if = "Option::is_none")]
    compared: Option<Compared>,
}

/// Two numbers of a survey and the 95 % interval of their difference.
#[derive(Serialize, JsonSchema)]
struct Compared {
    /// `NPS`, `two best answers`, `5 to 7 of 7`, `share` or `mean`; shares are from 0 to 1.
    what: &'static str,
    before: f64,
    after: f64,
    /// Where the difference, after less before, begins.
    low: f64,
    /// Where it ends.
    high: f64,
}

/// A measured value.
#[derive(Serialize, JsonSchema)]
struct MetricValue<'d> {
    value: Option<f64>,
    unit: Option<&'d str>,
    n: Option<u32>,
}

/// A persona of both versions.
#[derive(Serialize, JsonSchema)]
struct PersonaItem<'d> {
    persona: &'d str,
    name: &'d str,
    path: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path_before: Option<&'d str>,
    details: Vec<FieldItem<'d>>,
}

/// A key whose value is not the same.
#[derive(Serialize, JsonSchema)]
struct FieldItem<'d> {
    key: &'d str,
    before: Option<&'d str>,
    after: Option<&'d str>,
}

/// A file of one version.
#[derive(Serialize, JsonSchema)]
struct FileItem<'d> {
    path: &'d str,
    /// The journey in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    journey: Option<&'d str>,
    /// The persona in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    persona: Option<&'d str>,
    title: &'d str,
}

/// A file that could not be read.
#[derive(Serialize, JsonSchema)]
struct UnreadItem<'d> {
    path: &'d str,
    /// Which version could not be read: `before` or `after`.
    version: &'static str,
}

impl DiffReport<'_, '_> {
    /// The report as one JSON document.
    pub fn json(&self) -> String {
        let diff = self.diff;
        let report = Report {
            format: "masa-diff-v1",
            before: &self.versions[0],
            after: &self.versions[1],
            changed: !diff.is_empty(),
            journeys: diff.journeys.iter().map(journey_item).collect(),
            personas: diff.personas.iter().filter_map(persona_item).collect(),
            added: diff.added.iter().map(|file| file_item(file)).collect(),
            removed: diff.removed.iter().map(|file| file_item(file)).collect(),
            unread: diff
                .unread
                .iter()
                .map(|(file, when)| UnreadItem {
                    path: file.source.name(),
                    version: if *when == When::Before { "before" } else { "after" },
                })
                .collect(),
        };
        let text = serde_json::to_string_pretty(&report).unwrap_or_default();
        escape::json(&format!("{text}\n"))
    }
}

/// The JSON Schema of that document.
pub fn diff_report_schema() -> Value {
    schema_of_output::<Report<'_>>()
}

fn path_before<'d, T>(both: &Both<'d, T>) -> Option<&'d str> {
    both.is_moved.then(|| both.before.source.name())
}

fn journey_item<'d>(both: &'d Both<'_, JourneyDiff<'_>>) -> JourneyItem<'d> {
    let diff = &both.diff;
    let gap = |change: &'d crate::diff::GapChange<'_>| {
        let gap = change.gap()?;
        let [before, after] = gap_sizes(diff, change);
        Some(GapItem {
            fate: change.fate().name(),
            kind: gap.kind.name(),
            touchpoint: gap.at.map(|at| at.touchpoint.id()),
            place: place(gap),
            before,
            after,
            evidence: gap.grade.as_str(),
            owner: gap.owner,
            persona: gap.persona,
            by_others: change.by_others,
        })
    };
    JourneyItem {
        journey: diff.after.journey.journey.as_str(),
        title: &diff.after.journey.title,
        path: both.after.source.name(),
        path_before: path_before(both),
        plan_before: diff.before.journey.is_target(),
        plan_after: diff.after.journey.is_target(),
        matched: diff.matches.iter().map(|one| match_item(diff, one)).collect(),
        added: diff.added.iter().map(|at| touchpoint_item(*at)).collect(),
        removed: diff.removed.iter().map(|at| touchpoint_item(*at)).collect(),
        gaps: diff.gaps.iter().filter_map(gap).collect(),
        measures: diff.measures.iter().map(measure_item).collect(),
        metrics: diff.metrics.iter().map(metric_item).collect(),
        details: diff.details.iter().map(field_item).collect(),
    }
}

fn match_item<'d>(diff: &'d JourneyDiff<'_>, one: &'d Matched<'_>) -> MatchItem<'d> {
    let (by, likeness) = match one.by {
        MatchedBy::Id => ("id", None),
        MatchedBy::Replaces => ("replaces", None),
        MatchedBy::Likeness(likeness) => ("likeness", Some(round(likeness))),
    };
    MatchItem {
        before: one.before.touchpoint.id(),
        after: one.after.touchpoint.id(),
        name: &one.after.touchpoint.name,
        by,
        likeness,
        changes: super::changes_of(diff, one).map(change_item).collect(),
    }
}

fn change_item<'d>(change: &'d TouchpointChange<'_>) -> ChangeItem<'d> {
    let words = |text: &'d Option<String>| text.as_deref().map_or(ValueItem::Nothing(()), ValueItem::Words);
    let score = |v: Option<f64>| v.map_or(ValueItem::Nothing(()), |v| ValueItem::Score(round(v)));
    let (before, after) = match &change.values {
        Values::Scores(before, after) => (score(*before), score(*after)),
        Values::Words(before, after) => (words(before), words(after)),
    };
    ChangeItem { aspect: change.aspect.name(), key: &change.key, before, after }
}

fn touchpoint_item(at: TouchpointRef<'_>) -> TouchpointItem<'_> {
    TouchpointItem {
        id: at.touchpoint.id(),
        name: &at.touchpoint.name,
        stage: &at.stage.name,
        position: at.position + 1,
    }
}

fn measure_item(change: &MeasureChange<'_>) -> MeasureItem {
    let value = |amount: Option<Amount>| {
        Some(match amount? {
            Amount::Score(score) => round(score),
            Amount::Count(count) => count as f64,
            Amount::Time(duration) => duration.seconds() as f64,
        })
    };
    MeasureItem { measure: change.measure.name(), before: value(change.before), after: value(change.after) }
}

fn metric_item<'d>(change: &'d MetricChange<'_>) -> MetricItem<'d> {
    let value = |metric: &'d Metric| MetricValue {
        value: metric.value.map(round),
        unit: metric.unit.as_deref(),
        n: metric.cases(),
    };
    let compared = change.difference.map(|found| Compared {
        what: found.after.what.name(),
        before: round(found.before.value),
        after: round(found.after.value),
        low: round(found.difference.interval.low),
        high: round(found.difference.interval.high),
    });
    MetricItem {
        metric: change.name,
        touchpoint: change.at.map(|at| at.touchpoint.id()),
        before: change.before.map(value),
        after: change.after.map(value),
        difference: change.verdict.map(|verdict| verdict.name()),
        compared,
    }
}

fn field_item(field: &Field) -> FieldItem<'_> {
    FieldItem { key: &field.path, before: field.before.as_deref(), after: field.after.as_deref() }
}

fn persona_item<'d>(both: &'d Both<'_, Vec<Field>>) -> Option<PersonaItem<'d>> {
    let persona = both.after.persona()?;
    Some(PersonaItem {
        persona: persona.persona.as_str(),
        name: &persona.name,
        path: both.after.source.name(),
        path_before: path_before(both),
        details: both.diff.iter().map(field_item).collect(),
    })
}

fn file_item(file: &File) -> FileItem<'_> {
    let journey = file.journey();
    let persona = file.persona();
    let name = persona.map_or("", |persona| persona.name.as_str());
    FileItem {
        path: file.source.name(),
        journey: journey.map(|journey| journey.journey.as_str()),
        persona: persona.map(|persona| persona.persona.as_str()),
        title: journey.map_or(name, |journey| journey.title.as_str()),
    }
}
