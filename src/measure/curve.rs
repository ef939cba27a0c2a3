//! The emotion curve as numbers: points, summaries, valleys, drops.

use super::{Basis, Sample, basis, slope};
use crate::model::{Journey, Score, TouchpointRef};
use crate::workspace::Conventions;

/// One score with its place and what it rests on.
#[derive(Clone, Copy, Debug)]
pub struct Point<'j> {
    /// The touchpoint.
    pub at: TouchpointRef<'j>,
    /// The score as written.
    pub score: Score,
    /// The score from -1 to 1.
    pub v: f64,
    /// What it rests on.
    pub basis: Basis<'j>,
}

/// The scores of one persona along the journey.
#[derive(Clone, Debug)]
pub struct Series<'j> {
    /// The persona, when the map tells several apart.
    pub persona: Option<&'j str>,
    /// One entry for each touchpoint in order; `None` where nothing was scored.
    pub points: Vec<Option<Point<'j>>>,
}

/// The series of a journey: one for each persona when any touchpoint is scored by persona, else one.
///
/// A score without a persona counts for every persona that has none of its own there.
pub fn series(journey: &Journey) -> Vec<Series<'_>> {
    let by_persona = journey.touchpoints().any(|found| {
        let emotion = found.touchpoint.emotion.as_ref();
        emotion.is_some_and(|emotion| !emotion.by.is_empty())
    });
    if !by_persona {
        return vec![one_series(journey, None)];
    }
    let mut personas: Vec<&str> = journey.personas().iter().map(|id| id.as_str()).collect();
    for found in journey.touchpoints() {
        let emotion = found.touchpoint.emotion.as_ref();
        for persona in emotion.into_iter().flat_map(|emotion| emotion.by.keys()) {
            if !personas.contains(&persona.as_str()) {
                personas.push(persona);
            }
        }
    }
    personas.into_iter().map(|persona| one_series(journey, Some(persona))).collect()
}

/// The series that summaries of the journey are made of: the first one.
pub fn primary_series(journey: &Journey) -> Series<'_> {
    series(journey).into_iter().next().unwrap_or(Series { persona: None, points: Vec::new() })
}

fn one_series<'j>(journey: &'j Journey, persona: Option<&'j str>) -> Series<'j> {
    let scale = journey.scale();
    let points = journey.touchpoints().map(|at| {
        let emotion = at.touchpoint.emotion.as_ref()?;
        let felt = persona.and_then(|persona| emotion.by.get(persona));
        let own = felt.and_then(|felt| felt.score.map(|score| (score, felt.evidence.as_ref())));
        let shared = || emotion.score.map(|score| (score, emotion.evidence.as_ref()));
        let (score, claim) = own.or_else(shared)?;
        // A score off its scale has its finding; drawing and counting it would spread the mistake.
        let on_scale = scale.contains(score);
        let claim = claim.or(emotion.evidence.as_ref());
        let v = scale.normalise(score);
        on_scale.then(|| Point { at, score, v, basis: basis(journey, at.touchpoint, claim) })
    });
    Series { persona, points: points.collect() }
}

/// A series in a few numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// How many touchpoints are scored.
    pub n: usize,
    /// The arithmetic mean of the scores, -1 to 1. About as good a predictor of how the whole is
    /// remembered as the peak–end score (meta-analysis by Alaybek et al. 2022).
    pub mean: f64,
    /// The lowest score.
    pub worst: f64,
    /// The highest score.
    pub best: f64,
    /// The last score.
    pub end: f64,
    /// Highest minus lowest, 0 to 2.
    pub range: f64,
    /// How far the scores scatter: their standard deviation by n − 1, 0 to √2; 0 for a single one.
    pub sd: f64,
    /// Change per touchpoint: the slope of the least-squares line over the places of the scores. Weak: places
    /// are not time.
    pub slope: f64,
    /// The sum of all that is below neutral, 0 or less: one touchpoint at the bottom is −1. It grows with the
    /// number of touchpoints, so maps of different detail must not be compared by it (convention).
    pub area_below: f64,
    /// The mean weighted by the share of customers who meet each touchpoint and by how much what is rated
    /// there matters, -1 to 1; `None` when the map says neither (weights: `reach` × importance).
    pub weighted_mean: Option<f64>,
    /// How many scores are above neutral.
    pub positive: usize,
    /// How many scores are below neutral.
    pub negative: usize,
}

/// The most intense moment and the mean of it and the end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Peak {
    /// The place of the most intense touchpoint: the greatest |v|; negative beats positive, late beats early.
    pub position: usize,
    /// Its score.
    pub v: f64,
    /// The peak–end score (v_peak + v_end) / 2 (Kahneman et al. 1993), to be read beside the mean, never
    /// instead of it.
    pub peak_end: f64,
}

/// A low or high point of the curve that stands out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extreme {
    /// The place of its first touchpoint.
    pub first: usize,
    /// The place of its last touchpoint; the same unless several in a row share the score.
    pub last: usize,
    /// The score.
    pub v: f64,
    /// How far one must climb out of it (or down from it) on the easier side before it goes further still.
    pub prominence: f64,
}

/// A fall from one scored touchpoint to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drop {
    /// The place before the fall.
    pub from: usize,
    /// The place after it; the fall is attributed to this one.
    pub to: usize,
    /// The change, negative.
    pub delta: f64,
    /// Whether the fall is a cliff: two steps of a five-point scale or more, unless the workspace says otherwise.
    pub is_cliff: bool,
}

/// A rise of two steps of a five-point scale or more, from one scored touchpoint to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recovery {
    /// The place before the rise.
    pub from: usize,
    /// The place after it; the rise is attributed to this one.
    pub to: usize,
    /// The change, positive.
    pub delta: f64,
}

/// The least rise that is named: two such steps (convention).
const MIN_RECOVERY: f64 = 1.0;

impl<'j> Series<'j> {
    /// The scored points in order.
    pub fn scored(&self) -> impl Iterator<Item = &Point<'j>> {
        self.points.iter().flatten()
    }

    /// The places and scores of the scored points.
    fn values(&self) -> Vec<(usize, f64)> {
        self.scored().map(|point| (point.at.position, point.v)).collect()
    }

    /// The series in a few numbers; `None` when nothing is scored.
    pub fn summary(&self) -> Option<Summary> {
        let values = self.values();
        let n = values.len();
        let end = values.last()?.1;
        let scores = Sample::counted(values.iter().map(|(_, v)| (*v, 1)))?;
        let worst = values.iter().map(|(_, v)| *v).fold(f64::INFINITY, f64::min);
        let best = values.iter().map(|(_, v)| *v).fold(f64::NEG_INFINITY, f64::max);
        let places: Vec<_> = values.iter().map(|(at, v)| (*at as f64, *v)).collect();
        Some(Summary {
            n,
            mean: scores.mean,
            worst,
            best,
            end,
            range: best - worst,
            sd: scores.sd.unwrap_or(0.0),
            slope: slope(&places).unwrap_or(0.0),
            area_below: values.iter().map(|(_, v)| v.min(0.0)).sum(),
            weighted_mean: self.weighted_mean(),
            positive: values.iter().filter(|(_, v)| *v > 0.0).count(),
            negative: values.iter().filter(|(_, v)| *v < 0.0).count(),
        })
    }

    /// Σ w v / Σ w with w = reach × importance: `reach` is 1 where it is not said, importance the mean of the
    /// touchpoint's `ratings`, or that of all others where it has none. `None` when no scored touchpoint has
    /// either. Why: touchpoints do not matter alike (Rosenbaum et al. 2017); that the two multiply is a
    /// convention.
    fn weighted_mean(&self) -> Option<f64> {
        let importance = |point: &Point<'_>| {
            let ratings = point.at.touchpoint.ratings.values();
            let said: Vec<f64> = ratings.filter_map(|rating| Some(rating.importance?.get())).collect();
            Sample::of(&said).map(|said| said.mean)
        };
        let said: Vec<f64> = self.scored().filter_map(importance).collect();
        let others = Sample::of(&said).map(|said| said.mean);
        let reach = |point: &Point<'_>| point.at.touchpoint.reach.map(|reach| reach.get());
        if others.is_none() && self.scored().all(|point| reach(point).is_none()) {
            return None;
        }
        let weight =
            |point: &Point<'_>| reach(point).unwrap_or(1.0) * importance(point).or(others).unwrap_or(1.0);
        let all = self.scored().fold(0.0, |sum, point| sum + weight(point));
        let sum = self.scored().fold(0.0, |sum, point| sum + weight(point) * point.v);
        (all > 0.0).then(|| sum / all)
    }

    /// The arithmetic mean of the scores of one stage, by its place; `None` when nothing in it is scored.
    pub fn mean_of_stage(&self, stage: usize) -> Option<f64> {
        let of_stage = self.scored().filter(|point| point.at.stage_index == stage);
        let (sum, n) = of_stage.fold((0.0, 0), |(sum, n), point| (sum + point.v, n + 1));
        (n > 0).then(|| sum / f64::from(n))
    }

    /// The most intense moment with the peak–end score.
    pub fn peak(&self) -> Option<Peak> {
        let values = self.values();
        let end = values.last()?.1;
        let (position, v) = values.iter().copied().reduce(|best, next| {
            let order = next.1.abs().total_cmp(&best.1.abs());
            let more_negative = (next.1 < 0.0) >= (best.1 < 0.0);
            if order.is_gt() || order.is_eq() && more_negative { next } else { best }
        })?;
        Some(Peak { position, v, peak_end: (v + end) / 2.0 })
    }

    /// The valleys: below neutral, lower than both neighbours, standing out far enough.
    pub fn valleys(&self, conventions: &Conventions) -> Vec<Extreme> {
        extremes(&self.values(), conventions.valley)
    }

    /// The peaks: the same above neutral.
    pub fn peaks(&self, conventions: &Conventions) -> Vec<Extreme> {
        let mirrored: Vec<_> = self.values().into_iter().map(|(at, v)| (at, -v)).collect();
        let mut peaks = extremes(&mirrored, conventions.valley);
        peaks.iter_mut().for_each(|peak| peak.v = -peak.v);
        peaks
    }

    /// The falls that are large enough to be named, in order.
    pub fn drops(&self, conventions: &Conventions) -> Vec<Drop> {
        let falls =
            self.steps().into_iter().filter(|(.., delta)| *delta < 0.0 && *delta <= -conventions.drop);
        falls
            .map(|(from, to, delta)| Drop { from, to, delta, is_cliff: delta <= -conventions.cliff })
            .collect()
    }

    /// The rises of a whole unit or more, in order.
    pub fn recoveries(&self) -> Vec<Recovery> {
        let rises = self.steps().into_iter().filter(|(.., delta)| *delta >= MIN_RECOVERY);
        rises.map(|(from, to, delta)| Recovery { from, to, delta }).collect()
    }

    /// From each scored place to the next, and by how much it changes.
    fn steps(&self) -> Vec<(usize, usize, f64)> {
        let values = self.values();
        values.windows(2).map(|pair| (pair[0].0, pair[1].0, pair[1].1 - pair[0].1)).collect()
    }
}

/// Local minima below zero with their prominence, plateaus taken as one.
fn extremes(values: &[(usize, f64)], least: f64) -> Vec<Extreme> {
    let mut groups: Vec<Extreme> = Vec::new();
    for (at, v) in values {
        match groups.last_mut().filter(|group| group.v == *v) {
            Some(group) => group.last = *at,
            None => groups.push(Extreme { first: *at, last: *at, v: *v, prominence: 0.0 }),
        }
    }
    let mut found = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let (left, right) = (&groups[..index], &groups[index + 1..]);
        let lower_than = |neighbour: Option<&Extreme>| neighbour.is_none_or(|n| n.v > group.v);
        let alone = left.is_empty() && right.is_empty();
        if group.v >= 0.0 || alone || !lower_than(left.last()) || !lower_than(right.first()) {
            continue;
        }
        let climb = |side: &mut dyn Iterator<Item = &Extreme>| {
            let before_lower = side.take_while(|other| other.v >= group.v);
            before_lower.map(|other| other.v).reduce(f64::max)
        };
        let left = climb(&mut left.iter().rev());
        let right = climb(&mut right.iter());
        let easier = match (left, right) {
            (Some(left), Some(right)) => left.min(right),
            (one, other) => one.or(other).unwrap_or(group.v),
        };
        let prominence = easier - group.v;
        if prominence >= least {
            found.push(Extreme { prominence, ..*group });
        }
    }
    found
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::{Emotion, Rating, Scale, Stage, Touchpoint};

    /// A journey of one stage with these scores on -2..2.
    pub(crate) fn journey(scores: &[Option<f64>]) -> Journey {
        let touchpoint = |score: &Option<f64>| Touchpoint {
            emotion: score.map(|score| Emotion { score: Some(Score::Number(score)), ..Emotion::default() }),
            ..Touchpoint::default()
        };
        let touchpoints = scores.iter().map(touchpoint).collect();
        Journey { stages: vec![Stage { touchpoints, ..Stage::default() }], ..Journey::default() }
    }

    fn scored(scores: &[f64]) -> Journey {
        journey(&scores.iter().copied().map(Some).collect::<Vec<_>>())
    }

    /// The five stories whose numbers are known.
    pub(crate) fn story(name: char) -> Journey {
        scored(match name {
            'A' => &[0., 1., -1., 1., 0., -2., -1., -1., -1., -2., -2.],
            'B' => &[0., 0., -1., 1., -1., 1.],
            'P' => &[0., 2.],
            'C' => &[1., 0., -1., -1., -2., 0., -1., -2., -2.],
            _ => &[1., 1., 1., 2., 1., 2., 1.],
        })
    }

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 5e-4
    }

    #[test]
    fn summaries_of_the_stories() {
        for (name, mean, slope, positive, negative, peak_end) in [
            ('A', -0.3636, Some(-0.1227), 2, 7, -1.0),
            ('B', 0.0, None, 2, 2, 0.0),
            ('P', 0.5, None, 1, 0, 1.0),
            ('C', -0.4444, Some(-0.1417), 1, 6, -1.0),
            ('D', 0.6429, None, 7, 0, 0.75),
        ] {
            let journey = story(name);
            let series = primary_series(&journey);
            let summary = series.summary().unwrap();
            assert!(close(summary.mean, mean), "{name} mean {}", summary.mean);
            assert!(slope.is_none_or(|slope| close(summary.slope, slope)), "{name} slope {}", summary.slope);
            assert_eq!((summary.positive, summary.negative), (positive, negative), "{name}");
            assert!(close(series.peak().unwrap().peak_end, peak_end), "{name}");
        }
        let area = |name| primary_series(&story(name)).summary().unwrap().area_below;
        assert_eq!(['A', 'B', 'C', 'D'].map(area), [-5.0, -1.0, -4.5, 0.0]);
        assert_eq!(primary_series(&story('A')).peak().unwrap().position, 10);
        assert_eq!(primary_series(&story('C')).peak().unwrap().position, 8);
    }

    #[test]
    fn published_scores_of_a_bank() {
        let raw = [10., 5., 9., 8., 8., 7.5, 7.5, 7., 2., 9.5, 8., 8.];
        let journey = Journey { scale: Some(Scale { min: 1.0, max: 10.0 }), ..scored(&raw) };
        let series = primary_series(&journey);
        assert!(close(series.summary().unwrap().mean, 0.4352));
        assert!(close(series.peak().unwrap().peak_end, 0.7778));
    }

    #[test]
    fn scatter_and_area() {
        let journey = scored(&[2., -2., -1., 1.]);
        let summary = primary_series(&journey).summary().unwrap();
        assert!(close(summary.sd, 0.91287), "{}", summary.sd);
        assert!(close(summary.area_below, -1.5));
        let alone = scored(&[2.]);
        let summary = primary_series(&alone).summary().unwrap();
        assert_eq!((summary.sd, summary.slope, summary.area_below), (0.0, 0.0, 0.0));
    }

    #[test]
    fn touchpoints_few_meet_weigh_less() {
        let mut journey = scored(&[2., -2., 1.]);
        assert_eq!(primary_series(&journey).summary().unwrap().weighted_mean, None);
        let touchpoints = &mut journey.stages[0].touchpoints;
        touchpoints[1] = Touchpoint { reach: serde_json::from_str("0.5").ok(), ..touchpoints[1].clone() };
        let weighted = |journey: &Journey| primary_series(journey).summary().unwrap().weighted_mean.unwrap();
        assert!(close(weighted(&journey), (1.0 - 0.5 + 0.5) / 2.5));
        let rating =
            |weight: &str| Rating { importance: serde_json::from_str(weight).ok(), ..Rating::default() };
        let touchpoints = &mut journey.stages[0].touchpoints;
        touchpoints[0].ratings.insert("speed".to_owned(), rating("2"));
        touchpoints[0].ratings.insert("price".to_owned(), rating("4"));
        touchpoints[1].ratings.insert("speed".to_owned(), rating("9"));
        // Weights 3, 0.5 · 9, and the mean of 3 and 9.
        assert!(close(weighted(&journey), (3.0 - 4.5 + 3.0) / 13.5));
    }

    #[test]
    fn valleys_of_the_stories() {
        let valleys = |name| -> Vec<_> {
            let journey = story(name);
            let found = primary_series(&journey).valleys(&Conventions::default());
            found.iter().map(|valley| (valley.first, valley.last, valley.prominence)).collect()
        };
        assert_eq!(valleys('A'), [(2, 2, 1.0), (5, 5, 0.5), (9, 10, 1.5)]);
        assert_eq!(valleys('C'), [(4, 4, 1.0), (7, 8, 1.5)]);
        assert_eq!(valleys('B'), [(2, 2, 0.5), (4, 4, 1.0)]);
        assert_eq!(valleys('D'), []);
    }

    #[test]
    fn drops_of_the_wifi_story() {
        let journey = story('A');
        let named = |conventions: &Conventions| -> Vec<_> {
            let drops = primary_series(&journey).drops(conventions);
            drops.iter().map(|drop| (drop.from, drop.to, drop.delta, drop.is_cliff)).collect()
        };
        let usual = [(1, 2, -1.0, true), (3, 4, -0.5, false), (4, 5, -1.0, true), (8, 9, -0.5, false)];
        assert_eq!(named(&Conventions::default()), usual);
        let strict = Conventions { drop: 0.75, cliff: 1.25, ..Conventions::default() };
        assert_eq!(named(&strict), [(1, 2, -1.0, false), (4, 5, -1.0, false)]);
        assert_eq!(primary_series(&journey).recoveries(), [Recovery { from: 2, to: 3, delta: 1.0 }]);
    }

    #[test]
    fn each_stage_has_a_mean_of_its_own() {
        let mut journey = journey(&[Some(1.0), None, Some(-2.0)]);
        journey.stages.push(Stage::default());
        journey.stages.extend(self::journey(&[Some(2.0)]).stages);
        let series = primary_series(&journey);
        let means: Vec<_> = (0..4).map(|stage| series.mean_of_stage(stage)).collect();
        assert_eq!(means, [Some(-0.25), None, Some(1.0), None]);
    }

    #[test]
    fn unscored_touchpoints_are_gaps() {
        let journey = journey(&[Some(1.0), None, Some(-1.0)]);
        let series = primary_series(&journey);
        assert!(series.points[1].is_none());
        assert_eq!(series.summary().unwrap().n, 2);
        assert!(primary_series(&self::journey(&[None])).summary().is_none());
    }
}
