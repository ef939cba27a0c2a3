//! Places and sizes in the words that programs get.

use super::telling::Telling;
use crate::measure::{Gap, Side};

pub(in crate::documents) fn signed_count(change: i64) -> String {
    match change {
        0 => "0".to_owned(),
        more if more > 0 => format!("+{more}"),
        less => format!("−{}", less.abs()),
    }
}

/// Where a gap is, in English.
pub(in crate::documents) fn place(gap: &Gap<'_>) -> String {
    Telling::in_english().place(gap)
}

/// How large a gap is, in English.
pub(in crate::documents) fn size(gap: &Gap<'_>, side: &Side<'_>) -> String {
    Telling::in_english().size(gap, side)
}
