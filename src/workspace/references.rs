//! Every place in a journey that names something else.

use crate::model::{ASSUMPTION, Id, Journey};
use crate::syntax::Route;

/// What a reference points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A persona of the workspace.
    Persona,
    /// A journey of the workspace.
    Journey,
    /// A lifecycle journey, or one of its stages as `journey#stage`.
    Parent,
    /// An entry of the map's own `evidence`.
    Evidence,
    /// A touchpoint of the map.
    Touchpoint,
    /// A touchpoint or stage of the map.
    Place,
    /// A touchpoint of the current map that a desired map answers.
    Replaced,
}

/// One mention of an id.
#[derive(Clone, Debug)]
pub struct Reference<'j> {
    /// The place of the mention.
    pub route: Route,
    /// What it points at.
    pub target: Target,
    /// The id mentioned.
    pub id: &'j str,
}

/// The references of a journey in the order of its keys.
pub fn references(journey: &Journey) -> Vec<Reference<'_>> {
    let mut all = Collector(Vec::new());
    all.optional(Target::Parent, &journey.parent, || Route::root().key("parent"));
    all.optional(Target::Journey, &journey.current, || Route::root().key("current"));
    all.optional(Target::Journey, &journey.plan, || Route::root().key("plan"));
    match journey.personas() {
        [one] => all.add(Target::Persona, one.as_str(), Route::root().key("persona")),
        many => all.list(Target::Persona, many, || Route::root().key("persona")),
    }
    all.evidence(&journey.default_evidence, || Route::root().key("default_evidence"));
    for (name, metric) in &journey.metrics {
        all.evidence(&metric.evidence, || Route::root().key("metrics").name(name).key("evidence"));
    }
    for (index, opportunity) in journey.opportunities.iter().enumerate() {
        let route = || Route::root().key("opportunities").index(index).key("addresses");
        all.list(Target::Place, &opportunity.addresses, route);
    }
    for (index, stage) in journey.stages.iter().enumerate() {
        let route = || Route::root().key("stages").index(index).key("detail");
        all.optional(Target::Journey, &stage.detail, route);
    }
    for found in journey.touchpoints() {
        let touchpoint = found.touchpoint;
        let route = || found.route();
        all.list(Target::Replaced, &touchpoint.replaces, || route().key("replaces"));
        if let Some(quote) = &touchpoint.quote {
            all.evidence(&quote.evidence, || route().key("quote").key("evidence"));
        }
        if let Some(emotion) = &touchpoint.emotion {
            all.evidence(&emotion.evidence, || route().key("emotion").key("evidence"));
            for (persona, felt) in &emotion.by {
                let by = || route().key("emotion").key("by").name(persona);
                all.add(Target::Persona, persona, by());
                all.evidence(&felt.evidence, || by().key("evidence"));
            }
        }
        all.evidence(&touchpoint.evidence, || route().key("evidence"));
        for (who, belief) in &touchpoint.believed {
            all.evidence(&belief.evidence, || route().key("believed").name(who).key("evidence"));
        }
        for (index, promise) in touchpoint.promises.iter().enumerate() {
            all.evidence(&promise.evidence, || route().key("promises").index(index).key("evidence"));
        }
        for (name, rating) in &touchpoint.ratings {
            all.evidence(&rating.evidence, || route().key("ratings").name(name).key("evidence"));
        }
        if let Some(moment) = &touchpoint.moment_of_truth {
            all.evidence(&moment.evidence, || route().key("moment_of_truth").key("evidence"));
        }
        for (name, metric) in &touchpoint.metrics {
            all.evidence(&metric.evidence, || route().key("metrics").name(name).key("evidence"));
        }
        if let Some(arrival) = &touchpoint.arrives {
            all.optional(Target::Touchpoint, &arrival.from, || route().key("arrives").key("from"));
        }
        for (index, branch) in touchpoint.next.iter().enumerate() {
            let to = route().key("next").index(index).key("to");
            all.add(Target::Touchpoint, branch.to.as_str(), to);
        }
    }
    all.0
}

struct Collector<'j>(Vec<Reference<'j>>);

impl<'j> Collector<'j> {
    /// An id that could not be read is empty and has its finding already.
    fn add(&mut self, target: Target, id: &'j str, route: Route) {
        if !id.is_empty() {
            self.0.push(Reference { route, target, id });
        }
    }

    fn optional(&mut self, target: Target, id: &'j Option<Id>, route: impl Fn() -> Route) {
        if let Some(id) = id {
            self.add(target, id.as_str(), route());
        }
    }

    fn evidence(&mut self, id: &'j Option<Id>, route: impl Fn() -> Route) {
        if id.as_ref().is_some_and(|id| id.as_str() != ASSUMPTION) {
            self.optional(Target::Evidence, id, route);
        }
    }

    fn list(&mut self, target: Target, ids: &'j [Id], route: impl Fn() -> Route) {
        for (index, id) in ids.iter().enumerate() {
            self.add(target, id.as_str(), route().index(index));
        }
    }
}
