//! From a journey and its commitment to the board's view model.

use super::{BoardPicture, Piece};
use crate::draw::locale::{Locale, fill};
use crate::draw::views::page::heading;
use crate::measure::{self, CommitmentRules};
use crate::model::Journey;
use crate::workspace::Workspace;

/// The board of a journey. With several personas it is that of the first.
pub fn picture(workspace: &Workspace, journey: &Journey) -> BoardPicture {
    let mut heading = heading(workspace, journey);
    let locale = Locale::of(&heading.lang);
    let labels = locale.labels();
    let words = &labels.commitment;
    let told = measure::commitment(journey, &CommitmentRules::of(&workspace.conventions));
    let placed = told.first().map(measure::board).unwrap_or_default();
    let touchpoints: Vec<_> = journey.touchpoints().map(|at| at.touchpoint).collect();
    let pieces: Vec<Piece> = placed
        .into_iter()
        .filter_map(|piece| {
            let touchpoint = touchpoints.get(piece.position)?;
            let stake = touchpoint.moment_of_truth.as_ref().and_then(|moment| moment.at_risk.clone());
            Some(Piece {
                id: touchpoint.id().to_owned(),
                name: touchpoint.name.clone(),
                stake,
                valence: piece.valence,
                ladder: piece.ladder,
                snake: piece.snake,
            })
        })
        .collect();
    heading.facts = vec![words.board.name.clone(), words.illustrative.clone()];
    if !pieces.is_empty() {
        heading.facts.insert(1, locale.count(&labels.moments, pieces.len()));
    }
    if let (Some(id), true) = (told.first().and_then(|one| one.persona), told.len() > 1) {
        let name = workspace.persona(id).map_or(id, |persona| &persona.name);
        heading.facts.push(fill(&words.board.played_as, &[("persona", name)]));
    }
    BoardPicture { heading, pieces, description: String::new() }
}
