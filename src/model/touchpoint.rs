//! One encounter of the customer with the provider, or with the need.

use std::collections::BTreeMap;

use super::{
    Amount, Answers, Belief, Channel, ChannelFamily, Context, Duration, Emotion, Id, Importance, Initiator,
    Kept, LifecycleContact, Metric, MomentOfTruth, Nature, OwnedBy, Period, Quote, Ratio, Status,
    TouchpointKind,
};

structure! {
    /// One encounter, told from the customer's side.
    pub struct Touchpoint {
        /// A name to refer to; made from `name` when absent.
        pub id: Option<Id>,
        /// What happens, in the customer's words.
        pub name: String,
        /// What kind of encounter it is.
        pub kind: Option<TouchpointKind>,
        /// Where it happens; `none` for a need, a wait or a thought.
        pub channel: Option<Channel>,
        /// Who makes it happen.
        pub initiator: Option<Initiator>,
        /// Who controls it; anything but `brand` makes it indirect.
        pub owned_by: Option<OwnedBy>,
        /// Whether it is there.
        pub status: Option<Status>,
        /// Which of the 23 typical contacts of a lifecycle it is.
        pub contact: Option<LifecycleContact>,
        /// What the matter is like, where that decides who or what should handle it.
        pub nature: Vec<Nature>,
        /// Whether the provider acts before the customer has to ask.
        pub proactive: bool,
        /// In a desired map: the touchpoints of the current map it takes the place of.
        pub replaces: Vec<Id>,
        /// What the customer does.
        pub doing: Option<String>,
        /// What the customer thinks.
        pub thinking: Option<String>,
        /// What the customer says.
        pub quote: Option<Box<Quote>>,
        /// What the customer needs here.
        pub needs: Vec<String>,
        /// Between what the customer is torn.
        pub dilemmas: Vec<String>,
        /// What hurts.
        pub pains: Vec<String>,
        /// What is gained.
        pub gains: Vec<String>,
        /// What the customer feels.
        pub emotion: Option<Emotion>,
        /// Where the claims made here come from: an id of `evidence`, or `assumption`.
        pub evidence: Option<Id>,
        /// What people at the provider believe that the customer feels here, by who they are, such as `managers`.
        pub believed: BTreeMap<String, Belief>,
        /// What the provider had promised that is kept or broken here.
        pub promises: Vec<Promise>,
        /// Expected and perceived quality by attribute.
        pub ratings: BTreeMap<String, Rating>,
        /// Time spent waiting with the other side on the line or at the counter.
        pub live_wait: Option<Duration>,
        /// Time spent waiting for an answer, free to do other things.
        pub async_wait: Option<Duration>,
        /// Time the encounter itself takes.
        pub duration: Option<Duration>,
        /// What it costs the customer in effort.
        pub effort: Option<Effort>,
        /// How the customer came here from another channel.
        pub arrives: Option<Box<Arrival>>,
        /// Share of customers who meet it.
        pub reach: Option<Ratio>,
        /// How often it happens.
        pub volume: Option<Box<Volume>>,
        /// What it costs the provider each time.
        pub cost: Option<Box<Cost>>,
        /// Measured values, by name; `success` is the share of cases in which its moment of truth goes well.
        pub metrics: BTreeMap<String, Metric>,
        /// Whether the contact need not have happened.
        pub preventable: Option<bool>,
        /// Why it happened.
        pub root_cause: Option<String>,
        /// What would keep it from happening.
        pub prevention: Option<String>,
        /// Who is responsible at the provider.
        pub owner: Option<String>,
        /// What people do behind the line of visibility.
        pub backstage: Vec<String>,
        /// The systems and support processes it rests on.
        pub systems: Vec<String>,
        /// What the customer can see and touch.
        pub physical_evidence: Vec<String>,
        /// Whether the relationship can turn here.
        pub moment_of_truth: Option<Box<MomentOfTruth>>,
        /// What somebody could have done here and did not.
        pub missed_opportunities: Vec<MissedOpportunity>,
        /// Why what hurts here stays as it is, where somebody decided so.
        pub accepted: Option<String>,
        /// What can come next, where it is not simply the next touchpoint.
        pub next: Vec<Branch>,
    }
}

impl Touchpoint {
    /// The id; the loader sees to it that every touchpoint has one.
    pub fn id(&self) -> &str {
        self.id.as_ref().map_or("", Id::as_str)
    }

    /// Whether there is a channel, and it is not `none`.
    pub fn has_channel(&self) -> bool {
        self.channel.as_ref().is_some_and(|channel| !channel.is_none())
    }

    /// Whether the customer turns to the provider and expects an answer: initiated by the customer, and
    /// either said to be communication or in a channel where somebody answers.
    pub fn is_customer_contact(&self) -> bool {
        let by_customer = self.initiator == Some(Initiator::Customer);
        let indirect = !matches!(self.owned_by, None | Some(OwnedBy::Brand));
        let answered = match self.kind {
            Some(TouchpointKind::Communication) => self.has_channel(),
            Some(_) => false,
            None => self.channel.as_ref().and_then(Channel::kind).is_some_and(|kind| kind.answered),
        };
        by_customer && answered && !indirect
    }

    /// Whether nobody of the brand controls it.
    pub fn is_indirect(&self) -> bool {
        let by_channel = self
            .channel
            .as_ref()
            .and_then(Channel::kind)
            .is_some_and(|kind| matches!(kind.family, ChannelFamily::Public | ChannelFamily::Partner));
        match self.owned_by {
            Some(owner) => owner != OwnedBy::Brand,
            None => by_channel,
        }
    }
}

structure! {
    /// One attribute of the experience as expected and as perceived, on one scale.
    pub struct Rating {
        /// What the customer expected.
        pub expected: Option<f64>,
        /// What the customer found.
        pub perceived: Option<f64>,
        /// What the customer would wish for.
        pub desired: Option<f64>,
        /// How much it matters, from 0 to 10.
        pub importance: Option<Importance>,
        /// How many found it how good: by the numbers of the scale, the best the highest.
        pub answers: Answers,
        /// How many said how much it matters, on a scale of the same kind.
        pub importance_answers: Answers,
        /// Where it comes from: an id of `evidence`; that of the touchpoint when absent.
        pub evidence: Option<Id>,
    }
}

structure! {
    /// Something that the provider promised, and what became of it.
    pub struct Promise {
        /// What was promised, as the customer heard it.
        pub statement: String,
        /// Whether it was kept; not known when not said.
        pub kept: Option<Kept>,
        /// Where that is known from: an id of `evidence`, or `assumption`; that of the touchpoint when absent.
        pub evidence: Option<Id>,
    }
}

structure! {
    /// What an encounter costs the customer beside time.
    pub struct Effort {
        /// How often the customer is passed on.
        pub handoffs: Option<u16>,
        /// Whether the customer says again what was said before.
        pub repeats_information: bool,
        /// Whether it leads nowhere: an error, no reply, a call that cannot be returned.
        pub dead_end: bool,
        /// Whether a form or document is demanded.
        pub form: bool,
        /// Whether the customer comes back with the same matter.
        pub repeat_contact: bool,
    }
}

structure! {
    /// How the customer came from another channel.
    pub struct Arrival {
        /// The touchpoint left; the one before when not said.
        pub from: Option<Id>,
        /// Whether the customer chose to change.
        pub voluntary: Option<bool>,
        /// What became of what was known.
        pub context: Option<Context>,
    }
}

structure! {
    /// How often something happens.
    pub struct Volume {
        /// The count.
        pub value: Option<Amount>,
        /// Over what span of time.
        pub per: Option<Period>,
    }
}

structure! {
    /// A price.
    pub struct Cost {
        /// The amount.
        pub value: Option<Amount>,
        /// The currency as an ISO 4217 code such as `ILS`.
        pub currency: Option<String>,
    }
}

structure! {
    /// What somebody could have done and did not.
    pub struct MissedOpportunity {
        /// Who; it may be another provider.
        pub who: Option<String>,
        /// What they could have done.
        pub action: String,
        /// What it would have changed.
        pub effect: Option<String>,
    }
}

structure! {
    /// A way on from a touchpoint.
    pub struct Branch {
        /// The touchpoint it leads to.
        pub to: Id,
        /// The share of customers who take it.
        pub share: Option<Ratio>,
        /// Who takes it.
        pub condition: Option<String>,
    }
}
