//! Customer journey maps as code.
//!
//! Data walks in one direction: files ([`source`]) become trees with positions ([`syntax`]), trees
//! become journeys and personas ([`model`]), these become a [`workspace`] with everything resolved. From
//! there it is checked ([`check`]), measured ([`measure`]), compared ([`diff`]), and shown: [`reporters`] for findings,
//! [`tables`], [`draw`] for pictures, [`documents`] for reports. [`cli`] ties commands to rooms.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

#[macro_use]
pub mod model;

pub mod check;
pub mod cli;
pub mod diff;
pub mod documents;
pub mod draw;
pub mod fmt;
pub mod measure;
pub mod reporters;
pub mod source;
pub mod syntax;
pub mod tables;
pub mod workspace;
