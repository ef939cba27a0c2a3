//! Colours, sizes and distances shared by every picture.

pub use crate::workspace::{Color, Theme, ThemeName};

/// Type sizes in drawing units; nothing is smaller than [`size::SMALL`].
pub mod size {
    pub const TITLE: f64 = 48.0;
    pub const STAGE: f64 = 28.0;
    pub const SUBTITLE: f64 = 26.0;
    pub const BODY: f64 = 24.0;
    pub const NOTE: f64 = 22.0;
    pub const SMALL: f64 = 20.0;
}

/// Distances in drawing units.
pub mod space {
    /// Everything is a multiple of this.
    pub const STEP: f64 = 8.0;
    /// The page's edge.
    pub const MARGIN: f64 = 48.0;
    /// The line at the foot of a page.
    pub const FOOT: f64 = 28.0;
}
