//! The heat map told in words, for those who hear a picture instead of seeing it.

use super::{AtlasPicture, Block};
use crate::draw::locale::{Locale, fill};

/// Rows told before the rest is left to the tables.
const MOST_ROWS: usize = 24;

/// Tells the map in the picture's language: how much there is, and then group by group how it feels.
pub fn describe(picture: &AtlasPicture) -> String {
    let locale = Locale::of(&picture.heading.lang);
    let words = &locale.labels().atlas;
    let mut told = vec![fill(&words.opening, &[("title", &picture.heading.title), ("by", &picture.by)])];
    if picture.is_empty() {
        told.push(format!("{}.", words.no_journeys));
    }
    let mut left = MOST_ROWS;
    for block in &picture.blocks {
        if left == 0 {
            break;
        }
        if !block.name.is_empty() {
            told.push(format!("{}:", block.name));
        }
        told.extend(tell(&locale, block, &mut left));
    }
    let all = picture.rows().count();
    if all > MOST_ROWS {
        told.push(fill(&words.and_more, &[("n", &(all - MOST_ROWS).to_string())]));
    }
    told.join(" ")
}

/// The rows of a block, as long as there are some left to tell.
fn tell(locale: &Locale, block: &Block, left: &mut usize) -> Vec<String> {
    let labels = locale.labels();
    let rows = block.lines().take(*left).map(|row| {
        let mut said = Vec::new();
        if !row.note.is_empty() {
            said.push(row.note.clone());
        }
        said.push(if row.whole.said.is_empty() { labels.unscored.clone() } else { row.whole.said.clone() });
        let effort = row.effort.map(|points| locale.count(&labels.effort_points, points));
        let gaps = row.gaps.map(|gaps| locale.count(&labels.atlas.gap_count, gaps));
        said.extend(effort.into_iter().chain(gaps));
        let said = said.join(&labels.list_separator);
        fill(&labels.atlas.tell_row, &[("name", &locale.quoted(&row.title)), ("said", &said)])
    });
    let rows: Vec<String> = rows.collect();
    *left -= rows.len();
    rows
}
