//! The key: the names of numbered places, stage by stage, in columns.

use super::Touchpoint;
use super::circle::Circle;
use super::nodes::{self, Look};
use super::slots::{Part, Slot};
use crate::draw::icons::Icon;
use crate::draw::text::{Align, Block, TextStyle};
use crate::draw::theme::size;
use crate::draw::views::sheet::Sheet;

/// A box on the page, from where reading starts.
#[derive(Clone, Copy, Debug)]
pub struct Region {
    pub u: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// The entries of a wheel in columns of one width.
pub struct Key<'p> {
    entries: Vec<Entry<'p>>,
    headings: Vec<Block>,
    column: f64,
}

#[derive(Clone)]
struct Entry<'p> {
    stage: usize,
    touchpoint: Option<&'p Touchpoint>,
    number: Block,
    name: Block,
    stake: Option<Block>,
    /// From the column's edge to the sign and to the name.
    indents: (f64, f64),
    /// What stands after the name's last word, or below it.
    marks: Vec<Icon>,
}

/// An entry with its place on a page.
pub struct Placed<'p> {
    u: f64,
    y: f64,
    column: f64,
    heading: Option<Block>,
    entry: Entry<'p>,
}

/// How the key is set: the size of its names, and whether it says what is at stake.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub size: f64,
    pub stakes: bool,
    /// Whether the wheel itself says where evidence is needed.
    pub badges: bool,
}

/// Between two columns.
pub const GUTTER: f64 = 48.0;
/// Below an entry, below a stage's name, and above it.
const GAP: f64 = 10.0;
const UNDER_HEADING: f64 = 8.0;
const STAGE_GAP: f64 = 18.0;
/// The width of a mark after a name, and what keeps it away.
const MARK_WIDTH: f64 = 30.0;
const AFTER: f64 = 8.0;
/// Half of the width of the sign beside a name.
const SIGN: f64 = 11.0;
/// From the wheel's edge to the middle of a number.
const TO_NUMBER: f64 = 22.0;
/// The room that the numbers take around the wheel.
pub const NUMBERS: f64 = 40.0;

const NUMBER: TextStyle = TextStyle::semibold(size::SMALL);

impl<'p> Key<'p> {
    /// Lays out the entries of a part for columns of some width.
    pub fn lay_out(sheet: &mut Sheet<'_>, part: &Part<'p>, setting: Setting, column: f64) -> Self {
        let number_style = TextStyle::semibold(setting.size);
        let last = (part.first + part.count()).to_string();
        let number_width = sheet.engine.width(&last, number_style);
        let to_sign = number_width + 12.0;
        let to_name = to_sign + 2.0 * SIGN + 14.0;
        let width = (column - to_name).max(80.0);
        let mut number = part.first;
        let mut key = Key { entries: Vec::new(), headings: Vec::new(), column };
        for (stage, (about, touchpoints)) in part.stages.iter().enumerate() {
            let style = TextStyle::semibold(size::SMALL);
            key.headings.push(sheet.lay_out(&about.name, style, Some(column), None, Align::Start));
            let nothing = sheet.line_of_text("", number_style);
            let empty = Entry {
                stage,
                touchpoint: None,
                number: nothing.clone(),
                name: nothing,
                stake: None,
                indents: (to_sign, to_name),
                marks: Vec::new(),
            };
            if touchpoints.is_empty() {
                key.entries.push(empty.clone());
            }
            for touchpoint in *touchpoints {
                number += 1;
                let moment = touchpoint.moment.as_ref();
                let style = if moment.is_some() { number_style } else { TextStyle::regular(setting.size) };
                let stake = moment.and_then(|moment| moment.label.as_deref()).filter(|_| setting.stakes);
                let note = TextStyle::regular(size::SMALL);
                key.entries.push(Entry {
                    touchpoint: Some(touchpoint),
                    number: sheet.line_of_text(&number.to_string(), number_style),
                    name: sheet.lay_out(&touchpoint.name, style, Some(width), None, Align::Start),
                    stake: stake.map(|stake| sheet.lay_out(stake, note, Some(width), None, Align::Start)),
                    marks: nodes::marks(touchpoint, setting.badges),
                    ..empty.clone()
                });
            }
        }
        key
    }

    /// How many entries there are.
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// The height of the highest entry with its heading, which every column must have.
    pub fn tallest(&self) -> f64 {
        let heights = self.entries.iter().map(|entry| self.heading_height(entry) + entry.height());
        heights.fold(0.0, f64::max)
    }

    /// All entries under each other.
    pub fn total(&self) -> f64 {
        let headings: f64 = self.headings.iter().map(|heading| heading.height + STAGE_GAP).sum();
        headings + self.entries.iter().map(Entry::height).sum::<f64>()
    }

    fn heading_height(&self, entry: &Entry<'_>) -> f64 {
        let heading = &self.headings[entry.stage];
        if heading.lines.is_empty() { 0.0 } else { heading.height + UNDER_HEADING }
    }

    /// Fills columns from an entry on; comes back with the places and the entry that is next.
    fn flow(&self, from: usize, columns: usize, height: f64) -> (Vec<(usize, usize, f64, bool)>, usize) {
        let mut places = Vec::new();
        let mut at = from;
        for column in 0..columns {
            let mut y = 0.0;
            let mut above = None;
            while let Some(entry) = self.entries.get(at) {
                let is_new = above != Some(entry.stage);
                let gap = if is_new && above.is_some() { STAGE_GAP } else { 0.0 };
                let heading = if is_new { gap + self.heading_height(entry) } else { 0.0 };
                let needs = heading + entry.height();
                if above.is_some() && y + needs - GAP > height {
                    break;
                }
                places.push((at, column, y + gap * f64::from(u8::from(is_new)), is_new));
                y += needs;
                above = Some(entry.stage);
                at += 1;
            }
        }
        (places, at)
    }

    /// Places entries from `from` on into a region, its columns about equally high when all fit; comes
    /// back with the entry that is next.
    pub fn place(&self, from: usize, region: Region, columns: usize) -> (Vec<Placed<'p>>, usize) {
        let (mut places, next) = self.flow(from, columns, region.height);
        if next == self.entries.len() {
            let (mut low, mut high) = (0.0, region.height);
            for _ in 0..12 {
                let middle = (low + high) / 2.0;
                let (tried, end) = self.flow(from, columns, middle);
                if end == self.entries.len() && tried.iter().all(|place| self.bottom(place) <= middle) {
                    (places, high) = (tried, middle);
                } else {
                    low = middle;
                }
            }
        }
        let placed = places.into_iter().map(|(index, column, y, has_heading)| {
            let entry = &self.entries[index];
            Placed {
                u: region.u + column as f64 * (self.column + GUTTER),
                y: region.y + y,
                column: self.column,
                heading: has_heading.then(|| self.headings[entry.stage].clone()),
                entry: entry.clone(),
            }
        });
        (placed.collect(), next)
    }

    /// Places all entries into a region, at its middle; `None` when they don't fit.
    pub fn place_all(&self, region: Region, columns: usize) -> Option<Vec<Placed<'p>>> {
        let (mut placed, next) = self.place(0, region, columns);
        let bottom = placed.iter().map(Placed::bottom).fold(0.0, f64::max);
        let below = region.y + region.height - bottom;
        if next < self.entries.len() || below < -0.5 {
            return None;
        }
        placed.iter_mut().for_each(|entry| entry.y += below / 2.0);
        Some(placed)
    }

    fn bottom(&self, (index, _, y, has_heading): &(usize, usize, f64, bool)) -> f64 {
        let entry = &self.entries[*index];
        let heading = if *has_heading { self.heading_height(entry) } else { 0.0 };
        y + heading + entry.height() - GAP
    }
}

impl Entry<'_> {
    fn height(&self) -> f64 {
        let stake = self.stake.as_ref().map_or(0.0, |stake| stake.height);
        let text = self.name_height() + stake;
        if text > 0.0 { text + GAP } else { 0.0 }
    }

    /// The height of number, name and marks.
    fn name_height(&self) -> f64 {
        let line = self.name.style.line_height();
        let marks = if self.marks.is_empty() { 0.0 } else { self.after_name().1 + line / 2.0 };
        self.name.height.max(self.number.height).max(marks)
    }

    /// Where the marks begin, from the name's start and top: after its last word, or on a line below.
    fn after_name(&self) -> (f64, f64) {
        let line = self.name.style.line_height();
        let last = self.name.lines.last().map_or(0.0, |line| line.width);
        let needed = self.marks.len() as f64 * MARK_WIDTH;
        let bottom = self.name.height.max(line);
        if last > 0.0 && last + AFTER + needed > self.name.width {
            (0.0, bottom + line / 2.0)
        } else {
            (last + AFTER, bottom - line / 2.0)
        }
    }
}

impl Placed<'_> {
    /// Where it ends.
    pub fn bottom(&self) -> f64 {
        let heading = self.heading.as_ref().map_or(0.0, |heading| heading.height + UNDER_HEADING);
        self.y + heading + (self.entry.height() - GAP).max(0.0)
    }

    /// Evens out the lines of its texts; their number stays.
    pub fn polish(&mut self, sheet: &mut Sheet<'_>) {
        let even = |sheet: &mut Sheet<'_>, block: &mut Block| {
            if block.lines.len() > 1 {
                *block = sheet.lay_out_balanced(&block.text, block.style, block.width, block.lines.len());
            }
        };
        let mut evened = self.entry.clone();
        even(sheet, &mut evened.name);
        // The marks after the last word may not need a line more for it.
        if evened.name_height() <= self.entry.name_height() {
            self.entry = evened;
        }
        self.entry.stake.iter_mut().for_each(|stake| even(sheet, stake));
    }

    /// Draws the entry, with the name of its stage above it where that begins.
    pub fn draw(&self, sheet: &mut Sheet<'_>) {
        let (ink, muted) = (sheet.theme.ink, sheet.theme.muted);
        let mut y = self.y;
        if let Some(heading) = self.heading.as_ref().filter(|heading| !heading.lines.is_empty()) {
            sheet.open_cell("stage-name", None, None, (self.u, y, self.column, heading.height));
            sheet.text(heading, self.u, y, muted, "stage-name");
            sheet.canvas.close();
            y += heading.height + UNDER_HEADING;
        }
        let Some(touchpoint) = self.entry.touchpoint else { return };
        let (to_sign, to_name) = self.entry.indents;
        let title = nodes::title(sheet, touchpoint);
        let height = self.entry.height() - GAP;
        sheet.open_cell("key-entry", None, Some(&title), (self.u, y, self.column, height));
        let number = &self.entry.number;
        sheet.text(number, self.u + to_sign - 12.0 - number.width, y, ink, "number");
        let middle = y + number.height / 2.0;
        let look = Look { radius: SIGN, rings: false, badges: false };
        nodes::draw_at(sheet, touchpoint, (self.u + to_sign + SIGN, middle), look);
        let after = self.entry.after_name();
        for (i, mark) in self.entry.marks.iter().enumerate() {
            let u = self.u + to_name + after.0 + MARK_WIDTH * (i as f64 + 0.5);
            sheet.icon(*mark, u, y + after.1, MARK_WIDTH - 6.0, ink);
        }
        sheet.text(&self.entry.name, self.u + to_name, y, ink, "name");
        if let (Some(stake), Some(moment)) = (&self.entry.stake, &touchpoint.moment) {
            let color = nodes::moment_color(sheet, moment);
            let y = y + self.entry.name_height();
            sheet.text(stake, self.u + to_name, y, color, "at-stake");
        }
        sheet.canvas.close();
    }
}

/// How long the texts of a key are on one line, in terms of their size: enough to see that a key cannot
/// fit, before it is laid out.
pub struct Lengths {
    names: Vec<f64>,
    stakes: Vec<f64>,
}

impl Lengths {
    /// Measures the names of a part, and what is at stake there.
    pub fn of(sheet: &mut Sheet<'_>, part: &Part<'_>) -> Self {
        let mut lengths = Lengths { names: Vec::new(), stakes: Vec::new() };
        let mut length = |text: &str| sheet.engine.width(text, NUMBER) / NUMBER.size;
        for touchpoint in part.stages.iter().flat_map(|(_, touchpoints)| *touchpoints) {
            lengths.names.push(length(&touchpoint.name) * 0.93);
            let label = touchpoint.moment.as_ref().and_then(|moment| moment.label.as_deref());
            lengths.stakes.extend(label.map(|label| length(label) * 0.93));
        }
        lengths
    }

    /// A height that the key takes in any case.
    pub fn least_height(&self, setting: Setting, column: f64) -> f64 {
        let width = (column - 2.0 * SIGN - 24.0).max(80.0);
        let lines = |lengths: &[f64], size: f64| {
            let lines = lengths.iter().map(|length| (length * size / width).ceil().max(1.0));
            lines.sum::<f64>() * TextStyle::regular(size).line_height()
        };
        let stakes = if setting.stakes { lines(&self.stakes, size::SMALL) } else { 0.0 };
        lines(&self.names, setting.size) + stakes + GAP * (self.names.len() as f64 - 1.0)
    }
}

/// How many places can be numbered around a wheel of some radius.
pub fn capacity(sheet: &mut Sheet<'_>, outer: f64, last: usize) -> usize {
    let width = sheet.engine.width(&last.to_string(), NUMBER) + 8.0;
    (super::circle::TURN * (outer + TO_NUMBER) / width.max(30.0)).floor() as usize
}

/// Draws the touchpoints with their numbers around the wheel.
pub fn draw_numbered(sheet: &mut Sheet<'_>, part: &Part<'_>, circle: &Circle, slots: &[Slot]) {
    let (ink, muted) = (sheet.theme.ink, sheet.theme.muted);
    let look = Look::of(circle, slots);
    let mut number = part.first;
    for slot in slots {
        let Some(touchpoint) = part.touchpoint(slot) else { continue };
        number += 1;
        let title = nodes::title(sheet, touchpoint);
        sheet.canvas.open_group("touchpoint", Some(&touchpoint.id), Some(&title));
        let (from, to) =
            (circle.at(slot.middle, circle.outer - 1.0), circle.at(slot.middle, circle.outer + 6.0));
        sheet.stroke(&[from, to], muted, 1.5);
        nodes::draw(sheet, touchpoint, *circle, slot.middle, look);
        let block = sheet.line_of_text(&number.to_string(), NUMBER);
        let (u, y) = circle.at(slot.middle, circle.outer + TO_NUMBER);
        sheet.text(&block, u - block.width / 2.0, y - block.height / 2.0, ink, "number");
        sheet.canvas.close();
    }
}
