//! The personas' names at the ends of their lines.

use super::area::PlotArea;
use super::columns::{Columns, GUTTER};
use super::plot::{Look, Trace};
use crate::draw::views::sheet::Sheet;

/// A name looking for its height.
struct EndLabel {
    series: usize,
    end: Option<(f64, f64)>,
    y: f64,
}

/// Draws each persona's name beside the end of their line, moved apart where they would meet.
pub fn draw_series_names(
    sheet: &mut Sheet<'_>,
    columns: &Columns,
    area: &PlotArea,
    traces: &[Trace],
    look: &Look,
) {
    if columns.series_labels.is_empty() {
        return;
    }
    let mut labels: Vec<EndLabel> = traces
        .iter()
        .map(|trace| {
            let end = trace.end(area);
            EndLabel { series: trace.series(), end, y: end.map_or_else(|| area.y(0.0), |(_, y)| y) }
        })
        .collect();
    labels.sort_by(|a, b| a.y.total_cmp(&b.y));
    spread(&mut labels, columns, area);
    let u = columns.end + 28.0 - GUTTER;
    let theme = sheet.theme;
    sheet.canvas.open_group("series-names", None, None);
    for label in labels {
        let color = (look.color)(&theme, label.series);
        if let Some((end_u, end_y)) = label.end {
            let bend = columns.end - 4.0;
            let way = [(end_u + 14.0, end_y), (bend, end_y), (u - 6.0, label.y)];
            sheet.stroke(&way, color, 1.5);
        }
        let block = &columns.series_labels[label.series];
        let ink = (look.name)(&theme, label.series);
        sheet.text(block, u, label.y - block.height / 2.0, ink, "series-name");
    }
    sheet.canvas.close();
}

/// Moves labels, ordered from top to bottom, until none touches the next and all stay in the plot.
fn spread(labels: &mut [EndLabel], columns: &Columns, area: &PlotArea) {
    let half = |series: usize| columns.series_labels[series].height / 2.0 + 2.0;
    let mut least = area.top;
    for label in labels.iter_mut() {
        label.y = label.y.max(least + half(label.series));
        least = label.y + half(label.series);
    }
    let mut most = area.bottom;
    for label in labels.iter_mut().rev() {
        label.y = label.y.min(most - half(label.series));
        most = label.y - half(label.series);
    }
}
