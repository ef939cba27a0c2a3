//! Told from the customer's side.

use super::about;
use crate::check::text::jargon::JARGON;
use crate::check::text::knows;
use crate::check::text::phrases::find_own;
use crate::check::text::silence::SILENCE;
use crate::check::{Check, Findings, JourneyCx, RuleOption, Stability};
use crate::model::{Channel, Initiator, Status, Touchpoint, TouchpointKind};

rule! {
    /// A touchpoint is named in the provider's words.
    ///
    /// Fires when the `name` of a touchpoint holds a word or phrase from inside the organisation, such as
    /// `CRM`, `SLA`, `back office`, `ticket opened`, `lead assigned`, or `קריאה נפתחה`, `טיקט`, `הליד
    /// שויך`. Words with an everyday sense (`ticket`, `process`, `lead`) count only in phrases that have no
    /// other. The option `words` adds the names of your own departments, systems and forms, such as `words
    /// = ["Priority", "claims desk"]`; they are found in any case, and in Hebrew with letters written onto
    /// the beginning. Silent where JM417 says that the whole touchpoint belongs backstage.
    ///
    /// ## Why
    ///
    /// A map told from inside shows the provider's steps, in which everything works. Customers do not see
    /// tickets and tiers; they see that nobody calls. The customer's own words keep the map outside.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: Ticket opened in the CRM, channel: phone}
    /// ```
    ///
    /// ## What to do
    ///
    /// Say what the customer does or sees, and put what happens behind the scenes into `backstage` or
    /// `systems`:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - name: They promise to call me back
    ///     channel: phone
    ///     backstage: [a ticket is opened]
    ///     systems: [CRM]
    /// ```
    INSIDE_OUT_WORDING = "JM416" "inside-out-wording", Touchpoint, Warning,
        Check::Journey(inside_out_wording), options: &[&OWN_WORDS]
}

static OWN_WORDS: RuleOption = RuleOption::words(
    "words",
    "names of departments, systems and forms of your own that customers do not use",
);

fn inside_out_wording(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    let own = out.words(&OWN_WORDS);
    for found in cx.journey.touchpoints() {
        let name = &found.touchpoint.name;
        let Some(phrase) = JARGON.find(name).or_else(|| find_own(name, own)) else { continue };
        if is_backstage(found.touchpoint) {
            continue;
        }
        let message = format!("`{phrase}` is the provider's word, not the customer's");
        let _ = out
            .at(found.route().key("name"), message)
            .help("say what the customer does or sees; put the rest into `backstage` or `systems`");
    }
}

rule! {
    /// A touchpoint happens where the customer cannot see it.
    ///
    /// Fires when the provider or a partner makes a touchpoint happen in `channel: none` and nothing in it
    /// reaches the customer: no feeling, thought, word, deed, need, pain or gain, no wait, effort, rating,
    /// moment of truth or physical evidence. Silent for `kind: waiting`, and for what is missing.
    ///
    /// ## Why
    ///
    /// A touchpoint is an encounter. What the provider does by itself lies behind the line of visibility
    /// (Shostack 1984); told as a step of the customer's, it makes the journey look longer and better served
    /// than it is, and every count of touchpoints is wrong.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: I ask for a loan, channel: branch, initiator: customer}
    ///   - {name: The risk team checks my file, channel: none, initiator: provider}
    /// ```
    ///
    /// ## What to do
    ///
    /// Write it into `backstage` of the touchpoint it belongs to, or say what the customer notices:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - name: I ask for a loan
    ///     channel: branch
    ///     initiator: customer
    ///     backstage: [the risk team checks the file]
    /// ```
    BACKSTAGE_IN_CUSTOMER_LANE = "JM417" "backstage-in-customer-lane", Touchpoint, Error,
        Check::Journey(backstage_in_customer_lane)
}

fn backstage_in_customer_lane(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    // A feeling that could not be read is a feeling.
    if !cx.faults.is_empty() {
        return;
    }
    for found in cx.journey.touchpoints().filter(|found| is_backstage(found.touchpoint)) {
        let message = about(found, "is the provider's own work, which the customer does not see");
        let _ = out
            .absent(found.route(), message)
            .help("move it to `backstage` of the touchpoint it belongs to, or say what the customer notices");
    }
}

fn is_backstage(touchpoint: &Touchpoint) -> bool {
    let by_provider = matches!(touchpoint.initiator, Some(Initiator::Provider | Initiator::Partner));
    let nowhere = touchpoint.channel.as_ref().is_some_and(Channel::is_none);
    let absent = matches!(touchpoint.kind, Some(TouchpointKind::Waiting | TouchpointKind::Missing))
        || touchpoint.status == Some(Status::Missing);
    by_provider && nowhere && !absent && !reaches_the_customer(touchpoint)
}

fn reaches_the_customer(touchpoint: &Touchpoint) -> bool {
    let said = [&touchpoint.doing, &touchpoint.thinking].iter().any(|text| text.is_some());
    let lists = [
        &touchpoint.needs,
        &touchpoint.dilemmas,
        &touchpoint.pains,
        &touchpoint.gains,
        &touchpoint.physical_evidence,
    ];
    let waits = [touchpoint.live_wait, touchpoint.async_wait].iter().any(Option::is_some);
    said || waits
        || lists.iter().any(|list| !list.is_empty())
        || touchpoint.quote.is_some()
        || touchpoint.emotion.is_some()
        || touchpoint.effort.is_some()
        || touchpoint.moment_of_truth.is_some()
        || !touchpoint.ratings.is_empty()
}

rule! {
    /// A touchpoint tells of something that did not come and is not marked as missing.
    ///
    /// Fires when the `name` of a touchpoint says that nobody answered or that something never came (`no
    /// reply`, `nobody tells me`, `never came`, `שום תשובה`, `אין מענה`, `לא חזרו אליי`), and neither its
    /// `kind` nor its `status` is `missing`. Silent for what the customer does, such as a call that nobody
    /// answers, and for `kind: waiting`. Reads English and Hebrew.
    ///
    /// ## Why
    ///
    /// What should have happened and did not is part of the journey: customer journey modelling language
    /// counts missing touchpoints among the ways in which a journey departs from its plan (Halvorsrud,
    /// Kvale & Følstad 2016). Unmarked, it is counted as a contact that took place.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: No reply ever comes, channel: email, initiator: provider}
    /// ```
    ///
    /// ## What to do
    ///
    /// Mark it:
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {name: No reply ever comes, kind: missing, channel: email, initiator: provider}
    /// ```
    MISSING_TOUCHPOINT_UNMARKED = "JM420" "missing-touchpoint-unmarked", Touchpoint, Info,
        Check::Journey(missing_touchpoint_unmarked), stability: Stability::Preview
}

fn missing_touchpoint_unmarked(cx: &JourneyCx<'_>, out: &mut Findings<'_>) {
    if !knows(cx.journey.lang.as_ref()) {
        return;
    }
    for found in cx.journey.touchpoints() {
        let touchpoint = found.touchpoint;
        let marked = matches!(touchpoint.kind, Some(TouchpointKind::Missing | TouchpointKind::Waiting))
            || matches!(touchpoint.status, Some(Status::Missing | Status::Retire));
        if marked || touchpoint.initiator == Some(Initiator::Customer) {
            continue;
        }
        let Some(phrase) = SILENCE.find(&touchpoint.name) else { continue };
        let message =
            format!("`{phrase}` tells of something that did not come, and it is not marked as missing");
        let draft = match touchpoint.kind {
            Some(_) => out.at(found.route().key("kind"), message),
            None => out.missing(found.route(), "kind", message),
        };
        let _ = draft.help("write `kind: missing`");
    }
}
