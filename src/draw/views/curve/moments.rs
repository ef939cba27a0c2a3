//! Short labels beside moments of truth, where there is room for them.

use super::area::PlotArea;
use super::plot::{Trace, samples};
use super::{CurvePicture, Moment, Valence};
use crate::draw::text::{Align, Block, TextStyle};
use crate::draw::theme::size;
use crate::draw::views::marks::{POINT, RING, moment_color};
use crate::draw::views::sheet::Sheet;

/// Where a label goes, and the two ends of the stem that leads to it.
type Spot = (Area, [(f64, f64); 2]);
/// Looks for such a place for a label of some size.
type Finder<'f> = dyn Fn(&Block) -> Option<Spot> + 'f;

/// Widths to try, the most pleasing first.
const WIDTHS: [f64; 4] = [230.0, 300.0, 170.0, 130.0];

/// Stem lengths to try, beyond the mark.
const STEMS: [f64; 9] = [16.0, 32.0, 52.0, 76.0, 104.0, 140.0, 190.0, 250.0, 330.0];

/// The longest stem that may lead a label over the neutral line, to where feeling has the other sign.
const STEM_ACROSS: f64 = 140.0;

/// How far a label may stand beside its stem, in parts of its width.
const SHIFTS: [f64; 5] = [0.0, -0.3, 0.3, -0.5, 0.5];

/// The mark's half height, where the stem begins.
const MARK: f64 = 20.0;

/// A rectangle of the page, in reading coordinates.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    /// The edge where reading starts.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// The edge where reading ends.
    pub right: f64,
    /// The lower edge.
    pub bottom: f64,
}

impl Area {
    /// The square around a point.
    pub fn around(u: f64, y: f64, r: f64) -> Self {
        Area { left: u - r, top: y - r, right: u + r, bottom: y + r }
    }

    fn grown(self, by: f64) -> Self {
        Area { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// Whether the two share more than an edge.
    pub fn meets(&self, other: &Area) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn holds(&self, other: &Area) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }
}

/// A label that found its place.
struct Placed {
    block: Block,
    area: Area,
    stem: [(f64, f64); 2],
    valence: Valence,
}

/// Writes the labels that fit without touching a curve, a mark or each other, and gives their places
/// and those of their stems as left, top, right and bottom in reading coordinates.
pub fn draw_labels(
    sheet: &mut Sheet<'_>,
    picture: &CurvePicture,
    area: &PlotArea,
    traces: &[Trace],
) -> Vec<[f64; 4]> {
    let curve = samples(area, traces);
    draw_labels_beside(sheet, picture, area, traces, &curve, &[])
}

/// The same without touching what stands in `others`; `curve` holds points close to each other on the lines.
pub fn draw_labels_beside(
    sheet: &mut Sheet<'_>,
    picture: &CurvePicture,
    area: &PlotArea,
    traces: &[Trace],
    curve: &[(f64, f64)],
    others: &[Area],
) -> Vec<[f64; 4]> {
    let page = Area { left: area.start, top: area.top, right: area.end, bottom: area.bottom };
    let mut taken: Vec<Area> =
        curve.iter().map(|(u, y)| Area::around(*u, *y, 5.0)).chain(others.iter().copied()).collect();
    for (t, center) in area.centers.iter().enumerate() {
        let mut is_scored = false;
        for (s, trace) in traces.iter().enumerate() {
            if let Some((u, y)) = trace.place(t, area) {
                is_scored = true;
                let r = if picture.moment(s, t).is_some() { RING } else { POINT + 4.0 };
                taken.push(Area::around(u, y, r));
            }
        }
        if !is_scored {
            taken.push(Area::around(*center, area.y(0.0), 12.0));
        }
    }
    // The neutral line may be crossed by a stem, not by words.
    let neutral = area.y(0.0);
    let line = Area { left: page.left, top: neutral - 3.0, right: page.right, bottom: neutral + 3.0 };

    // The most critical moments choose first.
    let mut moments: Vec<&Moment> = picture.moments.iter().collect();
    moments.sort_by_key(|m| (std::cmp::Reverse(m.criticality), m.touchpoint, m.series));
    let mut placed = Vec::new();
    for moment in moments {
        let Some(label) = moment.label.as_deref().filter(|l| !l.trim().is_empty()) else {
            continue;
        };
        let place = traces.get(moment.series).and_then(|t| t.place(moment.touchpoint, area));
        let Some(place) = place else { continue };
        if let Some(found) = find_room(sheet, label, moment, place, &page, &line, &taken) {
            taken.push(found.area.grown(6.0));
            placed.push(found);
        }
    }
    if placed.is_empty() {
        return Vec::new();
    }
    let areas = placed.iter().flat_map(|label: &Placed| {
        let [(u, y), (to_u, to_y)] = label.stem;
        let area = label.area;
        let stem = [u.min(to_u) - 2.0, y.min(to_y), u.max(to_u) + 2.0, y.max(to_y)];
        [[area.left, area.top, area.right, area.bottom], stem]
    });
    let areas = areas.collect();
    let theme = sheet.theme;
    sheet.canvas.open_group("moment-labels", None, None);
    for label in placed {
        let color = moment_color(&theme, label.valence);
        sheet.stroke(&label.stem, color, 2.0);
        sheet.text(&label.block, label.area.left, label.area.top, color, "moment-label");
    }
    sheet.canvas.close();
    areas
}

fn find_room(
    sheet: &mut Sheet<'_>,
    label: &str,
    moment: &Moment,
    (u, y): (f64, f64),
    page: &Area,
    neutral: &Area,
    taken: &[Area],
) -> Option<Placed> {
    let style = TextStyle::semibold(size::SMALL);
    let start = if moment.criticality >= 3 { RING } else { MARK };
    let sides = match moment.valence {
        Valence::Negative => [1.0, -1.0],
        Valence::Positive | Valence::Either => [-1.0, 1.0],
    };
    let blocks: Vec<Block> = WIDTHS
        .into_iter()
        .filter_map(|width| {
            let block = sheet.lay_out(label, style, Some(width), Some(3), Align::Center);
            let ink = block.ink_width().ceil();
            // Laid out again at its own width, so that the block has no empty edges.
            let block = sheet.lay_out(label, style, Some(ink + 1.0), Some(3), Align::Center);
            (!block.clipped).then_some(block)
        })
        .collect();
    let is_free = |area: &Area, stem: &Area| {
        page.holds(area)
            && !area.meets(neutral)
            && !taken.iter().any(|t| t.meets(&area.grown(4.0)) || t.meets(stem))
    };
    let middle = (neutral.top + neutral.bottom) / 2.0;
    let above_or_below = |block: &Block, may_cross: bool| {
        for side in sides {
            for reach in STEMS {
                let near = y + side * (start + reach);
                // On the neutral line both sides are a mark's own.
                let is_across = (y - middle).abs() > 1.0 && (y - middle) * (near - middle) < 0.0;
                if is_across && (!may_cross || reach > STEM_ACROSS) {
                    continue;
                }
                for shift in SHIFTS {
                    let left = u - block.width / 2.0 + shift * block.width;
                    let top = if side > 0.0 { near } else { near - block.height };
                    let area = Area { left, top, right: left + block.width, bottom: top + block.height };
                    let stem = [(u, y + side * start), (u, near)];
                    let stem_area = Area {
                        left: u - 2.0,
                        top: stem[0].1.min(stem[1].1) + if side > 0.0 { 6.0 } else { 0.0 },
                        right: u + 2.0,
                        bottom: stem[0].1.max(stem[1].1) - if side > 0.0 { 0.0 } else { 6.0 },
                    };
                    if is_free(&area, &stem_area) {
                        return Some((area, stem));
                    }
                }
            }
        }
        None
    };
    let beside = |block: &Block| {
        [1.0, -1.0].into_iter().find_map(|side| {
            let stem = [(u + side * RING, y), (u + side * (RING + 12.0), y)];
            let near = u + side * (RING + 18.0);
            let left = if side > 0.0 { near } else { near - block.width };
            let top = y - block.height / 2.0;
            let area = Area { left, top, right: left + block.width, bottom: top + block.height };
            let (from, to) = (stem[0].0.min(stem[1].0), stem[0].0.max(stem[1].0));
            let stem_area = Area { left: from, top: y - 2.0, right: to, bottom: y + 2.0 };
            is_free(&area, &stem_area).then_some((area, stem))
        })
    };
    let places: [&Finder<'_>; 3] =
        [&|block| above_or_below(block, false), &beside, &|block| above_or_below(block, true)];
    for place in places {
        for block in &blocks {
            if let Some((area, stem)) = place(block) {
                return Some(Placed { block: block.clone(), area, stem, valence: moment.valence });
            }
        }
    }
    None
}
