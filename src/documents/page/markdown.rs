//! Documents as Markdown, for pages in git.

use super::{Block, Document, Level, Look, Picture, Text, Tone};
use crate::model::Direction;
use crate::reporters::escape;

impl Document {
    /// The document as Markdown.
    pub fn markdown(&self) -> String {
        let mut parts = vec![format!("# {}", line(&self.title))];
        // One block of lines, each on a line of its own when it is shown.
        let lines = |texts: &[Text]| texts.iter().map(line).collect::<Vec<_>>().join("\\\n");
        if !self.about.is_empty() {
            parts.push(lines(&self.about));
        }
        parts.extend(self.blocks.iter().map(block));
        if !self.footer.is_empty() {
            parts.push("---".to_owned());
            parts.push(lines(&self.footer));
        }
        parts.retain(|part| !part.is_empty());
        in_direction(parts.join("\n\n") + "\n", self.direction)
    }
}

/// A page of Markdown that is read in a direction.
pub(in crate::documents) fn in_direction(page: String, direction: Direction) -> String {
    // Without it, lists and tables of such a page run from the left.
    if direction.is_rtl() { format!("<div dir=\"rtl\">\n\n{page}\n</div>\n") } else { page }
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(Level::Part, text) => format!("## {}", line(text)),
        Block::Heading(Level::Section, text) => format!("### {}", line(text)),
        Block::Paragraph(text) => line(text),
        Block::List { items, numbered } => {
            let item = |(at, text): (usize, &Text)| match numbered {
                true => format!("{}. {}", at + 1, line(text)),
                false => format!("- {}", line(text)),
            };
            items.iter().enumerate().map(item).collect::<Vec<_>>().join("\n")
        }
        Block::Quote { words, source } => {
            let source = if source.is_empty() { String::new() } else { format!("\n>\n> {}", line(source)) };
            format!("> {}{source}", line(words))
        }
        Block::Note(tone, texts) => {
            let sign = match tone {
                Tone::Plain => "",
                Tone::Caution => "⚠ ",
            };
            let lines = texts.iter().map(|text| format!("> {sign}{}", line(text)));
            lines.collect::<Vec<_>>().join("\n>\n")
        }
        Block::Table(table) => {
            let rows = table.markdown_rows();
            let title = escape::markdown(&table.title);
            if title.is_empty() { rows } else { format!("**{title}**\n\n{rows}") }.trim_end().to_owned()
        }
        Block::Picture(picture) => image(picture),
        Block::PageBreak => "---".to_owned(),
    }
}

/// The picture's file, and its words for those who don't see it; without a file, the words alone.
fn image(picture: &Picture) -> String {
    let (title, description) = picture.drawing.words();
    let caption = picture.caption.as_ref().map(|caption| format!("\n\n{}", line(caption)));
    let caption = caption.unwrap_or_default();
    match &picture.file {
        Some(file) => format!("![{}]({}){caption}", escape::markdown(description), escape::uri(file)),
        None => format!("**{}**{caption}\n\n{}", escape::markdown(title), escape::markdown_line(description)),
    }
}

/// A text as one line, which is a paragraph and never a list, a heading or code.
fn line(text: &Text) -> String {
    let mut out = String::new();
    for run in &text.0 {
        let inner = run.text.trim();
        let said = match run.look {
            _ if inner.is_empty() => run.text.clone(),
            Look::Plain if out.is_empty() => escape::markdown_line(&run.text),
            Look::Plain => escape::markdown(&run.text),
            Look::Strong => marked(&run.text, inner, "**"),
            Look::Label => marked(&run.text, &format!("({inner})"), "*"),
        };
        out.push_str(&said);
    }
    out.trim().to_owned()
}

/// Marks around the text within the spaces of a run: marks beside a space would be shown.
fn marked(run: &str, inner: &str, mark: &str) -> String {
    let before = if run.starts_with(char::is_whitespace) { " " } else { "" };
    let after = if run.ends_with(char::is_whitespace) { " " } else { "" };
    format!("{before}{mark}{}{mark}{after}", escape::markdown(inner))
}
