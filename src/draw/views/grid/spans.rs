//! Texts that span columns, packed into as few rows as they fit.

use std::ops::Range;

use super::Span;
use super::cells::{Metrics, PADDING};

/// The height of a span's bar with the air between it and the text.
pub const OVERHEAD: f64 = 14.0;

/// Between two rows of spans.
const BETWEEN: f64 = 14.0;

/// The width of a span's text, in terms of the type size: longer lines are hard to follow.
const LONGEST_LINE: f64 = 26.0;

/// The width at which a span's text reads well, in terms of the type size.
const COMFORTABLE_LINE: f64 = 14.0;

/// The columns of a page from the first to the last that a span is about.
pub fn cover(span: &Span, page: &Range<usize>) -> Option<Range<usize>> {
    let mut here = span.columns.iter().filter(|column| page.contains(column));
    let first = *here.next()?;
    Some(first..here.next_back().unwrap_or(&first) + 1)
}

/// The columns that a span takes: those it covers, and more behind them where its text would be too
/// narrow to read well.
fn taken(cover: &Range<usize>, page: &Range<usize>, metrics: Metrics) -> Range<usize> {
    let wanted = (metrics.size * COMFORTABLE_LINE / metrics.width).ceil() as usize;
    let end = (cover.start + wanted).clamp(cover.end, page.end.max(cover.end));
    cover.start..end
}

/// The width of the text of a span.
pub fn text_width(cover: &Range<usize>, page: &Range<usize>, metrics: Metrics) -> f64 {
    let columns = taken(cover, page, metrics).len() as f64;
    (metrics.width * columns - 2.0 * PADDING).min(metrics.size * LONGEST_LINE).max(1.0)
}

/// The width of a span with the room its text takes behind it.
pub fn width(cover: &Range<usize>, page: &Range<usize>, metrics: Metrics) -> f64 {
    taken(cover, page, metrics).len() as f64 * metrics.width
}

/// Spans in rows: the distance of each from the top, and the height of all.
pub struct Packed {
    /// The distance from the top of each span that is on the page.
    pub tops: Vec<Option<f64>>,
    /// The height of all rows.
    pub height: f64,
}

/// Puts each span into the first row in which its columns are free, the widest first.
pub fn pack(spans: &[Span], heights: &[f64], page: &Range<usize>, metrics: Metrics) -> Packed {
    let mut order: Vec<(usize, Range<usize>)> =
        spans.iter().enumerate().filter_map(|(i, span)| Some((i, cover(span, page)?))).collect();
    order.sort_by_key(|(i, cover)| (cover.start, std::cmp::Reverse(cover.len()), *i));
    // The lowest occupied edge of each column: spans sink to rest on what is above them.
    let mut floor = vec![0.0_f64; page.len()];
    let mut tops = vec![None; spans.len()];
    for (i, cover) in order {
        let cover = taken(&cover, page, metrics);
        let here = &mut floor[cover.start - page.start..cover.end - page.start];
        let top = here.iter().copied().fold(0.0, f64::max);
        tops[i] = Some(top);
        here.fill(top + heights[i] + BETWEEN);
    }
    let lowest = floor.into_iter().fold(0.0, f64::max);
    Packed { tops, height: (lowest - BETWEEN).max(0.0) }
}
