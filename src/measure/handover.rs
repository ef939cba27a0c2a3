//! Who hands the customer on to whom, and what becomes of what was known.

use crate::model::{Channel, Context, Journey, TouchpointRef};

/// Whom the customer deals with at a touchpoint: where, and who answers for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Party<'j> {
    /// The channel; `None` where the map says none, or where the customer is alone.
    pub channel: Option<&'j Channel>,
    /// Who is responsible.
    pub owner: Option<&'j str>,
}

impl<'j> Party<'j> {
    fn at(at: TouchpointRef<'j>) -> Self {
        let channel = at.touchpoint.channel.as_ref().filter(|channel| !channel.is_none());
        Self { channel, owner: at.touchpoint.owner.as_deref() }
    }
}

/// All that is handed on from one party to another.
#[derive(Clone, Debug)]
pub struct Handover<'j> {
    /// Who hands on.
    pub from: Party<'j>,
    /// Who takes over; the same for a customer who is passed on within one touchpoint.
    pub to: Party<'j>,
    /// How often the customer is passed on within a touchpoint.
    pub passed_on: u32,
    /// How often the customer changes channel.
    pub switches: u32,
    /// Those of them that the customer did not choose.
    pub forced: u32,
    /// Where a part of what was known got lost.
    pub partial: Vec<TouchpointRef<'j>>,
    /// Where all of it did.
    pub lost: Vec<TouchpointRef<'j>>,
}

/// The hand-offs of a journey, each pair of parties once, in the order of the journey.
///
/// A change of channel (`arrives`) begins at the touchpoint that it names, else at the one before. Being passed on
/// within a touchpoint (`effort.handoffs`) stays with its party: the map does not say who else there was.
pub fn handovers(journey: &Journey) -> Vec<Handover<'_>> {
    let mut found: Vec<Handover<'_>> = Vec::new();
    let mut before: Option<TouchpointRef<'_>> = None;
    for at in journey.touchpoints() {
        let own = Party::at(at);
        if let Some(arrives) = at.touchpoint.arrives.as_deref() {
            let named = arrives
                .from
                .as_ref()
                .and_then(|id| journey.touchpoints().find(|other| other.touchpoint.id() == id.as_str()));
            if let Some(from) = named.or(before) {
                let one = between(&mut found, Party::at(from), own);
                one.switches += 1;
                one.forced += u32::from(arrives.voluntary == Some(false));
                match arrives.context {
                    Some(Context::Lost) => one.lost.push(at),
                    Some(Context::Partial) => one.partial.push(at),
                    Some(Context::Kept) | None => {}
                }
            }
        }
        let passed_on = at.touchpoint.effort.as_ref().and_then(|effort| effort.handoffs).unwrap_or(0);
        if passed_on > 0 {
            between(&mut found, own, own).passed_on += u32::from(passed_on);
        }
        before = Some(at);
    }
    found
}

fn between<'f, 'j>(found: &'f mut Vec<Handover<'j>>, from: Party<'j>, to: Party<'j>) -> &'f mut Handover<'j> {
    let place = found.iter().position(|one| (one.from, one.to) == (from, to));
    let place = place.unwrap_or_else(|| {
        let none = Handover {
            from,
            to,
            passed_on: 0,
            switches: 0,
            forced: 0,
            partial: Vec::new(),
            lost: Vec::new(),
        };
        found.push(none);
        found.len() - 1
    });
    &mut found[place]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::testing;

    #[test]
    fn pairs_are_counted_once() {
        let journey = testing::journey(
            "journey: a\ntitle: A\nstages:\n  - name: S\n    touchpoints:\n      - {id: a, name: A, channel: web, owner: Web}\n      \
             - {id: b, name: B, channel: phone, arrives: {voluntary: false, context: lost}, effort: {handoffs: 2}}\n      \
             - {id: c, name: C, channel: phone, arrives: {from: a, voluntary: true, context: partial}}\n      \
             - {id: d, name: D, channel: email, arrives: {from: a, context: kept}}\n",
        );
        let found = handovers(&journey);
        let facts: Vec<_> = found
            .iter()
            .map(|one| {
                let name =
                    |party: Party<'_>| party.channel.map_or(String::new(), |own| own.as_str().to_owned());
                let lost =
                    one.lost.iter().chain(&one.partial).map(|at| at.touchpoint.id()).collect::<String>();
                (name(one.from), name(one.to), one.switches, one.forced, one.passed_on, lost)
            })
            .collect();
        let fact = |from: &str, to: &str, counts: (u32, u32, u32), lost: &str| {
            (from.to_owned(), to.to_owned(), counts.0, counts.1, counts.2, lost.to_owned())
        };
        assert_eq!(
            facts,
            [
                fact("web", "phone", (2, 1, 0), "bc"),
                fact("phone", "phone", (0, 0, 2), ""),
                fact("web", "email", (1, 0, 0), ""),
            ]
        );
        assert_eq!((found[0].from.owner, found[0].to.owner), (Some("Web"), None));
    }
}
