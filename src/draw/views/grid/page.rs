//! One page of a grid, drawn.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::cells::{Metrics, PADDING, Stack};
use super::columns::{StageHeads, draw_phases};
use super::paging::{PagePlan, Plan, below, foot_height, head_style, legend_of, phase_height};
use super::{Area, Content, Grid, Lane, Painter, Placed, Row, Rule, Sign, spans};
use crate::draw::canvas::{Attr, Element, Tag};
use crate::draw::locale::{Locale, fill};
use crate::draw::text::{Align, TextEngine, TextStyle};
use crate::draw::theme::{Color, size, space};
use crate::draw::views::legend::Legend;
use crate::draw::views::page::{draw_foot, lay_out_head};
use crate::draw::views::sheet::{About, Drawing, Options, Sheet};

/// The greatest width of a lane's head: its sign and its word.
pub const HEAD_TEXT: f64 = 192.0;

/// The width of the sign before a head's word.
const SIGN: f64 = 30.0;

/// Between a lane's head and its first column.
pub const HEAD_GAP: f64 = 14.0;

/// From the top of a line to its baseline, in terms of the type size.
const BASELINE: f64 = 0.9675;

/// How much air a lane may get beyond the least, where a page has room.
const MORE_AIR: f64 = 18.0;

/// The width of a head's sign, 0 without one.
pub fn sign_width(lane: &Lane) -> f64 {
    if lane.sign.is_some() { SIGN } else { 0.0 }
}

/// How much higher than wanted a drawn lane may get on a page that would otherwise stay empty.
const LARGEST: f64 = 1.6;

/// Draws a page.
pub fn draw(
    grid: &Grid,
    painter: &dyn Painter,
    options: &Options,
    engine: &mut TextEngine,
    plan: &Plan,
    page: &PagePlan,
    number: (usize, usize),
) -> Drawing {
    let mut sheet = Sheet::new(options, engine, &grid.heading.lang, grid.heading.dir);
    (sheet.width, sheet.height) = plan.page;
    let head = lay_out_head(&mut sheet, &grid.heading);
    let is_here = |lane: &str| page.rows.iter().any(|row| grid.rows[*row].id() == lane);
    let legend = Legend::lay_out(&mut sheet, legend_of(grid, is_here));
    let lanes = lanes_of(grid, plan);
    let stages = StageHeads::lay_out(&mut sheet, grid, page, plan.size);
    let phases_top = below(head.bottom());
    let stages_top = phases_top + phase_height(grid);
    let rows_top = stages_top + stages.height;
    let under = legend.height() + foot_height(grid);
    let least: f64 = page.heights.iter().sum();
    let needed = rows_top + least + under;
    let height = if needed <= sheet.height + 0.5 { sheet.height } else { sheet.whole_height(needed) };
    let spare = (height - needed).max(0.0);
    let heights = share_out(grid, page, spare);

    let about = About {
        id: &grid.heading.id,
        class: grid.class,
        title: &grid.heading.title,
        description: &grid.description,
    };
    sheet.begin(about, height);
    head.draw(&mut sheet);
    draw_phases(&mut sheet, grid, page, phases_top);
    stages.draw(&mut sheet, grid, page, stages_top);
    let mut y = rows_top;
    let mut after_lane = false;
    let mut placed = Placed {
        columns: page.columns.clone(),
        width: page.width,
        start: page.start,
        padding: PADDING,
        rows: Vec::new(),
        cells: BTreeMap::new(),
    };
    for ((at, height), least) in page.rows.iter().zip(&heights).zip(&page.heights) {
        let row = &grid.rows[*at];
        placed.rows.push((*at, y..y + height));
        match row {
            Row::Rule(rule) => {
                if stages.height > 0.0 {
                    draw_borders(&mut sheet, grid, page, y, y + height);
                }
                draw_rule(&mut sheet, plan, rule, (y, *height));
            }
            Row::Lane(lane) => {
                if after_lane {
                    draw_hairline(&mut sheet, y);
                }
                let area = Area {
                    columns: page.columns.clone(),
                    width: page.width,
                    start: page.start,
                    top: y,
                    height: *height,
                    padding: PADDING,
                    air: plan.air + (height - least).clamp(0.0, MORE_AIR) / 2.0,
                    lanes: lanes.clone(),
                };
                // A border would strike through a text that stands over several stages.
                if stages.height > 0.0 && !matches!(lane.content, Content::Spans(_)) {
                    draw_borders(&mut sheet, grid, page, y, y + height);
                }
                draw_lane(&mut sheet, grid, painter, plan, (*at, lane), &area, &mut placed);
            }
        }
        after_lane = matches!(row, Row::Lane(_));
        y += height;
    }
    painter.paint_over(&mut sheet, &placed);
    if grid.columns.is_empty() {
        let words = &sheet.locale.labels().nothing_mapped;
        let block = sheet.line_of_text(words, TextStyle::regular(size::STAGE));
        let muted = sheet.theme.muted;
        sheet.text(&block, space::MARGIN, rows_top + 40.0, muted, "notice");
    }
    legend.draw(&mut sheet, height - under);
    let notes = foot(grid, plan, &sheet.locale);
    draw_foot(&mut sheet, &notes, height, number);
    sheet.finish()
}

/// The lanes on all pages together.
fn lanes_of(grid: &Grid, plan: &Plan) -> Rc<[&'static str]> {
    let is_drawn = |row: &usize| !plan.left_out.contains(row);
    (0..grid.rows.len()).filter(is_drawn).map(|row| grid.rows[row].id()).collect()
}

/// The notes at the foot, with the lanes for which there was no room.
fn foot(grid: &Grid, plan: &Plan, locale: &Locale) -> Vec<String> {
    let mut notes = grid.heading.foot.clone();
    let words = plan.left_out.iter().filter_map(|row| match &grid.rows[*row] {
        Row::Lane(lane) => Some(lane.word.to_lowercase()),
        Row::Rule(_) => None,
    });
    let words: Vec<String> = words.collect();
    if !words.is_empty() {
        let lanes = words.join(&locale.labels().list_separator);
        notes.push(fill(&grid.left_out, &[("lanes", &lanes)]));
    }
    notes
}

/// Shares out what a page has to spare: first to drawn lanes, then as air to all of them.
fn share_out(grid: &Grid, page: &PagePlan, mut spare: f64) -> Vec<f64> {
    let mut heights = page.heights.clone();
    let rows: Vec<&Row> = page.rows.iter().map(|row| &grid.rows[*row]).collect();
    let grow_drawn = |heights: &mut [f64], spare: &mut f64, factor: f64| {
        for (row, height) in rows.iter().zip(heights) {
            if let Row::Lane(Lane { content: Content::Drawn { most, .. }, .. }) = row {
                let more = (most * factor - *height).min(*spare).max(0.0);
                *height += more;
                *spare -= more;
            }
        }
    };
    grow_drawn(&mut heights, &mut spare, 1.0);
    let is_text =
        |row: &Row| matches!(row, Row::Lane(lane) if !matches!(lane.content, Content::Drawn { .. }));
    let texts = rows.iter().filter(|row| is_text(row)).count();
    let more = (spare / texts.max(1) as f64).min(MORE_AIR);
    for (row, height) in rows.iter().zip(&mut heights) {
        if is_text(row) {
            *height += more;
            spare -= more;
        }
    }
    // A page of few things shows them large.
    grow_drawn(&mut heights, &mut spare, LARGEST);
    heights
}

/// Hairlines down the page where a stage ends and the next begins.
fn draw_borders(sheet: &mut Sheet<'_>, grid: &Grid, page: &PagePlan, top: f64, bottom: f64) {
    let hairline = sheet.theme.hairline;
    sheet.canvas.open_group("borders", None, None);
    for (_, columns) in super::columns::stages_on(grid, &page.columns).iter().skip(1) {
        let u = page.column(columns.start) - super::columns::GUTTER / 2.0;
        sheet.stroke(&[(u, top), (u, bottom)], hairline, 1.5);
    }
    sheet.canvas.close();
}

fn draw_hairline(sheet: &mut Sheet<'_>, y: f64) {
    let (hairline, end) = (sheet.theme.hairline, sheet.width - space::MARGIN);
    sheet.stroke(&[(space::MARGIN, y), (end, y)], hairline, 1.5);
}

/// The style of a rule's name.
pub fn rule_style(rule: &Rule) -> TextStyle {
    if rule.dash.is_none() { TextStyle::semibold(size::SMALL) } else { TextStyle::regular(size::SMALL) }
}

fn draw_rule(sheet: &mut Sheet<'_>, plan: &Plan, rule: &Rule, (top, height): (f64, f64)) {
    let (color, stroke) = match rule.dash {
        None => (sheet.theme.ink, 3.0),
        Some(_) => (sheet.theme.muted, 2.0),
    };
    let end = sheet.width - space::MARGIN;
    let room = plan.head_width - HEAD_GAP;
    let block = sheet.lay_out(&rule.name, rule_style(rule), Some(room), None, Align::Start);
    let middle = top + height / 2.0;
    let bounds = (space::MARGIN, top, room, height);
    sheet.open_cell("rule", Some(rule.id), Some(&rule.name), bounds);
    sheet.text(&block, space::MARGIN, middle - block.height / 2.0, color, "rule-name");
    let from = space::MARGIN + plan.head_width;
    let (x1, x2) = (sheet.x(from), sheet.x(end));
    sheet.canvas.leaf(
        Element::new(Tag::Line)
            .with(Attr::X1, x1)
            .with(Attr::Y1, middle)
            .with(Attr::X2, x2)
            .with(Attr::Y2, middle)
            .with(Attr::Stroke, color)
            .with(Attr::StrokeWidth, stroke)
            .maybe(Attr::StrokeDasharray, rule.dash),
    );
    sheet.canvas.close();
}

fn draw_lane(
    sheet: &mut Sheet<'_>,
    grid: &Grid,
    painter: &dyn Painter,
    plan: &Plan,
    (row, lane): (usize, &Lane),
    area: &Area,
    placed: &mut Placed,
) {
    sheet.canvas.open_group("lane", Some(lane.id), Some(&lane.word));
    let word_bottom = draw_head(sheet, plan, lane, area);
    let metrics = Metrics { size: plan.size, width: area.width, air: area.air, drawn: 0.0 };
    match &lane.content {
        Content::Drawn { .. } => painter.paint_head(sheet, lane, area, word_bottom),
        Content::Cells(cells) => {
            for column in area.columns.clone() {
                let Some(cell) = cells.get(column).filter(|cell| !cell.is_empty()) else { continue };
                let touchpoint = &grid.columns[column];
                let stack = Stack::lay_out(sheet, cell, metrics.size, metrics.text_width(), false);
                let u = area.column(column);
                // A touchpoint's own group is that of its name.
                let (id, title) = if cell.iter().any(|item| item.is_name) {
                    (touchpoint.id.clone(), Some(touchpoint.name.as_str()))
                } else {
                    (format!("{}-{}", lane.id, touchpoint.id), None)
                };
                sheet.open_cell("cell", Some(&id), title, (u, area.top, area.width, area.height));
                let top = area.top + area.air;
                stack.draw(sheet, u + PADDING, top);
                placed.cells.insert((row, column), top..top + stack.height);
                sheet.canvas.close();
            }
        }
        Content::Spans(all) => draw_spans(sheet, lane, all, metrics, area),
    }
    painter.paint(sheet, lane, area);
    sheet.canvas.close();
}

/// Draws the word at a lane's head and gives its lower edge.
fn draw_head(sheet: &mut Sheet<'_>, plan: &Plan, lane: &Lane, area: &Area) -> f64 {
    let muted = sheet.theme.muted;
    let indent = sign_width(lane);
    let room = plan.head_width - HEAD_GAP - indent;
    let block = sheet.lay_out(&lane.word, head_style(), Some(room), None, Align::Start);
    // What is drawn uses the whole height, so its name keeps to the edge.
    let is_drawn = matches!(lane.content, Content::Drawn { .. });
    let first_line = (plan.size - block.style.size) * BASELINE;
    let y = area.top + if is_drawn { plan.air } else { area.air + first_line };
    let width = plan.head_width - HEAD_GAP;
    sheet.open_cell("lane-head", None, None, (space::MARGIN, area.top, width, area.height));
    if let Some(sign) = lane.sign {
        draw_sign(sheet, sign, space::MARGIN + 11.0, y + block.style.line_height() / 2.0);
    }
    sheet.text(&block, space::MARGIN + indent, y, muted, "lane-name");
    sheet.canvas.close();
    y + block.height
}

fn draw_sign(sheet: &mut Sheet<'_>, sign: Sign, u: f64, y: f64) {
    let disc = |sheet: &mut Sheet<'_>, color: Color| {
        let x = sheet.x(u);
        sheet.canvas.leaf(
            Element::new(Tag::Circle)
                .with(Attr::Cx, x)
                .with(Attr::Cy, y)
                .with(Attr::R, 11.0)
                .with(Attr::Fill, color),
        );
        let ground = sheet.theme.on_fill;
        sheet.stroke(&[(u - 5.5, y), (u + 5.5, y)], ground, 2.5);
        ground
    };
    match sign {
        Sign::Icon(icon, color) => sheet.icon(icon, u, y, 24.0, color),
        Sign::Minus(color) => {
            disc(sheet, color);
        }
        Sign::Plus(color) => {
            let ground = disc(sheet, color);
            sheet.stroke(&[(u, y - 5.5), (u, y + 5.5)], ground, 2.5);
        }
    }
}

/// Draws spans: a bar over the columns from first to last, thick over those it is about, and the text.
fn draw_spans(sheet: &mut Sheet<'_>, lane: &Lane, all: &[super::Span], metrics: Metrics, area: &Area) {
    let covers: Vec<_> = all.iter().map(|span| spans::cover(span, &area.columns)).collect();
    let stacks: Vec<Option<Stack<'_>>> = all
        .iter()
        .zip(&covers)
        .map(|(span, cover)| {
            let width = spans::text_width(cover.as_ref()?, &area.columns, metrics);
            Some(Stack::lay_out(sheet, &span.items, metrics.size, width, true))
        })
        .collect();
    let height = |stack: &Option<Stack<'_>>| stack.as_ref().map_or(0.0, |s| s.height + spans::OVERHEAD);
    let heights: Vec<f64> = stacks.iter().map(height).collect();
    let packed = spans::pack(all, &heights, &area.columns, metrics);
    for (((span, cover), stack), top) in all.iter().zip(covers).zip(stacks).zip(packed.tops) {
        let (Some(cover), Some(stack), Some(top)) = (cover, stack, top) else { continue };
        let top = area.top + area.air + top;
        let (start, end) = (area.column(cover.start), area.column(cover.end));
        let id = format!("{}-{}", lane.id, span.id);
        let width = spans::width(&cover, &area.columns, metrics);
        let bounds = (start, top, width, stack.height + spans::OVERHEAD);
        sheet.open_cell("span", Some(&id), None, bounds);
        let (from, to) = (start + PADDING, end - PADDING);
        sheet.rect(from, top + 2.0, to - from, 2.0, span.color);
        for column in span.columns.iter().filter(|column| area.columns.contains(column)) {
            let u = area.column(*column) + PADDING;
            let width = area.width - 2.0 * PADDING;
            if span.hollow {
                let ground = sheet.theme.surface;
                sheet.rect(u, top, width, 6.0, span.color);
                sheet.rect(u + 1.5, top + 1.5, width - 3.0, 3.0, ground);
            } else {
                sheet.rect(u, top, width, 6.0, span.color);
            }
        }
        stack.draw(sheet, from, top + spans::OVERHEAD);
        sheet.canvas.close();
    }
}
