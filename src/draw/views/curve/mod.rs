//! The emotion curve: how a journey felt, touchpoint by touchpoint.
//!
//! Height is feeling, reading direction is order, stages are bands. A point's filling says what the
//! score rests on, a dashed line leans on an assumption, and the line breaks where nobody was asked.

pub(super) mod area;
pub(super) mod columns;
pub(super) mod compose;
mod describe;
pub(super) mod ends;
pub(super) mod legend;
pub(super) mod moments;
pub(super) mod names;
pub(super) mod plot;

use self::columns::Columns;
use self::ends::draw_series_names;
use self::names::Names;
use super::legend::Legend;
use super::page::{Heading, LaidOutHead, draw_foot, foot_height, lay_out_head};
use super::pages::{self, Paged};
use super::sheet::{About, Drawing, Options, Sheet};
use crate::draw::text::TextEngine;
use crate::draw::theme::space;
use crate::draw::views::marks::Grade;
use crate::model::{Phase, Valence};

use std::ops::Range;

pub use area::PlotArea;
pub use compose::picture;
pub use describe::{describe, tell_lines};
pub(crate) use legend::items as legend_items;
pub(crate) use moments::draw_labels;
pub(crate) use plot::{Trace, draw as draw_lines, samples};

/// Everything an emotion curve shows, worded and counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CurvePicture {
    /// What its head and foot say.
    pub heading: Heading,
    /// The words at the lower and the upper end of the scale; `None` for our own.
    pub scale_ends: Option<(String, String)>,
    /// The word for the middle of the scale; `None` for our own.
    pub neutral: Option<String>,
    /// The declared scale, such as "−2..2".
    pub scale_note: String,
    /// The stages in order.
    pub stages: Vec<StageBand>,
    /// The touchpoints in order.
    pub touchpoints: Vec<TouchpointLabel>,
    /// How many touchpoints of the same map stand before the first one, on other pages.
    pub before: usize,
    /// The lines: one, or one for each persona.
    pub series: Vec<Series>,
    /// Whether the lines are versions of one map, the newest first.
    pub are_versions: bool,
    /// The moments of truth.
    pub moments: Vec<Moment>,
    /// The picture in words for those who don't see it; [`describe`] writes one when it is empty.
    pub description: String,
}

/// A stage and how many of the next touchpoints belong to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StageBand {
    /// The stage's id.
    pub id: String,
    /// The stage's name.
    pub name: String,
    /// Where it lies relative to the contact with the provider.
    pub phase: Option<Phase>,
    /// How many touchpoints it has.
    pub touchpoints: usize,
}

/// A touchpoint's id and name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TouchpointLabel {
    /// The touchpoint's id.
    pub id: String,
    /// The touchpoint's name.
    pub name: String,
}

/// One line of the picture: a persona's scores, or a journey's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// The persona's id, or the journey's.
    pub id: String,
    /// The name at the end of the line.
    pub name: String,
    /// One entry for each touchpoint; `None` where nothing was scored.
    pub points: Vec<Option<Point>>,
    /// Touchpoints that are none of this line's, in order; it goes past them without a break.
    pub absent: Vec<usize>,
    /// The line's own names of the touchpoints, when they are not those of the picture.
    pub names: Vec<String>,
    /// Touchpoints, in order, where the one before goes on instead of a new one.
    pub repeated: Vec<usize>,
}

/// A score.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The score on −1..=1; what lies outside is moved to the end, what isn't a number is unscored.
    pub v: f64,
    /// What the score rests on.
    pub grade: Grade,
    /// Whether this is what a desired journey aims for instead of what somebody felt.
    pub target: bool,
    /// The score in words, such as "−2 on −2..2, anecdote, n = 1".
    pub said: String,
}

/// A touchpoint that decides how the customer will think of the provider.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// Index into `touchpoints`.
    pub touchpoint: usize,
    /// Index into `series`.
    pub series: usize,
    /// Which way it can turn.
    pub valence: Valence,
    /// 1..=3; 3 gets a ring.
    pub criticality: u8,
    /// A few words, shown where there is room.
    pub label: Option<String>,
}

impl CurvePicture {
    /// How many touchpoints each stage has, those that no stage claims at the end.
    pub(super) fn stage_sizes(&self) -> Vec<usize> {
        let mut left = self.touchpoints.len();
        let mut sizes: Vec<usize> = Vec::new();
        for stage in &self.stages {
            sizes.push(stage.touchpoints.min(left));
            left -= stage.touchpoints.min(left);
        }
        if left > 0 {
            sizes.push(left);
        }
        sizes
    }

    /// The part with these touchpoints, as a picture of its own.
    pub(super) fn part(&self, range: Range<usize>) -> CurvePicture {
        let mut first = 0;
        let mut stages = Vec::new();
        for stage in &self.stages {
            let end = first + stage.touchpoints;
            let shared = end.min(range.end).saturating_sub(first.max(range.start));
            let is_empty_here = stage.touchpoints == 0 && range.contains(&first);
            if shared > 0 || is_empty_here {
                stages.push(StageBand { touchpoints: shared, ..stage.clone() });
            }
            first = end;
        }
        let series = self.series.iter().map(|one| {
            let end = range.end.min(one.points.len());
            let points = one.points.get(range.start..end).unwrap_or_default().to_vec();
            let inside = |all: &[usize]| {
                let inside = all.iter().filter(|at| range.contains(at));
                inside.map(|at| at - range.start).collect::<Vec<usize>>()
            };
            let names = one.names.get(range.start..end).unwrap_or_default().to_vec();
            let mut repeated = inside(&one.repeated);
            // What began on the page before begins again on this one.
            let first = points.iter().position(Option::is_some);
            repeated.retain(|at| Some(*at) != first);
            Series { points, names, absent: inside(&one.absent), repeated, ..one.clone() }
        });
        let moments = self.moments.iter().filter(|moment| range.contains(&moment.touchpoint));
        CurvePicture {
            stages,
            touchpoints: self.touchpoints[range.clone()].to_vec(),
            before: self.before + range.start,
            series: series.collect(),
            moments: moments
                .map(|moment| Moment { touchpoint: moment.touchpoint - range.start, ..moment.clone() })
                .collect(),
            ..self.clone()
        }
    }

    /// The usable score of a series at a touchpoint.
    pub(super) fn point(&self, series: usize, touchpoint: usize) -> Option<(&Point, f64)> {
        let point = self.series.get(series)?.points.get(touchpoint)?.as_ref()?;
        point.v.is_finite().then(|| (point, point.v.clamp(-1.0, 1.0)))
    }

    /// Whether a touchpoint is a line's own and has no usable score.
    pub(super) fn is_missing(&self, series: usize, touchpoint: usize) -> bool {
        let is_own = self.series.get(series).is_some_and(|s| s.absent.binary_search(&touchpoint).is_err());
        is_own && self.point(series, touchpoint).is_none()
    }

    /// All usable scores, series by series.
    pub(super) fn scores(&self) -> impl Iterator<Item = &Point> {
        let count = self.touchpoints.len();
        self.series
            .iter()
            .flat_map(move |s| {
                let own = s.points.iter().take(count).enumerate();
                own.filter(|(t, _)| s.repeated.binary_search(t).is_err()).filter_map(|(_, p)| p.as_ref())
            })
            .filter(|p| p.v.is_finite())
    }

    /// How many of the felt scores are assumptions, and how many felt scores there are.
    ///
    /// A target is neither: nobody claims to have observed it.
    pub(super) fn assumed(&self) -> (usize, usize) {
        let felt = || self.scores().filter(|p| !p.target);
        let assumed = felt().filter(|p| p.grade == Grade::Assumption).count();
        (assumed, felt().count())
    }

    /// The moment of truth of a series at a touchpoint.
    pub fn moment(&self, series: usize, touchpoint: usize) -> Option<&Moment> {
        self.moments.iter().find(|m| m.series == series && m.touchpoint == touchpoint)
    }
}

/// Heights of the picture's parts, from top to bottom, in drawing units.
pub(super) struct Rows {
    /// The brackets of the phases.
    pub phases: f64,
    /// The top of the stages' bands.
    pub stages: f64,
    /// The top of the plot.
    pub plot: f64,
    /// The bottom of the plot.
    pub plot_bottom: f64,
    /// The bottom of the bands, where the key begins.
    pub key: f64,
    /// The top of the legend.
    pub legend: f64,
    /// The height of the page.
    pub height: f64,
}

/// The least height of the plot that still reads as a curve, on a page of some height.
fn least_plot(page_height: f64) -> f64 {
    (page_height * 0.3).clamp(240.0, 340.0)
}

/// Draws an emotion curve.
///
/// When its names would need type under 20 units, they move into a key. A curve that does not fit a page
/// goes on over the next at the border of a stage; a free page grows instead, and so does a page on which
/// not even one touchpoint fits.
pub fn draw(picture: &CurvePicture, options: &Options, engine: &mut TextEngine) -> Vec<Drawing> {
    pages::draw(picture, options, engine)
}

/// Everything on a page, laid out.
pub(crate) struct Laid {
    head: LaidOutHead,
    columns: Columns,
    names: Names,
    legend: Legend,
    rows: Rows,
}

impl Paged for CurvePicture {
    type Laid = Laid;

    fn heading(&self) -> &Heading {
        &self.heading
    }

    fn stage_sizes(&self) -> Vec<usize> {
        self.stage_sizes()
    }

    fn part(&self, range: Range<usize>) -> Self {
        self.part(range)
    }

    fn lay_out(&self, sheet: &mut Sheet<'_>, is_free: bool, _: (usize, usize)) -> Laid {
        if is_free {
            sheet.width = sheet.width.max(self.touchpoints.len() as f64 * FREE_COLUMN);
        }
        let head = lay_out_head(sheet, &self.heading);
        let columns = Columns::lay_out(sheet, self);
        let names = Names::lay_out(sheet, self, &columns);
        let items = legend::items(self, &sheet.theme);
        let legend = Legend::lay_out(sheet, items);
        let rows = stack(self, sheet, head.bottom(), &names, legend.height());
        Laid { head, columns, names, legend, rows }
    }

    fn fits(sheet: &Sheet<'_>, laid: &Laid) -> bool {
        laid.rows.height <= sheet.height + 0.5
    }

    fn draw_page(&self, sheet: &mut Sheet<'_>, laid: &Laid, page: (usize, usize)) {
        let Laid { head, columns, names, legend, rows } = laid;
        let description =
            if self.description.trim().is_empty() { describe(self) } else { self.description.clone() };
        let about = About {
            id: &self.heading.id,
            class: "masa curve",
            title: &self.heading.title,
            description: &description,
        };
        sheet.begin(about, rows.height);
        head.draw(sheet);
        columns.draw_phases(sheet, self, rows.phases);
        names.draw_bands(sheet, self, columns, rows);
        columns.draw_axis(sheet, self, rows);
        if self.touchpoints.is_empty() {
            let words = &sheet.locale.labels().nothing_mapped;
            plot::draw_notice(sheet, words, space::MARGIN, columns.y(rows, 0.0));
        } else {
            let area = columns.area(sheet, self, rows);
            let traces = plot::draw(sheet, self, &area);
            draw_series_names(sheet, columns, &area, &traces, &plot::Look::of(self));
            draw_labels(sheet, self, &area, &traces);
        }
        names.draw(sheet, self, columns, rows);
        legend.draw(sheet, rows.legend);
        draw_foot(sheet, &self.heading.foot, rows.height, page);
    }
}

/// The width of a column that a free page grows by.
pub(super) const FREE_COLUMN: f64 = 96.0;

/// Puts the parts under each other; the plot takes what they leave.
///
/// A page grows only when the plot would be a tenth lower than it should be, and then by whole pixels.
pub(super) fn stack(
    picture: &CurvePicture,
    sheet: &Sheet<'_>,
    head_bottom: f64,
    names: &Names,
    legend_height: f64,
) -> Rows {
    let page_height = sheet.height;
    let phases = head_bottom + 24.0;
    let has_phases = picture.stages.iter().any(|s| s.phase.is_some());
    let stages = phases + if has_phases { columns::PHASE_HEIGHT } else { 0.0 };
    let plot = stages + names.stage_height();
    let foot = foot_height(&picture.heading.foot);
    let below = names.label_height() + names.key_height() + legend_height + foot;
    let least = least_plot(page_height);
    let height = if page_height - plot - below >= least * 0.9 {
        page_height
    } else {
        page_height.max(sheet.whole_height(plot + least + below))
    };
    let plot_bottom = height - below;
    let key = plot_bottom + names.label_height();
    Rows { phases, stages, plot, plot_bottom, key, legend: key + names.key_height(), height }
}

#[cfg(test)]
mod tests;
