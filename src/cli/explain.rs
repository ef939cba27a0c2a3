//! `masa explain`: what a rule does and why.

use anyhow::{Result, bail};

use super::{Ui, Verdict};
use crate::check::{Selector, rule, rule_page};
use crate::tables::wrap_page;

/// The longest line of a page, in columns; longer ones are hard to follow.
const WIDEST: usize = 100;

/// Explain a rule: what it looks for, why it matters, what to do.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The code or name of a rule, such as JM101 or no-pre-contact-stage.
    rule: String,
}

pub(super) fn run(args: Args, ui: &mut Ui) -> Result<Verdict> {
    let Some(rule) = rule(&args.rule) else {
        if Selector::parse(&args.rule).is_some() {
            bail!("`{}` names several rules; `masa rules --select {}` lists them", args.rule, args.rule);
        }
        match Selector::suggestion(&args.rule) {
            Some(meant) => bail!("there is no rule `{}`; did you mean `{meant}`?", args.rule),
            None => bail!("there is no rule `{}`; `masa rules` lists them", args.rule),
        }
    };
    let page = rule_page(rule);
    ui.print(&match ui.terminal_width() {
        Some(width) => wrap_page(&page, width.min(WIDEST)),
        None => page,
    })?;
    Ok(Verdict::Yes)
}
