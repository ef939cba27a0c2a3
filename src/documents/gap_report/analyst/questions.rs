//! Section 13: what is not known, and how to find out.

use super::{Block, Cell, Channel, Grade, Report, Text, filled};
use crate::measure::GapKind;
use crate::model::{ChannelFamily, TouchpointRef};

/// How many places are asked about at most: more than that is a project of its own.
const MOST: usize = 8;

impl<'j> Report<'_, 'j> {
    pub(super) fn questions(&self) -> Vec<Block> {
        let mut table = self.table(&["what happens at", "ask", "n", "takes"]);
        for at in self.unresearched() {
            let method = Method::of(at);
            table.row(vec![
                Cell::text(at.touchpoint.name.clone()),
                Cell::text(self.say(method.ask)),
                method.n.map_or_else(|| Cell::text(self.say("all")), Cell::Count),
                Cell::text(self.say(method.takes)),
            ]);
        }
        let missing = self.gaps.gaps.iter().filter(|gap| gap.kind == GapKind::Coverage);
        let said = missing.map(|gap| match gap.persona {
            Some(persona) => format!("{} ({})", self.size(gap, &self.gaps.current), self.persona(persona)),
            None => self.size(gap, &self.gaps.current),
        });
        let missing: Vec<Text> = said.map(Text::from).collect();
        let mut blocks = filled(table);
        if !missing.is_empty() {
            blocks.push(Block::List { items: missing, numbered: false });
        }
        blocks
    }

    /// The places of which nobody asked customers: the worst first, then the rest of the curve.
    fn unresearched(&self) -> Vec<TouchpointRef<'j>> {
        let worst = self.gaps.worst_places(MOST);
        let worst = worst.iter().filter(|gap| gap.grade < Grade::Qualitative).filter_map(|gap| gap.at);
        let scored = self.gaps.current.series().scored();
        let scored = scored.filter(|point| point.basis.grade < Grade::Qualitative).map(|point| point.at);
        let mut places: Vec<TouchpointRef<'j>> = Vec::new();
        for at in worst.chain(scored) {
            if places.len() < MOST && places.iter().all(|other| other.position != at.position) {
                places.push(at);
            }
        }
        places
    }
}

/// How to learn more of a place for little money, from how many, and how long that takes (convention).
struct Method {
    ask: &'static str,
    /// How many; `None` for all there are.
    n: Option<i64>,
    takes: &'static str,
}

impl Method {
    fn of(at: TouchpointRef<'_>) -> Self {
        let family = at.touchpoint.channel.as_ref().and_then(Channel::kind).map(|kind| kind.family);
        match family {
            Some(ChannelFamily::Digital | ChannelFamily::Machine) => {
                Self { ask: "the log of two weeks", n: None, takes: "a day or two" }
            }
            _ => Self { ask: "customers who were there, in interviews", n: Some(10), takes: "a week or two" },
        }
    }
}
