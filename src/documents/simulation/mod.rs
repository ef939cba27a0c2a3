//! What might become of the customer: designs of one journey beside each other in the commitment model.

mod json;
mod notes;

pub use json::simulation_schema;

use crate::measure::{
    Commitment, CommitmentConvention, CommitmentMoment, CommitmentRules, CommitmentStep, CommitmentSwing,
    Knowledge, StepKind, commitment, commitment_swings, moment_success,
};
use crate::model::{Journey, Touchpoint, Valence};
use crate::reporters::escape;
use crate::tables::{Cell, Table, Terminal, changed, per_cent, tenths, wrap};

/// How many characters a bar from 0 to 100 has; as many as a table never breaks.
const BAR: usize = 16;

/// The width of a terminal that has room for bars.
const WIDE: usize = 100;

/// What everybody has to know before they read a number of the model.
const ILLUSTRATIVE: &str = "Illustrative: a model for comparing designs of one journey, from 0 (nothing binds the \
                            customer) to 100. Nobody has validated its constants; never compare companies by it.";

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
        let lines = |text: &str| {
            let lines = wrap(&escape::terminal(text), terminal.width);
            lines.iter().map(|line| format!("{line}\n")).collect::<String>()
        };
        let mut text = format!("{}\n\n", escape::terminal(&self.title()));
        self.sentences().iter().for_each(|sentence| text.push_str(&lines(sentence)));
        let reader = if terminal.width < WIDE { Reader::Narrow } else { Reader::Wide };
        for table in self.tables(reader) {
            text.push_str(&format!("\n{}", table.terminal(terminal)));
        }
        let notes = self.notes();
        if !notes.is_empty() {
            text.push('\n');
        }
        notes.iter().for_each(|note| text.push_str(&lines(note)));
        text
    }

    /// The report as Markdown.
    pub fn markdown(&self) -> String {
        let mut text = format!("# {}\n\n", escape::markdown(&self.title()));
        for sentence in self.sentences() {
            text.push_str(&format!("{}\n", escape::markdown(&sentence)));
        }
        for table in self.tables(Reader::Wide) {
            text.push_str(&format!("\n{}", table.markdown()));
        }
        let notes = self.notes();
        if !notes.is_empty() {
            text.push_str("\n## Notes\n\n");
        }
        for note in notes {
            text.push_str(&format!("- {}\n", escape::markdown(&note)));
        }
        text
    }

    /// The tables as CSV, set apart by empty lines.
    pub fn csv(&self) -> String {
        self.tables(Reader::Program).iter().map(Table::csv).collect::<Vec<_>>().join("\n")
    }

    fn title(&self) -> String {
        format!("Simulation: {}", self.scenarios[0].journey.title)
    }

    /// What comes out, in a few sentences.
    fn sentences(&self) -> Vec<String> {
        let mut said = vec![ILLUSTRATIVE.to_owned()];
        let Some(base) = self.scenarios[0].first() else { return said };
        let end = &base.end;
        said.push(format!(
            "It starts at {} and ends at {} on average: eight of ten customers between {} and {}, {} at 0.",
            base.start,
            tenths(end.expected()),
            end.percentile(0.1),
            end.percentile(0.9),
            some(end.lost()),
        ));
        let decisive = base.moments_by_leverage().into_iter().next();
        if let Some((position, decides)) = decisive.and_then(|(at, moment)| Some((at, moment.decides?))) {
            said.push(format!(
                "Most is decided at “{}”: {} in the end if it always goes well, {} if it never does.",
                base.steps[position].at.touchpoint.name,
                tenths(decides.well),
                tenths(decides.badly),
            ));
        }
        for other in &self.scenarios[1..] {
            let Some(line) = other.line_of(base.persona) else { continue };
            let who = match other.supposed.as_slice() {
                [] => other.name.clone(),
                some => format!("{} ({})", other.name, some.join(", ")),
            };
            let expected = line.end.expected();
            let change = changed(expected - end.expected());
            said.push(format!("{who}: it ends at {} on average ({change}).", tenths(expected)));
        }
        said
    }

    fn tables(&self, reader: Reader) -> Vec<Table> {
        let mut tables = vec![self.ends()];
        tables.extend(self.moments(reader));
        tables.extend(self.conventions());
        if self.with_steps {
            tables.extend(self.scenarios.iter().map(|scenario| steps(scenario, reader)));
        }
        match reader {
            Reader::Program => tables,
            _ => tables.into_iter().map(Table::without_empty_columns).collect(),
        }
    }

    /// Where customers end, scenario by scenario and persona by persona.
    fn ends(&self) -> Table {
        let headers = ["scenario", "start", "expected", "sd", "10 %", "median", "90 %", "at 0", "change"];
        let mut table = Table::new("Where customers end", &headers);
        for (nth, scenario) in self.scenarios.iter().enumerate() {
            for line in &scenario.told {
                let before = self.scenarios[0].line_of(line.persona).filter(|_| nth > 0);
                let name = match line.persona {
                    Some(persona) => format!("{}, {persona}", scenario.name),
                    None => scenario.name.clone(),
                };
                let end = &line.end;
                let square = |share: f64| Cell::Count(i64::from(end.percentile(share)));
                table.row(vec![
                    Cell::text(name),
                    Cell::Count(i64::from(line.start)),
                    Cell::Tenths(end.expected()),
                    Cell::Tenths(end.deviation()),
                    square(0.1),
                    square(0.5),
                    square(0.9),
                    Cell::Share(end.lost()),
                    before.map_or(Cell::Empty, |before| Cell::Change(end.expected() - before.end.expected())),
                ]);
            }
        }
        table
    }

    /// What each moment of truth decides, the most decisive first: those of the first scenario and, with a single
    /// other one, of that.
    fn moments(&self, reader: Reader) -> Vec<Table> {
        let told = if self.scenarios.len() == 2 { &self.scenarios[..] } else { &self.scenarios[..1] };
        told.iter().filter_map(|scenario| moments_of(scenario, told.len() > 1, reader)).collect()
    }

    /// What becomes of the first scenario when the conventions are others.
    fn conventions(&self) -> Option<Table> {
        let base = self.scenarios[0].first().filter(|_| !self.swings.is_empty())?;
        let headers = ["if", "were", "expected", "change", "at 0"];
        let mut table = Table::new("How much hangs on the conventions", &headers);
        for swing in &self.swings {
            for (value, end) in [&swing.low, &swing.high] {
                table.row(vec![
                    Cell::text(convention(swing.convention)),
                    match swing.convention {
                        CommitmentConvention::Success => Cell::Share(*value),
                        _ => Cell::Tenths(*value),
                    },
                    Cell::Tenths(end.expected()),
                    Cell::Change(end.expected() - base.end.expected()),
                    Cell::Share(end.lost()),
                ]);
            }
        }
        Some(table)
    }
}

fn moments_of(scenario: &Scenario<'_>, is_named: bool, reader: Reader) -> Option<Table> {
    let line = scenario.first()?;
    let moments = line.moments_by_leverage();
    if moments.is_empty() {
        return None;
    }
    let title = "What the moments of truth decide";
    let title = if is_named { format!("{title}: {}", scenario.name) } else { title.to_owned() };
    let mut headers = vec!["moment of truth", "goes well", "rests on", "if well", "if badly", "leverage"];
    if reader == Reader::Wide {
        headers.push("0 to 100");
    }
    let mut table = Table::new(title, &headers);
    for (position, moment) in moments {
        let touchpoint = line.steps[position].at.touchpoint;
        let decides = moment.decides;
        let square = |of: fn(&crate::measure::Decides) -> f64| {
            decides.as_ref().map_or(Cell::Empty, |decides| Cell::Tenths(of(decides)))
        };
        let mut row = vec![
            Cell::text(format!("{} {}", sign(moment.valence), touchpoint.name)),
            Cell::Share(moment.success),
            Cell::text(rests_on(scenario.journey, touchpoint, moment)),
            square(|decides| decides.well),
            square(|decides| decides.badly),
            moment.leverage().map_or(Cell::Empty, Cell::Tenths),
        ];
        if reader == Reader::Wide {
            let bar = decides.map(|decides| bar(decides.badly, decides.well));
            row.push(Cell::maybe(bar.as_deref()));
        }
        table.row(row);
    }
    Some(table)
}

/// A scenario touchpoint by touchpoint.
fn steps(scenario: &Scenario<'_>, reader: Reader) -> Table {
    let headers =
        ["#", "touchpoint", "comes by", "happens", "feels", "before", "after", "10 %", "90 %", "then"];
    let mut table = Table::new(format!("Touchpoint by touchpoint: {}", scenario.name), &headers);
    let Some(line) = scenario.first() else { return table };
    let is_plain = reader != Reader::Program;
    let all_come = is_plain && !line.branches();
    let all_happen = is_plain && line.steps.iter().all(|step| step.happens >= 1.0);
    for step in &line.steps {
        let comes = |cell: Cell| if step.visits > 0.0 { cell } else { Cell::Empty };
        let square = |share: f64| comes(Cell::Count(i64::from(step.after.percentile(share))));
        table.row(vec![
            Cell::Count(step.at.position as i64 + 1),
            Cell::text(format!("{}{}", kind_sign(&step.kind), step.at.touchpoint.name)),
            if all_come { Cell::Empty } else { Cell::Share(step.visits) },
            if all_happen || step.kind == StepKind::Alone { Cell::Empty } else { Cell::Share(step.happens) },
            Cell::score(step.v),
            comes(Cell::Tenths(step.before.expected())),
            comes(Cell::Tenths(step.after.expected())),
            square(0.1),
            square(0.9),
            Cell::text(then(line, step)),
        ]);
    }
    table
}

/// Where customers go on to from a touchpoint, where they have a choice.
fn then(line: &Commitment<'_>, step: &CommitmentStep<'_>) -> String {
    let onward = step.at.position + 1;
    let goes_on = |to: Option<usize>| to == Some(onward) || to.is_none() && onward == line.steps.len();
    if let [only] = step.ways.as_slice()
        && goes_on(only.to)
    {
        return String::new();
    }
    let name = |to: Option<usize>| to.map_or("the end", |to| line.steps[to].at.touchpoint.id());
    let ways = step.ways.iter().map(|way| format!("{} {}", name(way.to), per_cent(way.share)));
    ways.collect::<Vec<_>>().join(", ")
}

/// What the probability that a moment of truth goes well rests on.
fn rests_on(journey: &Journey, touchpoint: &Touchpoint, moment: &CommitmentMoment) -> String {
    match moment.known {
        Knowledge::Given => "supposed".to_owned(),
        Knowledge::Happened => "what happened".to_owned(),
        Knowledge::Assumed => "nobody knows".to_owned(),
        Knowledge::Measured => match moment_success(journey, touchpoint) {
            Some((_, basis)) => {
                let n = basis.n.map(|n| format!(", n = {n}")).unwrap_or_default();
                let id = basis.id.map(|id| format!("{id}, ")).unwrap_or_default();
                format!("{id}{}{n}", basis.grade)
            }
            None => String::new(),
        },
    }
}

fn convention(convention: CommitmentConvention) -> &'static str {
    match convention {
        CommitmentConvention::Ladder => "ladder of weight 1, squares",
        CommitmentConvention::Snake => "snake of weight 1, squares",
        CommitmentConvention::Success => "moments of which nobody knows go well",
    }
}

fn sign(valence: Valence) -> &'static str {
    match valence {
        Valence::Positive => "▲",
        Valence::Negative => "▼",
        Valence::Either => "◆",
    }
}

fn kind_sign(kind: &StepKind) -> String {
    match kind {
        StepKind::Moment(moment) => format!("{} ", sign(moment.valence)),
        _ => String::new(),
    }
}

/// A stretch of the way from 0 to 100.
fn bar(low: f64, high: f64) -> String {
    let place = |square: f64| ((square / 100.0 * BAR as f64).round() as usize).min(BAR);
    let (from, to) = (place(low), place(high).max(place(low) + 1).min(BAR));
    let from = from.min(to - 1);
    format!("{}{}{}", "·".repeat(from), "█".repeat(to - from), "·".repeat(BAR - to))
}

/// A share of customers in words; what is not nothing and not all never looks like it.
fn some(share: f64) -> String {
    match share {
        share if share < 1e-9 => "nobody".to_owned(),
        share if share < 0.005 => "under 1 %".to_owned(),
        share if share > 0.995 && share < 1.0 - 1e-9 => "over 99 %".to_owned(),
        share => per_cent(share),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_the_board_and_never_empty() {
        assert_eq!(bar(0.0, 100.0), "█".repeat(BAR));
        assert_eq!(bar(100.0, 100.0), format!("{}█", "·".repeat(BAR - 1)));
        for (low, high) in [(0.0, 0.0), (49.9, 50.1), (4.3, 48.6), (99.0, 100.0)] {
            let bar = bar(low, high);
            assert!(bar.chars().count() == BAR && bar.contains('█'), "{low} {high} {bar}");
        }
    }

    #[test]
    fn a_few_customers_are_not_none() {
        let told = [0.0, 1e-12, 0.001, 0.3, 0.999, 1.0].map(some);
        assert_eq!(told, ["nobody", "nobody", "under 1 %", "30 %", "over 99 %", "100 %"]);
    }
}
