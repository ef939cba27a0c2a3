//! The emotion curve: how a journey felt, touchpoint by touchpoint.
//!
//! Height is feeling, reading direction is order, stages are bands. A point's filling says what the
//! score rests on, a dashed line leans on an assumption, and the line breaks where nobody was asked.

mod columns;
mod compose;
mod describe;
mod ends;
mod legend;
mod marks;
mod moments;
mod names;
mod plot;

use self::columns::Columns;
use self::legend::Legend;
use self::names::Names;
use super::page::{FOOT_MARGIN, Head, draw_foot, lay_out_head};
use super::sheet::{Drawing, Options, Sheet};
use crate::draw::canvas::{Attr, Canvas, Element, Page, Tag};
use crate::draw::locale::Locale;
use crate::draw::text::{Direction, TextEngine};
use crate::draw::theme::{FONT_FAMILY, Theme, space};
use crate::model::{Phase, Valence};

pub use compose::picture;
pub use describe::describe;

/// Everything an emotion curve shows, worded and counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CurvePicture {
    /// The journey's id.
    pub id: String,
    /// The journey's title.
    pub title: String,
    /// The persona's name and one line about them.
    pub persona_line: Option<String>,
    /// What the customer wants solved.
    pub need: Option<String>,
    /// Short facts for the head, such as "9 touchpoints".
    pub facts: Vec<String>,
    /// Short notes for the foot, such as the journey's id and state.
    pub foot: Vec<String>,
    /// BCP 47 tag of the journey's language.
    pub lang: String,
    /// The direction of reading, and so of time.
    pub dir: Direction,
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
    /// The lines: one, or one for each persona.
    pub series: Vec<Series>,
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

/// What a score rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// Nobody asked.
    Assumption,
    /// One or two customers.
    Anecdote,
    /// Qualitative evidence or better.
    Researched,
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
    /// The usable score of a series at a touchpoint.
    fn point(&self, series: usize, touchpoint: usize) -> Option<(&Point, f64)> {
        let point = self.series.get(series)?.points.get(touchpoint)?.as_ref()?;
        point.v.is_finite().then(|| (point, point.v.clamp(-1.0, 1.0)))
    }

    /// All usable scores, series by series.
    fn scores(&self) -> impl Iterator<Item = &Point> {
        let count = self.touchpoints.len();
        self.series
            .iter()
            .flat_map(move |s| s.points.iter().take(count))
            .flatten()
            .filter(|p| p.v.is_finite())
    }

    /// How many of the felt scores are assumptions, and how many felt scores there are.
    ///
    /// A target is neither: nobody claims to have observed it.
    fn assumed(&self) -> (usize, usize) {
        let felt = || self.scores().filter(|p| !p.target);
        let assumed = felt().filter(|p| p.grade == Grade::Assumption).count();
        (assumed, felt().count())
    }

    /// The moment of truth of a series at a touchpoint.
    fn moment(&self, series: usize, touchpoint: usize) -> Option<&Moment> {
        self.moments.iter().find(|m| m.series == series && m.touchpoint == touchpoint)
    }
}

/// Heights of the picture's parts, from top to bottom, in drawing units.
struct Rows {
    phases: f64,
    stages: f64,
    plot: f64,
    plot_bottom: f64,
    key: f64,
    legend: f64,
    height: f64,
}

/// The least height of the plot that still reads as a curve, on a page of some height.
fn least_plot(page_height: f64) -> f64 {
    (page_height * 0.3).clamp(240.0, 340.0)
}

/// Draws an emotion curve.
///
/// The picture is as large as the options say. When its names would need type under 20 units, they
/// move into a key; when the key doesn't fit either, the picture grows in height and says so.
pub fn draw(picture: &CurvePicture, options: &Options, engine: &mut TextEngine) -> Drawing {
    engine.set_language(&picture.lang);
    let (pixel_width, pixel_height) = options.size();
    let scale = options.units_per_pixel();
    let mut sheet = Sheet {
        canvas: Canvas::new(options.id_prefix.as_deref()),
        engine,
        theme: Theme::LIGHT,
        locale: Locale::of(&picture.lang),
        direction: picture.dir,
        mode: options.text,
        width: pixel_width * scale,
    };

    let head = lay_out_head(
        &mut sheet,
        &Head {
            title: &picture.title,
            persona_line: picture.persona_line.as_deref(),
            need: picture.need.as_deref(),
            facts: &picture.facts,
        },
    );
    let columns = Columns::lay_out(&mut sheet, picture);
    let names = Names::lay_out(&mut sheet, picture, &columns);
    let legend = Legend::lay_out(&mut sheet, picture);
    let rows = stack(picture, (pixel_height, scale), head.bottom(), &names, &legend);

    let description =
        if picture.description.trim().is_empty() { describe(picture) } else { picture.description.clone() };
    let size = (pixel_width, rows.height / scale);
    sheet.canvas.begin(&Page {
        size,
        units: (sheet.width, rows.height),
        id: &picture.id,
        lang: &picture.lang,
        class: "masa curve",
        title: &picture.title,
        description: &description,
        font_family: FONT_FAMILY,
    });
    let page = (sheet.width, rows.height);
    sheet.canvas.leaf(
        Element::new(Tag::Rect)
            .with(Attr::Class, "page")
            .with(Attr::Width, page.0)
            .with(Attr::Height, page.1)
            .with(Attr::Fill, sheet.theme.surface),
    );
    head.draw(&mut sheet);
    columns.draw_phases(&mut sheet, picture, rows.phases);
    names.draw_bands(&mut sheet, picture, &columns, &rows);
    columns.draw_axis(&mut sheet, picture, &rows);
    plot::draw(&mut sheet, picture, &columns, &rows);
    names.draw(&mut sheet, picture, &columns, &rows);
    legend.draw(&mut sheet, rows.legend);
    draw_foot(&mut sheet, &picture.foot, rows.height);
    Drawing {
        svg: sheet.canvas.finish(),
        width: size.0,
        height: size.1,
        grown: rows.height > pixel_height * scale + 0.5,
    }
}

/// Puts the parts under each other; the plot takes what they leave.
///
/// A page grows only when the plot would be a tenth lower than it should be, and then by whole pixels.
fn stack(
    picture: &CurvePicture,
    (pixel_height, scale): (f64, f64),
    head_bottom: f64,
    names: &Names,
    legend: &Legend,
) -> Rows {
    let page_height = pixel_height * scale;
    let phases = head_bottom + 24.0;
    let has_phases = picture.stages.iter().any(|s| s.phase.is_some());
    let stages = phases + if has_phases { columns::PHASE_HEIGHT } else { 0.0 };
    let plot = stages + names.stage_height();
    let foot =
        if picture.foot.is_empty() { FOOT_MARGIN } else { space::FOOT + FOOT_MARGIN + 2.0 * space::STEP };
    let below = names.label_height() + names.key_height() + legend.height() + foot;
    let least = least_plot(page_height);
    let height = if page_height - plot - below >= least * 0.9 {
        page_height
    } else {
        page_height.max(((plot + least + below) / scale).ceil() * scale)
    };
    let plot_bottom = height - below;
    let key = plot_bottom + names.label_height();
    Rows { phases, stages, plot, plot_bottom, key, legend: key + names.key_height(), height }
}

#[cfg(test)]
mod tests;
