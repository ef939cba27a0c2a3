//! Every file of a workspace, read, typed and named, with the settings of its `masa.toml`.

mod baseline;
mod config;
mod conventions;
mod load;
mod references;
mod roots;
mod theme;
mod versions;

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

pub use baseline::{BASELINE_NAME, Baseline, BaselineEntry};
pub use config::{Config, OptionValue, Override, Preset, RuleLevel, RuleSetting, config_schema};
pub use conventions::{
    ChangedConvention, CommitmentConstants, CommitmentSettings, Conventions, EffortSettings, EffortWeights,
    MeasureSettings,
};
pub use load::{LoadError, STDIN, load, load_alone, load_lightly, load_settings};
pub use references::{Reference, Target, references};
pub use roots::CONFIG_NAME;
pub use theme::{Color, Pair, Theme, ThemeColors, ThemeName, ThemeSettings};
pub use versions::{Changes, JourneyVersion, VersionError, changes, versions_of};

use crate::model::{Id, Journey, Lang, Persona, Scale};
use crate::source::{Refusal, SourceText};
use crate::syntax::{Fault, Tree, unread_lines};

/// The end of the name of a journey file.
pub const JOURNEY_SUFFIX: &str = ".journey.yaml";
/// The end of the name of a persona file.
pub const PERSONA_SUFFIX: &str = ".persona.yaml";

/// The index of a file in its workspace.
pub type FileIndex = usize;

/// What kind of file it is, before anybody has looked at what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A journey map.
    Journey,
    /// A persona.
    Persona,
    /// The settings of the workspace.
    Config,
    /// Findings that were accepted.
    Baseline,
    /// Nothing that could be read.
    Unknown,
}

/// What `masa.toml` says for every file that does not say it.
#[derive(Debug, Default)]
struct Defaults {
    lang: Option<Lang>,
    scale: Option<Scale>,
}

/// What a file turned out to be.
#[derive(Debug)]
pub enum Content {
    /// A journey map.
    Journey(Box<Journey>),
    /// A persona.
    Persona(Box<Persona>),
    /// The settings of the workspace.
    Config,
    /// Findings that were accepted.
    Baseline(Box<Baseline>),
    /// Nothing that could be typed.
    Unknown,
}

/// What became of the tree of a file: what it says, and all that was wrong with it.
#[derive(Debug)]
pub struct Typed {
    /// What it is.
    pub content: Content,
    /// What was wrong with its syntax and shape.
    pub faults: Vec<Fault>,
}

/// One file with everything that was read from it.
#[derive(Debug)]
pub struct File {
    /// Where it was read from; empty for standard input.
    pub path: PathBuf,
    /// Its text.
    pub source: SourceText,
    /// Its tree.
    pub tree: Tree,
    /// What was wrong with its bytes.
    pub refusal: Option<Refusal>,
    /// Whether the whole text could be read; after a syntax fault parts may be missing.
    pub whole: bool,
    /// Whether the user asked for this file; the others are there to be referred to.
    pub selected: bool,
    kind: Kind,
    /// What was wrong with its syntax.
    syntax: Vec<Fault>,
    defaults: Arc<Defaults>,
    typed: OnceLock<Typed>,
}

impl File {
    /// What the file says and what is wrong with it; worked out at the first look, and kept.
    pub fn typed(&self) -> &Typed {
        self.typed.get_or_init(|| load::typed(self))
    }

    /// Lets `look` see what the file says. What nobody has looked at before is not kept: a check of many files then
    /// holds few of them at a time.
    pub fn with_typed<T>(&self, look: impl FnOnce(&Typed) -> T) -> T {
        match self.typed.get() {
            Some(typed) => look(typed),
            None => look(&load::typed(self)),
        }
    }

    /// What it is.
    pub fn content(&self) -> &Content {
        &self.typed().content
    }

    /// What was wrong with its syntax and shape.
    pub fn faults(&self) -> &[Fault] {
        &self.typed().faults
    }

    /// What kind of file it is, by its name or its first keys.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether it is the `masa.toml` of the workspace.
    pub fn is_config(&self) -> bool {
        self.kind == Kind::Config
    }

    /// The id it gives itself; `None` when it gives none that could be one.
    pub fn id(&self) -> Option<&str> {
        let key = match self.kind {
            Kind::Journey => "journey",
            Kind::Persona => "persona",
            _ => return None,
        };
        let (_, value) = self.tree.get(&self.source, self.tree.root()?, key)?;
        let text = self.tree.scalar(&self.source, value)?;
        Id::parse(text).is_ok().then_some(text)
    }

    /// Whether a word may stand in a part of the file that could not be read, so that its absence from the
    /// rest proves nothing.
    pub fn may_hold_unread(&self, word: &str) -> bool {
        if self.whole {
            return false;
        }
        let lines = unread_lines(&self.source, &self.syntax);
        lines.is_empty() || lines.iter().any(|line| self.source.slice(*line).contains(word))
    }

    /// The journey, if it is one.
    pub fn journey(&self) -> Option<&Journey> {
        if self.kind == Kind::Journey { self.typed().journey() } else { None }
    }

    /// The persona, if it is one.
    pub fn persona(&self) -> Option<&Persona> {
        if self.kind == Kind::Persona { self.typed().persona() } else { None }
    }
}

impl Typed {
    /// The journey, if it is one.
    pub fn journey(&self) -> Option<&Journey> {
        match &self.content {
            Content::Journey(journey) => Some(journey),
            _ => None,
        }
    }

    /// The persona, if it is one.
    pub fn persona(&self) -> Option<&Persona> {
        match &self.content {
            Content::Persona(persona) => Some(persona),
            _ => None,
        }
    }
}

/// The files under one `masa.toml` (or one folder without), and who is called what.
#[derive(Debug, Default)]
pub struct Workspace {
    /// The folder of `masa.toml`, or the one that was named.
    pub root: PathBuf,
    /// The settings.
    pub config: Config,
    /// The weights and thresholds that numbers are computed with.
    pub conventions: Conventions,
    /// The files, sorted by name; `masa.toml` is one of them when it was asked for.
    pub files: Vec<File>,
    journeys: HashMap<String, FileIndex>,
    personas: HashMap<String, FileIndex>,
}

impl Workspace {
    fn new(root: PathBuf, config: Config, mut files: Vec<File>) -> Self {
        files.sort_by(|a, b| a.source.name().cmp(b.source.name()));
        let mut journeys = HashMap::new();
        let mut personas = HashMap::new();
        for (index, file) in files.iter().enumerate() {
            let ids = match file.kind {
                Kind::Journey => &mut journeys,
                Kind::Persona => &mut personas,
                _ => continue,
            };
            // The first of two files with one id wins; the second gets a finding.
            if let Some(id) = file.id() {
                ids.entry(id.to_owned()).or_insert(index);
            }
        }
        let conventions = config.conventions();
        Self { root, config, conventions, files, journeys, personas }
    }

    /// The workspace with other texts in the place of those of some files, as if they had been read; the files
    /// keep their indices.
    #[must_use]
    pub fn revised(self, texts: BTreeMap<FileIndex, String>) -> Self {
        load::revise(self, texts)
    }

    /// The path of a file from the root of the workspace, with `/`; the name of standard input is `-`.
    pub fn path_from_root(&self, file: &File) -> String {
        match file.path.strip_prefix(&self.root) {
            Ok(path) if !file.path.as_os_str().is_empty() => path.to_string_lossy().replace('\\', "/"),
            _ => file.source.name().to_owned(),
        }
    }

    /// The file of a journey.
    pub fn journey_file(&self, id: &str) -> Option<FileIndex> {
        self.journeys.get(id).copied()
    }

    /// The file of a persona.
    pub fn persona_file(&self, id: &str) -> Option<FileIndex> {
        self.personas.get(id).copied()
    }

    /// A journey by id.
    pub fn journey(&self, id: &str) -> Option<&Journey> {
        self.journey_file(id).and_then(|index| self.files[index].journey())
    }

    /// A persona by id.
    pub fn persona(&self, id: &str) -> Option<&Persona> {
        self.persona_file(id).and_then(|index| self.files[index].persona())
    }

    /// What a persona is called: its name, or its id where no file tells one.
    pub fn persona_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.persona(id).map_or(id, |persona| &persona.name)
    }

    /// Whether a persona of a journey is vulnerable, as far as the persona is told.
    pub fn has_vulnerable_persona(&self, journey: &Journey) -> bool {
        let personas = journey.personas().iter().filter_map(|id| self.persona(id.as_str()));
        personas.into_iter().any(|persona| persona.vulnerable)
    }

    /// The file of the settings, if it is one of the files.
    pub fn config_file(&self) -> Option<FileIndex> {
        self.files.iter().position(File::is_config)
    }

    /// The ids of all journeys, sorted.
    pub fn journey_ids(&self) -> Vec<&str> {
        sorted(self.journeys.keys())
    }

    /// The ids of all personas, sorted.
    pub fn persona_ids(&self) -> Vec<&str> {
        sorted(self.personas.keys())
    }

    /// The journeys in the order of their files.
    pub fn journeys(&self) -> impl Iterator<Item = (FileIndex, &Journey)> {
        let all = self.files.iter().enumerate();
        all.filter_map(|(index, file)| file.journey().map(|journey| (index, journey)))
    }

    /// The personas in the order of their files.
    pub fn personas(&self) -> impl Iterator<Item = (FileIndex, &Persona)> {
        let all = self.files.iter().enumerate();
        all.filter_map(|(index, file)| file.persona().map(|persona| (index, persona)))
    }

    /// The actual journeys that were to follow a plan, in the order of their files.
    pub fn actual_of(&self, plan: &str) -> Vec<(FileIndex, &Journey)> {
        let follows = |journey: &Journey| journey.plan.as_ref().is_some_and(|id| id.as_str() == plan);
        self.journeys().filter(|(_, journey)| follows(journey)).collect()
    }

    /// The desired journeys that answer a current one, in the order of their files.
    pub fn desired_of(&self, current: &str) -> Vec<(FileIndex, &Journey)> {
        let answers = |journey: &Journey| journey.current.as_ref().is_some_and(|id| id.as_str() == current);
        self.journeys().filter(|(_, journey)| answers(journey)).collect()
    }
}

fn sorted<'s>(keys: impl Iterator<Item = &'s String>) -> Vec<&'s str> {
    let mut keys: Vec<&str> = keys.map(String::as_str).collect();
    keys.sort_unstable();
    keys
}
