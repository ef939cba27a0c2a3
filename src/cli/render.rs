//! `masa render`: pictures.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::drawing::{DrawingArgs, engine};
use super::log::Past;
use super::picture::Format;
use super::{Ui, Verdict, select};
use crate::draw::views::{
    Drawing, Options, blueprint, board, channels, commitment, compare, curve, history, map, wheel,
};
use crate::measure::series;
use crate::model::Journey;
use crate::workspace::Workspace;

/// The most commits that `--view history` reads.
const MOST_COMMITS: usize = 200;

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

    /// What to write; the ending of the file's name says it, too.
    #[arg(long, value_enum)]
    format: Option<Format>,

    #[command(flatten)]
    drawing: DrawingArgs,

    /// With `--view map`: which lanes to draw, in this order; `all` draws everything there is.
    #[arg(long, value_name = "LANES", value_delimiter = ',', value_parser = lane_parser())]
    lanes: Vec<Lanes>,

    /// With `--view compare`: the journey to compare with, a file or the id of a journey of the same workspace.
    #[arg(long, value_name = "JOURNEY")]
    against: Option<String>,

    /// With `--view history`: how many versions to draw at most, up to 6.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u8).range(1..=6))]
    versions: u8,
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
    /// The curves of earlier versions, from git, behind the one of today.
    History,
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

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    if args.against.is_some() && args.view != View::Compare {
        bail!("--against belongs to --view compare");
    }
    if !args.lanes.is_empty() && args.view != View::Map {
        bail!("--lanes belongs to --view map");
    }
    let format = Format::choose(args.format, args.output.as_deref().or(args.check.as_deref()))?;
    args.drawing.check(format)?;
    let workspace = select::workspace(&args.file)?;
    let options = args.drawing.options(&workspace, ui)?;
    let pages = draw(&args, &workspace, &options, ui)?;
    args.drawing.hand_over(&pages, format, (args.output.as_deref(), args.check.as_deref()), ui)
}

fn draw(args: &Args, workspace: &Workspace, options: &Options, ui: &mut Ui) -> Result<Vec<Drawing>> {
    let mut engine = engine(workspace)?;
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
        View::History => {
            let journey = journey()?;
            let past = Past::of(&args.file, MOST_COMMITS)?;
            let versions = past.versions(Some(journey));
            let Some(picture) = history::picture(workspace, &versions, usize::from(args.versions)) else {
                bail!("{} has no version that can be drawn", args.file.display());
            };
            curve::draw(&picture, options, engine)
        }
    })
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
