//! The tiles of the matrix: a number, a gauge, and the marks beside or under them.

use super::tokens::{self, Token};
use super::{Cell, ChannelsPicture};
use crate::draw::text::{Block, TextStyle};
use crate::draw::theme::{Color, size};
use crate::draw::views::gauge;
use crate::draw::views::sheet::Sheet;

/// Between a tile's edge and what stands in it, from side to side.
pub const PADDING: f64 = 12.0;

/// Between a gauge and its number.
const BESIDE: f64 = 8.0;

/// Around a number on a full ground.
const CHIP: f64 = 6.0;

/// How large the tiles are set.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    count: f64,
    mean: f64,
    gauge: f64,
    line: f64,
    /// Between the number, the feeling, and the marks.
    space: f64,
    /// Above and below what stands in a tile.
    air: f64,
    /// Between two tiles.
    pub gap: f64,
    /// What is added between two families.
    pub family_gap: f64,
    /// The type size of the columns' names.
    pub head: f64,
    /// The type size of the channels' names.
    pub name: f64,
    /// From side to side of a channel's icon.
    pub icon: f64,
}

impl Size {
    /// From as large as a wall wants it to as small as many rows need it.
    pub const ALL: [Size; 5] = [
        Size::new([44.0, 22.0, 52.0, 56.0], [16.0, 8.0, 6.0, 10.0], [size::STAGE, size::BODY, 36.0]),
        Size::new([34.0, 22.0, 40.0, 44.0], [14.0, 5.0, 5.0, 8.0], [size::STAGE, size::BODY, 32.0]),
        Size::new([28.0, 22.0, 32.0, 36.0], [10.0, 2.0, 4.0, 6.0], [size::BODY, size::BODY, 28.0]),
        Size::new([26.0, 22.0, 28.0, 33.0], [10.0, 0.5, 3.0, 4.0], [size::BODY, size::BODY, 26.0]),
        Size::new([24.0, 20.0, 26.0, 30.0], [10.0, 0.5, 3.0, 3.0], [size::NOTE, size::NOTE, 24.0]),
    ];

    const fn new(tile: [f64; 4], air: [f64; 4], heads: [f64; 3]) -> Self {
        let [count, mean, gauge, line] = tile;
        let [space, air, gap, family_gap] = air;
        let [head, name, icon] = heads;
        Size { count, mean, gauge, line, space, air, gap, family_gap, head, name, icon }
    }
}

/// One laid-out tile.
#[derive(Clone, Debug)]
pub struct Tile {
    cell: Cell,
    count: Block,
    mean: Option<Block>,
    tokens: Vec<Token>,
}

/// The widths that the tiles of one column share, so that they stand under each other.
#[derive(Clone, Copy, Debug, Default)]
pub struct Slots {
    count: f64,
    feeling: f64,
    space: f64,
    /// The least width of the column.
    pub need: f64,
    /// The width at which every mark stands beside its number.
    pub wish: f64,
}

/// All tiles of a picture.
pub struct Tiles {
    pub size: Size,
    /// Row by row; `None` where nothing stands.
    pub rows: Vec<Vec<Option<Tile>>>,
    /// The totals of the rows; `None` where nothing is there yet.
    pub row_totals: Vec<Option<Tile>>,
    /// The totals of the columns, in the same way.
    pub column_totals: Vec<Option<Tile>>,
    /// The total of all.
    pub total: Option<Tile>,
    /// One entry for each column.
    pub columns: Vec<Slots>,
    /// The column of the rows' totals.
    pub all: Slots,
}

impl Tiles {
    /// Lays out every tile once.
    pub fn lay_out(sheet: &mut Sheet<'_>, picture: &ChannelsPicture, size: Size) -> Self {
        let mut tile = |cell: &Cell| (!cell.is_empty()).then(|| Tile::lay_out(sheet, cell, size));
        let rows: Vec<Vec<Option<Tile>>> =
            picture.rows.iter().map(|row| row.cells.iter().map(&mut tile).collect()).collect();
        let column_totals: Vec<Option<Tile>> =
            picture.columns.iter().map(|column| tile(&in_short(&column.total))).collect();
        let row_totals: Vec<Option<Tile>> =
            picture.rows.iter().map(|row| tile(&in_short(&row.total))).collect();
        let total = tile(&in_short(&picture.total));
        let columns = (0..picture.columns.len()).map(|at| {
            let tiles = rows.iter().filter_map(|row| row.get(at)?.as_ref());
            Slots::of(tiles.chain(column_totals[at].as_ref()), size)
        });
        let columns = columns.collect();
        let all = Slots::of(row_totals.iter().flatten().chain(&total), size);
        Tiles { size, rows, row_totals, column_totals, total, columns, all }
    }

    /// The height of a row of tiles of these widths.
    pub fn row_height<'t>(&self, tiles: impl Iterator<Item = (&'t Tile, Slots, f64)>) -> f64 {
        let least = self.size.line + 2.0 * self.size.air;
        tiles.map(|(tile, slots, width)| tile.height(&slots, width, self.size)).fold(least, f64::max)
    }
}

/// A total is a number and a feeling; marks are looked at one by one, and their sum stands in the head.
fn in_short(cell: &Cell) -> Cell {
    Cell { there: cell.there, mean: cell.mean.clone(), worst: cell.worst, ..Cell::default() }
}

impl Slots {
    fn of<'t>(tiles: impl Iterator<Item = &'t Tile>, size: Size) -> Slots {
        let mut slots = Slots { space: size.space, ..Slots::default() };
        let mut widest = 0.0f64;
        let tiles: Vec<&Tile> = tiles.collect();
        for tile in &tiles {
            slots.count = slots.count.max(tile.count.width);
            slots.feeling = slots.feeling.max(tile.feeling_width());
            widest = tile.tokens.iter().map(Token::width).fold(widest, f64::max);
        }
        let full = tiles.iter().map(|tile| tile.beside(&slots) + tile.tokens_width());
        let longest = full.fold(slots.first_line(), f64::max);
        slots.need = slots.first_line().max(widest) + 2.0 * PADDING;
        slots.wish = longest + 2.0 * PADDING + 1.0;
        slots
    }

    fn first_line(&self) -> f64 {
        self.count + if self.feeling > 0.0 { self.space + self.feeling } else { 0.0 }
    }
}

impl Tile {
    fn lay_out(sheet: &mut Sheet<'_>, cell: &Cell, size: Size) -> Self {
        let n = if cell.there > 0 { cell.there } else { cell.missing + cell.planned };
        let mean = cell.mean.as_ref();
        Tile {
            count: sheet.line_of_text(&n.to_string(), TextStyle::semibold(size.count)),
            mean: mean.map(|mean| sheet.line_of_text(&mean.said, TextStyle::semibold(size.mean))),
            tokens: Token::of(sheet, cell),
            cell: cell.clone(),
        }
    }

    fn feeling_width(&self) -> f64 {
        self.mean.as_ref().map_or(0.0, |block| gauge::WIDTH + BESIDE + block.width + 2.0 * CHIP)
    }

    fn tokens_width(&self) -> f64 {
        let widths: f64 = self.tokens.iter().map(|token| token.width() + tokens::GAP).sum();
        (widths - tokens::GAP).max(0.0)
    }

    fn height(&self, slots: &Slots, width: f64, size: Size) -> f64 {
        let below = self.lines(slots, width).len() as f64;
        2.0 * size.air + size.line + below * tokens::PITCH
    }

    /// Where marks stand that fit beside the number.
    fn beside(&self, slots: &Slots) -> f64 {
        match self.mean {
            Some(_) => slots.first_line() + slots.space,
            None if self.cell.there > 0 => slots.count + slots.space,
            None if self.count.direction.is_rtl() => self.count.width + BESIDE + 2.0,
            None => slots.count + BESIDE + 2.0,
        }
    }

    /// The marks that stand under the number, line by line; none when they fit beside it.
    fn lines(&self, slots: &Slots, width: f64) -> Vec<&[Token]> {
        let room = width - 2.0 * PADDING;
        if self.tokens.is_empty() || self.beside(slots) + self.tokens_width() <= room + 0.01 {
            return Vec::new();
        }
        let mut lines = Vec::new();
        let (mut first, mut u) = (0, 0.0);
        for (at, token) in self.tokens.iter().enumerate() {
            if at > first && u + token.width() > room {
                lines.push(&self.tokens[first..at]);
                (first, u) = (at, 0.0);
            }
            u += token.width() + tokens::GAP;
        }
        lines.push(&self.tokens[first..]);
        lines
    }

    /// Draws the tile; a total has no ground. `content` is the height of what the row's tiles hold.
    pub fn draw(
        &self,
        sheet: &mut Sheet<'_>,
        (u, y, width, height): (f64, f64, f64, f64),
        slots: &Slots,
        size: Size,
        is_total: bool,
    ) {
        let theme = sheet.theme;
        let is_there = self.cell.there > 0;
        let mut ground = theme.surface;
        let absent = if self.cell.missing > 0 { theme.negative } else { theme.opportunity };
        if is_there && !is_total {
            ground = gauge::ground(&theme, self.cell.mean.as_ref().map(|mean| mean.v));
            sheet.rect(u, y, width, height, ground);
        } else if !is_total {
            sheet.outline((u, y, width, height), absent);
        }
        let start = u + PADDING;
        let top = y + (height - self.height(slots, width, size)) / 2.0 + size.air;
        let middle = top + size.line / 2.0;
        let fill = if is_there { theme.ink } else { absent };
        // Units stand under units, whatever the direction of reading.
        let shift = if sheet.direction.is_rtl() { 0.0 } else { slots.count - self.count.width };
        sheet.text(&self.count, start + shift, middle - self.count.height / 2.0, fill, "count");
        if let (Some(mean), Some(block)) = (&self.cell.mean, &self.mean) {
            let at = start + slots.count + slots.space;
            gauge::draw(sheet, mean.v, self.cell.worst, at, middle, size.gauge);
            let (at, color) = (at + gauge::WIDTH + BESIDE, gauge::color(&theme, mean.v));
            let mut fill = color;
            if gauge::is_strong(mean.v) {
                let high = block.height + 4.0;
                sheet.rect(at, middle - high / 2.0, block.width + 2.0 * CHIP, high, color);
                fill = theme.on_fill;
            }
            sheet.text(block, at + CHIP, middle - block.height / 2.0, fill, "mean");
        }
        let lines = self.lines(slots, width);
        if lines.is_empty() {
            draw_line(sheet, &self.tokens, start + self.beside(slots), middle, ground);
        }
        for (nth, line) in lines.iter().enumerate() {
            let middle = top + size.line + (nth as f64 + 0.5) * tokens::PITCH;
            draw_line(sheet, line, start, middle, ground);
        }
    }
}

fn draw_line(sheet: &mut Sheet<'_>, tokens: &[Token], mut u: f64, middle: f64, ground: Color) {
    for token in tokens {
        token.draw(sheet, u, middle, ground);
        u += token.width() + tokens::GAP;
    }
}
