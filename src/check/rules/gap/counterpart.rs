//! A desired map and the current one it answers.

use std::collections::{BTreeSet, HashSet};

use crate::check::rules::touchpoint::about;
use crate::check::{Check, Findings, JourneyCx, RuleOption};
use crate::measure::Pair;
use crate::model::{Id, Journey, Maturity, OpportunityType, State, Status, TouchpointKind, TouchpointRef};
use crate::syntax::Route;

rule! {
    /// A desired map answers no current one.
    ///
    /// Fires when `state` is `desired` and `current` is absent.
    ///
    /// ## Why
    ///
    /// What should be is measured from what is. Without the current map no gap can be computed, and nobody
    /// sees which touchpoints go, come or change.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// journey: refund-desired
    /// state: desired
    /// ```
    ///
    /// ## What to do
    ///
    /// Name the map of today; for a service that does not exist yet, set the rule to `off` in `masa.toml`:
    ///
    /// ```yaml
    /// journey: refund-desired
    /// state: desired
    /// current: refund
    /// ```
    DESIRED_WITHOUT_CURRENT = "JM801" "desired-without-current", Gap, Warning,
        Check::Journey(desired_without_current)
}

fn desired_without_current(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.state() == State::Desired && cx.journey.current.is_none() {
        let _ = out
            .missing(Route::root(), "current", "the desired map answers no current one")
            .help("name the map of today: `current: <journey>`");
    }
}

rule! {
    /// A desired map and the current one it answers are not about the same journey.
    ///
    /// Fires at `current` when the map it names is of another persona or another level, is itself a desired
    /// map, or is this very map.
    ///
    /// ## Why
    ///
    /// The gap between two maps means something only when one customer with one need makes both.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// journey: refund-desired
    /// state: desired
    /// persona: avi
    /// current: refund        # whose persona is dana
    /// ```
    ///
    /// ## What to do
    ///
    /// Compare maps of one persona, level and need:
    ///
    /// ```yaml
    /// journey: refund-desired
    /// state: desired
    /// persona: dana
    /// current: refund
    /// ```
    COUNTERPART_MISMATCH = "JM804" "counterpart-mismatch", Gap, Error, Check::Journey(counterpart_mismatch)
}

fn counterpart_mismatch(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let desired = cx.journey;
    let Some(id) = &desired.current else { return };
    // A map that does not exist has its finding as a dangling reference.
    let Some(index) = cx.workspace.journey_file(id.as_str()) else { return };
    let Some(current) = cx.workspace.files[index].journey() else { return };
    let route = Route::root().key("current");
    if index == cx.file {
        let _ = out.at(route, "the map names itself as the current one").help("name the map of today");
        return;
    }
    if current.state() == State::Desired {
        let message = format!("`{id}` is not a current map: its `state` is `desired`");
        let _ = out.at(route.clone(), message).help("name the map of what is").related(
            index,
            &Route::root().key("state"),
            "desired as well",
        );
    }
    if let (Some(ours), Some(theirs)) = (desired.level, current.level)
        && ours != theirs
    {
        let message = format!("`{id}` has the level `{theirs}`, this map `{ours}`");
        let _ = out.at(route.clone(), message).help("compare maps of one level").related(
            index,
            &Route::root().key("level"),
            "the other level",
        );
    }
    let personas = |journey: &'_ Journey| -> BTreeSet<String> {
        journey.personas().iter().filter(|id| !id.is_empty()).map(Id::to_string).collect()
    };
    let (ours, theirs) = (personas(desired), personas(current));
    if !ours.is_empty() && !theirs.is_empty() && ours != theirs {
        let list = |ids: BTreeSet<String>| ids.into_iter().collect::<Vec<_>>().join("`, `");
        let message = format!("`{id}` is the journey of `{}`, this map of `{}`", list(theirs), list(ours));
        let _ = out.at(route, message).help("compare maps of one persona").related(
            index,
            &Route::root().key("persona"),
            "the other persona",
        );
    }
}

rule! {
    /// The gaps between a desired map and the current one start from guesses.
    ///
    /// Fires in a desired or planned map when at least half (the option `share`) of the touchpoints that have a
    /// score in both maps have one in the current map that rests on less than `qualitative` evidence. Silent in a
    /// map of maturity `hypothesis`, which makes no secret of it.
    ///
    /// ## Why
    ///
    /// A gap is a difference of two numbers. The second is a wish; if the first is a guess, the gap says
    /// nothing of customers, and it is the gap that money is asked for.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// # refund.journey.yaml, which has only a workshop of the team under `evidence`, scores the call with -1
    /// journey: refund-desired
    /// state: desired
    /// current: refund
    /// stages:
    ///   - name: Ask
    ///     touchpoints:
    ///       - {name: They call me, channel: phone, replaces: [i-call], emotion: 1}
    /// ```
    ///
    /// ## What to do
    ///
    /// Ask customers what the current journey feels like, before deciding where it should lead:
    ///
    /// ```yaml
    /// # refund.journey.yaml
    /// evidence:
    ///   talks: {kind: interview, grade: qualitative, n: 8, collected: 2026-09}
    /// default_evidence: talks
    /// ```
    GAP_ON_ASSUMPTION = "JM805" "gap-on-assumption", Gap, Warning, Check::Journey(gap_on_assumption),
        options: &[&GUESSED_SHARE]
}

static GUESSED_SHARE: RuleOption = RuleOption::number(
    "share",
    50.0,
    0.0,
    100.0,
    "the share of gaps, in per cent, that start from a guess in a map that gets a finding",
);

fn gap_on_assumption(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.maturity == Some(Maturity::Hypothesis) {
        return;
    }
    let Some(counterpart) = cx.counterpart() else { return };
    let (mut all, mut guessed, mut first) = (0, 0, None);
    for pair in &counterpart.alignment.pairs {
        let felt = pair.felt.first().filter(|felt| felt.gap().is_some());
        let Some(current) = felt.and_then(|felt| felt.current) else { continue };
        all += 1;
        if !current.basis.is_researched() {
            guessed += 1;
            first = first.or(Some(current.at));
        }
    }
    let share = out.number(&GUESSED_SHARE);
    let Some(first) = first.filter(|_| f64::from(guessed * 100) >= share * f64::from(all)) else { return };
    let id = &counterpart.journey.journey;
    let message = match all {
        1 => format!("the only gap to `{id}` starts from a score without qualitative evidence"),
        _ => format!("{guessed} of {all} gaps to `{id}` start from scores without qualitative evidence"),
    };
    let _ = out
        .at(Route::root().key("current"), message)
        .help("ask customers what they feel today before deciding what they should feel")
        .related(counterpart.file, &first.route().key("emotion"), "the first of these scores");
}

rule! {
    /// A touchpoint is meant to feel worse than what it takes the place of.
    ///
    /// Fires at the score of a touchpoint of a desired or planned map that is lower, for some persona, than that
    /// of every touchpoint of the current map that it `replaces`, each on the scale of its map. Silent when the
    /// `emotion` has a `note`, which says why.
    ///
    /// ## Why
    ///
    /// Sometimes a moment has to give for another one; then the map should say so. More often the sign is wrong,
    /// the maps have different scales, or nobody laid the two beside each other.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// # in refund.journey.yaml the call has a score of 1
    /// journey: refund-desired
    /// state: desired
    /// current: refund
    /// stages:
    ///   - name: Ask
    ///     touchpoints:
    ///       - {name: I write to a robot, channel: chatbot, replaces: [i-call], emotion: -1}
    /// ```
    ///
    /// ## What to do
    ///
    /// Correct the target, or say what it is paid for with:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - name: I write to a robot
    ///     channel: chatbot
    ///     replaces: [i-call]
    ///     emotion: {score: -1, note: less warm than a call, and over in a minute at any hour}
    /// ```
    DESIRED_BELOW_CURRENT = "JM806" "desired-below-current", Gap, Warning,
        Check::Journey(desired_below_current)
}

fn desired_below_current(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let Some(counterpart) = cx.counterpart() else { return };
    let pairs = &counterpart.alignment.pairs;
    for group in pairs.chunk_by(|a, b| a.desired.position == b.desired.position) {
        let desired = group[0].desired;
        let emotion = desired.touchpoint.emotion.as_ref();
        if emotion.is_none_or(|emotion| emotion.note.is_some()) {
            continue;
        }
        if let Some(pair) = worse_than_all(group) {
            let route = desired.route().key("emotion");
            let worse = "is meant to feel worse than what it takes the place of";
            let better = about(pair.current, "feels better today");
            let _ = out
                .at(route, about(desired, worse))
                .help("correct the target, or say in a `note` of its `emotion` what it is for")
                .related(counterpart.file, &pair.current.route().key("emotion"), better);
        }
    }
}

/// How much lower is lower: less than the smallest step of any scale, more than a rounding error.
const LOWER: f64 = -1e-6;

/// The first pair, when for some persona the desired touchpoint is lower than all that it replaces.
fn worse_than_all<'a, 'j>(group: &'a [Pair<'j>]) -> Option<&'a Pair<'j>> {
    let is_lower = |pair: &&Pair<'_>, persona: usize| {
        pair.felt.get(persona).and_then(|felt| felt.gap()).map(|gap| gap < LOWER)
    };
    (0..group[0].felt.len()).find_map(|persona| {
        let mut first = None;
        for pair in group {
            match is_lower(&pair, persona) {
                Some(true) => first = first.or(Some(pair)),
                Some(false) => return None,
                None => {}
            }
        }
        first
    })
}

rule! {
    /// Touchpoints of the current map are gone from the desired one without a word.
    ///
    /// Fires once in a desired or planned map when the map it answers has touchpoints that nothing `replaces`
    /// and that are not said to go: neither by `status: retire` nor by an opportunity of type `remove` that
    /// addresses them or their stage. What does not exist today (`status: missing` or `planned`, `kind: missing`)
    /// does not count.
    ///
    /// ## Why
    ///
    /// What is left out silently is left out by accident as often as on purpose, and the work behind it goes on.
    /// To take a step away from the customer is a decision, often the best one; it deserves to be seen.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// # refund.journey.yaml has a touchpoint i-wait beside i-call
    /// journey: refund-desired
    /// state: desired
    /// current: refund
    /// stages:
    ///   - name: Ask
    ///     touchpoints:
    ///       - {name: They call me, channel: phone, replaces: [i-call]}
    /// ```
    ///
    /// ## What to do
    ///
    /// Say what takes its place, or that it goes:
    ///
    /// ```yaml
    /// # refund.journey.yaml
    /// touchpoints:
    ///   - {name: I wait, channel: none, status: retire}
    /// ```
    REMOVED_TOUCHPOINT_UNDECLARED = "JM812" "removed-touchpoint-undeclared", Gap, Info,
        Check::Journey(removed_touchpoint_undeclared)
}

fn removed_touchpoint_undeclared(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let Some(counterpart) = cx.counterpart() else { return };
    let removals =
        counterpart.journey.opportunities.iter().filter(|one| one.kind == Some(OpportunityType::Remove));
    let said: HashSet<&str> = removals.flat_map(|one| &one.addresses).map(Id::as_str).collect();
    let is_silent = |at: &&TouchpointRef<'_>| {
        let (touchpoint, stage) = (at.touchpoint, at.stage);
        let exists = matches!(touchpoint.status, None | Some(Status::Exists))
            && touchpoint.kind != Some(TouchpointKind::Missing);
        exists && !said.contains(touchpoint.id()) && !said.contains(stage.id())
    };
    let mut gone = counterpart.alignment.removed.iter().filter(is_silent);
    let Some(first) = gone.next() else { return };
    let message = match gone.count() {
        0 => about(*first, "is gone from this map, and nobody says so"),
        1 => about(*first, "and one more touchpoint are gone from this map, and nobody says so"),
        more => {
            about(*first, &format!("and {more} more touchpoints are gone from this map, and nobody says so"))
        }
    };
    let _ = out
        .at(Route::root().key("current"), message)
        .help("write `replaces` where something takes their place, or `status: retire` in the current map")
        .related(counterpart.file, &first.route(), "in the current map");
}
