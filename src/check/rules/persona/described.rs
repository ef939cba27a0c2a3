//! What a persona says of itself.

use crate::check::text::{generations, knows};
use crate::check::{Check, Findings, PersonaCx, Stability};
use crate::model::{Evidence, Grade};
use crate::syntax::Route;

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
    let has_faults = !cx.faults.is_empty();
    let keys = ["goals", "needs", "expectations", "frustrations"];
    let written = |key: &&'static str| file.tree.find(&file.source, &Route::root().key(key)).is_some();
    if has_faults && keys.iter().any(written) {
        return;
    }
    let _ = out
        .absent(Route::root().key("demographics"), "the persona has demographics and no motives")
        .help("add what they want and take for granted: `goals`, `needs`, `expectations`");
}

rule! {
    /// A persona does not say what it is known from.
    ///
    /// Fires when a persona has no `evidence`.
    ///
    /// ## Why
    ///
    /// An invented persona looks like a researched one, and its wishes turn out to be those of the team. A
    /// persona made up in a workshop may be a good beginning, if it says so.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// persona: dana
    /// name: Dana
    /// goals: [to settle paperwork between two shifts]
    /// ```
    ///
    /// ## What to do
    ///
    /// Say who was asked, or that nobody was:
    ///
    /// ```yaml
    /// persona: dana
    /// name: Dana
    /// goals: [to settle paperwork between two shifts]
    /// evidence:
    ///   team: {kind: workshop, grade: assumption, note: nobody was asked yet}
    /// ```
    PERSONA_WITHOUT_EVIDENCE = "JM305" "persona-without-evidence", Persona, Warning,
        Check::Persona(persona_without_evidence)
}

fn persona_without_evidence(cx: &PersonaCx<'_>, out: &mut Findings<'_>) {
    if cx.persona.evidence.is_empty() {
        let _ = out
            .missing(Route::root(), "evidence", "the persona does not say what it is known from")
            .help("describe who was asked under `evidence`, or say that nobody was: `grade: assumption`");
    }
}

rule! {
    /// A persona does not say what matters most to it.
    ///
    /// Fires when a persona has no `priorities`.
    ///
    /// ## Why
    ///
    /// Not every attribute of a service matters alike to everybody. Without weights a slow answer and an
    /// unclear one count the same, and the team decides by its own taste which to mend first.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// persona: dana
    /// name: Dana
    /// goals: [to settle paperwork between two shifts]
    /// ```
    ///
    /// ## What to do
    ///
    /// Give the attributes weights; only their proportions count:
    ///
    /// ```yaml
    /// persona: dana
    /// name: Dana
    /// goals: [to settle paperwork between two shifts]
    /// priorities: {speed: 5, clarity: 3, price: 1}
    /// ```
    PERSONA_WITHOUT_PRIORITIES = "JM306" "persona-without-priorities", Persona, Info,
        Check::Persona(persona_without_priorities)
}

fn persona_without_priorities(cx: &PersonaCx<'_>, out: &mut Findings<'_>) {
    if cx.persona.priorities.is_empty() {
        let _ = out
            .missing(Route::root(), "priorities", "the persona does not say what matters most to it")
            .help("weigh the attributes, such as `priorities: {speed: 5, clarity: 3, price: 1}`");
    }
}

rule! {
    /// A persona rests on the name of a generation.
    ///
    /// Fires at the first text of a persona (its name, segment, motives, quote or demographics) that names a
    /// generation, such as millennials, Gen Z or דור ה-Y, unless the persona has `evidence` from customers of
    /// grade `qualitative` or better. Knows the names in English and Hebrew and is silent in other languages.
    ///
    /// ## Why
    ///
    /// Differences between generations are small next to those within them: a meta-analysis of attitudes to work
    /// found next to none (Costanza et al. 2012). A label explains no wish of anybody in a queue.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// persona: maya
    /// name: Maya
    /// segment: Millennials
    /// needs: [everything at once, because she is Gen Y]
    /// ```
    ///
    /// ## What to do
    ///
    /// Say what these people want and where you know it from:
    ///
    /// ```yaml
    /// persona: maya
    /// name: Maya
    /// segment: People who settle their affairs on the bus
    /// needs: [to finish in the time between two stops]
    /// evidence:
    ///   talks: {kind: interview, grade: qualitative, n: 6, collected: 2026-09}
    /// ```
    GENERATIONAL_STEREOTYPE = "JM308" "generational-stereotype", Persona, Info,
        Check::Persona(generational_stereotype), stability: Stability::Preview
}

fn generational_stereotype(cx: &PersonaCx<'_>, out: &mut Findings<'_>) {
    let persona = cx.persona;
    let researched = |known: &Evidence| {
        known.kind.is_none_or(|kind| kind.from_customers()) && known.effective_grade() >= Grade::Qualitative
    };
    if !knows(persona.lang.as_ref()) || persona.evidence.values().any(researched) {
        return;
    }
    let mut say = |route: Route, text: &str| {
        let label = generations::GENERATIONS.find(text);
        if let Some(label) = label {
            let _ = out
                .at(route, format!("`{label}` is the name of a generation and explains nobody"))
                .help("say what these people want, and whom you asked under `evidence`");
        }
        label.is_some()
    };
    let texts = [("name", Some(persona.name.as_str())), ("segment", persona.segment.as_deref())];
    for (key, text) in texts {
        if text.is_some_and(|text| say(Route::root().key(key), text)) {
            return;
        }
    }
    let lists = [
        ("goals", &persona.goals),
        ("needs", &persona.needs),
        ("expectations", &persona.expectations),
        ("frustrations", &persona.frustrations),
    ];
    for (key, list) in lists {
        for (index, text) in list.iter().enumerate() {
            if say(Route::root().key(key).index(index), text) {
                return;
            }
        }
    }
    if persona.quote.as_ref().is_some_and(|quote| say(Route::root().key("quote"), &quote.text)) {
        return;
    }
    for (name, value) in &persona.demographics {
        if say(Route::root().key("demographics").name(name), &value.0) {
            return;
        }
    }
}
