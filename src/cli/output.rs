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
    /// The format for a file, or for standard output.
    fn choose(asked: Option<Self>, path: Option<&Path>) -> Result<Self> {
        let endings = [
            ("md", Self::Markdown),
            ("markdown", Self::Markdown),
            ("html", Self::Html),
            ("htm", Self::Html),
            ("pdf", Self::Pdf),
            ("txt", Self::Terminal),
        ];
        by_ending(asked, path, &endings, Self::Terminal)
    }

    /// Whether a file that begins so may be replaced by a document; text does not say whose it is.
    fn may_replace(self, head: &[u8]) -> bool {
        match self {
            Self::Terminal | Self::Markdown => true,
            Self::Html => is_our_page(head),
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
            spare(path, |head| format.may_replace(head), &[workspace])?;
        }
        let bytes = match format {
            DocumentFormat::Terminal if path.is_none() => document.terminal(ui.terminal()).into_bytes(),
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
            Some(path) => put(path, &bytes, ui),
            None if format == DocumentFormat::Pdf && ui.is_terminal() => {
                bail!("PDF is nothing for a terminal; name a file with -o, or redirect standard output")
            }
            None => ui.print_bytes(&bytes),
        }
    }
}

/// Whether a file that begins so is a page that masa wrote.
pub(super) fn is_our_page(head: &[u8]) -> bool {
    String::from_utf8_lossy(head).contains("<meta name=\"generator\" content=\"masa\"/>")
}

/// What a text file can count on: neither colours nor the width of this terminal.
pub(super) const FILE: crate::tables::Terminal =
    crate::tables::Terminal { width: 80, colour: false, isolate: false };

/// The format for a file, or for standard output: the one asked for, else the one its name ends in, else the usual one.
pub(super) fn by_ending<F: Copy + PartialEq>(
    asked: Option<F>,
    path: Option<&Path>,
    endings: &[(&str, F)],
    usual: F,
) -> Result<F> {
    let ending = path.and_then(Path::extension).map(|ending| ending.to_string_lossy().to_lowercase());
    let named =
        endings.iter().find(|(known, _)| ending.as_deref() == Some(*known)).map(|(_, format)| *format);
    match (asked, named, ending) {
        (Some(asked), Some(named), Some(ending)) if asked != named => {
            bail!("another --format was asked for than that of a file that ends in .{ending}")
        }
        (Some(format), ..) | (None, Some(format), _) => Ok(format),
        (None, None, None) => Ok(usual),
        (None, None, Some(ending)) => {
            let mut known: Vec<F> = Vec::new();
            let mut names = Vec::new();
            for (name, format) in endings {
                if !known.contains(format) {
                    known.push(*format);
                    names.push(format!(".{name}"));
                }
            }
            let last = names.pop().unwrap_or_default();
            bail!("cannot write .{ending} files; name one that ends in {} or {last}", names.join(", "))
        }
    }
}

/// Refuses to write over a map, over what masa read, and over what is plainly something else: `may_replace` sees how a
/// file begins.
pub(super) fn spare(
    path: &Path,
    may_replace: impl Fn(&[u8]) -> bool,
    workspaces: &[&Workspace],
) -> Result<()> {
    let shown = path.display();
    if is_no_file(path) {
        bail!("{shown} is no file; nothing was written");
    }
    // What a link leads to counts, too.
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let own = Handle::from_path(path).ok();
    let is_own = |read: &Path| own.is_some() && Handle::from_path(read).ok() == own;
    let mut files = workspaces.iter().flat_map(|workspace| &workspace.files);
    if [path, &target].into_iter().any(is_masas) || own.is_some() && files.any(|file| is_own(&file.path)) {
        bail!("{shown} would be overwritten, and it is a map or its settings; nothing was written");
    }
    if holds_something_else(path, may_replace) {
        bail!("{shown} is there and is something else; nothing was written");
    }
    Ok(())
}

/// Writes a file that was looked at before, and says so.
pub(super) fn put(path: &Path, bytes: &[u8], ui: &mut Ui) -> Result<()> {
    replace(path, bytes)?;
    ui.note(&format!("wrote {}", path.display()));
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
