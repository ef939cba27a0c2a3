//! The commitment line as a board with snakes and ladders, to print and play.
//!
//! Ten rows of ten squares to and fro, the first one at the bottom on the side where reading starts. Each
//! moment of truth is a ladder or a snake with its number; beside the board stand what is at stake and how
//! to play, or on a page of their own when there is no room.

mod compose;
mod describe;
mod panel;
mod squares;

use self::panel::Panel;
use self::squares::Squares;
use super::page::{Heading, LaidOutHead, draw_foot, foot_height, lay_out_head};
use super::sheet::{About, Drawing, Options, Sheet};
use crate::draw::text::TextEngine;
use crate::draw::theme::space;
use crate::model::Valence;

pub use compose::picture;
pub use describe::describe;

/// Everything a board shows, worded and counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoardPicture {
    /// What its head and foot say.
    pub heading: Heading,
    /// The moments of truth in order; the first has number 1.
    pub pieces: Vec<Piece>,
    /// The picture in words for those who don't see it; [`describe`] writes one when it is empty.
    pub description: String,
}

/// A moment of truth on the board.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// The touchpoint's id.
    pub id: String,
    /// The touchpoint's name.
    pub name: String,
    /// What is at stake, as it is written.
    pub stake: Option<String>,
    /// Which way it can turn.
    pub valence: Valence,
    /// The squares of the ladder's foot and top.
    pub ladder: Option<(u8, u8)>,
    /// The squares of the snake's head and the tip of its tail.
    pub snake: Option<(u8, u8)>,
}

/// Between the board and what stands beside it.
const GAP: f64 = 56.0;

/// The least width of a column beside the board.
const LEAST_PANEL: f64 = 400.0;

/// The least width of a square, in which its number and a plate stand side by side.
const LEAST_SQUARE: f64 = 68.0;

/// What one page holds.
struct Page {
    squares: Option<Squares>,
    panels: Vec<Panel>,
    height: f64,
}

/// Draws a board, and a second page with what has no room beside it.
pub fn draw(picture: &BoardPicture, options: &Options, engine: &mut TextEngine) -> Vec<Drawing> {
    let description =
        if picture.description.trim().is_empty() { describe(picture) } else { picture.description.clone() };
    let mut sheet = Sheet::new(options, engine, &picture.heading.lang, picture.heading.dir);
    let head = lay_out_head(&mut sheet, &picture.heading);
    let pages = lay_out(&mut sheet, picture, &head, options.page.is_free());
    let count = pages.len();
    let mut drawings = Vec::with_capacity(count);
    for (at, page) in pages.iter().enumerate() {
        let mut sheet = Sheet::new(options, engine, &picture.heading.lang, picture.heading.dir);
        let about = About {
            id: &picture.heading.id,
            class: "masa board",
            title: &picture.heading.title,
            description: &description,
        };
        sheet.begin(about, page.height);
        head.draw(&mut sheet);
        if let Some(squares) = &page.squares {
            squares.draw(&mut sheet, picture);
        }
        for panel in &page.panels {
            panel.draw(&mut sheet, picture);
        }
        draw_foot(&mut sheet, &picture.heading.foot, page.height, (at + 1, count));
        drawings.push(sheet.finish());
    }
    drawings
}

/// From the head to the board.
const BELOW_HEAD: f64 = 24.0;

fn lay_out(sheet: &mut Sheet<'_>, picture: &BoardPicture, head: &LaidOutHead, is_free: bool) -> Vec<Page> {
    let top = head.bottom() + BELOW_HEAD;
    let foot = foot_height(&picture.heading.foot);
    let room = (sheet.width - 2.0 * space::MARGIN, sheet.height - top - foot);
    let whole = |height: f64, sheet: &Sheet<'_>| sheet.height.max(sheet.whole_height(top + height + foot));
    let least = 10.0 * LEAST_SQUARE;

    // A board on the side where reading starts, and the words beside it.
    let side = room.1.min(room.0 - GAP - LEAST_PANEL);
    if side >= least {
        let squares = Squares::new(space::MARGIN, top, side);
        let (start, width) = (space::MARGIN + side + GAP, room.0 - side - GAP);
        let columns = if width >= 2.0 * LEAST_PANEL + GAP { 2 } else { 1 };
        let column = (width - (columns - 1) as f64 * GAP) / columns as f64;
        let mut last = None;
        for scale in panel::SCALES {
            let moments = Panel::moments(picture).laid_out(sheet, picture, (start, top), column, scale);
            let below = (start, moments.bottom() + panel::APART * scale);
            let place = if columns == 2 { (start + column + GAP, top) } else { below };
            let rules = Panel::rules(picture).laid_out(sheet, picture, place, column, scale);
            let needed = moments.bottom().max(rules.bottom()) - top;
            if needed <= room.1 {
                return vec![Page {
                    squares: Some(squares),
                    panels: vec![moments, rules],
                    height: sheet.height,
                }];
            }
            last = Some((moments, rules, needed));
        }
        let Some((moments, rules, needed)) = last else { return Vec::new() };
        if is_free {
            let height = whole(needed, sheet);
            return vec![Page { squares: Some(squares), panels: vec![moments, rules], height }];
        }
        // The rules are wanted while playing, so it is the list that goes to the next page.
        for scale in panel::SCALES {
            let rules = Panel::rules(picture).laid_out(sheet, picture, (start, top), column, scale);
            if rules.bottom() - top <= room.1 {
                let first = Page { squares: Some(squares), panels: vec![rules], height: sheet.height };
                let mut pages = vec![first];
                pages.extend(list_pages(sheet, picture, top, room, Panel::moments(picture)));
                return pages;
            }
        }
    }
    // No room beside it: the board in the middle, and the words under it when the page is high enough.
    let column = (room.0 - GAP) / 2.0;
    let lay_below = |sheet: &mut Sheet<'_>, y: f64| {
        let moments = Panel::moments(picture).laid_out(sheet, picture, (space::MARGIN, y), column, 1.0);
        let rules =
            Panel::rules(picture).laid_out(sheet, picture, (space::MARGIN + column + GAP, y), column, 1.0);
        (moments, rules)
    };
    let (moments, rules) = lay_below(sheet, 0.0);
    let words = moments.bottom().max(rules.bottom());
    let side = room.0.min(room.1 - words - GAP);
    if side >= least {
        let squares = Squares::new((sheet.width - side) / 2.0, top, side);
        let (moments, rules) = lay_below(sheet, top + side + GAP);
        return vec![Page { squares: Some(squares), panels: vec![moments, rules], height: sheet.height }];
    }
    let side = room.0.min(room.1).max(least);
    let squares = Squares::new((sheet.width - side) / 2.0, top, side);
    let mut pages = vec![Page { squares: Some(squares), panels: Vec::new(), height: whole(side, sheet) }];
    pages.extend(list_pages(sheet, picture, top, room, Panel::moments(picture).with(Panel::rules(picture))));
    pages
}

/// Words on pages of their own, in two columns.
fn list_pages(
    sheet: &mut Sheet<'_>,
    picture: &BoardPicture,
    top: f64,
    room: (f64, f64),
    list: Panel,
) -> Vec<Page> {
    let column = (room.0 - GAP) / 2.0;
    // As large as one page allows; what needs more is set in the usual size.
    let mut columns = Vec::new();
    for scale in panel::SCALES {
        columns = list.laid_out(sheet, picture, (space::MARGIN, top), column, scale).broken(room.1);
        if columns.len() <= 2 {
            break;
        }
    }
    let mut pages: Vec<Page> = Vec::new();
    for (i, part) in columns.into_iter().enumerate() {
        let start = space::MARGIN + if i % 2 == 1 { column + GAP } else { 0.0 };
        let panel = part.moved((start, top));
        let needed = panel.bottom() - top;
        if i % 2 == 0 {
            pages.push(Page { squares: None, panels: Vec::new(), height: sheet.height });
        }
        if let Some(page) = pages.last_mut() {
            // Only a single entry higher than a page makes it grow.
            if needed > room.1 {
                page.height = page.height.max(sheet.whole_height(sheet.height + needed - room.1));
            }
            page.panels.push(panel);
        }
    }
    pages
}

#[cfg(test)]
mod tests;
