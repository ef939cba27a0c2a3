//! Reading a workspace: from paths on the command line to typed, named files.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::roots::{CONFIG_NAME, Roots};
use super::{
    Config, Content, Defaults, File, FileIndex, JOURNEY_SUFFIX, Kind, PERSONA_SUFFIX, Typed, Workspace,
};
use crate::model::{Id, Journey, Persona, SHAPE, TouchpointRef, slug};
use crate::source::{ReadError, Refusal, SourceText, Span, WalkError, find_files, read_file, read_stdin};
use crate::syntax::{Fault, FaultKind, Tree, from_tree, parse_toml, parse_yaml, unread_lines};

/// The argument that stands for standard input.
pub const STDIN: &str = "-";

/// The most stages of a journey.
const MAX_STAGES: usize = 200;
/// The most touchpoints of a journey.
const MAX_TOUCHPOINTS: usize = 2_000;
/// The most personas that one map tells apart.
const MAX_PERSONAS: usize = 100;

const SUFFIXES: [&str; 2] = [JOURNEY_SUFFIX, PERSONA_SUFFIX];

/// Why files could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A file could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A folder could not be walked.
    #[error(transparent)]
    Walk(#[from] WalkError),
    /// A path could not be looked up.
    #[error("cannot read {path}")]
    Path {
        /// The path as given.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A baseline that cannot be read.
    #[error(
        "{path}:{line}: the baseline cannot be read: {what}\ntake it back from git, or remove it and run `masa baseline write`"
    )]
    Baseline {
        /// The file.
        path: String,
        /// The line.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// A folder without journeys or personas.
    #[error("no journeys or personas under {0} (looked for *{JOURNEY_SUFFIX} and *{PERSONA_SUFFIX})")]
    NothingFound(String),
}

/// What is asked of one workspace.
#[derive(Default)]
struct Request {
    /// Files by absolute path, with the name to show.
    files: BTreeMap<PathBuf, Wanted>,
    stdin: bool,
    /// Whether the root itself was walked, so that there is nothing more to find.
    walked: bool,
    /// The name to show `masa.toml` by, when it was reached by a path of the user's.
    config: Option<String>,
    /// Whether `masa.toml` itself was named: a change of the settings is a change of every file.
    all: bool,
}

struct Wanted {
    name: String,
    selected: bool,
}

/// Loads the workspaces that `paths` belong to, with everything in them that can be referred to.
///
/// A file belongs to the nearest `masa.toml` upward; without one, to the folder that was named, or to
/// the folder it lies in. `-` is standard input, read as part of the workspace of the current folder.
pub fn load(paths: &[PathBuf]) -> Result<Vec<Workspace>, LoadError> {
    let workspaces = load_lightly(paths)?;
    let files: Vec<&File> = workspaces.iter().flat_map(|workspace| &workspace.files).collect();
    files.into_par_iter().for_each(|file| {
        file.typed();
    });
    Ok(workspaces)
}

/// Loads what [`load`] does, and leaves it to the first look at a file to make a journey or a persona of its tree.
pub fn load_lightly(paths: &[PathBuf]) -> Result<Vec<Workspace>, LoadError> {
    let mut roots = Roots::default();
    let mut requests = requests(paths, &mut roots)?;
    for (root, request) in &mut requests {
        complete(root, request, &mut roots)?;
    }
    requests.into_iter().map(|(root, request)| open(&root, request)).collect()
}

/// The workspace a path belongs to with nothing in it but `masa.toml` and, when it is a file, the file.
pub fn load_settings(path: &Path) -> Result<Workspace, LoadError> {
    if path.is_dir() {
        let unreadable = |source| LoadError::Path { path: path.display().to_string(), source };
        let folder = std::fs::canonicalize(path).map_err(unreadable)?;
        let root = Roots::default().of(&folder).unwrap_or(folder);
        return open(&root, Request::default());
    }
    let mut workspaces = load_alone(&[path.to_path_buf()])?;
    Ok(workspaces.pop().unwrap_or_default())
}

/// Loads the files that `paths` name and no others, whatever they refer to.
pub fn load_alone(paths: &[PathBuf]) -> Result<Vec<Workspace>, LoadError> {
    let requests = requests(paths, &mut Roots::default())?;
    requests.into_iter().map(|(root, request)| open(&root, request)).collect()
}

fn requests(paths: &[PathBuf], roots: &mut Roots) -> Result<BTreeMap<PathBuf, Request>, LoadError> {
    let mut requests = BTreeMap::new();
    for path in paths {
        request(path, roots, &mut requests)?;
    }
    Ok(requests)
}

/// Notes which files a path asks for, each under its workspace.
fn request(
    path: &Path,
    roots: &mut Roots,
    requests: &mut BTreeMap<PathBuf, Request>,
) -> Result<(), LoadError> {
    let shown = path.display().to_string();
    let absolute = |path: &Path| {
        let source_of = |source| LoadError::Path { path: shown.clone(), source };
        std::fs::canonicalize(path).map_err(source_of)
    };
    if path.as_os_str() == STDIN {
        let here = absolute(Path::new("."))?;
        let root = roots.of(&here).unwrap_or(here);
        requests.entry(root).or_default().stdin = true;
        return Ok(());
    }
    let start = absolute(path)?;
    let is_folder = start.is_dir();
    let found = find_files(path, &SUFFIXES)?;
    let mut folders: HashMap<PathBuf, PathBuf> = HashMap::new();
    let mut any = false;
    for file in found {
        let parent = match file.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        if !folders.contains_key(parent) {
            folders.insert(parent.to_path_buf(), absolute(parent)?);
        }
        let folder = &folders[parent];
        let fallback = if is_folder { &start } else { folder };
        let root = roots.of(folder).unwrap_or_else(|| fallback.clone());
        let place = folder.join(file.file_name().unwrap_or_default());
        let wanted = Wanted { name: display_name(&file), selected: true };
        if place.file_name().is_some_and(|name| name == CONFIG_NAME) {
            let request = requests.entry(root).or_default();
            request.config = Some(wanted.name);
            request.all = true;
        } else {
            requests.entry(root).or_default().files.insert(place, wanted);
        }
        any = true;
    }
    if is_folder && !any {
        return Err(LoadError::NothingFound(shown));
    }
    if is_folder && roots.of(&start).as_deref() == Some(&start) {
        let name = display_name(&path.join(CONFIG_NAME));
        let request = requests.entry(start).or_default();
        request.config = Some(name);
        request.walked = true;
    }
    Ok(())
}

/// The name a path is shown by: as given, with `/`, without a leading `./`.
pub(super) fn display_name(path: &Path) -> String {
    let name = path.to_string_lossy().replace('\\', "/");
    name.strip_prefix("./").unwrap_or(&name).to_owned()
}

/// Adds the files of the workspace that were not asked for but can be referred to.
fn complete(root: &Path, request: &mut Request, roots: &mut Roots) -> Result<(), LoadError> {
    if request.walked {
        return Ok(());
    }
    let governed = roots.of(root).as_deref() == Some(root);
    let others = if governed {
        find_files(root, &SUFFIXES)?
    } else {
        // Without `masa.toml` nothing says where the workspace ends: the folder itself is enough.
        siblings(root)
    };
    for file in others {
        let folder = file.parent().unwrap_or(root);
        if governed && roots.of(folder).as_deref() != Some(root) {
            continue;
        }
        let name = || display_name(&relative_to_here(&file));
        let wanted = || Wanted { name: name(), selected: request.all };
        request.files.entry(file.clone()).or_insert_with(wanted);
    }
    Ok(())
}

fn siblings(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.to_string_lossy();
            SUFFIXES.iter().any(|suffix| name.ends_with(suffix)) && path.is_file()
        })
        .collect();
    files.sort();
    files
}

/// A path relative to the current folder where it lies below it, else its last two parts: absolute
/// paths of the machine never reach the output.
fn relative_to_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(std::fs::canonicalize).unwrap_or_default();
    if let Ok(below) = path.strip_prefix(&here) {
        return below.to_path_buf();
    }
    let parts: Vec<_> = path.components().rev().take(2).collect();
    parts.into_iter().rev().collect()
}

fn open(root: &Path, request: Request) -> Result<Workspace, LoadError> {
    let mut files = Vec::with_capacity(request.files.len() + 2);
    let mut config = Config::default();
    let mut defaults = Arc::default();
    let config_path = root.join(CONFIG_NAME);
    if config_path.is_file() {
        let name = request.config.clone();
        let name = name.unwrap_or_else(|| display_name(&relative_to_here(&config_path)));
        let (file, read) = open_config(&config_path, &name)?;
        files.push(file);
        config = read;
        defaults = defaults_of(&config);
    }
    if request.stdin {
        let (source, refusal) = read_stdin(STDIN)?;
        files.push(parse_file(PathBuf::new(), source, refusal, true, &defaults));
    }
    let wanted: Vec<(PathBuf, Wanted)> = request.files.into_iter().collect();
    let opened: Vec<Result<Option<File>, LoadError>> = wanted
        .into_par_iter()
        .map(|(path, wanted)| match read_file(&path, &wanted.name) {
            Ok((source, refusal)) => Ok(Some(parse_file(path, source, refusal, wanted.selected, &defaults))),
            // A file nobody asked for may be unreadable without harm.
            Err(_) if !wanted.selected => Ok(None),
            Err(error) => Err(error.into()),
        })
        .collect();
    for file in opened {
        files.extend(file?);
    }
    Ok(Workspace::new(root.to_path_buf(), config, files))
}

/// A file that was not read from the disk, such as one of an older version.
pub(super) struct ReadFile {
    /// Where it lies, or lay.
    pub path: PathBuf,
    /// Its text.
    pub source: SourceText,
    /// What was wrong with its bytes.
    pub refusal: Option<Refusal>,
}

/// The workspace of files that were read elsewhere, under the settings of a `masa.toml` that was, too.
pub(super) fn gather(root: PathBuf, settings: Option<ReadFile>, files: Vec<ReadFile>) -> Workspace {
    let settings = settings.map(|file| type_config(file.path, file.source, file.refusal));
    let (file, config) = settings.map_or((None, Config::default()), |(file, config)| (Some(file), config));
    let defaults = defaults_of(&config);
    let parse = |file: ReadFile| {
        let parsed = parse_file(file.path, file.source, file.refusal, true, &defaults);
        parsed.typed();
        parsed
    };
    let mut parsed: Vec<File> = files.into_par_iter().map(parse).collect();
    parsed.extend(file);
    Workspace::new(root, config, parsed)
}

/// The workspace with other texts in the place of those of some files, as if they had been read.
pub(super) fn revise(workspace: Workspace, mut texts: BTreeMap<FileIndex, String>) -> Workspace {
    let Workspace { root, mut config, mut files, .. } = workspace;
    let mut defaults = None;
    for (index, file) in files.iter_mut().enumerate() {
        if file.is_config()
            && let Some(text) = texts.remove(&index)
        {
            let (read, settings) =
                type_config(file.path.clone(), file.source.revised(text), file.refusal.clone());
            *file = read;
            config = settings;
            // Settings are in what every file means, so that their change is a change of all.
            defaults = Some(defaults_of(&config));
        }
    }
    let changed = files.into_iter().enumerate().map(|(index, file)| (file, texts.remove(&index)));
    let changed: Vec<(File, Option<String>)> = changed.collect();
    let read_again = |(file, text): (File, Option<String>)| {
        if matches!(file.kind, Kind::Config | Kind::Baseline) || text.is_none() && defaults.is_none() {
            return file;
        }
        let source = match text {
            Some(text) => file.source.revised(text),
            None => file.source,
        };
        let defaults = defaults.as_ref().unwrap_or(&file.defaults);
        parse_file(file.path, source, file.refusal, file.selected, defaults)
    };
    let revised = changed.into_par_iter().map(read_again).collect();
    Workspace::new(root, config, revised)
}

fn defaults_of(config: &Config) -> Arc<Defaults> {
    Arc::new(Defaults { lang: config.lang.clone(), scale: config.scale })
}

fn open_config(path: &Path, name: &str) -> Result<(File, Config), LoadError> {
    let (source, refusal) = read_file(path, name)?;
    Ok(type_config(path.to_path_buf(), source, refusal))
}

fn type_config(path: PathBuf, source: SourceText, refusal: Option<Refusal>) -> (File, Config) {
    let parsed = parse_toml(&source);
    let whole = parsed.faults.is_empty() && refusal.is_none();
    let (config, mut faults) =
        from_tree(&source, &parsed.tree, SHAPE, &unread_lines(&source, &parsed.faults));
    faults.splice(..0, parsed.faults.iter().cloned());
    let file = File {
        path,
        source,
        tree: parsed.tree,
        refusal,
        whole,
        selected: true,
        kind: Kind::Config,
        syntax: parsed.faults,
        defaults: Arc::default(),
        typed: Typed { content: Content::Config, faults }.into(),
    };
    (file, config)
}

fn parse_file(
    path: PathBuf,
    source: SourceText,
    refusal: Option<Refusal>,
    selected: bool,
    defaults: &Arc<Defaults>,
) -> File {
    let mut file = File {
        path,
        source,
        tree: Tree::default(),
        whole: refusal.is_none(),
        refusal,
        selected,
        kind: Kind::Unknown,
        syntax: Vec::new(),
        defaults: defaults.clone(),
        typed: OnceLock::new(),
    };
    if file.refusal.is_some() {
        return file;
    }
    let parsed = parse_yaml(&file.source);
    file.whole = parsed.faults.is_empty();
    file.tree = parsed.tree;
    file.syntax = parsed.faults;
    let beyond = |fault: &Fault| matches!(fault.kind, FaultKind::TooComplex | FaultKind::TooLarge);
    // What was read before the budget ran out is no map, and findings about it would bury the one that counts.
    if !file.syntax.iter().any(beyond) {
        file.kind = kind(&file);
    }
    file
}

/// What a file is: told by its name, or by its first key.
fn kind(file: &File) -> Kind {
    let Some(root) = file.tree.root() else { return Kind::Unknown };
    let has = |key| file.tree.get(&file.source, root, key).is_some();
    let name = file.source.name();
    let is_persona = name.ends_with(PERSONA_SUFFIX)
        || (!name.ends_with(JOURNEY_SUFFIX) && has("persona") && !has("journey") && !has("stages"));
    if is_persona { Kind::Persona } else { Kind::Journey }
}

/// Makes of the tree of a file what it says.
pub(super) fn typed(file: &File) -> Typed {
    let (content, found) = content(file);
    let mut faults = file.syntax.clone();
    faults.extend(found);
    Typed { content, faults }
}

fn content(file: &File) -> (Content, Vec<Fault>) {
    let unread = || unread_lines(&file.source, &file.syntax);
    match file.kind {
        Kind::Persona => {
            let (mut persona, faults) = from_tree::<Persona>(&file.source, &file.tree, SHAPE, &unread());
            persona.lang = persona.lang.or_else(|| file.defaults.lang.clone());
            (Content::Persona(Box::new(persona)), faults)
        }
        Kind::Journey => {
            let (mut journey, faults) = from_tree::<Journey>(&file.source, &file.tree, SHAPE, &unread());
            journey.lang = journey.lang.or_else(|| file.defaults.lang.clone());
            journey.scale = journey.scale.or(file.defaults.scale);
            if let Some(fault) = beyond_budget(&journey) {
                return (Content::Unknown, vec![fault]);
            }
            name_parts(&mut journey);
            (Content::Journey(Box::new(journey)), faults)
        }
        Kind::Unknown if file.refusal.is_none() && file.syntax.is_empty() => {
            let what = "the file is empty";
            let fault = Fault::new(FaultKind::MissingKey, Span::default(), what)
                .help("begin with `journey: <id>` or `persona: <id>`, or see `masa new`");
            (Content::Unknown, vec![fault])
        }
        // Settings and baselines are typed when they are loaded.
        _ => (Content::Unknown, Vec::new()),
    }
}

/// A journey larger than any map that people could read; aliases can make one from a few lines.
fn beyond_budget(journey: &Journey) -> Option<Fault> {
    let touchpoints = || journey.stages.iter().flat_map(|stage| &stage.touchpoints);
    let personas = touchpoints().filter_map(|found| found.emotion.as_ref()).map(|emotion| emotion.by.len());
    let counts = [
        (journey.stages.len(), MAX_STAGES, "stages"),
        (touchpoints().count(), MAX_TOUCHPOINTS, "touchpoints"),
        (personas.max().unwrap_or(0).max(journey.personas().len()), MAX_PERSONAS, "personas"),
    ];
    let (count, limit, what) = counts.into_iter().find(|(count, limit, _)| count > limit)?;
    let message = format!("{count} {what} in one journey; the limit is {limit}");
    Some(
        Fault::new(FaultKind::TooComplex, Span::default(), message)
            .help("split it: an overview, and a map of its own for each part"),
    )
}

/// Gives every stage and touchpoint without an id one made from its name, unlike all others.
fn name_parts(journey: &mut Journey) {
    let has_id = |found: TouchpointRef<'_>| is_given(&found.touchpoint.id);
    if journey.touchpoints().all(has_id) && journey.stages.iter().all(|stage| is_given(&stage.id)) {
        return;
    }
    let stages = &mut journey.stages;
    let mut names = Names::default();
    names.take(stages.iter().filter_map(|stage| stage.id.as_ref()));
    for stage in stages.iter_mut() {
        names.fill(&mut stage.id, &stage.name);
    }
    let mut names = Names::default();
    names.take(stages.iter().flat_map(|stage| &stage.touchpoints).filter_map(|found| found.id.as_ref()));
    for touchpoint in stages.iter_mut().flat_map(|stage| &mut stage.touchpoints) {
        names.fill(&mut touchpoint.id, &touchpoint.name);
    }
}

fn is_given(id: &Option<Id>) -> bool {
    id.as_ref().is_some_and(|id| !id.is_empty())
}

/// The ids given so far, and the number that the next id of the same name begins to try with.
#[derive(Default)]
struct Names {
    taken: HashSet<String>,
    next: HashMap<String, usize>,
}

impl Names {
    fn take<'j>(&mut self, ids: impl Iterator<Item = &'j Id>) {
        self.taken.extend(ids.map(Id::to_string));
    }

    fn fill(&mut self, id: &mut Option<Id>, name: &str) {
        if is_given(id) {
            return;
        }
        let base = slug(name);
        let next = self.next.entry(base.clone()).or_insert(1);
        loop {
            let candidate = if *next == 1 { base.clone() } else { format!("{base}-{next}") };
            *next += 1;
            if self.taken.insert(candidate.clone()) {
                *id = Some(Id::from(candidate.as_str()));
                return;
            }
        }
    }
}
