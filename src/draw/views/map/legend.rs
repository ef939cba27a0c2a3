//! What a map's legend explains: only what this picture shows.

use super::{LaneKind, MapPicture};
use crate::draw::locale::Labels;
use crate::draw::theme::Theme;
use crate::draw::views::curve;
use crate::draw::views::grid::LegendItem;
use crate::draw::views::marks::{Grade, Mark, POINT, Shape};
use crate::draw::views::samples::Sample;
use crate::model::Context;

/// The explanations that a map with these lanes needs.
pub fn items(picture: &MapPicture, lanes: &[LaneKind], labels: &Labels, theme: &Theme) -> Vec<LegendItem> {
    let mut items = Vec::new();
    let mut explain = |lane: LaneKind, sample: Sample, words: String| {
        items.push(LegendItem { sample, words, lane: lane.name() });
    };
    if lanes.contains(&LaneKind::Emotion) {
        if picture.curve.series.len() > 1 {
            for (i, series) in picture.curve.series.iter().enumerate() {
                let mark = Mark {
                    shape: Shape::of_series(i),
                    grade: Grade::Researched,
                    color: theme.series_color(i),
                    radius: POINT,
                    ring: false,
                };
                explain(LaneKind::Emotion, Sample::Line(mark), series.name.clone());
            }
        }
        for (sample, words) in curve::legend_items(&picture.curve, theme) {
            explain(LaneKind::Emotion, sample, words);
        }
    }
    if lanes.contains(&LaneKind::Channel) {
        for context in [Context::Kept, Context::Partial, Context::Lost] {
            let occurs = picture.touchpoints.iter().any(|touchpoint| touchpoint.link == Some(context));
            if let Some(words) = labels.map.link.get(context.as_str()).filter(|_| occurs) {
                explain(LaneKind::Channel, Sample::Link(context), words.clone());
            }
        }
    }
    if lanes.contains(&LaneKind::Effort) && picture.touchpoints.iter().any(|at| !at.waits.is_empty()) {
        explain(LaneKind::Effort, Sample::Bar(theme.neutral), labels.map.wait_length.clone());
    }
    items
}
