//! Characters that none of our fonts has.
//!
//! An SVG leaves them to the font of whoever looks at it. A PNG or PDF holds all it shows, and no font of
//! this machine may get in, so a box stands for each.

use std::collections::BTreeMap;

use crate::draw::scene::Scene;
use crate::draw::text::{Block, Face, Line, Run};

/// Characters without a shape of their own, and how often each is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing(BTreeMap<String, usize>);

impl Missing {
    /// Those of one page.
    pub fn of(scene: &Scene) -> Self {
        let mut missing = Missing::default();
        for block in scene.blocks() {
            for one in block.lines.iter().flat_map(unknown) {
                *missing.0.entry(one.text.to_owned()).or_default() += 1;
            }
        }
        missing
    }

    /// Those of several pages.
    pub fn sum(pages: impl IntoIterator<Item = Missing>) -> Self {
        let mut sum = Missing::default();
        for (character, count) in pages.into_iter().flat_map(|page| page.0) {
            *sum.0.entry(character).or_default() += count;
        }
        sum
    }

    /// How many there are in all.
    pub fn count(&self) -> usize {
        self.0.values().sum()
    }

    /// Each of them once.
    pub fn characters(&self) -> impl ExactSizeIterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// A character that our fonts lack, and its room.
struct Unknown<'b> {
    text: &'b str,
    x: f64,
    width: f64,
}

fn unknown(line: &Line) -> impl Iterator<Item = Unknown<'_>> {
    line.runs.iter().filter(|run| run.face == Face::Native).flat_map(|run| characters(line, run))
}

/// The characters of a run that take room.
fn characters<'b>(line: &'b Line, run: &'b Run) -> impl Iterator<Item = Unknown<'b>> {
    let characters = run.glyphs.chunk_by(|a, b| (a.start, a.end) == (b.start, b.end));
    characters.filter_map(|glyphs| {
        let first = glyphs.first()?;
        let text = line.text.get(first.start as usize..first.end as usize)?.trim();
        let width: f64 = glyphs.iter().map(|glyph| glyph.advance).sum();
        (!text.is_empty() && width > 0.0).then_some(Unknown { text, x: run.x + first.x, width })
    })
}

/// The boxes of a block, as left, top, width and height from its top left corner.
pub fn boxes(block: &Block) -> impl Iterator<Item = [f64; 4]> {
    let size = block.style.size;
    block.lines.iter().flat_map(move |line| {
        unknown(line).map(move |one| {
            let margin = 0.08 * one.width;
            [one.x + margin, line.baseline - 0.72 * size, one.width - 2.0 * margin, 0.8 * size]
        })
    })
}

/// How thick their lines are.
pub fn stroke_width(block: &Block) -> f64 {
    block.style.size / 16.0
}
