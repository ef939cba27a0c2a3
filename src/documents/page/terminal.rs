//! Documents for a terminal: as wide as it is, wrapped and never cut.

use super::{Block, Document, Level, Look, Picture, Text, Tone};
use crate::model::Direction;
use crate::reporters::escape;
use crate::tables::{Terminal, display_width, with_marks, wrap};

/// Lines longer than this are hard to read, however wide the terminal is.
const LONGEST_LINE: usize = 100;

/// Begins a piece that runs from the left, whatever stands around it.
const ISOLATE: char = '\u{2066}';
/// Ends it.
const POP: char = '\u{2069}';

const BOLD: &str = "\x1b[1m";
const FAINT: &str = "\x1b[2m";
const RESET: &str = "\x1b[0m";

impl Document {
    /// The document for a terminal.
    pub fn terminal(&self, terminal: Terminal) -> String {
        let writer = Writer { terminal, direction: self.direction };
        let mut parts = vec![writer.heading(&self.title, '═')];
        parts[0].push_str(&self.about.iter().map(|text| writer.text(text, "", "")).collect::<String>());
        parts.extend(self.blocks.iter().map(|block| writer.block(block)));
        if !self.footer.is_empty() {
            let rule = format!("{}\n", "─".repeat(terminal.width.min(LONGEST_LINE)));
            let lines = self.footer.iter().map(|text| writer.text(text, "", ""));
            parts.push(std::iter::once(rule).chain(lines).collect());
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n")
    }
}

impl Text {
    /// The text in lines as wide as the terminal, each read in its direction. In a line from the right, what fills a
    /// template and runs from the left keeps to itself: a number with its sign, a Latin name.
    pub fn lines(&self, terminal: Terminal, direction: Direction) -> String {
        let isolates = direction.is_rtl() && terminal.isolate;
        let shown = self.0.iter().map(|run| {
            let text = escape::terminal(&run.text);
            let has_rtl = text.chars().any(|c| Direction::of_letter(c) == Some(Direction::Rtl));
            // What stands around its words belongs to the line.
            let is_own = |c: char| c.is_alphanumeric() || matches!(c, '−' | '-' | '+' | '%');
            match (text.find(is_own), text.rfind(is_own)) {
                (Some(from), Some(last)) if isolates && !has_rtl => {
                    let to = last + text[last..].chars().next().map_or(0, char::len_utf8);
                    format!("{}{ISOLATE}{}{POP}{}", &text[..from], &text[from..to], &text[to..])
                }
                _ => text.into_owned(),
            }
        });
        let mut is_open = false;
        let lines = wrap(&shown.collect::<String>(), terminal.width);
        let lines = lines.iter().map(|line| {
            // A piece that is broken over lines is isolated in each of them.
            let (begin, opened) = if is_open { ("\u{2066}", 1) } else { ("", 0) };
            is_open = opened + line.matches(ISOLATE).count() > line.matches(POP).count();
            let end = if is_open { "\u{2069}" } else { "" };
            let line = format!("{begin}{line}{end}");
            if isolates { format!("\u{2067}{line}{POP}\n") } else { format!("{line}\n") }
        });
        lines.collect()
    }
}

struct Writer {
    terminal: Terminal,
    direction: Direction,
}

impl Writer {
    fn block(&self, block: &Block) -> String {
        match block {
            Block::Heading(Level::Part, text) => self.heading(text, '─'),
            Block::Heading(Level::Section, text) => self.text(&text.clone().strong(), "", ""),
            Block::Paragraph(text) => self.text(text, "", ""),
            Block::List { items, numbered } => {
                let digits = items.len().to_string().len();
                let item = |(at, text): (usize, &Text)| {
                    let first = if *numbered { format!("{:>digits$}. ", at + 1) } else { "- ".to_owned() };
                    self.text(text, &first, &" ".repeat(first.len()))
                };
                items.iter().enumerate().map(item).collect()
            }
            Block::Quote { words, source } => {
                let mut text = self.text(words, "  │ ", "  │ ");
                if !source.is_empty() {
                    text.push_str(&self.text(source, "  │ ", "  │ "));
                }
                text
            }
            Block::Note(tone, texts) => {
                let sign = match tone {
                    Tone::Plain => "│ ",
                    Tone::Caution => "! ",
                };
                texts.iter().map(|text| self.text(text, sign, sign)).collect()
            }
            Block::Table(table) => table.terminal(self.terminal),
            Block::Picture(picture) => self.picture(picture),
            Block::PageBreak => String::new(),
        }
    }

    fn heading(&self, text: &Text, rule: char) -> String {
        let lines = self.text(&text.clone().strong(), "", "");
        let plain = wrap(&escape::terminal(&text.plain()), self.width());
        let width = plain.iter().map(|line| display_width(line)).max().unwrap_or(0);
        format!("{lines}{}\n", rule.to_string().repeat(width))
    }

    /// A picture in words.
    fn picture(&self, picture: &Picture) -> String {
        let (title, description) = picture.drawing.words();
        let title = self.text(&Text::from(title).strong(), "", "");
        let caption = picture.caption.iter().map(|text| self.text(text, "", ""));
        let description = self.text(&Text::from(description), "", "");
        std::iter::once(title).chain(caption).chain([description]).collect()
    }

    /// A text in lines; the first begins with `first`, the others with `rest`, both as wide.
    fn text(&self, text: &Text, first: &str, rest: &str) -> String {
        let shown = text.0.iter().flat_map(|run| {
            let said = match run.look {
                Look::Label => format!("[{}]", escape::terminal(&run.text)),
                Look::Plain | Look::Strong => escape::terminal(&run.text).into_owned(),
            };
            said.chars().map(|c| (c, run.look)).collect::<Vec<_>>()
        });
        let shown: Vec<(char, Look)> = shown.collect();
        let plain: String = shown.iter().map(|(c, _)| c).collect();
        let room = self.width().saturating_sub(display_width(first));
        let mut rest_of_text = shown.as_slice();
        let mut out = String::new();
        for (at, line) in wrap(&plain, room).iter().enumerate() {
            out.push_str(if at == 0 { first } else { rest });
            let mut styled = Vec::new();
            for c in line.chars() {
                // Spaces at the end of a line are gone.
                while let Some(((next, look), tail)) = rest_of_text.split_first() {
                    rest_of_text = tail;
                    if *next == c {
                        styled.push((c, *look));
                        break;
                    }
                }
            }
            out.push_str(&self.isolated(&self.coloured(&styled)));
            out.push('\n');
        }
        out
    }

    fn coloured(&self, line: &[(char, Look)]) -> String {
        let mut out = String::new();
        for run in line.chunk_by(|a, b| a.1 == b.1) {
            let text: String = run.iter().map(|(c, _)| c).collect();
            match run.first().map(|(_, look)| look).filter(|_| self.terminal.colour) {
                Some(Look::Strong) => out.push_str(&format!("{BOLD}{text}{RESET}")),
                Some(Look::Label) => out.push_str(&format!("{FAINT}{text}{RESET}")),
                Some(Look::Plain) | None => out.push_str(&text),
            }
        }
        out
    }

    /// A line that a terminal reads in the direction of the document, whatever letter it begins with.
    fn isolated(&self, line: &str) -> String {
        match self.direction {
            Direction::Rtl if self.terminal.isolate => format!("\u{2067}{}\u{2069}", with_marks(line)),
            _ => line.to_owned(),
        }
    }

    fn width(&self) -> usize {
        self.terminal.width.min(LONGEST_LINE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_sign_in_lines_from_the_right() {
        let text =
            Text::fill("ממוצע {mean}, של {who} כאן", &[("mean", "−0.44"), ("who", "(Call centre staff)")]);
        let lines = |width, isolate| text.lines(Terminal { width, colour: false, isolate }, Direction::Rtl);
        assert_eq!(
            lines(80, true),
            "\u{2067}ממוצע \u{2066}−0.44\u{2069}, של (\u{2066}Call centre staff\u{2069}) כאן\u{2069}\n"
        );
        assert_eq!(lines(80, false), "ממוצע −0.44, של (Call centre staff) כאן\n");
        // Each line closes what it opens.
        for line in lines(12, true).lines() {
            let opened = line.matches(['\u{2066}', '\u{2067}']).count();
            assert_eq!(opened, line.matches(POP).count(), "{line:?}");
        }
        assert_eq!(lines(12, true).lines().count(), lines(12, false).lines().count());
        let english = Text::fill("mean {mean}", &[("mean", "−0.44")]);
        let terminal = Terminal { width: 80, colour: false, isolate: true };
        assert_eq!(english.lines(terminal, Direction::Ltr), "mean −0.44\n");
    }
}
