//! Customers who are failed a second time when they ask for help.

use crate::model::{
    Initiator, Journey, Level, MomentKind, MomentOfTruth, Touchpoint, TouchpointKind, TouchpointRef,
};

/// A failure, and the next one after the customer turned to the provider.
#[derive(Clone, Copy, Debug)]
pub struct DoubleDeviation<'j> {
    /// The first failure.
    pub first: TouchpointRef<'j>,
    /// The one that was to make it good.
    pub again: TouchpointRef<'j>,
}

/// The first double deviation of a journey (Bitner, Booms & Tetreault 1990).
///
/// A failure is a dead end, something that never came, or a negative moment of truth; the second one comes after
/// the customer turned to the provider, and may be coming back with the same matter or a recovery that is felt as
/// bad, too. Making good well can leave customers more content than before after one failure, but not after two
/// (Maxham & Netemeyer 2002), and it brings none of them back (meta-analysis by de Matos et al. 2007). None in plans,
/// nor in lifecycle maps, whose contacts are not about one matter. Evidence: moderate; what counts as a failure is a
/// convention.
pub fn double_deviation(journey: &Journey) -> Option<DoubleDeviation<'_>> {
    if journey.is_target() || journey.level == Some(Level::Lifecycle) {
        return None;
    }
    let mut first: Option<TouchpointRef<'_>> = None;
    let mut asked = false;
    for at in journey.touchpoints() {
        let touchpoint = at.touchpoint;
        let moment = touchpoint.moment_of_truth.as_deref();
        let Some(failed) = first else {
            let fails = leads_nowhere(touchpoint) || moment.is_some_and(MomentOfTruth::is_negative);
            first = fails.then_some(at);
            continue;
        };
        let repeats = touchpoint.effort.as_ref().is_some_and(|effort| effort.repeat_contact);
        let asks = touchpoint.initiator == Some(Initiator::Customer) && touchpoint.has_channel();
        let is_bad_recovery =
            moment.is_some_and(|moment| moment.kind == Some(MomentKind::Recovery) && moment.is_negative());
        if is_bad_recovery || asked && repeats || (asked || asks) && leads_nowhere(touchpoint) {
            return Some(DoubleDeviation { first: failed, again: at });
        }
        asked |= asks;
    }
    None
}

/// Whether a touchpoint ends nowhere.
fn leads_nowhere(touchpoint: &Touchpoint) -> bool {
    let dead_end = touchpoint.effort.as_ref().is_some_and(|effort| effort.dead_end);
    dead_end || touchpoint.kind == Some(TouchpointKind::Missing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::testing;

    fn found(level: &str, touchpoints: &[&str]) -> Option<(String, String)> {
        let touchpoints: String = touchpoints.iter().map(|one| format!("      - {{{one}}}\n")).collect();
        let journey = testing::journey(&format!(
            "journey: a\ntitle: A\nlevel: {level}\nstages:\n  - name: S\n    touchpoints:\n{touchpoints}"
        ));
        double_deviation(&journey)
            .map(|one| [one.first, one.again].map(|at| at.touchpoint.id().to_owned()).into())
    }

    #[test]
    fn the_second_failure_comes_after_asking() {
        let form = "id: form, name: F, channel: web, effort: {dead_end: true}";
        let call = "id: call, name: C, channel: phone, initiator: customer";
        let never = "id: never, name: N, channel: phone, kind: missing";
        let again = "id: again, name: A, channel: phone, initiator: customer, effort: {repeat_contact: true}";
        let bad = "id: bad, name: B, moment_of_truth: {valence: negative, kind: recovery}";
        let pair = |one: &str, two: &str| Some((one.to_owned(), two.to_owned()));
        assert_eq!(found("need", &[form, call, never]), pair("form", "never"));
        assert_eq!(found("need", &[form, call, again]), pair("form", "again"));
        assert_eq!(found("need", &[form, bad]), pair("form", "bad"));
        for none in [&[form, call][..], &[form, never], &[call, never], &[bad, call]] {
            assert_eq!(found("need", none), None, "{none:?}");
        }
        assert_eq!(found("lifecycle", &[form, call, never]), None);
    }
}
