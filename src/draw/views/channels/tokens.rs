//! The small marks of a tile: moments of truth, lost context, what is missing or planned.

use super::{Cell, Moments};
use crate::draw::canvas::{Attr, Element, Tag};
use crate::draw::path::PathData;
use crate::draw::text::{Block, TextStyle};
use crate::draw::theme::{Color, size};
use crate::draw::views::marks::{Mark, Shape, moment_color};
use crate::draw::views::sheet::Sheet;

/// The height of a row of marks.
pub const HEIGHT: f64 = 29.0;

/// From one row of marks to the next.
pub const PITCH: f64 = 31.0;

/// Between two marks.
pub const GAP: f64 = 14.0;

/// Half of the width of a moment of truth.
const MOMENT: f64 = 10.0;

/// The width of a link.
const LINK: f64 = 34.0;

/// Between an outline and its words.
const PADDING: f64 = 8.0;

/// One mark with its words.
#[derive(Clone, Debug)]
pub struct Token {
    kind: Kind,
    words: Option<Block>,
    color: Color,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Moment(Mark),
    Lost,
    Partial,
    Outlined,
    Word,
}

impl Token {
    /// The marks of a cell. Where nothing is there its tile is outlined already, and a single word is
    /// left plain.
    pub fn of(sheet: &mut Sheet<'_>, cell: &Cell) -> Vec<Token> {
        let locale = sheet.locale;
        let words = &locale.labels().channels;
        let theme = sheet.theme;
        let mut tokens: Vec<Token> = cell.moments.iter().map(|one| Token::moment(sheet, one)).collect();
        for (n, kind, color) in
            [(cell.lost, Kind::Lost, theme.negative), (cell.partial, Kind::Partial, theme.muted)]
        {
            if n > 0 {
                let count = sheet.line_of_text(&n.to_string(), TextStyle::semibold(size::SMALL));
                tokens.push(Token { kind, words: Some(count), color });
            }
        }
        let status = [
            (cell.missing, &words.missing, theme.negative),
            (cell.planned, &words.planned, theme.opportunity),
            (cell.retire, &words.retire, theme.muted),
        ];
        let is_alone = cell.there == 0 && (cell.missing == 0 || cell.planned == 0);
        for (n, word, color) in status.into_iter().filter(|(n, ..)| *n > 0) {
            // Its number stands before the word already.
            let text = if is_alone { locale.uncounted(word, n) } else { locale.count(word, n) };
            let kind = if is_alone { Kind::Word } else { Kind::Outlined };
            let block = sheet.line_of_text(&text, TextStyle::regular(size::SMALL));
            let token = Token { kind, words: Some(block), color };
            if is_alone { tokens.insert(0, token) } else { tokens.push(token) }
        }
        tokens
    }

    fn moment(sheet: &mut Sheet<'_>, moments: &Moments) -> Token {
        let color = moment_color(&sheet.theme, moments.valence);
        let shape = Shape::of_moment(moments.valence);
        let mark = Mark { shape, grade: moments.grade, color, radius: MOMENT, ring: false };
        let style = TextStyle::semibold(size::SMALL);
        let words = (moments.count > 1).then(|| sheet.line_of_text(&moments.count.to_string(), style));
        Token { kind: Kind::Moment(mark), words, color }
    }

    /// A mark without words, for a legend.
    pub fn sample_of_moment(sheet: &mut Sheet<'_>, moments: &Moments) -> Token {
        Token { words: None, ..Token::moment(sheet, moments) }
    }

    /// A link that is broken, or that holds in part.
    pub fn sample_of_link(sheet: &Sheet<'_>, is_broken: bool) -> Token {
        let theme = sheet.theme;
        let (kind, color) =
            if is_broken { (Kind::Lost, theme.negative) } else { (Kind::Partial, theme.muted) };
        Token { kind, words: None, color }
    }

    /// From side to side.
    pub fn width(&self) -> f64 {
        let words = self.words.as_ref().map_or(0.0, |block| block.width);
        let space = if self.words.is_some() { 6.0 } else { 0.0 };
        match self.kind {
            Kind::Moment(_) => 2.0 * MOMENT + 4.0 + space + words,
            Kind::Lost | Kind::Partial => LINK + space + words,
            Kind::Outlined => words + 2.0 * PADDING,
            Kind::Word => words,
        }
    }

    /// Draws the mark with its nearer edge at `u`, on a ground of some colour.
    pub fn draw(&self, sheet: &mut Sheet<'_>, u: f64, middle: f64, ground: Color) {
        let words = self.width() - self.words.as_ref().map_or(0.0, |block| block.width);
        let after = match self.kind {
            Kind::Moment(mark) => {
                let x = sheet.x(u + MOMENT + 2.0);
                mark.draw(&mut sheet.canvas, x, middle, ground);
                words
            }
            Kind::Lost => {
                draw_link(sheet, u + LINK / 2.0, middle, self.color, true);
                words
            }
            Kind::Partial => {
                draw_link(sheet, u + LINK / 2.0, middle, self.color, false);
                words
            }
            Kind::Outlined => {
                sheet.outline((u, middle - HEIGHT / 2.0 + 1.0, self.width(), HEIGHT - 2.0), self.color);
                PADDING
            }
            Kind::Word => 0.0,
        };
        if let Some(block) = &self.words {
            sheet.text(block, u + after, middle - block.height / 2.0, self.color, "mark");
        }
    }
}

/// Two links of a chain: torn apart with a spark between them, or held together by dots.
fn draw_link(sheet: &mut Sheet<'_>, u: f64, y: f64, color: Color, is_broken: bool) {
    let x = sheet.x(u);
    let mut path = PathData::new();
    for side in [-1.0, 1.0] {
        let (inner, outer, bow) = (x + side * 6.0, x + side * 11.0, x + side * 19.0);
        path.move_to(inner, y - 6.0)
            .line_to(outer, y - 6.0)
            .curve_to((bow, y - 6.0), (bow, y + 6.0), (outer, y + 6.0))
            .line_to(inner, y + 6.0);
    }
    if is_broken {
        path.move_to(x + 4.0, y - 11.0).line_to(x - 4.0, y + 11.0);
    } else {
        for dot in [-5.0, 0.0, 5.0] {
            path.move_to(x + dot - 1.2, y).line_to(x + dot + 1.2, y);
        }
    }
    sheet.canvas.leaf(
        Element::new(Tag::Path)
            .with(Attr::Class, if is_broken { "context-lost" } else { "context-partial" })
            .with(Attr::D, &path)
            .with(Attr::Fill, "none")
            .with(Attr::Stroke, color)
            .with(Attr::StrokeWidth, 2.5)
            .with(Attr::StrokeLinejoin, "round"),
    );
}
