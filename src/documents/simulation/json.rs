//! A simulation for programs.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::telling::Telling;
use super::{Scenario, Simulation};
use crate::documents::Text;
use crate::measure::{
    Circle, Commitment, CommitmentConvention, CommitmentMoment, CommitmentRules, CommitmentSpread,
    CommitmentStep, CommitmentWay, Die, Knowledge, StepKind, WayBasis, moment_success,
};
use crate::model::Journey;
use crate::reporters::{escape, schema_of_output};
use crate::tables::round;

/// A simulation for programs. Fields may be added; the ones here keep their name and meaning.
///
/// Illustrative: the constants of the model are conventions that nobody has validated.
#[derive(Serialize, JsonSchema)]
struct Document<'j> {
    /// The version of this format.
    format: &'static str,
    /// What comes out, in a few sentences.
    verdict: Vec<String>,
    /// The conventions it was reckoned with.
    conventions: Conventions,
    /// The journeys as the maps tell them or as somebody supposes; the first is what the others are held
    /// against.
    scenarios: Vec<ScenarioItem<'j>>,
    /// The end of the first scenario for its first line, with conventions 50 % lower and higher.
    sensitivity: Vec<Swing>,
    /// What was taken for granted, and where the map is silent.
    notes: Vec<String>,
}

/// The conventions of the model.
#[derive(Serialize, JsonSchema)]
struct Conventions {
    /// Squares up at a moment of truth of weight 1 that goes well.
    ladder: f64,
    /// Squares down at one that goes badly.
    snake: f64,
    /// The probability, 0 to 1, that a moment of truth goes well of which nothing is known.
    success: f64,
    /// How far an ordinary encounter moves: `loaded` by how it felt, `fair` 1 to 6 squares.
    die: &'static str,
}

/// A journey as the map tells it, or as somebody supposes.
#[derive(Serialize, JsonSchema)]
struct ScenarioItem<'j> {
    name: &'j str,
    journey: &'j str,
    title: &'j str,
    /// What is supposed instead of what the map says, as it was written.
    supposed: &'j [String],
    /// One line, or one for each persona.
    lines: Vec<Line<'j>>,
}

/// The commitment of one persona, or of everybody.
#[derive(Serialize, JsonSchema)]
struct Line<'j> {
    #[serde(skip_serializing_if = "Option::is_none")]
    persona: Option<&'j str>,
    /// The square before the first touchpoint, 0 to 100.
    start: u8,
    end: End,
    /// The probability of ending on each square from 0 to 100.
    distribution: Vec<f64>,
    /// Expected end less that of the first scenario.
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<f64>,
    /// The moments of truth, those that decide most first.
    moments: Vec<Moment<'j>>,
    /// The touchpoints in order.
    steps: Vec<Step<'j>>,
    /// Touchpoints whose ways lead back to each other.
    circles: Vec<CircleItem<'j>>,
}

/// Where customers stand, 0 to 100.
#[derive(Serialize, JsonSchema)]
struct End {
    expected: f64,
    standard_deviation: f64,
    p10: u8,
    p50: u8,
    p90: u8,
    /// The share of customers at 0, from 0 to 1.
    at_zero: f64,
}

/// A moment of truth.
#[derive(Serialize, JsonSchema)]
struct Moment<'j> {
    touchpoint: &'j str,
    valence: &'static str,
    /// The probability, 0 to 1, that it goes well.
    success: f64,
    /// What that rests on: `supposed`, `happened`, `measured` or `assumed`.
    known: &'static str,
    /// The id of the evidence, where it was measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<&'j str>,
    /// The grade of the evidence, where it was measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    grade: Option<&'static str>,
    /// On how many cases it rests, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    n: Option<u32>,
    /// The expected end if it always goes well; `null` where that was not worked out.
    if_well: Option<f64>,
    /// The expected end if it never does.
    if_badly: Option<f64>,
    /// The difference of both: what is decided here.
    leverage: Option<f64>,
}

/// A touchpoint.
#[derive(Serialize, JsonSchema)]
struct Step<'j> {
    touchpoint: &'j str,
    /// `ordinary`, `moment` of truth, or `alone`: nobody but the customer has a part in it, so nothing moves.
    kind: &'static str,
    /// How often a customer comes by, on average.
    visits: f64,
    /// The probability, 0 to 1, that it happens to a customer who comes by.
    happens: f64,
    /// The experience, -1 to 1.
    v: Option<f64>,
    /// Where those who come by stand before it.
    before: End,
    /// Where they stand after it.
    after: End,
    /// The ways on from it.
    next: Vec<Way<'j>>,
}

/// A way on from a touchpoint.
#[derive(Serialize, JsonSchema)]
struct Way<'j> {
    /// The touchpoint it leads to; `null` for the end.
    to: Option<&'j str>,
    /// The share that takes it, 0 to 1.
    share: f64,
    /// What the share rests on: the `only` way, `written`, `scaled` because the written ones don't add up to
    /// 1, `split` evenly because the map does not say, leading `nowhere`, which is taken for an end, `supposed`,
    /// or the `rest` that what is supposed of the others leaves.
    basis: &'static str,
}

/// Touchpoints whose ways lead back to each other.
#[derive(Serialize, JsonSchema)]
struct CircleItem<'j> {
    touchpoints: Vec<&'j str>,
    /// How often those who come there go back, on average.
    returns: f64,
    /// The share of all customers who are still in it when the reckoning gives up.
    remaining: f64,
}

/// What becomes of the end when a convention is another.
#[derive(Serialize, JsonSchema)]
struct Swing {
    /// `ladder`, `snake` or `success`.
    convention: &'static str,
    low: SwingEnd,
    high: SwingEnd,
}

/// The end with another convention.
#[derive(Serialize, JsonSchema)]
struct SwingEnd {
    value: f64,
    end: End,
}

impl Simulation<'_> {
    /// The simulation as one JSON document.
    pub fn json(&self) -> String {
        let telling = Telling::in_english(self);
        let plain = |texts: Vec<Text>| texts.iter().map(Text::plain).collect();
        let document = Document {
            format: "masa-simulation-v1",
            verdict: plain(telling.sentences()),
            conventions: conventions(&self.scenarios[0].rules),
            scenarios: self
                .scenarios
                .iter()
                .enumerate()
                .map(|(nth, scenario)| item(scenario, Some(&self.scenarios[0]).filter(|_| nth > 0)))
                .collect(),
            sensitivity: self
                .swings
                .iter()
                .map(|swing| Swing {
                    convention: match swing.convention {
                        CommitmentConvention::Ladder => "ladder",
                        CommitmentConvention::Snake => "snake",
                        CommitmentConvention::Success => "success",
                    },
                    low: SwingEnd { value: round(swing.low.0), end: end(&swing.low.1) },
                    high: SwingEnd { value: round(swing.high.0), end: end(&swing.high.1) },
                })
                .collect(),
            notes: plain(telling.notes()),
        };
        let text = serde_json::to_string_pretty(&document).unwrap_or_default();
        escape::json(&format!("{text}\n"))
    }
}

/// The JSON Schema of that document.
pub fn simulation_schema() -> Value {
    schema_of_output::<Document<'_>>()
}

fn conventions(rules: &CommitmentRules) -> Conventions {
    Conventions {
        ladder: rules.ladder,
        snake: rules.snake,
        success: rules.success,
        die: match rules.die {
            Die::Loaded => "loaded",
            Die::Fair => "fair",
        },
    }
}

fn item<'s>(scenario: &'s Scenario<'_>, first: Option<&Scenario<'_>>) -> ScenarioItem<'s> {
    let line = |told: &'s Commitment<'_>| {
        let before = first.and_then(|first| first.line_of(told.persona));
        let circle = |circle: &Circle| CircleItem {
            touchpoints: circle.touchpoints.iter().map(|at| told.steps[*at].at.touchpoint.id()).collect(),
            returns: round(circle.returns),
            remaining: round(circle.remaining),
        };
        let moments = told.moments_by_leverage();
        Line {
            persona: told.persona,
            start: told.start,
            end: end(&told.end),
            distribution: told.end.shares().iter().map(|share| round(*share)).collect(),
            change: before.map(|before| round(told.end.expected() - before.end.expected())),
            moments: moments
                .into_iter()
                .map(|(at, moment)| self::moment(scenario.journey, &told.steps[at], moment))
                .collect(),
            steps: told.steps.iter().map(|one| step(told, one)).collect(),
            circles: told.circles.iter().map(circle).collect(),
        }
    };
    ScenarioItem {
        name: &scenario.name,
        journey: scenario.journey.journey.as_str(),
        title: &scenario.journey.title,
        supposed: &scenario.supposed,
        lines: scenario.told.iter().map(line).collect(),
    }
}

fn end(spread: &CommitmentSpread) -> End {
    End {
        expected: round(spread.expected()),
        standard_deviation: round(spread.deviation()),
        p10: spread.percentile(0.1),
        p50: spread.percentile(0.5),
        p90: spread.percentile(0.9),
        at_zero: round(spread.lost()),
    }
}

fn moment<'s>(journey: &'s Journey, step: &'s CommitmentStep<'_>, moment: &CommitmentMoment) -> Moment<'s> {
    let basis = match moment.known {
        Knowledge::Measured => moment_success(journey, step.at.touchpoint).map(|(_, basis)| basis),
        _ => None,
    };
    Moment {
        touchpoint: step.at.touchpoint.id(),
        valence: moment.valence.as_str(),
        success: round(moment.success),
        known: match moment.known {
            Knowledge::Given => "supposed",
            Knowledge::Happened => "happened",
            Knowledge::Measured => "measured",
            Knowledge::Assumed => "assumed",
        },
        evidence: basis.and_then(|basis| basis.id),
        grade: basis.map(|basis| basis.grade.as_str()),
        n: basis.and_then(|basis| basis.n),
        if_well: moment.decides.map(|decides| round(decides.well)),
        if_badly: moment.decides.map(|decides| round(decides.badly)),
        leverage: moment.leverage().map(round),
    }
}

fn step<'s>(told: &'s Commitment<'_>, step: &'s CommitmentStep<'_>) -> Step<'s> {
    let way = |way: &CommitmentWay| Way {
        to: way.to.map(|to| told.steps[to].at.touchpoint.id()),
        share: round(way.share),
        basis: match way.basis {
            WayBasis::Only => "only",
            WayBasis::Written => "written",
            WayBasis::Scaled => "scaled",
            WayBasis::Split => "split",
            WayBasis::Nowhere => "nowhere",
            WayBasis::Supposed => "supposed",
            WayBasis::Rest => "rest",
        },
    };
    Step {
        touchpoint: step.at.touchpoint.id(),
        kind: match step.kind {
            StepKind::Ordinary => "ordinary",
            StepKind::Moment(_) => "moment",
            StepKind::Alone => "alone",
        },
        visits: round(step.visits),
        happens: round(step.happens),
        v: step.v.map(round),
        before: end(&step.before),
        after: end(&step.after),
        next: step.ways.iter().map(way).collect(),
    }
}
