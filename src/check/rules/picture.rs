//! Rules about the look of pictures.

use unicode_segmentation::UnicodeSegmentation;

use crate::check::{Check, FileCx, Findings, JourneyCx, RuleOption, Safety};
use crate::source::Span;
use crate::syntax::Route;
use crate::workspace::{Content, Pair, ThemeColors};

rule! {
    /// A colour of the company's own is hard to read where pictures use it.
    ///
    /// Fires at a colour under `[theme.colors]` of `masa.toml` that meets another with less contrast than
    /// text needs: 4.5 : 1 (level AA of WCAG 2.2), or 7 : 1 in the look `high-contrast`. The worst pair is
    /// named.
    ///
    /// ## Why
    ///
    /// A picture is read from the back of a room, from a projector that washes it out, and by eyes of every
    /// age. A colour made for a logo is often too light for letters and thin lines.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [theme.colors]
    /// positive = "#7ED321"
    /// ```
    ///
    /// ## What to do
    ///
    /// Take a darker shade of the same hue on a light ground, a lighter one on a dark ground:
    ///
    /// ```toml
    /// [theme.colors]
    /// positive = "#3F7A0A"
    /// ```
    THEME_CONTRAST = "JM951" "theme-contrast", Picture, Warning, Check::File(theme_contrast)
}

fn theme_contrast(cx: &FileCx<'_>, out: &mut Findings<'_>) {
    let settings = match &cx.typed.content {
        Content::Config => cx.workspace.config.theme.as_ref(),
        _ => None,
    };
    let Some((settings, colors)) = settings.and_then(|found| Some((found, found.colors.as_ref()?))) else {
        return;
    };
    let theme = settings.theme(None);
    let needed = theme.needed_contrast();
    // A pair is told at its upper colour, unless only the ground is the company's own; each colour once.
    let mut worst: Vec<(Route, Pair)> = Vec::new();
    for pair in theme.pairs().into_iter().filter(|pair| pair.ratio < needed) {
        let Some(route) = place(&pair, colors) else { continue };
        match worst.iter_mut().find(|(known, _)| *known == route) {
            Some((_, known)) if pair.ratio < known.ratio => *known = pair,
            Some(_) => {}
            None => worst.push((route, pair)),
        }
    }
    for (route, pair) in worst {
        let text = match pair.line {
            Some(line) => format!("colour {} of `{}`", line + 1, pair.text),
            None => format!("`{}`", pair.text),
        };
        // Rounded down, so that a pair that fails never reads as one that passes.
        let ratio = (pair.ratio * 100.0).floor() / 100.0;
        let message =
            format!("{text} on `{}` has a contrast of {ratio:.2} : 1; {needed} : 1 is needed", pair.ground);
        let help = "take a darker shade on a light ground, a lighter one on a dark ground";
        let _ = out.at(route, message).help(help);
    }
}

/// Where the company wrote one of the two colours, if it did.
fn place(pair: &Pair, colors: &ThemeColors) -> Option<Route> {
    let holder = Route::root().key("theme").key("colors");
    match pair.line {
        Some(line) if colors.has_line(line) => Some(holder.key(pair.text).index(line)),
        _ if colors.has(pair.text) => Some(holder.key(pair.text)),
        _ if colors.has(pair.ground) => Some(holder.key(pair.ground)),
        _ => None,
    }
}

rule! {
    /// A name is too long for a picture.
    ///
    /// Fires at the name of a stage or touchpoint of more than 60 characters as a reader counts them (marks and
    /// joined emoji are not counted by themselves); the option `max` sets another number.
    ///
    /// ## Why
    ///
    /// In a picture a name stands in a column a hand wide. A sentence wraps into a block that nobody reads from
    /// the back of the room, and it takes the height from everything else.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - name: I call customer service once more because the letter that they had promised me never came
    ///     channel: phone
    /// ```
    ///
    /// ## What to do
    ///
    /// Say what happens in a few words, and put the rest where it has room:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - name: I call once more
    ///     channel: phone
    ///     root_cause: The letter that they had promised never came
    /// ```
    LABEL_TOO_LONG = "JM952" "label-too-long", Picture, Info, Check::Journey(label_too_long),
        options: &[&MOST_CHARACTERS]
}

static MOST_CHARACTERS: RuleOption = RuleOption::number(
    "max",
    60.0,
    10.0,
    1_000.0,
    "the most characters of the name of a stage or touchpoint",
);

fn label_too_long(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let most = out.count(&MOST_CHARACTERS);
    let mut look = |name: &str, route: &dyn Fn() -> Route, what: &str| {
        // There are never more characters than bytes.
        let count = if name.len() > most { name.graphemes(true).count() } else { 0 };
        if count > most {
            let _ = out
                .at(
                    route().key("name"),
                    format!("the name of the {what} has {count} characters, more than {most}"),
                )
                .help("say it in a few words; details have room in `doing`, `thinking` or `pains`");
        }
    };
    for (index, stage) in cx.journey.stages.iter().enumerate() {
        look(&stage.name, &|| Route::root().key("stages").index(index), "stage");
    }
    for found in cx.journey.touchpoints() {
        look(&found.touchpoint.name, &|| found.route(), "touchpoint");
    }
}

rule! {
    /// The texts are written from right to left, and the map runs from left to right.
    ///
    /// Fires when most letters of the title and of the names of stages and touchpoints belong to a script that is
    /// written from right to left, `lang` (of the map, or else of `masa.toml`) names no language that is, and
    /// `dir` does not say which way the map should run.
    ///
    /// ## Why
    ///
    /// Pictures take their direction, their fonts and their words from the language, and rules about words their
    /// lists. A Hebrew journey that runs from the left is read from its end.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// journey: refund
    /// title: החזר כספי
    /// lang: en
    /// stages:
    ///   - name: פנייה
    ///     touchpoints:
    ///       - {name: אני מתקשרת לשירות, channel: phone}
    /// ```
    ///
    /// ## What to do
    ///
    /// Write the language of the texts:
    ///
    /// ```yaml
    /// journey: refund
    /// title: החזר כספי
    /// lang: he
    /// stages:
    ///   - name: פנייה
    ///     touchpoints:
    ///       - {name: אני מתקשרת לשירות, channel: phone}
    /// ```
    MISSING_DIRECTION = "JM953" "missing-direction", Picture, Warning, Check::Journey(missing_direction)
}

fn missing_direction(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let journey = cx.journey;
    let file = &cx.workspace.files[cx.file];
    let unread = cx.has_unread("lang") || cx.has_unread("dir");
    if file.source.text().is_ascii() || journey.dir.is_some() || journey.direction().is_rtl() || unread {
        return;
    }
    let mut letters = Letters::default();
    letters.count(&journey.title);
    journey.stages.iter().for_each(|stage| letters.count(&stage.name));
    journey.touchpoints().for_each(|found| letters.count(&found.touchpoint.name));
    if letters.right_to_left() <= letters.others {
        return;
    }
    let at_lang = Route::root().key("lang");
    let written = cx.has(&at_lang);
    let route = if written { at_lang } else { Route::root().key("title") };
    let language = letters.language();
    let help = match language {
        Some((tag, name)) => format!("write the language of the texts: `lang: {tag}` for {name}"),
        None => "write the language of the texts: `lang: …`, or the direction: `dir: rtl`".to_owned(),
    };
    let message = "the texts are written from right to left, and the map runs from left to right";
    let draft = out.at(route.clone(), message).help(help);
    let Some((tag, name)) = language else { return };
    let title = format!("Say that the texts are {name}");
    if written {
        let value = file.tree.find(&file.source, &route).map(|value| file.tree.node(value).span);
        if let Some(span) = value.filter(|span| !span.range().is_empty()) {
            let _ = draft.fix(Safety::Unsafe, title, span, tag);
        }
    } else if let Some(place) = line_of_key(cx, &route) {
        let _ = draft.fix(Safety::Unsafe, title, place, format!("lang: {tag}\n"));
    }
}

/// The empty span before a key that begins its line, where another key may be put.
fn line_of_key(cx: &JourneyCx<'_>, route: &Route) -> Option<Span> {
    let file = &cx.workspace.files[cx.file];
    let start = file.tree.key_span(&file.source, route)?.range().start;
    let begins = start == 0 || file.source.text().as_bytes().get(start - 1) == Some(&b'\n');
    begins.then(|| Span::new(start, start))
}

/// How many letters belong to which script.
#[derive(Default)]
struct Letters {
    hebrew: usize,
    arabic: usize,
    /// Whether letters were seen that Arabic writes no word of its own with, as Persian and Urdu do.
    beyond_arabic: bool,
    others_right_to_left: usize,
    others: usize,
}

impl Letters {
    fn count(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                'א'..='ת' | '\u{fb1d}'..='\u{fb4f}' => self.hebrew += 1,
                'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' | 'ٹ' | 'ڈ' | 'ڑ' | 'ے' | 'ہ' | 'ۆ' | 'ې' => {
                    self.arabic += 1;
                    self.beyond_arabic = true;
                }
                '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}' | '\u{fb50}'..='\u{fdff}' => self.arabic += 1,
                '\u{700}'..='\u{74f}' | '\u{780}'..='\u{7a5}' | '\u{7ca}'..='\u{7ea}' => {
                    self.others_right_to_left += 1
                }
                c if c.is_alphabetic() => self.others += 1,
                _ => {}
            }
        }
    }

    fn right_to_left(&self) -> usize {
        self.hebrew + self.arabic + self.others_right_to_left
    }

    /// The language that the letters tell, as a tag and in a word.
    fn language(&self) -> Option<(&'static str, &'static str)> {
        if self.hebrew > self.arabic + self.others_right_to_left {
            Some(("he", "Hebrew"))
        } else if self.arabic > self.others_right_to_left && !self.beyond_arabic {
            Some(("ar", "Arabic"))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::{Options, check};
    use crate::model::Date;
    use crate::workspace::load;

    /// What the fix of the direction makes of a text.
    fn mended(text: &str) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.journey.yaml"), text).unwrap();
        let workspace = load(&[folder.path().to_path_buf()]).unwrap().remove(0);
        let options = Options::on(Date::parse("2026-11-22").unwrap());
        let findings = check(&workspace, &options).findings;
        let finding = findings.into_iter().find(|finding| finding.rule.name == "missing-direction").unwrap();
        let edit = finding.fix?.edits.remove(0);
        let mut text = text.to_owned();
        text.replace_range(edit.span.range(), &edit.text);
        Some(text)
    }

    #[test]
    fn the_language_is_written_where_the_letters_tell_it() {
        let rest = "title: החזר כספי\nstages: []\n";
        let fixed = format!("journey: a\nlang: he\n{rest}");
        assert_eq!(mended(&format!("journey: a\n{rest}")).as_ref(), Some(&fixed));
        assert_eq!(mended(&format!("journey: a\nlang: en\n{rest}")), Some(fixed));
        let arabic = "title: استرداد\njourney: a\nstages: []\n";
        assert_eq!(mended(arabic), Some(format!("lang: ar\n{arabic}")));
        for none in ["journey: a\ntitle: پیگیری\nstages: []\n", "{journey: a, title: החזר, stages: []}\n"]
        {
            assert_eq!(mended(none), None, "{none}");
        }
    }
}
