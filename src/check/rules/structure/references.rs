//! References to other files and other parts of a map.

use crate::check::{Check, FileCx, Findings};
use crate::model::{Journey, Level, State};
use crate::syntax::{Route, suggestion};
use crate::workspace::{Content, Kind, Reference, Target, Workspace, references};

rule! {
    /// A reference leads nowhere.
    ///
    /// Fires when an id that the map mentions does not exist: a persona or journey of the workspace, a stage
    /// of the lifecycle in `parent`, an entry of `evidence`, a touchpoint in `arrives.from`, `next.to` or
    /// `replaces`, a touchpoint or stage in `addresses`. Also when `parent` names a journey that is no
    /// lifecycle, and when `replaces` stands in a map without `current`; in a desired one JM801 asks for that. Silent
    /// about what may stand in a file, or a part of it, that could not be read.
    ///
    /// ## Why
    ///
    /// Whatever follows the reference finds nothing: the evidence does not count, the gap is not computed,
    /// the opportunity is for nobody.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// evidence:
    ///   calls-2026: {kind: call-listening, grade: qualitative, n: 12}
    /// default_evidence: calls-2025
    /// ```
    ///
    /// ## What to do
    ///
    /// Correct the id, or add what it names:
    ///
    /// ```yaml
    /// evidence:
    ///   calls-2026: {kind: call-listening, grade: qualitative, n: 12}
    /// default_evidence: calls-2026
    /// ```
    DANGLING_REFERENCE = "JM213" "dangling-reference", Structure, Error, Check::File(dangling_reference)
}

fn dangling_reference(cx: &FileCx<'_>, out: &mut Findings<'_>) {
    match &cx.typed.content {
        Content::Journey(journey) => {
            for reference in references(journey) {
                if out.is_full() {
                    return;
                }
                if let Some(fault) = follow(cx, journey, &reference) {
                    report(fault, reference, out);
                }
            }
        }
        Content::Persona(persona) => {
            let quoted = persona.quote.as_ref().and_then(|quote| quote.evidence.as_ref());
            let Some(id) = quoted.map(|id| id.as_str()) else { return };
            let known = id == crate::model::ASSUMPTION || persona.evidence.contains_key(id);
            if !id.is_empty() && !known && !cx.file.may_hold_unread(id) {
                let route = Route::root().key("quote").key("evidence");
                let reference = Reference { route, target: Target::Evidence, id };
                let ids = persona.evidence.keys().map(String::as_str).collect();
                report(Missing::unknown("evidence", ids), reference, out);
            }
        }
        _ => {}
    }
}

/// What is wrong with a reference.
struct Missing<'w> {
    message: Option<String>,
    what: &'static str,
    /// The ids that exist.
    ids: Vec<&'w str>,
}

impl<'w> Missing<'w> {
    fn unknown(what: &'static str, ids: Vec<&'w str>) -> Self {
        Self { message: None, what, ids }
    }

    fn because(message: String) -> Self {
        Self { message: Some(message), what: "", ids: Vec::new() }
    }
}

fn report(fault: Missing<'_>, reference: Reference<'_>, out: &mut Findings<'_>) {
    let (id, what) = (reference.id, fault.what);
    if let Some(message) = fault.message {
        let _ = out.at(reference.route, message);
        return;
    }
    let meant = suggestion(id, fault.ids.iter().copied());
    let help = match (meant, fault.ids.as_slice()) {
        (Some(meant), _) => format!("did you mean `{meant}`?"),
        (None, []) => format!("there is no {what} to refer to yet; add one, or remove the reference"),
        (None, ids) => {
            let more = if ids.len() > 3 { ", …" } else { "" };
            format!("known: `{}`{more}", ids[..ids.len().min(3)].join("`, `"))
        }
    };
    let _ = out.at(reference.route, format!("there is no {what} `{id}`")).help(help);
}

/// What is wrong with a reference of a journey; `None` when it arrives, and when nobody can tell.
fn follow<'w>(cx: &FileCx<'w>, journey: &'w Journey, reference: &Reference<'_>) -> Option<Missing<'w>> {
    let (workspace, id) = (cx.workspace, reference.id);
    match reference.target {
        Target::Persona => {
            let known = workspace.persona_file(id).is_some() || !is_complete(workspace);
            (!known).then(|| Missing::unknown("persona", workspace.persona_ids()))
        }
        Target::Journey => {
            let known = workspace.journey_file(id).is_some() || !is_complete(workspace);
            (!known).then(|| Missing::unknown("journey", workspace.journey_ids()))
        }
        Target::Parent => parent(workspace, id),
        Target::Evidence => (!journey.evidence.contains_key(id) && !cx.file.may_hold_unread(id))
            .then(|| Missing::unknown("evidence", journey.evidence.keys().map(String::as_str).collect())),
        Target::Touchpoint => (journey.touchpoint(id).is_none() && !cx.file.may_hold_unread(id))
            .then(|| Missing::unknown("touchpoint", touchpoint_ids(journey))),
        Target::Place => {
            let stage = || journey.stages.iter().any(|stage| stage.id() == id);
            let known = journey.touchpoint(id).is_some() || stage() || cx.file.may_hold_unread(id);
            (!known).then(|| {
                let mut ids = touchpoint_ids(journey);
                ids.extend(journey.stages.iter().map(|stage| stage.id()));
                Missing::unknown("touchpoint or stage", ids)
            })
        }
        Target::Replaced => replaced(cx, journey, id),
    }
}

fn parent<'w>(workspace: &'w Workspace, id: &str) -> Option<Missing<'w>> {
    let (lifecycle, stage) = id.split_once('#').unwrap_or((id, ""));
    let Some(index) = workspace.journey_file(lifecycle) else {
        let known = !is_complete(workspace);
        return (!known).then(|| Missing::unknown("journey", workspace.journey_ids()));
    };
    let file = &workspace.files[index];
    let journey = file.journey()?;
    if journey.level == Some(Level::Need) {
        let message = format!("`{lifecycle}` is not a lifecycle: its `level` is `need`");
        return Some(Missing::because(message));
    }
    let known = stage.is_empty() || journey.stages.iter().any(|known| known.id() == stage);
    if known || file.may_hold_unread(stage) {
        return None;
    }
    let ids: Vec<&str> = journey.stages.iter().map(|stage| stage.id()).collect();
    let near = suggestion(stage, ids.iter().copied());
    let hint = near.map(|near| format!("; did you mean `{lifecycle}#{near}`?")).unwrap_or_default();
    Some(Missing::because(format!("the journey `{lifecycle}` has no stage `{stage}`{hint}")))
}

fn replaced<'w>(cx: &FileCx<'w>, journey: &Journey, id: &str) -> Option<Missing<'w>> {
    let Some(current) = &journey.current else {
        let message = format!("`{id}` cannot be replaced: the map names no `current` map");
        let unread = cx.file.tree.find(&cx.file.source, &Route::root().key("current")).is_some();
        // A desired map without `current` has a finding of its own, and everything it replaces would repeat it.
        let asked_for = journey.state() == State::Desired;
        return (cx.file.whole && !unread && !asked_for).then(|| Missing::because(message));
    };
    // A `current` map that does not exist is a finding of its own.
    let file = &cx.workspace.files[cx.workspace.journey_file(current.as_str())?];
    let current = file.journey()?;
    let known = current.touchpoint(id).is_some() || file.may_hold_unread(id);
    (!known).then(|| Missing::unknown("touchpoint in the current map", touchpoint_ids(current)))
}

fn touchpoint_ids(journey: &Journey) -> Vec<&str> {
    journey.touchpoints().map(|found| found.touchpoint.id()).collect()
}

/// Whether every file of the workspace could be read well enough to tell its id.
fn is_complete(workspace: &Workspace) -> bool {
    workspace.files.iter().all(|file| match file.kind() {
        Kind::Journey | Kind::Persona => file.id().is_some(),
        Kind::Config | Kind::Baseline => true,
        Kind::Unknown => false,
    })
}
