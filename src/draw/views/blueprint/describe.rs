//! The blueprint told in words, for those who hear a picture instead of seeing it.

use super::{BlueprintPicture, Step};
use crate::draw::locale::{Locale, fill};

/// Touchpoints listed before a list is cut short.
const MOST: usize = 12;

/// Tells the blueprint in the picture's language: who acts, how much of what stands behind is written
/// down, where customers wait, what fails, and which rows nobody has filled.
pub fn describe(picture: &BlueprintPicture) -> String {
    let locale = Locale::of(&picture.heading.lang);
    let labels = locale.labels();
    let words = &labels.blueprint;
    let steps: Vec<&Step> = picture.steps().collect();
    let counted = |is_one: &dyn Fn(&Step) -> bool| steps.iter().filter(|step| is_one(step)).count();
    let touchpoints = |n: usize| locale.count(&labels.touchpoints, n);
    let mut told = vec![fill(
        &words.opening,
        &[
            ("title", &locale.quoted(&picture.heading.title)),
            ("touchpoints", &touchpoints(steps.len())),
            ("stages", &locale.count(&labels.stages, picture.stages.len())),
        ],
    )];
    if steps.is_empty() {
        told.push(format!("{}.", labels.nothing_mapped));
        return told.join(" ");
    }
    let by_provider = counted(&|step| step.by_provider);
    let (customer, provider) = (steps.len() - by_provider, by_provider);
    told.push(fill(
        &words.started,
        &[("customer", &customer.to_string()), ("provider", &provider.to_string())],
    ));
    let (backstage, support) =
        (counted(&|step| !step.backstage.is_empty()), counted(&|step| !step.support.is_empty()));
    if backstage + support > 0 {
        let values = [("backstage", touchpoints(backstage)), ("support", touchpoints(support))];
        told.push(fill(&words.behind, &values.each_ref().map(|(name, value)| (*name, value.as_str()))));
    }
    for (template, points) in [
        (&words.waits, points(&locale, &steps, |step| step.waits.iter().map(String::as_str).collect())),
        (
            &words.fails,
            points(&locale, &steps, |step| step.fails.iter().map(|fail| fail.words.as_str()).collect()),
        ),
    ] {
        told.extend(points.map(|points| fill(template, &[("points", &points)])));
    }
    let rows = [
        (counted(&|step| !step.evidence.is_empty()), &words.physical_evidence),
        (counted(&|step| step.is_onstage()), &words.frontstage),
        (backstage, &words.backstage),
        (support, &words.support),
    ];
    let missing: Vec<&str> = rows.iter().filter(|(n, _)| *n == 0).map(|(_, row)| row.as_str()).collect();
    if !missing.is_empty() {
        told.push(fill(&words.missing, &[("rows", &missing.join(&labels.list_separator))]));
    }
    told.join(" ")
}

/// The touchpoints at which there is something to say, each with what it is.
fn points<'s>(
    locale: &Locale,
    steps: &[&'s Step],
    said: impl Fn(&'s Step) -> Vec<&'s str>,
) -> Option<String> {
    let separator = &locale.labels().list_separator;
    let all = steps.iter().map(|step| (step, said(step))).filter(|(_, said)| !said.is_empty());
    let all: Vec<String> =
        all.map(|(step, said)| format!("{} ({})", locale.quoted(&step.name), said.join(separator))).collect();
    let told = all.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(separator);
    match all.len() {
        0 => None,
        n if n > MOST => Some(format!("{told} (+{})", n - MOST)),
        _ => Some(told),
    }
}
