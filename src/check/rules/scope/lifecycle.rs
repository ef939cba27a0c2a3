//! The seven groups of contacts that a lifecycle goes through.

use crate::check::{Check, Findings, JourneyCx, RuleOption, Stability};
use crate::measure::{LifecycleGroups, group_of_stage, lifecycle_groups};
use crate::model::{Duration, Journey, Level, LifecycleGroup, Stage};
use crate::syntax::Route;

/// Whether a lifecycle goes no further than the purchase: its last stage is one of search or joining, and
/// nothing in it lies beyond.
fn stops_at_purchase(journey: &Journey) -> bool {
    let Some(last) = journey.stages.last() else { return false };
    let has_group = |stage: &Stage| {
        let mut contacts = stage.touchpoints.iter().filter_map(|touchpoint| touchpoint.contact);
        group_of_stage(stage).is_some() || contacts.next().is_some()
    };
    let found = lifecycle_groups(journey, true);
    let join = LifecycleGroup::Join as usize;
    has_group(last) && found[join] && !found[join + 1..].contains(&true)
}

rule! {
    /// A lifecycle stops where the customer joins.
    ///
    /// Fires in maps of `level: lifecycle` whose last stage is one of searching or joining when nothing in the
    /// map lies beyond: no stage of a later `group` or `role`, no touchpoint of a later `contact`.
    ///
    /// ## Why
    ///
    /// Before the purchase and after it, it is the same person with the same memory. A map for winning
    /// customers and another for serving them have a seam between them, and what was promised in the one is
    /// broken in the other without anybody seeing both.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// level: lifecycle
    /// stages:
    ///   - {name: Looking around, phase: before, group: search}
    ///   - {name: Joining, phase: during, group: join}
    /// ```
    ///
    /// ## What to do
    ///
    /// Go on to the first weeks, to everyday life and to the parting. If the map is about the purchase alone,
    /// it is the map of a need (`level: need`):
    ///
    /// ```yaml
    /// level: lifecycle
    /// stages:
    ///   - {name: Looking around, phase: before, group: search}
    ///   - {name: Joining, phase: during, group: join}
    ///   - {name: The first weeks, phase: during, group: first}
    ///   - {name: Everyday life, phase: during, group: ongoing}
    ///   - {name: After parting, phase: after, group: after-parting}
    /// ```
    JOURNEY_SPLIT_AT_PURCHASE = "JM105" "journey-split-at-purchase", Scope, Info,
        Check::Journey(journey_split_at_purchase)
}

fn journey_split_at_purchase(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    if journey.level == Some(Level::Lifecycle) && stops_at_purchase(journey) && !has_unread_group(cx) {
        let last = Route::root().key("stages").index(journey.stages.len() - 1);
        let _ = out
            .absent(last, "the lifecycle stops where the customer joins")
            .help("go on to the first weeks and everyday life, or write `level: need`");
    }
}

/// Whether a stage has a group or role that could not be read, which may be any.
fn has_unread_group(cx: &JourneyCx<'_>) -> bool {
    cx.journey.stages.iter().enumerate().any(|(index, stage)| {
        let has = |key| cx.has(&Route::root().key("stages").index(index).key(key));
        stage.group.is_none() && has("group") || stage.role.is_none() && has("role")
    })
}

static MAX_GROUPS: RuleOption = RuleOption::number(
    "groups",
    2.0,
    1.0,
    7.0,
    "the most groups that the map of one need may go through; search, join and first count as one",
);

static MIN_TIMES: RuleOption = RuleOption::number(
    "times",
    3.0,
    1.0,
    200.0,
    "the fewest touchpoints of a lifecycle with a time before their times are looked at",
);

rule! {
    /// The map is of one level and shows the other.
    ///
    /// Fires in a map of `level: need` whose stages (`group`) and touchpoints (`contact`) belong to three or
    /// more of the seven groups of a lifecycle. Search, joining and first contacts count as one, because a
    /// purchase goes through all three. Fires in a map of `level: lifecycle` that names at most one group when
    /// three or more touchpoints say how long they take (`duration`, `live_wait`, `async_wait`) and none takes
    /// an hour.
    ///
    /// ## Why
    ///
    /// A lifecycle runs over years, and each of its touchpoints is a journey of its own; a need is over in
    /// minutes to months. Drawn on one line, a call of five minutes weighs as much as three years of use.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// level: need
    /// stages:
    ///   - {name: Joining, phase: before, group: join}
    ///   - {name: Faults, phase: during, group: ongoing}
    ///   - {name: Leaving, phase: after, group: distance}
    /// ```
    ///
    /// ## What to do
    ///
    /// Make the whole relationship a lifecycle, and each matter in it a map of its own:
    ///
    /// ```yaml
    /// level: lifecycle
    /// stages:
    ///   - {name: Joining, phase: before, group: join}
    ///   - {name: Faults, phase: during, group: ongoing, detail: line-is-down}
    ///   - {name: Leaving, phase: after, group: distance}
    /// ```
    LEVEL_MIXED = "JM107" "level-mixed", Scope, Warning, Check::Journey(level_mixed),
        options: &[&MAX_GROUPS, &MIN_TIMES], stability: Stability::Preview
}

fn level_mixed(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let level = || Route::root().key("level");
    match cx.journey.level {
        Some(Level::Need) => {
            let found = lifecycle_groups(cx.journey, false);
            let matters = matters(&found);
            if matters > out.count(&MAX_GROUPS) {
                let count = found.iter().filter(|found| **found).count();
                let message =
                    format!("the map of one need goes through {count} of the 7 groups of a lifecycle");
                let _ = out
                    .at(level(), message)
                    .help("write `level: lifecycle`, or make a map of its own for each matter");
            }
        }
        Some(Level::Lifecycle) if is_short(cx.journey, out.count(&MIN_TIMES)) && !has_unread_group(cx) => {
            let _ = out
                .absent(level(), "everything in this lifecycle is over in less than an hour")
                .help("write `level: need`, or say which stretch of the years each stage is: `group: …`");
        }
        _ => {}
    }
}

/// How many matters groups make: the three that a purchase goes through are one.
fn matters(found: &LifecycleGroups) -> usize {
    let beyond = LifecycleGroup::Ongoing as usize;
    usize::from(found[..beyond].contains(&true)) + found[beyond..].iter().filter(|found| **found).count()
}

/// Whether a lifecycle looks like one need: one group at most, and enough times that are all short.
fn is_short(journey: &Journey, enough: usize) -> bool {
    const HOUR: Duration = Duration::from_seconds(3_600);
    let mut count = 0;
    for found in journey.touchpoints() {
        let touchpoint = found.touchpoint;
        let times = [touchpoint.duration, touchpoint.live_wait, touchpoint.async_wait];
        let Some(longest) = times.into_iter().flatten().max() else { continue };
        if longest >= HOUR {
            return false;
        }
        count += 1;
    }
    count >= enough && lifecycle_groups(journey, true).iter().filter(|found| **found).count() <= 1
}

rule! {
    /// A lifecycle does not go through all seven groups of contacts.
    ///
    /// Fires once for a map of `level: lifecycle` in which a group is found neither as the `group` of a stage,
    /// nor in its `role`, nor in the `contact` of a touchpoint. The groups are `search`, `join`, `first`,
    /// `ongoing`, `deepen`, `distance` and `after-parting`. Silent where the map stops at the purchase (JM105).
    ///
    /// ## Why
    ///
    /// The ends are forgotten most: nobody is in charge of customers who are about to leave or have left,
    /// though how they part decides whether they come back and what they tell others. What a map leaves out,
    /// nobody asks about.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// level: lifecycle
    /// stages:
    ///   - {name: Looking around, phase: before, group: search}
    ///   - {name: Joining, phase: during, group: join}
    ///   - {name: The first weeks, phase: during, group: first}
    ///   - {name: Everyday life, phase: after, group: ongoing}
    /// ```
    ///
    /// ## What to do
    ///
    /// Add the stages that are missing, even when little is known of them yet:
    ///
    /// ```yaml
    /// level: lifecycle
    /// stages:
    ///   - {name: Looking around, phase: before, group: search}
    ///   - {name: Joining, phase: during, group: join}
    ///   - {name: The first weeks, phase: during, group: first}
    ///   - {name: Everyday life, phase: during, group: ongoing}
    ///   - {name: Growing together, phase: during, group: deepen}
    ///   - {name: Drifting apart, phase: during, group: distance}
    ///   - {name: After parting, phase: after, group: after-parting}
    /// ```
    LIFECYCLE_GROUP_MISSING = "JM110" "lifecycle-group-missing", Scope, Info,
        Check::Journey(lifecycle_group_missing)
}

fn lifecycle_group_missing(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    if journey.level != Some(Level::Lifecycle) || journey.stages.is_empty() {
        return;
    }
    let found = lifecycle_groups(journey, true);
    if found.iter().all(|found| *found) || stops_at_purchase(journey) || has_unread_group(cx) {
        return;
    }
    let missing = LifecycleGroup::ALL.iter().filter(|group| !found[**group as usize]);
    let names: Vec<String> = missing.map(|group| format!("`{group}`")).collect();
    let (message, help) = if names.len() == found.len() {
        let message = "no stage of the lifecycle says which group of contacts it is".to_owned();
        (
            message,
            "write `group: search`, `join`, `first`, `ongoing`, `deepen`, `distance` or `after-parting`",
        )
    } else {
        let message = format!("the lifecycle has nothing of {}", names.join(", "));
        (message, "add a stage for each, or write `group` at the stage that shows it")
    };
    let _ = out.absent(Route::root().key("stages"), message).help(help);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purchase_is_one_matter() {
        let of = |groups: &[LifecycleGroup]| {
            let mut found = LifecycleGroups::default();
            groups.iter().for_each(|group| found[*group as usize] = true);
            matters(&found)
        };
        assert_eq!(of(&[]), 0);
        assert_eq!(of(&[LifecycleGroup::Search, LifecycleGroup::Join, LifecycleGroup::First]), 1);
        assert_eq!(of(&[LifecycleGroup::Search, LifecycleGroup::Ongoing, LifecycleGroup::Distance]), 3);
        assert_eq!(of(LifecycleGroup::ALL), 5);
    }
}
