//! Who makes which journey.

use std::collections::HashSet;

use crate::check::{Check, Findings, JourneyCx, WorkspaceCx};
use crate::syntax::Route;

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
    if !selected || !cx.is_whole() || cx.cards.is_empty() {
        return;
    }
    let used: HashSet<&str> = cx.cards.iter().flat_map(|card| &card.personas).map(|id| &**id).collect();
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
