//! A recorded picture, before any format is chosen.

use super::element::Element;
use super::text::{Block, Direction, Paint};

/// What a view drew, in the order it drew it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// What the picture says about itself.
    pub about: About,
    pub nodes: Vec<Node>,
}

/// A picture's size and words, for formats that keep them outside of the drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    /// Width and height in drawing units.
    pub units: (f64, f64),
    pub lang: String,
    pub title: String,
    pub description: String,
}

/// One step of a drawing.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// An element that holds what follows, up to its `Close`.
    Open(Element<'static>),
    Close,
    /// An element without content.
    Leaf(Element<'static>),
    /// An element of words that are read aloud and not seen.
    Words(Element<'static>, String),
    /// A laid-out text with its top left corner at `(x, y)`.
    Block {
        block: Block,
        x: f64,
        y: f64,
        paint: Paint,
    },
}

impl Scene {
    /// The laid-out texts.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Block { block, .. } => Some(block),
            _ => None,
        })
    }

    /// The same picture with this before every id.
    pub fn with_id_prefix(&self, prefix: &str) -> Scene {
        let nodes = self.nodes.iter().cloned().map(|node| match node {
            Node::Open(element) => Node::Open(element.with_id_prefix(prefix)),
            Node::Leaf(element) => Node::Leaf(element.with_id_prefix(prefix)),
            Node::Words(element, text) => Node::Words(element.with_id_prefix(prefix), text),
            Node::Close | Node::Block { .. } => node,
        });
        Scene { about: self.about.clone(), nodes: nodes.collect() }
    }

    /// The direction the picture is read in.
    pub fn direction(&self) -> Direction {
        self.blocks().next().map_or(Direction::Ltr, |block| block.direction)
    }
}
