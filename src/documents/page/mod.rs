//! A document before any format is chosen: headings, paragraphs, lists, tables and pictures in reading order.
//!
//! Whoever makes a document words it and counts; the writers here only spell it for a terminal, as Markdown, as
//! HTML or as pages of paper.

mod html;
mod markdown;
mod paper;
mod terminal;
#[cfg(test)]
mod tests;
mod text;

pub(super) use markdown::in_direction;
pub use text::{Look, Run, Text};

use crate::draw::views::Drawing;
use crate::model::Direction;
use crate::tables::Table;

/// A document: a title, blocks in reading order, and what stands at its foot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What it is called.
    pub title: Text,
    /// What is to be known at once, under the title.
    pub about: Vec<Text>,
    /// The language of the texts as a BCP 47 tag; English when empty.
    pub lang: String,
    /// The direction of reading.
    pub direction: Direction,
    /// What it says.
    pub blocks: Vec<Block>,
    /// What it rests on, at the end.
    pub footer: Vec<Text>,
}

/// A piece of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The heading of what follows.
    Heading(Level, Text),
    /// A paragraph.
    Paragraph(Text),
    /// Things of one kind; numbered when their order matters.
    List {
        /// The things.
        items: Vec<Text>,
        /// Whether they are numbered.
        numbered: bool,
    },
    /// What somebody said in their own words, and who or where.
    Quote {
        /// The words.
        words: Text,
        /// Who said them and how we know.
        source: Text,
    },
    /// Something not to be missed.
    Note(Tone, Vec<Text>),
    /// A table; its title stands over it.
    Table(Table),
    /// A picture.
    Picture(Box<Picture>),
    /// What follows begins on a new page of paper.
    PageBreak,
}

/// The depth of a heading; the title is above both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// A part of the document.
    Part,
    /// A section of a part; follows a part.
    Section,
}

/// What a note is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// To know.
    Plain,
    /// To be careful: something is missing, guessed or not true yet.
    Caution,
}

/// A picture with a title and a description of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// What is drawn.
    pub drawing: Drawing,
    /// What stands under it.
    pub caption: Option<Text>,
    /// A file that holds it, beside the document, for formats that can't hold it themselves.
    pub file: Option<String>,
}

impl Document {
    /// Adds a heading.
    pub fn heading(&mut self, level: Level, text: impl Into<Text>) {
        self.blocks.push(Block::Heading(level, text.into()));
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: impl Into<Text>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    /// Adds a list without numbers, unless it would be empty.
    pub fn list(&mut self, items: impl IntoIterator<Item = Text>) {
        let items: Vec<Text> = items.into_iter().collect();
        if !items.is_empty() {
            self.blocks.push(Block::List { items, numbered: false });
        }
    }

    /// Adds a note, unless it would say nothing.
    pub fn note(&mut self, tone: Tone, texts: impl IntoIterator<Item = Text>) {
        let texts: Vec<Text> = texts.into_iter().collect();
        if !texts.is_empty() {
            self.blocks.push(Block::Note(tone, texts));
        }
    }

    /// How many words it has, without those of pictures.
    pub fn word_count(&self) -> usize {
        let of_blocks = self.blocks.iter().map(|block| match block {
            Block::Heading(_, text) | Block::Paragraph(text) => text.word_count(),
            Block::List { items, .. } | Block::Note(_, items) => items.iter().map(Text::word_count).sum(),
            Block::Quote { words, source } => words.word_count() + source.word_count(),
            Block::Table(table) => {
                let cells = table.rows.iter().flatten().map(|cell| words_in(&cell.shown()));
                words_in(&table.title)
                    + table.headers.iter().map(|header| words_in(header)).sum::<usize>()
                    + cells.sum::<usize>()
            }
            Block::Picture(picture) => picture.caption.as_ref().map_or(0, Text::word_count),
            Block::PageBreak => 0,
        });
        let around = self.about.iter().chain(&self.footer).map(Text::word_count);
        self.title.word_count() + around.sum::<usize>() + of_blocks.sum::<usize>()
    }

    /// The language, or English where none is said.
    fn language(&self) -> &str {
        if self.lang.is_empty() { "en" } else { &self.lang }
    }
}

fn words_in(text: &str) -> usize {
    text.split_whitespace().count()
}
