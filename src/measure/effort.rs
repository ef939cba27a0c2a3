//! What a journey costs the customer: waits, hand-offs, repetition, dead ends, changes of channel.

use crate::model::{Context, Duration, Journey, Ratio, TouchpointRef};
use crate::workspace::{Conventions, EffortWeights};

/// Something that costs the customer effort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EffortEvent {
    /// Coming back with the same matter.
    RepeatContact,
    /// Being passed on.
    Handoff,
    /// Saying again what was said before.
    InformationRepeated,
    /// Having to change channel.
    ForcedSwitch,
    /// Changing channel and starting from nothing.
    ContextLost,
    /// Waiting on the line or at the counter.
    LiveWait,
    /// Waiting for an answer.
    AsyncWait,
    /// Filling in a form or finding a document.
    Form,
    /// Ending nowhere.
    DeadEnd,
}

impl EffortEvent {
    /// Every kind of event, in the order they are listed.
    pub const ALL: [EffortEvent; 9] = [
        Self::RepeatContact,
        Self::Handoff,
        Self::InformationRepeated,
        Self::ForcedSwitch,
        Self::ContextLost,
        Self::LiveWait,
        Self::AsyncWait,
        Self::Form,
        Self::DeadEnd,
    ];

    /// Whether it is time that passes and not something to do.
    pub fn is_wait(self) -> bool {
        matches!(self, Self::LiveWait | Self::AsyncWait)
    }

    /// The event in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::RepeatContact => "repeat contact",
            Self::Handoff => "hand-off",
            Self::InformationRepeated => "information repeated",
            Self::ForcedSwitch => "forced channel switch",
            Self::ContextLost => "context lost",
            Self::LiveWait => "live wait",
            Self::AsyncWait => "wait for an answer",
            Self::Form => "form",
            Self::DeadEnd => "dead end",
        }
    }
}

/// One event with its points.
#[derive(Clone, Copy, Debug)]
pub struct EffortItem<'j> {
    /// Where it happens.
    pub at: TouchpointRef<'j>,
    /// What happens.
    pub event: EffortEvent,
    /// What it counts.
    pub points: u32,
}

/// The effort of a journey: raw counts first, points for ranking only.
///
/// The weights are a convention. What they weigh are the drivers of disloyalty found by Dixon, Freeman
/// and Toman 2010 (repeat contacts, transfers, repetition, changes of channel).
#[derive(Clone, Debug, Default)]
pub struct Effort<'j> {
    /// Every event with its points, in order.
    pub items: Vec<EffortItem<'j>>,
    /// How often the customer comes back with the same matter.
    pub repeat_contacts: u32,
    /// How often the customer is passed on.
    pub handoffs: u32,
    /// How often the customer says again what was said before.
    pub repetitions: u32,
    /// How many forms and documents are demanded.
    pub forms: u32,
    /// How often it leads nowhere.
    pub dead_ends: u32,
    /// How often the customer turns to the provider.
    pub contacts: usize,
    /// How often a customer turns to the provider on average: every contact counts with its reach, 1 where none is
    /// told. In the map of one need these are the contacts per need; above 1 the first did not settle it.
    pub expected_contacts: f64,
    /// All waiting on the line or at the counter.
    pub live_wait: Duration,
    /// All waiting for answers.
    pub async_wait: Duration,
    /// The time that the encounters themselves take, where the map tells it.
    pub encounters: Duration,
    /// Changes of channel of which it is said what became of the context.
    pub switches: usize,
    /// Changes of channel that were not the customer's choice.
    pub forced_switches: usize,
    /// Changes of channel in which all that was known went along.
    pub context_kept: usize,
}

impl Effort<'_> {
    /// The sum of the points.
    pub fn points(&self) -> u32 {
        self.items.iter().map(|item| item.points).sum()
    }

    /// The points of one touchpoint by its place.
    pub fn points_at(&self, position: usize) -> u32 {
        self.items.iter().filter(|item| item.at.position == position).map(|item| item.points).sum()
    }

    /// The share of the time that is waiting, 0 to 1: waits / (waits + encounters). `None` where the map tells of no
    /// encounter how long it takes; where it tells of some only, the true share is lower.
    pub fn waiting_share(&self) -> Option<f64> {
        let waits = self.live_wait.plus(self.async_wait);
        let all = waits.plus(self.encounters).seconds();
        (self.encounters.seconds() > 0).then(|| waits.seconds() as f64 / all as f64)
    }

    /// The share of changes of channel in which the context was kept, 0 to 1.
    pub fn context_retention(&self) -> Option<f64> {
        (self.switches > 0).then(|| self.context_kept as f64 / self.switches as f64)
    }
}

/// What a journey costs the customer, by the weights of the workspace.
pub fn effort<'j>(journey: &'j Journey, conventions: &Conventions) -> Effort<'j> {
    let mut total = Effort::default();
    for at in journey.touchpoints() {
        count(at, &conventions.effort, &mut total);
    }
    total
}

fn count<'j>(at: TouchpointRef<'j>, weights: &EffortWeights, total: &mut Effort<'j>) {
    let touchpoint = at.touchpoint;
    let mut add = |event, points| {
        if points > 0 {
            total.items.push(EffortItem { at, event, points });
        }
    };
    if let Some(effort) = &touchpoint.effort {
        let handoffs = u32::from(effort.handoffs.unwrap_or(0));
        total.repeat_contacts += u32::from(effort.repeat_contact);
        total.handoffs += handoffs;
        total.repetitions += u32::from(effort.repeats_information);
        total.forms += u32::from(effort.form);
        total.dead_ends += u32::from(effort.dead_end);
        add(EffortEvent::RepeatContact, weights.repeat_contact * u32::from(effort.repeat_contact));
        add(EffortEvent::Handoff, weights.handoff * handoffs);
        let repeated = u32::from(effort.repeats_information);
        add(EffortEvent::InformationRepeated, weights.information_repeated * repeated);
        add(EffortEvent::DeadEnd, weights.dead_end * u32::from(effort.dead_end));
        add(EffortEvent::Form, weights.form * u32::from(effort.form));
    }
    if let Some(arrival) = &touchpoint.arrives {
        let forced = arrival.voluntary == Some(false);
        let lost = arrival.context == Some(Context::Lost);
        add(EffortEvent::ForcedSwitch, weights.forced_switch * u32::from(forced));
        add(EffortEvent::ContextLost, weights.context_lost * u32::from(lost));
        total.switches += usize::from(arrival.context.is_some());
        total.forced_switches += usize::from(forced);
        total.context_kept += usize::from(arrival.context == Some(Context::Kept));
    }
    if let Some(wait) = touchpoint.live_wait {
        add(EffortEvent::LiveWait, wait_points(wait, &weights.live_wait));
        total.live_wait = total.live_wait.plus(wait);
    }
    if let Some(wait) = touchpoint.async_wait {
        add(EffortEvent::AsyncWait, wait_points(wait, &weights.async_wait));
        total.async_wait = total.async_wait.plus(wait);
    }
    if let Some(length) = touchpoint.duration {
        total.encounters = total.encounters.plus(length);
    }
    if touchpoint.is_customer_contact() {
        total.contacts += 1;
        total.expected_contacts += touchpoint.reach.map_or(1.0, Ratio::get);
    }
}

/// One point for each length that the wait reaches.
fn wait_points(wait: Duration, lengths: &[Duration]) -> u32 {
    lengths.iter().map(|length| u32::from(wait >= *length)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_count_by_their_length() {
        let weights = EffortWeights::default();
        let live = |text| wait_points(Duration::parse(text).unwrap(), &weights.live_wait);
        assert_eq!(["59s", "1m", "4m59s", "5m", "14m59s", "15m"].map(live), [0, 1, 1, 2, 2, 3]);
        let later = |text| wait_points(Duration::parse(text).unwrap(), &weights.async_wait);
        assert_eq!(["23h", "1d", "2d", "71h", "3d", "7d", "8d"].map(later), [0, 1, 1, 1, 2, 2, 3]);
    }
}
