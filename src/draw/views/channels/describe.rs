//! The matrix told in words, for those who hear a picture instead of seeing it.

use super::{ChannelsPicture, Row};
use crate::draw::locale::{Locale, fill};

/// Rows told before the rest is left to the numbers.
const MOST_ROWS: usize = 12;

/// Tells the matrix in the picture's language: how much there is, what the numbers say, and then channel
/// by channel what stands where.
pub fn describe(picture: &ChannelsPicture) -> String {
    let locale = Locale::of(&picture.heading.lang);
    let labels = locale.labels();
    let words = &labels.channels;
    let used = picture.rows.iter().filter(|row| row.total.there > 0).count();
    let mut told = vec![fill(
        &words.opening,
        &[
            ("title", &locale.quoted(&picture.heading.title)),
            ("contacts", &locale.count(&words.contacts, picture.total.there)),
            ("channels", &locale.count(&words.channels, used)),
        ],
    )];
    if picture.total.is_empty() {
        told.push(format!("{}.", words.no_contacts));
    }
    told.extend(picture.insight.iter().cloned());
    told.extend(picture.rows.iter().take(MOST_ROWS).map(|row| tell_row(&locale, picture, row)));
    if let Some(more) = picture.rows.len().checked_sub(MOST_ROWS).filter(|more| *more > 0) {
        told.push(format!("{}.", fill(&words.and_more, &[("n", &more.to_string())])));
    }
    told.join(" ")
}

fn tell_row(locale: &Locale, picture: &ChannelsPicture, row: &Row) -> String {
    let words = &locale.labels().channels;
    let cells = row.cells.iter().zip(&picture.columns).filter(|(cell, _)| !cell.is_empty());
    let told = cells.map(|(cell, column)| {
        fill(&words.tell_cell, &[("column", column.name.as_str()), ("said", &cell.said)])
    });
    let told: Vec<String> = told.collect();
    fill(&words.tell_row, &[("channel", &row.name), ("cells", &told.join("; "))])
}
