//! Which rules run: the flags that `check` and its kin share.

use anyhow::{Result, bail};

use crate::check::{Selection, Selector};

/// Which rules run.
#[derive(clap::Args)]
pub(super) struct SelectionArgs {
    /// Run only these rules: codes, names, groups, beginnings of codes (JM4), or `all`.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    select: Vec<String>,

    /// Leave these rules out.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    ignore: Vec<String>,

    /// Run rules on trial, too.
    #[arg(long)]
    preview: bool,
}

impl SelectionArgs {
    /// What the flags select; a word that names no rule is an error.
    pub(super) fn read(&self) -> Result<Selection> {
        Ok(Selection {
            select: selectors(&self.select)?,
            ignore: selectors(&self.ignore)?,
            preview: self.preview,
        })
    }
}

fn selectors(words: &[String]) -> Result<Vec<Selector>> {
    let read = |word: &String| match Selector::parse(word.trim()) {
        Some(selector) => Ok(selector),
        None => match Selector::suggestion(word) {
            Some(meant) => bail!("there is no rule or group `{word}`; did you mean `{meant}`?"),
            None => bail!("there is no rule or group `{word}`; `masa rules` lists them"),
        },
    };
    words.iter().map(read).collect()
}
