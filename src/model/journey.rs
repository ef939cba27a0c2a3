//! A customer journey map.

use std::collections::BTreeMap;

use super::{
    Audience, Date, Direction, Duration, Evidence, GoalKind, Id, Importance, JourneyKind, Lang, Level,
    LifecycleGroup, Maturity, Metric, OneOrMany, Opportunity, Phase, Plain, Scale, Shape, StageRole, State,
    Touchpoint,
};
use crate::syntax::Route;

structure! {
    /// A journey: the chain of encounters of one persona from a need arising to the need left behind.
    pub struct Journey {
        /// The name other files refer to.
        pub journey: Id,
        /// What people call the journey.
        pub title: String,
        /// The language of the texts, as a BCP 47 tag such as `he`.
        pub lang: Option<Lang>,
        /// The direction of time in pictures; follows from `lang` when absent.
        pub dir: Option<Direction>,
        /// The whole relationship or one matter.
        pub level: Option<Level>,
        /// What is, or what should be; `current` when absent.
        pub state: Option<State>,
        /// Whose journey it is.
        pub kind: Option<JourneyKind>,
        /// How far the map has come.
        pub maturity: Option<Maturity>,
        /// How the touchpoints follow each other; `linear` when absent.
        pub shape: Option<Shape>,
        /// The stage of a lifecycle this journey is a part of, as `lifecycle#stage`.
        pub parent: Option<Id>,
        /// In a desired map: the current map it answers.
        pub current: Option<Id>,
        /// In an actual map: the planned map that was to be followed.
        pub plan: Option<Id>,
        /// Who makes the journey; several share one map only with scores by persona.
        pub persona: Option<OneOrMany>,
        /// The situation the map is about.
        pub scenario: Option<String>,
        /// The service or product it belongs to.
        pub service: Option<String>,
        /// Prospects or existing customers.
        pub audience: Option<Audience>,
        /// How much it matters to the organisation's plans beside other journeys, from 0 to 10; 1 when absent.
        pub strategic_weight: Option<Importance>,
        /// What the customer wants solved.
        pub need: Option<String>,
        /// What sets the journey off.
        pub trigger: Option<String>,
        /// When the need is left behind.
        pub end_condition: Option<String>,
        /// What the customer expects beforehand.
        pub expectations: Vec<String>,
        /// What the organisation wants from mapping it.
        pub goals: Vec<Goal>,
        /// Where the map begins and ends and what it leaves out.
        pub scope: Option<Scope>,
        /// The range of emotion scores, such as `-2..2`.
        pub scale: Option<Scale>,
        /// Who made the map.
        pub contributors: Vec<Contributor>,
        /// Who keeps the map up to date.
        pub owner: Option<String>,
        /// Who answers for it to the board.
        pub sponsor: Option<String>,
        /// When the map was made.
        pub created: Option<Date>,
        /// When it was last looked through.
        pub reviewed: Option<Date>,
        /// How often it is looked through; `90d` when absent.
        pub review_every: Option<Duration>,
        /// Events after which older evidence may no longer hold.
        pub context_events: Vec<ContextEvent>,
        /// What is known and from where, by id.
        pub evidence: BTreeMap<String, Evidence>,
        /// The evidence of every claim that names none of its own.
        pub default_evidence: Option<Id>,
        /// Measured values of the whole journey, by name.
        pub metrics: BTreeMap<String, Metric>,
        /// The stages in order.
        pub stages: Vec<Stage>,
        /// How it ended, or how it should end.
        pub outcome: Option<Outcome>,
        /// What could be better.
        pub opportunities: Vec<Opportunity>,
        /// What was decided with the map in hand.
        pub decisions: Vec<Decision>,
    }
}

impl Journey {
    /// What is or what should be.
    pub fn state(&self) -> State {
        self.state.unwrap_or_default()
    }

    /// The range of scores; the loader fills in the workspace's when the map names none.
    pub fn scale(&self) -> Scale {
        self.scale.unwrap_or_default()
    }

    /// The direction of time: as said, or that of the language.
    pub fn direction(&self) -> Direction {
        let of_language = || self.lang.as_ref().map(|lang| Direction::of_language(lang.as_str()));
        self.dir.or_else(of_language).unwrap_or_default()
    }

    /// The personas in the order written.
    pub fn personas(&self) -> &[Id] {
        self.persona.as_ref().map_or(&[], |personas| &personas.0)
    }

    /// Whether scores are targets: a desired or planned journey, which nobody has made.
    pub fn is_target(&self) -> bool {
        self.state() == State::Desired || self.kind == Some(JourneyKind::Planned)
    }

    /// The touchpoints in order, each with its stage and place.
    pub fn touchpoints(&self) -> impl Iterator<Item = TouchpointRef<'_>> {
        let all = self.stages.iter().enumerate().flat_map(|(stage_index, stage)| {
            stage.touchpoints.iter().enumerate().map(move |(index, touchpoint)| TouchpointRef {
                stage_index,
                index,
                position: 0,
                stage,
                touchpoint,
            })
        });
        all.enumerate().map(|(position, found)| TouchpointRef { position, ..found })
    }

    /// Every metric: those of the whole journey, then those of touchpoints in order.
    pub fn measured(&self) -> impl Iterator<Item = Measured<'_>> {
        let of_journey = self.metrics.iter().map(|(name, metric)| Measured { name, metric, at: None });
        let of_touchpoints = self.touchpoints().flat_map(|at| {
            let all = at.touchpoint.metrics.iter();
            all.map(move |(name, metric)| Measured { name, metric, at: Some(at) })
        });
        of_journey.chain(of_touchpoints)
    }

    /// The touchpoint with an id.
    pub fn touchpoint(&self, id: &str) -> Option<TouchpointRef<'_>> {
        self.touchpoints().find(|found| found.touchpoint.id() == id)
    }
}

/// A touchpoint with its stage and its place in the journey.
#[derive(Clone, Copy, Debug)]
pub struct TouchpointRef<'j> {
    /// The stage's place, from 0.
    pub stage_index: usize,
    /// The touchpoint's place in its stage, from 0.
    pub index: usize,
    /// The touchpoint's place in the whole journey, from 0.
    pub position: usize,
    /// The stage.
    pub stage: &'j Stage,
    /// The touchpoint.
    pub touchpoint: &'j Touchpoint,
}

impl TouchpointRef<'_> {
    /// The way to the touchpoint in its file.
    pub fn route(&self) -> Route {
        Route::root().key("stages").index(self.stage_index).key("touchpoints").index(self.index)
    }
}

/// A metric with its place.
#[derive(Clone, Copy, Debug)]
pub struct Measured<'j> {
    /// Its name.
    pub name: &'j str,
    /// The metric.
    pub metric: &'j Metric,
    /// The touchpoint it was measured at; `None` for the whole journey.
    pub at: Option<TouchpointRef<'j>>,
}

impl Measured<'_> {
    /// The way to the metric in its file.
    pub fn route(&self) -> Route {
        let holder = self.at.map_or_else(Route::root, |found| found.route());
        holder.key("metrics").name(self.name)
    }
}

structure! {
    /// A stretch of the journey.
    pub struct Stage {
        /// A name to refer to; made from `name` when absent.
        pub id: Option<Id>,
        /// What people call it.
        pub name: String,
        /// Before, during or after the contact with the provider.
        pub phase: Option<Phase>,
        /// The part it plays on the way from stranger to advocate.
        pub role: Option<StageRole>,
        /// Which of the seven lifecycle groups it is.
        pub group: Option<LifecycleGroup>,
        /// What the customer wants to reach in it.
        pub customer_goal: Option<String>,
        /// A journey that shows this stage in detail.
        pub detail: Option<Id>,
        /// The touchpoints in order.
        pub touchpoints: Vec<Touchpoint>,
    }
}

impl Stage {
    /// The id; the loader sees to it that every stage has one.
    pub fn id(&self) -> &str {
        self.id.as_ref().map_or("", Id::as_str)
    }
}

structure! {
    /// What the organisation wants from mapping the journey.
    pub struct Goal {
        /// What it is about.
        pub kind: Option<GoalKind>,
        /// The goal in one sentence.
        pub statement: String,
        /// What shows whether it is reached.
        pub metric: Option<String>,
        /// Where the metric stands.
        pub baseline: Option<Plain>,
        /// Where it should stand.
        pub target: Option<Plain>,
        /// When the goal was set; before mapping.
        pub decided_on: Option<Date>,
    }
}

structure! {
    /// Where the map begins and ends.
    pub struct Scope {
        /// Where it begins.
        pub starts: Option<String>,
        /// Where it ends.
        pub ends: Option<String>,
        /// What it leaves out.
        pub excludes: Vec<String>,
    }
}

structure! {
    /// Somebody who helped to make the map; roles, not names.
    pub struct Contributor {
        /// Their role.
        pub role: Option<String>,
        /// Their department.
        pub department: Option<String>,
        /// Their discipline.
        pub discipline: Option<String>,
        /// Whether they are from outside the organisation.
        pub external: bool,
    }
}

structure! {
    /// Something that happened and may have changed what customers experience.
    pub struct ContextEvent {
        /// When.
        pub date: Option<Date>,
        /// What.
        pub event: String,
    }
}

/// How the journey ended, or how it should end.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(from = "OutcomeShape")]
#[schemars(with = "OutcomeShape")]
pub struct Outcome {
    /// The result.
    pub result: Option<String>,
    /// What the customer does next: stay, leave, recommend, complain, buy again.
    pub behaviour: Vec<String>,
}

#[derive(serde::Deserialize, schemars::JsonSchema)]
#[serde(rename = "~Outcome")]
#[schemars(untagged)]
enum OutcomeShape {
    #[serde(rename = "scalar")]
    Result(String),
    #[serde(rename = "mapping")]
    Detail(OutcomeDetail),
}

structure! {
    /// An outcome in detail.
    pub struct OutcomeDetail {
        /// The result.
        pub result: Option<String>,
        /// What the customer does next: stay, leave, recommend, complain, buy again.
        pub behaviour: Vec<String>,
    }
}

impl From<OutcomeShape> for Outcome {
    fn from(shape: OutcomeShape) -> Self {
        match shape {
            OutcomeShape::Result(result) => Self { result: Some(result), behaviour: Vec::new() },
            OutcomeShape::Detail(OutcomeDetail { result, behaviour }) => Self { result, behaviour },
        }
    }
}

structure! {
    /// Something that was decided with the map in hand.
    pub struct Decision {
        /// When.
        pub date: Option<Date>,
        /// What was decided.
        pub statement: String,
        /// By whom.
        pub by: Option<String>,
    }
}
