//! A feeling as a small gauge: a bar from the neutral line up or down to the mean, a tick at the lowest.

use crate::draw::theme::{Color, Theme};
use crate::draw::views::sheet::Sheet;

/// From side to side.
pub const WIDTH: f64 = 22.0;

const BAR: f64 = 10.0;

/// How far from neutral a feeling must be to take a colour; the same as for the words of a level.
const NEUTRAL: f64 = 0.125;

/// How far from neutral a feeling is called very good or very bad; the same again.
const VERY: f64 = 0.75;

/// The colour of a feeling.
pub fn color(theme: &Theme, v: f64) -> Color {
    if v.abs() <= NEUTRAL { theme.neutral } else { theme.sign(v) }
}

/// The ground a feeling gives its tile.
pub fn ground(theme: &Theme, v: Option<f64>) -> Color {
    match v {
        Some(v) if v < -NEUTRAL => theme.negative_ground,
        Some(v) if v > NEUTRAL => theme.positive_ground,
        _ => theme.band,
    }
}

/// Whether a feeling is strong enough to be set on a full ground.
pub fn is_strong(v: f64) -> bool {
    v.abs() >= VERY
}

/// Draws a gauge whose nearer edge stands at `u`, with its middle at `middle`.
pub fn draw(sheet: &mut Sheet<'_>, mean: f64, worst: Option<f64>, u: f64, middle: f64, height: f64) {
    let theme = sheet.theme;
    let half = height / 2.0;
    let y = |v: f64| middle - v.clamp(-1.0, 1.0) * half;
    let center = u + WIDTH / 2.0;
    let fill = color(&theme, mean);
    let (top, bottom) = (y(mean).min(middle), y(mean).max(middle));
    // A tube on the page's ground shows how far a feeling could go, whatever the tile's colour.
    sheet.rect(center - BAR / 2.0, middle - half, BAR, height, theme.hairline);
    sheet.rect(center - BAR / 2.0 + 1.0, middle - half + 1.0, BAR - 2.0, height - 2.0, theme.surface);
    if bottom - top >= 2.0 {
        sheet.rect(center - BAR / 2.0, top, BAR, bottom - top, fill);
    }
    sheet.stroke(&[(u, middle), (u + WIDTH, middle)], theme.muted, 2.0);
    if let Some(worst) = worst.filter(|worst| mean - worst > 0.1) {
        sheet.stroke(&[(center, y(mean)), (center, y(worst))], theme.ink, 2.0);
        sheet.stroke(&[(center - 7.0, y(worst)), (center + 7.0, y(worst))], theme.ink, 3.0);
    }
}
