//! The pictures: each a view model, a layout and a drawing.

pub mod curve;
pub(crate) mod page;
pub(crate) mod sheet;

pub use sheet::{Drawing, Options};
