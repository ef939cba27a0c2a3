//! The closed vocabularies of the format.

vocabulary! {
    /// How much of the relationship a map covers; the two levels are never mixed.
    pub enum Level {
        /// One matter, from the need arising to the need left behind.
        Need = "need",
        /// The whole relationship, from search to after parting.
        Lifecycle = "lifecycle",
    }
}

vocabulary! {
    /// Whether the map shows what is or what should be.
    pub enum State {
        /// What customers experience today.
        Current = "current",
        /// What they should experience; its scores are targets.
        Desired = "desired",
    }
}

vocabulary! {
    /// Whose journey the map describes.
    pub enum JourneyKind {
        /// A summary of many customers' journeys.
        Aggregate = "aggregate",
        /// The journey that one customer made.
        Actual = "actual",
        /// A journey as designed, made by nobody yet; its scores are targets.
        Planned = "planned",
    }
}

vocabulary! {
    /// How far the map has come on the way from guess to tool.
    pub enum Maturity {
        /// The team's own idea of the journey.
        Hypothesis = "hypothesis",
        /// Built on research with customers.
        Researched = "researched",
        /// Confirmed by a second, independent source.
        Validated = "validated",
        /// Kept up to date from running measurements.
        Monitored = "monitored",
        /// Kept for the record; no longer reviewed.
        Archived = "archived",
    }
}

vocabulary! {
    /// How the touchpoints follow each other.
    pub enum Shape {
        /// One after the other.
        Linear = "linear",
        /// With steps that repeat.
        Looping = "looping",
        /// With alternatives.
        Branching = "branching",
        /// Back to the beginning.
        Cyclic = "cyclic",
    }
}

vocabulary! {
    /// Where a stage lies relative to the contact with the provider.
    pub enum Phase {
        /// Before the first contact.
        Before = "before",
        /// While in contact.
        During = "during",
        /// After the last contact.
        After = "after",
    }
}

vocabulary! {
    /// The part a stage plays on the way from stranger to advocate.
    pub enum StageRole {
        /// First seen or heard of.
        Exposure = "exposure",
        /// Known of.
        Awareness = "awareness",
        /// Wanting to know more.
        Interest = "interest",
        /// Looking for ways.
        Search = "search",
        /// Weighing ways against each other.
        Consideration = "consideration",
        /// Making up one's mind.
        Decision = "decision",
        /// Buying or joining.
        Purchase = "purchase",
        /// Getting started.
        Onboarding = "onboarding",
        /// Using for the first time.
        FirstUse = "first-use",
        /// Using.
        Use = "use",
        /// Asking for service.
        Service = "service",
        /// Complaining.
        Complaint = "complaint",
        /// Taking more.
        Deepen = "deepen",
        /// Staying on.
        Renew = "renew",
        /// Leaving.
        Leave = "leave",
        /// After having left.
        AfterLeave = "after-leave",
        /// Recommending.
        Advocate = "advocate",
    }
}

vocabulary! {
    /// The seven groups of contacts in a customer's life with a provider.
    pub enum LifecycleGroup {
        /// Search, before being a customer.
        Search = "search",
        /// The purchase or joining itself.
        Join = "join",
        /// First contacts after joining.
        First = "first",
        /// Ongoing contacts.
        Ongoing = "ongoing",
        /// Deepening the relationship.
        Deepen = "deepen",
        /// Distancing.
        Distance = "distance",
        /// After parting.
        AfterParting = "after-parting",
    }
}

vocabulary! {
    /// The 23 typical contacts of a lifecycle.
    pub enum LifecycleContact {
        /// Meeting the provider while searching.
        ProviderInSearch = "provider-in-search",
        /// Meeting distribution channels while searching.
        DistributorInSearch = "distributor-in-search",
        /// Meeting competitors while searching.
        CompetitorInSearch = "competitor-in-search",
        /// The purchase or joining itself.
        Joining = "joining",
        /// First consumption.
        FirstUse = "first-use",
        /// First bill.
        FirstBill = "first-bill",
        /// First support.
        FirstSupport = "first-support",
        /// A fault of the product.
        ProductFault = "product-fault",
        /// A fault of the service.
        ServiceFault = "service-fault",
        /// Handling of a complaint.
        Complaint = "complaint",
        /// Handling of an exceptional request.
        ExceptionalRequest = "exceptional-request",
        /// Expansion of the service.
        ServiceExpansion = "service-expansion",
        /// Joining another product category.
        AnotherCategory = "another-category",
        /// Asking for a quote.
        QuoteRequest = "quote-request",
        /// Joining a loyalty programme.
        LoyaltyProgramme = "loyalty-programme",
        /// Starting to use self-service.
        SelfServiceStart = "self-service-start",
        /// Cancelling a product.
        ProductCancellation = "product-cancellation",
        /// Using less.
        ReducedUse = "reduced-use",
        /// Asking about the terms of leaving.
        LeavingTerms = "leaving-terms",
        /// Asking to cancel the service.
        ServiceCancellation = "service-cancellation",
        /// Closing loose ends.
        LooseEnds = "loose-ends",
        /// Keeping in touch.
        KeepingInTouch = "keeping-in-touch",
        /// Attempts to renew.
        Renewal = "renewal",
    }
}

impl LifecycleContact {
    /// The group a contact belongs to.
    pub fn group(self) -> LifecycleGroup {
        match self {
            Self::ProviderInSearch | Self::DistributorInSearch | Self::CompetitorInSearch => {
                LifecycleGroup::Search
            }
            Self::Joining => LifecycleGroup::Join,
            Self::FirstUse | Self::FirstBill | Self::FirstSupport => LifecycleGroup::First,
            Self::ProductFault | Self::ServiceFault | Self::Complaint | Self::ExceptionalRequest => {
                LifecycleGroup::Ongoing
            }
            Self::ServiceExpansion
            | Self::AnotherCategory
            | Self::QuoteRequest
            | Self::LoyaltyProgramme
            | Self::SelfServiceStart => LifecycleGroup::Deepen,
            Self::ProductCancellation | Self::ReducedUse | Self::LeavingTerms | Self::ServiceCancellation => {
                LifecycleGroup::Distance
            }
            Self::LooseEnds | Self::KeepingInTouch | Self::Renewal => LifecycleGroup::AfterParting,
        }
    }
}

vocabulary! {
    /// Who the map is about.
    pub enum Audience {
        /// Not a customer yet.
        Prospect = "prospect",
        /// A customer already.
        Existing = "existing",
    }
}

vocabulary! {
    /// What happens at a touchpoint.
    pub enum TouchpointKind {
        /// Two parties exchange something.
        Communication = "communication",
        /// One party does something alone.
        Action = "action",
        /// The customer waits.
        Waiting = "waiting",
        /// The customer uses the product.
        Use = "use",
        /// The customer decides.
        Decision = "decision",
        /// Money changes hands.
        Payment = "payment",
        /// The customer reads, watches or listens.
        Content = "content",
        /// Somebody says something in public.
        Statement = "statement",
        /// Something that should have happened and did not.
        Missing = "missing",
    }
}

vocabulary! {
    /// Who makes the touchpoint happen.
    pub enum Initiator {
        /// The customer.
        Customer = "customer",
        /// The provider whose journey this is.
        Provider = "provider",
        /// Somebody who acts for the provider.
        Partner = "partner",
        /// Somebody else.
        ThirdParty = "third-party",
    }
}

vocabulary! {
    /// Who controls the touchpoint; anything but the brand makes it indirect.
    pub enum OwnedBy {
        /// The provider's brand.
        Brand = "brand",
        /// A partner of the provider.
        Partner = "partner",
        /// The customer.
        Customer = "customer",
        /// Other people: reviews, friends, the public.
        Social = "social",
    }
}

vocabulary! {
    /// What a matter is like, where that decides who or what should handle it.
    pub enum Nature {
        /// The same every time.
        Routine = "routine",
        /// The customer only wants to know something.
        Information = "information",
        /// It cannot wait until somebody is there.
        AnyHour = "any-hour",
        /// It fits no rule.
        Exceptional = "exceptional",
        /// Much depends on it.
        HighStakes = "high-stakes",
        /// Illness, death, violence, debt and the like.
        Sensitive = "sensitive",
    }
}

vocabulary! {
    /// Whether the touchpoint is there.
    pub enum Status {
        /// It exists.
        Exists = "exists",
        /// It is not there and should be.
        Missing = "missing",
        /// It is being built.
        Planned = "planned",
        /// It will be taken away.
        Retire = "retire",
    }
}

vocabulary! {
    /// What becomes of what was known when the customer changes channel.
    pub enum Context {
        /// The new channel knows everything.
        Kept = "kept",
        /// It knows a part.
        Partial = "partial",
        /// The customer starts from nothing.
        Lost = "lost",
    }
}

vocabulary! {
    /// What became of a promise.
    pub enum Kept {
        /// As it was promised.
        Fully = "fully",
        /// In part, or late.
        Partly = "partly",
        /// It was broken.
        NotAtAll = "not-at-all",
    }
}

vocabulary! {
    /// The direction in which a moment of truth can turn the relationship.
    pub enum Valence {
        /// It strengthens.
        Positive = "positive",
        /// It weakens.
        Negative = "negative",
        /// It can go either way.
        Either = "either",
    }
}

vocabulary! {
    /// The kind of a moment of truth.
    pub enum MomentKind {
        /// What sets the search off (before the zero moment of truth).
        Stimulus = "stimulus",
        /// Zero moment of truth: research before the purchase.
        Zmot = "zmot",
        /// First moment of truth: meeting the product.
        Fmot = "fmot",
        /// Second moment of truth: using it.
        Smot = "smot",
        /// Third moment of truth: telling about it.
        Tmot = "tmot",
        /// Actual moment of truth: the gap between purchase and receipt.
        Amot = "amot",
        /// Ultimate moment of truth: a shared experience that becomes research for others.
        Umot = "umot",
        /// A service encounter.
        Service = "service",
        /// A delight.
        Wow = "wow",
        /// Making good after a failure.
        Recovery = "recovery",
        /// Leaving.
        Exit = "exit",
    }
}

vocabulary! {
    /// What a moment of truth does to the customer's attitude.
    pub enum Attitude {
        /// It grows stronger.
        Strengthens = "strengthens",
        /// It grows weaker.
        Weakens = "weakens",
    }
}

vocabulary! {
    /// How the provider answers a moment of truth.
    pub enum ResponseType {
        /// Keep it from happening.
        Prevent = "prevent",
        /// Make the most of it.
        Exploit = "exploit",
        /// Make good after it.
        Recover = "recover",
        /// Promise an outcome.
        Guarantee = "guarantee",
        /// Give the people in contact the means to act.
        Empower = "empower",
    }
}

vocabulary! {
    /// What an opportunity does.
    pub enum OpportunityType {
        /// Repair what is broken.
        Fix = "fix",
        /// Take a touchpoint away.
        Remove = "remove",
        /// Let a machine do it.
        Automate = "automate",
        /// Make it easier.
        Simplify = "simplify",
        /// Let customers do it themselves.
        MoveToSelfService = "move-to-self-service",
        /// Keep people in contact with people.
        KeepHuman = "keep-human",
        /// Act before the customer has to.
        MakeProactive = "make-proactive",
        /// Add a touchpoint.
        AddTouchpoint = "add-touchpoint",
        /// Give more than expected.
        Delight = "delight",
        /// Tell what customers need to know.
        Inform = "inform",
        /// Teach the people in contact.
        Train = "train",
    }
}

vocabulary! {
    /// How far away the benefit is.
    pub enum Horizon {
        /// Weeks, with what is there.
        QuickWin = "quick-win",
        /// Months, with a plan.
        Project = "project",
        /// Longer, with a risk.
        Bet = "bet",
    }
}

vocabulary! {
    /// What an opportunity is good for.
    pub enum Benefit {
        /// Standing out from competitors.
        Differentiation = "differentiation",
        /// Lower barriers to buying.
        LowerBarriers = "lower-barriers",
        /// More visitors who buy.
        Conversion = "conversion",
        /// More people who know the brand.
        Awareness = "awareness",
        /// More use of digital media.
        DigitalReach = "digital-reach",
        /// Less load on resources.
        LowerLoad = "lower-load",
        /// Fewer hours of work.
        FewerHours = "fewer-hours",
        /// More satisfied customers.
        Satisfaction = "satisfaction",
        /// Customers who stay.
        Loyalty = "loyalty",
        /// Customers who recommend.
        Advocacy = "advocacy",
        /// Cheaper media.
        CheaperMedia = "cheaper-media",
        /// Cheaper winning of customers.
        CheaperAcquisition = "cheaper-acquisition",
    }
}

vocabulary! {
    /// What a goal is about.
    pub enum GoalKind {
        /// Getting teams to see the same thing.
        Alignment = "alignment",
        /// More customers who reach the end.
        Conversion = "conversion",
        /// More contact with the brand.
        Engagement = "engagement",
        /// Finding and closing what fails.
        ServiceGap = "service-gap",
        /// Settling who is responsible.
        Ownership = "ownership",
    }
}

vocabulary! {
    /// The span of time a volume is counted over.
    pub enum Period {
        /// A day.
        Day = "day",
        /// A week.
        Week = "week",
        /// A month.
        Month = "month",
        /// A quarter of a year.
        Quarter = "quarter",
        /// A year.
        Year = "year",
    }
}

vocabulary! {
    /// The direction of writing, and so of time, in pictures.
    pub enum Direction {
        /// Left to right.
        Ltr = "ltr",
        /// Right to left.
        Rtl = "rtl",
    }
}

impl Direction {
    /// Whether reading starts at the right.
    pub fn is_rtl(self) -> bool {
        self == Self::Rtl
    }

    /// The direction in which a letter is written; none for digits, signs and spaces.
    pub fn of_letter(c: char) -> Option<Self> {
        match c {
            '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => Some(Self::Rtl),
            c => c.is_alphabetic().then_some(Self::Ltr),
        }
    }

    /// The direction in which a language (BCP 47 tag) is written.
    pub fn of_language(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match primary.as_str() {
            "he" | "iw" | "ar" | "fa" | "ur" | "yi" | "ps" | "sd" | "ug" | "dv" | "ckb" => Self::Rtl,
            _ => Self::Ltr,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lifecycle_has_seven_groups_and_twenty_three_contacts() {
        assert_eq!(LifecycleGroup::ALL.len(), 7);
        assert_eq!(LifecycleContact::ALL.len(), 23);
        let count = |group| LifecycleContact::ALL.iter().filter(|c| c.group() == group).count();
        let counts: Vec<_> = LifecycleGroup::ALL.iter().map(|group| count(*group)).collect();
        assert_eq!(counts, [3, 1, 3, 4, 5, 4, 3]);
    }

    #[test]
    fn benefits_are_the_twelve() {
        assert_eq!(Benefit::ALL.len(), 12);
    }
}
