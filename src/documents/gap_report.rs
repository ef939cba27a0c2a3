//! The gap report: what a journey costs the customer, what is missing, and what the desired one changes.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::measure::{Change, EffortEvent, Gap, GapKind, GapSize, Gaps, Pair, Side, coverage, prevention};
use crate::model::{Grade, TouchpointRef, Valence};
use crate::reporters::{escape, plural, schema_of_output};
use crate::tables::{Cell, Table, Terminal, per_cent, signed};

/// A gap report, to be written in one of three ways.
pub struct GapReport<'g, 'j> {
    gaps: &'g Gaps<'j>,
    limit: Option<usize>,
}

impl<'g, 'j> GapReport<'g, 'j> {
    /// A report of at most `limit` gaps (all, when `None`); what is left out is counted.
    pub fn new(gaps: &'g Gaps<'j>, limit: Option<usize>) -> Self {
        Self { gaps, limit }
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
        let mut said = vec![self.curve_sentence(), self.cost_sentence()];
        said.extend(self.moments_sentence());
        said.extend(self.desired_sentence());
        said.push(self.evidence_sentence());
        said
    }

    fn curve_sentence(&self) -> String {
        let side = &self.gaps.current;
        let Some(summary) = side.series.summary() else {
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

    fn cost_sentence(&self) -> String {
        let side = &self.gaps.current;
        let points = side.effort.points();
        let fine = side.mean().is_some_and(|mean| mean > -0.05);
        let found = prevention(side.journey);
        let contacts = match found.share() {
            None => "no contact by the customer".to_owned(),
            Some((low, _)) => {
                let unknown = match found.unknown {
                    0 => String::new(),
                    unknown => format!(", {unknown} not said"),
                };
                let (count, preventable) = (plural(found.contacts, "contact"), found.preventable.len());
                format!(
                    "{count} by the customer, {preventable} of them preventable ({}{unknown})",
                    per_cent(low)
                )
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
        let customers: u32 = journey.evidence.values().filter_map(|evidence| evidence.n).sum();
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
        let mut tables = vec![self.at_a_glance(), self.gap_table()];
        tables.extend(self.alignment_table());
        tables
    }

    /// The measures of both journeys beside each other.
    fn at_a_glance(&self) -> Table {
        let current = &self.gaps.current;
        let desired = self.gaps.desired.as_ref();
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
        let summary = |side: &Side<'_>| side.series.summary();
        row("touchpoints", &|side| Cell::Count(side.series.points.len() as i64));
        row("mean emotion, −1..1", &|side| Cell::score(side.mean()));
        row("worst", &|side| Cell::score(summary(side).map(|summary| summary.worst)));
        row("end", &|side| Cell::score(summary(side).map(|summary| summary.end)));
        row("peak–end", &|side| Cell::score(side.series.peak().map(|peak| peak.peak_end)));
        row("above neutral", &|side| Cell::Count(summary(side).map_or(0, |summary| summary.positive) as i64));
        row("below neutral", &|side| Cell::Count(summary(side).map_or(0, |summary| summary.negative) as i64));
        row("effort points", &|side| Cell::Count(i64::from(side.effort.points())));
        row("live wait", &|side| Cell::Duration(side.effort.live_wait));
        row("wait for answers", &|side| Cell::Duration(side.effort.async_wait));
        row("hand-offs", &|side| Cell::Count(i64::from(side.effort.handoffs)));
        row("forced channel switches", &|side| Cell::Count(side.effort.forced_switches as i64));
        row("context kept", &|side| side.effort.context_retention().map_or(Cell::Empty, Cell::Share));
        row("contacts by the customer", &|side| Cell::Count(side.effort.contacts as i64));
        row("of these preventable", &|side| {
            crate::tables::views::preventable(side.journey).map_or(Cell::Empty, Cell::text)
        });
        table.rows.retain(|row| row[1] != Cell::Empty || row[2] != Cell::Empty);
        table.without_empty_columns()
    }

    fn gap_table(&self) -> Table {
        let mut table = Table::new("Gaps, worst first", &["#", "gap", "where", "size", "evidence", "owner"]);
        for (index, gap) in self.shown().iter().enumerate() {
            table.row(vec![
                Cell::Count(index as i64 + 1),
                Cell::text(gap.kind.name()),
                Cell::text(place(gap)),
                Cell::text(size(gap, &self.gaps.current)),
                Cell::text(gap.grade.as_str()),
                Cell::text(gap.owner.unwrap_or("nobody")),
            ]);
        }
        table
    }

    fn alignment_table(&self) -> Option<Table> {
        let alignment = self.gaps.alignment.as_ref()?;
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
}

fn signed_count(change: i64) -> String {
    match change {
        0 => "0".to_owned(),
        more if more > 0 => format!("+{more}"),
        less => format!("−{}", less.abs()),
    }
}

fn name(at: TouchpointRef<'_>) -> String {
    at.touchpoint.name.clone()
}

fn change_words(pair: &Pair<'_>) -> String {
    let words = pair.changes.iter().map(|change| match change {
        Change::ChannelChanged => "channel changed",
        Change::MadeProactive => "made proactive",
        Change::Merged => "merged",
    });
    std::iter::once("paired").chain(words).collect::<Vec<_>>().join(", ")
}

fn place(gap: &Gap<'_>) -> String {
    match (gap.at, gap.desired) {
        (Some(at), Some(desired)) => format!("{} → {}", name(at), name(desired)),
        (Some(at), None) => name(at),
        _ => "the whole journey".to_owned(),
    }
}

fn size(gap: &Gap<'_>, side: &Side<'_>) -> String {
    match gap.size {
        GapSize::Moment(criticality, valence) => format!("{valence}, criticality {criticality} of 3"),
        GapSize::Score(size) => signed(size),
        GapSize::Points(points) => {
            let position = gap.at.map(|at| at.position);
            let items = side.effort.items.iter().filter(|item| Some(item.at.position) == position);
            let words: Vec<_> = items.map(|item| item.event.name()).collect();
            format!("{}: {}", plural(points as usize, "point"), words.join(", "))
        }
        GapSize::Contact => match gap.at.and_then(|at| at.touchpoint.root_cause.as_deref()) {
            Some(cause) => format!("1 contact: {cause}"),
            None => "1 contact, cause unknown".to_owned(),
        },
        GapSize::Phase(phase) => format!("nothing {phase} the contact"),
        GapSize::Unscored(some, all) => format!("{some} of {all} touchpoints not scored"),
        GapSize::Unresearched(some, all) => format!("{some} of {all} scores not researched"),
    }
}

/// What makes up the effort, in the order of its weight: "1 hand-off, 2 live waits (3m48s)".
fn effort_parts(side: &Side<'_>) -> Vec<String> {
    let mut parts: Vec<(u32, EffortEvent, usize)> = Vec::new();
    for item in &side.effort.items {
        match parts.iter_mut().find(|part| part.1 == item.event) {
            Some(part) => {
                part.0 += item.points;
                part.2 += 1;
            }
            None => parts.push((item.points, item.event, 1)),
        }
    }
    parts.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let words = parts.into_iter().map(|(_, event, count)| match event {
        EffortEvent::Handoff => plural(side.effort.handoffs as usize, "hand-off"),
        EffortEvent::LiveWait => format!("{} of {}", plural(count, "live wait"), side.effort.live_wait),
        EffortEvent::AsyncWait => {
            format!(
                "{} of {}",
                if count == 1 {
                    "a wait for an answer".to_owned()
                } else {
                    format!("{count} waits for answers")
                },
                side.effort.async_wait
            )
        }
        EffortEvent::InformationRepeated => match count {
            1 => "information repeated".to_owned(),
            many => format!("information repeated {many} times"),
        },
        EffortEvent::ContextLost => match count {
            1 => "context lost".to_owned(),
            many => format!("context lost {many} times"),
        },
        other => match count {
            1 => format!("a {}", other.name()),
            many => format!(
                "{many} {}",
                match other {
                    EffortEvent::ForcedSwitch => "forced channel switches".to_owned(),
                    other => format!("{}s", other.name()),
                }
            ),
        },
    });
    words.collect()
}

/// A gap report for programs. Fields may be added; the ones here keep their name and meaning.
#[derive(Serialize, JsonSchema)]
struct Report<'j> {
    /// The version of this format.
    format: &'static str,
    /// The report in a few sentences.
    verdict: Vec<String>,
    /// The current journey.
    current: Measures<'j>,
    /// The desired journey.
    #[serde(skip_serializing_if = "Option::is_none")]
    desired: Option<Measures<'j>>,
    /// Mean emotion desired − mean emotion current, -2 to 2.
    #[serde(skip_serializing_if = "Option::is_none")]
    journey_gap: Option<f64>,
    /// The gaps, worst first.
    gaps: Vec<GapItem<'j>>,
    /// How the touchpoints of the two journeys fit together.
    #[serde(skip_serializing_if = "Option::is_none")]
    alignment: Option<AlignmentItem<'j>>,
}

/// The measures of one journey; emotion from -1 to 1, durations in seconds, shares from 0 to 1.
#[derive(Serialize, JsonSchema)]
struct Measures<'j> {
    journey: &'j str,
    title: &'j str,
    touchpoints: usize,
    scored: usize,
    mean: Option<f64>,
    worst: Option<f64>,
    best: Option<f64>,
    end: Option<f64>,
    peak_end: Option<f64>,
    slope: Option<f64>,
    above_neutral: usize,
    below_neutral: usize,
    effort_points: u32,
    live_wait: u64,
    async_wait: u64,
    handoffs: u32,
    forced_switches: usize,
    context_retention: Option<f64>,
    contacts: usize,
    preventable_contacts: usize,
    preventable_unknown: usize,
    /// Scores by grade, weakest first.
    scores_by_grade: [usize; 5],
    /// Moments of truth by grade, weakest first.
    moments_by_grade: [usize; 5],
}

/// One gap.
#[derive(Serialize, JsonSchema)]
struct GapItem<'j> {
    kind: &'static str,
    /// The touchpoint of the current journey; absent for the journey as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    touchpoint: Option<&'j str>,
    /// The touchpoint of the desired journey that closes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    desired: Option<&'j str>,
    /// The place in words.
    place: String,
    /// The size in words.
    size: String,
    /// The size as a number, in the unit of its kind: score units, effort points, contacts, criticality,
    /// or a count of touchpoints or scores.
    value: f64,
    evidence: &'static str,
    /// Who is responsible; `null` for nobody.
    owner: Option<&'j str>,
}

/// Touchpoints of both journeys by their ids.
#[derive(Serialize, JsonSchema)]
struct AlignmentItem<'j> {
    pairs: Vec<PairItem<'j>>,
    removed: Vec<&'j str>,
    added: Vec<&'j str>,
}

/// A current touchpoint and the one that takes its place.
#[derive(Serialize, JsonSchema)]
struct PairItem<'j> {
    current: &'j str,
    desired: &'j str,
    /// v_desired − v_current, -2 to 2.
    gap: Option<f64>,
    channel_changed: bool,
    made_proactive: bool,
    merged: bool,
}

impl GapReport<'_, '_> {
    /// The report as one JSON document.
    pub fn json(&self) -> String {
        let gaps = self.gaps;
        let report = Report {
            format: "masa-gaps-v1",
            verdict: self.verdict(),
            current: measures(&gaps.current),
            desired: gaps.desired.as_ref().map(measures),
            journey_gap: gaps.journey_gap().map(round),
            gaps: self.shown().iter().map(|gap| gap_item(gap, &gaps.current)).collect(),
            alignment: gaps.alignment.as_ref().map(|alignment| AlignmentItem {
                pairs: alignment.pairs.iter().map(pair_item).collect(),
                removed: alignment.removed.iter().map(|at| at.touchpoint.id()).collect(),
                added: alignment.added.iter().map(|at| at.touchpoint.id()).collect(),
            }),
        };
        let text = serde_json::to_string_pretty(&report).unwrap_or_default();
        escape::json(&format!("{text}\n"))
    }
}

/// The JSON Schema of that document.
pub fn gap_report_schema() -> Value {
    schema_of_output::<Report<'_>>()
}

fn measures<'j>(side: &Side<'j>) -> Measures<'j> {
    let summary = side.series.summary();
    let of = |field: fn(&crate::measure::Summary) -> f64| summary.as_ref().map(field).map(round);
    let found = prevention(side.journey);
    let (scores, moments) = coverage(side.journey);
    Measures {
        journey: side.journey.journey.as_str(),
        title: &side.journey.title,
        touchpoints: side.series.points.len(),
        scored: summary.map_or(0, |summary| summary.n),
        mean: of(|summary| summary.mean),
        worst: of(|summary| summary.worst),
        best: of(|summary| summary.best),
        end: of(|summary| summary.end),
        peak_end: side.series.peak().map(|peak| round(peak.peak_end)),
        slope: of(|summary| summary.slope),
        above_neutral: summary.map_or(0, |summary| summary.positive),
        below_neutral: summary.map_or(0, |summary| summary.negative),
        effort_points: side.effort.points(),
        live_wait: side.effort.live_wait.seconds(),
        async_wait: side.effort.async_wait.seconds(),
        handoffs: side.effort.handoffs,
        forced_switches: side.effort.forced_switches,
        context_retention: side.effort.context_retention().map(round),
        contacts: found.contacts,
        preventable_contacts: found.preventable.len(),
        preventable_unknown: found.unknown,
        scores_by_grade: scores.by_grade,
        moments_by_grade: moments.by_grade,
    }
}

fn gap_item<'j>(gap: &Gap<'j>, side: &Side<'_>) -> GapItem<'j> {
    GapItem {
        kind: gap.kind.name(),
        touchpoint: gap.at.map(|at| at.touchpoint.id()),
        desired: gap.desired.map(|at| at.touchpoint.id()),
        place: place(gap),
        size: size(gap, side),
        value: match gap.size {
            GapSize::Moment(criticality, _) => f64::from(criticality),
            GapSize::Score(size) => round(size),
            GapSize::Points(points) => f64::from(points),
            GapSize::Contact | GapSize::Phase(_) => 1.0,
            GapSize::Unscored(some, _) | GapSize::Unresearched(some, _) => some as f64,
        },
        evidence: gap.grade.as_str(),
        owner: gap.owner,
    }
}

fn pair_item<'j>(pair: &Pair<'j>) -> PairItem<'j> {
    PairItem {
        current: pair.current.touchpoint.id(),
        desired: pair.desired.touchpoint.id(),
        gap: pair.gap().map(round),
        channel_changed: pair.changes.contains(&Change::ChannelChanged),
        made_proactive: pair.changes.contains(&Change::MadeProactive),
        merged: pair.changes.contains(&Change::Merged),
    }
}

/// Six decimals, and no negative zero.
fn round(v: f64) -> f64 {
    (v * 1e6).round() / 1e6 + 0.0
}
