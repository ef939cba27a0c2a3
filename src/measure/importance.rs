//! Importance against performance: what to work on, and how sure that is.

use super::{Interval, Sample};

/// What is rated, on one scale for both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ImportanceItem {
    /// How much it matters.
    pub importance: f64,
    /// How good it is.
    pub performance: f64,
    /// The interval of the importance, when it is known.
    pub importance_interval: Option<Interval>,
    /// The interval of the performance, when it is known.
    pub performance_interval: Option<Interval>,
}

/// The four fields of the analysis, by the names their authors gave them (Martilla & James 1977).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quadrant {
    /// Matters much, is not good.
    ConcentrateHere,
    /// Matters much, is good.
    KeepUpTheGoodWork,
    /// Matters little, is not good.
    LowPriority,
    /// Matters little, is good.
    PossibleOverkill,
}

impl Quadrant {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::ConcentrateHere => "Concentrate Here",
            Self::KeepUpTheGoodWork => "Keep Up the Good Work",
            Self::LowPriority => "Low Priority",
            Self::PossibleOverkill => "Possible Overkill",
        }
    }
}

/// Where one item lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// What was placed.
    pub item: ImportanceItem,
    /// The field that at least two of the three cross-hairs agree on without an interval lying across them;
    /// `None` when there is no such field.
    pub quadrant: Option<Quadrant>,
    /// How many of the three cross-hairs say so, 0 to 3.
    pub votes: u8,
    /// The field by each cross-hair: the middle of the scale, the means, the medians.
    pub by: [Quadrant; 3],
    /// Importance − performance: the distance from the diagonal; more asks for more. Needs no cross-hair.
    pub priority: f64,
}

/// Places items in the importance–performance analysis with three cross-hairs: the middle of the scale, the
/// means, and the medians of the items. What lies on a line counts as high.
///
/// Fields hang on where the cross is drawn, so all three are tried and a field stands only when two agree.
/// An interval across a line takes that cross-hair's vote away; an item without intervals keeps its votes,
/// because nothing is known. Stated importance is high for nearly everything (ceiling); derived importance
/// would need a hundred answers. Source: Martilla & James 1977; evidence: moderate, thresholds a convention.
pub fn quadrants(items: &[ImportanceItem], middle: f64) -> Vec<Placed> {
    let importances: Vec<f64> = items.iter().map(|item| item.importance).collect();
    let performances: Vec<f64> = items.iter().map(|item| item.performance).collect();
    let mean = |values: &[f64]| Sample::of(values).map_or(middle, |sample| sample.mean);
    let crosses = [
        (middle, middle),
        (mean(&importances), mean(&performances)),
        (median(importances).unwrap_or(middle), median(performances).unwrap_or(middle)),
    ];
    items.iter().map(|item| place(item, crosses)).collect()
}

fn place(item: &ImportanceItem, crosses: [(f64, f64); 3]) -> Placed {
    let by = crosses.map(|(importance, performance)| {
        match (item.importance >= importance, item.performance >= performance) {
            (true, false) => Quadrant::ConcentrateHere,
            (true, true) => Quadrant::KeepUpTheGoodWork,
            (false, false) => Quadrant::LowPriority,
            (false, true) => Quadrant::PossibleOverkill,
        }
    });
    let straddles = |interval: Option<Interval>, line: f64| interval.is_some_and(|found| found.holds(line));
    let counts = crosses.map(|(importance, performance)| {
        !straddles(item.importance_interval, importance) && !straddles(item.performance_interval, performance)
    });
    let votes = |quadrant: Quadrant| {
        by.iter().zip(counts).filter(|(other, counts)| **other == quadrant && *counts).count() as u8
    };
    let best = by.into_iter().max_by_key(|quadrant| votes(*quadrant)).unwrap_or(by[0]);
    let votes = votes(best);
    Placed {
        item: *item,
        quadrant: (votes >= 2).then_some(best),
        votes,
        by,
        priority: item.importance - item.performance,
    }
}

/// The middle value, or the mean of the middle two.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    let upper = *values.get(half)?;
    let is_odd = values.len() % 2 == 1;
    Some(if is_odd { upper } else { (upper + values[half - 1]) / 2.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(importance: f64, performance: f64) -> ImportanceItem {
        ImportanceItem { importance, performance, importance_interval: None, performance_interval: None }
    }

    fn items() -> Vec<ImportanceItem> {
        [(9., 4.), (8., 7.), (7., 5.), (6., 6.), (3., 8.)].map(|(i, p)| item(i, p)).to_vec()
    }

    #[test]
    fn a_field_that_hangs_on_the_cross_is_not_stable() {
        let found = quadrants(&items(), 5.5);
        let sixes = found[3];
        assert_eq!(
            sixes.by,
            [Quadrant::KeepUpTheGoodWork, Quadrant::PossibleOverkill, Quadrant::PossibleOverkill]
        );
        assert_eq!((sixes.quadrant, sixes.votes), (Some(Quadrant::PossibleOverkill), 2));
        let stable: Vec<_> = found.iter().map(|one| (one.quadrant.map(Quadrant::name), one.votes)).collect();
        assert_eq!(stable[0], (Some("Concentrate Here"), 3));
        assert_eq!(stable[1], (Some("Keep Up the Good Work"), 3));
        assert_eq!(stable[4], (Some("Possible Overkill"), 3));
        assert_eq!(found[0].priority, 5.0);
    }

    #[test]
    fn an_interval_across_a_line_leaves_it_open() {
        let mut items = items();
        items[0].performance_interval = Some(Interval { low: 3.5, high: 5.4 });
        // Across the median of 6 and the mean of 6 it is not, across 5.5 neither.
        assert_eq!(quadrants(&items, 5.5)[0].votes, 3);
        items[0].performance_interval = Some(Interval { low: 2.0, high: 6.1 });
        let open = quadrants(&items, 5.5)[0];
        assert_eq!((open.quadrant, open.votes), (None, 0));
        items[0].performance_interval = Some(Interval { low: 2.5, high: 5.6 });
        let partly = quadrants(&items, 5.5)[0];
        assert_eq!((partly.quadrant, partly.votes), (Some(Quadrant::ConcentrateHere), 2));
    }

    #[test]
    fn nothing_is_placed_among_nothing() {
        assert!(quadrants(&[], 5.0).is_empty());
        assert_eq!(median(vec![4.0, 1.0, 3.0, 2.0]), Some(2.5));
    }
}
