//! What the organisation wants from a map.

use crate::check::{Check, Findings, JourneyCx};
use crate::syntax::Route;

rule! {
    /// The map does not say what the organisation wants from it.
    ///
    /// Fires when `goals` is absent or empty.
    ///
    /// ## Why
    ///
    /// Which customers to ask, which level to choose and what to leave out all follow from the goal. A goal
    /// found after mapping is whatever the map happens to show.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// journey: refund
    /// goals: []
    /// ```
    ///
    /// ## What to do
    ///
    /// Write the goal before mapping, with a number that shows whether it is reached:
    ///
    /// ```yaml
    /// goals:
    ///   - kind: service-gap
    ///     statement: No customer has to call about a refund that is due
    ///     metric: calls about refunds in a month
    ///     baseline: 410
    ///     target: 100
    /// ```
    GOALS_MISSING = "JM111" "goals-missing", Scope, Error, Check::Journey(goals_missing)
}

fn goals_missing(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.goals.is_empty() {
        let _ = out
            .missing(Route::root(), "goals", "the map has no `goals`")
            .help("write what the organisation wants from it: `goals: [{statement: …}]`");
    }
}

rule! {
    /// The goals were set after the map was made.
    ///
    /// Fires once for a map when the earliest `decided_on` of its goals is later than `created`. Goals without
    /// a date are passed over, and so is a month that may still be earlier. A goal that is added to others in
    /// the life of a map is fine.
    ///
    /// ## Why
    ///
    /// Goals found after mapping fit whatever the map happens to show, and what they should have asked was
    /// never looked for: which customers, which stretch of the way, which numbers.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// created: 2026-02-10
    /// goals:
    ///   - statement: Fewer calls about the first bill
    ///     decided_on: 2026-05-04
    /// ```
    ///
    /// ## What to do
    ///
    /// Decide first and map then. If the goal is older than it looks, write the day on which it was set:
    ///
    /// ```yaml
    /// created: 2026-02-10
    /// goals:
    ///   - statement: Fewer calls about the first bill
    ///     decided_on: 2026-01-20
    /// ```
    GOAL_AFTER_MAPPING = "JM112" "goal-after-mapping", Scope, Warning, Check::Journey(goal_after_mapping)
}

fn goal_after_mapping(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let Some(created) = cx.journey.created else { return };
    let goals = cx.journey.goals.iter().enumerate();
    let dated = goals.filter_map(|(index, goal)| Some((index, goal.decided_on?)));
    let Some((index, decided)) = dated.min_by_key(|(_, decided)| *decided) else { return };
    if decided.is_after(created) {
        let message = format!("no goal was set before the map was made, the first one on {decided}");
        let _ = out
            .absent(Route::root().key("goals").index(index).key("decided_on"), message)
            .help("look whether the map asks what the goal needs, and set the next one before mapping")
            .related(cx.file, &Route::root().key("created"), format!("made on {created}"));
    }
}

rule! {
    /// A goal cannot be measured.
    ///
    /// Fires at each goal that lacks `metric`, `baseline` or `target`, and names those that are missing.
    ///
    /// ## Why
    ///
    /// Without a number nobody can say whether the goal is reached, without the one of today nobody can say
    /// whether anything changed. A map is drawn to get to goals that can be acted on.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// goals:
    ///   - statement: Fewer calls about the first bill
    /// ```
    ///
    /// ## What to do
    ///
    /// Say what is counted, where it stands and where it should stand:
    ///
    /// ```yaml
    /// goals:
    ///   - statement: Fewer calls about the first bill
    ///     metric: calls about the first bill in a month
    ///     baseline: 410
    ///     target: 100
    /// ```
    GOAL_WITHOUT_METRIC = "JM113" "goal-without-metric", Scope, Warning, Check::Journey(goal_without_metric)
}

fn goal_without_metric(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for (index, goal) in cx.journey.goals.iter().enumerate() {
        let has = [goal.metric.is_some(), goal.baseline.is_some(), goal.target.is_some()];
        // A goal without a statement is one that could not be read.
        if has == [true; 3] || goal.statement.is_empty() {
            continue;
        }
        let route = || Route::root().key("goals").index(index);
        let keys = ["metric", "baseline", "target"].into_iter().zip(has);
        let missing: Vec<&'static str> = keys.filter(|(_, has)| !has).map(|(key, _)| key).collect();
        let (message, help) = match missing.as_slice() {
            [one] => (format!("the goal has no `{one}`"), format!("write `{one}: …`")),
            [one, two] => (
                format!("the goal has no `{one}` and no `{two}`"),
                format!("write `{one}: …` and `{two}: …`"),
            ),
            _ => (
                "the goal says nothing that can be measured".to_owned(),
                "write how it is measured, stands and should stand: `metric`, `baseline`, `target`"
                    .to_owned(),
            ),
        };
        let _ = out.missing(route(), missing[0], message).help(help);
    }
}
