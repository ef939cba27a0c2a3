//! What a change of maps did to the customer, for people, pull requests and programs.

mod json;
mod words;

pub use json::diff_report_schema;

use self::words::{aspect, cells, files, measured, number};
use super::gap_report::words::{place, size};
use crate::diff::{
    Aspect, Both, Diff, Field, GapChange, GapFate, JourneyDiff, Matched, MatchedBy, Measure,
    TouchpointChange, Values, When,
};
use crate::measure::Gap;
use crate::model::TouchpointRef;
use crate::reporters::{escape, plural};
use crate::tables::{Cell, Table, Terminal, signed, wrap};
use crate::workspace::File;

/// A report on what differs between two versions, to be written in one of three ways.
pub struct DiffReport<'d, 'w> {
    diff: &'d Diff<'w>,
    /// What the two versions are called.
    versions: [String; 2],
}

/// A part of the report under one heading.
struct Section {
    title: String,
    sentences: Vec<String>,
    tables: Vec<Table>,
}

impl<'d, 'w> DiffReport<'d, 'w> {
    /// A report on two versions with what they are called, the older one first.
    pub fn new(diff: &'d Diff<'w>, versions: [String; 2]) -> Self {
        Self { diff, versions }
    }

    /// The report for a terminal.
    pub fn terminal(&self, terminal: Terminal) -> String {
        let mut text = format!("{}\n", escape::terminal(&self.title()));
        for sentence in self.summary() {
            write_wrapped(&mut text, &sentence, terminal.width);
        }
        for section in self.sections() {
            let title = escape::terminal(&section.title).into_owned();
            text.push('\n');
            match terminal.colour {
                true => text.push_str(&format!("\x1b[1m{title}\x1b[0m\n")),
                false => text.push_str(&format!("{title}\n")),
            }
            for sentence in &section.sentences {
                write_wrapped(&mut text, sentence, terminal.width);
            }
            for table in &section.tables {
                text.push_str(&format!("\n{}", table.terminal(terminal)));
            }
        }
        text
    }

    /// The report as Markdown, such as for a pull request.
    pub fn markdown(&self) -> String {
        let mut text = format!("# {}\n\n", escape::markdown(&self.title()));
        for sentence in self.summary() {
            text.push_str(&format!("{}\n", escape::markdown(&sentence)));
        }
        for section in self.sections() {
            text.push_str(&format!("\n## {}\n\n", escape::markdown(&section.title)));
            for sentence in &section.sentences {
                text.push_str(&format!("- {}\n", escape::markdown(sentence)));
            }
            for table in &section.tables {
                // One level below the heading of the section.
                text.push_str(&format!("\n#{}", table.markdown()));
            }
        }
        text
    }

    fn title(&self) -> String {
        let [before, after] = &self.versions;
        format!("What changed for the customer: {before} → {after}")
    }

    /// How much changed, over all files.
    fn summary(&self) -> Vec<String> {
        let diff = self.diff;
        if diff.is_empty() {
            return vec!["Nothing: no journey and no persona says anything else.".to_owned()];
        }
        let counted = [
            (diff.journeys.len(), "journey", "changed"),
            (diff.personas.len(), "persona", "changed"),
            (diff.added.len(), "file", "added"),
            (diff.removed.len(), "file", "removed"),
            (diff.unread.len(), "file", "not compared"),
        ];
        let parts = counted.iter().filter(|(count, ..)| *count > 0);
        let parts: Vec<_> =
            parts.map(|(count, noun, word)| format!("{} {word}", plural(*count, noun))).collect();
        vec![format!("{}.", parts.join(", "))]
    }

    fn sections(&self) -> Vec<Section> {
        let mut sections: Vec<Section> = self.diff.journeys.iter().map(journey_section).collect();
        sections.extend(self.diff.personas.iter().map(|both| {
            let name = both.after.persona().map_or("", |persona| persona.name.as_str());
            Section {
                title: format!("{name} ({})", both.after.source.name()),
                sentences: moved_file(both).into_iter().collect(),
                tables: field_table("The persona", &both.diff).into_iter().collect(),
            }
        }));
        sections.extend(self.file_section());
        sections
    }

    fn file_section(&self) -> Option<Section> {
        let diff = self.diff;
        let mut table = Table::new("Files", &["what", "file", "title"]);
        let mut row = |what: &str, file: &File| {
            let title = file.journey().map(|journey| &journey.title);
            let title = title.or_else(|| file.persona().map(|persona| &persona.name));
            table.row(vec![
                Cell::text(what),
                Cell::text(file.source.name()),
                Cell::maybe(title.map(String::as_str)),
            ]);
        };
        diff.added.iter().for_each(|file| row("added", file));
        diff.removed.iter().for_each(|file| row("removed", file));
        for (file, when) in &diff.unread {
            row(if *when == When::Before { "could not be read before" } else { "cannot be read now" }, file);
        }
        let title = "Files that came, went, or could not be compared".to_owned();
        (!table.rows.is_empty()).then(|| Section { title, sentences: Vec::new(), tables: vec![table] })
    }
}

fn write_wrapped(text: &mut String, sentence: &str, width: usize) {
    for line in wrap(&escape::terminal(sentence), width) {
        text.push_str(&line);
        text.push('\n');
    }
}

fn journey_section(both: &Both<'_, JourneyDiff<'_>>) -> Section {
    let diff = &both.diff;
    let mut sentences: Vec<String> = moved_file(both).into_iter().collect();
    sentences.push(numbers_sentence(diff));
    sentences.extend(targets_sentence(diff));
    sentences.push(touchpoints_sentence(diff));
    sentences.extend(gaps_sentence(diff));
    let tables = [touchpoint_table(diff), gap_table(diff), number_table(diff), metric_table(diff)];
    let mut tables: Vec<Table> = tables.into_iter().flatten().collect();
    tables.extend(field_table("The rest of the map", &diff.details));
    Section { title: format!("{} ({})", diff.after.journey.title, files(both)), sentences, tables }
}

fn moved_file<T>(both: &Both<'_, T>) -> Option<String> {
    let names = [both.before, both.after].map(|file| file.source.name());
    both.is_moved.then(|| format!("The file moved from {} to {}.", names[0], names[1]))
}

/// The numbers that an executive reads, those that changed with both values.
fn numbers_sentence(diff: &JourneyDiff<'_>) -> String {
    let shown = [Measure::Worst, Measure::End, Measure::Effort, Measure::Contacts, Measure::Preventable];
    let is_shown = |measure: &Measure<'_>| matches!(measure, Measure::Mean(_)) || shown.contains(measure);
    let changes = diff.measures.iter().filter(|change| change.is_change() && is_shown(&change.measure));
    let parts = changes.map(|change| {
        let [before, after] = [change.before, change.after].map(|amount| match number(amount) {
            Cell::Empty => "none".to_owned(),
            cell => cell.shown(),
        });
        format!("{} {before} → {after}", change.measure.name())
    });
    let parts: Vec<String> = parts.collect();
    match (parts.as_slice(), diff.after.mean()) {
        ([], Some(mean)) => format!("The numbers stay as they were: mean emotion {}.", signed(mean)),
        ([], None) => "The numbers stay as they were; no touchpoint is scored.".to_owned(),
        (parts, _) => {
            let text = parts.join(", ");
            let mut letters = text.chars();
            let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
            format!("{first}{}.", letters.as_str())
        }
    }
}

/// That scores of a plan are wishes, so that nobody takes a target for a change.
fn targets_sentence(diff: &JourneyDiff<'_>) -> Option<String> {
    let said = match (diff.before.journey.is_target(), diff.after.journey.is_target()) {
        (false, false) => return None,
        (true, true) => "Both versions are a plan: their scores are targets, which nobody has felt.",
        (false, true) => "The newer one is a plan: its scores are targets, which nobody has felt.",
        (true, false) => "The older one is a plan: its scores are targets, which nobody has felt.",
    };
    Some(said.to_owned())
}

fn touchpoints_sentence(diff: &JourneyDiff<'_>) -> String {
    let (by_id, by_likeness) = diff.matched();
    let mut parts = vec![format!("{} in both versions", plural(diff.matches.len(), "touchpoint"))];
    match (by_id, by_likeness) {
        (_, 0) => {}
        (0, _) => parts.push("all found by likeness".to_owned()),
        (by_id, by_likeness) => parts.push(format!("{by_id} found by id and {by_likeness} by likeness")),
    }
    let only_ids = diff.matches.iter().filter(|one| is_only_id(diff, one)).count();
    if only_ids > 0 {
        parts.push(format!("{only_ids} of them with another id and nothing else"));
    }
    let counts = [(diff.added.len(), "added"), (diff.removed.len(), "removed"), (diff.moved(), "moved")];
    parts
        .extend(counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")));
    format!("{}.", parts.join(", "))
}

fn gaps_sentence(diff: &JourneyDiff<'_>) -> Option<String> {
    let fates = [GapFate::Closed, GapFate::Opened, GapFate::Larger, GapFate::Smaller];
    let count = |fate: GapFate| diff.gaps.iter().filter(|gap| gap.fate() == fate).count();
    let parts = fates.iter().map(|fate| (count(*fate), fate.name())).filter(|(count, _)| *count > 0);
    let parts: Vec<_> = parts.map(|(count, word)| format!("{count} {word}")).collect();
    (!parts.is_empty()).then(|| format!("Gaps: {}.", parts.join(", ")))
}

/// Whether a touchpoint is called otherwise in the file and says the same.
fn is_only_id(diff: &JourneyDiff<'_>, one: &Matched<'_>) -> bool {
    let mut own = changes_of(diff, one).peekable();
    own.peek().is_some() && own.all(|change| change.aspect == Aspect::Id)
}

fn changes_of<'d, 'j>(
    diff: &'d JourneyDiff<'j>,
    one: &Matched<'_>,
) -> impl Iterator<Item = &'d TouchpointChange<'j>> {
    let at = (one.before.position, one.after.position);
    diff.changes.iter().filter(move |change| (change.at.before.position, change.at.after.position) == at)
}

/// How many claims have to rest on something else in the same way to be told at once.
const SHARED: usize = 3;

/// What many claims rest on now and rested on before, as when customers were asked: how many, and both.
fn shared_evidence<'d>(diff: &'d JourneyDiff<'_>) -> Vec<(usize, &'d Values)> {
    let mut groups: Vec<(usize, &Values)> = Vec::new();
    for change in diff.changes.iter().filter(|change| change.aspect == Aspect::Evidence) {
        match groups.iter_mut().find(|(_, values)| *values == &change.values) {
            Some((count, _)) => *count += 1,
            None => groups.push((1, &change.values)),
        }
    }
    groups.retain(|(count, _)| *count >= SHARED);
    groups
}

/// What is not the same at the touchpoints, in the order of the newer version; what is gone stands last.
fn touchpoint_table(diff: &JourneyDiff<'_>) -> Option<Table> {
    let mut table = Table::new("Touchpoints", &["touchpoint", "what", "before", "after"]);
    let name = |at: TouchpointRef<'_>| Cell::text(at.touchpoint.name.clone());
    let place = |at: TouchpointRef<'_>| Cell::text(format!("{} ({})", at.position + 1, at.stage.name));
    let shared = shared_evidence(diff);
    let is_shared = |change: &TouchpointChange<'_>| {
        change.aspect == Aspect::Evidence && shared.iter().any(|(_, values)| **values == change.values)
    };
    for (count, values) in &shared {
        let [before, after] = cells(values);
        table.row(vec![Cell::text(plural(*count, "claim")), Cell::text("evidence"), before, after]);
    }
    let mut rows: Vec<(usize, Vec<Vec<Cell>>)> = Vec::new();
    for at in &diff.added {
        rows.push((at.position, vec![vec![name(*at), Cell::text("added"), Cell::Empty, place(*at)]]));
    }
    for one in &diff.matches {
        let mut changes: Vec<_> = changes_of(diff, one).filter(|change| !is_shared(change)).collect();
        if changes.iter().all(|change| change.aspect == Aspect::Id) {
            continue;
        }
        let mut own: Vec<Vec<Cell>> = Vec::new();
        if let MatchedBy::Likeness(likeness) = one.by {
            let what = format!("found by likeness, {}", crate::tables::per_cent(likeness));
            let ids = [one.before, one.after].map(|at| Cell::text(at.touchpoint.id()));
            let names = [one.before, one.after].map(name);
            let [before, after] = if names[0] == names[1] { ids } else { names };
            own.push(vec![Cell::Empty, Cell::text(what), before, after]);
            changes.retain(|change| !matches!(change.aspect, Aspect::Name | Aspect::Id));
        }
        own.extend(changes.into_iter().map(|change| {
            let [before, after] = cells(&change.values);
            vec![Cell::Empty, Cell::text(aspect(change)), before, after]
        }));
        if let Some(first) = own.first_mut() {
            first[0] = name(one.after);
            rows.push((one.after.position, own));
        }
    }
    rows.sort_by_key(|(position, _)| *position);
    rows.into_iter().flat_map(|(_, rows)| rows).for_each(|row| table.row(row));
    for at in &diff.removed {
        table.row(vec![name(*at), Cell::text("removed"), place(*at), Cell::Empty]);
    }
    (!table.rows.is_empty()).then_some(table)
}

fn gap_table(diff: &JourneyDiff<'_>) -> Option<Table> {
    let headers = ["", "gap", "where", "before", "after", "owner"];
    let mut table = Table::new("Gaps", &headers);
    for change in &diff.gaps {
        let Some(gap) = change.gap() else { continue };
        let [before, after] = gap_sizes(diff, change);
        let around = if change.by_others { ": felt as before, beside what changed" } else { "" };
        table.row(vec![
            Cell::text(change.fate().name()),
            Cell::text(gap.kind.name()),
            Cell::text(match gap.persona {
                Some(who) => format!("{} ({who}){around}", place(gap)),
                None => format!("{}{around}", place(gap)),
            }),
            Cell::maybe(before.as_deref()),
            Cell::maybe(after.as_deref()),
            Cell::text(gap.owner.unwrap_or("nobody")),
        ]);
    }
    (!table.rows.is_empty()).then(|| table.without_empty_columns())
}

fn gap_sizes(diff: &JourneyDiff<'_>, change: &GapChange<'_>) -> [Option<String>; 2] {
    let said = |gap: &Option<Gap<'_>>, side| gap.as_ref().map(|gap| size(gap, side));
    [said(&change.before, &diff.before), said(&change.after, &diff.after)]
}

/// The numbers that changed.
fn number_table(diff: &JourneyDiff<'_>) -> Option<Table> {
    let mut table = Table::new("Numbers", &["measure", "before", "after", "change"]);
    for change in &diff.measures {
        if change.is_change() {
            let [before, after] = [change.before, change.after].map(number);
            let difference = words::difference(&before, &after);
            table.row(vec![Cell::text(change.measure.name()), before, after, difference]);
        }
    }
    (!table.rows.is_empty()).then(|| table.without_empty_columns())
}

fn metric_table(diff: &JourneyDiff<'_>) -> Option<Table> {
    let mut table = Table::new("Measured values", &["value", "where", "before", "after", "difference"]);
    for change in &diff.metrics {
        table.row(vec![
            Cell::text(change.name),
            Cell::text(change.at.map_or("the whole journey", |at| at.touchpoint.name.as_str())),
            measured(change.before, change.difference.map(|found| found.before)),
            measured(change.after, change.difference.map(|found| found.after)),
            words::verdict(change),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

fn field_table(title: &str, fields: &[Field]) -> Option<Table> {
    let mut table = Table::new(title, &["key", "before", "after"]);
    for field in fields {
        let [before, after] = cells(&Values::Words(field.before.clone(), field.after.clone()));
        table.row(vec![Cell::text(field.path.clone()), before, after]);
    }
    (!table.rows.is_empty()).then_some(table)
}
