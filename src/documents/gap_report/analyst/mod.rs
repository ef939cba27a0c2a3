//! The report for somebody who wants to see what every number rests on, in a fixed order of sections.

mod appendix;
mod changes;
mod contacts;
mod curve;
mod effort;
mod expectations;
mod gaps;
mod header;
mod moments;
mod numbers;
mod questions;
mod ranking;
mod sensitivity;
mod touchpoints;
mod validated;

use crate::diff::Diff;
use crate::documents::gap_report::telling::Telling;
use crate::documents::words::GapWords;
use crate::documents::{Block, Document, Level, Text};
use crate::draw::locale::{Locale, fill};
use crate::measure::{self, Commitment, CommitmentRules, Gaps, Side, Validation, commitment};
use crate::model::{Channel, Date, Grade, Journey};
use crate::reporters::Checked;
use crate::tables::{Cell, Table};
use crate::workspace::Workspace;

/// What the report tells beside what stands in the map; what is missing is said to be.
#[derive(Default)]
pub struct Beside<'a> {
    /// What a check of the files found.
    pub checked: Option<Checked<'a>>,
    /// Which version of its file each journey is.
    pub versions: Vec<MapVersion>,
    /// What changed since an earlier version.
    pub since: Option<Since<'a>>,
}

/// Which version of its file a journey is.
pub struct MapVersion {
    /// The id of the journey.
    pub journey: String,
    /// The last commit that changed the file, and its day; `None` where git does not know the file.
    pub commit: Option<(String, String)>,
    /// Whether the file has been changed since.
    pub is_changed: bool,
}

/// What changed since an earlier version.
pub struct Since<'a> {
    /// The revision as it was given.
    pub revision: String,
    /// The id of its commit.
    pub commit: String,
    /// What changed.
    pub diff: &'a Diff<'a>,
}

/// The report for an analyst on a day: fifteen sections in the same order for every map. A section for which the
/// map carries nothing says so.
pub fn analyst(workspace: &Workspace, gaps: &Gaps<'_>, today: Date, beside: &Beside<'_>) -> Document {
    let journey = gaps.current.journey;
    let report = Report::new(workspace, gaps, today, beside);
    let mut document = Document {
        title: Text::fill(&report.words.title, &[("title", &journey.title)]),
        about: vec![Text::from(
            report.say("For analysts. Observed, inferred and target are told apart; worst first."),
        )],
        lang: report.lang.to_owned(),
        direction: journey.direction(),
        ..Document::default()
    };
    report.sections(&mut document);
    document
}

/// The report while it is worded; each section has a file of its own.
struct Report<'a, 'j> {
    workspace: &'a Workspace,
    gaps: &'a Gaps<'j>,
    beside: &'a Beside<'a>,
    words: &'static GapWords,
    /// The language of those words.
    lang: &'static str,
    locale: Locale,
    /// What the short report says, too.
    telling: Telling,
    known: Validation<'j>,
    /// The commitment of both journeys, for the leverage of their moments of truth.
    commitment: Vec<Commitment<'j>>,
}

impl<'a, 'j> Report<'a, 'j> {
    fn new(workspace: &'a Workspace, gaps: &'a Gaps<'j>, today: Date, beside: &'a Beside<'a>) -> Self {
        let journey = gaps.current.journey;
        let (lang, words) = GapWords::of(journey.lang.as_ref().map_or("", |lang| lang.as_str()));
        let known = measure::validation(journey, &workspace.conventions, today);
        let rules = CommitmentRules::of(&workspace.conventions);
        let sides = std::iter::once(&gaps.current).chain(&gaps.desired);
        let commitment =
            sides.filter_map(|side| commitment(side.journey, &rules).into_iter().next()).collect();
        Self {
            workspace,
            gaps,
            beside,
            words,
            lang,
            locale: Locale::of(lang),
            telling: Telling::of(journey),
            known,
            commitment,
        }
    }

    fn sections(&self, document: &mut Document) {
        let nothing = "The map carries nothing for this section.";
        let numbered = [
            ("What this is about", self.about(), nothing),
            ("How validated", self.validated(), nothing),
            ("Overview", self.overview(), nothing),
            (
                "Touchpoints side by side",
                self.alignment(),
                "There is no desired journey to put beside this one.",
            ),
            ("Gaps by type", self.gaps_by_type(), nothing),
            ("Moments of truth", self.moments(), "The map marks no moment of truth."),
            ("Valleys, falls and peaks", self.curve(), nothing),
            ("Effort and channels", self.effort(), nothing),
            ("Causes and prevention", self.contacts(), "The map shows no contact by the customer."),
            ("Expectations", self.expectations(), "The map carries no ratings of enough customers."),
            ("Opportunities", self.opportunities(), "The map names no opportunity."),
            ("How far the numbers can be pushed", self.sensitivity(), nothing),
            ("Open questions", self.questions(), "Every place that matters has been researched."),
            ("Changes since the last report", self.changes(), nothing),
            ("How it is computed", self.appendix(), nothing),
        ];
        for (index, (title, blocks, otherwise)) in numbered.into_iter().enumerate() {
            document.heading(Level::Part, format!("{}. {}", index + 1, self.say(title)));
            if blocks.is_empty() {
                document.paragraph(self.say(otherwise));
            }
            document.blocks.extend(blocks);
        }
    }

    fn journey(&self) -> &'j Journey {
        self.gaps.current.journey
    }

    fn sides(&self) -> impl Iterator<Item = &'a Side<'j>> {
        std::iter::once(&self.gaps.current).chain(&self.gaps.desired)
    }

    /// A text of ours in the language of the report.
    fn say<'t>(&self, text: &'t str) -> &'t str {
        self.words.term(text)
    }

    /// A template of ours, filled in.
    fn fill(&self, template: &str, values: &[(&str, &str)]) -> String {
        fill(self.say(template), values)
    }

    /// A template of ours as a paragraph.
    fn line(&self, template: &str, values: &[(&str, &str)]) -> Block {
        Block::Paragraph(Text::fill(self.say(template), values))
    }

    /// Several things in one cell.
    fn list<'t>(&self, items: impl IntoIterator<Item = &'t str>) -> String {
        items.into_iter().collect::<Vec<_>>().join(&self.locale.labels().list_separator)
    }

    /// A table whose heads are ours.
    fn table(&self, headers: &[&str]) -> Table {
        let headers: Vec<_> = headers.iter().map(|header| self.say(header)).collect();
        Table::new("", &headers)
    }

    /// A table whose heads are ours, with what it shows over it.
    fn titled(&self, title: &str, headers: &[&str]) -> Table {
        Table { title: self.say(title).to_owned(), ..self.table(headers) }
    }

    /// Whether a grade was seen, or only inferred.
    fn known_as(&self, grade: Grade) -> &'static str {
        if grade == Grade::Assumption { &self.words.inferred } else { &self.words.observed }
    }

    /// A persona by name, as far as there is one.
    fn persona<'t>(&'t self, id: &'t str) -> &'t str {
        self.workspace.persona(id).map_or(id, |persona| persona.name.as_str())
    }

    fn channel<'t>(&self, channel: Option<&'t Channel>) -> &'t str
    where
        'a: 't,
    {
        match channel {
            Some(channel) => self.locale.channel(channel),
            None => self.words.term("no channel"),
        }
    }

    fn owner<'t>(&self, owner: Option<&'t str>) -> &'t str {
        owner.unwrap_or_else(|| self.words.term("nobody"))
    }

    /// A day, or that there is none.
    fn day(&self, day: Option<Date>) -> Cell {
        Cell::text(day.map_or_else(|| self.say("no date").to_owned(), |day| day.to_string()))
    }
}

/// As much of a commit's id as tells it from the others.
fn short(commit: &str) -> &str {
    commit.get(..8).unwrap_or(commit)
}

/// A table as blocks; nothing when it has no row.
fn filled(table: Table) -> Vec<Block> {
    if table.rows.is_empty() { Vec::new() } else { vec![Block::Table(table.without_empty_columns())] }
}
