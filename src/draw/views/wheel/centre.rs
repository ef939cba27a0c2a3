//! The person in the centre: an icon, a name, a line of context and what they say, as far as there is room.

use super::circle::Circle;
use super::{Person, rings};
use crate::draw::icons::Icon;
use crate::draw::text::{Align, Block, TextStyle};
use crate::draw::views::sheet::Sheet;

/// The texts in the centre, and what found no room there.
pub struct Centre {
    blocks: Vec<(Block, &'static str)>,
    icon: f64,
    /// What the centre has no room for, to be said in the head.
    pub left_out: Vec<String>,
}

/// Between two texts, and between the icon and the first.
const GAP: f64 = 8.0;

impl Centre {
    /// Fits the person into a disc of some radius.
    pub fn lay_out(sheet: &mut Sheet<'_>, person: &Person, radius: f64) -> Self {
        let quote = person.quote.as_deref().map(|quote| sheet.locale.quoted(quote));
        let context = person.context.clone();
        let some = |texts: [&Option<String>; 2]| texts.into_iter().flatten().cloned().collect::<Vec<_>>();
        // As much as fits, in type as large as fits; the icon goes before any of the words.
        let choices = [(true, true), (true, false), (false, true), (false, false)];
        for (with_context, with_quote) in choices {
            if (with_context && context.is_none()) || (with_quote && quote.is_none()) {
                continue;
            }
            let shown_context = context.clone().filter(|_| with_context);
            let shown_quote = quote.clone().filter(|_| with_quote);
            let left_out =
                some([&context.clone().filter(|_| !with_context), &quote.clone().filter(|_| !with_quote)]);
            for (size, has_icon) in [(30.0, true), (26.0, true), (24.0, true), (22.0, true), (22.0, false)] {
                let small = f64::clamp(size - 6.0, 20.0, 22.0);
                let mut texts = vec![(person.name.as_str(), TextStyle::semibold(size), "person")];
                if let Some(context) = &shown_context {
                    texts.push((context, TextStyle::regular(small), "context"));
                }
                if let Some(quote) = &shown_quote {
                    texts.push((quote, TextStyle::regular(small), "quote"));
                }
                let icon = if has_icon { (radius * 0.3).max(30.0) } else { 0.0 };
                if let Some(blocks) = fit(sheet, &texts, icon, radius, false) {
                    return Centre { blocks, icon, left_out };
                }
            }
        }
        let name = [(person.name.as_str(), TextStyle::semibold(20.0), "person")];
        if let Some(blocks) = fit(sheet, &name, 0.0, radius, true) {
            return Centre { blocks, icon: 0.0, left_out: some([&context, &quote]) };
        }
        // A name that is too long even so is cut here, and whole in the head.
        let style = TextStyle::semibold(20.0);
        let lines = (radius / style.line_height()) as usize;
        let block = sheet.lay_out(&person.name, style, Some(radius * 1.6), Some(lines.max(1)), Align::Center);
        let left_out = some([&Some(person.name.clone()), &context]);
        let quoted = some([&quote, &None]);
        Centre { blocks: vec![(block, "person")], icon: 0.0, left_out: [left_out, quoted].concat() }
    }

    /// Draws the disc and what stands on it.
    pub fn draw(&self, sheet: &mut Sheet<'_>, circle: &Circle) {
        let on_fill = sheet.theme.on_fill;
        let side = circle.centre * 2.0;
        let bounds = (circle.u - circle.centre, circle.y - circle.centre, side, side);
        sheet.open_cell("person", None, None, bounds);
        rings::draw_disc(sheet, circle);
        let mut y = circle.y - height(self.blocks.iter().map(|(block, _)| block), self.icon) / 2.0;
        if self.icon > 0.0 {
            sheet.icon(Icon::Person, circle.u, y + self.icon / 2.0, self.icon, on_fill);
            y += self.icon + GAP;
        }
        for (block, class) in &self.blocks {
            sheet.text(block, circle.u - block.width / 2.0, y, on_fill, class);
            y += block.height + GAP;
        }
        sheet.canvas.close();
    }
}

fn height<'b>(blocks: impl Iterator<Item = &'b Block>, icon: f64) -> f64 {
    let icon = if icon > 0.0 { icon + GAP } else { 0.0 };
    blocks.map(|block| block.height + GAP).sum::<f64>() - GAP + icon
}

/// Lays texts out under each other so that every line stands inside a disc, in a width that allows it;
/// words break only when they may.
fn fit(
    sheet: &mut Sheet<'_>,
    texts: &[(&str, TextStyle, &'static str)],
    icon: f64,
    radius: f64,
    may_break: bool,
) -> Option<Vec<(Block, &'static str)>> {
    for share in [1.5, 1.7, 1.3] {
        let width = radius * share;
        let mut blocks = Vec::with_capacity(texts.len());
        let mut least = 0.0;
        let breaks =
            |(text, style, _): &(&str, TextStyle, _)| sheet.engine.longest_word(text, *style) > width;
        if !may_break && texts.iter().any(breaks) {
            continue;
        }
        for (text, style, class) in texts {
            let block = sheet.lay_out(text, *style, Some(width), None, Align::Center);
            least += block.height;
            if least > 2.0 * radius {
                return None;
            }
            blocks.push((block, *class));
        }
        if stands_in_disc(&blocks, icon, radius - 10.0) {
            return Some(blocks);
        }
    }
    None
}

fn stands_in_disc(blocks: &[(Block, &'static str)], icon: f64, radius: f64) -> bool {
    let mut top = -height(blocks.iter().map(|(block, _)| block), icon) / 2.0;
    if top < -radius {
        return false;
    }
    if icon > 0.0 {
        top += icon + GAP;
    }
    for (block, _) in blocks {
        let line = block.style.line_height();
        for (i, text) in block.lines.iter().enumerate() {
            let (above, below) = (top + line * i as f64, top + line * (i + 1) as f64);
            // Between the line's own edges and its letters there is some air.
            let far = above.abs().max(below.abs()) - line * 0.15;
            if (text.width / 2.0).hypot(far) > radius {
                return false;
            }
        }
        top += block.height + GAP;
    }
    true
}
