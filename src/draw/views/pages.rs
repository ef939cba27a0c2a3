//! Spreading a picture over as many pages as it needs.

use std::ops::Range;

use super::page::Heading;
use super::sheet::{Drawing, Options, Sheet};
use crate::draw::text::TextEngine;

/// A picture whose columns can be spread over pages.
pub(crate) trait Paged: Sized {
    /// Everything on a page, laid out.
    type Laid;

    /// What its head and foot say.
    fn heading(&self) -> &Heading;

    /// The number of columns of each stage.
    fn stage_sizes(&self) -> Vec<usize>;

    /// The part with these columns, as a picture of its own.
    fn part(&self, range: Range<usize>) -> Self;

    /// Lays the picture out as one page, the first of two numbers in the second; a free page gets its width
    /// first.
    fn lay_out(&self, sheet: &mut Sheet<'_>, is_free: bool, page: (usize, usize)) -> Self::Laid;

    /// Whether what is laid out fits the page.
    fn fits(sheet: &Sheet<'_>, laid: &Self::Laid) -> bool;

    /// Draws the page as it is laid out.
    fn draw_page(&self, sheet: &mut Sheet<'_>, laid: &Self::Laid, page: (usize, usize));
}

/// Draws a picture on one page when it fits, or is free, or can't be taken apart; else over several.
pub fn draw<P: Paged>(picture: &P, options: &Options, engine: &mut TextEngine) -> Vec<Drawing> {
    let sizes = picture.stage_sizes();
    let is_single = options.page.is_free() || sizes.iter().sum::<usize>() < 2;
    let (sheet, laid) = lay_out(picture, options, engine, (1, 1));
    if is_single || P::fits(&sheet, &laid) {
        return vec![finish(picture, sheet, &laid, (1, 1))];
    }
    drop(sheet);
    let parts = spread(&sizes, |range| {
        // It is one of two pages at the least.
        let (sheet, laid) = lay_out(&picture.part(range), options, engine, (1, 2));
        P::fits(&sheet, &laid)
    });
    let count = parts.len();
    let page = |(at, range)| {
        let (part, page) = (picture.part(range), (at + 1, count));
        let (sheet, laid) = lay_out(&part, options, engine, page);
        finish(&part, sheet, &laid, page)
    };
    parts.into_iter().enumerate().map(page).collect()
}

fn lay_out<'e, P: Paged>(
    picture: &P,
    options: &Options,
    engine: &'e mut TextEngine,
    page: (usize, usize),
) -> (Sheet<'e>, P::Laid) {
    let heading = picture.heading();
    let mut sheet = Sheet::new(options, engine, &heading.lang, heading.dir);
    let laid = picture.lay_out(&mut sheet, options.page.is_free(), page);
    (sheet, laid)
}

fn finish<P: Paged>(picture: &P, mut sheet: Sheet<'_>, laid: &P::Laid, page: (usize, usize)) -> Drawing {
    picture.draw_page(&mut sheet, laid, page);
    sheet.finish()
}

/// Spreads the columns of a picture over as few pages as they fit on, about equally full.
///
/// `stages` holds the number of columns of each stage. A page ends at the border of a stage; a stage that
/// fits no page by itself is spread by the same rule over several. `fits` says whether columns fit one
/// page; a single column is never asked about twice and gets a page even if it doesn't.
pub fn spread(stages: &[usize], mut fits: impl FnMut(Range<usize>) -> bool) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let mut borders = vec![0];
    for columns in stages.iter().filter(|columns| **columns > 0) {
        borders.push(borders[borders.len() - 1] + columns);
    }
    let mut at = 0;
    while at + 1 < borders.len() {
        let first = borders[at];
        if !fits(first..borders[at + 1]) {
            let inner: Vec<usize> = (first..=borders[at + 1]).collect();
            pages.extend(balanced(&inner, &mut fits));
            at += 1;
            continue;
        }
        // The longest stretch of stages each of which fits a page by itself.
        let mut end = at + 1;
        while end + 1 < borders.len() && fits(borders[end]..borders[end + 1]) {
            end += 1;
        }
        pages.extend(balanced(&borders[at..=end], &mut fits));
        at = end;
    }
    pages
}

/// Pages that end at these borders: as few as possible, and then with the fullest as empty as possible.
fn balanced(borders: &[usize], fits: &mut impl FnMut(Range<usize>) -> bool) -> Vec<Range<usize>> {
    let all = borders[borders.len() - 1] - borders[0];
    let fewest = greedy(borders, all, fits);
    let even = all.div_ceil(fewest.len().max(1));
    for limit in even..all {
        let pages = greedy(borders, limit, fits);
        if pages.len() == fewest.len() {
            return pages;
        }
    }
    fewest
}

/// Pages filled one after another up to `limit` columns.
fn greedy(borders: &[usize], limit: usize, fits: &mut impl FnMut(Range<usize>) -> bool) -> Vec<Range<usize>> {
    let mut pages: Vec<Range<usize>> = Vec::new();
    for ends in borders.windows(2) {
        match pages.last_mut() {
            Some(page) if ends[1] - page.start <= limit && fits(page.start..ends[1]) => page.end = ends[1],
            _ => pages.push(ends[0]..ends[1]),
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_end_at_stages_and_are_about_equally_full() {
        let at_most = |n: usize| move |range: Range<usize>| range.len() <= n;
        assert_eq!(spread(&[10, 10, 10, 10], at_most(30)), [0..20, 20..40]);
        assert_eq!(spread(&[3, 3], at_most(30)), std::slice::from_ref(&(0..6)));
        assert_eq!(spread(&[12, 2, 0, 1], at_most(5)), [0..4, 4..8, 8..12, 12..15]);
        assert_eq!(spread(&[2], at_most(0)), [0..1, 1..2]);
        assert!(spread(&[], at_most(3)).is_empty());
    }
}
