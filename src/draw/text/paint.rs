//! How a text looks beside its shape.

use crate::draw::theme::Color;

/// The colour of a text and the name of its group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paint {
    pub fill: Color,
    pub class: &'static str,
}
