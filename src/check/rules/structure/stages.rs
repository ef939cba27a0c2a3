//! How many stages a map has, what is in them, and their order.

use crate::check::rules::scope::may_be;
use crate::check::{Check, Findings, JourneyCx, RuleOption};
use crate::model::{Phase, Shape, Stage};
use crate::syntax::Route;

static MAX_STAGES: RuleOption =
    RuleOption::number("max", 9.0, 1.0, 200.0, "the most stages that a map should have");

rule! {
    /// A map has too many stages.
    ///
    /// Fires when there are more than 9 stages, at the first one beyond.
    ///
    /// ## Why
    ///
    /// Stages are there to be seen together. A row of ten or more fits on no slide and into nobody's head, and
    /// most often some of them are touchpoints of one stretch.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// stages:
    ///   - {name: Notice, phase: before}
    ///   - {name: Look around, phase: before}
    ///   - {name: Choose a clinic, phase: before}
    ///   - {name: Find the number, phase: during}
    ///   - {name: Call, phase: during}
    ///   - {name: Be put through, phase: during}
    ///   - {name: Get a date, phase: during}
    ///   - {name: Get there, phase: during}
    ///   - {name: See the doctor, phase: during}
    ///   - {name: Go home, phase: after}
    /// ```
    ///
    /// ## What to do
    ///
    /// Join what belongs together, or show a stretch in a map of its own and name it in `detail`:
    ///
    /// ```yaml
    /// stages:
    ///   - {name: Notice, phase: before}
    ///   - {name: Choose a clinic, phase: before}
    ///   - {name: Book, phase: during, detail: book-by-phone}
    ///   - {name: The visit, phase: during}
    ///   - {name: At home, phase: after}
    /// ```
    TOO_MANY_STAGES = "JM201" "too-many-stages", Structure, Warning, Check::Journey(too_many_stages),
        options: &[&MAX_STAGES]
}

fn too_many_stages(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let (count, max) = (cx.journey.stages.len(), out.count(&MAX_STAGES));
    if count > max {
        let message = format!("the map has {count} stages; more than {max} are hard to see together");
        let _ = out
            .at(Route::root().key("stages").index(max), message)
            .help("join what belongs together, or show a stretch in a map of its own: `detail: …`");
    }
}

static MIN_STAGES: RuleOption =
    RuleOption::number("min", 3.0, 2.0, 20.0, "the fewest stages that a map of some length should have");

static LENGTH: RuleOption =
    RuleOption::number("touchpoints", 6.0, 1.0, 200.0, "how many touchpoints make a map of some length");

rule! {
    /// A map of some length has hardly any stages.
    ///
    /// Fires when a map of 6 touchpoints or more has fewer than 3 stages, though one of them lies before the
    /// contact with the provider and one after it; where one of those is absent, JM101 and JM102 say so.
    ///
    /// ## Why
    ///
    /// Before, during and after are the least that a journey has. Without stages between, the curve and the
    /// tables show a list, and nobody can say in which stretch it goes wrong.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// stages:
    ///   - name: Before
    ///     phase: before
    ///     touchpoints:
    ///       - {name: I see a charge, channel: document}
    ///       - {name: I look for a number to call, channel: web}
    ///       - {name: I wait in the queue, channel: phone}
    ///       - {name: I tell what happened, channel: phone}
    ///   - name: After
    ///     phase: after
    ///     touchpoints:
    ///       - {name: They write that I was right, channel: letter}
    ///       - {name: The money is in my account, channel: none}
    /// ```
    ///
    /// ## What to do
    ///
    /// Divide it by what the customer wants to reach:
    ///
    /// ```yaml
    /// stages:
    ///   - name: Notice
    ///     phase: before
    ///     touchpoints:
    ///       - {name: I see a charge, channel: document}
    ///   - name: Ask
    ///     phase: during
    ///     touchpoints:
    ///       - {name: I look for a number to call, channel: web}
    ///       - {name: I wait in the queue, channel: phone}
    ///       - {name: I tell what happened, channel: phone}
    ///   - name: Get it back
    ///     phase: after
    ///     touchpoints:
    ///       - {name: They write that I was right, channel: letter}
    ///       - {name: The money is in my account, channel: none}
    /// ```
    TOO_FEW_STAGES = "JM202" "too-few-stages", Structure, Info, Check::Journey(too_few_stages),
        options: &[&MIN_STAGES, &LENGTH]
}

fn too_few_stages(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let stages = cx.journey.stages.len();
    if stages == 0 || stages >= out.count(&MIN_STAGES) {
        return;
    }
    let touchpoints = cx.journey.touchpoints().count();
    if touchpoints >= out.count(&LENGTH) && may_be(cx, Phase::Before) && may_be(cx, Phase::After) {
        let only = if stages == 1 { "1 stage".to_owned() } else { format!("{stages} stages") };
        let _ = out
            .absent(Route::root().key("stages"), format!("{touchpoints} touchpoints lie in {only}"))
            .help("divide them by what the customer wants to reach in each stretch");
    }
}

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

static MAX_SHARE: RuleOption = RuleOption::number(
    "share",
    0.5,
    0.0,
    1.0,
    "the largest share of stages with one touchpoint, from 0 to 1",
);

static ENOUGH_STAGES: RuleOption =
    RuleOption::number("stages", 5.0, 2.0, 200.0, "the fewest stages of a map that is looked at");

rule! {
    /// Stages are no more than touchpoints.
    ///
    /// Fires once for a map of 5 stages or more when more than half of them have exactly one touchpoint. A
    /// stage with a `detail` map does not count as one of them.
    ///
    /// ## Why
    ///
    /// A stage says what several encounters have in common. Where each encounter is its own stage, the upper
    /// row of the map repeats the lower one, and the way as a whole cannot be seen.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// stages:
    ///   - {name: Need, phase: before, touchpoints: [{name: I need a loan, channel: none}]}
    ///   - {name: Form, phase: during, touchpoints: [{name: I fill in the form, channel: web}]}
    ///   - {name: Call, phase: during, touchpoints: [{name: They call me, channel: phone}]}
    ///   - {name: Branch, phase: during, touchpoints: [{name: I sign, channel: branch}]}
    ///   - {name: Money, phase: after, touchpoints: [{name: The money is there, channel: none}]}
    /// ```
    ///
    /// ## What to do
    ///
    /// Name stages by what the customer wants to reach, and put into each what belongs to it:
    ///
    /// ```yaml
    /// stages:
    ///   - {name: Need, phase: before, touchpoints: [{name: I need a loan, channel: none}]}
    ///   - name: Apply
    ///     phase: during
    ///     touchpoints:
    ///       - {name: I fill in the form, channel: web}
    ///       - {name: They call me, channel: phone}
    ///       - {name: I sign, channel: branch}
    ///   - {name: Money, phase: after, touchpoints: [{name: The money is there, channel: none}]}
    /// ```
    SINGLE_TOUCHPOINT_STAGES = "JM204" "single-touchpoint-stages", Structure, Info,
        Check::Journey(single_touchpoint_stages), options: &[&MAX_SHARE, &ENOUGH_STAGES]
}

fn single_touchpoint_stages(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let stages = &cx.journey.stages;
    let is_single = |stage: &&Stage| stage.touchpoints.len() == 1 && stage.detail.is_none();
    let single = stages.iter().filter(is_single).count();
    let limit = stages.len() as f64 * out.number(&MAX_SHARE);
    if stages.len() >= out.count(&ENOUGH_STAGES) && single as f64 > limit {
        let message = format!("{single} of {} stages have a single touchpoint", stages.len());
        let _ = out
            .absent(Route::root().key("stages"), message)
            .help("name stages by what the customer wants to reach, and join those that reach it together");
    }
}

static MAX_IN_STAGE: RuleOption =
    RuleOption::number("max", 12.0, 1.0, 2000.0, "the most touchpoints that a stage should have");

rule! {
    /// A stage has too many touchpoints.
    ///
    /// Fires at each stage with more than 12 touchpoints.
    ///
    /// ## Why
    ///
    /// A stretch with that much in it is a journey of its own, with a beginning, turns and an end that the
    /// overview hides. High view and detail belong into two maps.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// stages:
    ///   - name: At the airport
    ///     phase: during
    ///     touchpoints:
    ///       - {name: I find the hall, channel: face-to-face}
    ///       - {name: I find the desk, channel: face-to-face}
    ///       - {name: I queue, channel: face-to-face}
    ///       - {name: I show my passport, channel: face-to-face}
    ///       - {name: I hand in the bag, channel: face-to-face}
    ///       - {name: I look for the control, channel: face-to-face}
    ///       - {name: I queue for the control, channel: face-to-face}
    ///       - {name: I take off my belt, channel: face-to-face}
    ///       - {name: I walk through the shops, channel: shop}
    ///       - {name: I buy water, channel: shop}
    ///       - {name: I look for the gate, channel: face-to-face}
    ///       - {name: I wait at the gate, channel: face-to-face}
    ///       - {name: I board, channel: face-to-face}
    /// ```
    ///
    /// ## What to do
    ///
    /// Divide the stage, or keep what is decisive and show the rest in a map of its own:
    ///
    /// ```yaml
    /// stages:
    ///   - name: At the airport
    ///     phase: during
    ///     detail: from-door-to-gate
    ///     touchpoints:
    ///       - {name: I hand in the bag, channel: face-to-face}
    ///       - {name: I queue for the control, channel: face-to-face}
    ///       - {name: I wait at the gate, channel: face-to-face}
    /// ```
    OVERLOADED_STAGE = "JM205" "overloaded-stage", Structure, Info, Check::Journey(overloaded_stage),
        options: &[&MAX_IN_STAGE]
}

fn overloaded_stage(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let max = out.count(&MAX_IN_STAGE);
    for (index, stage) in cx.journey.stages.iter().enumerate() {
        let count = stage.touchpoints.len();
        if count > max {
            let message =
                format!("`{}` has {count} touchpoints; more than {max} hide each other", stage.name);
            let _ = out
                .at(Route::root().key("stages").index(index).key("name"), message)
                .help("divide the stage, or show it in a map of its own: `detail: …`");
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
