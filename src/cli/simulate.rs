//! `masa simulate`: what might become of the customer, and what decides it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::show::Format;
use super::{Ui, Verdict, select};
use crate::documents::{AS_MAPPED, Scenario, Simulation, WHAT_IF};
use crate::measure::{CommitmentRules, Die, SupposedWays, Supposition};
use crate::model::{Journey, Score, TouchpointRef, Valence};
use crate::syntax::suggestion;
use crate::tables::plain;

/// Touchpoints that an error names.
const NAMED: usize = 20;

/// Simulate a journey as snakes and ladders: where customers end, and which moments of truth decide it.
#[derive(clap::Args)]
#[command(
    after_help = "Illustrative: a model for comparing designs of one journey. What is supposed of a touchpoint:
  ID.q      the probability, 0 to 1, that its moment of truth goes well
  ID.score  how it feels, on the scale of the map
  ID.p      the probability, 0 to 1, that it happens to a customer who comes by
  ID.next.OTHER  the share, 0 to 1, that goes on to OTHER; its other ways make up the rest

Examples:
  masa simulate refund.journey.yaml
  masa simulate refund.journey.yaml --set call.q=0.9 --set call.score=1
  masa simulate refund.journey.yaml --set decide.next.granted=0.8
  masa simulate refund.journey.yaml --against refund-by-app
  masa simulate refund.journey.yaml --scenario cheap:call.q=0.7 --scenario dear:call.q=0.9,mail.p=1"
)]
pub(super) struct Args {
    /// A journey file; `-` reads standard input.
    file: PathBuf,

    /// Suppose something of a touchpoint instead of what the map says; may be given several times.
    #[arg(long, value_name = "ID.KEY=NUMBER")]
    set: Vec<String>,

    /// A design to compare, by a name and what is supposed, with commas between; may be given several times.
    #[arg(long, value_name = "NAME:ID.KEY=NUMBER,…")]
    scenario: Vec<String>,

    /// Another journey to compare, by id or file of the same workspace.
    #[arg(long, value_name = "JOURNEY")]
    against: Option<String>,

    /// How far an ordinary encounter moves.
    #[arg(long, value_enum, default_value_t = DieChoice::Loaded)]
    die: DieChoice,

    /// The commitment before the first touchpoint (default: 0 for prospects and lifecycles, 50 for others).
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=100))]
    start: Option<u8>,

    /// Show every touchpoint, too: who comes by, and where they stand.
    #[arg(long)]
    steps: bool,

    /// How to write it.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DieChoice {
    /// 1 to 6 squares, more the stronger the feeling.
    Loaded,
    /// 1 to 6 squares, each equally likely.
    Fair,
}

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    let workspace = select::workspace(&args.file)?;
    let (_, journey) = select::journey(&workspace, &args.file, ui)?;
    let other = args.against.as_deref().map(|given| select::other(&workspace, given)).transpose()?;
    let die = match args.die {
        DieChoice::Loaded => Die::Loaded,
        DieChoice::Fair => Die::Fair,
    };
    let rules = CommitmentRules { start: args.start, die, ..CommitmentRules::of(&workspace.conventions) };
    let mut supposing = |name: &str, given: Vec<String>| -> Result<Scenario<'_>> {
        let (supposed, supposed_ways) = suppositions(journey, &given, ui)?;
        let rules = CommitmentRules { supposed, supposed_ways, ..rules.clone() };
        Ok(Scenario::new(name, journey, rules, given))
    };
    let mut others = Vec::new();
    if !args.set.is_empty() {
        others.push(supposing(WHAT_IF, args.set.clone())?);
    }
    for given in &args.scenario {
        let (name, supposed) = match given.split_once(':') {
            Some((name, supposed)) if !name.trim().is_empty() && !supposed.trim().is_empty() => {
                (name, supposed)
            }
            _ => bail!("`{given}` is not a scenario; write `NAME:ID.q=0.9,ID.p=1`"),
        };
        others
            .push(supposing(name.trim(), supposed.split(',').map(|part| part.trim().to_owned()).collect())?);
    }
    if let Some(other) = other {
        others.push(Scenario::new(other.journey.as_str(), other, rules.clone(), Vec::new()));
    }
    let name = if other.is_some() { journey.journey.as_str() } else { AS_MAPPED };
    if let Some(twice) = others.iter().enumerate().find_map(|(nth, one)| {
        let is_taken = one.name == name || others[..nth].iter().any(|other| other.name == one.name);
        is_taken.then_some(&one.name)
    }) {
        bail!("two scenarios are called `{twice}`; give one of them another name");
    }
    let first = Scenario::new(name, journey, rules, Vec::new());
    let report = Simulation::new(first, others, args.steps);
    let text = match args.format {
        Format::Table => report.terminal(ui.terminal()),
        Format::Markdown => report.markdown(),
        Format::Csv => report.csv(),
        Format::Json => report.json(),
    };
    ui.print(&text)?;
    Ok(Verdict::Yes)
}

/// What is supposed of touchpoints, read from `ID.KEY=NUMBER`.
fn suppositions(
    journey: &Journey,
    given: &[String],
    ui: &mut Ui,
) -> Result<(BTreeMap<String, Supposition>, SupposedWays)> {
    let mut all: BTreeMap<String, Supposition> = BTreeMap::new();
    let mut ways = SupposedWays::new();
    for one in given {
        if let Some((place, value)) = one.rsplit_once('=')
            && let Some((id, other)) = place.trim().split_once(".next.")
        {
            let at = touchpoint(journey, id)?;
            let share = way(at, other, value.trim(), one)?;
            ways.entry(at.touchpoint.id().to_owned()).or_default().insert(other.to_owned(), share);
            continue;
        }
        let parts = one.rsplit_once('=').and_then(|(place, value)| {
            let (id, key) = place.trim().rsplit_once('.')?;
            Some((id, key, value.trim()))
        });
        let Some((id, key, value)) = parts else {
            bail!("`{one}` supposes nothing; write `ID.q=0.9`, `ID.score=1` or `ID.p=0.5`");
        };
        let at = touchpoint(journey, id)?;
        let Ok(value) = value.parse::<f64>() else { bail!("`{value}` in `{one}` is not a number") };
        let of_id = all.entry(at.touchpoint.id().to_owned()).or_default();
        match key {
            "q" | "p" if !(0.0..=1.0).contains(&value) => {
                bail!("`{one}`: a probability lies from 0 to 1; write ninety per cent as `0.9`")
            }
            "q" if at.touchpoint.moment_of_truth.is_none() => {
                bail!("`{id}` is no moment of truth; suppose its `score` or `p`, or mark it in the map")
            }
            "q" => of_id.success = Some(value),
            "p" => of_id.happens = Some(value),
            "score" if !journey.scale().contains(Score::Number(value)) => {
                bail!("`{one}`: the scale of the map is {}", journey.scale())
            }
            "score" => {
                let moment = at.touchpoint.moment_of_truth.as_ref();
                if moment.is_some_and(|moment| moment.valence() != Valence::Negative) {
                    ui.note(&format!(
                        "note: `{id}` is a moment of truth; what moves is its `q`, not its `score`"
                    ));
                }
                of_id.v = Some(journey.scale().normalise(Score::Number(value)));
            }
            _ => bail!("`{key}` in `{one}` cannot be supposed; `q`, `score`, `p` and `next` can"),
        }
    }
    for (id, shares) in &ways {
        whole(touchpoint(journey, id)?, shares)?;
    }
    Ok((all, ways))
}

/// The share that is supposed to go on from a touchpoint to another.
fn way(at: TouchpointRef<'_>, other: &str, value: &str, one: &str) -> Result<f64> {
    let (id, next) = (at.touchpoint.id(), &at.touchpoint.next);
    if next.len() < 2 {
        bail!("from `{id}` there is one way on only; write its ways into the map, as `next`");
    }
    if !next.iter().any(|way| way.to.as_str() == other) {
        let known: Vec<&str> = next.iter().map(|way| way.to.as_str()).collect();
        bail!("no way leads from `{id}` to `{other}`; its ways lead to {}", known.join(", "));
    }
    match value.parse::<f64>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        Ok(_) => bail!("`{one}`: a share lies from 0 to 1; write thirty per cent as `0.3`"),
        Err(_) => bail!("`{value}` in `{one}` is not a number"),
    }
}

/// Refuses shares with which not everybody gets on.
fn whole(at: TouchpointRef<'_>, shares: &BTreeMap<String, f64>) -> Result<()> {
    let (id, sum) = (at.touchpoint.id(), shares.values().sum::<f64>());
    let has_others = at.touchpoint.next.iter().any(|way| !shares.contains_key(way.to.as_str()));
    if sum > 1.0 + 1e-9 {
        bail!("more than all go on from `{id}`: the shares add up to {}", plain(sum));
    }
    if !has_others && sum < 1.0 - 1e-9 {
        bail!("not all go on from `{id}`: the shares add up to {}, and there is no other way", plain(sum));
    }
    Ok(())
}

fn touchpoint<'j>(journey: &'j Journey, id: &str) -> Result<TouchpointRef<'j>> {
    if let Some(found) = journey.touchpoint(id).filter(|_| !id.is_empty()) {
        return Ok(found);
    }
    let ids: Vec<&str> = journey.touchpoints().map(|at| at.touchpoint.id()).collect();
    if let Some(meant) = suggestion(id, ids.iter().copied()) {
        bail!("there is no touchpoint `{id}`; did you mean `{meant}`?");
    }
    let more = if ids.len() > NAMED { ", …" } else { "" };
    bail!("there is no touchpoint `{id}`; there are {}{more}", ids[..ids.len().min(NAMED)].join(", "))
}
