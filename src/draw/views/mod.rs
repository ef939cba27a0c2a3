//! The pictures: each a view model, a layout and a drawing.

pub mod atlas;
pub mod blueprint;
pub mod board;
pub mod channels;
pub mod commitment;
pub mod compare;
pub mod curve;
pub(crate) mod gauge;
pub(crate) mod grid;
pub mod history;
pub(crate) mod legend;
pub mod map;
pub(crate) mod marks;
pub(crate) mod page;
pub(crate) mod pages;
pub(crate) mod samples;
pub(crate) mod sheet;
pub(crate) mod snakes;
#[cfg(test)]
mod testing;
pub mod wheel;

pub use page::Heading;
pub use sheet::{Drawing, Options, PageFormat};
