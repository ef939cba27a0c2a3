//! `masa render`: pictures.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::{Ui, Verdict, select};
use crate::draw::views::{Options, curve};
use crate::draw::{TextEngine, TextMode};
use crate::source::{holds, holds_something_else, replace};

/// Draw a journey as a picture for slides and pages.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  masa render refund.journey.yaml -o refund.svg
  masa render refund.journey.yaml --text outlines -o slide.svg   needs no font on the other machine
  masa render refund.journey.yaml --check refund.svg             exit 1 when the picture is out of date")]
pub(super) struct Args {
    /// A journey file; `-` reads standard input.
    file: PathBuf,

    /// What to draw.
    #[arg(long, value_enum, default_value_t = View::Curve)]
    view: View,

    /// Where to write; standard output when absent.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Compare with a picture that is there instead of writing; exit 1 when it differs.
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    check: Option<PathBuf>,

    /// Width and height in pixels; a picture grows in height when its text would become too small.
    #[arg(long, value_name = "WxH", default_value = "1920x1080", value_parser = parse_size)]
    size: (u32, u32),

    /// How text is written.
    #[arg(long, value_enum, default_value_t = Text::Runs)]
    text: Text,

    /// Letters put before every id, so that several pictures can stand on one page.
    #[arg(long, value_name = "PREFIX", value_parser = parse_prefix)]
    id_prefix: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum View {
    /// The emotion curve.
    Curve,
}

#[derive(Clone, Copy, ValueEnum)]
enum Text {
    /// Real text, each piece at its measured place: looks the same everywhere.
    Runs,
    /// Outlines of letters: needs no font, as slides on a stranger's machine want it.
    Outlines,
    /// Plain lines of text: for browsers, and for editing by hand.
    Native,
}

fn parse_size(text: &str) -> Result<(u32, u32), String> {
    let sides = text.split_once(['x', '×', 'X']);
    let sides = sides.and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    match sides {
        Some((width @ 320..=16_384, height @ 180..=16_384)) => Ok((width, height)),
        Some(_) => Err("from 320x180 to 16384x16384".to_owned()),
        None => Err("write width and height as in 1920x1080".to_owned()),
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

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    let workspace = select::workspace(&args.file)?;
    let (_, journey) = select::journey(&workspace, &args.file, ui)?;
    if let Some(ending) = args.output.as_deref().and_then(Path::extension).filter(|ending| *ending != "svg") {
        bail!("cannot write .{} files; name one that ends in .svg", ending.display());
    }
    let options = Options {
        width: f64::from(args.size.0),
        height: f64::from(args.size.1),
        text: match args.text {
            Text::Runs => TextMode::Runs,
            Text::Outlines => TextMode::Outlines,
            Text::Native => TextMode::Native,
        },
        id_prefix: args.id_prefix,
    };
    let drawing = match args.view {
        View::Curve => curve::draw(&curve::picture(&workspace, journey), &options, &mut TextEngine::new()),
    };
    if let Some(path) = args.check {
        if holds(&path, drawing.svg.as_bytes())? {
            return Ok(Verdict::Yes);
        }
        ui.note(&format!("{} is out of date; draw it again with `masa render … -o`", path.display()));
        return Ok(Verdict::No);
    }
    if drawing.grown {
        ui.note(&format!(
            "the picture is {} pixels high, because smaller text could not be read",
            drawing.height
        ));
    }
    match args.output {
        Some(path) => {
            if holds_something_else(&path, &[b"<svg", b"<?xml"]) {
                bail!("{} is there and is no picture; nothing was written", path.display());
            }
            replace(&path, drawing.svg.as_bytes())?;
            ui.note(&format!("wrote {}", path.display()));
        }
        None => ui.print(&drawing.svg)?,
    }
    Ok(Verdict::Yes)
}
