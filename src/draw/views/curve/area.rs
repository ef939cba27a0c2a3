//! Where a curve stands on a page.

use crate::draw::theme::Color;

/// The room of a curve, in reading coordinates. A view that has other things above and below a curve
/// makes one of these and draws the curve into it.
#[derive(Clone, Debug)]
pub struct PlotArea {
    /// Where the neutral line starts.
    pub start: f64,
    /// Where it ends.
    pub end: f64,
    /// The width of the narrowest column.
    pub column: f64,
    /// The place of each touchpoint.
    pub centers: Vec<f64>,
    /// Touchpoints before which an empty stage stands.
    pub after_empty: Vec<usize>,
    /// The upper edge.
    pub top: f64,
    /// The lower edge.
    pub bottom: f64,
    /// Between the edges and the ends of the scale.
    pub inset: f64,
    /// The colour behind the curve.
    pub ground: Color,
}

impl PlotArea {
    /// The height of a value on the page.
    pub fn y(&self, value: f64) -> f64 {
        (self.top + self.bottom) / 2.0 - value * self.half_height()
    }

    /// From the neutral line to an end of the scale.
    pub fn half_height(&self) -> f64 {
        (self.bottom - self.top) / 2.0 - self.inset
    }
}
