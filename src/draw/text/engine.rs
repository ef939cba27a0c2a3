//! Shaping, measuring and wrapping, with parley and the fonts in `assets/fonts`.

use std::sync::Arc;

use super::clean::{clean, drop_last_grapheme, isolate, isolate_numbers, visible};
use super::fonts::{Font, FontFile};
use super::place::{RawLine, RawRun, place};
use super::shapes::{ShapeKey, Shapes, Wrapping, balanced_width, longest_word};
use super::{Block, Direction, Face, Frame, Glyph, Span, TextStyle, Weight};
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride};
use parley::{
    BaseDirection, FontContext, FontFamily, FontWeight, Language, LayoutContext, OverflowWrap, StyleProperty,
};

const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/Rubik-Regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("../../../assets/fonts/Rubik-SemiBold.ttf");
/// Letters that take room and are blank: they stand for what no other font has.
pub(super) const BLANKS: &[u8] = include_bytes!("../../../assets/fonts/MasaWide-Regular.ttf");

/// The families that come last; what Rubik lacks is measured with a font of blanks.
const OURS: &str = "Rubik, 'Masa Wide'";

/// What is known about a file with outlines.
struct Known {
    /// The id of its bytes.
    id: u64,
    family: Arc<str>,
    /// Whether it can be semibold without being made bolder.
    is_bold: bool,
}

/// Lays out text. Building one loads the fonts; keep it for the whole run.
pub struct TextEngine {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    /// The families to set text in, best first, by the names they have in the collection.
    families: String,
    /// The families of the company's own, by the names the world knows them by.
    company: Vec<Arc<str>>,
    /// The files that have outlines.
    files: Vec<Known>,
    /// The fonts that runs were set in so far.
    used: Vec<Arc<Font>>,
    language: Option<Language>,
    /// Texts shaped before, for the next time they are asked for.
    shapes: Shapes,
}

impl Default for TextEngine {
    fn default() -> Self {
        TextEngine::new()
    }
}

impl TextEngine {
    /// An engine with our fonts and no other.
    pub fn new() -> Self {
        TextEngine::with_fonts(Vec::new())
    }

    /// An engine that sets text in these fonts, best first, and in ours where they lack a letter.
    ///
    /// Files of one family count as one font of several weights.
    pub fn with_fonts(fonts: Vec<FontFile>) -> Self {
        let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        let mut files = Vec::new();
        let mut company: Vec<Arc<str>> = Vec::new();
        let mut families = String::new();
        for font in fonts {
            let known = company.iter().position(|family| *family == font.family);
            let rank = known.unwrap_or(company.len());
            // A name of ours, because the font's own may be that of another, or hold anything.
            let family = format!("Masa Company {rank}");
            if known.is_none() {
                company.push(font.family.clone());
                families.push_str(&format!("'{family}', "));
            }
            let name = FontInfoOverride { family_name: Some(&family), ..FontInfoOverride::default() };
            files.push(Known { id: font.data.id(), family: font.family, is_bold: font.is_bold });
            collection.register_fonts(font.data, Some(name));
        }
        families.push_str(OURS);
        let mut add = |bytes: &'static [u8], family: &str, weight: f32| {
            let blob = Blob::new(Arc::new(bytes));
            let id = blob.id();
            let name = FontInfoOverride {
                family_name: Some(family),
                weight: Some(FontWeight::new(weight)),
                ..FontInfoOverride::default()
            };
            collection.register_fonts(blob, Some(name));
            id
        };
        let rubik: Arc<str> = "Rubik".into();
        for (bytes, weight) in [(REGULAR, 400.0), (SEMIBOLD, 600.0)] {
            let id = add(bytes, "Rubik", weight);
            files.push(Known { id, family: rubik.clone(), is_bold: weight >= 600.0 });
        }
        add(BLANKS, "Masa Wide", 400.0);
        TextEngine {
            fonts: FontContext { collection, ..FontContext::default() },
            layouts: LayoutContext::new(),
            families,
            company,
            files,
            used: Vec::new(),
            language: None,
            shapes: Shapes::default(),
        }
    }

    /// The families of the text for a picture's `font-family`; the generic one serves scripts that no
    /// other has.
    pub fn font_family(&self) -> String {
        let mut list = String::new();
        for family in self.company.iter().filter(|family| !family.is_empty() && ***family != *"Rubik") {
            let is_word = family.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
            list.push_str(&if is_word { format!("{family}, ") } else { format!("'{family}', ") });
        }
        list + "Rubik, sans-serif"
    }

    /// Sets the language of what follows, a BCP 47 tag; it picks letter forms and line breaks.
    pub fn set_language(&mut self, tag: &str) {
        let language = Language::parse(tag).ok();
        if language != self.language {
            self.shapes.clear();
        }
        self.language = language;
    }

    /// Lays out a text in a frame.
    pub fn layout(&mut self, text: &str, style: TextStyle, frame: Frame) -> Block {
        let whole = clean(text);
        let mut shown = match frame.direction {
            Direction::Ltr => whole.clone(),
            Direction::Rtl => isolate_numbers(&whole),
        };
        let mut shaped = self.shape(&shown, style, frame.direction);
        let weight = |_: usize| style.weight;
        let mut lines = self.lines(&mut shaped, &shown, &weight, frame.width);
        let limit = frame.max_lines.unwrap_or(usize::MAX).max(1);
        let clipped = lines.len() > limit;
        if clipped {
            // Start from what the allowed lines held and give back characters until the ellipsis fits too.
            let kept: usize = lines[..limit].iter().map(|l| l.range.len()).sum();
            let kept = shown[..kept].trim_end().to_owned();
            let mut rest = kept.as_str();
            while lines.len() > limit {
                let candidate = format!("{rest}…");
                let mut shaped = self.shape(&candidate, style, frame.direction);
                lines = self.lines(&mut shaped, &candidate, &weight, frame.width);
                if lines.len() > limit && !rest.is_empty() {
                    rest = drop_last_grapheme(rest);
                } else {
                    shown = candidate;
                    break;
                }
            }
        }
        if frame.balanced
            && !clipped
            && let Some(width) = balanced_width(&mut shaped, lines.len(), frame.width)
        {
            lines = self.lines(&mut shaped, &shown, &weight, Some(width));
        }
        if !clipped {
            self.shapes.keep(ShapeKey::new(shown.clone(), style, frame.direction), shaped);
        }
        place(lines, &shown, whole, clipped, style, frame)
    }

    /// Lays out a text of pieces that have weights of their own, on as many lines as it takes.
    pub fn layout_spans(&mut self, spans: &[Span<'_>], size: f64, frame: Frame) -> Block {
        let (mut whole, mut shown) = (String::new(), String::new());
        let mut bold: Vec<std::ops::Range<usize>> = Vec::new();
        for span in spans {
            let text = clean(span.text);
            if span.text.starts_with(char::is_whitespace) && !whole.is_empty() && !whole.ends_with(' ') {
                whole.push(' ');
                shown.push(' ');
            }
            let start = shown.len();
            let inner = match span.apart.unwrap_or(frame.direction) {
                Direction::Ltr => text.clone(),
                Direction::Rtl => isolate_numbers(&text),
            };
            shown.push_str(&span.apart.map_or(inner.clone(), |direction| isolate(&inner, direction)));
            if span.weight == Weight::SemiBold {
                bold.push(start..shown.len());
            }
            whole.push_str(&text);
            if span.text.ends_with(char::is_whitespace) && !text.is_empty() {
                whole.push(' ');
                shown.push(' ');
            }
        }
        let style = TextStyle::regular(size);
        let mut builder = self.builder(&shown, style, frame.direction);
        for range in &bold {
            builder.push(StyleProperty::FontWeight(weight_of(Weight::SemiBold)), range.clone());
        }
        let mut shaped = builder.build(&shown);
        let weight = |at: usize| match bold.iter().any(|range| range.contains(&at)) {
            true => Weight::SemiBold,
            false => Weight::Regular,
        };
        let lines = self.lines(&mut shaped, &shown, &weight, frame.width);
        place(lines, &shown, whole, false, style, frame)
    }

    /// The width of a text on one line.
    pub fn width(&mut self, text: &str, style: TextStyle) -> f64 {
        self.layout(text, style, Frame::default()).width
    }

    /// The width of the widest piece that has no line break opportunity inside.
    ///
    /// A column at least this wide never has to break a word.
    pub fn longest_word(&mut self, text: &str, style: TextStyle) -> f64 {
        let text = clean(text);
        let shaped = self.shape(&text, style, Direction::Ltr);
        let longest = longest_word(&shaped);
        self.shapes.keep(ShapeKey::new(text, style, Direction::Ltr), shaped);
        longest
    }

    /// A text shaped once, to ask how it would wrap at several widths; one that will be drawn is best given
    /// back before.
    pub fn wrapping(&mut self, text: &str, style: TextStyle, direction: Direction) -> Wrapping {
        let text = clean(text);
        let shown = match direction {
            Direction::Ltr => text,
            Direction::Rtl => isolate_numbers(&text),
        };
        let shaped = self.shape(&shown, style, direction);
        Wrapping { key: ShapeKey::new(shown, style, direction), shaped }
    }

    /// Takes a text back that was asked how it would wrap, so that it need not be shaped again.
    pub fn give_back(&mut self, text: Wrapping) {
        self.shapes.keep(text.key, text.shaped);
    }

    fn shape(&mut self, text: &str, style: TextStyle, direction: Direction) -> parley::Layout<()> {
        if let Some(shaped) = self.shapes.take(&ShapeKey::new(text.to_owned(), style, direction)) {
            return shaped;
        }
        self.builder(text, style, direction).build(text)
    }

    fn builder<'b>(
        &'b mut self,
        text: &'b str,
        style: TextStyle,
        direction: Direction,
    ) -> parley::RangedBuilder<'b, ()> {
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.set_base_direction(match direction {
            Direction::Ltr => BaseDirection::Ltr,
            Direction::Rtl => BaseDirection::Rtl,
        });
        builder.push_default(StyleProperty::FontFamily(FontFamily::from(self.families.as_str())));
        builder.push_default(StyleProperty::FontSize(style.size as f32));
        builder.push_default(StyleProperty::FontWeight(weight_of(style.weight)));
        builder.push_default(StyleProperty::Locale(self.language));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::BreakWord));
        builder
    }

    /// The lines of a shaped text at a width.
    fn lines(
        &mut self,
        shaped: &mut parley::Layout<()>,
        text: &str,
        weight: &dyn Fn(usize) -> Weight,
        width: Option<f64>,
    ) -> Vec<RawLine> {
        // parley lays out a space for an empty text, to show a cursor.
        if text.is_empty() {
            return Vec::new();
        }
        shaped.break_all_lines(width.map(|w| w.max(1.0) as f32));
        shaped
            .lines()
            .map(|line| RawLine { range: line.text_range(), runs: self.visual_runs(text, &line, weight) })
            .collect()
    }

    /// A line's runs from left to right, white space cut off at their ends.
    ///
    /// Neighbours that share a direction and a font become one run, except that Arabic stands alone:
    /// engines that shape a mixed Hebrew and Arabic run as a whole lose the joined forms.
    fn visual_runs(
        &mut self,
        text: &str,
        line: &parley::layout::Line<'_, ()>,
        weight: &dyn Fn(usize) -> Weight,
    ) -> Vec<RawRun> {
        let mut runs: Vec<RawRun> = Vec::new();
        let mut x = 0.0;
        // White space at the line's end takes no room, and it may stand anywhere but at the line's
        // edge: after Latin words in a Hebrew line, say, it would open a gap in the middle.
        let range = line.text_range();
        let is_hidden = |c: char| c.is_whitespace() || visible(c.encode_utf8(&mut [0; 4])).is_empty();
        let end = range.start + text[range].trim_end_matches(is_hidden).len();
        for run in line.runs() {
            let mut raw = RawRun {
                range: run.text_range(),
                rtl: run.is_rtl(),
                face: self.face(&run, weight(run.text_range().start)),
                left: None,
                right: x,
                glyphs: Vec::new(),
            };
            // The glyphs of a ligature belong to its first cluster, but stand for all of them and take the
            // room of all; from the right, the others come before it.
            let mut followers: Option<(usize, f64)> = None;
            for cluster in run.visual_clusters() {
                let stands_for = cluster.text_range();
                if stands_for.start >= end {
                    continue;
                }
                let advance = f64::from(cluster.advance());
                if cluster.is_ligature_continuation() && raw.rtl {
                    let (until, room) = followers.unwrap_or((stands_for.end, 0.0));
                    followers = Some((until, room + advance));
                } else if cluster.is_ligature_continuation() {
                    let first = raw.glyphs.last().map(|glyph| glyph.start);
                    let ligature = raw.glyphs.iter_mut().rev().take_while(|glyph| Some(glyph.start) == first);
                    ligature.for_each(|glyph| glyph.end = stands_for.end as u32);
                } else {
                    let (until, room) = followers.take().unwrap_or((stands_for.end, 0.0));
                    let mut pen = x - room;
                    for glyph in cluster.glyphs() {
                        raw.glyphs.push(Glyph {
                            id: glyph.id,
                            x: pen + f64::from(glyph.x),
                            y: f64::from(glyph.y),
                            advance: f64::from(glyph.advance),
                            start: stands_for.start as u32,
                            end: until as u32,
                        });
                        pen += f64::from(glyph.advance);
                    }
                }
                if !visible(&text[cluster.text_range()]).is_empty() {
                    raw.left = raw.left.or(Some(x));
                    raw.right = x + advance;
                }
                x += advance;
            }
            if raw.left.is_none() {
                continue;
            }
            match runs.last_mut() {
                Some(last) if last.continues_in(&raw, text) => last.join(raw),
                _ => runs.push(raw),
            }
        }
        runs
    }

    fn face(&mut self, run: &parley::layout::Run<'_, ()>, weight: Weight) -> Face {
        let found = run.font();
        let coords: Vec<i16> = run.normalized_coords().iter().map(|coord| coord.to_bits()).collect();
        let id = found.data.id();
        let Some(file) = self.files.iter().find(|file| file.id == id) else {
            return Face::Native;
        };
        let embolden = weight == Weight::SemiBold && !file.is_bold;
        let is_it = |font: &&Arc<Font>| {
            font.data.id() == id
                && font.index == found.index
                && font.coords == coords
                && font.embolden == embolden
        };
        if let Some(known) = self.used.iter().find(is_it) {
            return Face::Font(known.clone());
        }
        let font = Arc::new(Font {
            data: found.data.clone(),
            index: found.index,
            family: file.family.clone(),
            coords,
            embolden,
        });
        self.used.push(font.clone());
        Face::Font(font)
    }
}

/// A weight as fonts count it.
fn weight_of(weight: Weight) -> FontWeight {
    FontWeight::new(match weight {
        Weight::Regular => 400.0,
        Weight::SemiBold => 600.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STYLE: TextStyle = TextStyle::regular(24.0);

    fn words(block: &Block) -> Vec<Vec<String>> {
        block.lines.iter().map(|line| line.runs.iter().map(|run| run.text.clone()).collect()).collect()
    }

    fn narrow(width: f64, direction: Direction) -> Frame {
        Frame { width: Some(width), direction, ..Frame::default() }
    }

    #[test]
    fn a_mixed_line_in_visual_order() {
        let frame = Frame { direction: Direction::Rtl, ..Frame::default() };
        let block = TextEngine::new().layout("קונים iPhone, ומשלמים 249.90 ₪", STYLE, frame);
        let runs = &block.lines[0].runs;
        assert!(runs.windows(2).all(|r| r[0].x + r[0].width <= r[1].x));
        let texts: Vec<&str> = runs.iter().map(|r| r.text.as_str()).collect();
        assert_eq!(texts, ["₪", "249.90", ", ומשלמים", "iPhone", "קונים"]);
        assert_eq!(runs.iter().map(|r| r.rtl).collect::<Vec<_>>(), [true, false, true, false, true]);
        assert!(runs.iter().all(|r| r.face.font().is_some_and(|font| &*font.family == "Rubik")));
    }

    #[test]
    fn pieces_have_their_weights_and_directions() {
        let span = |text, weight, apart| Span { text, weight, apart };
        let frame = Frame { direction: Direction::Rtl, width: Some(400.0), ..Frame::default() };
        let spans = [
            span("מי: ", Weight::SemiBold, None),
            span("Dan (sales).", Weight::Regular, Some(Direction::Ltr)),
            span(" וגם", Weight::Regular, None),
        ];
        let block = TextEngine::new().layout_spans(&spans, 24.0, frame);
        assert_eq!(block.text, "מי: Dan (sales). וגם");
        let runs = &block.lines[0].runs;
        let texts: Vec<&str> = runs.iter().map(|r| r.text.as_str()).collect();
        assert_eq!(texts, ["וגם", "Dan (sales).", "מי:"]);
        let is_regular = |at: usize| runs[at].face == runs[0].face;
        assert!(is_regular(1) && !is_regular(2));
    }

    #[test]
    fn white_space_at_a_line_end_opens_no_gap() {
        let frame = narrow(130.0, Direction::Rtl);
        let block = TextEngine::new().layout("דרך Apple Store", STYLE, frame);
        assert_eq!(words(&block), [vec!["Apple", "דרך"], vec!["Store"]]);
        let runs = &block.lines[0].runs;
        let gap = runs[1].x - runs[0].x - runs[0].width;
        assert!(gap < 8.0, "{gap}");
    }

    #[test]
    fn signed_numbers_and_scales_keep_their_order_in_a_line_from_the_right() {
        let frame = Frame { direction: Direction::Rtl, ..Frame::default() };
        let block = TextEngine::new().layout("ממוצע \u{2212}0.44, סולם 1..5", STYLE, frame);
        let texts: Vec<&str> = block.lines[0].runs.iter().map(|r| r.text.as_str()).collect();
        assert_eq!(texts, ["1..5", ", סולם", "\u{2212}0.44", "ממוצע"]);
        assert_eq!(block.text, "ממוצע \u{2212}0.44, סולם 1..5");
    }

    #[test]
    fn lines_wrap_and_align() {
        let mut engine = TextEngine::new();
        let block = engine.layout("one two three four", STYLE, narrow(100.0, Direction::Ltr));
        assert_eq!(words(&block), [["one two"], ["three"], ["four"]]);
        assert!(block.lines.iter().all(|l| l.x == 0.0 && l.width <= 100.0));
        let block = engine.layout("אחת שתיים שלוש", STYLE, narrow(110.0, Direction::Rtl));
        assert!(block.lines.len() > 1);
        assert!(block.lines.iter().all(|l| (l.x + l.width - 110.0).abs() < 0.01));
    }

    #[test]
    fn balanced_lines_leave_no_word_alone() {
        let frame = Frame { balanced: true, ..narrow(170.0, Direction::Ltr) };
        let block = TextEngine::new().layout("one two three four", STYLE, frame);
        assert_eq!(words(&block), [["one two"], ["three four"]]);
        assert_eq!(block.width, 170.0);
    }

    #[test]
    fn an_unbroken_word_breaks_in_an_emergency() {
        let mut engine = TextEngine::new();
        let word = "x".repeat(200);
        let block = engine.layout(&word, STYLE, narrow(150.0, Direction::Ltr));
        assert!(block.lines.len() > 5);
        assert!(block.lines.iter().all(|l| l.width <= 150.0));
        assert!(engine.longest_word(&word, STYLE) > 1_000.0);
    }

    #[test]
    fn an_ellipsis_only_when_lines_run_out() {
        let mut engine = TextEngine::new();
        let frame = Frame { max_lines: Some(2), ..narrow(120.0, Direction::Ltr) };
        let block = engine.layout("one two three four five six seven", STYLE, frame);
        assert!(block.clipped);
        assert_eq!(block.lines.len(), 2);
        assert!(block.lines[1].runs[0].text.ends_with('…'));
        assert_eq!(block.text, "one two three four five six seven");
        let block = engine.layout("one two", STYLE, frame);
        assert!(!block.clipped);
    }

    #[test]
    fn a_ligature_stands_in_the_room_of_all_its_letters() {
        let block = TextEngine::new().layout("لا", STYLE, Frame::default());
        let run = &block.lines[0].runs[0];
        let [glyph] = run.glyphs.as_slice() else { panic!("{:?}", run.glyphs) };
        assert_eq!((glyph.start, glyph.end), (0, 4));
        assert!(glyph.x.abs() < 0.1 && (glyph.advance - run.width).abs() < 0.1, "{glyph:?} in {}", run.width);
    }

    #[test]
    fn scripts_rubik_lacks_are_counted_wide() {
        let block = TextEngine::new().layout("日本語 👩🏽\u{200D}💻", STYLE, Frame::default());
        assert!(block.lines[0].runs.iter().all(|r| r.face == Face::Native));
        assert!(block.width >= 4.0 * 24.0, "{}", block.width);
    }

    #[test]
    fn a_text_that_was_measured_is_laid_out_like_any_other() {
        let text = "אחת שתיים 2..5 three four";
        let fresh = TextEngine::new().layout(text, STYLE, narrow(110.0, Direction::Rtl));
        let mut engine = TextEngine::new();
        let mut measured = engine.wrapping(text, STYLE, Direction::Rtl);
        assert_eq!(measured.lines(110.0), fresh.lines.len());
        assert_eq!(measured.lines(1_000.0), 1);
        engine.give_back(measured);
        assert_eq!(engine.layout(text, STYLE, narrow(110.0, Direction::Rtl)), fresh);
        let mut nothing = engine.wrapping("", STYLE, Direction::Ltr);
        assert_eq!((nothing.lines(50.0), nothing.longest_word()), (0, 0.0));
    }

    #[test]
    fn nothing_gives_nothing() {
        let block = TextEngine::new().layout(" \u{200F} ", STYLE, Frame::default());
        assert_eq!((block.width, block.height, block.lines.len()), (0.0, 0.0, 0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_text_panics_or_overflows(
            text in "[\\PC\u{300}\u{5b0}\u{200d}\u{fe0f}\u{202e}\u{2067}א-תا-ي日👩🏽 ]{0,60}",
            width in 80.0f64..400.0,
            rtl: bool,
        ) {
            let direction = if rtl { Direction::Rtl } else { Direction::Ltr };
            let frame = Frame { max_lines: Some(3), ..narrow(width, direction) };
            let block = TextEngine::new().layout(&text, STYLE, frame);
            prop_assert!(block.lines.len() <= 3);
            for line in block.lines.iter() {
                prop_assert!(line.x.is_finite() && line.width <= width + 0.1);
            }
        }
    }
}
