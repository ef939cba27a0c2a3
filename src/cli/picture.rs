//! The files of a picture: which format, which names, what is written and what is compared.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::{Ui, Verdict};
use crate::draw::TextMode;
use crate::draw::formats::{Missing, pdf};
use crate::draw::views::Drawing;
use crate::source::{holds, holds_something_else, is_no_file, replace};

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

    /// Whether the first bytes of a file are those of such a picture.
    fn begins(self, head: &[u8]) -> bool {
        match self {
            Format::Svg => begins_svg(&String::from_utf8_lossy(head)),
            Format::Png => head.starts_with(b"\x89PNG\r\n\x1a\n") && head.get(12..16) == Some(b"IHDR"),
            Format::Pdf => head.starts_with(b"%PDF-"),
        }
    }
}

/// Whether the root of an XML text is an `svg` element.
fn begins_svg(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    for (open, close) in [("<?", "?>"), ("<!--", "-->"), ("<!", ">"), ("<!--", "-->")] {
        while rest.starts_with(open) {
            let Some(end) = rest.find(close) else { return false };
            rest = rest[end + close.len()..].trim_start();
        }
    }
    let name = rest.strip_prefix("<svg");
    name.is_some_and(|after| after.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/'))
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
            more => bail!(
                "the picture takes {} pages; name a file with -o, write --format pdf, or use --page free",
                more.len()
            ),
        }
    }

    /// Writes the picture to a file, or to one for each page.
    pub(super) fn write(&self, path: &Path, ui: &mut Ui) -> Result<()> {
        let paths = self.paths(path);
        for path in &paths {
            if is_no_file(path) {
                bail!("{} is no file; nothing was written", path.display());
            }
            if holds_something_else(path, |head| self.format.begins(head)) {
                bail!("{} is there and is no {}; nothing was written", path.display(), self.format.name());
            }
        }
        for (path, file) in paths.iter().zip(&self.files) {
            replace(path, file)?;
            ui.note(&format!("wrote {}", path.display()));
        }
        for path in self.left_over(path) {
            ui.note(&format!("note: {} is no page of this picture any more; delete it", path.display()));
        }
        Ok(())
    }

    /// Whether the files hold just this picture.
    pub(super) fn is_up_to_date(&self, path: &Path, ui: &mut Ui) -> Result<Verdict> {
        let mut verdict = Verdict::Yes;
        for (path, file) in self.paths(path).iter().zip(&self.files) {
            if !path.exists() {
                ui.note(&format!("{} is not there; draw it with `masa render … -o`", path.display()));
                verdict = Verdict::No;
            } else if !holds(path, file)? {
                ui.note(&format!("{} is out of date; draw it again with `masa render … -o`", path.display()));
                verdict = Verdict::No;
            }
        }
        for path in self.left_over(path) {
            ui.note(&format!("{} is no page of this picture any more; delete it", path.display()));
            verdict = Verdict::No;
        }
        Ok(verdict)
    }

    fn paths(&self, path: &Path) -> Vec<PathBuf> {
        (1..=self.files.len()).map(|page| page_path(path, page, self.files.len())).collect()
    }

    /// Pages that the same journey left behind under these names when it took more of them, or only one.
    fn left_over(&self, path: &Path) -> Vec<PathBuf> {
        let count = self.files.len();
        if self.format == Format::Pdf {
            return Vec::new();
        }
        let first = if count == 1 { 1 } else { count + 1 };
        let later = (first..).map(|page| page_path(path, page, page + 1)).take_while(|path| path.exists());
        let alone = (count > 1).then(|| path.to_path_buf()).filter(|path| path.exists());
        alone.into_iter().chain(later).filter(|path| self.is_of_the_same(path)).collect()
    }

    /// Whether a file holds a picture of the same journey; pixels don't say whose they are.
    fn is_of_the_same(&self, path: &Path) -> bool {
        if self.format == Format::Png {
            return !holds_something_else(path, |head| self.format.begins(head));
        }
        let id = |head: &[u8]| {
            let head = String::from_utf8_lossy(head);
            let (_, rest) = head.split_once(" id=\"")?;
            Some(rest.split_once('"')?.0.to_owned())
        };
        let own = self.files.first().and_then(|file| id(&file[..file.len().min(4096)]));
        own.is_some() && !holds_something_else(path, |head| self.format.begins(head) && id(head) == own)
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
pub(super) fn tell_missing(missing: &Missing, ui: &mut Ui) {
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
    fn only_pictures_are_replaced() {
        for ours in [
            "<svg xmlns=\"x\">",
            "<?xml version=\"1.0\"?>\n<!-- by hand -->\n<svg>",
            "\u{FEFF}<!DOCTYPE svg><svg/>",
        ] {
            assert!(begins_svg(ours), "{ours}");
        }
        for other in ["<?xml version=\"1.0\"?><notes/>", "<svgfoo>", "<!-- <svg> -->", "<?xml", "", "notes"] {
            assert!(!begins_svg(other), "{other}");
        }
        assert!(!Format::Png.begins(b"\x89PNG\r\n\x1a\nxx"));
    }

    #[test]
    fn several_pages_are_several_files() {
        assert_eq!(page_path(Path::new("d/a.png"), 1, 1), Path::new("d/a.png"));
        assert_eq!(page_path(Path::new("d/a.png"), 2, 3), Path::new("d/a-2.png"));
        assert_eq!(page_path(Path::new("d/a"), 1, 2), Path::new("d/a-1"));
    }
}
