//! The tables of a portfolio.

use super::{Cell, Table, per_cent, signed};
use crate::measure::{
    GroupBy, GroupKey, LifecyclePlace, Misfit, MisfitKind, PersonaFeeling, Portfolio, PortfolioEntry,
    PortfolioGroup, PortfolioLine, SERVICE_JOURNEYS, Withheld, effort_of_opportunities, volume_a_year,
};
use crate::model::{Grade, Journey, LifecycleGroup, Maturity};
use crate::workspace::Workspace;

/// Personas listed for one contact before the list is cut short.
const MOST_PERSONAS: usize = 3;

/// What a group of journeys is called.
pub fn group_name(workspace: &Workspace, key: GroupKey<'_>) -> String {
    match key {
        GroupKey::Place(place) => place_name(place).to_owned(),
        GroupKey::Service(service) => service.unwrap_or("no service said").to_owned(),
        GroupKey::Persona(persona) => persona.map_or("nobody", |id| workspace.persona_name(id)).to_owned(),
        GroupKey::Owner(owner) => owner.unwrap_or("nobody").to_owned(),
    }
}

/// The place of a journey in a lifecycle, in words.
fn place_name(place: LifecyclePlace) -> &'static str {
    match place {
        LifecyclePlace::Whole => "whole lifecycle",
        LifecyclePlace::Group(group) => group.as_str(),
        LifecyclePlace::Unknown => "no group said",
    }
}

/// The groups in their numbers.
pub fn groups(portfolio: &Portfolio<'_>, by: GroupBy, groups: &[PortfolioGroup<'_>]) -> Table {
    let headers = [by.name(), "journeys", "others", "scores", "mean", "lowest", "effort", "gaps"];
    let mut table = Table::new(format!("Journeys by {}", by.name()), &headers);
    for group in groups {
        let (total, scores) = (&group.total, group.total.all());
        // Targets are wishes, and no part of what is.
        let is_real = !total.is_of_others;
        let real = |cell: Cell| if is_real { cell } else { Cell::Empty };
        table.row(vec![
            Cell::text(group_name(portfolio.workspace, group.key)),
            Cell::Count(total.current as i64),
            Cell::count(total.others),
            real(Cell::Count(scores.scores as i64)),
            real(Cell::score(scores.mean())),
            real(Cell::score(scores.worst)),
            real(Cell::Count(i64::from(total.effort))),
            real(Cell::Count(total.gaps as i64)),
        ]);
    }
    table.without_empty_columns()
}

/// How each journey feels and what it costs, group by group.
pub fn journeys(portfolio: &Portfolio<'_>, by: GroupBy, groups: &[PortfolioGroup<'_>]) -> Table {
    let headers = [by.name(), "journey", "mean", "worst", "effort", "gaps", "priority"];
    let mut table = Table::new("How they feel (→ marks desired and planned ones)", &headers);
    for group in groups {
        for (index, line) in group.lines.iter().enumerate() {
            let (entry, feeling) = of(portfolio, *line);
            let name = if index == 0 { group_name(portfolio.workspace, group.key) } else { String::new() };
            let mut title = marked_title(entry.journey);
            if let Some(persona) = feeling.persona.filter(|_| by != GroupBy::Persona) {
                title = format!("{title} ({})", portfolio.workspace.persona_name(persona));
            }
            table.row(vec![
                Cell::text(name),
                Cell::text(title),
                Cell::score(feeling.summary.map(|summary| summary.mean)),
                worst(feeling),
                Cell::Count(i64::from(entry.effort)),
                entry.open_gaps.map_or(Cell::Empty, |gaps| Cell::Count(gaps as i64)),
                priority(entry),
            ]);
        }
    }
    table.without_empty_columns()
}

/// The lowest score with where it was given.
fn worst(feeling: &PersonaFeeling<'_>) -> Cell {
    let Some(summary) = feeling.summary else { return Cell::Empty };
    let name = feeling.worst.map_or("", |at| at.touchpoint.name.as_str());
    Cell::text(format!("{} {name}", signed(summary.worst)).trim_end())
}

/// The title of a journey, with a mark when nobody has made it.
fn marked_title(journey: &Journey) -> String {
    if journey.is_target() { format!("→ {}", journey.title) } else { journey.title.clone() }
}

/// The priority with as many digits as estimates deserve: two.
fn priority(entry: &PortfolioEntry<'_>) -> Cell {
    let Ok(priority) = &entry.priority else { return Cell::Empty };
    if priority.score < 1.0 {
        return Cell::text(if priority.score > 0.0 { "< 1" } else { "0" });
    }
    let unit = 10f64.powf((priority.score.log10().floor() - 1.0).max(0.0));
    Cell::Count(((priority.score / unit).round() * unit) as i64)
}

/// Who makes and who keeps each journey, what it rests on, and how old that is.
pub fn care(portfolio: &Portfolio<'_>) -> Table {
    let headers = ["journey", "persona", "level", "owner", "evidence", "ages"];
    let title = "Whose they are, what they rest on, and how long ago they were looked through and researched";
    let mut table = Table::new(title, &headers);
    for entry in &portfolio.entries {
        let journey = entry.journey;
        let personas = journey.personas().iter().map(|id| portfolio.workspace.persona_name(id.as_str()));
        let archived = journey.maturity.filter(|maturity| *maturity == Maturity::Archived);
        let level = [journey.level.map(|level| level.as_str()), archived.map(Maturity::as_str)];
        table.row(vec![
            Cell::text(marked_title(journey)),
            Cell::text(personas.collect::<Vec<_>>().join(", ")),
            Cell::text(level.into_iter().flatten().collect::<Vec<_>>().join(", ")),
            Cell::text(journey.owner.as_deref().unwrap_or("nobody")),
            Cell::text(known(entry)),
            Cell::text(ages(entry)),
        ]);
    }
    table.without_empty_columns()
}

/// What scores rest on: the grade that at least half of them reach, and the share that was researched.
fn known(entry: &PortfolioEntry<'_>) -> String {
    let total = entry.scores.total();
    if total == 0 {
        return "nothing scored".to_owned();
    }
    if entry.journey.is_target() {
        return "targets".to_owned();
    }
    let researched = entry.scores.at_least(Grade::Qualitative);
    format!("{} {}", entry.scores.typical(), per_cent(researched as f64 / total as f64))
}

/// How many days ago the map was looked through, and the newest of its evidence collected.
fn ages(entry: &PortfolioEntry<'_>) -> String {
    let review = match entry.review {
        Some(review) if entry.is_review_due => format!("{}d (due)", review.age),
        Some(review) => format!("{}d", review.age),
        None => "never".to_owned(),
    };
    match entry.evidence {
        Some(age) => format!("{review}, {}d", age.newest),
        None => review,
    }
}

/// How many journeys each service has, beside how many it usually has.
pub fn services(portfolio: &Portfolio<'_>) -> Table {
    let (least, most) = (SERVICE_JOURNEYS.start(), SERVICE_JOURNEYS.end());
    let title = format!("Journeys of each service; {least} to {most} are usual");
    let mut table = Table::new(title, &["service", "journeys", "others", "beside the usual"]);
    for count in &portfolio.services {
        let beside = match count.is_usual() {
            Some(false) if count.current < *least => "fewer",
            Some(false) => "more",
            Some(true) => "as usual",
            None => "",
        };
        table.row(vec![
            Cell::text(count.service.unwrap_or("no service said")),
            Cell::Count(count.current as i64),
            Cell::count(count.others),
            Cell::text(beside),
        ]);
    }
    table.without_empty_columns()
}

/// What is mapped of the lifecycle for each persona, and what is not.
pub fn personas(portfolio: &Portfolio<'_>) -> Table {
    let headers = ["persona", "journeys", "touchpoints by lifecycle group", "nothing of", "contacts"];
    let mut table = Table::new("What is mapped of the lifecycle for each persona", &headers);
    for persona in &portfolio.personas {
        let name = persona.persona.map_or("nobody", |id| portfolio.workspace.persona_name(id));
        let count = |group: Option<LifecycleGroup>| persona.by_group.of(group).touchpoints;
        let groups = LifecycleGroup::ALL.iter().copied();
        let (there, absent): (Vec<_>, Vec<_>) = groups.partition(|group| count(Some(*group)) > 0);
        let there = there.into_iter().map(|group| format!("{group} {}", count(Some(group))));
        let unsaid = Some(count(None)).filter(|count| *count > 0).map(|count| format!("not said {count}"));
        let absent: Vec<&str> = absent.into_iter().map(LifecycleGroup::as_str).collect();
        let contacts = format!("{} of {}", persona.contacts_mapped(), persona.contacts.len());
        table.row(vec![
            Cell::text(name),
            Cell::Count(persona.journeys as i64),
            Cell::text(there.chain(unsaid).collect::<Vec<_>>().join(", ")),
            Cell::text(absent.join(", ")),
            Cell::text(contacts),
        ]);
    }
    table
}

/// Which of the 23 typical contacts are mapped, and for whom.
pub fn contacts(portfolio: &Portfolio<'_>) -> Table {
    let mapped = portfolio.contacts.iter().filter(|contact| contact.journeys > 0).count();
    let title = format!("Typical contacts of a lifecycle: {mapped} of {} mapped", portfolio.contacts.len());
    let mut table = Table::new(title, &["group", "contact", "journeys", "personas", "mean"]);
    let mut last = None;
    for contact in &portfolio.contacts {
        let group = contact.contact.group();
        let name = if last.replace(group) == Some(group) { "" } else { group.as_str() };
        let personas = contact.personas.iter().take(MOST_PERSONAS);
        let personas: Vec<&str> = personas.map(|id| portfolio.workspace.persona_name(id)).collect();
        let more = match contact.personas.len().saturating_sub(MOST_PERSONAS) {
            0 => String::new(),
            more => format!(" (+{more})"),
        };
        table.row(vec![
            Cell::text(name),
            Cell::text(contact.contact.as_str()),
            Cell::count(contact.journeys),
            Cell::text(format!("{}{more}", personas.join(", "))),
            Cell::score(contact.tally.mean()),
        ]);
    }
    table
}

/// Current journeys beside the desired ones that answer them.
pub fn pairs(portfolio: &Portfolio<'_>) -> Table {
    let headers = ["current", "desired", "mean", "target", "gap", "effort", "then"];
    let mut table = Table::new("Current journeys and the desired ones that answer them", &headers);
    for pair in &portfolio.pairs {
        let (now, then) = (&portfolio.entries[pair.current], &portfolio.entries[pair.desired]);
        table.row(vec![
            Cell::text(now.journey.title.clone()),
            Cell::text(then.journey.title.clone()),
            Cell::score(now.mean()),
            Cell::score(then.mean()),
            Cell::score(pair.gap),
            Cell::Count(i64::from(now.effort)),
            Cell::Count(i64::from(then.effort)),
        ]);
    }
    table
}

/// Where maps and the maps of their parts contradict each other.
pub fn misfits(portfolio: &Portfolio<'_>) -> Table {
    let headers = ["map", "stage", "detail", "what does not fit"];
    let mut table = Table::new("Maps and their parts that contradict each other", &headers);
    for misfit in &portfolio.misfits {
        table.row(vec![
            Cell::text(misfit.upper.journey.as_str()),
            Cell::maybe(misfit.stage.map(|stage| stage.name.as_str())),
            Cell::text(misfit.lower.journey.as_str()),
            Cell::text(misfit_words(misfit)),
        ]);
    }
    table.without_empty_columns()
}

/// What does not fit, in words.
pub fn misfit_words(misfit: &Misfit<'_>) -> String {
    match &misfit.kind {
        MisfitKind::Place(says) => format!("the detail says it is a part of {says}"),
        MisfitKind::Level => "what the detail names as its lifecycle is none".to_owned(),
        MisfitKind::State => "one shows what is, the other what should be".to_owned(),
        MisfitKind::Persona => "they are about other personas".to_owned(),
        MisfitKind::Group(group) => format!("the detail goes through nothing of {group}"),
        MisfitKind::Feeling { persona, stage, detail } => {
            let of = persona.map(|persona| format!(" for {persona}")).unwrap_or_default();
            format!("the stage has a mean of {}{of}, the detail one of {}", signed(*stage), signed(*detail))
        }
    }
}

/// Everything of every journey in one table, for a spreadsheet: a row for each persona whom a map tells apart.
pub fn flat(portfolio: &Portfolio<'_>, by: GroupBy, groups: &[PortfolioGroup<'_>]) -> Table {
    let own = format!("by {}", by.name());
    let headers = [
        own.as_str(),
        "journey",
        "title",
        "file",
        "persona",
        "persona name",
        "service",
        "group",
        "level",
        "state",
        "kind",
        "maturity",
        "owner",
        "touchpoints",
        "scores",
        "mean",
        "worst",
        "at its worst",
        "area below neutral",
        "effort points",
        "open gaps",
        "researched",
        "customers",
        "review age in days",
        "review due",
        "newest evidence in days",
        "oldest evidence in days",
        "volume in a year",
        "strategic weight",
        "person-months",
        "priority",
        "missing for a priority",
    ];
    let mut table = Table::new("Journeys", &headers);
    for group in groups {
        for line in &group.lines {
            let name = group_name(portfolio.workspace, group.key);
            table.row(flat_row(portfolio, name, *line));
        }
    }
    table
}

fn flat_row(portfolio: &Portfolio<'_>, group: String, line: PortfolioLine) -> Vec<Cell> {
    let (entry, feeling) = of(portfolio, line);
    let (journey, workspace) = (entry.journey, portfolio.workspace);
    let personas: Vec<&str> = match feeling.persona {
        Some(persona) => vec![persona],
        None => journey.personas().iter().map(|id| id.as_str()).collect(),
    };
    let names: Vec<&str> = personas.iter().map(|id| workspace.persona_name(id)).collect();
    let summary = feeling.summary;
    let days = |age: Option<i64>| age.map_or(Cell::Empty, Cell::Count);
    let priority = entry.priority.as_ref().ok();
    let number = |number: Option<f64>| {
        number.map_or(Cell::Empty, |number| Cell::text(super::round(number).to_string()))
    };
    let missing = entry.priority.as_ref().err().map(|missing| missing_words(missing));
    let researched = entry.scores.at_least(Grade::Qualitative) as f64;
    let total = entry.scores.total();
    vec![
        Cell::text(group),
        Cell::text(journey.journey.as_str()),
        Cell::text(journey.title.clone()),
        Cell::text(workspace.path_from_root(&workspace.files[entry.file])),
        Cell::text(personas.join(", ")),
        Cell::text(names.join(", ")),
        Cell::maybe(journey.service.as_deref()),
        Cell::text(place_name(entry.place)),
        Cell::maybe(journey.level.map(|level| level.as_str())),
        Cell::text(journey.state().as_str()),
        Cell::maybe(journey.kind.map(|kind| kind.as_str())),
        Cell::maybe(journey.maturity.map(Maturity::as_str)),
        Cell::maybe(journey.owner.as_deref()),
        Cell::Count(journey.touchpoints().count() as i64),
        Cell::Count(summary.map_or(0, |summary| summary.n) as i64),
        Cell::score(summary.map(|summary| summary.mean)),
        Cell::score(summary.map(|summary| summary.worst)),
        Cell::maybe(feeling.worst.map(|at| at.touchpoint.name.as_str())),
        number(summary.map(|summary| summary.area_below)),
        Cell::Count(i64::from(entry.effort)),
        entry.open_gaps.map_or(Cell::Empty, |gaps| Cell::Count(gaps as i64)),
        if total > 0 { Cell::Share(researched / total as f64) } else { Cell::Empty },
        Cell::Count(i64::from(entry.customers)),
        days(entry.review.map(|review| review.age)),
        Cell::text(if entry.is_review_due { "yes" } else { "no" }),
        days(entry.evidence.map(|age| age.newest)),
        days(entry.evidence.map(|age| age.oldest)),
        number(volume_a_year(journey)),
        number(journey.strategic_weight.map(|weight| weight.get())),
        number(effort_of_opportunities(journey)),
        number(priority.map(|priority| priority.score)),
        Cell::maybe(missing.as_deref()),
    ]
}

/// What is missing for a priority, in words.
fn missing_words(missing: &[Withheld]) -> String {
    missing.iter().map(|missing| missing.name()).collect::<Vec<_>>().join(", ")
}

fn of<'p, 'w>(
    portfolio: &'p Portfolio<'w>,
    line: PortfolioLine,
) -> (&'p PortfolioEntry<'w>, &'p PersonaFeeling<'w>) {
    let entry = &portfolio.entries[line.entry];
    (entry, &entry.feelings[line.feeling])
}
