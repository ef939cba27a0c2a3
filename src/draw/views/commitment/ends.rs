//! The figures at the end of the line: what is expected, the band's ends, the share that is lost.

use super::compose::whole;
use super::{CommitmentPicture, Rows};
use crate::draw::locale::fill;
use crate::draw::text::{Align, Block, TextStyle};
use crate::draw::theme::{Color, size};
use crate::draw::views::curve::columns::{Columns, GUTTER};
use crate::draw::views::sheet::Sheet;

/// From the end of the columns to the figures.
const AWAY: f64 = 26.0;

/// The widest a persona's name gets before it wraps.
const NAME_WIDTH: f64 = 180.0;

/// A figure looking for its height.
struct Figure {
    block: Block,
    color: Color,
    /// The commitment it tells of.
    square: f64,
    /// Where the line it belongs to ends, for the stroke that leads to it; `None` without one.
    leads: bool,
    class: &'static str,
}

/// The figures, laid out.
pub struct Ends {
    figures: Vec<Figure>,
}

impl Ends {
    /// Lays out the figures that this page needs.
    pub fn lay_out(sheet: &mut Sheet<'_>, picture: &CommitmentPicture, page: (usize, usize)) -> Self {
        let mut figures = Vec::new();
        if picture.touchpoints.is_empty() {
            return Ends { figures };
        }
        let theme = sheet.theme;
        let is_alone = picture.lines.len() == 1;
        for (i, line) in picture.lines.iter().enumerate() {
            let end = line.end;
            let number = whole(end.expected);
            let (text, style) = if is_alone {
                // Only where the journey ends is it the figure to remember.
                let size = if page.0 == page.1 { size::TITLE } else { size::STAGE };
                (number.clone(), TextStyle::semibold(size))
            } else {
                (format!("{} {number}", line.name), TextStyle::semibold(size::NOTE))
            };
            let block = sheet.lay_out(&text, style, Some(NAME_WIDTH), Some(3), Align::Start);
            let color = theme.series_color(i);
            figures.push(Figure { block, color, square: end.expected, leads: true, class: "end" });
            if i > 0 {
                continue;
            }
            for (square, is_told) in [(end.high, end.high > end.low), (end.low, end.high > end.low)] {
                if is_told && whole(square) != number {
                    let block = sheet.line_of_text(&whole(square), TextStyle::regular(size::BODY));
                    figures.push(Figure {
                        block,
                        color: theme.muted,
                        square,
                        leads: false,
                        class: "band-end",
                    });
                }
            }
        }
        if page.0 == page.1 && is_alone {
            let words = &sheet.locale.labels().commitment;
            let text = fill(&words.lost_short, &[("share", &picture.lost)]);
            let style = TextStyle::regular(size::NOTE);
            let block = sheet.lay_out(&text, style, Some(NAME_WIDTH), Some(2), Align::Start);
            figures.push(Figure { block, color: theme.negative, square: -4.0, leads: false, class: "lost" });
        }
        Ends { figures }
    }

    /// The room the figures take beside the columns.
    pub fn width(&self) -> f64 {
        let widest = self.figures.iter().map(|figure| figure.block.ink_width()).fold(0.0, f64::max);
        if widest > 0.0 { widest + AWAY + 4.0 } else { 0.0 }
    }

    /// Draws the figures at their heights, moved apart where they would meet.
    pub fn draw(&self, sheet: &mut Sheet<'_>, columns: &Columns, rows: &Rows) {
        if self.figures.is_empty() {
            return;
        }
        let mut placed: Vec<(f64, &Figure)> =
            self.figures.iter().map(|figure| (columns.y(rows, figure.square / 50.0 - 1.0), figure)).collect();
        placed.sort_by(|a, b| a.0.total_cmp(&b.0));
        let half = |figure: &Figure| figure.block.height / 2.0;
        let mut least = rows.plot;
        for (y, figure) in &mut placed {
            *y = y.max(least + half(figure));
            least = *y + half(figure);
        }
        let mut most = rows.plot_bottom + 8.0;
        for (y, figure) in placed.iter_mut().rev() {
            *y = y.min(most - half(figure));
            most = *y - half(figure);
        }
        let edge = columns.end - GUTTER;
        let last = columns.centers.last().map_or(edge, |center| center - GUTTER / 2.0);
        sheet.canvas.open_group("ends", None, None);
        for (y, figure) in placed {
            if figure.leads {
                let from = columns.y(rows, figure.square / 50.0 - 1.0);
                let way = [(last + 14.0, from), (edge, from), (edge + AWAY - 8.0, y)];
                sheet.stroke(&way, figure.color, 1.5);
            }
            sheet.text(&figure.block, edge + AWAY, y - half(figure), figure.color, figure.class);
        }
        sheet.canvas.close();
    }
}
