//! `masa handout`: a page for each moment of truth.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::output::DocumentArgs;
use super::{Ui, Verdict, select};
use crate::documents::handout;
use crate::model::{Journey, TouchpointRef};

/// Write a hand-out for the people who meet the customer: a page for each moment of truth.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  masa handout refund.journey.yaml                    read it in the terminal
  masa handout refund.journey.yaml -o training.pdf    pages of A4, one for each moment
  masa handout refund.journey.yaml -o training.html   one file for every browser, to send and to print
  masa handout refund.journey.yaml --moment call-back --format markdown")]
pub(super) struct Args {
    /// A journey file; `-` reads standard input.
    file: PathBuf,

    /// Only this moment of truth, by the id of its touchpoint; may be given several times.
    #[arg(long, value_name = "ID")]
    moment: Vec<String>,

    #[command(flatten)]
    document: DocumentArgs,
}

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    let workspace = select::workspace(&args.file)?;
    let (_, journey) = select::journey(&workspace, &args.file, ui)?;
    let moments = moments(journey, &args.moment)?;
    let document = handout(&workspace, journey, &moments);
    args.document.write(&document, &workspace, ui)?;
    Ok(Verdict::Yes)
}

/// The moments of truth asked for, or all, in the order of the journey.
fn moments<'j>(journey: &'j Journey, asked: &[String]) -> Result<Vec<TouchpointRef<'j>>> {
    let all: Vec<_> = journey.touchpoints().filter(|at| at.touchpoint.moment_of_truth.is_some()).collect();
    if all.is_empty() {
        bail!(
            "`{}` marks no moment of truth, so there is nothing to hand out; mark one with `moment_of_truth: {{valence: …}}`",
            journey.journey
        );
    }
    for id in asked {
        let known = || all.iter().map(|at| at.touchpoint.id()).collect::<Vec<_>>().join(", ");
        match journey.touchpoint(id) {
            Some(at) if at.touchpoint.moment_of_truth.is_some() => {}
            Some(_) => bail!("`{id}` is no moment of truth; those of this journey are {}", known()),
            None => {
                bail!("there is no touchpoint `{id}`; the moments of truth of this journey are {}", known())
            }
        }
    }
    let is_asked =
        |at: &TouchpointRef<'_>| asked.is_empty() || asked.iter().any(|id| id == at.touchpoint.id());
    Ok(all.into_iter().filter(is_asked).collect())
}
