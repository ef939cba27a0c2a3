//! Effort, waits and prevention.

mod burdens;
mod contacts;
mod waits;

pub(in crate::check) use burdens::*;
pub(in crate::check) use contacts::*;
pub(in crate::check) use waits::*;
