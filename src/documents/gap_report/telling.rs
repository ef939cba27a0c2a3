//! The short gap report in a language: its sentences, places, sizes and tables.

use crate::documents::Text;
use crate::documents::words::{GapSummaryWords, Speech};
use crate::draw::locale::{Locale, fill};
use crate::measure::{
    Change, DeliveryFault, Effort, EffortEvent, Gap, GapKind, GapSize, Gaps, Pair, Side, coverage,
    evidence_of_scores, prevention,
};
use crate::model::{Context, Direction, Duration, Grade, Journey, Kept, Status, TouchpointRef, Valence};
use crate::tables::{Cell, Table, per_cent, signed};
use crate::workspace::ChangedConvention;

/// A language to tell gaps in.
#[derive(Clone, Copy)]
pub(super) struct Telling {
    locale: Locale,
    words: &'static GapSummaryWords,
    /// Which way its lines run.
    pub direction: Direction,
}

impl Telling {
    /// The language of a journey, or English.
    pub fn of(journey: &Journey) -> Self {
        let (speech, words, direction) = Speech::about(journey, |words| &words.gap_summary);
        Self { locale: speech.locale, words, direction }
    }

    /// English, which programs get.
    pub fn in_english() -> Self {
        let (speech, words) = Speech::of_tag("en").with(|words| &words.gap_summary);
        Self { locale: speech.locale, words, direction: Direction::Ltr }
    }

    pub fn title(&self, gaps: &Gaps<'_>) -> Text {
        let current = gaps.current.journey.title.as_str();
        match &gaps.desired {
            Some(desired) => {
                let values = [("current", current), ("desired", desired.journey.title.as_str())];
                Text::fill(&self.words.title_beside, &values)
            }
            None => Text::fill(&self.words.title, &[("title", current)]),
        }
    }

    /// The report in a few sentences: the curve, what it hides, what changes, how sure we are.
    pub fn verdict(&self, gaps: &Gaps<'_>, settings: &[ChangedConvention]) -> Vec<Text> {
        let mut said = vec![self.curve(&gaps.current)];
        said.extend(self.personas(&gaps.current));
        said.push(self.cost(&gaps.current));
        said.extend(self.moments(gaps));
        said.extend(self.desired(gaps));
        said.push(self.evidence(gaps.current.journey));
        said.extend(self.settings(settings));
        said
    }

    fn curve(&self, side: &Side<'_>) -> Text {
        let Some(summary) = side.series().summary() else { return Text::from(&self.words.unscored) };
        let template = if looks_fine(summary.mean) { &self.words.fine } else { &self.words.bad };
        let values = [
            ("mean", signed(summary.mean)),
            ("above", summary.positive.to_string()),
            ("below", summary.negative.to_string()),
            ("end", signed(summary.end)),
        ];
        Text::filled(template, &values)
    }

    /// Whose numbers these are, and the means of the others.
    fn personas(&self, side: &Side<'_>) -> Option<Text> {
        if side.all.len() < 2 {
            return None;
        }
        let means = side.all.iter().filter_map(|one| Some((one.persona?, one.summary()?.mean)));
        let means: Vec<Text> =
            means.map(|(persona, mean)| Text::from(persona).and(" ").and(Text::from(signed(mean)))).collect();
        let first = Text::from(side.all[0].persona.unwrap_or_default());
        Some(Text::compose(&self.words.personas, &[("persona", first), ("means", listed(means))]))
    }

    fn cost(&self, side: &Side<'_>) -> Text {
        let points = side.effort.points();
        let fine = side.mean().is_some_and(looks_fine);
        let found = prevention(side.journey);
        let contacts = match self.preventable(side.journey) {
            None => self.words.no_contact.clone(),
            Some(share) => {
                let contacts = self.locale.count(&self.words.contacts, found.contacts);
                fill(&self.words.with_preventable, &[("contacts", &contacts), ("share", &share)])
            }
        };
        let but = fine && (points > 0 || !found.preventable.is_empty());
        let template = if but { &self.words.but_costs } else { &self.words.costs };
        let mut effort = self.points(points);
        let parts = self.effort_parts(side);
        if !parts.is_empty() {
            effort = fill(&self.words.with_parts, &[("points", &effort), ("parts", &parts.join(", "))]);
        }
        Text::filled(template, &[("effort", effort), ("contacts", contacts)])
    }

    fn points(&self, points: u32) -> String {
        self.locale.count(&self.locale.labels().effort_points, points as usize)
    }

    fn moments(&self, gaps: &Gaps<'_>) -> Option<Text> {
        let total = coverage(gaps.current.journey).1.total();
        let open = gaps.gaps.iter().filter(|gap| gap.kind == GapKind::Unanswered);
        let is_negative = |gap: &&Gap<'_>| matches!(gap.size, GapSize::Moment(_, Valence::Negative));
        let (open, negative) = (open.clone().count(), open.filter(is_negative).count());
        match (total, open) {
            (0, _) => Some(Text::from(&self.words.no_moments)),
            (_, 0) => None,
            (total, open) => {
                let values = [
                    ("open", open.to_string()),
                    ("moments", self.locale.count(&self.locale.labels().moments, total)),
                    ("negative", negative.to_string()),
                ];
                Some(Text::filled(self.locale.form(&self.words.unanswered, open), &values))
            }
        }
    }

    fn desired(&self, gaps: &Gaps<'_>) -> Option<Text> {
        let (desired, alignment) = (gaps.desired.as_ref()?, gaps.alignment.as_ref()?);
        let mean = desired.mean().map(|mean| Text::filled(&self.words.mean, &[("mean", signed(mean))]));
        let gap = gaps.journey_gap().map(|gap| Text::filled(&self.words.gap, &[("gap", signed(gap))]));
        let contacts = match desired.effort.contacts {
            0 => self.words.no_contact.clone(),
            some => self.locale.count(&self.words.contacts, some),
        };
        let paired = self.locale.count(&self.locale.labels().touchpoints, alignment.pairs.len());
        let values = [
            ("mean", mean.unwrap_or_else(|| Text::from(&self.words.no_scores))),
            ("gap", gap.unwrap_or_default()),
            ("points", Text::from(self.points(desired.effort.points()))),
            ("contacts", Text::from(contacts)),
            ("paired", Text::from(paired)),
            ("removed", Text::from(alignment.removed.len().to_string())),
            ("added", Text::from(alignment.added.len().to_string())),
        ];
        Some(Text::compose(&self.words.desired, &values))
    }

    fn evidence(&self, journey: &Journey) -> Text {
        let (scores, _) = coverage(journey);
        let total = scores.total();
        if total == 0 {
            return Text::from(&self.words.rests_on_nothing);
        }
        let customers: u32 = evidence_of_scores(journey).iter().filter_map(|evidence| evidence.n).sum();
        let n = (customers > 0).then(|| fill(&self.words.customers, &[("n", &customers.to_string())]));
        let caution = match scores.at_least(Grade::Qualitative) {
            0 => self.words.nothing_researched.as_str(),
            some if some < total => &self.words.partly_researched,
            _ => "",
        };
        let grades = Grade::ALL.iter().rev().zip(scores.by_grade.iter().rev());
        let grades = grades.filter(|(_, count)| **count > 0).map(|(grade, count)| {
            let values =
                [("count", count.to_string()), ("total", total.to_string()), ("grade", self.grade(*grade))];
            Text::filled(&self.words.grade_of, &values)
        });
        let values = [
            ("grades", listed(grades.collect())),
            ("n", Text::from(n.unwrap_or_default())),
            ("caution", Text::from(caution)),
        ];
        Text::compose(&self.words.rests_on, &values)
    }

    fn settings(&self, settings: &[ChangedConvention]) -> Option<Text> {
        let one = |one: &ChangedConvention| {
            let values =
                [("key", one.key.clone()), ("value", one.value.clone()), ("usual", one.usual.clone())];
            Text::filled(&self.words.setting, &values)
        };
        let list = listed(settings.iter().map(one).collect());
        (!settings.is_empty()).then(|| Text::compose(&self.words.computed, &[("list", list)]))
    }

    /// That there are more gaps than are listed.
    pub fn more(&self, more: usize) -> String {
        self.locale.count(&self.words.more, more)
    }

    fn grade(&self, grade: Grade) -> String {
        self.words.grades.get(grade.as_str()).map_or(grade.as_str(), String::as_str).to_owned()
    }

    /// The share of preventable contacts in words, with its bounds when some are unknown.
    fn preventable(&self, journey: &Journey) -> Option<String> {
        let found = prevention(journey);
        let (low, high) = found.share()?;
        let (some, all) = (found.preventable.len().to_string(), found.contacts.to_string());
        let (low, high, unknown) = (per_cent(low), per_cent(high), found.unknown.to_string());
        let values = [
            ("some", some.as_str()),
            ("all", &all),
            ("share", &low),
            ("low", &low),
            ("high", &high),
            ("unknown", &unknown),
        ];
        Some(fill(if found.unknown == 0 { &self.words.share } else { &self.words.share_between }, &values))
    }

    /// The share of channel changes in which the context was kept, of those of which it is said.
    fn kept(&self, effort: &Effort<'_>) -> Cell {
        let Some(share) = effort.context_retention() else { return Cell::Empty };
        let (some, all) = (effort.context_kept.to_string(), effort.switches.to_string());
        let values = [("some", some.as_str()), ("all", &all), ("share", &per_cent(share))];
        Cell::text(fill(&self.words.kept, &values))
    }

    /// What makes up the effort, in the order of its weight: "1 hand-off, 2 live waits (3m48s)".
    fn effort_parts(&self, side: &Side<'_>) -> Vec<String> {
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
        let words = parts.into_iter().map(|(_, event, count)| {
            let (count, time) = match event {
                EffortEvent::Handoff => (side.effort.handoffs as usize, None),
                EffortEvent::LiveWait => (count, Some(side.effort.live_wait)),
                EffortEvent::AsyncWait => (count, Some(side.effort.async_wait)),
                _ => (count, None),
            };
            let forms = self.words.parts.get(event.name());
            let what = forms.map_or_else(|| event.name().to_owned(), |forms| self.locale.count(forms, count));
            let with = |time| fill(&self.words.with_time, &[("what", &what), ("time", &self.time(time))]);
            time.map_or_else(|| what.clone(), with)
        });
        words.collect()
    }

    /// Whether it has the words of the format.
    fn is_english(&self) -> bool {
        std::ptr::eq(self.words, Self::in_english().words)
    }

    /// A length of time; as the format writes it for those who read its words.
    fn time(&self, time: Duration) -> String {
        if self.is_english() { time.to_string() } else { self.locale.duration(time) }
    }

    /// Where a gap is.
    pub fn place(&self, gap: &Gap<'_>) -> String {
        match (gap.at, gap.desired) {
            (Some(at), Some(desired)) => {
                let values =
                    [("current", at.touchpoint.name.as_str()), ("desired", &desired.touchpoint.name)];
                fill(&self.words.place.beside, &values)
            }
            (Some(at), None) | (None, Some(at)) => at.touchpoint.name.clone(),
            (None, None) => match gap.opportunity {
                Some(opportunity) => opportunity.statement.clone(),
                None => self.words.place.whole.clone(),
            },
        }
    }

    /// The place with the persona who feels it, where the map tells several apart.
    pub fn whose(&self, gap: &Gap<'_>) -> String {
        let place = self.place(gap);
        match gap.persona {
            Some(persona) => fill(&self.words.place.felt_by, &[("place", &place), ("persona", persona)]),
            None => place,
        }
    }

    /// How large a gap is.
    pub fn size(&self, gap: &Gap<'_>, side: &Side<'_>) -> String {
        let words = &self.words.size;
        let count = |template: &str, some: usize, all: usize| {
            fill(template, &[("some", &some.to_string()), ("all", &all.to_string())])
        };
        match gap.size {
            GapSize::Moment(criticality, valence) => {
                let valence = words.valences.get(valence.as_str()).map_or(valence.as_str(), String::as_str);
                fill(&words.moment, &[("valence", valence), ("n", &criticality.to_string())])
            }
            GapSize::Score(size) => signed(size),
            GapSize::Points(points) => {
                let position = gap.at.map(|at| at.position);
                let items = side.effort.items.iter().filter(|item| Some(item.at.position) == position);
                let events: Vec<_> = items.map(|item| self.locale.effort_event(item.event)).collect();
                let points = self.locale.count(&words.points, points as usize);
                fill(&words.with_events, &[("points", &points), ("events", &events.join(", "))])
            }
            GapSize::Contact => match gap.at.and_then(|at| at.touchpoint.root_cause.as_deref()) {
                Some(cause) => fill(&words.contact, &[("cause", cause)]),
                None => words.contact_unknown.clone(),
            },
            GapSize::Phase(phase) => words.phases.get(phase.as_str()).cloned().unwrap_or_default(),
            GapSize::Unscored(some, all) => count(&words.unscored, some, all),
            GapSize::Unresearched(some, all) => count(&words.unresearched, some, all),
            GapSize::Stale(some, all) => count(&words.stale, some, all),
            GapSize::Undated(some, all) => count(&words.undated, some, all),
            GapSize::Promise(promise, kept) => {
                let template =
                    if kept == Kept::Partly { &words.promise_partly } else { &words.promise_broken };
                fill(template, &[("promise", promise)])
            }
            GapSize::Belief(who, believed, felt) => {
                let is_researched = gap.grade >= Grade::Qualitative;
                let template = if is_researched { &words.belief } else { &words.belief_guessed };
                let level = |v: f64| match self.is_english() {
                    true => signed(v),
                    // Signs would change sides between words that run from the right.
                    false => self.locale.level(v).to_owned(),
                };
                fill(template, &[("who", who), ("believed", &level(believed)), ("felt", &level(felt))])
            }
            GapSize::Rating(attribute, size) => {
                fill(&words.rating, &[("attribute", attribute), ("size", &signed(size))])
            }
            GapSize::Delivery(fault) => match fault {
                DeliveryFault::Missing => &words.missing,
                DeliveryFault::AdHoc => &words.ad_hoc,
                DeliveryFault::Failed => &words.failed,
                DeliveryFault::Irregular => &words.irregular,
            }
            .clone(),
            GapSize::NotThere(Status::Planned) => words.planned.clone(),
            GapSize::NotThere(_) => words.not_there.clone(),
            GapSize::Context(context, is_forced) => {
                let change = if is_forced { &words.forced } else { &words.changed };
                match context {
                    Context::Kept => change.clone(),
                    Context::Partial => fill(&words.partly_kept, &[("change", change)]),
                    Context::Lost => fill(&words.lost, &[("change", change)]),
                }
            }
            GapSize::Nobody => words.nobody.clone(),
        }
    }

    /// The gaps, worst first, as many as are shown.
    pub fn gap_table(&self, gaps: &Gaps<'_>, shown: &[Gap<'_>]) -> Table {
        let words = &self.words.list;
        let headers =
            ["#", &words.kind, &words.gap, &words.place, &words.size, &words.evidence, &words.owner];
        let mut table = Table::new(words.title.as_str(), &headers);
        for (index, gap) in shown.iter().enumerate() {
            let kind = self.words.kinds.get(gap.kind.name()).map_or(gap.kind.name(), String::as_str);
            table.row(vec![
                Cell::Count(index as i64 + 1),
                Cell::text(gap.kind.gap_type().code()),
                Cell::text(kind),
                Cell::text(self.whose(gap)),
                Cell::text(self.size(gap, &gaps.current)),
                Cell::text(self.grade(gap.grade)),
                Cell::text(match gaps.is_accepted(gap) {
                    true => words.accepted.as_str(),
                    false => gap.owner.unwrap_or(&words.nobody),
                }),
            ]);
        }
        table
    }

    /// The measures of both journeys beside each other.
    pub fn at_a_glance(&self, gaps: &Gaps<'_>) -> Table {
        let words = &self.words.glance;
        let current = &gaps.current;
        let desired = gaps.desired.as_ref();
        let headers = [&words.measure, &words.current, &words.desired, &words.change].map(String::as_str);
        let mut table = Table::new(words.title.as_str(), &headers);
        let mut row = |name: &str, cell: &dyn Fn(&Side<'_>) -> Cell| {
            let (now, then) = (cell(current), desired.map_or(Cell::Empty, cell));
            let change = match (&now, &then) {
                (Cell::Score(a), Cell::Score(b)) => Cell::Score(b - a),
                (Cell::Count(a), Cell::Count(b)) => Cell::text(super::words::signed_count(b - a)),
                _ => Cell::Empty,
            };
            table.row(vec![Cell::text(name), now, then, change]);
        };
        let summary = |side: &Side<'_>| side.series().summary();
        let count = |count: usize| Cell::Count(count as i64);
        row(&words.touchpoints, &|side| count(side.series().points.len()));
        row(&words.mean, &|side| Cell::score(side.mean()));
        row(&words.worst, &|side| Cell::score(summary(side).map(|summary| summary.worst)));
        row(&words.end, &|side| Cell::score(summary(side).map(|summary| summary.end)));
        row(&words.peak_end, &|side| Cell::score(side.series().peak().map(|peak| peak.peak_end)));
        row(&words.above, &|side| count(summary(side).map_or(0, |summary| summary.positive)));
        row(&words.below, &|side| count(summary(side).map_or(0, |summary| summary.negative)));
        row(&words.effort, &|side| Cell::Count(i64::from(side.effort.points())));
        row(&words.live_wait, &|side| self.duration(side.effort.live_wait));
        row(&words.async_wait, &|side| self.duration(side.effort.async_wait));
        row(&words.handoffs, &|side| Cell::Count(i64::from(side.effort.handoffs)));
        row(&words.switches, &|side| count(side.effort.forced_switches));
        row(&words.kept, &|side| self.kept(&side.effort));
        row(&words.contacts, &|side| count(side.effort.contacts));
        row(&words.preventable, &|side| self.preventable(side.journey).map_or(Cell::Empty, Cell::text));
        table.rows.retain(|row| row[1] != Cell::Empty || row[2] != Cell::Empty);
        table.without_empty_columns()
    }

    fn duration(&self, time: Duration) -> Cell {
        if self.is_english() { Cell::Duration(time) } else { Cell::text(self.locale.duration(time)) }
    }

    /// What becomes of each touchpoint on the way to the desired journey.
    pub fn alignment_table(&self, gaps: &Gaps<'_>) -> Option<Table> {
        let words = &self.words.alignment;
        let alignment = gaps.alignment.as_ref()?;
        let headers = [&words.change, &words.today, &words.desired, &words.gap].map(String::as_str);
        let mut table = Table::new(words.title.as_str(), &headers);
        let name = |at: TouchpointRef<'_>| Cell::text(at.touchpoint.name.as_str());
        for pair in &alignment.pairs {
            let cells = [name(pair.current), name(pair.desired), Cell::score(pair.gap())];
            table.row([Cell::text(self.change(pair))].into_iter().chain(cells).collect());
        }
        for at in &alignment.removed {
            table.row(vec![Cell::text(words.removed.as_str()), name(*at), Cell::Empty, Cell::Empty]);
        }
        for at in &alignment.added {
            let word = if at.touchpoint.proactive { &words.added_proactive } else { &words.added };
            table.row(vec![Cell::text(word.as_str()), Cell::Empty, name(*at), Cell::Empty]);
        }
        Some(table)
    }

    fn change(&self, pair: &Pair<'_>) -> String {
        let words = &self.words.alignment;
        let changes = pair.changes.iter().map(|change| match change {
            Change::ChannelChanged => words.channel.as_str(),
            Change::MadeProactive => &words.proactive,
            Change::Merged => &words.merged,
        });
        std::iter::once(words.paired.as_str()).chain(changes).collect::<Vec<_>>().join(", ")
    }
}

/// Whether a mean looks fine: not below neutral, as far as one sees.
fn looks_fine(mean: f64) -> bool {
    mean > -0.05
}

/// Texts with commas between.
fn listed(texts: Vec<Text>) -> Text {
    let mut texts = texts.into_iter();
    let first = texts.next().unwrap_or_default();
    texts.fold(first, |list, text| list.and(", ").and(text))
}
