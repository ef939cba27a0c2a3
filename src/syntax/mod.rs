//! Text to a tree with positions, and the tree to typed values with every mistake collected.
//!
//! YAML and TOML both become a [`Tree`], so journeys, personas and `masa.toml` are read by one
//! deserializer that knows "did you mean", duplicate keys and budgets, and nothing of the domain.

mod de;
mod fault;
mod governed;
mod lenient;
mod route;
mod scalar;
mod toml;
mod tree;
mod yaml;

pub use de::{Shape, from_tree};
pub use fault::{Fault, FaultKind, Mend, suggestion, unread_lines};
pub use governed::governed;
pub use lenient::{Lenient, is_default, lenient};
pub use route::{Route, Step};
pub use scalar::Scalar;
pub use tree::{Comment, Location, Node, NodeId, NodeKind, ScalarText, Style, Tree};
pub use yaml::MAX_SCALAR_BYTES;

use crate::source::SourceText;

/// A text as a tree, as far as it could be read, and what was wrong with its syntax.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The tree; `root` is `None` when there was nothing to read.
    pub tree: Tree,
    /// Syntax faults and exceeded budgets.
    pub faults: Vec<Fault>,
}

/// Parses YAML 1.2; a broken line is reported, set aside, and the rest read on.
pub fn parse_yaml(source: &SourceText) -> Parsed {
    yaml::parse(source)
}

/// Parses TOML 1.0.
pub fn parse_toml(source: &SourceText) -> Parsed {
    toml::parse(source)
}
