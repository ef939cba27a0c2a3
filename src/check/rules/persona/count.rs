//! How many personas and scenarios there are.

use std::collections::{BTreeMap, HashSet};

use crate::check::{Card, Check, Findings, RuleOption, WorkspaceCx};
use crate::syntax::Route;

/// The journeys of each service that is named, the first of them first.
fn services<'w>(cx: &WorkspaceCx<'w>) -> BTreeMap<&'w str, Vec<&'w Card>> {
    let mut services: BTreeMap<&str, Vec<&Card>> = BTreeMap::new();
    for card in cx.cards {
        if let Some(service) = card.service.as_deref() {
            services.entry(service).or_default().push(card);
        }
    }
    services
}

rule! {
    /// A service has too many personas, or too few.
    ///
    /// Fires at the `service` of the first of the journeys that share one when more than 7 personas make them; the
    /// options `max` and `min` set other numbers (nothing is too few unless you set `min`). Silent when a file of the workspace could
    /// not be read.
    ///
    /// ## Why
    ///
    /// Four to seven personas are what practitioners find to be enough for a service, and as many as people can
    /// keep in mind. It is a rule of thumb: when there are more, some of them usually want the same.
    ///
    /// ## Example
    ///
    /// Eight journeys with `service: Home internet`, each of another persona.
    ///
    /// ## What to do
    ///
    /// Lay the personas with the same motives together, whatever their age and trade; or raise `max`:
    ///
    /// ```toml
    /// [rules]
    /// persona-count = {options = {min = 2, max = 10}}
    /// ```
    PERSONA_COUNT = "JM303" "persona-count", Persona, Info, Check::Workspace(persona_count),
        options: &[&MOST_PERSONAS, &LEAST_PERSONAS]
}

static MOST_PERSONAS: RuleOption =
    RuleOption::number("max", 7.0, 1.0, 1_000.0, "the most personas that a service should have");
static LEAST_PERSONAS: RuleOption =
    RuleOption::number("min", 1.0, 1.0, 1_000.0, "the fewest personas that a service should have");

fn persona_count(cx: &WorkspaceCx<'_>, out: &mut Findings<'_>) {
    if !cx.is_whole() {
        return;
    }
    for (service, journeys) in services(cx) {
        let personas: HashSet<&str> =
            journeys.iter().flat_map(|card| &card.personas).map(|id| &**id).collect();
        let out = out.in_file(journeys[0].file);
        let (least, most) = (out.count(&LEAST_PERSONAS), out.count(&MOST_PERSONAS));
        let Some((expected, is_many)) = outside(personas.len(), least, most) else { continue };
        let message = format!("`{service}` has {}, {expected}", counted(personas.len(), "persona"));
        let help = match is_many {
            true => "lay those with the same motives together",
            false => "ask who else comes, and describe those who are missing",
        };
        let _ = out.at(Route::root().key("service"), message).help(help);
    }
}

/// The limit that a number passes, and whether it is too many; nothing that is not there is asked for.
fn outside(count: usize, least: usize, most: usize) -> Option<(String, bool)> {
    match count {
        0 => None,
        count if count > most => Some((format!("more than {most}"), true)),
        count if count < least => Some((format!("fewer than {least}"), false)),
        _ => None,
    }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

rule! {
    /// All journeys are made by one persona.
    ///
    /// Fires once when the workspace holds five journeys or more (the option `journeys`; desired and planned
    /// ones do not count) and all that name a persona name the same. Silent when a file of the workspace could
    /// not be read.
    ///
    /// ## Why
    ///
    /// The same encounter is lived through differently: what reassures one customer holds up another. One
    /// persona for everything is the average customer under a first name.
    ///
    /// ## Example
    ///
    /// Five journeys, each with `persona: dana`.
    ///
    /// ## What to do
    ///
    /// Ask who else comes with the same need, describe them, and map the journey in which they differ most:
    ///
    /// ```yaml
    /// journey: refund-by-letter
    /// persona: avi
    /// ```
    ONE_PERSONA_ALL_JOURNEYS = "JM307" "one-persona-all-journeys", Persona, Info,
        Check::Workspace(one_persona_all_journeys), options: &[&LEAST_JOURNEYS]
}

static LEAST_JOURNEYS: RuleOption =
    RuleOption::number("journeys", 5.0, 2.0, 10_000.0, "from how many journeys on one persona is too few");

fn one_persona_all_journeys(cx: &WorkspaceCx<'_>, out: &mut Findings<'_>) {
    let mut journeys = cx.cards.iter().filter(|card| !card.is_target).peekable();
    let Some(first) = journeys.peek().map(|card| card.file) else { return };
    let (mut count, mut only) = (0, None);
    for card in journeys {
        let mut personas = card.personas.iter().map(|id| &**id);
        let known = *only.get_or_insert(match personas.next() {
            Some(persona) if only.is_none_or(|only| only == persona) => persona,
            Some(_) => return,
            None => continue,
        });
        if personas.any(|persona| persona != known) {
            return;
        }
        count += 1;
    }
    let Some(only) = only else { return };
    let file = cx.workspace.persona_file(only).unwrap_or(first);
    let out = out.in_file(file);
    if count >= out.count(&LEAST_JOURNEYS) && cx.is_whole() {
        let _ = out
            .at(Route::root().key("persona"), format!("`{only}` makes all {count} journeys"))
            .help("ask who else comes with the same need, and map the journey in which they differ most");
    }
}

rule! {
    /// A service has too many scenarios, or too few.
    ///
    /// Fires at the `service` of the first of the journeys that share one when their maps tell more than 7
    /// different scenarios; the options `max` and `min` set other numbers (nothing is too few unless you set
    /// `min`). Desired and planned
    /// maps do not count, nor do maps without a `scenario`. Silent when a file of the workspace could not be
    /// read.
    ///
    /// ## Why
    ///
    /// Three to seven typical situations cover most of what customers of a service meet; it is a rule of thumb
    /// of practitioners. A dozen maps of one service are a sign of cases that should be one map with branches.
    ///
    /// ## Example
    ///
    /// Eight journeys with `service: Home internet`, each with another `scenario`.
    ///
    /// ## What to do
    ///
    /// Lay the scenarios with the same course together, keep those that happen often or hurt most; or raise `max`:
    ///
    /// ```toml
    /// [rules]
    /// scenario-count = {options = {min = 3, max = 12}}
    /// ```
    SCENARIO_COUNT = "JM309" "scenario-count", Persona, Info, Check::Workspace(scenario_count),
        options: &[&MOST_SCENARIOS, &LEAST_SCENARIOS]
}

static MOST_SCENARIOS: RuleOption =
    RuleOption::number("max", 7.0, 1.0, 1_000.0, "the most scenarios that a service should have");
static LEAST_SCENARIOS: RuleOption =
    RuleOption::number("min", 1.0, 1.0, 1_000.0, "the fewest scenarios that a service should have");

fn scenario_count(cx: &WorkspaceCx<'_>, out: &mut Findings<'_>) {
    if !cx.is_whole() {
        return;
    }
    for (service, journeys) in services(cx) {
        let current = journeys.iter().filter(|card| !card.is_target);
        let scenarios: HashSet<&str> =
            current.filter_map(|card| card.scenario.as_deref()).map(str::trim).collect();
        let out = out.in_file(journeys[0].file);
        let (least, most) = (out.count(&LEAST_SCENARIOS), out.count(&MOST_SCENARIOS));
        let Some((expected, is_many)) = outside(scenarios.len(), least, most) else { continue };
        let message = format!("`{service}` has {}, {expected}", counted(scenarios.len(), "scenario"));
        let help = match is_many {
            true => "lay those with the same course together",
            false => "map the typical ones that are missing",
        };
        let _ = out.at(Route::root().key("service"), message).help(help);
    }
}
