//! Colours, sizes and distances shared by every picture.

pub use crate::workspace::{Color, Theme, ThemeName};

/// Type sizes in drawing units; nothing is smaller than [`size::SMALL`].
pub mod size {
    /// A picture's title.
    pub const TITLE: f64 = 48.0;
    /// The name of a stage.
    pub const STAGE: f64 = 28.0;
    /// What stands under a title.
    pub const SUBTITLE: f64 = 26.0;
    /// The name of a touchpoint, and other text that is read first.
    pub const BODY: f64 = 24.0;
    /// What is read after that.
    pub const NOTE: f64 = 22.0;
    /// The smallest type there is.
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
