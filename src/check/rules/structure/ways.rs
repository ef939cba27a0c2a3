//! The ways from touchpoint to touchpoint.

use std::collections::HashMap;

use crate::check::rules::touchpoint::about;
use crate::check::{Check, Findings, JourneyCx, RuleOption};
use crate::model::{Shape, Status, TouchpointKind, TouchpointRef};

static TOLERANCE: RuleOption =
    RuleOption::number("tolerance", 0.005, 0.0, 0.1, "how far each share may be off by rounding");

rule! {
    /// The shares of the ways on from a touchpoint do not add up to 1.
    ///
    /// Fires at a `next` of which every way has a `share` when their sum differs from 1, and at one in which
    /// some have none when the others take more than 1. Each share may be off by 0.005, as it is when rounded
    /// to whole hundredths.
    ///
    /// ## Why
    ///
    /// Customers do not vanish between two touchpoints, nor do they double. Whatever is counted along the ways
    /// is wrong from here on, and those who give up are where nobody looks.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - name: I ask for a loan
    ///     channel: web
    ///     initiator: customer
    ///     next: [{to: granted, share: 0.6}, {to: refused, share: 0.3}]
    ///   - {id: granted, name: They grant it, channel: email, initiator: provider}
    ///   - {id: refused, name: They refuse it, channel: email, initiator: provider}
    /// ```
    ///
    /// ## What to do
    ///
    /// Add the way of those who are left, giving up included:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - name: I ask for a loan
    ///     channel: web
    ///     initiator: customer
    ///     next: [{to: granted, share: 0.6}, {to: refused, share: 0.3}, {to: silence, share: 0.1}]
    ///   - {id: granted, name: They grant it, channel: email, initiator: provider}
    ///   - {id: refused, name: They refuse it, channel: email, initiator: provider}
    ///   - {id: silence, name: I never hear of it again, channel: none}
    /// ```
    BRANCH_PROBABILITY_SUM = "JM211" "branch-probability-sum", Structure, Error,
        Check::Journey(branch_probability_sum), options: &[&TOLERANCE]
}

fn branch_probability_sum(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    for found in cx.journey.touchpoints().filter(|found| !found.touchpoint.next.is_empty()) {
        let ways = &found.touchpoint.next;
        let shares = || ways.iter().filter_map(|way| way.share);
        let (count, sum) = (shares().count(), shares().map(|share| share.get()).sum::<f64>());
        // A hair more than the tolerance, because sums of binary fractions are off by less than that.
        let allowed = out.number(&TOLERANCE) * count as f64 + 1e-9;
        let is_short = count == ways.len() && 1.0 - sum > allowed;
        if count > 0 && (is_short || sum - 1.0 > allowed) {
            let sum = (sum * 1000.0).round() / 1000.0;
            let help = match is_short {
                true => "add the way of those who are left, giving up included, or correct the shares",
                false => "correct the shares, so that every customer takes one way",
            };
            let _ = out
                .at(found.route().key("next"), format!("the shares of the ways on add up to {sum}, not to 1"))
                .help(help);
        }
    }
}

rule! {
    /// A touchpoint lies on no way through the journey.
    ///
    /// Looks at maps in which a touchpoint has `next`. A touchpoint leads to those in its `next`, or to the
    /// one after it when it has none, and `arrives.from` is a way, too. Fires at a touchpoint that cannot be
    /// reached from the first one, once for several in a row, and at the first one from which no way leads to
    /// the last. Silent about touchpoints that are not there yet (`kind: missing`, `status: missing` or
    /// `planned`), where a way leads to an id that does not exist, and about circles in maps of `shape:
    /// cyclic`.
    ///
    /// ## Why
    ///
    /// What nobody can reach happens to nobody, and from a circle without an exit nobody comes back. Either the
    /// map has lost a way or the service has.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I ask for a loan, channel: web, next: [{to: granted}]}
    ///   - {id: refused, name: They refuse it, channel: email, next: [{to: done}]}
    ///   - {id: granted, name: They grant it, channel: email}
    ///   - {id: done, name: I know where I stand, channel: none}
    /// ```
    ///
    /// ## What to do
    ///
    /// Say where it comes from:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I ask for a loan, channel: web, next: [{to: granted}, {to: refused}]}
    ///   - {id: refused, name: They refuse it, channel: email, next: [{to: done}]}
    ///   - {id: granted, name: They grant it, channel: email}
    ///   - {id: done, name: I know where I stand, channel: none}
    /// ```
    UNREACHABLE_OR_SINK = "JM212" "unreachable-or-sink", Structure, Warning,
        Check::Journey(unreachable_or_sink)
}

fn unreachable_or_sink(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    if journey.touchpoints().all(|found| found.touchpoint.next.is_empty()) {
        return;
    }
    let all: Vec<TouchpointRef<'_>> = journey.touchpoints().collect();
    // A way to nowhere has its finding, and who knows what it should lead to.
    let Some((onward, back)) = ways(&all) else { return };
    let reached = reachable(&onward, 0);
    let is_lost = |at: usize| !reached[at] && is_there(&all[at]);
    for at in (1..all.len()).filter(|at| is_lost(*at) && !is_lost(at - 1)) {
        let more = (at + 1..all.len()).take_while(|next| is_lost(*next)).count();
        let message = match more {
            0 => about(all[at], "cannot be reached: no way leads to it"),
            1 => about(all[at], "and the touchpoint after it cannot be reached"),
            _ => about(all[at], &format!("and the {more} touchpoints after it cannot be reached")),
        };
        let _ = out
            .absent(all[at].route(), message)
            .help(format!("name it where one comes from: `next: [{{to: {}}}]`", all[at].touchpoint.id()));
    }
    let last = all.len() - 1;
    if journey.shape == Some(Shape::Cyclic) || !reached[last] {
        return;
    }
    let ends = reachable(&back, last);
    if let Some(at) = (0..all.len()).find(|at| reached[*at] && !ends[*at]) {
        let _ = out
            .absent(all[at].route(), about(all[at], "leads into a circle that has no way out"))
            .help("name a way to the end in one of its `next`, or write `shape: cyclic`");
    }
}

/// Whether customers can meet it today.
fn is_there(found: &TouchpointRef<'_>) -> bool {
    let touchpoint = found.touchpoint;
    touchpoint.kind != Some(TouchpointKind::Missing)
        && !matches!(touchpoint.status, Some(Status::Missing | Status::Planned))
}

/// For each touchpoint, where ways lead to.
type Ways = Vec<Vec<usize>>;

/// The ways between touchpoints, onward and back; nothing when one of them leads to no touchpoint.
fn ways(all: &[TouchpointRef<'_>]) -> Option<(Ways, Ways)> {
    let mut places: HashMap<&str, usize> = HashMap::with_capacity(all.len());
    for found in all {
        places.entry(found.touchpoint.id()).or_insert(found.position);
    }
    let (mut onward, mut back) = (vec![Vec::new(); all.len()], vec![Vec::new(); all.len()]);
    let mut join = |from: usize, to: usize| {
        onward[from].push(to);
        back[to].push(from);
    };
    for (at, found) in all.iter().enumerate() {
        for way in &found.touchpoint.next {
            join(at, *places.get(way.to.as_str())?);
        }
        if found.touchpoint.next.is_empty() && at + 1 < all.len() {
            join(at, at + 1);
        }
        if let Some(from) = found.touchpoint.arrives.as_ref().and_then(|arrives| arrives.from.as_ref()) {
            join(*places.get(from.as_str())?, at);
        }
    }
    Some((onward, back))
}

/// Which touchpoints can be reached from one of them, itself included.
fn reachable(ways: &Ways, from: usize) -> Vec<bool> {
    let mut reached = vec![false; ways.len()];
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut reached[at], true) {
            open.extend(ways[at].iter().copied().filter(|next| !reached[*next]));
        }
    }
    reached
}
