//! The head and the foot every picture shares.

use super::sheet::Sheet;
use crate::draw::locale::fill;
use crate::draw::text::{Align, Block, TextStyle};
use crate::draw::theme::{size, space};

/// What stands above a picture, already worded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head<'a> {
    pub title: &'a str,
    pub persona_line: Option<&'a str>,
    pub need: Option<&'a str>,
    /// The few numbers an executive reads, such as "9 touchpoints".
    pub facts: &'a [String],
}

/// Between the personas of a head's line.
pub const PERSONA_SEPARATOR: &str = " · ";

/// Between two texts of one line that belong to different things.
const GAP: f64 = 40.0;

/// A laid-out row of texts: each block with its distance from the margin.
pub struct Row(Vec<(f64, Block)>);

impl Row {
    /// The height of the row; 0 when it is empty.
    pub fn height(&self) -> f64 {
        self.0.iter().map(|(_, b)| b.height).fold(0.0, f64::max)
    }
}

/// A head that knows its height before it is drawn.
pub struct LaidOutHead {
    title: Block,
    about: Vec<Row>,
    facts: Vec<Row>,
}

/// Lays out the head: the title, who it is about and what they need, then the numbers.
pub fn lay_out_head(sheet: &mut Sheet<'_>, head: &Head<'_>) -> LaidOutHead {
    let width = sheet.width - 2.0 * space::MARGIN;
    let mut title =
        sheet.lay_out(head.title, TextStyle::semibold(size::TITLE), Some(width), None, Align::Start);
    // A long title steps down in size before it may take a second line.
    for size in [40.0, 34.0, 30.0] {
        if title.lines.len() <= 1 {
            break;
        }
        let style = TextStyle::semibold(size);
        title = sheet.lay_out(head.title, style, Some(width), None, Align::Start);
        if title.lines.len() <= 1 {
            break;
        }
        title = sheet.lay_out_balanced(head.title, style, width, 2);
    }
    let need = head.need.map(|need| fill(&sheet.locale.labels().need, &[("need", need)]));
    let about = lay_out_about(sheet, head.persona_line, need.as_deref(), width, title.lines.len());
    let facts = flow(sheet, head.facts.iter().map(String::as_str), TextStyle::semibold(size::BODY), width);
    LaidOutHead { title, about, facts }
}

/// Persona and need side by side; when they don't fit, under each other in smaller type; and beside a
/// title of two lines, which leaves no room for that, side by side with an ellipsis.
fn lay_out_about(
    sheet: &mut Sheet<'_>,
    persona: Option<&str>,
    need: Option<&str>,
    width: f64,
    title_lines: usize,
) -> Vec<Row> {
    let style = TextStyle::regular(size::SUBTITLE);
    let texts: Vec<&str> = persona.into_iter().chain(need).collect();
    let all_fit = texts.iter().all(|text| sheet.engine.width(text, style) < width);
    let rows = flow(sheet, texts.iter().copied(), style, width);
    if all_fit && rows.len() < 2 {
        return rows;
    }
    if title_lines < 2 {
        let style = TextStyle::regular(size::NOTE);
        // Several personas that don't fit one line are told one by one.
        let personas: Vec<&str> = match persona {
            Some(line) if !all_fit => line.split(PERSONA_SEPARATOR).collect(),
            line => line.into_iter().collect(),
        };
        let mut rows = flow(sheet, personas.into_iter(), style, width);
        rows.extend(flow(sheet, need.into_iter(), style, width));
        return rows;
    }
    if texts.len() < 2 {
        return rows;
    }
    let half = (width - GAP) / 2.0;
    let mut line_of = |text: &str| sheet.lay_out(text, style, Some(half), Some(1), Align::Start);
    vec![Row(vec![(0.0, line_of(texts[0])), (half + GAP, line_of(texts[1]))])]
}

/// Texts one after another, in as many rows as they take.
fn flow<'t>(
    sheet: &mut Sheet<'_>,
    texts: impl Iterator<Item = &'t str>,
    style: TextStyle,
    width: f64,
) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut u = 0.0;
    for text in texts {
        let natural = sheet.engine.width(text, style) + 1.0;
        let block = sheet.lay_out(text, style, Some(natural.min(width)), Some(1), Align::Start);
        if rows.is_empty() || u + block.width > width {
            rows.push(Row(Vec::new()));
            u = 0.0;
        }
        let step = block.width + GAP;
        if let Some(row) = rows.last_mut() {
            row.0.push((u, block));
        }
        u += step;
    }
    rows
}

impl LaidOutHead {
    /// The height from the page's edge to the end of the last line.
    pub fn bottom(&self) -> f64 {
        let about: f64 = self.about.iter().map(Row::height).sum();
        let facts: f64 = self.facts.iter().map(Row::height).sum();
        let gap = if facts > 0.0 { space::STEP } else { 0.0 };
        TOP + self.title.height + about + gap + facts
    }

    /// Draws the head.
    pub fn draw(&self, sheet: &mut Sheet<'_>) {
        let (ink, muted) = (sheet.theme.ink, sheet.theme.muted);
        sheet.canvas.open_group("head", None, None);
        let mut y = TOP;
        sheet.text(&self.title, space::MARGIN, y, ink, "title");
        y += self.title.height;
        for row in &self.about {
            for (u, block) in &row.0 {
                sheet.text(block, space::MARGIN + u, y, muted, "about");
            }
            y += row.height();
        }
        y += space::STEP;
        for row in &self.facts {
            for (u, block) in &row.0 {
                sheet.text(block, space::MARGIN + u, y, ink, "fact");
            }
            y += row.height();
        }
        sheet.canvas.close();
    }
}

/// From the page's edge to the title's line; its ascenders leave the rest of the margin free.
const TOP: f64 = 36.0;

/// Draws the foot: small notes in one line, at the page's lower margin.
pub fn draw_foot(sheet: &mut Sheet<'_>, notes: &[String], page_height: f64) {
    let width = sheet.width - 2.0 * space::MARGIN;
    let style = TextStyle::regular(size::SMALL);
    let rows = flow(sheet, notes.iter().map(String::as_str), style, width);
    let Some(row) = rows.first() else { return };
    let y = page_height - FOOT_MARGIN - space::FOOT;
    let muted = sheet.theme.muted;
    sheet.canvas.open_group("foot", None, None);
    for (u, block) in &row.0 {
        sheet.text(block, space::MARGIN + u, y, muted, "note");
    }
    sheet.canvas.close();
}

/// From the foot to the page's edge.
pub const FOOT_MARGIN: f64 = 28.0;
