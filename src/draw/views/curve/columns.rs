//! Where things stand across the page: the axis, one column a touchpoint, room for names at the end.

use super::area::PlotArea;
use super::{CurvePicture, Phase, Rows};
use crate::draw::text::{Align, Block, TextStyle};
use crate::draw::theme::{size, space};
use crate::draw::views::sheet::Sheet;

/// Height of the row of brackets: a word, a rule, and air below it.
pub const PHASE_HEIGHT: f64 = 52.0;

/// Between the extremes of the scale and the edges of the plot; a ringed moment of truth fits in.
pub const INSET: f64 = 40.0;

/// Between two stages.
pub const GUTTER: f64 = 8.0;

/// The widest a word at the scale's end may get before it wraps.
const AXIS_WIDTH: f64 = 150.0;

/// The widest a persona's name may get before it wraps.
const END_WIDTH: f64 = 190.0;

/// What a column keeps of its even share when stages too narrow for their names are widened.
const LEAST_SHARE: f64 = 0.65;

/// The picture's horizontal layout, in reading coordinates.
pub struct Columns {
    /// Where the first column starts.
    pub start: f64,
    /// Where the last column ends.
    pub end: f64,
    /// The width of the narrowest column.
    pub width: f64,
    /// The middle of each touchpoint's column.
    pub centers: Vec<f64>,
    /// Touchpoints before which an empty stage stands.
    pub after_empty: Vec<usize>,
    /// Start and end of each stage's band.
    pub bands: Vec<(f64, f64)>,
    /// The names at the ends of the lines, when there are several.
    pub series_labels: Vec<Block>,
    axis: Axis,
}

/// What stands on both sides of the columns.
struct Frame {
    axis: Axis,
    series_labels: Vec<Block>,
    start: f64,
    end: f64,
}

impl Frame {
    /// Lays out the axis, with at least some width, and the names at the ends of the lines.
    fn lay_out(
        sheet: &mut Sheet<'_>,
        picture: &CurvePicture,
        axis_least: f64,
        (end_width, end_lines): (f64, usize),
    ) -> Self {
        let axis = lay_out_axis(sheet, picture);
        let axis_width = [&axis.top, &axis.middle, &axis.bottom, &axis.note]
            .map(Block::ink_width)
            .into_iter()
            .fold(axis_least, f64::max);
        let series_labels: Vec<Block> = if picture.series.len() > 1 {
            let style = TextStyle::semibold(size::NOTE);
            picture
                .series
                .iter()
                .map(|s| sheet.lay_out(&s.name, style, Some(end_width), Some(end_lines), Align::Start))
                .collect()
        } else {
            Vec::new()
        };
        let names_width = series_labels.iter().map(Block::ink_width).fold(0.0, f64::max);
        let end_room = if names_width > 0.0 { names_width + 28.0 } else { 0.0 };
        let start = space::MARGIN + axis_width + 20.0;
        // The last band's gutter falls into the margin, so that its edge stands on the margin's line.
        let end = sheet.width - space::MARGIN - end_room + GUTTER;
        Frame { axis, series_labels, start, end }
    }
}

/// How many touchpoints each stage has, and how many no stage claims.
fn claimed(picture: &CurvePicture) -> (Vec<usize>, usize) {
    let mut left = picture.touchpoints.len();
    let mut claim = |stage: &super::StageBand| {
        let count = stage.touchpoints.min(left);
        left -= count;
        count
    };
    let counts = picture.stages.iter().map(&mut claim).collect();
    (counts, left)
}

struct Axis {
    top: Block,
    middle: Block,
    bottom: Block,
    note: Block,
}

impl Columns {
    /// Divides the page's width.
    pub fn lay_out(sheet: &mut Sheet<'_>, picture: &CurvePicture) -> Self {
        let Frame { axis, series_labels, start, end } = Frame::lay_out(sheet, picture, 0.0, (END_WIDTH, 3));
        // An empty stage keeps a column, so that its band is seen; touchpoints that no stage claims
        // come after the last band.
        let (counts, left) = claimed(picture);
        let widths = column_widths(sheet, picture, &counts, left, end - start);
        let mut centers = Vec::with_capacity(picture.touchpoints.len());
        let mut bands = Vec::with_capacity(counts.len());
        let mut after_empty = Vec::new();
        let mut at = start;
        for (count, width) in counts.iter().zip(&widths.stages) {
            let band_end = at + (*count).max(1) as f64 * width;
            if *count == 0 {
                after_empty.push(centers.len());
            }
            centers.extend((0..*count).map(|i| at + (i as f64 + 0.5) * width));
            bands.push((at, band_end));
            at = band_end;
        }
        centers.extend((0..left).map(|i| at + (i as f64 + 0.5) * widths.rest));
        let unclaimed = (left > 0).then_some(widths.rest);
        let width = widths.stages.iter().copied().chain(unclaimed).fold(end - start, f64::min);
        Columns { start, end, width, centers, after_empty, bands, series_labels, axis }
    }

    /// The room of the curve between the rows above and below it.
    pub fn area(&self, sheet: &Sheet<'_>, picture: &CurvePicture, rows: &Rows) -> PlotArea {
        let theme = &sheet.theme;
        PlotArea {
            start: self.start,
            end: self.end - GUTTER,
            column: self.width,
            // The gutter belongs to the band's end, so points move with the band's middle.
            centers: self.centers.iter().map(|center| center - GUTTER / 2.0).collect(),
            after_empty: self.after_empty.clone(),
            top: rows.plot,
            bottom: rows.plot_bottom,
            inset: INSET,
            ground: if picture.stages.is_empty() { theme.surface } else { theme.band },
        }
    }

    /// Divides the page's width by what each touchpoint needs: equal columns, but none narrower than its
    /// need. `axis_least` is kept free before them, and names at the ends of lines wrap at `end_width`.
    ///
    /// Returns the columns' edges, too, or nothing when they need more than there is.
    pub fn lay_out_needing(
        sheet: &mut Sheet<'_>,
        picture: &CurvePicture,
        needs: &[f64],
        axis_least: f64,
        end_width: f64,
    ) -> Option<(Self, Vec<(f64, f64)>)> {
        let frame = Frame::lay_out(sheet, picture, axis_least, (end_width, 6));
        let Frame { axis, series_labels, start, end } = frame;
        let (counts, left) = claimed(picture);
        let empty = counts.iter().filter(|count| **count == 0).count();
        let all: Vec<f64> = needs.iter().copied().chain(vec![0.0; empty]).collect();
        let even = filled(&all, end - start)?;
        let mut columns = Columns {
            start,
            end,
            width: even,
            centers: Vec::new(),
            after_empty: Vec::new(),
            bands: Vec::new(),
            series_labels,
            axis,
        };
        let mut edges = Vec::with_capacity(needs.len());
        let mut at = start;
        let mut needs = needs.iter();
        for (stage, count) in counts.iter().copied().chain([left]).enumerate() {
            let band = at;
            if count == 0 && stage < counts.len() {
                columns.after_empty.push(edges.len());
                at += even;
            }
            for need in needs.by_ref().take(count) {
                let width = need.max(even);
                edges.push((at, at + width));
                columns.centers.push(at + width / 2.0);
                at += width;
            }
            if stage < counts.len() {
                columns.bands.push((band, at));
            }
        }
        Some((columns, edges))
    }

    /// The height of a value on the page.
    pub fn y(&self, rows: &Rows, value: f64) -> f64 {
        let middle = (rows.plot + rows.plot_bottom) / 2.0;
        middle - value * ((rows.plot_bottom - rows.plot) / 2.0 - INSET)
    }

    /// Draws a bracket with its word over each stretch of stages in the same phase.
    pub fn draw_phases(&self, sheet: &mut Sheet<'_>, picture: &CurvePicture, top: f64) {
        let labels = sheet.locale.labels();
        let muted = sheet.theme.muted;
        let mut stretches: Vec<(Phase, f64, f64)> = Vec::new();
        for (stage, (start, end)) in picture.stages.iter().zip(&self.bands) {
            match (stage.phase, stretches.last_mut()) {
                (Some(phase), Some(last)) if last.0 == phase && last.2 == *start => last.2 = *end,
                (Some(phase), _) => stretches.push((phase, *start, *end)),
                (None, _) => {}
            }
        }
        if stretches.is_empty() {
            return;
        }
        sheet.canvas.open_group("phases", None, None);
        for (phase, start, end) in stretches {
            let word = match phase {
                Phase::Before => &labels.before,
                Phase::During => &labels.during,
                Phase::After => &labels.after,
            };
            let (start, end) = (start, end - GUTTER);
            let style = TextStyle::regular(size::NOTE);
            let block = sheet.lay_out(word, style, Some(end - start), Some(1), Align::Start);
            // A word that would lose its end in a narrow bracket is left to its neighbours.
            if !block.clipped {
                sheet.text(&block, start, top, muted, "phase");
            }
            let rule = top + block.height + 4.0;
            let drop = rule + 8.0;
            sheet.stroke(
                &[(start + 1.0, drop), (start + 1.0, rule), (end - 1.0, rule), (end - 1.0, drop)],
                muted,
                2.0,
            );
        }
        sheet.canvas.close();
    }

    /// Draws the words at the scale's ends and its middle.
    pub fn draw_axis(&self, sheet: &mut Sheet<'_>, picture: &CurvePicture, rows: &Rows) {
        if picture.touchpoints.is_empty() {
            return;
        }
        let (muted, positive, negative) = (sheet.theme.muted, sheet.theme.positive, sheet.theme.negative);
        sheet.canvas.open_group("axis", None, None);
        let axis = &self.axis;
        let places = [
            (&axis.top, self.y(rows, 1.0), positive),
            (&axis.middle, self.y(rows, 0.0), muted),
            (&axis.bottom, self.y(rows, -1.0), negative),
        ];
        for (block, y, fill) in places {
            sheet.text(block, space::MARGIN, y - block.height / 2.0, fill, "scale");
        }
        // The declared scale stands under the lowest word, where it reads as a note to the axis.
        let y = self.y(rows, -1.0) + axis.bottom.height / 2.0;
        sheet.text(&axis.note, space::MARGIN, y, muted, "scale");
        sheet.canvas.close();
    }
}

/// The width that columns share who need no more, when those who do get their need; nothing when all needs
/// together are more than the room.
fn filled(needs: &[f64], room: f64) -> Option<f64> {
    let mut sorted = needs.to_vec();
    sorted.sort_by(f64::total_cmp);
    let mut taken = 0.0;
    while let Some(most) = sorted.last().copied() {
        let even = (room - taken) / sorted.len() as f64;
        if most <= even {
            return Some(even);
        }
        taken += most;
        sorted.pop();
    }
    (taken <= room).then_some(room.max(0.0))
}

/// The width of a column in each stage, and in those that may give.
struct ColumnWidths {
    stages: Vec<f64>,
    rest: f64,
}

/// Equal columns; but a stage whose name has a word wider than its band gets the width it needs, as
/// long as that doesn't squeeze the others.
fn column_widths(
    sheet: &mut Sheet<'_>,
    picture: &CurvePicture,
    counts: &[usize],
    unclaimed: usize,
    room: f64,
) -> ColumnWidths {
    let style = TextStyle::semibold(size::SMALL);
    let slots: Vec<f64> = counts.iter().map(|count| (*count).max(1) as f64).collect();
    let needs: Vec<f64> = picture
        .stages
        .iter()
        .map(|stage| {
            let word = sheet.engine.longest_word(&stage.name, style) + 1.0;
            let padding = padding(word + 2.0 * padding(word));
            word + 2.0 * padding + GUTTER
        })
        .collect();
    let all = slots.iter().sum::<f64>() + unclaimed as f64;
    let even = room / all.max(1.0);
    let mut rest = even;
    let mut is_widened = vec![false; slots.len()];
    let mut is_refused = vec![false; slots.len()];
    loop {
        let is_wanting = |i: &usize| !is_widened[*i] && !is_refused[*i] && needs[*i] > slots[*i] * rest;
        let wanting: Vec<usize> = (0..slots.len()).filter(is_wanting).collect();
        if wanting.is_empty() {
            break;
        }
        for i in wanting {
            is_widened[i] = true;
        }
        let widened = || (0..slots.len()).filter(|i| is_widened[*i]);
        let taken: f64 = widened().map(|i| needs[i]).sum();
        let left = all - widened().map(|i| slots[i]).sum::<f64>();
        rest = if left > 0.0 { (room - taken) / left } else { 0.0 };
        if rest < even * LEAST_SHARE {
            // The one that wants most does without, and the others are asked again.
            let share = |i: usize| needs[i] / slots[i];
            let greediest = widened().max_by(|a, b| share(*a).total_cmp(&share(*b)));
            if let Some(i) = greediest {
                is_refused[i] = true;
            }
            is_widened.fill(false);
            rest = even;
        }
    }
    let width = |i: usize| if is_widened[i] { needs[i] / slots[i] } else { rest };
    let stages = (0..slots.len()).map(width).collect();
    ColumnWidths { stages, rest }
}

/// Between a band's edges and its stage's name.
pub fn padding(band_width: f64) -> f64 {
    if band_width < 120.0 { 6.0 } else { 14.0 }
}

fn lay_out_axis(sheet: &mut Sheet<'_>, picture: &CurvePicture) -> Axis {
    let labels = sheet.locale.labels();
    let (low, high) = match &picture.scale_ends {
        Some((low, high)) => (low.as_str(), high.as_str()),
        None => (labels.very_negative.as_str(), labels.very_positive.as_str()),
    };
    let middle = picture.neutral.as_deref().unwrap_or(&labels.neutral);
    let mut word =
        |text: &str, style: TextStyle| sheet.lay_out(text, style, Some(AXIS_WIDTH), Some(3), Align::Start);
    Axis {
        top: word(high, TextStyle::regular(size::NOTE)),
        middle: word(middle, TextStyle::regular(size::NOTE)),
        bottom: word(low, TextStyle::regular(size::NOTE)),
        note: word(&picture.scale_note, TextStyle::regular(size::SMALL)),
    }
}
