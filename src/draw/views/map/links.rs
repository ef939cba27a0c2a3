//! What became of what was known between two channels: a whole, a dotted or a broken line.

use super::MapPicture;
use super::lanes::Layout;
use crate::draw::views::grid::{Area, ICON};
use crate::draw::views::samples::draw_link;
use crate::draw::views::sheet::Sheet;

/// Between an icon and the line that leads to it.
const GAP: f64 = 10.0;

/// Draws the links between the icons of a lane of channels.
pub fn draw(sheet: &mut Sheet<'_>, picture: &MapPicture, area: &Area) {
    let layout = Layout::of(picture);
    let labels = sheet.locale.labels();
    let y = area.top + area.air + ICON / 2.0;
    for column in area.columns.clone().skip(1) {
        let touchpoint = layout.touchpoints[column].and_then(|at| picture.touchpoints.get(at));
        let Some(context) = touchpoint.and_then(|touchpoint| touchpoint.link) else { continue };
        let from = area.column(column - 1) + area.padding + ICON + GAP;
        let to = area.column(column) + area.padding - GAP;
        let title = labels.map.link.get(context.as_str()).map(String::as_str);
        sheet.canvas.open_group("link", None, title);
        draw_link(sheet, context, (from, to), y);
        sheet.canvas.close();
    }
}
