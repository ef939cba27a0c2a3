//! The curve between the lanes, and the words for what is felt.

use super::lanes::Layout;
use super::{LaneKind, MapPicture, links};
use crate::draw::text::{Align, Block, TextStyle};
use crate::draw::theme::{size, space};
use crate::draw::views::curve::{self, PlotArea, Trace};
use crate::draw::views::grid::{Area, Lane, Painter};
use crate::draw::views::marks::{MOMENT, POINT, RING};
use crate::draw::views::sheet::Sheet;

/// Between the lane's edges and the ends of the scale.
const INSET: f64 = 27.0;

/// Room above the plot, so that the lane's name and the word for the highest score don't meet.
const TOP: f64 = 20.0;

/// Draws what is no text in a map's lanes.
pub struct MapPainter<'p> {
    pub picture: &'p MapPicture,
}

impl Painter for MapPainter<'_> {
    fn paint(&self, sheet: &mut Sheet<'_>, lane: &Lane, area: &Area) {
        match LaneKind::named(lane.id) {
            Some(LaneKind::Emotion) => self.draw_curve(sheet, area),
            Some(LaneKind::Channel) => links::draw(sheet, self.picture, area),
            _ => {}
        }
    }

    fn paint_head(&self, sheet: &mut Sheet<'_>, lane: &Lane, area: &Area, word_bottom: f64) {
        if LaneKind::named(lane.id) == Some(LaneKind::Emotion) {
            self.draw_scale(sheet, area, word_bottom);
        }
    }
}

impl MapPainter<'_> {
    fn plot_area(
        &self,
        sheet: &Sheet<'_>,
        area: &Area,
        centers: Vec<f64>,
        after_empty: Vec<usize>,
    ) -> PlotArea {
        PlotArea {
            start: area.start,
            end: area.end(),
            column: area.width,
            centers,
            after_empty,
            top: area.top + TOP,
            bottom: area.top + area.height,
            inset: INSET,
            ground: sheet.theme.surface,
        }
    }

    fn draw_curve(&self, sheet: &mut Sheet<'_>, area: &Area) {
        let layout = Layout::of(self.picture);
        let mut touchpoints = Vec::new();
        let mut centers = Vec::new();
        let mut after_empty = Vec::new();
        for column in area.columns.clone() {
            match layout.touchpoints[column] {
                Some(touchpoint) => {
                    touchpoints.push(touchpoint);
                    centers.push(area.center(column));
                }
                None => after_empty.push(touchpoints.len()),
            }
        }
        let (Some(first), Some(last)) = (touchpoints.first(), touchpoints.last()) else { return };
        let part = self.picture.curve.part(*first..last + 1);
        let plot = self.plot_area(sheet, area, centers, after_empty);
        let traces = curve::draw_lines(sheet, &part, &plot);
        // What is at stake stands on the curve unless it has a lane of its own.
        let has_lane = area.lanes.contains(&LaneKind::Moments.name());
        let taken = if has_lane { Vec::new() } else { curve::draw_labels(sheet, &part, &plot, &traces) };
        self.draw_feelings(sheet, *first, &part, &plot, &traces, taken);
    }

    /// The words at the ends of the scale and its middle, as far as the lane's name leaves room.
    fn draw_scale(&self, sheet: &mut Sheet<'_>, area: &Area, word_bottom: f64) {
        let labels = sheet.locale.labels();
        let theme = sheet.theme;
        let plot = self.plot_area(sheet, area, Vec::new(), Vec::new());
        let room = area.start - space::MARGIN - 14.0;
        let style = TextStyle::regular(size::SMALL);
        let mut least = word_bottom;
        sheet.open_cell("scale", None, None, (space::MARGIN, area.top, room, area.height));
        for (words, value, color) in [
            (&labels.very_positive, 1.0, theme.positive),
            (&labels.neutral, 0.0, theme.muted),
            (&labels.very_negative, -1.0, theme.negative),
        ] {
            let block = sheet.lay_out(words, style, Some(room), None, Align::End);
            let top = (plot.y(value) - block.height / 2.0).min(area.top + area.height - block.height);
            if top < least - 4.0 {
                continue;
            }
            least = top + block.height;
            sheet.text(&block, space::MARGIN, top, color, "scale");
        }
        sheet.canvas.close();
    }

    /// Writes the words for what is felt beside their points, where they touch no line.
    fn draw_feelings(
        &self,
        sheet: &mut Sheet<'_>,
        first: usize,
        part: &curve::CurvePicture,
        plot: &PlotArea,
        traces: &[Trace],
        mut taken: Vec<[f64; 4]>,
    ) {
        let separator = &sheet.locale.labels().list_separator;
        let [trace] = traces else { return };
        let samples = curve::samples(plot, traces);
        let style = TextStyle::regular(size::SMALL);
        let mut words: Vec<(usize, Block, [f64; 4])> = Vec::new();
        for at in 0..part.touchpoints.len() {
            let feelings = &self.picture.touchpoints[first + at].feelings;
            let place = trace.place(at, plot);
            let Some((u, y)) = place.filter(|_| !feelings.is_empty()) else { continue };
            let text = feelings.join(separator);
            let block = sheet.line_of_text(&text, style);
            let half = block.width / 2.0;
            let left =
                (u - half).clamp(plot.start + 4.0, (plot.end - block.width - 4.0).max(plot.start + 4.0));
            let below = y > plot.y(0.0);
            let away = match part.moment(trace.series(), at) {
                Some(moment) if moment.criticality >= 3 => RING + 3.0,
                Some(_) => MOMENT + 6.0,
                None => POINT + 6.0,
            };
            let tops = [y + away, y - away - block.height];
            let tops = if below { tops } else { [tops[1], tops[0]] };
            let found = tops.into_iter().find_map(|top| {
                let area = [left, top, left + block.width, top + block.height];
                let inside = top >= plot.top + 2.0
                    && area[3] <= plot.bottom - 2.0
                    && block.width <= plot.end - plot.start;
                let free = samples.iter().all(|(su, sy)| {
                    *su < area[0] - 6.0 || *su > area[2] + 6.0 || *sy < area[1] - 3.0 || *sy > area[3] + 3.0
                });
                let apart = taken.iter().all(|t| {
                    t[2] + 8.0 < area[0] || area[2] + 8.0 < t[0] || t[3] < area[1] || area[3] < t[1]
                });
                (inside && free && apart).then_some(area)
            });
            if let Some(area) = found {
                taken.push(area);
                words.push((at, block, area));
            }
        }
        let muted = sheet.theme.muted;
        for (_, block, area) in words {
            let bounds = (area[0], area[1], area[2] - area[0], area[3] - area[1]);
            sheet.open_cell("feeling", None, None, bounds);
            sheet.text(&block, area[0], area[1], muted, "feeling");
            sheet.canvas.close();
        }
    }
}
