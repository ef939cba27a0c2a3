//! `masa render`: pictures.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::picture::{Format, Picture};
use super::{Ui, Verdict, select};
use crate::draw::views::{
    Drawing, Options, PageFormat, blueprint, board, channels, commitment, compare, curve, map, wheel,
};
use crate::draw::{FontFile, MAX_FONT_BYTES, TextEngine, TextMode};
use crate::measure::series;
use crate::model::Journey;
use crate::source::read_bytes;
use crate::workspace::{File, ThemeName, Workspace};

/// Draw a journey as a picture for slides and pages.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  masa render refund.journey.yaml -o refund.svg                  the emotion curve
  masa render refund.journey.yaml --view map -o map.svg          the journey map; map-1.svg, map-2.svg when it needs more
  masa render refund.journey.yaml --text outlines -o slide.svg   needs no font on the other machine
  masa render refund.journey.yaml -o refund.pdf                  to print and to send, its text real
  masa render refund.journey.yaml -o refund.png --scale 2        pixels, twice as many each way
  masa render refund.journey.yaml --check refund.svg             exit 1 when the picture is out of date")]
pub(super) struct Args {
    /// A journey file; `-` reads standard input.
    file: PathBuf,

    /// What to draw.
    #[arg(long, value_enum, default_value_t = View::Curve)]
    view: View,

    /// Where to write; standard output when absent. Several pages are `NAME-1.svg`, `NAME-2.svg` and so on.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Compare with what `-o FILE` would write instead of writing; exit 1 when a page differs.
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    check: Option<PathBuf>,

    /// The page: `16:9`, `4:3`, `a4`, `a3`, `free` (one page, as large as needed) or pixels as in `1200x675`.
    #[arg(long, value_name = "PAGE", default_value = "16:9", value_parser = parse_page)]
    page: PageFormat,

    /// The look; that of `[theme]` in masa.toml when absent. The company's colours belong to its own look.
    #[arg(long, value_enum)]
    theme: Option<Look>,

    /// What to write; the ending of the file's name says it, too.
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// How text is written into an SVG: `runs` unless said otherwise.
    #[arg(long, value_enum)]
    text: Option<Text>,

    /// How many times its size a PNG is, from 0.25 to 8.
    #[arg(long, value_name = "TIMES", value_parser = parse_scale)]
    scale: Option<f64>,

    /// Letters put before every id, so that several pictures can stand on one page.
    #[arg(long, value_name = "PREFIX", value_parser = parse_prefix)]
    id_prefix: Option<String>,

    /// With `--view map`: which lanes to draw, in this order; `all` draws everything there is.
    #[arg(long, value_name = "LANES", value_delimiter = ',', value_parser = lane_parser())]
    lanes: Vec<Lanes>,

    /// With `--view compare`: the journey to compare with, a file or the id of a journey of the same workspace.
    #[arg(long, value_name = "JOURNEY")]
    against: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum View {
    /// The emotion curve.
    Curve,
    /// The journey map, lane by lane.
    Map,
    /// The experience wheel.
    Wheel,
    /// The service blueprint.
    Blueprint,
    /// The commitment line, from 0 to 100.
    Commitment,
    /// The commitment line as a board to print and play.
    Board,
    /// Two journeys, or several personas.
    Compare,
    /// Channels by stage, of one journey or of a folder.
    Channels,
}

/// One lane of the map, or all of them.
#[derive(Clone, Copy)]
enum Lanes {
    One(map::LaneKind),
    All,
}

fn lane_parser() -> impl TypedValueParser<Value = Lanes> {
    let names = map::LaneKind::ALL.into_iter().map(map::LaneKind::name).chain(["all"]);
    PossibleValuesParser::new(names).map(|name| map::LaneKind::named(&name).map_or(Lanes::All, Lanes::One))
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

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    if args.against.is_some() && args.view != View::Compare {
        bail!("--against belongs to --view compare");
    }
    if !args.lanes.is_empty() && args.view != View::Map {
        bail!("--lanes belongs to --view map");
    }
    let format = Format::choose(args.format, args.output.as_deref().or(args.check.as_deref()))?;
    if args.text.is_some() && format != Format::Svg {
        bail!("--text belongs to SVG");
    }
    if args.scale.is_some() && format != Format::Png {
        bail!("--scale belongs to PNG; the others are sharp at any size");
    }
    let workspace = select::workspace(&args.file)?;
    let options = Options {
        page: args.page,
        theme: workspace.config.theme(args.theme.map(Look::name)),
        id_prefix: args.id_prefix.clone(),
    };
    select::settings(&workspace, ui)?;
    let pages = draw(&args, &workspace, &options, ui)?;
    let text = match args.text {
        None | Some(Text::Runs) => TextMode::Runs,
        Some(Text::Outlines) => TextMode::Outlines,
        Some(Text::Native) => TextMode::Native,
    };
    let picture = Picture::of(&pages, format, text, args.scale.unwrap_or(1.0), ui)?;
    if let Some(path) = &args.check {
        return picture.is_up_to_date(path, ui);
    }
    match args.output.as_ref().filter(|path| path.as_os_str() != "-") {
        Some(path) => picture.write(path, ui)?,
        None => picture.print(ui)?,
    }
    Ok(Verdict::Yes)
}

fn draw(args: &Args, workspace: &Workspace, options: &Options, ui: &mut Ui) -> Result<Vec<Drawing>> {
    let mut engine = TextEngine::with_fonts(fonts(workspace)?);
    let engine = &mut engine;
    let mut journey = || select::journey(workspace, &args.file, ui).map(|(_, journey)| journey);
    Ok(match args.view {
        View::Curve => curve::draw(&curve::picture(workspace, journey()?), options, engine),
        View::Map => {
            let lanes = lanes(&args.lanes);
            map::draw(&map::picture(workspace, journey()?), lanes.as_deref(), options, engine)
        }
        View::Wheel => wheel::draw(&wheel::picture(workspace, journey()?), options, engine),
        View::Blueprint => blueprint::draw(&blueprint::picture(workspace, journey()?), options, engine),
        View::Commitment => commitment::draw(&commitment::picture(workspace, journey()?), options, engine),
        View::Board => board::draw(&board::picture(workspace, journey()?), options, engine),
        View::Compare => {
            let journey = journey()?;
            let other = other(workspace, journey, args.against.as_deref())?;
            compare::draw(&compare::picture(workspace, journey, other), options, engine)
        }
        View::Channels => {
            let journeys = select::journeys(workspace, &args.file, ui)?;
            channels::draw(&channels::picture(workspace, &journeys), options, engine)
        }
    })
}

/// `masa.toml`, if there is one.
fn config(workspace: &Workspace) -> Option<&File> {
    workspace.files.iter().find(|file| file.is_config())
}

/// The fonts that `masa.toml` names, from where it lies.
fn fonts(workspace: &Workspace) -> Result<Vec<FontFile>> {
    let Some(theme) = &workspace.config.theme else { return Ok(Vec::new()) };
    let folder = config(workspace).and_then(|file| file.path.parent()).unwrap_or(Path::new(""));
    // A name that could not be read is empty, and a finding of `masa check`.
    let names = theme.fonts.iter().filter(|name| !name.is_empty());
    names
        .map(|name| {
            let shown = format!("the font {name:?} of masa.toml");
            let bytes = read_bytes(&folder.join(name), &shown, MAX_FONT_BYTES)?;
            FontFile::new(bytes).map_err(|error| anyhow::anyhow!("cannot use {shown}: {error}"))
        })
        .collect()
}

/// The lanes asked for, or nothing for the usual ones.
fn lanes(given: &[Lanes]) -> Option<Vec<map::LaneKind>> {
    let all = given.iter().flat_map(|lanes| match lanes {
        Lanes::One(kind) => vec![*kind],
        Lanes::All => map::LaneKind::ALL.to_vec(),
    });
    (!given.is_empty()).then(|| all.collect())
}

/// The journey to compare with; none when a map's personas are compared with each other.
fn other<'w>(
    workspace: &'w Workspace,
    journey: &Journey,
    against: Option<&str>,
) -> Result<Option<&'w Journey>> {
    if let Some(given) = against {
        let other = select::other(workspace, given)?;
        if std::ptr::eq(other, journey) {
            bail!("`{given}` is this journey itself");
        }
        return Ok(Some(other));
    }
    let personas = series(journey).len();
    match select::counterpart(workspace, journey) {
        Ok(None) if personas < 2 => bail!(
            "nothing to compare `{id}` with: name another journey with --against, write a desired journey that says \
             `current: {id}`, or score several personas",
            id = journey.journey
        ),
        found => found,
    }
}
