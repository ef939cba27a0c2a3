//! What stands around the matrix: the heads of rows and columns, the lead, and the parts above and below.

use std::ops::Range;

use super::legend::{self, foot};
use super::tiles::{self, Size};
use super::{ChannelsPicture, Sheet, lay_out_head};
use crate::draw::text::{Align, Block, TextStyle};
use crate::draw::theme::{size, space};
use crate::draw::views::legend::Legend;
use crate::draw::views::page::{FOOT_MARGIN, LaidOutHead};
use crate::model::Phase;

/// The widest a channel's name may get before it wraps.
const NAME_WIDTH: f64 = 230.0;

const ICON: f64 = 36.0;

const AFTER_ICON: f64 = 14.0;

/// Above and below a stage's name.
const AIR: f64 = 8.0;

/// Height of the row of brackets: a word, a rule, and air below it.
const PHASES: f64 = 48.0;

/// The channels' names with their icons.
pub struct RowHeads {
    names: Vec<Block>,
    all: Block,
    icon: f64,
    /// From the margin to the matrix.
    pub width: f64,
}

impl RowHeads {
    /// Lays out the names.
    pub fn lay_out(sheet: &mut Sheet<'_>, picture: &ChannelsPicture, size: Size) -> Self {
        let style = TextStyle::regular(size.name);
        let labels = sheet.locale.labels();
        let mut lay_out = |text: &str, style: TextStyle| {
            let width = sheet.engine.width(text, style) + 1.0;
            sheet.lay_out(text, style, Some(width.min(NAME_WIDTH)), None, Align::Start)
        };
        let names: Vec<Block> = picture.rows.iter().map(|row| lay_out(&row.name, style)).collect();
        let all = lay_out(&labels.channels.all, TextStyle::semibold(size.name));
        let widest = names.iter().map(|name| ICON + AFTER_ICON + name.width).fold(all.width, f64::max);
        RowHeads { names, all, icon: size.icon, width: widest + 20.0 }
    }

    /// The least height of a row.
    pub fn height(&self, row: usize) -> f64 {
        self.names[row].height + 3.0
    }

    /// Draws the head of a row.
    pub fn draw(
        &self,
        sheet: &mut Sheet<'_>,
        picture: &ChannelsPicture,
        row: usize,
        (y, height): (f64, f64),
    ) {
        let (ink, muted) = (sheet.theme.ink, sheet.theme.muted);
        let (name, one) = (&self.names[row], &picture.rows[row]);
        sheet.open_cell("channel", Some(&one.id), Some(&one.name), (space::MARGIN, y, self.width, height));
        let middle = y + height / 2.0;
        sheet.icon(one.icon, space::MARGIN + ICON / 2.0, middle, self.icon, muted);
        sheet.text(name, space::MARGIN + ICON + AFTER_ICON, middle - name.height / 2.0, ink, "name");
        sheet.canvas.close();
    }

    /// Draws the head of the totals.
    pub fn draw_all(&self, sheet: &mut Sheet<'_>, y: f64, height: f64) {
        let ink = sheet.theme.ink;
        let middle = y + height / 2.0;
        sheet.text(&self.all, space::MARGIN, middle - self.all.height / 2.0, ink, "name");
    }
}

/// The names of the columns, and the phases above them.
pub struct ColumnHeads {
    names: Vec<Block>,
    all: Option<Block>,
    has_phases: bool,
    columns: Range<usize>,
    /// The height of phases and names.
    pub height: f64,
}

impl ColumnHeads {
    /// Lays out the names in columns of these widths, as large as they go in three lines.
    pub fn lay_out(
        sheet: &mut Sheet<'_>,
        picture: &ChannelsPicture,
        columns: Range<usize>,
        widths: &[f64],
        all_width: Option<f64>,
        largest: f64,
    ) -> Self {
        let inner = |width: f64| (width - 2.0 * tiles::PADDING).max(1.0);
        let shown = &picture.columns[columns.clone()];
        let mut names = Vec::new();
        let mut style = TextStyle::semibold(size::SMALL);
        for size in [size::STAGE, size::BODY, size::SMALL].into_iter().filter(|size| *size <= largest) {
            style = TextStyle::semibold(size);
            names = shown
                .iter()
                .zip(widths)
                .map(|(column, width)| {
                    sheet.lay_out(&column.name, style, Some(inner(*width)), None, Align::Start)
                })
                .collect();
            let fits = |block: &Block, name: &str, width: f64, sheet: &mut Sheet<'_>| {
                block.lines.len() <= 3 && sheet.engine.longest_word(name, style) <= inner(width) + 0.5
            };
            if shown.iter().zip(widths).zip(&names).all(|((c, w), b)| fits(b, &c.name, *w, sheet)) {
                break;
            }
        }
        let word = &sheet.locale.labels().channels.all;
        let all = all_width.map(|width| sheet.lay_out(word, style, Some(inner(width)), None, Align::Start));
        let tallest = names.iter().chain(&all).map(|name| name.height).fold(0.0, f64::max);
        let has_phases = picture.columns.iter().any(|column| column.phase.is_some());
        let phases = if has_phases { PHASES } else { 0.0 };
        ColumnHeads { names, all, has_phases, columns, height: phases + tallest + 2.0 * AIR }
    }

    /// Draws the heads over columns that start and end at these places.
    pub fn draw(
        &self,
        sheet: &mut Sheet<'_>,
        picture: &ChannelsPicture,
        places: &[(f64, f64)],
        all: Option<(f64, f64)>,
        top: f64,
    ) {
        let (ink, band) = (sheet.theme.ink, sheet.theme.band);
        let mut y = top;
        if self.has_phases {
            self.draw_phases(sheet, picture, places, top);
            y += PHASES;
        }
        let height = self.height - (y - top);
        let columns = &picture.columns[self.columns.clone()];
        for ((column, name), (u, width)) in columns.iter().zip(&self.names).zip(places) {
            let bounds = (*u, y, *width, height);
            sheet.open_cell("column", Some(&column.id), Some(&column.name), bounds);
            sheet.rect(*u, y, *width, height, band);
            // Names of fewer lines stand on the line of the others' last one.
            let at = y + height - AIR - name.height;
            sheet.text(name, u + tiles::PADDING, at, ink, "name");
            sheet.canvas.close();
        }
        if let (Some(block), Some((u, _))) = (&self.all, all) {
            sheet.text(block, u + tiles::PADDING, y + height - AIR - block.height, ink, "name");
        }
    }

    /// A bracket with its word over each stretch of stages in the same phase.
    fn draw_phases(&self, sheet: &mut Sheet<'_>, picture: &ChannelsPicture, places: &[(f64, f64)], top: f64) {
        let labels = sheet.locale.labels();
        let muted = sheet.theme.muted;
        let mut stretches: Vec<(Phase, f64, f64, usize)> = Vec::new();
        let columns = &picture.columns[self.columns.clone()];
        for (at, (column, (u, width))) in columns.iter().zip(places).enumerate() {
            match (column.phase, stretches.last_mut()) {
                (Some(phase), Some(last)) if last.0 == phase && last.3 + 1 == at => {
                    (last.2, last.3) = (u + width, at);
                }
                (Some(phase), _) => stretches.push((phase, *u, u + width, at)),
                (None, _) => {}
            }
        }
        sheet.canvas.open_group("phases", None, None);
        for (phase, start, end, _) in stretches {
            let word = match phase {
                Phase::Before => &labels.before,
                Phase::During => &labels.during,
                Phase::After => &labels.after,
            };
            let block = sheet.line_of_text(word, TextStyle::regular(size::NOTE));
            // A word that is wider than its bracket is left to its neighbours.
            if block.width <= end - start {
                sheet.text(&block, start, top, muted, "phase");
            }
            let rule = top + block.height + 4.0;
            let drop = rule + 8.0;
            let points = [(start + 1.0, drop), (start + 1.0, rule), (end - 1.0, rule), (end - 1.0, drop)];
            sheet.stroke(&points, muted, 2.0);
        }
        sheet.canvas.close();
    }
}

/// What the numbers say, between the head and the matrix.
pub struct Lead {
    block: Option<Block>,
}

impl Lead {
    /// Lays out the sentences as one text.
    pub fn lay_out(sheet: &mut Sheet<'_>, picture: &ChannelsPicture) -> Self {
        let width = sheet.width - 2.0 * space::MARGIN - BAR;
        let text = picture.insight.join(" ");
        let style = TextStyle::regular(size::SUBTITLE);
        let block = (!text.is_empty()).then(|| sheet.lay_out_balanced(&text, style, width, usize::MAX));
        Lead { block }
    }

    fn height(&self) -> f64 {
        self.block.as_ref().map_or(0.0, |block| block.height + LEAD_GAP)
    }

    /// Draws the lead with a bar at its reading edge.
    pub fn draw(&self, sheet: &mut Sheet<'_>, top: f64) {
        let Some(block) = &self.block else { return };
        let ink = sheet.theme.ink;
        let y = top + LEAD_GAP;
        sheet.canvas.open_group("insight", None, None);
        sheet.rect(space::MARGIN, y + 3.0, 6.0, block.height - 6.0, ink);
        sheet.text(block, space::MARGIN + BAR, y, ink, "insight");
        sheet.canvas.close();
    }
}

/// Between the head and the lead.
const LEAD_GAP: f64 = 14.0;

/// From the margin to the lead's text.
const BAR: f64 = 22.0;

/// All that stands above and below the matrix; the same on every page.
pub struct Margins {
    pub head: LaidOutHead,
    pub lead: Lead,
    pub legend: Legend<legend::Sample>,
    /// The notes of the foot.
    pub foot: Vec<String>,
}

impl Margins {
    /// Lays out everything but the matrix.
    pub fn lay_out(sheet: &mut Sheet<'_>, picture: &ChannelsPicture) -> Self {
        let explained = legend::items(sheet, picture);
        Margins {
            head: lay_out_head(sheet, &picture.heading),
            lead: Lead::lay_out(sheet, picture),
            legend: Legend::lay_out(sheet, explained),
            foot: foot(sheet, picture),
        }
    }

    /// Where the matrix begins.
    pub fn above(&self) -> f64 {
        self.head.bottom() + self.lead.height() + 18.0
    }

    /// The height of what stands under the matrix.
    pub fn below(&self) -> f64 {
        self.legend.height() + space::FOOT + FOOT_MARGIN + 2.0 * space::STEP
    }
}
