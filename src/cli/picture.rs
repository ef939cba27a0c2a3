//! The files of a picture: which format, which names, what is written and what is compared.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::{Ui, Verdict};
use crate::draw::TextMode;
use crate::draw::formats::{Missing, pdf};
use crate::draw::views::Drawing;
use crate::source::{holds, holds_something_else, replace};

/// What a picture is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Sharp at any size, and text: for pages, slides and repositories.
    Svg,
    /// Pixels: for whatever takes no SVG.
    Png,
    /// A document of all pages, its text real: to print and to send.
    Pdf,
}

impl Format {
    const ALL: [Format; 3] = [Format::Svg, Format::Png, Format::Pdf];

    /// The format for a file, or for standard output: the one asked for, else the one its name ends in.
    pub(super) fn choose(asked: Option<Format>, path: Option<&Path>) -> Result<Format> {
        let Some(ending) = path.and_then(Path::extension) else {
            return Ok(asked.unwrap_or(Format::Svg));
        };
        let named = Format::ALL.into_iter().find(|format| ending.eq_ignore_ascii_case(format.ending()));
        match (asked, named) {
            (Some(asked), Some(named)) if asked != named => {
                bail!("--format {} does not go with a file that ends in .{}", asked.ending(), named.ending())
            }
            (Some(format), _) | (None, Some(format)) => Ok(format),
            (None, None) => {
                bail!("cannot write .{} files; name one that ends in .svg, .png or .pdf", ending.display())
            }
        }
    }

    /// What its files end in, without the dot.
    fn ending(self) -> &'static str {
        match self {
            Format::Svg => "svg",
            Format::Png => "png",
            Format::Pdf => "pdf",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Format::Svg => "SVG",
            Format::Png => "PNG",
            Format::Pdf => "PDF",
        }
    }

    /// What its files begin with.
    fn beginnings(self) -> &'static [&'static [u8]] {
        match self {
            Format::Svg => &[b"<svg", b"<?xml"],
            Format::Png => &[b"\x89PNG\r\n\x1a\n"],
            Format::Pdf => &[b"%PDF-"],
        }
    }
}

/// A picture as the bytes of its files.
pub(super) struct Picture {
    format: Format,
    files: Vec<Vec<u8>>,
}

impl Picture {
    /// Writes pages in a format, and says what it can't show.
    pub(super) fn of(
        pages: &[Drawing],
        format: Format,
        text: TextMode,
        scale: f64,
        ui: &mut Ui,
    ) -> Result<Picture> {
        let files = match format {
            Format::Svg => pages.iter().map(|page| page.svg(text).into_bytes()).collect(),
            Format::Png => pages.iter().map(|page| page.png(scale)).collect::<Result<_, _>>()?,
            Format::Pdf => vec![pdf(pages)?],
        };
        if format != Format::Svg {
            tell_missing(&Missing::sum(pages.iter().map(Drawing::missing)), ui);
        }
        Ok(Picture { format, files })
    }

    /// Writes the picture to standard output.
    pub(super) fn print(&self, ui: &mut Ui) -> Result<()> {
        let name = self.format.name();
        match self.files.as_slice() {
            [_] if self.format != Format::Svg && ui.is_terminal() => {
                bail!("{name} is nothing for a terminal; name a file with -o, or redirect standard output")
            }
            [file] => ui.print_bytes(file),
            more => bail!("the picture takes {} pages; name a file with -o, or use --page free", more.len()),
        }
    }

    /// Writes the picture to a file, or to one for each page.
    pub(super) fn write(&self, path: &Path, ui: &mut Ui) -> Result<()> {
        let paths = self.paths(path);
        for path in &paths {
            if holds_something_else(path, self.format.beginnings()) {
                bail!("{} is there and is no {}; nothing was written", path.display(), self.format.name());
            }
        }
        for (path, file) in paths.iter().zip(&self.files) {
            replace(path, file)?;
            ui.note(&format!("wrote {}", path.display()));
        }
        if let Some(path) = self.left_over(path) {
            ui.note(&format!("note: {} is no page of this picture any more; delete it", path.display()));
        }
        Ok(())
    }

    /// Whether the files hold just this picture.
    pub(super) fn is_up_to_date(&self, path: &Path, ui: &mut Ui) -> Result<Verdict> {
        let mut verdict = Verdict::Yes;
        for (path, file) in self.paths(path).iter().zip(&self.files) {
            if !holds(path, file)? {
                ui.note(&format!("{} is out of date; draw it again with `masa render … -o`", path.display()));
                verdict = Verdict::No;
            }
        }
        if let Some(path) = self.left_over(path) {
            ui.note(&format!("{} is no page of this picture any more; delete it", path.display()));
            verdict = Verdict::No;
        }
        Ok(verdict)
    }

    fn paths(&self, path: &Path) -> Vec<PathBuf> {
        (1..=self.files.len()).map(|page| page_path(path, page, self.files.len())).collect()
    }

    /// A page that a longer picture left behind under the same name.
    fn left_over(&self, path: &Path) -> Option<PathBuf> {
        let next = if self.files.len() == 1 { 1 } else { self.files.len() + 1 };
        Some(page_path(path, next, next + 1)).filter(|path| self.format != Format::Pdf && path.exists())
    }
}

/// The file of one page: the name given when it is the only one, else with `-1`, `-2`, … before its ending.
fn page_path(path: &Path, page: usize, pages: usize) -> PathBuf {
    if pages == 1 {
        return path.to_path_buf();
    }
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{page}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}

/// Says once which characters are boxes: a picture that shows less than the map should not pass unseen.
fn tell_missing(missing: &Missing, ui: &mut Ui) {
    const MOST: usize = 12;
    let (count, characters) = (missing.count(), missing.characters());
    if count == 0 {
        return;
    }
    let more = if characters.len() > MOST { ", …" } else { "" };
    let some: Vec<&str> = characters.take(MOST).collect();
    let are = if count == 1 { "1 character is a box" } else { &format!("{count} characters are boxes") };
    ui.note(&format!(
        "note: {are}, because the picture's font lacks: {}{more}; name a font that has them in `[theme] fonts`, or \
         write SVG",
        some.join(" ")
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_says_its_format() {
        let choose =
            |asked, path: &str| Format::choose(asked, Some(Path::new(path))).map_err(|e| e.to_string());
        assert_eq!(choose(None, "a.svg"), Ok(Format::Svg));
        assert_eq!(choose(None, "b/a.PDF"), Ok(Format::Pdf));
        assert_eq!(choose(None, "a"), Ok(Format::Svg));
        assert_eq!(choose(Some(Format::Png), "a.part"), Ok(Format::Png));
        assert_eq!(Format::choose(Some(Format::Pdf), None).unwrap(), Format::Pdf);
        assert!(choose(None, "a.pptx").unwrap_err().contains(".svg, .png or .pdf"));
        assert!(choose(Some(Format::Png), "a.svg").unwrap_err().contains("--format png"));
    }

    #[test]
    fn several_pages_are_several_files() {
        assert_eq!(page_path(Path::new("d/a.png"), 1, 1), Path::new("d/a.png"));
        assert_eq!(page_path(Path::new("d/a.png"), 2, 3), Path::new("d/a-2.png"));
        assert_eq!(page_path(Path::new("d/a"), 1, 2), Path::new("d/a-1"));
    }
}
