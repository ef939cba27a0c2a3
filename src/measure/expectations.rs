//! What customers found against what they expected, attribute by attribute.

use std::collections::BTreeMap;

use super::survey::{answer_scale, best_answers, sample_of};
use super::{Basis, Estimate, ImportanceItem, Interval, Placed, Sample, basis, mean_interval, quadrants};
use crate::model::{Answers, Journey, Rating, TouchpointRef};

/// Everything the ratings of a journey say.
#[derive(Clone, Debug)]
pub struct Expectations<'j> {
    /// The scale of the ratings, as far as they show it; `None` beyond 10.
    pub scale: Option<RatingScale>,
    /// The ratings in order.
    pub ratings: Vec<Expectation<'j>>,
    /// The attributes that were rated, those first that matter most to the persona.
    pub attributes: Vec<AttributeGap<'j>>,
    /// Σ w G / Σ w over the attributes that have both a gap G and a weight w; `None` without any.
    pub weighted_gap: Option<f64>,
}

/// The numbers that answers can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RatingScale {
    /// The worst: 1, or 0 where something below 1 was given.
    pub min: u8,
    /// The best: 5, 7 or 10, the least that holds everything given.
    pub max: u8,
}

impl RatingScale {
    /// A rating on the scale of importance, 0 to 10.
    pub fn to_ten(self, value: f64) -> f64 {
        10.0 * (value - f64::from(self.min)) / f64::from(self.max - self.min)
    }
}

/// One attribute as rated at one touchpoint.
#[derive(Clone, Debug)]
pub struct Expectation<'j> {
    /// Where.
    pub at: TouchpointRef<'j>,
    /// What was rated.
    pub attribute: &'j str,
    /// The rating as it stands in the map.
    pub rating: &'j Rating,
    /// What it rests on.
    pub basis: Basis<'j>,
    /// What customers found, alone and against what they expected; `None` when nobody said how many they
    /// were, or they were not asked.
    pub found: Option<Estimate<Found>>,
    /// How much remains to be done for what matters, by the answers to both questions.
    pub opportunity: Option<Estimate<OpportunityScore>>,
    /// Where it lies among the others in importance and performance; `None` when either is not known.
    pub placed: Option<Placed>,
}

/// What customers found.
///
/// The perception is read first: by itself it explains more of satisfaction than the difference does (Cronin
/// & Taylor 1992). Differences of ratings are less reliable than either, and what people say they expected
/// is high for everything. Source of the gap: Parasuraman, Zeithaml & Berry 1988; evidence: moderate,
/// contested.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// The mean of what they found, on the scale of the rating.
    pub perceived: f64,
    /// Its interval; `None` without answers.
    pub interval: Option<Interval>,
    /// The share of the two best answers with its interval; `None` without answers.
    pub best: Option<(f64, Interval)>,
    /// Perceived − expected, on the scale of the rating: under 0 it disappoints.
    pub gap: Option<f64>,
    /// Perceived − wished for: under 0 there is room.
    pub to_desired: Option<f64>,
    /// Where it lies between what is adequate and what is wished for.
    pub zone: Option<Zone>,
}

/// Where a perception lies in the zone of tolerance (Zeithaml, Berry & Parasuraman 1993).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// Worse than what is adequate.
    Below,
    /// Between adequate and wished for.
    Within,
    /// Better than wished for.
    Above,
}

impl Zone {
    /// The zone in a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::Within => "within",
            Self::Above => "above",
        }
    }
}

/// Ulwick's opportunity score of an attribute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OpportunityScore {
    /// Importance I: ten times the share of the two best answers, 0 to 10.
    pub importance: f64,
    /// The interval of I.
    pub importance_interval: Interval,
    /// Satisfaction S, likewise.
    pub satisfaction: f64,
    /// The interval of S.
    pub satisfaction_interval: Interval,
    /// The band it falls into; `None` under 30 answers, where the score swings across bands by chance.
    pub band: Option<OpportunityBand>,
}

impl OpportunityScore {
    /// I + max(I − S, 0), 0 to 20: what matters counts twice where it is not satisfied.
    ///
    /// I and S are shares, not means, which is the commonest mistake with it. One kind of customer at a time.
    /// Source: Ulwick 2002; evidence: weak, claims of its maker.
    pub fn score(&self) -> f64 {
        opportunity_score(self.importance, self.satisfaction)
    }

    fn of(rating: &Rating) -> Option<Estimate<Self>> {
        let best = |answers: &Answers| {
            let top = answer_scale(answers.numbers().map(|(number, _)| number), None);
            best_answers(answers, top, 2).map(|(share, interval)| (10.0 * share, interval.map(|v| 10.0 * v)))
        };
        let (importance, importance_interval) = best(&rating.importance_answers)?;
        let (satisfaction, satisfaction_interval) = best(&rating.answers)?;
        let n = rating.importance_answers.n().min(rating.answers.n());
        let score = opportunity_score(importance, satisfaction);
        let band = (n >= FEWEST_FOR_A_BAND).then(|| OpportunityBand::of(score));
        let found = Self { importance, importance_interval, satisfaction, satisfaction_interval, band };
        Some(Estimate::new(n, found))
    }
}

fn opportunity_score(importance: f64, satisfaction: f64) -> f64 {
    importance + (importance - satisfaction).max(0.0)
}

/// From how many answers a score is put into a band (convention).
const FEWEST_FOR_A_BAND: u32 = 30;

/// The bands of opportunity scores; a convention of the vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpportunityBand {
    /// Over 15.
    Extreme,
    /// 12 to 15.
    Strong,
    /// 10 to 12.
    WorthConsidering,
    /// Under 10.
    Served,
}

impl OpportunityBand {
    fn of(score: f64) -> Self {
        match score {
            score if score > 15.0 => Self::Extreme,
            score if score >= 12.0 => Self::Strong,
            score if score >= 10.0 => Self::WorthConsidering,
            _ => Self::Served,
        }
    }

    /// The band in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Extreme => "extreme",
            Self::Strong => "strong",
            Self::WorthConsidering => "worth considering",
            Self::Served => "served",
        }
    }
}

/// One attribute over the whole journey.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributeGap<'j> {
    /// The attribute.
    pub attribute: &'j str,
    /// How much it matters to the persona, as a share of all that does, 0 to 1; `None` when it is not said.
    pub weight: Option<f64>,
    /// At how many touchpoints it may be told how it was found.
    pub touchpoints: usize,
    /// The fewest answers that one of them rests on.
    pub least_n: u32,
    /// The mean of what was found there, on the scale of the ratings.
    pub perceived: f64,
    /// The mean gap of those of them that say what was expected.
    pub gap: Option<f64>,
}

/// What the ratings of a journey say, with the weights of its persona (`priorities`; only the proportions
/// count). Nothing for desired and planned journeys, which nobody has made.
pub fn expectations<'j>(journey: &'j Journey, priorities: &BTreeMap<String, f64>) -> Expectations<'j> {
    let asked = journey.touchpoints().filter(|_| !journey.is_target()).flat_map(|at| {
        at.touchpoint.ratings.iter().map(move |(attribute, rating)| {
            let basis = basis(journey, at.touchpoint, rating.evidence.as_ref());
            let found = found(rating, basis.n);
            let opportunity = OpportunityScore::of(rating);
            Expectation { at, attribute, rating, basis, found, opportunity, placed: None }
        })
    });
    let mut ratings: Vec<_> = asked.collect();
    let scale = scale(&ratings);
    if let Some(scale) = scale {
        place(&mut ratings, scale);
    }
    let attributes = attributes(&ratings, priorities);
    let weighed = attributes.iter().filter_map(|one| Some((one.weight?, one.gap?)));
    let (sum, weights) = weighed.fold((0.0, 0.0), |(sum, all), (w, gap)| (sum + w * gap, all + w));
    let weighted_gap = (weights > 0.0).then(|| sum / weights);
    Expectations { scale, ratings, attributes, weighted_gap }
}

/// How many answered a rating: as many as its answers, or as its evidence says.
fn answered(rating: &Rating, of_evidence: Option<u32>) -> Option<u32> {
    if rating.answers.is_empty() { of_evidence } else { Some(rating.answers.n()) }
}

/// What was found in three numbers: by the answers, or as it is stated.
fn perceived(rating: &Rating, n: u32) -> Option<Sample> {
    let stated = || rating.perceived.map(|mean| Sample { n, mean, sd: None });
    sample_of(&rating.answers).or_else(stated)
}

fn found(rating: &Rating, of_evidence: Option<u32>) -> Option<Estimate<Found>> {
    let n = answered(rating, of_evidence)?;
    let sample = perceived(rating, n)?;
    let top = answer_scale(rating.answers.numbers().map(|(number, _)| number), None);
    let gap = rating.expected.map(|expected| sample.mean - expected);
    let to_desired = rating.desired.map(|desired| sample.mean - desired);
    let zone = gap.zip(to_desired).map(|differences| match differences {
        (to_adequate, _) if to_adequate < 0.0 => Zone::Below,
        (_, to_desired) if to_desired > 0.0 => Zone::Above,
        _ => Zone::Within,
    });
    let interval = mean_interval(sample);
    let best = best_answers(&rating.answers, top, 2);
    Some(Estimate::new(n, Found { perceived: sample.mean, interval, best, gap, to_desired, zone }))
}

/// The scale that holds everything the ratings say.
fn scale(ratings: &[Expectation<'_>]) -> Option<RatingScale> {
    let given = ratings.iter().flat_map(|one| {
        let stated = [one.rating.expected, one.rating.perceived, one.rating.desired].into_iter().flatten();
        stated.chain(one.rating.answers.numbers().map(|(number, _)| f64::from(number)))
    });
    let (low, high) = given.fold((1.0_f64, 0.0_f64), |(low, high), v| (low.min(v), high.max(v)));
    let max = [5, 7, 10].into_iter().find(|top| high > 0.0 && high <= f64::from(*top))?;
    (low >= 0.0).then_some(RatingScale { min: u8::from(low >= 1.0), max })
}

/// Places what has both importance and performance, on the scale of importance.
fn place(ratings: &mut [Expectation<'_>], scale: RatingScale) {
    let item = |one: &Expectation<'_>| {
        let (Estimate::Small { value, .. } | Estimate::Sound { value, .. }) = one.found.as_ref()? else {
            return None;
        };
        let (importance, importance_interval) = importance(one.rating)?;
        Some(ImportanceItem {
            importance,
            performance: scale.to_ten(value.perceived),
            importance_interval,
            performance_interval: value.interval.map(|interval| interval.map(|v| scale.to_ten(v))),
        })
    };
    let items: Vec<Option<ImportanceItem>> = ratings.iter().map(item).collect();
    let known: Vec<ImportanceItem> = items.iter().flatten().copied().collect();
    let mut placed = quadrants(&known, 5.0).into_iter();
    for (one, _) in ratings.iter_mut().zip(&items).filter(|(_, item)| item.is_some()) {
        one.placed = placed.next();
    }
}

/// How much something matters from 0 to 10, with its interval: by the answers, or as it is stated.
fn importance(rating: &Rating) -> Option<(f64, Option<Interval>)> {
    let answers = &rating.importance_answers;
    let top = answer_scale(answers.numbers().map(|(number, _)| number), None);
    let lowest = answers.numbers().map(|(number, _)| number).min().unwrap_or(1).min(1);
    match (sample_of(answers), top) {
        (Some(sample), Some(max)) => {
            let scale = RatingScale { min: lowest, max };
            let interval = mean_interval(sample).map(|interval| interval.map(|v| scale.to_ten(v)));
            Some((scale.to_ten(sample.mean), interval))
        }
        _ => Some((rating.importance?.get(), None)),
    }
}

fn attributes<'j>(ratings: &[Expectation<'j>], priorities: &BTreeMap<String, f64>) -> Vec<AttributeGap<'j>> {
    let mut by_name: BTreeMap<&'j str, Vec<(u32, Found)>> = BTreeMap::new();
    for one in ratings {
        if let Some(Estimate::Small { n, value } | Estimate::Sound { n, value }) = one.found {
            by_name.entry(one.attribute).or_default().push((n, value));
        }
    }
    let all: f64 = priorities.values().filter(|weight| **weight > 0.0).sum();
    let weight = |name: &str| priorities.get(name).filter(|weight| **weight > 0.0).map(|weight| weight / all);
    let mean = |values: Vec<f64>| Sample::of(&values).map(|sample| sample.mean);
    let attributes = by_name.into_iter().filter_map(|(attribute, found)| {
        Some(AttributeGap {
            attribute,
            weight: weight(attribute),
            touchpoints: found.len(),
            least_n: found.iter().map(|(n, _)| *n).min()?,
            perceived: mean(found.iter().map(|(_, one)| one.perceived).collect())?,
            gap: mean(found.iter().filter_map(|(_, one)| one.gap).collect()),
        })
    });
    let mut attributes: Vec<_> = attributes.collect();
    attributes.sort_by(|a, b| b.weight.unwrap_or(0.0).total_cmp(&a.weight.unwrap_or(0.0)));
    attributes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Quadrant;
    use crate::model::{Evidence, Stage, State, Touchpoint};

    fn journey(n: u32, touchpoints: &[&str]) -> Journey {
        let evidence = Evidence { n: Some(n), ..Evidence::default() };
        let touchpoint = |ratings: &&str| Touchpoint {
            ratings: serde_json::from_str(ratings).unwrap(),
            ..Touchpoint::default()
        };
        Journey {
            default_evidence: Some("survey".into()),
            evidence: BTreeMap::from([("survey".to_owned(), evidence)]),
            stages: vec![Stage {
                touchpoints: touchpoints.iter().map(touchpoint).collect(),
                ..Stage::default()
            }],
            ..Journey::default()
        }
    }

    fn weights(weights: &[(&str, f64)]) -> BTreeMap<String, f64> {
        weights.iter().map(|(name, weight)| ((*name).to_owned(), *weight)).collect()
    }

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn gaps_are_weighted_by_what_matters() {
        let journey = journey(
            40,
            &[
                r#"{"speed": {"expected": 4, "perceived": 2}, "price": {"expected": 3, "perceived": 4}}"#,
                r#"{"speed": {"expected": 4, "perceived": 3}, "place": {"expected": 5, "perceived": 1}}"#,
            ],
        );
        let found = expectations(&journey, &weights(&[("speed", 3.0), ("price", 1.0), ("honesty", 4.0)]));
        let speed = &found.attributes[0];
        assert_eq!((speed.attribute, speed.weight, speed.touchpoints), ("speed", Some(0.375), 2));
        assert_eq!((speed.perceived, speed.gap, speed.least_n), (2.5, Some(-1.5), 40));
        let names: Vec<_> = found.attributes.iter().map(|one| one.attribute).collect();
        assert_eq!(names, ["speed", "price", "place"]);
        // Place has a gap and no weight, honesty a weight and no gap.
        assert!(close(found.weighted_gap.unwrap(), (3.0 * -1.5 + 1.0) / 4.0));
        assert_eq!(expectations(&journey, &weights(&[])).weighted_gap, None);
    }

    #[test]
    fn a_gap_needs_to_know_how_many_were_asked() {
        let rating = r#"{"speed": {"expected": 4, "perceived": 2}}"#;
        let none = Journey { default_evidence: None, ..journey(40, &[rating]) };
        let found = expectations(&none, &weights(&[("speed", 1.0)]));
        assert!(found.ratings[0].found.is_none() && found.attributes.is_empty());
        assert_eq!(found.ratings[0].rating.perceived, Some(2.0));
        let four = journey(4, &[rating]);
        let found = expectations(&four, &weights(&[("speed", 1.0)]));
        assert_eq!(found.ratings[0].found, Some(Estimate::Withheld { n: 4 }));
        assert_eq!(found.weighted_gap, None);
        let desired = Journey { state: Some(State::Desired), ..journey(40, &[rating]) };
        assert!(expectations(&desired, &weights(&[])).ratings.is_empty());
    }

    #[test]
    fn the_zone_of_tolerance() {
        let zone = |perceived: f64| {
            let text = format!(r#"{{"speed": {{"expected": 3, "desired": 4.5, "perceived": {perceived}}}}}"#);
            let journey = journey(40, &[&text]);
            let found = expectations(&journey, &weights(&[]));
            match found.ratings[0].found {
                Some(Estimate::Sound { value, .. }) => value.zone,
                _ => None,
            }
        };
        assert_eq!(zone(2.9), Some(Zone::Below));
        assert_eq!(zone(3.0), Some(Zone::Within));
        assert_eq!(zone(4.6), Some(Zone::Above));
    }

    #[test]
    fn answers_give_mean_interval_and_share() {
        let journey =
            journey(900, &[r#"{"speed": {"expected": 4, "answers": {"2": 1, "3": 2, "4": 1, "5": 1}}}"#]);
        let found = expectations(&journey, &weights(&[]));
        let Some(Estimate::Small { n: 5, value }) = found.ratings[0].found else {
            panic!("{:?}", found.ratings[0].found);
        };
        assert!(close(value.perceived, 3.4) && close(value.gap.unwrap(), -0.6));
        let interval = value.interval.unwrap();
        assert!((interval.low - 1.98).abs() < 5e-3 && (interval.high - 4.82).abs() < 5e-3);
        assert!(close(value.best.unwrap().0, 0.4));
        assert_eq!(found.scale, Some(RatingScale { min: 1, max: 5 }));
    }

    #[test]
    fn scores_of_opportunity() {
        for (importance, satisfaction, score) in
            [(9.0, 3.0, 15.0), (9.0, 9.0, 9.0), (5.0, 8.0, 5.0), (8.0, 4.0, 12.0), (10.0, 0.0, 20.0)]
        {
            assert_eq!(opportunity_score(importance, satisfaction), score);
        }
        for (score, band) in [
            (15.1, OpportunityBand::Extreme),
            (15.0, OpportunityBand::Strong),
            (12.0, OpportunityBand::Strong),
            (11.9, OpportunityBand::WorthConsidering),
            (10.0, OpportunityBand::WorthConsidering),
            (9.9, OpportunityBand::Served),
        ] {
            assert_eq!(OpportunityBand::of(score), band, "{score}");
        }
    }

    #[test]
    fn bands_need_thirty_answers() {
        let with = |scale: u32| {
            let rating = format!(
                r#"{{"speed": {{"answers": {{"1": {}, "4": {}}}, "importance_answers": {{"2": {}, "5": {}}}}}}}"#,
                7 * scale,
                3 * scale,
                scale,
                9 * scale
            );
            let journey = journey(1, &[&rating]);
            expectations(&journey, &weights(&[])).ratings[0].opportunity
        };
        let Some(Estimate::Sound { n: 30, value }) = with(3) else { panic!("{:?}", with(3)) };
        assert_eq!((value.importance, value.satisfaction), (9.0, 3.0));
        assert_eq!((value.score(), value.band), (15.0, Some(OpportunityBand::Strong)));
        assert!(value.importance_interval.low < 9.0 && value.importance_interval.high <= 10.0);
        let Some(Estimate::Sound { n: 20, value }) = with(2) else { panic!("{:?}", with(2)) };
        assert_eq!(value.band, None);
    }

    #[test]
    fn importance_and_performance_are_compared_on_one_scale() {
        let journey = journey(
            40,
            &[
                r#"{"speed": {"perceived": 1.5, "importance": 9}, "price": {"perceived": 4.5, "importance": 2}}"#,
                r#"{"place": {"perceived": 4}, "service": {"answers": {"1": 20, "5": 20}, "importance": 9}}"#,
            ],
        );
        let found = expectations(&journey, &weights(&[]));
        let placed: BTreeMap<_, _> = found
            .ratings
            .iter()
            .map(|one| (one.attribute, one.placed.and_then(|placed| placed.quadrant)))
            .collect();
        assert_eq!(placed["speed"], Some(Quadrant::ConcentrateHere));
        assert_eq!(placed["price"], Some(Quadrant::PossibleOverkill));
        // Nobody said how much it matters; and half of the answers at either end leave it open.
        assert_eq!((placed["place"], placed["service"]), (None, None));
        let speed = found.ratings.iter().find(|one| one.attribute == "speed").unwrap();
        assert!(close(speed.placed.unwrap().priority, 9.0 - 1.25));
    }

    #[test]
    fn scales_of_ratings_are_read_from_what_is_given() {
        let of = |rating: &str| {
            let text = format!(r#"{{"speed": {rating}}}"#);
            expectations(&journey(40, &[&text]), &weights(&[])).scale
        };
        assert_eq!(of(r#"{"perceived": 4.5}"#), Some(RatingScale { min: 1, max: 5 }));
        assert_eq!(of(r#"{"perceived": 6, "expected": 0}"#), Some(RatingScale { min: 0, max: 7 }));
        assert_eq!(of(r#"{"answers": {"10": 1}}"#), Some(RatingScale { min: 1, max: 10 }));
        assert_eq!(of(r#"{"perceived": 80}"#), None);
        assert_eq!(of("{}"), None);
    }
}
