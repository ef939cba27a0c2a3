//! How the numbers of a map move when what they rest on is changed.

use super::Side;
use crate::measure::effort;
use crate::workspace::Conventions;

/// The same numbers under other assumptions.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity<'j> {
    /// Effort points with half of every weight, and with half as much again, each weight rounded up.
    pub effort: (u32, u32),
    /// For each piece of evidence the mean without the scores that rest on it, -1 to 1; `None` when no score is
    /// left. Only the first persona's.
    pub means_without: Vec<(&'j str, Option<f64>)>,
}

/// How far the numbers of a journey can be pushed: by the weights of effort, which are a convention, and by leaving
/// out one source at a time. It shows what a number leans on, and says nothing of chance.
pub fn sensitivity<'j>(side: &Side<'j>, conventions: &Conventions) -> Sensitivity<'j> {
    let scaled = |share: f64| {
        let mut own = conventions.clone();
        let weights = &mut own.effort;
        for weight in [
            &mut weights.repeat_contact,
            &mut weights.handoff,
            &mut weights.information_repeated,
            &mut weights.forced_switch,
            &mut weights.context_lost,
            &mut weights.form,
            &mut weights.dead_end,
        ] {
            *weight = (f64::from(*weight) * share).ceil() as u32;
        }
        effort(side.journey, &own).points()
    };
    let series = side.series();
    let mut ids: Vec<&str> = series.scored().filter_map(|point| point.basis.id).collect();
    ids.sort_unstable();
    ids.dedup();
    let without = |id: &str| {
        let left: Vec<f64> =
            series.scored().filter(|point| point.basis.id != Some(id)).map(|point| point.v).collect();
        (!left.is_empty()).then(|| left.iter().sum::<f64>() / left.len() as f64)
    };
    Sensitivity {
        effort: (scaled(0.5), scaled(1.5)),
        means_without: ids.into_iter().map(|id| (id, without(id))).collect(),
    }
}
