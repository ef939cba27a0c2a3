//! What encounters cost the provider.

use std::collections::BTreeMap;

use crate::model::{Amount, Journey, Period};

/// What the encounters of a journey cost the provider, in one currency.
#[derive(Clone, Debug, PartialEq)]
pub struct ContactCost<'j> {
    /// The currency; empty where none is said.
    pub currency: &'j str,
    /// Encounters a year; where volumes name no span of time, as they are written.
    pub volume: f64,
    /// What they cost together: Σ volume × unit cost.
    pub total: f64,
    /// Whether the volumes are those of a year.
    pub yearly: bool,
    /// How many touchpoints are in it.
    pub touchpoints: usize,
}

impl ContactCost<'_> {
    /// What one encounter costs on average: Σ volume × unit cost ÷ Σ volume. Moving volume between channels of
    /// different cost moves it, which says nothing of whether the need was met there.
    pub fn per_contact(&self) -> Option<f64> {
        (self.volume > 0.0).then(|| self.total / self.volume).filter(|each| each.is_finite())
    }
}

/// What the encounters of a journey cost the provider, for every currency, in the order of their codes.
///
/// Touchpoints without a volume or a cost are left out, never guessed. Volumes with and without a span of time
/// are kept apart. Plain arithmetic; as good as the unit costs, which seldom hold all that a contact costs.
pub fn contact_costs(journey: &Journey) -> Vec<ContactCost<'_>> {
    let mut all: BTreeMap<(&str, bool), ContactCost<'_>> = BTreeMap::new();
    for at in journey.touchpoints() {
        let (Some(volume), Some(cost)) = (&at.touchpoint.volume, &at.touchpoint.cost) else { continue };
        let (Some(count), Some(unit)) = (volume.value.map(Amount::get), cost.value.map(Amount::get)) else {
            continue;
        };
        let currency = cost.currency.as_deref().unwrap_or_default();
        let yearly = volume.per.is_some();
        let count = count * volume.per.map_or(1.0, times_a_year);
        let empty = ContactCost { currency, volume: 0.0, total: 0.0, yearly, touchpoints: 0 };
        let entry = all.entry((currency, yearly)).or_insert(empty);
        entry.volume += count;
        entry.total += count * unit;
        entry.touchpoints += 1;
    }
    all.into_values().collect()
}

/// How often a span of time fits into a year of 365 days.
pub(in crate::measure) fn times_a_year(period: Period) -> f64 {
    match period {
        Period::Day => 365.0,
        Period::Week => 365.0 / 7.0,
        Period::Month => 12.0,
        Period::Quarter => 4.0,
        Period::Year => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::testing::journey;

    fn mix(post: u32, phone: u32, online: u32) -> Journey {
        journey(&format!(
            "journey: booking\ntitle: Booking\nstages:\n  - name: Book\n    touchpoints:\n\
             \x20     - {{name: By post, volume: {{value: {post}, per: month}}, cost: {{value: 6.62, currency: GBP}}}}\n\
             \x20     - {{name: By phone, volume: {{value: {phone}, per: month}}, cost: {{value: 4.11, currency: GBP}}}}\n\
             \x20     - {{name: Online, volume: {{value: {online}, per: month}}, cost: {{value: 0.22, currency: GBP}}}}\n\
             \x20     - {{name: By hand, volume: {{value: 5}}}}\n"
        ))
    }

    #[test]
    fn moving_contacts_to_cheaper_channels() {
        let each = |journey: &Journey| {
            let costs = contact_costs(journey);
            assert_eq!((costs.len(), costs[0].touchpoints, costs[0].yearly), (1, 3, true));
            (costs[0].per_contact().unwrap() * 100.0).round() / 100.0
        };
        assert_eq!(each(&mix(30, 40, 30)), 3.70);
        assert_eq!(each(&mix(10, 20, 70)), 1.64);
        let journey = mix(30, 40, 30);
        assert!((contact_costs(&journey)[0].volume - 1200.0).abs() < 1e-9);
    }

    #[test]
    fn currencies_are_not_added_up() {
        let journey = journey(
            "journey: a\ntitle: A\nstages:\n  - name: S\n    touchpoints:\n\
             \x20     - {name: one, volume: {value: 10}, cost: {value: 2, currency: ILS}}\n\
             \x20     - {name: two, volume: {value: 1, per: day}, cost: {value: 2, currency: ILS}}\n\
             \x20     - {name: three, volume: {value: 0}, cost: {value: 1, currency: EUR}}\n",
        );
        let costs = contact_costs(&journey);
        let of = |cost: &ContactCost<'_>| (cost.currency.to_owned(), cost.yearly, cost.total);
        let expected = [("EUR", false, 0.0), ("ILS", false, 20.0), ("ILS", true, 730.0)];
        assert_eq!(costs.iter().map(of).collect::<Vec<_>>(), expected.map(|(a, b, c)| (a.to_owned(), b, c)));
        assert_eq!(costs[0].per_contact(), None);
    }
}
