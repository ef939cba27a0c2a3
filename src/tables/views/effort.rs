//! What a journey costs the customer, and the provider.

use super::{OWN_CONVENTIONS, context_kept, own_conventions};
use crate::measure::{self, ContactCost, EffortEvent, channel_mix, contact_costs};
use crate::model::Journey;
use crate::tables::{Cell, Table, fixed, per_cent, plain};
use crate::workspace::Workspace;

/// What a journey costs, counted; points are for ranking only, and come last.
pub fn costs(workspace: &Workspace, journey: &Journey) -> Table {
    let effort = measure::effort(journey, &workspace.conventions);
    let mut table = Table::new(format!("{}: what it costs", journey.title), &["what", "value"]);
    let mut row = |what: &str, cell: Cell| table.row(vec![Cell::text(what), cell]);
    row("contacts by the customer", Cell::Count(effort.contacts as i64));
    if (effort.expected_contacts - effort.contacts as f64).abs() > 1e-9 {
        row("of a customer on average", Cell::Number(effort.expected_contacts));
    }
    row("repeat contacts", Cell::Count(effort.repeat_contacts.into()));
    row("hand-offs", Cell::Count(effort.handoffs.into()));
    row("information repeated", Cell::Count(effort.repetitions.into()));
    row("forms and documents", Cell::Count(effort.forms.into()));
    row("dead ends", Cell::Count(effort.dead_ends.into()));
    row("forced changes of channel", Cell::Count(effort.forced_switches as i64));
    if let Some(kept) = context_kept(&effort) {
        row("context kept between channels", Cell::text(kept));
    }
    row("waiting live", Cell::Duration(effort.live_wait));
    row("waiting for answers", Cell::Duration(effort.async_wait));
    if let Some(share) = effort.waiting_share() {
        row("of the time told waiting", Cell::Share(share));
    }
    let mix = channel_mix(journey);
    let kinds =
        [("in person", mix.in_person), ("voice", mix.voice), ("digital", mix.digital), ("post", mix.post)];
    let kinds = kinds.into_iter().filter(|(_, count)| *count > 0);
    let kinds: Vec<_> = kinds.map(|(kind, count)| format!("{count} {kind}")).collect();
    if let Some(share) = mix.digital_share() {
        row("channels", Cell::text(format!("{} ({} digital)", kinds.join(", "), per_cent(share))));
    }
    if let Some(share) = mix.provider_share() {
        let of = format!("{} of {} ({})", mix.by_provider, mix.initiated, per_cent(share));
        row("begun by the provider", Cell::text(of));
    }
    for cost in contact_costs(journey) {
        if let Some(each) = cost.per_contact() {
            row("cost to the provider", Cell::text(cost_line(&cost, each)));
        }
    }
    row("effort points", Cell::Count(effort.points().into()));
    let own = own_conventions(&workspace.conventions, &["effort."]);
    if own != Cell::Empty {
        row(OWN_CONVENTIONS, own);
    }
    table
}

fn cost_line(cost: &ContactCost<'_>, each: f64) -> String {
    let span = if cost.yearly { " a year" } else { "" };
    let money = |amount: String| format!("{amount} {}", cost.currency).trim_end().to_owned();
    let (each, all) = (money(fixed(each, 2)), money(plain(cost.total)));
    format!("{all}{span}: {} encounters at {each} on average", plain(cost.volume))
}

/// What a journey costs the customer, event by event.
pub fn effort(workspace: &Workspace, journey: &Journey) -> Table {
    let effort = measure::effort(journey, &workspace.conventions);
    let title = format!("{}: effort, {} points", journey.title, effort.points());
    let mut table = Table::new(title, &["touchpoint", "event", "how long", "points"]);
    for item in &effort.items {
        let touchpoint = item.at.touchpoint;
        let wait = match item.event {
            EffortEvent::LiveWait => touchpoint.live_wait,
            EffortEvent::AsyncWait => touchpoint.async_wait,
            _ => None,
        };
        table.row(vec![
            Cell::text(touchpoint.name.clone()),
            Cell::text(item.event.name()),
            Cell::duration(wait),
            Cell::Count(i64::from(item.points)),
        ]);
    }
    table.without_empty_columns()
}
