//! Texts in a cell: their places, and what stands before them.

use super::{Item, Lead};
use crate::draw::canvas::{Attr, Element, Tag};
use crate::draw::text::{Align, Block, TextStyle};
use crate::draw::theme::size;
use crate::draw::views::sheet::Sheet;

/// Between a column's edge and its texts.
pub const PADDING: f64 = 12.0;

/// Between two texts of one cell.
pub const BETWEEN: f64 = 8.0;

/// The size of an icon above a text.
pub const ICON: f64 = 30.0;

/// The size of an icon beside a text.
const SIGN: f64 = 24.0;

/// The most characters of a line that read well, in terms of the type size.
const LONGEST_LINE: f64 = 20.0;

/// Type size and widths of a page's cells.
#[derive(Clone, Copy, Debug)]
pub struct Metrics {
    /// The size of texts.
    pub size: f64,
    /// The width of a column.
    pub width: f64,
    /// Between a lane's edges and its texts.
    pub air: f64,
    /// How high drawn lanes are, from 0 for the least to 1 for the most.
    pub drawn: f64,
}

impl Metrics {
    /// The width a text may take in a column.
    pub fn text_width(&self) -> f64 {
        (self.width - 2.0 * PADDING).min(self.size * LONGEST_LINE).max(1.0)
    }
}

/// The style of an item on a page whose texts have this size.
pub fn style(item: &Item, size: f64) -> TextStyle {
    // In the smallest type there is no room to spare for larger names.
    let larger = if size > size::SMALL { 2.0 * f64::from(item.larger) } else { 0.0 };
    TextStyle { size: size + larger, weight: item.weight }
}

/// How far an item's text stands from the cell's edge.
pub fn indent(item: &Item) -> f64 {
    match item.lead {
        Lead::None | Lead::Icon(..) | Lead::Meter(..) => 0.0,
        Lead::Bar(_) => 12.0,
        Lead::Sign(..) => SIGN + 6.0,
        Lead::Mark(mark) => 2.0 * mark.radius + 10.0,
    }
}

/// The height of what stands above an item's text.
pub fn above(item: &Item) -> f64 {
    match item.lead {
        Lead::None | Lead::Bar(_) | Lead::Mark(_) | Lead::Sign(..) => 0.0,
        Lead::Icon(..) => ICON + 6.0,
        Lead::Meter(..) => 16.0,
    }
}

/// Items laid out under each other in a width.
pub struct Stack<'i> {
    items: Vec<(&'i Item, Block, f64)>,
    width: f64,
    /// The height of all of them.
    pub height: f64,
}

impl<'i> Stack<'i> {
    /// Lays out items in a width; balanced ones have lines about equally long.
    pub fn lay_out(
        sheet: &mut Sheet<'_>,
        items: &'i [Item],
        size: f64,
        width: f64,
        is_balanced: bool,
    ) -> Self {
        let mut height = 0.0;
        let mut stacked = Vec::with_capacity(items.len());
        for (i, item) in items.iter().enumerate() {
            let room = (width - indent(item)).max(1.0);
            let style = style(item, size);
            let block = if is_balanced {
                sheet.lay_out_balanced(&item.text, style, room, usize::MAX)
            } else {
                sheet.lay_out(&item.text, style, Some(room), None, Align::Start)
            };
            if i > 0 {
                height += BETWEEN;
            }
            let top = height;
            height += above(item) + block.height;
            stacked.push((item, block, top));
        }
        Stack { items: stacked, width, height }
    }

    /// Draws the items with their upper edge at `y`.
    pub fn draw(&self, sheet: &mut Sheet<'_>, u: f64, y: f64) {
        for (item, block, top) in &self.items {
            let top = y + top;
            let first_line = block.style.line_height();
            match item.lead {
                Lead::None => {}
                // A bar as high as the letters, not as the lines.
                Lead::Bar(color) => sheet.rect(u, top + 3.0, 4.0, (block.height - 6.0).max(8.0), color),
                Lead::Mark(mark) => {
                    let (x, ground) = (sheet.x(u + mark.radius), sheet.theme.surface);
                    mark.draw(&mut sheet.canvas, x, top + first_line / 2.0, ground);
                }
                Lead::Sign(icon, color) => {
                    sheet.icon(icon, u + SIGN / 2.0, top + first_line / 2.0, SIGN, color);
                }
                Lead::Icon(icon, color) => {
                    sheet.icon(icon, u + ICON / 2.0, top + ICON / 2.0, ICON, color);
                }
                Lead::Meter(share, color) => {
                    let length = (share.clamp(0.0, 1.0) * self.width).max(6.0);
                    let left = if sheet.direction.is_rtl() { sheet.width - u - length } else { u };
                    sheet.canvas.leaf(
                        Element::new(Tag::Rect)
                            .with(Attr::Class, "wait")
                            .with(Attr::X, left)
                            .with(Attr::Y, top + 2.0)
                            .with(Attr::Width, length)
                            .with(Attr::Height, 10.0)
                            .with(Attr::Fill, color),
                    );
                }
            }
            sheet.text(block, u + indent(item), top + above(item), item.color, "text");
        }
    }
}
