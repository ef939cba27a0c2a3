//! The board told in words, for those who hear a picture instead of seeing it.

use super::{BoardPicture, Piece};
use crate::draw::locale::{BoardWords, Locale, fill};

/// Tells the board in the picture's language: its moments of truth with their squares, and how to play.
pub fn describe(picture: &BoardPicture) -> String {
    let locale = Locale::of(&picture.heading.lang);
    let commitment = &locale.labels().commitment;
    let words = &commitment.board;
    let mut told = vec![
        fill(&words.opening, &[("title", &locale.quoted(&picture.heading.title))]),
        format!("{}.", commitment.illustrative),
    ];
    for (i, piece) in picture.pieces.iter().enumerate() {
        let number = (i + 1).to_string();
        let name = locale.quoted(&piece.name);
        let way = ways(words, piece);
        told.push(fill(&words.entry, &[("number", &number), ("touchpoint", &name), ("way", &way)]));
    }
    if picture.pieces.is_empty() {
        told.push(words.plain.clone());
    }
    told.extend(words.play.iter().cloned());
    told.join(" ")
}

/// Where a piece leads, in words.
pub fn ways(words: &BoardWords, piece: &Piece) -> String {
    let way = |template: &str, (from, to): (u8, u8)| {
        fill(template, &[("from", &from.to_string()), ("to", &to.to_string())])
    };
    let up = piece.ladder.map(|squares| way(&words.up, squares));
    let down = piece.snake.map(|squares| way(&words.down, squares));
    match (up, down) {
        (Some(up), Some(down)) => fill(&words.or, &[("one", &up), ("other", &down)]),
        (one, other) => one.or(other).unwrap_or_default(),
    }
}
