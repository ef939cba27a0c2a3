//! Icons of our own: strokes on a grid of 24 units, none of them filled.

use super::path::PathData;
use crate::model::{Channel, ChannelFamily};

/// What an icon stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A channel of this family.
    Channel(ChannelFamily),
    /// The customer.
    Person,
    /// A wait.
    Wait,
    /// Something that fails: a dead end, an error.
    Fail,
    /// Nobody has asked yet.
    Question,
    /// The provider acts first.
    Proactive,
    /// Something that could be better.
    Opportunity,
}

impl Icon {
    /// The icon of a channel; one of the workspace's own has that of no family.
    pub fn of_channel(channel: &Channel) -> Self {
        Icon::Channel(channel.kind().map_or(ChannelFamily::None, |kind| kind.family))
    }

    /// The icon's strokes as one path, centred on a point and `size` units wide.
    pub fn path(self, x: f64, y: f64, size: f64) -> PathData {
        let mut path = PathData::new();
        let half = size / 2.0;
        path.move_to(x - half, y - half).line_to(x + half, y - half).line_to(x, y + half).close();
        path
    }
}
