//! What might become of the customer: designs of one journey beside each other in the commitment model.

mod json;
mod notes;
mod telling;

pub use json::simulation_schema;

use self::telling::Telling;
use super::Text;
use super::page::in_direction;
use crate::measure::{Commitment, CommitmentRules, CommitmentSwing, commitment, commitment_swings};
use crate::model::Journey;
use crate::reporters::escape;
use crate::tables::{Table, Terminal};

/// The width of a terminal that has room for bars.
const WIDE: usize = 100;

/// What the journey as the map tells it is called.
pub const AS_MAPPED: &str = "as mapped";

/// What a single supposed one is called.
pub const WHAT_IF: &str = "what if";

/// A journey as the map tells it, or as somebody supposes.
pub struct Scenario<'j> {
    /// What it is called.
    pub name: String,
    /// The journey.
    pub journey: &'j Journey,
    /// What is supposed instead of what the map says, as it was written.
    pub supposed: Vec<String>,
    rules: CommitmentRules,
    told: Vec<Commitment<'j>>,
}

impl<'j> Scenario<'j> {
    /// A journey played by rules.
    pub fn new(
        name: impl Into<String>,
        journey: &'j Journey,
        rules: CommitmentRules,
        supposed: Vec<String>,
    ) -> Self {
        let told = commitment(journey, &rules);
        Scenario { name: name.into(), journey, supposed, rules, told }
    }

    /// The line that single numbers are of: that of the first persona.
    fn first(&self) -> Option<&Commitment<'j>> {
        self.told.first()
    }

    /// The line of a persona, or the first.
    fn line_of(&self, persona: Option<&str>) -> Option<&Commitment<'j>> {
        self.told.iter().find(|line| line.persona == persona).or(self.first())
    }
}

/// For whom tables are made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    /// People, with room for bars.
    Wide,
    /// People without.
    Narrow,
    /// Programs, for which columns stay where they are.
    Program,
}

/// Scenarios beside each other, to be written in one of four ways; the first is what the others are held against.
///
/// People read it in the language of the first journey, programs in English.
pub struct Simulation<'j> {
    scenarios: Vec<Scenario<'j>>,
    swings: Vec<CommitmentSwing>,
    with_steps: bool,
}

impl<'j> Simulation<'j> {
    /// A report of the first scenario and the others beside it, touchpoint by touchpoint when asked for.
    pub fn new(first: Scenario<'j>, others: Vec<Scenario<'j>>, with_steps: bool) -> Self {
        let swings = commitment_swings(first.journey, &first.rules);
        let mut scenarios = vec![first];
        scenarios.extend(others);
        Self { scenarios, swings, with_steps }
    }

    /// The report for a terminal.
    pub fn terminal(&self, terminal: Terminal) -> String {
        let telling = Telling::of(self);
        let lines = |text: &Text| text.lines(terminal, telling.direction);
        // A terminal breaks a long title itself.
        let title = telling.title().lines(Terminal { width: usize::MAX, ..terminal }, telling.direction);
        let mut text = format!("{title}\n");
        telling.sentences().iter().for_each(|sentence| text.push_str(&lines(sentence)));
        let reader = if terminal.width < WIDE { Reader::Narrow } else { Reader::Wide };
        for table in telling.tables(reader) {
            text.push_str(&format!("\n{}", table.terminal(terminal)));
        }
        let notes = telling.notes();
        if !notes.is_empty() {
            text.push('\n');
        }
        notes.iter().for_each(|note| text.push_str(&lines(note)));
        text
    }

    /// The report as Markdown.
    pub fn markdown(&self) -> String {
        let telling = Telling::of(self);
        let mut text = format!("# {}\n\n", escape::markdown(&telling.title().plain()));
        for sentence in telling.sentences() {
            text.push_str(&format!("{}\n", escape::markdown(&sentence.plain())));
        }
        for table in telling.tables(Reader::Wide) {
            text.push_str(&format!("\n{}", table.markdown()));
        }
        let notes = telling.notes();
        if !notes.is_empty() {
            text.push_str(&format!("\n## {}\n\n", telling.words.notes.title));
        }
        for note in notes {
            text.push_str(&format!("- {}\n", escape::markdown(&note.plain())));
        }
        in_direction(text, telling.direction)
    }

    /// The tables as CSV, set apart by empty lines.
    pub fn csv(&self) -> String {
        let tables = Telling::in_english(self).tables(Reader::Program);
        tables.iter().map(Table::csv).collect::<Vec<_>>().join("\n")
    }
}
