//! How many customers come how far.

use super::{Estimate, Figure, FigureKind, wilson};
use crate::model::{Journey, Period, TouchpointRef};

/// How many enter each step of a journey, and how many of them the next.
#[derive(Clone, Debug)]
pub struct Funnel<'j> {
    /// The steps in order; at least two.
    pub steps: Vec<FunnelStep<'j>>,
    /// Whether a step is a stage; else it is a touchpoint.
    pub by_stage: bool,
    /// The span of time the counts are of, when it is said.
    pub per: Option<Period>,
    /// The last count as a share of the first.
    pub overall: Conversion,
    /// Touchpoints that are counted over another span of time, and so left out.
    pub left_out: Vec<TouchpointRef<'j>>,
}

/// One step.
#[derive(Clone, Copy, Debug)]
pub struct FunnelStep<'j> {
    /// The touchpoint that was counted: the first counted one of its stage.
    pub at: TouchpointRef<'j>,
    /// How many came to it.
    pub count: f64,
    /// How many of the step before; `None` for the first.
    pub kept: Option<Conversion>,
}

/// A count as a share of an earlier one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conversion {
    /// How many were lost; negative when there are more than before.
    pub lost: f64,
    /// The share that stayed, with Wilson's interval. Without interval when more came than were there
    /// before: people who come again, other ways in, or counts of different things.
    pub share: Estimate<Figure>,
}

impl Conversion {
    fn of(before: f64, after: f64) -> Option<Self> {
        let n = if before >= f64::from(u32::MAX) { u32::MAX } else { before as u32 };
        let share =
            Figure { what: FigureKind::Share, value: after / before, interval: wilson(after, before) };
        (before > 0.0).then(|| Self { lost: before - after, share: Estimate::new(n, share) })
    }
}

impl Funnel<'_> {
    /// The step before which most customers are lost, by number.
    pub fn largest_leak(&self) -> Option<usize> {
        self.worst(|before, after| before - after)
    }

    /// The step before which most are lost of those who were there; often another one. `None` where only one can be.
    pub fn steepest_leak(&self) -> Option<usize> {
        self.worst(|before, after| (before - after) / before)
    }

    fn worst(&self, loss: impl Fn(f64, f64) -> f64) -> Option<usize> {
        // Of one step nothing can be the most.
        if self.steps.len() < 3 {
            return None;
        }
        let losses = self.steps.windows(2).map(|pair| loss(pair[0].count, pair[1].count)).enumerate();
        let real = losses.filter(|(_, loss)| *loss > 0.0);
        let worst = real.reduce(|worst, next| if next.1 > worst.1 { next } else { worst });
        worst.map(|(before, _)| before + 1)
    }
}

/// The funnel of a journey from the `volume` of its touchpoints; `None` when fewer than two can be compared.
///
/// A stage counts those who enter it: the volume of its first counted touchpoint. Where only one stage is
/// counted, its touchpoints are the steps. Touchpoints with a `reach` under 1 are met by some only and are no
/// steps. Counts are compared when they are of the same span of time as the first. Counting is exact; the
/// pitfalls are open cohorts (those who enter this month leave next month), people who come twice, and that
/// whatever is felt later is felt by those who stayed.
pub fn funnel(journey: &Journey) -> Option<Funnel<'_>> {
    let counted = journey.touchpoints().filter_map(|at| {
        let volume = at.touchpoint.volume.as_ref()?;
        let optional = at.touchpoint.reach.is_some_and(|reach| reach.get() < 1.0);
        let count = volume.value.filter(|_| !optional)?.get();
        Some((at, count, volume.per))
    });
    let counted: Vec<_> = counted.collect();
    let per = counted.first()?.2;
    let (same, other): (Vec<_>, Vec<_>) = counted.into_iter().partition(|(.., of)| *of == per);
    let mut of_stages = same.clone();
    of_stages.dedup_by_key(|(at, ..)| at.stage_index);
    let by_stage = of_stages.len() > 1;
    let chosen = if by_stage { of_stages } else { same };
    let (first, last) = (chosen.first()?.1, chosen.last()?.1);
    let mut before = None;
    let steps = chosen.iter().map(|(at, count, _)| {
        let kept = before.replace(*count).and_then(|before| Conversion::of(before, *count));
        FunnelStep { at: *at, count: *count, kept }
    });
    let steps: Vec<_> = steps.collect();
    let left_out = other.into_iter().map(|(at, ..)| at).collect();
    let overall = Conversion::of(first, last)?;
    (steps.len() > 1).then_some(Funnel { steps, by_stage, per, overall, left_out })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Stage, Touchpoint};

    fn counted(json: &str) -> Touchpoint {
        serde_json::from_str(json).unwrap()
    }

    fn journey(stages: &[&[&str]]) -> Journey {
        let stage = |touchpoints: &&[&str]| Stage {
            touchpoints: touchpoints.iter().map(|json| counted(json)).collect(),
            ..Stage::default()
        };
        Journey { stages: stages.iter().map(stage).collect(), ..Journey::default() }
    }

    fn volumes(values: &[u32]) -> Journey {
        let texts: Vec<String> =
            values.iter().map(|value| format!(r#"{{"volume": {{"value": {value}}}}}"#)).collect();
        let stages: Vec<Vec<&str>> = texts.iter().map(|text| vec![text.as_str()]).collect();
        journey(&stages.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }

    #[test]
    fn the_largest_leak_is_not_the_steepest() {
        let journey = volumes(&[10_000, 6_000, 500, 50]);
        let funnel = funnel(&journey).unwrap();
        assert!(funnel.by_stage);
        assert_eq!((funnel.largest_leak(), funnel.steepest_leak()), (Some(2), Some(2)));
        let journey = volumes(&[10_000, 6_000, 3_000, 300]);
        let funnel = super::funnel(&journey).unwrap();
        assert_eq!((funnel.largest_leak(), funnel.steepest_leak()), (Some(1), Some(3)));
        assert_eq!(funnel.overall.lost, 9_700.0);
        let Estimate::Sound { n: 10_000, value } = funnel.overall.share else {
            panic!("{:?}", funnel.overall);
        };
        assert_eq!(value.interval, wilson(300.0, 10_000.0));
    }

    #[test]
    fn more_than_before_is_no_leak() {
        let journey = volumes(&[100, 120, 3, 2]);
        let funnel = funnel(&journey).unwrap();
        let kept: Vec<_> = funnel.steps.iter().filter_map(|step| step.kept).collect();
        let Estimate::Sound { value, .. } = kept[0].share else { panic!("{kept:?}") };
        assert_eq!((kept[0].lost, value.value, value.interval), (-20.0, 1.2, None));
        assert_eq!(kept[2].share, Estimate::Withheld { n: 3 });
        assert_eq!(funnel.largest_leak(), Some(2));
        assert_eq!(super::funnel(&volumes(&[5, 9])).unwrap().largest_leak(), None);
    }

    #[test]
    fn a_stage_counts_those_who_enter_it() {
        let journey = journey(&[
            &[
                "{}",
                r#"{"volume": {"value": 90, "per": "month"}}"#,
                r#"{"volume": {"value": 80, "per": "month"}}"#,
            ],
            &[r#"{"reach": 0.2, "volume": {"value": 5, "per": "month"}}"#],
            &[r#"{"volume": {"value": 900, "per": "year"}}"#, r#"{"volume": {"value": 60, "per": "month"}}"#],
        ]);
        let funnel = funnel(&journey).unwrap();
        let counts: Vec<_> = funnel.steps.iter().map(|step| (step.at.position, step.count)).collect();
        assert_eq!(counts, [(1, 90.0), (5, 60.0)]);
        assert_eq!(funnel.left_out.len(), 1);
    }

    #[test]
    fn one_stage_is_taken_apart() {
        let count = |value: u32| format!(r#"{{"volume": {{"value": {value}}}}}"#);
        let (many, few) = (count(50), count(20));
        let one_stage = journey(&[&[&many, &few]]);
        let funnel = funnel(&one_stage).unwrap();
        assert!(!funnel.by_stage && funnel.steps.len() == 2);
        assert!(super::funnel(&journey(&[&[&many]])).is_none());
        assert!(super::funnel(&volumes(&[0, 0])).is_none());
        assert!(super::funnel(&journey(&[&["{}"]])).is_none());
    }
}
