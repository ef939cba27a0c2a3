//! A planned journey beside one that a customer really made.
//!
//! The four deviations are those of Halvorsrud, Kvale and Følstad 2016 (the customer journey modelling language of
//! SINTEF): missing, ad hoc and failed touchpoints, and irregular order. Their cases saw 10 to 25 % of customers
//! deviate from what was planned for them. Evidence: moderate to good for the four kinds; the similarity is plain
//! mathematics, and says nothing of how much a deviation hurt.

use std::collections::HashMap;

use super::{Estimate, Figure, FigureKind, longest_rising, wilson};
use crate::model::{Journey, Shape, Status, Touchpoint, TouchpointKind, TouchpointRef};

/// What became of a plan in one customer's journey.
#[derive(Clone, Debug)]
pub struct Deviations<'j> {
    /// The plan.
    pub planned: &'j Journey,
    /// The journey that was made.
    pub actual: &'j Journey,
    /// Touchpoints of the plan that did not happen, in the order of the plan.
    pub missing: Vec<TouchpointRef<'j>>,
    /// Touchpoints that nobody had planned, in the order of the journey.
    pub ad_hoc: Vec<TouchpointRef<'j>>,
    /// Touchpoints that happened and led nowhere (`effort: {dead_end: true}`), planned or not.
    pub failed: Vec<TouchpointRef<'j>>,
    /// Touchpoints out of order: the fewest without which the rest follows the plan. Empty where the plan leaves
    /// the order free, which is every plan whose `shape` is not `linear`.
    pub irregular: Vec<TouchpointRef<'j>>,
    /// 1 − edit distance ÷ the length of the longer one, 0 to 1, over the touchpoints that happened; 1 for two
    /// without any.
    pub similarity: f64,
}

impl Deviations<'_> {
    /// Whether anything went otherwise than planned.
    pub fn any(&self) -> bool {
        self.count() > 0
    }

    /// The number of deviations of all four kinds.
    pub fn count(&self) -> usize {
        self.missing.len() + self.ad_hoc.len() + self.failed.len() + self.irregular.len()
    }

    /// Whether the plan leaves the order free.
    pub fn order_is_free(&self) -> bool {
        order_is_free(self.planned)
    }
}

fn order_is_free(planned: &Journey) -> bool {
    !matches!(planned.shape, None | Some(Shape::Linear))
}

/// How many of several journeys deviate from their plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DeviationRate {
    /// How many deviate.
    pub deviating: usize,
    /// How many there are.
    pub total: usize,
    /// The share of both, 0 to 1, with Wilson's interval: journeys told one by one are few.
    pub share: Estimate<Figure>,
}

/// How many of several journeys deviate from their plan, and the share with its interval; withheld where fewer than
/// five are told. The journeys that somebody tells are no sample drawn by chance, so the interval is the least there is
/// to doubt. Evidence: mathematics for the interval, a convention for the limits.
pub fn deviation_rate(all: &[Deviations<'_>]) -> DeviationRate {
    let (deviating, total) = (all.iter().filter(|one| one.any()).count(), all.len());
    let (part, whole) = (deviating as f64, total as f64);
    let share =
        Figure { what: FigureKind::Share, value: part / whole.max(1.0), interval: wilson(part, whole) };
    DeviationRate { deviating, total, share: Estimate::new(u32::try_from(total).unwrap_or(u32::MAX), share) }
}

/// What became of a plan in one customer's journey. Touchpoints are the same by id, or else by name; those without
/// a channel (`channel: none`: a need, a wait, a thought) nobody can plan for, and they are left out.
pub fn deviations<'j>(planned: &'j Journey, actual: &'j Journey) -> Deviations<'j> {
    let encounters = |journey: &'j Journey| -> Vec<TouchpointRef<'j>> {
        let is_met = |touchpoint: &Touchpoint| touchpoint.channel.as_ref().is_none_or(|c| !c.is_none());
        journey.touchpoints().filter(|at| is_met(at.touchpoint)).collect()
    };
    let plan = encounters(planned);
    let made: Vec<_> = encounters(actual).into_iter().filter(|at| happened(at.touchpoint)).collect();
    let partner = partners(&plan, &made);
    let met: Vec<usize> = partner.iter().filter_map(|step| *step).collect();
    let in_order: Vec<usize> = longest_rising(&met).into_iter().map(|place| met[place]).collect();
    let is_irregular = |step: &Option<usize>| step.is_some_and(|step| in_order.binary_search(&step).is_err());
    let of = |keep: &dyn Fn(&Option<usize>) -> bool| -> Vec<TouchpointRef<'j>> {
        made.iter().zip(&partner).filter(|(_, step)| keep(step)).map(|(at, _)| *at).collect()
    };
    let mut is_met = vec![false; plan.len()];
    met.iter().for_each(|step| is_met[*step] = true);
    let longer = plan.len().max(made.len());
    // What nobody had planned is `None`, and so is like no step of the plan.
    let steps: Vec<Option<usize>> = (0..plan.len()).map(Some).collect();
    Deviations {
        planned,
        actual,
        missing: plan.iter().zip(&is_met).filter(|(_, met)| !**met).map(|(at, _)| *at).collect(),
        ad_hoc: of(&|step| step.is_none()),
        failed: made.iter().filter(|at| fails(at.touchpoint)).copied().collect(),
        irregular: if order_is_free(planned) { Vec::new() } else { of(&is_irregular) },
        similarity: match longer {
            0 => 1.0,
            longer => 1.0 - strsim::generic_levenshtein(&steps, &partner) as f64 / longer as f64,
        },
    }
}

/// Whether a touchpoint of an actual journey took place: one that is told as missing did not.
fn happened(touchpoint: &Touchpoint) -> bool {
    touchpoint.kind != Some(TouchpointKind::Missing) && touchpoint.status != Some(Status::Missing)
}

fn fails(touchpoint: &Touchpoint) -> bool {
    touchpoint.effort.as_ref().is_some_and(|effort| effort.dead_end)
}

/// For each touchpoint that was made the step of the plan it is, each step once; later repeats are ad hoc.
fn partners(plan: &[TouchpointRef<'_>], made: &[TouchpointRef<'_>]) -> Vec<Option<usize>> {
    let name = |at: &TouchpointRef<'_>| at.touchpoint.name.trim().to_lowercase();
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for (step, at) in plan.iter().enumerate() {
        by_id.entry(at.touchpoint.id()).or_insert(step);
        by_name.entry(name(at)).or_default().push(step);
    }
    let mut taken = vec![false; plan.len()];
    let mut partner: Vec<Option<usize>> = vec![None; made.len()];
    for (own, at) in partner.iter_mut().zip(made) {
        *own = by_id.get(at.touchpoint.id()).copied().filter(|step| !taken[*step]);
        own.iter().for_each(|step| taken[*step] = true);
    }
    for (own, at) in partner.iter_mut().zip(made).filter(|(own, _)| own.is_none()) {
        let same = by_name.get(&name(at));
        *own = same.and_then(|steps| steps.iter().copied().find(|step| !taken[*step]));
        own.iter().for_each(|step| taken[*step] = true);
    }
    partner
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::testing;
    use proptest::prelude::*;

    fn journey(touchpoints: &[&str]) -> Journey {
        let written: Vec<String> =
            touchpoints.iter().map(|one| format!("{{channel: phone, {one}}}")).collect();
        let written = written.join(", ");
        testing::journey(&format!(
            "journey: a\ntitle: A\nstages:\n  - {{name: S, touchpoints: [{written}]}}\n"
        ))
    }

    fn names(all: &[TouchpointRef<'_>]) -> String {
        all.iter().map(|at| at.touchpoint.name.as_str()).collect()
    }

    fn told(found: &Deviations<'_>) -> [String; 4] {
        [&found.missing, &found.ad_hoc, &found.failed, &found.irregular].map(|all| names(all))
    }

    #[test]
    fn the_four_deviations() {
        let plan = journey(&[
            "id: a, name: A",
            "id: b, name: B",
            "id: c, name: C",
            "id: d, name: D",
            "id: e, name: E",
        ]);
        let actual = journey(&[
            "id: b, name: b",
            "id: a, name: a",
            "id: x, name: x",
            "id: q, name: 'd '",
            "id: e, name: e, effort: {dead_end: true}",
            "id: c, name: c, kind: missing",
        ]);
        let found = deviations(&plan, &actual);
        // A and B have changed places; moving either restores the plan.
        assert_eq!(told(&found), ["C", "x", "e", "b"]);
        assert!(found.any() && found.count() == 4);
        // b a x d e from a b c d e: three of five are replaced.
        assert!((found.similarity - 0.4).abs() < 1e-12, "{}", found.similarity);
        let rate = deviation_rate(&[found, deviations(&plan, &plan)]);
        assert_eq!((rate.deviating, rate.total, rate.share), (1, 2, Estimate::Withheld { n: 2 }));
    }

    #[test]
    fn the_rate_has_its_interval_from_five_journeys_on() {
        let plan = journey(&["name: A", "name: B"]);
        let other = journey(&["name: A"]);
        let rate = |deviating: usize, total: usize| {
            let made = |nth: usize| if nth < deviating { &other } else { &plan };
            deviation_rate(&(0..total).map(|nth| deviations(&plan, made(nth))).collect::<Vec<_>>()).share
        };
        let Estimate::Small { n: 5, value } = rate(0, 5) else { panic!("{:?}", rate(0, 5)) };
        let ends = value.interval.unwrap();
        assert!(value.value == 0.0 && ends.low == 0.0 && (ends.high - 0.4345).abs() < 5e-5, "{value:?}");
        let Estimate::Sound { n: 10, value } = rate(8, 10) else { panic!("{:?}", rate(8, 10)) };
        let ends = value.interval.unwrap();
        assert!((ends.low - 0.4902).abs() < 5e-5 && (ends.high - 0.9433).abs() < 5e-5, "{value:?}");
        assert_eq!((rate(4, 4), rate(0, 0)), (Estimate::Withheld { n: 4 }, Estimate::Withheld { n: 0 }));
    }

    #[test]
    fn an_order_that_is_free_is_never_irregular() {
        let mut plan = journey(&["name: A", "name: B"]);
        let actual = journey(&["name: B", "name: A"]);
        assert_eq!(told(&deviations(&plan, &actual))[3], "B");
        plan.shape = Some(Shape::Branching);
        let found = deviations(&plan, &actual);
        assert!(!found.any() && found.order_is_free());
        assert_eq!(found.similarity, 0.0);
    }

    #[test]
    fn repeats_and_thoughts() {
        let plan = journey(&["name: A", "name: B"]);
        let mut actual = journey(&["name: A", "name: A", "name: B", "name: I wonder"]);
        let alone = testing::journey(
            "journey: a\ntitle: A\nstages:\n  - name: S\n    touchpoints: [{name: T, channel: none}]\n",
        );
        actual.stages[0].touchpoints[3].channel = alone.stages[0].touchpoints[0].channel.clone();
        assert_eq!(told(&deviations(&plan, &actual)), ["", "A", "", ""]);
        let nothing = journey(&[]);
        assert_eq!(deviations(&nothing, &nothing).similarity, 1.0);
        assert_eq!(deviations(&plan, &nothing).similarity, 0.0);
    }

    proptest! {
        #[test]
        fn nothing_is_lost(plan in prop::collection::vec(0usize..9, 0..9), made in prop::collection::vec(0usize..9, 0..9)) {
            let of = |all: &[usize]| journey(&all.iter().map(|n| format!("name: n{n}")).collect::<Vec<_>>().iter().map(String::as_str).collect::<Vec<_>>());
            let (plan, made) = (of(&plan), of(&made));
            let found = deviations(&plan, &made);
            let (planned, told) = (plan.touchpoints().count(), made.touchpoints().count());
            prop_assert_eq!(planned - found.missing.len(), told - found.ad_hoc.len());
            prop_assert!((0.0..=1.0).contains(&found.similarity));
            prop_assert_eq!(found.similarity == 1.0, !found.any());
            // Read the other way the numbers are the same, with missing and ad hoc exchanged.
            let back = deviations(&made, &plan);
            prop_assert!((back.similarity - found.similarity).abs() < 1e-12);
            prop_assert_eq!((back.missing.len(), back.irregular.len()), (found.ad_hoc.len(), found.irregular.len()));
        }
    }
}
