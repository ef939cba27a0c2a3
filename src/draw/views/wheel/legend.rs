//! The legend: only what this wheel shows, in words.

use super::nodes::{self, Look};
use super::{Feeling, Moment, Touchpoint, WheelPicture};
use crate::draw::icons::Icon;
use crate::draw::views::legend::Example;
use crate::draw::views::sheet::Sheet;
use crate::model::Valence;

/// The sample beside an explanation.
pub enum Sample {
    Node(Touchpoint, Look),
    Icon(Icon),
}

const SIDE: f64 = 26.0;
const LOOK: Look = Look { radius: 11.0, rings: false, badges: false };

impl Example for Sample {
    const ABOVE: f64 = 20.0;
    const GAP: f64 = 28.0;
    const BESIDE: f64 = 10.0;

    fn width(&self) -> f64 {
        SIDE
    }

    fn draw(&self, sheet: &mut Sheet<'_>, u: f64, y: f64) {
        let u = u + SIDE / 2.0;
        match self {
            Sample::Node(touchpoint, look) => nodes::draw_at(sheet, touchpoint, (u, y), *look),
            Sample::Icon(icon) => sheet.icon(*icon, u, y, SIDE - 2.0, sheet.theme.ink),
        }
    }
}

/// The explanations that a wheel needs.
pub fn items(sheet: &Sheet<'_>, picture: &WheelPicture) -> Vec<(Sample, String)> {
    let labels = sheet.locale.labels();
    let any = |wanted: &dyn Fn(&Touchpoint) -> bool| picture.touchpoints().any(wanted);
    let mut items = Vec::new();
    // The three signs are explained as they stand on this wheel: felt, or hoped for.
    let is_target = picture.touchpoints().any(Touchpoint::is_target);
    let node = |v: f64| {
        let feeling = Some(Feeling { v, target: is_target, ..Feeling::default() });
        Sample::Node(Touchpoint { feeling, ..Touchpoint::default() }, LOOK)
    };
    let signed = |sign: f64| {
        any(&|touchpoint| {
            let value = touchpoint.value().filter(|_| touchpoint.moment.is_none());
            value.is_some_and(|v| if sign == 0.0 { v == 0.0 } else { v * sign > 0.0 })
        })
    };
    for (v, words) in [(1.0, &labels.positive), (0.0, &labels.neutral), (-1.0, &labels.negative)] {
        if signed(v) {
            let target = if is_target { format!("{}: {words}", labels.target) } else { words.clone() };
            items.push((node(v), target));
        }
    }
    let moment = |valence, criticality, look| {
        let moment = Some(Moment { valence, criticality, label: None });
        let feeling = Some(Feeling::default());
        Sample::Node(Touchpoint { moment, feeling, ..Touchpoint::default() }, look)
    };
    let has_moment =
        |wanted: &dyn Fn(&Moment) -> bool| any(&|touchpoint| touchpoint.moment.as_ref().is_some_and(wanted));
    for (valence, words) in [
        (Valence::Positive, &labels.moment_positive),
        (Valence::Negative, &labels.moment_negative),
        (Valence::Either, &labels.moment_either),
    ] {
        if has_moment(&|moment| moment.valence == valence) {
            items.push((moment(valence, 2, LOOK), words.clone()));
        }
    }
    let critical = picture.touchpoints().filter_map(|t| t.moment.as_ref()).find(|m| m.criticality >= 3);
    if let Some(critical) = critical {
        items.push((
            moment(critical.valence, 3, Look { radius: 6.5, rings: true, badges: false }),
            labels.critical.clone(),
        ));
    }
    if any(&|touchpoint| touchpoint.by_provider) {
        items.push((Sample::Icon(Icon::Proactive), labels.wheel.by_provider.clone()));
    }
    if any(&Touchpoint::needs_evidence) {
        items.push((Sample::Icon(Icon::Question), labels.wheel.evidence_needed.clone()));
    }
    items
}
