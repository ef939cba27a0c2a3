//! What to do with the customer's contacts: remove their cause, let a machine help, or keep them with people.

use super::{Series, cost::times_a_year, series};
use crate::model::{
    Amount, Channel, ChannelFamily, Initiator, Journey, LifecycleContact, Nature, StageRole, Touchpoint,
    TouchpointRef,
};

/// What becomes of a contact by what it is worth to both sides (Price and Jaffe, *The Best Service Is No
/// Service*, 2008). A convention for sorting; the map's words are turned into worth by [`demand`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Demand {
    /// Irritating to both: take its cause away.
    Eliminate,
    /// Valuable to the customer, a burden to the provider: let a machine do it.
    Automate,
    /// Irritating to the customer, valuable to the provider: make it easy.
    Simplify,
    /// Valuable to both: make the most of it, with people.
    Leverage,
}

impl Demand {
    /// What to do, in a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Eliminate => "eliminate",
            Self::Automate => "automate",
            Self::Simplify => "simplify",
            Self::Leverage => "leverage",
        }
    }
}

/// What a contact is worth to both sides, where the map says enough.
///
/// What was preventable is irritating to both. Else the customer's side is the feeling there: below neutral
/// irritating, above it valuable. The provider's side: a moment of truth, or a contact in which customers take
/// more, is valuable; a routine or a question of information is a burden. `v` is the lowest feeling there.
pub fn demand(touchpoint: &Touchpoint, v: Option<f64>) -> Option<Demand> {
    use LifecycleContact::{
        AnotherCategory, Joining, LoyaltyProgramme, QuoteRequest, Renewal, ServiceExpansion,
    };
    if touchpoint.preventable == Some(true) {
        return Some(Demand::Eliminate);
    }
    let for_customer = match v? {
        v if v < 0.0 => false,
        v if v > 0.0 => true,
        _ => return None,
    };
    let sells = matches!(
        touchpoint.contact,
        Some(Joining | QuoteRequest | ServiceExpansion | AnotherCategory | LoyaltyProgramme | Renewal)
    );
    let is = |nature| touchpoint.nature.contains(&nature);
    let for_provider = match () {
        () if touchpoint.moment_of_truth.is_some() || sells => true,
        () if is(Nature::Routine) || is(Nature::Information) => false,
        () => return None,
    };
    Some(match (for_customer, for_provider) {
        (true, true) => Demand::Leverage,
        (true, false) => Demand::Automate,
        (false, true) => Demand::Simplify,
        (false, false) => Demand::Eliminate,
    })
}

/// Why people stay with a matter whatever its score: these are decided by people unless the provider decides
/// otherwise (the seeds of this format; a convention).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Veto {
    /// Somebody complains.
    Complaint,
    /// It fits no rule.
    Exceptional,
    /// Somebody leaves, or gives something up.
    Cancellation,
    /// Illness, death, violence, debt and the like.
    Sensitive,
}

impl Veto {
    /// What it is, with its article.
    pub fn name(self) -> &'static str {
        match self {
            Self::Complaint => "a complaint",
            Self::Exceptional => "an exceptional request",
            Self::Cancellation => "a cancellation",
            Self::Sensitive => "a sensitive matter",
        }
    }

    /// Why a touchpoint stays with people, if it does.
    pub fn of(touchpoint: &Touchpoint) -> Option<Self> {
        use LifecycleContact::{Complaint, ExceptionalRequest, ProductCancellation, ServiceCancellation};
        let is = |nature| touchpoint.nature.contains(&nature);
        match touchpoint.contact {
            Some(Complaint) => Some(Self::Complaint),
            Some(ExceptionalRequest) => Some(Self::Exceptional),
            Some(ProductCancellation | ServiceCancellation) => Some(Self::Cancellation),
            _ if is(Nature::Sensitive) => Some(Self::Sensitive),
            _ if is(Nature::Exceptional) => Some(Self::Exceptional),
            _ => None,
        }
    }
}

/// Something that speaks for or against self-service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ServiceReason {
    /// The same every time.
    Routine,
    /// More frequent than the average contact of the map.
    HighVolume,
    /// The customer only wants to know something.
    Information,
    /// The customer tried a screen or a machine before.
    TriedOnline,
    /// It cannot wait until somebody is there.
    AnyHour,
    /// The relationship can turn here.
    MomentOfTruth,
    /// A feeling of -0.5 or worse.
    NegativeFeeling,
    /// A complaint, a fault or an exception.
    Exception,
    /// Much depends on it.
    HighStakes,
    /// The persona may need more help than others.
    Vulnerable,
}

impl ServiceReason {
    /// What it counts (convention).
    pub fn points(self) -> i32 {
        match self {
            Self::Routine => 2,
            Self::HighVolume | Self::Information | Self::TriedOnline | Self::AnyHour => 1,
            Self::HighStakes | Self::Vulnerable => -1,
            Self::NegativeFeeling | Self::Exception => -2,
            Self::MomentOfTruth => -3,
        }
    }

    /// The reason in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Routine => "routine",
            Self::HighVolume => "frequent",
            Self::Information => "information only",
            Self::TriedOnline => "tried online before",
            Self::AnyHour => "at any hour",
            Self::MomentOfTruth => "moment of truth",
            Self::NegativeFeeling => "negative feeling",
            Self::Exception => "exception or complaint",
            Self::HighStakes => "high stakes",
            Self::Vulnerable => "vulnerable persona",
        }
    }
}

/// Who or what should handle a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceVerdict {
    /// Customers could do it themselves.
    SelfService,
    /// A screen, with a person within reach.
    Assisted,
    /// A person.
    Human,
}

impl ServiceVerdict {
    /// The verdict in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::SelfService => "self-service",
            Self::Assisted => "assisted",
            Self::Human => "keep human",
        }
    }
}

/// One contact of the customer's with everything that speaks for and against a machine.
#[derive(Clone, Debug)]
pub struct ContactCase<'j> {
    /// The contact.
    pub at: TouchpointRef<'j>,
    /// What it is worth to both sides, where the map says enough.
    pub demand: Option<Demand>,
    /// What speaks for and against self-service.
    pub reasons: Vec<ServiceReason>,
    /// Why it stays with people whatever the score.
    pub veto: Option<Veto>,
}

impl ContactCase<'_> {
    /// The self-service score: the sum of the points of its reasons, -9 to 6. What the map does not say counts
    /// nothing, so a map that says little has scores near 0.
    pub fn score(&self) -> i32 {
        self.reasons.iter().map(|reason| reason.points()).sum()
    }

    /// Whether it need have happened, in a word.
    pub fn preventable(&self) -> &'static str {
        match self.at.touchpoint.preventable {
            Some(true) => "yes",
            Some(false) => "no",
            None => "not said",
        }
    }

    /// Who or what should handle it: from 3 points on customers themselves, down to -1 people, between them a
    /// screen with a person within reach; a veto goes before. `None` where the map gives no reason at all.
    ///
    /// A convention. Self-service that people give up looks like success from the inside, and pushing customers to
    /// another channel is an involuntary switch.
    pub fn verdict(&self) -> Option<ServiceVerdict> {
        if self.veto.is_some() {
            return Some(ServiceVerdict::Human);
        }
        (!self.reasons.is_empty()).then(|| match self.score() {
            3.. => ServiceVerdict::SelfService,
            0..=2 => ServiceVerdict::Assisted,
            _ => ServiceVerdict::Human,
        })
    }
}

/// The customer's contacts, each with what to do about it; `vulnerable` says whether a persona of the journey is.
pub fn contact_cases<'j>(journey: &'j Journey, vulnerable: bool) -> Vec<ContactCase<'j>> {
    let all = series(journey);
    let contacts = || journey.touchpoints().filter(|at| at.touchpoint.is_customer_contact());
    let volumes: Vec<f64> = contacts().filter_map(|at| yearly_volume(at.touchpoint)).collect();
    let mean = volumes.iter().sum::<f64>() / volumes.len().max(1) as f64;
    let case = |at: TouchpointRef<'j>| {
        let touchpoint = at.touchpoint;
        let v = lowest(&all, at.position);
        let is = |nature| touchpoint.nature.contains(&nature);
        let frequent = volumes.len() > 1 && yearly_volume(touchpoint).is_some_and(|own| own >= mean);
        let found = [
            (is(Nature::Routine), ServiceReason::Routine),
            (frequent, ServiceReason::HighVolume),
            (is(Nature::Information), ServiceReason::Information),
            (tried_online(journey, at), ServiceReason::TriedOnline),
            (is(Nature::AnyHour), ServiceReason::AnyHour),
            (touchpoint.moment_of_truth.is_some(), ServiceReason::MomentOfTruth),
            (v.is_some_and(|v| v <= -0.5), ServiceReason::NegativeFeeling),
            (is_exception(at), ServiceReason::Exception),
            (is(Nature::HighStakes), ServiceReason::HighStakes),
            (vulnerable, ServiceReason::Vulnerable),
        ];
        ContactCase {
            at,
            demand: demand(touchpoint, v),
            reasons: found.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason).collect(),
            veto: Veto::of(touchpoint),
        }
    };
    contacts().map(case).collect()
}

fn lowest(all: &[Series<'_>], position: usize) -> Option<f64> {
    all.iter().filter_map(|series| Some(series.points[position]?.v)).reduce(f64::min)
}

/// How often it happens in a year; nothing where no span of time is named.
fn yearly_volume(touchpoint: &Touchpoint) -> Option<f64> {
    let volume = touchpoint.volume.as_ref()?;
    Some(volume.value.map(Amount::get)? * times_a_year(volume.per?))
}

/// Whether the customer comes from a screen or a machine, by `arrives` or else by the touchpoint before.
fn tried_online(journey: &Journey, at: TouchpointRef<'_>) -> bool {
    let named = at.touchpoint.arrives.as_ref().and_then(|arrives| arrives.from.as_ref());
    let before = match named {
        Some(id) => journey.touchpoint(id.as_str()),
        None => journey.touchpoints().take(at.position).last(),
    };
    before.is_some_and(|before| {
        let kind = before.touchpoint.channel.as_ref().and_then(Channel::kind);
        let alone = kind.is_some_and(|kind| {
            use ChannelFamily::{Digital, Machine, Message, Voice};
            !kind.answered && matches!(kind.family, Digital | Machine | Message | Voice)
        });
        alone && before.touchpoint.initiator == Some(Initiator::Customer)
    })
}

fn is_exception(at: TouchpointRef<'_>) -> bool {
    use LifecycleContact::{Complaint, ExceptionalRequest, ProductFault, ServiceFault};
    matches!(at.touchpoint.contact, Some(Complaint | ExceptionalRequest | ProductFault | ServiceFault))
        || at.touchpoint.nature.contains(&Nature::Exceptional)
        || at.stage.role == Some(StageRole::Complaint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::testing;

    fn contacts(touchpoints: &str) -> Journey {
        testing::journey(&format!(
            "journey: a\ntitle: A\nscale: -2..2\nstages:\n  - name: S\n    touchpoints:\n{touchpoints}"
        ))
    }

    #[test]
    fn routine_questions_go_to_a_machine_and_complaints_to_people() {
        let journey = contacts(
            "\
             \x20     - {name: I look on the site, channel: web, initiator: customer}\n\
             \x20     - {name: I ask for my balance, channel: phone, initiator: customer, emotion: 1,\
                 nature: [routine, information], volume: {value: 900, per: month}}\n\
             \x20     - {name: I ask to pay later, channel: phone, initiator: customer, emotion: 0,\
                 nature: [any-hour], volume: {value: 10, per: month}}\n\
             \x20     - {name: I complain, channel: phone, initiator: customer, emotion: -2, contact: complaint}\n\
             \x20     - {name: I ask whether they deliver, channel: phone, initiator: customer}\n\
             \x20     - {name: My mother died, channel: phone, initiator: customer, nature: [sensitive, routine, information, any-hour]}\n",
        );
        let cases = contact_cases(&journey, false);
        let told: Vec<_> = cases.iter().map(|case| (case.score(), case.verdict(), case.veto)).collect();
        assert_eq!(
            told,
            [
                (5, Some(ServiceVerdict::SelfService), None),
                (1, Some(ServiceVerdict::Assisted), None),
                (-4, Some(ServiceVerdict::Human), Some(Veto::Complaint)),
                (0, None, None),
                (4, Some(ServiceVerdict::Human), Some(Veto::Sensitive)),
            ]
        );
        assert_eq!(contact_cases(&journey, true)[1].score(), 0);
        use ServiceReason::{HighVolume, Information, Routine, TriedOnline};
        assert_eq!(cases[0].reasons, [Routine, HighVolume, Information, TriedOnline]);
    }

    #[test]
    fn what_a_contact_is_worth_to_both_sides() {
        let journey = contacts(
            "\
             \x20     - {name: a, channel: phone, initiator: customer, preventable: true, emotion: 1}\n\
             \x20     - {name: b, channel: phone, initiator: customer, nature: [routine], emotion: 1}\n\
             \x20     - {name: c, channel: phone, initiator: customer, emotion: -1, moment_of_truth: {valence: either}}\n\
             \x20     - {name: d, channel: phone, initiator: customer, emotion: 1, contact: renewal}\n\
             \x20     - {name: e, channel: phone, initiator: customer, emotion: -1, nature: [information]}\n\
             \x20     - {name: f, channel: phone, initiator: customer, emotion: -1}\n\
             \x20     - {name: g, channel: phone, initiator: customer, nature: [routine]}\n",
        );
        use Demand::{Automate, Eliminate, Leverage, Simplify};
        let found: Vec<_> = contact_cases(&journey, false).iter().map(|case| case.demand).collect();
        assert_eq!(
            found,
            [Some(Eliminate), Some(Automate), Some(Simplify), Some(Leverage), Some(Eliminate), None, None]
        );
    }
}
