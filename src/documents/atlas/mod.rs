//! The atlas: all journeys of a workspace on one page.

mod json;

pub use json::atlas_schema;

use crate::measure::{GroupBy, Portfolio, PortfolioEntry, PortfolioGroup, Withheld};
use crate::reporters::{escape, plural};
use crate::tables::{Table, Terminal, atlas, signed};

/// An atlas, to be written in one of four ways.
pub struct Atlas<'p, 'w> {
    portfolio: &'p Portfolio<'w>,
    by: GroupBy,
    groups: Vec<PortfolioGroup<'w>>,
    only_totals: bool,
    left_out: Vec<String>,
}

impl<'p, 'w> Atlas<'p, 'w> {
    /// The journeys of a portfolio put together by something; of each group only the total, where asked.
    /// `left_out` names the files that could not be read.
    pub fn new(portfolio: &'p Portfolio<'w>, by: GroupBy, only_totals: bool, left_out: Vec<String>) -> Self {
        Self { portfolio, by, groups: portfolio.groups(by), only_totals, left_out }
    }

    /// The atlas for a terminal.
    pub fn terminal(&self, terminal: Terminal) -> String {
        let mut text = format!("{}\n\n", self.title());
        for sentence in self.verdict() {
            for line in crate::tables::wrap(&escape::terminal(&sentence), terminal.width) {
                text.push_str(&line);
                text.push('\n');
            }
        }
        for table in self.tables() {
            text.push_str(&format!("\n{}", table.terminal(terminal)));
        }
        text
    }

    /// The atlas as Markdown.
    pub fn markdown(&self) -> String {
        let mut text = format!("# {}\n\n", self.title());
        for sentence in self.verdict() {
            text.push_str(&format!("{}\n", escape::markdown(&sentence)));
        }
        for table in self.tables() {
            text.push_str(&format!("\n{}", table.markdown()));
        }
        text
    }

    /// The journeys as one CSV file; only the groups, where asked.
    pub fn csv(&self) -> String {
        match self.only_totals {
            true => atlas::groups(self.portfolio, self.by, &self.groups).csv(),
            false => atlas::flat(self.portfolio, self.by, &self.groups).csv(),
        }
    }

    fn title(&self) -> String {
        format!("Atlas of {}", plural(self.portfolio.entries.len(), "journey"))
    }

    fn tables(&self) -> Vec<Table> {
        let portfolio = self.portfolio;
        let mut tables = vec![atlas::groups(portfolio, self.by, &self.groups)];
        if !self.only_totals {
            tables.push(atlas::journeys(portfolio, self.by, &self.groups));
            tables.push(atlas::care(portfolio));
        }
        tables.push(atlas::services(portfolio));
        tables.push(atlas::personas(portfolio));
        tables.push(atlas::contacts(portfolio));
        tables.push(atlas::pairs(portfolio));
        tables.push(atlas::misfits(portfolio));
        tables.retain(|table| !table.rows.is_empty());
        tables
    }

    fn current(&self) -> impl Iterator<Item = &PortfolioEntry<'w>> {
        self.portfolio.entries.iter().filter(|entry| entry.is_current())
    }

    /// The atlas in a few sentences: what there is, how it feels, where to begin, how well it is kept.
    fn verdict(&self) -> Vec<String> {
        let mut said = vec![self.size_sentence()];
        said.extend(self.feeling_sentence());
        said.extend(self.priority_sentence());
        said.extend(self.care_sentence());
        said.extend(self.left_out_sentence());
        said
    }

    fn size_sentence(&self) -> String {
        let entries = &self.portfolio.entries;
        let current = self.current().count();
        let targets = entries.iter().filter(|entry| entry.journey.is_target()).count();
        let archived = entries.len() - current - targets;
        let mut parts = vec![format!("{current} of today")];
        if targets > 0 {
            parts.push(format!("{targets} desired or planned"));
        }
        if archived > 0 {
            parts.push(format!("{archived} archived"));
        }
        let services = self.portfolio.services.iter().filter(|one| one.service.is_some()).count();
        let personas = self.portfolio.personas.iter().filter(|one| one.persona.is_some()).count();
        let of = format!("{} and {}", plural(services, "service"), plural(personas, "persona"));
        format!("{} ({}) of {of}.", plural(entries.len(), "journey"), parts.join(", "))
    }

    fn feeling_sentence(&self) -> Option<String> {
        let total = self.portfolio.whole();
        let scores = total.all();
        let mean = scores.mean().filter(|_| !total.is_of_others)?;
        let below = self.current().filter(|entry| entry.mean().is_some_and(|mean| mean < 0.0)).count();
        Some(format!(
            "The mean of {} is {}; {below} of {} of today {} below neutral on average.",
            plural(scores.scores, "score"),
            signed(mean),
            plural(total.current, "journey"),
            if below == 1 { "is" } else { "are" },
        ))
    }

    /// How many journeys have a priority, and what the others lack.
    fn priority_sentence(&self) -> Option<String> {
        let all = self.current().count();
        let ranked = self.current().filter(|entry| entry.priority.is_ok()).count();
        if all == 0 {
            return None;
        }
        let lacking = |what: Withheld| {
            let lacks = |entry: &&PortfolioEntry<'_>| {
                entry.priority.as_ref().err().is_some_and(|missing| missing.contains(&what))
            };
            (self.current().filter(lacks).count(), what)
        };
        let missing = [Withheld::Volume, Withheld::Effort, Withheld::Scores].map(lacking);
        let missing: Vec<String> = missing
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{} in {count}", what.name()))
            .collect();
        let how = "volume × area below neutral × strategic weight ÷ effort";
        Some(match ranked {
            0 => format!("No journey of today has a priority ({how}); missing: {}.", missing.join(", ")),
            ranked if ranked == all => {
                format!(
                    "Every journey of today has a priority ({how}; within a fifth of each other is equal)."
                )
            }
            ranked => format!(
                "{ranked} of {all} {} a priority ({how}; within a fifth of each other is equal); missing: {}.",
                if ranked == 1 { "has" } else { "have" },
                missing.join(", ")
            ),
        })
    }

    fn care_sentence(&self) -> Option<String> {
        let due = self.current().filter(|entry| entry.is_review_due).count();
        let unowned = self.current().filter(|entry| entry.journey.owner.is_none()).count();
        let mut parts = Vec::new();
        if due > 0 {
            parts.push(format!(
                "{} due for review",
                if due == 1 { "1 is".to_owned() } else { format!("{due} are") }
            ));
        }
        if unowned > 0 {
            parts.push(format!("{unowned} {} no owner", if unowned == 1 { "has" } else { "have" }));
        }
        (!parts.is_empty()).then(|| format!("Of those of today {}.", parts.join(", ")))
    }

    fn left_out_sentence(&self) -> Option<String> {
        const MOST: usize = 5;
        let count = self.left_out.len();
        let named: Vec<&str> = self.left_out.iter().take(MOST).map(String::as_str).collect();
        let more = if count > MOST { ", …" } else { "" };
        (count > 0).then(|| {
            let are = if count == 1 { "is" } else { "are" };
            format!(
                "Left out {are} {} that `masa check` finds errors of reading in: {}{more}.",
                plural(count, "file"),
                named.join(", ")
            )
        })
    }
}
