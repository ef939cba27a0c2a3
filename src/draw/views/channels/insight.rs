//! What the numbers say, in a few sentences: nothing that they don't.

use crate::draw::locale::{Locale, fill};
use crate::measure::ChannelMatrix;
use crate::tables::signed;

/// The most channels that are named as sharing a place.
const MOST_SHARED: usize = 3;

/// Where most contacts are, where feelings are lowest, and how often context is lost.
pub fn insight(locale: &Locale, matrix: &ChannelMatrix<'_>) -> Vec<String> {
    let words = &locale.labels().channels;
    let name = |row: &usize| matrix.rows[*row].channel.map_or("", |channel| locale.channel(channel));
    let list =
        |rows: &[usize]| rows.iter().map(name).collect::<Vec<_>>().join(&locale.labels().list_separator);
    let mut told = Vec::new();
    let all = matrix.total.there();
    let said_all = all.to_string();
    let (busiest, lowest) = (matrix.busiest(), matrix.lowest());
    let there = busiest.first().map_or(0, |row| matrix.rows[*row].total.there());
    let mean = lowest.first().and_then(|row| matrix.rows[*row].total.mean());
    // A superlative wants somebody to be compared with.
    let busiest = if there > 1 && there < all && busiest.len() <= MOST_SHARED { busiest } else { Vec::new() };
    // What is written as 0.00 is not low.
    let is_low = mean.is_some_and(|mean| mean <= -0.005);
    let lowest_named = if is_low && lowest.len() <= MOST_SHARED { lowest } else { Vec::new() };
    let said_mean = mean.map_or(String::new(), signed);
    let values = [
        ("channel", list(&busiest)),
        ("channels", list(&busiest)),
        ("n", there.to_string()),
        ("all", said_all),
        ("mean", said_mean.clone()),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    if busiest.len() == 1 && busiest == lowest_named {
        told.push(fill(&words.busiest_and_lowest, &values));
    } else {
        match busiest.len() {
            0 => {}
            1 => told.push(fill(&words.busiest, &values)),
            _ => told.push(fill(&words.busiest_several, &values)),
        }
        if !lowest_named.is_empty() && !matrix.is_plan {
            let channels = list(&lowest_named);
            told.push(fill(&words.lowest, &[("channels", &channels), ("mean", &said_mean)]));
        }
    }
    if mean.is_some() && !is_low && !matrix.is_plan {
        told.push(words.none_negative.clone());
    }
    told.extend(context(locale, matrix));
    told
}

fn context(locale: &Locale, matrix: &ChannelMatrix<'_>) -> Option<String> {
    let words = &locale.labels().channels;
    let (changes, lost) = (matrix.total.switches(), matrix.total.context_lost);
    let said = |lost: usize, n: usize| {
        let values = [("lost", lost.to_string()), ("n", n.to_string())];
        fill(locale.form(&words.lost_in, n), &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    };
    match lost {
        _ if changes == 0 => None,
        0 if matrix.total.context_kept == changes => Some(locale.count(&words.kept_in, changes)),
        0 => None,
        lost if lost == changes => Some(locale.count(&words.lost_all, changes)),
        lost => Some(said(lost, changes)),
    }
}
