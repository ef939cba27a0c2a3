//! Channels by stage: which contacts there are, what is felt in them, and what is lost on the way.

use super::{moment_basis, series};
use crate::model::{
    CHANNELS, Channel, Context, Duration, Grade, Initiator, Journey, LifecycleGroup, Phase, Stage, Status,
    Touchpoint, TouchpointKind, TouchpointRef, Valence,
};

/// Contacts by channel and by stage, of one journey or of several.
#[derive(Clone, Debug)]
pub struct ChannelMatrix<'j> {
    /// What the columns stand for, in order.
    pub columns: Vec<ChannelColumn<'j>>,
    /// One row a channel: those of the vocabulary in its order, then those of the workspace, and last the
    /// contacts of which no channel is said.
    pub rows: Vec<ChannelRow<'j>>,
    /// The contacts of each column, in the order of `columns`.
    pub by_column: Vec<Contacts<'j>>,
    /// All contacts.
    pub total: Contacts<'j>,
    /// Whether nothing but desired and planned journeys is counted: then a contact is there when the plan
    /// has it, and scores are targets.
    pub is_plan: bool,
}

/// What a column of the matrix stands for.
#[derive(Clone, Copy, Debug)]
pub enum ChannelColumn<'j> {
    /// A stage of the only journey.
    Stage(&'j Stage),
    /// A group of the lifecycle, over several journeys.
    Group(LifecycleGroup),
    /// A phase over several journeys; `None` where none is said.
    Phase(Option<Phase>),
}

/// A channel with its contacts.
#[derive(Clone, Debug)]
pub struct ChannelRow<'j> {
    /// The channel; `None` for contacts of which none is said.
    pub channel: Option<&'j Channel>,
    /// The contacts of each column.
    pub cells: Vec<Contacts<'j>>,
    /// The contacts of the whole row.
    pub total: Contacts<'j>,
}

/// Moments of truth of one valence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    /// How many there are.
    pub count: usize,
    /// The weakest of what they rest on.
    pub grade: Grade,
}

/// Contacts in numbers.
///
/// Beside current journeys a desired one adds nothing but contacts that are planned: its scores are
/// targets, and its waits, changes of channel and moments of truth have not happened.
#[derive(Clone, Debug, Default)]
pub struct Contacts<'j> {
    /// The touchpoints, in the order of their journeys.
    pub touchpoints: Vec<TouchpointRef<'j>>,
    /// Those that are there and stay.
    pub exists: usize,
    /// Those that are missing.
    pub missing: usize,
    /// Those that are planned.
    pub planned: usize,
    /// Those that are there and will be taken away.
    pub retire: usize,
    /// Those the customer makes happen.
    pub by_customer: usize,
    /// Those the provider makes happen.
    pub by_provider: usize,
    /// Those that a partner or somebody else makes happen.
    pub by_others: usize,
    /// How many scores there are; each persona's counts.
    pub scores: usize,
    /// How many of the scores nobody was asked about.
    pub assumed: usize,
    /// The lowest score, -1 to 1.
    pub worst: Option<f64>,
    /// The positive moments of truth, the negative ones, and those that may go either way.
    pub moments: [Moments; 3],
    /// Changes of channel into these contacts in which all that was known went along.
    pub context_kept: usize,
    /// Those in which a part of it did.
    pub context_partial: usize,
    /// Those after which the customer started from nothing.
    pub context_lost: usize,
    /// All waiting on the line or at the counter.
    pub live_wait: Duration,
    /// All waiting for answers.
    pub async_wait: Duration,
    sum: f64,
}

impl Contacts<'_> {
    /// How many contacts a customer can have today.
    pub fn there(&self) -> usize {
        self.exists + self.retire
    }

    /// Whether there is nothing, not even a plan.
    pub fn is_empty(&self) -> bool {
        self.touchpoints.is_empty()
    }

    /// The arithmetic mean of the scores, -1 to 1.
    pub fn mean(&self) -> Option<f64> {
        (self.scores > 0).then(|| self.sum / self.scores as f64)
    }

    /// Changes of channel of which it is said what became of the context.
    pub fn switches(&self) -> usize {
        self.context_kept + self.context_partial + self.context_lost
    }

    /// The moments of truth of one valence.
    pub fn moments_of(&self, valence: Valence) -> Moments {
        self.moments[valence as usize]
    }
}

impl ChannelMatrix<'_> {
    /// The rows with the most contacts that are there; none when there are none.
    pub fn busiest(&self) -> Vec<usize> {
        let there = |row: &ChannelRow<'_>| row.channel.map_or(0, |_| row.total.there());
        let most = self.rows.iter().map(there).max().unwrap_or(0);
        (0..self.rows.len()).filter(|row| most > 0 && there(&self.rows[*row]) == most).collect()
    }

    /// The rows with the lowest mean of several that are scored; none when only one is.
    pub fn lowest(&self) -> Vec<usize> {
        let mean = |row: &usize| self.rows[*row].channel.and(self.rows[*row].total.mean());
        let scored: Vec<usize> = (0..self.rows.len()).filter(|row| mean(row).is_some()).collect();
        let least = scored.iter().filter_map(mean).fold(f64::INFINITY, f64::min);
        let is_least = |row: &usize| mean(row).is_some_and(|mean| mean - least < 1e-9);
        if scored.len() < 2 { Vec::new() } else { scored.into_iter().filter(|row| is_least(row)).collect() }
    }
}

/// The contacts of journeys by channel and stage.
///
/// A contact is a touchpoint in a channel, or one without that is a communication, is missing or planned.
/// The columns are the stages of a single journey. Several journeys share the groups of the lifecycle when
/// each of their stages says one, else the phases.
pub fn channels<'j>(journeys: &[&'j Journey]) -> ChannelMatrix<'j> {
    let is_plan = journeys.iter().all(|journey| journey.is_target());
    let columns = columns(journeys);
    let mut rows = Rows::default();
    let mut by_column = vec![Contacts::default(); columns.len()];
    let mut total = Contacts::default();
    for journey in journeys {
        let is_wish = journey.is_target() && !is_plan;
        let all = series(journey);
        for at in journey.touchpoints() {
            let status = status(at.touchpoint, is_wish);
            let Some(channel) = contact_channel(at.touchpoint, status) else { continue };
            let Some(column) = column_of(&columns, at) else { continue };
            let scores = all.iter().filter_map(|one| *one.points.get(at.position)?);
            let mut one = contact(journey, at, status, is_wish);
            for point in scores.filter(|_| !is_wish) {
                one.sum += point.v;
                one.scores += 1;
                one.assumed += usize::from(point.basis.grade == Grade::Assumption);
                one.worst = Some(one.worst.map_or(point.v, |worst| worst.min(point.v)));
            }
            let row = rows.of(channel, columns.len());
            row.cells[column].add(&one);
            row.total.add(&one);
            by_column[column].add(&one);
            total.add(&one);
        }
    }
    ChannelMatrix { columns, rows: rows.sorted(), by_column, total, is_plan }
}

/// Whether a contact is there; one of a desired journey beside current ones is planned unless it says more.
fn status(touchpoint: &Touchpoint, is_wish: bool) -> Status {
    match (touchpoint.status, touchpoint.kind) {
        (None | Some(Status::Exists), Some(TouchpointKind::Missing)) => Status::Missing,
        (Some(status), _) => status,
        (None, _) if is_wish => Status::Planned,
        (None, _) => Status::Exists,
    }
}

/// The channel of a contact, `Some(None)` when none is said; `None` when this is no contact.
fn contact_channel(touchpoint: &Touchpoint, status: Status) -> Option<Option<&Channel>> {
    let channel = touchpoint.channel.as_ref();
    match channel.filter(|channel| !channel.is_none() && !channel.as_str().trim().is_empty()) {
        Some(channel) => Some(Some(channel)),
        None => {
            let talks = touchpoint.kind == Some(TouchpointKind::Communication);
            let asked_for = status == Status::Missing || touchpoint.status == Some(Status::Planned);
            (talks || asked_for).then_some(None)
        }
    }
}

/// One contact in numbers, without its scores.
fn contact<'j>(journey: &'j Journey, at: TouchpointRef<'j>, status: Status, is_wish: bool) -> Contacts<'j> {
    let touchpoint = at.touchpoint;
    let mut one = Contacts { touchpoints: vec![at], ..Contacts::default() };
    match status {
        Status::Exists => one.exists = 1,
        Status::Missing => one.missing = 1,
        Status::Planned => one.planned = 1,
        Status::Retire => one.retire = 1,
    }
    match touchpoint.initiator {
        Some(Initiator::Customer) => one.by_customer = 1,
        Some(Initiator::Provider) => one.by_provider = 1,
        Some(Initiator::Partner | Initiator::ThirdParty) => one.by_others = 1,
        None => {}
    }
    if is_wish {
        return one;
    }
    if let Some(moment) = &touchpoint.moment_of_truth {
        let grade = moment_basis(journey, touchpoint).grade;
        one.moments[moment.valence() as usize] = Moments { count: 1, grade };
    }
    match touchpoint.arrives.as_ref().and_then(|arrival| arrival.context) {
        Some(Context::Kept) => one.context_kept = 1,
        Some(Context::Partial) => one.context_partial = 1,
        Some(Context::Lost) => one.context_lost = 1,
        None => {}
    }
    one.live_wait = touchpoint.live_wait.unwrap_or_default();
    one.async_wait = touchpoint.async_wait.unwrap_or_default();
    one
}

impl<'j> Contacts<'j> {
    fn add(&mut self, one: &Contacts<'j>) {
        self.touchpoints.extend(&one.touchpoints);
        self.exists += one.exists;
        self.missing += one.missing;
        self.planned += one.planned;
        self.retire += one.retire;
        self.by_customer += one.by_customer;
        self.by_provider += one.by_provider;
        self.by_others += one.by_others;
        self.scores += one.scores;
        self.assumed += one.assumed;
        self.sum += one.sum;
        self.worst = self.worst.into_iter().chain(one.worst).reduce(f64::min);
        for (moments, more) in self.moments.iter_mut().zip(one.moments).filter(|(_, more)| more.count > 0) {
            moments.grade = if moments.count == 0 { more.grade } else { moments.grade.min(more.grade) };
            moments.count += more.count;
        }
        self.context_kept += one.context_kept;
        self.context_partial += one.context_partial;
        self.context_lost += one.context_lost;
        self.live_wait = self.live_wait.plus(one.live_wait);
        self.async_wait = self.async_wait.plus(one.async_wait);
    }
}

fn columns<'j>(journeys: &[&'j Journey]) -> Vec<ChannelColumn<'j>> {
    if let [only] = journeys {
        return only.stages.iter().map(ChannelColumn::Stage).collect();
    }
    let stages: Vec<&Stage> =
        journeys.iter().flat_map(|journey| &journey.stages).filter(|s| !s.touchpoints.is_empty()).collect();
    if stages.iter().all(|stage| stage.group.is_some()) {
        let has = |group: &&LifecycleGroup| stages.iter().any(|stage| stage.group == Some(**group));
        return LifecycleGroup::ALL.iter().filter(has).copied().map(ChannelColumn::Group).collect();
    }
    let phases = Phase::ALL.iter().copied().map(Some).chain([None]);
    let has = |phase: &Option<Phase>| stages.iter().any(|stage| stage.phase == *phase);
    phases.filter(has).map(ChannelColumn::Phase).collect()
}

fn column_of(columns: &[ChannelColumn<'_>], at: TouchpointRef<'_>) -> Option<usize> {
    let holds = |column: &ChannelColumn<'_>| match column {
        ChannelColumn::Stage(_) => false,
        ChannelColumn::Group(group) => at.stage.group == Some(*group),
        ChannelColumn::Phase(phase) => at.stage.phase == *phase,
    };
    match columns.first()? {
        ChannelColumn::Stage(_) => Some(at.stage_index).filter(|stage| *stage < columns.len()),
        _ => columns.iter().position(holds),
    }
}

/// The rows as they are found.
#[derive(Default)]
struct Rows<'j> {
    rows: Vec<ChannelRow<'j>>,
    by_channel: std::collections::HashMap<Option<&'j Channel>, usize>,
}

impl<'j> Rows<'j> {
    fn of(&mut self, channel: Option<&'j Channel>, columns: usize) -> &mut ChannelRow<'j> {
        let rows = &mut self.rows;
        let at = *self.by_channel.entry(channel).or_insert_with(|| {
            let cells = vec![Contacts::default(); columns];
            rows.push(ChannelRow { channel, cells, total: Contacts::default() });
            rows.len() - 1
        });
        &mut self.rows[at]
    }

    /// In the order of the vocabulary, then those of the workspace by name, then that of no channel.
    fn sorted(mut self) -> Vec<ChannelRow<'j>> {
        let place = |row: &ChannelRow<'j>| match row.channel {
            Some(channel) => CHANNELS.iter().position(|kind| kind.name == channel.as_str()),
            None => Some(usize::MAX),
        };
        self.rows.sort_by_cached_key(|row| (place(row).unwrap_or(CHANNELS.len()), row.channel));
        self.rows
    }
}

#[cfg(test)]
mod tests;
