//! Shaped texts: kept for the next time they are asked for, and asked how they would wrap.

use std::collections::HashMap;

use super::{Direction, TextStyle, Weight};

/// Shaped texts that are kept; a picture has a few hundred.
const MOST: usize = 2_000;

/// The longest of them, in bytes: what a lane or a name holds.
const LONGEST: usize = 2_000;

/// Texts shaped before; views ask for the same one at many widths.
#[derive(Default)]
pub struct Shapes {
    kept: HashMap<ShapeKey, parley::Layout<()>>,
}

/// What a text was shaped as.
#[derive(PartialEq, Eq, Hash)]
pub struct ShapeKey {
    text: String,
    size: u64,
    is_bold: bool,
    is_rtl: bool,
}

impl ShapeKey {
    /// A text as it is shown, in a style and a direction.
    pub fn new(text: String, style: TextStyle, direction: Direction) -> Self {
        let is_bold = style.weight == Weight::SemiBold;
        ShapeKey { text, size: style.size.to_bits(), is_bold, is_rtl: direction.is_rtl() }
    }
}

impl Shapes {
    /// A text shaped before; who takes it gives it back with [`Shapes::keep`].
    pub fn take(&mut self, key: &ShapeKey) -> Option<parley::Layout<()>> {
        self.kept.remove(key)
    }

    /// Keeps a shaped text for the next time.
    pub fn keep(&mut self, key: ShapeKey, shaped: parley::Layout<()>) {
        if key.text.len() > LONGEST {
            return;
        }
        if self.kept.len() >= MOST {
            self.kept.clear();
        }
        self.kept.insert(key, shaped);
    }

    /// Forgets them all, for another language.
    pub fn clear(&mut self) {
        self.kept.clear();
    }
}

/// A shaped text, to be asked how it would wrap at several widths.
pub struct Wrapping {
    pub(super) key: ShapeKey,
    pub(super) shaped: parley::Layout<()>,
}

impl Wrapping {
    /// How many lines the text takes at a width.
    pub fn lines(&mut self, width: f64) -> usize {
        if self.is_empty() {
            return 0;
        }
        self.shaped.break_all_lines(Some(width.max(1.0) as f32));
        self.shaped.len()
    }

    /// The width of the widest piece that has no line break opportunity inside.
    pub fn longest_word(&self) -> f64 {
        if self.is_empty() { 0.0 } else { longest_word(&self.shaped) }
    }

    /// parley lays out a space for an empty text, to show a cursor.
    fn is_empty(&self) -> bool {
        self.key.text.is_empty()
    }
}

/// The width of the widest piece that has no line break opportunity inside.
pub fn longest_word(shaped: &parley::Layout<()>) -> f64 {
    f64::from(shaped.calculate_content_widths().min)
}

/// The least width at which a shaped text takes no more lines than it does at `width`; nothing when there is
/// nothing to even out.
pub fn balanced_width(shaped: &mut parley::Layout<()>, lines: usize, width: Option<f64>) -> Option<f64> {
    let width = width.filter(|_| (2..=6).contains(&lines))?;
    // A word broken to make the lines even would be a bad bargain.
    let longest = longest_word(shaped);
    let (mut low, mut high) = ((width / 2.0).max(longest).min(width), width);
    for _ in 0..7 {
        let middle = (low + high) / 2.0;
        shaped.break_all_lines(Some(middle.max(1.0) as f32));
        if shaped.len() == lines {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high)
}
