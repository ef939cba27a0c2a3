//! The commitment line told in words, for those who hear a picture instead of seeing it.

use super::compose::whole;
use super::{CommitmentPicture, Valence};
use crate::draw::locale::{Locale, fill};

/// Moments of truth told before the rest is left to the picture.
const MOST_TURNS: usize = 12;

/// Tells the line in the picture's language: where it starts, what each moment of truth can do to it and
/// how much it decides, and where it ends.
pub fn describe(picture: &CommitmentPicture) -> String {
    let locale = Locale::of(&picture.heading.lang);
    let labels = locale.labels();
    let words = &labels.commitment;
    let tell = &words.tell;
    let mut told = vec![fill(
        &tell.opening,
        &[
            ("title", &locale.quoted(&picture.heading.title)),
            ("touchpoints", &locale.count(&labels.touchpoints, picture.touchpoints.len())),
            ("stages", &locale.count(&labels.stages, picture.stages.len())),
        ],
    )];
    let Some((first, others)) = picture.lines.split_first().filter(|_| !picture.touchpoints.is_empty())
    else {
        told.push(format!("{}.", labels.nothing_mapped));
        return told.join(" ");
    };
    told.push(fill(&tell.starts, &[("square", &whole(first.start.expected))]));
    for turn in picture.turns.iter().take(MOST_TURNS) {
        let name = picture.touchpoints.get(turn.touchpoint).map_or("", |touchpoint| &touchpoint.name);
        let (template, to) = match turn.valence {
            Valence::Positive => (&tell.climbs, turn.up),
            Valence::Negative => (&tell.slides, turn.down),
            Valence::Either => (&tell.either, turn.up),
        };
        told.push(fill(
            template,
            &[
                ("touchpoint", &locale.quoted(name)),
                ("from", &whole(turn.from)),
                ("to", &whole(to)),
                ("up", &whole(turn.up)),
                ("down", &whole(turn.down)),
            ],
        ));
        if let Some(leverage) = turn.leverage {
            let squares = locale.count(&words.squares, leverage.round().max(0.0) as usize);
            told.push(fill(&tell.decides, &[("squares", &squares)]));
        }
    }
    let end = first.end;
    told.push(fill(
        &tell.ends,
        &[
            ("square", &whole(end.expected)),
            ("low", &whole(end.low)),
            ("high", &whole(end.high)),
            ("share", &picture.lost),
        ],
    ));
    for other in others {
        let square = whole(other.end.expected);
        told.push(fill(&tell.other, &[("persona", &other.name), ("square", &square)]));
    }
    told.join(" ")
}
