//! The commitment line: how far the journey binds the customer, from 0 to 100.
//!
//! Every encounter moves the line a little; at a moment of truth a ladder leads up or a snake down, and the
//! number on it says how much of the end is decided there. It is a model and says so on its face.

mod compose;
mod describe;
mod ends;
mod legend;
mod plot;

use std::ops::Range;

use self::ends::Ends;
use super::curve::columns::Columns;
use super::curve::names::Names;
use super::curve::{CurvePicture, FREE_COLUMN, Rows, StageBand, TouchpointLabel, stack};
use super::legend::Legend;
use super::page::{Heading, LaidOutHead, draw_foot, lay_out_head};
use super::pages::{self, Paged};
use super::sheet::{About, Drawing, Options, Sheet};
use crate::draw::text::TextEngine;
use crate::model::Valence;

pub use compose::picture;
pub use describe::describe;

/// Everything a commitment line shows, worded and counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CommitmentPicture {
    /// What its head and foot say.
    pub heading: Heading,
    /// The stages in order.
    pub stages: Vec<StageBand>,
    /// The touchpoints in order.
    pub touchpoints: Vec<TouchpointLabel>,
    /// Touchpoints that are no step, because the customer is alone with them.
    pub alone: Vec<bool>,
    /// The lines: one, or one for each persona; band, ladders and snakes are those of the first.
    pub lines: Vec<CommitmentLine>,
    /// The moments of truth in order.
    pub turns: Vec<Turn>,
    /// How the model works, in a few sentences.
    pub notes: Vec<String>,
    /// The share of customers who end at 0, in words.
    pub lost: String,
    /// How many touchpoints of the same journey stand before the first one, on other pages.
    pub before: usize,
    /// The picture in words for those who don't see it; [`describe`] writes one when it is empty.
    pub description: String,
}

/// One line of the picture: a persona's commitment, or everybody's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CommitmentLine {
    /// The persona's id, or the journey's.
    pub id: String,
    /// The persona's name.
    pub name: String,
    /// Where the line begins.
    pub start: Station,
    /// Where it stands after each touchpoint.
    pub stations: Vec<Station>,
    /// Where it ends, whatever way customers went.
    pub end: Station,
}

/// Where customers stand, 0 to 100.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Station {
    /// What is expected.
    pub expected: f64,
    /// One customer in ten stands here or lower.
    pub low: f64,
    /// Nine in ten stand here or lower.
    pub high: f64,
}

/// A moment of truth as ladder, snake or both.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// Index into `touchpoints`.
    pub touchpoint: usize,
    /// Which way it can turn.
    pub valence: Valence,
    /// The expected commitment before it.
    pub from: f64,
    /// Where it leads when it goes well.
    pub up: f64,
    /// Where it leads when it goes badly.
    pub down: f64,
    /// How many squares of the end it decides; `None` where that was not worked out.
    pub leverage: Option<f64>,
}

impl Turn {
    /// Whether there is a ladder.
    fn climbs(&self) -> bool {
        self.valence != Valence::Negative
    }

    /// Whether there is a snake.
    fn slides(&self) -> bool {
        self.valence != Valence::Positive
    }
}

impl CommitmentPicture {
    /// The same columns and names as an emotion curve has, without a curve.
    fn frame(&self) -> CurvePicture {
        CurvePicture {
            heading: self.heading.clone(),
            scale_ends: Some(("0".to_owned(), "100".to_owned())),
            neutral: Some("50".to_owned()),
            stages: self.stages.clone(),
            touchpoints: self.touchpoints.clone(),
            before: self.before,
            ..CurvePicture::default()
        }
    }

    /// The part with these touchpoints, as a picture of its own that begins where the one before it ends.
    fn part(&self, range: Range<usize>) -> CommitmentPicture {
        let frame = self.frame().part(range.clone());
        let lines = self.lines.iter().map(|line| {
            let before = range.start.checked_sub(1).and_then(|before| line.stations.get(before));
            let end = range.end.min(line.stations.len());
            let stations = line.stations.get(range.start..end).unwrap_or_default().to_vec();
            let last = stations.last().copied().filter(|_| end < line.stations.len());
            CommitmentLine {
                start: before.copied().unwrap_or(line.start),
                end: last.unwrap_or(line.end),
                stations,
                ..line.clone()
            }
        });
        let turns = self.turns.iter().filter(|turn| range.contains(&turn.touchpoint));
        CommitmentPicture {
            stages: frame.stages,
            touchpoints: frame.touchpoints,
            alone: self.alone.get(range.clone()).unwrap_or_default().to_vec(),
            lines: lines.collect(),
            turns: turns
                .map(|turn| Turn { touchpoint: turn.touchpoint - range.start, ..turn.clone() })
                .collect(),
            before: self.before + range.start,
            ..self.clone()
        }
    }
}

/// Draws a commitment line, over as many pages as it needs; a free page grows instead.
pub fn draw(picture: &CommitmentPicture, options: &Options, engine: &mut TextEngine) -> Vec<Drawing> {
    let description =
        if picture.description.trim().is_empty() { describe(picture) } else { picture.description.clone() };
    pages::draw(&CommitmentPicture { description, ..picture.clone() }, options, engine)
}

/// Everything on a page, laid out.
pub(crate) struct Laid {
    head: LaidOutHead,
    frame: CurvePicture,
    ends: Ends,
    columns: Columns,
    names: Names,
    legend: Legend<legend::Sample>,
    rows: Rows,
}

impl Paged for CommitmentPicture {
    type Laid = Laid;

    fn heading(&self) -> &Heading {
        &self.heading
    }

    fn stage_sizes(&self) -> Vec<usize> {
        self.frame().stage_sizes()
    }

    fn part(&self, range: Range<usize>) -> Self {
        self.part(range)
    }

    fn lay_out(&self, sheet: &mut Sheet<'_>, is_free: bool, page: (usize, usize)) -> Laid {
        if is_free {
            sheet.width = sheet.width.max(self.touchpoints.len() as f64 * FREE_COLUMN);
        }
        let head = lay_out_head(sheet, &self.heading);
        let frame = self.frame();
        let ends = Ends::lay_out(sheet, self, page);
        // The figures at the end of the line stand where the columns of a narrower page would be over.
        let width = sheet.width;
        sheet.width -= ends.width();
        let columns = Columns::lay_out(sheet, &frame);
        sheet.width = width;
        let names = Names::lay_out(sheet, &frame, &columns);
        let legend = legend::lay_out(sheet, self);
        let rows = stack(&frame, sheet, head.bottom(), &names, legend.height());
        Laid { head, frame, ends, columns, names, legend, rows }
    }

    fn fits(sheet: &Sheet<'_>, laid: &Laid) -> bool {
        laid.rows.height <= sheet.height + 0.5 && laid.columns.width >= LEAST_COLUMN
    }

    fn draw_page(&self, sheet: &mut Sheet<'_>, laid: &Laid, page: (usize, usize)) {
        let Laid { head, frame, ends, columns, names, legend, rows } = laid;
        let about = About {
            id: &self.heading.id,
            class: "masa commitment",
            title: &self.heading.title,
            description: &self.description,
        };
        sheet.begin(about, rows.height);
        head.draw(sheet);
        columns.draw_phases(sheet, frame, rows.phases);
        names.draw_bands(sheet, frame, columns, rows);
        columns.draw_axis(sheet, frame, rows);
        plot::draw(sheet, self, columns, rows);
        ends.draw(sheet, columns, rows);
        names.draw(sheet, frame, columns, rows);
        legend.draw(sheet, rows.legend);
        draw_foot(sheet, &self.heading.foot, rows.height, page);
    }
}

/// The least width of a column in which a ladder is seen as one.
const LEAST_COLUMN: f64 = 44.0;

#[cfg(test)]
mod tests;
