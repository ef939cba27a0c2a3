//! The words of the views `commitment` and `board`.

use serde::Deserialize;

use super::Forms;

/// The words of the views `commitment` and `board`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentWords {
    /// What the picture is, after its title.
    pub name: String,
    /// That nothing here was measured.
    pub illustrative: String,
    /// `{ladder}`, `{snake}`.
    pub how: String,
    /// When nobody knows how often moments of truth go well: `{share}`.
    pub assumed: String,
    /// When the map tells how they went.
    pub happened: String,
    /// When a metric says how often they go well.
    pub counted: String,
    /// When an encounter was not scored.
    pub unscored: String,
    /// When customers go different ways.
    pub branches: String,
    /// `{square}`.
    pub start: String,
    /// `{square}`.
    pub expected_end: String,
    /// `{low}`, `{high}`.
    pub most_end: String,
    /// `{share}`.
    pub lost: String,
    /// `{share}`, where there is little room.
    pub lost_short: String,
    /// A persona's end: `{persona}`, `{square}`.
    pub end_of: String,
    /// Whose band, ladders and snakes these are: `{persona}`.
    pub shown_for: String,
    pub expected: String,
    pub band: String,
    pub ladder: String,
    pub snake: String,
    pub leverage: String,
    pub alone: String,
    /// A share of the whole: `{n}`.
    pub percent: String,
    /// Less than one in a hundred.
    pub under_one: String,
    /// More than ninety-nine.
    pub over_ninety_nine: String,
    pub squares: Forms,
    pub tell: CommitmentTell,
    pub board: BoardWords,
}

/// The sentences that tell a commitment line in words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentTell {
    /// `{title}`, `{touchpoints}`, `{stages}`.
    pub opening: String,
    /// `{square}`.
    pub starts: String,
    /// `{touchpoint}`, `{from}`, `{to}`.
    pub climbs: String,
    pub slides: String,
    /// `{touchpoint}`, `{from}`, `{up}`, `{down}`.
    pub either: String,
    /// `{squares}`.
    pub decides: String,
    /// `{square}`, `{low}`, `{high}`, `{share}`.
    pub ends: String,
    /// `{persona}`, `{square}`.
    pub other: String,
}

/// The words of the board.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoardWords {
    pub name: String,
    pub moments: String,
    pub rules: String,
    /// The rules of play, a line each.
    pub play: Vec<String>,
    /// A rule of a board on which the journey has no moment of truth.
    pub plain: String,
    /// On the first square.
    pub start: String,
    /// On the last square.
    pub finish: String,
    /// `{from}`, `{to}`.
    pub up: String,
    pub down: String,
    /// Of several personas: `{persona}`.
    pub played_as: String,
    /// `{title}`.
    pub opening: String,
    /// `{number}`, `{touchpoint}`, `{way}`.
    pub entry: String,
    /// Between two ways of one moment of truth: `{one}`, `{other}`.
    pub or: String,
}
