//! The gap report: what a journey costs the customer, what is missing, and what the desired one changes.

mod analyst;
mod executive;
mod json;
pub(super) mod words;

pub use analyst::{Beside, MapVersion, Since, analyst};
pub use executive::{Chart, MOST_WORDS, executive};
pub use json::gap_report_schema;
use words::{change_words, effort_parts, name, signed_count, size, whose};

use crate::measure::{Action, Gap, GapKind, GapSize, Gaps, Side, coverage, prevention};
use crate::model::{Grade, Valence};
use crate::reporters::{escape, plural};
use crate::tables::{Cell, Table, Terminal, signed};
use crate::workspace::{ChangedConvention, Conventions};

/// A gap report, to be written in one of three ways.
pub struct GapReport<'g, 'j> {
    gaps: &'g Gaps<'j>,
    limit: Option<usize>,
    /// What was computed otherwise than usual.
    settings: Vec<ChangedConvention>,
}

impl<'g, 'j> GapReport<'g, 'j> {
    /// A report of at most `limit` gaps (all, when `None`); what is left out is counted.
    pub fn new(gaps: &'g Gaps<'j>, conventions: &Conventions, limit: Option<usize>) -> Self {
        Self { gaps, limit, settings: conventions.changed() }
    }

    /// All gaps as a table for spreadsheets.
    pub fn csv(&self) -> String {
        let headers = [
            "type",
            "kind",
            "touchpoint",
            "where",
            "size",
            "value",
            "evidence",
            "persona",
            "action",
            "owner",
            "due",
            "accepted",
        ];
        let mut table = Table::new("", &headers);
        for gap in self.shown() {
            let closing = self.gaps.closing(gap);
            table.row(vec![
                Cell::text(gap.kind.gap_type().code()),
                Cell::text(gap.kind.name()),
                Cell::maybe(gap.at.map(|at| at.touchpoint.id())),
                Cell::text(words::place(gap)),
                Cell::text(size(gap, &self.gaps.current)),
                Cell::Number(gap.size.value()),
                Cell::text(gap.grade.as_str()),
                Cell::maybe(gap.persona),
                Cell::maybe(closing.action.map(Action::statement)),
                Cell::maybe(closing.owner),
                Cell::maybe(closing.due.map(|due| due.to_string()).as_deref()),
                Cell::maybe(closing.accepted),
            ]);
        }
        table.csv()
    }

    /// The report for a terminal.
    pub fn terminal(&self, terminal: Terminal) -> String {
        let mut text = format!("{}\n\n", escape::terminal(&self.title()));
        for sentence in self.verdict() {
            for line in crate::tables::wrap(&escape::terminal(&sentence), terminal.width) {
                text.push_str(&line);
                text.push('\n');
            }
        }
        for table in self.tables() {
            text.push_str(&format!("\n{}", table.terminal(terminal)));
        }
        if let Some(note) = self.left_out() {
            text.push_str(&format!("{note}\n"));
        }
        text
    }

    /// The report as Markdown.
    pub fn markdown(&self) -> String {
        let mut text = format!("# {}\n\n", escape::markdown(&self.title()));
        for sentence in self.verdict() {
            text.push_str(&format!("{}\n", escape::markdown(&sentence)));
        }
        for table in self.tables() {
            text.push_str(&format!("\n{}", table.markdown()));
        }
        if let Some(note) = self.left_out() {
            text.push_str(&format!("\n{note}\n"));
        }
        text
    }

    fn title(&self) -> String {
        let current = &self.gaps.current.journey.title;
        match &self.gaps.desired {
            Some(desired) => format!("Gaps: {current} → {}", desired.journey.title),
            None => format!("Gaps: {current}"),
        }
    }

    /// The report in a few sentences: the curve, what it hides, what changes, how sure we are.
    fn verdict(&self) -> Vec<String> {
        let mut said = vec![self.curve_sentence()];
        said.extend(self.personas_sentence());
        said.push(self.cost_sentence());
        said.extend(self.moments_sentence());
        said.extend(self.desired_sentence());
        said.push(self.evidence_sentence());
        said.extend(self.settings_sentence());
        said
    }

    fn curve_sentence(&self) -> String {
        let side = &self.gaps.current;
        let Some(summary) = side.series().summary() else {
            return "No touchpoint is scored, so there is no curve.".to_owned();
        };
        let feel = match summary.mean {
            mean if mean > -0.05 => "looks fine by its curve",
            _ => "is felt as bad",
        };
        format!(
            "Today's journey {feel}: mean {}, {} above neutral and {} below, end {}.",
            signed(summary.mean),
            summary.positive,
            summary.negative,
            signed(summary.end),
        )
    }

    /// Whose numbers these are, and the means of the others.
    fn personas_sentence(&self) -> Option<String> {
        let all = &self.gaps.current.all;
        if all.len() < 2 {
            return None;
        }
        let means = all.iter().filter_map(|one| Some((one.persona?, one.summary()?.mean)));
        let means: Vec<_> = means.map(|(persona, mean)| format!("{persona} {}", signed(mean))).collect();
        let first = all[0].persona.unwrap_or_default();
        Some(format!("These are the numbers of {first}; the mean by persona: {}.", means.join(", ")))
    }

    fn cost_sentence(&self) -> String {
        let side = &self.gaps.current;
        let points = side.effort.points();
        let fine = side.mean().is_some_and(|mean| mean > -0.05);
        let found = prevention(side.journey);
        let contacts = match crate::tables::views::preventable(side.journey) {
            None => "no contact by the customer".to_owned(),
            Some(share) => {
                format!("{} by the customer, preventable {share}", plural(found.contacts, "contact"))
            }
        };
        let but = if fine && (points > 0 || !found.preventable.is_empty()) { "But it" } else { "It" };
        let parts = effort_parts(side);
        let parts = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) };
        format!(
            "{but} costs the customer {}{parts}, and {contacts}.",
            plural(points as usize, "effort point")
        )
    }

    fn moments_sentence(&self) -> Option<String> {
        let journey = self.gaps.current.journey;
        let total = coverage(journey).1.total();
        let unanswered = self.count(GapKind::Unanswered);
        let negative = self.gaps.gaps.iter().filter(|gap| {
            gap.kind == GapKind::Unanswered && matches!(gap.size, GapSize::Moment(_, Valence::Negative))
        });
        let negative = negative.count();
        match (total, unanswered) {
            (0, _) => Some("No moment of truth is marked.".to_owned()),
            (_, 0) => None,
            (total, open) => Some(format!(
                "{open} of {} {} no response, {negative} of them negative.",
                plural(total, "moment") + " of truth",
                if open == 1 { "has" } else { "have" },
            )),
        }
    }

    fn desired_sentence(&self) -> Option<String> {
        let desired = self.gaps.desired.as_ref()?;
        let alignment = self.gaps.alignment.as_ref()?;
        let mean = desired.mean().map_or("no scores".to_owned(), |mean| format!("mean {}", signed(mean)));
        let gap = self.gaps.journey_gap().map_or(String::new(), |gap| format!(" (gap {})", signed(gap)));
        let contacts = match desired.effort.contacts {
            0 => "no contact by the customer".to_owned(),
            some => format!("{} by the customer", plural(some, "contact")),
        };
        Some(format!(
            "The desired journey: {mean}{gap}, {}, {contacts}; {} paired, {} removed, {} added.",
            plural(desired.effort.points() as usize, "effort point"),
            plural(alignment.pairs.len(), "touchpoint"),
            alignment.removed.len(),
            alignment.added.len(),
        ))
    }

    fn evidence_sentence(&self) -> String {
        let journey = self.gaps.current.journey;
        let (scores, _) = coverage(journey);
        let total = scores.total();
        let line = crate::tables::views::evidence_line(journey);
        let used = crate::measure::evidence_of_scores(journey);
        let customers: u32 = used.iter().filter_map(|evidence| evidence.n).sum();
        let n = if customers > 0 { format!("; n = {customers}") } else { String::new() };
        let caution = match scores.at_least(Grade::Qualitative) {
            _ if total == 0 => " Nothing is scored.",
            0 => " Nothing here has been researched: good for questions, not for targets.",
            some if some < total => " What is not researched is good for questions, not for targets.",
            _ => "",
        };
        if total == 0 {
            format!("Evidence:{caution}")
        } else {
            format!("Evidence of the scores: {line}{n}.{caution}")
        }
    }

    fn settings_sentence(&self) -> Option<String> {
        let one = |one: &ChangedConvention| format!("{} {} (usually {})", one.key, one.value, one.usual);
        let said: Vec<_> = self.settings.iter().map(one).collect();
        (!said.is_empty()).then(|| format!("Computed with {}.", said.join(", ")))
    }

    fn count(&self, kind: GapKind) -> usize {
        self.gaps.gaps.iter().filter(|gap| gap.kind == kind).count()
    }

    fn shown(&self) -> &[Gap<'j>] {
        let all = &self.gaps.gaps;
        &all[..self.limit.unwrap_or(all.len()).min(all.len())]
    }

    fn left_out(&self) -> Option<String> {
        let more = self.gaps.gaps.len() - self.shown().len();
        (more > 0).then(|| format!("{} more; `--limit 0` shows all", plural(more, "gap")))
    }

    fn tables(&self) -> Vec<Table> {
        let mut tables = vec![at_a_glance(self.gaps), self.gap_table()];
        tables.extend(alignment_table(self.gaps));
        tables
    }

    fn gap_table(&self) -> Table {
        let headers = ["#", "type", "gap", "where", "size", "evidence", "owner"];
        let mut table = Table::new("Gaps, worst first", &headers);
        for (index, gap) in self.shown().iter().enumerate() {
            table.row(vec![
                Cell::Count(index as i64 + 1),
                Cell::text(gap.kind.gap_type().code()),
                Cell::text(gap.kind.name()),
                Cell::text(whose(gap)),
                Cell::text(size(gap, &self.gaps.current)),
                Cell::text(gap.grade.as_str()),
                Cell::text(match self.gaps.is_accepted(gap) {
                    true => "accepted",
                    false => gap.owner.unwrap_or("nobody"),
                }),
            ]);
        }
        table
    }
}

/// The measures of both journeys beside each other.
fn at_a_glance(gaps: &Gaps<'_>) -> Table {
    let current = &gaps.current;
    let desired = gaps.desired.as_ref();
    let mut table = Table::new("At a glance", &["measure", "current", "desired", "change"]);
    let mut row = |name: &str, cell: &dyn Fn(&Side<'_>) -> Cell| {
        let (now, then) = (cell(current), desired.map_or(Cell::Empty, cell));
        let change = match (&now, &then) {
            (Cell::Score(a), Cell::Score(b)) => Cell::Score(b - a),
            (Cell::Count(a), Cell::Count(b)) => Cell::text(signed_count(b - a)),
            _ => Cell::Empty,
        };
        table.row(vec![Cell::text(name), now, then, change]);
    };
    let summary = |side: &Side<'_>| side.series().summary();
    row("touchpoints", &|side| Cell::Count(side.series().points.len() as i64));
    row("mean emotion, −1..1", &|side| Cell::score(side.mean()));
    row("worst", &|side| Cell::score(summary(side).map(|summary| summary.worst)));
    row("end", &|side| Cell::score(summary(side).map(|summary| summary.end)));
    row("peak–end", &|side| Cell::score(side.series().peak().map(|peak| peak.peak_end)));
    row("above neutral", &|side| Cell::Count(summary(side).map_or(0, |summary| summary.positive) as i64));
    row("below neutral", &|side| Cell::Count(summary(side).map_or(0, |summary| summary.negative) as i64));
    row("effort points", &|side| Cell::Count(i64::from(side.effort.points())));
    row("live wait", &|side| Cell::Duration(side.effort.live_wait));
    row("wait for answers", &|side| Cell::Duration(side.effort.async_wait));
    row("hand-offs", &|side| Cell::Count(i64::from(side.effort.handoffs)));
    row("forced channel switches", &|side| Cell::Count(side.effort.forced_switches as i64));
    row("context kept", &|side| {
        crate::tables::views::context_kept(&side.effort).map_or(Cell::Empty, Cell::text)
    });
    row("contacts by the customer", &|side| Cell::Count(side.effort.contacts as i64));
    row("of these preventable", &|side| {
        crate::tables::views::preventable(side.journey).map_or(Cell::Empty, Cell::text)
    });
    table.rows.retain(|row| row[1] != Cell::Empty || row[2] != Cell::Empty);
    table.without_empty_columns()
}

/// What becomes of each touchpoint on the way to the desired journey.
fn alignment_table(gaps: &Gaps<'_>) -> Option<Table> {
    let alignment = gaps.alignment.as_ref()?;
    let mut table = Table::new("Touchpoints side by side", &["change", "today", "desired", "gap"]);
    for pair in &alignment.pairs {
        table.row(vec![
            Cell::text(change_words(pair)),
            Cell::text(name(pair.current)),
            Cell::text(name(pair.desired)),
            Cell::score(pair.gap()),
        ]);
    }
    for at in &alignment.removed {
        table.row(vec![Cell::text("removed"), Cell::text(name(*at)), Cell::Empty, Cell::Empty]);
    }
    for at in &alignment.added {
        let word = if at.touchpoint.proactive { "added, proactive" } else { "added" };
        table.row(vec![Cell::text(word), Cell::Empty, Cell::text(name(*at)), Cell::Empty]);
    }
    Some(table)
}
