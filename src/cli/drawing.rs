//! How pictures look and where they go: what commands that draw have in common.

use std::path::Path;

use anyhow::{Result, anyhow, bail};
use clap::ValueEnum;

use super::picture::{Format, Picture};
use super::{Ui, Verdict, select};
use crate::draw::views::{Drawing, Options, PageFormat};
use crate::draw::{FontFile, MAX_FONT_BYTES, TextEngine, TextMode};
use crate::source::read_bytes;
use crate::workspace::{ThemeName, Workspace};

/// How a picture looks.
#[derive(clap::Args)]
pub(super) struct DrawingArgs {
    /// The page: `16:9`, `4:3`, `a4`, `a3`, `free` (one page, as large as needed) or pixels as in `1200x675`.
    #[arg(long, value_name = "PAGE", default_value = "16:9", value_parser = parse_page)]
    page: PageFormat,

    /// The look; that of `[theme]` in masa.toml when absent. The company's colours belong to its own look.
    #[arg(long, value_enum)]
    theme: Option<Look>,

    /// How text is written into an SVG: `runs` unless said otherwise.
    #[arg(long, value_enum)]
    text: Option<Text>,

    /// How many times its size a PNG is, from 0.25 to 8.
    #[arg(long, value_name = "TIMES", value_parser = parse_scale)]
    scale: Option<f64>,

    /// Letters put before every id, so that several pictures can stand on one page.
    #[arg(long, value_name = "PREFIX", value_parser = parse_prefix)]
    id_prefix: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Look {
    /// Dark ink on white.
    Light,
    /// Light ink on a dark ground.
    Dark,
    /// Greys only, for printers without colour.
    Print,
    /// Black on white, with a contrast of at least 7 : 1.
    HighContrast,
}

impl Look {
    fn name(self) -> ThemeName {
        match self {
            Look::Light => ThemeName::Light,
            Look::Dark => ThemeName::Dark,
            Look::Print => ThemeName::Print,
            Look::HighContrast => ThemeName::HighContrast,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Text {
    /// Real text, each piece at its measured place: looks the same in every browser.
    Runs,
    /// Outlines of letters: needs no font, as slides on a stranger's machine want it.
    Outlines,
    /// Plain lines of text: for browsers, and for editing by hand.
    Native,
}

fn parse_page(text: &str) -> Result<PageFormat, String> {
    Ok(match text.to_ascii_lowercase().as_str() {
        "16:9" => PageFormat::Wide,
        "4:3" => PageFormat::Standard,
        "a4" => PageFormat::A4,
        "a3" => PageFormat::A3,
        "free" => PageFormat::Free,
        other => {
            let sides = other.split_once(['x', '×']);
            let sides = sides.and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
            match sides {
                Some((width @ 320..=16_384, height @ 180..=16_384)) => PageFormat::Pixels { width, height },
                Some(_) => return Err("pixels go from 320x180 to 16384x16384".to_owned()),
                None => return Err("write 16:9, 4:3, a4, a3, free, or pixels as in 1200x675".to_owned()),
            }
        }
    })
}

fn parse_scale(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(scale) if (0.25..=8.0).contains(&scale) => Ok(scale),
        _ => Err("write a number from 0.25 to 8".to_owned()),
    }
}

fn parse_prefix(text: &str) -> Result<String, String> {
    let legal = text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        && text.starts_with(|c: char| c.is_ascii_alphabetic());
    if legal {
        Ok(text.to_owned())
    } else {
        Err("use letters, digits, `-` and `_`, a letter first".to_owned())
    }
}

impl DrawingArgs {
    /// Refuses what does not go with a format.
    pub(super) fn check(&self, format: Format) -> Result<()> {
        if self.text.is_some() && format != Format::Svg {
            bail!("--text belongs to SVG");
        }
        if self.scale.is_some() && format != Format::Png {
            bail!("--scale belongs to PNG; the others are sharp at any size");
        }
        Ok(())
    }

    /// How to draw in a workspace; what can't be read of its settings would be drawn as if it had not been
    /// written, so that is refused.
    pub(super) fn options(&self, workspace: &Workspace, ui: &mut Ui) -> Result<Options> {
        select::settings(workspace, ui)?;
        Ok(Options {
            page: self.page,
            theme: workspace.config.theme(self.theme.map(Look::name)),
            id_prefix: self.id_prefix.clone(),
        })
    }

    /// Writes pages to a file or to standard output, or compares them with those that are there.
    pub(super) fn hand_over(
        &self,
        pages: &[Drawing],
        format: Format,
        (output, compare): (Option<&Path>, Option<&Path>),
        ui: &mut Ui,
    ) -> Result<Verdict> {
        let text = match self.text {
            None | Some(Text::Runs) => TextMode::Runs,
            Some(Text::Outlines) => TextMode::Outlines,
            Some(Text::Native) => TextMode::Native,
        };
        let picture = Picture::of(pages, format, text, self.scale.unwrap_or(1.0), ui)?;
        if let Some(path) = compare {
            return picture.is_up_to_date(path, ui);
        }
        match output.filter(|path| path.as_os_str() != "-") {
            Some(path) => picture.write(path, ui)?,
            None => picture.print(ui)?,
        }
        Ok(Verdict::Yes)
    }
}

/// An engine with the fonts that the workspace's `masa.toml` names.
pub(super) fn engine(workspace: &Workspace) -> Result<TextEngine> {
    Ok(TextEngine::with_fonts(fonts(workspace)?))
}

/// The fonts that `masa.toml` names, from where it lies.
pub(super) fn fonts(workspace: &Workspace) -> Result<Vec<FontFile>> {
    let Some(theme) = &workspace.config.theme else { return Ok(Vec::new()) };
    let folder = workspace
        .config_file()
        .and_then(|index| workspace.files[index].path.parent())
        .unwrap_or(Path::new(""));
    // A name that could not be read is empty, and a finding of `masa check`.
    let names = theme.fonts.iter().filter(|name| !name.is_empty());
    names
        .map(|name| {
            let shown = format!("the font {name:?} of masa.toml");
            let bytes = read_bytes(&folder.join(name), &shown, MAX_FONT_BYTES)?;
            FontFile::new(bytes).map_err(|error| anyhow!("cannot use {shown}: {error}"))
        })
        .collect()
}
