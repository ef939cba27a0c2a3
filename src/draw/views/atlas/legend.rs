//! The legend: the grounds that this map shows, in words.

use super::AtlasPicture;
use super::grid::draw_tile;
use crate::draw::views::legend::Example;
use crate::draw::views::sheet::Sheet;

/// The sample beside an explanation.
#[derive(Clone, Copy, Debug)]
pub enum Sample {
    /// A tile with a mean.
    Level(f64),
    /// A tile with a target.
    Target(f64),
}

/// The size of a sample.
const TILE: (f64, f64) = (86.0, 32.0);

impl Example for Sample {
    const ABOVE: f64 = 16.0;

    fn width(&self) -> f64 {
        TILE.0
    }

    fn draw(&self, sheet: &mut Sheet<'_>, u: f64, y: f64) {
        let (v, is_target) = match *self {
            Sample::Level(v) => (v, false),
            Sample::Target(v) => (v, true),
        };
        draw_tile(sheet, v, is_target, (u, y - TILE.1 / 2.0, TILE.0, TILE.1));
    }
}

/// The explanations that a map needs: the levels in their order, and what is a target.
pub fn items(sheet: &Sheet<'_>, picture: &AtlasPicture) -> Vec<(Sample, String)> {
    let labels = sheet.locale.labels();
    let means = || {
        let rows = picture.rows().map(|(_, row)| row).filter(|row| !row.is_target);
        rows.flat_map(|row| row.cells.iter().chain([&row.whole])).filter_map(|cell| cell.mean)
    };
    let targets = || picture.rows().any(|(_, row)| row.is_target && row.whole.mean.is_some());
    let mut items: Vec<(Sample, String)> = if means().next().is_some() {
        let levels = [
            (-0.8, &labels.very_negative),
            (-0.4, &labels.negative),
            (0.0, &labels.neutral),
            (0.4, &labels.positive),
            (0.8, &labels.very_positive),
        ];
        levels.map(|(v, word)| (Sample::Level(v), word.clone())).into()
    } else {
        Vec::new()
    };
    if targets() {
        items.push((Sample::Target(0.4), labels.target.clone()));
    }
    items
}
