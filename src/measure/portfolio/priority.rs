//! Where to begin: the order of journeys, made of what their maps say.

use crate::measure::Summary;
use crate::measure::cost::times_a_year;
use crate::model::{Journey, Volume};

/// What a journey would be worth changing, with the parts it is made of.
///
/// score = volume × severity × weight ÷ effort, from 0 up, in no unit. A convention (after Forrester's advice to sort
/// journeys before mapping them): it orders journeys of one portfolio and says nothing by itself. The parts are
/// estimates, so scores within a fifth of each other are to be taken as equal. Long maps have more room under
/// neutral than short ones, and teams estimate effort too low.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Priority {
    /// How often the journey is made, in a year: the highest `volume` of its touchpoints.
    pub volume: f64,
    /// The area below neutral, 0 to the number of scores.
    pub severity: f64,
    /// The journey's `strategic_weight`, 0 to 10; 1 where it says none.
    pub weight: f64,
    /// The work on all its opportunities, in person-months.
    pub effort: f64,
    /// The score.
    pub score: f64,
}

/// Why there is no priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// Nobody has made the journey: its scores are targets.
    Target,
    /// No touchpoint says how often it happens, with the span of time.
    Volume,
    /// No touchpoint is scored.
    Scores,
    /// There is no opportunity, or one of them does not say how much work it is: the sum would be too small.
    Effort,
}

impl Withheld {
    /// What is missing, in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Target => "targets",
            Self::Volume => "volume",
            Self::Scores => "scores",
            Self::Effort => "effort of opportunities",
        }
    }
}

/// Above this numbers are taken as this: nothing is made so often, and sums stay numbers.
const MOST: f64 = 1e15;

/// The priority of a journey, or everything that is missing to say one.
pub fn priority(journey: &Journey, summary: Option<&Summary>) -> Result<Priority, Vec<Withheld>> {
    if journey.is_target() {
        return Err(vec![Withheld::Target]);
    }
    let volume = volume_a_year(journey);
    let effort = effort_of_opportunities(journey);
    let (Some(volume), Some(summary), Some(effort)) = (volume, summary, effort) else {
        let missing = [
            (volume.is_none(), Withheld::Volume),
            (summary.is_none(), Withheld::Scores),
            (effort.is_none(), Withheld::Effort),
        ];
        return Err(missing
            .into_iter()
            .filter(|(is_missing, _)| *is_missing)
            .map(|(_, what)| what)
            .collect());
    };
    let severity = -summary.area_below;
    let weight = journey.strategic_weight.map_or(1.0, |weight| weight.get());
    let score = (volume * severity * weight / effort).min(MOST);
    Ok(Priority { volume, severity, weight, effort, score })
}

/// How often a journey is made in a year: the highest `volume` of its touchpoints.
pub fn volume_a_year(journey: &Journey) -> Option<f64> {
    let volumes = journey.touchpoints().filter_map(|at| per_year(at.touchpoint.volume.as_deref()?));
    volumes.reduce(f64::max).map(|volume| volume.min(MOST))
}

/// How often something happens in a year of 365 days; `None` where the span of time is not said.
fn per_year(volume: &Volume) -> Option<f64> {
    Some(volume.value?.get() * times_a_year(volume.per?))
}

/// The work on all opportunities in person-months, when each of them says it and there is some.
pub fn effort_of_opportunities(journey: &Journey) -> Option<f64> {
    let efforts = journey.opportunities.iter().map(|one| one.effort.map(|effort| effort.get()));
    efforts.sum::<Option<f64>>().filter(|effort| *effort > 0.0).map(|effort| effort.min(MOST))
}
