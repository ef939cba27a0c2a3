//! How many touchpoints a map has, what they are called, and how they differ.

use std::collections::HashMap;

use crate::check::text::{joints, knows};
use crate::check::{Check, Findings, JourneyCx, RuleOption, Stability};
use crate::model::{JourneyKind, Level, Maturity, Touchpoint, TouchpointRef};
use crate::syntax::Route;

static MAX_TOUCHPOINTS: RuleOption =
    RuleOption::number("max", 40.0, 1.0, 2000.0, "the most touchpoints that the map of one need should have");

rule! {
    /// The map of one need has too many touchpoints.
    ///
    /// Fires in a map of `level: need` with more than 40 touchpoints, at the first one beyond.
    ///
    /// ## Why
    ///
    /// Forty encounters for one matter are either several matters or a procedure told click by click. No
    /// picture of it can be read, and the few that count cannot be found among them.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// level: need
    /// stages:
    ///   - name: Monday
    ///     phase: before
    ///     touchpoints: &day
    ///       - {name: I open the laptop, channel: none}
    ///       - {name: I open the portal, channel: portal}
    ///       - {name: I type in my name, channel: portal}
    ///       - {name: I type in my password, channel: portal}
    ///       - {name: I press the button, channel: portal}
    ///       - {name: I look for my request, channel: portal}
    ///       - {name: I open my request, channel: portal}
    ///       - {name: I read that it is in progress, channel: portal}
    ///       - {name: I log out, channel: portal}
    ///   - {name: Tuesday, phase: during, touchpoints: *day}
    ///   - {name: Wednesday, phase: during, touchpoints: *day}
    ///   - {name: Thursday, phase: during, touchpoints: *day}
    ///   - {name: Friday, phase: after, touchpoints: *day}
    /// ```
    ///
    /// ## What to do
    ///
    /// Keep the encounters that the customer would tell of, and show the rest in maps of their own:
    ///
    /// ```yaml
    /// level: need
    /// stages:
    ///   - name: Ask
    ///     phase: before
    ///     detail: first-request
    ///   - name: Wait
    ///     phase: during
    ///     touchpoints:
    ///       - {name: Every day I look whether something has happened, channel: portal}
    /// ```
    TOO_MANY_TOUCHPOINTS = "JM206" "too-many-touchpoints", Structure, Info,
        Check::Journey(too_many_touchpoints), options: &[&MAX_TOUCHPOINTS]
}

fn too_many_touchpoints(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.level != Some(Level::Need) {
        return;
    }
    let max = out.count(&MAX_TOUCHPOINTS);
    if let Some(beyond) = cx.journey.touchpoints().nth(max) {
        let count = cx.journey.touchpoints().count();
        let message = format!("the map of one need has {count} touchpoints; more than {max} cannot be read");
        let _ = out
            .at(beyond.route(), message)
            .help("keep what the customer would tell of, and show stages in maps of their own: `detail: …`");
    }
}

rule! {
    /// A touchpoint is more than one encounter.
    ///
    /// Fires when the `name` of a touchpoint, in English or Hebrew, puts one thing after another (`and then`,
    /// `, then`, `ואז`, `ואחר כך`), joins two sentences (by `;`, or by `and` between two who act: `I call and
    /// they pass me on`), or names two channels (`by phone and e-mail`, `באתר ובאפליקציה`). Other uses of
    /// `and` are left alone, because most join two words for one thing.
    ///
    /// ## Why
    ///
    /// A touchpoint has one channel, one who makes it happen and one feeling. Two encounters in one get one
    /// score for both, and the better one hides the worse. Touchpoints are atoms in the customer journey
    /// modelling language, too (Halvorsrud, Kvale & Følstad 2016).
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I call and they pass me on to sales, channel: phone, initiator: customer}
    /// ```
    ///
    /// ## What to do
    ///
    /// Make each a touchpoint with a feeling of its own:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I call, channel: phone, initiator: customer}
    ///   - {name: They pass me on to sales, channel: phone, initiator: provider}
    /// ```
    NON_ATOMIC_TOUCHPOINT = "JM207" "non-atomic-touchpoint", Structure, Warning,
        Check::Journey(non_atomic_touchpoint), stability: Stability::Preview
}

fn non_atomic_touchpoint(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if !knows(cx.journey.lang.as_ref()) {
        return;
    }
    for found in cx.journey.touchpoints() {
        let (message, help) = match joints::find(&found.touchpoint.name) {
            None => continue,
            Some(joints::Joint::Encounters(joint)) => (
                format!("`{joint}` joins two encounters in one touchpoint"),
                "make each a touchpoint of its own, with its own channel and feeling",
            ),
            Some(joints::Joint::Channels(one, other)) => (
                format!("one touchpoint happens in two channels, `{one}` and `{other}`"),
                "make a touchpoint for each channel, or name the one that most customers use",
            ),
        };
        let _ = out.at(found.route().key("name"), message).help(help);
    }
}

rule! {
    /// Several touchpoints have one name.
    ///
    /// Fires once for a name that two or more touchpoints of a map share to the letter, at the second of them.
    ///
    /// ## Why
    ///
    /// Tables, reports and the ids made from names tell touchpoints apart by what they are called. With two
    /// of one name nobody knows at which of them it goes wrong.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I call, channel: phone, initiator: customer}
    ///   - {name: I call, channel: phone, initiator: customer}
    /// ```
    ///
    /// ## What to do
    ///
    /// Say what is different the second time:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I call, channel: phone, initiator: customer}
    ///   - {name: I call again because nothing came, channel: phone, initiator: customer}
    /// ```
    DUPLICATE_TOUCHPOINT_NAME = "JM208" "duplicate-touchpoint-name", Structure, Warning,
        Check::Journey(duplicate_touchpoint_name)
}

fn duplicate_touchpoint_name(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let count = cx.journey.touchpoints().count();
    let mut named: HashMap<&str, (TouchpointRef<'_>, usize)> = HashMap::with_capacity(count);
    let mut second: Vec<TouchpointRef<'_>> = Vec::new();
    for found in cx.journey.touchpoints().filter(|found| !found.touchpoint.name.trim().is_empty()) {
        let (_, times) = named.entry(found.touchpoint.name.trim()).or_insert((found, 0));
        *times += 1;
        if *times == 2 {
            second.push(found);
        }
    }
    for found in second {
        let name = found.touchpoint.name.trim();
        let Some((first, times)) = named.get(name) else { continue };
        let _ = out
            .at(found.route().key("name"), format!("`{name}` is the name of {times} touchpoints"))
            .help("say in the name what is different this time")
            .related(cx.file, &first.route().key("name"), "the first of the name");
    }
}

static MIN_TOUCHPOINTS: RuleOption =
    RuleOption::number("touchpoints", 5.0, 1.0, 2000.0, "the fewest touchpoints of a map that is looked at");

rule! {
    /// The map treats all touchpoints as equal.
    ///
    /// Fires once for a current map of many customers (`kind: aggregate`, or `maturity` of `researched` or
    /// better) with 5 touchpoints or more when none of them has a `reach`, a `volume`, a rating with
    /// `importance`, or ways on with a `share`. Silent for hypotheses, for archived maps and for one
    /// customer's actual journey.
    ///
    /// ## Why
    ///
    /// Not every customer meets every touchpoint, and those they meet do not count the same; that maps assume
    /// both is the flaw of most of them (Rosenbaum, Otalora & Ramírez 2017). A mean over unequal
    /// touchpoints is a mean of nothing.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// kind: aggregate
    /// stages:
    ///   - name: Book
    ///     phase: during
    ///     touchpoints:
    ///       - {name: I look for a number, channel: web}
    ///       - {name: I call, channel: phone}
    ///       - {name: They call me back, channel: callback}
    ///       - {name: I write to complain, channel: email}
    ///       - {name: I get a date, channel: sms}
    /// ```
    ///
    /// ## What to do
    ///
    /// Say which share of customers meets a touchpoint, or how often it happens; begin with those that few
    /// meet:
    ///
    /// ```yaml
    /// kind: aggregate
    /// stages:
    ///   - name: Book
    ///     phase: during
    ///     touchpoints:
    ///       - {name: I look for a number, channel: web}
    ///       - {name: I call, channel: phone}
    ///       - {name: They call me back, channel: callback, reach: 0.4}
    ///       - {name: I write to complain, channel: email, reach: 0.05}
    ///       - {name: I get a date, channel: sms}
    /// ```
    NON_EQUAL_TOUCHPOINTS = "JM215" "non-equal-touchpoints", Structure, Info,
        Check::Journey(non_equal_touchpoints), options: &[&MIN_TOUCHPOINTS]
}

fn non_equal_touchpoints(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    let known = journey.maturity.is_some_and(|maturity| {
        matches!(maturity, Maturity::Researched | Maturity::Validated | Maturity::Monitored)
    });
    let of_many = match journey.kind {
        Some(JourneyKind::Aggregate) => known || journey.maturity.is_none(),
        Some(JourneyKind::Actual | JourneyKind::Planned) => false,
        None => known,
    };
    if !of_many || journey.is_target() {
        return;
    }
    let mut count = 0;
    for found in journey.touchpoints() {
        if is_weighted(found.touchpoint) {
            return;
        }
        count += 1;
    }
    if count >= out.count(&MIN_TOUCHPOINTS) {
        let message =
            format!("no touchpoint of {count} says how many customers meet it or how much it matters");
        let _ = out
            .absent(Route::root().key("stages"), message)
            .help("write `reach` where only some customers come, beginning with the fewest");
    }
}

/// Whether it says how many meet it or how much it counts.
fn is_weighted(touchpoint: &Touchpoint) -> bool {
    touchpoint.reach.is_some()
        || touchpoint.volume.is_some()
        || touchpoint.ratings.values().any(|rating| rating.importance.is_some())
        || touchpoint.next.iter().any(|way| way.share.is_some())
}
