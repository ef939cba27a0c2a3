//! A simulation in a language: its sentences and tables.

use super::{AS_MAPPED, Reader, Scenario, Simulation, WHAT_IF};
use crate::documents::Text;
use crate::documents::words::{SimulationWords, Speech};
use crate::draw::locale::{Locale, fill};
use crate::measure::{
    Commitment, CommitmentConvention, CommitmentMoment, CommitmentStep, Decides, Knowledge, StepKind,
    moment_success,
};
use crate::model::{Direction, Journey, Touchpoint, Valence};
use crate::tables::{Cell, Table, changed, per_cent, tenths};

/// How many characters a bar from 0 to 100 has; as many as a table never breaks.
const BAR: usize = 16;

/// A simulation in a language.
pub(super) struct Telling<'s, 'j> {
    pub simulation: &'s Simulation<'j>,
    pub locale: Locale,
    pub words: &'static SimulationWords,
    /// Which way its lines run.
    pub direction: Direction,
}

impl<'s, 'j> Telling<'s, 'j> {
    /// In the language of its first journey, or English.
    pub fn of(simulation: &'s Simulation<'j>) -> Self {
        let journey = simulation.scenarios[0].journey;
        let (speech, words, direction) = Speech::about(journey, |words| &words.simulation);
        Self { simulation, locale: speech.locale, words, direction }
    }

    /// In English, which programs get.
    pub fn in_english(simulation: &'s Simulation<'j>) -> Self {
        let (speech, words) = Speech::of_tag("en").with(|words| &words.simulation);
        Self { simulation, locale: speech.locale, words, direction: Direction::Ltr }
    }

    fn scenarios(&self) -> &'s [Scenario<'j>] {
        &self.simulation.scenarios
    }

    pub fn title(&self) -> Text {
        Text::fill(&self.words.title, &[("title", &self.scenarios()[0].journey.title)])
    }

    /// What a scenario is called.
    fn name<'n>(&self, scenario: &'n Scenario<'_>) -> &'n str {
        match scenario.name.as_str() {
            AS_MAPPED => &self.words.as_mapped,
            WHAT_IF => &self.words.what_if,
            name => name,
        }
    }

    /// What comes out, in a few sentences.
    pub fn sentences(&self) -> Vec<Text> {
        let words = self.words;
        let mut said = vec![Text::from(&words.illustrative)];
        let Some(base) = self.scenarios()[0].first() else { return said };
        let end = &base.end;
        let values = [
            ("start", base.start.to_string()),
            ("end", tenths(end.expected())),
            ("low", end.percentile(0.1).to_string()),
            ("high", end.percentile(0.9).to_string()),
            ("lost", self.some(end.lost())),
        ];
        said.push(Text::filled(&words.ends, &values));
        let decisive = base.moments_by_leverage().into_iter().next();
        if let Some((position, decides)) = decisive.and_then(|(at, moment)| Some((at, moment.decides?))) {
            let values = [
                ("touchpoint", base.steps[position].at.touchpoint.name.clone()),
                ("well", tenths(decides.well)),
                ("badly", tenths(decides.badly)),
            ];
            said.push(Text::filled(&words.decided, &values));
        }
        for other in &self.scenarios()[1..] {
            let Some(line) = other.line_of(base.persona) else { continue };
            let who = match other.supposed.as_slice() {
                [] => Text::from(self.name(other)),
                some => {
                    Text::fill(&words.supposed, &[("name", self.name(other)), ("list", &some.join(", "))])
                }
            };
            let expected = line.end.expected();
            let values = [
                ("who", who),
                ("end", Text::from(tenths(expected))),
                ("change", Text::from(changed(expected - end.expected()))),
            ];
            said.push(Text::compose(&words.other, &values));
        }
        said
    }

    pub fn tables(&self, reader: Reader) -> Vec<Table> {
        let mut tables = vec![self.ends()];
        tables.extend(self.moments(reader));
        tables.extend(self.conventions());
        if self.simulation.with_steps {
            tables.extend(self.scenarios().iter().map(|scenario| self.steps(scenario, reader)));
        }
        match reader {
            Reader::Program => tables,
            _ => tables.into_iter().map(Table::without_empty_columns).collect(),
        }
    }

    /// Where customers end, scenario by scenario and persona by persona.
    fn ends(&self) -> Table {
        let words = &self.words.end_table;
        let headers = [
            &words.scenario,
            &words.start,
            &words.expected,
            &words.sd,
            &words.p10,
            &words.median,
            &words.p90,
            &words.at_zero,
            &words.change,
        ];
        let mut table = Table::new(words.title.as_str(), &headers.map(String::as_str));
        for (nth, scenario) in self.scenarios().iter().enumerate() {
            for line in &scenario.told {
                let before = self.scenarios()[0].line_of(line.persona).filter(|_| nth > 0);
                let name = self.name(scenario);
                let name = match line.persona {
                    Some(persona) => fill(&words.of_persona, &[("scenario", name), ("persona", persona)]),
                    None => name.to_owned(),
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
        let all = self.scenarios();
        let told = if all.len() == 2 { all } else { &all[..1] };
        told.iter().filter_map(|scenario| self.moments_of(scenario, told.len() > 1, reader)).collect()
    }

    fn moments_of(&self, scenario: &Scenario<'_>, is_named: bool, reader: Reader) -> Option<Table> {
        let line = scenario.first()?;
        let moments = line.moments_by_leverage();
        if moments.is_empty() {
            return None;
        }
        let words = &self.words.moments;
        let title = match is_named {
            true => fill(&words.title_of, &[("title", &words.title), ("scenario", self.name(scenario))]),
            false => words.title.clone(),
        };
        let mut headers = vec![
            words.moment.as_str(),
            &words.goes_well,
            &words.rests_on,
            &words.if_well,
            &words.if_badly,
            &words.leverage,
        ];
        if reader == Reader::Wide {
            headers.push(&words.bar);
        }
        let mut table = Table::new(title, &headers);
        for (position, moment) in moments {
            let touchpoint = line.steps[position].at.touchpoint;
            let decides = moment.decides;
            let square = |of: fn(&Decides) -> f64| {
                decides.as_ref().map_or(Cell::Empty, |decides| Cell::Tenths(of(decides)))
            };
            let mut row = vec![
                Cell::text(format!("{} {}", sign(moment.valence), touchpoint.name)),
                Cell::Share(moment.success),
                Cell::text(self.rests_on(scenario.journey, touchpoint, moment)),
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

    /// What the probability that a moment of truth goes well rests on.
    fn rests_on(&self, journey: &Journey, touchpoint: &Touchpoint, moment: &CommitmentMoment) -> String {
        let words = &self.words.moments;
        match moment.known {
            Knowledge::Given => words.supposed.clone(),
            Knowledge::Happened => words.happened.clone(),
            Knowledge::Assumed => words.nobody_knows.clone(),
            Knowledge::Measured => match moment_success(journey, touchpoint) {
                Some((_, basis)) => {
                    let n = basis.n.map(|n| format!(", n = {n}")).unwrap_or_default();
                    let id = basis.id.map(|id| format!("{id}, ")).unwrap_or_default();
                    format!("{id}{}{n}", self.grade(basis.grade))
                }
                None => String::new(),
            },
        }
    }

    /// What becomes of the first scenario when the conventions are others.
    fn conventions(&self) -> Option<Table> {
        let base = self.scenarios()[0].first().filter(|_| !self.simulation.swings.is_empty())?;
        let (words, ends) = (&self.words.conventions, &self.words.end_table);
        let headers = [&words.convention, &words.were, &ends.expected, &ends.change, &ends.at_zero];
        let mut table = Table::new(words.title.as_str(), &headers.map(String::as_str));
        for swing in &self.simulation.swings {
            let convention = match swing.convention {
                CommitmentConvention::Ladder => &words.ladder,
                CommitmentConvention::Snake => &words.snake,
                CommitmentConvention::Success => &words.success,
            };
            for (value, end) in [&swing.low, &swing.high] {
                table.row(vec![
                    Cell::text(convention.as_str()),
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

    /// A scenario touchpoint by touchpoint.
    fn steps(&self, scenario: &Scenario<'_>, reader: Reader) -> Table {
        let (words, ends) = (&self.words.steps, &self.words.end_table);
        let headers = [
            "#",
            &words.touchpoint,
            &words.comes_by,
            &words.happens,
            &words.feels,
            &words.before,
            &words.after,
            &ends.p10,
            &ends.p90,
            &words.then,
        ];
        let title = fill(&words.title, &[("scenario", self.name(scenario))]);
        let mut table = Table::new(title, &headers);
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
                if all_happen || step.kind == StepKind::Alone {
                    Cell::Empty
                } else {
                    Cell::Share(step.happens)
                },
                Cell::score(step.v),
                comes(Cell::Tenths(step.before.expected())),
                comes(Cell::Tenths(step.after.expected())),
                square(0.1),
                square(0.9),
                Cell::text(self.then(line, step)),
            ]);
        }
        table
    }

    /// Where customers go on to from a touchpoint, where they have a choice.
    fn then(&self, line: &Commitment<'_>, step: &CommitmentStep<'_>) -> String {
        let onward = step.at.position + 1;
        let goes_on = |to: Option<usize>| to == Some(onward) || to.is_none() && onward == line.steps.len();
        if let [only] = step.ways.as_slice()
            && goes_on(only.to)
        {
            return String::new();
        }
        let words = &self.words.steps;
        let name = |to: Option<usize>| to.map_or(words.end.as_str(), |to| line.steps[to].at.touchpoint.id());
        let ways = step.ways.iter();
        let ways = ways.map(|way| fill(&words.way, &[("to", name(way.to)), ("share", &per_cent(way.share))]));
        ways.collect::<Vec<_>>().join(", ")
    }

    fn grade(&self, grade: crate::model::Grade) -> &'static str {
        // English has the words of the format.
        let is_english = std::ptr::eq(self.words, Self::in_english(self.simulation).words);
        let own = self.locale.labels().map.grades.get(grade.as_str()).filter(|_| !is_english);
        own.map_or(grade.as_str(), String::as_str)
    }

    /// A share of customers in words; what is not nothing and not all never looks like it.
    pub fn some(&self, share: f64) -> String {
        match share {
            share if share < 1e-9 => self.words.nobody.clone(),
            share if share < 0.005 => self.words.under_one.clone(),
            share if share > 0.995 && share < 1.0 - 1e-9 => self.words.over_ninety_nine.clone(),
            share => per_cent(share),
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::CommitmentRules;

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
        let journey = Journey::default();
        let first = Scenario::new(AS_MAPPED, &journey, CommitmentRules::default(), Vec::new());
        let simulation = Simulation::new(first, Vec::new(), false);
        let telling = Telling::in_english(&simulation);
        let told = [0.0, 1e-12, 0.001, 0.3, 0.999, 1.0].map(|share| telling.some(share));
        assert_eq!(told, ["nobody", "nobody", "under 1 %", "30 %", "over 99 %", "100 %"]);
    }
}
