//! What connects the rows of a column, and what an empty row says.

use std::ops::Range;

use super::rows::{CUSTOMER, FRONTSTAGE, INTERACTION, steps};
use super::{BlueprintPicture, rows};
use crate::draw::locale::Locale;
use crate::draw::text::TextStyle;
use crate::draw::theme::size;
use crate::draw::views::grid::{Area, Grid, Lane, Painter, Placed, Row};
use crate::draw::views::sheet::Sheet;

/// From a column's texts' edge to the arrow, so that it points at the middle of an icon.
const INSET: f64 = 12.0;

/// Between a text and the arrow above or below it.
const AIR: f64 = 5.0;

/// Half of the width of an arrow's head, which is as long.
const HEAD: f64 = 6.0;

/// The shortest arrow worth drawing.
const SHORTEST: f64 = 18.0;

/// How far an arrow to nobody's text reaches past the line.
const PAST_THE_LINE: f64 = 16.0;

/// Arrows down through the lines, up where the provider acts first.
pub struct Connectors {
    by_provider: Vec<bool>,
    customer: usize,
    frontstage: usize,
    /// The line of interaction.
    interaction: usize,
    /// The rows from the customer's down that arrows connect.
    rows: Vec<usize>,
    not_mapped: &'static str,
}

impl Connectors {
    /// The arrows between the rows of a blueprint.
    pub fn of(picture: &BlueprintPicture, grid: &Grid) -> Self {
        let place = |wanted: &str| {
            let is_wanted = |row: &Row| match row {
                Row::Lane(lane) => lane.id == wanted,
                Row::Rule(rule) => rule.id == wanted,
            };
            grid.rows.iter().position(is_wanted).unwrap_or(usize::MAX)
        };
        let columns = picture.stages.iter().flat_map(steps);
        Connectors {
            by_provider: columns.map(|step| step.is_some_and(|step| step.by_provider)).collect(),
            customer: place(CUSTOMER),
            frontstage: place(FRONTSTAGE),
            interaction: place(INTERACTION),
            rows: [CUSTOMER, FRONTSTAGE, rows::BACKSTAGE, rows::SUPPORT].map(place).to_vec(),
            not_mapped: &Locale::of(&picture.heading.lang).labels().blueprint.not_mapped,
        }
    }

    /// The arrows of a column, each from its upper to its lower end, and whether it points up.
    fn arrows(&self, page: &Placed, column: usize) -> Vec<(Range<f64>, bool)> {
        let by_provider = self.by_provider.get(column).copied().unwrap_or_default();
        let filled: Vec<(usize, &Range<f64>)> =
            self.rows.iter().filter_map(|row| Some((*row, page.cells.get(&(*row, column))?))).collect();
        let mut arrows: Vec<(Range<f64>, bool)> = filled
            .windows(2)
            .map(|pair| {
                let meets = (pair[0].0, pair[1].0) == (self.customer, self.frontstage);
                (pair[0].1.end + AIR..pair[1].1.start - AIR, meets && by_provider)
            })
            .collect();
        // What the provider does reaches the customer, whatever the customer does about it.
        let line = page.rows.iter().find(|(row, _)| *row == self.interaction);
        if let (Some((_, line)), Some((row, texts))) = (line, filled.first())
            && *row == self.frontstage
        {
            let middle = (line.start + line.end) / 2.0;
            arrows.push((middle - PAST_THE_LINE..texts.start - AIR, true));
        }
        arrows.retain(|(ends, _)| ends.end - ends.start >= SHORTEST);
        arrows
    }
}

impl Painter for Connectors {
    fn paint(&self, sheet: &mut Sheet<'_>, lane: &Lane, area: &Area) {
        if !lane.is_empty() {
            return;
        }
        let (start, width) = (area.column(area.columns.start) + area.padding, area.end() - area.start);
        let block = sheet.line_of_text(self.not_mapped, TextStyle::regular(size::SMALL));
        let muted = sheet.theme.muted;
        sheet.open_cell("notice", None, None, (area.start, area.top, width, area.height));
        sheet.text(&block, start, area.top + area.air, muted, "notice");
        sheet.canvas.close();
    }

    fn paint_over(&self, sheet: &mut Sheet<'_>, page: &Placed) {
        let muted = sheet.theme.muted;
        sheet.canvas.open_group("connectors", None, None);
        for column in page.columns.clone() {
            let from_start = (column - page.columns.start) as f64 * page.width;
            let u = page.start + from_start + page.padding + INSET;
            for (ends, up) in self.arrows(page, column) {
                let (from, to, back) =
                    if up { (ends.end, ends.start, HEAD) } else { (ends.start, ends.end, -HEAD) };
                sheet.stroke(&[(u, from), (u, to)], muted, 2.0);
                sheet.stroke(&[(u - HEAD, to + back), (u, to), (u + HEAD, to + back)], muted, 2.0);
            }
        }
        sheet.canvas.close();
    }
}
