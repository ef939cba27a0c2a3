//! What goes on which page: the wheel with its names, or with numbers and a key.

use super::around::{self, Around};
use super::centre::Centre;
use super::circle::Circle;
use super::key::{self, GUTTER, Key, NUMBERS, Placed, Region, Setting};
use super::legend;
use super::nodes::Look;
use super::slots::{Part, Slot, divide};
use super::{WheelPicture, describe, rings};
use crate::draw::text::{Align, TextEngine, TextStyle};
use crate::draw::theme::{size, space};
use crate::draw::views::legend::Legend;
use crate::draw::views::page::{
    FOOT_MARGIN, Heading, PERSONA_SEPARATOR, draw_foot, foot_height, lay_out_head,
};
use crate::draw::views::pages::spread;
use crate::draw::views::sheet::{About, Drawing, Options, Sheet};

/// What head, legend and foot leave of the page's height.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    pub top: f64,
    pub bottom: f64,
}

/// A wheel that knows where everything stands.
enum Wheel {
    Named(Around),
    Numbered(Circle, Vec<Slot>),
}

/// One page before it is drawn.
struct Page<'p> {
    part: usize,
    wheel: Option<Wheel>,
    key: Vec<Placed<'p>>,
}

/// All pages, of one size.
struct Plan<'p> {
    size: (f64, f64),
    parts: Vec<Part<'p>>,
    pages: Vec<Page<'p>>,
}

/// The most names around a wheel, and on a page that grows with them.
const MOST_AROUND: usize = 18;
const MOST_AROUND_FREE: usize = 30;
/// What a free page grows by until everything fits.
const GROWTH: f64 = 1.15;
const MOST_GROWTHS: i32 = 60;
/// Between the wheel and its key.
const BESIDE: f64 = 56.0;
/// The narrowest and the widest column of a key.
const COLUMN: (f64, f64) = (316.0, 520.0);

/// Draws all pages of a picture.
pub fn pages(picture: &WheelPicture, options: &Options, engine: &mut TextEngine) -> Vec<Drawing> {
    let plan = plan(picture, options, engine);
    let described = picture.description.trim();
    let description = if described.is_empty() { describe(picture) } else { picture.description.clone() };
    let count = plan.pages.len();
    let draw = |(at, page): (usize, &Page<'_>)| {
        let mut sheet = open(picture, options, engine, plan.size);
        draw_page(&mut sheet, picture, &plan.parts[page.part], page, &description, (at + 1, count));
        sheet.finish()
    };
    plan.pages.iter().enumerate().map(draw).collect()
}

fn open<'a>(
    picture: &WheelPicture,
    options: &Options,
    engine: &'a mut TextEngine,
    (width, height): (f64, f64),
) -> Sheet<'a> {
    let mut sheet = Sheet::new(options, engine, &picture.heading.lang, picture.heading.dir);
    sheet.width = sheet.width.max(width);
    sheet.height = sheet.whole_height(sheet.height.max(height));
    sheet
}

fn plan<'p>(picture: &'p WheelPicture, options: &Options, engine: &mut TextEngine) -> Plan<'p> {
    let count = picture.touchpoints().count();
    let is_free = options.page.is_free();
    let mut sheet = open(picture, options, engine, (0.0, 0.0));
    let least = (sheet.width, sheet.height);
    let most = if is_free { MOST_AROUND_FREE } else { MOST_AROUND };
    if count <= most {
        let part = Part::new(picture, 0..count.max(1));
        for step in 0..if is_free { 6 } else { 1 } {
            let growth = GROWTH.powi(step);
            sheet.width = least.0 * growth;
            sheet.height = sheet.whole_height(least.1 * growth);
            let area = area(&mut sheet, picture);
            if let Some(around) = around::lay_out(&mut sheet, &part, &area) {
                let size = (sheet.width, sheet.height);
                let page = Page { part: 0, wheel: Some(Wheel::Named(around)), key: Vec::new() };
                return Plan { size, parts: vec![part], pages: vec![page] };
            }
        }
        (sheet.width, sheet.height) = least;
    }
    if is_free { grown(&mut sheet, picture, count) } else { spread_out(&mut sheet, picture, count) }
}

fn area(sheet: &mut Sheet<'_>, picture: &WheelPicture) -> Area {
    let head = lay_out_head(sheet, &picture.heading);
    let legend = Legend::lay_out(sheet, legend::items(sheet, picture));
    let foot = foot_height(&picture.heading.foot);
    let top = head.bottom() + 3.0 * space::STEP;
    Area { top, bottom: (sheet.height - foot - legend.height()).max(top + LEAST_AREA) }
}

/// The least height of a wheel with its numbers.
const LEAST_AREA: f64 = 480.0;

/// A wheel as large as an area allows, with the room that is left for the key beside it, or below it
/// where the page is higher than wide.
fn numbered(
    sheet: &mut Sheet<'_>,
    part: &Part<'_>,
    area: &Area,
    (share, factor): (f64, f64),
) -> (Circle, Region) {
    let (width, height) = (sheet.width - 2.0 * space::MARGIN, area.bottom - area.top);
    let is_tall = height > width;
    let room = if is_tall { width.min(height * 0.55) } else { height.min(width * share) };
    let reach = room / 2.0 * factor;
    let word = rings::word_width(sheet, part);
    if is_tall {
        let circle = Circle::new((sheet.width / 2.0, area.top + reach), reach - NUMBERS, word);
        let y = area.top + 2.0 * reach + BESIDE;
        return (circle, Region { u: space::MARGIN, y, width, height: area.bottom - y });
    }
    let middle = (space::MARGIN + reach, (area.top + area.bottom) / 2.0);
    let taken = 2.0 * reach + BESIDE;
    let region = Region { u: space::MARGIN + taken, y: area.top, width: width - taken, height };
    (Circle::new(middle, reach - NUMBERS, word), region)
}

fn columns_of(width: f64, columns: usize) -> f64 {
    ((width - GUTTER * (columns as f64 - 1.0)) / columns as f64).min(COLUMN.1)
}

/// The numbers of columns worth trying in a width, the fewest first.
fn column_counts(width: f64) -> std::ops::RangeInclusive<usize> {
    let most = (((width + GUTTER) / (COLUMN.0 + GUTTER)).floor() as usize).max(1);
    let least = (((width + GUTTER) / (COLUMN.1 + GUTTER)).ceil() as usize).clamp(1, most);
    least..=most
}

/// Fixed pages: the key beside the wheel, and on further pages what doesn't fit there.
fn spread_out<'p>(sheet: &mut Sheet<'_>, picture: &'p WheelPicture, count: usize) -> Plan<'p> {
    let mut space = area(sheet, picture);
    let whole = Part::new(picture, 0..count.max(1));
    let (circle, _) = numbered(sheet, &whole, &space, (SHARE, 1.0));
    let capacity = key::capacity(sheet, circle.outer, count).max(4);
    let parts = if count <= capacity {
        vec![whole]
    } else {
        let mut sizes: Vec<usize> = picture.stages.iter().map(|stage| stage.touchpoints.len()).collect();
        sizes.retain(|size| *size > 0);
        let ranges = spread(&sizes, |range| range.len() <= capacity);
        ranges.into_iter().map(|range| Part::new(picture, range)).collect()
    };
    let full = sheet.width - 2.0 * space::MARGIN;
    // A page grows only for an entry that fits none.
    let tallest = parts.iter().map(|part| Key::lay_out(sheet, part, SETTING, COLUMN.0).tallest());
    let excess = tallest.fold(0.0, f64::max) - (space.bottom - space.top);
    if excess > 0.0 {
        sheet.height = sheet.whole_height(sheet.height + excess);
        space.bottom += excess;
    }
    let mut pages = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let slots = divide(part, false);
        if let Some((circle, key)) = beside(sheet, part, &slots, &space) {
            pages.push(Page { part: at, wheel: Some(Wheel::Numbered(circle, slots)), key });
            continue;
        }
        let (circle, region) = numbered(sheet, part, &space, (SHARE, 1.0));
        let setting = Setting { badges: Look::of(&circle, &slots).badges, ..SETTING };
        let columns = *column_counts(region.width).end();
        let key = Key::lay_out(sheet, part, setting, columns_of(region.width, columns));
        let (placed, mut next) = key.place(0, region, columns);
        pages.push(Page { part: at, wheel: Some(Wheel::Numbered(circle, slots)), key: placed });
        let region = Region { u: space::MARGIN, y: space.top, width: full, height: space.bottom - space.top };
        while next < key.count() {
            // The last page takes as few columns as will do.
            for columns in column_counts(full) {
                let key = Key::lay_out(sheet, part, setting, columns_of(full, columns));
                let (placed, end) = key.place(next, region, columns);
                if end >= key.count() || columns == *column_counts(full).end() {
                    pages.push(Page { part: at, wheel: None, key: placed });
                    next = end.max(next + 1);
                    break;
                }
            }
        }
    }
    for placed in pages.iter_mut().flat_map(|page| &mut page.key) {
        placed.polish(sheet);
    }
    Plan { size: (sheet.width, sheet.height), parts, pages }
}

/// How a key is set that may go on over several pages.
const SETTING: Setting = Setting { size: size::NOTE, stakes: true, badges: false };

/// A wheel with its whole key beside it, in type as large as fits.
fn beside<'p>(
    sheet: &mut Sheet<'_>,
    part: &Part<'p>,
    slots: &[Slot],
    area: &Area,
) -> Option<(Circle, Vec<Placed<'p>>)> {
    let lengths = key::Lengths::of(sheet, part);
    let settings = [(size::BODY, true), (size::NOTE, true), (size::NOTE, false), (size::SMALL, false)];
    for (size, stakes) in settings {
        for factor in [1.0, 0.9] {
            let (circle, region) = numbered(sheet, part, area, (SHARE, factor));
            if factor < 1.0 && key::capacity(sheet, circle.outer, part.first + part.count()) < part.count() {
                continue;
            }
            let badges = Look::of(&circle, slots).badges;
            let setting = Setting { size, stakes, badges };
            for columns in column_counts(region.width) {
                let column = columns_of(region.width, columns);
                if lengths.least_height(setting, column) > region.height * columns as f64 {
                    continue;
                }
                let key = Key::lay_out(sheet, part, setting, column);
                if let Some(placed) = key.place_all(region, columns) {
                    return Some((circle, placed));
                }
            }
        }
    }
    None
}

/// A free page: it grows until the key fits beside the wheel.
fn grown<'p>(sheet: &mut Sheet<'_>, picture: &'p WheelPicture, count: usize) -> Plan<'p> {
    let part = Part::new(picture, 0..count.max(1));
    let slots = divide(&part, false);
    let key = Key::lay_out(sheet, &part, SETTING, FREE_COLUMN);
    let least = (sheet.width, sheet.height);
    let mut found = None;
    for step in 0..MOST_GROWTHS {
        let growth = GROWTH.powi(step);
        sheet.width = least.0 * growth;
        sheet.height = sheet.whole_height(least.1 * growth);
        let (_, region) =
            numbered(sheet, &part, &Area { top: 160.0, bottom: sheet.height }, (FREE_SHARE, 1.0));
        let columns = (((region.width + GUTTER) / (FREE_COLUMN + GUTTER)).floor() as usize).max(1);
        if key.total() > region.height * columns as f64 {
            continue;
        }
        let space = area(sheet, picture);
        let (circle, region) = numbered(sheet, &part, &space, (FREE_SHARE, 1.0));
        if key::capacity(sheet, circle.outer, count) >= count
            && key.place_all(region, columns).is_some()
            && let key = Key::lay_out(sheet, &part, SETTING, columns_of(region.width, columns))
            && let Some(placed) = key.place_all(region, columns)
        {
            found = Some((circle, placed));
            break;
        }
    }
    let (circle, mut key) = found.unwrap_or_else(|| {
        // Only an entry higher than any page comes here: one column, as long as it takes.
        let space = area(sheet, picture);
        let (circle, region) = numbered(sheet, &part, &space, (FREE_SHARE, 1.0));
        let placed = key.place(0, Region { height: f64::MAX, ..region }, 1).0;
        let bottom = placed.iter().map(Placed::bottom).fold(0.0, f64::max);
        sheet.height = sheet.whole_height(sheet.height + (bottom - space.bottom).max(0.0));
        (circle, placed)
    });
    key.iter_mut().for_each(|entry| entry.polish(sheet));
    let wheel = Some(Wheel::Numbered(circle, slots));
    let size = (sheet.width, sheet.height);
    Plan { size, parts: vec![part], pages: vec![Page { part: 0, wheel, key }] }
}

/// The most of a page's width that the wheel takes, and of a free one's.
const SHARE: f64 = 0.56;
const FREE_SHARE: f64 = 0.42;
/// The width of a column of the key on a free page.
const FREE_COLUMN: f64 = 380.0;

fn draw_page(
    sheet: &mut Sheet<'_>,
    picture: &WheelPicture,
    part: &Part<'_>,
    page: &Page<'_>,
    description: &str,
    number: (usize, usize),
) {
    let circle = match &page.wheel {
        Some(Wheel::Named(around)) => Some(around.circle),
        Some(Wheel::Numbered(circle, _)) => Some(*circle),
        None => None,
    };
    let legend = Legend::lay_out(sheet, legend::items(sheet, picture));
    let centre = circle.map(|circle| Centre::lay_out(sheet, &picture.person, circle.centre));
    let head = lay_out_head(sheet, &with_left_out(&picture.heading, centre.as_ref()));
    let foot = if picture.heading.foot.is_empty() { 0.0 } else { space::FOOT + 2.0 * space::STEP };
    let height = sheet.height;
    let about =
        About { id: &picture.heading.id, class: "masa wheel", title: &picture.heading.title, description };
    sheet.begin(about, height);
    head.draw(sheet);
    if let (Some(circle), Some(centre)) = (&circle, &centre) {
        centre.draw(sheet, circle);
    }
    match &page.wheel {
        Some(Wheel::Named(around)) => {
            rings::draw(sheet, part, &around.circle, &around.slots);
            rings::draw_thread(sheet, part, &around.circle, &around.slots);
            around.draw(sheet, part);
            draw_notice(sheet, part, &around.circle);
        }
        Some(Wheel::Numbered(circle, slots)) => {
            rings::draw(sheet, part, circle, slots);
            rings::draw_thread(sheet, part, circle, slots);
            key::draw_numbered(sheet, part, circle, slots);
        }
        None => {}
    }
    if !page.key.is_empty() {
        sheet.canvas.open_group("key", None, None);
        page.key.iter().for_each(|entry| entry.draw(sheet));
        sheet.canvas.close();
    }
    legend.draw(sheet, height - FOOT_MARGIN - foot - legend.height());
    draw_foot(sheet, &picture.heading.foot, height, number);
}

/// The head also says what found no room in the centre; whoever else makes the journey comes after it.
fn with_left_out(heading: &Heading, centre: Option<&Centre>) -> Heading {
    let left_out = centre.map(|centre| centre.left_out.as_slice()).unwrap_or_default();
    let texts: Vec<String> = left_out.iter().chain(heading.persona_line.as_ref()).cloned().collect();
    let persona_line = (!texts.is_empty()).then(|| texts.join(PERSONA_SEPARATOR));
    Heading { persona_line, ..heading.clone() }
}

/// Says that there is nothing on the wheel yet.
fn draw_notice(sheet: &mut Sheet<'_>, part: &Part<'_>, circle: &Circle) {
    if part.count() > 0 {
        return;
    }
    let (words, muted) = (&sheet.locale.labels().nothing_mapped, sheet.theme.muted);
    let block = sheet.lay_out(words, TextStyle::regular(size::STAGE), None, None, Align::Start);
    sheet.text(&block, circle.u + circle.outer + 60.0, circle.y - block.height / 2.0, muted, "notice");
}
