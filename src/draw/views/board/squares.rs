//! The board itself: a hundred numbered squares with the snakes and ladders on them.

use super::BoardPicture;
use super::panel::{draw_number, piece_color};
use crate::draw::canvas::{Attr, Element, Tag};
use crate::draw::text::TextStyle;
use crate::draw::theme::size;
use crate::draw::views::sheet::Sheet;
use crate::draw::views::snakes::{draw_ladder, draw_plate, draw_snake};

/// Squares in a row, and rows.
const ROW: u8 = 10;

/// The least height of a piece's plate.
const PLATE_LEAST: f64 = 30.0;

/// More pieces than this are drawn thinner.
const MANY: usize = 8;

/// The board's place on the page, in reading coordinates.
#[derive(Clone, Copy)]
pub struct Squares {
    start: f64,
    top: f64,
    /// The width of one square.
    square: f64,
}

impl Squares {
    /// A board whose sides are at most `side` long.
    pub fn new(start: f64, top: f64, side: f64) -> Self {
        Squares { start, top, square: (side / f64::from(ROW)).floor() }
    }

    /// The corner of a square where reading starts: to and fro from the bottom.
    fn corner(&self, square: u8) -> (f64, f64) {
        let (row, along) = ((square - 1) / ROW, (square - 1) % ROW);
        let column = if row % 2 == 0 { along } else { ROW - 1 - along };
        let up = f64::from(ROW - 1 - row);
        (self.start + f64::from(column) * self.square, self.top + up * self.square)
    }

    /// A place in a square, in parts of it from the corner.
    fn place(&self, sheet: &Sheet<'_>, square: u8, (along, down): (f64, f64)) -> (f64, f64) {
        let (u, y) = self.corner(square);
        (sheet.x(u + along * self.square), y + down * self.square)
    }

    fn is_dark(square: u8) -> bool {
        let (row, along) = ((square - 1) / ROW, (square - 1) % ROW);
        let column = if row % 2 == 0 { along } else { ROW - 1 - along };
        (row + column) % 2 == 0
    }

    /// Draws the board and what stands on it.
    pub fn draw(&self, sheet: &mut Sheet<'_>, picture: &BoardPicture) {
        let side = self.square * f64::from(ROW);
        let theme = sheet.theme;
        sheet.canvas.open_group("board", None, None);
        sheet.canvas.open_group("squares", None, None);
        for square in (1..=ROW * ROW).filter(|square| Self::is_dark(*square)) {
            let (u, y) = self.corner(square);
            sheet.rect(u, y, self.square, self.square, theme.band);
        }
        for line in 1..ROW {
            let at = f64::from(line) * self.square;
            sheet.stroke(
                &[(self.start + at, self.top), (self.start + at, self.top + side)],
                theme.hairline,
                1.0,
            );
            sheet.stroke(
                &[(self.start, self.top + at), (self.start + side, self.top + at)],
                theme.hairline,
                1.0,
            );
        }
        let left = sheet.x(self.start).min(sheet.x(self.start + side));
        sheet.canvas.leaf(
            Element::new(Tag::Rect)
                .with(Attr::X, left)
                .with(Attr::Y, self.top)
                .with(Attr::Width, side)
                .with(Attr::Height, side)
                .with(Attr::Fill, "none")
                .with(Attr::Stroke, theme.muted)
                .with(Attr::StrokeWidth, 2.0),
        );
        sheet.canvas.close();
        self.draw_pieces(sheet, picture);
        self.draw_numbers(sheet);
        self.draw_plates(sheet, picture);
        sheet.canvas.close();
    }

    fn draw_pieces(&self, sheet: &mut Sheet<'_>, picture: &BoardPicture) {
        let thin = if picture.pieces.len() > MANY { 0.7 } else { 1.0 };
        let ground = sheet.theme.surface;
        sheet.canvas.open_group("pieces", None, None);
        // Snakes lie over ladders, which stay readable through their rungs.
        for piece in &picture.pieces {
            if let Some((foot, top)) = piece.ladder {
                sheet.canvas.open_group("piece", None, Some(&piece.name));
                let from = self.place(sheet, foot, (0.66, 0.88));
                let to = self.place(sheet, top, (0.66, if top == ROW * ROW { 0.86 } else { 0.3 }));
                draw_ladder(sheet, from, to, self.square * 0.36 * thin, ground);
                sheet.canvas.close();
            }
        }
        for piece in &picture.pieces {
            if let Some((head, tail)) = piece.snake {
                sheet.canvas.open_group("piece", None, Some(&piece.name));
                let from = self.place(sheet, head, (0.6, 0.5));
                let to = self.place(sheet, tail, (0.66, 0.6));
                draw_snake(sheet, from, to, self.square * 0.27 * thin, ground);
                sheet.canvas.close();
            }
        }
        sheet.canvas.close();
    }

    /// The numbers lie on top, each on a patch of its square, so that no body hides one.
    fn draw_numbers(&self, sheet: &mut Sheet<'_>) {
        let theme = sheet.theme;
        let style = TextStyle::semibold((self.square * 0.27).clamp(size::SMALL, 40.0));
        let words = &sheet.locale.labels().commitment.board;
        sheet.canvas.open_group("numbers", None, None);
        for square in 1..=ROW * ROW {
            let (u, y) = self.corner(square);
            let block = sheet.line_of_text(&square.to_string(), style);
            let ground = if Self::is_dark(square) { theme.band } else { theme.surface };
            sheet.open_cell("square", None, None, (u, y, self.square, self.square));
            let width = block.width + 12.0;
            let left = sheet.x(u + 2.0).min(sheet.x(u + 2.0 + width));
            draw_plate(sheet, (left, y + 3.0), (width, block.height - 2.0), ground);
            sheet.text(&block, u + 8.0, y + 2.0, theme.muted, "number");
            let word = match square {
                1 => Some((&words.start, 0.97)),
                n if n == ROW * ROW => Some((&words.finish, 0.72)),
                _ => None,
            };
            if let Some((word, bottom)) = word {
                let style = TextStyle::semibold((self.square * 0.2).clamp(size::SMALL, 28.0));
                let block = sheet.line_of_text(word, style);
                if block.width <= self.square - 8.0 {
                    let y = y + bottom * self.square - block.height;
                    sheet.text(&block, u + (self.square - block.width) / 2.0, y, theme.ink, "end");
                }
            }
            sheet.canvas.close();
        }
        sheet.canvas.close();
    }

    /// The number of each piece, in the lower corner of the square where it begins.
    fn draw_plates(&self, sheet: &mut Sheet<'_>, picture: &BoardPicture) {
        sheet.canvas.open_group("plates", None, None);
        for (i, piece) in picture.pieces.iter().enumerate() {
            let color = piece_color(sheet, piece);
            for (square, _) in [piece.ladder, piece.snake].into_iter().flatten() {
                let (u, y) = self.corner(square);
                let height = (self.square * 0.36).clamp(PLATE_LEAST, 52.0);
                let style = TextStyle::semibold((height * 0.65).max(size::SMALL));
                let block = sheet.line_of_text(&(i + 1).to_string(), style);
                draw_number(sheet, Some(&block), u + 4.0, y + self.square - height - 4.0, height, color);
            }
        }
        sheet.canvas.close();
    }
}
