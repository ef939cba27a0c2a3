//! The legend: only what this picture shows, in words, and the notes of the foot.

use super::tokens::Token;
use super::{ChannelsPicture, Grade, Moments};
use crate::draw::text::{Block, TextStyle};
use crate::draw::theme::{size, space};
use crate::draw::views::gauge;
use crate::draw::views::legend::Example;
use crate::draw::views::sheet::Sheet;
use crate::model::Valence;

/// The sample beside an explanation.
#[derive(Clone, Debug)]
pub enum Sample {
    Count(Block),
    Gauge(f64, Option<f64>),
    Token(Token),
}

impl Example for Sample {
    const ABOVE: f64 = 16.0;

    fn width(&self) -> f64 {
        match self {
            Sample::Count(block) => block.width,
            Sample::Gauge(..) => gauge::WIDTH,
            Sample::Token(token) => token.width(),
        }
    }

    fn draw(&self, sheet: &mut Sheet<'_>, u: f64, y: f64) {
        match self {
            Sample::Count(count) => {
                sheet.text(count, u, y - count.height / 2.0, sheet.theme.ink, "count");
            }
            Sample::Gauge(mean, worst) => gauge::draw(sheet, *mean, *worst, u, y, 30.0),
            Sample::Token(token) => token.draw(sheet, u, y, sheet.theme.surface),
        }
    }
}

/// The explanations that a matrix needs.
pub fn items(sheet: &mut Sheet<'_>, picture: &ChannelsPicture) -> Vec<(Sample, String)> {
    let labels = sheet.locale.labels();
    let words = &labels.channels;
    let mut items = Vec::new();
    if picture.total.there > 0 {
        let count = sheet.line_of_text("3", TextStyle::semibold(size::STAGE));
        items.push((Sample::Count(count), words.legend_count.clone()));
    }
    if let Some(mean) = &picture.total.mean {
        let v = if mean.v < 0.0 { -0.7 } else { 0.7 };
        let word = if picture.is_plan { &words.legend_target } else { &words.legend_feeling };
        items.push((Sample::Gauge(v, None), word.clone()));
    }
    let has_tick = |mean: f64, worst: f64| mean - worst > 0.1;
    let spread =
        |cell: &super::Cell| matches!((&cell.mean, cell.worst), (Some(m), Some(w)) if has_tick(m.v, w));
    if picture.cells().any(spread) || spread(&picture.total) {
        items.push((Sample::Gauge(0.0, Some(-0.8)), words.legend_lowest.clone()));
    }
    for (valence, word) in [
        (Valence::Positive, &labels.moment_positive),
        (Valence::Negative, &labels.moment_negative),
        (Valence::Either, &labels.moment_either),
    ] {
        let marks = || picture.cells().flat_map(|cell| &cell.moments).filter(|one| one.valence == valence);
        let Some(first) = marks().next().map(|one| one.grade) else { continue };
        // A sample is filled as the marks of its kind are; when they differ it is solid.
        let grade = if marks().all(|one| one.grade == first) { first } else { Grade::Researched };
        let token = Token::sample_of_moment(sheet, &Moments { valence, count: 1, grade });
        items.push((Sample::Token(token), word.clone()));
    }
    if picture.cells().any(|cell| cell.lost > 0) {
        items.push((Sample::Token(Token::sample_of_link(sheet, true)), words.context_lost.clone()));
    }
    if picture.cells().any(|cell| cell.partial > 0) {
        items.push((Sample::Token(Token::sample_of_link(sheet, false)), words.context_partial.clone()));
    }
    items
}

/// The notes of the foot; the ids of several journeys only where they all go on its line.
pub fn foot(sheet: &mut Sheet<'_>, picture: &ChannelsPicture) -> Vec<String> {
    let mut foot = picture.heading.foot.clone();
    foot.extend(picture.assumed.clone());
    if picture.journeys.is_empty() {
        return foot;
    }
    let ids = picture.journeys.join(&sheet.locale.labels().list_separator);
    let style = TextStyle::regular(size::SMALL);
    let notes = foot.iter().chain([&ids]);
    let width: f64 = notes.map(|note| sheet.engine.width(note, style) + 1.0 + FOOT_GAP).sum();
    if width + PAGE_NUMBER < sheet.width - 2.0 * space::MARGIN {
        foot.push(ids);
    }
    foot
}

/// Between two notes of the foot.
const FOOT_GAP: f64 = 40.0;

/// What the number of a page takes of the foot.
const PAGE_NUMBER: f64 = 140.0;
