//! The record of a rule.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::{Card, Findings, RULES, RuleOption};
use crate::measure::{self, Alignment, Series};
use crate::model::{Date, Grade, Id, Journey, Persona, TouchpointRef};
use crate::syntax::{Fault, Route};
use crate::workspace::{File, FileIndex, Kind, RuleLevel, Typed, Workspace};

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The text itself and the shape of the format.
    Format,
    /// Suppressions, the baseline and the settings of rules.
    Upkeep,
    /// Where a journey begins and ends and what it is for.
    Scope,
    /// Stages and references.
    Structure,
    /// Personas.
    Persona,
    /// Touchpoints and channels.
    Touchpoint,
    /// Emotion scores.
    Emotion,
    /// Moments of truth.
    Moment,
    /// Effort, waits and prevention.
    Effort,
    /// Desired maps and opportunities.
    Gap,
    /// Evidence, upkeep and privacy.
    Evidence,
    /// The look of pictures.
    Picture,
    /// All journeys together.
    Portfolio,
}

impl Group {
    /// Every group in the order of the codes.
    pub const ALL: [Self; 13] = [
        Self::Format,
        Self::Upkeep,
        Self::Scope,
        Self::Structure,
        Self::Persona,
        Self::Touchpoint,
        Self::Emotion,
        Self::Moment,
        Self::Effort,
        Self::Gap,
        Self::Evidence,
        Self::Picture,
        Self::Portfolio,
    ];

    /// The group in a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Upkeep => "upkeep",
            Self::Scope => "scope",
            Self::Structure => "structure",
            Self::Persona => "persona",
            Self::Touchpoint => "touchpoint",
            Self::Emotion => "emotion",
            Self::Moment => "moment of truth",
            Self::Effort => "effort",
            Self::Gap => "gap",
            Self::Evidence => "evidence",
            Self::Picture => "picture",
            Self::Portfolio => "portfolio",
        }
    }

    /// The group in a word that settings and the command line know it by.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Moment => "moment-of-truth",
            _ => self.name(),
        }
    }
}

/// Whether the findings of a rule can be relied on to stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stability {
    /// Part of the contract: level and meaning change only with a new version of masa.
    Stable,
    /// On trial: runs only with `preview = true`, `--preview`, or when it is named.
    Preview,
}

/// When a rule looks, and at what.
pub enum Check {
    /// While a file is read; the loader reports it.
    Loading,
    /// At one file, whatever it is.
    File(fn(&FileCx<'_>, &mut Findings<'_>)),
    /// At one journey.
    Journey(fn(&JourneyCx<'_>, &mut Findings<'_>)),
    /// At one persona.
    Persona(fn(&PersonaCx<'_>, &mut Findings<'_>)),
    /// At all files together.
    Workspace(fn(&WorkspaceCx<'_>, &mut Findings<'_>)),
    /// After all others, at what became of their findings.
    Afterwards,
}

/// A rule: its names, its weight, what it says of itself, and how it looks.
pub struct Rule {
    /// The code, such as `JM101`; never changes and is never used again.
    pub code: &'static str,
    /// The name, such as `no-pre-contact-stage`.
    pub name: &'static str,
    /// What it is about.
    pub group: Group,
    /// The level unless `masa.toml` says otherwise.
    pub level: RuleLevel,
    pub(super) doc: &'static str,
    /// How it looks.
    pub check: Check,
    /// Whether it is on trial.
    pub stability: Stability,
    /// The version of masa that brought it.
    pub since: &'static str,
    /// What can be set beside the level.
    pub options: &'static [&'static RuleOption],
    /// The names and codes it had before.
    pub formerly: &'static [&'static str],
}

impl Rule {
    pub(super) const fn new(
        code: &'static str,
        name: &'static str,
        group: Group,
        level: RuleLevel,
        doc: &'static str,
        check: Check,
    ) -> Self {
        Self {
            code,
            name,
            group,
            level,
            doc,
            check,
            stability: Stability::Stable,
            since: "0.1.0",
            options: &[],
            formerly: &[],
        }
    }

    /// Whether it reports what cannot be read, which is an error whatever settings and suppressions say.
    pub fn is_fixed(&self) -> bool {
        matches!(self.check, Check::Loading)
    }

    /// Whether a comment or the baseline can accept what it finds: not what cannot be read, and not what is wrong with
    /// comments and baselines themselves.
    pub fn can_be_accepted(&self) -> bool {
        !self.is_fixed() && self.group != Group::Upkeep
    }

    /// Its index in [`RULES`], which stand in the order of their codes.
    pub(super) fn index(&self) -> usize {
        RULES.binary_search_by_key(&self.code, |rule| rule.code).unwrap_or_default()
    }

    /// What the rule does, in one line.
    pub fn summary(&self) -> &'static str {
        self.doc.lines().next().unwrap_or_default().trim()
    }

    /// The whole text about the rule, as Markdown.
    pub fn doc(&self) -> String {
        // A line of a doc comment begins with the space behind the slashes.
        let lines = self.doc.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
        lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.code, self.name)
    }
}

/// What a rule that looks at one file can see.
pub struct FileCx<'w> {
    /// The workspace around it.
    pub workspace: &'w Workspace,
    /// Its place in the workspace.
    pub index: FileIndex,
    /// The file.
    pub file: &'w File,
    /// What it says, and what was wrong with it.
    pub typed: &'w Typed,
}

/// What a rule that looks at one journey can see.
pub struct JourneyCx<'w> {
    /// The workspace around it.
    pub workspace: &'w Workspace,
    /// Its file.
    pub file: FileIndex,
    /// The journey.
    pub journey: &'w Journey,
    /// What was wrong with the syntax and shape of its file.
    pub faults: &'w [Fault],
    /// The day on which it is checked.
    pub today: Date,
    /// The weakest evidence that scores and moments of truth may rest on, when some is required.
    pub required_grade: Option<Grade>,
    pub(super) series: OnceCell<Vec<Series<'w>>>,
    pub(super) addressed: OnceCell<HashSet<&'w str>>,
    pub(super) counterpart: OnceCell<Option<Counterpart<'w>>>,
}

/// The current journey that a desired one answers, and how the two fit together.
pub struct Counterpart<'w> {
    /// The current journey's file.
    pub file: FileIndex,
    /// The current journey.
    pub journey: &'w Journey,
    /// Which touchpoint takes the place of which.
    pub alignment: Alignment<'w>,
}

impl<'w> JourneyCx<'w> {
    /// The scores of the journey, one series for each point of view.
    pub fn series(&self) -> &[Series<'w>] {
        self.series.get_or_init(|| measure::series(self.journey))
    }

    /// Whether somebody works on a touchpoint: an opportunity addresses it or its stage, or it has a response
    /// as a moment of truth.
    pub fn is_worked_on(&self, at: &TouchpointRef<'_>) -> bool {
        let addressed = self.addressed.get_or_init(|| {
            let opportunities = self.journey.opportunities.iter();
            opportunities.flat_map(|opportunity| &opportunity.addresses).map(Id::as_str).collect()
        });
        let moment = at.touchpoint.moment_of_truth.as_ref();
        moment.is_some_and(|moment| moment.response.is_some())
            || addressed.contains(at.touchpoint.id())
            || addressed.contains(at.stage.id())
    }

    /// What the journey answers, if it is a target and names another journey that is current; nothing when a
    /// part of either file could not be read.
    pub fn counterpart(&self) -> Option<&Counterpart<'w>> {
        let find = || {
            let id = self.journey.current.as_ref().filter(|_| self.journey.is_target())?;
            let file = self.workspace.journey_file(id.as_str())?;
            let other = &self.workspace.files[file];
            let journey = other.journey().filter(|journey| !journey.is_target())?;
            let known = file != self.file && other.faults().is_empty() && self.faults.is_empty();
            known.then(|| Counterpart { file, journey, alignment: measure::align(journey, self.journey) })
        };
        self.counterpart.get_or_init(find).as_ref()
    }

    /// Whether something stands at a place, readable or not.
    pub fn has(&self, route: &Route) -> bool {
        let file = &self.workspace.files[self.file];
        file.tree.find(&file.source, route).is_some()
    }

    /// Whether a key of the journey stands in a file in which something could not be read, so that it may
    /// have a value that is not known.
    pub(super) fn has_unread(&self, key: &'static str) -> bool {
        !self.faults.is_empty() && self.has(&Route::root().key(key))
    }
}

/// What a rule that looks at one persona can see.
pub struct PersonaCx<'w> {
    /// The workspace around it.
    pub workspace: &'w Workspace,
    /// Its file.
    pub file: FileIndex,
    /// The persona.
    pub persona: &'w Persona,
    /// What was wrong with the syntax and shape of its file.
    pub faults: &'w [Fault],
}

/// What a rule that looks at all files can see.
pub struct WorkspaceCx<'w> {
    /// All files.
    pub workspace: &'w Workspace,
    /// What is known of the journeys, in the order of their files.
    pub cards: &'w [Card],
}

impl WorkspaceCx<'_> {
    /// Whether every file could be read, so that what is absent is absent.
    pub fn is_whole(&self) -> bool {
        let files = &self.workspace.files;
        let journeys = files.iter().filter(|file| file.kind() == Kind::Journey).count();
        // A journey without a card is larger than any map.
        journeys == self.cards.len() && files.iter().all(|file| file.whole && file.kind() != Kind::Unknown)
    }
}

/// Declares a rule; its doc comment is what `masa explain` and the docs say. What differs from a stable rule
/// without options stands behind: `stability: Stability::Preview, options: &[&MAX]`.
macro_rules! rule {
    (
        $(#[doc = $doc:literal])+
        $name:ident = $code:literal $slug:literal, $group:ident, $level:ident, $check:expr
        $(, $field:ident: $value:expr)* $(,)?
    ) => {
        $(#[doc = $doc])+
        pub(in crate::check) static $name: $crate::check::Rule = $crate::check::Rule {
            $($field: $value,)*
            ..$crate::check::Rule::new(
                $code,
                $slug,
                $crate::check::Group::$group,
                $crate::workspace::RuleLevel::$level,
                concat!($($doc, "\n"),+),
                $check,
            )
        };
    };
}
