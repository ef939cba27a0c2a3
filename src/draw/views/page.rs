//! The head and the foot every picture shares.

use super::sheet::Sheet;
use crate::draw::locale::{Locale, fill};
use crate::draw::text::{Align, Block, Direction, TextStyle};
use crate::draw::theme::{size, space};
use crate::measure;
use crate::model::{Journey, State};
use crate::workspace::Workspace;

/// What every picture of a journey says about it in its head and foot, already worded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heading {
    /// The journey's id.
    pub id: String,
    /// The journey's title.
    pub title: String,
    /// The persona's name and one line about them.
    pub persona_line: Option<String>,
    /// What the customer wants solved.
    pub need: Option<String>,
    /// The few numbers an executive reads, such as "9 touchpoints".
    pub facts: Vec<String>,
    /// More about the story, for a head that has room for it: the scenario, a quote, goals.
    pub story: Vec<String>,
    /// What the picture rests on, and when it was looked through.
    pub known: Vec<String>,
    /// Short notes for the foot, such as the journey's id and state.
    pub foot: Vec<String>,
    /// BCP 47 tag of the journey's language.
    pub lang: String,
    /// The direction of reading, and so of time.
    pub dir: Direction,
}

/// The heading of a journey, with the names its personas have in the workspace.
pub fn heading(workspace: &Workspace, journey: &Journey) -> Heading {
    let lang = journey.lang.as_ref().map_or(String::new(), |lang| lang.as_str().to_owned());
    let locale = Locale::of(&lang);
    Heading {
        id: journey.journey.to_string(),
        title: journey.title.clone(),
        persona_line: persona_line(workspace, journey),
        need: journey.need.clone(),
        facts: facts(workspace, journey, &locale),
        foot: foot(journey, &locale),
        lang,
        dir: journey.direction(),
        ..Heading::default()
    }
}

fn persona_line(workspace: &Workspace, journey: &Journey) -> Option<String> {
    let lines = journey.personas().iter().map(|id| match workspace.persona(id.as_str()) {
        Some(persona) => match &persona.segment {
            Some(segment) => format!("{}, {segment}", persona.name),
            None => persona.name.clone(),
        },
        None => id.to_string(),
    });
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| lines.join(PERSONA_SEPARATOR))
}

/// The numbers that the gap report begins with, too.
fn facts(workspace: &Workspace, journey: &Journey, locale: &Locale) -> Vec<String> {
    let labels = locale.labels();
    let mut facts = vec![locale.count(&labels.touchpoints, journey.touchpoints().count())];
    // One mean of several personas would hide that they disagree.
    if let [only] = measure::series(journey).as_slice()
        && let Some(summary) = only.summary()
    {
        let mean = crate::tables::signed(summary.mean);
        facts.push(fill(&labels.mean, &[("mean", &mean)]));
    }
    let points = measure::effort(journey, &workspace.conventions).points() as usize;
    facts.push(locale.count(&labels.effort_points, points));
    let moments = journey.touchpoints().filter(|at| at.touchpoint.moment_of_truth.is_some()).count();
    if moments > 0 {
        facts.push(locale.count(&labels.moments, moments));
    }
    facts
}

fn foot(journey: &Journey, locale: &Locale) -> Vec<String> {
    let labels = locale.labels();
    let state = match journey.state() {
        State::Current => &labels.current,
        State::Desired => &labels.desired,
    };
    let mut foot = vec![journey.journey.to_string(), state.clone()];
    let used = measure::evidence_in_use(journey);
    let dates = || used.iter().filter_map(|(_, evidence)| evidence.collected);
    if let (Some(first), Some(last)) = (dates().min(), dates().max()) {
        let template = if first == last { &labels.evidence_of } else { &labels.evidence_from };
        let (first, last) = (first.to_string(), last.to_string());
        foot.push(fill(template, &[("first", &first), ("last", &last)]));
    }
    foot
}

/// Between the personas of a head's line.
pub const PERSONA_SEPARATOR: &str = " · ";

/// Between two texts of one line that belong to different things.
const GAP: f64 = 40.0;

/// A laid-out row of texts: each block with its distance from the margin.
pub struct Row(Vec<(f64, Block)>);

impl Row {
    /// From the first text's edge to the last one's.
    fn width(&self) -> f64 {
        self.0.last().map_or(0.0, |(u, block)| u + block.width)
    }

    /// The height of the row; 0 when it is empty.
    pub fn height(&self) -> f64 {
        self.0.iter().map(|(_, b)| b.height).fold(0.0, f64::max)
    }
}

/// A head that knows its height before it is drawn.
pub struct LaidOutHead {
    title: Block,
    beside: Option<Row>,
    about: Vec<Row>,
    story: Vec<Row>,
    facts: Vec<Row>,
}

/// Lays out the head: the title, who it is about and what they need, then the numbers.
pub fn lay_out_head(sheet: &mut Sheet<'_>, head: &Heading) -> LaidOutHead {
    let width = sheet.width - 2.0 * space::MARGIN;
    let mut title =
        sheet.lay_out(&head.title, TextStyle::semibold(size::TITLE), Some(width), None, Align::Start);
    // A long title steps down in size before it may take a second line.
    for size in [40.0, 34.0, 30.0] {
        if title.lines.len() <= 1 {
            break;
        }
        let style = TextStyle::semibold(size);
        title = sheet.lay_out(&head.title, style, Some(width), None, Align::Start);
        if title.lines.len() <= 1 {
            break;
        }
        title = sheet.lay_out_balanced(&head.title, style, width, 2);
    }
    let need = head.need.as_deref().map(|need| fill(&sheet.locale.labels().need, &[("need", need)]));
    let about = lay_out_about(sheet, head.persona_line.as_deref(), need.as_deref(), width, title.lines.len());
    let story = lay_out_story(sheet, &head.story, &head.known, width);
    let facts = head.facts.iter().map(|fact| (fact.as_str(), TextStyle::semibold(size::BODY)));
    let mut facts = flow(sheet, facts, width);
    // In a head that tells more than the others, the facts stand beside a title that leaves room.
    let mut beside = None;
    if let ([row], false, 1) = (facts.as_slice(), head.known.is_empty(), title.lines.len())
        && title.ink_width() + 2.0 * GAP + row.width() <= width
    {
        beside = facts.pop();
    }
    LaidOutHead { title, beside, about, story, facts }
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
    let rows = flow(sheet, texts.iter().map(|text| (*text, style)), width);
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
        let mut rows = flow(sheet, personas.into_iter().map(|text| (text, style)), width);
        rows.extend(flow(sheet, need.into_iter().map(|text| (text, style)), width));
        return rows;
    }
    if texts.len() < 2 {
        return rows;
    }
    let half = (width - GAP) / 2.0;
    let mut line_of = |text: &str| sheet.lay_out(text, style, Some(half), Some(1), Align::Start);
    vec![Row(vec![(0.0, line_of(texts[0])), (half + GAP, line_of(texts[1]))])]
}

/// The first text of a story, on as many lines as it takes, what the picture rests on at the end of the
/// row, and between them those of the other texts that fit.
fn lay_out_story(sheet: &mut Sheet<'_>, story: &[String], known: &[String], width: f64) -> Vec<Row> {
    let style = TextStyle::regular(size::NOTE);
    let known = flow(sheet, known.iter().map(|known| (known.as_str(), style)), width);
    let taken = known.first().map_or(0.0, |row| row.width() + 2.0 * GAP);
    let mut row: Vec<(f64, Block)> = Vec::new();
    let mut u = 0.0;
    for text in story {
        let natural = sheet.engine.width(text, style) + 1.0;
        if row.is_empty() || u + natural <= width - taken {
            let block = sheet.lay_out(text, style, Some(natural.min(width)), None, Align::Start);
            let step = block.width + GAP;
            row.push((u, block));
            u += step;
        }
    }
    if row.is_empty() {
        return known;
    }
    let mut rows = vec![Row(row)];
    match known.as_slice() {
        [only] if rows[0].width() + taken <= width => {
            let start = width - only.width();
            let moved = known.into_iter().flat_map(|row| row.0).map(|(u, block)| (start + u, block));
            rows[0].0.extend(moved);
        }
        _ => rows.extend(known),
    }
    rows
}

/// Texts one after another, in as many rows as they take.
fn flow<'t>(
    sheet: &mut Sheet<'_>,
    texts: impl Iterator<Item = (&'t str, TextStyle)>,
    width: f64,
) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut u = 0.0;
    for (text, style) in texts {
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
        let about: f64 = self.about.iter().chain(&self.story).map(Row::height).sum();
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
        if let Some(row) = &self.beside {
            let start = sheet.width - space::MARGIN - row.width();
            let baseline = |block: &Block| block.lines.last().map_or(0.0, |line| line.baseline);
            for (u, block) in &row.0 {
                let top = y + baseline(&self.title) - baseline(block);
                sheet.text(block, start + u, top, ink, "fact");
            }
        }
        y += self.title.height;
        for row in self.about.iter().chain(&self.story) {
            for (u, block) in &row.0 {
                sheet.text(block, space::MARGIN + u, y, muted, "about");
            }
            y += row.height();
        }
        if !self.facts.is_empty() {
            y += space::STEP;
        }
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

/// What the foot takes of the page's height, with the air above it.
pub fn foot_height(notes: &[String]) -> f64 {
    if notes.is_empty() { FOOT_MARGIN } else { space::FOOT + FOOT_MARGIN + 2.0 * space::STEP }
}

/// Draws the foot: small notes in one line, at the page's lower margin, and at its far end which page of
/// how many this is.
pub fn draw_foot(sheet: &mut Sheet<'_>, notes: &[String], page_height: f64, (page, pages): (usize, usize)) {
    let style = TextStyle::regular(size::SMALL);
    let number = (pages > 1).then(|| {
        let (page, pages) = (page.to_string(), pages.to_string());
        let words = fill(&sheet.locale.labels().page_of, &[("page", &page), ("pages", &pages)]);
        sheet.line_of_text(&words, TextStyle::semibold(size::SMALL))
    });
    let taken = number.as_ref().map_or(0.0, |block| block.width + GAP);
    let width = sheet.width - 2.0 * space::MARGIN - taken;
    let rows = flow(sheet, notes.iter().map(|note| (note.as_str(), style)), width);
    if rows.is_empty() && number.is_none() {
        return;
    }
    let y = page_height - FOOT_MARGIN - space::FOOT;
    let muted = sheet.theme.muted;
    sheet.canvas.open_group("foot", None, None);
    for (u, block) in rows.first().iter().flat_map(|row| &row.0) {
        sheet.text(block, space::MARGIN + u, y, muted, "note");
    }
    if let Some(block) = &number {
        let u = sheet.width - space::MARGIN - block.width;
        sheet.text(block, u, y, muted, "page-number");
    }
    sheet.canvas.close();
}

/// From the foot to the page's edge.
pub const FOOT_MARGIN: f64 = 28.0;
