//! Everything that draws: text, colour, the SVG writer and the pictures themselves.
//!
//! A picture starts as a view model whose words are already worded and whose numbers are already
//! counted; nothing here reads a file or computes a measure.

pub(crate) mod canvas;
pub(crate) mod element;
pub mod formats;
pub(crate) mod icons;
pub(crate) mod locale;
pub(crate) mod path;
pub(crate) mod plot_backend;
pub(crate) mod scene;
pub(crate) mod text;
pub mod theme;
pub mod views;

pub use formats::TextMode;
pub use text::{Font, FontError, FontFile, MAX_FONT_BYTES, TextEngine};
