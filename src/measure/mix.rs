//! By which channels customer and provider meet, and who begins.

use crate::model::{Channel, ChannelFamily, Initiator, Journey};

/// How many touchpoints lie in which kind of channel, and who makes them happen.
///
/// Counts of the map, not of what customers do: a touchpoint that few reach counts like any other. What an
/// encounter costs by channel is in [`contact_costs`](super::contact_costs).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChannelMix {
    /// Face to face.
    pub in_person: usize,
    /// By voice.
    pub voice: usize,
    /// By written message, on a screen or at a machine.
    pub digital: usize,
    /// On paper.
    pub post: usize,
    /// Touchpoints that the provider, or somebody who acts for it, makes happen.
    pub by_provider: usize,
    /// Touchpoints of which it is said who makes them happen.
    pub initiated: usize,
}

impl ChannelMix {
    /// The share of digital encounters, 0 to 1, of those in any of the four kinds of channel.
    pub fn digital_share(&self) -> Option<f64> {
        let all = self.in_person + self.voice + self.digital + self.post;
        (all > 0).then(|| self.digital as f64 / all as f64)
    }

    /// The share of touchpoints that the provider begins, 0 to 1, of those of which it is said who does.
    pub fn provider_share(&self) -> Option<f64> {
        (self.initiated > 0).then(|| self.by_provider as f64 / self.initiated as f64)
    }
}

/// By which channels customer and provider meet, and who begins; a need, a wait or a thought (`channel: none`)
/// is no meeting.
pub fn channel_mix(journey: &Journey) -> ChannelMix {
    let mut mix = ChannelMix::default();
    for at in journey.touchpoints().filter(|at| at.touchpoint.has_channel()) {
        match at.touchpoint.channel.as_ref().and_then(Channel::kind).map(|kind| kind.family) {
            Some(ChannelFamily::InPerson) => mix.in_person += 1,
            Some(ChannelFamily::Voice) => mix.voice += 1,
            Some(ChannelFamily::Message | ChannelFamily::Digital | ChannelFamily::Machine) => {
                mix.digital += 1;
            }
            Some(ChannelFamily::Post) => mix.post += 1,
            _ => {}
        }
        if let Some(initiator) = at.touchpoint.initiator {
            mix.initiated += 1;
            mix.by_provider += usize::from(matches!(initiator, Initiator::Provider | Initiator::Partner));
        }
    }
    mix
}
