//! The training hand-out: a page for each moment of truth, for the people who meet the customer there.
//!
//! It says what happens, how the customer takes it, what may be done about it and whom to ask, each with what it
//! rests on; and it says what the map leaves open, because silence reads like "all is well".

mod moment;
#[cfg(test)]
mod tests;

use super::page::{Block, Document, Text};
use super::words::Speech;
use crate::draw::locale::fill;
use crate::draw::views::page::heading;
use crate::model::{Journey, TouchpointRef};
use crate::workspace::Workspace;

/// The hand-out of a journey about these moments of truth, in the journey's language.
pub fn handout(workspace: &Workspace, journey: &Journey, moments: &[TouchpointRef<'_>]) -> Document {
    let speech = Speech::of(journey);
    let words = &speech.words.handout;
    let heading = heading(workspace, journey);
    let mut document = Document {
        title: Text::fill(&words.title, &[("title", &heading.title)]),
        lang: heading.lang,
        direction: heading.dir,
        ..Document::default()
    };
    document.about.push(words.for_whom.as_str().into());
    let persona = heading.persona_line.as_deref();
    document
        .about
        .extend(persona.map(|persona| Text::fill(&speech.labels().map.persona, &[("persona", persona)])));
    document
        .about
        .extend(heading.need.as_deref().map(|need| Text::fill(&speech.labels().need, &[("need", need)])));
    for (at, touchpoint) in moments.iter().enumerate() {
        if at > 0 {
            document.blocks.push(Block::PageBreak);
        }
        let number = (moments.len() > 1).then(|| {
            let (number, all) = ((at + 1).to_string(), moments.len().to_string());
            fill(&words.number, &[("number", &number), ("all", &all)])
        });
        moment::write(&mut document, (workspace, journey), *touchpoint, number, &speech);
    }
    let reviewed = match journey.reviewed {
        Some(date) => fill(&speech.labels().map.reviewed, &[("date", &date.to_string())]),
        None => speech.labels().map.never_reviewed.clone(),
    };
    let foot: Vec<String> = heading.foot.into_iter().chain([reviewed]).collect();
    document.footer.push(foot.join(" · ").into());
    document
}
