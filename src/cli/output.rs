//! Documents for people: which format, and where they go.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::ValueEnum;
use same_file::Handle;

use super::drawing::fonts;
use super::picture::tell_missing;
use super::reports::is_masas;
use super::{Ui, select};
use crate::documents::Document;
use crate::draw::TextEngine;
use crate::draw::formats::{Missing, pdf};
use crate::draw::views::Drawing;
use crate::source::{holds_something_else, is_no_file, replace};
use crate::workspace::{STDIN, Workspace};

/// How a document is written, and where.
#[derive(clap::Args)]
pub(super) struct DocumentArgs {
    /// How to write it; the ending of the file's name says it, too.
    #[arg(long, value_enum)]
    format: Option<DocumentFormat>,

    /// Where to write; standard output when absent.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The formats of documents for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DocumentFormat {
    /// For the terminal.
    Terminal,
    /// For a page in git.
    Markdown,
    /// One file for every browser, to send and to print.
    Html,
    /// Pages of A4, their text real.
    Pdf,
}

impl DocumentFormat {
    /// The format for a file, or for standard output: the one asked for, else the one its name ends in.
    fn choose(asked: Option<Self>, path: Option<&Path>) -> Result<Self> {
        let ending = path.and_then(Path::extension).map(|ending| ending.to_string_lossy().to_lowercase());
        let named = match ending.as_deref() {
            Some("txt") => Some(Self::Terminal),
            Some("md" | "markdown") => Some(Self::Markdown),
            Some("html" | "htm") => Some(Self::Html),
            Some("pdf") => Some(Self::Pdf),
            _ => None,
        };
        match (asked, named, ending) {
            (Some(asked), Some(named), Some(ending)) if asked != named => {
                bail!("another --format was asked for than that of a file that ends in .{ending}")
            }
            (Some(format), ..) | (None, Some(format), _) => Ok(format),
            (None, None, None) => Ok(Self::Terminal),
            (None, None, Some(ending)) => {
                bail!("cannot write .{ending} files; name one that ends in .md, .html, .pdf or .txt")
            }
        }
    }

    /// Whether a file that begins so may be replaced by a document; text does not say whose it is.
    fn may_replace(self, head: &[u8]) -> bool {
        match self {
            Self::Terminal | Self::Markdown => true,
            Self::Html => {
                String::from_utf8_lossy(head).contains("<meta name=\"generator\" content=\"masa\"/>")
            }
            Self::Pdf => head.starts_with(b"%PDF-"),
        }
    }
}

impl DocumentArgs {
    /// Writes a document where it was asked for.
    pub(super) fn write(&self, document: &Document, workspace: &Workspace, ui: &mut Ui) -> Result<()> {
        let path = self.output.as_deref().filter(|path| path.as_os_str() != STDIN);
        let format = DocumentFormat::choose(self.format, path)?;
        if let Some(path) = path {
            spare(path, format, workspace)?;
        }
        let bytes = match format {
            DocumentFormat::Terminal if path.is_none() => document.terminal(ui.terminal()).into_bytes(),
            // A file has neither colours nor the width of this terminal.
            DocumentFormat::Terminal => document.terminal(FILE).into_bytes(),
            DocumentFormat::Markdown => document.markdown().into_bytes(),
            DocumentFormat::Html => document.html().into_bytes(),
            DocumentFormat::Pdf => {
                select::settings(workspace, ui)?;
                let pages = document.pages(&mut TextEngine::with_fonts(fonts(workspace)?));
                tell_missing(&Missing::sum(pages.iter().map(Drawing::missing)), ui);
                pdf(&pages)?
            }
        };
        match path {
            Some(path) => {
                replace(path, &bytes)?;
                ui.note(&format!("wrote {}", path.display()));
                Ok(())
            }
            None if format == DocumentFormat::Pdf && ui.is_terminal() => {
                bail!("PDF is nothing for a terminal; name a file with -o, or redirect standard output")
            }
            None => ui.print_bytes(&bytes),
        }
    }
}

/// What a text file can count on.
const FILE: crate::tables::Terminal = crate::tables::Terminal { width: 80, colour: false, isolate: false };

/// Refuses to write over a map, over what masa read, and over what is plainly something else.
fn spare(path: &Path, format: DocumentFormat, workspace: &Workspace) -> Result<()> {
    let shown = path.display();
    if is_no_file(path) {
        bail!("{shown} is no file; nothing was written");
    }
    // What a link leads to counts, too.
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let own = Handle::from_path(path).ok();
    let is_own = |read: &Path| own.is_some() && Handle::from_path(read).ok() == own;
    if [path, &target].into_iter().any(is_masas) || workspace.files.iter().any(|file| is_own(&file.path)) {
        bail!("{shown} would be overwritten, and it is a map or its settings; nothing was written");
    }
    if holds_something_else(path, |head| format.may_replace(head)) {
        bail!("{shown} is there and is something else; nothing was written");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_says_its_format() {
        let choose = |asked, path: &str| {
            DocumentFormat::choose(asked, Some(Path::new(path))).map_err(|error| error.to_string())
        };
        assert_eq!(choose(None, "a.HTML"), Ok(DocumentFormat::Html));
        assert_eq!(choose(Some(DocumentFormat::Markdown), "a"), Ok(DocumentFormat::Markdown));
        assert_eq!(choose(None, "a"), Ok(DocumentFormat::Terminal));
        assert!(choose(Some(DocumentFormat::Pdf), "a.md").is_err());
        assert!(choose(None, "a.docx").unwrap_err().contains(".pdf"));
    }

    #[test]
    fn only_our_pages_are_replaced() {
        assert!(DocumentFormat::Html.may_replace(Document::default().html().as_bytes()));
        assert!(!DocumentFormat::Html.may_replace(b"<!DOCTYPE html><title>mine</title>"));
        assert!(!DocumentFormat::Pdf.may_replace(b"notes"));
    }
}
