//! `masa init` and `masa new`: starting points to be filled in.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Subcommand, ValueEnum};

use super::check::{parse_date, today_of_system};
use super::{Ui, Verdict};
use crate::model::{Date, Id, Lang, SchemaKind, json_schema, schema_text};
use crate::source::create_new;
use crate::workspace::{CONFIG_NAME, JOURNEY_SUFFIX, PERSONA_SUFFIX, load};

/// Start a workspace: settings, schemas for the editor, a persona and a journey to fill in.
#[derive(clap::Args)]
pub(super) struct InitArgs {
    /// The folder; made when it is not there.
    #[arg(default_value = ".")]
    dir: PathBuf,

    /// The language of the maps, as a BCP 47 tag such as `he`.
    #[arg(long, default_value = "en", value_parser = parse_lang)]
    lang: String,

    /// The date to write (default: today, or SOURCE_DATE_EPOCH).
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,
}

/// Start a journey or a persona from a template; what says TODO is to be filled in.
#[derive(clap::Args)]
pub(super) struct NewArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// A journey map.
    Journey(JourneyArgs),
    /// A persona.
    Persona(PersonaArgs),
}

#[derive(clap::Args)]
struct JourneyArgs {
    /// Its id, which names the file too: letters of any script, digits, `-`, `_`, `.`.
    #[arg(value_parser = parse_id)]
    id: String,

    /// What to start from.
    #[arg(long, value_enum, default_value_t = Template::Need)]
    template: Template,

    /// The persona who makes the journey (default: the workspace's, when it has only one).
    #[arg(long, value_parser = parse_id)]
    persona: Option<String>,

    #[command(flatten)]
    place: Place,
}

#[derive(clap::Args)]
struct PersonaArgs {
    /// Its id, which names the file too: letters of any script, digits, `-`, `_`, `.`.
    #[arg(value_parser = parse_id)]
    id: String,

    #[command(flatten)]
    place: Place,
}

#[derive(clap::Args)]
struct Place {
    /// The folder to write to.
    #[arg(long, default_value = ".")]
    dir: PathBuf,

    /// The language of the text, as a BCP 47 tag such as `he` (default: the workspace's, or `en`).
    #[arg(long, value_parser = parse_lang)]
    lang: Option<String>,

    /// The date to write (default: today, or SOURCE_DATE_EPOCH).
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Template {
    /// One matter, from the need arising to the need left behind.
    Need,
    /// A purchase, from first hearing of you to the weeks after.
    Purchase,
    /// The whole relationship: seven groups with 23 typical contacts.
    Lifecycle,
}

impl Template {
    fn text(self) -> &'static str {
        match self {
            Self::Need => include_str!("templates/need.journey.yaml"),
            Self::Purchase => include_str!("templates/purchase.journey.yaml"),
            Self::Lifecycle => include_str!("templates/lifecycle.journey.yaml"),
        }
    }
}

const PERSONA: &str = include_str!("templates/persona.yaml");
const CONFIG: &str = include_str!("templates/masa.toml");
/// The folder of a workspace that holds the schemas for editors.
const SCHEMAS: &str = "schemas";

fn parse_id(text: &str) -> Result<String, String> {
    match Id::parse(text) {
        Ok(id) if id.parts().1.is_empty() => Ok(text.to_owned()),
        Ok(_) => Err("an id of a file has no `#`".to_owned()),
        Err(error) => Err(error.replace('\n', "; ")),
    }
}

fn parse_lang(text: &str) -> Result<String, String> {
    Lang::parse(text).map(|lang| lang.as_str().to_owned()).map_err(|error| error.replace('\n', "; "))
}

/// What the templates leave open.
struct Blanks<'a> {
    id: &'a str,
    persona: &'a str,
    lang: &'a str,
    schemas: &'a str,
    today: Date,
}

impl Blanks<'_> {
    fn fill(&self, template: &str) -> String {
        let today = self.today.to_string();
        let month = &today[..today.len().min(7)];
        let pairs = [
            ("{id}", self.id),
            ("{persona}", self.persona),
            ("{lang}", self.lang),
            ("{schemas}", self.schemas),
            ("{today}", &today),
            ("{month}", month),
        ];
        pairs.iter().fold(template.to_owned(), |text, (blank, value)| text.replace(blank, value))
    }
}

pub(super) fn init(args: InitArgs, ui: &mut Ui) -> Result<Verdict> {
    let today = day(args.today)?;
    let blanks =
        |id: &'static str| Blanks { id, persona: "customer", lang: &args.lang, schemas: SCHEMAS, today };
    let schema = |kind| schema_text(&json_schema(kind));
    let files = [
        (CONFIG_NAME.to_owned(), blanks("").fill(CONFIG)),
        (format!("{SCHEMAS}/journey.v1.schema.json"), schema(SchemaKind::Journey)),
        (format!("{SCHEMAS}/persona.v1.schema.json"), schema(SchemaKind::Persona)),
        (format!("customer{PERSONA_SUFFIX}"), blanks("customer").fill(PERSONA)),
        (format!("first{JOURNEY_SUFFIX}"), blanks("first").fill(Template::Need.text())),
    ];
    // All or nothing: half a workspace would be in the way of the next try.
    if let Some((name, _)) = files.iter().find(|(name, _)| args.dir.join(name).exists()) {
        bail!("{} is already there; nothing was written", args.dir.join(name).display());
    }
    let schemas = args.dir.join(SCHEMAS);
    std::fs::create_dir_all(&schemas).with_context(|| format!("cannot make {}", schemas.display()))?;
    for (name, text) in &files {
        let path = args.dir.join(name);
        create_new(&path, text.as_bytes())?;
        ui.note(&format!("wrote {}", path.display()));
    }
    ui.note("next: fill in what says TODO, then `masa check`");
    Ok(Verdict::Yes)
}

pub(super) fn new(args: NewArgs, ui: &mut Ui) -> Result<Verdict> {
    match args.what {
        What::Journey(args) => {
            let surroundings = Surroundings::of(&args.place.dir);
            let persona = args.persona.or(surroundings.only_persona.clone());
            let persona = persona.as_deref().unwrap_or("TODO");
            write(&args.id, JOURNEY_SUFFIX, args.template.text(), persona, &args.place, &surroundings, ui)
        }
        What::Persona(args) => {
            let surroundings = Surroundings::of(&args.place.dir);
            write(&args.id, PERSONA_SUFFIX, PERSONA, "", &args.place, &surroundings, ui)
        }
    }
}

/// What the folder a file goes to has to offer.
#[derive(Default)]
struct Surroundings {
    only_persona: Option<String>,
    lang: Option<String>,
}

impl Surroundings {
    /// A folder without a workspace offers nothing, which is no error here.
    fn of(dir: &Path) -> Self {
        let workspaces = load(&[dir.to_path_buf()]).unwrap_or_default();
        let [workspace] = workspaces.as_slice() else { return Self::default() };
        let only_persona = match workspace.persona_ids().as_slice() {
            [one] => Some((*one).to_owned()),
            _ => None,
        };
        Self { only_persona, lang: workspace.config.lang.as_ref().map(|lang| lang.as_str().to_owned()) }
    }
}

fn write(
    id: &str,
    suffix: &str,
    template: &str,
    persona: &str,
    place: &Place,
    surroundings: &Surroundings,
    ui: &mut Ui,
) -> Result<Verdict> {
    let lang = place.lang.clone().or(surroundings.lang.clone()).unwrap_or_else(|| "en".to_owned());
    let schemas = schemas_from(&place.dir);
    let blanks = Blanks { id, persona, lang: &lang, schemas: &schemas, today: day(place.today)? };
    let path = place.dir.join(format!("{id}{suffix}"));
    create_new(&path, blanks.fill(template).as_bytes())?;
    ui.note(&format!("wrote {}", path.display()));
    ui.note("next: fill in what says TODO, then `masa check`");
    Ok(Verdict::Yes)
}

/// The way from a folder to the schemas of its workspace: beside the nearest `masa.toml` upward.
fn schemas_from(dir: &Path) -> String {
    let absolute = std::fs::canonicalize(dir).unwrap_or_default();
    let depth = absolute.ancestors().position(|folder| folder.join(CONFIG_NAME).is_file());
    format!("{}{SCHEMAS}", "../".repeat(depth.unwrap_or(0)))
}

fn day(given: Option<Date>) -> Result<Date> {
    match given {
        Some(today) => Ok(today),
        None => today_of_system(),
    }
}
