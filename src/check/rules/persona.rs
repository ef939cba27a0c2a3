//! Personas.

use std::collections::HashSet;

use crate::check::{Check, Findings, JourneyCx, PersonaCx, WorkspaceCx};
use crate::syntax::Route;
use crate::workspace::Content;

rule! {
    /// The journey does not say who makes it.
    ///
    /// Fires when a journey has no `persona`.
    ///
    /// ## Why
    ///
    /// A journey needs somebody who makes it (Nielsen Norman Group counts the actor first among the parts of
    /// a map). Without a persona the map slides into what "customers" do, which is what the provider hopes.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// journey: refund
    /// title: Getting money back
    /// ```
    ///
    /// ## What to do
    ///
    /// Name a persona, and describe them in a file of their own (`masa new persona`):
    ///
    /// ```yaml
    /// journey: refund
    /// title: Getting money back
    /// persona: dana
    /// ```
    JOURNEY_WITHOUT_PERSONA = "JM301" "journey-without-persona", Persona, Error,
        Check::Journey(journey_without_persona)
}

fn journey_without_persona(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if cx.journey.personas().is_empty() {
        let _ = out
            .missing(Route::root(), "persona", "the journey has no `persona`")
            .help("say who makes it: `persona: <id>`, with a file `<id>.persona.yaml`");
    }
}

rule! {
    /// A persona makes no journey.
    ///
    /// Fires when the workspace holds journeys and none of them names the persona, neither in `persona` nor
    /// in scores by persona. Silent when a file of the workspace could not be read.
    ///
    /// ## Why
    ///
    /// A persona that nobody walks with is paid for and not used, or its id is misspelt where it is.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// # avi.persona.yaml, in a workspace whose only journey says `persona: dana`
    /// persona: avi
    /// name: Avi
    /// ```
    ///
    /// ## What to do
    ///
    /// Name the persona in the journeys they make, map one, or remove the file:
    ///
    /// ```yaml
    /// journey: refund-by-letter
    /// persona: avi
    /// ```
    UNUSED_PERSONA = "JM302" "unused-persona", Persona, Warning, Check::Workspace(unused_persona)
}

fn unused_persona(cx: &WorkspaceCx<'_>, out: &mut Findings<'_>) {
    let workspace = cx.workspace;
    let selected = workspace.personas().any(|(file, _)| workspace.files[file].selected);
    let unread = workspace.files.iter().any(|file| matches!(file.content, Content::Unknown) || !file.whole);
    if !selected || unread || workspace.journeys().next().is_none() {
        return;
    }
    let mut used: HashSet<&str> = HashSet::new();
    for (_, journey) in workspace.journeys() {
        used.extend(journey.personas().iter().map(|id| id.as_str()));
        let emotions = journey.touchpoints().filter_map(|found| found.touchpoint.emotion.as_ref());
        used.extend(emotions.flat_map(|emotion| emotion.by.keys().map(String::as_str)));
    }
    for (file, persona) in workspace.personas() {
        let id = persona.persona.as_str();
        if !id.is_empty() && !used.contains(id) {
            let _ = out
                .in_file(file)
                .at(Route::root().key("persona"), format!("no journey names the persona `{id}`"))
                .help("name it in a journey (`persona: …`), or remove the file");
        }
    }
}

rule! {
    /// A persona consists of demographics and has no motives.
    ///
    /// Fires when a persona has `demographics` and none of `goals`, `needs`, `expectations` and
    /// `frustrations`.
    ///
    /// ## Why
    ///
    /// Age, income and occupation do not explain what somebody does in a queue; what they want and expect
    /// does. Two people of one age make two journeys, and two of one need make the same.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// persona: dana
    /// name: Dana
    /// demographics: {age: 34, occupation: nurse}
    /// ```
    ///
    /// ## What to do
    ///
    /// Say what the persona wants, needs and takes for granted:
    ///
    /// ```yaml
    /// persona: dana
    /// name: Dana
    /// demographics: {age: 34, occupation: nurse}
    /// goals: [to settle paperwork between two shifts]
    /// needs: [to be told when it is done]
    /// expectations: [that they know my file when I call]
    /// ```
    PERSONA_DEMOGRAPHICS_ONLY = "JM304" "persona-demographics-only", Persona, Warning,
        Check::Persona(persona_demographics_only)
}

fn persona_demographics_only(cx: &PersonaCx<'_>, out: &mut Findings<'_>) {
    let persona = cx.persona;
    let motives = [&persona.goals, &persona.needs, &persona.expectations, &persona.frustrations];
    let file = &cx.workspace.files[cx.file];
    if persona.demographics.is_empty() || motives.iter().any(|motive| !motive.is_empty()) {
        return;
    }
    // A list that could not be read is no proof of absence.
    let has_faults = !file.faults.is_empty();
    let keys = ["goals", "needs", "expectations", "frustrations"];
    let written = |key: &&'static str| file.tree.find(&file.source, &Route::root().key(key)).is_some();
    if has_faults && keys.iter().any(written) {
        return;
    }
    let _ = out
        .absent(Route::root().key("demographics"), "the persona has demographics and no motives")
        .help("add what they want and take for granted: `goals`, `needs`, `expectations`");
}
