//! How many stages a map has, what is in them, and their order.

use crate::check::rules::scope::may_be;
use crate::check::{Check, Findings, JourneyCx, RuleOption};
use crate::model::{Level, Phase, Shape};
use crate::syntax::Route;

rule! {
    /// A stage has no touchpoints.
    ///
    /// Fires when `touchpoints` of a stage is absent or empty and the stage has no `detail` map either.
    ///
    /// ## Why
    ///
    /// An empty stage looks like a stretch in which nothing happens to the customer, and counts in no number.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// stages:
    ///   - name: Waiting for the refund
    ///     phase: after
    /// ```
    ///
    /// ## What to do
    ///
    /// Say what the customer meets there, waiting included, or name the map that shows it:
    ///
    /// ```yaml
    /// stages:
    ///   - name: Waiting for the refund
    ///     phase: after
    ///     touchpoints:
    ///       - {name: I look at my account every day, kind: waiting, channel: none}
    /// ```
    EMPTY_STAGE = "JM203" "empty-stage", Structure, Warning, Check::Journey(empty_stage)
}

fn empty_stage(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for (index, stage) in cx.journey.stages.iter().enumerate() {
        // A stage without a name is one that could not be read, which has a finding of its own.
        if stage.touchpoints.is_empty() && stage.detail.is_none() && !stage.name.is_empty() {
            let message = format!("the stage `{}` has no touchpoints", stage.name);
            let _ = out
                .missing(Route::root().key("stages").index(index), "touchpoints", message)
                .help("say what the customer meets in it, name a `detail` map, or remove it");
        }
    }
}

rule! {
    /// The phases of the stages are out of order.
    ///
    /// Fires when a stage lies in an earlier phase than a stage before it: `before`, `during`, `after` is the
    /// order. Silent when the map says `shape: cyclic`. Stages without a phase are passed over.
    ///
    /// ## Why
    ///
    /// Stages stand in the order of time. Pictures and tables draw them so, and a phase out of place moves
    /// the first or last contact to where it is not.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// stages:
    ///   - {name: Afterwards, phase: after, touchpoints: []}
    ///   - {name: Call, phase: during, touchpoints: []}
    /// ```
    ///
    /// ## What to do
    ///
    /// Put the stages in the order of time, or say that they come round again:
    ///
    /// ```yaml
    /// shape: cyclic
    /// ```
    STAGE_PHASE_ORDER = "JM209" "stage-phase-order", Structure, Error, Check::Journey(stage_phase_order)
}

fn stage_phase_order(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.shape == Some(Shape::Cyclic) {
        return;
    }
    let phases = cx.journey.stages.iter().enumerate();
    let mut latest = None;
    for (index, phase) in phases.filter_map(|(index, stage)| Some((index, stage.phase?))) {
        match latest {
            Some((earlier, reached)) if phase < reached => {
                let route = |index| Route::root().key("stages").index(index).key("phase");
                let message = format!("a stage of phase `{phase}` stands behind one of phase `{reached}`");
                let _ = out
                    .at(route(index), message)
                    .help("put the stages in the order of time, or write `shape: cyclic`")
                    .related(cx.file, &route(earlier), format!("`{reached}` is reached here"));
            }
            _ => latest = Some((index, phase)),
        }
    }
}
