//! What a journey costs the customer: waits, hand-offs, repetition, dead ends, changes of channel.

use crate::model::{Context, Duration, Journey, TouchpointRef};

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
    /// How often the customer is passed on.
    pub handoffs: u32,
    /// How often the customer turns to the provider.
    pub contacts: usize,
    /// All waiting on the line or at the counter.
    pub live_wait: Duration,
    /// All waiting for answers.
    pub async_wait: Duration,
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

    /// The share of changes of channel in which the context was kept, 0 to 1.
    pub fn context_retention(&self) -> Option<f64> {
        (self.switches > 0).then(|| self.context_kept as f64 / self.switches as f64)
    }
}

/// What a journey costs the customer.
pub fn effort(journey: &Journey) -> Effort<'_> {
    let mut total = Effort::default();
    for at in journey.touchpoints() {
        count(at, &mut total);
    }
    total
}

fn count<'j>(at: TouchpointRef<'j>, total: &mut Effort<'j>) {
    let touchpoint = at.touchpoint;
    let mut add = |event, points| {
        if points > 0 {
            total.items.push(EffortItem { at, event, points });
        }
    };
    if let Some(effort) = &touchpoint.effort {
        let handoffs = u32::from(effort.handoffs.unwrap_or(0));
        total.handoffs += handoffs;
        add(EffortEvent::RepeatContact, 2 * u32::from(effort.repeat_contact));
        add(EffortEvent::Handoff, 2 * handoffs);
        add(EffortEvent::InformationRepeated, 2 * u32::from(effort.repeats_information));
        add(EffortEvent::DeadEnd, 2 * u32::from(effort.dead_end));
        add(EffortEvent::Form, u32::from(effort.form));
    }
    if let Some(arrival) = &touchpoint.arrives {
        let forced = arrival.voluntary == Some(false);
        let lost = arrival.context == Some(Context::Lost);
        add(EffortEvent::ForcedSwitch, u32::from(forced));
        add(EffortEvent::ContextLost, u32::from(lost));
        total.switches += usize::from(arrival.context.is_some());
        total.forced_switches += usize::from(forced);
        total.context_kept += usize::from(arrival.context == Some(Context::Kept));
    }
    if let Some(wait) = touchpoint.live_wait {
        add(EffortEvent::LiveWait, live_points(wait));
        total.live_wait = total.live_wait.plus(wait);
    }
    if let Some(wait) = touchpoint.async_wait {
        add(EffortEvent::AsyncWait, async_points(wait));
        total.async_wait = total.async_wait.plus(wait);
    }
    total.contacts += usize::from(touchpoint.is_customer_contact());
}

/// Under 1 minute 0, under 5 minutes 1, under 15 minutes 2, longer 3.
fn live_points(wait: Duration) -> u32 {
    match wait.seconds() {
        0..60 => 0,
        60..300 => 1,
        300..900 => 2,
        _ => 3,
    }
}

/// The same day 0, one or two days 1, up to a week 2, longer 3.
fn async_points(wait: Duration) -> u32 {
    let days = wait.days();
    match () {
        () if days < 1.0 => 0,
        () if days < 3.0 => 1,
        () if days <= 7.0 => 2,
        () => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_count_by_their_length() {
        let live = |text| live_points(Duration::parse(text).unwrap());
        assert_eq!(["59s", "1m", "4m59s", "5m", "14m59s", "15m"].map(live), [0, 1, 1, 2, 2, 3]);
        let later = |text| async_points(Duration::parse(text).unwrap());
        assert_eq!(["23h", "1d", "2d", "71h", "3d", "7d", "8d"].map(later), [0, 1, 1, 1, 2, 2, 3]);
    }
}
