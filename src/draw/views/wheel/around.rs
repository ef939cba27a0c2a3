//! Names around the wheel: two columns, a line from each name to its place, nothing overlapping.

use super::Touchpoint;
use super::circle::{Circle, Trace};
use super::nodes::{self, Look, MARK};
use super::plan::Area;
use super::rings;
use super::slots::{Part, Slot, divide};
use crate::draw::icons::Icon;
use crate::draw::text::{Align, Block, Frame, TextStyle};
use crate::draw::theme::{size, space};
use crate::draw::views::sheet::Sheet;

/// A wheel with its names around it.
pub struct Around {
    pub circle: Circle,
    pub slots: Vec<Slot>,
    look: Look,
    labels: Vec<Label>,
}

/// What stands beside the wheel for one slot.
struct Label {
    slot: usize,
    /// The name of the stage, over the topmost of its names.
    heading: Option<Block>,
    name: Block,
    stake: Option<Block>,
    marks: Vec<Icon>,
    top: f64,
}

/// From the wheel's edge to the names.
const TO_NAMES: f64 = 60.0;
/// What names may rise over the wheel and sink under it.
const AROUND: f64 = 14.0;
/// From the wheel's edge to where a line may bend.
const TO_BEND: f64 = 6.0;
/// From the names to where a line bends.
const BEND: f64 = 28.0;
/// The least between a line and another touchpoint.
const CLEAR: f64 = 8.0;
/// From the end of a line to its name.
const AIR: f64 = 10.0;
/// Between two names of a stage, and between those of two stages.
const GAP: f64 = 14.0;
const STAGE_GAP: f64 = 26.0;
/// Between a stage's name and the first of its touchpoints.
const UNDER_HEADING: f64 = 2.0;
/// The narrowest column of names.
const LEAST_COLUMN: f64 = 190.0;
/// The most lines of a name.
const MOST_LINES: usize = 4;

/// The names of a wheel's touchpoints around it, in type as large as fits; `None` when they don't fit.
pub fn lay_out(sheet: &mut Sheet<'_>, part: &Part<'_>, area: &Area) -> Option<Around> {
    let slots = divide(part, true);
    let sizes: &[f64] = match part.count() {
        0..=6 => &[28.0, 26.0, 24.0, 22.0, 20.0],
        7..=10 => &[26.0, 24.0, 22.0, 20.0],
        _ => &[24.0, 22.0, 20.0],
    };
    let word = rings::word_width(sheet, part);
    let middle = (sheet.width / 2.0, (area.top + area.bottom) / 2.0);
    // On a page that is not wide the names take what they need from the wheel.
    let largest = ((area.bottom - area.top) / 2.0 - AROUND).min(sheet.width * 0.3);
    for size in sizes {
        for factor in [1.0, 0.92, 0.84, 0.76] {
            let outer = largest * factor;
            // Larger type is no reason for a smaller wheel.
            if outer < 200.0 || (*size > size::BODY && factor < 0.9) {
                break;
            }
            let circle = Circle::new(middle, outer, word);
            let column = sheet.width / 2.0 - space::MARGIN - outer - TO_NAMES;
            if column < LEAST_COLUMN {
                continue;
            }
            if let Some(labels) = labels(sheet, part, &slots, &circle, area, *size, column) {
                let look = Look::of(&circle, &slots);
                return Some(Around { circle, slots, look, labels });
            }
        }
    }
    None
}

fn labels(
    sheet: &mut Sheet<'_>,
    part: &Part<'_>,
    slots: &[Slot],
    circle: &Circle,
    area: &Area,
    size: f64,
    column: f64,
) -> Option<Vec<Label>> {
    let mut all = Vec::with_capacity(slots.len());
    for second_half in [false, true] {
        // From top to bottom; that is against time on the second half.
        let mut own: Vec<usize> = (0..slots.len()).filter(|i| slots[*i].second_half == second_half).collect();
        if second_half {
            own.reverse();
        }
        let badges = Look::of(circle, slots).badges;
        let marks = own.iter().filter_map(|i| part.touchpoint(&slots[*i]));
        let most = marks.map(|touchpoint| nodes::marks(touchpoint, badges).len()).max();
        let gutter = most.unwrap_or(0) as f64 * MARK;
        let width = (column - gutter).min(size * 17.5);
        let mut labels = Vec::with_capacity(own.len());
        let mut height = 0.0;
        let mut above = None;
        for i in own {
            let heading = (above != Some(slots[i].stage)).then_some(part.stages[slots[i].stage].0);
            above = Some(slots[i].stage);
            let align = if second_half { Align::End } else { Align::Start };
            let mut label =
                label(sheet, part, (i, &slots[i]), heading.map(|stage| &*stage.name), size, width, align)?;
            label.marks = part.touchpoint(&slots[i]).map(|t| nodes::marks(t, badges)).unwrap_or_default();
            height += label.height() + GAP;
            if height > area.bottom - area.top + GAP {
                return None;
            }
            labels.push(label);
        }
        place(&mut labels, slots, circle, area)?;
        all.extend(labels);
    }
    Some(all)
}

fn label(
    sheet: &mut Sheet<'_>,
    part: &Part<'_>,
    (slot, place): (usize, &Slot),
    heading: Option<&str>,
    size: f64,
    width: f64,
    align: Align,
) -> Option<Label> {
    let touchpoint = part.touchpoint(place);
    let moment = touchpoint.and_then(|touchpoint| touchpoint.moment.as_ref());
    let style = if moment.is_some() { TextStyle::semibold(size) } else { TextStyle::regular(size) };
    let note = TextStyle::regular((size - 2.0).max(size::SMALL));
    let name = touchpoint.map_or("", |touchpoint| &touchpoint.name);
    let name = fitting(sheet, name, style, width, align, MOST_LINES)?;
    let stake = moment.and_then(|moment| moment.label.as_deref());
    let stake = stake.map(|stake| fitting(sheet, stake, note, width, align, 3));
    let heading = heading.filter(|name| !name.is_empty());
    let heading = heading.map(|name| fitting(sheet, name, TextStyle::semibold(note.size), width, align, 2));
    Some(Label {
        slot,
        heading: heading.map_or(Some(None), |found| found.map(Some))?,
        name,
        stake: stake.map_or(Some(None), |found| found.map(Some))?,
        marks: Vec::new(),
        top: 0.0,
    })
}

/// A text in a column, if it takes few lines and no word of usual length is broken.
fn fitting(
    sheet: &mut Sheet<'_>,
    text: &str,
    style: TextStyle,
    width: f64,
    align: Align,
    most: usize,
) -> Option<Block> {
    let frame =
        Frame { width: Some(width), max_lines: None, direction: sheet.direction, align, balanced: false };
    let block = sheet.engine.layout(text, style, frame);
    if block.lines.len() > most {
        return None;
    }
    if block.lines.len() < 2 {
        return Some(block);
    }
    let breaks_word = sheet.engine.longest_word(text, style) > width;
    (!breaks_word).then(|| sheet.engine.layout(text, style, Frame { balanced: true, ..frame }))
}

impl Label {
    fn heading_height(&self) -> f64 {
        self.heading.as_ref().map_or(0.0, |heading| heading.height + UNDER_HEADING)
    }

    fn height(&self) -> f64 {
        self.heading_height() + self.name.height + self.stake.as_ref().map_or(0.0, |stake| stake.height)
    }

    /// From the top to where its line ends.
    fn anchor(&self) -> f64 {
        match &self.heading {
            Some(heading) if self.name.lines.is_empty() => heading.height / 2.0,
            _ => self.heading_height() + self.name.height / 2.0,
        }
    }
}

/// Puts the labels of one side under each other, each as near to its place as the others allow; `None`
/// when a line would have to cross the wheel.
fn place(labels: &mut [Label], slots: &[Slot], circle: &Circle, area: &Area) -> Option<()> {
    if labels.is_empty() {
        return Some(());
    }
    // Take away what stands above in any case; what is left only has to be in order.
    let mut offsets = Vec::with_capacity(labels.len());
    let mut used = 0.0;
    for (i, label) in labels.iter().enumerate() {
        if i > 0 {
            used += if label.heading.is_some() { STAGE_GAP } else { GAP };
        }
        offsets.push(used);
        used += label.height();
    }
    let room = area.bottom - area.top - used;
    if room < 0.0 {
        return None;
    }
    let wanted = labels.iter().zip(&offsets).map(|(label, offset)| {
        let y = circle.at(slots[label.slot].middle, circle.outer + TO_BEND).1;
        y - label.anchor() - offset
    });
    let tops = in_order(wanted);
    for ((label, y), offset) in labels.iter_mut().zip(tops).zip(&offsets) {
        label.top = y.clamp(area.top, area.top + room) + offset;
    }
    let is_free = |label: &Label| {
        let slot = &slots[label.slot];
        let (sin, cos) = (slot.middle.sin().abs(), slot.middle.cos());
        let (out, down) = (circle.outer + TO_NAMES - BEND, label.top + label.anchor() - circle.y);
        sin * out - cos * down >= circle.outer + 2.0
    };
    labels.iter().all(is_free).then_some(())
}

/// The nearest values that never fall, in the least-squares sense: pool adjacent violators.
fn in_order(wanted: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for value in wanted {
        let mut pool = (value, 1);
        while let Some((sum, count)) = pools.last().copied() {
            if sum / count as f64 <= pool.0 / pool.1 as f64 {
                break;
            }
            pools.pop();
            pool = (pool.0 + sum, pool.1 + count);
        }
        pools.push(pool);
    }
    pools.iter().flat_map(|(sum, count)| std::iter::repeat_n(sum / *count as f64, *count)).collect()
}

/// The distance of a point from the straight line between two others.
fn distance(point: (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let (du, dy) = (to.0 - from.0, to.1 - from.1);
    let along = ((point.0 - from.0) * du + (point.1 - from.1) * dy) / (du * du + dy * dy).max(1e-9);
    let along = along.clamp(0.0, 1.0);
    (point.0 - from.0 - along * du).hypot(point.1 - from.1 - along * dy)
}

type Segment = ((f64, f64), (f64, f64));

/// Whether two straight lines cross.
fn intersect(a: Segment, b: Segment) -> bool {
    let side = |line: Segment, point: (f64, f64)| {
        (line.1.0 - line.0.0) * (point.1 - line.0.1) - (line.1.1 - line.0.1) * (point.0 - line.0.0)
    };
    side(a, b.0) * side(a, b.1) < 0.0 && side(b, a.0) * side(b, a.1) < 0.0
}

impl Around {
    /// Draws the touchpoints with their names.
    pub fn draw(&self, sheet: &mut Sheet<'_>, part: &Part<'_>) {
        let (leaders, muted) = (self.leaders(part), sheet.theme.muted);
        for (label, leader) in self.labels.iter().zip(&leaders) {
            let slot = &self.slots[label.slot];
            let touchpoint = part.touchpoint(slot);
            let (class, id) = match touchpoint {
                Some(touchpoint) => ("touchpoint", &touchpoint.id),
                None => ("stage", &part.stages[slot.stage].0.id),
            };
            let title = touchpoint.map(|touchpoint| nodes::title(sheet, touchpoint));
            sheet.canvas.open_group(class, Some(id), title.as_deref());
            let mut line = Trace::new(sheet);
            line.move_to(leader[0]);
            leader[1..].iter().for_each(|point| line.line_to(*point));
            line.stroke(sheet, muted, 1.5);
            if let Some(touchpoint) = touchpoint {
                nodes::draw(sheet, touchpoint, self.circle, slot.middle, self.look);
            }
            self.draw_label(sheet, part, label);
            sheet.canvas.close();
        }
    }

    /// The edge of a column of names that is nearer to the wheel.
    fn edge(&self, second_half: bool) -> f64 {
        let reach = self.circle.outer + TO_NAMES;
        if second_half { self.circle.u - reach } else { self.circle.u + reach }
    }

    /// The lines from the touchpoints to their names: straight to where they bend, but first outwards
    /// when they would run into another touchpoint or into each other.
    fn leaders(&self, part: &Part<'_>) -> Vec<Vec<(f64, f64)>> {
        let nodes: Vec<Option<((f64, f64), f64)>> = self
            .labels
            .iter()
            .map(|label| {
                let slot = &self.slots[label.slot];
                let touchpoint = part.touchpoint(slot)?;
                let place = nodes::place(touchpoint, &self.circle, slot.middle);
                Some((place, nodes::reach(touchpoint, self.look) + CLEAR))
            })
            .collect();
        let line = |i: usize, is_straight: bool| {
            let (label, slot) = (&self.labels[i], &self.slots[self.labels[i].slot]);
            let outwards = if slot.second_half { -1.0 } else { 1.0 };
            let (edge, y) = (self.edge(slot.second_half), label.top + label.anchor());
            let rim = self.circle.at(slot.middle, self.circle.outer + TO_BEND);
            let mut line = vec![nodes[i].map_or(rim, |node| node.0)];
            if !is_straight {
                line.push(rim);
            }
            line.extend([(edge - outwards * BEND, y), (edge - outwards * AIR, y)]);
            line
        };
        let count = self.labels.len();
        let is_clear = |i: usize, line: &[(f64, f64)]| {
            let others = nodes.iter().enumerate().filter(|(other, _)| *other != i);
            others
                .filter_map(|(_, node)| *node)
                .all(|(place, reach)| distance(place, line[0], line[1]) > reach)
        };
        let mut straight: Vec<bool> = (0..count).map(|i| is_clear(i, &line(i, true))).collect();
        let crosses = |a: &[(f64, f64)], b: &[(f64, f64)]| {
            a.windows(2).any(|a| b.windows(2).any(|b| intersect((a[0], a[1]), (b[0], b[1]))))
        };
        for i in 1..count {
            let (before, here) = (line(i - 1, straight[i - 1]), line(i, straight[i]));
            if crosses(&before, &here) {
                (straight[i - 1], straight[i]) = (false, false);
            }
        }
        (0..count).map(|i| line(i, straight[i])).collect()
    }

    fn draw_label(&self, sheet: &mut Sheet<'_>, part: &Part<'_>, label: &Label) {
        let slot = &self.slots[label.slot];
        let touchpoint = part.touchpoint(slot);
        let (ink, muted) = (sheet.theme.ink, sheet.theme.muted);
        let edge = self.edge(slot.second_half);
        let gutter = label.marks.len() as f64 * MARK;
        let width = label.name.width + gutter;
        let near = |block: &Block, gutter: f64| {
            if slot.second_half { edge - gutter - block.width } else { edge + gutter }
        };
        let start = if slot.second_half { edge - width } else { edge };
        sheet.open_cell("label", None, None, (start, label.top, width, label.height()));
        let mut y = label.top;
        if let Some(heading) = &label.heading {
            sheet.text(heading, near(heading, 0.0), y, muted, "stage-name");
            y += label.heading_height();
        }
        let outwards = if slot.second_half { -1.0 } else { 1.0 };
        let middle = y + label.name.height / 2.0;
        for (i, mark) in label.marks.iter().enumerate() {
            let u = edge + outwards * (MARK * (i as f64 + 0.5) - 5.0);
            sheet.icon(*mark, u, middle, MARK - 10.0, ink);
        }
        sheet.text(&label.name, near(&label.name, gutter), y, ink, "name");
        y += label.name.height;
        if let (Some(stake), Some(moment)) = (&label.stake, touchpoint.and_then(|t| t.moment.as_ref())) {
            let color = nodes::moment_color(sheet, moment);
            sheet.text(stake, near(stake, gutter), y, color, "at-stake");
        }
        sheet.canvas.close();
    }
}
