//! From a portfolio to the picture's view model.

use std::collections::BTreeMap;

use super::{AtlasPicture, Block, Cell, Column, Row};
use crate::draw::locale::{Locale, fill};
use crate::draw::text::Direction;
use crate::draw::views::page::Heading;
use crate::measure::{
    GroupBy, GroupKey, LifecyclePlace, Portfolio, PortfolioGroup, PortfolioLine, Tally, Total,
};
use crate::model::{LifecycleGroup, Maturity, Phase};
use crate::tables::signed;

/// What the columns are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// The seven groups of a lifecycle.
    Groups,
    /// Before, during and after.
    Phases,
}

/// One column: a group or a phase; `None` for what lies in none.
#[derive(Clone, Copy, Debug)]
enum Of {
    Group(Option<LifecycleGroup>),
    Phase(Option<Phase>),
}

impl Of {
    fn tally<'t>(
        self,
        groups: &'t crate::measure::ByGroup,
        phases: &'t crate::measure::ByPhase,
    ) -> &'t Tally {
        match self {
            Self::Group(group) => groups.of(group),
            Self::Phase(phase) => phases.of(phase),
        }
    }
}

/// The heat map of a portfolio, in the language of most of its journeys; of each group only the total, where asked.
pub fn picture(
    portfolio: &Portfolio<'_>,
    by: GroupBy,
    columns: Option<Columns>,
    only_totals: bool,
) -> AtlasPicture {
    let lang = language(portfolio);
    let locale = Locale::of(&lang);
    let labels = locale.labels();
    let whole = portfolio.whole();
    let columns = chosen(portfolio, columns);
    let groups = portfolio.groups(by);
    let blocks = match only_totals {
        false => groups.iter().map(|group| block(portfolio, &locale, group, &columns)).collect(),
        true => {
            let rows = groups.iter().map(|group| {
                let total = total(portfolio, &locale, group, &columns);
                Row { title: group_name(portfolio, &locale, group), note: total.title.clone(), ..total }
            });
            let rows: Vec<Row> = rows.collect();
            if rows.is_empty() { Vec::new() } else { vec![Block { rows, ..Block::default() }] }
        }
    };
    let by = match by {
        GroupBy::Lifecycle => &labels.atlas.by_group,
        GroupBy::Service => &labels.atlas.by_service,
        GroupBy::Persona => &labels.atlas.by_persona,
        GroupBy::Owner => &labels.atlas.by_owner,
    };
    AtlasPicture {
        heading: heading(portfolio, &locale, &whole, by, lang.clone()),
        by: by.clone(),
        columns: columns.iter().map(|column| named(&locale, *column)).collect(),
        blocks,
        description: String::new(),
    }
}

/// The language of most journeys; of equals that of the settings, or else the first by its tag.
fn language(portfolio: &Portfolio<'_>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in &portfolio.entries {
        let tag = entry.journey.lang.as_ref().map_or("", |lang| lang.as_str());
        *counts.entry(tag).or_default() += 1;
    }
    let own = portfolio.workspace.config.lang.as_ref().map_or("", |lang| lang.as_str());
    let most = counts.iter().rev().max_by_key(|(tag, count)| (**count, **tag == own));
    most.map_or(own, |(tag, _)| *tag).to_owned()
}

/// The columns: the groups of a lifecycle when at least half of the touchpoints lie in one, else the phases; and
/// what lies in none where there is such.
fn chosen(portfolio: &Portfolio<'_>, asked: Option<Columns>) -> Vec<Of> {
    let feelings = || portfolio.entries.iter().flat_map(|entry| &entry.feelings);
    let (mut all, mut unsaid, mut no_phase) = (0, 0, 0);
    for feeling in feelings() {
        all += feeling.by_group.all().touchpoints;
        unsaid += feeling.by_group.of(None).touchpoints;
        no_phase += feeling.by_phase.of(None).touchpoints;
    }
    let fitting = if all > 0 && 2 * unsaid <= all { Columns::Groups } else { Columns::Phases };
    match asked.unwrap_or(fitting) {
        Columns::Groups => {
            let none = (unsaid > 0).then_some(Of::Group(None));
            LifecycleGroup::ALL.iter().map(|group| Of::Group(Some(*group))).chain(none).collect()
        }
        Columns::Phases => {
            let none = (no_phase > 0).then_some(Of::Phase(None));
            Phase::ALL.iter().map(|phase| Of::Phase(Some(*phase))).chain(none).collect()
        }
    }
}

fn named(locale: &Locale, column: Of) -> Column {
    let labels = locale.labels();
    let (id, name) = match column {
        Of::Group(Some(group)) => {
            let word = group.as_str();
            (word, labels.channels.groups.get(word).map_or(word, String::as_str))
        }
        Of::Group(None) => ("no-group", labels.atlas.no_group.as_str()),
        Of::Phase(Some(phase)) => (
            phase.as_str(),
            match phase {
                Phase::Before => labels.before.as_str(),
                Phase::During => &labels.during,
                Phase::After => &labels.after,
            },
        ),
        Of::Phase(None) => ("no-phase", labels.channels.no_phase.as_str()),
    };
    Column { id: id.to_owned(), name: name.to_owned() }
}

/// What the journeys of a group have in common, in the words of the language.
fn group_name(portfolio: &Portfolio<'_>, locale: &Locale, group: &PortfolioGroup<'_>) -> String {
    let words = &locale.labels().atlas;
    match group.key {
        GroupKey::Place(LifecyclePlace::Whole) => words.whole_lifecycle.clone(),
        GroupKey::Place(LifecyclePlace::Group(group)) => named(locale, Of::Group(Some(group))).name,
        GroupKey::Place(LifecyclePlace::Unknown) => words.no_group.clone(),
        GroupKey::Service(name) => name.unwrap_or(&words.no_service).to_owned(),
        GroupKey::Owner(name) => name.unwrap_or(&words.nobody).to_owned(),
        GroupKey::Persona(id) => {
            id.map_or(words.nobody.as_str(), |id| portfolio.workspace.persona_name(id)).to_owned()
        }
    }
}

fn block(portfolio: &Portfolio<'_>, locale: &Locale, group: &PortfolioGroup<'_>, columns: &[Of]) -> Block {
    Block {
        name: group_name(portfolio, locale, group),
        // The total of a single journey would say the same again.
        total: (group.total.current > 1).then(|| total(portfolio, locale, group, columns)),
        rows: group.lines.iter().map(|line| row(portfolio, locale, group, *line, columns)).collect(),
    }
}

/// All journeys of a group together.
fn total(portfolio: &Portfolio<'_>, locale: &Locale, group: &PortfolioGroup<'_>, columns: &[Of]) -> Row {
    let total = &group.total;
    let real = |n: usize| (!total.is_of_others).then_some(n);
    let words = &locale.labels().channels;
    let mut targets: Vec<usize> = group.lines.iter().map(|line| line.entry).collect();
    targets.dedup();
    targets.retain(|entry| portfolio.entries[*entry].journey.is_target());
    let mut counted = vec![locale.count(&words.journeys, total.current + total.others)];
    if !targets.is_empty() {
        counted.push(locale.count(&words.desired, targets.len()));
    }
    let all = total.all();
    Row {
        id: String::new(),
        title: counted.join(&locale.labels().list_separator),
        note: String::new(),
        is_target: total.is_of_others,
        whole: cell(locale, &all),
        cells: columns.iter().map(|one| cell(locale, one.tally(&total.by_group, &total.by_phase))).collect(),
        lowest: all.worst,
        effort: real(total.effort as usize),
        gaps: real(total.gaps),
    }
}

/// A journey as one persona feels it.
fn row(
    portfolio: &Portfolio<'_>,
    locale: &Locale,
    group: &PortfolioGroup<'_>,
    line: PortfolioLine,
    columns: &[Of],
) -> Row {
    let labels = locale.labels();
    let entry = &portfolio.entries[line.entry];
    let feeling = &entry.feelings[line.feeling];
    let journey = entry.journey;
    let mut notes = Vec::new();
    if !matches!(group.key, GroupKey::Persona(_)) {
        let ids: Vec<&str> = match feeling.persona {
            Some(persona) => vec![persona],
            None => journey.personas().iter().map(|id| id.as_str()).collect(),
        };
        notes.extend(ids.into_iter().map(|id| portfolio.workspace.persona_name(id).to_owned()));
    }
    if journey.is_target() {
        notes.push(labels.desired.clone());
    }
    if journey.maturity == Some(Maturity::Archived) {
        notes.push(labels.atlas.archived.clone());
    }
    Row {
        id: journey.journey.to_string(),
        title: journey.title.clone(),
        note: notes.join(&labels.list_separator),
        is_target: journey.is_target(),
        whole: cell(locale, &feeling.by_phase.all()),
        cells: columns
            .iter()
            .map(|one| cell(locale, one.tally(&feeling.by_group, &feeling.by_phase)))
            .collect(),
        lowest: feeling.summary.map(|summary| summary.worst),
        effort: Some(entry.effort as usize),
        gaps: entry.open_gaps,
    }
}

fn cell(locale: &Locale, tally: &Tally) -> Cell {
    let labels = locale.labels();
    let said = match (tally.mean(), tally.worst) {
        _ if tally.touchpoints == 0 => String::new(),
        (Some(mean), Some(worst)) => {
            let scores = locale.count(&labels.scores, tally.scores);
            let template =
                if tally.scores > 1 { &labels.channels.feeling } else { &labels.channels.feeling_once };
            fill(template, &[("mean", &signed(mean)), ("worst", &signed(worst)), ("scores", &scores)])
        }
        _ => {
            let touchpoints = locale.count(&labels.touchpoints, tally.touchpoints);
            format!("{touchpoints}{}{}", labels.list_separator, labels.unscored)
        }
    };
    Cell { mean: tally.mean(), touchpoints: tally.touchpoints, said }
}

fn heading(portfolio: &Portfolio<'_>, locale: &Locale, whole: &Total, by: &str, lang: String) -> Heading {
    let labels = locale.labels();
    let count = portfolio.entries.len();
    let targets = portfolio.entries.iter().filter(|entry| entry.journey.is_target()).count();
    let mut facts = vec![by.to_owned()];
    if targets > 0 {
        facts.push(locale.count(&labels.channels.desired, targets));
    }
    if let Some(mean) = whole.all().mean().filter(|_| !whole.is_of_others) {
        facts.push(fill(&labels.mean, &[("mean", &signed(mean))]));
        facts.push(locale.count(&labels.effort_points, whole.effort as usize));
        facts.push(locale.count(&labels.atlas.gap_count, whole.gaps));
    }
    Heading {
        id: "atlas".to_owned(),
        title: locale.count(&labels.atlas.title, count),
        facts,
        dir: Direction::of_language(&lang),
        lang,
        ..Heading::default()
    }
}
