//! The atlas for programs.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::Atlas;
use crate::measure::{
    GroupKey, JourneyPair, LifecyclePlace, Misfit, MisfitKind, PersonaFeeling, PortfolioEntry,
    PortfolioGroup, SERVICE_JOURNEYS, Tally, Withheld,
};
use crate::model::{Date, LifecycleContact, LifecycleGroup, Phase};
use crate::reporters::{escape, schema_of_output};
use crate::tables::{atlas, round};

/// An atlas for programs: all journeys of a workspace in their numbers. Fields may be added; the ones here keep
/// their name and meaning. Emotion goes from -1 to 1, shares from 0 to 1, ages are in days.
#[derive(Serialize, JsonSchema)]
struct Document<'w> {
    /// The version of this format.
    format: &'static str,
    /// The day by which ages are counted.
    today: Date,
    /// The atlas in a few sentences.
    verdict: Vec<String>,
    /// What the groups are made by: `group`, `service`, `persona` or `owner`.
    by: &'static str,
    /// The groups in their order.
    groups: Vec<GroupItem<'w>>,
    /// The journeys, those first where most is to be won; a desired journey after the one it answers.
    journeys: Vec<JourneyItem<'w>>,
    /// How many journeys each service has.
    services: Vec<ServiceItem<'w>>,
    /// What is mapped for each persona.
    personas: Vec<PersonaItem<'w>>,
    /// The 23 typical contacts of a lifecycle.
    contacts: Vec<ContactItem<'w>>,
    /// Current journeys with the desired ones that answer them.
    pairs: Vec<PairItem<'w>>,
    /// Maps and maps of their parts that contradict each other.
    misfits: Vec<MisfitItem<'w>>,
    /// Files that could not be read, and so are in no number.
    left_out: &'w [String],
}

/// Journeys with something in common.
#[derive(Serialize, JsonSchema)]
struct GroupItem<'w> {
    /// The id, service, owner or lifecycle group; `null` for what is not said.
    key: Option<&'w str>,
    /// What it is called.
    name: String,
    /// Journeys of today that are kept up.
    current: usize,
    /// Desired, planned and archived journeys.
    others: usize,
    /// Whether the scores are those of the others, because there is no journey of today.
    is_of_others: bool,
    /// All scores of the group.
    scores: TallyItem,
    effort_points: u32,
    open_gaps: usize,
    /// The scores by group of the lifecycle; `none` for those of which it is not said.
    by_group: BTreeMap<&'static str, TallyItem>,
    /// The scores by phase; `none` for those of which it is not said.
    by_phase: BTreeMap<&'static str, TallyItem>,
    /// The ids of its journeys, each once.
    journeys: Vec<&'w str>,
}

/// Scores that lie in one place.
#[derive(Serialize, JsonSchema)]
struct TallyItem {
    touchpoints: usize,
    scores: usize,
    mean: Option<f64>,
    worst: Option<f64>,
}

/// One journey.
#[derive(Serialize, JsonSchema)]
struct JourneyItem<'w> {
    journey: &'w str,
    title: &'w str,
    /// The path from the root of the workspace.
    file: String,
    lang: Option<&'w str>,
    level: Option<&'static str>,
    state: &'static str,
    kind: Option<&'static str>,
    maturity: Option<&'static str>,
    personas: Vec<&'w str>,
    service: Option<&'w str>,
    owner: Option<&'w str>,
    /// Where in a lifecycle it lies: a group, `whole`, or `null` where it is not said.
    group: Option<&'static str>,
    touchpoints: usize,
    /// How it is felt: one entry, or one for each persona whom the map tells apart.
    feelings: Vec<FeelingItem<'w>>,
    effort_points: u32,
    /// `null` for desired and planned journeys.
    open_gaps: Option<usize>,
    /// Scores by grade, weakest first.
    scores_by_grade: [usize; 5],
    /// How many customers the evidence of the scores tells of.
    customers: u32,
    review: Option<ReviewItem>,
    evidence: Option<EvidenceItem>,
    priority: Option<PriorityItem>,
    /// What is missing for a priority.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    priority_lacks: Vec<&'static str>,
}

/// How one persona feels along a journey.
#[derive(Serialize, JsonSchema)]
struct FeelingItem<'w> {
    /// The persona; `null` where the map tells none apart.
    persona: Option<&'w str>,
    scored: usize,
    mean: Option<f64>,
    worst: Option<f64>,
    end: Option<f64>,
    /// The sum of what lies below neutral.
    area_below: Option<f64>,
    /// The id of the touchpoint where it is worst.
    worst_touchpoint: Option<&'w str>,
    by_group: BTreeMap<&'static str, TallyItem>,
    by_phase: BTreeMap<&'static str, TallyItem>,
}

/// When a map was last looked through.
#[derive(Serialize, JsonSchema)]
struct ReviewItem {
    day: Date,
    /// `false` when it was only made on that day.
    is_review: bool,
    age: i64,
    /// How often it should be, in days.
    every: f64,
    is_due: bool,
}

/// How old the evidence of the scores is.
#[derive(Serialize, JsonSchema)]
struct EvidenceItem {
    newest_age: i64,
    oldest_age: i64,
}

/// score = volume × severity × weight ÷ effort.
#[derive(Serialize, JsonSchema)]
struct PriorityItem {
    /// How often the journey is made in a year.
    volume: f64,
    /// The area below neutral.
    severity: f64,
    /// The strategic weight.
    weight: f64,
    /// Person-months of its opportunities.
    effort: f64,
    score: f64,
}

/// How many journeys a service has.
#[derive(Serialize, JsonSchema)]
struct ServiceItem<'w> {
    service: Option<&'w str>,
    current: usize,
    others: usize,
    /// The number of journeys that is usual, least and most.
    usual: [usize; 2],
    /// `null` for journeys that name no service.
    is_usual: Option<bool>,
}

/// What is mapped for one persona.
#[derive(Serialize, JsonSchema)]
struct PersonaItem<'w> {
    persona: Option<&'w str>,
    name: Option<&'w str>,
    journeys: usize,
    by_group: BTreeMap<&'static str, TallyItem>,
    /// The typical contacts that are mapped.
    contacts: Vec<&'static str>,
}

/// Where a typical contact is mapped.
#[derive(Serialize, JsonSchema)]
struct ContactItem<'w> {
    contact: &'static str,
    group: &'static str,
    journeys: usize,
    personas: Vec<&'w str>,
    scores: TallyItem,
}

/// A current journey and the desired one that answers it.
#[derive(Serialize, JsonSchema)]
struct PairItem<'w> {
    current: &'w str,
    desired: &'w str,
    /// Mean desired − mean current, -2 to 2.
    gap: Option<f64>,
    effort_points: [u32; 2],
}

/// A map and the map of one of its parts that contradict each other.
#[derive(Serialize, JsonSchema)]
struct MisfitItem<'w> {
    map: &'w str,
    stage: Option<&'w str>,
    detail: &'w str,
    /// `place`, `level`, `state`, `persona`, `group` or `feeling`.
    kind: &'static str,
    message: String,
}

impl Atlas<'_, '_> {
    /// The atlas as one JSON document; the groups as they were asked for, everything else whole.
    pub fn json(&self, today: Date) -> String {
        let portfolio = self.portfolio;
        let (least, most) = (*SERVICE_JOURNEYS.start(), *SERVICE_JOURNEYS.end());
        let document = Document {
            format: "masa-atlas-v1",
            today,
            verdict: self.verdict(),
            by: self.by.name(),
            groups: self.groups.iter().map(|group| self.group_item(group)).collect(),
            journeys: match self.only_totals {
                true => Vec::new(),
                false => portfolio.entries.iter().map(|entry| self.journey_item(entry)).collect(),
            },
            services: portfolio
                .services
                .iter()
                .map(|count| ServiceItem {
                    service: count.service,
                    current: count.current,
                    others: count.others,
                    usual: [least, most],
                    is_usual: count.is_usual(),
                })
                .collect(),
            personas: portfolio
                .personas
                .iter()
                .map(|one| PersonaItem {
                    persona: one.persona,
                    name: one.persona.and_then(|id| Some(portfolio.workspace.persona(id)?.name.as_str())),
                    journeys: one.journeys,
                    by_group: by_group(|group| one.by_group.of(group)),
                    contacts: mapped(&one.contacts),
                })
                .collect(),
            contacts: portfolio
                .contacts
                .iter()
                .map(|one| ContactItem {
                    contact: one.contact.as_str(),
                    group: one.contact.group().as_str(),
                    journeys: one.journeys,
                    personas: one.personas.clone(),
                    scores: tally_item(&one.tally),
                })
                .collect(),
            pairs: portfolio.pairs.iter().map(|pair| self.pair_item(pair)).collect(),
            misfits: portfolio.misfits.iter().map(misfit_item).collect(),
            left_out: &self.left_out,
        };
        let text = serde_json::to_string_pretty(&document).unwrap_or_default();
        escape::json(&format!("{text}\n"))
    }

    fn group_item<'s>(&'s self, group: &'s PortfolioGroup<'_>) -> GroupItem<'s> {
        let total = &group.total;
        let ids = group.lines.iter().map(|line| self.portfolio.entries[line.entry].journey.journey.as_str());
        let mut journeys: Vec<&str> = ids.collect();
        journeys.dedup();
        GroupItem {
            key: match group.key {
                GroupKey::Place(place) => place_word(place),
                GroupKey::Service(name) | GroupKey::Persona(name) | GroupKey::Owner(name) => name,
            },
            name: atlas::group_name(self.portfolio.workspace, group.key),
            current: total.current,
            others: total.others,
            is_of_others: total.is_of_others,
            scores: tally_item(&total.all()),
            effort_points: total.effort,
            open_gaps: total.gaps,
            by_group: by_group(|group| total.by_group.of(group)),
            by_phase: by_phase(|phase| total.by_phase.of(phase)),
            journeys,
        }
    }

    fn journey_item<'s>(&'s self, entry: &'s PortfolioEntry<'_>) -> JourneyItem<'s> {
        let (journey, workspace) = (entry.journey, self.portfolio.workspace);
        JourneyItem {
            journey: journey.journey.as_str(),
            title: &journey.title,
            file: workspace.path_from_root(&workspace.files[entry.file]),
            lang: journey.lang.as_ref().map(|lang| lang.as_str()),
            level: journey.level.map(|level| level.as_str()),
            state: journey.state().as_str(),
            kind: journey.kind.map(|kind| kind.as_str()),
            maturity: journey.maturity.map(|maturity| maturity.as_str()),
            personas: journey.personas().iter().map(|id| id.as_str()).collect(),
            service: journey.service.as_deref(),
            owner: journey.owner.as_deref(),
            group: place_word(entry.place),
            touchpoints: journey.touchpoints().count(),
            feelings: entry.feelings.iter().map(feeling_item).collect(),
            effort_points: entry.effort,
            open_gaps: entry.open_gaps,
            scores_by_grade: entry.scores.by_grade,
            customers: entry.customers,
            review: entry.review.map(|review| ReviewItem {
                day: review.day,
                is_review: review.is_review,
                age: review.age,
                every: review.every.days(),
                is_due: entry.is_review_due,
            }),
            evidence: entry
                .evidence
                .map(|age| EvidenceItem { newest_age: age.newest, oldest_age: age.oldest }),
            priority: entry.priority.as_ref().ok().map(|priority| PriorityItem {
                volume: round(priority.volume),
                severity: round(priority.severity),
                weight: round(priority.weight),
                effort: round(priority.effort),
                score: round(priority.score),
            }),
            priority_lacks: match &entry.priority {
                Ok(_) => Vec::new(),
                Err(missing) => missing.iter().map(|missing: &Withheld| missing.name()).collect(),
            },
        }
    }

    fn pair_item(&self, pair: &JourneyPair) -> PairItem<'_> {
        let (now, then) = (&self.portfolio.entries[pair.current], &self.portfolio.entries[pair.desired]);
        PairItem {
            current: now.journey.journey.as_str(),
            desired: then.journey.journey.as_str(),
            gap: pair.gap.map(round),
            effort_points: [now.effort, then.effort],
        }
    }
}

/// The JSON Schema of that document.
pub fn atlas_schema() -> Value {
    schema_of_output::<Document<'_>>()
}

fn place_word(place: LifecyclePlace) -> Option<&'static str> {
    match place {
        LifecyclePlace::Whole => Some("whole"),
        LifecyclePlace::Group(group) => Some(group.as_str()),
        LifecyclePlace::Unknown => None,
    }
}

/// The word for what lies in no group or phase.
const NONE: &str = "none";

/// The groups in which something lies.
fn by_group<'t>(of: impl Fn(Option<LifecycleGroup>) -> &'t Tally) -> BTreeMap<&'static str, TallyItem> {
    let groups = LifecycleGroup::ALL.iter().copied().map(Some).chain([None]);
    let items = groups.map(|group| (group.map_or(NONE, LifecycleGroup::as_str), of(group)));
    items.filter(|(_, tally)| tally.touchpoints > 0).map(|(word, tally)| (word, tally_item(tally))).collect()
}

/// The phases in which something lies.
fn by_phase<'t>(of: impl Fn(Option<Phase>) -> &'t Tally) -> BTreeMap<&'static str, TallyItem> {
    let phases = Phase::ALL.iter().copied().map(Some).chain([None]);
    let items = phases.map(|phase| (phase.map_or(NONE, Phase::as_str), of(phase)));
    items.filter(|(_, tally)| tally.touchpoints > 0).map(|(word, tally)| (word, tally_item(tally))).collect()
}

fn mapped(counts: &[usize]) -> Vec<&'static str> {
    let contacts = LifecycleContact::ALL.iter().zip(counts);
    contacts.filter(|(_, count)| **count > 0).map(|(contact, _)| contact.as_str()).collect()
}

fn tally_item(tally: &Tally) -> TallyItem {
    TallyItem {
        touchpoints: tally.touchpoints,
        scores: tally.scores,
        mean: tally.mean().map(round),
        worst: tally.worst.map(round),
    }
}

fn feeling_item<'w>(feeling: &PersonaFeeling<'w>) -> FeelingItem<'w> {
    let summary = feeling.summary;
    FeelingItem {
        persona: feeling.persona,
        scored: summary.map_or(0, |summary| summary.n),
        mean: summary.map(|summary| round(summary.mean)),
        worst: summary.map(|summary| round(summary.worst)),
        end: summary.map(|summary| round(summary.end)),
        area_below: summary.map(|summary| round(summary.area_below)),
        worst_touchpoint: feeling.worst.map(|at| at.touchpoint.id()),
        by_group: by_group(|group| feeling.by_group.of(group)),
        by_phase: by_phase(|phase| feeling.by_phase.of(phase)),
    }
}

fn misfit_item<'w>(misfit: &Misfit<'w>) -> MisfitItem<'w> {
    MisfitItem {
        map: misfit.upper.journey.as_str(),
        stage: misfit.stage.map(|stage| stage.id()),
        detail: misfit.lower.journey.as_str(),
        kind: match misfit.kind {
            MisfitKind::Place(_) => "place",
            MisfitKind::Level => "level",
            MisfitKind::State => "state",
            MisfitKind::Persona => "persona",
            MisfitKind::Group(_) => "group",
            MisfitKind::Feeling { .. } => "feeling",
        },
        message: atlas::misfit_words(misfit),
    }
}
