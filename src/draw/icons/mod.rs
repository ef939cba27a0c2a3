//! Icons of our own: strokes on a grid of 24 units, none of them filled.
//!
//! Every stroke is two units wide with round joins and ends, and its middle keeps one unit from the
//! grid's edge, so that the ink stays inside. Gaps are two units at least, which still shows at 20.

mod channels;
mod lanes;
mod pen;
mod signs;

use super::path::PathData;
use crate::model::{Channel, ChannelFamily};
use pen::Pen;

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
    /// What the customer does.
    Doing,
    /// What the customer thinks.
    Thinking,
    /// What the customer says.
    Quote,
    /// What the customer wants to get done.
    Need,
    /// A choice the customer finds hard.
    Dilemma,
    /// What the customer feels.
    Emotion,
    /// Where the journey turns.
    MomentOfTruth,
    /// What hurts.
    Pain,
    /// What does good.
    Gain,
    /// What it costs the customer in work.
    Effort,
    /// Where and in which circumstances it happens.
    Context,
    /// Who answers for it.
    Owner,
    /// What is counted.
    Metric,
    /// What a statement rests on.
    Evidence,
    /// What the provider's people do out of sight.
    Backstage,
    /// What machines do.
    Systems,
    /// What the customer holds or sees.
    PhysicalEvidence,
    /// The next channel knows what the last one knew.
    LinkKept,
    /// It knows a part of it.
    LinkPartial,
    /// It knows nothing.
    LinkLost,
}

impl Icon {
    /// Every icon, those of the channels first.
    #[cfg(test)]
    const ALL: &[Icon] = &[
        Icon::Channel(ChannelFamily::InPerson),
        Icon::Channel(ChannelFamily::Voice),
        Icon::Channel(ChannelFamily::Message),
        Icon::Channel(ChannelFamily::Post),
        Icon::Channel(ChannelFamily::Digital),
        Icon::Channel(ChannelFamily::Machine),
        Icon::Channel(ChannelFamily::Public),
        Icon::Channel(ChannelFamily::Media),
        Icon::Channel(ChannelFamily::Product),
        Icon::Channel(ChannelFamily::Partner),
        Icon::Channel(ChannelFamily::None),
        Icon::Person,
        Icon::Wait,
        Icon::Fail,
        Icon::Question,
        Icon::Proactive,
        Icon::Opportunity,
        Icon::Doing,
        Icon::Thinking,
        Icon::Quote,
        Icon::Need,
        Icon::Dilemma,
        Icon::Emotion,
        Icon::MomentOfTruth,
        Icon::Pain,
        Icon::Gain,
        Icon::Effort,
        Icon::Context,
        Icon::Owner,
        Icon::Metric,
        Icon::Evidence,
        Icon::Backstage,
        Icon::Systems,
        Icon::PhysicalEvidence,
        Icon::LinkKept,
        Icon::LinkPartial,
        Icon::LinkLost,
    ];

    /// The icon of a channel; one of the workspace's own has that of no family.
    pub fn of_channel(channel: &Channel) -> Self {
        Icon::Channel(channel.kind().map_or(ChannelFamily::None, |kind| kind.family))
    }

    /// The icon's strokes as one path, centred on a point and `size` units wide.
    pub fn path(self, x: f64, y: f64, size: f64) -> PathData {
        let mut pen = Pen::new(x, y, size);
        match self {
            Icon::Channel(family) => channels::draw(&mut pen, family),
            Icon::Person => signs::person(&mut pen),
            Icon::Wait => signs::hourglass(&mut pen),
            Icon::Fail => signs::cross(&mut pen),
            Icon::Question => signs::question(&mut pen),
            Icon::Proactive => signs::bell(&mut pen),
            Icon::Opportunity => signs::bulb(&mut pen),
            Icon::Doing => lanes::hand(&mut pen),
            Icon::Thinking => lanes::thought(&mut pen),
            Icon::Quote => lanes::quote(&mut pen),
            Icon::Need => lanes::target(&mut pen),
            Icon::Dilemma => lanes::fork(&mut pen),
            Icon::Emotion => lanes::face(&mut pen),
            Icon::MomentOfTruth => lanes::diamond(&mut pen),
            Icon::Pain => lanes::bolt(&mut pen),
            Icon::Gain => lanes::sprout(&mut pen),
            Icon::Effort => lanes::weight(&mut pen),
            Icon::Context => lanes::pin(&mut pen),
            Icon::Owner => lanes::badge(&mut pen),
            Icon::Metric => lanes::gauge(&mut pen),
            Icon::Evidence => lanes::magnifier(&mut pen),
            Icon::Backstage => lanes::curtain(&mut pen),
            Icon::Systems => lanes::rack(&mut pen),
            Icon::PhysicalEvidence => lanes::receipt(&mut pen),
            Icon::LinkKept => signs::link(&mut pen, signs::Middle::Whole),
            Icon::LinkPartial => signs::link(&mut pen, signs::Middle::Dotted),
            Icon::LinkLost => signs::link(&mut pen, signs::Middle::Broken),
        }
        pen.finish()
    }

    /// The width of the strokes of an icon `size` units wide.
    pub fn stroke_width(size: f64) -> f64 {
        (size / 12.0).max(1.5)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn written(path: &PathData) -> String {
        let mut text = String::new();
        path.write_absolute(&mut text);
        text
    }

    /// The numbers of a path: ends and control points, which hold the curve between them.
    fn numbers(path: &str) -> Vec<f64> {
        path.split(|c: char| c.is_ascii_alphabetic() || c == ' ')
            .filter(|part| !part.is_empty())
            .map(|part| part.parse().expect("a number"))
            .collect()
    }

    #[test]
    fn ink_stays_in_the_box() {
        for icon in Icon::ALL {
            for size in [20.0, 24.0, 48.0] {
                let path = icon.path(100.0, 100.0, size);
                let numbers = numbers(&written(&path));
                assert!(numbers.len() >= 8, "{icon:?} is empty");
                // The stroke's half stands out on both sides.
                let edge = size / 2.0 - size / 24.0 + 0.01;
                for number in &numbers {
                    assert!((number - 100.0).abs() <= edge, "{icon:?} reaches {number} at {size}");
                }
            }
        }
    }

    #[test]
    fn icons_fill_their_box_and_stand_in_its_middle() {
        for icon in Icon::ALL {
            let path = icon.path(0.0, 0.0, 24.0);
            let numbers = numbers(&written(&path));
            let extent = |from: usize| {
                let along = numbers.iter().skip(from).step_by(2);
                along.fold((f64::MAX, f64::MIN), |(low, high), n| (low.min(*n), high.max(*n)))
            };
            let (left, right) = extent(0);
            let (top, bottom) = extent(1);
            assert!((right - left).max(bottom - top) >= 16.0, "{icon:?} is small");
            assert!((left + right).abs() <= 2.5 && (top + bottom).abs() <= 4.0, "{icon:?} is off its middle");
        }
    }

    #[test]
    fn no_two_icons_are_the_same() {
        let paths: HashSet<String> =
            Icon::ALL.iter().map(|icon| written(&icon.path(0.0, 0.0, 24.0))).collect();
        assert_eq!(paths.len(), Icon::ALL.len());
    }
}
